//  CSVWriter.swift
//  In: cells. Out: one line of CSV that no spreadsheet mistakes for a formula; and the way back.
//
//  A cell that begins with = + - @, a tab or a carriage return is run as a formula by spreadsheets. An apostrophe before it
//  makes it text there. A number with a sign (−12, +3.5) is no formula and stays. What was defused so is read back as it was.

/// Writes CSV: CRLF, quotation marks where they are needed.
public enum CSVWriter {
    /// A byte order mark, so that Excel takes the file for UTF-8.
    public static let byteOrderMark = "\u{FEFF}"

    /// One line with its CRLF.
    public static func line(_ cells: [String]) -> String {
        cells.map(quoted).joined(separator: ",") + "\r\n"
    }

    /// The cell as it may be written between commas.
    public static func quoted(_ cell: String) -> String {
        let text = defused(cell)
        let needsQuotes = text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
        let hasEdge = text.hasPrefix(" ") || text.hasSuffix(" ")
        guard needsQuotes || hasEdge else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    /// An apostrophe before what a spreadsheet would run.
    public static func defused(_ cell: String) -> String {
        startsFormula(cell[...]) ? "'" + cell : cell
    }

    /// The cell before it was defused.
    public static func restored(_ cell: String) -> String {
        cell.hasPrefix("'") && startsFormula(cell.dropFirst()) ? String(cell.dropFirst()) : cell
    }

    private static func startsFormula(_ cell: Substring) -> Bool {
        guard let first = cell.unicodeScalars.first else { return false }
        switch first {
        case "=", "@", "\t", "\r", "＝", "＠": return true
        case "+", "-", "＋", "－":
            return !cell.unicodeScalars.dropFirst().allSatisfy { ("0"..."9").contains($0) || $0 == "." }
                || cell.unicodeScalars.count == 1
        default: return false
        }
    }
}
