//  CustomerBarcode.swift
//  In: a postal code and the rest of an address. Out: the 67 bars of 日本郵便's カスタマバーコード, and their picture.
//  https://www.post.japanpost.jp/zipcode/zipmanual/ pages 12–23

import Messages

/// A customer bar code: start, 7 of the postal code, 13 of the address, check, stop.
public struct CustomerBarcode: Sendable, Hashable {
    /// A bar: long, upper half, lower half, or timing bar alone.
    public enum Bar: Int, Sendable { case long = 1, upper, lower, timing }

    /// The 20 codes that carry data, as values: 0–9, 10 for the hyphen, 11–18 for CC1–CC8.
    public let codes: [Int]
    /// The check code's value.
    public let check: Int
    public let bars: [Bar]

    /// In: the postal code, with or without hyphen; the address characters (see `PostalAddress`). Without a code when
    /// only the area is known (…00 with an address that does not tell): the caller decides that, not this.
    public init(postalCode: String, addressCharacters: String) throws(CodeError) {
        let digits = postalCode.unicodeScalars.filter { $0 != "-" && $0 != "〒" && $0 != "－" }
        guard digits.count == 7, digits.allSatisfy({ ("0"..."9").contains($0) }) else {
            throw .unfit(Sentence(.codePostal, ["text": postalCode]))
        }
        var codes = digits.map { Int($0.value) - 0x30 }
        for scalar in addressCharacters.unicodeScalars {
            switch scalar {
            case "0"..."9": codes.append(Int(scalar.value) - 0x30)
            case "-": codes.append(10)
            case "A"..."Z":
                // A letter takes two codes: CC1, CC2 or CC3 and a digit.
                let place = Int(scalar.value) - 0x41
                codes.append(11 + place / 10)
                codes.append(place % 10)
            default: throw .unfit(Sentence(.codeCharacter, ["character": scalar]))
            }
        }
        // Cut after 13, be it within a letter; CC4 fills what is left.
        codes = Array(codes.prefix(20))
        codes += Array(repeating: 14, count: 20 - codes.count)
        let sum = codes.reduce(0, +)
        check = (19 - sum % 19) % 19
        self.codes = codes
        var bars: [Bar] = [.long, .lower]
        for code in codes + [check] { bars += Self.table[code] }
        self.bars = bars + [.lower, .long]
    }

    /// The code for an address as written: `address` is what follows the area of the postal code.
    public init(postalCode: String, address: String) throws(CodeError) {
        try self.init(postalCode: postalCode, addressCharacters: PostalAddress.barcodeCharacters(of: address))
    }

    /// 1 long, 2 upper, 3 lower, 4 timing; by value 0–18.
    private static let table: [[Bar]] = [
        144, 114, 132, 312, 123, 141, 321, 213, 231, 411, 414, 324, 342, 234, 432, 243, 423, 441, 111,
    ].map { (number: Int) in [number / 100, number / 10 % 10, number % 10].compactMap(Bar.init(rawValue:)) }

    // MARK: Size

    /// Sizes at a type size of 8 to 11.5 points, in millimetres.
    public struct Size: Sendable, Hashable {
        public let points: Double
        public init(points: Double) throws(CodeError) {
            guard points >= 8, points <= 11.5 else {
                throw .size(Sentence(.codePoints, ["points": points]))
            }
            self.points = points
        }
        public var longBar: Double { 3.6 * points / 10 }
        public var timingBar: Double { 1.2 * points / 10 }
        public var pitch: Double { 1.2 * points / 10 }
        public var barWidth: Double { 0.6 * points / 10 }
        /// The 67 bars from the first's left to the last's right edge.
        public var width: Double { 66 * pitch + barWidth }
        public var height: Double { longBar }
    }

    /// What must stay clear on all sides, in millimetres.
    public static let clearance = 2.0

    /// Whether the code stays clear of the window's edges however the sheet slides in its envelope:
    /// window ≥ code + 2 × clearance + (inner width of the envelope − width of the folded sheet).
    public static func fits(size: Size, window: Double, envelopeInnerWidth: Double, foldedWidth: Double) -> Bool {
        let slide = max(0, envelopeInnerWidth - foldedWidth)
        return window >= size.width + 2 * clearance + slide - 0.000_1
    }

    /// The largest size, in steps of half a point, that fits; nil if even 8 points do not.
    public static func largestSize(window: Double, envelopeInnerWidth: Double, foldedWidth: Double) -> Size? {
        for half in stride(from: 23, through: 16, by: -1) {
            if let size = try? Size(points: Double(half) / 2),
                fits(size: size, window: window, envelopeInnerWidth: envelopeInnerWidth, foldedWidth: foldedWidth)
            {
                return size
            }
        }
        return nil
    }

    /// The code as a picture, with the clearance around it.
    public func picture(_ size: Size) -> CodePicture {
        let middle = Self.clearance + size.longBar / 2
        var path = ""
        for (index, bar) in bars.enumerated() {
            let x = Self.clearance + Double(index) * size.pitch
            let half = size.timingBar / 2
            let top = bar == .long || bar == .upper ? Self.clearance : middle - half
            let bottom = bar == .long || bar == .lower ? Self.clearance + size.longBar : middle + half
            let width = CodePicture.written(size.barWidth)
            path +=
                "M\(CodePicture.written(x)) \(CodePicture.written(top))h\(width)"
                + "v\(CodePicture.written(bottom - top))h-\(width)z"
        }
        return CodePicture(
            path: path, width: size.width + 2 * Self.clearance, height: size.height + 2 * Self.clearance,
            title: "カスタマバーコード")
    }
}
