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
        public init(_ key: String, _ value: ReportValue) {
            self.key = key
            self.value = value
        }
    }

    /// Fields in the order given.
    public static func fields(_ fields: KeyValuePairs<String, ReportValue>) -> ReportValue {
        .object(fields.map { Field($0.key, $0.value) })
    }

    public static func optional(_ text: String?) -> ReportValue { text.map { .text($0) } ?? .null }

    /// Indented by two blanks a level, with a line feed at the end.
    public var json: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32 << 10)
        write(to: &bytes, indent: 0)
        bytes.append(UInt8(ascii: "\n"))
        return String(decoding: bytes, as: UTF8.self)
    }

    private func write(to bytes: inout [UInt8], indent: Int) {
        switch self {
        case .null: bytes += "null".utf8
        case .flag(let flag): bytes += (flag ? "true" : "false").utf8
        case .number(let number): bytes += String(number).utf8
        case .text(let text): Self.quote(text, to: &bytes)
        case .list(let values):
            Self.block(values, brackets: ("[", "]"), indent, &bytes) { value, bytes in
                value.write(to: &bytes, indent: indent + 2)
            }
        case .object(let fields):
            Self.block(fields, brackets: ("{", "}"), indent, &bytes) { field, bytes in
                Self.quote(field.key, to: &bytes)
                bytes += ": ".utf8
                field.value.write(to: &bytes, indent: indent + 2)
            }
        }
    }

    // One element a line between brackets; both brackets on one line if there is none.
    private static func block<Element>(
        _ elements: [Element], brackets: (String, String), _ indent: Int, _ bytes: inout [UInt8],
        _ write: (Element, inout [UInt8]) -> Void
    ) {
        bytes += brackets.0.utf8
        for (index, element) in elements.enumerated() {
            bytes += (index == 0 ? "\n" : ",\n").utf8
            bytes += repeatElement(UInt8(ascii: " "), count: indent + 2)
            write(element, &bytes)
        }
        if !elements.isEmpty {
            bytes.append(UInt8(ascii: "\n"))
            bytes += repeatElement(UInt8(ascii: " "), count: indent)
        }
        bytes += brackets.1.utf8
    }

    private static func quote(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += "\\\"".utf8
            case UInt8(ascii: "\\"): bytes += "\\\\".utf8
            case UInt8(ascii: "\n"): bytes += "\\n".utf8
            case UInt8(ascii: "\r"): bytes += "\\r".utf8
            case UInt8(ascii: "\t"): bytes += "\\t".utf8
            case 0..<0x20, 0x7F:
                let digits = String(byte, radix: 16)
                bytes += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
