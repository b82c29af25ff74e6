//  QuoteOutput.swift
//  `teian quote` as text and as JSON.

import DataFiles
import Measures
import Offer
import QuoteReport
import Testing

@Suite struct QuoteOutput {
    func json(_ test: Case) throws -> DataNode {
        try DataFile.parse(QuoteJSON(library: library).text(try test.offer()), file: "quote.json")
    }

    @Test func `JSON has the keys of the contract`() throws {
        let node = try json(Case())
        #expect(node["complete"]?.text == "true")
        for key in ["initial", "monthly"] {
            #expect(node[key]?.entries.map(\.key).prefix(4) == ["lines", "total", "totalExcludingTax", "tax"])
            for line in node[key]?["lines"]?.elements ?? [] {
                let keys = Set(line.entries.map(\.key))
                #expect(keys.isSuperset(of: ["id", "name", "quantity", "unitPrice", "amount", "status"]))
            }
        }
        #expect(node["initial"]?["total"]?.text == "279950" && node["initial"]?["tax"]?.text == "25450")
        #expect(node["initial"]?["totalExcludingTax"]?.text == "254500" && node["monthly"]?["total"]?.text == "2200")
        let subsidy = try #require(node["subsidy"])
        #expect(
            ["scheme", "eligible", "cap", "base", "rate", "limit", "grant", "status", "headroom"].map {
                subsidy[$0]?.text
            } == [
                "B", "279950", "429000", "279950", "10/10", "429000", "279000", "derived", "149050",
            ])
        #expect(node["selfPay"]?.text == "950" && node["fiveYearTotal"]?.text == "411950")
    }

    @Test func `what is not known is null, never 0`() throws {
        var test = Case()
        test.equipment = "{notebooks: 1}"
        let node = try json(test)
        #expect(node["complete"]?.text == "false")
        #expect(node["subsidy"]?["grant"]?.content == .null && node["selfPay"]?.content == .null)
        #expect(node["fiveYearTotal"]?.content == .null && node["subsidy"]?["headroom"]?.content == .null)
        let setup = try #require(node["initial"]?["lines"]?.elements.first { $0["id"]?.text == "setupNotebook" })
        #expect(setup["amount"]?.content == .null && setup["unitPrice"]?.content == .null)
        #expect(setup["status"]?.text == "unconfirmed")
        #expect(node["initial"]?["excludes"]?.elements.map(\.text) == ["surcharge", "setupNotebook"])
    }

    @Test func `JSON text is escaped`() {
        let value = ReportValue.fields(["a\"b": .text("x\\\n\u{1}あ"), "c": .list([]), "d": .object([])])
        #expect(value.json == "{\n  \"a\\\"b\": \"x\\\\\\n\\u0001あ\",\n  \"c\": [],\n  \"d\": {}\n}\n")
    }

    @Test(arguments: [
        ("abc", 3), ("概算", 4), ("ｶﾅ", 2), ("か\u{3099}", 2), ("279,950円", 9), ("Ａ1", 3), ("𠮷", 2), ("", 0),
    ])
    func `Japanese takes two columns`(_ text: String, _ width: Int) {
        #expect(displayWidth(text) == width)
    }

    @Test func `the columns of the text line up`() throws {
        let text = QuoteText(library: library).text(try Case().offer())
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let start = try #require(lines.firstIndex(of: "初期費用"))
        let rows = lines[(start + 2)..<(start + 15)]
        // every amount ends in the same column
        let ends = Set(
            rows.compactMap { row -> Int? in
                let cells = row.split(separator: "（回線")[0].split(separator: "（初期")[0].split(separator: "（既設の回線")[0]
                return displayWidth(String(cells.reversed().drop { $0 == " " }.reversed()))
            })
        #expect(ends.count == 1, "\(rows.joined(separator: "\n"))")
        #expect(text.contains("279,950円") && text.contains("ご負担額（補助金差引後）") && text.contains("概算"))
        #expect(!text.contains("["))
        #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
    }

    @Test func `an incomplete quote says so in words`() throws {
        var test = Case()
        test.equipment = "{notebooks: 1}"
        let text = QuoteText(library: library).text(try test.offer())
        #expect(text.contains("別途見積") && text.contains("＋別途見積分"))
        // what follows from the open price is called as in the documents
        #expect(text.contains("未定"))
        var chain = Case(kind: "chainPharmacy")
        chain.more = ""
        #expect(QuoteText(library: library).text(try chain.offer()).contains("要確認"))
    }

    @Test func `the explanation names a rule and a source for every figure`() throws {
        let offer = try Case().offer()
        let text = QuoteText(library: library).text(offer, explanation: .full)
        #expect(offer.trail.count == 13 + 2 + 2 + 1 + 1 + 9)
        for step in offer.trail {
            #expect(text.contains(step.figure) && !step.source.isEmpty)
            #expect(text.contains(library.text(step.rule)))
        }
        #expect(text.contains("宅内の工事費102,300円が31,900円を超えた分につき、31,900円までごとに3,850円：3区分"))
        #expect(text.contains("12,100円 × 4本"))
    }
}
