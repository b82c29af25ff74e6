//  RevisionTests.swift
//  Claims about revisions: differences add up, nothing changed is said as such, and what cannot be compared is refused with
//  its place.

import ClinicProfile
import DataFiles
import Foundation
import Measures
import Offer
import Proposal
import QuoteReport
import Testing

@Suite struct Revisions {
    private static let home = String(#filePath.components(separatedBy: "/Tests/")[0])
    private static let workshop = Result { try DocumentWorkshop(folders: WorkshopFolders(home: home)) }

    /// A sample as an editor would leave it: each text replaced by another.
    private func node(
        _ changes: KeyValuePairs<String, String> = [:], revision: Int = 1
    ) throws -> DataNode {
        var text = try String(contentsOfFile: "\(Self.home)/Assets/Samples/existing-line.yaml", encoding: .utf8)
        for (old, new) in changes {
            try #require(text.contains(old))
            text = text.replacing(old, with: new)
        }
        text = text.replacing("revision: 1", with: "revision: \(revision)")
        return try DataFile.parse(text, file: "existing-line.yaml")
    }
    private func offer(_ node: DataNode) throws -> CustomerOffer {
        let library = try Self.workshop.get().library
        return try library.offer(for: library.profile(from: node))
    }
    private func difference(_ before: DataNode, _ after: DataNode) throws -> RevisionDifference {
        try Self.workshop.get().library.earlierRevision(from: before).difference(to: offer(after))
    }
    /// The JSON as it lies beside a document.
    private func manifest(_ node: DataNode) throws -> DataNode {
        let text = Manifest.json(
            document: .proposal, offer: try offer(node), sources: DocumentSources(try Self.workshop.get()),
            profileBytes: [], pdf: [], pages: 1)
        return try DataFile.parse(text, file: "earlier.json")
    }

    static let changes: [KeyValuePairs<String, String>] = [
        ["newWires: 4": "newWires: 6"],
        ["desktops: 1": "notebooks: 1"],
        ["support: true": "support: false"],
        ["situation: existing": "situation: new", "  reusedWires: 1\n": ""],
        ["  newWires: 4\n": "", "  cardReaderApplied: 2021-01-20\n": ""],
        [
            "seller:":
                "discounts: [{name: お値引き, amount: 5000, reason: 一括, approvedBy: 部長}]\nextraLines: [{name: 棚, quantity: 2, unitPrice: 3300, eligible: false, source: 見積}]\nseller:"
        ],
    ]

    @Test(arguments: changes.indices)
    func `the differences of the lines add up to the difference of the total`(_ index: Int) throws {
        let after = try node(Self.changes[index], revision: 2)
        let found = try difference(node(), after)
        #expect(!found.isEmpty)
        let initial = found.lines.filter { !$0.isMonthly }.map(\.difference).total
        let monthly = found.lines.filter(\.isMonthly).map(\.difference).total
        #expect(initial == found.after.initialTotal.known - found.before.initialTotal.known)
        #expect(monthly == found.after.monthlyTotal.known - found.before.monthlyTotal.known)
        for figure in found.figures {
            if let before = figure.before, let after = figure.after {
                #expect(figure.difference.map { before + $0 } == after)
            }
        }
        // the JSON beside the document says the same as the profile it was made from
        #expect(try difference(manifest(node()), after) == found)
    }

    @Test func `a line is named by what changed in it`() throws {
        let wires = try difference(node(), node(["newWires: 4": "newWires: 5"], revision: 2))
        #expect(wires.lines.map(\.change) == [.quantity])
        #expect(wires.lines.first?.difference == Yen(12_100))
        let line = try difference(
            node(),
            node(

                ["situation: existing": "situation: new", "  reusedWires: 1\n": ""], revision: 2))
        #expect(line.lines.contains { $0.change == .added && $0.after?.id == "fletsNew" })
        #expect(line.lines.contains { $0.change == .removed && $0.before?.id == "fletsExisting" })
    }

    @Test func `what was assumed and is now known is settled`() throws {
        let before = try node(["  newWires: 4\n": ""])
        let after = try node(revision: 2)
        let found = try difference(before, after)
        #expect(found.settled == ["equipment.newWires"])
        #expect(found.opened.isEmpty)
        #expect(try difference(manifest(before), after).settled == ["equipment.newWires"])
    }

    @Test func `where nothing changed a sentence says so and no table is printed`() throws {
        let workshop = try Self.workshop.get()
        let after = try node(revision: 2)
        let same = try difference(node(), after)
        #expect(same.isEmpty)
        func page(_ since: RevisionDifference?) throws -> String {
            let document = try OfferDocument(
                .proposal, of: offer(after), since: since, workshop: workshop, language: .ja)
            return String(decoding: document.html.serialize(), as: UTF8.self)
        }
        let sentence = "金額と仮の条件に変わりはありません"
        #expect(try page(same).contains(sentence))
        #expect(try !page(same).contains("id=\"revision\""))
        #expect(try !page(nil).contains(sentence))
        let more = try node(["newWires: 4": "newWires: 5"], revision: 2)
        let changed = try OfferDocument(
            .proposal, of: offer(more), since: difference(node(), more), workshop: workshop, language: .ja)
        let text = String(decoding: changed.html.serialize(), as: UTF8.self)
        #expect(text.contains("id=\"revision\"") && text.contains("＋12,100<small>"))
        #expect(!text.contains(sentence))
        let estimate = try OfferDocument(
            .estimate, of: offer(after), since: same, workshop: workshop, language: .ja)
        #expect(String(decoding: estimate.html.serialize(), as: UTF8.self).contains(sentence))
    }

    private static let refusals: [(changes: KeyValuePairs<String, String>, revision: Int, id: String, place: String)] =
        [
            (["Q-2020-000123": "Q-2020-000999"], 2, "since-other-number", "existing-line.yaml:27:11"),
            ([:], 1, "since-revision", "existing-line.yaml:28:13"),
            (["霞が関内科": "霞ケ関内科"], 2, "since-other-customer", "existing-line.yaml:4:9"),
            (["  number: Q-2020-000123\n": ""], 2, "since-no-number", "existing-line.yaml:27:3"),
        ]

    @Test(arguments: refusals.indices)
    func `what cannot be compared is refused with its place and what to do`(
        _ index: Int
    ) throws {
        let (changes, revision, id, place) = Self.refusals[index]
        let before = try node()
        let after = try node(changes, revision: revision)
        do {
            _ = try difference(before, after)
            Issue.record("compared")
        } catch let faults as DataFaults {
            #expect(faults.faults.map(\.id) == [id])
            #expect(faults.faults.first?.location?.description == place, "\(faults)")
            #expect(faults.description.contains(": give "))
        }
    }

    @Test func `a JSON that is no document's is refused`() throws {
        let library = try Self.workshop.get().library
        let node = try DataFile.parse("{\"document\": \"proposal\", \"revision\": 1}", file: "other.json")
        #expect(throws: DataFaults.self) { try library.earlierRevision(from: node) }
    }
}
