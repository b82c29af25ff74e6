//  LetterSamples.swift
//  Offers of every kind and extreme for the claims about letters, and a place to look at them.

import ClinicProfile
import Codes
import DataFiles
import Foundation
import Letter
import Measures
import Offer
import Proposal

enum LetterSamples {
    static let home = String(#filePath.components(separatedBy: "/Tests/")[0])
    static let letters = Result { () throws -> LetterWorkshop in
        try LetterWorkshop(workshop: DocumentWorkshop(folders: WorkshopFolders(home: home)))
    }

    static let longName = "医療法人社団常陽厚生福祉会 筑波霞ヶ浦地域総合リハビリテーション記念病院附属訪問診療クリニック土浦駅前分院第二"
    static let longAddress = "茨城県かすみがうら市下稲吉東五丁目1234番地の567 つくば土浦ステーションメディカルスクエアビルディング東館12階1203号室"

    struct Case {
        var name: String
        var yaml: String
        var assumed: Set<String> = []
        var hasBarcode = true
    }

    static let seller =
        "seller: {company: サンプル通信株式会社, office: 法人営業部, phone: 03-0000-0000, fax: 03-0000-0001}"
    static let usual = "equipment: {desktops: 1, cardReaders: 1}"

    /// Every kind, and what is hard to set.
    static let cases: [Case] = [
        Case(
            name: "clinic-known-line",
            yaml: """
                clinic: {name: 医療法人社団サンプル会 霞が関内科クリニック, kind: clinic, postalCode: "100-0013", address: 東京都千代田区霞が関1-3-2}
                line: {situation: existing}
                \(usual)
                support: true
                dates: {issued: 2020-12-15}
                \(seller)
                quotation: {number: Q-2020-000123, validUntil: 2021-01-31}
                """),
        Case(
            name: "pharmacy-unknown-line",
            yaml: """
                clinic: {name: サンプル薬局 甲府中央店, kind: pharmacy, postalCode: "400-0031", address: 山梨県甲府市丸の内1-6-1}
                line: {situation: existing}
                \(usual)
                support: true
                dates: {issued: 2020-12-15}
                \(seller)
                quotation: {number: Q-2020-000124, validUntil: 2021-01-31}
                """,
            assumed: ["line.situation", "equipment.desktops", "equipment.cardReaders", "support"]),
        Case(
            name: "longest",
            yaml: """
                clinic: {name: \(longName), kind: clinic, postalCode: "300-0007", address: \(longAddress), department: 地域医療連携室, addressee: 五十嵐 権左衛門}
                line: {situation: existing}
                \(usual)
                dates: {issued: 2020-12-15}
                \(seller)
                quotation: {number: Q-2020-000125-EXTREMELY-LONG}
                """,
            assumed: ["line.situation", "equipment.desktops", "equipment.cardReaders", "support"]),
        Case(
            name: "hospital",
            yaml: """
                clinic: {name: サンプル総合病院, kind: hospital, postalCode: "330-0063", address: 埼玉県さいたま市浦和区高砂3-15-1, addressee: 山田 太郎}
                line: {situation: new, simultaneousWork: true}
                equipment: {desktops: 3, cardReaders: 3}
                support: true
                receiptComputer: {vendor: サンプルレセコン, renovationCost: 1100000}
                dates: {issued: 2020-12-15}
                \(seller)
                quotation: {number: Q-2020-000126}
                """),
        Case(
            name: "incomplete",
            yaml: """
                clinic: {name: サンプル歯科医院, kind: dentalClinic, postalCode: "260-0855", address: 千葉県千葉市中央区市場町1-1}
                line: {situation: existing}
                equipment: {notebooks: 1, cardReaders: 1}
                dates: {issued: 2020-12-15}
                quotation: {number: Q-2020-000127}
                """, assumed: ["line.situation"], hasBarcode: false),
        Case(
            name: "chain",
            yaml: """
                clinic: {name: サンプル薬局チェーン 札幌駅前店, kind: chainPharmacy, postalCode: "060-0806", address: 北海道札幌市北区北六条西4-1-1}
                line: {situation: existing}
                \(usual)
                dates: {issued: 2020-12-15}
                seller: {phone: 03-0000-0000}
                """, assumed: ["equipment.cardReaders"], hasBarcode: false),
        Case(
            name: "least",
            yaml: """
                clinic: {name: 林医院, kind: clinic, address: 東京都新宿区西新宿2-8-1}
                line: {situation: existing}
                dates: {issued: 2020-12-15}
                """, assumed: ["line.situation"], hasBarcode: false),
    ]

    static func offer(_ yaml: String) throws -> CustomerOffer {
        let library = try letters.get().workshop.library
        return try library.offer(for: library.profile(from: DataFile.parse(yaml, file: "test")))
    }

    static func barcode(of offer: CustomerOffer) throws -> CustomerBarcode {
        try CustomerBarcode(postalCode: offer.profile.clinic.postalCode ?? "1000013", addressCharacters: "1-3-2")
    }

    static func piece(_ kind: PieceKind, _ sample: Case, sequence: Int = 123) throws -> LaidOutPiece {
        let offer = try offer(sample.yaml)
        let facts = PieceFacts(
            sequence: sequence, assumed: sample.assumed, barcode: sample.hasBarcode ? try barcode(of: offer) : nil)
        return try letters.get().piece(kind, for: offer, facts)
    }
}
