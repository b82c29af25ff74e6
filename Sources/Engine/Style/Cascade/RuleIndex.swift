//  RuleIndex.swift
//  In: the rules of all sheets. Out: buckets by the rightmost test, names as numbers, order as one number.

import Diagnostics
import Geometry

/// One selector with its declarations, ready to match.
final class IndexedRule: Sendable {
    let selector: ComplexSelector
    let block: DeclarationBlock
    /// Sorts by specificity and order of appearance within a layer.
    let rank: UInt64
    /// Origin and layer.
    let layer: UInt32
    /// What some ancestors must be: (kind, atom).
    let ancestors: [(kind: AncestorKind, atom: Atom)]
    init(
        selector: ComplexSelector, block: DeclarationBlock, rank: UInt64, layer: UInt32,
        ancestors: [(kind: AncestorKind, atom: Atom)]
    ) {
        self.selector = selector
        self.block = block
        self.rank = rank
        self.layer = layer
        self.ancestors = ancestors
    }
}
enum AncestorKind: Int, Sendable { case tag, name, id }

/// Indices of rules by atom.
struct RuleBuckets: Sendable {
    private var lists: [[Int32]] = []
    private(set) var isEmpty = true
    subscript(_ atom: Atom) -> [Int32] { Int(atom) < lists.count ? lists[Int(atom)] : [] }
    mutating func append(_ rule: Int32, at atom: Atom) {
        while lists.count <= Int(atom) { lists.append([]) }
        lists[Int(atom)].append(rule)
        isEmpty = false
    }
}

/// A cascade's rules.
struct RuleIndex: Sendable {
    private(set) var rules: [IndexedRule] = []
    private(set) var byID = RuleBuckets()
    private(set) var byClass = RuleBuckets()
    private(set) var byTag = RuleBuckets()
    private(set) var byAttribute = RuleBuckets()
    private(set) var universal: [Int32] = []
    /// Of `::marker`, and of the pseudo-elements of footnotes: asked only where such a box exists.
    private(set) var markers: [Int32] = []
    private(set) var footnotes: [Int32] = []
    private(set) var atoms = AtomTable()
    /// What each rule asks of an element's ancestors, as places of a table of counts by kind and atom, one rule after the other …
    private(set) var needs: [Int32] = []
    /// … and where each rule's begin; one more at the end.
    private(set) var needStarts: [Int32] = [0]
    private(set) var pages: [(rule: PageRule, layer: UInt32, order: Int)] = []
    private(set) var fontFaces: [FontFaceRule] = []
    private(set) var counterStyles: [CounterStyleRule] = []
    private(set) var registered: [RegisteredProperty] = []

    /// Origin and layer of rules outside any layer, and of style attributes.
    static let hints: UInt32 = 1 << 16
    static let authorUnlayered: UInt32 = 0xFFFF << 4
    static let inline: UInt32 = authorUnlayered + 1

    /// Once `budget` is spent, the rest of the rules is left out.
    init(sheets: [StyleSheet], media: MediaEnvironment, budget: RenderBudget? = nil) {
        var collector = LayerCollector()
        for sheet in sheets { collector.walk(sheet.contents.items, origin: sheet.origin, media: media) }
        let ranks = collector.ranks()
        var order = 0
        for sheet in sheets {
            let map = AtomMap(sheet.contents.names.map { atoms.atom($0) })
            add(sheet.contents.items, map, LayerPath(origin: sheet.origin), ranks, media, &order, budget)
        }
        let atomCount = atoms.names.count
        for rule in rules {
            needs += rule.ancestors.map { Int32($0.kind.rawValue * atomCount) + $0.atom }
            needStarts.append(Int32(needs.count))
        }
    }

    private mutating func add(
        _ items: [SheetItem], _ map: AtomMap, _ path: LayerPath, _ ranks: [LayerPath: UInt32],
        _ media: MediaEnvironment, _ order: inout Int, _ budget: RenderBudget?
    ) {
        let layer = ranks[path] ?? (path.origin == .userAgent ? 0 : Self.authorUnlayered)
        for item in items {
            switch item {
            case .style(let rule):
                for selector in rule.selectors {
                    if let budget, budget.isSpent() { return }
                    insert(selector.remapped(map), rule.block, layer: layer, order: order)
                }
                order += 1
            case .media(let list, let inner):
                if list.matches(media) { add(inner, map, path, ranks, media, &order, budget) }
            case .layer(let name, let inner):
                var next = path
                if let name {
                    next.names += name
                } else {
                    next.names.append(LayerCollector.anonymousName(items: inner))
                }
                add(inner, map, next, ranks, media, &order, budget)
            case .layerNames: break
            case .page(let rule):
                pages.append((rule, layer, order))
                order += 1
            case .fontFace(let rule): fontFaces.append(rule)
            case .counterStyle(let rule): counterStyles.append(rule)
            case .property(let property): registered.append(property)
            }
        }
    }

    private mutating func insert(_ selector: ComplexSelector, _ block: DeclarationBlock, layer: UInt32, order: Int) {
        let index = Int32(rules.count)
        rules.append(
            IndexedRule(
                selector: selector, block: block,
                rank: UInt64(selector.specificity) << 32 | UInt64(UInt32(clamping: order)), layer: layer,
                ancestors: Self.ancestors(of: selector)))
        switch selector.pseudoElement {
        case .marker:
            markers.append(index)
            return
        case .footnoteCall, .footnoteMarker:
            footnotes.append(index)
            return
        default: break
        }
        let last = selector.compounds[0]
        if let id = last.ids.first {
            byID.append(index, at: id)
        } else if let name = last.classes.first {
            byClass.append(index, at: name)
        } else if last.tag >= 0 {
            byTag.append(index, at: last.tag)
            if last.lowerTag != last.tag { byTag.append(index, at: last.lowerTag) }
        } else if let attribute = last.attributes.first {
            byAttribute.append(index, at: attribute.name)
            if attribute.lowerName != attribute.name { byAttribute.append(index, at: attribute.lowerName) }
        } else if let tags = Self.alternativeTags(last) {
            for tag in tags { byTag.append(index, at: tag) }
        } else {
            universal.append(index)
        }
    }

    /// The element names of `:is(ol, ul)`, if nothing else can match.
    private static func alternativeTags(_ compound: CompoundSelector) -> [Atom]? {
        for pseudo in compound.pseudoClasses {
            guard case .matches(let group) = pseudo, group.members.count < 64 else { continue }
            let list = group.members
            var tags: [Atom] = []
            for selector in list {
                let last = selector.compounds[0]
                if last.tag >= 0, last.tag == last.lowerTag, !tags.contains(last.tag) { tags.append(last.tag) }
            }
            let isComplete = list.allSatisfy {
                $0.compounds[0].tag >= 0 && $0.compounds[0].tag == $0.compounds[0].lowerTag
            }
            if isComplete, !tags.isEmpty { return tags }
        }
        return nil
    }

    /// What the compounds left of a descendant or child combinator ask for (not those behind sibling combinators).
    private static func ancestors(of selector: ComplexSelector) -> [(AncestorKind, Atom)] {
        var result: [(AncestorKind, Atom)] = []
        var isAncestor = false
        for (index, compound) in selector.compounds.enumerated() where index > 0 {
            switch selector.combinators[index - 1] {
            case .descendant, .child: isAncestor = true
            // a sibling of an ancestor is no ancestor
            case .nextSibling, .laterSibling: isAncestor = false
            }
            guard isAncestor, result.count < 6 else { continue }
            for id in compound.ids { result.append((.id, id)) }
            for name in compound.classes { result.append((.name, name)) }
            if compound.tag >= 0, compound.tag == compound.lowerTag { result.append((.tag, compound.tag)) }
        }
        return result
    }
}

struct LayerPath: Hashable {
    var origin: StyleOrigin
    var names: [String] = []
}

/// Finds the order of layers: first named, first ranked; a layer's own rules come after those of its inner layers.
/// https://www.w3.org/TR/css-cascade-5/#layer-ordering
struct LayerCollector {
    private var order: [LayerPath] = []
    private var known: Set<LayerPath> = []

    private mutating func note(_ path: LayerPath) {
        for length in 0...path.names.count {
            let prefix = LayerPath(origin: path.origin, names: Array(path.names.prefix(length)))
            if known.insert(prefix).inserted { order.append(prefix) }
        }
    }
    /// Anonymous layers are told apart by the identity of their first declarations.
    static func anonymousName(items: [SheetItem]) -> String {
        func first(_ items: [SheetItem]) -> String? {
            for item in items {
                switch item {
                case .style(let rule): return String(UInt(bitPattern: ObjectIdentifier(rule.block)))
                case .media(_, let inner), .layer(_, let inner):
                    if let found = first(inner) { return found }
                default: break
                }
            }
            return nil
        }
        return "\u{0}" + (first(items) ?? "")
    }

    mutating func walk(_ items: [SheetItem], origin: StyleOrigin, media: MediaEnvironment) {
        walk(items, LayerPath(origin: origin), media)
    }
    private mutating func walk(_ items: [SheetItem], _ path: LayerPath, _ media: MediaEnvironment) {
        for item in items {
            switch item {
            case .media(let list, let inner): if list.matches(media) { walk(inner, path, media) }
            case .layer(let name, let inner):
                var next = path
                if let name { next.names += name } else { next.names.append(Self.anonymousName(items: inner)) }
                note(next)
                walk(inner, next, media)
            case .layerNames(let names):
                for name in names { note(LayerPath(origin: path.origin, names: path.names + name)) }
            default: break
            }
        }
    }

    /// Numbers that grow with precedence: user agent, (hints), author.
    func ranks() -> [LayerPath: UInt32] {
        var children: [LayerPath: [LayerPath]] = [:]
        for path in order where !path.names.isEmpty {
            let parent = LayerPath(origin: path.origin, names: Array(path.names.dropLast()))
            children[parent, default: []].append(path)
        }
        var result: [LayerPath: UInt32] = [:]
        for origin in [StyleOrigin.userAgent, .author] {
            var next: UInt32 = origin == .userAgent ? 1 : RuleIndex.hints + 1
            func visit(_ path: LayerPath) {
                for child in children[path] ?? [] { visit(child) }
                guard !path.names.isEmpty else { return }
                result[path] = min(next, origin == .userAgent ? RuleIndex.hints - 2 : RuleIndex.authorUnlayered - 1)
                next += 1
            }
            visit(LayerPath(origin: origin))
            result[LayerPath(origin: origin)] = origin == .userAgent ? RuleIndex.hints - 1 : RuleIndex.authorUnlayered
        }
        return result
    }
}
