//  TemplatingTests.swift
//  Claims about what a template's attributes do.

import Diagnostics
import Markup
import Templating
import Testing

/// A library of templates in memory; each text is the inside of a body unless it begins with `<html`.
func library(_ files: [String: String], languages: [String] = ["ja"]) -> TemplateLibrary {
    var pages: [String: String] = [:]
    for (name, text) in files { pages[name] = text.hasPrefix("<html") ? text : page(text) }
    return TemplateLibrary(
        TemplateFolder(path: "T", files: pages), options: TemplateOptions(languages: languages, filters: filters))
}

func page(_ body: String) -> String {
    "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:t=\"https://teian.example/templating\"><body>\n\(body)</body></html>"
}

let filters: [String: TemplateFilter] = [
    "yen": .ofNumber { number in
        var digits = String(number.magnitude)
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: index))
            index -= 3
        }
        return (number < 0 ? "▲" : "") + digits + "円"
    },
    "date": .ofText(expecting: "a date such as 2020-12-01") { text in
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return parts.count == 3 ? "\(parts[0])年\(parts[1])月\(parts[2])日" : nil
    },
    "pad": TemplateFilter(accepts: [.text], arguments: 1...2) { (value, arguments) throws(TemplateMisfit) in
        guard case .text(let text) = value, case .number(let width) = arguments[0] else {
            throw TemplateMisfit("a width is wanted")
        }
        return .text(String(repeating: "*", count: max(0, width - text.count)) + text)
    },
]

let offer: [String: TemplateValue] = [
    "customer": ["name": "青葉 <b>&\"'クリニック", "person": .none, "page": "https://example.jp/?a=1&b=2"],
    "total": 279_950, "discount": -1_200, "zero": 0, "empty": "", "approved": true, "refused": false,
    "issued": "2020-12-01", "kind": "clinic",
    "lines": [
        ["name": "ルータ", "amount": 58_300, "notes": ["※1", "※2"]], ["name": "HUB", "amount": 2_200, "notes": []],
        ["name": "配線", "amount": .none, "notes": ["※5"]],
    ],
    "none": .none, "nothing": [],
]

/// Fills a template and answers what stands in its body.
func filled(_ body: String, _ values: [String: TemplateValue] = offer, others: [String: String] = [:]) throws -> String
{
    var files = others
    files["a.html"] = body
    let document = try library(files).template("a.html").fill(values)
    let text = String(decoding: document.serialize(), as: UTF8.self)
    let start = try #require(text.range(of: "<body>\n")).upperBound
    let end = try #require(text.range(of: "</body>")).lowerBound
    return String(text[start..<end])
}

extension String {
    func range(of needle: String) -> Range<String.Index>? { ranges(of: needle).first }
}

@Suite struct Templating {
    @Test(arguments: [
        ("<p t:text=\"total\">0</p>", "<p>279950</p>"), ("<p t:text='total | yen'>0円</p>", "<p>279,950円</p>"),
        ("<p>${total | yen}（税込）</p>", "<p>279,950円（税込）</p>"), ("<p>$${a} $ {b} 5$</p>", "<p>${a} $ {b} 5$</p>"),
        ("<p>${customer.name}</p>", "<p>青葉 &lt;b&gt;&amp;\"'クリニック</p>"),
        (
            "<a href=\"${customer.page}#x\" title='見本'>x</a>",
            "<a href=\"https://example.jp/?a=1&amp;b=2#x\" title=\"見本\">x</a>"
        ),
        (
            "<p t:attr=\"title=customer.name, id='x'\" title='見本'/>",
            "<p title=\"青葉 &lt;b&gt;&amp;&quot;'クリニック\" id=\"x\"></p>"
        ),
        ("<p t:attr='title=none, lang=refused, hidden=approved'/>", "<p hidden=\"\"></p>"),
        ("<p class='a' t:class-add=\"'b' if approved, 'c' if refused, kind\"/>", "<p class=\"a b clinic\"></p>"),
        ("<p t:class-add=\"'b' if refused\"/>", "<p></p>"),
        ("<p t:if='approved'>a</p><p t:if='refused'>b</p><p t:unless='none'>c</p>", "<p>a</p><p>c</p>"),
        ("<p t:if='zero'>0</p><p t:if='empty'>e</p><p t:if='nothing'>n</p><p t:if='customer'>c</p>", "<p>c</p>"),
        ("<p t:sample=''>見本</p>x", "x"), ("<t:block t:if='approved'>a<b>c</b></t:block>", "a<b>c</b>"),
        ("<p t:with=\"a=total, b=a | yen\">${b}</p>", "<p>279,950円</p>"),
        ("<p>${issued | date}</p>", "<p>2020年12月1日</p>"),
        ("<p>${customer.person | default('ご担当者')}</p>", "<p>ご担当者</p>"),
        ("<p>${lines | count}${lines.0.name}${lines.0.notes | join('・')}</p>", "<p>3ルータ※1・※2</p>"),
        ("<p>${'a' | pad(3)}${kind | pad(8)}</p>", "<p>**a**clinic</p>"),
        ("<p>${'a' if total &gt; 5 else 'b'}</p>", "<p>a</p>"),
        ("<style>a { b: ${c} }</style><script>`${x}`</script>", "<style>a { b: ${c} }</style><script>`${x}`</script>"),
        ("<br t:if='approved'/><p></p>", "<br/><p></p>"),
        ("<!-- c --><p>a<!-- d -->b</p>", "<p>ab</p>"),
    ])
    func `an attribute does what the table says`(_ template: String, _ expected: String) throws {
        #expect(try filled(template) == expected)
    }

    @Test(arguments: [
        ("total == 279950", true), ("total != 1", true), ("total &lt; 279950", false), ("total &lt;= 279950", true),
        ("total &gt;= 279951", false), ("kind == 'clinic'", true), ("kind == 'hospital' or approved", true),
        ("not approved", false), ("not refused and approved", true), ("refused and missing", false),
        ("approved or missing", true), ("none == none", true), ("kind == none", false), ("none != none", false),
        ("customer.person.name", false), ("issued &lt; '2021-01-01'", true),
        ("(refused or approved) and not refused", true),
        ("approved == true", true), ("-1200 == discount", true),
    ])
    func `conditions are read as sentences`(_ condition: String, _ isTrue: Bool) throws {
        #expect(try filled("<i t:if=\"\(condition)\"/>") == (isTrue ? "<i></i>" : ""))
    }

    @Test func `an element repeats with its state`() throws {
        let text = try filled(
            "<tr t:each='line, row in lines' t:class-add=\"'last' if row.last, 'odd' if row.odd\">${row.number}/${row.count} ${line.name}<i t:each='n in line.notes'>${n}${loop.index}</i></tr>"
        )
        #expect(
            text
                == "<tr class=\"odd\">1/3 ルータ<i>※10</i><i>※21</i></tr><tr>2/3 HUB</tr><tr class=\"last odd\">3/3 配線<i>※50</i></tr>"
        )
    }

    @Test func `a condition beside a repetition is asked for each item`() throws {
        #expect(
            try filled("<i t:each='l in lines' t:if='l.amount'>${l.amount | yen}</i>") == "<i>58,300円</i><i>2,200円</i>")
        #expect(try filled("<i t:each='l in none'>x</i><i t:each='l in nothing'>x</i>") == "")
    }

    @Test func `a value from a profile never becomes markup`() throws {
        let evil: TemplateValue = "</p><script>alert(1)</script>]]>\u{0}\" onload=\"x"
        let text = try filled("<p t:text='e' title='${e}' t:attr='lang=e'>x</p>", ["e": evil])
        let tree = try MarkupParser.parseXML(Array(page(text).utf8), sourceName: "x")
        let names = (0..<tree.count).map { tree.name(NodeID($0)) }.filter { !$0.isEmpty }
        #expect(names == ["html", "body", "p"])
        let p = NodeID((0..<tree.count).first { tree.name(NodeID($0)) == "p" } ?? 0)
        #expect(tree.attributes(of: p).count == 2)
        #expect(tree.attribute("title", of: p) == tree.attribute("lang", of: p))
    }

    @Test func `built markup is inserted as it was built`() throws {
        let drawing = try MarkupParser.parseXML(
            Array("<svg xmlns='http://www.w3.org/2000/svg'><g>図</g></svg>".utf8), sourceName: "d.svg")
        #expect(
            try filled("<div t:html='d'>図の見本</div>", ["d": .markup(drawing)])
                == "<div><svg xmlns=\"http://www.w3.org/2000/svg\"><g>図</g></svg></div>")
    }

    // MARK: Fragments

    @Test func `a fragment of another file is inserted with its slots filled`() throws {
        let parts = """
            <section t:fragment="card" class="card"><h2 t:slot="title">題</h2><div><p t:slot="">本文</p></div></section>
            <p t:fragment="note">※${text}</p>
            """
        let text = try filled(
            """
            <div t:insert="Shared/parts.html#card"><h2 t:fill="title">${kind}</h2>本<b>文</b></div><div t:insert="Shared/parts.html#card"> </div><i t:each="l in lines" t:insert="Shared/parts.html#note" t:with="text=l.name"/>
            """, others: ["Shared/parts.html": parts])
        #expect(
            text
                == "<section class=\"card\"><h2>clinic</h2><div>本<b>文</b></div></section><section class=\"card\"><h2>題</h2><div><p>本文</p></div></section><p>※ルータ</p><p>※HUB</p><p>※配線</p>"
        )
    }

    @Test func `a whole file is inserted by the inside of its body`() throws {
        #expect(try filled("<div t:insert='b.html'/>", others: ["b.html": "<p>${kind}</p>"]) == "\n<p>clinic</p>")
    }

    @Test func `fragments insert fragments, and fillers see the names of their own place`() throws {
        let text = try filled(
            """
            <t:block t:each="item in lines"><div t:insert="#outer"><b t:fill="x">${item.name}</b></div></t:block>\
            <t:block t:if="refused"><div t:fragment="outer"><u t:insert="#inner"><i t:fill="y"><q t:slot="x"/></i></u></div>\
            <em t:fragment="inner" t:with="item=1">${item}<s t:slot="y"/></em></t:block>
            """)
        #expect(text == ["ルータ", "HUB", "配線"].map { "<div><em>1<i><b>\($0)</b></i></em></div>" }.joined())
    }

    @Test func `a language falls back file by file`() throws {
        let files = [
            "Proposal/ja/cover.html": page("表紙<i t:insert='note.html'/>"),
            "Proposal/en/cover.html": page("Cover<i t:insert='note.html'/>"),
            "Proposal/ja/note.html": page("注"), "Proposal/plain.html": page("x<i t:insert='note.html'/>"),
        ]
        func body(_ name: String, _ languages: [String]) throws -> String {
            let document = try library(files, languages: languages).template(name).fill([:])
            let tree = document.tree(sourceName: name)
            return tree.textContent(tree.documentElement).filter { !$0.isWhitespace }
        }
        #expect(try body("Proposal/cover.html", ["ja"]) == "表紙注")
        #expect(try body("Proposal/cover.html", ["en", "ja"]) == "Cover注")
        #expect(try body("Proposal/plain.html", ["en", "ja"]) == "x注")
        #expect(library(files, languages: ["en", "ja"]).resolve("Proposal/cover.html") == "Proposal/en/cover.html")
    }

    @Test func `a compiled template serves many documents at once, each the same`() async throws {
        let template = try library(["a.html": "<p t:each='l in lines'>${l.name}</p>"]).template("a.html")
        let all = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<32 { group.addTask { try template.fill(offer).serialize() } }
            var all: Set<[UInt8]> = []
            for try await bytes in group { all.insert(bytes) }
            return all
        }
        #expect(all.count == 1)
    }
}
