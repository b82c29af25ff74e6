//  PagesTests.swift
//  Claims about pages themselves: sides, names, sizes, margin boxes.

import Geometry
import Style
import Testing

@testable import Layout

@Suite struct PagesTests {
    @Test func `break-before left leaves a blank page if it must`() throws {
        let result = try layOut([Sketch("a", "h=10"), Sketch("b", "h=10 before=right")])
        #expect(result.summary == ["a:0+10", "", "b:0+10"])
        let left = try layOut([Sketch("a", "h=10"), Sketch("b", "h=10 before=left")])
        #expect(left.summary == ["a:0+10", "b:0+10"])
    }

    @Test func `the first page's side follows the document's first break value`() throws {
        var sides: [Bool] = []
        var page = SketchPage()
        page.style = { context, _ in sides.append(context.isRight) }
        _ = try layOut([Sketch("a", "h=10 before=left"), Sketch("b", "h=10 before=page")], page: page)
        #expect(sides == [false, true])
    }

    @Test func `a change of page names breaks, and pages have the names' sizes`() throws {
        var page = SketchPage()
        page.style = { context, style in
            if context.name == "wide" { style.size = Size(width: 200, height: 50) }
        }
        let result = try layOut(
            [
                Sketch("a", "h=10"), Sketch("b", "page=wide", [Sketch("c", "h=30"), Sketch("d", "h=30")]),
                Sketch("e", "h=10"),
            ], page: page)
        #expect(result.pages.map(\.name) == ["", "wide", "wide", ""])
        #expect(result.pages.map(\.size.width) == [100, 200, 200, 100])
        #expect(result.summary == ["a:0+10", "b:0+50 c:0+30", "b:0+30 d:0+30", "e:0+10"])
    }

    @Test func `pages count within their name`() throws {
        var places: [Int] = []
        var page = SketchPage()
        page.style = { context, _ in places.append(context.indexInGroup) }
        _ = try layOut(
            [
                Sketch("a", "h=10"), Sketch("b", "page=x h=250"), Sketch("c", "h=10"),
            ], page: page)
        #expect(places == [0, 0, 1, 2, 0])
    }

    @Test func `page margins, borders and padding frame the page area`() throws {
        var page = SketchPage(width: 100, height: 100, margin: 10)
        page.style = { _, style in
            var box = style.style.box
            box.padding = Sides(all: .px(5))
            var decoration = style.style.decoration
            decoration.border = Sides(all: BorderEdge(width: 1, style: .solid))
            style.style = ComputedStyle(
                text: style.style.text, box: box, decoration: decoration, flow: style.style.flow,
                generated: style.style.generated)
        }
        let result = try layOut([Sketch("a", "h=50%"), Sketch("b", "h=60")], page: page)
        #expect(result.summary == ["a:16+0@16 b:16+60@16"] || result.summary == ["a:16+34@16", "b:16+60@16"])
        let root = try #require(result.pages.first?.root)
        #expect(root.margin.blockStart == LayoutUnit(10))
        #expect(root.children.first?.fragment.size == LogicalSize(inline: LayoutUnit(80), block: LayoutUnit(80)))
    }

    @Test func `too many pages end with a diagnostic`() throws {
        var page = SketchPage()
        page.limits.maximumPages = 5
        let result = try layOut([Sketch("a", "h=5000")], page: page)
        #expect(result.pages.count == 5)
        #expect(result.diagnostics.entries.map(\.id) == ["layout-limit"])
    }

    @Test func `five hundred boxes inside each other need no more stack than there is`() throws {
        var sketch = Sketch("a", "h=10")
        for _ in 0..<500 { sketch = Sketch("b", "", [sketch]) }
        let result = try layOut([sketch])
        #expect(result.summary.first?.hasSuffix("a:0+10") == true)
    }

    @Test func `layout grows with the pages, not faster`() throws {
        func counts(_ number: Int) throws -> Int {
            let result = try layOut((0..<number).map { Sketch("a\($0)", "", [Sketch("b", "h=30")]) })
            return result.session.layoutCount
        }
        let small = try counts(40)
        let large = try counts(400)
        #expect(large <= small * 11)
    }
}

@Suite struct PagesMarginBoxTests {
    private func box(_ min: Int, _ max: Int, fixed: Int? = nil, most: Int? = nil) -> MarginBoxExtent {
        MarginBoxExtent(
            minContent: LayoutUnit(min), maxContent: LayoutUnit(max), fixed: fixed.map { LayoutUnit($0) },
            minimum: .zero, maximum: most.map { LayoutUnit($0) } ?? .max)
    }
    private func lengths(
        _ a: MarginBoxExtent?, _ b: MarginBoxExtent?, _ c: MarginBoxExtent?
    ) -> [Int] {
        let result = MarginBoxDistribution.lengths(start: a, center: b, end: c, available: LayoutUnit(300))
        return [result.start, result.center, result.end].map { Int($0.px) }
    }

    @Test func `boxes alone fill their edge`() {
        #expect(lengths(box(10, 50), nil, nil) == [300, 0, 0])
        #expect(lengths(nil, box(10, 50), nil) == [0, 300, 0])
        #expect(lengths(nil, nil, box(10, 50)) == [0, 0, 300])
    }
    @Test func `two boxes share by what they hold`() {
        #expect(lengths(box(10, 50), nil, box(10, 100)) == [100, 0, 200])
        #expect(lengths(box(10, 50, fixed: 120), nil, box(10, 100)) == [120, 0, 180])
        #expect(lengths(box(100, 400), nil, box(100, 200)) == [175, 0, 125])
        #expect(lengths(box(400, 400), nil, box(200, 200)) == [200, 0, 100])
    }
    @Test func `the centre stays in the middle`() {
        #expect(lengths(box(10, 50), box(10, 50), box(10, 50)) == [100, 100, 100])
        #expect(lengths(box(10, 50), box(10, 100, fixed: 60), nil) == [120, 60, 0])
    }
    @Test func `a maximum binds and the other takes the rest`() {
        #expect(lengths(box(10, 50, most: 40), nil, box(10, 50)) == [40, 0, 260])
    }
}
