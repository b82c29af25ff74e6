//  TablePageClaims.swift
//  In: tables longer than a page. Out: which rows lie on which page, what is repeated, and that nothing is ever lost.

import Fragments
import Testing

@testable import Layout

@Suite struct `Tables over pages` {
    private func rows(_ range: ClosedRange<Int>, _ style: (Int) -> String = { _ in "" }) -> String {
        range.map { "<tr style='\(style($0))'><td>\($0)" }.joined()
    }

    @Test(arguments: [
        ("rows that fit stay whole", "<table>@1-5</table>", 25, ["12", "34", "5"]),
        ("the head is on every page", "<table><thead><tr><td>H</thead>@1-5</table>", 40, ["H123", "[H]45"]),
        (
            "head and foot are on every page",
            "<table><thead><tr><td>H</thead>@1-5<tfoot><tr><td>F</tfoot></table>", 40, ["H12[F]", "[H]34[F]", "[H]5F"]
        ),
        (
            "a head of half the page is on every page",
            "<table><thead><tr><td>H<br>h</thead>@1-6</table>", 40, ["Hh12", "[Hh]34", "[Hh]56"]
        ),
        (
            "a head of more than three quarters of the page is not repeated",
            "<table><thead><tr><td>H<br>h<br>i<br>j</thead>@1-6</table>", 50, ["Hhij1", "23456"]
        ),
        (
            "a foot of half the page is on every page",
            "<table>@1-3<tfoot><tr><td>F<br>f</tfoot></table>", 40, ["12[Ff]", "3Ff"]
        ),
        (
            "a foot that is too high comes once, at the end, and not alone",
            "<table>@1-5<tfoot><tr><td>F<br>f<br>g<br>h</tfoot></table>", 50, ["1234", "5Ffgh"]
        ),
        (
            "a head never stands alone at the foot of a page",
            "<div style='height:25px'>x</div><table><thead><tr><td>H</thead>@1-3</table>", 40, ["x", "H123"]
        ),
        (
            "only a head's or foot's row waits for another page to carry from",
            "<table><thead><tr style='-teian-carry:continued'><td>C</thead><tr style='-teian-carry:continued'><td>a<tr style='-teian-carry:continues'><td>b@1-3</table>",
            30, ["ab1", "[C]23"]
        ),
        ("break-before on a row", "<table>@1-2<tr style='break-before:page'><td>3@4-4</table>", 100, ["12", "34"]),
        (
            "break-after on a row group",
            "<table><tbody style='break-after:page'>@1-2</tbody><tbody>@3-4</tbody></table>", 100, ["12", "34"]
        ),
        ("the total is not alone", "<table>@1-4<tr style='break-before:avoid'><td>T</table>", 40, ["123", "4T"]),
        (
            "avoid gives way when it must", "<table><tbody style='break-inside:avoid'>@1-6</tbody></table>", 40,
            ["1234", "56"]
        ),
        (
            "a group that avoids breaks moves on whole",
            "<table>@1-2<tbody style='break-inside:avoid'>@3-5</tbody></table>", 40, ["12", "345"]
        ),
        (
            "a table that avoids breaks moves on whole",
            "<div style='height:20px'>x</div><table style='break-inside:avoid'>@1-3</table>", 40, ["x", "123"]
        ),
        (
            "a row taller than a page is split",
            "<table><tr><td style='orphans:1;widows:1'>a<br>b<br>c<br>d<br>e<tr><td>f</table>", 30, ["abc", "def"]
        ),
        (
            "cells of a split row go on side by side",
            "<table style='orphans:1;widows:1'><tr><td>a<br>b<br>c<td>1<br>2<br>3<br>4</table>", 20, ["ab12", "c34"]
        ),
        (
            "a row that avoids breaks moves on",
            "<table style='orphans:1;widows:1'><tr><td>a<tr style='break-inside:avoid'><td>b<br>c</table>", 20,
            ["a", "bc"]
        ),
        (
            "orphans and widows hold in cells",
            "<table><tr><td>a<br>b<tr><td>c<br>d<br>e</table>", 40, ["ab", "cde"]
        ),
        (
            "a row is split where its lines allow",
            "<table><tr><td>a<br>b<tr><td>c<br>d<br>e<br>f</table>", 40, ["abcd", "ef"]
        ),
        (
            "a spanning cell goes on over the break",
            "<table style='orphans:1;widows:1'><tr><td rowspan=4 style='vertical-align:top'>S<br>s<br>t<br>u<td>1<tr><td>2<tr><td>3<tr><td>4</table>",
            20, ["Ss12", "tu34"]
        ),
        (
            "a spanning cell that fits stays on the first page",
            "<table><tr><td rowspan=4 style='vertical-align:top'>S<td>1<tr><td>2<tr><td>3<tr><td>4</table>", 20,
            ["S12", "34"]
        ),
        (
            "a caption stays with its table",
            "<div style='height:25px'>x</div><table><caption>C</caption>@1-2</table>", 40, ["x", "C12"]
        ),
        ("what follows comes after the table", "<table>@1-3</table>z", 20, ["12", "3z"]),
        ("text before, table after", "x<table>@1-3</table>", 20, ["x1", "23"]),
        (
            "a page is filled up to the last pixel", "<table style='border-spacing:0 2px'>@1-4</table>", 26,
            ["12", "34"]
        ),
        (
            "tables in cells break too",
            "<table><tr><td><table>@1-3</table></table>", 20, ["12", "3"]
        ),
    ])
    func `rows lie on the pages where they belong`(name: String, html: String, height: Int, expected: [String]) {
        var source = html
        for first in 1...9 {
            for last in first...9 {
                source = source.replacing("@\(first)-\(last)", with: rows(first...last))
            }
        }
        let typeset = Typeset(source, page: "200px \(height)px")
        #expect(typeset.textByPage == expected, "\(name)")
    }

    @Test func `a repeated head is laid out once`() {
        func layouts(_ count: Int) -> (Int, Int) {
            let typeset = Typeset(
                "<table style='width:100px;table-layout:fixed'><thead><tr><th>H</thead>\(rows(1...count))</table>",
                page: "200px 100px")
            return (typeset.session.layoutCount, typeset.pages.count)
        }
        let (few, fewPages) = layouts(9)
        let (many, manyPages) = layouts(90)
        #expect(fewPages == 1 && manyPages == 10)
        // two boxes a row (the cell and its line box's container), a few for each page above the table
        #expect(many - few <= 81 * 2 + 9 * 4)
        let heads = Typeset(
            "<table><thead><tr><th>H</thead>\(rows(1...40))</table>", page: "200px 100px"
        ).places { $0.kind == .tableHeaderGroup }.map(\.fragment)
        #expect(heads.count == 5)
        #expect(Set(heads.dropFirst().map { ObjectIdentifier($0) }).count == 1)
        #expect(heads.dropFirst().allSatisfy { $0.flags.contains(.repeated) })
    }

    @Test(arguments: [
        "<table><thead><tr><th>見出し<th>金額</thead>@<tfoot><tr><td>計<td>9</tfoot></table>",
        "<table style='border-collapse:collapse' border=1>@</table>",
        "<table style='border-spacing:3px;height:700px'>@</table>",
    ])
    func `no letter is lost at any page height`(frame: String) {
        let body = (1...14).map { number -> String in
            let words = String(repeating: "あいうえお、かきくけこ。", count: number % 5)
            let span = number % 4 == 1 ? "<td rowspan=3>\(words)束\(number)" : number % 4 == 0 ? "<td>端" : ""
            return "<tr><td>行\(number)\(words)\(span)<td colspan=2>\(words)"
        }.joined()
        let html = frame.replacing("@", with: body)
        let whole = Typeset(html, page: "200px 100000px")
        #expect(whole.pages.count == 1)
        for height in stride(from: 14, through: 400, by: 13) {
            let typeset = Typeset(html, page: "200px \(height)px")
            #expect(typeset.letters == whole.letters, "page height \(height)")
        }
    }

    @Test func `collapsed borders are drawn above and below a break`() {
        let typeset = Typeset(
            "<table style='border-collapse:collapse;width:100px'><tr><td style='border:2px solid'>a<tr><td style='border:2px solid'>b</table>",
            page: "200px 20px")
        let tables = typeset.places { $0.kind == .table }
        #expect(tables.count == 2)
        for table in tables {
            guard case .collapsedBorders(let segments) = table.fragment.content else {
                Issue.record("no borders")
                continue
            }
            #expect(segments.filter(\.isHorizontal).count == 2)
            #expect(segments.filter { !$0.isHorizontal }.count == 2)
        }
    }

    @Test(arguments: [
        ("wider wins", "border-bottom:3px solid", "border-top:2px solid", 3, 1),
        ("hidden beats all", "border-bottom:hidden", "border-top:9px solid", 0, 0),
        ("double beats solid", "border-bottom:3px solid", "border-top:3px double", 3, 5),
        ("none loses", "border-bottom:none", "border-top:1px dotted", 1, 2),
    ])
    func `conflicts of collapsed borders`(name: String, above: String, below: String, width: Float, style: Int) {
        let typeset = Typeset(
            "<table style='border-collapse:collapse'><tr><td style='\(above)'>a<tr><td style='\(below)'>b</table>")
        guard
            case .collapsedBorders(let segments)? = typeset.places(where: { $0.kind == .table }).first?.fragment.content
        else {
            #expect(width == 0, "\(name)")
            return
        }
        #expect(segments.map(\.width) == [width], "\(name)")
        if style == 5 { #expect(segments.first?.style == 5, "\(name)") }
    }

    @Test func `a table of thousands of rows is measured row by row`() {
        let typeset = Typeset(
            "<table style='width:100px;table-layout:fixed'>\(rows(1...2000))</table>", page: "200px 1000px")
        #expect(typeset.pages.count == 20)
        #expect(typeset.session.layoutCount < 2000 * 2 + 20 * 8)
    }
}
