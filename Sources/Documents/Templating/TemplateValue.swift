//  TemplateValue.swift
//  In: facts of an offer. Out: what a template may print, repeat or ask about. Nothing here can become markup but
//  `.markup`, which only our own code builds.

import Markup
import Messages

/// A value that a template can name.
public enum TemplateValue: Sendable {
    /// Known to be absent: false in a condition; printing it is an error unless `| default('…')` follows.
    case none
    case bool(Bool)
    case number(Int)
    case text(String)
    case list([TemplateValue])
    case record(TemplateRecord)
    /// A built fragment such as a diagram. Never made from a customer's words.
    case markup(MarkupTree)

    /// Text, or `.none` without one.
    public init(_ text: String?) { self = text.map { .text($0) } ?? .none }
    /// A number, or `.none` without one.
    public init(_ number: Int?) { self = number.map { .number($0) } ?? .none }
    /// A record of these names and no others.
    public static func record(_ fields: [String: TemplateValue]) -> TemplateValue { .record(TemplateRecord(fields)) }

    /// What the value is called in messages.
    public var kind: TemplateValueKind {
        switch self {
        case .none: .none
        case .bool: .bool
        case .number: .number
        case .text: .text
        case .list: .list
        case .record: .record
        case .markup: .markup
        }
    }

    /// What a condition makes of it: absent, no, 0, empty text and empty list are false.
    var isTrue: Bool {
        switch self {
        case .none: false
        case .bool(let value): value
        case .number(let value): value != 0
        case .text(let value): !value.isEmpty
        case .list(let values): !values.isEmpty
        case .record, .markup: true
        }
    }
}

/// The kinds of values.
public enum TemplateValueKind: String, Sendable, Hashable, CaseIterable {
    case none, bool, number, text, list, record, markup

    /// As messages call it.
    var spoken: String {
        switch self {
        case .none: told(.kindNone)
        case .bool: told(.kindBool)
        case .number: told(.kindNumber)
        case .text: told(.kindText)
        case .list: told(.kindList)
        case .record: told(.kindRecord)
        case .markup: told(.kindMarkup)
        }
    }
}

/// Named values. A name that is not declared here is an error wherever a template uses it.
public final class TemplateRecord: Sendable {
    let fields: [String: TemplateValue]
    public init(_ fields: [String: TemplateValue]) { self.fields = fields }
    public subscript(name: String) -> TemplateValue? { fields[name] }
    /// All names, sorted.
    public var names: [String] { fields.keys.sorted() }
}

extension TemplateValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int) { self = .number(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: TemplateValue...) { self = .list(elements) }
    public init(dictionaryLiteral elements: (String, TemplateValue)...) {
        self = .record(TemplateRecord(Dictionary(elements, uniquingKeysWith: { first, _ in first })))
    }
}
