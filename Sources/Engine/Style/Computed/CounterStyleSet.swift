//  CounterStyleSet.swift
//  In: a counter's value and the name of a style. Out: its representation. https://www.w3.org/TR/css-counter-styles-3/

/// The predefined counter styles and those of `@counter-style` rules.
public struct CounterStyleSet: Sendable {
    public init() {}
    init(rules: [CounterStyleRule]) {}
    static func isPredefined(_ name: String) -> Bool { ["disc", "decimal", "circle", "square"].contains(name) }
    /// The representation without prefix and suffix.
    public func text(_ value: Int, style: ListStyleType) -> String {
        switch style {
        case .none: ""
        case .string(let string): string
        case .counter: String(value)
        }
    }
    /// The representation as a list marker shows it: with prefix and suffix.
    public func marker(_ value: Int, style: ListStyleType) -> String {
        switch style {
        case .none: ""
        case .string(let string): string
        case .counter: text(value, style: style) + ". "
        }
    }
}
