//  SelectorParser.swift
//  In: tokens. Out: selectors with their specificity. https://www.w3.org/TR/selectors-4/#grammar

/// Parses selector lists. `&` stands for the parent rule's list, kept by reference, never multiplied out.
struct SelectorParser {
    var atoms: AtomTable
    /// The selectors that `&` means; nil at the top level, where it is `:scope`, the root.
    let parents: [ComplexSelector]?
    /// Prefixes of `@namespace`, the default one under "".
    let namespaces: [String: NamespaceTest]

    private static let deepest = 24
    static let longestList = 20_000
    private static let mostCompounds = 200

    /// A comma-separated list; nil if any member is wrong.
    mutating func list(_ cursor: inout TokenCursor, isNested: Bool = false) -> [ComplexSelector]? {
        list(&cursor, depth: 0, allowsPseudoElements: true, isNested: isNested)
    }

    private mutating func list(
        _ cursor: inout TokenCursor, depth: Int, allowsPseudoElements: Bool, isNested: Bool = false
    ) -> [ComplexSelector]? {
        var result: [ComplexSelector] = []
        repeat {
            guard result.count < Self.longestList,
                let selector = complex(
                    &cursor, depth: depth, allowsPseudoElements: allowsPseudoElements, isNested: isNested)
            else { return nil }
            result.append(selector)
        } while cursor.comma()
        return cursor.isAtEnd ? result : nil
    }

    /// Wrong members are left out. https://www.w3.org/TR/selectors-4/#typedef-forgiving-selector-list
    private mutating func forgivingList(_ cursor: TokenCursor, depth: Int) -> [ComplexSelector] {
        var result: [ComplexSelector] = []
        for part in cursor.splitAtCommas().prefix(Self.longestList) {
            var part = part
            if let selector = complex(&part, depth: depth, allowsPseudoElements: false), part.isAtEnd {
                result.append(selector)
            }
        }
        return result
    }

    private func combinator(_ cursor: inout TokenCursor) -> Combinator? {
        let hadSpace = cursor.rawPeek?.kind == .whitespace
        guard let token = cursor.peek() else { return nil }
        if token.kind == .delim {
            switch token.text {
            case ">":
                cursor.position += 1
                return .child
            case "+":
                cursor.position += 1
                return .nextSibling
            case "~":
                cursor.position += 1
                return .laterSibling
            default: break
            }
        }
        if token.kind == .comma { return nil }
        return hadSpace ? .descendant : nil
    }

    private mutating func complex(
        _ cursor: inout TokenCursor, depth: Int, allowsPseudoElements: Bool, isNested: Bool = false,
        leading: Combinator? = nil
    ) -> ComplexSelector? {
        guard depth < Self.deepest else { return nil }
        cursor.skipWhitespace()
        var compounds: [CompoundDraft] = []
        var combinators: [Combinator] = []
        var weight = (0, 0, 0)
        var pseudoElement: PseudoElement?
        var hasParent = false
        var first = leading
        if isNested, first == nil, let token = cursor.rawPeek, token.kind == .delim,
            [">", "+", "~"].contains(token.text)
        {
            first = combinator(&cursor)
        }
        cursor.skipWhitespace()
        while true {
            var compound = CompoundDraft()
            guard
                self.compound(
                    &cursor, into: &compound, weight: &weight, pseudoElement: &pseudoElement, hasParent: &hasParent,
                    depth: depth)
            else { return nil }
            if pseudoElement != nil, !allowsPseudoElements { return nil }
            compounds.append(compound)
            guard compounds.count <= Self.mostCompounds else { return nil }
            guard let next = combinator(&cursor) else { break }
            if pseudoElement != nil { return nil }
            combinators.append(next)
            cursor.skipWhitespace()
        }
        if isNested, leading == nil, first != nil || !hasParent {
            // a nested selector is relative to its parent: `& descendant`
            var parent = CompoundDraft()
            appendParent(to: &parent, weight: &weight)
            compounds.insert(parent, at: 0)
            combinators.insert(first ?? .descendant, at: 0)
        }
        return ComplexSelector(
            compounds: compounds.reversed().map { CompoundSelector($0) }, combinators: combinators.reversed(),
            pseudoElement: pseudoElement,
            specificity: ComplexSelector.specificity(weight.0, weight.1, weight.2))
    }

    private func appendParent(to compound: inout CompoundDraft, weight: inout (Int, Int, Int)) {
        if let parents {
            // Faster because: a lone simple parent takes part in bucketing and the ancestor filter
            if parents.count == 1, parents[0].compounds.count == 1, parents[0].pseudoElement == nil,
                compound.tag == AtomConstants.any, compound.namespace == .any
            {
                let parent = parents[0].compounds[0]
                compound.namespace = parent.namespace
                compound.tag = parent.tag
                compound.lowerTag = parent.lowerTag
                compound.ids += parent.ids
                compound.classes += parent.classes
                compound.attributes += parent.attributes
                compound.pseudoClasses += parent.pseudoClasses
            } else {
                compound.pseudoClasses.append(.matches(parents.filter { $0.pseudoElement == nil }))
            }
            Self.add(Self.heaviest(parents), to: &weight)
        } else {
            compound.pseudoClasses.append(.root)
        }
    }

    private static func heaviest(_ list: [ComplexSelector]) -> UInt32 { list.map(\.specificity).max() ?? 0 }
    private static func add(_ specificity: UInt32, to weight: inout (Int, Int, Int)) {
        weight.0 += Int(specificity >> 20)
        weight.1 += Int(specificity >> 10 & 1_023)
        weight.2 += Int(specificity & 1_023)
    }

    private mutating func compound(
        _ cursor: inout TokenCursor, into compound: inout CompoundDraft, weight: inout (Int, Int, Int),
        pseudoElement: inout PseudoElement?, hasParent: inout Bool, depth: Int
    ) -> Bool {
        var isEmpty = true
        if let element = typeSelector(&cursor) {
            guard let element else { return false }
            compound.namespace = element.namespace
            if let name = element.name {
                compound.tag = atoms.atom(name)
                compound.lowerTag = atoms.atom(name.asciiLowercased)
                weight.2 += 1
            }
            isEmpty = false
        } else if let plain = namespaces[""] {
            compound.namespace = plain
        }
        var parts = 0
        while let token = cursor.rawPeek {
            parts += 1
            guard parts < 1_000 else { return false }
            switch token.kind {
            case .hash:
                guard token.flag, pseudoElement == nil else { return false }
                compound.ids.append(atoms.atom(token.text))
                weight.0 += 1
                cursor.position += 1
            case .delim where token.text == ".":
                guard pseudoElement == nil, cursor.position + 1 < cursor.end else { return false }
                let name = cursor.tokens[cursor.position + 1]
                guard name.kind == .ident else { return false }
                compound.classes.append(atoms.atom(name.text))
                weight.1 += 1
                cursor.position += 2
            case .delim where token.text == "&":
                hasParent = true
                appendParent(to: &compound, weight: &weight)
                cursor.position += 1
            case .openSquare:
                guard pseudoElement == nil else { return false }
                var inside = cursor.enter()
                guard let test = attribute(&inside) else { return false }
                compound.attributes.append(test)
                weight.1 += 1
            case .colon:
                cursor.position += 1
                if cursor.rawPeek?.kind == .colon {
                    cursor.position += 1
                    guard pseudoElement == nil, let element = self.pseudoElement(&cursor) else { return false }
                    pseudoElement = element
                    weight.2 += 1
                } else if let token = cursor.rawPeek, token.kind == .ident,
                    ["before", "after", "first-line", "first-letter"].contains(token.keyword)
                {
                    guard pseudoElement == nil, let element = self.pseudoElement(&cursor) else { return false }
                    pseudoElement = element
                    weight.2 += 1
                } else {
                    guard let pseudo = pseudoClass(&cursor, weight: &weight, depth: depth, hasParent: &hasParent) else {
                        return false
                    }
                    compound.pseudoClasses.append(pseudoElement == nil ? pseudo : .never)
                }
            default: return !isEmpty
            }
            isEmpty = false
        }
        return !isEmpty
    }

    /// `name`, `*`, `ns|name`, …: nil if there is none, nil within if its namespace is unknown.
    private func typeSelector(_ cursor: inout TokenCursor) -> (namespace: NamespaceTest, name: String?)?? {
        func isPipe(_ offset: Int) -> Bool {
            let index = cursor.position + offset
            guard index < cursor.end, cursor.tokens[index].isDelim("|") else { return false }
            return
                !(index + 1 < cursor.end
                && (cursor.tokens[index + 1].isDelim("=") || cursor.tokens[index + 1].isDelim("|")))
        }
        func name(_ offset: Int) -> String?? {
            let index = cursor.position + offset
            guard index < cursor.end else { return nil }
            let token = cursor.tokens[index]
            if token.kind == .ident { return .some(token.text) }
            return token.isDelim("*") ? .some(nil) : nil
        }
        if isPipe(0), let local = name(1) {
            cursor.position += 2
            return (NamespaceTest.none, local)
        }
        guard let first = name(0) else { return nil }
        if isPipe(1), let local = name(2) {
            cursor.position += 3
            guard let prefix = first else { return (NamespaceTest.any, local) }
            return namespaces[prefix].map { ($0, local) }
        }
        cursor.position += 1
        return (namespaces[""] ?? .any, first)
    }

    private mutating func attribute(_ cursor: inout TokenCursor) -> AttributeTest? {
        // a namespace prefix is read over, except that `xlink|href` is spelt with a colon in the tree
        var prefix = ""
        if cursor.delim("*") || cursor.peek()?.isDelim("|") == true {
            guard cursor.delim("|") else { return nil }
        } else if cursor.position + 1 < cursor.end, cursor.peek()?.kind == .ident,
            cursor.tokens[cursor.position + 1].isDelim("|"),
            !(cursor.position + 2 < cursor.end && cursor.tokens[cursor.position + 2].isDelim("="))
        {
            prefix = (cursor.name() ?? "") + ":"
            cursor.position += 1
        }
        guard let local = cursor.name() else { return nil }
        let name = prefix + local
        var test = AttributeTest(
            name: atoms.atom(name), lowerName: atoms.atom(name.asciiLowercased), operation: .exists, value: "",
            ignoresCase: false)
        if cursor.isAtEnd { return test }
        guard let sign = cursor.next(), sign.kind == .delim else { return nil }
        switch sign.text {
        case "=": test.operation = .equals
        case "~": test.operation = .includes
        case "|": test.operation = .dashMatch
        case "^": test.operation = .prefix
        case "$": test.operation = .suffix
        case "*": test.operation = .substring
        default: return nil
        }
        if test.operation != .equals {
            guard let equals = cursor.rawPeek, equals.isDelim("=") else { return nil }
            cursor.position += 1
        }
        guard let value = cursor.next(), value.kind == .ident || value.kind == .string else { return nil }
        test.value = value.text
        // https://html.spec.whatwg.org/multipage/semantics-other.html#case-sensitivity-of-selectors
        test.ignoresCase = Self.caseInsensitive.contains(name.asciiLowercased)
        if let flag = cursor.ident() {
            guard flag == "i" || flag == "s" else { return nil }
            test.ignoresCase = flag == "i"
        }
        return cursor.isAtEnd ? test : nil
    }
    private static let caseInsensitive: Set<String> = [
        "align", "alink", "axis", "bgcolor", "charset", "checked", "clear", "color", "dir", "direction", "disabled",
        "face", "frame", "hreflang", "http-equiv", "lang", "language", "link", "media", "method", "nohref", "noshade",
        "nowrap", "rel", "rev", "rules", "scope", "scrolling", "selected", "shape", "target", "text", "valign",
        "valuetype", "vlink",
    ]

    private func pseudoElement(_ cursor: inout TokenCursor) -> PseudoElement? {
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

    private mutating func pseudoClass(
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
        switch token.keyword {
        case "is", "where", "matches", "-webkit-any", "-moz-any":
            let list = forgivingList(inside, depth: depth + 1)
            if token.keyword != "where" { Self.add(Self.heaviest(list), to: &weight) }
            hasParent = hasParent || inside.remaining.contains { $0.isDelim("&") }
            return .matches(list)
        case "not":
            guard let list = list(&inside, depth: depth + 1, allowsPseudoElements: false) else { return nil }
            Self.add(Self.heaviest(list), to: &weight)
            hasParent = hasParent || inside.tokens[..<inside.end].suffix(8).contains { $0.isDelim("&") }
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

    private static func plainPseudoClass(_ name: String) -> PseudoClass? {
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

    /// `an+b`, `odd`, `even`. https://www.w3.org/TR/css-syntax-3/#anb-microsyntax
    static func nth(_ cursor: inout TokenCursor) -> NthPattern? {
        func number(_ text: Substring) -> Int? { Int(text).map { max(-1_000_000_000, min(1_000_000_000, $0)) } }
        func whole(_ value: Double) -> Int { Int(max(-1e9, min(1e9, value))) }
        guard let token = cursor.next() else { return nil }
        var step = 0
        var rest: Substring = ""
        switch token.kind {
        case .number:
            guard token.flag else { return nil }
            return NthPattern(step: 0, offset: whole(token.number))
        case .dimension:
            guard token.flag, token.keyword.hasPrefix("n") else { return nil }
            step = whole(token.number)
            rest = token.keyword.dropFirst()
        case .ident:
            switch token.keyword {
            case "odd": return NthPattern(step: 2, offset: 1)
            case "even": return NthPattern(step: 2, offset: 0)
            default: break
            }
            if token.keyword.hasPrefix("n") {
                step = 1
                rest = token.keyword.dropFirst()
            } else if token.keyword.hasPrefix("-n") {
                step = -1
                rest = token.keyword.dropFirst(2)
            } else {
                return nil
            }
        case .delim where token.text == "+":
            guard let name = cursor.rawPeek, name.kind == .ident, name.keyword.hasPrefix("n") else { return nil }
            cursor.position += 1
            step = 1
            rest = name.keyword.dropFirst()
        default: return nil
        }
        if rest.isEmpty {
            // `n`, perhaps with ` + b`, ` - b`, ` +b` behind it
            if let next = cursor.peek() {
                if next.kind == .number, next.isSigned, next.flag {
                    cursor.position += 1
                    return NthPattern(step: step, offset: whole(next.number))
                }
                if next.isDelim("+") || next.isDelim("-") {
                    cursor.position += 1
                    guard let value = cursor.next(), value.kind == .number, value.flag, !value.isSigned else {
                        return nil
                    }
                    return NthPattern(step: step, offset: whole(next.text == "-" ? -value.number : value.number))
                }
            }
            return NthPattern(step: step, offset: 0)
        }
        if rest == "-" {
            guard let value = cursor.next(), value.kind == .number, value.flag, !value.isSigned else { return nil }
            return NthPattern(step: step, offset: whole(-value.number))
        }
        return number(rest).map { NthPattern(step: step, offset: $0) }
    }
}
