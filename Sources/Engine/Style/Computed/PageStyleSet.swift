//  PageStyleSet.swift
//  In: a page's name, number and side. Out: its computed `@page` style. (Furnished by the cascade.)

/// Answers which style a page has. Answers are cached by context.
public final class PageStyleSet {
    private let compute: (PageSelectorContext) -> PageStyle
    private var cache: [PageSelectorContext: PageStyle] = [:]
    public init(compute: @escaping (PageSelectorContext) -> PageStyle) { self.compute = compute }
    public func style(for page: PageSelectorContext) -> PageStyle {
        if let known = cache[page] { return known }
        let style = compute(page)
        cache[page] = style
        return style
    }
}
