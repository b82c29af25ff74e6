//  Day.swift
//  In: ISO 8601 dates. Out: days that can be compared, counted and taken apart.

/// A day of the proleptic Gregorian calendar between the years 1 and 9999.
public struct Day: Sendable, Hashable, Comparable, BitwiseCopyable {
    /// Days since 1970-01-01.
    public let serial: Int32

    public init(serial: Int32) { self.serial = serial }

    /// Nothing if there is no such day in the calendar.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        serial = Day.serial(year, month, day)
    }

    /// Reads `2021-03-31`, and nothing else.
    public init?(_ iso: some StringProtocol) {
        let bytes = Array(iso.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard byte >= 48, byte <= 57 else { return nil }
                value = value * 10 + Int(byte - 48)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public static func < (left: Day, right: Day) -> Bool { left.serial < right.serial }
    public static func + (day: Day, days: Int) -> Day { Day(serial: day.serial + Int32(clamping: days)) }
    public static func - (day: Day, days: Int) -> Day { Day(serial: day.serial - Int32(clamping: days)) }
    /// Whole days from `right` to `left`.
    public static func - (left: Day, right: Day) -> Int { Int(left.serial) - Int(right.serial) }

    /// The same day of a later month, or that month's last day if it has none such.
    public func adding(months: Int) -> Day {
        let (year, month, day) = parts
        let index = year * 12 + month - 1 + months
        let (newYear, newMonth) = (index / 12, index % 12 + 1)
        return Day(
            year: newYear, month: newMonth, day: min(day, Day.length(ofMonth: newMonth, year: newYear))) ?? self
    }

    public var year: Int { parts.year }
    public var month: Int { parts.month }
    public var day: Int { parts.day }

    /// 1 is Monday, 7 is Sunday, as in ISO 8601.
    public var weekday: Int { ((Int(serial) + 3) % 7 + 7) % 7 + 1 }

    /// `2021-03-31`
    public var iso: String {
        let (year, month, day) = parts
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    public static func isLeap(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    /// The number of days of a month.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    // Days are counted from a year that begins in March, so the leap day comes last: every month before it then
    // starts at a place that a straight line through (153 m + 2) / 5 gives.
    // https://howardhinnant.github.io/date_algorithms.html
    private static func serial(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }

    private var parts: (year: Int, month: Int, day: Int) {
        let shifted = Int(serial) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }
}

extension Day: CustomStringConvertible {
    public var description: String { iso }
}

/// The days from one to another, both included; an absent end is open.
public struct DayRange: Sendable, Hashable, BitwiseCopyable {
    public let from: Day?
    public let through: Day?

    public init(from: Day?, through: Day?) {
        self.from = from
        self.through = through
    }

    public func contains(_ day: Day) -> Bool {
        if let from, day < from { return false }
        if let through, day > through { return false }
        return true
    }

    public func overlaps(_ other: DayRange) -> Bool {
        if let through, let start = other.from, through < start { return false }
        if let end = other.through, let from, end < from { return false }
        return true
    }
}
