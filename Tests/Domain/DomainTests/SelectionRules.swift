//  SelectionRules.swift
//  What is delivered and done, for whom, and why.

import ClinicProfile
import Measures
import Offer
import PackageSelection
import Testing

@Suite struct SelectionRules {
    func configuration(_ line: String, _ equipment: String, more: String = "") throws -> PackageConfiguration {
        var test = Case()
        (test.line, test.equipment, test.more) = (line, equipment, more)
        return try test.offer().ordered.configuration
    }

    // Decision 11: existing 3 + n new and 1 reused, new or migrated 2 + n; without wires to the terminals if wireless.
    @Test(arguments: ["existing", "new", "migration"], [1, 2, 3, 5])
    func `a silent profile gets the wires of the diagram`(_ situation: String, _ terminals: Int) throws {
        for wireless in [false, true] {
            let found = try configuration(
                "{situation: \(situation)}", "{desktops: \(terminals), cardReaders: 1, wirelessLAN: \(wireless)}")
            let wired = wireless ? 0 : terminals
            #expect(found.newWires == (situation == "existing" ? 3 : 2) + wired)
            #expect(found.reusedWires == (situation == "existing" ? 1 : 0))
            #expect(found.spareWires == 0)
            #expect(found.assumptions.contains { $0.key == "equipment.newWires" && $0.effect == yen(12_100) })
        }
    }

    @Test func `more wires are spare, fewer are a warning`() throws {
        let more = try configuration("{situation: new}", "{desktops: 1, newWires: 5}")
        #expect(more.spareWires == 2 && more.warnings.isEmpty)
        #expect(more.choices.contains { $0.reason.id == "reason.wires.spare" })
        let fewer = try configuration("{situation: new}", "{desktops: 1, newWires: 2}")
        #expect(fewer.warnings.map(\.id) == ["warning.wires.fewer"])
    }

    // Decision 9.
    @Test func `an existing line needs one HUB, a new one none`() throws {
        #expect(try configuration("{situation: existing}", "{desktops: 1}").hubs == 1)
        #expect(try configuration("{situation: new}", "{desktops: 1}").hubs == 0)
        #expect(try configuration("{situation: migration}", "{desktops: 1}").hubs == 0)
    }

    // Decision 13.
    @Test(arguments: [(1, 0), (2, 0), (3, 0), (4, 1), (6, 1)])
    func `from four terminals on a switch is needed`(_ terminals: Int, _ switches: Int) throws {
        let found = try configuration("{situation: existing}", "{desktops: \(terminals), cardReaders: 1}")
        #expect(found.switches == switches)
        #expect(found.warnings.contains { $0.id == "warning.switch" } == (switches > 0))
    }

    @Test(arguments: [
        ("hospital", 3, false), ("hospital", 4, true), ("clinic", 1, false), ("clinic", 2, true), ("pharmacy", 2, true),
    ])
    func `readers beyond the free number are the customer's own`(_ kind: String, _ readers: Int, _ warns: Bool) throws {
        var test = Case(kind: kind)
        test.equipment = "{desktops: \(readers), cardReaders: \(readers)}"
        let found = try test.offer().ordered.configuration
        #expect(found.warnings.contains { $0.id == "warning.readers.beyond" } == warns)
    }

    @Test func `what the profile does not say is assumed and listed`() throws {
        let offer = try library.offer(
            for: try profile("clinic: {name: 施設, kind: clinic, address: 東京都1}\nline: {situation: new}\n"),
            on: day("2020-12-15"))
        #expect(
            offer.assumptions.map(\.key) == [
                "deployment", "line.building", "line.simultaneousWork", "line.timeDesignated", "workTime",
                "equipment.desktops", "equipment.cardReaders", "equipment.newWires", "support",
                "receiptComputer.renovationCost", "dates.cardReaderApplied",
            ])
        #expect(
            offer.assumptions.map { $0.effect?.amount } == [
                nil, nil, 6_600, 12_100, nil, 99_000, 3_850, 12_100, 2_200, nil, 70_000,
            ])
        #expect(offer.ordered.quote.initialTotal.known == yen(282_920))
    }

    @Test func `what the profile says is not assumed`() throws {
        let offer = try library.offer(
            for: try profile(
                """
                clinic: {name: 施設, kind: clinic, address: 東京都1}
                line: {situation: existing, kind: flets, currentMonthly: 5000}
                equipment: {desktops: 1, cardReaders: 1, newWires: 4, reusedWires: 1}
                deployment: onPremises1
                workTime: weekday
                support: true
                receiptComputer: {renovationCost: 100000}
                dates: {issued: 2020-12-15, cardReaderApplied: 2020-12-01}
                """))
        #expect(offer.assumptions.isEmpty)
    }

    @Test func `without a word there are as many terminals as readers`() throws {
        var test = Case(kind: "hospital")
        test.equipment = "{cardReaders: 3}"
        let found = try test.offer().ordered.configuration
        #expect(found.desktops == 3 && found.cardReaders == 3)
    }

    @Test func `on-premises ② is refused with the reason`() throws {
        let found = faults {
            _ = try library.offer(
                for: try profile(
                    "clinic: {name: 施設, kind: clinic, address: 東京都1}\nline: {situation: new}\ndeployment: onPremises2\n"
                ),
                on: day("2020-12-15"))
        }
        #expect(found.hasPrefix("case.yaml:3:13: deployment onPremises2 is not offered"))
    }

    @Test func `every choice has its reason in words`() throws {
        for situation in ["existing", "new", "migration"] {
            for equipment in ["{desktops: 1}", "{notebooks: 4, wirelessLAN: true}", "{desktops: 1, newWires: 20}"] {
                let found = try configuration("{situation: \(situation)}", equipment)
                #expect(found.choices.count >= 8)
                for choice in found.choices {
                    let text = library.text(choice.reason)
                    #expect(!text.contains("[") && !text.isEmpty, "\(choice.reason.id)")
                }
            }
        }
    }

    @Test(arguments: [("アルメックス", false), ("富士通Japan Caora", false), ("架空の機械", true)])
    func `a reader that is chosen is named, an unknown maker is asked about`(_ model: String, _ warns: Bool) throws {
        var test = Case()
        test.equipment = "{desktops: 1, readerModel: \(model)}"
        let offer = try test.offer()
        let choice = try #require(offer.ordered.configuration.choices.first { $0.id == "readerModel" })
        #expect(library.text(choice.reason).contains(model))
        #expect(offer.warnings.contains { $0.id == "warning.reader.unknown" } == warns)
    }

    @Test func `a postal code of another prefecture and an extra line without a person are asked about`() throws {
        var test = Case()
        test.address = "東京都千代田区1, postalCode: 220-0001"
        test.more = "extraLines: [{name: 棚, quantity: 1, unitPrice: 5500, eligible: false, source: 店}]"
        let offer = try test.offer()
        #expect(offer.warnings.map(\.id) == ["warning.extraLine.person", "warning.postalCode"])
        #expect(library.text(offer.warnings[1]).contains("神奈川県") && library.text(offer.warnings[1]).contains("東京都"))
        test.address = "東京都千代田区1, postalCode: 100-0013"
        test.more = "extraLines: [{name: 棚, quantity: 1, unitPrice: 5500, eligible: false, source: 店, by: 山田}]"
        #expect(try test.offer().warnings.isEmpty)
    }
}
