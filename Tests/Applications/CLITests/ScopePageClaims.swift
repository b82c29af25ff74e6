//  ScopePageClaims.swift
//  In: hospitals with one to twenty terminals. Out: the claim that the network's picture and its table share one page.

import Foundation
import Testing

struct ScopePageClaims {
    static let terminals = [
        "desktops: 3", "desktops: 4", "desktops: 2, notebooks: 2", "desktops: 6", "desktops: 12, notebooks: 8",
    ]

    @Test(arguments: ["new", "existing"], terminals)
    func `the picture of the network and the table of the services stand on one page`(
        line: String, terminals: String
    ) throws {
        let folder = try ScratchFolder()
        let file = try folder.write(
            """
            clinic: {name: サンプル総合病院, kind: hospital, address: 埼玉県さいたま市浦和区高砂3-15-1}
            line: {situation: \(line)}
            equipment: {\(terminals), cardReaders: 3}
            dates: {issued: 2020-12-15}
            """, as: "profile.yaml")
        for (language, heading, foot) in [("ja", "まとめてお引き受けします", "ヘルプデスク"), ("en", "insidethedashedframe", "Helpdesk")]
        {
            let pdf = folder.file("made.pdf").path
            let made = try Program.teian(["proposal", file.path, "-o", pdf, "--quiet", "--language", language])
            #expect(made.code == 0, "\(made.error)")
            let pages = try PDFFile(pdf).pages.map(\.solid)
            let page = try #require(pages.first { $0.contains(heading) })
            #expect(page.contains(foot), "\(language)")
        }
    }
}
