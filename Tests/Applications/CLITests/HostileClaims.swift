//  HostileClaims.swift
//  In: documents made to break the engine, given to the release program with limits on time and memory. Out: claims that each
//  ends with a PDF or a message, never with a crash, a hang or without bound. Cases that the fuzzer found lie in Tests/Fuzz/Findings.

import Foundation
import Testing

/// A document, and how long it may take: some ten times what it takes on a quiet machine.
struct HostileCase: CustomTestStringConvertible, Sendable {
    let name: String
    var file = "page.html"
    let text: @Sendable () -> String
    var seconds = 60
    var testDescription: String { name }
}

@Suite(.serialized) struct HostileClaims {
    /// `sh` sets the limits: virtual memory in KB, then seconds after which the program is killed.
    static func run(_ arguments: [String], in folder: URL, seconds: Int, megabytes: Int = 6_000) throws -> Outcome {
        let command = "ulimit -v \(megabytes * 1024); exec timeout -s KILL \(seconds) \"$0\" \"$@\""
        return try Program.run(
            "/bin/sh", ["-c", command, try Program.teian()] + arguments, input: nil, in: folder)
    }

    static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    static let cases: [HostileCase] = [
        HostileCase(name: "100,000 nested blocks", text: { repeated("<div>", 100_000) + "x" }),
        HostileCase(name: "100,000 nested inlines", text: { "<p>" + repeated("<span>", 100_000) + "x" }),
        HostileCase(name: "20,000 nested tables", text: { repeated("<table><tr><td>", 20_000) + "x" }),
        HostileCase(
            name: "every kind of box inside every other, 40 times",
            text: {
                let kinds = ["flex", "grid", "inline-block", "table", "flow-root"]
                let chain =
                    kinds.map { "<div style='display:\($0)'>" }.joined()
                    + "<div style='float:left'><div style='columns:2'>"
                return repeated(chain, 40) + "x"
            }),
        HostileCase(
            name: "400 boxes with pictures in each other, over pages",
            text: {
                "<style>div{background:linear-gradient(red,blue)}</style>" + repeated("<div>", 400)
                    + repeated("<p>x", 2_000)
            }),
        HostileCase(
            name: "a table of 100,000 rows",
            text: { "<table>" + (0..<100_000).map { "<tr><td>\($0)<td>b<td>c" }.joined() }, seconds: 200),
        HostileCase(name: "10,000 columns", text: { "<table><tr>" + repeated("<td>x", 10_000) }),
        HostileCase(
            name: "spans of a million",
            text: {
                "<table><tr><td colspan=1000000>x<td rowspan=1000000>y<tr><td>a</table><table><col span=1000000><tr><td>z</table>"
            }),
        HostileCase(name: "a word of a megabyte", text: { "<p>" + repeated("a", 1_000_000) }),
        HostileCase(
            name: "a megabyte of kanji without a break",
            text: { "<p style='white-space:nowrap'>" + repeated("漢", 350_000) }),
        HostileCase(
            name: "a hundred thousand changes of direction", text: { "<p dir=rtl>" + repeated("\u{202E}א1a", 100_000) }),
        HostileCase(
            name: "numbers at the limits",
            text: {
                """
                <style>div{width:1e308px;height:-1e308px;margin:99999999999999999999px;padding:1e-400px;font-size:1e30px;
                line-height:1e30;border:1e9px solid;z-index:99999999999;opacity:1e9;columns:99999999;column-gap:1e30px;
                transform:scale(1e300) rotate(1e30deg) translate(1e300px,1e300px);letter-spacing:1e30px;text-indent:-1e30px;
                counter-increment:x 2147483647}p{font-size:1e-9px}b{font-size:100000px}@page{size:1e9px 1e-9px}</style>
                <div>a<div>b</div></div><p>c<b>d</b>
                """
            }),
        HostileCase(
            name: "a page smaller than a line",
            text: { "<style>@page{size:100px 5px;margin:0}p{font-size:20px}</style>" + repeated("<p>abc", 200) }),
        HostileCase(
            name: "a grid of a million tracks",
            text: {
                """
                <div style="display:grid;grid-template:repeat(100000,1fr)/repeat(1000000,1px)"><i style="grid-area:1/1/999999/999999">x</i>
                <i style="grid-row:2000000000">y</i></div><div style="display:grid;grid-template-columns:repeat(auto-fill,0.001px)"><i>z</i></div>
                """
            }),
        HostileCase(
            name: "custom properties in circles, and doubling 60 times",
            text: {
                let doubling = (0..<60).map { "--v\($0):var(--v\($0 + 1)) var(--v\($0 + 1));" }.joined()
                return
                    "<style>:root{--a:var(--b);--b:var(--a);\(doubling)--v60:x}p{color:var(--a);font-family:var(--v0)}p::before{content:var(--v0)}</style><p>x"
            }),
        HostileCase(
            name: "counter styles in circles, counters beyond every number",
            text: {
                """
                <style>@counter-style a{system:extends b}@counter-style b{system:extends a}@counter-style s{system:symbolic;symbols:"*"}
                @counter-style c{system:fixed;symbols:x;fallback:d}@counter-style d{system:additive;additive-symbols:5 x;fallback:c}
                ol{list-style:a}li{counter-increment:c 2147483647}li::before{content:counters(c,".",c) counter(c,s) counter(c,hebrew)}</style>
                <ol><li>a<li>b<li>c</ol>
                """
            }),
        HostileCase(
            name: "selectors that ask everything of everything",
            text: {
                "<style>:has(:has(b)){color:red}*:has(~ *:has(~ *)){color:blue}:nth-last-child(2n+1 of :not(b)){color:red}"
                    + repeated(":is(", 3_000) + "p" + repeated(")", 3_000) + "{color:red}</style>"
                    + repeated("<p><i>x</i>", 5_000)
            }),
        HostileCase(
            name: "places among 20,000 siblings of a kind",
            text: {
                "<style>p:nth-child(2n+1 of .a){color:red}p:nth-last-child(3n of p){color:blue}</style>"
                    + (0..<20_000).map { $0 % 3 == 0 ? "<p>x" : "<p class=a>x" }.joined()
            }, seconds: 20),
        HostileCase(
            name: "2,500 turned letters along a path of 20,000 curves",
            text: {
                "<svg><path id=p d='M0 0" + repeated("c1 1 2 1 3 0", 20_000) + "'/><text rotate='"
                    + repeated("1 2 ", 1_250) + "'><textPath href='#p'>" + repeated("a", 2_500)
                    + "</textPath></text></svg>"
            }, seconds: 20),
        HostileCase(
            name: "40 subgrids within one another, asked twice",
            text: {
                "<div style='display:flex;flex-direction:column;height:400px'><div style='display:grid;flex:1'>"
                    + repeated(
                        "<div style='display:grid;grid-row:span 2;grid-template-rows:subgrid;grid-template-columns:subgrid'>",
                        40) + "<p>a<p>b"
            }, seconds: 20),
        HostileCase(
            name: "a heading of 16,000 letters on each of 5,000 pages",
            text: {
                "<style>div{position:fixed}p{break-after:page}</style><div>" + repeated("<h1>", 20)
                    + repeated("word ", 3_000) + "</div>" + repeated("<p>x", 5_000)
            }),
        HostileCase(
            name: "gradients of a billion periods, shadows of two thousand layers",
            text: {
                let gradient = "repeating-linear-gradient(1e-9deg,red,blue 1e-30px)"
                let shadow = "0 0 1e5px 1e5px red"
                return """
                    <style>p{height:100px;background:\(Array(repeating: gradient, count: 200).joined(separator: ","));
                    box-shadow:\(Array(repeating: shadow, count: 2_000).joined(separator: ","))}
                    div{height:100px;background:repeating-radial-gradient(0.00001px,red,blue 0.00002px)}</style><p>x<div>y</div>
                    """
            }),
        HostileCase(
            name: "a thousand footnotes, and footnotes inside footnotes",
            text: {
                "<style>span{float:footnote}</style>" + repeated("<p>a<span>note \(repeated("n ", 300))</span>", 1_000)
                    + repeated("<span>n", 300)
            }),
        HostileCase(
            name: "drawings that use themselves, a billion times", file: "page.svg",
            text: {
                let groups = (1..<12).map { "<g id='a\($0)'>\(repeated("<use href='#a\($0 - 1)'/>", 10))</g>" }.joined()
                return """
                    <svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><defs><g id="a0"><rect width="1" height="1"/></g>\(groups)
                    <g id="u"><use href="#u"/></g><pattern id="p" width="1e-6" height="1e-6"><rect width="1" height="1" fill="url(#p)"/></pattern>
                    <clipPath id="c"><rect width="9" height="9" clip-path="url(#c)"/></clipPath></defs><use href="#a11"/><use href="#u"/>
                    <rect width="100" height="100" fill="url(#p)" clip-path="url(#c)"/>
                    <path d="M0 0L1e9 1e9" stroke="red" stroke-dasharray="1e-7"/></svg>
                    """
            }),
        HostileCase(
            name: "60,000 pages, of which 20,000 are allowed",
            text: { "<style>p{break-after:page}</style>" + repeated("<p>x", 60_000) }),
    ]

    @Test(arguments: cases)
    func `a hostile document ends as a PDF, in time and within its memory`(_ entry: HostileCase) throws {
        let folder = try ScratchFolder()
        try folder.write(entry.text(), as: entry.file)
        let result = try Self.run(["pdf", entry.file, "out.pdf", "--quiet"], in: folder.url, seconds: entry.seconds)
        #expect(result.code == 0, "\(result.error.suffix(500))")
        let made = (try? Data(contentsOf: folder.file("out.pdf"))) ?? Data()
        #expect(made.starts(with: Data("%PDF".utf8)))
    }

    @Test func `sheets that import each other end`() throws {
        let folder = try ScratchFolder()
        for index in 0..<200 {
            try folder.write(
                "@import \"i\(index + 1).css\";@import \"i\(index * 7 % 200).css\";p{color:red}", as: "i\(index).css")
        }
        try folder.write("<link rel=stylesheet href=i0.css><p>x", as: "page.html")
        #expect(try Self.run(["pdf", "page.html", "out.pdf", "--quiet"], in: folder.url, seconds: 60).code == 0)
    }

    /// Every kind of file that is read: cut at many lengths, and of random bytes (a seed decides).
    @Test(arguments: ["html", "css", "svg", "png", "jpg", "ttf"])
    func `files cut short and files of random bytes end with a message or a PDF`(_ kind: String) throws {
        let folder = try ScratchFolder()
        let page =
            "<link rel=stylesheet href=a.css><style>@font-face{font-family:f;src:url(a.ttf)}p{font:20px f}</style><p>Abc 漢字<img src=a.\(kind)>"
        let whole: Data
        switch kind {
        case "ttf":
            whole = try Data(contentsOf: URL(fileURLWithPath: "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"))
        case "svg": whole = try Data(contentsOf: Program.root.appendingPathComponent("Assets/Pictures/cover.svg"))
        case "css": whole = try Data(contentsOf: Program.root.appendingPathComponent("Templates/Proposal/proposal.css"))
        case "html": whole = Data((page + HostileClaims.repeated("<table><tr><td>漢<b>x", 50)).utf8)
        case "png":
            whole =
                Data(
                    base64Encoded:
                        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
                ) ?? Data()
        default:
            whole = Data(
                [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF\0".utf8) + [
                    1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xC0, 0, 11, 8, 0, 9, 0, 9, 1, 1, 17, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0,
                    0, 63, 0, 7,
                ])
        }
        var seed: UInt64 = 42
        func random() -> UInt64 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return seed >> 33
        }
        var variants = [0, 1, 2, 3, 5, 8, 12].map { whole.prefix(whole.count * $0 / 13) }
        variants.append(Data((0..<20_000).map { _ in UInt8(truncatingIfNeeded: random()) }))
        for _ in 0..<6 {
            var changed = Data(whole.prefix(60_000))
            for _ in 0..<12 where !changed.isEmpty {
                changed[changed.startIndex + Int(random()) % min(changed.count, 4_000)] = UInt8(
                    truncatingIfNeeded: random())
            }
            variants.append(changed)
        }
        for (index, data) in variants.enumerated() {
            let name = kind == "html" ? "page.html" : "a.\(kind)"
            if kind != "html" { try folder.write(page, as: "page.html") }
            try data.write(to: folder.file(name))
            let result = try Self.run(["pdf", "page.html", "out.pdf", "--quiet"], in: folder.url, seconds: 60)
            #expect(
                result.code == 0 || result.code == 1, "\(kind) \(index): \(result.code) \(result.error.suffix(300))")
        }
    }

    /// Reduced by hand or by the fuzzer; each once crashed the program, hung it, or lost the document.
    static let findings: [String] =
        ((try? FileManager.default.contentsOfDirectory(
            atPath: Program.root.appendingPathComponent("Tests/Fuzz/Findings").path)) ?? []).sorted()

    @Test func `what the fuzzer found stays mended`() throws {
        #expect(!Self.findings.isEmpty)
        let folder = try ScratchFolder()
        for name in Self.findings {
            let path = Program.root.appendingPathComponent("Tests/Fuzz/Findings/\(name)").path
            let result = try Self.run(["pdf", path, "out.pdf", "--quiet"], in: folder.url, seconds: 60)
            #expect(result.code == 0, "\(name): \(result.code) \(result.error.suffix(300))")
        }
    }

    @Test func `limits of pages, time and memory cut a document off and say so`() throws {
        let folder = try ScratchFolder()
        try folder.write("<style>p{break-after:page}</style>" + Self.repeated("<p>x", 50), as: "pages.html")
        let few = try Program.teian(["pdf", "pages.html", "few.pdf", "--max-pages", "7"], in: folder.url)
        #expect(few.code == 0 && few.error.contains("[layout-limit]"))
        #expect(try PDFFile(folder.file("few.pdf").path).pages.count == 7)
        try folder.write(Self.repeated("<p>本文です。", 60_000), as: "long.html")
        let short = try Program.teian(["pdf", "long.html", "short.pdf", "--max-seconds", "0.3"], in: folder.url)
        #expect(short.code == 0 && short.error.contains("[render-limit]"), "\(short.error)")
        let small = try Program.teian(["pdf", "long.html", "small.pdf", "--max-memory", "20"], in: folder.url)
        #expect(small.code == 0 && small.error.contains("[render-limit]"), "\(small.error)")
        #expect(try PDFFile(folder.file("small.pdf").path).pages.count >= 1)
    }

    /// Sheets that ask for gigabytes in a few hundred kilobytes, each in a way of its own.
    static let greedySheets: [HostileCase] = [
        HostileCase(
            name: "a sheet imported two hundred times",
            text: { "<style>" + repeated("@import url(big.css);", 300) + "</style><p>x" }),
        HostileCase(
            name: "a sheet linked three hundred times",
            text: { repeated("<link rel=stylesheet href=big.css>", 300) + "<p>x" }),
        HostileCase(
            name: "lists of selectors nested in each other",
            text: {
                let outer = (0..<20_000).map { ".a\($0)" }.joined(separator: ",")
                return "<style>\(outer){" + (0..<3_000).map { "&.b\($0){color:blue}" }.joined() + "}</style><p>x"
            }),
        HostileCase(
            name: "thousands of custom properties, one more at each element",
            text: {
                "<style>:root{" + (0..<20_000).map { "--c\($0):\($0);" }.joined() + "}</style>"
                    + (0..<8_000).map { "<p style='--b\($0):1'>x" }.joined()
            }),
        HostileCase(
            name: "a long value put in at each element",
            text: {
                "<style>:root{--a:" + repeated("red,", 20_000) + "red}</style>"
                    + (0..<3_000).map {
                        "<p style='--b\($0):var(--a);background:linear-gradient(var(--b\($0)))'>x"
                    }.joined()
            }),
        HostileCase(
            name: "fifteen thousand layers of gradients",
            text: {
                "<style>p{background:" + repeated("linear-gradient(red,blue),", 15_000) + "red}</style>"
                    + repeated("<p>x", 100)
            }),
    ]

    @Test(arguments: greedySheets)
    func `sheets cannot take more memory than the document may`(_ given: HostileCase) throws {
        let folder = try ScratchFolder()
        let big = (0..<7_000).map { ".c\($0) .d\($0) > p:nth-child(\($0)){margin:\($0)px;font:\($0)px serif}" }
        try folder.write(big.joined(separator: "\n"), as: "big.css")
        try folder.write(given.text(), as: given.file)
        // 200 MB of its own beside what the program, its libraries and the reserve of the allocator map
        let result = try Self.run(
            ["pdf", given.file, "out.pdf", "--max-memory", "200"], in: folder.url, seconds: given.seconds,
            megabytes: 900)
        #expect(result.code == 0, "\(result.code) \(result.error.suffix(300))")
    }
}
