//  Dates.swift
//  In: days. Out: the same as a reader of the language writes them.

import Measures

extension Words {
    /// 2021年3月31日
    public func date(_ day: Day) -> String {
        self(.dateFull, ["y": String(day.year), "m": String(day.month), "d": String(day.day), "M": month(day)])
    }
    /// 3月31日
    public func monthDay(_ day: Day) -> String {
        self(.dateMonthDay, ["m": String(day.month), "d": String(day.day), "M": month(day)])
    }
    /// The month as the language names it.
    private func month(_ day: Day) -> String {
        let names = self[.dateMonths].split(separator: " ")
        return names.count == 12 ? String(names[day.month - 1]) : String(day.month)
    }
    /// 3月31日（水）
    public func dateWithWeekday(_ day: Day) -> String {
        let names = self[.dateWeekdays].split(separator: " ")
        let name = names.count == 7 ? String(names[day.weekday - 1]) : ""
        return self(
            .dateWithWeekday, ["m": String(day.month), "d": String(day.day), "M": month(day), "w": name])
    }
    /// 2021年
    public func year(_ day: Day) -> String { self(.dateYear, ["y": String(day.year)]) }

    /// 令和3年3月31日. Before the Shōwa era, and in languages without eras, the western date.
    /// https://www.ndl.go.jp/koyomi/chapter1/s3.html: Reiwa from 2019-05-01, Heisei from 1989-01-08, Shōwa from 1926-12-25.
    public func eraDate(_ day: Day) -> String {
        let names = self[.dateEras].split(separator: " ")
        let starts: [(y: Int, m: Int, d: Int)] = [(2019, 5, 1), (1989, 1, 8), (1926, 12, 25)]
        for (index, start) in starts.enumerated() where index < names.count {
            guard let first = Day(year: start.y, month: start.m, day: start.d), day >= first else { continue }
            let number = day.year - start.y + 1
            return self(
                .dateEra,
                [
                    "e": String(names[index]), "n": number == 1 ? self[.dateFirstYear] : String(number),
                    "y": String(day.year), "m": String(day.month), "d": String(day.day),
                ])
        }
        return date(day)
    }
}
