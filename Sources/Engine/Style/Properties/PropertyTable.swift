//  PropertyTable.swift
//  In: the rows of all specifications. Out: one numbered table of properties.
//  To add a property: 1 a field in Computed/, 2 one row in the file of its specification, 3 a line in StyleTests/PropertyClaims.

/// A longhand's place in the table.
struct PropertyID: Hashable, Sendable, BitwiseCopyable {
    let index: UInt16
    init(_ index: Int) { self.index = UInt16(index) }
}

/// What a value parser must know besides the tokens.
struct ValueContext: Sendable {
    /// The base of addresses in the value.
    var base: String
}

/// Computes one declared value and stores it.
typealias Setter = @Sendable (inout StyleBuilder) -> Void
typealias ValueParser = @Sendable (inout TokenCursor, ValueContext) -> Setter?
/// A value whose computing needs the element's font, colour or attributes.
typealias Deferred<Value> = @Sendable (inout StyleBuilder) -> Value

/// https://www.w3.org/TR/css-cascade-5/#defaulting-keywords
enum WideKeyword: String, Sendable {
    case initial, inherit, unset, revert
    case revertLayer = "revert-layer"
}

/// One property: its name, whether it inherits, its initial value as text, how it is read and how it is copied.
struct Longhand: Sendable {
    let name: String
    let isInherited: Bool
    let initial: String
    let parse: ValueParser
    /// Takes the computed value of another style: for `inherit` the parent's, for `initial` the initial one.
    let copy: @Sendable (inout StyleBuilder, ComputedStyle) -> Void
}

/// A value of one longhand within a declaration.
enum DeclaredValue: Sendable {
    case set(Setter)
    case wide(WideKeyword)
    /// Contains `var()`, `env()` or `attr()`: parsed when these are known.
    case pending(PendingValue)
}

/// A declaration whose tokens must wait for substitution. Shared by all longhands of a shorthand.
final class PendingValue: Sendable {
    let property: PropertyName
    let tokens: [CSSToken]
    let base: String
    init(property: PropertyName, tokens: [CSSToken], base: String) {
        self.property = property
        self.tokens = tokens
        self.base = base
    }
}

typealias LonghandValues = [(property: PropertyID, value: DeclaredValue)]

struct Shorthand: Sendable {
    let name: String
    let longhands: [PropertyID]
    let parse: @Sendable (inout TokenCursor, ValueContext) -> LonghandValues?
}

/// What a property name stands for.
enum PropertyName: Sendable, Hashable {
    case longhand(PropertyID)
    case shorthand(Int)
    /// Known, but of no effect in print.
    case ignored
}

/// All properties.
struct PropertyTable: Sendable {
    let longhands: [Longhand]
    let shorthands: [Shorthand]
    let names: [String: PropertyName]
    /// Rows before this one are computed first: the others need font size, colour and direction.
    let earlyCount: Int
    /// Flow-relative longhands and their physical ones, left to right first.
    let logical: [(logical: PropertyID, ltr: PropertyID, rtl: PropertyID)]

    static let shared: PropertyTable = {
        var builder = PropertyTableBuilder()
        builder.addEarlyRows()
        let earlyCount = builder.longhands.count
        builder.addFontRows()
        builder.addTextRows()
        builder.addListRows()
        builder.addBoxRows()
        builder.addBorderRows()
        builder.addBackgroundRows()
        builder.addEffectRows()
        builder.addMaskRows()
        builder.addFlowRows()
        builder.addGridRows()
        builder.addGeneratedRows()
        builder.addSVGRows()
        builder.addLogicalRows()
        builder.addIgnoredNames()
        return PropertyTable(
            longhands: builder.longhands, shorthands: builder.shorthands, names: builder.names,
            earlyCount: earlyCount, logical: builder.logical)
    }()

    subscript(_ id: PropertyID) -> Longhand { longhands[Int(id.index)] }

    func id(_ name: String) -> PropertyID? {
        if case .longhand(let id)? = names[name] { return id }
        return nil
    }
    /// The property of this name, vendor prefixes that mean the same resolved.
    func property(_ name: String) -> PropertyName? {
        if let known = names[name] { return known }
        guard name.utf8.first == 45 else { return nil }
        for prefix in ["-weasy-", "-teian-", "-webkit-", "-epub-", "-moz-", "-ms-", "-o-"] where name.hasPrefix(prefix)
        {
            let plain = String(name.dropFirst(prefix.count))
            if let known = names[plain],
                prefix == "-weasy-" || prefix == "-webkit-" || prefix == "-epub-" || prefix == "-moz-"
            {
                return known
            }
            return prefix == "-teian-" ? nil : .ignored
        }
        return .ignored
    }
    /// The longhands that a property sets.
    func longhands(of property: PropertyName) -> [PropertyID] {
        switch property {
        case .longhand(let id): [id]
        case .shorthand(let index): shorthands[index].longhands
        case .ignored: []
        }
    }
    /// Parses a whole value; nil if it is wrong. Handles the keywords that every property takes.
    func parse(_ property: PropertyName, _ tokens: TokenCursor, _ context: ValueContext) -> LonghandValues? {
        var cursor = tokens
        if let word = cursor.ident(), cursor.isAtEnd, let wide = WideKeyword(rawValue: word) {
            return longhands(of: property).map { ($0, .wide(wide)) }
        }
        cursor = tokens
        switch property {
        case .longhand(let id):
            guard let setter = self[id].parse(&cursor, context), cursor.isAtEnd else { return nil }
            return [(id, .set(setter))]
        case .shorthand(let index):
            let shorthand = shorthands[index]
            guard var values = shorthand.parse(&cursor, context), cursor.isAtEnd else { return nil }
            for id in shorthand.longhands where !values.contains(where: { $0.property == id }) {
                values.append((id, .wide(.initial)))
            }
            return values
        case .ignored: return []
        }
    }
    /// The known name nearest to a wrong one, if it is near enough.
    func suggestion(for name: String) -> String? {
        var best: (name: String, distance: Int)?
        guard name.utf8.count < 40 else { return nil }
        for candidate in names.keys.sorted() where abs(candidate.utf8.count - name.utf8.count) <= 2 {
            let distance = EditDistance.between(candidate, name)
            if distance <= 2, distance < best?.distance ?? 3 { best = (candidate, distance) }
        }
        return best?.name
    }
}

enum EditDistance {
    /// Insertions, deletions and replacements that lead from one name to the other.
    static func between(_ a: String, _ b: String) -> Int {
        let target = Array(b.utf8)
        var row = Array(0...target.count)
        for (i, x) in a.utf8.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in target.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (x == y ? 0 : 1))
                diagonal = above
            }
        }
        return row[target.count]
    }
}
