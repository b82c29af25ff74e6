//  FigureFacts.swift
//  In: quote and grant of the ordered alternative. Out: the figures of the first pages, the cost tables, their notes.

import Catalogue
import Measures
import Offer
import Pricing
import Subsidy
import Templating
import Wording

extension ProposalFacts {
    /// A line without a price is 別途見積; what follows from it (the grant, the own share) is 未定 until it has one. Where every
    /// line has its price, something that is published is missing: 要確認.
    static func unknownWord(_ quote: PriceQuote) -> WordKey { quote.isComplete ? .knownUnconfirmed : .knownOpen }

    var figures: TemplateValue {
        let quote = ordered.quote
        let grant = ordered.subsidy
        let other = offer.profile.receiptComputer.renovationCost ?? .zero
        let unknownWord = Self.unknownWord(quote)
        let total = quote.initialTotal.ifComplete.map { $0 + other }
        // the other vendors' cost stands in the sum that is paid at first, so that the line of figures adds up
        let withOthers = offer.initialWithOtherVendors
        let first = withOthers ?? quote.initialTotal.known
        let largest = max(first, max(grant.grant ?? .zero, grant.selfPay ?? .zero))
        func withMissing(_ total: QuoteTotal) -> String {
            if total.isComplete { return words.yen(total.known) }
            return total.known > .zero ? words.yen(total.known) + words[.knownPlus] : words[.knownSeparate]
        }
        // what is known is printed; that more comes is said beside it. Of nothing known, 0 is not said
        func known(_ total: QuoteTotal) -> TemplateValue {
            .record([
                "value": total.isComplete || total.known > .zero ? .number(total.known.amount) : .none,
                "known": .bool(total.isComplete), "word": .text(words[.knownSeparate]),
            ])
        }
        func part(_ total: QuoteTotal) -> TemplateValue {
            figure(total.isComplete || total.known > .zero ? total.known : nil, unknown: .knownSeparate)
        }
        return .record([
            "initial": known(quote.initialTotal), "monthly": known(quote.monthlyTotal),
            "initialTotal": part(quote.initialTotal), "monthlyTotal": part(quote.monthlyTotal),
            "initialText": .text(withMissing(quote.initialTotal)),
            "monthlyText": .text(withMissing(quote.monthlyTotal)),
            "grant": figure(grant.grant, unknown: unknownWord), "own": figure(grant.selfPay, unknown: unknownWord),
            "total": figure(total, unknown: unknownWord), "withOthers": .bool(withOthers != nil),
            "isComplete": .bool(quote.isComplete),
            "fiveYear": figure(ordered.quote.fiveYearTotal, unknown: unknownWord),
            "size": .text(largest.amount >= 1_000_000 ? "seven" : ""),
        ])
    }

    var cost: TemplateValue {
        let quote = ordered.quote
        let notes = costNotes
        let marks = Dictionary(
            notes.compactMap { note in note.mark.map { (note.id, $0) } }, uniquingKeysWith: { first, _ in first })
        var groups: [TemplateValue] = []
        for group in LineGroup.allCases {
            let lines = quote.initial.filter { $0.group == group }
            guard !lines.isEmpty else { continue }
            let subtotal = lines.count > 1 ? quote.subtotals.first { $0.group == group } : nil
            var saving = Yen.zero
            for line in lines { if let list = line.listAmount, let amount = line.amount { saving += list - amount } }
            let rows = lines.count + (subtotal == nil ? 0 : 1)
            groups.append(
                .record([
                    "title": .text(title(of: group)), "rows": .number(rows),
                    "lines": .list(
                        lines.enumerated().map { index, line in value(of: line, first: index == 0, marks: marks) }),
                    "subtotal": subtotal.map { figure($0.total.known) } ?? .none,
                    "listTotal": subtotal.flatMap { $0.listTotal > .zero ? figure($0.listTotal) : nil } ?? .none,
                    "saving": subtotal != nil && saving > .zero ? .number(saving.amount) : .none,
                ]))
        }
        return .record([
            "groups": .list(groups),
            "monthly": .list(quote.monthly.map { value(of: $0, first: false, marks: marks) }),
            "notes": .list(
                notes.map { note in
                    .record(["mark": TemplateValue(note.mark), "text": .text(note.text)])
                }),
            "initialExcludingTax": .number(quote.initialTotal.excludingTax.amount),
            "initialTax": .number(quote.initialTotal.tax.amount),
            "monthlyExcludingTax": .number(quote.monthlyTotal.excludingTax.amount),
            "monthlyTax": .number(quote.monthlyTotal.tax.amount),
        ])
    }

    /// The texts of the notes that apply, in the order of their file.
    var noteTexts: [String] { ordered.quote.notes.compactMap { texts.noteText($0, book: offer.priceBook) } }

    /// The notes of the cost tables: those that a line refers to are numbered as the reader meets their marks; what goes
    /// for the tables as a whole follows without one.
    private var costNotes: [(id: String, mark: String?, text: String)] {
        let quote = ordered.quote
        let lines = LineGroup.allCases.flatMap { group in quote.initial.filter { $0.group == group } } + quote.monthly
        var referred: [String] = []
        for id in lines.flatMap(\.notes) where quote.notes.contains(id) && !referred.contains(id) {
            referred.append(id)
        }
        let others = quote.notes.filter { !referred.contains($0) }
        return
            referred.enumerated().compactMap { index, id in
                texts.noteText(id, book: offer.priceBook).map { (id, words(.noteMark, ["n": String(index + 1)]), $0) }
            } + others.compactMap { id in texts.noteText(id, book: offer.priceBook).map { (id, nil, $0) } }
    }

    /// `4本`, `4 cables`.
    func counted(_ count: Int, _ unit: String) -> String {
        words(.quantityCounted, ["n": String(count), "u": texts.unit(unit, count: count)])
    }

    private func title(of group: LineGroup) -> String {
        switch group {
        case .line: words[.groupLine]
        case .equipment: words[.groupEquipment]
        case .work: words[.groupWork]
        case .support: words[.groupSupport]
        case .extra: words[.groupExtra]
        case .discount: words[.groupDiscount]
        }
    }

    /// Whether a line's remark is printed: what costs nothing says so by its dash, a surcharge by its note; a remark is
    /// needed where an amount is open, and at a line's price that is the upper end of a range (880円〜24,420円).
    private func isOpen(_ line: QuoteLine) -> Bool {
        switch line.state {
        case .noCharge: false
        case .priced: line.group == .line
        case .quotedSeparately, .toBeConfirmed: true
        }
    }

    private func value(of line: QuoteLine, first: Bool, marks: [String: String]) -> TemplateValue {
        let isService = line.group == .support
        let amount: TemplateValue =
            switch line.state {
            case .priced: figure(line.amount)
            // the support is a service of its own that costs nothing at first; a line in use or a visit saved is none
            case .noCharge: figure(nil, unknown: isService ? .knownNoCharge : .knownNone)
            case .quotedSeparately: figure(nil, unknown: .knownSeparate)
            case .toBeConfirmed: figure(nil, unknown: .knownUnconfirmed)
            }
        return .record([
            "name": .text(texts.name(line.name)),
            "model": TemplateValue(line.group == .equipment && line.id == "router" ? line.model : nil),
            "quantity": .text(
                line.state == .noCharge && !isService ? words[.quantityNone] : counted(line.quantity, line.unit)),
            "list": line.listAmount.map { figure($0) } ?? .none, "amount": amount,
            "marks": .list(line.notes.compactMap { marks[$0].map { .text($0) } }),
            "remark": isOpen(line) ? TemplateValue(line.remark.map { texts.text($0) }) : .none,
            "first": .bool(first), "class": .text(first ? "g" : ""), "id": .text(line.id),
        ])
    }
}
