//  TableCarry.swift
//  In: a table whose cells add to sums (`-teian-carry: name`) and whose head or foot shows them (`content: -teian-carry(name)`).
//  Out: the sums at each row; heads and feet with the sum of the page put in. 次頁へ繰越, 前頁より繰越.
//  A row counts on the page where it begins. Numbers are whole: digits with separators, a sign of any usual form before them.

import Fragments
import Geometry
import Messages
import Style
import Text

/// The sums of one table.
struct TableCarrySums {
    /// By name: entry n is the sum of all body rows before row n.
    fileprivate var before: [String: [Int]] = [:]
    /// Text boxes in heads and feet that show a sum, and which.
    fileprivate var places: [(box: BoxID, name: String)] = []

    /// The sum of the body rows before `row`.
    func sum(_ name: String, before row: Int) -> Int {
        guard let sums = before[name], let last = sums.indices.last else { return 0 }
        return sums[min(max(row, 0), last)]
    }

    /// The number written in a text: `12,300円`, `▲500`, `-¥500`, `１，２３４`; 0 without digits, nil beyond Int. A sign stands before the first
    /// digit, with no more than a currency or a space between; a hyphen after a letter is none.
    static func number(in text: some Sequence<UInt32>) -> Int? {
        var value = 0
        var isNegative = false
        var hasDigit = false
        var followsLetter = false
        for scalar in text {
            let digit: UInt32? =
                switch scalar {
                case 0x30...0x39: scalar - 0x30
                case 0xFF10...0xFF19: scalar - 0xFF10
                default: nil
                }
            if let digit {
                hasDigit = true
                let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
                let (next, more) = tens.addingReportingOverflow(Int(digit))
                if overflow || more { return nil }
                value = next
            } else if hasDigit {
                // separators go on, anything else ends the number
                guard scalar == 0x2C || scalar == 0xFF0C || scalar == 0x2019 else { break }
            } else if [0x2212, 0x25B2, 0x25B3].contains(scalar) {
                isNegative = true
            } else if [0x2D, 0xFF0D, 0x2010].contains(scalar) {
                isNegative = !followsLetter
            } else if ![0x20, 0xA0, 0x3000, 0x24, 0x5C, 0xA5, 0xFFE5].contains(scalar) {
                isNegative = false
                followsLetter = Unicode.Scalar(scalar)?.properties.isAlphabetic == true
            }
        }
        return isNegative ? -value : value
    }

    /// With separators; a negative number with ▲, as Japanese quotations write it.
    static func text(_ value: Int) -> String {
        var digits = String(value.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        return (value < 0 ? "▲" : "") + groups.joined(separator: ",")
    }
}

extension LayoutSession {
    /// The sums of a table; nil: no row or cell of it says anything of sums. The places of sums are made as wide as their largest value.
    func carrySums(of grid: TableGrid) -> TableCarrySums? {
        guard hasCarry else { return nil }
        var result = TableCarrySums()
        var hasRows = false
        for section in grid.sections where section.kind != .body {
            for row in section.rows {
                if style(grid.rows[row].box).flow.carry != .none { hasRows = true }
                for cell in grid.rows[row].cells { collectPlaces(grid.cells[cell].box, into: &result.places) }
            }
        }
        var running: [String: Int] = [:]
        for (row, slot) in grid.rows.enumerated() {
            for name in result.before.keys { result.before[name]?.append(running[name] ?? 0) }
            guard grid.sections[slot.section].kind == .body else { continue }
            for cell in slot.cells {
                guard case .adds(let name) = style(grid.cells[cell].box).flow.carry else { continue }
                var scalars: [UInt32] = []
                collectText(grid.cells[cell].box, into: &scalars)
                if result.before[name] == nil { result.before[name] = Array(repeating: 0, count: row + 1) }
                let known = running[name] ?? 0
                let sum = TableCarrySums.number(in: scalars).map { known.addingReportingOverflow($0) }
                if let sum, !sum.overflow {
                    running[name] = sum.partialValue
                } else {
                    diagnostics.report("table-carry", .warning, Sentence(.carryOverflow))
                }
            }
        }
        guard hasRows || !result.places.isEmpty || !result.before.isEmpty else { return nil }
        for name in result.before.keys { result.before[name]?.append(running[name] ?? 0) }
        for place in result.places {
            let sums = result.before[place.name] ?? [0]
            let widest = sums.map(TableCarrySums.text).max { $0.count < $1.count } ?? "0"
            let start = Int32(boxes.scalars.count)
            boxes.scalars += widest.unicodeScalars.map(\.value)
            boxes.textRanges[Int(place.box.index)] = start..<Int32(boxes.scalars.count)
            var context = place.box
            while !context.isNone, boxes.kind(context) != .inlineContext { context = boxes.parent(context) }
            if !context.isNone { forgetParagraphs([context]) }
        }
        return result
    }

    private func collectPlaces(_ box: BoxID, into places: inout [(box: BoxID, name: String)]) {
        if case .carried(let name)? = boxes.rareData(box)?.pending { places.append((box, name)) }
        var child = boxes.firstChild(box)
        while !child.isNone {
            collectPlaces(child, into: &places)
            child = boxes.nextSibling(child)
        }
    }
    private func scalarAfter(_ box: BoxID) -> Unicode.Scalar? {
        let next = boxes.nextSibling(box)
        guard !next.isNone, boxes.kind(next) == .text else { return nil }
        let range = boxes.textRanges[Int(next.index)]
        return range.isEmpty ? nil : Unicode.Scalar(boxes.scalars[Int(range.lowerBound)])
    }
    private func collectText(_ box: BoxID, into scalars: inout [UInt32]) {
        if boxes.kind(box) == .text {
            let range = boxes.textRanges[Int(box.index)]
            if !range.isEmpty { scalars += boxes.scalars[Int(range.lowerBound)..<Int(range.upperBound)] }
        }
        var child = boxes.firstChild(box)
        while !child.isNone {
            collectText(child, into: &scalars)
            child = boxes.nextSibling(child)
        }
    }

    /// A head's or foot's cell with its sums put in, all rows before `row` counted.
    func carrying(_ fragment: Fragment, _ sums: TableCarrySums, before row: Int) -> Fragment {
        carried(fragment, sums, before: row, align: .start)?.fragment ?? fragment
    }

    /// nil: nothing changes. `grown`: by how much the fragment is wider.
    private func carried(
        _ fragment: Fragment, _ sums: TableCarrySums, before row: Int, align: LineAlignment
    ) -> (fragment: Fragment, grown: LayoutUnit)? {
        if case .text(let content) = fragment.content {
            guard fragment.box >= 0, case .carried(let name)? = boxes.rareData(BoxID(fragment.box))?.pending else {
                return nil
            }
            let number = TableCarrySums.text(sums.sum(name, before: row))
            // shaped with what follows, for the space between a figure and 円
            var string = number
            if let next = scalarAfter(BoxID(fragment.box)) { string.unicodeScalars.append(next) }
            let shaped = text.paragraph(string, style: textStyle(StyleID(fragment.style)))
            let line = shaped.line(0..<shaped.count, start: .wrapped)
            var runs: [PlacedRun] = []
            var left: Float = 0
            for run in shaped.glyphRuns(of: 0..<number.unicodeScalars.count, in: line) {
                runs.append(PlacedRun(x: left, run: run))
                left += run.advance
            }
            let width = LayoutUnit(ceiling: left)
            let made = fragment.replacing(
                inline: width, content: .text(TextContent(runs: runs, baseline: content.baseline)))
            return (made, width - fragment.size.inline)
        }
        var align = align
        if fragment.kind == .block || fragment.kind == .tableCell {
            align = alignment(document.table[StyleID(fragment.style)], isLast: true)
        }
        var children: [FragmentLink] = []
        var grown = LayoutUnit.zero
        var hasChanged = false
        for link in fragment.children {
            var offset = link.offset
            if fragment.kind == .line || fragment.kind == .inline { offset.inline += grown }
            if let (made, more) = carried(link.fragment, sums, before: row, align: align) {
                hasChanged = true
                grown += more
                children.append(FragmentLink(offset: offset, fragment: made))
            } else {
                children.append(FragmentLink(offset: offset, fragment: link.fragment))
            }
        }
        guard hasChanged else { return nil }
        switch fragment.kind {
        case .inline:
            return (
                fragment.replacing(inline: fragment.size.inline + grown, children: children, content: fragment.content),
                grown
            )
        case .line:
            let shift: LayoutUnit =
                switch align {
                case .start, .justify: .zero
                case .center: .zero - grown / 2
                case .end: .zero - grown
                }
            children = children.map {
                FragmentLink(offset: $0.offset + LogicalOffset(inline: shift, block: .zero), fragment: $0.fragment)
            }
        default: break
        }
        return (
            fragment.replacing(inline: fragment.size.inline, children: children, content: fragment.content), .zero
        )
    }
}

extension Fragment {
    /// The same with another width, other children or content.
    fileprivate func replacing(
        inline: LayoutUnit, children: [FragmentLink]? = nil, content: FragmentContent
    ) -> Fragment {
        Fragment(
            kind: kind, flags: flags, node: node, box: box, style: style,
            size: LogicalSize(inline: inline, block: size.block), border: border, padding: padding, margin: margin,
            firstBaseline: firstBaseline, lastBaseline: lastBaseline, children: children ?? self.children,
            content: content)
    }
}
