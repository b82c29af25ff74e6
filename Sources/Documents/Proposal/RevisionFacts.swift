//  RevisionFacts.swift
//  In: what changed against an earlier revision. Out: the facts of the part and of the estimate's block that say so.

import Measures
import Offer
import Pricing
import Templating
import Wording

extension ProposalFacts {
    /// Nothing unless an earlier revision was given.
    var revision: TemplateValue {
        guard let since else { return .none }
        func name(_ snapshot: QuotationSnapshot) -> TemplateValue {
            .text(words(.revisionName, ["n": String(snapshot.revision)]))
        }
        return .record([
            "before": name(since.before), "after": name(since.after), "date": day(since.before.date),
            "isEmpty": .bool(since.isEmpty), "figures": .list(since.figures.map { value($0, since) }),
            "lines": .list(since.lines.enumerated().map { value($1, number: $0 + 1) }),
            // as many as one line can name
            "fewLines": .bool(1...3 ~= since.lines.count),
            "sums": .list(
                [
                    (since.figures[0], since.lines.filter { !$0.isMonthly }),
                    (since.figures[3], since.lines.filter(\.isMonthly)),
                ].filter { !$0.1.isEmpty }.map { value($0.0, since) }),
            "settled": .list(since.settled.compactMap(subject)), "opened": .list(since.opened.compactMap(subject)),
        ])
    }

    private func value(_ figure: RevisionDifference.Figure, _ since: RevisionDifference) -> TemplateValue {
        // as in the rest of the document: what follows from an open price is open, too
        func unknown(_ side: QuotationSnapshot) -> WordKey {
            side.initialTotal.isComplete && side.monthlyTotal.isComplete ? .knownUnconfirmed : .knownOpen
        }
        let word: WordKey =
            switch figure.subject {
            case .initial: .revisionInitial
            case .grant: .revisionGrant
            case .own: .revisionOwn
            case .monthly: .revisionMonthly
            }
        return .record([
            "id": .text(figure.subject.rawValue), "name": .text(words[word]),
            "before": self.figure(figure.before, unknown: unknown(since.before)),
            "beforeIsComplete": .bool(figure.beforeIsComplete),
            "after": self.figure(figure.after, unknown: unknown(since.after)),
            "afterIsComplete": .bool(figure.afterIsComplete),
            "difference": self.figure(figure.difference, unknown: .knownNone), "hasChanged": .bool(figure.hasChanged),
        ])
    }

    private func value(_ line: RevisionDifference.Line, number: Int) -> TemplateValue {
        let word: WordKey =
            switch line.change {
            case .added: .revisionAdded
            case .removed: .revisionRemoved
            case .quantity: .revisionQuantity
            case .price: .revisionPrice
            }
        func side(_ line: QuotationSnapshot.Line?) -> TemplateValue {
            guard let line else { return .none }
            let unknown: WordKey =
                switch line.state {
                case .noCharge: .knownNone
                case .toBeConfirmed: .knownUnconfirmed
                case .priced, .quotedSeparately: .knownSeparate
                }
            let isFree = line.state == .noCharge
            return .record([
                "quantity": .text(isFree ? words[.quantityNone] : counted(line.quantity, line.unit)),
                "amount": figure(isFree ? nil : line.amount, unknown: unknown),
            ])
        }
        return .record([
            "number": .number(number), "name": .text(texts.name(line.after?.name ?? line.before?.name ?? "")),
            "change": .text(words[word]), "isMonthly": .bool(line.isMonthly), "before": side(line.before),
            "after": side(line.after), "difference": figure(line.difference),
        ])
    }

    /// What an assumed key is about, in the words of the hearing sheet.
    private func subject(_ key: String) -> TemplateValue? {
        guard let word = WordKey(rawValue: "ask.\(key)") else { return nil }
        return words[word].split(separator: "|").first.map { .text(String($0)) }
    }
}
