//  PagesContentTests.swift
//  Claims about what pages gather from their contents: numbers, strings, running elements, footnotes, links, names.

import Fragments
import Geometry
import Testing

@testable import Layout

private let small = "@page{size:200px 100px;margin:20px} body,p,h1{margin:0;font:10px/10px serif}"

@Suite struct PagesContentTests {
    @Test func `margin boxes count pages`() throws {
        let result = try HTMLPages(
            small + "@page{@bottom-center{content:counter(page) '/' counter(pages)}} p{break-after:page}",
            "<p>a</p><p>b</p><p>c</p>")
        #expect(result.margins == [["1/3"], ["2/3"], ["3/3"]])
        #expect(result.texts == ["a", "b", "c"])
        #expect(result.layout.rounds == 1)
        #expect(result.diagnostics.entries.isEmpty)
    }
    @Test func `an element may reset the page counter`() throws {
        let result = try HTMLPages(
            small + "@page{@top-left{content:counter(page)}} p{break-after:page} .r{counter-reset:page 7}",
            "<p>a</p><p class=r>b</p><p>c</p>")
        #expect(result.margins == [["1"], ["7"], ["8"]])
        #expect(result.pages.map(\.label) == ["1", "7", "8"])
    }
    @Test func `strings have their first, last and entry values`() throws {
        let result = try HTMLPages(
            small
                + "h1{string-set:t content()} .n{break-before:page} @page{@top-left{content:string(t)} @top-right{content:string(t,last)} @bottom-left{content:string(t,start)}}",
            "<p>x</p><h1>A</h1><h1>B</h1><p class=n>y</p><p class=n>z</p><h1>C</h1>")
        #expect(result.margins == [["A", "B", ""], ["B", "B", "B"], ["C", "C", "B"]])
    }
    @Test func `a text too long to be repeated ends where a reader sees it, and is complained about`() throws {
        let long = String(repeating: "漢字か\u{3099}", count: 2_000)
        let result = try HTMLPages(
            small + "h1{string-set:t content()} @page{@top-left{content:string(t)}}", "<h1>\(long)</h1>")
        #expect(result.diagnostics.entries.map(\.id) == ["content-text-long"])
        let shown = result.margins[0][0].filter { !$0.isWhitespace }
        #expect(shown.hasSuffix("…") && long.hasPrefix(shown.dropLast()), "\(shown.suffix(4))")
        #expect((9_000..<10_100).contains(shown.utf8.count), "\(shown.utf8.count)")
    }
    @Test func `running elements leave the flow and stand in margin boxes`() throws {
        let result = try HTMLPages(
            small + ".h{position:running(head)} .n{break-before:page} @page{@top-center{content:element(head)}}",
            "<div class=h>one</div><p>x</p><p class=n>y</p><div class=h>two</div><p class=n>z</p>")
        #expect(result.margins == [["one"], ["two"], ["two"]])
        #expect(result.texts == ["x", "y", "z"])
    }
    @Test func `footnotes stand at the foot of the page of their call`() throws {
        let result = try HTMLPages(
            small + ".f{float:footnote} p{break-after:page}", "<p>a<span class=f>note</span></p><p>b</p>")
        #expect(result.texts.count == 2)
        #expect(result.texts.first?.contains("note") == true)
        #expect(result.texts.last == "b")
        #expect(result.dump.contains("footnoteArea (20,70) 160×10"))
    }
    @Test(arguments: [("block", ["(20,60) 160×20"]), ("compact", ["(20,70) 160×10"]), ("inline", ["(20,70) 160×10"])])
    func `notes that fit share a line of the footnote area`(_ display: String, _ expected: [String]) throws {
        let result = try HTMLPages(
            small + ".f{float:footnote;footnote-display:\(display)}",
            "<p>a<span class=f>one</span>b<span class=f>two</span></p>")
        let area = result.dump.split(separator: "\n").first { $0.contains("footnoteArea") } ?? ""
        for words in expected { #expect(area.contains(words), "\(result.dump)") }
    }
    @Test(arguments: [
        "<div class=p>pos<span class=f>outer<span class=f>inner</span></span></div>",
        "<div class=p>pos<span class=f>outer<b class=p>inner</b></span></div>",
        "<div class=p>pos<span class=f>outer<b class=p>inn<span class=f>er</span></b></span></div>",
    ])
    func `notes and positioned boxes in the notes of positioned boxes are somewhere`(_ html: String) throws {
        let result = try HTMLPages(
            small + ".f{float:footnote}.p{position:absolute;top:10px}", "<p>text</p>" + html)
        let all = result.texts.joined(separator: " ")
        for letters in ["text", "pos", "outer", "inn", "er"] { #expect(all.contains(letters), "\(letters): \(all)") }
    }
    @Test func `footnotes take room from the text`() throws {
        let lines = (0..<6).map { "<p>line\($0)\($0 == 0 ? "<span class=f>note</span>" : "")</p>" }.joined()
        let result = try HTMLPages(small + ".f{float:footnote}", lines)
        #expect(result.pages.count == 2)
        #expect(result.texts.last?.contains("line5") == true)
        #expect(result.texts.first?.contains("line4") == true)
    }
    @Test func `target-counter finds the page in a second round`() throws {
        let result = try HTMLPages(
            small + "a::after{content:target-counter(attr(href),page)} .n{break-before:page}",
            "<p><a href='#x'>to</a></p><p class=n>.</p><p class=n id=x>here</p>")
        #expect(result.texts == ["to3", ".", "here"])
        #expect(result.layout.rounds == 2)
    }
    @Test func `the page counter in text is the page's`() throws {
        let result = try HTMLPages(
            small + "p::before{content:counter(page) ' of ' counter(pages) ': '} .n{break-before:page}",
            "<p>a</p><p class=n>b</p>")
        #expect(result.texts == ["1 of 2: a", "2 of 2: b"])
    }
    @Test func `links, anchors and bookmarks are found with their places`() throws {
        let result = try HTMLPages(
            small + "h1{bookmark-level:1;bookmark-label:content()} .n{break-before:page}",
            "<p><a href='#x'>to</a></p><h1 id=x class=n>Head</h1>")
        #expect(result.pages.first?.links.map(\.target) == [.anchor("x")])
        #expect(result.pages.last?.anchors == [PageAnchor(name: "x", position: Point(x: 20, y: 20))])
        #expect(result.pages.last?.bookmarks.map(\.label) == ["Head"])
    }
    @Test func `what a fixed box says of the document it says once, and its links work on every page`() throws {
        let result = try HTMLPages(
            small + "h1{bookmark-level:1;bookmark-label:content()} div{position:fixed;top:0} .n{break-before:page}",
            "<div><h1 id=x><a href='#x'>Head</a></h1></div><p>a</p><p class=n>b</p><p class=n>c</p>")
        #expect(result.pages.map { $0.bookmarks.count } == [1, 0, 0])
        #expect(result.pages.map { $0.anchors.count } == [1, 0, 0])
        #expect(result.pages.map { $0.links.count } == [1, 1, 1])
    }
    @Test func `an entry of the outline is not longer than anybody reads`() throws {
        let result = try HTMLPages(
            small + "h1{bookmark-level:1;bookmark-label:content()}",
            "<h1>\(String(repeating: "word ", count: 5_000))</h1>")
        #expect(result.pages.first?.bookmarks.first?.label.count == 501)
    }
    @Test func `orphans and widows hold lines together`() throws {
        // six lines fit on a page
        func lines(_ counts: [Int], _ css: String = "") throws -> [Int] {
            let text = counts.map { count in
                "<p>" + (0..<count).map { "l\($0)" }.joined(separator: "<br>") + "</p>"
            }.joined()
            return try HTMLPages(small + css, text).texts.map { $0.split(separator: "l").count }
        }
        #expect(try lines([7]) == [5, 2])
        #expect(try lines([5, 3]) == [5, 3])
        #expect(try lines([4, 3]) == [4, 3])
        #expect(try lines([4, 4]) == [6, 2])
        #expect(try lines([7], "p{widows:1}") == [6, 1])
        #expect(try lines([5, 3], "p{orphans:1}") == [6, 2])
        #expect(try lines([20], "p{orphans:30;widows:30}") == [6, 6, 6, 2])
    }
    @Test func `text goes on where it stopped, whatever the page's width`() throws {
        let words = (0..<200).map { "w\($0)" }
        let result = try HTMLPages(
            small + "@page:left{size:400px 100px}", "<p>" + words.joined(separator: " ") + "</p>")
        #expect(result.pages.count > 2)
        let found = result.texts.flatMap { $0.split(separator: " ").map { String($0) } }
        #expect(words.joined() == found.joined())
        #expect(Set(result.pages.map(\.size.width)) == [200, 400])
    }

    @Test(arguments: [30, 47, 100, 400], [UInt64](1...6))
    func `the text before and after paging is the same`(_ height: Int, _ seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        let body = (0..<6).map { _ in RandomText.block(&generator, depth: 0) }.joined()
        let css =
            "body{margin:0;font:10px/12px serif} .f{float:left;width:40%} .r{float:right;width:30px} .o{overflow:hidden}"
            + " .k{break-inside:avoid} .a{break-after:avoid} .b{border:3px solid;padding:4px} .c{box-decoration-break:clone}"
            + " .i{display:inline-block} .n{float:footnote}"
        let whole = try HTMLPages("@page{size:200px 20000px;margin:0}" + css, body)
        let paged = try HTMLPages("@page{size:200px \(height)px;margin:0}" + css, body)
        #expect(paged.diagnostics.entries.isEmpty)
        #expect(RandomText.words(whole.texts) == RandomText.words(paged.texts))
    }
}

enum RandomText {
    /// Each word stands once in the document; its order may change where floats and notes wait.
    static func words(_ texts: [String]) -> [String] {
        texts.joined(separator: " ").split { !$0.isNumber }.map { String($0) }.sorted()
    }
    static func block(_ generator: inout SeededGenerator, depth: Int) -> String {
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
        var classes: [String] = []
        for name in ["f", "r", "o", "k", "a", "b", "c"] where chance(12) { classes.append(name) }
        let start = "<div class='\(classes.joined(separator: " "))'>"
        if depth < 3, chance(50) {
            let count = Int.random(in: 1...3, using: &generator)
            return start + (0..<count).map { _ in block(&generator, depth: depth + 1) }.joined() + "</div>"
        }
        var text = ""
        for _ in 0..<Int.random(in: 1...25, using: &generator) {
            let word = "w\(Int.random(in: 0..<1_000_000, using: &generator))"
            text += chance(3) ? "<span class=i>\(word)</span> " : chance(3) ? "<b class=f>\(word)</b> " : word + " "
        }
        return start + text + "</div>"
    }
}
