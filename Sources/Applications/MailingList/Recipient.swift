//  Recipient.swift
//  In: what a row came to. Out: somebody to write to, or the reason why nobody.

import ClinicProfile

/// One customer of a campaign, ready to be offered to.
public struct Recipient: Sendable {
    /// The row's number: data rows (or facilities of an official list) counted from 1, or the list's own column 行.
    public let row: Int
    /// The line of the file where it begins.
    public let line: Int
    /// Every cell as it was written, for the record.
    public let cells: [String]
    /// SHA-256 of the cells, joined with the unit separator U+001F.
    public var cellsHash: String { RowHash.sha256(cells) }
    /// The profile, defaults filled in, codes of a joined row included.
    public let profile: CustomerProfile
    /// The profile as text that reads back to the same profile: what a journal freezes and a worker gets.
    public let profileText: String
    /// Paths of the customer's facts that the defaults gave and not the list (想定), such as `line.situation`.
    public let assumed: [String]
    /// Seven digits.
    public let postalCode: String
    /// What the postal town data says of the address; nothing without that data.
    public let place: PostalPlace?
    /// Rows whose code was joined to this one.
    public let joinedRows: [Int]
}

/// A row that gets no document.
public struct LeftOutRow: Sendable, Hashable {
    public let row: Int
    public let line: Int
    public let cells: [String]
    public let cause: RefusalCause
    /// The header of the column at fault.
    public let column: String?
    /// What the column says, as written.
    public let written: String
    /// The row that it repeats or is joined to.
    public let other: Int?
    /// The cause in Japanese, for people.
    public let text: String
    /// What would be right, in Japanese.
    public let advice: String
    public let name: String?
    public let kind: FacilityKind?
    /// Two digits of JIS X 0401.
    public let prefecture: String?
}

/// What became of a row.
public enum RowOutcome: Sendable {
    case accepted(Recipient)
    case left(LeftOutRow)

    public var row: Int {
        switch self {
        case .accepted(let recipient): recipient.row
        case .left(let row): row.row
        }
    }
}

/// What the postal town data says of an address.
public struct PostalPlace: Sendable, Hashable {
    public enum Match: String, Sendable, Hashable {
        /// The postal code's town stands in the address: the rest of it is known.
        case town
        /// A number of an organisation's own (大口事業所個別番号): the code says it all.
        case organisation
        /// The code exists, but its town is not in the address.
        case otherTown
        /// Only the code of a whole city (…00): no bar code by the rules.
        case wholeCity
        /// There is no such code.
        case unknownCode
    }
    public let match: Match
    /// What follows the town: what the customer bar code is made from. Nothing unless the town matched.
    public let remainder: String?
    /// 郵便区番号, three or five digits.
    public let sortingNumber: String?

    /// Whether a customer bar code may be printed.
    public var allowsBarcode: Bool { match == .town || match == .organisation }

    public init(match: Match, remainder: String?, sortingNumber: String?) {
        self.match = match
        self.remainder = remainder
        self.sortingNumber = sortingNumber
    }
}
