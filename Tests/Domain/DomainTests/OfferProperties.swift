//  OfferProperties.swift
//  What holds for every offer, whatever the customer.

import ClinicProfile
import Measures
import Offer
import Pricing
import QuoteReport
import Testing

@Suite struct OfferProperties {
    @Test func `the grant never exceeds limit, base × rate or cost, and the shares add up`() throws {
        var grants = 0
        for test in Case.everyKind {
            let offer = try test.offer()
            for alternative in offer.alternatives {
                let decision = alternative.subsidy
                guard let grant = decision.grant else {
                    #expect(decision.selfPay == nil && alternative.fiveYearNet == nil)
                    #expect(decision.reasonUnknown != nil && decision.status == .unconfirmed)
                    continue
                }
                grants += 1
                let cost = alternative.quote.initialTotal.known + yen(test.renovation ?? 0)
                #expect(grant <= (try #require(decision.limit)) && grant <= cost && grant >= .zero)
                #expect(grant <= (try #require(decision.rate)).of(try #require(decision.base)))
                #expect(grant.amount % 1_000 == 0 || grant == decision.limit)
                #expect(try #require(decision.selfPay) + grant == cost)
                #expect(alternative.isComplete && decision.reasonUnknown == nil)
            }
            if let recommended = offer.recommended { #expect(recommended.isComplete) }
            #expect(offer.alternatives[0].id == "ordered")
        }
        #expect(grants > 100)
    }

    @Test func `more equipment never costs less`() throws {
        for line in ["existing", "new", "migration"] {
            func cost(_ desktops: Int, _ readers: Int, _ wires: Int) throws -> Yen {
                var test = Case(kind: "hospital")
                test.line = "{situation: \(line)}"
                test.equipment = "{desktops: \(desktops), cardReaders: \(readers), newWires: \(wires), reusedWires: 0}"
                return try test.offer().ordered.quote.initialTotal.known
            }
            for desktops in 1...3 {
                for readers in 1...desktops {
                    for wires in 0...6 {
                        let here = try cost(desktops, readers, wires)
                        #expect(try cost(desktops + 1, readers, wires) > here)
                        #expect(try cost(desktops, readers, wires + 1) > here)
                        if readers < desktops { #expect(try cost(desktops, readers + 1, wires) > here) }
                    }
                }
            }
        }
    }

    @Test func `the same customer gets the same offer, to the byte`() throws {
        let json = QuoteJSON(library: library)
        for test in Case.everyKind.prefix(20) {
            #expect(json.text(try test.offer(), explanation: .full) == json.text(try test.offer(), explanation: .full))
        }
    }

    @Test func `every message has its sentence, and every brace is filled`() throws {
        var used: Set<String> = []
        func see(_ message: Message?) {
            guard let message else { return }
            used.insert(message.id)
            let text = library.text(message)
            #expect(!text.contains("[") && !text.contains("{"), "\(message.id): \(text)")
        }
        for test in Case.everyKind {
            let offer = try test.offer()
            for alternative in offer.alternatives {
                see(alternative.title)
                see(alternative.subsidy.reasonUnknown)
                alternative.subsidy.conditions.forEach(see)
                alternative.configuration.choices.forEach { see($0.reason) }
                alternative.configuration.warnings.forEach(see)
                for line in alternative.quote.initial + alternative.quote.monthly { see(line.remark) }
            }
            offer.trail.forEach { see($0.rule) }
            see(offer.recommendation)
            see(offer.waiting?.text)
            offer.comparisons.forEach { see($0.text) }
            offer.deadlines.forEach { see($0.text) }
            (offer.warnings + offer.banners).forEach(see)
            for assumption in offer.assumptions {
                see(assumption.assumed)
                see(assumption.effectText)
            }
        }
        #expect(used.count > 60)
        #expect(used.isSubset(of: Set(library.phrases.ids)))
    }

    @Test func `every id in the sources has its sentence`() throws {
        // the ids stand in the sources as literals; those with a variable part are covered by the offers above
        for room in ["PackageSelection", "Pricing", "Subsidy", "Offer"] {
            for path in try swiftFiles("\(repository)/Sources/Domain/\(room)") {
                let text = try DataFileText.read(path)
                for part in text.split(separator: "Message(").dropFirst() {
                    let literal = part.drop { $0.isWhitespace }
                    guard literal.first == "\"" else { continue }
                    let id = String(literal.dropFirst().prefix { $0 != "\"" })
                    guard !id.contains("\\") else { continue }
                    #expect(library.phrases.hasSentence(id), "\(id) in \(path)")
                }
            }
        }
    }
}
