//  EngineCommandClaims.swift
//  In: HTML files given to `teian pdf` and `teian dump`. Out: claims about what is read, what is complained about, what is printed.

import Foundation
import Testing

struct EngineCommandClaims {
    static let page = """
        <!DOCTYPE html>
        <html lang="ja"><head><title>試し</title><style>h1 { color: green }</style></head>
        <body><h1>見出し</h1><p>本文です。</p><table><tr><td>一</td><td>二</td></tr></table></body></html>

        """

    @Test func `an HTML file becomes a PDF`() throws {
        let folder = try ScratchFolder()
        try folder.write(Self.page, as: "page.html")
        let result = try Program.teian(["pdf", "page.html", "page.pdf"], in: folder.url)
        #expect(result.code == 0)
        #expect(result.error.isEmpty && result.output.isEmpty)
        #expect(folder.names == ["page.html", "page.pdf"])
        #expect(try PDFFile(folder.file("page.pdf").path).solidText().contains("見出し本文です。"))
    }

    @Test func `the program allocates with jemalloc, which tells so when asked`() throws {
        let folder = try ScratchFolder()
        let command = "MALLOC_CONF=stats_print:true exec \"$0\" --version"
        let result = try Program.run("/bin/sh", ["-c", command, try Program.teian()], input: nil, in: folder.url)
        #expect(result.error.contains("jemalloc statistics"))
    }

    @Test func `a page comes from standard input`() throws {
        let folder = try ScratchFolder()
        let result = try Program.teian(["pdf", "-", "page.pdf"], input: Self.page, in: folder.url)
        #expect(result.code == 0, "\(result.error)")
        #expect(folder.names == ["page.pdf"])
        #expect(try PDFFile(folder.file("page.pdf").path).solidText().contains("見出し本文です。"))
    }

    @Test func `nothing is fetched from a network or read outside the page's folder, and it is said`() throws {
        let folder = try ScratchFolder()
        try FileManager.default.createDirectory(at: folder.file("inner"), withIntermediateDirectories: false)
        try folder.write("<svg xmlns='http://www.w3.org/2000/svg'><text>秘密</text></svg>", as: "secret.svg")
        try folder.write("p::before { content: '秘密' }", as: "secret.css")
        try folder.write(
            """
            <!DOCTYPE html><html lang="ja"><head><title>試し</title><link rel="stylesheet" href="http://127.0.0.1:9/a.css"/>
            <link rel="stylesheet" href="../secret.css"/></head><body><p>本文</p>
            <img src="https://127.0.0.1:9/a.png" alt="絵"/><img src="/etc/passwd" alt="絵"/>
            <img src="file:///etc/passwd" alt="絵"/><img src="../secret.svg" alt="絵"/></body></html>
            """, as: "inner/page.html")
        let result = try Program.teian(["pdf", "inner/page.html", "page.pdf"], in: folder.url)
        #expect(result.code == 0)
        for (address, id) in [
            ("http://127.0.0.1:9/a.css", "resource-network"), ("https://127.0.0.1:9/a.png", "resource-network"),
            ("../secret.css", "resource-outside"), ("/etc/passwd", "resource-outside"),
            ("../secret.svg", "resource-outside"),
        ] {
            #expect(
                result.errorLines.contains {
                    $0.contains(address) && $0.contains("[\(id)]") && $0.contains("page.html")
                },
                "\(address): \(result.error)")
        }
        #expect(try !PDFFile(folder.file("page.pdf").path).solidText().contains("秘密"))
    }

    @Test func `a folder that is allowed is read`() throws {
        let folder = try ScratchFolder()
        for name in ["inner", "shared"] {
            try FileManager.default.createDirectory(at: folder.file(name), withIntermediateDirectories: false)
        }
        try folder.write("p::before { content: '追加' }", as: "shared/more.css")
        try folder.write(
            "<!DOCTYPE html><title>試し</title><link rel=stylesheet href=../shared/more.css><p>本文", as: "inner/page.html")
        let result = try Program.teian(
            ["pdf", "inner/page.html", "page.pdf", "--allow", folder.file("shared").path], in: folder.url)
        #expect(result.code == 0)
        #expect(result.error.isEmpty, "\(result.error)")
        #expect(try PDFFile(folder.file("page.pdf").path).solidText().contains("追加本文"))
    }

    @Test func `repeat prints one cold and then warm times, and writes the same file`() throws {
        let folder = try ScratchFolder()
        try folder.write(Self.page, as: "page.html")
        let once = try Program.teian(["pdf", "page.html", "once.pdf"], in: folder.url)
        let thrice = try Program.teian(["pdf", "page.html", "thrice.pdf", "--repeat", "3"], in: folder.url)
        #expect(once.code == 0 && thrice.code == 0)
        let lines = thrice.text.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.map { $0.prefix { $0 != " " } } == ["cold", "warm", "warm"])
        for line in lines {
            #expect(line.wholeMatch(of: /(cold|warm) [0-9]+(\.[0-9]+)? ms, cpu [0-9]+(\.[0-9]+)? ms/) != nil, "\(line)")
        }
        // the time of making is the only difference, where no date is given
        #expect(try PDFFile(folder.file("once.pdf").path).pages == PDFFile(folder.file("thrice.pdf").path).pages)
    }

    @Test(arguments: ["styles", "boxes", "fragments", "pages"], ["text", "json"])
    func `every stage can be dumped, as text and as JSON`(subject: String, format: String) throws {
        let folder = try ScratchFolder()
        try folder.write(Self.page, as: "page.html")
        let result = try Program.teian(["dump", subject, "page.html", "--format", format], in: folder.url)
        #expect(result.code == 0)
        #expect(result.error.isEmpty, "\(result.error)")
        #expect(result.text.contains(subject == "styles" ? "h1" : "見出し"))
        if format == "json" { _ = try JSONSerialization.jsonObject(with: result.output) }
        #expect(
            try Program.teian(["dump", subject, "page.html", "--format", format], in: folder.url).output
                == result.output)
    }

    @Test(arguments: [
        ["pdf", "no.html", "out.pdf"], ["dump", "pages", "no.html"],
        ["pdf", "page.html", "out.pdf", "--ua-sheet", "no.css"],
    ])
    func `a file that is not there is named`(arguments: [String]) throws {
        let folder = try ScratchFolder()
        try folder.write(Self.page, as: "page.html")
        let result = try Program.teian(arguments, in: folder.url)
        #expect(result.code == 1)
        #expect(result.error.contains("no such file") && result.error.contains("give the path"))
        #expect(folder.names == ["page.html"])
    }

    @Test func `a user-agent sheet replaces the built-in one`() throws {
        let folder = try ScratchFolder()
        try folder.write(Self.page, as: "page.html")
        try folder.write("html, body, h1, p { display: block } table { display: none }", as: "ua.css")
        let result = try Program.teian(["pdf", "page.html", "page.pdf", "--ua-sheet", "ua.css"], in: folder.url)
        #expect(result.code == 0)
        let text = try PDFFile(folder.file("page.pdf").path).solidText()
        #expect(text.contains("本文です。") && !text.contains("二"))
    }
}
