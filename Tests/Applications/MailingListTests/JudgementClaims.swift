//  JudgementClaims.swift
//  In: rows at fault, rows that repeat others, official lists. Out: claims about causes, and about nothing being lost.

import ClinicProfile
import DataFiles
import Testing

@testable import MailingList

@Suite struct JudgementClaims {
    @Test(arguments: ["cp932", "utf8", "utf8-bom"])
    func `of a list with every tenth row at fault each is left out with the right cause and no other row is`(
        encoding: String
    ) throws {
        let scratch = Scratch()
        let made = try scratch.generated("--count 1400 --seed 3 --faults 10 --encoding \(encoding)")
        let suppression = try SuppressionList(file: made.suppress, schema: library.profiles.schema, words: words)
        let read = try ReadList(
            path: made.list, options: ListOptions(defaults: try defaults(), suppression: suppression))
        let found = Dictionary(uniqueKeysWithValues: read.leftOut.map { ($0.row, $0.cause.rawValue) })
        for row in Set(found.keys).union(made.expected.keys).sorted() where found[row] != made.expected[row] {
            let detail = read.leftOut.first { $0.row == row }
            Issue.record(
                "row \(row): expected \(made.expected[row] ?? "-"), found \(found[row] ?? "-") \(detail?.text ?? "")")
        }
        // every cause that a table can have occurs
        let never = Set(RefusalCause.allCases).subtracting(read.causes)
        #expect(never.isSubset(of: [.orphanRow, .tooLarge, .missingValue]), "\(never)")
        #expect(read.rows == Array(1...1400))
        #expect(read.survey.rowCount == 1400)
        #expect(read.survey.accepted == read.recipients.count)
        #expect(read.survey.lines.reduce(0) { $0 + $1.rows } == 1400)
        for row in read.leftOut {
            #expect(read.survey.count(of: row.cause) == read.causes.count { $0 == row.cause })
            #expect(!row.text.contains("{") && !row.advice.contains("{") && !row.advice.isEmpty, "\(row)")
        }
    }

    @Test func `the same list gives the same outcomes, byte for byte`() throws {
        let scratch = Scratch()
        let made = try scratch.generated("--count 300 --seed 9 --faults 7")
        let options = ListOptions(defaults: try defaults())
        let first = try ReadList(path: made.list, options: options)
        let second = try ReadList(path: made.list, options: options)
        #expect(first.recipients.map(\.profileText) == second.recipients.map(\.profileText))
        #expect(first.leftOut == second.leftOut)
        #expect(first.survey.proofs(10) == second.survey.proofs(10))
        #expect(first.survey.lines == second.survey.lines)
    }

    @Test func `an official list is read facility by facility, page headers and suspended ones aside`() throws {
        let scratch = Scratch()
        let made = try scratch.generated("--count 600 --seed 5 --form official --faults 10")
        let read = try ReadList(path: made.list, options: ListOptions(defaults: try defaults()))
        #expect(read.list.form == .official)
        #expect(read.list.encoding.encoding == .cp932)
        let found = Dictionary(uniqueKeysWithValues: read.leftOut.map { ($0.row, $0.cause.rawValue) })
        for row in Set(found.keys).union(made.expected.keys).sorted() where found[row] != made.expected[row] {
            Issue.record(
                "row \(row): expected \(made.expected[row] ?? "-"), found \(read.leftOut.first { $0.row == row }.map { "\($0)" } ?? "-")"
            )
        }
        #expect(read.survey.rowCount == 600)
        #expect(read.recipients.allSatisfy { $0.profile.clinic.codes.count == 1 && $0.postalCode.utf8.count == 7 })
        #expect(Set(read.recipients.map(\.profile.clinic.kind)) == [.hospital, .clinic, .dentalClinic, .pharmacy])
    }

    @Test func `the official list's code gets its prefecture and 点数表 from the headings, the address its prefecture`()
        throws
    {
        let sheet = """
            コード内容別医療機関一覧表,,,,,,,,,
            [福井県],,,,,,,,,
            [令和 8年 7月 1日現在　薬局　現存/休止],令和 8年 7月 1日作成　　1頁,,,,,,,,
            1,01-40055 ,オーオカ薬局駅前本店,〒910－0006福井市中央１－９－３０,0776-23-2640,株式会社　大岡薬局,大岡　典子,昭38. 5. 1,調剤,薬局
            ,,,,,,,新規,,現存
            [北海道],,,,,,,,,
            [令和 8年 7月 1日現在　医科　現存/休止],,,,,,,,,
            1,"01,1371,9(01,3071,1)",試験病院,〒０６０－０００１札幌市中央区北一条西１－１,011-000-0000,,,,,病院
            ,,,,常　勤:　1,,,,,
            コード内容別医療機関一覧表,,,,,,,,,
            ,,,,,,,,,現存
            2,"01,1248,9",別の診療所,〒064-0804札幌市中央区南四条西２９丁目,,,,,,診療所
            ,,,,,,,,,休止
            """
        let read = try ReadList(sheet)
        #expect(read.causes == [.west, .suspended])
        #expect(read.leftOut.first?.prefecture == "18")
        let hospital = try #require(read.recipients.first)
        #expect(hospital.profile.clinic.codes == ["0110113719"])
        #expect(hospital.profile.clinic.kind == .hospital)
        #expect(hospital.profile.clinic.address == "北海道札幌市中央区北一条西１－１")
        #expect(hospital.postalCode == "0600001")
        #expect(hospital.profile.clinic.phone == "011-000-0000")
    }

    @Test(arguments: [
        ("医療法人社団サンプル会 中央医院", "東京都千代田区霞が関一丁目3番2号", "（医社）サンプル会　中央医院", "東京都千代田区霞が関1-3-2 第一ビル2F", true),
        ("㈱ひかり薬局", "神奈川県茅ヶ崎市茅ヶ崎1-2", "株式会社ヒカリ薬局", "神奈川県茅ケ崎市茅ケ崎１－２", true),
        ("髙橋医院", "埼玉県川越市大字小室22-1", "高橋医院", "埼玉県川越市小室22番地の1", true),
        ("ｻﾝﾌﾟﾙ歯科", "北海道札幌市中央区北十条西4丁目1番地", "サンプル歯科", "北海道札幌市中央区北10条西4-1", true),
        ("中央医院", "東京都千代田区霞が関1-3-2", "中央医院", "東京都千代田区霞が関1-3-3", false),
        ("中央医院", "東京都千代田区霞が関1-3-2", "中央第二医院", "東京都千代田区霞が関1-3-2", false),
        ("中央医院", "北海道札幌市中央区北1条西2-3", "中央医院", "北海道札幌市中央区北2条西2-3", false),
        ("中央医院", "新潟県新潟市中央区学校町通一番町9-13-1", "中央医院", "新潟県新潟市中央区学校町通一番町6-84-1", false),
        ("中央医院", "新潟県新潟市中央区学校町通一番町602-1", "中央医院", "新潟県新潟市中央区学校町通1番町６０２番地１", true),
        ("中央医院", "三重県津市八丁堀1-2", "中央医院", "三重県津市八丁堀1-3", false),
        ("中央医院", "東京都千代田区霞が関1-32", "中央医院", "東京都千代田区霞が関13-2", false),
    ])
    func `one facility is told from two by name and address, however they are written`(
        name: String, address: String, otherName: String, otherAddress: String, isSame: Bool
    ) {
        let first = words.forms.key(name: name, address: address, isPharmacy: false)
        let second = words.forms.key(name: otherName, address: otherAddress, isPharmacy: false)
        #expect((first == second) == isSame)
    }

    @Test func `two codes of one facility make one letter that keeps both`() throws {
        let read = try ReadList(
            """
            \(header)
            中央クリニック,診療所,0110113719,060-0001,北海道札幌市中央区北一条西1-1
            別の医院,診療所,,060-0002,北海道札幌市中央区北二条西1-1
            中央クリニック,歯科診療所,\(code("01", "3", 77)),060-0001,北海道札幌市中央区北一条西1丁目1
            中央クリニック,診療所,\(code("01", "3", 78)),060-0001,北海道札幌市中央区北一条西1丁目1
            """)
        #expect(read.recipients.map(\.row) == [1, 2])
        #expect(read.recipients[0].profile.clinic.codes == ["0110113719", code("01", "3", 77)])
        #expect(read.recipients[0].joinedRows == [3])
        #expect(read.causes == [.joined, .duplicateAddress])
        #expect(read.leftOut.map(\.other) == [1, 1])
    }

    @Test(arguments: [
        ("医療機関コード\n0110113719\n", [1]), ("電話番号\n011-111-1111\n", [2]), ("施設名,所在地\nちゅうおう医院,北海道札幌市中央区北3-1\n", [3]),
        ("医療機関コード,施設名,所在地,備考\n0199999999,,,\n", []),
    ])
    func `a suppression list stops by code, by phone, or by name and address`(text: String, rows: [Int]) throws {
        let scratch = Scratch()
        let path = scratch.write(text, to: "suppress.csv")
        let read = try ReadList(
            """
            \(header),電話番号
            一の医院,診療所,0110113719,060-0001,北海道札幌市中央区北1-1,
            二の医院,診療所,,060-0001,北海道札幌市中央区北2-1,０１１（１１１）１１１１
            三の医院,診療所,,060-0001,北海道札幌市中央区北3-1,
            チュウオウ 医院,診療所,,060-0001,北海道札幌市中央区北3丁目1,
            """.replacing("（", with: "-").replacing("）", with: "-")
        ) { options in
            options.suppression = try SuppressionList(file: path, schema: library.profiles.schema, words: words)
        }
        #expect(read.leftOut.filter { $0.cause == .suppressed }.map(\.row) == rows.map { $0 == 3 ? 4 : $0 })
    }

    @Test func `a suppression list that can name nobody is refused`() {
        let scratch = Scratch()
        for text in ["", "施設名\nx\n", "コート\nx\n"] {
            let path = scratch.write(text, to: "suppress.csv")
            #expect(throws: DataFaults.self) {
                _ = try SuppressionList(file: path, schema: library.profiles.schema, words: words)
            }
        }
    }

    @Test(arguments: [
        ("10桁の候補", "110113719", RefusalCause.codeLength, "0110113719"), ("七桁", "0113719", .codeLength, "0110113719"),
        ("読めない", "あ", .codeLength, ""),
    ])
    func `a code that lost digits is answered with the one that was meant`(
        name: String, code: String, cause: RefusalCause, meant: String
    ) throws {
        let read = try ReadList("\(header)\n\(name),診療所,\(code),060-0001,北海道札幌市中央区1-1\n")
        #expect(read.causes == [cause])
        #expect(read.leftOut.first?.advice.contains("候補：\(meant)") == true)
    }

    @Test func `a character that no font has is refused with the character`() throws {
        let read = try ReadList("\(header)\n槗本医院,診療所,,100-0013,東京都千代田区霞が関1-3-2\n\(goodRow)\n") {
            $0.canPrint = { $0 != "槗" }
        }
        #expect(read.causes == [.missingCharacter])
        #expect(read.leftOut.first?.text.contains("「槗」U+69D7") == true)
    }

    @Test func `a rejects file can be mended and read again, its row numbers kept`() throws {
        let read = try ReadList("\(header)\n,診療所,,100-0013,東京都千代田区霞が関1-3-2\n\(goodRow)\n")
        let left = try #require(read.leftOut.first)
        var cells = left.cells
        cells[0] = "=名称"
        let again = try ReadList(
            CSVWriter.line(["行", "理由", "直し方"] + header.split(separator: ",").map(String.init))
                + CSVWriter.line([String(left.row + 700), left.text, left.advice] + cells))
        #expect(again.recipients.map(\.row) == [701])
        #expect(again.recipients.first?.profile.clinic.name == "=名称")
    }

    @Test func `proofs are the extremes: the longest name and address, every kind, most missing, rare characters`()
        throws
    {
        let scratch = Scratch()
        let made = try scratch.generated("--count 600 --seed 11")
        let read = try ReadList(path: made.list, options: ListOptions(defaults: try defaults()))
        let proofs = read.survey.proofs(10)
        #expect(proofs.count == 10)
        #expect(Set(proofs.map(\.row)).count == 10)
        let byRow = Dictionary(uniqueKeysWithValues: read.recipients.map { ($0.row, $0) })
        let chosen = proofs.compactMap { byRow[$0.row] }
        #expect(Set(chosen.map(\.profile.clinic.kind)) == Set(read.recipients.map(\.profile.clinic.kind)))
        let longest = read.recipients.map { $0.profile.clinic.name.count + ($0.profile.clinic.addressee?.count ?? 0) }
            .max()
        #expect(chosen.contains { $0.profile.clinic.name.count + ($0.profile.clinic.addressee?.count ?? 0) == longest })
        let furthest = read.recipients.map { $0.profile.clinic.address?.count ?? 0 }.max()
        #expect(chosen.contains { $0.profile.clinic.address?.count == furthest })
        #expect(read.survey.proofs(3) == Array(proofs.prefix(3)))
        #expect(read.survey.proofs(10_000).count <= read.recipients.count)
    }

    @Test func `every cause has its words, and every word its cause`() throws {
        for cause in RefusalCause.allCases { #expect(!words.title(cause).isEmpty) }
        #expect(RefusalCause.allCases.count >= 30)
    }
}

/// A code with its check digit.
func code(_ prefecture: String, _ table: String, _ number: Int) -> String {
    let digits = String(number)
    let nine = prefecture + table + String(repeating: "0", count: 6 - digits.utf8.count) + digits
    for check in 0...9 where MedicalCode("\(nine)\(check)")?.hasValidCheckDigit == true { return "\(nine)\(check)" }
    return nine
}
