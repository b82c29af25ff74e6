//  LandingClaims.swift
//  In: the landing command, once with good data and then with a fault. Out: claims about the folder it leaves behind.

import Foundation
import Testing

struct LandingClaims {
    private func contents(_ folder: URL) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            found[name] = try Data(contentsOf: folder.appendingPathComponent(name))
        }
        return found
    }

    @Test func `a fault leaves the old site as it was and nothing beside it; a whole one takes its place`() throws {
        let home = try ScratchFolder.home()
        let out = try ScratchFolder()
        let site = out.file("site")
        func build(_ date: String, _ more: [String] = []) throws -> Outcome {
            try Program.teian(["landing", "-o", site.path, "--date", date, "--home", home.url.path] + more)
        }
        let first = try build("2020-12-15")
        #expect(first.code == 0 && first.output.isEmpty)
        #expect(first.error.contains("site.url is assumed"))
        let old = try contents(site)
        for name in ["index.html", "404.html", "robots.txt", "sitemap.xml", "site.json"] { #expect(old[name] != nil) }

        #expect(try build("2021-05-01").code == 1)
        #expect(try build("2020-12-15", ["--base-url", "ftp://x"]).code == 2)
        let file = "Assets/Catalogue/price-book-2020-12.yaml"
        let book = try String(contentsOf: home.file(file), encoding: .utf8)
        try home.damage(file, "value: 58300", "value: 58301")
        let broken = try build("2020-12-15")
        #expect(broken.code == 1 && broken.error.contains("price-book-2020-12.yaml:"), "\(broken.error)")
        #expect(try contents(site) == old && out.names == ["site"])

        try home.write(book, as: file)
        #expect(try build("2020-12-15").code == 0)
        #expect(try contents(site) == old, "same input, same bytes")
        #expect(try build("2021-02-15", ["--base-url", "https://clinic.example.jp/", "--quiet"]).code == 0)
        let new = try contents(site)
        #expect(String(decoding: new["index.html"] ?? Data(), as: UTF8.self).contains("class=\"closed\""))
        #expect(String(decoding: new["sitemap.xml"] ?? Data(), as: UTF8.self).contains("https://clinic.example.jp/"))
        #expect(out.names == ["site"])
    }

    @Test func `a folder with other files in it is not replaced`() throws {
        let out = try ScratchFolder()
        try out.write("mine", as: "notes.txt")
        let result = try Program.teian(["landing", "-o", out.url.path, "--date", "2020-12-15"])
        #expect(result.code == 1 && result.error.contains("holds other files"))
        #expect(out.names == ["notes.txt"])
    }
}
