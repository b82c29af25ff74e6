//  SheetParser+Descriptors.swift
//  In: the block of a rule that has descriptors. Out: `@font-face` as a rule, those of other rules by name.

import Messages

extension SheetParser {
    func descriptors(_ contents: TokenCursor) -> [String: [CSSToken]] {
        var cursor = contents
        var result: [String: [CSSToken]] = [:]
        while var part = nextDeclaration(&cursor) {
            guard let name = part.ident(), part.take(.colon) else { continue }
            part.skipWhitespace()
            result[name] = Self.standalone(part)
        }
        return result
    }
    /// The rest of a cursor as tokens of their own, the ends of blocks renumbered.
    static func standalone(_ cursor: TokenCursor) -> [CSSToken] {
        var tokens = Array(cursor.remaining)
        for index in tokens.indices where tokens[index].match >= 0 {
            tokens[index].match = Int32(clamping: min(Int(tokens[index].match) - cursor.position, tokens.count))
        }
        return tokens
    }

    mutating func fontFace(_ contents: TokenCursor, at keyword: CSSToken) -> FontFaceRule? {
        var cursor = contents
        var reader = FontFaceReader(base: address)
        while var part = nextDeclaration(&cursor) {
            let descriptor = part.peek()
            guard let name = part.ident(), part.take(.colon) else { continue }
            part.skipWhitespace()
            let from = part.position < part.end ? Int(part.tokens[part.position].start) : 0
            let to = part.position < part.end ? Int(part.tokens[part.end - 1].end) : 0
            if !reader.read(name, part, source: bytes[from..<max(from, to)]) {
                report(
                    "css-font-face", Sentence(.cssDescriptorValue, ["text": part.remaining.serialized, "name": name]),
                    at: descriptor
                )
            }
        }
        guard let rule = reader.rule else {
            report("css-font-face", Sentence(.cssFontFace), at: keyword)
            return nil
        }
        return rule
    }
}
