//  Sketch.swift
//  In: fragments made by hand. Out: pages as letters, one for each pixel, and PDFs; so that a test shows what it means.

import Diagnostics
import DisplayList
import Fragments
import Geometry
import Painting
import Pictures
import Style
import Testing
import Text

/// A page under construction, with the styles of its boxes.
final class Sketch {
    let styles = StyleTable()
    let log = DiagnosticLog()
    let pictures: PictureTable
    var sources: PaintSources
    static let resources = PaintingResources()

    init() {
        pictures = PictureTable(diagnostics: log)
        sources = PaintSources(styles: styles, pictures: pictures)
    }

    /// A style that differs from the initial one.
    func style(_ decoration: (inout DecorationValues) -> Void = { _ in }) -> Int32 {
        style(text: { _ in }, box: { _ in }, decoration)
    }
    func style(box: (inout BoxValues) -> Void, _ decoration: (inout DecorationValues) -> Void) -> Int32 {
        style(text: { _ in }, box: box, decoration)
    }
    func style(
        text: (inout TextValues) -> Void, box: (inout BoxValues) -> Void,
        _ decoration: (inout DecorationValues) -> Void
    ) -> Int32 {
        var textValues = TextValues()
        text(&textValues)
        var boxValues = BoxValues()
        box(&boxValues)
        var decorationValues = DecorationValues()
        decoration(&decorationValues)
        return styles.intern(
            ComputedStyle(
                text: textValues, box: boxValues, decoration: decorationValues, flow: FlowValues(),
                generated: GeneratedValues())
        ).index
    }
    /// A block of whole px.
    func block(
        _ width: Int, _ height: Int, style: Int32, border: Int = 0, kind: FragmentKind = .block,
        flags: FragmentFlags = [], node: Int32 = -1, content: FragmentContent = .none, _ children: [FragmentLink] = []
    ) -> Fragment {
        let edge = LayoutUnit(border)
        return Fragment(
            kind: kind, flags: flags, node: node, style: style,
            size: LogicalSize(inline: LayoutUnit(width), block: LayoutUnit(height)),
            border: LogicalEdges(blockStart: edge, inlineEnd: edge, blockEnd: edge, inlineStart: edge),
            children: children, content: content)
    }
    func page(_ width: Int, _ height: Int, _ children: [FragmentLink], style: Int32 = -1) -> Page {
        let root = Fragment(
            kind: .page, style: style, size: LogicalSize(inline: LayoutUnit(width), block: LayoutUnit(height)),
            children: children)
        return Page(
            index: 0, name: "", size: Size(width: Double(width), height: Double(height)), bleed: Sides(all: 0),
            hasCropMarks: false, hasCrossMarks: false, root: root, label: "1", anchors: [], links: [], bookmarks: [])
    }
    func letters(_ page: Page) throws -> String {
        try letters(
            DisplayListBuilder(sources: sources).list(for: page), width: page.size.width, height: page.size.height)
    }
    /// The drawing at one pixel per CSS px, as letters.
    func letters(_ list: DrawingList, width: Double, height: Double) throws -> String {
        let png = try DocumentPainter.png(
            Sheet(size: Size(width: width, height: height), list: list), resolution: 1,
            resources: Self.resources, pictures: pictures, faces: { _ in nil }, diagnostics: log)
        return try Self.letters(png)
    }
    static func letters(_ png: [UInt8]) throws -> String {
        let table = PictureTable(diagnostics: DiagnosticLog())
        let id = try #require(table.add(png, name: "page"))
        let pixels = try #require(table.raster(id)?.decode())
        var result = ""
        for y in 0..<pixels.height {
            for x in 0..<pixels.width { result.append(letter(pixels.words[y * pixels.width + x])) }
            result.append("\n")
        }
        return result
    }
    private static func letter(_ word: UInt32) -> Character {
        switch word & 0xFF_FFFF {
        case 0xFF_FFFF: "_"
        case 0xFF_0000: "R"
        case 0x00_FF00: "G"
        case 0x00_00FF: "B"
        case 0x00_0000: "K"
        case 0xFF_FF00: "Y"
        case 0x00_FFFF: "C"
        case 0xFF_00FF: "M"
        default: "?"
        }
    }
}

func at(_ x: Int, _ y: Int, _ fragment: Fragment) -> FragmentLink {
    FragmentLink(offset: LogicalOffset(inline: LayoutUnit(x), block: LayoutUnit(y)), fragment: fragment)
}
extension Color {
    static let red = Color(red: 1, green: 0, blue: 0)
    static let green = Color(red: 0, green: 1, blue: 0)
    static let blue = Color(red: 0, green: 0, blue: 1)
}
/// Lines of letters, without the indentation of the source.
func picture(_ lines: String) -> String {
    lines.split(separator: "\n").map { $0.filter { $0 != " " } + "\n" }.joined()
}
