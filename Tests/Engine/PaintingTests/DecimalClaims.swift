//  DecimalClaims.swift
//  In: numbers of every size. Out: whether our decimals are the C library's, digit for digit.

import CExactDecimals
import Glibc
import Testing

struct DecimalClaims {
    private func ours(_ value: Double, _ digits: Int32) -> String? {
        var buffer = [CChar](repeating: 0, count: 64)
        let length = exact_decimal(&buffer, buffer.count, value, digits)
        return length < 0 ? nil : String(decoding: buffer[..<Int(length)].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    private func theirs(_ value: Double, _ digits: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 512)
        let length = withVaList([digits, value]) { vsnprintf(&buffer, buffer.count, "%.*f", $0) }
        return String(decoding: buffer[..<Int(length)].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    @Test func `decimals are those of the C library`() {
        var generator = SystemRandomNumberGenerator()
        var values: [Double] = [
            0, -0.0, 0.5, 1.5, 2.5, 0.0000005, 0.0000015, -0.0000025, 1 / 64, 595.275590551, 1e-300,
            .leastNonzeroMagnitude,
        ]
        for _ in 0..<20_000 {
            values.append(Double.random(in: -20_000...20_000, using: &generator))
            values.append(Double(Int.random(in: -1_000_000...1_000_000, using: &generator)) / 256)
            values.append(Double.random(in: -0.1...0.1, using: &generator))
        }
        for value in values {
            for digits: Int32 in [0, 3, 6, 18] where abs(value) < 15 || digits < 18 {
                let expected = theirs(value, digits)
                #expect(ours(value, digits) == expected, "\(value) with \(digits) digits")
            }
        }
    }

    @Test func `what is too large or no number is left to the C library`() {
        for value in [Double.nan, .infinity, -.infinity, 1e300, 0x1p53] { #expect(ours(value, 6) == nil) }
        #expect(ours(1, 19) == nil)
        #expect(ours(20, 18) == nil)
    }

    @Test func `a number never leaves its room`() {
        var buffer = [CChar](repeating: 0x55, count: 8)
        #expect(exact_decimal(&buffer, 4, 12.5, 1) == -1)
        #expect(buffer.allSatisfy { $0 == 0x55 })
        #expect(exact_decimal(&buffer, 5, 12.5, 1) == 4)
    }
}
