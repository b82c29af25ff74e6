//  ReportValue.swift
//  In: values in the order in which they shall stand. Out: JSON text, the same bytes every time.

/// A JSON value whose keys keep their order.
public indirect enum ReportValue: Sendable, Hashable {
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([ReportValue])
    case object([Field])

    public struct Field: Sendable, Hashable {
        public let key: String
        public let value: ReportValue
    }

    /// Fields in the order given.
    public static func fields(_ fields: KeyValuePairs<String, ReportValue>) -> ReportValue {
        .object(fields.map { Field(key: $0.key, value: $0.value) })
    }

    public static func optional(_ text: String?) -> ReportValue { text.map { .text($0) } ?? .null }

    /// Indented by two blanks a level, with a line feed at the end.
    public var json: String {
        var result = ""
        write(to: &result, indent: "")
        return result + "\n"
    }

    private func write(to result: inout String, indent: String) {
        switch self {
        case .null: result += "null"
        case .flag(let flag): result += flag ? "true" : "false"
        case .number(let number): result += String(number)
        case .text(let text): Self.quote(text, to: &result)
        case .list(let values):
            if values.isEmpty {
                result += "[]"
                return
            }
            result += "[\n"
            for (index, value) in values.enumerated() {
                result += indent + "  "
                value.write(to: &result, indent: indent + "  ")
                result += index == values.count - 1 ? "\n" : ",\n"
            }
            result += indent + "]"
        case .object(let fields):
            if fields.isEmpty {
                result += "{}"
                return
            }
            result += "{\n"
            for (index, field) in fields.enumerated() {
                result += indent + "  "
                Self.quote(field.key, to: &result)
                result += ": "
                field.value.write(to: &result, indent: indent + "  ")
                result += index == fields.count - 1 ? "\n" : ",\n"
            }
            result += indent + "}"
        }
    }

    private static func quote(_ text: String, to result: inout String) {
        result += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        result += "\""
    }
}
