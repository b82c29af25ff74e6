//  Cascade.swift
//  In: parsed sheets, the user agent's first. Out: the styles of any number of documents.

import Diagnostics
import Geometry
import Markup

/// The rules of a set of sheets, indexed once and reused for every document that has these sheets.
public final class Cascade: Sendable {
    public let media: MediaEnvironment
    let index: RuleIndex
    let counterStyles: CounterStyleSet
    /// The values of `@property` rules.
    let initialCustomProperties: [String: [CSSToken]]
    let notInherited: [String]
    private let warm = WarmPlace()

    /// What `size: auto` means.
    let defaultPageSize: Size

    /// Indexes the rules of `sheets` (user agent first, then the author's in their order).
    /// Without `media`, the page size is what the sheets' first `@page` rules say, A4 if they say nothing.
    /// Once `budget` is spent, the rest of the rules is left out.
    public convenience init(sheets: [StyleSheet], media: MediaEnvironment? = nil, budget: RenderBudget? = nil) {
        if let media {
            self.init(sheets: sheets, media: media, defaultPageSize: media.pageSize, budget: budget)
            return
        }
        let draft = Cascade(sheets: sheets, media: .a4, defaultPageSize: MediaEnvironment.a4.pageSize, budget: budget)
        let firstPage = PageCascade(cascade: draft, root: .initial, environment: nil).style(
            for: PageSelectorContext(name: "", index: 0, isRight: true, isBlank: false, indexInGroup: 0))
        let chosen = MediaEnvironment(page: firstPage)
        if chosen == .a4 {
            self.init(draft)
        } else {
            self.init(sheets: sheets, media: chosen, defaultPageSize: MediaEnvironment.a4.pageSize, budget: budget)
        }
    }

    private init(sheets: [StyleSheet], media: MediaEnvironment, defaultPageSize: Size, budget: RenderBudget?) {
        self.media = media
        self.defaultPageSize = defaultPageSize
        index = RuleIndex(sheets: sheets, media: media, budget: budget)
        counterStyles = CounterStyleSet(rules: index.counterStyles)
        var initial: [String: [CSSToken]] = [:]
        for property in index.registered { initial[property.name] = property.initial }
        initialCustomProperties = initial
        notInherited = index.registered.filter { !$0.isInherited }.map(\.name)
    }
    private init(_ draft: Cascade) {
        media = draft.media
        defaultPageSize = draft.defaultPageSize
        index = draft.index
        counterStyles = draft.counterStyles
        initialCustomProperties = draft.initialCustomProperties
        notInherited = draft.notInherited
    }

    /// Styles a document. `baseAddress` is its own address, the base of addresses in style attributes.
    public func style(
        _ tree: MarkupTree, baseAddress: String = "", diagnostics: DiagnosticLog? = nil, budget: RenderBudget? = nil
    ) -> StyledDocument {
        var computer = StyleComputer(
            cascade: self, tree: tree, baseAddress: baseAddress, log: diagnostics, warm: warm.take())
        computer.run(within: budget)
        if budget?.exceeded == nil { warm.keep(computer.kept) }
        let pages = PageCascade(
            cascade: self, root: computer.rootStyle, environment: CustomEnvironment(computer.rootEnvironment.values))
        return StyledDocument(
            tree: tree, table: computer.table, elementStyles: computer.elementStyles,
            pseudoStyles: computer.pseudoStyles,
            pages: PageStyleSet { pages.style(for: $0) }, counterStyles: counterStyles, fontFaces: index.fontFaces)
    }
}
