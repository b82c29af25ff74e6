//  MailingList.swift
//  In: a CSV file, defaults, a suppression list, the domain's library. Out: a survey of it, then its rows one by one.
//
//  Invariants of the room:
//  1. Every data row has exactly one outcome: a recipient, or a cause. Blank rows are no rows.
//  2. Memory does not grow with the rows' text: a row is forgotten when its outcome is handed on; what is kept of it is keys.
//  3. Names are handed on as written; only keys and codes are normalised.
//  4. Same list, same options: same outcomes in the same order. Of two rows that are the same the first is the recipient.
//  5. No content of a list stops the reading: only the list as a whole can be at fault (its header, its defaults).
//
//  A list is read twice. The first reading (`survey`) finds duplicates, and codes of one facility that stand on two rows;
//  the second (`rows(after:)`) hands out recipients that are complete.

import ClinicProfile
import DataFiles
import Diagnostics
import Messages
import Offer

/// What goes into reading a list, beside the list.
public struct ListOptions: Sendable {
    /// A profile's tree with what the list does not say (`--defaults`).
    public var defaults: DataNode?
    public var suppression: SuppressionList?
    public var towns: PostalTowns?
    /// Whether a font has the character; without it only characters that no font can have are refused.
    public var canPrint: (@Sendable (Unicode.Scalar) -> Bool)?

    public init(
        defaults: DataNode? = nil, suppression: SuppressionList? = nil, towns: PostalTowns? = nil,
        canPrint: (@Sendable (Unicode.Scalar) -> Bool)? = nil
    ) {
        self.defaults = defaults
        self.suppression = suppression
        self.towns = towns
        self.canPrint = canPrint
    }
}

/// The forms that lists come in.
public enum ListForm: String, Sendable, Hashable {
    /// A header row, then a row a facility.
    case table
    /// The monthly list of a 地方厚生局, saved as CSV.
    case official
}

/// A column of a list and what it is read as.
public struct ListColumn: Sendable, Hashable {
    public let header: String
    /// A path of the profile, or nothing for a column that is read for itself or ignored.
    public let path: String?
    public let control: ListWords.Control?
}

/// An opened list whose header has been understood.
public struct MailingList: Sendable {
    public let name: String
    public let form: ListForm
    public let encoding: EncodingFinding
    public let columns: [ListColumn]
    public let words: ListWords
    let file: ListFile
    let shape: ListShape
    let judge: RowJudge
    let options: ListOptions

    /// Opens a list (`-` is standard input) and reads its header. Throws if the list as a whole cannot be used: no header,
    /// an unknown column, faulty defaults, a needed value that neither a column nor the defaults give.
    public init(
        file path: String, library: DomainLibrary, words: ListWords, options: ListOptions = ListOptions()
    ) throws(DataFaults) {
        file = try ListFile(path)
        name = file.name
        self.words = words
        self.options = options
        encoding = try EncodingFinding.find(in: file)
        let opening = try ListOpening(file, encoding, words: words)
        form = opening.form
        let leaves = library.profiles.schema.leaves
        let defaults = try ListDefaults(options.defaults, library: library)
        shape =
            form == .official
            ? ListShape.official(leaves, defaults)
            : try ListShape(
                opening.header, line: opening.line, file: name, leaves: leaves, words: words, defaults: defaults)
        columns = shape.columns
        judge = RowJudge(library: library, words: words, shape: shape, options: options, listName: name)
        try shape.checkNeeds(of: leaves, file: name, line: opening.line)
    }

    /// Reads the list once: counts, duplicates, the extremes. `progress` hears the number of rows now and then.
    public func survey(progress: (Int) -> Void = { _ in }) throws(DataFaults) -> ListSurvey {
        var survey = ListSurvey(stamp: file.stamp)
        var keys = DuplicateKeys()
        let drafts = try draftReader()
        while let draft = try drafts.next() {
            let judged = judge.judge(draft)
            let known = keys.settle(judged, draft)
            survey.count(judged, draft, known)
            if survey.rowCount % 5000 == 0 { progress(survey.rowCount) }
        }
        return survey
    }

    /// The outcomes in the list's order. Throws if the file has changed since the survey.
    public func rows(after survey: ListSurvey) throws(DataFaults) -> RowReader {
        guard file.stamp == survey.stamp else {
            throw DataFaults(
                "list-changed", told(.listChanged),
                at: SourceLocation(file: name))
        }
        return RowReader(list: self, survey: survey, drafts: try draftReader())
    }

    func draftReader() throws(DataFaults) -> DraftReader {
        try DraftReader(list: self)
    }
}

/// Hands out outcomes. One reader, one thread.
public final class RowReader {
    private let list: MailingList
    private let survey: ListSurvey
    private let drafts: DraftReader
    private var repeats = 0

    init(list: MailingList, survey: ListSurvey, drafts: DraftReader) {
        self.list = list
        self.survey = survey
        self.drafts = drafts
    }

    /// The next row's outcome; nothing at the end.
    public func next() throws(DataFaults) -> RowOutcome? {
        guard var draft = try drafts.next() else { return nil }
        let joined = survey.joined[draft.ordinal] ?? []
        draft.moreCodes = joined.map(\.code)
        var judged = list.judge.judge(draft)
        if repeats < survey.repeats.count, survey.repeats[repeats].ordinal == draft.ordinal {
            let known = survey.repeats[repeats]
            repeats += 1
            judged.finding = RowFinding(cause: known.cause, other: known.other)
        }
        return list.judge.outcome(draft, judged, joinedRows: joined.map(\.row))
    }
}
