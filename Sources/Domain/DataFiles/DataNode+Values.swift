//  DataNode+Values.swift
//  In: a checked tree. Out: typed values of its keys.
//
//  The schema has refused everything unreadable before; what still cannot be read is a schema that allows more than
//  the program knows, and is said so.

import Diagnostics
import Measures
import Messages

extension DataNode {
    private func unreadable(_ key: String, _ what: String) -> DataFaults {
        DataFaults(
            "data-type", told(.dataUnreadableAs, ["key": key, "what": what]), at: self[key]?.place ?? place)
    }

    /// A value that must be there.
    public func needed<Value>(_ key: String, _ value: Value?) throws(DataFaults) -> Value {
        guard let value else { throw DataFaults("data-missing-key", told(.dataKeyMissing, ["key": key]), at: place) }
        return value
    }

    public func text(_ key: String) -> String? { self[key]?.text }

    public func texts(_ key: String) -> [String] { self[key]?.elements.compactMap(\.text) ?? [] }

    public func integer(_ key: String) throws(DataFaults) -> Int? {
        guard let text = self[key]?.text else { return nil }
        guard let number = Int(text) else { throw unreadable(key, told(.asNumber)) }
        return number
    }

    public func yen(_ key: String) throws(DataFaults) -> Yen? {
        guard let number = try integer(key) else { return nil }
        return Yen(number)
    }

    public func flag(_ key: String) throws(DataFaults) -> Bool? {
        guard let text = self[key]?.text else { return nil }
        guard text == "true" || text == "false" else { throw unreadable(key, told(.asFlag)) }
        return text == "true"
    }

    public func day(_ key: String) throws(DataFaults) -> Day? {
        guard let text = self[key]?.text else { return nil }
        guard let day = Day(text) else { throw unreadable(key, told(.asDay)) }
        return day
    }

    public func rate(_ key: String) throws(DataFaults) -> Rate? {
        guard let text = self[key]?.text else { return nil }
        guard let rate = Rate(text) else { throw unreadable(key, told(.asRate)) }
        return rate
    }

    public func choice<Choice: RawRepresentable>(_ key: String, _: Choice.Type) throws(DataFaults) -> Choice?
    where Choice.RawValue == String {
        guard let text = self[key]?.text else { return nil }
        guard let choice = Choice(rawValue: text) else { throw unreadable(key, told(.asChoice)) }
        return choice
    }

    /// The status and source that stand beside a figure.
    public func provenance() throws(DataFaults) -> (status: FigureStatus, source: String) {
        (try needed("status", try choice("status", FigureStatus.self)), try needed("source", text("source")))
    }

    /// `{value: 58300, status: printed, source: …}` under a key.
    public func yenFigure(_ key: String) throws(DataFaults) -> Figure<Yen>? {
        guard let node = self[key] else { return nil }
        let (status, source) = try node.provenance()
        return Figure(try node.yen("value"), status: status, source: source)
    }

    public func countFigure(_ key: String) throws(DataFaults) -> Figure<Int>? {
        guard let node = self[key] else { return nil }
        let (status, source) = try node.provenance()
        return Figure(try node.integer("value"), status: status, source: source)
    }

    public func rateFigure(_ key: String) throws(DataFaults) -> Figure<Rate>? {
        guard let node = self[key] else { return nil }
        let (status, source) = try node.provenance()
        return Figure(try node.rate("value"), status: status, source: source)
    }

    public func dayFigure(_ key: String) throws(DataFaults) -> Figure<Day>? {
        guard let node = self[key] else { return nil }
        let (status, source) = try node.provenance()
        return Figure(try node.day("value"), status: status, source: source)
    }
}
