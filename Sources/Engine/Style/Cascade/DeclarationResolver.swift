//  DeclarationResolver.swift
//  In: an element's declarations in order of the cascade. Out: its computed style.
//  https://www.w3.org/TR/css-cascade-5/#cascade-sort https://www.w3.org/TR/css-cascade-5/#defaulting

import Geometry
import Markup

/// A class: it is large, and one serves a whole document.
final class DeclarationResolver {
    /// What the cascade says, without the cascade itself: it may own this object.
    private let initialCustomProperties: [String: [CSSToken]]
    private let notInherited: [String]
    private var document: DocumentReference?
    private(set) var blocks: [DeclarationBlock]
    private var indexOfBlock: [ObjectIdentifier: Int32] = [:]
    private(set) var environments: [CustomEnvironment]
    private var basis: LengthBasis
    private let viewport: Size

    /// The winner of each property: which entry, which declaration in it.
    private struct Winner {
        var entry: Int32
        var declaration: Int32
        var isImportant: Bool
        var order: Int32
    }
    private var winners: [Winner]
    private var isSet: [UInt64]
    private let properties = PropertyTable.shared

    init(cascade: Cascade, environment: CustomEnvironment? = nil) {
        initialCustomProperties = cascade.initialCustomProperties
        notInherited = cascade.notInherited
        viewport = cascade.media.viewport
        blocks = cascade.index.rules.map(\.block)
        environments = [environment ?? CustomEnvironment(initialCustomProperties)]
        basis = LengthBasis(fontSize: 16, rootFontSize: 16, rootLineHeight: 19.2, viewport: cascade.media.viewport)
        let count = PropertyTable.shared.longhands.count
        winners = Array(repeating: Winner(entry: 0, declaration: 0, isImportant: false, order: 0), count: count)
        isSet = Array(repeating: 0, count: (count + 63) / 64)
    }

    var rootBasis: LengthBasis { basis }

    /// Begins a document (or ends one).
    func start(_ document: DocumentReference?) {
        self.document = document
        basis = LengthBasis(fontSize: 16, rootFontSize: 16, rootLineHeight: 19.2, viewport: viewport)
    }

    /// What `rem` and `rlh` refer to from now on.
    func setRoot(_ style: ComputedStyle) {
        basis.rootFontSize = Double(style.text.fontSize)
        switch style.text.lineHeight {
        case .normal: basis.rootLineHeight = basis.rootFontSize * 1.2
        case .number(let number): basis.rootLineHeight = basis.rootFontSize * Double(number)
        case .length(let length):
            if case .px(let px) = length { basis.rootLineHeight = Double(px) }
        }
    }

    /// The index of a block that belongs to no rule (a hint, a style attribute).
    func index(of block: DeclarationBlock) -> Int32 {
        if let known = indexOfBlock[ObjectIdentifier(block)] { return known }
        let index = Int32(blocks.count)
        blocks.append(block)
        indexOfBlock[ObjectIdentifier(block)] = index
        return index
    }

    struct Result {
        var style: ComputedStyle
        var environment: Int32
        var usedElement: Bool
        /// Custom properties held and tokens put in for them: what an element's own style takes beyond its values.
        var work: Int
    }
    private var work = 0

    func resolve(
        _ list: [MatchedBlock], parent: ComputedStyle, environment: Int32, node: NodeID, subject: StyleSubject
    ) -> Result {
        var builder = StyleBuilder(parent: parent, basis: basis, document: document, node: node)
        work = 0
        let own = build(&builder, list, environment: environment, isRoot: subject == .root)
        let style = builder.finish(subject)
        return Result(style: style, environment: own, usedElement: builder.usedElement, work: work)
    }

    /// Applies all winners to the builder; the answer is the element's environment of custom properties.
    func build(_ builder: inout StyleBuilder, _ list: [MatchedBlock], environment: Int32, isRoot: Bool)
        -> Int32
    {
        for index in isSet.indices { isSet[index] = 0 }
        let importantOrder = self.importantOrder(list)
        let own = customProperties(list, importantOrder, environment, &builder)
        var order: Int32 = 0
        for (entry, item) in list.enumerated() {
            let declarations = blocks[Int(item.block)].normal
            for index in declarations.indices {
                order += 1
                win(declarations[index].property, entry, index, isImportant: false, order)
            }
        }
        for entry in importantOrder {
            let declarations = blocks[Int(list[entry].block)].important
            for index in declarations.indices {
                order += 1
                win(declarations[index].property, entry, index, isImportant: true, order)
            }
        }
        let early = properties.earlyCount
        var finishedEarly = false
        for word in isSet.indices {
            var bits = isSet[word]
            while bits != 0 {
                let index = word * 64 + bits.trailingZeroBitCount
                bits &= bits - 1
                if index >= early, !finishedEarly {
                    builder.finishEarly(isRoot: isRoot)
                    finishedEarly = true
                }
                let property = PropertyID(index)
                if index >= firstLogical, isOverridden(property, builder.text.direction) { continue }
                apply(property, winners[index], list, own, &builder)
            }
        }
        if !finishedEarly { builder.finishEarly(isRoot: isRoot) }
        return own
    }

    private var firstLogical: Int { properties.logical.first.map { Int($0.logical.index) } ?? Int.max }

    /// Whether the physical property that a flow-relative one maps to was declared later.
    private func isOverridden(_ property: PropertyID, _ direction: Direction) -> Bool {
        guard let row = properties.logical.first(where: { $0.logical == property }) else { return false }
        let target = Int((direction == .rtl ? row.rtl : row.ltr).index)
        guard isSet[target / 64] & (1 << UInt64(target % 64)) != 0 else { return false }
        return winners[target].order > winners[Int(property.index)].order
    }

    private func win(_ property: PropertyID, _ entry: Int, _ index: Int, isImportant: Bool, _ order: Int32) {
        let at = Int(property.index)
        winners[at] = Winner(entry: Int32(entry), declaration: Int32(index), isImportant: isImportant, order: order)
        isSet[at / 64] |= 1 << UInt64(at % 64)
    }

    /// Entries with important declarations, weakest first: layers count backwards.
    private func importantOrder(_ list: [MatchedBlock]) -> [Int] {
        var result: [Int] = []
        for (entry, item) in list.enumerated() {
            let block = blocks[Int(item.block)]
            if !block.important.isEmpty || !block.customImportant.isEmpty { result.append(entry) }
        }
        if result.count < 2 { return result }
        func strength(_ layer: UInt32) -> UInt32 {
            if layer < RuleIndex.hints { return UInt32.max - layer }
            if layer == RuleIndex.inline { return RuleIndex.inline }
            return RuleIndex.authorUnlayered - layer
        }
        return result.sorted { a, b in
            (strength(list[a].layer), list[a].rank, a) < (strength(list[b].layer), list[b].rank, b)
        }
    }

    // MARK: custom properties

    private func customProperties(
        _ list: [MatchedBlock], _ importantOrder: [Int], _ environment: Int32, _ builder: inout StyleBuilder
    ) -> Int32 {
        var declared: [String: CustomDeclaration.Value] = [:]
        for item in list {
            for declaration in blocks[Int(item.block)].custom { declared[declaration.name] = declaration.value }
        }
        for entry in importantOrder {
            for declaration in blocks[Int(list[entry].block)].customImportant {
                declared[declaration.name] = declaration.value
            }
        }
        if declared.isEmpty, notInherited.isEmpty { return environment }
        var inherited = environments[Int(environment)].values
        for name in notInherited { inherited[name] = initialCustomProperties[name] }
        var specified: [String: [CSSToken]] = [:]
        for (name, value) in declared {
            switch value {
            case .tokens(let tokens): specified[name] = tokens
            case .wide(.initial): inherited[name] = initialCustomProperties[name]
            case .wide(.inherit): inherited[name] = environments[Int(environment)].values[name]
            case .wide: break
            }
        }
        var resolver = CustomResolver(
            specified: specified, inherited: inherited,
            attributes: AttributeUse(AttributeSource(document: document, node: builder.node)))
        var values = resolver.resolveAll()
        for (name, initial) in initialCustomProperties where values[name] == nil { values[name] = initial }
        if resolver.attributes.wasUsed { builder.usedElement = true }
        work += values.count * 4 + specified.keys.reduce(0) { $0 + (values[$1]?.count ?? 0) }
        environments.append(CustomEnvironment(values))
        return Int32(environments.count - 1)
    }

    // MARK: one property

    private func apply(
        _ property: PropertyID, _ winner: Winner, _ list: [MatchedBlock], _ environment: Int32,
        _ builder: inout StyleBuilder
    ) {
        let block = blocks[Int(list[Int(winner.entry)].block)]
        let declarations = winner.isImportant ? block.important : block.normal
        apply(
            property, declarations[Int(winner.declaration)].value, entry: Int(winner.entry), list, environment,
            &builder, depth: 0)
    }

    private func apply(
        _ property: PropertyID, _ value: DeclaredValue, entry: Int, _ list: [MatchedBlock], _ environment: Int32,
        _ builder: inout StyleBuilder, depth: Int
    ) {
        switch value {
        case .set(let setter): setter(&builder)
        case .pending(let pending):
            let found = substituted(pending, property, environment, &builder)
            apply(property, found ?? .wide(.unset), entry: entry, list, environment, &builder, depth: depth + 1)
        case .wide(let wide):
            let row = properties[property]
            switch wide {
            case .initial: row.copy(&builder, .initial)
            case .inherit: row.copy(&builder, builder.parent)
            case .unset: row.copy(&builder, row.isInherited ? builder.parent : .initial)
            case .revert, .revertLayer:
                let layer = list[entry].layer
                let isRevert = wide == .revert
                var at = entry - 1
                while at >= 0, depth < 32 {
                    let lower = list[at].layer
                    let counts = isRevert ? lower < RuleIndex.hints && layer >= RuleIndex.hints : lower < layer
                    if counts, let found = blocks[Int(list[at].block)].normal.last(where: { $0.property == property }) {
                        apply(property, found.value, entry: at, list, environment, &builder, depth: depth + 1)
                        return
                    }
                    at -= 1
                }
                row.copy(&builder, row.isInherited ? builder.parent : .initial)
            }
        }
    }

    /// A pending value under these custom properties; nil: invalid at computed-value time.
    private func substituted(
        _ pending: PendingValue, _ property: PropertyID, _ environment: Int32, _ builder: inout StyleBuilder
    ) -> DeclaredValue? {
        let values = environments[Int(environment)]
        if let known = values.parsed[ObjectIdentifier(pending)] { return known[property] }
        var attributes = AttributeUse(AttributeSource(document: document, node: builder.node))
        var parsed: [PropertyID: DeclaredValue] = [:]
        if let tokens = Substitution.substitute(
            TokenCursor(pending.tokens), lookup: { values.values[$0] }, attributes: &attributes),
            let longhands = properties.parse(pending.property, TokenCursor(tokens), ValueContext(base: pending.base))
        {
            work += tokens.count * 4
            for (id, value) in longhands { parsed[id] = value }
        }
        if attributes.wasUsed { builder.usedElement = true } else { values.parsed[ObjectIdentifier(pending)] = parsed }
        return parsed[property]
    }
}
