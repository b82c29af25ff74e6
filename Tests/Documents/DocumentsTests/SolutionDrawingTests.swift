//  SolutionDrawingTests.swift
//  In: the catalogue of solutions and the drawings of Assets/Pictures. Out: the claim that each need has its drawing, and each
//  drawing its words.

import Foundation
import Offer
import Testing

struct SolutionDrawingTests {
    private static let home = String(#filePath.components(separatedBy: "/Tests/")[0])

    @Test func `every need has a drawing whose title is the catalogue's text`() throws {
        let solutions = try DomainLibrary(assets: Self.home + "/Assets").catalogue.solutions
        #expect(solutions.count == 12)
        for solution in solutions {
            let path = Self.home + "/Assets/Pictures/need-\(solution.need).svg"
            let drawing = try String(contentsOfFile: path, encoding: .utf8)
            #expect(drawing.contains("<title>\(solution.drawing)</title>"), "\(solution.need)")
            // of one hand: one size, and no colours but the documents'
            #expect(drawing.contains("viewBox=\"0 0 54 27\""), "\(solution.need)")
            let colours = Set(drawing.matches(of: /#[0-9a-f]{6}/).map { String($0.output) })
            #expect(colours.isSubset(of: ["#0e4f4a", "#4b5654", "#e1edea", "#f1f5f4", "#ffffff"]), "\(colours)")
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.home + "/Assets/Pictures")
        #expect(files.filter { $0.hasPrefix("need-") }.count == solutions.count)
    }
}
