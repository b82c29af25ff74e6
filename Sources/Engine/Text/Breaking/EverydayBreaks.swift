//  EverydayBreaks.swift
//  In: a paragraph of the commonest characters: ideographs, kana, letters, digits, spaces, Japanese brackets and marks. Out: where
//  lines may end by Unicode's rules, as ICU finds it, from neighbours alone; or that ICU must be asked, because something in the
//  paragraph needs to look further.  https://www.unicode.org/reports/tr14/
//  Faster because: most paragraphs are such, and ICU's iterator costs more than all the rest of their shaping.

enum EverydayBreaks {
    /// What two neighbours decide. The names are those of UAX 14, with what its rules make of them in Japanese, strictly.
    private enum Kind: UInt8 {
        /// ICU is to be asked.
        case other
        /// Ideographs and kana.
        case ideograph
        case letter, digit
        /// Infix numeric separators: , . : ;
        case infix
        case space
        /// Full-width brackets, and full stops and commas.
        case opening, closing
        /// Marks that begin no line: small kana, iteration marks, middle dots.
        case nonStarter
        case exclamation
    }

    /// Sets `breaks` wherever a line may begin; false: nothing is set, something is out of the everyday.
    static func find(
        _ scalars: [UInt32], _ properties: [ScalarProperties], into breaks: inout [BreakKind]
    ) -> Bool {
        let count = scalars.count
        if count == 0 { return false }
        var before = Kind.other
        var left = kind(scalars[0], properties[0])
        if left == .other || left == .space { return false }
        for index in 1..<max(count, 1) {
            let right = kind(scalars[index], properties[index])
            guard right != .other, let allows = allowsBreak(before, left, right) else {
                // what was set so far is ICU's to say
                for done in 1..<index { breaks[done] = .none }
                return false
            }
            if allows { breaks[index] = .allowed }
            before = left
            left = right
        }
        return true
    }

    /// nil: not decided by these.
    @inline(__always)
    private static func allowsBreak(_ before: Kind, _ left: Kind, _ right: Kind) -> Bool? {
        switch right {
        case .space: return left == .opening ? nil : false
        case .closing, .nonStarter, .exclamation, .infix: return left == .space ? nil : false
        case .other: return nil
        case .ideograph, .letter, .digit, .opening: break
        }
        switch left {
        case .other: return nil
        case .space, .ideograph, .closing, .nonStarter, .exclamation: return true
        case .opening: return false
        case .letter, .digit: return right == .ideograph || right == .opening
        case .infix:
            // within a number only, or before a letter
            switch right {
            case .digit: return before == .digit ? false : nil
            case .letter: return before == .digit || before == .letter ? false : nil
            default: return before == .digit || before == .letter || before == .ideograph ? true : nil
            }
        }
    }

    private static func kind(_ scalar: UInt32, _ properties: ScalarProperties) -> Kind {
        // an object breaks like an ideograph
        if scalar == 0xFFFC { return .ideograph }
        guard properties.has(ScalarProperties.isPlain), scalar < 0x10000 else { return .other }
        // ICU's numbers of the classes
        switch properties.lineBreak {
        case 14: return .ideograph
        case 2: return .letter
        case 19: return .digit
        case 16: return .infix
        case 26: return scalar == 0x20 ? .space : .other
        // ASCII's brackets hold on to letters
        case 20: return properties.has(ScalarProperties.isWide) ? .opening : .other
        case 8: return properties.has(ScalarProperties.isWide) ? .closing : .other
        case 18, 37: return .nonStarter
        case 11: return properties.has(ScalarProperties.isWide) ? .exclamation : .other
        default: return .other
        }
    }
}
