//  LetterFacts.swift
//  In: an offer, what the run knows of the piece, the address in its window. Out: the fields that only letters name.

import ClinicProfile
import LandingPage
import Measures
import Offer
import PackageSelection
import Pricing
import Proposal
import Templating
import Wording

/// What a letter says beyond what all documents share.
struct LetterFacts {
    let offer: CustomerOffer
    let facts: PieceFacts
    let kind: PieceKind
    let shared: ProposalFacts
    let words: Words
    let geometry: WindowGeometry
    let address: AddressBlock
    /// The web estimator's address; ends with a slash.
    let site: String

    private var configuration: PackageConfiguration { offer.ordered.configuration }

    /// In: a QR code's picture for an address.
    func fields(code: (String) -> TemplateValue) -> [String: TemplateValue] {
        [
            "window": window, "piece": piece, "cases": .list(cases.map(value)), "letter": letter,
            "assumed": assumed, "estimator": estimator(code), "reply": reply,
        ]
    }

    // MARK: - places

    private func millimetres(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)mm"
    }

    private var window: TemplateValue {
        let room = geometry.addressArea
        return .record([
            "style": .text(
                "left:\(millimetres(room.x));top:\(millimetres(room.y));width:\(millimetres(room.width))"),
            "lines": .list(
                address.lines.map { line in
                    .record([
                        "text": .text(line.text), "role": .text(line.role.rawValue),
                        "style": .text(
                            "font-size:\(Int((line.size * 100).rounded()) / 100)."
                                + "\(SheetCodes.padded(Int((line.size * 100).rounded()) % 100, 2))pt;"
                                + "line-height:\(millimetres(line.height))"),
                    ])
                }),
        ])
    }

    private var piece: TemplateValue {
        let isFlat = geometry.envelope.folds.isEmpty
        return .record([
            "class": .text((isFlat ? "flat" : "folded") + (facts.role == .specimen ? " specimen" : "")),
            "isSpecimen": .bool(facts.role == .specimen), "hasEstimate": .bool(kind == .letterAndEstimate),
            "hasProposal": .bool(kind == .proposal),
            "folds": .list(geometry.envelope.folds.map { .text("top:\(millimetres($0))") }),
        ])
    }

    // MARK: - figures

    /// The line situations to show: one if the list knows it, else the existing and the new line.
    private var cases: [Alternative] {
        guard facts.assumed.contains("line.situation"),
            let other = offer.alternatives.first(where: {
                $0.configuration.situation.laysLine != configuration.situation.laysLine
            })
        else { return [offer.ordered] }
        return [offer.ordered, other].sorted {
            !$0.configuration.situation.laysLine && $1.configuration.situation.laysLine
        }
    }

    private func value(_ alternative: Alternative) -> TemplateValue {
        var fields = shared.figures(of: alternative)
        let situation = alternative.configuration.situation
        // what is paid at first, so that the line of figures adds up: our cost and, if known, the other vendors'
        let initial = alternative.quote.initialTotal
        fields["outlay"] = .record([
            "value": .number((initial.known + (offer.profile.receiptComputer.renovationCost ?? .zero)).amount),
            "known": .bool(initial.isComplete), "word": .text(words[.knownSeparate]),
        ])
        fields["isExisting"] = .bool(situation == .existing)
        fields["isNew"] = .bool(situation == .new)
        fields["isMigration"] = .bool(situation == .migration)
        fields["isOrdered"] = .bool(alternative.id == offer.ordered.id)
        return .record(fields)
    }

    private var letter: TemplateValue {
        let shares = cases.map(\.subsidy.selfPay)
        let known = shares.compactMap(\.self)
        let isKnown = known.count == shares.count
        let least = known.min() ?? .zero
        let most = known.max() ?? .zero
        return .record([
            "isBoth": .bool(cases.count > 1), "ownKnown": .bool(isKnown), "ownLeast": .number(least.amount),
            "ownMost": .number(most.amount), "isRange": .bool(isKnown && least != most),
            "sequence": .text(SheetCodes.padded(facts.sequence, 7)),
            "hasSellerContact": .bool(offer.profile.seller.phone != nil || offer.profile.seller.fax != nil),
            "headroom": headroom,
        ])
    }

    /// Room up to the limit that holds for every case shown.
    private var headroom: TemplateValue {
        let rooms = cases.map { $0.subsidy.grant == nil ? nil : $0.subsidy.headroom }
        guard let least = rooms.compactMap(\.self).min(), !rooms.contains(nil), least > .zero else { return .none }
        return .number(least.amount)
    }

    // MARK: - 想定

    /// What came from defaults, or was assumed because nobody said it.
    private var assumed: TemplateValue {
        let keys = facts.assumed.union(offer.assumptions.map(\.key))
        func has(_ key: String) -> Bool { keys.contains(key) }
        let flags: [(String, Bool)] = [
            ("line", has("line.situation")), ("readers", has("equipment.cardReaders")),
            ("terminals", has("equipment.desktops") || has("equipment.notebooks")),
            ("wires", has("equipment.newWires")), ("support", has("support")),
        ]
        var fields: [String: TemplateValue] = [:]
        for (name, flag) in flags { fields[name] = .bool(flag) }
        fields["any"] = .bool(flags.contains { $0.1 })
        fields["desktops"] = .number(configuration.desktops)
        fields["notebooks"] = .number(configuration.notebooks)
        fields["cardReaders"] = .number(configuration.cardReaders)
        fields["newWires"] = .number(configuration.newWires)
        return .record(fields)
    }

    // MARK: - the web page and the reply

    /// The page at exactly this case, where its questions can say it.
    private func estimator(_ code: (String) -> TemplateValue) -> TemplateValue {
        let choice = choice
        let address = site + (choice?.query ?? "#estimate")
        var shown = site[...]
        for scheme in ["https://", "http://"] where shown.hasPrefix(scheme) { shown = shown.dropFirst(scheme.count) }
        if shown.hasSuffix("/") { shown = shown.dropLast() }
        return .record([
            "code": code(address), "address": .text(address), "shown": .text(String(shown)),
            "isExact": .bool(choice != nil),
        ])
    }

    private var choice: EstimatorChoice? {
        let readers = configuration.cardReaders
        guard (1...3).contains(readers), configuration.terminals == readers,
            configuration.desktops == 0 || configuration.notebooks == 0
        else { return nil }
        return EstimatorChoice(
            kind: offer.profile.clinic.kind, situation: configuration.situation, readers: readers,
            terminal: configuration.desktops > 0 ? .desktop : .notebook, hasSupport: configuration.hasSupport)
    }

    /// What the reply form has filled in: what the list said, not what was assumed.
    private var reply: TemplateValue {
        let isLineKnown = !facts.assumed.contains("line.situation")
        func mark(_ situation: LineSituation) -> TemplateValue {
            .text(isLineKnown && configuration.situation == situation ? "on" : "")
        }
        return .record([
            "codes": offer.profile.clinic.codes.isEmpty
                ? .none : .text(offer.profile.clinic.codes.joined(separator: "、")),
            "existing": mark(.existing), "new": mark(.new), "migration": mark(.migration),
            "vendor": TemplateValue(offer.profile.receiptComputer.vendor),
            "renovation": TemplateValue(offer.profile.receiptComputer.renovationCost?.amount),
        ])
    }
}
