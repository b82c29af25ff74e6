//  EstimateClaims.swift
//  In: profiles. Out: claims about the one-page estimate: its figures are the quote's.

import Foundation
import Testing

struct EstimateClaims {
    @Test(arguments: Case.samples + Case.extremes)
    func `the estimate is a sound page with the quote's totals, two where the profile is extreme`(profile: Case) throws
    {
        let folder = try ScratchFolder()
        let result = try Program.teian(["estimate", profile.path, "-o", folder.file("estimate.pdf").path])
        #expect(result.code == 0, "\(result.error)")
        #expect(folder.names == ["estimate.json", "estimate.pdf"])
        let document = try PDFFile(folder.file("estimate.pdf").path)
        let isSample = Case.samples.contains { $0.path == profile.path }
        #expect((1...(isSample ? 1 : 2)).contains(document.pages.count))
        let text = try document.solidText()
        #expect(text.contains("概算見積書"))
        #expect(text.contains(try #require(try profile.written("name")).solid))
        #expect(try profile.written("addressee") == nil || !text.contains("御中"))
        let quote = try profile.quote()
        let printed = try document.numbers()
        for path in ["initial.total", "initial.tax", "monthly.total"] {
            let amount = try #require(quote.number(path))
            #expect(amount == 0 || printed.contains(amount), "\(path): \(amount) is not printed")
        }
        #expect(try Program.tool("qpdf", ["--check", document.path]).contains("No syntax or stream encoding errors"))
        #expect(try document.fonts().allSatisfy { $0.isEmbedded && $0.isSubset })
        for box in try document.pageBoxes() {
            for word in box.words {
                #expect(word.maxX <= box.width && word.maxY <= box.height && word.minX >= 0, "\(word)")
            }
        }
    }

    @Test func `no estimate is made in the area of NTT西日本`() throws {
        let folder = try ScratchFolder()
        try folder.write(BadInputClaims.west, as: "west.yaml")
        let result = try Program.teian(
            ["estimate", "west.yaml", "-o", "west.pdf", "--home", Program.root.path], in: folder.url)
        #expect(result.code == 4)
        #expect(try PDFFile(folder.file("west.pdf").path).solidText().contains("エリア外ご案内"))
    }
}
