//  ProposalFacts.swift
//  In: an offer, the words of a language, the brand. Out: the record that the proposal's templates name.
//  Invariants of the room: 1 no sentence, price or product stands here: facts and ids only; 2 a fact that is not known
//  is `none` or a figure whose word says so, never 0; 3 a template can name nothing that is not declared here.

import Catalogue
import ClinicProfile
import Diagrams
import Markup
import Measures
import Offer
import PackageSelection
import Pricing
import Subsidy
import Templating
import Wording

/// Puts an offer into the words of one language.
public struct ProposalFacts {
    let offer: CustomerOffer
    /// What changed against an earlier revision, if one was given.
    let since: RevisionDifference?
    let library: DomainLibrary
    let words: Words
    let texts: OfferTexts
    let brand: Brand

    public init(
        offer: CustomerOffer, since: RevisionDifference? = nil, library: DomainLibrary, words: Words,
        texts: OfferTexts? = nil, brand: Brand
    ) {
        self.offer = offer
        self.since = since
        self.library = library
        self.words = words
        self.texts = texts ?? library.texts
        self.brand = brand
    }

    var ordered: Alternative { offer.ordered }
    var configuration: PackageConfiguration { offer.ordered.configuration }
    var isPharmacy: Bool { offer.profile.clinic.kind.isPharmacy }

    /// Everything the proposal's templates may name.
    public func record() -> TemplateRecord { TemplateRecord(fields()) }

    /// The fields of `record`, for documents that contain a proposal.
    public func fields() -> [String: TemplateValue] {
        [
            "doc": doc, "customer": customer, "seller": seller, "brand": brandFacts, "line": line, "support": support,
            "equipment": equipment, "products": products, "figures": figures, "subsidy": subsidy, "schemes": schemes,
            "waiting": waiting, "deadlines": deadlines, "steps": steps, "schedule": schedule, "cost": cost,
            "alternatives": alternatives, "devices": devices, "solutions": solutions, "assumptions": assumptions,
            "hearing": hearing, "sources": sources, "reasons": reasons, "readers": readers, "diagrams": diagrams,
            "codes": codes, "revision": revision,
        ]
    }

    /// A figure for the filters of money.
    func figure(_ yen: Yen?, unknown: WordKey = .knownUnconfirmed) -> TemplateValue {
        FigureValue.record(yen, unknown: words[unknown])
    }
    func day(_ day: Day?) -> TemplateValue { TemplateValue(day?.iso) }
    func number(_ number: Int) -> TemplateValue { .number(number) }

    // MARK: - the document and who it is between

    var doc: TemplateValue {
        let quotation = offer.profile.quotation
        return .record([
            "windowTitle": .text(words(.titleWindow, ["title": words[.title], "customer": running])),
            "date": day(offer.date),
            "number": TemplateValue(quotation.number), "revision": .number(quotation.revision),
            "validUntil": day(quotation.validUntil), "runningNumber": .text(runningNumber),
            "isBorder": .bool(isBorder), "priceBook": .text(bookName),
        ])
    }
    private var bookName: String {
        library.catalogue.books.first { $0.id == offer.priceBook }.map { texts.name($0.name) } ?? offer.priceBook
    }
    var isBorder: Bool {
        if case .border = offer.profile.clinic.territory { return true }
        return false
    }
    public var runningNumber: String {
        let revision = String(offer.profile.quotation.revision)
        guard let number = offer.profile.quotation.number else {
            return words(.numberRevisionOnly, ["revision": revision])
        }
        return words(.numberRevision, ["number": number, "revision": revision])
    }
    /// The customer in the running head: with 御中, or the person with 様, never both.
    public var running: String {
        addressed(offer.profile.clinic.name)
    }
    /// The same for the running head: a name too long for its line goes without its owner (医療法人○○会), and one that is
    /// still too long is divided between its parts.
    private var head: String {
        if running.count <= Self.longestHead { return running }
        let short = addressed(nameLines(offer.profile.clinic.name).place)
        return short.count <= Self.longestHead ? short : FacilityName(words).divided(short)
    }
    /// What fits on 110 mm at 8 pt.
    private static let longestHead = 37
    private func addressed(_ name: String) -> String {
        if let person = offer.profile.clinic.addressee {
            return words(.runningPerson, ["name": name, "person": person])
        }
        return words(.runningOrganisation, ["name": name])
    }

    var customer: TemplateValue {
        let clinic = offer.profile.clinic
        let (owner, place) = nameLines(clinic.name)
        return .record([
            "name": .text(clinic.name), "owner": TemplateValue(owner), "place": .text(place),
            "nameSize": .text(place.count > 20 ? "small" : ""), "running": .text(running), "head": .text(head),
            "department": TemplateValue(clinic.department), "addressee": TemplateValue(clinic.addressee),
            "postalCode": TemplateValue(clinic.postalCode.map(dashed)), "address": TemplateValue(clinic.address),
            "phone": TemplateValue(clinic.phone), "you": .text(words[isPharmacy ? .youPharmacy : .youFacility]),
            "inside": .text(words[isPharmacy ? .insidePharmacy : .insideFacility]), "kindName": .text(kindName),
            "isPharmacy": .bool(isPharmacy), "isHospital": .bool(clinic.kind == .hospital),
            "isClinic": .bool(clinic.kind == .clinic), "isDental": .bool(clinic.kind == .dentalClinic),
        ])
    }
    var kindName: String {
        switch offer.profile.clinic.kind {
        case .hospital: words[.kindHospital]
        case .clinic: words[.kindClinic]
        case .dentalClinic: words[.kindDentalClinic]
        case .pharmacy: words[.kindPharmacy]
        case .chainPharmacy: words[.kindChainPharmacy]
        }
    }
    private func dashed(_ postalCode: String) -> String {
        postalCode.count == 7 ? "\(postalCode.prefix(3))-\(postalCode.suffix(4))" : postalCode
    }
    /// 「医療法人社団○○会 △△クリニック」 stands on two lines; the name itself is not changed.
    func nameLines(_ name: String) -> (owner: String?, place: String) {
        guard let space = name.firstIndex(where: { $0 == " " || $0 == "　" }), name.count > 14 else {
            return (nil, name)
        }
        let rest = name[name.index(after: space)...]
        guard !rest.isEmpty, name.distance(from: name.startIndex, to: space) >= 4 else { return (nil, name) }
        return (String(name[..<space]), String(rest))
    }

    var seller: TemplateValue {
        let seller = offer.profile.seller
        return .record([
            "company": .text(seller.company ?? brand.company), "office": TemplateValue(seller.office),
            "name": TemplateValue(seller.name), "postalCode": TemplateValue(seller.postalCode.map(dashed)),
            "address": TemplateValue(seller.address), "phone": TemplateValue(seller.phone),
            "fax": TemplateValue(seller.fax), "email": TemplateValue(seller.email),
            "registrationNumber": TemplateValue(seller.registrationNumber),
        ])
    }
    var brandFacts: TemplateValue {
        .record([
            "web": .record(["url": .text(brand.web.url), "shown": .text(brand.web.shown)]),
            "portal": .record(["url": .text(brand.portal.url), "shown": .text(brand.portal.shown)]),
            "delivery": .text(texts.name(brand.delivery)), "place": .text(texts.name(brand.place)),
            "payment": .text(texts.name(brand.payment)),
        ])
    }

    // MARK: - what is delivered

    var line: TemplateValue {
        let situation = configuration.situation
        return .record([
            "isExisting": .bool(situation == .existing), "isNew": .bool(situation == .new),
            "isMigration": .bool(situation == .migration),
            // a line of another kind than フレッツ光: whether it can be used has to be checked
            "isOther": .bool(situation == .existing && configuration.lineKind == .other),
            "callClass": .text(situation == .existing ? "open" : ""),
        ])
    }
    var support: TemplateValue {
        .record([
            "wanted": .bool(configuration.hasSupport), "callClass": .text(configuration.hasSupport ? "" : "open"),
        ])
    }
    var equipment: TemplateValue {
        let cables = NetworkCables(configuration)
        return .record([
            "terminals": .number(configuration.terminals), "desktops": .number(configuration.desktops),
            "notebooks": .number(configuration.notebooks), "cardReaders": .number(configuration.cardReaders),
            "hubs": .number(configuration.hubs), "switches": .number(configuration.switches),
            "newWires": .number(configuration.newWires), "reusedWires": .number(configuration.reusedWires),
            "wirelessLAN": .bool(configuration.usesWirelessLAN),
            "wireRange": TemplateValue(cables.newNames), "reusedRange": TemplateValue(cables.reusedNames),
            "spareWires": .number(cables.spare),
        ])
    }
    var products: TemplateValue {
        func product(_ id: String) -> TemplateValue {
            .record(["model": .text(library.catalogue.product(id)?.model ?? "")])
        }
        return .record(["router": product("router"), "desktop": product("desktop"), "notebook": product("notebook")])
    }
    private var reasons: TemplateValue {
        .list(
            configuration.choices.enumerated().map { index, choice in
                .record(["number": .number(index + 1), "text": .text(texts.text(choice.reason))])
            })
    }
    private var readers: TemplateValue {
        .list(
            library.catalogue.readerMakers.map { maker in
                .record([
                    "name": .text(texts.name(maker.name)),
                    "chosen": .bool(offer.profile.equipment.readerModel.map { maker.name.contains($0) } ?? false),
                ])
            })
    }

    // MARK: - needs

    var solutions: TemplateValue {
        func value(_ solution: Solution) -> TemplateValue {
            .record([
                "product": .text(texts.name(solution.product)), "wish": .text(texts.name(solution.wish)),
                "effect": .text(texts.name(solution.effect)), "area": .text(texts.name(solution.area)),
                "picture": .text("../../Assets/Pictures/need-\(solution.need).svg"),
                "pictureText": .text(texts.name(solution.drawing)),
            ])
        }
        let wanted = offer.profile.needs.compactMap { library.catalogue.solution(need: $0) }
        let others = library.catalogue.solutions.filter {
            !offer.profile.needs.contains($0.need) && !($0.isForCare && isPharmacy)
        }
        return .record([
            "wanted": .list(wanted.map(value)), "others": .list(others.map(value)), "count": .number(wanted.count),
        ])
    }
}
