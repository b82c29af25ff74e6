//  GrantChartClaims.swift
//  In: grants and own shares of any size. Out: claims that the chart's scale and figures stay apart and inside the picture.

import DataFiles
import Diagrams
import Measures
import Proposal
import Testing
import Wording

@Suite struct GrantChartClaims {
    private static let home = String(#filePath.components(separatedBy: "/Tests/")[0])
    private static let words = Result { try Words(file: home + "/Templates/Shared/words.yaml") }
    private static let brand = Result { try Brand(file: home + "/Assets/Brand/brand.yaml") }

    @Test(arguments: [1, 90_000, 429_000, 1_500_000, 12_345_678, 240_000_000, 999_999_999, 9_999_999_999])
    func `the scale has few steps, and no label lies on another`(_ own: Int) throws {
        let cases = [(429_000, own), (0, own + 429_000)].map {
            GrantChart.Case(name: "今", rate: "3/4", grant: Yen($0.0), own: Yen($0.1))
        }
        let drawing = try #require(
            GrantChart.drawing(
                cases, limit: Yen(429_000), headroom: Yen(100_000), words: Self.words.get(),
                palette: Self.brand.get().palette))
        #expect(drawing.labels.count < 30)
        let frame = Area(x: 0, y: 0, width: drawing.width, height: drawing.height)
        let foot = drawing.labels.filter { $0.area.y > drawing.height - 6 }
        #expect((1...8).contains(foot.count))
        for (index, label) in foot.enumerated() {
            for other in foot[(index + 1)...] {
                #expect(!other.area.overlaps(label.area), "\(label.text) and \(other.text)")
            }
        }
        for item in cases {
            let figure = try #require(drawing.labels.first { $0.text == "\(item.own.grouped)円" })
            #expect(frame.contains(figure.area), "\(figure.text)")
            for other in drawing.labels where other.text.contains(item.grant.grouped + "円") && other.text != figure.text
            {
                #expect(!other.area.overlaps(figure.area), "\(other.text) and \(figure.text)")
            }
        }
    }
}
