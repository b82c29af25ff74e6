//  FlowFacts.swift
//  In: the box tree and its styles. Out: break values and page names as they act between siblings, those of first and last
//  children propagated outwards. One backward pass, and only if the document's styles name any.
//  https://www.w3.org/TR/css-break-4/#break-propagation, https://www.w3.org/TR/css-page-3/#using-named-pages

import Style

/// Static facts of the flow, by box.
struct FlowFacts {
    private var before: [BreakBetween] = []
    private var after: [BreakBetween] = []
    private var forcedInside: [Bool] = []
    private var startNames: [String] = []
    private var endNames: [String] = []
    private var usedNames: [String] = []
    let hasBreaks: Bool
    let hasNames: Bool

    init(document: StyledDocument, boxes: BoxTree) {
        var hasBreaks = false
        var hasNames = false
        // by style
        var breaks: [(before: BreakBetween, after: BreakBetween)] = []
        for style in document.table.styles {
            breaks.append((style.flow.breakBefore, style.flow.breakAfter))
            if style.flow.breakBefore != .auto || style.flow.breakAfter != .auto { hasBreaks = true }
            if !style.flow.page.isEmpty { hasNames = true }
        }
        self.hasBreaks = hasBreaks
        self.hasNames = hasNames
        guard hasBreaks || hasNames else { return }
        let count = boxes.count
        if hasNames {
            usedNames = [String](repeating: "", count: count)
            for index in 0..<count {
                let name = document.table[boxes.styles[index]].flow.page
                let parent = boxes.parents[index]
                usedNames[index] = !name.isEmpty ? name : parent.isNone ? "" : usedNames[Int(parent.index)]
            }
            startNames = usedNames
            endNames = usedNames
        }
        before = [BreakBetween](repeating: .auto, count: count)
        after = before
        forcedInside = [Bool](repeating: false, count: count)
        for index in stride(from: count - 1, through: 0, by: -1) {
            if !boxes.traits[index].contains(.inlineLevel) {
                let style = Int(boxes.styles[index].index)
                before[index] = breaks[style].before
                after[index] = breaks[style].after
            }
            guard Self.propagates(boxes.kinds[index]) else {
                var child = boxes.firstChildren[index]
                while !child.isNone {
                    if forcedInside[Int(child.index)] { forcedInside[index] = true }
                    child = boxes.nextSibling(child)
                }
                continue
            }
            var first = BoxID.none
            var last = BoxID.none
            var child = boxes.firstChildren[index]
            while !child.isNone {
                if Self.isInFlow(child, boxes) {
                    let c = Int(child.index)
                    if first.isNone {
                        first = child
                    } else if before[c].forcesColumn || after[Int(last.index)].forcesColumn
                        || (hasNames && startNames[c] != endNames[Int(last.index)])
                    {
                        forcedInside[index] = true
                    }
                    if forcedInside[c] { forcedInside[index] = true }
                    last = child
                }
                child = boxes.nextSibling(child)
            }
            if !first.isNone {
                before[index] = Self.combine(before[index], before[Int(first.index)])
                after[index] = Self.combine(after[index], after[Int(last.index)])
                if hasNames {
                    startNames[index] = startNames[Int(first.index)]
                    endNames[index] = endNames[Int(last.index)]
                }
            }
        }
    }

    func breakBefore(_ box: BoxID) -> BreakBetween { value(before, box) ?? .auto }
    func breakAfter(_ box: BoxID) -> BreakBetween { value(after, box) ?? .auto }
    /// A forced break may lie inside the box.
    func hasForcedBreakInside(_ box: BoxID) -> Bool { value(forcedInside, box) ?? false }
    /// The page names that apply at the box's start and end, and to the box itself.
    func startPage(_ box: BoxID) -> String { value(startNames, box) ?? "" }
    func endPage(_ box: BoxID) -> String { value(endNames, box) ?? "" }
    func usedPage(_ box: BoxID) -> String { value(usedNames, box) ?? "" }

    /// What acts between two siblings; `previous` is `.none` before the first. A change of the page's name counts as `page`.
    func between(_ previous: BoxID, _ next: BoxID) -> BreakBetween {
        guard hasBreaks || hasNames, !previous.isNone else { return .auto }
        let combined = Self.combine(breakAfter(previous), breakBefore(next))
        if hasNames, !combined.forcesPage, endPage(previous) != startPage(next) { return .page }
        return combined
    }

    /// A forced value wins over `avoid`, that over `auto`; a side wins over any page.
    static func combine(_ a: BreakBetween, _ b: BreakBetween) -> BreakBetween { rank(b) >= rank(a) ? b : a }
    private static func rank(_ value: BreakBetween) -> Int {
        switch value {
        case .auto: 0
        case .avoidPage, .avoidColumn: 1
        case .avoid: 2
        case .column: 3
        case .always: 4
        case .page, .all: 5
        case .left, .right, .recto, .verso: 6
        }
    }
    private func value<Value>(_ values: [Value], _ box: BoxID) -> Value? {
        let index = Int(box.index)
        return index >= 0 && index < values.count ? values[index] : nil
    }
    private static func propagates(_ kind: BoxKind) -> Bool {
        switch kind {
        case .block, .tableWrapper, .table, .tableRowGroup: true
        default: false
        }
    }
    private static func isInFlow(_ box: BoxID, _ boxes: BoxTree) -> Bool {
        let traits = boxes.traits(box)
        if traits.contains(.floating) || traits.contains(.outOfFlow) { return false }
        switch boxes.kind(box) {
        case .outsideMarker, .runningElement, .footnoteBody, .tableColumn, .tableColumnGroup: return false
        default: return true
        }
    }
}
