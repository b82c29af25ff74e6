//  GridTemplate.swift
//  In: `grid-template-*`, areas, the container's size. Out: the explicit tracks of one axis and the names of its lines.
//  https://www.w3.org/TR/css-grid-1/#explicit-grids

import Geometry
import Style

enum GridAxis { case inline, block }

/// The explicit grid along one axis.
struct GridExplicitAxis {
    /// No real grid has more; hostile ones end here.
    static let maximumTracks = 5_000

    var sizes: [GridTrackSize] = []
    /// Line numbers (from 0) by name, ascending.
    var names: [String: [Int]] = [:]
    /// Tracks made by `auto-fit`, which vanish when empty.
    var autoFit: Range<Int>?
    /// Tracks of the explicit grid, those of areas without a size included.
    var count = 0

    init(
        _ template: GridTemplate, areas: [[String]], axis: GridAxis, repetitions: (GridRepetition) -> Int
    ) {
        var line = 0
        func name(_ list: [String]) {
            for name in list where names[name]?.last != line { names[name, default: []].append(line) }
        }
        func append(_ items: [GridTemplateItem]) {
            for item in items {
                switch item {
                case .lineNames(let list): name(list)
                case .track(let size):
                    guard sizes.count < Self.maximumTracks else { return }
                    sizes.append(size)
                    line += 1
                case .repeat(let count, let inner):
                    switch count {
                    case .count(let times):
                        for _ in 0..<min(max(Int(times), 0), Self.maximumTracks) {
                            if sizes.count >= Self.maximumTracks { break }
                            append(inner)
                        }
                    case .autoFill, .autoFit:
                        let begin = sizes.count
                        let times = repetitions(GridRepetition(inner: inner, all: template.items))
                        for _ in 0..<times { append(inner) }
                        if count == .autoFit { autoFit = begin..<sizes.count }
                    }
                }
            }
        }
        append(template.items)
        count = sizes.count
        // areas name the lines around them
        var bounds: [String: (Int, Int)] = [:]
        var order: [String] = []
        for (row, cells) in areas.enumerated() {
            for (column, area) in cells.enumerated() where area != "." {
                let index = axis == .inline ? column : row
                if let known = bounds[area] {
                    bounds[area] = (min(known.0, index), max(known.1, index + 1))
                } else {
                    bounds[area] = (index, index + 1)
                    order.append(area)
                }
            }
        }
        for area in order {
            guard let (start, end) = bounds[area] else { continue }
            insert(start, as: area + "-start")
            insert(end, as: area + "-end")
        }
        count = max(count, axis == .inline ? areas.first?.count ?? 0 : areas.count)
    }

    private mutating func insert(_ line: Int, as name: String) {
        var list = names[name] ?? []
        if !list.contains(line) {
            list.append(line)
            list.sort()
        }
        names[name] = list
    }
}

/// An automatic repetition and the list it stands in.
struct GridRepetition {
    var inner: [GridTemplateItem]
    var all: [GridTemplateItem]
}

extension LayoutSession {
    /// https://www.w3.org/TR/css-grid-1/#auto-repeat
    func gridRepetitions(
        _ repetition: GridRepetition, size: LayoutUnit, least: LayoutUnit, gap: LayoutUnit, style: ComputedStyle
    ) -> Int {
        func fixed(_ breadth: GridBreadth) -> LayoutUnit? {
            if case .length(let length) = breadth { return resolve(length, against: size, style) }
            return nil
        }
        func measure(_ items: [GridTemplateItem], into total: inout (size: LayoutUnit, count: Int)) {
            for item in items {
                switch item {
                case .lineNames: break
                case .track(let track):
                    var used: LayoutUnit?
                    switch track {
                    case .breadth(let breadth): used = fixed(breadth)
                    case .minmax(let low, let high):
                        used = fixed(high)
                        if let floor = fixed(low) { used = max(used ?? floor, floor) }
                    case .fitContent(let length): used = resolve(length, against: size, style)
                    case .auto: break
                    }
                    total.size += max(used ?? .zero, LayoutUnit(1))
                    total.count += 1
                case .repeat(.count(let times), let inner):
                    for _ in 0..<min(max(Int(times), 0), GridExplicitAxis.maximumTracks) {
                        measure(inner, into: &total)
                    }
                case .repeat: break
                }
            }
        }
        var inner = (size: LayoutUnit.zero, count: 0)
        measure(repetition.inner, into: &inner)
        var rest = (size: LayoutUnit.zero, count: 0)
        measure(repetition.all, into: &rest)
        guard inner.count > 0, inner.size > .zero else { return 1 }
        let step = inner.size + gap * inner.count
        let bound = GridExplicitAxis.maximumTracks / inner.count
        if let definite = size.definite {
            let room = definite + gap - rest.size - gap * rest.count
            return min(max(Int((room.px / step.px + 0.0001).rounded(.down)), 1), bound)
        }
        if least > .zero {
            let room = least + gap - rest.size - gap * rest.count
            return min(max(Int((room.px / step.px).rounded(.up)), 1), bound)
        }
        return 1
    }
}
