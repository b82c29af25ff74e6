//  EstimatorTable.swift
//  In: the library and a day. Out: the offer for every combination of the estimator's questions, and the same as JSON.
//  The page computes nothing: it looks a combination up that the modules of the proposal have priced before.

import Catalogue
import ClinicProfile
import Measures
import Offer
import QuoteReport

/// One combination of answers.
public struct EstimatorChoice: Sendable, Hashable {
    public enum Terminal: String, Sendable, Hashable, CaseIterable { case desktop, notebook }

    public var kind: FacilityKind
    public var situation: LineSituation
    /// Card readers; each stands at a terminal of its own.
    public var readers: Int
    public var terminal: Terminal
    public var hasSupport: Bool

    public init(kind: FacilityKind, situation: LineSituation, readers: Int, terminal: Terminal, hasSupport: Bool) {
        self.kind = kind
        self.situation = situation
        self.readers = readers
        self.terminal = terminal
        self.hasSupport = hasSupport
    }

    /// The key of the table, and the order of the page's questions.
    public var key: String {
        [kind.rawValue, situation.rawValue, String(readers), terminal.rawValue, hasSupport ? "yes" : "no"]
            .joined(separator: "-")
    }

    /// What follows the page's address so that it opens with this case.
    public var query: String {
        "?kind=\(kind.rawValue)&line=\(situation.rawValue)&readers=\(readers)&terminal=\(terminal.rawValue)"
            + "&support=\(hasSupport ? "yes" : "no")#estimate"
    }

    /// Every combination, in a fixed order.
    public static let all: [EstimatorChoice] = FacilityKind.allCases.flatMap { kind in
        LineSituation.allCases.flatMap { situation in
            (1...3).flatMap { readers in
                Terminal.allCases.flatMap { terminal in
                    [true, false].map {
                        EstimatorChoice(
                            kind: kind, situation: situation, readers: readers, terminal: terminal, hasSupport: $0)
                    }
                }
            }
        }
    }
}

/// The priced combinations.
public struct EstimatorTable: Sendable {
    public let day: Day
    private let offers: [EstimatorChoice: CustomerOffer]
    private let library: DomainLibrary

    /// `base` gives the place and what is the same for all; what the page does not ask is left to the domain.
    public init(library: DomainLibrary, base: CustomerProfile, day: Day) throws(OfferRefusal) {
        self.library = library
        self.day = day
        var offers: [EstimatorChoice: CustomerOffer] = [:]
        for choice in EstimatorChoice.all {
            offers[choice] = try library.offer(for: Self.profile(choice, base), on: day)
        }
        self.offers = offers
    }

    public subscript(choice: EstimatorChoice) -> CustomerOffer? { offers[choice] }

    static func profile(_ choice: EstimatorChoice, _ base: CustomerProfile) -> CustomerProfile {
        var profile = base
        profile.clinic.kind = choice.kind
        profile.clinic.codes = []
        profile.line.situation = choice.situation
        profile.line.kind = nil
        profile.line.currentMonthly = nil
        profile.line.simultaneousWork = nil
        profile.line.building = nil
        profile.line.timeDesignated = nil
        profile.line.appliedOn = nil
        profile.line.openedOn = nil
        profile.equipment.desktops = choice.terminal == .desktop ? choice.readers : 0
        profile.equipment.notebooks = choice.terminal == .notebook ? choice.readers : 0
        profile.equipment.monitors = nil
        profile.equipment.cardReaders = choice.readers
        profile.equipment.readerModel = nil
        profile.equipment.newWires = nil
        profile.equipment.reusedWires = nil
        profile.equipment.wirelessLAN = nil
        profile.wantsSupport = choice.hasSupport
        profile.workTime = nil
        profile.receiptComputer.renovationCost = nil
        profile.dates.cardReaderApplied = nil
        profile.dates.contractOn = nil
        profile.dates.completesOn = nil
        profile.dates.operationStarts = nil
        profile.needs = []
        profile.overrides = []
        profile.extraLines = []
        profile.discounts = []
        profile.quotation.validUntil = nil
        return profile
    }

    /// What the page's script reads. A figure that is not known is null; `initial` and `monthly` are sums of what is
    /// known, and `…More` says that something is quoted separately. `texts` are positions in the list of sentences: why
    /// there is no grant, and under which conditions there is one. `notes` is a position in the list of sets of notes.
    public var json: String {
        var notes: [ReportValue.Field] = []
        var seen: Set<String> = []
        var sets: [[String]] = []
        var texts: [String] = []
        /// The position of a sentence that many combinations share.
        func position(_ text: String) -> ReportValue {
            if let known = texts.firstIndex(of: text) { return .number(known) }
            texts.append(text)
            return .number(texts.count - 1)
        }
        var cases: [ReportValue.Field] = []
        for choice in EstimatorChoice.all {
            guard let offer = offers[choice] else { continue }
            let quote = offer.ordered.quote
            let grant = offer.ordered.subsidy
            for id in quote.notes where seen.insert(id).inserted {
                notes.append(.init(id, .text(library.noteText(id, book: offer.priceBook) ?? "")))
            }
            if !sets.contains(quote.notes) { sets.append(quote.notes) }
            cases.append(
                .init(
                    choice.key,
                    .fields([
                        "initial": .number(quote.initialTotal.known.amount),
                        "initialMore": .flag(!quote.initialTotal.isComplete),
                        "grant": Self.yen(grant.grant), "own": Self.yen(grant.selfPay),
                        "room": Self.yen(grant.headroom), "monthly": .number(quote.monthlyTotal.known.amount),
                        "monthlyMore": .flag(!quote.monthlyTotal.isComplete),
                        "texts": .list(
                            ([grant.reasonUnknown].compactMap(\.self) + grant.conditions).map {
                                position(library.text($0))
                            }),
                        "notes": .number(sets.firstIndex(of: quote.notes) ?? 0),
                    ])))
        }
        let whole = ReportValue.fields([
            "date": .text(day.iso), "notes": .object(notes), "texts": .list(texts.map { .text($0) }),
            "sets": .list(sets.map { .list($0.map { .text($0) }) }), "cases": .object(cases),
        ])
        // line breaks inside texts are escaped, so what is left of them only indents: half the size on the way to the page
        return whole.json.split(separator: "\n").map { $0.drop { $0 == " " } }.joined() + "\n"
    }

    private static func yen(_ yen: Yen?) -> ReportValue { yen.map { .number($0.amount) } ?? .null }
}
