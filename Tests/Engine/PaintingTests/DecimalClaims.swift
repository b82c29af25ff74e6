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

    @Test func `whole numbers are those of the C library, and other formats are left to it`() {
        func ours(_ format: String, _ arguments: [any CVarArg], room: Int = 64) -> String? {
            var buffer = [CChar](repeating: 0, count: 64)
            let length = withVaList(arguments) { exact_whole(&buffer, room, format, $0) }
            return length < 0
                ? nil : String(decoding: buffer[..<Int(length)].map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        func theirs(_ format: String, _ arguments: [any CVarArg]) -> String {
            var buffer = [CChar](repeating: 0, count: 64)
            let length = withVaList(arguments) { vsnprintf(&buffer, buffer.count, format, $0) }
            return String(decoding: buffer[..<Int(length)].map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        for value in [0, 1, -1, 9, 10, -10, 255, 65_535, 1_234_567, -1_234_567, Int(Int32.max), Int(Int32.min)] {
            let number = Int32(value)
            for format in ["%d", "%x", "%02x", "%04x", "%05d", "%08d"] {
                #expect(ours(format, [number]) == theirs(format, [number]), "\(format) of \(value)")
            }
            for format in ["%ld", "%lx", "%010ld"] {
                for wide in [value, value &* 4_000_000_007, .max, .min] {
                    #expect(ours(format, [wide]) == theirs(format, [wide]), "\(format) of \(wide)")
                }
            }
            for width: Int32 in [0, 2, 4, 12] {
                #expect(ours("%0*x", [width, number]) == theirs("%0*x", [width, number]))
            }
        }
        for format in ["%s", "%u", "%5d", "%d ", " %d", "%lld", "%", "%0", "%+d", "%099d", "d", ""] {
            #expect(ours(format, [Int32(7)]) == nil, "\(format)")
        }
        #expect(ours("%d", [Int32(1234)], room: 4) == nil)
        #expect(ours("%d", [Int32(1234)], room: 5) == "1234")
    }

    @Test func `a number never leaves its room`() {
        var buffer = [CChar](repeating: 0x55, count: 8)
        #expect(exact_decimal(&buffer, 4, 12.5, 1) == -1)
        #expect(buffer.allSatisfy { $0 == 0x55 })
        #expect(exact_decimal(&buffer, 5, 12.5, 1) == 4)
    }
}
