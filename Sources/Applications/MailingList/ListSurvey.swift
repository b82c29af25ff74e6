//  ListSurvey.swift
//  In: every row's judgement. Out: counts, rows that repeat others, codes that are joined, the most extreme recipients.

import ClinicProfile

/// What a first reading of a list found.
public struct ListSurvey: Sendable {
    /// One line of the counts.
    public struct Line: Sendable, Hashable {
        public let kind: FacilityKind?
        /// Two digits of JIS X 0401.
        public let prefecture: String?
        /// Nothing for recipients.
        public let cause: RefusalCause?
        public let rows: Int
    }

    struct Repeat: Sendable {
        let ordinal: Int
        let cause: RefusalCause
        let other: Int
    }

    private struct Place: Sendable, Hashable {
        var kind: FacilityKind?
        var prefecture: String?
        var cause: RefusalCause?
    }

    public private(set) var rowCount = 0
    private var counts: [Place: Int] = [:]
    let stamp: [Int]
    /// In the order of the rows.
    private(set) var repeats: [Repeat] = []
    /// By the ordinal of the row that keeps them.
    private(set) var joined: [Int: [(code: String, row: Int)]] = [:]
    private var extremes = ProofSelection()

    init(stamp: [Int]) { self.stamp = stamp }

    mutating func count(_ judged: JudgedRow, _ draft: RowDraft, _ known: DuplicateKeys.Known) {
        rowCount += 1
        var cause = judged.finding?.cause
        switch known {
        case .first: break
        case .repeats(let why, let other):
            repeats.append(Repeat(ordinal: draft.ordinal, cause: why, other: other))
            cause = why
        case .joined(let other, let ordinal):
            repeats.append(Repeat(ordinal: draft.ordinal, cause: .joined, other: other))
            joined[ordinal, default: []] += judged.codes.map { ($0, draft.row) }
            cause = .joined
        }
        counts[Place(kind: judged.kind, prefecture: judged.prefecture, cause: cause), default: 0] += 1
        if cause == nil { extremes.consider(judged, row: draft.row) }
    }

    /// Rows that become documents.
    public var accepted: Int { rows { $0 == nil } }
    /// Rows that don't.
    public var leftOut: Int { rowCount - accepted }

    public func count(of cause: RefusalCause) -> Int { rows { $0 == cause } }
    public func count(of group: RefusalCause.Group) -> Int { rows { $0?.group == group } }

    private func rows(_ matches: (RefusalCause?) -> Bool) -> Int {
        counts.reduce(0) { matches($1.key.cause) ? $0 + $1.value : $0 }
    }

    /// Every count by kind, prefecture and cause, in a fixed order.
    public var lines: [Line] {
        let kinds = FacilityKind.allCases
        let causes = RefusalCause.allCases
        func rank(_ place: Place) -> [Int] {
            [
                place.cause.flatMap(causes.firstIndex).map { $0 + 1 } ?? 0,
                place.kind.flatMap(kinds.firstIndex).map { $0 + 1 } ?? 0,
                place.prefecture.flatMap { Int($0) } ?? 0,
            ]
        }
        return counts.sorted { rank($0.key).lexicographicallyPrecedes(rank($1.key)) }.map { place, rows in
            Line(kind: place.kind, prefecture: place.prefecture, cause: place.cause, rows: rows)
        }
    }

    /// Recipients by kind, in the kinds' order.
    public var acceptedByKind: [(kind: FacilityKind, rows: Int)] {
        FacilityKind.allCases.compactMap { kind in
            let rows = counts.reduce(0) { $1.key.cause == nil && $1.key.kind == kind ? $0 + $1.value : $0 }
            return rows == 0 ? nil : (kind, rows)
        }
    }

    /// Recipients by prefecture, in the order of their codes.
    public var acceptedByPrefecture: [(prefecture: String, rows: Int)] {
        var sums: [String: Int] = [:]
        for (place, rows) in counts where place.cause == nil { sums[place.prefecture ?? "", default: 0] += rows }
        return sums.sorted { $0.key < $1.key }.map { (prefecture: $0.key, rows: $0.value) }
    }

    /// Rows by cause, in the causes' order; those that did not occur are left out.
    public var leftOutByCause: [(cause: RefusalCause, rows: Int)] {
        RefusalCause.allCases.compactMap { cause in
            let rows = count(of: cause)
            return rows == 0 ? nil : (cause, rows)
        }
    }

    /// The most extreme recipients, at most so many, each with what makes it so; the same list, the same choice.
    public func proofs(_ count: Int) -> [ProofChoice] { extremes.choice(count) }

    /// What one document takes, measured on proofs.
    public struct DocumentSize: Sendable, Hashable {
        public var pages, sheets, bytes: Int
        /// What it adds to the print file.
        public var streamBytes: Int
        public init(pages: Int, sheets: Int, bytes: Int, streamBytes: Int) {
            self.pages = pages
            self.sheets = sheets
            self.bytes = bytes
            self.streamBytes = streamBytes
        }
    }

    /// What the whole campaign will take.
    public struct Estimate: Sendable, Hashable {
        public let documents, pages, sheets: Int
        /// Of single documents (none with `--print-only`) and print files.
        public let documentBytes, streamBytes: Int
        public var bytes: Int { documentBytes + streamBytes }
    }

    public func estimate(per size: DocumentSize) -> Estimate {
        Estimate(
            documents: accepted, pages: accepted * size.pages, sheets: accepted * size.sheets,
            documentBytes: accepted * size.bytes, streamBytes: accepted * size.streamBytes)
    }
}
