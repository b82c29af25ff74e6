//  ProfileCheck.swift
//  In: a profile's text. Out: everything that is wrong with its proposal and its estimate: figures that differ from the
//  quote, layout.
//
//  Where an amount in yen may come from: the quote's JSON (its lines, totals, grant, alternatives, notes), sums that the
//  reader can make on paper from it (Quote.mayBePrinted), and the price book for the devices that are shown beside the
//  chosen ones. Every line, total and grant of the quote must be printed; an estimate prints them before tax.

import Foundation

enum ProfileCheck {
    /// Complaints; none means that the documents are sound.
    static func complaints(_ profile: RandomProfile, language: String = "ja") throws -> [String] {
        let folder = try ScratchFolder()
        let file = try folder.write(profile.yaml, as: "profile.yaml").path
        let home = try profile.isSuspended ? suspendedHome.get().url.path : Program.root.path
        let quoted = try Program.teian(["quote", file, "--format", "json", "--quiet", "--home", home])
        switch profile.outcome {
        case .documents:
            guard quoted.code == 0 else { return ["quote ends with \(quoted.code): \(quoted.error)"] }
            let quote = try Quote(quoted.output)
            return try ["proposal", "estimate"].flatMap { document in
                try complaints(document, file, home, language, quote, in: folder).map {
                    "\(document) (\(language)): \($0)"
                }
            }
        case .refused:
            let isRefused = quoted.code == 1 && quoted.error.contains("onPremises2")
            return isRefused ? [] : ["onPremises2 ends with \(quoted.code): \(quoted.error)"]
        case .areaNotice:
            guard quoted.code == 1 else { return ["a quote in the West ends with \(quoted.code)"] }
            let pdf = folder.file("notice.pdf").path
            let made = try Program.teian(
                ["proposal", file, "-o", pdf, "--quiet", "--home", home, "--language", language])
            guard made.code == 4 else { return ["a proposal in the West ends with \(made.code): \(made.error)"] }
            let boxes = try PDFFile(pdf).pageBoxes()
            return (boxes.count == 1 ? [] : ["the notice has \(boxes.count) pages"])
                + PageLayoutCheck(boxes, FilledDocument(), .notice).complaints
        }
    }

    private static func complaints(
        _ name: String, _ file: String, _ home: String, _ language: String, _ quote: Quote, in folder: ScratchFolder
    ) throws -> [String] {
        let (pdf, html) = (folder.file("\(name).pdf").path, folder.file("\(name).html"))
        let made = try Program.teian([
            name, file, "-o", pdf, "--html", html.path, "--quiet", "--home", home, "--language", language,
        ])
        guard made.code == 0 else { return ["ends with \(made.code): \(made.error)"] }
        let document = try PDFFile(pdf)
        let frame: PageLayoutCheck.Frame = name == "estimate" ? .estimate : .proposal
        let layout = PageLayoutCheck(
            try document.pageBoxes(), try FilledDocument(try Data(contentsOf: html)), frame)
        var found = layout.complaints
        if name == "estimate", document.pages.count > 2 { found.append("\(document.pages.count) pages") }
        return try figures(document, quote, isEstimate: name == "estimate", language) + found
    }

    private static func figures(
        _ document: PDFFile, _ quote: Quote, isEstimate: Bool, _ language: String
    ) throws -> [String] {
        let printed = try document.numbers()
        let missing = quote.mustBePrinted().filter { place, amount in
            if printed.contains(amount) { return false }
            guard isEstimate else { return true }
            // an estimate has lines before tax, and of the grant its result
            let isStep = ["eligible", "cap", "base", "limit"].contains { place == "subsidy.\($0)" }
            // where a price before tax would be no whole yen, prices include tax, and so does the total
            if place == "initial.totalExcludingTax", !quote.dividesByTax { return false }
            return !isStep && !(amount * 10 % 11 == 0 && printed.contains(amount * 10 / 11))
        }
        var known = quote.mayBePrinted().union(try shelf())
        if isEstimate { known.formUnion(quote.beforeTax()) }
        // the axis of an English chart has whole amounts (a Japanese one says 10万円)
        let amounts =
            try language == "ja"
            ? document.yenAmounts() : document.signedAmounts().filter { $0 % 50_000 != 0 || known.contains($0) }
        return missing.map { "\($0.place): \($0.amount) is not printed" }
            + amounts.subtracting(known).sorted().map { "\($0) yen is printed and not in the quote" }
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

    /// A home whose price book takes no orders for two things.
    private static let suspendedHome = Result {
        let home = try ScratchFolder.home()
        for id in ["notebook", "switch"] {
            try home.damage(
                "Assets/Catalogue/price-book-2020-12.yaml", "  - id: \(id)\n",
                "  - id: \(id)\n    availability: {state: suspended, status: assumed, source: テスト}\n")
        }
        return home
    }
}
