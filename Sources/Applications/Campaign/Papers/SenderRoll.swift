//  SenderRoll.swift
//  In: the sellers of a list's profiles. Out: the different senders of the run in the order of the list, numbered from 1, as
//  text for the journal and back. Each needs an envelope of its own.

import ClinicProfile
import Foundation
import Letter

/// The senders of a run. Almost always one.
struct SenderRoll {
    private(set) var senders: [SenderFacts] = []
    private var numbers: [SenderFacts: Int] = [:]

    /// More than these are no run's: each is a page of artwork and a change of envelopes at the machine.
    static let most = 200

    init() {}

    /// What the journal keeps; a text that is none is a roll without senders.
    init(_ text: String) {
        let known = try? JSONDecoder().decode([SenderFacts].self, from: Data(text.utf8))
        for sender in known ?? [] { _ = number(of: sender) }
    }

    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = try? encoder.encode(senders)
        return bytes.map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }

    /// The sender's number, from 1; nil: there are too many.
    mutating func number(of seller: Seller) -> Int? {
        number(
            of: SenderFacts(
                company: seller.company, office: seller.office, postalCode: seller.postalCode.map(Closing.dashed),
                address: seller.address, phone: seller.phone))
    }

    mutating func number(of sender: SenderFacts) -> Int? {
        if let known = numbers[sender] { return known }
        guard senders.count < Self.most else { return nil }
        senders.append(sender)
        numbers[sender] = senders.count
        return senders.count
    }
}
