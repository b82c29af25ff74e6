//  EarlierRevision.swift
//  In: the earlier revision's profile, or the JSON beside its PDF. Out: what changed since, or why the two cannot be compared.

import ClinicProfile
import DataFiles
import Diagnostics
import Measures
import Messages

/// An earlier revision of a quotation, with the places that name it.
public struct EarlierRevision: Sendable {
    public let snapshot: QuotationSnapshot
    /// Below which key the number and the revision stand.
    private let quotation: DataNode
    private let customer: DataNode

    /// What changed from this revision to `offer`.
    public func difference(to offer: CustomerOffer) throws(DataFaults) -> RevisionDifference {
        let after = QuotationSnapshot(offer)
        let profile = offer.profile
        guard let number = snapshot.number else {
            throw DataFaults(
                "since-no-number",
                told(.sinceNoNumberThere),
                at: quotation.place)
        }
        guard let own = after.number else {
            throw DataFaults(
                "since-no-number", told(.sinceNoNumberHere, ["number": number]),
                at: profile.place("quotation"))
        }
        guard number == own else {
            throw DataFaults(
                "since-other-number",
                told(.sinceOtherNumber, ["before": number, "now": own]),
                at: place("number"))
        }
        guard isSameCustomer(after) else {
            throw DataFaults(
                "since-other-customer",
                told(.sinceOtherCustomer, ["before": snapshot.customer, "now": after.customer]), at: customer.place)
        }
        guard after.revision > snapshot.revision else {
            throw DataFaults(
                "since-revision",
                told(.sinceRevision, ["now": after.revision, "before": snapshot.revision]),
                at: profile.place("quotation", "revision"))
        }
        return RevisionDifference(before: snapshot, after: after)
    }

    /// A name may be corrected between revisions; a medical code stays.
    private func isSameCustomer(_ after: QuotationSnapshot) -> Bool {
        if snapshot.codes.isEmpty || after.codes.isEmpty { return snapshot.customer == after.customer }
        return snapshot.codes.contains(where: after.codes.contains)
    }

    private func place(_ key: String) -> SourceLocation { (quotation[key] ?? quotation).place }

    /// The JSON beside a document.
    init(manifest root: DataNode) throws(DataFaults) {
        snapshot = try QuotationSnapshot(root)
        quotation = root
        customer = root["customer"] ?? root
    }

    init(_ offer: CustomerOffer) {
        let root = offer.profile.origin
        snapshot = QuotationSnapshot(offer)
        quotation = root["quotation"] ?? root
        customer = root["clinic"]?["name"] ?? root
    }
}

extension DomainLibrary {
    /// Reads an earlier revision. In: a profile's tree, or that of the JSON beside a document; a profile is worked out again
    /// on its own day with the price book of that day.
    public func earlierRevision(from root: DataNode) throws(DataFaults) -> EarlierRevision {
        if root["document"] != nil { return try EarlierRevision(manifest: root) }
        let profile = try profile(from: root)
        do { return EarlierRevision(try offer(for: profile)) } catch {
            switch error {
            case .input(let faults): throw faults
            case .outsideArea(let area): throw DataFaults("since-outside-area", area.advice, at: area.place)
            }
        }
    }
}
