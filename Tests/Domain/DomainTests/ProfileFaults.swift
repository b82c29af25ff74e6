//  ProfileFaults.swift
//  What a profile may not say: each one clear message with its place.

import ClinicProfile
import DataFiles
import Measures
import Offer
import Testing

@Suite struct ProfileFaults {
    static let head = "clinic: {name: 試験の施設, kind: clinic, address: 東京都千代田区1}\nline: {situation: existing}\n"

    @Test(arguments: [
        ("", ""),
        ("equipment: {desktop: 1}", "case.yaml:3:13: unknown key \"desktop\" in equipment; did you mean \"desktops\"?"),
        ("equipment: {desktops: -1}", "equipment.desktops is -1: a whole number from 0 to 99"),
        ("equipment: {desktops: 5000}", "equipment.desktops is 5000"),
        ("equipment: {desktops: two}", "equipment.desktops is \"two\""),
        ("equipment: {desktops: 0}", "equipment has no terminal"),
        ("equipment: {desktops: 0, notebooks: 0}", "equipment has no terminal"),
        (
            "equipment: {desktops: 1, cardReaders: 2}",
            "case.yaml:3:39: equipment.cardReaders is 2, but there are only 1"
        ),
        ("equipment: {cardReaders: 0}", "equipment.cardReaders is 0"),
        ("deployment: onPremises3", "did you mean \"onPremises1\"?"),
        ("needs: [networkSecurity, coffee]", "needs[1] is \"coffee\""),
        ("receiptComputer: {renovationCost: -5}", "renovationCost is -5"),
        ("receiptComputer: {renovationCost: 150,000}", "renovationCost"),
        (
            "dates: {cardReaderApplied: 2021-03-01, operationStarts: 2021-02-01}",
            "dates.operationStarts (2021-02-01) lies before dates.cardReaderApplied (2021-03-01)"
        ),
        ("dates: {contractOn: 2021-03-01, completesOn: 2021-02-01}", "put them in order"),
        ("dates: {contractOn: 2021-03-01, operationStarts: 2021-02-01}", "put them in order"),
        (
            "dates: {issued: 2020-12-15}\nquotation: {validUntil: 2020-12-14}",
            "quotation.validUntil (2020-12-14) lies before"
        ),
        ("overrides: [{item: x}]", "overrides[0].unitPrice is missing"),
        (
            "extraLines: [{name: a, quantity: 9999, unitPrice: 9999999, eligible: true, source: b}]",
            "case.yaml:3:13: extraLines come to 99,989,990,001 yen, more than the 10,000,000,000"
        ),
        ("discounts: [{name: a, amount: 0, reason: b, approvedBy: c}]", "discounts[0].amount is 0"),
        ("seller: {registrationNumber: T7000012050002}", ""),
        ("seller: {registrationNumber: T7000012050003}", "wrong check digit"),
        ("seller: {registrationNumber: 7000012050002}", "another form is needed"),
        ("seller: {phone: 03(1234)5678}", "another form is needed"),
        ("quotation: {number: }", ""),
        ("$schema: x", ""),
    ])
    func `a profile is checked`(_ lines: String, _ expected: String) {
        let found = faults { _ = try profile(Self.head + lines) }
        #expect(expected.isEmpty ? found.isEmpty : found.contains(expected), "\(found)")
    }

    @Test(arguments: [
        ("kind: clinic, address: 北海道札幌市1, codes: [\"0110113719\"]", ""),
        ("kind: clinic, address: 北海道札幌市1, codes: [\"01-1-0113-719\"]", ""),
        ("kind: clinic, address: 北海道札幌市1, codes: [\"０１１０１１３７１９\"]", ""),
        ("kind: hospital, address: 北海道札幌市1, codes: [\"0110112489\"]", ""),
        ("kind: clinic, address: 北海道札幌市1, codes: [\"0110113718\"]", "0110113718 has a wrong check digit"),
        ("kind: clinic, address: 東京都千代田区1, codes: [\"0110113719\"]", "belongs to prefecture 01, the address to 13"),
        ("kind: pharmacy, address: 北海道札幌市1, codes: [\"0110113719\"]", "has 点数表 1, which pharmacy（薬局）cannot have"),
        ("kind: dentalClinic, address: 北海道札幌市1, codes: [\"0110113719\"]", "none has 点数表 3"),
        ("kind: clinic, address: 北海道札幌市1, codes: [\"0113719\"]", "another form is needed"),
        ("kind: vet, address: 北海道札幌市1", "clinic.kind is \"vet\""),
        ("kind: clinic", "tell no prefecture"),
        ("kind: clinic, address: 千代田区1", "tell no prefecture"),
        ("kind: clinic, address: 千代田区1, postalCode: 100-0013", ""),
        ("kind: clinic, postalCode: \"6180001\"", "tell no prefecture"),
        ("kind: clinic, postalCode: 100-001", "another form is needed"),
        ("kind: clinic, address: 東京都1, addressee: 院長 山田太郎 様", "clinic.addressee ends with 様"),
        ("kind: 薬局, address: 東京都1", ""),
        ("kind: clinic, address: 東京都千代田区1, postalCode: 530-0001", "530"),
        ("kind: clinic, address: 大阪府大阪市1, postalCode: 100-0013", "one is in the area of NTT西日本"),
        ("kind: clinic, address: 東京都千代田区1, postalCode: 220-0001", ""),
    ])
    func `the facility is checked`(_ fields: String, _ expected: String) {
        let found = faults { _ = try profile("clinic: {name: 施設, \(fields)}\nline: {situation: new}\n") }
        #expect(expected.isEmpty ? found.isEmpty : found.contains(expected), "\(found)")
    }

    @Test func `a name that ends with 御中 is refused`() {
        #expect(
            faults { _ = try profile("clinic: {name: 施設 御中, kind: clinic, address: 東京都1}\nline: {situation: new}") }
                .contains("clinic.name ends with 御中"))
    }

    @Test func `keys and choices may be Japanese`() throws {
        let profile = try profile(
            """
            施設: {名称: ﾃｽﾄ㈱１２, 種別: 診療所, 所在地: 神奈川県横浜市1, 郵便番号: ２３１－０００１}
            回線: {区分: 新設, 建物: 集合住宅, 同時工事: いいえ}
            機器: {デスクトップ: 2, ｶｰﾄﾞﾘｰﾀﾞｰ: 1}
            提供形態: ①
            ご要望: [検温]
            """)
        #expect(profile.clinic.name == "ﾃｽﾄ㈱１２", "names stay as written")
        #expect(profile.clinic.kind == .clinic && profile.clinic.postalCode == "2310001")
        #expect(profile.line.situation == .new && profile.line.building == .apartment)
        #expect(profile.line.simultaneousWork == false && profile.equipment.desktops == 2)
        #expect(profile.deployment == .onPremises1 && profile.needs == ["thermometry"])
        #expect(profile.equipment.cardReaders == 1)
    }

    @Test func `a profile may be built in memory`() throws {
        let place = library.catalogue.books[0].place
        let node = DataNode.mapping(
            [
                "clinic": .mapping(
                    [
                        "name": .text("行の施設", at: place), "kind": .text("pharmacy", at: place),
                        "address": .text("", at: place), "postalCode": .text("0600001", at: place),
                    ],
                    at: place), "line": .mapping(["situation": .text("existing", at: place)], at: place),
            ], at: place)
        let profile = try library.profile(from: node)
        #expect(profile.clinic.prefecture == "01" && profile.clinic.territory == .east)
        #expect(try library.offer(for: profile, on: day("2020-12-15")).ordered.quote.initialTotal.known == yen(279_950))
    }

    @Test(arguments: ["0110113719", "0110112489", "1840140055"])
    func `real medical codes have right check digits`(_ code: String) {
        #expect(MedicalCode(code)?.hasValidCheckDigit == true)
        // a single wrong digit is always found
        let digits = Array(code.utf8)
        for index in digits.indices {
            for other in UInt8(48)...57 where other != digits[index] {
                var wrong = digits
                wrong[index] = other
                #expect(MedicalCode(String(decoding: wrong, as: UTF8.self))?.hasValidCheckDigit == false)
            }
        }
    }
}
