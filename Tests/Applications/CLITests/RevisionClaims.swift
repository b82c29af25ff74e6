//  RevisionClaims.swift
//  In: a profile and an earlier revision of it. Out: claims about the page that says what changed, for each kind of change.

import Foundation
import Testing

struct RevisionClaims {
    struct Change: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// What is replaced in the sample's text.
        var old: [String]
        var new: [String]
        /// What the pages of the new revision say; nothing if nothing changed.
        var said: [String]
    }
    static let changes = [
        Change(
            testDescription: "amounts only", old: ["seller:"],
            new: ["discounts: [{name: お値引き, amount: 5500, reason: 一括, approvedBy: 部長}]\nseller:"],
            said: ["追加お値引き", "▲5,500円"]),
        Change(
            testDescription: "devices", old: ["desktops: 1"], new: ["notebooks: 1"],
            said: ["取りやめ", "モニター付き", "ノート型"]),
        Change(
            testDescription: "line", old: ["situation: existing", "  reusedWires: 1\n"], new: ["situation: new", ""],
            said: ["追加", "フレッツ光回線", "月額"]),
        Change(testDescription: "nothing", old: [], new: [], said: []),
    ]

    @Test(arguments: changes) func `what changed is said, and no word of it is torn`(_ change: Change) throws {
        let folder = try ScratchFolder()
        let sample = try String(
            contentsOf: Program.root.appendingPathComponent("Assets/Samples/existing-line.yaml"), encoding: .utf8)
        var text = sample.replacing("revision: 1", with: "revision: 2")
        for (old, new) in zip(change.old, change.new) {
            guard text.contains(old) else { throw CannotTest("the sample has no \(old)") }
            text = text.replacing(old, with: new)
        }
        let earlier = try folder.write(sample, as: "earlier.yaml").path
        let later = try folder.write(text, as: "later.yaml").path
        for document in ["proposal", "estimate"] {
            let pdf = folder.file("\(document).pdf").path
            let made = try Program.teian([document, later, "--since", earlier, "-o", pdf, "--quiet"])
            #expect(made.code == 0, "\(made.error)")
            #expect(try HonestFigureClaims.divided(pdf) == [])
            let pages = try PDFFile(pdf).pages.map(\.solid)
            if change.said.isEmpty {
                #expect(pages.contains { $0.contains("変わりはありません") }, "\(document)")
                #expect(!pages.contains { $0.contains("変わったところです") })
            } else if document == "proposal" {
                let page = try #require(pages.first { $0.contains("変わったところです") })
                for said in change.said { #expect(page.contains(said.solid), "\(said) in \(page)") }
            } else {
                #expect(pages.joined().contains("との差"))
            }
        }
    }
}
