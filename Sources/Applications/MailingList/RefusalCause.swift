//  RefusalCause.swift
//  In: nothing. Out: every reason why a row gets no document, and which of them somebody can mend.

import Messages

extension MessageLanguage {
    /// Tables and papers of a campaign are for a Japanese post room: headings, causes and advice alike, so that shards
    /// made under different locales agree.
    public static let ofPapers = MessageLanguage.ja
}

/// Why a row gets no document. The words for it are data: Assets/Campaign/list.yaml.
public enum RefusalCause: String, Sendable, Hashable, CaseIterable {
    // left out on purpose: nothing to mend
    case west
    case border
    case suspended
    case suppressed
    case duplicateCode = "duplicate-code"
    case duplicateAddress = "duplicate-address"
    /// A second code of the same facility (医科・歯科併設): one letter for both.
    case joined
    // the form of the row
    case unreadableBytes = "unreadable-bytes"
    case unclosedQuote = "unclosed-quote"
    case strayQuote = "stray-quote"
    case tooLarge = "too-large"
    case tooFewCells = "too-few-cells"
    case tooManyCells = "too-many-cells"
    case controlCharacter = "control-character"
    case spreadsheetError = "spreadsheet-error"
    case orphanRow = "orphan-row"
    // who
    case missingName = "missing-name"
    case tooLong = "too-long"
    case honorific
    /// 外字: a character that no font has, or one that only its writer's computer knows.
    case missingCharacter = "missing-character"
    case missingKind = "missing-kind"
    case unknownKind = "unknown-kind"
    // where
    case missingAddress = "missing-address"
    case noPrefecture = "no-prefecture"
    case missingPostalCode = "missing-postal-code"
    case badPostalCode = "bad-postal-code"
    case postalMismatch = "postal-mismatch"
    // the code
    case codeLength = "code-length"
    case codeCheckDigit = "code-check-digit"
    case codePrefecture = "code-prefecture"
    case codeKind = "code-kind"
    // everything else a column may hold
    case badPhone = "bad-phone"
    case badNumber = "bad-number"
    case badDate = "bad-date"
    case badChoice = "bad-choice"
    case badStatus = "bad-status"
    case missingValue = "missing-value"
    case contradiction

    /// What counts are kept by.
    public enum Group: String, Sendable, Hashable, CaseIterable {
        case west, border, suspended, suppressed, duplicate, joined, refused
    }

    public var group: Group {
        switch self {
        case .west: .west
        case .border: .border
        case .suspended: .suspended
        case .suppressed: .suppressed
        case .duplicateCode, .duplicateAddress: .duplicate
        case .joined: .joined
        default: .refused
        }
    }

    /// Whether mending the row would bring it in.
    public var canBeMended: Bool { group == .refused }
}
