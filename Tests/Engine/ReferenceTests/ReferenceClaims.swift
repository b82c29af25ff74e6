//  ReferenceClaims.swift
//  Print reference tests: every page of a document against every page of another that says the same by simpler means.

import Foundation
import PagedMedia
import Testing

@Suite struct ReferenceClaims {
    private static let resources = Result { try EngineResources() }

    /// Each page as PNG at its own resolution of one pixel per CSS px, and what was complained about.
    private func pages(_ html: String) throws -> (pictures: [[UInt8]], complaints: [String]) {
        let session = try DocumentSession(
            bytes: Array(html.utf8), address: ReferenceCase.folder.path + "/page.html",
            resources: Self.resources.get(),
            options: RenderOptions(resources: ResourcePolicy(baseFolder: ReferenceCase.folder.path)))
        let pictures = try session.pages().map { try session.png(page: $0, resolution: 1) }
        return (pictures, session.diagnostics.entries.map(\.message))
    }

    @Test func `there are at least 150 pairs`() {
        #expect(ReferenceCase.all.count >= 150)
    }

    @Test(arguments: ReferenceCase.all)
    func `a document looks like its reference`(_ pair: ReferenceCase) throws {
        let document = try pages(pair.document)
        let reference = try pages(pair.reference)
        #expect(document.complaints == [])
        #expect(reference.complaints == [])
        let isAlike = document.pictures == reference.pictures
        if isAlike != (pair.relation == .alike) {
            let folder = keep(pair, document.pictures, reference.pictures)
            Issue.record(
                """
                \(document.pictures.count) pages against \(reference.pictures.count), \
                \(pair.relation == .alike ? "not alike" : "alike"); pictures in \(folder)
                """)
        }
    }

    /// Writes both sides' pictures where they can be looked at.
    private func keep(_ pair: ReferenceCase, _ document: [[UInt8]], _ reference: [[UInt8]]) -> String {
        let name = "\(pair.file)-\(pair.line)".replacingOccurrences(of: ".html", with: "")
        let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "teian-reference/\(name)")
        try? FileManager.default.removeItem(at: folder)
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (side, pictures) in [("document", document), ("reference", reference)] {
            for (index, bytes) in pictures.enumerated() {
                try? Data(bytes).write(to: folder.appending(path: "\(side)-\(index + 1).png"))
            }
        }
        return folder.path
    }
}
