//  HouseStyle.swift
//  In: Templates/Shared/house-style.yaml, the texts of templates and data files. Out: every word that is not ours, with
//  its place and the word to use instead. Names are compared as written: nothing is normalised.

import DataFiles
import Diagnostics
import Messages

/// The word list of the house.
public struct HouseStyle: Sendable {
    /// One word that is not used, and what is written instead.
    public struct Rule: Sendable, Hashable {
        public var avoid: String
        public var use: String
        public var why: String?
        /// Inside this longer word it is right.
        public var unless: String?
    }
    public let rules: [Rule]

    public init(rules: [Rule]) { self.rules = rules }

    /// Reads the list; an unknown or missing key is a fault with its place.
    public init(file: String) throws(DataFaults) {
        var rules: [Rule] = []
        for node in try DataFile.read(file).elements {
            var values: [String: String] = [:]
            for entry in node.entries {
                guard ["avoid", "use", "why", "unless"].contains(entry.key) else {
                    throw DataFaults(
                        "house-style-unknown-key", told(.houseStyleKey, ["key": entry.key]),
                        at: entry.keyPlace)
                }
                values[entry.key] = entry.value.text
            }
            guard let avoid = values["avoid"], !avoid.isEmpty, let use = values["use"] else {
                throw DataFaults("house-style-missing-key", told(.houseStyleNeeds), at: node.place)
            }
            rules.append(Rule(avoid: avoid, use: use, why: values["why"], unless: values["unless"]))
        }
        self.rules = rules
    }

    /// The faults of one file's text. Comments of YAML and CSS are not read; those of HTML are, for they reach no reader
    /// either but often hold the text that comes back tomorrow.
    public func faults(in text: String, file: String) -> [Diagnostic] {
        var faults: [Diagnostic] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.drop(while: { $0 == " " }).hasPrefix("#") { continue }
            for rule in rules {
                for column in Self.columns(of: rule, in: line) {
                    let why = rule.why.map { "（\($0)）" } ?? ""
                    // the rule's own words: a sentence of the file, not of the program
                    let words = "「\(rule.avoid)」→「\(rule.use)」\(why)"
                    faults.append(
                        Diagnostic(
                            "house-style", .error, words,
                            at: SourceLocation(file: file, line: index + 1, column: column)))
                }
            }
        }
        return faults
    }

    /// Columns, from 1, in characters of Unicode.
    private static func columns(of rule: Rule, in line: Substring) -> [Int] {
        var columns: [Int] = []
        let allowed = rule.unless.map { line.ranges(of: $0) } ?? []
        for range in line.ranges(of: rule.avoid)
        where !allowed.contains(where: { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound }) {
            columns.append(line[..<range.lowerBound].unicodeScalars.count + 1)
        }
        return columns
    }
}
