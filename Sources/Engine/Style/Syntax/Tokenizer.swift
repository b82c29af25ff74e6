//  Tokenizer.swift
//  In: UTF-8 bytes, valid or not. Out: CSS tokens. https://www.w3.org/TR/css-syntax-3/#tokenizer-algorithms

/// Turns bytes into tokens. Comments vanish; runs of white space are one token.
struct Tokenizer {
    private let bytes: [UInt8]
    private var at = 0
    private var tokens: [CSSToken] = []
    private var openBlocks: [Int32] = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func tokens(of bytes: [UInt8]) -> [CSSToken] {
        var tokenizer = Tokenizer(bytes)
        return tokenizer.run()
    }
    static func tokens(of text: String) -> [CSSToken] { tokens(of: Array(text.utf8)) }

    private func byte(_ offset: Int = 0) -> UInt8 {
        let index = at + offset
        return index < bytes.count ? bytes[index] : 0
    }
    private var isAtEnd: Bool { at >= bytes.count }

    private mutating func run() -> [CSSToken] {
        tokens.reserveCapacity(bytes.count / 3 + 8)
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { at = 3 }
        while !isAtEnd {
            let start = at
            guard var token = next() else { continue }
            token.start = Int32(clamping: start)
            token.end = Int32(clamping: at)
            let index = Int32(clamping: tokens.count)
            switch token.kind {
            case .function, .openParen, .openCurly, .openSquare: openBlocks.append(index)
            case .closeParen, .closeCurly, .closeSquare: close(token.kind, at: index)
            default: break
            }
            tokens.append(token)
        }
        for open in openBlocks { tokens[Int(open)].match = Int32(clamping: tokens.count) }
        return tokens
    }

    /// A closing token ends the innermost block if it fits; otherwise it is a stray token inside that block.
    private mutating func close(_ kind: CSSToken.Kind, at index: Int32) {
        guard let open = openBlocks.last else { return }
        let opener = tokens[Int(open)].kind
        let fits =
            switch kind {
            case .closeParen: opener == .function || opener == .openParen
            case .closeSquare: opener == .openSquare
            default: opener == .openCurly
            }
        guard fits else { return }
        tokens[Int(open)].match = index
        openBlocks.removeLast()
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 32 || byte == 10 || byte == 9 || byte == 13 || byte == 12
    }
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    private static func isNameStart(_ byte: UInt8) -> Bool {
        (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || byte == 95 || byte >= 0x80
    }
    private static func isName(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) || byte == 45 }
    private static func isNewline(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 || byte == 12 }

    private func isEscape(_ offset: Int) -> Bool {
        byte(offset) == 92 && at + offset + 1 < bytes.count && !Self.isNewline(byte(offset + 1))
    }
    private func startsName(_ offset: Int = 0) -> Bool {
        let first = byte(offset)
        if first == 45 { return Self.isNameStart(byte(offset + 1)) || byte(offset + 1) == 45 || isEscape(offset + 1) }
        return Self.isNameStart(first) || isEscape(offset) || (first == 0 && at + offset < bytes.count)
    }
    private func startsNumber() -> Bool {
        var offset = 0
        if byte() == 43 || byte() == 45 { offset = 1 }
        if Self.isDigit(byte(offset)) { return true }
        return byte(offset) == 46 && Self.isDigit(byte(offset + 1))
    }

    private mutating func next() -> CSSToken? {
        let first = byte()
        if Self.isSpace(first) {
            while !isAtEnd, Self.isSpace(byte()) { at += 1 }
            return CSSToken(.whitespace)
        }
        switch first {
        case 47 where byte(1) == 42:  // comment
            at += 2
            while !isAtEnd, !(byte() == 42 && byte(1) == 47) { at += 1 }
            at = min(at + 2, bytes.count)
            return nil
        case 34, 39: return string(quote: first)
        case 35:  // #
            if Self.isName(byte(1)) || isEscape(1) {
                at += 1
                var token = CSSToken(.hash)
                token.flag = startsName()
                token.text = name()
                token.keyword = token.text.asciiLowercased
                return token
            }
        case 40: return single(.openParen)
        case 41: return single(.closeParen)
        case 44: return single(.comma)
        case 58: return single(.colon)
        case 59: return single(.semicolon)
        case 91: return single(.openSquare)
        case 93: return single(.closeSquare)
        case 123: return single(.openCurly)
        case 125: return single(.closeCurly)
        case 43, 46:
            if startsNumber() { return numeric() }
        case 45:
            if startsNumber() { return numeric() }
            if byte(1) == 45, byte(2) == 62 {
                at += 3
                return CSSToken(.cdc)
            }
            if startsName() { return identLike() }
        case 60 where byte(1) == 33 && byte(2) == 45 && byte(3) == 45:
            at += 4
            return CSSToken(.cdo)
        case 64:
            if startsName(1) {
                at += 1
                var token = CSSToken(.atKeyword)
                token.text = name()
                token.keyword = token.text.asciiLowercased
                return token
            }
        default:
            if Self.isDigit(first) { return numeric() }
            if startsName() { return identLike() }
        }
        at += 1
        var token = CSSToken(.delim)
        token.text = String(UnicodeScalar(first))
        return token
    }

    private mutating func single(_ kind: CSSToken.Kind) -> CSSToken {
        at += 1
        return CSSToken(kind)
    }

    private mutating func name() -> String {
        let from = at
        while !isAtEnd, Self.isName(byte()) { at += 1 }
        if isAtEnd || (byte() != 92 && byte() != 0) { return String(decoding: bytes[from..<at], as: UTF8.self) }
        var result = Array(bytes[from..<at])
        while !isAtEnd {
            if Self.isName(byte()) {
                result.append(byte())
                at += 1
            } else if isEscape(0) {
                at += 1
                appendEscape(to: &result)
            } else if byte() == 0 {
                at += 1
                result.append(contentsOf: "\u{FFFD}".utf8)
            } else {
                break
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Behind the backslash. https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point
    private mutating func appendEscape(to result: inout [UInt8]) {
        var value: UInt32 = 0
        var digits = 0
        while digits < 6, !isAtEnd, let digit = Self.hexDigit(byte()) {
            value = value * 16 + digit
            digits += 1
            at += 1
        }
        if digits > 0 {
            if byte() == 13, byte(1) == 10 { at += 1 }
            if !isAtEnd, Self.isSpace(byte()) { at += 1 }
            let scalar = value == 0 ? nil : Unicode.Scalar(value)
            result.append(contentsOf: String(Character(scalar ?? "\u{FFFD}")).utf8)
        } else if !isAtEnd {
            result.append(byte())
            at += 1
            while !isAtEnd, byte() & 0xC0 == 0x80 {
                result.append(byte())
                at += 1
            }
        }
    }
    static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 48...57: UInt32(byte - 48)
        case 65...70: UInt32(byte - 55)
        case 97...102: UInt32(byte - 87)
        default: nil
        }
    }

    private mutating func string(quote: UInt8) -> CSSToken {
        at += 1
        var result: [UInt8] = []
        while !isAtEnd {
            let current = byte()
            if current == quote {
                at += 1
                break
            }
            if Self.isNewline(current) { return CSSToken(.badString) }
            if current == 92 {
                at += 1
                if isAtEnd { break }
                if byte() == 13, byte(1) == 10 {
                    at += 2
                } else if Self.isNewline(byte()) {
                    at += 1
                } else {
                    appendEscape(to: &result)
                }
                continue
            }
            if current == 0 { result.append(contentsOf: "\u{FFFD}".utf8) } else { result.append(current) }
            at += 1
        }
        var token = CSSToken(.string)
        token.text = String(decoding: result, as: UTF8.self)
        return token
    }

    private mutating func identLike() -> CSSToken {
        let text = name()
        let keyword = text.asciiLowercased
        guard byte() == 40, !isAtEnd else {
            var token = CSSToken(.ident)
            token.text = text
            token.keyword = keyword
            return token
        }
        at += 1
        if keyword == "url" {
            var ahead = at
            while ahead < bytes.count, Self.isSpace(bytes[ahead]) { ahead += 1 }
            if ahead >= bytes.count || (bytes[ahead] != 34 && bytes[ahead] != 39) {
                at = ahead
                return url()
            }
        }
        var token = CSSToken(.function)
        token.text = text
        token.keyword = keyword
        return token
    }

    private mutating func url() -> CSSToken {
        var result: [UInt8] = []
        while !isAtEnd {
            let current = byte()
            if current == 41 {
                at += 1
                break
            }
            if Self.isSpace(current) {
                while !isAtEnd, Self.isSpace(byte()) { at += 1 }
                if isAtEnd || byte() == 41 { continue }
                return badURL()
            }
            if current == 34 || current == 39 || current == 40 || current < 32 || current == 127 { return badURL() }
            if current == 92 {
                if !isEscape(0) { return badURL() }
                at += 1
                appendEscape(to: &result)
                continue
            }
            result.append(current)
            at += 1
        }
        var token = CSSToken(.url)
        token.text = String(decoding: result, as: UTF8.self)
        return token
    }
    private mutating func badURL() -> CSSToken {
        while !isAtEnd, byte() != 41 { at += byte() == 92 ? 2 : 1 }
        at = min(at + 1, bytes.count)
        return CSSToken(.badURL)
    }

    private mutating func numeric() -> CSSToken {
        let from = at
        var isInteger = true
        let isSigned = byte() == 43 || byte() == 45
        if isSigned { at += 1 }
        while Self.isDigit(byte()) { at += 1 }
        if byte() == 46, Self.isDigit(byte(1)) {
            isInteger = false
            at += 1
            while Self.isDigit(byte()) { at += 1 }
        }
        if byte() == 101 || byte() == 69 {
            let signed = byte(1) == 43 || byte(1) == 45
            if Self.isDigit(byte(signed ? 2 : 1)) {
                isInteger = false
                at += signed ? 2 : 1
                while Self.isDigit(byte()) { at += 1 }
            }
        }
        var value = Self.number(bytes[from..<at])
        if !value.isFinite { value = value < 0 ? -1e30 : 1e30 }
        var token = CSSToken(.number)
        if byte() == 37, !isAtEnd {
            at += 1
            token = CSSToken(.percentage)
        } else if startsName() {
            token = CSSToken(.dimension)
            token.text = name()
            token.keyword = token.text.asciiLowercased
        }
        token.number = value
        token.flag = isInteger
        token.isSigned = isSigned
        return token
    }
    /// Short decimal numbers exactly and fast; all others by the standard library.
    private static func number(_ digits: ArraySlice<UInt8>) -> Double {
        var mantissa: Int64 = 0
        var divisor = 1.0
        var isNegative = false
        var seenPoint = false
        if digits.count <= 15 {
            for byte in digits {
                switch byte {
                case 45: isNegative = true
                case 43: break
                case 46: seenPoint = true
                case 48...57:
                    mantissa = mantissa * 10 + Int64(byte - 48)
                    if seenPoint { divisor *= 10 }
                default: return Double(String(decoding: digits, as: UTF8.self)) ?? 0
                }
            }
            let value = Double(mantissa) / divisor
            return isNegative ? -value : value
        }
        var text = String(decoding: digits, as: UTF8.self)
        if text.first == "+" { text.removeFirst() }
        return Double(text) ?? 0
    }
}
