//  SelectorParser.swift
//  In: tokens. Out: selectors with their specificity. https://www.w3.org/TR/selectors-4/#grammar

/// Parses selector lists. `&` stands for the parent rule's list, kept by reference, never multiplied out.
struct SelectorParser {
    var atoms: AtomTable
    /// What `&` means; nil at the top level, where it is `:scope`, the root.
    let parent: ParentRule?
    /// Prefixes of `@namespace`, the default one under "".
    let namespaces: [String: NamespaceTest]

    private static let deepest = 24
    static let longestList = 20_000
    private static let mostCompounds = 200

    /// A comma-separated list; nil if any member is wrong.
    mutating func list(_ cursor: inout TokenCursor, isNested: Bool = false) -> [ComplexSelector]? {
        list(&cursor, depth: 0, allowsPseudoElements: true, isNested: isNested)
    }

    mutating func list(
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
    mutating func forgivingList(_ cursor: TokenCursor, depth: Int) -> [ComplexSelector] {
        var result: [ComplexSelector] = []
        for part in cursor.splitAtCommas().prefix(Self.longestList) {
            var part = part
            if let selector = complex(&part, depth: depth, allowsPseudoElements: false), part.isAtEnd {
                result.append(selector)
            }
        }
        return result
    }

    func combinator(_ cursor: inout TokenCursor) -> Combinator? {
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

    mutating func complex(
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

    func appendParent(to compound: inout CompoundDraft, weight: inout (Int, Int, Int)) {
        if let parent {
            let parents = parent.selectors
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
                compound.pseudoClasses.append(parent.test)
            }
            Self.add(parent.specificity, to: &weight)
        } else {
            compound.pseudoClasses.append(.root)
        }
    }

    static func heaviest(_ list: [ComplexSelector]) -> UInt32 { list.map(\.specificity).max() ?? 0 }
    static func add(_ specificity: UInt32, to weight: inout (Int, Int, Int)) {
        weight.0 += Int(specificity >> 20)
        weight.1 += Int(specificity >> 10 & 1_023)
        weight.2 += Int(specificity & 1_023)
    }
}
