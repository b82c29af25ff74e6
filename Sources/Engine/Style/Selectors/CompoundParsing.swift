//  CompoundParsing.swift
//  In: the tokens of one compound selector. Out: its type, ids, classes, attribute tests. https://www.w3.org/TR/selectors-4/#compound

extension SelectorParser {
    mutating func compound(
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
    func typeSelector(_ cursor: inout TokenCursor) -> (namespace: NamespaceTest, name: String?)?? {
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

    mutating func attribute(_ cursor: inout TokenCursor) -> AttributeTest? {
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
    static let caseInsensitive: Set<String> = [
        "align", "alink", "axis", "bgcolor", "charset", "checked", "clear", "color", "dir", "direction", "disabled",
        "face", "frame", "hreflang", "http-equiv", "lang", "language", "link", "media", "method", "nohref", "noshade",
        "nowrap", "rel", "rev", "rules", "scope", "scrolling", "selected", "shape", "target", "text", "valign",
        "valuetype", "vlink",
    ]
}
