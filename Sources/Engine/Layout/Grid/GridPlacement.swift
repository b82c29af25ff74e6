//  GridPlacement.swift
//  In: items with `grid-row/column-*`, the explicit grid. Out: the area of each item, implicit tracks counted from 0.
//  https://www.w3.org/TR/css-grid-1/#placement, #auto-placement-algo

import Style

/// Lines are counted from the first line of the explicit grid and may be negative.
struct GridSpan {
    var start: Int
    var count: Int
    var end: Int { start + count }
}

/// What an item asks of one axis.
struct GridWish {
    /// nil: placed automatically.
    var start: Int?
    var count: Int
}

struct GridAreas {
    var columns: [Range<Int>] = []
    var rows: [Range<Int>] = []
    var columnCount = 0
    var rowCount = 0
    /// How many implicit tracks come before the explicit ones.
    var columnsBefore = 0
    var rowsBefore = 0
}

extension GridExplicitAxis {
    private static let farthest = 5_000

    /// https://www.w3.org/TR/css-grid-1/#line-placement
    func wish(_ start: GridLine, _ end: GridLine) -> GridWish {
        let first = line(start, isStart: true)
        let second = line(end, isStart: false)
        switch (first, second) {
        case (let a?, let b?):
            if a == b { return GridWish(start: a, count: 1) }
            return GridWish(start: min(a, b), count: abs(b - a))
        case (let a?, nil):
            if case .span(let count, let name) = end {
                if let name { return between(a, nth(name, Int(count), after: a)) }
                return GridWish(start: a, count: bounded(count))
            }
            return GridWish(start: a, count: 1)
        case (nil, let b?):
            if case .span(let count, let name) = start {
                if let name { return between(nth(name, Int(count), before: b), b) }
                return GridWish(start: b - bounded(count), count: bounded(count))
            }
            return GridWish(start: b - 1, count: 1)
        case (nil, nil):
            if case .span(let count, nil) = start { return GridWish(start: nil, count: bounded(count)) }
            if case .span(let count, nil) = end { return GridWish(start: nil, count: bounded(count)) }
            return GridWish(start: nil, count: 1)
        }
    }
    private func bounded(_ count: Int32) -> Int { min(max(Int(count), 1), Self.farthest) }
    private func between(_ a: Int, _ b: Int) -> GridWish { GridWish(start: min(a, b), count: max(abs(b - a), 1)) }

    private func line(_ value: GridLine, isStart: Bool) -> Int? {
        switch value {
        case .auto, .span: return nil
        case .named(let name):
            if let list = names[name + (isStart ? "-start" : "-end")], let first = list.first { return first }
            return numbered(1, name)
        case .line(let number, let name): return numbered(Int(number), name)
        }
    }
    private func numbered(_ number: Int, _ name: String?) -> Int {
        let number = min(max(number, -Self.farthest), Self.farthest)
        guard let name else { return number > 0 ? number - 1 : count + 1 + number }
        let list = names[name] ?? []
        if number > 0 {
            // lines of the implicit grid bear every name
            return number <= list.count ? list[number - 1] : count + (number - list.count)
        }
        let back = -number
        return back <= list.count ? list[list.count - back] : -(back - list.count)
    }
    private func nth(_ name: String, _ number: Int, after line: Int) -> Int {
        let list = (names[name] ?? []).filter { $0 > line }
        let number = min(max(number, 1), Self.farthest)
        return number <= list.count ? list[number - 1] : max(count, line) + (number - list.count)
    }
    private func nth(_ name: String, _ number: Int, before line: Int) -> Int {
        let list = (names[name] ?? []).filter { $0 < line }
        let number = min(max(number, 1), Self.farthest)
        return number <= list.count ? list[list.count - number] : min(0, line) - (number - list.count)
    }
}

/// Places items. "major" is the axis that grows (rows, for `grid-auto-flow: row`), "minor" the other.
struct GridPlacer {
    private let isRowFlow: Bool
    private let isDense: Bool
    /// Taken stretches of the minor axis, by major track.
    private var taken: [Int: [Range<Int>]] = [:]
    private var minorStart = 0
    private var minorEnd = 0

    init(_ flow: GridAutoFlow) {
        isRowFlow = flow == .row || flow == .rowDense
        isDense = flow == .rowDense || flow == .columnDense
    }

    mutating func place(
        columns: [GridWish], rows: [GridWish], columnCount: Int, rowCount: Int
    ) -> GridAreas {
        let majors = isRowFlow ? rows : columns
        let minors = isRowFlow ? columns : rows
        minorEnd = isRowFlow ? columnCount : rowCount
        var placed = [(major: GridSpan, minor: GridSpan)?](repeating: nil, count: majors.count)
        for index in majors.indices {
            if let start = minors[index].start {
                minorStart = min(minorStart, start)
                minorEnd = max(minorEnd, start + minors[index].count)
            }
        }
        for index in majors.indices { minorEnd = max(minorEnd, minorStart + minors[index].count) }
        // 1 what both axes fix
        for index in majors.indices {
            guard let major = majors[index].start, let minor = minors[index].start else { continue }
            let spans = (
                GridSpan(start: major, count: majors[index].count), GridSpan(start: minor, count: minors[index].count)
            )
            placed[index] = spans
            take(spans.0, spans.1)
        }
        // 2 what is fixed along the growing axis
        var cursors: [DenseKey: Int] = [:]
        for index in majors.indices where placed[index] == nil {
            guard let start = majors[index].start else { continue }
            let major = GridSpan(start: start, count: majors[index].count)
            let key = DenseKey(
                major: isDense ? majors[index].count : 0, minor: isDense ? minors[index].count : 0, fixed: start)
            var minor = cursors[key] ?? minorStart
            while let next = blocked(major, GridSpan(start: minor, count: minors[index].count)) { minor = next }
            let span = GridSpan(start: minor, count: minors[index].count)
            minorEnd = max(minorEnd, span.end)
            cursors[key] = span.end
            placed[index] = (major, span)
            take(major, span)
        }
        // 3 the rest, in order
        let majorStart = min(0, placed.compactMap { $0?.major.start }.min() ?? 0)
        var cursor = (major: majorStart, minor: minorStart)
        var denseCursors: [DenseKey: (major: Int, minor: Int)] = [:]
        for index in majors.indices where placed[index] == nil {
            let count = majors[index].count
            let minorCount = minors[index].count
            let key = DenseKey(major: count, minor: minorCount, fixed: minors[index].start)
            // Faster because: for items of one size the first free place never moves back
            if isDense { cursor = denseCursors[key] ?? (majorStart, minorStart) }
            if let fixed = minors[index].start {
                if !isDense, fixed < cursor.minor { cursor.major += 1 }
                cursor.minor = fixed
                while !isFree(GridSpan(start: cursor.major, count: count), GridSpan(start: fixed, count: minorCount)) {
                    cursor.major += 1
                }
            } else {
                while true {
                    if cursor.minor + minorCount > minorEnd {
                        cursor.major += 1
                        cursor.minor = minorStart
                        continue
                    }
                    if let next = blocked(
                        GridSpan(start: cursor.major, count: count), GridSpan(start: cursor.minor, count: minorCount))
                    {
                        cursor.minor = next
                        continue
                    }
                    break
                }
            }
            let spans = (
                GridSpan(start: cursor.major, count: count), GridSpan(start: cursor.minor, count: minorCount)
            )
            placed[index] = spans
            take(spans.0, spans.1)
            if isDense { denseCursors[key] = cursor }
        }
        return areas(placed.compactMap { $0 }, columnCount: columnCount, rowCount: rowCount)
    }

    private struct DenseKey: Hashable {
        let major: Int
        let minor: Int
        let fixed: Int?
    }

    private func areas(
        _ placed: [(major: GridSpan, minor: GridSpan)], columnCount: Int, rowCount: Int
    ) -> GridAreas {
        var result = GridAreas()
        let columns = placed.map { isRowFlow ? $0.minor : $0.major }
        let rows = placed.map { isRowFlow ? $0.major : $0.minor }
        let firstColumn = min(0, columns.map(\.start).min() ?? 0)
        let firstRow = min(0, rows.map(\.start).min() ?? 0)
        result.columnsBefore = -firstColumn
        result.rowsBefore = -firstRow
        result.columnCount = max(columnCount, columns.map(\.end).max() ?? 0) - firstColumn
        result.rowCount = max(rowCount, rows.map(\.end).max() ?? 0) - firstRow
        result.columns = columns.map { $0.start - firstColumn..<$0.end - firstColumn }
        result.rows = rows.map { $0.start - firstRow..<$0.end - firstRow }
        return result
    }

    private mutating func take(_ major: GridSpan, _ minor: GridSpan) {
        for track in major.start..<major.end { taken[track, default: []].append(minor.start..<minor.end) }
    }
    private func isFree(_ major: GridSpan, _ minor: GridSpan) -> Bool { blocked(major, minor) == nil }
    /// nil if free; else where to try next along the minor axis.
    private func blocked(_ major: GridSpan, _ minor: GridSpan) -> Int? {
        for track in major.start..<major.end {
            for range in taken[track] ?? [] where range.lowerBound < minor.end && range.upperBound > minor.start {
                return range.upperBound
            }
        }
        return nil
    }
}
