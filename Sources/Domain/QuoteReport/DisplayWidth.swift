//  DisplayWidth.swift
//  In: text. Out: how many columns of a terminal it takes, and text padded to columns.
//
//  Unicode's East Asian Width: wide and full-width characters take two columns, combining marks none; ambiguous ones
//  one, as terminals draw them today.
//  https://www.unicode.org/reports/tr11/

/// The number of columns that a text takes.
public func displayWidth(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + columns($1.value) }
}

private func columns(_ scalar: UInt32) -> Int {
    switch scalar {
    case 0x0300...0x036F, 0x200B...0x200F, 0x3099...0x309A, 0xFE00...0xFE0F, 0xE0100...0xE01EF: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
        0x1F900...0x1F9FF, 0x20000...0x3FFFD:
        2
    default: 1
    }
}

/// Which side of a column its text stands on.
public enum ColumnAlignment: Sendable { case left, right }

/// A table of text whose columns line up on a terminal.
public struct TextTable: Sendable {
    private let alignments: [ColumnAlignment]
    private var rows: [[String]] = []

    public init(_ alignments: [ColumnAlignment]) { self.alignments = alignments }

    public mutating func add(_ cells: String...) { rows.append(cells) }

    /// One string a row, indented, without blanks at the end.
    public func lines(indent: Int = 2) -> [String] {
        let widths = alignments.indices.map { column in
            rows.map { column < $0.count ? displayWidth($0[column]) : 0 }.max() ?? 0
        }
        return rows.map { row in
            var text = String(repeating: " ", count: indent)
            for (column, cell) in row.enumerated() {
                let pad = String(repeating: " ", count: max(0, widths[column] - displayWidth(cell)))
                if column > 0 { text += "  " }
                text += alignments[column] == .right ? pad + cell : cell + pad
            }
            return String(text.reversed().drop { $0 == " " }.reversed())
        }
    }
}
