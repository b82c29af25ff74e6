//  WordingClaims.swift
//  Claims about dates and money as the reader sees them.

import DataFiles
import Measures
import Testing
import Wording

@Suite struct WordingClaims {
    private static let home = String(#filePath.components(separatedBy: "/Tests/")[0])
    private static let words = Result { try Words(file: home + "/Templates/Shared/words.yaml") }

    @Test(arguments: [
        ("2020-12-15", "2020年12月15日", "令和2年12月15日", "12月15日（火）"),
        ("2019-05-01", "2019年5月1日", "令和元年5月1日", "5月1日（水）"),
        ("2019-04-30", "2019年4月30日", "平成31年4月30日", "4月30日（火）"),
        ("1989-01-08", "1989年1月8日", "平成元年1月8日", "1月8日（日）"),
        ("1989-01-07", "1989年1月7日", "昭和64年1月7日", "1月7日（土）"),
        ("1926-12-24", "1926年12月24日", "1926年12月24日", "12月24日（金）"),
        ("2024-02-29", "2024年2月29日", "令和6年2月29日", "2月29日（木）"),
    ])
    func `days are written in both calendars`(_ iso: String, _ western: String, _ era: String, _ short: String) throws {
        let words = try Self.words.get()
        let day = try #require(Day(iso))
        #expect(words.date(day) == western)
        #expect(words.eraDate(day) == era)
        #expect(words.dateWithWeekday(day) == short)
    }

    @Test(arguments: [(0, "0円"), (950, "950円"), (279_950, "279,950円"), (2_101_000, "2,101,000円"), (-5_000, "▲5,000円")])
    func `yen are grouped, and what is taken off has its mark`(_ amount: Int, _ text: String) throws {
        #expect(try Self.words.get().yen(Yen(amount)) == text)
    }

    @Test(arguments: [
        ("サンプルメディカルモール内科循環器内科小児科クリニック 御中", "サンプルメディカルモール|内科|循環器内科|小児科|クリニック 御中"),
        ("医療法人社団桜会 東京病院", "医療法人|社団|桜会 東京病院"), ("健康科学センター附属薬局", "健康科学センター|附属薬局"),
        ("霞が関内科", "霞が関内科"), ("科", "科"), ("", ""),
    ])
    func `a long name is divided between its parts and nowhere else`(_ name: String, _ parts: String) throws {
        let divided = FacilityName(try Self.words.get()).divided(name)
        #expect(divided.replacing("\u{200B}", with: "|") == parts)
    }

    @Test func `a missing or unknown word is a fault with its place`() throws {
        #expect(throws: DataFaults.self) { try Words(DataFile.parse("date.full: x", file: "words.yaml")) }
        #expect {
            try Words(DataFile.parse("date.ful: x", file: "words.yaml"))
        } throws: { "\($0)".contains("words.yaml:1:1") }
    }
}
