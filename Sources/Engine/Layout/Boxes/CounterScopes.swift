//  CounterScopes.swift
//  In: counter changes in document order. Out: the instances of each counter in scope.
//  An instance reaches from the element that made it over that element's later siblings and all their descendants.
//  https://www.w3.org/TR/css-lists-3/#auto-numbering

import Style

struct CounterScopes {
    private var index: [String: Int] = [:]
    /// By counter: values, outermost instance first.
    private var values: [[Int]] = []
    private var names: [String] = []
    /// By open element: the counters its children made.
    private var levels: [[Int]] = [[]]
    /// Counters of pages; they are never instances of the document.
    static func isPageCounter(_ name: String) -> Bool { name == "page" || name == "pages" }

    private mutating func slot(_ name: String) -> Int {
        if let slot = index[name] { return slot }
        index[name] = values.count
        values.append([])
        names.append(name)
        return values.count - 1
    }
    mutating func enterChildren() { levels.append([]) }
    mutating func leaveChildren() {
        guard levels.count > 1, let made = levels.popLast() else { return }
        for slot in made { values[slot].removeLast() }
    }
    mutating func reset(_ name: String, _ value: Int) {
        let slot = slot(name)
        if levels[levels.count - 1].contains(slot) {
            values[slot][values[slot].count - 1] = value
        } else {
            values[slot].append(value)
            levels[levels.count - 1].append(slot)
        }
    }
    mutating func change(_ name: String, by value: Int) {
        let slot = slot(name)
        if values[slot].isEmpty { reset(name, 0) }
        let last = values[slot].count - 1
        values[slot][last] = Int(Int32(clamping: values[slot][last] &+ value))
    }
    mutating func set(_ name: String, _ value: Int) {
        let slot = slot(name)
        if values[slot].isEmpty { reset(name, 0) }
        values[slot][values[slot].count - 1] = value
    }
    /// Outermost first; nil when no instance is in scope.
    func instances(_ name: String) -> [Int]? {
        guard let slot = index[name], !values[slot].isEmpty else { return nil }
        return values[slot]
    }
    /// All counters in scope.
    var snapshot: [String: [Int]] {
        var result: [String: [Int]] = [:]
        for slot in names.indices where !values[slot].isEmpty { result[names[slot]] = values[slot] }
        return result
    }
}
