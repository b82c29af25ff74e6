//  Quote.swift
//  In: the JSON of `teian quote`. Out: its parts, and the figures that a document may print.

import Foundation

struct Quote {
    let root: [String: Any]

    init(_ data: Data) throws {
        guard let root = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            throw CannotTest("the quote is no JSON object")
        }
        self.root = root
    }
    private init(root: [String: Any]) { self.root = root }

    /// What stands under `path`: a value, NSNull, or nothing where the key is absent.
    func value(_ path: String) -> Any? {
        var here: Any? = root
        for key in path.split(separator: ".") { here = (here as? [String: Any])?[String(key)] }
        return here
    }
    func number(_ path: String) -> Int? { (value(path) as? NSNumber)?.intValue }
    func isNull(_ path: String) -> Bool { value(path) is NSNull }
    var isComplete: Bool { (root["complete"] as? NSNumber)?.boolValue ?? false }
    func lines(_ part: String) -> [[String: Any]] { value("\(part).lines") as? [[String: Any]] ?? [] }
    var alternatives: [Quote] { (root["alternatives"] as? [[String: Any]] ?? []).map(Quote.init(root:)) }

    /// The figures that a proposal must print, each with where it stands. Zero and null are printed in words.
    func mustBePrinted() -> [(place: String, amount: Int)] {
        var figures: [(String, Int)] = []
        for part in ["initial", "monthly"] {
            for line in lines(part) {
                let amount = (line["amount"] as? NSNumber)?.intValue
                figures.append(("\(part) \(line["id"] ?? "?")", abs(amount ?? 0)))
            }
        }
        for path in [
            "initial.total", "initial.totalExcludingTax", "initial.tax", "monthly.total", "subsidy.eligible",
            "subsidy.cap",
            "subsidy.base", "subsidy.limit", "subsidy.grant", "selfPay",
        ] { figures.append((path, number(path) ?? 0)) }
        return figures.filter { $0.1 != 0 }
    }

    /// Every price of what is bought once is whole yen before tax.
    var dividesByTax: Bool {
        lines("initial").allSatisfy { ($0["unitPrice"] as? NSNumber).map { $0.intValue * 10 % 11 == 0 } ?? true }
    }

    /// What an estimate prints besides: unit prices and amounts before tax, where they are whole yen, and the tax on them.
    func beforeTax() -> Set<Int> {
        var known: Set<Int> = []
        for amount in mayBePrinted() where amount * 10 % 11 == 0 { known.formUnion([amount * 10 / 11, amount / 11]) }
        return known
    }

    /// Every number in the JSON, and what a reader may derive from it on paper: sums of groups, their differences to the
    /// list price, sixty months, the amount that rounding cuts off, all cost with the other vendors'.
    func mayBePrinted() -> Set<Int> {
        var known: Set<Int> = []
        Self.collect(root, into: &known)
        for quote in [self] + alternatives { quote.derive(into: &known) }
        return known
    }

    private func derive(into known: inout Set<Int>) {
        func figure(_ line: [String: Any], _ key: String) -> Int? { (line[key] as? NSNumber)?.intValue }
        var groups: [String: (amount: Int, list: Int, listed: Int)] = [:]
        for line in lines("initial") {
            let group = line["group"] as? String ?? ""
            var sum = groups[group] ?? (0, 0, 0)
            sum.amount += figure(line, "amount") ?? 0
            if let list = figure(line, "listPrice") {
                let total = list * (figure(line, "quantity") ?? 1)
                known.insert(total)
                sum.list += total
                sum.listed += figure(line, "amount") ?? 0
            }
            groups[group] = sum
        }
        for sum in groups.values { known.formUnion([sum.amount, sum.list, sum.list - sum.listed]) }
        for line in lines("monthly") { known.insert(60 * (figure(line, "amount") ?? 0)) }
        if let monthly = number("monthly.total") { known.insert(60 * monthly) }
        if let base = number("subsidy.base"), let grant = number("subsidy.grant") {
            // base × rate before rounding: the rate is written 10/10, 3/4, 1/2
            let rate = (value("subsidy.rate") as? String ?? "").split(separator: "/").compactMap { Int($0) }
            if rate.count == 2, rate[1] > 0 {
                known.formUnion([base * rate[0] / rate[1], base * rate[0] / rate[1] - grant])
            }
        }
        if let own = number("selfPay"), let grant = number("subsidy.grant") { known.insert(own + grant) }
    }

    private static func collect(_ value: Any, into known: inout Set<Int>) {
        switch value {
        case let object as [String: Any]: for (_, inner) in object { collect(inner, into: &known) }
        case let list as [Any]: for inner in list { collect(inner, into: &known) }
        case let text as String:
            known.formUnion(text.matches(of: /[0-9][0-9,]*/).compactMap { Int($0.0.filter { $0 != "," }) })
        case let number as NSNumber: known.insert(abs(number.intValue))
        default: break
        }
    }
}
