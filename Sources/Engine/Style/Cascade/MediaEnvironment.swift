//  MediaEnvironment.swift
//  In: a page size. Out: what media queries and viewport units ask for. https://www.w3.org/TR/mediaqueries-5/

import Geometry

/// What a document is styled for: always print, on pages of a size.
public struct MediaEnvironment: Sendable, Hashable {
    /// The sheet of paper, CSS px: `width` and `height` of media queries.
    public var pageSize: Size
    /// The page's content area, CSS px: 100 `vw` by 100 `vh`.
    public var viewport: Size
    /// A4 with the built-in sheet's margins.
    public static let a4 = MediaEnvironment(
        pageSize: Size(width: 210 / 25.4 * 96, height: 297 / 25.4 * 96),
        viewport: Size(width: 210 / 25.4 * 96 - 150, height: 297 / 25.4 * 96 - 150))
    public init(pageSize: Size, viewport: Size) {
        self.pageSize = pageSize
        self.viewport = viewport
    }

    /// The sheet of a page and its content area.
    init(page: PageStyle) {
        func px(_ margin: LengthOrAuto, of whole: Double) -> Double {
            guard case .length(let length) = margin else { return 0 }
            return length.resolveOrZero(against: LayoutUnit(px: whole)).px
        }
        let margin = page.style.box.margin
        pageSize = page.size
        viewport = Size(
            width: max(
                0, page.size.width - px(margin.left, of: page.size.width) - px(margin.right, of: page.size.width)),
            height: max(
                0, page.size.height - px(margin.top, of: page.size.height) - px(margin.bottom, of: page.size.height)))
    }
}
