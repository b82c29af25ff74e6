//  Subgrid.swift
//  In: a grid item that is itself a grid and takes its container's tracks. Out: what its items ask of those tracks, and the tracks as
//  it sees them: less its own edges at the ends, its own gaps between. https://www.w3.org/TR/css-grid-2/#subgrids

import Geometry
import Style

/// The container's tracks under a subgrid, along one axis.
struct InheritedTracks: Equatable {
    var count: Int
    /// Names of the container's lines, counted from the subgrid's first.
    var names: [String: [Int]]
    /// From the subgrid's content edge; empty until the container has sized its tracks.
    var starts: [LayoutUnit] = []
    var sizes: [LayoutUnit] = []

    /// `tracks`: of the container, of which the subgrid covers `range`.
    mutating func fit(
        _ range: Range<Int>, starts all: [LayoutUnit], sizes allSizes: [LayoutUnit], startEdge: LayoutUnit,
        endEdge: LayoutUnit, gap: LayoutUnit?
    ) {
        guard range.upperBound <= all.count, let last = range.last else { return }
        starts = range.map { all[$0] - all[range.lowerBound] - startEdge }
        sizes = Array(allSizes[range])
        starts[0] = .zero
        sizes[0] = (sizes[0] - startEdge).clampedToZero
        sizes[sizes.count - 1] = (sizes[sizes.count - 1] - endEdge).clampedToZero
        guard let gap else { return }
        for track in range.lowerBound..<last {
            let half = (all[track + 1] - all[track] - allSizes[track] - gap) / 2
            let index = track - range.lowerBound
            sizes[index] = (sizes[index] + half).clampedToZero
            starts[index + 1] -= half
            sizes[index + 1] = (sizes[index + 1] + half).clampedToZero
        }
    }
}

struct SubgridTracks: Equatable {
    var columns: InheritedTracks?
    var rows: InheritedTracks?
}

extension GridExplicitAxis {
    /// A subgrid's axis: as many tracks as it spans, the container's names, and its own.
    init(_ template: GridTemplate, inheriting tracks: InheritedTracks) {
        sizes = Array(repeating: .auto, count: tracks.count)
        names = tracks.names
        count = tracks.count
        var line = 0
        func read(_ items: [GridTemplateItem]) {
            for item in items where line <= tracks.count {
                switch item {
                case .lineNames(let list):
                    for name in list where names[name]?.contains(line) != true {
                        names[name] = ((names[name] ?? []) + [line]).sorted()
                    }
                    line += 1
                case .track: break
                case .repeat(let times, let inner):
                    let most: Int
                    if case .count(let number) = times { most = Int(number) } else { most = tracks.count + 1 }
                    for _ in 0..<min(max(most, 0), tracks.count + 1) { read(inner) }
                }
            }
        }
        read(template.items)
    }
}

extension GridAreas {
    /// A subgrid has no implicit tracks: what lies outside is moved to its edge.
    mutating func clampColumns(to count: Int) {
        columns = columns.map { Self.clamp($0, by: columnsBefore, to: count) }
        columnsBefore = 0
        columnCount = count
    }
    mutating func clampRows(to count: Int) {
        rows = rows.map { Self.clamp($0, by: rowsBefore, to: count) }
        rowsBefore = 0
        rowCount = count
    }
    private static func clamp(_ range: Range<Int>, by before: Int, to count: Int) -> Range<Int> {
        let start = min(max(range.lowerBound - before, 0), max(count - 1, 0))
        return start..<max(start + 1, min(range.upperBound - before, count))
    }
}

extension LayoutSession {
    func isSubgrid(_ box: BoxID, _ axis: GridAxis) -> Bool {
        guard boxes.kind(box) == .grid else { return false }
        let flow = style(box).flow
        return axis == .inline ? flow.gridTemplateColumns.isSubgrid : flow.gridTemplateRows.isSubgrid
    }

    /// Tells subgrids among the items how many tracks they span, and what the lines are called.
    func adoptSubgrids(_ items: inout [GridItem], _ plan: GridPlan) {
        for index in items.indices {
            let box = items[index].box
            let (inline, block) = (isSubgrid(box, .inline), isSubgrid(box, .block))
            guard inline || block else { continue }
            func inherited(_ axis: GridExplicitAxis, _ range: Range<Int>, before: Int, known: InheritedTracks?)
                -> InheritedTracks
            {
                var names: [String: [Int]] = [:]
                for (name, lines) in axis.names {
                    let own = lines.map { $0 + before - range.lowerBound }.filter { $0 >= 0 && $0 <= range.count }
                    if !own.isEmpty { names[name] = own }
                }
                if let known, known.count == range.count, known.names == names { return known }
                return InheritedTracks(count: range.count, names: names)
            }
            let known = gridStore.inherited(by: box)
            var tracks = SubgridTracks()
            if inline {
                tracks.columns = inherited(
                    plan.columns, items[index].columns, before: plan.areas.columnsBefore, known: known?.columns)
                items[index].justify = .stretch
            }
            if block {
                tracks.rows = inherited(
                    plan.rows, items[index].rows, before: plan.areas.rowsBefore, known: known?.rows)
                items[index].align = .stretch
            }
            gridStore.give(tracks, to: box)
        }
    }

    // MARK: - What the items of subgrids ask

    func columnContributions(_ item: GridItem, tracks: [GridTrack], gap: LayoutUnit) -> [GridContribution] {
        guard isSubgrid(item.box, .inline) else { return [inlineContribution(item, tracks: tracks, gap: gap)] }
        let plan = planGrid(item.box, content: LogicalSize(inline: .indefinite, block: .indefinite), least: .zero)
        let edges = borders(of: item.box) + padding(of: item.box, inlineBasis: .zero)
        let own = Array(tracks[item.columns])
        return nested(
            plannedItems(item.box, plan, inlineBasis: .zero).flatMap {
                columnContributions($0, tracks: own, gap: gap)
            },
            in: item.columns, start: edges.inlineStart + item.margins.inlineStart,
            end: edges.inlineEnd + item.margins.inlineEnd)
    }

    func measuredItems(ofSubgrid item: GridItem) -> [GridItem]? {
        gridStore.items(of: item.box, tracks: item.measuredTracks, inlineSize: item.inlineSize)
    }

    /// nil: the item is no subgrid of rows, or is not measured yet.
    func rowContributions(_ item: GridItem) -> [GridContribution]? {
        guard isSubgrid(item.box, .block), let children = measuredItems(ofSubgrid: item) else { return nil }
        let edges = borders(of: item.box) + padding(of: item.box, inlineBasis: .zero)
        return nested(
            children.flatMap { child in
                rowContributions(child)
                    ?? [
                        GridContribution(
                            tracks: child.rows, minimum: child.blockSize + child.margins.blockSum,
                            minContent: child.blockSize + child.margins.blockSum,
                            maxContent: child.blockSize + child.margins.blockSum)
                    ]
            },
            in: item.rows, start: edges.blockStart + item.margins.blockStart,
            end: edges.blockEnd + item.margins.blockEnd)
    }

    /// Contributions to a subgrid's tracks as ones to its container's: those at its ends carry its edges.
    private func nested(
        _ contributions: [GridContribution], in range: Range<Int>, start: LayoutUnit, end: LayoutUnit
    ) -> [GridContribution] {
        let edges = start + end
        var result = [GridContribution(tracks: range, minimum: edges, minContent: edges, maxContent: edges)]
        for var contribution in contributions where contribution.tracks.upperBound <= range.count {
            var more = LayoutUnit.zero
            if contribution.tracks.lowerBound == 0 { more += start }
            if contribution.tracks.upperBound == range.count { more += end }
            contribution.tracks =
                contribution.tracks.lowerBound + range.lowerBound..<contribution.tracks.upperBound + range.lowerBound
            contribution.minimum += more
            contribution.minContent += more
            contribution.maxContent += more
            result.append(contribution)
        }
        return result
    }

    // MARK: - What subgrids are given

    func giveColumns(to items: [GridItem], starts: [LayoutUnit], sizes: [LayoutUnit]) {
        for item in items where isSubgrid(item.box, .inline) || isSubgrid(item.box, .block) {
            guard var tracks = gridStore.inherited(by: item.box) else { continue }
            let edges = borders(of: item.box) + padding(of: item.box, inlineBasis: .zero)
            tracks.columns?.fit(
                item.columns, starts: starts, sizes: sizes, startEdge: edges.inlineStart + item.margins.inlineStart,
                endEdge: edges.inlineEnd + item.margins.inlineEnd, gap: ownGap(item.style.flow.columnGap, item.style))
            // rows are sized anew, from what the items are by themselves
            tracks.rows?.starts = []
            tracks.rows?.sizes = []
            gridStore.give(tracks, to: item.box)
        }
    }
    func giveRows(to items: [GridItem], starts: [LayoutUnit], sizes: [LayoutUnit]) {
        for item in items where isSubgrid(item.box, .block) {
            guard var tracks = gridStore.inherited(by: item.box) else { continue }
            let edges = borders(of: item.box) + padding(of: item.box, inlineBasis: .zero)
            tracks.rows?.fit(
                item.rows, starts: starts, sizes: sizes, startEdge: edges.blockStart + item.margins.blockStart,
                endEdge: edges.blockEnd + item.margins.blockEnd, gap: ownGap(item.style.flow.rowGap, item.style))
            gridStore.give(tracks, to: item.box)
        }
    }
    /// `normal` is the container's.
    private func ownGap(_ value: LengthPercentage?, _ style: ComputedStyle) -> LayoutUnit? {
        value.flatMap { resolve($0, against: .zero, style) }?.clampedToZero
    }
}
