//  OfferMaking.swift
//  In: a profile and a day. Out: the whole offer: alternatives, grant, deadlines, what waiting costs.

import Catalogue
import ClinicProfile
import DataFiles
import Diagnostics
import Measures
import Messages
import PackageSelection
import Pricing
import Subsidy

extension DomainLibrary {
    /// The offer to a customer. `date` is the day of the document; without it the profile's `dates.issued`.
    public func offer(for profile: CustomerProfile, on date: Day? = nil) throws(OfferRefusal) -> CustomerOffer {
        let (date, book) = try admit(profile, date)
        let calculator = PriceCalculator(catalogue: catalogue, book: book, day: date, profile: profile)
        let workshop = OfferWorkshop(
            library: self, profile: profile, date: date, book: book, calculator: calculator)
        let ordered = workshop.alternative(id: "ordered", change: .none)
        try refuseLargeDiscounts(profile, ordered)

        var alternatives = [ordered]
        for (id, change) in workshop.changes(from: ordered.configuration) {
            alternatives.append(workshop.alternative(id: id, change: change))
        }
        for index in alternatives.indices { alternatives[index].letter = Alternative.letters[index] }
        let (recommended, reason) = workshop.recommendation(alternatives)
        let waiting = workshop.waiting(ordered)
        return CustomerOffer(
            profile: profile, date: date, priceBook: book.id, alternatives: alternatives,
            recommendedIndex: recommended, recommendation: reason,
            deadlines: workshop.deadlines(ordered), waiting: waiting,
            comparisons: workshop.comparisons(ordered, waiting: waiting),
            difference: workshop.difference(ordered),
            assumptions: workshop.assumptions(ordered, waiting: waiting),
            warnings: workshop.warnings(ordered, waiting: waiting),
            banners: workshop.banners())
    }

    // MARK: What stops an offer

    private func admit(_ profile: CustomerProfile, _ date: Day?) throws(OfferRefusal) -> (Day, PriceBook) {
        func refuse(_ id: String, _ message: String, _ place: SourceLocation) -> OfferRefusal {
            .input(DataFaults(id, message, at: place))
        }
        if profile.clinic.territory == .west {
            let name = Message.Value.name("prefecture.\(profile.clinic.prefecture)")
            throw .outsideArea(
                AreaRefusal(
                    prefecture: profile.clinic.prefecture,
                    message: Message("area.west", ["prefecture": name]),
                    place: profile.place("clinic", "address"),
                    advice: told(.offerWest, ["prefecture": phrases.text(of: name)])))
        }
        if profile.deployment == .onPremises2 {
            throw refuse(
                "offer-deployment",
                told(.offerDeployment), profile.place("deployment"))
        }
        guard let date = date ?? profile.dates.issued else {
            throw refuse(
                "offer-date", told(.offerNoDate),
                profile.place("dates"))
        }
        guard let book = catalogue.book(on: date) else {
            let known = catalogue.books.map { book in
                told(
                    .offerBookSpan,
                    [
                        "book": book.id, "from": book.validity.from.map(\.iso) ?? "",
                        "through": book.validity.through.map(\.iso) ?? "open",
                    ])
            }
            throw refuse(
                "offer-price-book",
                told(.offerNoBook, ["day": date, "known": listed(known)]),
                profile.place("dates", "issued"))
        }
        if let opened = subsidies.readerApplicationsOpened.value, let applied = profile.dates.cardReaderApplied,
            applied < opened
        {
            throw refuse(
                "offer-reader-date",
                told(.offerReaderEarly, ["day": applied, "opened": opened]),
                profile.place("dates", "cardReaderApplied"))
        }
        if let until = profile.quotation.validUntil, until < date {
            throw refuse(
                "offer-validity", told(.offerValidity, ["until": until, "day": date]),
                profile.place("quotation", "validUntil"))
        }
        try checkOverrides(profile, book, date)
        return (date, book)
    }

    private func checkOverrides(
        _ profile: CustomerProfile, _ book: PriceBook, _ date: Day
    ) throws(OfferRefusal) {
        var seen: Set<ItemID> = []
        for (index, override) in profile.overrides.enumerated() {
            let place = profile.place("overrides", String(index), "item")
            func refuse(_ message: String) -> OfferRefusal {
                .input(
                    DataFaults(
                        "offer-override", told(.bookSays, ["book": "overrides", "message": message]), at: place))
            }
            guard let id = ItemID(rawValue: override.item) else {
                let open = book.allItems.filter { $0.price.value == nil }.map(\.id.rawValue)
                let near = nearestWord(to: override.item, among: ItemID.allCases.map(\.rawValue))
                throw refuse(
                    near.map { told(.offerOverrideMeant, ["item": override.item, "name": $0]) }
                        ?? told(.offerOverrideUnknown, ["item": override.item, "open": listed(open)]))
            }
            if !seen.insert(id).inserted { throw refuse(told(.offerOverrideTwice, ["item": override.item])) }
            if book[id].price.value != nil, book[id].isOffered(on: date) {
                throw refuse(
                    told(.offerOverridePriced, ["item": override.item, "book": book.id]))
            }
        }
    }

    private func refuseLargeDiscounts(
        _ profile: CustomerProfile, _ ordered: Alternative
    ) throws(OfferRefusal) {
        let total = profile.discounts.map(\.amount).total
        guard total > .zero, ordered.quote.initialTotal.known < .zero else { return }
        throw .input(
            DataFaults(
                "offer-discount", told(.offerDiscount, ["total": total]),
                at: profile.place("discounts")))
    }
}

extension Alternative {
    static let letters = ["A", "B", "C", "D", "E", "F", "G", "H"]
}
