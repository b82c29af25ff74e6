//  CustomerProfile.swift
//  In: nothing. Out: the words for what is known of a customer; what sales may not know is optional.
//
//  Invariants of the room:
//  1. A profile that exists is valid: its values are possible, its dates in order, its codes agree with its kind.
//  2. Names are kept exactly as written; only keys and codes are normalised.
//  3. Nothing is assumed here. An absent value stays absent until a later room assumes it and says so.

import DataFiles
import Diagnostics
import Measures

/// What is known of one customer.
public struct CustomerProfile: Sendable {
    public var clinic: Clinic
    public var line: LineFacts
    public var equipment: EquipmentFacts
    public var deployment: Deployment?
    public var workTime: WorkTime?
    public var wantsSupport: Bool?
    public var receiptComputer: ReceiptComputer
    public var dates: ProfileDates
    /// The 猶予届 that was filed.
    public var deferral: DeferralReason?
    /// In the order of the profile, each once.
    public var needs: [String]
    public var overrides: [PriceOverride]
    public var extraLines: [ExtraLine]
    public var discounts: [Discount]
    public var seller: Seller
    public var quotation: Quotation
    /// The file it came from, for messages that are found later.
    public var origin: DataNode

    /// Where a key stands: `place("equipment", "cardReaders")`; the nearest key above it if it is absent.
    public func place(_ path: String...) -> SourceLocation {
        var node = origin
        for key in path {
            guard let next = node.child(key)
            else { break }
            node = next
        }
        return node.place
    }
}

/// What kind of facility the customer is.
public enum FacilityKind: String, Sendable, Hashable, CaseIterable {
    case hospital, clinic, dentalClinic, pharmacy, chainPharmacy

    public var isPharmacy: Bool { self == .pharmacy || self == .chainPharmacy }
}

/// The customer itself.
public struct Clinic: Sendable, Hashable {
    public var name: String
    public var kind: FacilityKind
    /// Ten digits each, checked.
    public var codes: [String]
    /// Seven digits.
    public var postalCode: String?
    public var address: String?
    public var department: String?
    /// A person; then the document says 様, and 御中 otherwise.
    public var addressee: String?
    public var phone: String?
    /// Two digits of JIS X 0401, `01` to `47`.
    public var prefecture: String
    public var territory: Territory
}

/// Whose area the customer lies in.
public enum Territory: Sendable, Hashable {
    case east
    case west
    /// A municipality on the border, by name: priced, but the area must be asked for.
    case border(String)
}

public enum LineSituation: String, Sendable, Hashable, CaseIterable {
    case existing, new, migration

    /// A line is laid: new or in place of an older one.
    public var laysLine: Bool { self != .existing }
}

public enum LineKind: String, Sendable, Hashable, CaseIterable { case flets, other }
public enum Building: String, Sendable, Hashable, CaseIterable { case house, apartment }
public enum Deployment: String, Sendable, Hashable, CaseIterable { case onPremises1, onPremises2 }
/// `holiday` is a Saturday, Sunday or public holiday; `yearEnd` the days around New Year.
public enum WorkTime: String, Sendable, Hashable, CaseIterable { case weekday, evening, night, holiday, yearEnd }

/// Why a facility may take part later than the law asks (猶予届の6類型).
public enum DeferralReason: String, Sendable, Hashable, CaseIterable {
    case systemUnderway, noFibre, homeVisitsOnly, rebuilding, closing, otherHardship
}

public struct LineFacts: Sendable, Hashable {
    public var situation: LineSituation
    public var kind: LineKind?
    /// What the customer pays a month for the line of today.
    public var currentMonthly: Yen?
    public var simultaneousWork: Bool?
    public var building: Building?
    public var timeDesignated: Bool?
    public var appliedOn: Day?
    public var openedOn: Day?
}

public struct EquipmentFacts: Sendable, Hashable {
    public var desktops: Int?
    public var notebooks: Int?
    public var monitors: Int?
    public var cardReaders: Int?
    public var readerModel: String?
    public var newWires: Int?
    public var reusedWires: Int?
    public var wirelessLAN: Bool?
}

public struct ReceiptComputer: Sendable, Hashable {
    public var vendor: String?
    /// Other vendors' eligible cost, tax included.
    public var renovationCost: Yen?
}

public struct ProfileDates: Sendable, Hashable {
    /// The date of the document; the command line may give another.
    public var issued: Day?
    public var cardReaderApplied: Day?
    public var contractOn: Day?
    public var completesOn: Day?
    public var operationStarts: Day?
}

/// A price that was 別途見積 and is now known.
public struct PriceOverride: Sendable, Hashable {
    public var item: String
    public var unitPrice: Yen
    public var source: String
    public var by: String
    public var on: Day
}

public struct ExtraLine: Sendable, Hashable {
    public var name: String
    public var quantity: Int
    public var unitPrice: Yen
    public var isEligible: Bool
    public var source: String
    /// Who said so; optional.
    public var by: String?
}

public struct Discount: Sendable, Hashable {
    public var name: String
    /// Positive; printed with ▲.
    public var amount: Yen
    public var reason: String
    public var approvedBy: String
}

public struct Seller: Sendable, Hashable {
    public var company: String?
    public var office: String?
    public var name: String?
    public var postalCode: String?
    public var address: String?
    public var phone: String?
    public var fax: String?
    public var email: String?
    /// `T` and thirteen digits.
    public var registrationNumber: String?
}

public struct Quotation: Sendable, Hashable {
    public var number: String?
    public var revision: Int
    public var validUntil: Day?
}
