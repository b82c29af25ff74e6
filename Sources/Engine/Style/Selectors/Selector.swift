//  Selector.swift
//  In: what the selector parser found. Out: selectors as flat arrays of small tests, names as numbers.
//  https://www.w3.org/TR/selectors-4/

/// A name of a sheet (class, id, element, attribute); the cascade maps it to the tree's own names.
typealias Atom = Int32

enum AtomConstants {
    /// Any name.
    static let any: Atom = -1
}

enum Combinator: UInt8, Sendable { case descendant, child, nextSibling, laterSibling }

enum NamespaceTest: UInt8, Sendable { case any, none, html, svg, never }

struct AttributeTest: Sendable {
    enum Operation: UInt8, Sendable { case exists, equals, includes, dashMatch, prefix, suffix, substring }
    var name: Atom
    var lowerName: Atom
    var operation: Operation
    var value: String
    /// nil: as HTML says for this attribute; false: `s`.
    var ignoresCase: Bool
}

/// `an+b`.
struct NthPattern: Sendable, Hashable {
    var step: Int
    var offset: Int
    func matches(_ index: Int) -> Bool {
        if step == 0 { return index == offset }
        let (difference, overflow) = index.subtractingReportingOverflow(offset)
        if overflow { return false }
        return difference % step == 0 && difference / step >= 0
    }
}

struct RelativeSelector: Sendable {
    var combinator: Combinator
    var selector: ComplexSelector
}

indirect enum PseudoClass: Sendable {
    case root, empty
    case nth(NthPattern, fromEnd: Bool, ofType: Bool, of: [ComplexSelector])
    case only(ofType: Bool)
    case matches(SelectorList)
    case not([ComplexSelector])
    case has([RelativeSelector])
    case language([String])
    case direction(isRTL: Bool)
    case link, checked, disabled, enabled, required, optional, readWrite, readOnly, indeterminate, defaultOption
    /// Matches nothing in print: `:hover`, `:visited`, …
    case never
}

/// A class, so that all rules nested in one share its list.
final class SelectorList: Sendable {
    let members: [ComplexSelector]
    init(_ members: [ComplexSelector]) { self.members = members }
}

/// A rule as the rules nested in it see it: what `&` stands for.
final class ParentRule: Sendable {
    let selectors: [ComplexSelector]
    /// The selectors as one test, those of pseudo-elements left out, and the heaviest specificity among them: found once,
    /// for each member of each list inside may have a `&`.
    let test: PseudoClass
    let specificity: UInt32
    init(_ selectors: [ComplexSelector]) {
        self.selectors = selectors
        test = .matches(SelectorList(selectors.filter { $0.pseudoElement == nil }))
        specificity = selectors.map(\.specificity).max() ?? 0
    }
}

/// A compound while it is being read.
struct CompoundDraft: Sendable {
    var namespace = NamespaceTest.any
    var tag = AtomConstants.any
    /// The tag in lower case, for elements of HTML.
    var lowerTag = AtomConstants.any
    var ids: [Atom] = []
    var classes: [Atom] = []
    var attributes: [AttributeTest] = []
    var pseudoClasses: [PseudoClass] = []
}

/// A compound selector. A class, so that matching passes one reference and copies nothing.
final class CompoundSelector: Sendable {
    let namespace: NamespaceTest
    let tag: Atom
    let lowerTag: Atom
    let ids: [Atom]
    let classes: [Atom]
    let attributes: [AttributeTest]
    let pseudoClasses: [PseudoClass]
    init(_ draft: CompoundDraft) {
        namespace = draft.namespace
        tag = draft.tag
        lowerTag = draft.lowerTag
        ids = draft.ids
        classes = draft.classes
        attributes = draft.attributes
        pseudoClasses = draft.pseudoClasses
    }
}

/// Compounds from right to left; `combinators[i]` stands between compounds i and i + 1.
struct ComplexSelector: Sendable {
    var compounds: [CompoundSelector]
    var combinators: [Combinator]
    var pseudoElement: PseudoElement?
    /// (ids, classes, types) in ten bits each.
    var specificity: UInt32

    static func specificity(_ ids: Int, _ classes: Int, _ types: Int) -> UInt32 {
        UInt32(min(ids, 1_023)) << 20 | UInt32(min(classes, 1_023)) << 10 | UInt32(min(types, 1_023))
    }
}

/// Names of a sheet in order of appearance.
struct AtomTable: Sendable {
    private(set) var names: [String] = []
    private var index: [String: Atom] = [:]
    mutating func atom(_ name: String) -> Atom {
        if let known = index[name] { return known }
        let atom = Atom(names.count)
        names.append(name)
        index[name] = atom
        return atom
    }
}

/// Atoms of another table. Rules nested in rules share their parents' selectors, a list at each depth: each is made anew
/// once, else there would be as many as paths to it.
final class AtomMap {
    fileprivate let atoms: [Atom]
    fileprivate var known: [ObjectIdentifier: (old: CompoundSelector, new: CompoundSelector)] = [:]
    fileprivate var knownLists: [ObjectIdentifier: (old: SelectorList, new: SelectorList)] = [:]
    init(_ atoms: [Atom]) { self.atoms = atoms }
}

extension ComplexSelector {
    /// The same selector with the atoms of another table.
    func remapped(_ map: AtomMap) -> ComplexSelector {
        var result = self
        result.compounds = compounds.map { $0.remapped(map) }
        return result
    }
}
extension SelectorList {
    func remapped(_ map: AtomMap) -> SelectorList {
        if let known = map.knownLists[ObjectIdentifier(self)] { return known.new }
        let new = SelectorList(members.map { $0.remapped(map) })
        map.knownLists[ObjectIdentifier(self)] = (self, new)
        return new
    }
}
extension CompoundSelector {
    func remapped(_ map: AtomMap) -> CompoundSelector {
        if let known = map.known[ObjectIdentifier(self)] { return known.new }
        let new = remappedAnew(map)
        map.known[ObjectIdentifier(self)] = (self, new)
        return new
    }

    private func remappedAnew(_ atomMap: AtomMap) -> CompoundSelector {
        let map = atomMap.atoms
        var draft = CompoundDraft()
        draft.namespace = namespace
        draft.tag = tag >= 0 ? map[Int(tag)] : tag
        draft.lowerTag = lowerTag >= 0 ? map[Int(lowerTag)] : lowerTag
        draft.ids = ids.map { map[Int($0)] }
        draft.classes = classes.map { map[Int($0)] }
        draft.attributes = attributes.map {
            var test = $0
            test.name = map[Int(test.name)]
            test.lowerName = map[Int(test.lowerName)]
            return test
        }
        draft.pseudoClasses = pseudoClasses.map {
            switch $0 {
            case .nth(let pattern, let fromEnd, let ofType, let list):
                .nth(pattern, fromEnd: fromEnd, ofType: ofType, of: list.map { $0.remapped(atomMap) })
            case .matches(let list): .matches(list.remapped(atomMap))
            case .not(let list): .not(list.map { $0.remapped(atomMap) })
            case .has(let list):
                .has(
                    list.map {
                        RelativeSelector(combinator: $0.combinator, selector: $0.selector.remapped(atomMap))
                    })
            default: $0
            }
        }
        return CompoundSelector(draft)
    }
}
