//  DocumentClaims.swift
//  In: pages with text, boxes and pictures. Out: PDF files that other programs accept and read the text of.

import Diagnostics
import DisplayList
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
}
