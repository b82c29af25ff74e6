//  UnicodeBreakClaims.swift
//  In: Unicode's line-break test data (Debian: unicode-data). Out: where our breaks differ from UAX 14's default rules.
//  Each deviation is meant and stands in `tailorings`; the differences found are exactly those, no more and no fewer.
//  https://www.unicode.org/Public/15.0.0/ucd/auxiliary/LineBreakTest.txt

import Foundation
import Testing

@testable import Text

private let testData = "/usr/share/unicode/auxiliary/LineBreakTest.txt"

/// One line of the file: `× 0023 ÷ 2014 ÷ # × [0.3] NUMBER SIGN (AL) ÷ [999.0] EM DASH (B2) ÷ [0.3]`.
private struct UnicodeBreakCase {
    var scalars: [UInt32] = []
    /// Whether a line may begin with each scalar, and at the end.
    var allows: [Bool] = []
    /// The rule that says so.
    var rules: [String] = []
    /// The class of each scalar.
    var classes: [String] = []

    init?(_ line: Substring) {
        let parts = line.split(separator: "#", maxSplits: 1)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        for word in parts[0].split(whereSeparator: { $0 == " " || $0 == "\t" }) {
            switch word {
            case "×": allows.append(false)
            case "÷": allows.append(true)
            default: UInt32(word, radix: 16).map { scalars.append($0) }
            }
        }
        var lastClass: String?
        for word in parts[1].split(whereSeparator: { $0 == " " || $0 == "\t" }) {
            if word.hasPrefix("["), word.hasSuffix("]") {
                if let known = lastClass { classes.append(known) }
                rules.append(String(word.dropFirst().dropLast()))
            } else if word.hasPrefix("("), word.hasSuffix(")") {
                lastClass = String(word.dropFirst().dropLast())
            }
        }
        guard allows.count == scalars.count + 1, rules.count == allows.count, classes.count == scalars.count else {
            return nil
        }
    }
}

/// What differs on purpose. `places` are all of them: classes on both sides, what we do, the file's rule, how often.
private struct Tailoring: Sendable {
    var name: String
    var why: String
    var places: [String: Int]
    var applies: @Sendable (_ given: UnicodeBreakCase, _ index: Int, _ allowed: Bool) -> Bool
}

private let tailorings = [
    Tailoring(
        name: "an object breaks like an ideograph",
        why: "CSS Text 4, 5.1 leaves objects to the engine; 図。 must hold together as 字。 does (JLREQ 3.1.7)",
        places: [
            "BB × CB [20.01]": 1, "PR × CB [20.01]": 1, "CM1_CM × CB [20.01]": 2,
            "CB × BA [20.02]": 1, "CB × CJ_NS [20.02]": 2, "CB × HY [20.02]": 1, "CB × IN [20.02]": 1,
            "CB × NS [20.02]": 1, "CB × PO [20.02]": 1,
            "CM1_CM × BA [20.02]": 1, "CM1_CM × CJ_NS [20.02]": 1, "CM1_CM × HY [20.02]": 1, "CM1_CM × IN [20.02]": 1,
            "CM1_CM × NS [20.02]": 1, "CM1_CM × PO [20.02]": 1,
        ],
        applies: { given, index, allowed in
            !allowed && (given.scalars[index] == 0xFFFC || given.base(before: index) == 0xFFFC)
        }),
    Tailoring(
        name: "a hyphen that begins a word stays with it",
        why: "UAX 14 rule LB20a of Unicode 16, which ICU had before: −, -option",
        places: [
            "HY × AL [999.0]": 1, "HY × AI_AL [999.0]": 1, "HY × SA_AL [999.0]": 1, "HY × XX_AL [999.0]": 1,
            "CM1_CM × AL [999.0]": 1, "CM1_CM × AI_AL [999.0]": 1, "CM1_CM × SA_AL [999.0]": 1,
            "CM1_CM × XX_AL [999.0]": 1,
        ],
        applies: { given, index, allowed in !allowed && given.base(before: index) == 0x2D }),
    Tailoring(
        name: "a decimal sign begins a number",
        why: "UAX 14 rules LB15c and LB25 of Unicode 15.1 and 16, which ICU had before: equals .35 cents",
        places: ["IS × NU [999.0]": 13, "CM1_CM × NU [999.0]": 1, "SP ÷ IS [13.02]": 1],
        applies: { given, index, allowed in
            allowed
                ? given.classes[index] == "IS" && given.classes[index + 1] == "NU"
                : given.base(before: index).map { [0x2C, 0x2E, 0x3A].contains($0) } ?? false
        }),
]

extension UnicodeBreakCase {
    /// The character before `index` that combining marks between belong to.
    func base(before index: Int) -> UInt32? {
        scalars[..<index].indices.last { classes[$0] != "CM1_CM" }.map { scalars[$0] }
    }
}

@Test(
    .enabled(if: FileManager.default.fileExists(atPath: testData), "Debian's package unicode-data is not installed"),
    arguments: ["en", "ja"])
func `lines end where Unicode's test data says, but for what Japanese and CSS ask otherwise`(language: String) throws {
    let text = try String(contentsOfFile: testData, encoding: .utf8)
    let session = newSession()
    let id = session.intern(
        style("DejaVu Sans") {
            $0.language = language
            $0.lineBreak = .strict  // small kana may not begin a line: the file resolves CJ to NS
            $0.spaces = .preserve
        })
    var found = tailorings.map { _ in [String: Int]() }
    var count = 0
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
        let given = try #require(UnicodeBreakCase(line), "unreadable: \(line)")
        count += 1
        let p = session.paragraph(
            ParagraphText(scalars: given.scalars, runs: [StyleRun(range: 0..<given.scalars.count, style: id)]))
        #expect(p.breaks[0] == .none && p.breaks[given.scalars.count] == .mandatory)
        for index in 1..<max(1, given.scalars.count) {
            let allowed = [.allowed, .hyphen, .mandatory].contains(p.breaks[index])
            guard allowed != given.allows[index] else { continue }
            let place =
                "\(given.classes[index - 1]) \(allowed ? "÷" : "×") \(given.classes[index]) [\(given.rules[index])]"
            let reasons = tailorings.indices.filter { tailorings[$0].applies(given, index, allowed) }
            #expect(reasons.count == 1, "\(place) has \(reasons.count) reasons: \(line)")
            for reason in reasons { found[reason][place, default: 0] += 1 }
        }
    }
    #expect(count > 7000)
    for (tailoring, places) in zip(tailorings, found) { #expect(places == tailoring.places, "\(tailoring.name)") }
}
