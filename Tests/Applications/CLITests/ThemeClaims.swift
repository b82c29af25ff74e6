//  ThemeClaims.swift
//  In: Templates/Shared/tokens.css, the style sheets, Assets/Brand. Out: claims about contrast and about the word list.

import Foundation
import Testing

struct ThemeClaims {
    private static func text(_ path: String) throws -> String {
        try String(contentsOf: Program.root.appendingPathComponent(path), encoding: .utf8)
    }
    /// The colours that tokens.css defines.
    private static func tokens() throws -> [String: String] {
        let found = try text("Templates/Shared/tokens.css").matches(of: /--([a-z0-9-]+):\s*(#[0-9a-f]{6})/)
        return Dictionary(found.map { (String($0.1), String($0.2)) }, uniquingKeysWith: { first, _ in first })
    }
    /// https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    static func contrast(_ one: String, _ other: String) -> Double {
        func luminance(_ hex: String) -> Double {
            let digits = Array(hex.dropFirst())
            let channels = [0, 2, 4].map { start -> Double in
                let value = Double(Int(String(digits[start...start + 1]), radix: 16) ?? 0) / 255
                return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
        }
        let (a, b) = (luminance(one), luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    @Test func `the formula gives what the standard says`() {
        #expect(abs(Self.contrast("#000000", "#ffffff") - 21) < 0.001)
        #expect(abs(Self.contrast("#777777", "#ffffff") - 4.478) < 0.001)
    }

    @Test func `every colour of text stands out from every ground by 4.5 to 1`() throws {
        let tokens = try Self.tokens()
        let grounds = ["#ffffff", try #require(tokens["tint"]), try #require(tokens["ground"])]
        for name in ["ink", "ink-2", "primary", "accent"] {
            let colour = try #require(tokens[name], "tokens.css has no --\(name)")
            for ground in grounds { #expect(Self.contrast(colour, ground) >= 4.5, "--\(name) on \(ground)") }
        }
        // white letters in badges, numbers and filled bars
        for name in ["primary", "accent"] { #expect(Self.contrast("#ffffff", try #require(tokens[name])) >= 4.5) }
    }

    @Test(arguments: [
        "Templates/Shared/base.css", "Templates/Proposal/proposal.css", "Templates/Estimate/estimate.css",
        "Templates/Letter/letter.css", "Templates/Landing/site.css",
    ])
    func `text takes its colour from the tokens that were measured`(sheet: String) throws {
        let allowed: Set = [
            "var(--ink)", "var(--ink-2)", "var(--primary)", "var(--accent)", "#fff", "inherit", "transparent",
            "currentcolor",
            "var(--page)",
        ]
        for use in try Self.text(sheet).matches(of: /[{;\s]color:\s*([^;}]+)/) {
            let value = String(use.1).trimmed.replacing(" !important", with: "")
            #expect(allowed.contains(value), "\(sheet): color: \(value)")
        }
    }

    @Test func `drawings have the colours of the tokens`() throws {
        let tokens = try Self.tokens()
        let brand = try Self.text("Assets/Brand/brand.yaml")
        for (key, token) in [
            ("primary", "primary"), ("accent", "accent"), ("ink", "ink"), ("ink2", "ink-2"), ("line", "line"),
            ("hair", "hair"), ("tint", "tint"), ("ground", "ground"),
        ] { #expect(brand.contains("  \(key): \"\(try #require(tokens[token]))\""), "\(key)") }
    }

    @Test(arguments: ["自己負担", "ルーター", "センドバック", "御社"])
    func `a word that the house avoids is found in a template, with its place and the right word`(word: String) throws {
        let home = try ScratchFolder.home()
        try home.damage("Templates/Proposal/contact.html", "<h2>ご発注までの流れ</h2>", "<h2>ご発注までの\(word)</h2>")
        let result = try Program.teian(["check", home.url.path])
        #expect(result.code == 1)
        let line = try #require(result.text.split(separator: "\n").first { $0.contains("[house-style]") })
        #expect(line.contains("contact.html:") && line.contains("「\(word)」→"))
    }

    @Test func `the project itself keeps to its words`() throws {
        let result = try Program.teian(["check"])
        #expect(result.code == 0)
        #expect(!result.text.contains("[house-style]"), "\(result.text)")
    }
}
