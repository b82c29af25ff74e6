//  VectorClaims.swift
//  In: SVG as text. Out: what each pixel must be.

import Diagnostics
import DisplayList
import Foundation
import Geometry
import Markup
import Painting
import Pictures
import Style
import Testing
import Text
import VectorGraphics

struct VectorClaims {
    let sketch = Sketch()

    /// Draws an SVG document at its own size.
    func draw(_ svg: String, _ width: Int, _ height: Int) throws -> DrawingList {
        let text = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' \(svg)</svg>"
        let tree = try MarkupParser.parseXML(Array(text.utf8), sourceName: "test.svg", log: sketch.log)
        let cascade = Cascade(sheets: DocumentStyles.collectSheets(tree, baseAddress: "", loader: nil))
        let document = cascade.style(tree)
        let session = TextSession(fonts: FontSet(library: try FontLibrary()), diagnostics: sketch.log)
        let sources = VectorSources(
            document: document, text: session, pictures: sketch.pictures, base: "", diagnostics: sketch.log)
        return VectorGraphics.drawing(
            of: tree.documentElement, size: Size(width: Double(width), height: Double(height)), sources: sources)
    }
    func letters(_ svg: String, _ width: Int, _ height: Int) throws -> String {
        try sketch.letters(draw(svg, width, height), width: Double(width), height: Double(height))
    }

    static let drawings: [(name: String, svg: String, width: Int, height: Int, expected: String)] = [
        ("rect", "><rect x='1' y='1' width='2' height='1' fill='red'/>", 4, 3, "____\n_RR_\n____\n"),
        (
            "view box scales and centres", "viewBox='0 0 2 2'><rect width='2' height='2' fill='#00f'/>", 6, 4,
            "_BBBB_\n_BBBB_\n_BBBB_\n_BBBB_\n"
        ),
        (
            "preserveAspectRatio none stretches",
            "viewBox='0 0 2 2' preserveAspectRatio='none'><rect width='1' height='2' fill='#00f'/>", 4, 2,
            "BB__\nBB__\n"
        ),
        (
            "nested transforms",
            "><g transform='translate(1 0)'><rect transform='scale(2,1)' width='1' height='1' fill='lime'/></g>", 4, 1,
            "_GG_\n"
        ),
        (
            "rotate about a point", "><rect transform='rotate(90 2 2)' x='0' y='0' width='4' height='1' fill='red'/>",
            4, 4, "___R\n___R\n___R\n___R\n"
        ),
        ("path with relative commands", "><path d='M1 0h2v2h-2z' fill='blue'/>", 4, 2, "_BB_\n_BB_\n"),
        (
            "even-odd", "><path fill-rule='evenodd' d='M0 0h4v3h-4zM1 1h2v1h-2z' fill='red'/>", 4, 3,
            "RRRR\nR__R\nRRRR\n"
        ),
        ("stroke", "><line x1='0' y1='1' x2='4' y2='1' stroke='red' stroke-width='2'/>", 4, 3, "RRRR\nRRRR\n____\n"),
        ("style sheet", "><style>rect{fill:lime}</style><rect width='2' height='1'/>", 2, 1, "GG\n"),
        ("currentColor", "color='red'><rect width='2' height='1' fill='currentColor'/>", 2, 1, "RR\n"),
        (
            "use inherits from where it is used",
            "><defs><rect id='r' width='1' height='1'/></defs><use href='#r' x='1' fill='red'/><use href='#r' x='2' fill='blue'/>",
            4, 1, "_RB_\n"
        ),
        (
            "symbol with a view box",
            "><symbol id='s' viewBox='0 0 1 1'><rect width='1' height='1' fill='red'/></symbol><use xlink:href='#s' x='1' width='2' height='2'/>",
            4, 2, "_RR_\n_RR_\n"
        ),
        (
            "nested svg clips", "><svg x='1' width='2' height='1'><rect width='9' height='9' fill='red'/></svg>", 4, 2,
            "_RR_\n____\n"
        ),
        (
            "linear gradient with hard stops",
            "><defs><linearGradient id='g'><stop offset='50%' stop-color='red'/><stop offset='50%' stop-color='blue'/></linearGradient></defs><rect width='4' height='1' fill='url(#g)'/>",
            4, 1, "RRBB\n"
        ),
        (
            "gradient that takes over stops",
            "><linearGradient id='a'><stop offset='.5' stop-color='red'/><stop offset='.5' stop-color='blue'/></linearGradient><linearGradient id='g' href='#a' x1='0' y1='0' x2='0' y2='1'/><rect width='2' height='2' fill='url(#g)'/>",
            2, 2, "RR\nBB\n"
        ),
        (
            "pattern",
            "><defs><pattern id='p' width='2' height='2' patternUnits='userSpaceOnUse'><rect width='1' height='1' fill='red'/></pattern></defs><rect width='4' height='2' fill='url(#p)'/>",
            4, 2, "R_R_\n____\n"
        ),
        (
            "clip path",
            "><clipPath id='c'><rect x='1' width='1' height='1'/><rect x='3' width='1' height='1'/></clipPath><rect width='4' height='1' fill='red' clip-path='url(#c)'/>",
            4, 1, "_R_R\n"
        ),
        (
            "mask by luminance",
            "><mask id='m' maskUnits='userSpaceOnUse' x='0' y='0' width='4' height='1'><rect width='4' height='1' fill='white'/><rect x='1' width='1' height='1' fill='black'/></mask><rect width='4' height='1' fill='red' mask='url(#m)'/>",
            4, 1, "R_RR\n"
        ),
        ("fallback of a paint that does not exist", "><rect width='2' height='1' fill='url(#no) lime'/>", 2, 1, "GG\n"),
        (
            "visibility and display",
            "><rect width='1' height='1' fill='red' visibility='hidden'/><rect x='1' width='1' height='1' fill='red' display='none'/>",
            2, 1, "__\n"
        ),
        (
            "marker",
            "><marker id='m' markerWidth='1' markerHeight='1' markerUnits='userSpaceOnUse'><rect width='1' height='1' fill='red'/></marker><polyline points='0,0 2,0 4,1' fill='none' marker-start='url(#m)' marker-mid='url(#m)'/>",
            4, 1, "R_R_\n"
        ),
        (
            "switch takes the first that fits",
            "><switch><rect systemLanguage='xx' width='2' height='1' fill='red'/><rect width='2' height='1' fill='lime'/></switch>",
            2, 1, "GG\n"
        ),
        ("units", "><rect width='50%' height='0.0208333333in' fill='red'/>", 4, 2, "RR__\nRR__\n"),
    ]

    @Test(arguments: drawings.indices)
    func `a drawing has the pixels it should`(index: Int) throws {
        let drawing = Self.drawings[index]
        let result = try letters(drawing.svg, drawing.width, drawing.height)
        #expect(result == drawing.expected, "\(drawing.name)")
        #expect(sketch.log.entries.isEmpty, "\(drawing.name)")
    }

    @Test func `elements that draw themselves end`() throws {
        _ = try letters("><g id='a'><use href='#a'/></g>", 2, 2)
        _ = try letters(
            "><pattern id='p' width='1' height='1'><rect width='1' height='1' fill='url(#p)'/></pattern><rect width='2' height='2' fill='url(#p)'/>",
            2, 2)
        _ = try letters(
            "><mask id='m'><rect width='1' height='1' mask='url(#m)'/></mask><rect width='2' height='2' mask='url(#m)'/>",
            2, 2)
        _ = try letters(
            "><linearGradient id='g' href='#h'/><linearGradient id='h' href='#g'/><rect width='2' height='2' fill='url(#g)'/>",
            2, 2)
        // each level uses the one below ten times
        var svg = "><defs><rect id='l0' width='1' height='1'/>"
        for level in 1...9 {
            svg += "<g id='l\(level)'>" + String(repeating: "<use href='#l\(level - 1)'/>", count: 10) + "</g>"
        }
        let list = try draw(svg + "</defs><use href='#l9'/>", 2, 2)
        #expect(list.operations.count < 3_000_000)
    }

    @Test func `damaged drawings do no harm`() throws {
        var seed: UInt64 = 7
        func random(_ limit: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % limit
        }
        let alphabet = Array("0123456789.-+eE,%#()mMlLhHvVcCsSqQtTaAzZ url in")
        for _ in 0..<150 {
            func noise() -> String {
                String((0..<random(30)).map { _ in alphabet[random(alphabet.count)] }).replacingOccurrences(
                    of: "<", with: "")
            }
            _ = try? letters(
                "viewBox='\(noise())'><path d='\(noise())' fill='\(noise())' stroke='red' stroke-width='\(noise())' transform='\(noise())' stroke-dasharray='\(noise())'/><text x='\(noise())' rotate='\(noise())'>a</text><circle r='\(noise())' fill='url(\(noise()))'/>",
                3, 3)
        }
    }

    @Test func `text is anchored at its middle`() throws {
        let list = try draw(
            "font-family='BIZ UDGothic' font-size='10'><text x='20' y='10' text-anchor='middle'>四文字入</text>", 40, 12)
        var origins: [Double] = []
        for case .glyphs(_, let origin, _) in list.operations { origins.append(origin.x) }
        #expect(origins == [0])
    }

    @Test(
        arguments: [
            ("<tspan>二</tspan>", [0, 17, 30], [5, 12, 17]), ("<tspan dx='0'>二</tspan>", [0, 10, 23], [5, 12, 17]),
            ("<tspan dx='2' dy='0'>二</tspan>", [0, 12, 25], [5, 5, 10]),
        ])
    func `an inner element's shift overrides an outer one's, 0 too`(inner: String, x: [Double], y: [Double]) throws {
        let list = try draw(
            "font-family='BIZ UDGothic' font-size='10'><text y='5' dx='0 7 3' dy='0 7 5'>一\(inner)三</text>", 40, 12)
        var origins: [Point] = []
        for case .glyphs(_, let origin, _) in list.operations { origins.append(origin) }
        #expect(origins.map(\.x) == x)
        #expect(origins.map(\.y) == y)
    }

    @Test(
        arguments: [
            ("width='10' height='20'", Float(10), Float(20), Float(0.5)),
            ("viewBox='0 0 30 10'", nil, nil, 3), ("width='1in' viewBox='0 0 2 1'", 96, nil, 2),
            ("width='100%'", nil, nil, nil),
        ] as [(String, Float?, Float?, Float?)])
    func `intrinsic sizes come from width, height and view box`(
        attributes: String, width: Float?, height: Float?, ratio: Float?
    )
        throws
    {
        let tree = try MarkupParser.parseXML(
            Array("<svg xmlns='http://www.w3.org/2000/svg' \(attributes)/>".utf8), sourceName: "t", log: sketch.log)
        let facts = VectorGraphics.intrinsicFacts(tree, tree.documentElement)
        #expect(facts == PictureFacts(format: .svg, width: width, height: height, ratio: ratio))
    }
}
