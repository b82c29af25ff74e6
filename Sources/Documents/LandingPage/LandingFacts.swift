//  LandingFacts.swift
//  In: the priced combinations and the library. Out: the record that the page's templates name.
//  No sentence stands here; what lies behind its deadline is said to be closed.

import Catalogue
import ClinicProfile
import DataFiles
import Diagrams
import Markup
import Measures
import Offer
import Proposal
import QuoteReport
import Subsidy
import Templating
import Wording

struct LandingFacts {
    let workshop: DocumentWorkshop
    let words: Words
    let table: EstimatorTable
    let questions: DataNode
    var names: SiteNames
    /// The page's own, with a slash at the end.
    let address: String

    static let devices = ["router", "desktop", "notebook", "hub"]
    /// The two cases that the source document works out.
    static let worked = [LineSituation.existing, .new].map {
        EstimatorChoice(kind: .clinic, situation: $0, readers: 1, terminal: .desktop, hasSupport: true)
    }
    /// What the page lists without its script: each line and terminal for one reader, and hospitals by readers.
    static let listed: [EstimatorChoice] =
        LineSituation.allCases.flatMap { situation in
            EstimatorChoice.Terminal.allCases.map {
                EstimatorChoice(kind: .clinic, situation: situation, readers: 1, terminal: $0, hasSupport: true)
            }
        }
        + (1...3).map {
            EstimatorChoice(kind: .hospital, situation: .existing, readers: $0, terminal: .desktop, hasSupport: true)
        }

    private var library: DomainLibrary { workshop.library }
    private var day: Day { table.day }
    private var book: PriceBook? { library.catalogue.book(on: day) }

    func record() -> TemplateRecord {
        TemplateRecord([
            "site": site, "worked": .list(Self.worked.compactMap(worked)),
            "firstCase": .list(Self.worked.prefix(1).compactMap(worked)),
            "cases": .list(Self.listed.compactMap(listed)),
            "network": network, "schemes": schemes, "deadlines": .list(deadlines(where: { _ in true })),
            "readerDeadline": .list(deadlines(where: { $0 == "readerApplication" })),
            "devices": .list(Self.devices.compactMap(device)),
            "solutions": .list(
                library.catalogue.solutions.map {
                    .record(["wish": .text($0.wish), "product": .text($0.product), "effect": .text($0.effect)])
                }),
            "readers": .list(library.catalogue.readerMakers.map { .text($0.name) }),
            "questions": .list(
                askedAndAnswered.map { .record(["question": .text($0.question), "answer": .text($0.answer)]) }),
            "notes": .list(notes.map { .text($0) }), "sources": sources,
        ])
    }

    // MARK: - the site

    private var site: TemplateValue {
        let brand = workshop.brand
        func link(_ address: Brand.WebAddress) -> TemplateValue {
            .record(["url": .text(address.url), "shown": .text(address.shown)])
        }
        return .record([
            "date": .text(day.iso), "company": .text(brand.company), "canonical": .text(address),
            "share": .text(address + names.share),
            "book": .text(book?.name ?? ""), "sheet": .text(names.sheet), "script": .text(names.script),
            "table": .text(names.table), "icon": .text(names.icon), "mark": .text(names.mark),
            "cover": .text(names.cover),
            "sample": TemplateValue(names.sample), "web": link(brand.web), "portal": link(brand.portal),
            "data": .text(structuredData),
        ])
    }

    private var askedAndAnswered: [StructuredData.Answered] {
        (questions["questions"]?.elements ?? []).compactMap { entry in
            guard let question = entry["question"]?.text, let answer = entry["answer"]?.text else { return nil }
            return .init(question: question, answer: answer)
        }
    }

    private var structuredData: String {
        StructuredData(
            company: workshop.brand.company, web: workshop.brand.web.url, page: address, picture: address + names.share,
            name: book?.name ?? "", text: words[.landingProduct],
            offers: Self.worked.compactMap { choice in
                guard let total = table[choice]?.ordered.quote.initialTotal.ifComplete else { return nil }
                return .init(
                    name: words[lineWord(choice.situation)], price: total,
                    address: address + choice.query, through: book?.validity.through)
            }, questions: askedAndAnswered
        ).json
    }

    // MARK: - figures

    private func figure(_ yen: Yen?, unknown: WordKey = .knownUnconfirmed) -> TemplateValue {
        .record(["value": TemplateValue(yen?.amount), "known": .bool(yen != nil), "word": .text(words[unknown])])
    }
    private func lineWord(_ situation: LineSituation) -> WordKey {
        switch situation {
        case .existing: .lineExisting
        case .new: .lineNew
        case .migration: .lineMigration
        }
    }

    private func figures(_ alternative: Alternative) -> [String: TemplateValue] {
        let quote = alternative.quote
        let grant = alternative.subsidy
        let unknown: WordKey = quote.isComplete ? .knownUnconfirmed : .knownOpen
        return [
            "initial": figure(quote.initialTotal.known), "initialMore": .bool(!quote.initialTotal.isComplete),
            "monthly": figure(quote.monthlyTotal.known), "monthlyMore": .bool(!quote.monthlyTotal.isComplete),
            "grant": figure(grant.grant, unknown: unknown), "own": figure(grant.selfPay, unknown: unknown),
            "scheme": TemplateValue(grant.schemeName), "applyBy": TemplateValue(grant.applyBy?.iso),
            "rate": TemplateValue(grant.rate?.description),
        ]
    }

    private func worked(_ choice: EstimatorChoice) -> TemplateValue? {
        guard let offer = table[choice] else { return nil }
        var fields = figures(offer.ordered)
        fields["isExisting"] = .bool(choice.situation == .existing)
        fields["waiting"] =
            offer.waiting.map {
                .record(["later": .text(($0.lastDay + 1).iso), "loss": .number($0.loss.amount)])
            } ?? TemplateValue.none
        fields["lines"] = .list(
            offer.ordered.quote.initial.filter { $0.state != .noCharge }.map { line in
                .record([
                    "name": .text(line.name), "quantity": .text("\(line.quantity)\(line.unit)"),
                    "amount": figure(
                        line.amount, unknown: line.state == .toBeConfirmed ? .knownUnconfirmed : .knownSeparate),
                ])
            })
        return .record(fields)
    }

    private func listed(_ choice: EstimatorChoice) -> TemplateValue? {
        guard let offer = table[choice] else { return nil }
        var fields = figures(offer.ordered)
        fields["isHospital"] = .bool(choice.kind == .hospital)
        fields["line"] = .text(words[lineWord(choice.situation)])
        fields["readers"] = .number(choice.readers)
        fields["terminal"] = .text(words[choice.terminal == .desktop ? .diagramDesktop : .diagramNotebook])
        fields["address"] = .text(choice.query)
        return .record(fields)
    }

    private var network: TemplateValue {
        guard let offer = table[Self.worked[0]] else { return .none }
        let drawing = NetworkDiagram.drawing(
            offer.ordered.configuration,
            names: .init(
                customer: words[.kindClinic],
                routerModel: workshop.library.catalogue.product("router")?.model ?? "", isPharmacy: false),
            words: words, palette: workshop.brand.palette)
        guard let tree = try? MarkupParser.parseXML(Array(drawing.svg(id: "network").utf8), sourceName: "network")
        else {
            return .none
        }
        return .markup(tree)
    }

    private var notes: [String] {
        var seen: Set<String> = []
        return Self.worked.compactMap { table[$0] }.flatMap { offer in
            offer.ordered.quote.notes.compactMap { id in
                seen.insert(id).inserted ? library.noteText(id, book: offer.priceBook) : nil
            }
        }
    }

    private func device(_ id: String) -> TemplateValue? {
        guard let product = library.catalogue.product(id) else { return nil }
        let item = book?.allItems.first { $0.product == id && !$0.id.isMonthly }
        return .record([
            "name": .text(product.name), "model": TemplateValue(product.model), "maker": TemplateValue(product.maker),
            "price": figure(item?.price.value), "picture": .text(names.devices[id] ?? ""),
            "specifications": .list(
                product.specifications.map { .record(["name": .text($0.name), "value": .text($0.value)]) }),
            "maintenance": TemplateValue(
                product.maintenance.isEmpty ? nil : product.maintenance.joined(separator: "、")),
        ])
    }

    // MARK: - the fund

    /// The schemes for an application now and after the one that is open now, as they are known on the page's day; then
    /// those whose days are over.
    private var shownSchemes: [(scheme: SubsidyScheme, period: String, isClosed: Bool)] {
        let rules = library.subsidies
        var shown: [(SubsidyScheme, String, Bool)] = []
        if let open = rules.scheme(appliedOn: day, knownOn: day) {
            if let last = open.window.through {
                shown.append((open, words(.periodThrough, ["b": words.date(last)]), false))
                if let later = rules.scheme(appliedOn: last + 1, knownOn: day) {
                    shown.append((later, words(.periodFrom, ["a": words.date(last + 1)]), false))
                }
            } else {
                shown.append((open, open.window.from.map { words(.periodFrom, ["a": words.date($0)]) } ?? "", false))
            }
        }
        for scheme in rules.schemes {
            guard let last = scheme.window.through, last < day, (scheme.publishedOn.value ?? day) <= day else {
                continue
            }
            shown.append((scheme, words(.periodThrough, ["b": words.date(last)]), true))
        }
        return shown
    }

    private var schemes: TemplateValue {
        let rows: [(kinds: [FacilityKind], row: SubsidyRow, readers: Int)] = [
            ([.clinic, .dentalClinic, .pharmacy], .standard, 1), ([.chainPharmacy], .chainPharmacy, 1),
            ([.hospital], .hospital, 1), ([.hospital], .hospital, 2), ([.hospital], .hospital, 3),
        ]
        return .list(
            shownSchemes.map { scheme, period, isClosed in
                .record([
                    "name": .text(scheme.name), "period": .text(period), "isClosed": .bool(isClosed),
                    "rows": .list(
                        rows.compactMap { entry -> TemplateValue? in
                            guard let figures = scheme.row(entry.row, readers: entry.readers) else { return nil }
                            return .record([
                                "facility": .text(
                                    entry.kinds.compactMap { library.facilities[$0]?.name }.joined(separator: "、")),
                                "readers": entry.row == .hospital ? .number(entry.readers) : .none,
                                "rate": .text(figures.rate.value?.description ?? words[.knownUnconfirmed]),
                                "cap": figure(figures.cap.value), "limit": figure(figures.limit.value),
                            ])
                        }),
                ])
            })
    }

    /// Every day that binds, with those that are over marked as closed.
    private func deadlines(where isWanted: (String) -> Bool) -> [TemplateValue] {
        let migration = EstimatorChoice(
            kind: .clinic, situation: .migration, readers: 1, terminal: .desktop, hasSupport: true)
        return (table[migration]?.deadlines ?? []).filter { $0.kind != .plan && isWanted($0.id) }.compactMap {
            deadline in
            guard let word = WordKey(rawValue: "deadline.\(deadline.id)") else { return nil }
            return .record([
                "day": .text(deadline.day.iso), "text": .text(words[word]), "isClosed": .bool(deadline.hasPassed),
            ])
        }
    }

    private var sources: TemplateValue {
        var seen: Set<String> = []
        let all = Self.worked.compactMap { table[$0] }.flatMap { offer -> [TemplateValue] in
            let facts = ProposalFacts(offer: offer, library: library, words: words, brand: workshop.brand)
            guard case .list(let list)? = facts.record()["sources"] else { return [] }
            return list
        }
        return .list(
            all.filter { value in
                guard case .record(let record) = value, case .text(let subject)? = record["subject"],
                    case .text(let text)? = record["text"]
                else { return false }
                return seen.insert("\(subject)\n\(text)").inserted
            })
    }
}
