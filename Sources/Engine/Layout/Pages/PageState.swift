//  PageState.swift
//  In: pages in order and what stands on them. Out: page counters, named strings and running elements as each page sees them.
//  https://www.w3.org/TR/css-gcpm-3/, https://www.w3.org/TR/css-page-3/#page-based-counters

import Style

/// Assignments of one name on one page.
struct PageAssignments<Value> {
    /// In force at the page's start.
    var entry: Value?
    var first: Value?
    var last: Value?
    /// The first assignment is by the first thing on the page.
    var firstIsAtStart = false

    mutating func assign(_ value: Value, atStart: Bool) {
        if first == nil {
            first = value
            firstIsAtStart = atStart
        }
        last = value
    }
    /// What `string()` and `element()` show.
    func value(_ keyword: ContentItem.Keyword) -> Value? {
        switch keyword {
        case .first: first ?? entry
        case .start: firstIsAtStart ? first ?? entry : entry
        case .last: last ?? entry
        case .firstExcept: first == nil ? entry : nil
        }
    }
    /// On the next page.
    var following: PageAssignments { PageAssignments(entry: last ?? entry) }
}

/// What a page knows beside its fragments.
struct PageState {
    /// Values of counters, outermost first; page counters have one instance.
    var counters: [String: [Int]] = [:]
    var strings: [String: PageAssignments<String>] = [:]
    var running: [String: PageAssignments<BoxID>] = [:]

    /// The next page before anything stands on it.
    var following: PageState {
        PageState(
            counters: counters, strings: strings.mapValues(\.following), running: running.mapValues(\.following))
    }

    /// The page's own counter properties; `page` counts every page unless the page says otherwise.
    mutating func enter(_ style: ComputedStyle) {
        let generated = style.generated
        for change in generated.counterReset { counters[change.name] = [Int(change.value)] }
        if !generated.counterIncrement.contains(where: { $0.name == "page" }) { add("page", 1) }
        for change in generated.counterIncrement { add(change.name, Int(change.value)) }
        for change in generated.counterSet { counters[change.name] = [Int(change.value)] }
    }
    /// Page counters that an element on the page changes: they hold on this page.
    mutating func applyElement(_ style: ComputedStyle) {
        let generated = style.generated
        for change in generated.counterReset where Self.isPageCounter(change.name) {
            counters[change.name] = [Int(change.value)]
        }
        for change in generated.counterIncrement where Self.isPageCounter(change.name) {
            add(change.name, Int(change.value))
        }
        for change in generated.counterSet where Self.isPageCounter(change.name) {
            counters[change.name] = [Int(change.value)]
        }
    }
    private static func isPageCounter(_ name: String) -> Bool { name == "page" || name == "pages" }
    private mutating func add(_ name: String, _ value: Int) {
        let now = counters[name]?.last ?? 0
        counters[name] = [Int(Int32(clamping: now &+ value))]
    }
}
