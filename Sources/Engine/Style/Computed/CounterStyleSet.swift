//  CounterStyleSet.swift
//  In: a counter's value and the name of a style. Out: its representation. https://www.w3.org/TR/css-counter-styles-3/

/// The predefined counter styles and those of `@counter-style` rules.
public struct CounterStyleSet: Sendable {
    private var own: [String: CounterStyle] = [:]

    public init() {}

    init(rules: [CounterStyleRule]) {
        var latest: [String: CounterStyleRule] = [:]
        for rule in rules where rule.name.asciiLowercased != "none" && rule.name.asciiLowercased != "decimal" {
            latest[rule.name] = rule
        }
        for name in latest.keys.sorted() { own[name] = CounterStyleReader.style(name, latest, path: []) }
    }

    static func isPredefined(_ name: String) -> Bool { PredefinedCounterStyles.table[name] != nil }

    private func style(_ name: String) -> CounterStyle? {
        if let style = own[name] { return style }
        if let style = PredefinedCounterStyles.table[name] { return style }
        return name.hasPrefix("symbols(") ? CounterStyleReader.anonymous(name) : nil
    }

    /// The representation without prefix and suffix.
    public func text(_ value: Int, style: ListStyleType) -> String {
        switch style {
        case .none: return ""
        case .string(let string): return string
        case .counter(let name):
            // https://www.w3.org/TR/css-counter-styles-3/#generate-a-counter: fallbacks in turn, at last decimal
            var current = name
            var tried: Set<String> = []
            while tried.insert(current).inserted, let style = self.style(current) {
                if let text = style.representation(value) { return text }
                current = style.fallback
            }
            return String(value)
        }
    }
    /// The representation as a list marker shows it: with prefix and suffix.
    public func marker(_ value: Int, style: ListStyleType) -> String {
        switch style {
        case .none: return ""
        case .string(let string): return string
        case .counter(let name):
            let found = self.style(name)
            return (found?.prefix ?? "") + text(value, style: style) + (found?.suffix ?? ". ")
        }
    }
}
