//  GridProperties.swift
//  In: CSS Grid 2. Out: rows of the property table. https://www.w3.org/TR/css-grid-2/

import Geometry

/// A specified track list, its lengths not yet computed.
indirect enum TrackSpec: Sendable {
    enum Breadth: Sendable {
        case fixed(GridBreadth)
        case length(LengthValue)
        func computed(_ basis: LengthBasis) -> GridBreadth {
            switch self {
            case .fixed(let breadth): breadth
            case .length(let length): .length(length.computed(basis))
            }
        }
    }
    enum Size: Sendable {
        case auto
        case breadth(Breadth)
        case minmax(Breadth, Breadth)
        case fitContent(LengthValue)
        func computed(_ basis: LengthBasis) -> GridTrackSize {
            switch self {
            case .auto: .auto
            case .breadth(let breadth): .breadth(breadth.computed(basis))
            case .minmax(let low, let high): .minmax(low.computed(basis), high.computed(basis))
            case .fitContent(let limit): .fitContent(limit.computed(basis))
            }
        }
    }
    case lineNames([String])
    case track(Size)
    case `repeat`(GridRepeatCount, [TrackSpec])

    func computed(_ basis: LengthBasis) -> GridTemplateItem {
        switch self {
        case .lineNames(let names): .lineNames(names)
        case .track(let size): .track(size.computed(basis))
        case .repeat(let count, let items): .repeat(count, items.map { $0.computed(basis) })
        }
    }
}

extension TokenCursor {
    private mutating func trackBreadth() -> TrackSpec.Breadth? {
        guard let token = peek() else { return nil }
        if token.kind == .ident {
            let breadth: GridBreadth
            switch token.keyword {
            case "auto": breadth = .auto
            case "min-content": breadth = .minContent
            case "max-content": breadth = .maxContent
            default: return nil
            }
            position += 1
            return .fixed(breadth)
        }
        if token.kind == .dimension, token.keyword == "fr" {
            guard token.number >= 0 else { return nil }
            position += 1
            return .fixed(.fraction(LengthValue.bounded(token.number)))
        }
        return lengthPercentage(.notNegative).map { .length($0) }
    }
    mutating func trackSize() -> TrackSpec.Size? {
        guard let token = peek() else { return nil }
        if token.kind == .function, token.keyword == "minmax" {
            return attempt { cursor in
                var inside = cursor.enter()
                guard let low = inside.trackBreadth(), inside.comma(), let high = inside.trackBreadth(), inside.isAtEnd
                else {
                    return nil
                }
                if case .fixed(.fraction) = low { return nil }
                return .minmax(low, high)
            }
        }
        if token.kind == .function, token.keyword == "fit-content" {
            return attempt { cursor in
                var inside = cursor.enter()
                guard let limit = inside.lengthPercentage(.notNegative), inside.isAtEnd else { return nil }
                return .fitContent(limit)
            }
        }
        guard let breadth = trackBreadth() else { return nil }
        if case .fixed(.auto) = breadth { return .auto }
        return .breadth(breadth)
    }
    mutating func lineNames() -> [String]? {
        guard let token = peek(), token.kind == .openSquare else { return nil }
        return attempt { cursor in
            var inside = cursor.enter()
            var names: [String] = []
            while let name = inside.name() {
                if name.asciiLowercased == "span" || name.asciiLowercased == "auto" { return nil }
                names.append(name)
            }
            return inside.isAtEnd ? names : nil
        }
    }
    /// Tracks, names of lines, repetitions; stops at what is none of these.
    mutating func trackList(isSubgrid: Bool = false, inRepeat: Bool = false) -> [TrackSpec]? {
        var items: [TrackSpec] = []
        while let token = peek(), items.count < 10_000 {
            if let names = lineNames() {
                items.append(.lineNames(names))
            } else if token.kind == .function, token.keyword == "repeat", !inRepeat {
                let repetition = attempt { cursor -> TrackSpec? in
                    var inside = cursor.enter()
                    let count: GridRepeatCount
                    if inside.keyword("auto-fill") {
                        count = .autoFill
                    } else if inside.keyword("auto-fit") {
                        count = .autoFit
                    } else {
                        guard let number = inside.integer(1...Int32.max) else { return nil }
                        count = .count(min(number, 10_000))
                    }
                    guard inside.comma(), let inner = inside.trackList(isSubgrid: isSubgrid, inRepeat: true),
                        inside.isAtEnd
                    else { return nil }
                    return .repeat(count, inner)
                }
                guard let repetition else { return nil }
                items.append(repetition)
            } else if !isSubgrid, let size = trackSize() {
                items.append(.track(size))
            } else {
                break
            }
        }
        if isSubgrid { return items }
        let hasTrack = items.contains {
            if case .lineNames = $0 { return false }
            return true
        }
        return hasTrack ? items : nil
    }
    mutating func gridTemplate() -> Deferred<GridTemplate>? {
        if keyword("none") { return { _ in GridTemplate() } }
        let isSubgrid = keyword("subgrid")
        guard let items = trackList(isSubgrid: isSubgrid) else { return nil }
        return { builder in
            var template = GridTemplate()
            template.isSubgrid = isSubgrid
            template.items = items.map { $0.computed(builder.basis) }
            return template
        }
    }
    /// https://www.w3.org/TR/css-grid-2/#typedef-grid-row-start-grid-line
    mutating func gridLine() -> GridLine? {
        if keyword("auto") { return .auto }
        var isSpan = false
        var number: Int32?
        var name: String?
        while let token = peek() {
            if token.isIdent("span"), !isSpan {
                position += 1
                isSpan = true
            } else if number == nil, let value = integer() {
                if value == 0 { return nil }
                number = min(max(value, -10_000), 10_000)
            } else if name == nil, token.kind == .ident, token.keyword != "auto" {
                position += 1
                name = token.text
            } else {
                break
            }
        }
        if isSpan {
            if let number, number < 1 { return nil }
            return number == nil && name == nil ? nil : .span(number ?? 1, name: name)
        }
        if let number { return .line(number, name: name) }
        return name.map { .named($0) }
    }
    /// One string of `grid-template-areas` as cells.
    static func areaRow(_ text: String) -> [String]? {
        var cells: [String] = []
        for part in text.split(whereSeparator: { " \t\n\r\u{0C}".contains($0) }) {
            if part.allSatisfy({ $0 == "." }) {
                cells.append(".")
            } else {
                cells.append(String(part))
            }
        }
        return cells.isEmpty || cells.count > 1_000 ? nil : cells
    }
    /// Equal lengths and rectangular areas only.
    static func isRectangular(_ rows: [[String]]) -> Bool {
        guard let width = rows.first?.count, rows.allSatisfy({ $0.count == width }) else { return false }
        var bounds: [String: (top: Int, bottom: Int, left: Int, right: Int, count: Int)] = [:]
        for (y, row) in rows.enumerated() {
            for (x, name) in row.enumerated() where name != "." {
                var area = bounds[name] ?? (y, y, x, x, 0)
                area = (min(area.top, y), max(area.bottom, y), min(area.left, x), max(area.right, x), area.count + 1)
                bounds[name] = area
            }
        }
        return bounds.values.allSatisfy { ($0.bottom - $0.top + 1) * ($0.right - $0.left + 1) == $0.count }
    }
    mutating func gridAutoFlow() -> GridAutoFlow? {
        guard let words = words(["row", "column", "dense"]) else { return nil }
        if words.contains("row"), words.contains("column") { return nil }
        let isDense = words.contains("dense")
        return words.contains("column") ? (isDense ? .columnDense : .column) : (isDense ? .rowDense : .row)
    }
}

extension PropertyTableBuilder {
    mutating func addGridRows() {
        flowComputed("grid-template-columns", \.gridTemplateColumns, "none") { cursor, _ in cursor.gridTemplate() }
        flowComputed("grid-template-rows", \.gridTemplateRows, "none") { cursor, _ in cursor.gridTemplate() }
        flow("grid-template-areas", \.gridTemplateAreas, "none") { cursor in
            if cursor.keyword("none") { return [] }
            var rows: [[String]] = []
            while let text = cursor.string() {
                guard let row = TokenCursor.areaRow(text), rows.count < 1_000 else { return nil }
                rows.append(row)
            }
            return TokenCursor.isRectangular(rows) ? rows : nil
        }
        for (name, path) in [
            ("grid-auto-columns", \FlowValues.gridAutoColumns), ("grid-auto-rows", \FlowValues.gridAutoRows),
        ]
            as [(String, WritableKeyPath<FlowValues, [GridTrackSize]> & Sendable)]
        {
            flowComputed(name, path, "auto") { cursor, _ in
                var sizes: [TrackSpec.Size] = []
                while let size = cursor.trackSize() { sizes.append(size) }
                guard !sizes.isEmpty else { return nil }
                let all = sizes
                return { builder in all.map { $0.computed(builder.basis) } }
            }
        }
        flow("grid-auto-flow", \.gridAutoFlow, "row") { $0.gridAutoFlow() }
        flow("grid-row-start", \.gridRowStart, "auto") { $0.gridLine() }
        flow("grid-column-start", \.gridColumnStart, "auto") { $0.gridLine() }
        flow("grid-row-end", \.gridRowEnd, "auto") { $0.gridLine() }
        flow("grid-column-end", \.gridColumnEnd, "auto") { $0.gridLine() }
        lines("grid-row", ["grid-row-start", "grid-row-end"], [\.gridRowStart, \.gridRowEnd])
        lines("grid-column", ["grid-column-start", "grid-column-end"], [\.gridColumnStart, \.gridColumnEnd])
        lines(
            "grid-area", ["grid-row-start", "grid-column-start", "grid-row-end", "grid-column-end"],
            [\.gridRowStart, \.gridColumnStart, \.gridRowEnd, \.gridColumnEnd])
        addTemplateShorthands()
    }

    /// Lines parted by slashes; a missing one repeats a name given before, else it is auto.
    private mutating func lines(
        _ name: String, _ names: [String], _ paths: [WritableKeyPath<FlowValues, GridLine> & Sendable]
    ) {
        let ids = names.map { id($0) }
        shorthand(name, names) { cursor, _ in
            var values: [GridLine] = []
            repeat {
                guard values.count < names.count, let line = cursor.gridLine() else { return nil }
                values.append(line)
            } while cursor.slash()
            func omitted(_ other: GridLine) -> GridLine {
                if case .named = other { return other }
                return .auto
            }
            if names.count == 2 {
                if values.count < 2 { values.append(omitted(values[0])) }
            } else {
                if values.count < 2 { values.append(omitted(values[0])) }
                if values.count < 3 { values.append(omitted(values[0])) }
                if values.count < 4 { values.append(omitted(values[1])) }
            }
            return values.enumerated().map { index, value in
                let path = paths[index]
                return (ids[index], .set { $0.flow[keyPath: path] = value })
            }
        }
    }

    private mutating func addTemplateShorthands() {
        let rows = id("grid-template-rows")
        let columns = id("grid-template-columns")
        let areas = id("grid-template-areas")
        let parsers = (parser("grid-template-rows"), parser("grid-template-columns"))
        @Sendable func template(_ cursor: inout TokenCursor, _ context: ValueContext) -> LonghandValues? {
            if cursor.keyword("none"), cursor.isAtEnd {
                return [rows, columns, areas].map { ($0, .wide(.initial)) }
            }
            // rows / columns
            let plain = cursor.attempt { cursor -> LonghandValues? in
                guard let first = parsers.0(&cursor, context), cursor.slash(), let second = parsers.1(&cursor, context),
                    cursor.isAtEnd
                else { return nil }
                return [(rows, .set(first)), (columns, .set(second)), (areas, .wide(.initial))]
            }
            if let plain { return plain }
            // "area names" with sizes of rows
            var cells: [[String]] = []
            var tracks: [TrackSpec] = []
            while !cursor.isAtEnd {
                if cursor.slash() { break }
                if let names = cursor.lineNames() { tracks.append(.lineNames(names)) }
                guard let text = cursor.string(), let row = TokenCursor.areaRow(text), cells.count < 1_000 else {
                    return nil
                }
                cells.append(row)
                tracks.append(.track(cursor.trackSize() ?? .auto))
                if let names = cursor.lineNames() { tracks.append(.lineNames(names)) }
            }
            guard TokenCursor.isRectangular(cells) else { return nil }
            var values: LonghandValues = []
            if !cursor.isAtEnd {
                guard let second = parsers.1(&cursor, context) else { return nil }
                values.append((columns, .set(second)))
            } else {
                values.append((columns, .wide(.initial)))
            }
            let (names, sizes) = (cells, tracks)
            values.append((areas, .set { $0.flow.gridTemplateAreas = names }))
            values.append(
                (
                    rows,
                    .set { builder in
                        var template = GridTemplate()
                        template.items = sizes.map { $0.computed(builder.basis) }
                        builder.flow.gridTemplateRows = template
                    }
                ))
            return values
        }
        let templateNames = ["grid-template-rows", "grid-template-columns", "grid-template-areas"]
        shorthand("grid-template", templateNames, template)
        let autoRows = (id("grid-auto-rows"), parser("grid-auto-rows"))
        let autoColumns = (id("grid-auto-columns"), parser("grid-auto-columns"))
        let autoFlow = id("grid-auto-flow")
        shorthand("grid", templateNames + ["grid-auto-rows", "grid-auto-columns", "grid-auto-flow"]) {
            cursor, context in
            if let values = cursor.attempt({ template(&$0, context) }), cursor.isAtEnd { return values }
            func flowWords(_ cursor: inout TokenCursor) -> Bool? {
                guard let words = cursor.words(["auto-flow", "dense"]), words.contains("auto-flow") else { return nil }
                return words.contains("dense")
            }
            // auto-flow in rows: `auto-flow 40px / 1fr 1fr`
            let byRows = cursor.attempt { cursor -> LonghandValues? in
                guard let dense = flowWords(&cursor) else { return nil }
                var values: LonghandValues = [(autoFlow, .set { $0.flow.gridAutoFlow = dense ? .rowDense : .row })]
                if let setter = cursor.attempt({ autoRows.1(&$0, context) }) {
                    values.append((autoRows.0, .set(setter)))
                }
                guard cursor.slash(), let setter = parsers.1(&cursor, context) else { return nil }
                values.append((columns, .set(setter)))
                return values
            }
            if let byRows { return byRows }
            guard let first = parsers.0(&cursor, context), cursor.slash(), let dense = flowWords(&cursor) else {
                return nil
            }
            var values: LonghandValues = [
                (rows, .set(first)), (autoFlow, .set { $0.flow.gridAutoFlow = dense ? .columnDense : .column }),
            ]
            if let setter = cursor.attempt({ autoColumns.1(&$0, context) }) {
                values.append((autoColumns.0, .set(setter)))
            }
            return values
        }
    }
}
