//  FontFaceReader.swift
//  In: the descriptors of `@font-face`. Out: a FontFaceRule. https://www.w3.org/TR/css-fonts-4/#font-face-rule

struct FontFaceReader {
    let base: String
    private var family: String?
    private var sources: [FontFaceRule.Source] = []
    private var weight: ClosedRange<Float> = 400...400
    private var stretch: ClosedRange<Float> = 100...100
    private var slant = FontSlant.normal
    private var ranges: [ClosedRange<UInt32>] = []
    private var features: [FontFeatureSetting] = []

    init(base: String) { self.base = base }

    var rule: FontFaceRule? {
        guard let family, !sources.isEmpty else { return nil }
        return FontFaceRule(
            family: family, sources: sources, weight: weight, stretch: stretch, slant: slant, unicodeRanges: ranges,
            features: features)
    }

    /// Reads one descriptor; false if its value is wrong. `source` is the value's own text.
    mutating func read(_ name: String, _ value: TokenCursor, source: ArraySlice<UInt8>) -> Bool {
        var cursor = value
        switch name {
        case "font-family":
            guard let name = cursor.familyName(), cursor.isAtEnd else { return false }
            family = name
        case "src":
            var found: [FontFaceRule.Source] = []
            for part in cursor.splitAtCommas() {
                var part = part
                if let source = self.source(&part) { found.append(source) }
            }
            guard !found.isEmpty else { return false }
            sources = found
        case "font-weight":
            if cursor.keyword("auto") { return true }
            guard let low = Self.weight(&cursor) else { return false }
            let high = cursor.isAtEnd ? low : Self.weight(&cursor) ?? low
            weight = min(low, high)...max(low, high)
        case "font-stretch", "font-width":
            if cursor.keyword("auto") { return true }
            guard let low = Self.stretch(&cursor) else { return false }
            let high = cursor.isAtEnd ? low : Self.stretch(&cursor) ?? low
            stretch = min(low, high)...max(low, high)
        case "font-style":
            if cursor.keyword("auto") { return true }
            guard let style = cursor.fontSlant() else { return false }
            slant = style
        case "unicode-range":
            guard let parsed = Self.unicodeRanges(String(decoding: source, as: UTF8.self)) else { return false }
            ranges = parsed
        case "font-feature-settings":
            guard let settings = cursor.fontSettings() else { return false }
            features = settings
        default: break
        }
        return true
    }

    private func source(_ cursor: inout TokenCursor) -> FontFaceRule.Source? {
        if var inside = cursor.function("local") {
            guard let name = inside.familyName(), inside.isAtEnd else { return nil }
            return .local(name)
        }
        guard let address = cursor.url(ValueContext(base: base)) else { return nil }
        var format: String?
        while let (name, contents) = cursor.anyFunction() {
            var inside = contents
            if name == "format" { format = inside.string() ?? inside.ident() }
        }
        return cursor.isAtEnd ? .url(address, format: format) : nil
    }
    private static func weight(_ cursor: inout TokenCursor) -> Float? {
        if cursor.keyword("normal") { return 400 }
        if cursor.keyword("bold") { return 700 }
        return cursor.number(.notNegative).map { Float(min(max($0, 1), 1_000)) }
    }
    private static func stretch(_ cursor: inout TokenCursor) -> Float? {
        if let token = cursor.peek(), token.kind == .ident, let value = FontSyntax.stretch(token.keyword) {
            cursor.position += 1
            return value
        }
        return cursor.percentage(.notNegative).map { Float($0) }
    }
    /// `U+30-39, U+4??` https://www.w3.org/TR/css-syntax-3/#urange-syntax
    static func unicodeRanges(_ text: String) -> [ClosedRange<UInt32>]? {
        var result: [ClosedRange<UInt32>] = []
        for part in text.split(separator: ",") {
            let word = part.filter { !" \t\n\r\u{0C}".contains($0) }.asciiLowercased
            guard word.hasPrefix("u+") else { return nil }
            let ends = word.dropFirst(2).split(separator: "-", omittingEmptySubsequences: false)
            guard let first = ends.first, ends.count <= 2, first.count <= 6, !first.isEmpty else { return nil }
            let low: UInt32?
            let high: UInt32?
            if first.contains("?") {
                guard ends.count == 1 else { return nil }
                low = UInt32(first.replacing("?", with: "0"), radix: 16)
                high = UInt32(first.replacing("?", with: "f"), radix: 16)
            } else {
                low = UInt32(first, radix: 16)
                high = ends.count == 2 ? UInt32(ends[1], radix: 16) : low
            }
            guard let low, let high, low <= high, low <= 0x10FFFF else { return nil }
            result.append(low...min(high, 0x10FFFF))
        }
        return result.isEmpty ? nil : result
    }
}
