//  CellText.swift
//  In: text in cells. Out: text condensed to its width (`-teian-condense`), columns aligned on a character (`text-align: "円"`).
//  https://www.w3.org/TR/css-text-4/#character-alignment

import Fragments
import Geometry
import Style
import Text

extension LayoutSession {
    /// The context in letters small enough for the line, down to the limit that the container sets.
    func condensed(_ base: PreparedInline, to width: LayoutUnit) -> PreparedInline {
        guard let limit = base.condenseLimit, width > .zero else { return base }
        let natural = contentSizes(of: base.box).max
        guard natural > width else { return base }
        // steps of an eightieth, so that neighbours of nearly equal length look alike
        let wanted = (Float(width.px / natural.px) * 80).rounded(.down) / 80
        let factor = max(limit, wanted)
        if let known = base.condensed, known.factor == factor { return known.context }
        let made = prepare(base.box, firstLine: nil, scale: factor)
        base.condensed = (factor, made)
        return made
    }

    /// The text style in letters of another size.
    func textStyle(_ id: StyleID, scale: Float) -> TextStyleID {
        let own = textStyle(id)
        if scale == 1 { return own }
        var style = text[own]
        style.size *= scale
        style.letterSpacing *= scale
        style.wordSpacing *= scale
        return text.intern(style)
    }

    /// How far a cell's text stands from its line's end, so that its column is aligned on a character. CSS px.
    func characterShift(of context: BoxID) -> Float {
        var cell = context
        for _ in 0..<8 where !cell.isNone && boxes.kind(cell) != .tableCell { cell = boxes.parent(cell) }
        guard !cell.isNone, boxes.kind(cell) == .tableCell else { return 0 }
        var table = boxes.parent(cell)
        while !table.isNone, boxes.kind(table) != .table { table = boxes.parent(table) }
        if table.isNone { return 0 }
        let facts = tableFacts(table)
        if facts.characterShifts == nil { facts.characterShifts = characterShifts(facts.grid) }
        return facts.characterShifts?[context.index] ?? 0
    }

    private func characterShifts(_ grid: TableGrid) -> [Int32: Float] {
        var tails: [Int: [(context: Int32, tail: Float)]] = [:]
        for cell in grid.cells where cell.columnSpan == 1 {
            guard let character = style(cell.box).text.textAlignCharacter,
                let context = firstContext(in: cell.box)
            else { continue }
            tails[cell.column, default: []].append((context.index, tail(of: context, from: character)))
        }
        var result: [Int32: Float] = [:]
        for column in tails.values {
            let longest = column.map(\.tail).max() ?? 0
            for entry in column { result[entry.context] = longest - entry.tail }
        }
        return result
    }
    private func firstContext(in box: BoxID) -> BoxID? {
        if boxes.kind(box) == .inlineContext { return box }
        var child = boxes.firstChild(box)
        while !child.isNone {
            if let found = firstContext(in: child) { return found }
            child = boxes.nextSibling(child)
        }
        return nil
    }
    /// The width of the text from the character on; without it, nothing follows.
    private func tail(of context: BoxID, from character: String) -> Float {
        let paragraph = preparedInline(context).paragraph
        let wanted = character.unicodeScalars.map(\.value)
        var start = paragraph.count - wanted.count
        while start >= 0 {
            if (0..<wanted.count).allSatisfy({ paragraph.scalars[start + $0] == wanted[$0] }) {
                return paragraph.advance(of: start..<paragraph.count)
            }
            start -= 1
        }
        return 0
    }
}
