//  TablePageState.swift
//  In: a break token. Out: where a table goes on with it; and what stands for a row and for a cell's part while a page is filled.

import Fragments
import Geometry
import Style

/// A row as it lies on this page.
struct PlacedRow {
    var row: Int
    /// From the border-box corner of the table's fragment.
    var start: LayoutUnit
    var height: LayoutUnit
    var isRepeated = false
    /// The row's cells as they were cut, by cell index; nil: as measured.
    var parts: [Int: TableCellPart]?
    /// The row began on an earlier page; it goes on on the next.
    var isContinued = false
    var continues = false
    var end: LayoutUnit { start + height }
}

/// A cell's part on one page.
struct TableCellPart {
    var body: TableCellBody
    /// What the part shows beside its children.
    var content = FragmentContent.none
    var token: BreakToken?
    /// How far contents are moved down for the baseline.
    var shift: LayoutUnit
}

/// Where a table goes on.
struct TableResume {
    var row: Int
    var isInsideRow: Bool
    var consumedOfRow: LayoutUnit
    /// Cells that span from earlier pages into `row`.
    var spanning: [Int]
    var tokens: [Int32: BreakToken]

    static let start = TableResume(row: 0, isInsideRow: false, consumedOfRow: .zero, spanning: [], tokens: [:])

    init(row: Int, isInsideRow: Bool, consumedOfRow: LayoutUnit, spanning: [Int], tokens: [Int32: BreakToken]) {
        self.row = row
        self.isInsideRow = isInsideRow
        self.consumedOfRow = consumedOfRow
        self.spanning = spanning
        self.tokens = tokens
    }
    init(_ token: BreakToken?) {
        self = .start
        guard let token, case .numbers(let numbers) = token.detail, numbers.count >= 3 else { return }
        row = Int(numbers[0])
        isInsideRow = numbers[1] != 0
        consumedOfRow = LayoutUnit(raw: numbers[2])
        spanning = numbers[3...].map { Int($0) }
        for child in token.children { tokens[child.box] = child }
    }
    func token(box: BoxID, consumed: LayoutUnit, sequence: Int32, isForced: Bool) -> BreakToken {
        BreakToken(
            box: box.index, consumed: consumed, sequence: sequence,
            children: tokens.values.sorted { $0.box < $1.box }, flags: isForced ? .forced : [],
            detail: .numbers([Int32(row), isInsideRow ? 1 : 0, consumedOfRow.raw] + spanning.map { Int32($0) }))
    }
}
