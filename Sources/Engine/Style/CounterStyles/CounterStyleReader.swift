//  CounterStyleReader.swift
//  In: the descriptors of `@counter-style`. Out: a counter style; `extends` resolved, loops cut.
//  https://www.w3.org/TR/css-counter-styles-3/#the-counter-style-rule

enum CounterStyleReader {
    /// The style of a rule; nil if it says nothing usable.
    static func style(_ name: String, _ rules: [String: CounterStyleRule], path: [String]) -> CounterStyle? {
        guard let rule = rules[name] else { return PredefinedCounterStyles.table[name] }
        func cursor(_ descriptor: String) -> TokenCursor? { rule.descriptors[descriptor].map { TokenCursor($0) } }
        var style = CounterStyle(system: .symbolic)
        if var system = cursor("system") {
            switch system.ident() {
            case "cyclic": style.system = .cyclic
            case "numeric": style.system = .numeric
            case "alphabetic": style.system = .alphabetic
            case "symbolic": style.system = .symbolic
            case "additive": style.system = .additive
            case "fixed": style.system = .fixed(Int(system.integer() ?? 1))
            case "extends":
                guard let base = system.name() else { return nil }
                // a loop, or a name that is not there, extends decimal
                let isLoop = path.contains(base) || base == name || path.count > 64
                let known = rules[base] == nil ? base.asciiLowercased : base
                style =
                    (isLoop ? nil : self.style(known, rules, path: path + [name]))
                    ?? PredefinedCounterStyles.table["decimal"] ?? style
            default: return nil
            }
        }
        if let symbols = cursor("symbols") {
            var list = symbols
            var found: [String] = []
            while let symbol = symbol(&list), found.count < 10_000 { found.append(symbol) }
            guard list.isAtEnd else { return nil }
            style.symbols = found
        }
        if let list = cursor("additive-symbols") {
            var pairs: [(weight: Int, symbol: String)] = []
            for part in list.splitAtCommas().prefix(10_000) {
                var part = part
                var weight = part.integer(0...Int32.max)
                guard let symbol = symbol(&part) else { return nil }
                if weight == nil { weight = part.integer(0...Int32.max) }
                guard let weight, part.isAtEnd, pairs.last.map({ $0.weight > Int(weight) }) ?? true else { return nil }
                pairs.append((Int(weight), symbol))
            }
            style.additive = pairs
        }
        switch style.system {
        case .cyclic, .symbolic, .fixed: guard !style.symbols.isEmpty else { return nil }
        case .numeric, .alphabetic: guard style.symbols.count >= 2 else { return nil }
        case .additive: guard !style.additive.isEmpty else { return nil }
        case .cjk, .ethiopic: break
        }
        if var negative = cursor("negative"), let before = symbol(&negative) {
            style.negative = (before, symbol(&negative) ?? "")
        }
        if var prefix = cursor("prefix"), let text = symbol(&prefix) { style.prefix = text }
        if var suffix = cursor("suffix"), let text = symbol(&suffix) { style.suffix = text }
        if var pad = cursor("pad") {
            var length = pad.integer(0...Int32.max)
            if let text = symbol(&pad) {
                if length == nil { length = pad.integer(0...Int32.max) }
                if let length { style.pad = (min(Int(length), CounterStyle.longest), text) }
            }
        }
        if var fallback = cursor("fallback"), let name = fallback.name() {
            style.fallback = rules[name] == nil ? name.asciiLowercased : name
        }
        if var range = cursor("range"), !range.keyword("auto") {
            let ranges = range.list { cursor -> ClosedRange<Int>? in
                func bound(_ infinite: Int) -> Int? {
                    cursor.keyword("infinite") ? infinite : cursor.integer().map { Int($0) }
                }
                guard let low = bound(Int.min), let high = bound(Int.max), low <= high else { return nil }
                return low...high
            }
            if let ranges, range.isAtEnd { style.range = ranges }
        }
        return style
    }

    private static func symbol(_ cursor: inout TokenCursor) -> String? {
        if let text = cursor.string() { return text }
        if let name = cursor.name() { return name }
        // pictures as symbols are not supported
        return nil
    }

    /// `symbols(cyclic "*" "†")`, as `list-style-type` keeps it.
    static func anonymous(_ text: String) -> CounterStyle? {
        var cursor = TokenCursor(Tokenizer.tokens(of: text))
        guard var inside = cursor.function("symbols") else { return nil }
        var style = CounterStyle(system: .symbolic)
        style.suffix = " "
        switch inside.ident() {
        case "cyclic": style.system = .cyclic
        case "numeric": style.system = .numeric
        case "alphabetic": style.system = .alphabetic
        case "fixed": style.system = .fixed(1)
        default: break
        }
        while let symbol = inside.string() { style.symbols.append(symbol) }
        return style
    }
}
