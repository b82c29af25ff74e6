//  PreviewClaims.swift
//  In: a copy of the project that is changed while `teian preview` serves it. Out: claims about what the browser gets.

import Foundation
import Testing

@Suite(.serialized) struct PreviewClaims {
    private func start() throws -> (preview: RunningPreview, home: ScratchFolder) {
        let home = try ScratchFolder.home()
        let profile = home.file("Assets/Samples/existing-line.yaml").path
        return (try RunningPreview(profile, home: home), home)
    }
    private func state(_ preview: RunningPreview, _ document: String, since: Int) throws -> [String: Any] {
        try preview.get("/state?document=\(document)&since=\(since)").json()
    }
    private func complaints(_ state: [String: Any]) -> [[String: Any]] { state["complaints"] as? [[String: Any]] ?? [] }

    @Test(arguments: [("ja_JP.UTF-8", "ja", "提案書"), ("C", "en", "Proposal")])
    func `the page round the documents speaks the locale's language`(
        _ locale: String, _ language: String, _ word: String
    ) throws {
        let home = try ScratchFolder.home()
        let preview = try RunningPreview(
            home.file("Assets/Samples/existing-line.yaml").path, home: home, locale: locale)
        let viewer = try preview.get("/").text
        #expect(viewer.contains("<html lang=\"\(language)\">") && viewer.contains("\"\(word)\""))
        let isJapanese = viewer.unicodeScalars.contains { (0x3041...0x9FFF).contains($0.value) }
        #expect(isJapanese == (language == "ja"))
    }

    @Test func `the viewer, every page of the proposal and the estimate, and the landing page are served`() throws {
        let (preview, _) = try start()
        let viewer = try preview.get("/")
        #expect(viewer.status == 200 && viewer.text.contains("/state?document="))
        let proposal = try state(preview, "proposal", since: 0)
        let count = try #require(proposal["pages"] as? Int)
        #expect(count > 10 && complaints(proposal).isEmpty)
        for page in [1, count] {
            let picture = try preview.get("/page/proposal/1/\(page).png")
            #expect(picture.status == 200 && picture.body.starts(with: [0x89, 0x50, 0x4e, 0x47]))
        }
        #expect(try preview.get("/page/proposal/1/\(count + 1).png").status == 404)
        #expect(try state(preview, "estimate", since: 0)["pages"] as? Int == 1)
        #expect(try state(preview, "landing", since: 0)["isMade"] as? Bool == true)
        #expect(try preview.get("/landing/").text.contains("<html"))
        #expect(try preview.get("/landing/404.html").head.contains("text/html"))
        #expect(preview.interrupt() == 0)
        #expect(preview.error.isEmpty, "\(preview.error)")
    }

    @Test func `a changed template is news, and a fault in it is told with file, line and column`() throws {
        let (preview, home) = try start()
        let first = try #require(try state(preview, "proposal", since: 0)["version"] as? Int)
        let cover = "Templates/Proposal/cover.html"
        try home.damage(cover, "doc.date |", "doc.dat |")
        let broken = try state(preview, "proposal", since: first)
        let second = try #require(broken["version"] as? Int)
        #expect(second > first && broken["isMade"] as? Bool == false)
        // the last good pages are still there, marked as old
        #expect(broken["isOld"] as? Bool == true && (broken["pages"] as? Int ?? 0) > 10)
        let complaint = try #require(complaints(broken).first)
        #expect((complaint["file"] as? String)?.hasSuffix(cover) == true)
        #expect((complaint["line"] as? Int ?? 0) > 1 && (complaint["column"] as? Int ?? 0) > 1)
        #expect((complaint["message"] as? String)?.contains("'dat'") == true)
        try home.damage(cover, "doc.dat |", "doc.date |")
        let mended = try state(preview, "proposal", since: second)
        #expect(mended["isMade"] as? Bool == true && complaints(mended).isEmpty)
    }

    @Test(arguments: [
        ("Templates/Shared/tokens.css", "#0e4f4a", "#0e4f4b"),
        ("Assets/Samples/existing-line.yaml", "newWires: 4", "newWires: 5"),
        ("Assets/Catalogue/price-book-2020-12.yaml", "58300", "58410"),
    ])
    func `a change of a style, a profile or a price is news, and the page looks different`(
        file: String, old: String, new: String
    ) throws {
        let (preview, home) = try start()
        let first = try #require(try state(preview, "proposal", since: 0)["version"] as? Int)
        let before = try preview.get("/page/proposal/1/2.png").body
        try home.damage(file, old, new)
        let now = try state(preview, "proposal", since: first)
        #expect(now["version"] as? Int ?? 0 > first && now["isMade"] as? Bool == true)
        #expect(try preview.get("/page/proposal/2/2.png").body != before)
    }

    @Test func `other hosts, other sites, other methods and other files are refused`() throws {
        let (preview, _) = try start()
        _ = try state(preview, "landing", since: 0)
        #expect(try preview.get("/", host: "evil.example:\(preview.port)").status == 403)
        #expect(try preview.get("/", host: "localhost:\(preview.port)").status == 200)
        #expect(try preview.get("/state?document=proposal", headers: ["Sec-Fetch-Site: cross-site"]).status == 403)
        #expect(try preview.get("/", method: "POST").status == 405)
        for path in [
            "/landing/../../../etc/passwd", "/landing/%2e%2e/%2e%2e/etc/passwd", "/etc/passwd",
            "/page/proposal/1/../../x.png",
        ] {
            #expect(try preview.get(path).status == 404, "\(path)")
        }
        #expect(try preview.get("/state?document=nothing").status == 400)
    }

    @Test func `a taken port and a missing profile are said in one line`() throws {
        let (preview, home) = try start()
        let profile = home.file("Assets/Samples/existing-line.yaml").path
        let taken = try Program.teian(["preview", profile, "--port", "\(preview.port)", "--home", home.url.path])
        #expect(taken.code == 1 && taken.errorLines.count == 1 && taken.error.contains("--port"), "\(taken.error)")
        let missing = try Program.teian(["preview", "nowhere.yaml", "--home", home.url.path])
        #expect(missing.code == 1 && missing.errorLines.count == 1 && missing.error.contains("nowhere.yaml"))
    }
}
