//  StyleComputer.swift
//  In: a tree and a cascade. Out: a style for each element and pseudo-element, equal ones shared.
//  Steps for each element: 1 candidates from the buckets; 2 rejected by what its ancestors lack; 3 matched; 4 sorted;
//  5 the same declarations under the same parent have the same style: looked up; 6 else computed, property by property.

import Diagnostics
import Geometry
import Markup
import Messages

/// Declarations that apply to an element, in the order of the cascade.
struct MatchedBlock {
    var layer: UInt32
    var rank: UInt64
    /// Index of `StyleComputer.blocks`.
    var block: Int32
}

struct StyleComputer {
    let cascade: Cascade
    let document: DocumentReference
    let table: StyleTable
    private(set) var elementStyles: [StyleID]
    private(set) var pseudoStyles: [StyledDocument.PseudoKey: StyleID] = [:]

    private var matcher: SelectorMatcher
    private let rules: [IndexedRule]
    private let needs: [Int32]
    private let needStarts: [Int32]
    private let resolver: DeclarationResolver
    private var hints: PresentationalHints
    private var memo: StyleMemo
    private var rootID = StyleID.none
    private var rootEnvironmentIndex: Int32 = 0

    /// The atom of each of the tree's names, or −1.
    private let atomOfName: [Int32]
    private var ancestorCounts: [UInt16]
    private let atomCount: Int

    private struct Ancestor {
        var node: NodeID
        var style: StyleID
        var environment: Int32
    }
    private var ancestors: [Ancestor] = []
    private var matched: [MatchedBlock] = []
    private var pseudoMatched: [[MatchedBlock]] = Array(repeating: [], count: PseudoElement.allCases.count)
    private var hasPseudo = false
    private(set) var rootStyle = ComputedStyle.initial
    private var log: DiagnosticLog?
    /// Rules looked at and styles kept since the budget was asked.
    private var work = 0

    init(cascade: Cascade, tree: MarkupTree, baseAddress: String, log: DiagnosticLog?, warm: WarmStyles?) {
        self.cascade = cascade
        self.log = log
        document = DocumentReference(tree)
        elementStyles = Array(repeating: .none, count: tree.count)
        let names = cascade.index.atoms.names
        matcher = SelectorMatcher(tree: tree, atoms: names)
        rules = cascade.index.rules
        needs = cascade.index.needs
        needStarts = cascade.index.needStarts
        var atomOfName = [Int32](repeating: -1, count: tree.nameTable.count)
        for (atom, name) in matcher.nameOfAtom.enumerated() where name >= 0 { atomOfName[Int(name)] = Int32(atom) }
        self.atomOfName = atomOfName
        ancestorCounts = Array(repeating: 0, count: names.count * 3)
        atomCount = names.count
        table = warm.map { StyleTable(copying: $0.table) } ?? StyleTable()
        memo = warm?.memo ?? StyleMemo()
        resolver = warm?.resolver ?? DeclarationResolver(cascade: cascade)
        resolver.start(document)
        hints = PresentationalHints(tree: tree, baseAddress: baseAddress, cache: warm?.hints ?? HintCache())
    }

    /// What the next document may begin with. The table is copied, for layout adds to the document's own.
    var kept: WarmStyles {
        resolver.start(nil)
        return WarmStyles(table: StyleTable(copying: table), memo: memo, resolver: resolver, hints: hints.cache)
    }

    var rootEnvironment: CustomEnvironment {
        resolver.environments[Int(rootEnvironmentIndex)]
    }

    /// Once `budget` is spent, elements look like what is around them.
    mutating func run(within budget: RenderBudget?) {
        let tree = document.tree
        for index in 0..<tree.count where tree.kinds[index] == .element {
            let node = NodeID(index)
            let parent = tree.parents[index]
            let weight = 1 + work / 64
            work = 0
            if let budget, budget.isSpent(weight: weight), !parent.isNone, elementStyles[Int(parent.index)] != .none {
                elementStyles[index] = elementStyles[Int(parent.index)]
                continue
            }
            while let last = ancestors.last, last.node != parent { leave() }
            style(node)
        }
        if matcher.ranOutOfFuel {
            log?.report(
                "css-selector-cost", .warning, Sentence(.cssSelectorCost))
        }
        for entry in hints.diagnostics { log?.report(entry) }
    }

    // MARK: ancestors

    private mutating func count(_ node: NodeID, by step: Int) {
        let at = Int(node.index)
        change(.tag, document.tree.names[at], by: step)
        change(.id, document.tree.ids[at], by: step)
        for index in document.tree.classRanges[at] { change(.name, document.tree.classNames[Int(index)], by: step) }
    }
    private mutating func change(_ kind: AncestorKind, _ name: NameID, by step: Int) {
        guard let atom = atom(name) else { return }
        let place = kind.rawValue * atomCount + Int(atom)
        // saturated counters never come down, which only costs a needless match
        if ancestorCounts[place] == UInt16.max { return }
        ancestorCounts[place] = step > 0 ? ancestorCounts[place] + 1 : ancestorCounts[place] &- 1
    }
    private mutating func leave() {
        if let last = ancestors.popLast() { count(last.node, by: -1) }
    }

    // MARK: matching

    private mutating func consider(_ bucket: [Int32], _ node: NodeID) {
        work += bucket.count
        for index in bucket {
            // Faster because: most rules end here, without their selectors being touched.
            var need = Int(needStarts[Int(index)])
            let end = Int(needStarts[Int(index) + 1])
            while need < end, ancestorCounts[Int(needs[need])] > 0 { need += 1 }
            guard need == end else { continue }
            let rule = rules[Int(index)]
            guard matcher.matches(rule.selector, node) else { continue }
            let entry = MatchedBlock(layer: rule.layer, rank: rule.rank, block: index)
            if let pseudo = rule.selector.pseudoElement {
                pseudoMatched[Int(pseudo.rawValue)].append(entry)
                hasPseudo = true
            } else {
                matched.append(entry)
            }
        }
    }

    private func atom(_ name: NameID) -> Atom? {
        guard name.index >= 0 else { return nil }
        let atom = atomOfName[Int(name.index)]
        return atom >= 0 ? atom : nil
    }

    private mutating func gather(_ node: NodeID) {
        let tree = document.tree
        let at = Int(node.index)
        matched.removeAll(keepingCapacity: true)
        if hasPseudo {
            for index in pseudoMatched.indices { pseudoMatched[index].removeAll(keepingCapacity: true) }
            hasPseudo = false
        }
        matcher.startElement()
        if let id = atom(tree.ids[at]) { consider(cascade.index.byID[id], node) }
        for index in tree.classRanges[at] {
            if let name = atom(tree.classNames[Int(index)]) { consider(cascade.index.byClass[name], node) }
        }
        if let tag = atom(tree.names[at]) { consider(cascade.index.byTag[tag], node) }
        if !cascade.index.byAttribute.isEmpty {
            for index in tree.attributeRanges[at] {
                if let name = atom(tree.attributes[Int(index)].name) { consider(cascade.index.byAttribute[name], node) }
            }
        }
        consider(cascade.index.universal, node)
        // what the element itself says
        if let hint = hints.block(of: node) {
            matched.append(MatchedBlock(layer: RuleIndex.hints, rank: 0, block: resolver.index(of: hint)))
        }
        if let inline = hints.inlineBlock(of: node) {
            matched.append(MatchedBlock(layer: RuleIndex.inline, rank: 0, block: resolver.index(of: inline)))
        }
    }

    private static func sort(_ list: inout [MatchedBlock]) {
        // insertion sort: lists are short and nearly sorted
        if list.count > 64 {
            list.sort { ($0.layer, $0.rank, $0.block) < ($1.layer, $1.rank, $1.block) }
            return
        }
        var index = 1
        while index < list.count {
            let entry = list[index]
            var at = index
            while at > 0,
                (entry.layer, entry.rank, entry.block) < (list[at - 1].layer, list[at - 1].rank, list[at - 1].block)
            {
                list[at] = list[at - 1]
                at -= 1
            }
            list[at] = entry
            index += 1
        }
    }

    // MARK: styles

    private mutating func style(_ node: NodeID) {
        gather(node)
        let isRoot = ancestors.isEmpty
        let subject: StyleSubject = isRoot ? .root : .element
        let parentID = ancestors.last?.style ?? .none
        let parentEnvironment = ancestors.last?.environment ?? 0
        Self.sort(&matched)
        let isSVG = document.tree.namespaces[Int(node.index)] == .svg
        let (id, environment) = computed(
            matched, parent: parentID, environment: parentEnvironment, node: node, subject: subject, isSVG: isSVG)
        elementStyles[Int(node.index)] = id
        if isRoot {
            rootID = id
            rootEnvironmentIndex = environment
            rootStyle = table[id]
            resolver.setRoot(rootStyle)
        }
        let box = table[id].box
        if box.display == .listItem || box.display == .inlineListItem { consider(cascade.index.markers, node) }
        if box.float == .footnote { consider(cascade.index.footnotes, node) }
        if hasPseudo { pseudoElements(of: node, id, environment) }
        ancestors.append(Ancestor(node: node, style: id, environment: environment))
        count(node, by: 1)
    }

    private mutating func computed(
        _ list: [MatchedBlock], parent: StyleID, environment: Int32, node: NodeID, subject: StyleSubject, isSVG: Bool
    ) -> (StyleID, Int32) {
        let flags = Int32(subject == .root ? 1 : subject == .pseudoElement ? 2 : 0) + (isSVG ? 4 : 0)
        // `rem` makes every style depend on the root's
        memo.begin([parent.index, environment, flags, rootID.index], list)
        if let known = memo.lookup() { return known }
        let parentStyle = parent == .none ? ComputedStyle.initial : table[parent]
        let result = resolver.resolve(list, parent: parentStyle, environment: environment, node: node, subject: subject)
        work += result.work
        let id = table.intern(result.style)
        if !result.usedElement { memo.store(id, result.environment) }
        return (id, result.environment)
    }

    private mutating func pseudoElements(of node: NodeID, _ id: StyleID, _ environment: Int32) {
        let style = table[id]
        if style.box.display == .none { return }
        for pseudo in PseudoElement.allCases where !pseudoMatched[Int(pseudo.rawValue)].isEmpty {
            switch pseudo {
            case .marker:
                guard style.box.display == .listItem || style.box.display == .inlineListItem else { continue }
            case .footnoteCall, .footnoteMarker:
                guard style.box.float == .footnote else { continue }
            case .firstLine, .firstLetter:
                if style.box.display == .inline || style.box.display == .contents { continue }
            case .before, .after: break
            }
            var list = pseudoMatched[Int(pseudo.rawValue)]
            Self.sort(&list)
            let (pseudoID, _) = computed(
                list, parent: id, environment: environment, node: node, subject: .pseudoElement, isSVG: false)
            if pseudo == .before || pseudo == .after {
                let values = table[pseudoID]
                switch values.generated.content {
                case .normal, .none: continue
                case .items: if values.box.display == .none { continue }
                }
            }
            pseudoStyles[StyledDocument.PseudoKey(node: node, pseudo: pseudo)] = pseudoID
        }
    }
}

/// Remembers which style the same declarations under the same parent gave.
struct StyleMemo {
    private struct Entry {
        var from: Int
        var count: Int
        var style: StyleID
        var environment: Int32
        var next: Int32
    }
    private var firstOfHash: [UInt64: Int32] = [:]
    private var entries: [Entry] = []
    private var keys: [Int32] = []
    private var key: [Int32] = []
    private var hash: UInt64 = 0

    var count: Int { entries.count }

    /// Sets the key that `lookup` and `store` refer to.
    mutating func begin(_ circumstances: [4 of Int32], _ list: [MatchedBlock]) {
        key.removeAll(keepingCapacity: true)
        for index in circumstances.indices { key.append(circumstances[index]) }
        for entry in list { key.append(entry.block) }
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in key { value = (value ^ UInt64(UInt32(bitPattern: part))) &* 0x0000_0100_0000_01B3 }
        hash = value
    }
    func lookup() -> (StyleID, Int32)? {
        var index = firstOfHash[hash] ?? -1
        while index >= 0 {
            let entry = entries[Int(index)]
            if entry.count == key.count, keys[entry.from..<(entry.from + entry.count)].elementsEqual(key) {
                return (entry.style, entry.environment)
            }
            index = entry.next
        }
        return nil
    }
    mutating func store(_ style: StyleID, _ environment: Int32) {
        entries.append(
            Entry(
                from: keys.count, count: key.count, style: style, environment: environment,
                next: firstOfHash[hash] ?? -1))
        keys += key
        firstOfHash[hash] = Int32(entries.count - 1)
    }
}
