//  TerritoryClaims.swift
//  East, west and the border; the prefecture from the address or the postal code.

import ClinicProfile
import Measures
import Offer
import Testing

@Suite struct TerritoryClaims {
    @Test func `seventeen prefectures are east and thirty west`() {
        let east = library.territory.prefectures.filter(\.isEast).map(\.code)
        #expect(
            east == [
                "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "19", "20",
            ])
        #expect(library.territory.prefectures.count == 47)
        #expect(library.territory.prefectures.enumerated().allSatisfy { Int($0.element.code) == $0.offset + 1 })
    }

    @Test func `every postal area belongs to its prefecture`() {
        // the prefecture of 00… to 99…, in order
        let table = """
            01 05 03 02 01 01 01 01 01 01 13 13 13 13 13 13 13 13 13 13
            13 14 14 14 14 14 12 12 12 12 08 08 09 11 11 11 11 10 20 20
            19 22 22 22 23 23 23 23 23 23 21 24 25 27 27 27 27 27 27 27
            26 26 26 29 30 28 28 28 31 32 33 33 34 34 35 35 37 36 39 38
            40 40 40 40 41 42 43 44 45 46 47 18 17 16 15 15 07 07 04 06
            """.split { $0 == " " || $0 == "\n" }.map(String.init)
        #expect(table.count == 100)
        for (prefix, code) in table.enumerated() {
            let postal = (prefix < 10 ? "0\(prefix)" : "\(prefix)") + "99999"
            #expect(library.territory.prefecture(ofPostalCode: postal)?.code == code, "\(postal)")
        }
    }

    @Test(arguments: [
        ("0185501", "02"), ("0185499", "05"), ("9498321", "20"), ("9498421", "15"), ("4980801", "24"),
        ("4980001", "23"),
        ("5200461", "26"), ("5200801", "25"), ("6850001", "32"), ("6840001", "31"), ("8115101", "42"),
        ("8114141", "40"),
        ("8170001", "42"), ("8480401", "42"), ("8480001", "41"),
    ])
    func `postal areas that cross a border`(_ postal: String, _ code: String) {
        #expect(library.territory.prefecture(ofPostalCode: postal)?.code == code)
    }

    @Test func `the address speaks before the postal code`() {
        let territory = library.territory
        #expect(territory.location(address: "長野県下水内郡栄村1", postalCode: "9498321")?.prefecture.code == "20")
        #expect(territory.location(address: "大阪府三島郡島本町1", postalCode: "6180001")?.prefecture.code == "27")
        #expect(territory.location(address: "島本町1", postalCode: "6180001") == nil)
        #expect(territory.location(address: "〒910－0006福井県福井市中央1", postalCode: nil)?.prefecture.code == "18")
        #expect(territory.location(address: "福井市中央1", postalCode: "9100006")?.territory == .west)
    }

    @Test(arguments: [
        ("静岡県熱海市田原本町1", nil, Territory.border("熱海市")), ("静岡県裾野市平松1", nil, .border("裾野市")),
        ("静岡県沼津市1", nil, .west), ("田原本町1", "4130011", .border("熱海市")), ("上多賀1", "4130101", .border("熱海市")),
        ("平松1", "4101118", .border("裾野市")), ("静岡県伊東市1", "4140001", .west), ("東京都熱海市通り1", nil, .east),
    ])
    func `border municipalities are asked for`(_ address: String, _ postal: String?, _ expected: Territory) {
        #expect(library.territory.location(address: address, postalCode: postal)?.territory == expected)
    }

    @Test func `a customer in the west gets no quote, with the prefecture named`() {
        var test = Case()
        test.address = "大阪府大阪市北区1"
        do {
            _ = try test.offer()
            Issue.record("an offer was made")
        } catch let refusal as OfferRefusal {
            guard case .outsideArea(let area) = refusal else {
                Issue.record("\(refusal)")
                return
            }
            #expect(area.prefecture == "27" && library.text(area.message).contains("大阪府"))
            #expect("\(refusal)".hasPrefix("case.yaml:1:"))
        } catch { Issue.record("\(error)") }
    }

    @Test func `a border municipality is priced, with a banner`() throws {
        var test = Case()
        test.address = "静岡県熱海市1"
        let offer = try test.offer()
        #expect(offer.ordered.quote.initialTotal.known == yen(279_950))
        #expect(offer.banners.map(\.id) == ["banner.estimate", "banner.border"])
        #expect(library.text(offer.banners[1]).contains("熱海市"))
    }
}
