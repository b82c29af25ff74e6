//  TemplateRecipeClaims.swift
//  In: the recipes of Templates/README.md, followed step by step on a copy. Out: claims that each does what it promises.

import Foundation
import Testing

struct TemplateRecipeClaims {
    private func proposal(_ home: ScratchFolder, _ profile: String = "Assets/Samples/existing-line.yaml") throws
        -> PDFFile
    {
        let out = home.file("out.pdf").path
        let made = try Program.teian([
            "proposal", home.file(profile).path, "-o", out, "--home", home.url.path, "--quiet",
        ])
        guard made.code == 0 else { throw CannotTest(made.error) }
        return try PDFFile(out)
    }
    private func check(_ home: ScratchFolder) throws -> Outcome { try Program.teian(["check", home.url.path]) }

    @Test func `文章を変える: the sentence is in the document, and the check is content`() throws {
        let home = try ScratchFolder.home()
        try home.damage("Templates/Proposal/contact.html", "<h2>ご発注までの流れ</h2>", "<h2>ご発注まで</h2>")
        let text = try proposal(home).solidText()
        #expect(text.contains("ご発注まで1ご連絡") && !text.contains("ご発注までの流れ"))
        #expect(try check(home).code == 0)
        try home.append("Templates/Shared/house-style.yaml", "- {avoid: 心よりお礼, use: 厚くお礼}\n")
        let after = try check(home)
        #expect(after.code == 1 && after.text.contains("contents.html:") && after.text.contains("「厚くお礼」"))
    }

    @Test func `色を変える: tokens and drawings take the new colour`() throws {
        let home = try ScratchFolder.home()
        let pictures = try FileManager.default.contentsOfDirectory(atPath: home.file("Assets/Pictures").path)
        for name in ["Templates/Shared/tokens.css", "Assets/Brand/brand.yaml", "Templates/Landing/icon.svg"]
            + pictures.filter({ $0.hasSuffix(".svg") }).map({ "Assets/Pictures/\($0)" })
        {
            let text = try String(contentsOf: home.file(name), encoding: .utf8)
            try home.write(text.replacing("#0e4f4a", with: "#14406e"), as: name)
        }
        let after = try proposal(home).path
        let plain = home.file("plain.pdf").path
        _ = try Program.tool("qpdf", ["--qdf", "--object-streams=disable", after, plain])
        let content = String(decoding: try Data(contentsOf: URL(fileURLWithPath: plain)), as: UTF8.self)
        // 0x14, 0x40, 0x6e as parts of 255
        #expect(content.contains("0.0784314 0.25098 0.431373"))
        #expect(
            !content.contains("0.054902 0.309804 0.290196"), "somewhere the old colour stands")
        #expect(ThemeClaims.contrast("#14406e", "#ffffff") >= 4.5)
    }

    @Test func `価格を変える: a new price book holds from its day, and the old one before it`() throws {
        let home = try ScratchFolder.home()
        let old = try String(contentsOf: home.file("Assets/Catalogue/price-book-2020-12.yaml"), encoding: .utf8)
        var lines = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        func replace(_ start: String, _ new: String) throws {
            let index = try #require(lines.firstIndex { $0.hasPrefix(start) })
            lines[index] = new
        }
        try replace("id:", "id: price-book-2021-04")
        try replace("name:", "name: オンライン資格確認スタートパック 2021年4月版")
        try replace("validFrom:", "validFrom: {value: 2021-04-01, status: confirmed, source: 社内決裁 2021-03-15}")
        try replace("validThrough:", "validThrough: {value: 2021-06-30, status: confirmed, source: 社内決裁 2021-03-15}")
        let router = try #require(lines.firstIndex { $0.hasPrefix("    price: {value: 58300") })
        lines[router] = "    price: {value: 59400, status: confirmed, source: 社内決裁 2021-03-15}"
        let new = "Assets/Catalogue/price-book-2021-04.yaml"
        try home.write(lines.joined(separator: "\n"), as: new)
        // step 4: the examples no longer agree, and the check says so
        let wrong = try check(home)
        #expect(wrong.code == 1 && wrong.text.contains("281,050") && wrong.text.contains("[book-example]"))
        for (was, now) in [("279950", "281050"), ("282920", "284020"), ("289520", "290620")] {
            try home.damage(new, "initial: \(was)", "initial: \(now)")
        }
        let right = try check(home)
        #expect(right.code == 0, "\(right.text)")
        try home.damage("Assets/Samples/existing-line.yaml", "issued: 2020-12-15", "issued: 2021-04-10")
        try home.damage("Assets/Samples/existing-line.yaml", "validUntil: 2021-01-31", "validUntil: 2021-05-31")
        #expect(try proposal(home).solidText().contains("281,050円"))
        #expect(try proposal(home, "Assets/Samples/new-line.yaml").solidText().contains("282,920円"))
    }

    @Test func `節を足す: the new part has its page, and the contents lead to it`() throws {
        let home = try ScratchFolder.home()
        let readme = try String(contentsOf: home.file("Templates/README.md"), encoding: .utf8)
        // the part is the README's own
        let start = try #require(readme.range(of: "       <section class=\"page\" id=\"voices\"")?.lowerBound)
        let end = try #require(readme.range(of: "       </section>\n", range: start..<readme.endIndex)?.upperBound)
        try home.write(
            readme[start..<end].split(separator: "\n").map { String($0.dropFirst(7)) }.joined(separator: "\n"),
            as: "Templates/Proposal/voices.html")
        let contact = "<section t:insert=\"contact.html\"></section>"
        try home.damage(
            "Templates/Proposal/parts.html", contact, "<section t:insert=\"voices.html\"></section>\n" + contact)
        try home.damage(
            "Templates/Proposal/contents.html", "<li><a href=\"#contact\">",
            "<li><a href=\"#voices\"><span class=\"no\"></span><b>導入された施設の声</b><span class=\"s\">同じ規模の施設で</span></a></li>\n<li><a href=\"#contact\">"
        )
        let document = try proposal(home)
        let entry = try #require(try document.contents().first { $0.title.hasPrefix("導入された") })
        #expect(document.pages[entry.page - 1].contains("短くなりました"))
        #expect(try check(home).code == 0)
    }
}
