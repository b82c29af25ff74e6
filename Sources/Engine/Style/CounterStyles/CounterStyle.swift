//  CounterStyle.swift
//  In: a number. Out: its representation in one style. https://www.w3.org/TR/css-counter-styles-3/#counter-style-system

/// One counter style, descriptors resolved.
struct CounterStyle: Sendable {
    enum System: Sendable {
        case cyclic, numeric, alphabetic, symbolic, additive
        case fixed(Int)
        case cjk(CJKNumerals)
        case ethiopic
    }
    var system: System
    var symbols: [String] = []
    var additive: [(weight: Int, symbol: String)] = []
    var negative = (before: "-", after: "")
    var prefix = ""
    var suffix = ". "
    /// nil: what the system can express.
    var range: [ClosedRange<Int>]?
    var pad = (length: 0, symbol: "")
    var fallback = "decimal"

    /// Longer representations are refused: the fallback is used.
    static let longest = 120

    var isNegativeAware: Bool {
        switch system {
        case .cyclic, .fixed: false
        default: true
        }
    }

    func contains(_ value: Int) -> Bool {
        if let range { return range.contains { $0.contains(value) } }
        switch system {
        case .cyclic, .numeric, .fixed: return true
        case .alphabetic, .symbolic, .ethiopic: return value >= 1
        case .additive: return value >= 0
        case .cjk: return abs(value) < 1_000_000_000_000
        }
    }

    /// With sign and padding; nil if this style cannot say it.
    func representation(_ value: Int) -> String? {
        guard contains(value), value > Int.min else { return nil }
        let isNegative = value < 0 && isNegativeAware
        guard var text = initial(isNegative ? -value : value) else { return nil }
        let missing = pad.length - text.count - (isNegative ? negative.before.count + negative.after.count : 0)
        if missing > 0 { text = String(repeating: pad.symbol, count: min(missing, Self.longest)) + text }
        return isNegative ? negative.before + text + negative.after : text
    }

    private func initial(_ value: Int) -> String? {
        let count = symbols.count
        switch system {
        case .cyclic:
            guard count > 0 else { return nil }
            let index = (value - 1) % count
            return symbols[index < 0 ? index + count : index]
        case .fixed(let first):
            let (index, overflow) = value.subtractingReportingOverflow(first)
            return !overflow && symbols.indices.contains(index) ? symbols[index] : nil
        case .symbolic:
            guard count > 0, value > 0 else { return nil }
            let length = (value + count - 1) / count
            guard length <= Self.longest else { return nil }
            return String(repeating: symbols[(value - 1) % count], count: length)
        case .alphabetic:
            guard count > 1, value > 0 else { return nil }
            var rest = value
            var parts: [String] = []
            while rest > 0 {
                rest -= 1
                parts.append(symbols[rest % count])
                rest /= count
            }
            return parts.reversed().joined()
        case .numeric:
            guard count > 1 else { return nil }
            if value == 0 { return symbols[0] }
            var rest = value
            var parts: [String] = []
            while rest > 0 {
                parts.append(symbols[rest % count])
                rest /= count
            }
            return parts.reversed().joined()
        case .additive:
            if value == 0 { return additive.first { $0.weight == 0 }?.symbol }
            var rest = value
            var text = ""
            for (weight, symbol) in additive where weight > 0 && weight <= rest {
                let times = rest / weight
                guard times <= Self.longest, text.utf8.count < Self.longest * 8 else { return nil }
                text += String(repeating: symbol, count: times)
                rest -= times * weight
            }
            return rest == 0 ? text : nil
        case .cjk(let numerals): return numerals.text(value)
        case .ethiopic: return Self.ethiopic(value)
        }
    }

    /// https://www.w3.org/TR/css-counter-styles-3/#ethiopic-numeric-counter-style
    private static func ethiopic(_ value: Int) -> String? {
        if value == 1 { return "፩" }
        let tens = ["", "፲", "፳", "፴", "፵", "፶", "፷", "፸", "፹", "፺"]
        let units = ["", "፩", "፪", "፫", "፬", "፭", "፮", "፯", "፰", "፱"]
        var groups: [Int] = []
        var rest = value
        while rest > 0 {
            groups.append(rest % 100)
            rest /= 100
        }
        var text = ""
        for index in groups.indices.reversed() {
            let group = groups[index]
            let isFirst = index == groups.count - 1
            let isOdd = index % 2 == 1
            if group != 0, !(group == 1 && (isFirst || isOdd)) { text += tens[group / 10] + units[group % 10] }
            if isOdd {
                if group != 0 { text += "፻" }
            } else if index != 0 {
                text += "፼"
            }
        }
        return text
    }
}

/// Numerals of East Asia with places for tens, hundreds, thousands and myriads.
/// https://www.w3.org/TR/css-counter-styles-3/#complex-cjk
struct CJKNumerals: Sendable {
    enum Ones: Sendable {
        /// 一 stands before every place (formal styles).
        case always
        /// 一 never stands before 十, 百, 千 (Japanese, Korean).
        case never
        /// 一 falls only in 10 to 19 (informal Chinese).
        case notBeforeLeadingTen
    }
    var digits: [String]
    var places: [String]
    var myriads: [String]
    var ones: Ones
    /// Chinese says 零 where places are skipped.
    var saysZero: Bool

    func text(_ value: Int) -> String {
        if value == 0 { return digits[0] }
        var groups: [Int] = []
        var rest = value
        while rest > 0 {
            groups.append(rest % 10_000)
            rest /= 10_000
        }
        var result = ""
        var skipped = false
        for index in groups.indices.reversed() {
            let group = groups[index]
            if group == 0 {
                skipped = true
                continue
            }
            if saysZero, !result.isEmpty, skipped || group < 1_000 { result += digits[0] }
            skipped = false
            result +=
                self.group(group, isWhole: result.isEmpty && value < 10_000, isHigher: index > 0)
                + myriads[min(index, myriads.count - 1)]
        }
        return result
    }

    private func group(_ value: Int, isWhole: Bool, isHigher: Bool) -> String {
        var result = ""
        var skipped = false
        var divisor = 1_000
        for place in stride(from: 3, through: 0, by: -1) {
            let digit = value / divisor % 10
            divisor /= 10
            if digit == 0 {
                skipped = !result.isEmpty
                continue
            }
            if saysZero, skipped { result += digits[0] }
            skipped = false
            var saysDigit = place == 0 || digit > 1
            if !saysDigit {
                switch ones {
                case .always: saysDigit = true
                case .never: saysDigit = false
                case .notBeforeLeadingTen: saysDigit = !(place == 1 && result.isEmpty && isWhole)
                }
            }
            if saysDigit { result += digits[digit] }
            result += places[place]
        }
        return result
    }
}
