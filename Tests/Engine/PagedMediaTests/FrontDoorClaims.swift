//  FrontDoorClaims.swift
//  Claims about the library product: HTML in, pages and PDF out, files only from where they are allowed.

import Foundation
import Testing
import Text

@testable import PagedMedia

@Suite struct FrontDoorClaims {
    private static let resources = Result { try EngineResources() }

    private func folder(_ files: [String: String]) throws -> String {
        let path = NSTemporaryDirectory() + "teian-door-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path + "/inside", withIntermediateDirectories: true)
        for (name, text) in files { try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8) }
        return path
    }
    private func session(_ html: String, in folder: String) throws -> DocumentSession {
        try DocumentSession(
            bytes: Array(html.utf8), address: folder + "/inside/page.html", resources: Self.resources.get(),
            options: RenderOptions(resources: ResourcePolicy(baseFolder: folder + "/inside")))
    }

    @Test func `a document becomes a PDF with as many pages as it needs`() throws {
        let folder = try folder([:])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let session = try session(
            "<!DOCTYPE html><html lang=ja><title>題名</title><body><p>一</p><p style='break-before: page'>二</p>",
            in: folder)
        let document = try session.pdf()
        #expect(document.pageCount == 2)
        #expect(document.pdf.starts(with: "%PDF-".utf8))
        #expect(session.diagnostics.entries.isEmpty, "\(session.diagnostics.entries)")
    }

    @Test func `the same document has the same bytes`() throws {
        let folder = try folder([:])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let html = "<!DOCTYPE html><html lang=ja><body><h1>見出し</h1><table><tr><td>1<td>2</table>"
        let first = try session(html, in: folder).pdf().pdf
        let second = try session(html, in: folder).pdf().pdf
        #expect(first == second)
    }

    @Test func `a picture file is drawn for later documents with the same fonts as well, and for no others`() throws {
        let folder = try folder([
            "inside/a.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='30' height='9'><text y='8'>品</text></svg>"
        ])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let resources = try EngineResources(cachesFiles: true)
        let html = """
            <!DOCTYPE html><style>@font-face { font-family: Own; src: local("BIZ UDGothic") }</style><img src=a.svg>
            """
        _ = try DocumentSession(
            bytes: Array(html.utf8), address: folder + "/inside/page.html", resources: resources,
            options: RenderOptions(resources: ResourcePolicy(baseFolder: folder + "/inside"))
        ).pdf()
        func isKept(_ family: String, _ face: String) -> Bool {
            let own = FontFaceDescription(family: family, sources: [.local(face)])
            let families = FontSet(library: resources.fonts, faces: [own]).own
            return resources.vectors.facts(VectorSource(path: folder + "/inside/a.svg", families: families)) != nil
        }
        #expect(isKept("Own", "BIZ UDGothic"))
        #expect(!isKept("Own", "BIZ UDMincho"))
        #expect(!isKept("Other", "BIZ UDGothic"))
    }

    @Test func `a drawing kept from an earlier document is shown by an equal element only`() throws {
        // sheets in files: their cascade is kept from document to document, and with it the styles
        let sheets = ["", "rect { fill: red }", ".t { font-size: 9px }", "body { color: red; font-weight: bold }"]
        let folder = try folder(
            Dictionary(uniqueKeysWithValues: sheets.enumerated().map { ("inside/\($0).css", $1) }))
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func document(_ style: String, _ defs: String, _ inside: String, width: Int = 40) throws -> String {
            let sheet = try #require(sheets.firstIndex(of: style))
            return """
                <!DOCTYPE html><html lang=ja><title>図</title><link rel=stylesheet href=\(sheet).css><body>
                <svg width=0 height=0>\(defs)</svg>
                <p><svg width=\(width) height=20 viewBox='0 0 40 20'>\(inside)<text class=t y=12>図</text></svg>
                """
        }
        let box = "<rect width=10 height=10 />"
        let borrowed = "<rect width=10 height=10 fill='url(#g)' />"
        func gradient(_ color: String) -> String {
            "<linearGradient id=g><stop offset=0 stop-color=\(color) /></linearGradient>"
        }
        let documents = try [
            document("", "", box), document("", "", box), document("rect { fill: red }", "", box),
            document(".t { font-size: 9px }", "", box), document("", "", box, width: 80),
            document("", "", box + box), document("", "", "<g transform='translate(3)'>\(box)</g>"),
            document("", "", "<circle r=5 />"),
            document("", gradient("lime"), borrowed), document("", gradient("blue"), borrowed),
            document("body { color: red; font-weight: bold }", "", box), document("", "", box),
        ]
        let shared = try EngineResources()
        var known: Set<[UInt8]> = []
        var kept: [Int] = []
        for html in documents {
            func pdf(_ resources: EngineResources) throws -> [UInt8] {
                try DocumentSession(
                    bytes: Array(html.utf8), address: folder + "/inside/page.html", resources: resources,
                    options: RenderOptions(resources: ResourcePolicy(baseFolder: folder + "/inside"))
                ).pdf().pdf
            }
            let made = try pdf(shared)
            #expect(try made == pdf(EngineResources()), "\(html)")
            known.insert(made)
            kept.append(shared.vectors.inlineCount)
        }
        // the second document draws nothing anew
        #expect(kept[0] > 0 && kept[1] == kept[0] && kept[2] > kept[1], "\(kept)")
        #expect(known.count == documents.count - 2)
    }

    @Test(arguments: [
        ("https://example.com/a.png", "resource-network"), ("//example.com/a.png", "resource-network"),
        ("../secret.svg", "resource-outside"), ("file:///etc/hostname", "resource-outside"),
        ("none.png", "resource-missing"), ("link.svg", "resource-outside"),
    ])
    func `nothing is fetched, and no file outside the folder is read`(_ address: String, _ id: String) throws {
        let folder = try folder(["secret.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/inside/link.svg", withDestinationPath: folder + "/secret.svg")
        let session = try session("<!DOCTYPE html><body><img src='\(address)'>", in: folder)
        _ = try session.pdf()
        #expect(session.diagnostics.entries.map(\.id).contains(id), "\(session.diagnostics.entries)")
    }

    @Test(arguments: DumpStage.allCases)
    func `a dump as JSON can be read, whatever the document's names are`(_ stage: DumpStage) throws {
        let folder = try folder([:])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let session = try session(
            "<!DOCTYPE html><a\"b\\c style='font-family: \"x\\\\y\\22 z\\a q\"; display: block'>一\"\\</a\"b\\c>",
            in: folder)
        let json = session.dump(stage, as: .json)
        #expect((try? JSONSerialization.jsonObject(with: Data(json.utf8))) != nil, "\(json)")
    }

    @Test func `whoever reads a complaint chooses its language; without a choice it is English`() throws {
        let folder = try folder([:])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let session = try session("<!DOCTYPE html><style>p { colour: red }</style><p>x", in: folder)
        _ = session.pages()
        let complaint = try #require(session.diagnostics.entries.first { $0.id == "css-unknown-property" })
        #expect(complaint.message == "unknown property colour; did you mean color?")
        #expect(complaint.message(in: .ja) == "colourというプロパティはありません。colorではありませんか")
        #expect(complaint.description.contains(": warning: ") && complaint.line(in: .ja).contains(": 警告: "))
        #expect(RenderingError.painting(.outOfMemory).message(in: .ja) == "描画に失敗しました：メモリーが足りません")
    }

    @Test func `a sheet beside the page is used, and its oddities are named with their place`() throws {
        let folder = try folder(["inside/a.css": "p { colour: red }\np { break-before: page }"])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let session = try session(
            "<!DOCTYPE html><link rel=stylesheet href=a.css><body><p>一<p>二", in: folder)
        #expect(session.pages().count == 2)
        let places = session.diagnostics.entries.compactMap(\.location)
        #expect(places.contains { $0.file.hasSuffix("a.css") && $0.line == 1 && $0.column == 5 }, "\(places)")
    }

    @Test func `a page can be had as a picture`() throws {
        let folder = try folder([:])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let session = try session(
            "<!DOCTYPE html><style>@page { size: 20px 10px; margin: 0 }</style><body>", in: folder)
        let page = try #require(session.pages().first)
        let png = try session.png(page: page, resolution: 2)
        // width and height of the header chunk
        #expect(Array(png[16..<24]) == [0, 0, 0, 40, 0, 0, 0, 20])
    }
}
