//  StructureClaims.swift
//  In: proposals as files. Out: claims about what a screen reader gets: every text in a tag, in the order of the pages.

import Foundation
import Testing

struct StructureClaims {
    static let profiles = Case.samples + Case.extremes

    /// The texts inside the structure tree, in its order.
    private func tagged(_ document: PDFFile) throws -> [String] {
        try Program.tool("pdfinfo", ["-struct-text", document.path]).split(separator: "\n").compactMap { line in
            let text = line.trimmed
            guard text.first == "\"", text.last == "\"", text.count > 2 else { return nil }
            return String(text.dropFirst().dropLast()).solid
        }
    }

    @Test(arguments: profiles) func `every text is inside a tag, but running heads, feet and numbers of pages`(
        profile: Case
    ) async throws {
        let document = try await Proposals.shared.document(profile)
        var tagged: [Character: Int] = [:]
        for character in try self.tagged(document).joined() { tagged[character, default: 0] += 1 }
        var shown: [Character: Int] = [:]
        for (index, page) in try document.pageBoxes().enumerated() {
            for word in page.words where index == 0 || (word.minY > 77 && word.minY < 769) {
                for character in word.text.unescaped.solid { shown[character, default: 0] += 1 }
            }
        }
        #expect(!shown.isEmpty)
        let differing = Set(shown.keys).union(tagged.keys).filter { shown[$0] != tagged[$0] }
            .map { "\($0): shown \(shown[$0, default: 0]), tagged \(tagged[$0, default: 0])" }
        #expect(differing.isEmpty, "\(differing.sorted().prefix(20))")
    }

    @Test(arguments: Case.samples) func `heads of tables, headings and lists have their tags`(profile: Case)
        async throws
    {
        let tree = try Program.tool("pdfinfo", ["-struct", try await Proposals.shared.document(profile).path])
        for tag in ["H1", "H2", "H3", "Table", "TH", "TD", "TR", "L", "LI", "P", "Figure", "Link"] {
            #expect(tree.contains(try Regex("(^|\\n) *\(tag)( |\\n|\\(|:)")), "\(tag)")
        }
    }

    @Test(arguments: profiles) func `what is read is in the order of the pages, and of the parts`(profile: Case)
        async throws
    {
        let document = try await Proposals.shared.document(profile)
        let read = try tagged(document).joined()
        var last = read.startIndex
        // the kickers and titles of the parts, as the list of contents has them
        for entry in try document.contents() where entry.number != nil {
            let line = "\(entry.number!)\(entry.title)".solid
            let place = try #require(read.range(of: line, range: last..<read.endIndex), "\(line)").lowerBound
            #expect(place >= last)
            last = place
        }
    }
}

extension String {
    /// poppler writes its boxes as XHTML.
    var unescaped: String {
        replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&apos;", with: "'").replacing("&amp;", with: "&")
    }
}
