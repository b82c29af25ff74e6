//  TemplateFilter.swift
//  In: a value and arguments. Out: the value as the reader sees it. The caller supplies the table (yen, date, wareki …).

import Messages
/// Why a filter cannot take a value: the message says what would be right.
public struct TemplateMisfit: Error, Hashable, Sendable {
    public var message: String
    public init(_ message: String) { self.message = message }
}

/// A filter as in `${offer.total | yen}` or `${issued | date('short')}`.
public struct TemplateFilter: Sendable {
    /// Kinds of value it takes; another kind is an error with its place.
    public let accepts: Set<TemplateValueKind>
    /// How many arguments it takes.
    public let arguments: ClosedRange<Int>
    let apply: @Sendable (TemplateValue, [TemplateValue]) throws(TemplateMisfit) -> TemplateValue

    public init(
        accepts: Set<TemplateValueKind>, arguments: ClosedRange<Int> = 0...0,
        _ apply: @escaping @Sendable (TemplateValue, [TemplateValue]) throws(TemplateMisfit) -> TemplateValue
    ) {
        self.accepts = accepts
        self.arguments = arguments
        self.apply = apply
    }

    /// A filter of a number to text.
    public static func ofNumber(_ apply: @escaping @Sendable (Int) -> String) -> TemplateFilter {
        TemplateFilter(accepts: [.number]) { (value, _) throws(TemplateMisfit) in
            guard case .number(let number) = value else { throw TemplateMisfit(told(.misfitNumber)) }
            return .text(apply(number))
        }
    }

    /// A filter of a text to text; `nil` means that the text does not fit.
    public static func ofText(
        expecting: String = told(.misfitText), _ apply: @escaping @Sendable (String) -> String?
    ) -> TemplateFilter {
        TemplateFilter(accepts: [.text]) { (value, _) throws(TemplateMisfit) in
            guard case .text(let text) = value, let result = apply(text) else {
                throw TemplateMisfit(told(.misfitExpecting, ["what": expecting]))
            }
            return .text(result)
        }
    }

    /// Filters that every template has: `default('…')`, `count`, `join('、')`.
    static let builtIn: [String: TemplateFilter] = [
        "default": TemplateFilter(accepts: Set(TemplateValueKind.allCases), arguments: 1...1) { value, arguments in
            if case .none = value { arguments[0] } else { value }
        },
        "count": TemplateFilter(accepts: [.list]) { value, _ in
            if case .list(let values) = value { .number(values.count) } else { .none }
        },
        "join": TemplateFilter(accepts: [.list], arguments: 1...1) { (value, arguments) throws(TemplateMisfit) in
            guard case .list(let values) = value, case .text(let separator) = arguments[0] else {
                throw TemplateMisfit(told(.misfitJoinArguments))
            }
            var parts: [String] = []
            for value in values {
                switch value {
                case .text(let text): parts.append(text)
                case .number(let number): parts.append(String(number))
                default: throw TemplateMisfit(told(.misfitJoinItem, ["kind": value.kind.spoken]))
                }
            }
            return .text(parts.joined(separator: separator))
        },
    ]
}
