//  CheckedCodes.swift
//  In: codes as text. Out: whether their check digits agree.

/// The ten digits of a 保険医療機関 or 保険薬局: prefecture 2, 点数表 1, number 7 with its check digit.
public struct MedicalCode: Sendable, Hashable {
    public let digits: String

    /// Ten digits, hyphens ignored; nothing if it is anything else.
    public init?(_ text: String) {
        let digits = text.filter { $0 != "-" }
        guard digits.utf8.count == 10, digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
        self.digits = digits
    }

    public var prefecture: String { String(digits.prefix(2)) }
    public var table: String { String(digits.dropFirst(2).prefix(1)) }

    /// Luhn over all ten digits: from the right every second digit is doubled, tens and units added.
    public var hasValidCheckDigit: Bool {
        var sum = 0
        for (index, byte) in digits.utf8.reversed().enumerated() {
            let value = Int(byte - 48) * (index % 2 == 1 ? 2 : 1)
            sum += value / 10 + value % 10
        }
        return sum % 10 == 0
    }
}

/// The number of a qualified invoice issuer: `T` and a corporate number of thirteen digits.
public struct RegistrationNumber: Sendable, Hashable {
    public let text: String

    public init?(_ text: String) {
        guard text.utf8.count == 14, text.first == "T", text.utf8.dropFirst().allSatisfy({ $0 >= 48 && $0 <= 57 })
        else { return nil }
        self.text = text
    }

    /// First digit = 9 − (sum of the others, weighted 1, 2, 1, 2 … from the right) mod 9.
    public var hasValidCheckDigit: Bool {
        let digits = text.utf8.dropFirst().map { Int($0) - 48 }
        var sum = 0
        for (index, digit) in digits.dropFirst().reversed().enumerated() { sum += digit * (index % 2 == 0 ? 1 : 2) }
        return digits[0] == 9 - sum % 9
    }
}
