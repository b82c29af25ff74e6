//  TownClaims.swift
//  In: a postal code file of our own making in the form of Japan Post's. Out: claims about towns, remainders and 郵便区番号.

import Codes
import DataFiles
import Testing

@testable import MailingList

/// Rows in the form of KEN_ALL.CSV; codes and towns as the manual's examples have them, the rest invented.
private let towns: [(old: String, code: String, prefecture: String, city: String, town: String)] = [
    ("100  ", "1000013", "東京都", "千代田区", "霞が関（次のビルを除く）"),
    ("100  ", "1006001", "東京都", "千代田区", "霞が関霞が関ビル（１階）"),
    ("100  ", "1000000", "東京都", "千代田区", "以下に掲載がない場合"),
    ("154  ", "1540023", "東京都", "世田谷区", "若林"),
    ("35011", "3501106", "埼玉県", "川越市", "小室"),
    ("060  ", "0600906", "北海道", "札幌市東区", "北六条東（１〜７丁目）"),
    ("065  ", "0650006", "北海道", "札幌市東区", "北六条東（８〜２０丁目）"),
    ("064  ", "0640804", "北海道", "札幌市中央区", "南四条西（２０〜３０"),
    ("064  ", "0640804", "北海道", "札幌市中央区", "丁目）"),
    ("253  ", "2530021", "神奈川県", "茅ヶ崎市", "茅ヶ崎"),
    ("40903", "4090300", "山梨県", "北都留郡架空村", "架空村一円"),
    ("40903", "4090301", "山梨県", "北都留郡架空村", "架空村の次に番地がくる場合"),
    ("949  ", "9490001", "新潟県", "架空市", "東町、西町"),
]

private func folder(encoding: String = "cp932") -> Scratch {
    let scratch = Scratch()
    let text = towns.map { row in
        "13101,\"\(row.old)\",\"\(row.code)\",\"ｶﾅ\",\"ｶﾅ\",\"ｶﾅ\",\"\(row.prefecture)\",\"\(row.city)\",\"\(row.town)\",0,0,0,0,0,0\r\n"
    }.joined().replacing("〜", with: "～")
    _ = scratch.write(text, to: "utf.csv")
    _ = Scratch.run("cd '\(scratch.path)' && iconv -f utf-8 -t \(encoding) utf.csv > KEN_ALL.CSV")
    let organisation =
        "13101,\"ｶｲｼｬ\",\"架空株式会社\",\"東京都\",\"千代田区\",\"霞が関\",\"１－１\",\"1008799\",\"100  \",\"銀座\",0,0,0\r\n"
    _ = scratch.write(organisation, to: "jig.csv")
    _ = Scratch.run("cd '\(scratch.path)' && iconv -f utf-8 -t \(encoding) jig.csv > JIGYOSYO.CSV")
    return scratch
}

@Suite struct TownClaims {
    @Test(arguments: [
        ("1000013", "東京都千代田区霞が関1-3-2", PostalPlace.Match.town, "1-3-2", "100"),
        ("1000013", "東京都 千代田区 霞ヶ関１－３－２　ビル", .town, "１－３－２　ビル", "100"),
        ("1540023", "東京都世田谷区若林三丁目16番4号", .town, "三丁目16番4号", "154"),
        ("3501106", "埼玉県川越市大字小室22-1", .town, "22-1", "35011"),
        ("0600906", "北海道札幌市東区北六条東七丁目1", .town, "七丁目1", "060"),
        ("0600906", "北海道札幌市東区北六条東8丁目1", .otherTown, "", "060"),
        ("0650006", "北海道札幌市東区北六条東20-1", .town, "20-1", "065"),
        ("0640804", "北海道札幌市中央区南四条西29丁目1524-23", .town, "29丁目1524-23", "064"),
        ("2530021", "神奈川県茅ケ崎市茅ヶ崎1-1", .town, "1-1", "253"),
        ("4090300", "山梨県北都留郡架空村架空村5", .town, "5", "40903"),
        ("4090301", "山梨県北都留郡架空村5", .wholeCity, "", "40903"),
        ("9490001", "新潟県架空市西町5", .town, "5", "949"),
        ("1000000", "東京都千代田区どこか1-1", .wholeCity, "", "100"),
        ("1540023", "東京都世田谷区三宿1-1", .otherTown, "", "154"),
        ("1008799", "東京都千代田区霞が関1-1 架空株式会社", .organisation, "", "100"),
        ("9999999", "東京都千代田区霞が関1-1", .unknownCode, "", ""),
    ])
    func `a postal code covers its town, and what follows goes into the bar code`(
        code: String, address: String, match: PostalPlace.Match, remainder: String, sorting: String
    ) throws {
        let scratch = folder()
        let place = try PostalTowns(folder: scratch.path).place(postalCode: code, address: address)
        #expect(place.match == match)
        #expect(place.remainder ?? "" == remainder)
        #expect(place.sortingNumber ?? "" == sorting)
        #expect(place.allowsBarcode == (match == .town || match == .organisation))
    }

    @Test func `the remainder makes the manual's bar code`() throws {
        let scratch = folder(encoding: "utf-8")
        let place = try PostalTowns(folder: scratch.path).place(
            postalCode: "0640804", address: "北海道札幌市中央区南四条西２９丁目１５２４－２３　第２郵便ハイツ５０１")
        let barcode = try CustomerBarcode(postalCode: "0640804", address: try #require(place.remainder))
        #expect(barcode.check == 3)
    }

    @Test func `a folder without the file is refused, and so is a file of another form`() {
        let scratch = Scratch()
        #expect(throws: DataFaults.self) { _ = try PostalTowns(folder: scratch.path) }
        _ = scratch.write("a,b,c\n", to: "KEN_ALL.CSV")
        #expect(throws: DataFaults.self) { _ = try PostalTowns(folder: scratch.path) }
        #expect(throws: DataFaults.self) { _ = try PostalTowns(folder: "/no/such/folder") }
    }

    @Test func `recipients carry their place when the data is given, and none without it`() throws {
        let scratch = folder()
        let towns = try PostalTowns(folder: scratch.path)
        let with = try ReadList("\(header)\n\(goodRow)\n") { $0.towns = towns }
        let without = try ReadList("\(header)\n\(goodRow)\n")
        #expect(with.recipients.first?.place == PostalPlace(match: .town, remainder: "1-3-2", sortingNumber: "100"))
        #expect(without.recipients.first?.place == nil)
    }
}
