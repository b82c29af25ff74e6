//  Rules.swift
//  In: what the sheet parser found. Out: rules as immutable values, conditions on media still open.

/// One declaration of a longhand.
struct Declaration: Sendable {
    let property: PropertyID
    let value: DeclaredValue
}

/// One declaration of a custom property: its tokens, or a keyword that every property takes.
struct CustomDeclaration: Sendable {
    enum Value: Sendable {
        case tokens([CSSToken])
        case wide(WideKeyword)
    }
    let name: String
    let value: Value
}

/// The declarations of a rule; identity is what makes two elements' matches the same.
final class DeclarationBlock: Sendable {
    let normal: [Declaration]
    let important: [Declaration]
    let custom: [CustomDeclaration]
    let customImportant: [CustomDeclaration]
    /// `all: keyword`, normal and important. Later declarations of the block come after it in the lists.
    init(
        normal: [Declaration], important: [Declaration], custom: [CustomDeclaration],
        customImportant: [CustomDeclaration]
    ) {
        self.normal = normal
        self.important = important
        self.custom = custom
        self.customImportant = customImportant
    }
    var isEmpty: Bool { normal.isEmpty && important.isEmpty && custom.isEmpty && customImportant.isEmpty }
    static let empty = DeclarationBlock(normal: [], important: [], custom: [], customImportant: [])
}

struct StyleRule: Sendable {
    var selectors: [ComplexSelector]
    var block: DeclarationBlock
}

/// `@page` with its margin boxes. https://www.w3.org/TR/css-page-3/#at-page-rule
struct PageRule: Sendable {
    struct Selector: Sendable {
        enum Pseudo: Sendable {
            case first, blank, left, right
            case nth(NthPattern, group: String?)
        }
        var name: String?
        var pseudos: [Pseudo]
    }
    var selectors: [Selector]
    var block: DeclarationBlock
    var marginBoxes: [(MarginBoxName, DeclarationBlock)]
    var footnote: DeclarationBlock?
}

/// `@counter-style`, its descriptors as tokens.
struct CounterStyleRule: Sendable {
    var name: String
    var descriptors: [String: [CSSToken]]
}

/// `@property`.
struct RegisteredProperty: Sendable {
    var name: String
    var isInherited: Bool
    var initial: [CSSToken]?
}

indirect enum SheetItem: Sendable {
    case style(StyleRule)
    case media(MediaQueryList, [SheetItem])
    /// nil: an anonymous layer.
    case layer([String]?, [SheetItem])
    case layerNames([[String]])
    case page(PageRule)
    case fontFace(FontFaceRule)
    case counterStyle(CounterStyleRule)
    case property(RegisteredProperty)
}

struct SheetContents: Sendable {
    var items: [SheetItem] = []
    /// The spelling of the selectors' atoms.
    var names: [String] = []
}
