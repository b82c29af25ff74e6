//  FinishingClaims.swift
//  In: a small file as Cairo writes it. Out: what the finished file says, checked by another program.

import Finishing
import Foundation
import Geometry
import Testing

struct FinishingClaims {
    /// Two pages, one piece of marked content each.
    static let plain: [UInt8] = {
        var out = Array("%PDF-1.5\n".utf8)
        var offsets: [Int] = []
        func add(_ text: String) {
            offsets.append(out.count)
            out += Array("\(offsets.count) 0 obj\n\(text)\nendobj\n".utf8)
        }
        add("<< /Type /Pages\n   /Kids [ 2 0 R 3 0 R ]\n   /Count 2\n>>")
        for page in 0..<2 {
            add(
                "<< /Type /Page % \(page + 1)\n   /Parent 1 0 R\n   /MediaBox [ 0 0 300 225 ]\n   /Contents \(4 + page) 0 R\n   /Resources << >>\n   /StructParents \(page)\n>>"
            )
        }
        for _ in 0..<2 {
            let stream = "/Span << /MCID 0 >> BDC\n0 0 10 10 re f\nEMC\n"
            add("<< /Length \(stream.utf8.count) >>\nstream\n\(stream)endstream")
        }
        add("<< /Type /StructElem\n   /S /Span\n   /P 8 0 R\n   /Pg 2 0 R\n   /K 0\n>>")
        add("<< /Nums [ 0 [ 6 0 R ] ] >>")
        add("<< /Type /StructTreeRoot\n   /ParentTree 7 0 R\n   /K [ 6 0 R ]\n>>")
        add("<< /Producer (cairo)\n>>")
        add("<< /Type /Catalog\n   /Pages 1 0 R\n   /StructTreeRoot 8 0 R\n>>")
        let table = out.count
        out += Array("xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n".utf8)
        for offset in offsets {
            let digits = String(offset)
            out += Array((String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n").utf8)
        }
        out += Array(
            "trailer\n<< /Size \(offsets.count + 1)\n   /Root 10 0 R\n   /Info 9 0 R\n>>\nstartxref\n\(table)\n%%EOF\n"
                .utf8)
        return out
    }()

    func check(_ bytes: [UInt8]) throws -> (status: Int32, output: String) {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "teian-finishing-\(UUID().uuidString).pdf")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["qpdf", "--check", file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    /// The file with every object written out, as another program reads it.
    func readable(_ bytes: [UInt8]) throws -> String {
        let folder = FileManager.default.temporaryDirectory
        let file = folder.appendingPathComponent("teian-finishing-\(UUID().uuidString).pdf")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["qpdf", "--qdf", "--object-streams=disable", "--no-original-object-ids", file.path, "-"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        // one space where the other program breaks its lines
        return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    func fullInput() -> FinishingInput {
        var input = FinishingInput()
        input.information.title = "御見積書 <&>"
        input.information.authors = ["青木 (営業)"]
        input.information.language = "ja"
        input.information.created = DocumentDate(year: 2026, month: 11, day: 2, hour: 9, offset: 540)
        for page in 0..<2 {
            input.pages.append(
                FinishingPage(
                    size: Size(width: 400, height: 300), label: page == 0 ? "i" : "1",
                    links: [
                        FinishingPage.Link(
                            target: .destination("後"), rects: [Rect(x: 0, y: 0, width: 40, height: 20)], node: 3,
                            description: "次へ"),
                        FinishingPage.Link(
                            target: .address("https://example.com/a b?q=(1)\\é"),
                            rects: [Rect(x: 0, y: 20, width: 40, height: 20)],
                            node: 3),
                    ],
                    destinations: page == 1
                        ? [FinishingPage.Destination(name: "後", position: Point(x: 0, y: 100))] : [],
                    marks: [Int32(page * 2 + 4)]))
        }
        input.outline = [
            OutlineEntry(level: 1, label: "一", page: 0, position: .zero, isOpen: true),
            OutlineEntry(level: 3, label: "二", page: 1, position: .zero, isOpen: false),
            OutlineEntry(level: 1, label: "三", page: 1, position: .zero, isOpen: true),
        ]
        var link = StructureNode(role: "Link", nodes: [4])
        link.source = 3
        var head = StructureNode(role: "TH", nodes: [6])
        head.scope = .column
        input.structure = StructureNode(
            role: "Document",
            children: [
                StructureNode(role: "P", children: [link]),
                StructureNode(role: "Table", children: [StructureNode(role: "TR", children: [head])]),
                StructureNode(role: "P", nodes: [9]),
            ])
        return input
    }

    @Test func `a file with everything added is sound`() throws {
        let made = try Finishing.finish(Self.plain, fullInput())
        let result = try check(made)
        #expect(result.status == 0, "\(result.output)")
        let text = try readable(made)
        #expect(text.contains("/Lang (ja)"))
        #expect(text.contains("/MarkInfo << /Marked true >>"))
        #expect(text.contains("/DisplayDocTitle true"))
        #expect(text.contains("/S /TH"))
        #expect(text.contains("/Scope /Column"))
        #expect(text.contains("/OBJR"))
        #expect(text.contains("&lt;&amp;&gt;"))
        #expect(text.contains("/CreationDate (D:20261102090000+09'00')"))
        #expect(!text.contains("/S /Span"), "Cairo's own elements are gone")
        #expect(text.contains("/PageLabels << /Nums [ 0 << /P (i) >> 1 << /S /D /St 1 >> ] >>"))
    }

    @Test func `an element without content is left out, a cell is not`() throws {
        var input = fullInput()
        input.structure?.children.append(StructureNode(role: "H1"))
        let text = try readable(try Finishing.finish(Self.plain, input))
        #expect(text.contains("/S /TR") && !text.contains("/S /H1"))
    }

    @Test func `hostile names stay inside their strings`() throws {
        let hostile = [
            ") >> /A << /S /JavaScript /JS (app.alert(1)", "<< /Evil true >>", "\\", "\\)", "(((", "\n%%EOF\n", "a\0b",
            "' x='",
        ]
        for name in hostile {
            var input = FinishingInput()
            input.information.title = name
            input.information.producer = name
            input.information.language = name
            input.pages = [
                FinishingPage(
                    size: Size(width: 400, height: 300), label: name,
                    links: [
                        FinishingPage.Link(
                            target: .address(name), rects: [Rect(x: 0, y: 0, width: 1, height: 1)], node: 1,
                            description: name),
                        FinishingPage.Link(
                            target: .destination(name), rects: [Rect(x: 0, y: 0, width: 1, height: 1)], node: 1),
                    ], destinations: [FinishingPage.Destination(name: name, position: .zero)], marks: [1])
            ]
            input.outline = [OutlineEntry(level: 1, label: name, page: 0, position: .zero, isOpen: true)]
            input.structure = StructureNode(
                role: name, nodes: [1], alternative: name, language: name, children: [])
            let made = try Finishing.finish(Self.plain, input)
            let result = try check(made)
            #expect(result.status == 0, "\(name): \(result.output)")
            // the XMP packet is text of its own, where PDF's syntax means nothing
            let text = try readable(made)
            let outside =
                text.components(separatedBy: "<?xpacket begin")[0]
                + (text.components(separatedBy: "<?xpacket end").last ?? "")
            #expect(!outside.contains("/JS (app"), "\(name)")
        }
    }

    @Test func `equal input gives equal bytes, other input another identity`() throws {
        let first = try Finishing.finish(Self.plain, fullInput())
        #expect(try Finishing.finish(Self.plain, fullInput()) == first)
        var other = fullInput()
        other.information.title = "他"
        #expect(try Finishing.finish(Self.plain, other).suffix(200) != first.suffix(200))
    }

    @Test func `a file that is none of Cairo's is refused`() {
        #expect(throws: FinishingError.self) { try Finishing.finish(Array("hello".utf8), FinishingInput()) }
        for length in stride(from: 0, to: Self.plain.count - 10, by: 13) {
            #expect(throws: FinishingError.self) {
                try Finishing.finish(Array(Self.plain[..<length]), FinishingInput())
            }
        }
    }

    @Test func `bleed gives a trim box`() throws {
        var input = FinishingInput()
        input.pages = [FinishingPage(size: Size(width: 380, height: 280), bleed: Sides(all: 10))]
        let text = try readable(try Finishing.finish(Self.plain, input))
        #expect(text.contains("/TrimBox [ 7.5 7.5 292.5 217.5 ]"))
    }

    @Test func `streams that Cairo left plain are packed, packed ones stay as they are`() throws {
        let text = "0 0 10 10 re f\n"
        func file(_ data: [UInt8]) -> [UInt8] {
            var out = Array("%PDF-1.5\n".utf8)
            var offsets: [Int] = []
            func add(_ bytes: [UInt8]) {
                offsets.append(out.count)
                out += Array("\(offsets.count) 0 obj\n".utf8) + bytes + Array("\nendobj\n".utf8)
            }
            add(Array("<< /Type /Pages /Kids [ 2 0 R ] /Count 1 >>".utf8))
            add(
                Array("<< /Type /Page /Parent 1 0 R /MediaBox [ 0 0 300 225 ] /Contents 3 0 R /Resources << >> >>".utf8)
            )
            add(
                Array("<< /Length 4 0 R\n   /Filter /FlateDecode\n>>\nstream\n".utf8) + data + Array("\nendstream".utf8)
            )
            add(Array("\(data.count)".utf8))
            add(Array("<< /Producer (cairo) >>".utf8))
            add(Array("<< /Type /Catalog /Pages 1 0 R >>".utf8))
            let table = out.count
            out += Array("xref\n0 7\n0000000000 65535 f \n".utf8)
            for offset in offsets {
                out += Array((String(repeating: "0", count: 10 - String(offset).count) + "\(offset) 00000 n \n").utf8)
            }
            return out
                + Array("trailer\n<< /Size 7 /Root 6 0 R /Info 5 0 R >>\nstartxref\n\(table)\n%%EOF\n".utf8)
        }
        // a zlib stream of stored blocks: header, block header, length, its complement, contents, checksum
        let long = String(repeating: text, count: 300)
        var (a, b) = (1, 0)
        for byte in long.utf8 {
            a = (a + Int(byte)) % 65_521
            b = (b + a) % 65_521
        }
        let count = long.utf8.count
        let stored: [UInt8] =
            [0x78, 0x01, 1, UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8 & 255)]
            + Array(long.utf8) + [UInt8(b >> 8), UInt8(b & 255), UInt8(a >> 8), UInt8(a & 255)]
        let made = try Finishing.finish(file(stored), FinishingInput())
        #expect(made.count < count / 2)
        #expect(try readable(made).contains("0 0 10 10 re f 0 0 10 10 re f"))
        #expect(try check(made).status == 0)
        // "abc" by zlib at its usual level
        let packed: [UInt8] = [0x78, 0x9C, 0x4B, 0x4C, 0x4A, 0x06, 0x00, 0x02, 0x4D, 0x01, 0x27]
        let kept = try Finishing.finish(file(packed), FinishingInput())
        #expect(kept.firstRange(of: packed) != nil)
    }
}
