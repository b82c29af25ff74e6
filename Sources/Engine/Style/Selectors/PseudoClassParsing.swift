//  PseudoClassParsing.swift
//  In: what follows a colon. Out: a pseudo-element or a pseudo-class, its arguments read.
//  https://www.w3.org/TR/selectors-4/#pseudo-classes

extension SelectorParser {
    func pseudoElement(_ cursor: inout TokenCursor) -> PseudoElement? {
        guard let token = cursor.rawPeek, token.kind == .ident else { return nil }
        let element: PseudoElement
        switch token.keyword {
        case "before": element = .before
        case "after": element = .after
        case "marker": element = .marker
        case "first-line": element = .firstLine
        case "first-letter": element = .firstLetter
        case "footnote-call": element = .footnoteCall
        case "footnote-marker": element = .footnoteMarker
        default: return nil
        }
        cursor.position += 1
        return element
    }

    mutating func pseudoClass(
        _ cursor: inout TokenCursor, weight: inout (Int, Int, Int), depth: Int, hasParent: inout Bool
    ) -> PseudoClass? {
        guard let token = cursor.rawPeek else { return nil }
        if token.kind == .ident {
            cursor.position += 1
            weight.1 += 1
            return Self.plainPseudoClass(token.keyword)
        }
        guard token.kind == .function else { return nil }
        var inside = cursor.enter()
        // wherever it stands inside, the rule is no descendant of its parent
        hasParent = hasParent || inside.remaining.contains { $0.isDelim("&") }
        switch token.keyword {
        case "is", "where", "matches", "-webkit-any", "-moz-any":
            let list = forgivingList(inside, depth: depth + 1)
            if token.keyword != "where" { Self.add(Self.heaviest(list), to: &weight) }
            return .matches(SelectorList(list))
        case "not":
            guard let list = list(&inside, depth: depth + 1, allowsPseudoElements: false) else { return nil }
            Self.add(Self.heaviest(list), to: &weight)
            return .not(list)
        case "has":
            var relatives: [RelativeSelector] = []
            repeat {
                guard relatives.count < 1_000 else { return nil }
                inside.skipWhitespace()
                var lead = Combinator.descendant
                if let sign = inside.rawPeek, sign.kind == .delim, [">", "+", "~"].contains(sign.text) {
                    lead = combinator(&inside) ?? .descendant
                }
                guard let selector = complex(&inside, depth: depth + 1, allowsPseudoElements: false, leading: lead)
                else {
                    return nil
                }
                relatives.append(RelativeSelector(combinator: lead, selector: selector))
            } while inside.comma()
            guard inside.isAtEnd else { return nil }
            Self.add(Self.heaviest(relatives.map(\.selector)), to: &weight)
            return .has(relatives)
        case "nth-child", "nth-last-child":
            guard let pattern = Self.nth(&inside) else { return nil }
            weight.1 += 1
            var of: [ComplexSelector] = []
            if inside.keyword("of") {
                guard let list = list(&inside, depth: depth + 1, allowsPseudoElements: false) else { return nil }
                of = list
                Self.add(Self.heaviest(list), to: &weight)
            }
            guard inside.isAtEnd else { return nil }
            return .nth(pattern, fromEnd: token.keyword == "nth-last-child", ofType: false, of: of)
        case "nth-of-type", "nth-last-of-type":
            guard let pattern = Self.nth(&inside), inside.isAtEnd else { return nil }
            weight.1 += 1
            return .nth(pattern, fromEnd: token.keyword == "nth-last-of-type", ofType: true, of: [])
        case "lang":
            weight.1 += 1
            let ranges = inside.list { cursor in cursor.string() ?? cursor.name() }
            guard let ranges, inside.isAtEnd else { return nil }
            return .language(ranges)
        case "dir":
            weight.1 += 1
            guard let direction = inside.ident(), inside.isAtEnd else { return nil }
            return direction == "rtl" ? .direction(isRTL: true) : direction == "ltr" ? .direction(isRTL: false) : .never
        case "host", "host-context", "slotted", "state", "current", "nth-col", "nth-last-col":
            weight.1 += 1
            return .never
        default: return nil
        }
    }

    static func plainPseudoClass(_ name: String) -> PseudoClass? {
        switch name {
        case "root", "scope": .root
        case "empty": .empty
        case "first-child": .nth(NthPattern(step: 0, offset: 1), fromEnd: false, ofType: false, of: [])
        case "last-child": .nth(NthPattern(step: 0, offset: 1), fromEnd: true, ofType: false, of: [])
        case "only-child": .only(ofType: false)
        case "first-of-type": .nth(NthPattern(step: 0, offset: 1), fromEnd: false, ofType: true, of: [])
        case "last-of-type": .nth(NthPattern(step: 0, offset: 1), fromEnd: true, ofType: true, of: [])
        case "only-of-type": .only(ofType: true)
        case "link", "any-link", "-webkit-any-link", "-moz-any-link": .link
        case "checked": .checked
        case "disabled": .disabled
        case "enabled": .enabled
        case "required": .required
        case "optional": .optional
        case "read-write": .readWrite
        case "read-only": .readOnly
        case "indeterminate": .indeterminate
        case "default": .defaultOption
        case "defined": .not([])
        case "visited", "hover", "active", "focus", "focus-within", "focus-visible", "target", "target-within",
            "current",
            "past", "future", "playing", "paused", "seeking", "buffering", "stalled", "muted", "volume-locked",
            "fullscreen",
            "modal", "picture-in-picture", "autofill", "placeholder-shown", "blank", "user-valid", "user-invalid",
            "valid",
            "invalid", "in-range", "out-of-range", "popover-open", "open", "local-link", "host", "first", "left",
            "right",
            "-webkit-autofill", "-moz-focusring", "-moz-ui-invalid":
            .never
        default: nil
        }
    }
}
