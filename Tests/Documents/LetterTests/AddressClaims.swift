//  AddressClaims.swift
//  Claims about the lines of an address: nothing is lost, everything fits, Japanese rules of breaking hold.

import Diagrams
import Testing

@testable import Letter

@Suite struct AddressBlocks {
    private let stationery: MailStationery
    private let room: Area
    init() throws {
        let letters = try LetterSamples.letters.get()
        stationery = letters.stationery
        room = try letters.geometry(of: .letter).addressArea
    }

    /// A fixed sequence of numbers.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private static let pieces = [
        "医療法人社団", "サンプル会", "　", " ", "霞が関", "クリニック", "（本院）", "1-2-3", "12階", "A棟", "ABCビルディング", "ー", "、", "「光」", "診療所",
        "・", "2F", "ヶ丘", "センター", "MEDICAL PARK", "㈱", "第３",
    ]

    @Test func `whatever is written stands in the block, character for character, and fits its room`() throws {
        var dice = Dice(state: 7)
        func text(_ most: Int) -> String {
            var result = "東"
            while result.count < Int.random(in: 2...most, using: &dice) {
                result += Self.pieces.randomElement(using: &dice) ?? ""
            }
            return String(result.prefix(60)).trimmingSpaces
        }
        var fitted = 0
        for round in 0..<2_000 {
            let written = AddressBlock.Text(
                postalCode: round % 5 == 0 ? nil : "100-0013", address: text(50), name: text(60),
                person: round % 3 == 0 ? text(14) : nil, honorific: round % 3 == 0 ? "様" : "御中")
            guard let block = AddressBlock.fitting(written, into: room, stationery: stationery) else { continue }
            fitted += 1
            #expect(block.height <= room.height + 0.001)
            #expect(block.width <= room.width + 0.001)
            func joined(_ role: AddressBlock.Role) -> String {
                block.lines.filter { $0.role == role }.map(\.text).joined().filter { !$0.isWhitespace }
            }
            #expect(joined(.address) == written.address.filter { !$0.isWhitespace })
            let name = written.name.filter { !$0.isWhitespace }
            #expect(joined(.name) == name + (written.person == nil ? written.honorific : ""))
            if let person = written.person {
                #expect(joined(.person) == person.filter { !$0.isWhitespace } + written.honorific)
            }
            for line in block.lines { #expect(!line.text.isEmpty && line.text != written.honorific) }
        }
        #expect(fitted > 1_900)
    }

    @Test(arguments: [
        ("医療法人社団サンプル会 霞が関内科クリニック", 16.0, ["医療法人社団サンプル会", "霞が関内科クリニック　御中"]),
        ("林医院", 16.0, ["林医院　御中"]),
        ("東京国際メディカルクリニックセンター本院", 16.0, ["東京国際メディカルクリニック", "センター本院　御中"]),
    ])
    func `a name breaks at its space, else into lines of like length`(
        _ name: String, _ ems: Double, _ lines: [String]
    ) {
        let broken = AddressBlock.broken(name, ending: "　御中", ems: ems)
        #expect(broken.count == lines.count)
        if lines.count == 2, name.contains(" ") { #expect(broken == lines) }
        for line in broken { #expect(AddressBlock.ems(of: line) <= ems) }
    }

    @Test func `no line begins with closing punctuation or a long vowel mark, nor ends with an opening bracket`() {
        let text = "中央メディカルーム（日本橋）クリニックーセンター・アネックス「光」病院ッカー、ァ本院"
        for ems in stride(from: 8.0, through: 24, by: 0.5) {
            for line in AddressBlock.broken(text, ems: ems).dropFirst() {
                #expect(!"）、・ー」ッァ".contains(line.first ?? " "), "\(ems): \(line)")
            }
            for line in AddressBlock.broken(text, ems: ems).dropLast() {
                #expect(!"（「".contains(line.last ?? " "), "\(ems): \(line)")
            }
        }
    }

    @Test func `numbers of a house are not torn apart`() {
        for ems in stride(from: 14.0, through: 22, by: 0.5) {
            let lines = AddressBlock.broken("東京都千代田区霞が関三丁目1-13-215 霞が関ビルディング12階", ems: ems)
            #expect(lines.contains { $0.contains("1-13-215") }, "\(ems): \(lines)")
        }
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var text = self[...]
        while text.last?.isWhitespace ?? false { text = text.dropLast() }
        return String(text)
    }
}
