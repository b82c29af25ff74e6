//  TemplateFaultTests.swift
//  Claims about mistakes in templates: each has its id, its place and its advice.

import Diagnostics
import Markup
import Templating
import Testing

@Suite struct TemplateFaults {
    /// The body begins on line 2 of T/a.html.
    static let compileFaults: [(String, String, Int, Int, String)] = [
        ("<p>${total | yan}</p>", "template-unknown-filter", 2, 14, "did you mean 'yen'?"),
        ("<p\n t:text='a ||'/>", "template-expression", 3, 13, "the name of a filter is missing"),
        ("<p>日本 &amp; ${a b}</p>", "template-expression", 2, 17, "'}' is missing to close '${'"),
        ("<p>${a</p>", "template-expression", 2, 7, "'}' is missing"),
        ("<p title='x${}'/>", "template-expression", 2, 14, "cannot stand here"),
        ("<p t:tekst='a'/>", "template-unknown-attribute", 2, 4, "did you mean 't:text'?"),
        ("<t:bloc/>", "template-unknown-element", 2, 1, "t:block"),
        ("<p>a<b>c</p>", "markup-unclosed-element", 2, 9, "write </b> before it"),
        ("<p>a &nbps; b</p>", "markup-unknown-entity", 2, 6, "&amp;"),
        ("<i t:insert='#nte'/><b t:fragment='note'/>", "template-missing-fragment", 2, 4, "did you mean 'note'?"),
        ("<i t:insert='b.html#x'/>", "template-missing-file", 2, 4, "looked for ja/b.html, b.html"),
        ("<i t:insert='../../etc/passwd'/>", "template-missing-file", 2, 4, "is not there"),
        ("<b t:fragment='n'><i t:insert='#n'/></b>", "template-cyclic-insert", 2, 22, "a.html → a.html#n → a.html#n"),
        ("<i t:insert='a.html'/>", "template-cyclic-insert", 2, 4, "inserts itself"),
        (
            "<i t:insert='#n'><u t:fill='titel'/></i><b t:fragment='n'><u t:slot='title'/></b>",
            "template-missing-slot", 2, 21, "did you mean 'title'?"
        ),
        ("<i><u t:fill='x'/></i>", "template-stray-fill", 2, 7, "t:insert"),
        ("<i t:each='lines'/>", "template-expression", 2, 17, "'in' is missing"),
        ("<i t:with='a 5'/>", "template-expression", 2, 14, "t:with reads"),
        ("<i t:attr='a=1 b=2'/>", "template-expression", 2, 16, "',' is missing"),
        ("<i t:if='a = 1'/>", "template-expression", 2, 12, "write '=='"),
        ("<i t:if=\"a == 'x\"/>", "template-expression", 2, 15, "not closed"),
        ("<i t:each='l in lines'>${loop.lst}</i>", "template-unknown-name", 2, 26, "did you mean 'last'?"),
        ("<i>${kind | pad}</i>", "template-filter-misfit", 2, 13, "takes 1 to 2 argument(s), not 0"),
        ("<i t:if='99999999999999999999'/>", "template-expression", 2, 10, "not a whole number"),
    ]

    @Test(arguments: compileFaults)
    func `a mistake in a template is found when it is compiled`(
        _ body: String, _ id: String, _ line: Int, _ column: Int, _ advice: String
    ) throws {
        let error = #expect(throws: TemplateError.self) { try library(["a.html": body]).template("a.html") }
        let fault = try #require(error?.faults.first)
        #expect(fault.id == id)
        #expect(fault.location == SourceLocation(file: "T/a.html", line: line, column: column))
        #expect(fault.message.contains(advice), "\(fault.message)")
        #expect(fault.severity == .error)
    }

    static let fillFaults: [(String, String, Int, Int, String)] = [
        ("<p>${totl}</p>", "template-unknown-name", 2, 6, "did you mean 'total'?"),
        ("<p>${customer.nam}</p>", "template-unknown-name", 2, 6, "did you mean 'name'?"),
        ("<p>\n 合計 ${ lines.0.price | yen }</p>", "template-unknown-name", 3, 8, "known are: amount, name, notes"),
        ("<p>${total.x}</p>", "template-unknown-name", 2, 6, "'total' is a number and has no 'x'"),
        ("<p>${customer.person}</p>", "template-no-value", 2, 6, "guard it with t:if"),
        ("<p>${approved}</p>", "template-wrong-kind", 2, 6, "use t:if"),
        ("<p>${lines}</p>", "template-wrong-kind", 2, 6, "use t:each"),
        ("<p>${customer}</p>", "template-wrong-kind", 2, 6, "name one of its fields: name, page, person"),
        ("<p>${kind | yen}</p>", "template-filter-misfit", 2, 13, "'kind' is text"),
        ("<p>${kind | date}</p>", "template-filter-misfit", 2, 13, "a date such as 2020-12-01 is wanted"),
        ("<p>${none | yen}</p>", "template-filter-misfit", 2, 13, "default"),
        ("<p t:html='kind'/>", "template-wrong-kind", 2, 12, "use t:text"),
        ("<p t:each='x in total'/>", "template-wrong-kind", 2, 17, "t:each wants a list"),
        ("<p t:if='total == kind'/>", "template-wrong-kind", 2, 16, "cannot be compared"),
        ("<p title='a &amp; ${totl}'/>", "template-unknown-name", 2, 21, "total"),
    ]

    @Test(arguments: fillFaults)
    func `a mistake in a name or a kind is found when the template is filled`(
        _ body: String, _ id: String, _ line: Int, _ column: Int, _ advice: String
    ) throws {
        let template = try library(["a.html": body]).template("a.html")
        let error = #expect(throws: TemplateError.self) { try template.fill(offer) }
        let fault = try #require(error?.faults.first)
        #expect(fault.id == id)
        #expect(fault.location == SourceLocation(file: "T/a.html", line: line, column: column))
        #expect(fault.message.contains(advice), "\(fault.message)")
        #expect(
            template.check(TemplateRecord(offer)).map(\.id)
                == (id == "template-no-value" || body.contains("none") ? [] : [id]))
    }

    @Test func `a check finds every fault, behind conditions too`() throws {
        let template = try library([
            "a.html": "<i t:if='refused'>${totl}</i><i t:each='l in lines'>${l.amont}</i><i>${refused and x1}</i>"
        ]).template("a.html")
        let faults = template.check(TemplateRecord(offer))
        #expect(faults.map(\.message).filter { $0.contains("is not known") }.count == 3)
    }

    @Test func `a folder is checked whole, each fault once`() {
        let faults = library([
            "a.html": "<p>${x | nope}</p><i t:insert='b.html#f'/>",
            "b.html": "<p t:fragment='f'>${y | nope}</p><p t:teext=''/>",
            "c.html": "<p>", "readme.txt": "<",
        ]).check()
        #expect(
            faults.map { "\($0.location!)" } == ["T/a.html:2:10", "T/b.html:2:25", "T/b.html:2:37", "T/c.html:2:4"])
    }

    @Test func `inserts that would grow without bound are stopped`() {
        var files: [String: String] = [:]
        for level in 0..<30 {
            files["p\(level).html"] = String(repeating: "<i t:insert='p\(level + 1).html'/>", count: 10)
        }
        files["p30.html"] = "<b>x</b>"
        let error = #expect(throws: TemplateError.self) { try library(files).template("p0.html") }
        #expect(error?.faults.contains { $0.id == "template-too-large" } == true)
    }

    @Test func `an expression of any text ends in a template or a fault`() {
        var state: UInt64 = 42
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let pieces = [
            "a", ".", "|", "(", ")", "'", "if", "else", "not ", "and", " ", "==", "<", "5", "-", ",", "}", "${", "日",
            "in", "0",
        ]
        for _ in 0..<2_000 {
            let text = (0..<random(20)).map { _ in pieces[random(pieces.count)] }.joined()
            let escaped = text.replacing("<", with: "&lt;")
            let body = "<p t:if=\"\(escaped)\" t:with=\"\(escaped)\" title=\"\(escaped)\">\(escaped)</p>"
            _ = try? library(["a.html": body]).template("a.html").fill(offer)
        }
        let deep = String(repeating: "(", count: 100_000)
        #expect(throws: TemplateError.self) { try library(["a.html": "<p>${\(deep)}</p>"]).template("a.html") }
        let nots = String(repeating: "not ", count: 100_000)
        #expect(throws: TemplateError.self) { try library(["a.html": "<p>${\(nots)}</p>"]).template("a.html") }
    }
}
