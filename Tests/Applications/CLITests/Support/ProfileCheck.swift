//  ProfileCheck.swift
//  In: a profile's text. Out: everything that is wrong with its proposal: figures that differ from the quote, layout.
//
//  Where an amount in yen may come from: the quote's JSON (its lines, totals, grant, alternatives, notes), sums that the
//  reader can make on paper from it (Quote.mayBePrinted), and the price book for the devices that are shown beside the
//  chosen ones. Every line, total and grant of the quote must be printed.

import Foundation

enum ProfileCheck {
    /// Complaints; none means that the proposal is sound.
    static func complaints(_ profile: RandomProfile) throws -> [String] {
        let folder = try ScratchFolder()
        let file = try folder.write(profile.yaml, as: "profile.yaml").path
        let (pdf, html) = (folder.file("proposal.pdf").path, folder.file("proposal.html"))
        let quoted = try Program.teian(["quote", file, "--format", "json", "--quiet"])
        guard quoted.code == 0 else { return ["quote ends with \(quoted.code): \(quoted.error)"] }
        let made = try Program.teian(["proposal", file, "-o", pdf, "--html", html.path, "--quiet"])
        guard made.code == 0 else { return ["proposal ends with \(made.code): \(made.error)"] }
        let document = try PDFFile(pdf)
        let layout = PageLayoutCheck(try document.pageBoxes(), try FilledDocument(try Data(contentsOf: html)))
        return try figures(document, try Quote(quoted.output)) + layout.complaints
    }

    private static func figures(_ document: PDFFile, _ quote: Quote) throws -> [String] {
        let printed = try document.numbers()
        let missing = quote.mustBePrinted().filter { !printed.contains($0.amount) }
        let known = quote.mayBePrinted().union(try shelf())
        let unexplained = try document.yenAmounts().subtracting(known).sorted()
        return missing.map { "\($0.place): \($0.amount) is not printed" }
            + unexplained.map { "\($0) yen is printed and not in the quote" }
    }

    /// Prices and list prices of the devices that every proposal shows, chosen or not.
    private static func shelf() throws -> Set<Int> {
        let book = Program.root.appendingPathComponent("Assets/Catalogue/price-book-2020-12.yaml")
        let text = try String(contentsOf: book, encoding: .utf8)
        var prices: Set<Int> = []
        for id in ["router", "desktop", "notebook", "hub"] {
            guard let start = text.range(of: "- id: \(id)\n") else { throw CannotTest("the price book has no \(id)") }
            let rest = text[start.upperBound...]
            let item = rest[..<(rest.range(of: "\n  - id:")?.lowerBound ?? rest.endIndex)]
            prices.formUnion(item.matches(of: /value: ([0-9]+)/).compactMap { Int($0.1) })
        }
        return prices
    }
}
