//  MeasuresClaims.swift
//  Yen, days and rates.

import Measures
import Testing

@Suite struct MeasuresClaims {
    @Test func `days count on through every month, leap years included`() throws {
        // walks the calendar with an independent odometer from 1896 to 2104
        var (year, month, dayOfMonth) = (1896, 1, 1)
        var current = try #require(Day(year: 1896, month: 1, day: 1))
        var weekday = 3  // 1896-01-01 was a Wednesday
        while year < 2105 {
            #expect(current.year == year && current.month == month && current.day == dayOfMonth)
            #expect(current.weekday == weekday)
            #expect(Day(current.iso) == current)
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
            dayOfMonth += 1
            if dayOfMonth > length { (dayOfMonth, month) = (1, month + 1) }
            if month > 12 { (month, year) = (1, year + 1) }
            weekday = weekday % 7 + 1
            current = current + 1
        }
    }

    @Test(arguments: [
        "2021-02-29", "2021-13-01", "2021-00-10", "2021-04-31", "2021-4-01", "0000-01-01", "2021/01/01", "20210101",
        "2021-01-011", "", "２０２１-01-01",
    ])
    func `what is no day is refused`(_ text: String) {
        #expect(Day(text) == nil)
    }

    @Test func `known days have their weekdays and distances`() {
        #expect(day("1970-01-01").serial == 0)
        #expect(day("2000-02-29").weekday == 2)
        #expect(day("2021-03-31").weekday == 3)
        #expect(day("2021-04-01") - day("2020-12-15") == 107)
        #expect(day("2020-12-31") + 1 == day("2021-01-01"))
        #expect(day("0001-01-01").iso == "0001-01-01")
        #expect(day("9999-12-31").iso == "9999-12-31")
    }

    @Test(arguments: [
        (321_750, 321_000), (999, 0), (1_000, 1_000), (0, 0), (-1, -1_000), (1_050_500, 1_050_000),
    ])
    func `amounts are floored to thousands`(_ amount: Int, _ floored: Int) {
        #expect(yen(amount).floored(to: yen(1_000)) == yen(floored))
    }

    @Test func `amounts are written in groups of three`() {
        #expect(
            [0, 7, 999, 1_000, 279_950, 2_101_000, -70_000].map { yen($0).grouped } == [
                "0", "7", "999", "1,000", "279,950", "2,101,000", "-70,000",
            ])
    }

    @Test func `a sum with an unknown part is unknown`() {
        #expect([yen(1), nil, yen(2)].totalIfKnown == nil)
        #expect([yen(1), nil, yen(2)].totalOfKnown == yen(3))
        #expect([yen(1), yen(2)].map(Optional.some).totalIfKnown == yen(3))
    }

    @Test func `rates are fractions of at most one`() {
        #expect(Rate("3/4")?.of(yen(429_000)) == yen(321_750))
        #expect(Rate("10/10")?.of(yen(279_950)) == yen(279_950))
        for text in ["4/3", "1/0", "-1/2", "1", "a/b", "1/2/3", ""] { #expect(Rate(text) == nil) }
    }

    @Test func `ranges include both ends`() {
        let range = DayRange(from: day("2020-12-01"), through: day("2021-03-31"))
        #expect(range.contains(day("2020-12-01")) && range.contains(day("2021-03-31")))
        #expect(!range.contains(day("2020-11-30")) && !range.contains(day("2021-04-01")))
        #expect(range.overlaps(DayRange(from: day("2021-03-31"), through: nil)))
        #expect(!range.overlaps(DayRange(from: day("2021-04-01"), through: nil)))
    }
}
