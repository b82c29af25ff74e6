//  GridTracks.swift
//  In: the tracks of one axis and what items ask of them. Out: the size of each track.
//  https://www.w3.org/TR/css-grid-1/#algo-track-sizing
//  Steps: 1 initialise, 2 intrinsic sizes (items of one track, then the wider ones, those over flexible tracks last),
//  3 maximise, 4 expand flexible tracks, 5 stretch `auto` tracks.

import Geometry
import Style

struct GridTrack {
    enum Kind { case fixed, minContent, maxContent, auto }
    var minKind = Kind.auto
    var maxKind = Kind.auto
    /// The fr of a flexible track.
    var flex: Double?
    /// The argument of `fit-content()`.
    var fitLimit: LayoutUnit?
    var base = LayoutUnit.zero
    /// `.max`: none.
    var limit = LayoutUnit.max
    /// An empty track of `auto-fit`: no size, no gap.
    var isCollapsed = false
    fileprivate var isInfinitelyGrowable = false
    fileprivate var planned = LayoutUnit.zero

    /// `size`: the container's, for percentages; where it is indefinite they count as `auto`.
    init(_ track: GridTrackSize, size: LayoutUnit, resolve: (LengthPercentage, LayoutUnit) -> LayoutUnit?) {
        func kind(_ breadth: GridBreadth) -> (Kind, LayoutUnit?) {
            switch breadth {
            case .auto, .fraction: return (.auto, nil)
            case .minContent: return (.minContent, nil)
            case .maxContent: return (.maxContent, nil)
            case .length(let length):
                guard let used = resolve(length, size) else { return (.auto, nil) }
                return (.fixed, used.clampedToZero)
            }
        }
        var low = GridBreadth.auto
        var high = GridBreadth.auto
        switch track {
        case .auto: break
        case .breadth(let breadth):
            low = breadth
            high = breadth
        case .minmax(let a, let b):
            low = a
            high = b
        case .fitContent(let length):
            maxKind = .maxContent
            fitLimit = resolve(length, size)?.clampedToZero
            return
        }
        let (lowKind, lowSize) = kind(low)
        minKind = lowKind
        base = lowSize ?? .zero
        if case .fraction(let fraction) = high {
            flex = Double(max(fraction, 0))
            maxKind = .auto
        } else {
            let (highKind, highSize) = kind(high)
            maxKind = highKind
            if let highSize { limit = max(highSize, base) }
        }
    }
    var isFlexible: Bool { flex != nil }
    var hasIntrinsicMinimum: Bool { minKind != .fixed }
    var hasIntrinsicMaximum: Bool { maxKind != .fixed && !isFlexible }
}

/// Outer sizes that an item asks of the tracks it spans.
struct GridContribution {
    var tracks: Range<Int>
    var minimum: LayoutUnit
    var minContent: LayoutUnit
    var maxContent: LayoutUnit
}

enum GridConstraint { case none, minContent, maxContent }

struct GridTrackSizer {
    var tracks: [GridTrack]
    let items: [GridContribution]
    /// The container's content size along the axis.
    let size: LayoutUnit
    let gap: LayoutUnit
    let constraint: GridConstraint
    /// `align-content` or `justify-content` is `normal` or `stretch`.
    let stretches: Bool

    var gaps: LayoutUnit { gap * max(tracks.reduce(0) { $0 + ($1.isCollapsed ? 0 : 1) } - 1, 0) }
    var total: LayoutUnit { tracks.reduce(gaps) { $0 + $1.base } }
    private func gaps(in range: Range<Int>) -> LayoutUnit {
        gap * max(range.reduce(0) { $0 + (tracks[$1].isCollapsed ? 0 : 1) } - 1, 0)
    }

    mutating func run() {
        for index in tracks.indices where tracks[index].isCollapsed {
            tracks[index].base = .zero
            tracks[index].limit = .zero
        }
        resolveIntrinsic()
        maximise()
        expandFlexible()
        stretch()
    }

    // MARK: - 2 Intrinsic sizes

    private mutating func resolveIntrinsic() {
        let byTrack = items.filter { $0.tracks.count == 1 }
        for item in byTrack {
            let index = item.tracks.lowerBound
            guard !tracks[index].isCollapsed else { continue }
            grow(single: item, index)
        }
        for index in tracks.indices {
            if tracks[index].limit < tracks[index].base { tracks[index].limit = tracks[index].base }
        }
        let wide = items.filter { $0.tracks.count > 1 }
        let plain = wide.filter { item in !item.tracks.contains { tracks[$0].isFlexible } }
        var begin = 0
        let sorted = plain.sorted { $0.tracks.count < $1.tracks.count }
        while begin < sorted.count {
            var end = begin
            while end < sorted.count, sorted[end].tracks.count == sorted[begin].tracks.count { end += 1 }
            grow(spanning: Array(sorted[begin..<end]), flexibleOnly: false)
            begin = end
        }
        let flexible = wide.filter { item in item.tracks.contains { tracks[$0].isFlexible } }
        if !flexible.isEmpty { grow(spanning: flexible, flexibleOnly: true) }
        for index in tracks.indices where tracks[index].limit == .max {
            tracks[index].limit = tracks[index].isFlexible ? .max : tracks[index].base
        }
    }

    private mutating func grow(single item: GridContribution, _ index: Int) {
        switch tracks[index].minKind {
        case .fixed: break
        case .minContent: tracks[index].base = max(tracks[index].base, item.minContent)
        case .maxContent: tracks[index].base = max(tracks[index].base, item.maxContent)
        case .auto:
            var size = constraint == .minContent ? max(item.minContent, item.minimum) : item.minimum
            if let limit = tracks[index].fitLimit { size = min(size, max(limit, item.minimum)) }
            tracks[index].base = max(tracks[index].base, size)
        }
        guard tracks[index].hasIntrinsicMaximum else { return }
        var size = tracks[index].maxKind == .minContent ? item.minContent : item.maxContent
        if let limit = tracks[index].fitLimit { size = min(size, limit) }
        let known = tracks[index].limit == .max ? LayoutUnit.zero : tracks[index].limit
        tracks[index].limit = max(known, size, tracks[index].base)
    }

    /// https://www.w3.org/TR/css-grid-1/#algo-spanning-items
    private mutating func grow(spanning group: [GridContribution], flexibleOnly: Bool) {
        func pass(
            _ contribution: (GridContribution) -> LayoutUnit, bases: Bool, _ applies: (GridTrack) -> Bool,
            growing: (GridTrack) -> Bool, self sizer: inout GridTrackSizer
        ) {
            for index in sizer.tracks.indices { sizer.tracks[index].planned = .zero }
            for item in group {
                let affected = item.tracks.filter {
                    !sizer.tracks[$0].isCollapsed && applies(sizer.tracks[$0])
                        && (!flexibleOnly || sizer.tracks[$0].isFlexible)
                }
                guard !affected.isEmpty else { continue }
                let have = item.tracks.reduce(sizer.gaps(in: item.tracks)) { sum, track in
                    let value = sizer.tracks[track]
                    return sum + (bases || value.limit == .max ? value.base : value.limit)
                }
                let space = contribution(item) - have
                guard space > .zero else { continue }
                sizer.distribute(space, to: affected, bases: bases, flexibleOnly: flexibleOnly, growing: growing)
            }
            for index in sizer.tracks.indices where sizer.tracks[index].planned > .zero {
                if bases {
                    sizer.tracks[index].base += sizer.tracks[index].planned
                    sizer.tracks[index].limit = max(sizer.tracks[index].limit, sizer.tracks[index].base)
                } else {
                    if sizer.tracks[index].limit == .max { sizer.tracks[index].limit = sizer.tracks[index].base }
                    sizer.tracks[index].limit += sizer.tracks[index].planned
                }
            }
        }
        let isMin = constraint == .minContent
        pass(
            { isMin ? max($0.minContent, $0.minimum) : $0.minimum }, bases: true, { $0.hasIntrinsicMinimum },
            growing: { $0.maxKind != .fixed }, self: &self)
        pass(
            \.minContent, bases: true, { $0.minKind == .minContent || $0.minKind == .maxContent },
            growing: { $0.maxKind != .fixed }, self: &self)
        if constraint == .maxContent {
            pass(
                \.maxContent, bases: true, { $0.minKind == .maxContent || $0.minKind == .auto },
                growing: { $0.maxKind == .maxContent || $0.maxKind == .auto }, self: &self)
        } else {
            pass(
                \.maxContent, bases: true, { $0.minKind == .maxContent }, growing: { $0.maxKind == .maxContent },
                self: &self)
        }
        if flexibleOnly { return }
        for index in tracks.indices { tracks[index].isInfinitelyGrowable = false }
        let open = tracks.indices.filter { tracks[$0].limit == .max }
        pass(\.minContent, bases: false, { $0.hasIntrinsicMaximum }, growing: { _ in true }, self: &self)
        for index in open where tracks[index].limit != .max { tracks[index].isInfinitelyGrowable = true }
        pass(
            \.maxContent, bases: false, { $0.hasIntrinsicMaximum && $0.maxKind != .minContent },
            growing: { $0.isInfinitelyGrowable || $0.limit == .max }, self: &self)
    }

    /// https://www.w3.org/TR/css-grid-1/#extra-space : equal shares up to the limits, then beyond them.
    private mutating func distribute(
        _ space: LayoutUnit, to affected: [Int], bases: Bool, flexibleOnly: Bool, growing: (GridTrack) -> Bool
    ) {
        var extra: [Int: LayoutUnit] = [:]
        var rest = space
        if flexibleOnly {
            let factors = affected.map { tracks[$0].flex ?? 0 }
            let weights = factors.reduce(0, +) > 0 ? factors : affected.map { _ in 1.0 }
            for (index, part) in zip(affected, share(rest, by: weights)) { extra[index] = part }
            rest = .zero
        }
        var open = affected
        while rest > .zero, !open.isEmpty {
            let parts = share(rest, by: open.map { _ in 1 })
            var stillOpen: [Int] = []
            for (index, part) in zip(open, parts) {
                let track = tracks[index]
                var room = LayoutUnit.max
                if bases {
                    if track.limit != .max { room = (track.limit - track.base - (extra[index] ?? .zero)).clampedToZero }
                } else if track.limit != .max, !track.isInfinitelyGrowable {
                    room = .zero
                }
                if let limit = track.fitLimit {
                    let now = (bases || track.limit == .max ? track.base : track.limit) + (extra[index] ?? .zero)
                    room = min(room, (limit - now).clampedToZero)
                }
                let given = min(part, room)
                extra[index, default: .zero] += given
                rest -= given
                if given == part, room > part { stillOpen.append(index) }
            }
            if stillOpen.count == open.count, parts.allSatisfy({ $0 == .zero }) { break }
            open = stillOpen
        }
        if rest > .zero {
            let candidates = affected.filter { growing(tracks[$0]) }
            let chosen = candidates.isEmpty ? affected : candidates
            for (index, part) in zip(chosen, share(rest, by: chosen.map { _ in 1 })) {
                extra[index, default: .zero] += part
            }
        }
        for (index, part) in extra { tracks[index].planned = max(tracks[index].planned, part) }
    }

    // MARK: - 3 Maximise

    private mutating func maximise() {
        switch constraint {
        case .minContent: return
        case .maxContent:
            for index in tracks.indices where tracks[index].limit != .max && !tracks[index].isFlexible {
                tracks[index].base = max(tracks[index].base, tracks[index].limit)
            }
            return
        case .none: break
        }
        guard let definite = size.definite else {
            for index in tracks.indices where tracks[index].limit != .max && !tracks[index].isFlexible {
                tracks[index].base = max(tracks[index].base, tracks[index].limit)
            }
            return
        }
        var free = definite - total
        var open = tracks.indices.filter { !tracks[$0].isFlexible && tracks[$0].limit > tracks[$0].base }
        while free > .zero, !open.isEmpty {
            let parts = share(free, by: open.map { _ in 1 })
            var next: [Int] = []
            for (index, part) in zip(open, parts) {
                let given = min(part, tracks[index].limit - tracks[index].base)
                tracks[index].base += given
                free -= given
                if tracks[index].limit > tracks[index].base { next.append(index) }
            }
            if next.count == open.count, parts.allSatisfy({ $0 == .zero }) { break }
            open = next
        }
    }

    // MARK: - 4 Flexible tracks

    /// https://www.w3.org/TR/css-grid-1/#algo-flex-tracks
    private mutating func expandFlexible() {
        let flexible = tracks.indices.filter { tracks[$0].isFlexible && !tracks[$0].isCollapsed }
        guard !flexible.isEmpty, constraint != .minContent else { return }
        var fraction = 0.0
        if let definite = size.definite, constraint == .none {
            guard definite > total else { return }
            fraction = fractionSize(Array(tracks.indices), space: definite - gaps)
        } else {
            for index in flexible { fraction = max(fraction, tracks[index].base.px / max(tracks[index].flex ?? 1, 1)) }
            for item in items where item.tracks.contains(where: { tracks[$0].isFlexible }) {
                fraction = max(
                    fraction, fractionSize(Array(item.tracks), space: item.maxContent - gaps(in: item.tracks)))
            }
        }
        // cumulative rounding: fractions sum to the whole
        var handedOut = 0.0
        var begun = LayoutUnit.zero
        for index in flexible {
            let wanted = fraction * (tracks[index].flex ?? 0)
            if wanted <= tracks[index].base.px { continue }
            handedOut += wanted
            let end = LayoutUnit(px: handedOut)
            tracks[index].base = max(tracks[index].base, end - begun)
            begun = end
        }
    }

    /// https://www.w3.org/TR/css-grid-1/#algo-find-fr-size
    private func fractionSize(_ range: [Int], space: LayoutUnit) -> Double {
        var inflexible = Set<Int>()
        while true {
            var rest = space.px
            var factors = 0.0
            for index in range {
                if let flex = tracks[index].flex, !inflexible.contains(index), !tracks[index].isCollapsed {
                    factors += flex
                } else {
                    rest -= tracks[index].base.px
                }
            }
            if factors == 0 { return 0 }
            let size = max(rest, 0) / max(factors, 1)
            let stuck = range.filter {
                !inflexible.contains($0) && tracks[$0].isFlexible && size * (tracks[$0].flex ?? 0) < tracks[$0].base.px
            }
            if stuck.isEmpty { return size }
            inflexible.formUnion(stuck)
        }
    }

    // MARK: - 5 Stretch

    private mutating func stretch() {
        guard stretches, constraint == .none, let definite = size.definite else { return }
        let autos = tracks.indices.filter {
            tracks[$0].maxKind == .auto && !tracks[$0].isFlexible && tracks[$0].fitLimit == nil
                && !tracks[$0].isCollapsed
        }
        let free = definite - total
        guard free > .zero, !autos.isEmpty else { return }
        for (index, part) in zip(autos, share(free, by: autos.map { _ in 1 })) { tracks[index].base += part }
    }
}
