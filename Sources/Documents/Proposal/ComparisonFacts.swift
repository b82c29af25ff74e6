//  ComparisonFacts.swift
//  In: the alternatives, devices, assumptions, sources of an offer. Out: the facts of the later parts.

import Catalogue
import ClinicProfile
import Diagrams
import Measures
import Offer
import PackageSelection
import Pricing
import Subsidy
import Templating
import Wording

extension ProposalFacts {
    /// At most four columns fit: the ordered one and three others.
    var shownAlternatives: [Alternative] { Array(offer.alternatives.prefix(4)) }

    var alternatives: TemplateValue {
        let shown = shownAlternatives
        let width = 135.0 / Double(max(1, shown.count))
        // five years can be compared only between alternatives with the same line
        let situations = Set(shown.map(\.configuration.situation))
        let comparable = comparableAlternatives
        return .record([
            "columns": .list(shown.enumerated().map { index, alternative in column(alternative, index: index) }),
            "columnStyle": .text("width:\(Int(width * 10) / 10)mm"),
            "columnsClass": .text(shown.count > 3 ? "four" : ""),
            "recommended": TemplateValue(offer.recommended.map(\.letter)),
            "reason": .text(texts.text(offer.recommendation)),
            "hasFiveYears": .bool(!comparable.isEmpty),
            "hasExisting": .bool(situations.contains(.existing)), "mixesLines": .bool(situations.count > 1),
            "notes": .list([]), "plus": .text(words[.knownPlus]),
        ])
    }

    /// Alternatives whose five years may stand beside each other: same line situation, or the present line's fee known.
    var comparableAlternatives: [Alternative] {
        let same = shownAlternatives.filter {
            $0.fiveYearNet != nil && $0.configuration.situation == ordered.configuration.situation
        }
        return same.count > 1 ? same : []
    }

    private func column(_ alternative: Alternative, index: Int) -> TemplateValue {
        let quote = alternative.quote
        let configuration = alternative.configuration
        let unknown = Self.unknownWord(quote)
        let hub =
            configuration.hubs > 0 ? words(.wiresHub, ["n": String(configuration.hubs)]) : words[.wiresNoHub]
        let wires =
            configuration.reusedWires > 0
            ? words(.wiresNewAndReused, ["n": String(configuration.newWires), "r": String(configuration.reusedWires)])
            : words(.wiresNew, ["n": String(configuration.newWires)])
        let lineWord: WordKey =
            switch configuration.situation {
            case .existing: .lineExisting
            case .new: .lineNew
            case .migration: .lineMigration
            }
        let isComparable = comparableAlternatives.contains { $0.id == alternative.id }
        return .record([
            "letter": .text(alternative.letter), "title": .text(texts.text(alternative.title)),
            "isOrdered": .bool(index == 0), "isRecommended": .bool(alternative.id == offer.recommended?.id),
            "pick": .text(alternative.id == offer.recommended?.id ? "pick" : ""),
            "line": .text(words[lineWord]), "hub": .text(hub), "wires": .text(wires),
            // what is known is printed; that more comes is said beneath it
            "initial": known(quote.initialTotal), "hasMore": hasMore(quote.initialTotal),
            "grant": figure(alternative.subsidy.grant, unknown: unknown),
            "own": figure(alternative.subsidy.selfPay, unknown: unknown),
            "monthly": known(quote.monthlyTotal), "hasMoreMonthly": hasMore(quote.monthlyTotal),
            "fiveYear": isComparable
                ? figure(alternative.fiveYearNet, unknown: unknown)
                : .record(["value": .none, "known": .bool(false), "word": .text(words[.knownNone])]),
        ])
    }

    /// A total's known part; a total of which nothing is known has its word.
    private func known(_ total: QuoteTotal) -> TemplateValue {
        figure(total.isComplete || total.known > .zero ? total.known : nil, unknown: .knownSeparate)
    }
    private func hasMore(_ total: QuoteTotal) -> TemplateValue {
        .bool(!total.isComplete && total.known > .zero)
    }

    // MARK: - devices

    var devices: TemplateValue {
        var chosen = ["router"]
        if configuration.desktops > 0 { chosen.append("desktop") }
        if configuration.notebooks > 0 { chosen.append("notebook") }
        if configuration.hubs > 0 { chosen.append("hub") }
        let others = ["desktop", "notebook"].filter { !chosen.contains($0) }
        return .record([
            "chosen": .list(chosen.compactMap { device($0, .dimensioned) }),
            "others": .list(others.compactMap { device($0, .plain) }),
        ])
    }

    /// Small drawings have no dimensions, which could not be read there.
    private enum Drawing { case dimensioned, plain }

    private func device(_ id: String, _ drawing: Drawing) -> TemplateValue? {
        guard let product = library.catalogue.product(id) else { return nil }
        let book = library.catalogue.books.first { $0.id == offer.priceBook }
        let item = book?.allItems.first { $0.product == id && !$0.id.isMonthly }
        let call = ["router": "2", "desktop": "3", "notebook": "3", "hub": "4"][id] ?? ""
        return .record([
            "id": .text(id), "call": .text(call), "title": .text(texts.name(product.name)),
            "model": .text(product.model ?? ""),
            "maker": .text(product.maker.map { texts.name($0) } ?? ""), "offer": figure(item?.price.value),
            "list": TemplateValue(item?.listPrice?.value?.amount),
            "picture": .text("../../Assets/Pictures/\(id)\(drawing == .plain ? "-plain" : "").svg"),
            "pictureText": .text(texts.name(product.name)),
            "specification": .list(
                product.specifications.map {
                    .record(["name": .text(texts.name($0.name)), "value": .text(texts.name($0.value))])
                }
                    + (product.maintenance.isEmpty
                        ? []
                        : [
                            .record([
                                "name": .text(words[.deviceMaintenance]),
                                "value": .text(
                                    product.maintenance.map { texts.name($0) }.joined(separator: words[.listMark])),
                            ])
                        ])),
            "remarks": .list(product.remarks.map { .text(texts.name($0)) }),
        ])
    }

    // MARK: - what is not known

    var assumptions: TemplateValue {
        .record([
            "items": .list(
                offer.assumptions.enumerated().map { index, assumption in
                    .record([
                        "number": .number(index + 1), "text": .text(texts.text(assumption.assumed)),
                        "effectText": TemplateValue(assumption.effectText.map { texts.text($0) }),
                    ])
                })
        ])
    }

    /// Asks exactly what is absent, and what the site visit needs in any case.
    var hearing: TemplateValue {
        var keys = offer.assumptions.map(\.key)
        for key in ["receiptComputer.vendor", "dates.operationStarts", "place", "rack"] where !keys.contains(key) {
            if key == "dates.operationStarts", offer.profile.dates.operationStarts != nil { continue }
            if key == "receiptComputer.vendor", offer.profile.receiptComputer.vendor != nil { continue }
            keys.append(key)
        }
        var seen: Set<String> = []
        var questions: [TemplateValue] = []
        for key in keys {
            guard let word = WordKey(rawValue: "ask.\(key)") else { continue }
            let parts = words[word].split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard let text = parts.first, seen.insert(text).inserted else { continue }
            let choices = parts.dropFirst().filter { !$0.hasPrefix("#") }
            let unit = parts.dropFirst().first { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
            questions.append(
                .record([
                    "number": .number(questions.count + 1), "text": .text(text),
                    "choices": .list(choices.map { .text($0) }), "unit": TemplateValue(unit),
                    "hasFill": .bool(unit != nil),
                ]))
        }
        return .record(["questions": .list(questions)])
    }

    // MARK: - where everything comes from

    /// Where a figure comes from, and how sure it is.
    private struct Origin: Hashable {
        var status: FigureStatus
        var source: String
    }

    var sources: TemplateValue {
        var rows: [(subject: String, status: FigureStatus, source: String)] = []
        func add(_ subject: String, _ status: FigureStatus, _ source: String) {
            if !rows.contains(where: { $0.subject == subject && $0.source == source }) {
                rows.append((subject, status, source))
            }
        }
        // prices, gathered by their source
        var names: [(key: String, status: FigureStatus, source: String, names: [String])] = []
        for line in ordered.quote.initial + ordered.quote.monthly
        where line.state == .priced && line.group != .extra && line.group != .discount {
            let key = "\(line.status.rawValue)|\(line.source)"
            if let index = names.firstIndex(where: { $0.key == key }) {
                if !names[index].names.contains(line.name) { names[index].names.append(line.name) }
            } else {
                names.append((key, line.status, line.source, [line.name]))
            }
        }
        for entry in names {
            add(
                words(.sourcePrices, ["names": entry.names.map { texts.name($0) }.joined(separator: words[.listMark])]),
                entry.status, entry.source)
        }
        if let id = ordered.subsidy.scheme, let scheme = library.subsidies.scheme(id),
            let row = library.facilities[offer.profile.clinic.kind]?.subsidyRow,
            let figures = scheme.row(row, readers: configuration.cardReaders)
        {
            func add(_ key: WordKey, _ status: FigureStatus, _ source: String) {
                rows.append((words(key, ["name": texts.name(scheme.name)]), status, source))
            }
            let origins = [figures.cap, figures.limit].map { Origin(status: $0.status, source: $0.source) }
            let rate = Origin(status: figures.rate.status, source: figures.rate.source)
            if origins.allSatisfy({ $0 == rate }) {
                add(.sourceScheme, rate.status, rate.source)
            } else {
                add(.sourceSchemeRate, rate.status, rate.source)
                // the ceiling of the cost that counts, and the limit of the grant: one row if they come from one place
                if origins[0] != origins[1] { add(.sourceSchemeCap, origins[0].status, origins[0].source) }
                add(.sourceSchemeLimit, origins[1].status, origins[1].source)
            }
        }
        for id in ["completion", "claim"] {
            if let deadline = library.subsidies.deadline(id, knownOn: offer.date),
                let word = WordKey(rawValue: "deadline.\(id)")
            {
                add(words(.sourceDeadline, ["name": words[word]]), deadline.status, deadline.source)
            }
        }
        if let product = library.catalogue.product("router") {
            add(words[.sourceDevices], product.status, product.source)
        }
        if let solution = library.catalogue.solutions.first {
            add(words[.sourceSolutions], .printed, solution.source)
        }
        return .list(
            rows.map { row in
                .record([
                    "subject": .text(row.subject), "status": .text(statusWord(row.status)),
                    "text": .text(texts.name(row.source)),
                ])
            })
    }
    private func statusWord(_ status: FigureStatus) -> String {
        switch status {
        case .printed: words[.statusPrinted]
        case .confirmed: words[.statusConfirmed]
        case .derived: words[.statusDerived]
        case .assumed: words[.statusAssumed]
        case .unconfirmed: words[.statusUnconfirmed]
        }
    }
}
