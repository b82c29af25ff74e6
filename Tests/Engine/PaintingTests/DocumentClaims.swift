//  DocumentClaims.swift
//  In: pages with text, boxes and pictures. Out: PDF files that other programs accept and read the text of.

import Diagnostics
import DisplayList
import Finishing
import Foundation
import Fragments
import Geometry
import Painting
import Pictures
import Style
import Testing
import Text

struct DocumentClaims {
    /// Runs a program over a file; its output.
    static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
    static func write(_ bytes: [UInt8], _ name: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "teian-painting-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        return file.path
    }

    /// A line of text as a fragment.
    static func line(_ string: String, sketch: Sketch, session: TextSession, style: Int32, node: Int32) -> Fragment {
        var textStyle = TextStyle()
        textStyle.families = ["BIZ UDPGothic"]
        textStyle.size = 16
        let paragraph = session.paragraph(string, style: session.intern(textStyle))
        let line = paragraph.line(0..<paragraph.count, start: .first)
        var x: Float = 0
        var runs: [PlacedRun] = []
        for run in paragraph.glyphRuns(of: line.range, in: line) {
            runs.append(PlacedRun(x: x, run: run))
            x += run.advance
        }
        let text = Fragment(
            kind: .text, node: node, style: style, size: LogicalSize(inline: LayoutUnit(px: x), block: LayoutUnit(16)),
            content: .text(TextContent(runs: runs, baseline: LayoutUnit(14))))
        return Fragment(
            kind: .line, size: text.size, children: [FragmentLink(offset: .zero, fragment: text)])
    }

    func document(pages: Int) throws -> (bytes: [UInt8], marks: [[Int32]], log: DiagnosticLog) {
        let sketch = Sketch()
        let library = try FontLibrary()
        let session = TextSession(fonts: FontSet(library: library), diagnostics: sketch.log)
        let plain = sketch.style()
        let boxed = sketch.style { $0.backgroundColor = .red }
        let painter = try DocumentPainter(
            resources: Sketch.resources, pictures: sketch.pictures, faces: { FaceFile(library.face($0)) },
            tagging: .marked, diagnostics: sketch.log)
        for index in 0..<pages {
            let page = sketch.page(
                400, 300,
                [
                    at(10, 10, sketch.block(50, 20, style: boxed)),
                    at(
                        10, 40,
                        sketch.block(
                            300, 40, style: plain, node: 3,
                            [
                                at(
                                    0, 0,
                                    Self.line(
                                        "御見積書 ABC (\(index)) \\", sketch: sketch, session: session, style: plain,
                                        node: 4)),
                                at(
                                    0, 20,
                                    Self.line("電子カルテの導入", sketch: sketch, session: session, style: plain, node: 5)),
                            ])),
                ])
            try painter.add(
                Sheet(size: page.size, list: DisplayListBuilder(sources: sketch.sources).list(for: page)))
        }
        let painted = try painter.finish()
        return (painted.bytes, painted.marks, sketch.log)
    }

    @Test func `text can be read out of the file as it was written`() throws {
        let made = try document(pages: 2)
        #expect(made.log.entries.isEmpty)
        let path = try Self.write(made.bytes, "text.pdf")
        let text = try Self.run("pdftotext", [path, "-"]).output
        #expect(text.contains("御見積書 ABC (1) \\"))
        #expect(text.contains("電子カルテの導入"))
        #expect(try Self.run("qpdf", ["--check", path]).status == 0)
    }

    @Test func `a finished page has no ground but what its document paints`() throws {
        let painted = try document(pages: 2).bytes
        var input = FinishingInput()
        input.pages = [FinishingPage](
            repeating: FinishingPage(size: Size(width: 400, height: 300)), count: 2)
        func contents(_ bytes: [UInt8]) throws -> String {
            let path = try Self.write(bytes, "ground.pdf")
            return try Self.run("qpdf", ["--qdf", "--object-streams=disable", path, "-"]).output
        }
        let ground = "0 0 300 225 re f"
        #expect(try contents(painted).components(separatedBy: ground).count == 3)
        let finished = try contents(try Finishing.finish(painted, input))
        #expect(!finished.contains(ground))
        // what Cairo counts on stays
        #expect(finished.components(separatedBy: "1 1 1 rg").count == 3)
    }

    @Test func `the same document has the same bytes`() throws {
        let first = try document(pages: 2).bytes
        let second = try document(pages: 2).bytes
        #expect(!first.isEmpty)
        #expect(first == second)
    }

    @Test func `every node with content has a mark, in paint order`() throws {
        #expect(try document(pages: 2).marks == [[4, 5], [4, 5]])
    }

    @Test func `a face is embedded once`() throws {
        let path = try Self.write(try document(pages: 3).bytes, "fonts.pdf")
        let fonts = try Self.run("pdffonts", [path]).output
        #expect(fonts.components(separatedBy: "BIZUDPGothic").count - 1 <= 2)
    }

    @Test func `emboldened text stays text and is written once`() throws {
        let sketch = Sketch()
        let library = try FontLibrary()
        let session = TextSession(fonts: FontSet(library: library), diagnostics: sketch.log)
        // a family without a bold face
        var style = TextStyle()
        style.families = ["BIZ UDPMincho"]
        style.size = 16
        style.weight = 700
        let paragraph = session.paragraph("太い明朝体の見出し ABC", style: session.intern(style))
        let runs = paragraph.glyphRuns(of: 0..<paragraph.count, in: paragraph.line(0..<paragraph.count, start: .first))
        #expect(!runs.contains { !$0.syntheticBold })
        let operations = runs.map {
            DrawingOperation.glyphs(GlyphRunReference($0), origin: Point(x: 10, y: 40), .color(.black))
        }
        let painter = try DocumentPainter(
            resources: Sketch.resources, pictures: sketch.pictures, faces: { FaceFile(library.face($0)) },
            tagging: .marked, diagnostics: sketch.log)
        for _ in 0..<3 {
            try painter.add(
                Sheet(
                    size: Size(width: 300, height: 60),
                    list: DrawingList(operations: operations, nodes: operations.map { _ in 3 })))
        }
        let path = try Self.write(try painter.finish().bytes, "bold.pdf")
        let text = try Self.run("pdftotext", [path, "-"]).output
        #expect(text.components(separatedBy: "太い明朝体の見出し ABC").count == 4)
        let fonts = try Self.run("pdffonts", [path]).output
        #expect(fonts.split(separator: "\n").count - 2 <= 2)
        let contents = try Self.run("qpdf", ["--qdf", "--object-streams=disable", path, "-"]).output
        #expect(!contents.contains("\nS\n") && !contents.contains(" S\n"), "no letter is stroked")
    }

    @Test func `runs shown by one call come out as if each were shown alone`() throws {
        let library = try FontLibrary()
        let session = TextSession(fonts: FontSet(library: library), diagnostics: Sketch().log)
        func runs(_ text: String, size: Float, x: Double = 10, y: Double, _ color: Color) -> [DrawingOperation] {
            var style = TextStyle()
            style.families = ["BIZ UDPGothic"]
            style.size = size
            let paragraph = session.paragraph(text, style: session.intern(style))
            var x = x
            return (0..<paragraph.count).flatMap { at in
                let range = at..<at + 1
                return paragraph.glyphRuns(of: range, in: paragraph.line(range, start: .first)).map { run in
                    defer { x += Double(run.advance) }
                    return DrawingOperation.glyphs(GlyphRunReference(run), origin: Point(x: x, y: y), .color(color))
                }
            }
        }
        let operations =
            runs("見積ABCと数字12", size: 16, y: 40, .black) + runs("赤い字", size: 16, x: 200, y: 40, .red)
            + runs("薄い字", size: 16, y: 60, Color(red: 0, green: 0, blue: 0, alpha: 0.5))
            + runs("次の行", size: 12, y: 80, .black) + [.fill(.rect(Rect(x: 0, y: 0, width: 9, height: 9)), .color(.red))]
            + runs("後", size: 12, x: 100, y: 80, .black)
        #expect(operations.count > 20)
        // a map that changes nothing stands between two runs
        let apart = operations.flatMap { [$0, .pushTransform(.identity), .popTransform] }
        func pdf(_ operations: [DrawingOperation], _ tagging: DocumentPainter.Tagging) throws -> [UInt8] {
            let sketch = Sketch()
            let painter = try DocumentPainter(
                resources: Sketch.resources, pictures: sketch.pictures, faces: { FaceFile(library.face($0)) },
                tagging: tagging, diagnostics: sketch.log)
            try painter.add(
                Sheet(
                    size: Size(width: 300, height: 100),
                    list: DrawingList(operations: operations, nodes: operations.map { _ in 3 })))
            #expect(sketch.log.entries.isEmpty)
            return try painter.finish().bytes
        }
        for tagging in [DocumentPainter.Tagging.none, .marked] {
            #expect(try pdf(operations, tagging) == pdf(apart, tagging))
        }
        let path = try Self.write(try pdf(operations, .none), "runs.pdf")
        let text = try Self.run("pdftotext", [path, "-"]).output
        for words in ["見積ABCと数字12", "赤い字", "薄い字", "次の行"] { #expect(text.contains(words), "\(text)") }
    }

    /// A red PNG of one pixel.
    static let redPixel: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8,
        2,
        0, 0, 0, 0x90, 0x77, 0x53, 0xDE, 0, 0, 0, 12, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0xF8, 0xCF, 0xC0, 0, 0,
        3,
        1, 1, 0, 0xC9, 0xFE, 0x92, 0xEF, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]

    func paint(_ operations: [[DrawingOperation]], _ sketch: Sketch, node: Int32 = 3) throws -> PaintedDocument {
        let painter = try DocumentPainter(
            resources: Sketch.resources, pictures: sketch.pictures, faces: { _ in nil }, tagging: .marked,
            diagnostics: sketch.log)
        for page in operations {
            let list = DrawingList(operations: page, nodes: [Int32](repeating: node, count: page.count))
            try painter.add(Sheet(size: Size(width: 13, height: 17), list: list))
        }
        return try painter.finish()
    }

    @Test func `a page may begin with a picture or a group, and a picture is in the file once`() throws {
        let sketch = Sketch()
        let id = try #require(sketch.pictures.add(Self.redPixel, name: "red"))
        let picture = DrawingOperation.picture(id, into: Rect(x: 1, y: 1, width: 4, height: 4), smooth: false)
        let painted = try paint(
            [[picture, picture], [.pushGroup(GroupStyle(opacity: 0.5)), picture, .popGroup], [], [picture]], sketch)
        #expect(painted.marks == [[3], [3], [], [3]])
        var input = FinishingInput()
        input.pages = painted.marks.map { FinishingPage(size: Size(width: 13, height: 17), marks: $0) }
        input.structure = StructureNode(
            role: "Document", children: [StructureNode(role: "Figure", nodes: [3], alternative: "赤")])
        let path = try Self.write(try Finishing.finish(painted.bytes, input), "pictures.pdf")
        #expect(try Self.run("qpdf", ["--check", path]).status == 0)
        let images = try Self.run("pdfimages", ["-list", path]).output.split(separator: "\n").dropFirst(2)
        #expect(Set(images.map { $0.split(separator: " ")[10] }).count == 1)
        #expect(try Self.run("pdfinfo", [path]).output.contains("9.75 x 12.75 pts"))
    }

    @Test func `numbers that Cairo refuses do no harm`() throws {
        let sketch = Sketch()
        let wrong = [Double.nan, .infinity, -.infinity, 0, -1, 1e300]
        var operations: [DrawingOperation] = []
        for x in wrong {
            for y in wrong {
                let rect = Rect(x: x, y: y, width: y, height: x)
                operations += [
                    .fill(.rect(rect), .color(.red)),
                    .pushTransform(AffineTransform(a: x, b: y, c: 0, d: x, e: y, f: x)),
                    .fill(.path([.move(Point(x: x, y: y)), .line(Point(x: y, y: x)), .close], .nonZero), .color(.red)),
                    .popTransform, .pushClip(.rect(rect)), .popClip,
                    .fill(
                        .rect(Rect(x: 0, y: 0, width: 5, height: 5)),
                        .linear(
                            from: Point(x: x, y: 0), to: Point(x: y, y: 1),
                            stops: [GradientStop(offset: x, color: .red), GradientStop(offset: y, color: .blue)],
                            spread: .repeat, transform: .identity)),
                    .fill(
                        .rect(Rect(x: 0, y: 0, width: 5, height: 5)),
                        .pattern(DrawingList(operations: [], nodes: []), tile: rect, transform: .identity)),
                ]
                var stroke = StrokeStyle(width: x)
                stroke.dashes = [y, x]
                stroke.miterLimit = y
                operations.append(.stroke(.rect(Rect(x: 0, y: 0, width: 5, height: 5)), stroke, .color(.blue)))
            }
        }
        #expect(try !paint([operations], sketch).bytes.isEmpty)
    }

    @Test func `a repeating gradient with hard edges has stripes of one width`() throws {
        let sketch = Sketch()
        let stops = [
            GradientStop(offset: 0, color: .red), GradientStop(offset: 0.5, color: .red),
            GradientStop(offset: 0.5, color: .blue), GradientStop(offset: 1, color: .blue),
        ]
        let list = DrawingList(
            operations: [
                .fill(
                    .rect(Rect(x: 0, y: 0, width: 8, height: 1)),
                    .linear(
                        from: .zero, to: Point(x: 4, y: 0), stops: stops, spread: .repeat, transform: .identity))
            ], nodes: [-1])
        #expect(try sketch.letters(list, width: 8, height: 1) == "RRBBRRBB\n")
    }
}
