//  AddressBlock.swift
//  In: postal code, address, name, person; the room the window leaves. Out: their lines at the largest size that fits.
//  Lines are broken here and not by layout, so that what fits is known beforehand and by arithmetic alone.

import Codes
import Diagrams

/// The lines of an address at one size.
public struct AddressBlock: Sendable, Hashable {
    public enum Role: String, Sendable, Hashable { case postalCode, address, name, person }
    public struct Line: Sendable, Hashable {
        public let text: String
        public let role: Role
        /// Points.
        public let size: Double
        /// Millimetres.
        public let height: Double
        /// Millimetres, measured generously.
        public let width: Double
    }
    public let lines: [Line]
    /// Millimetres.
    public var height: Double { lines.reduce(0) { $0 + $1.height } }
    public var width: Double { lines.map(\.width).max() ?? 0 }

    /// What an address says, in its order on the envelope.
    public struct Text: Sendable, Hashable {
        public var postalCode: String?
        public var address: String
        public var name: String
        /// Department and person, or nothing.
        public var person: String?
        /// 御中 or 様: stays with the last line.
        public var honorific: String
        public init(postalCode: String?, address: String, name: String, person: String?, honorific: String) {
            self.postalCode = postalCode
            self.address = address
            self.name = name
            self.person = person
            self.honorific = honorific
        }
    }

    /// The largest of the sizes at which everything fits into `room`; nil if none does.
    public static func fitting(_ text: Text, into room: Area, stationery: MailStationery) -> AddressBlock? {
        for sizes in stationery.addressSizes {
            let block = AddressBlock(text, sizes: sizes, leading: stationery.addressLeading, width: room.width)
            if block.height <= room.height + 0.001, block.width <= room.width + 0.001 { return block }
        }
        return nil
    }

    private static let millimetresPerPoint = 25.4 / 72

    init(_ text: Text, sizes: MailStationery.TypeSizes, leading: Double, width: Double) {
        var lines: [Line] = []
        func add(_ string: String, _ role: Role, _ points: Double, ending: String = "") {
            let em = points * Self.millimetresPerPoint
            let parts = Self.broken(string, ending: ending, ems: width / em)
            for part in parts {
                lines.append(
                    Line(
                        text: part, role: role, size: points, height: em * leading, width: Self.ems(of: part) * em))
            }
        }
        if let code = text.postalCode { add("〒" + code, .postalCode, sizes.text) }
        add(text.address, .address, sizes.text)
        add(text.name, .name, sizes.name, ending: text.person == nil ? "\u{3000}" + text.honorific : "")
        if let person = text.person { add(person, .person, sizes.name, ending: "\u{3000}" + text.honorific) }
        self.lines = lines
    }

    // MARK: - breaking

    /// Ems of a text in the letter's faces, never too few: capitals and wide letters count three quarters.
    static func ems(of text: some StringProtocol) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ems(of: $1) }
    }
    private static func ems(of scalar: Unicode.Scalar) -> Double {
        switch scalar.value {
        case 0x30...0x39, 0x20: 0.5
        case 0x41...0x5A, 0x40, 0x25, 0x26: 0.78
        case 0x6D, 0x77: 0.85
        case 0x21...0x7E: 0.6
        case 0xFF61...0xFF9F: 0.5
        case 0x300...0x36F, 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x3099, 0x309A: 0
        case 0xA0...0x24F: 0.78
        default: 1
        }
    }

    private static let notFirst = Set("、。，．・：；？！）」』】〉》］｝〕ー々ゝヽぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ－-‐―ｰ)]}%,.")
    private static let notLast = Set("（「『【〈《［｛〔([{〒")

    /// Lines of at most `ems`, the last with its ending. Breaks at a space of the text where the halves fit, else lines
    /// of about equal length; digits, their hyphens and Latin words stay together where they can.
    static func broken(_ text: String, ending: String = "", ems: Double) -> [String] {
        guard ems > 2 else { return [text + ending] }
        let whole = text + ending
        if Self.ems(of: whole) <= ems { return [whole] }
        let words = text.split(whereSeparator: { $0 == " " || $0 == "　" }).map(String.init)
        if words.count == 2, Self.ems(of: words[0]) <= ems, Self.ems(of: words[1] + ending) <= ems {
            return [words[0], words[1] + ending]
        }
        var lines: [String] = []
        let count = (Self.ems(of: whole) / ems).rounded(.up)
        var aim = min(ems, (Self.ems(of: whole) / count) + 1)
        while true {
            lines = cut(Array(text), ending: ending, aim: aim, most: ems)
            if Double(lines.count) <= count || aim >= ems { return lines }
            aim = min(ems, aim + 0.5)
        }
    }

    private static func cut(_ characters: [Character], ending: String, aim: Double, most: Double) -> [String] {
        var lines: [String] = []
        var start = 0
        let endingEms = ems(of: ending)
        while start < characters.count {
            while start < characters.count, characters[start] == " " || characters[start] == "　" { start += 1 }
            var end = start
            var width = 0.0
            while end < characters.count {
                let next = width + ems(of: String(characters[end]))
                if next > aim + 0.001 { break }
                width = next
                end += 1
            }
            if end == characters.count {
                if width + endingEms <= most || end - start <= 2 {
                    lines.append(String(characters[start..<end]) + ending)
                    return lines
                }
                // the honorific does not stand alone: it takes the last characters along
                end = max(start + 1, end - max(2, Int(endingEms.rounded(.up))))
            }
            end = sensibleEnd(characters, from: start, to: max(start + 1, end))
            lines.append(String(characters[start..<end]))
            start = end
        }
        return lines
    }

    /// Moves a cut backwards, at most a third of the line, to where Japanese allows it.
    private static func sensibleEnd(_ characters: [Character], from start: Int, to end: Int) -> Int {
        guard end < characters.count else { return end }
        func holdsTogether(_ index: Int) -> Bool {
            let (left, right) = (characters[index - 1], characters[index])
            if notFirst.contains(right) || notLast.contains(left) { return true }
            func isWordlike(_ character: Character) -> Bool {
                character.isNumber && character.isASCII || character.isASCII && character.isLetter || character == "-"
                    || ("０"..."９").contains(character)
            }
            return isWordlike(left) && isWordlike(right)
        }
        var place = end
        let least = start + max(1, (end - start) * 2 / 3)
        while place > least, holdsTogether(place) { place -= 1 }
        return holdsTogether(place) ? end : place
    }
}
