//  HTMLDepthGuard.swift
//  In: the text of an HTML document. Out: the same text; where tags nest too deep an end tag is put in between, where
//  a tag has too many attributes the rest is blanked. Browsers limit depth in the tree builder; gumbo does not, and
//  walks its whole stack of open elements for many a tag, so 100,000 open elements would take it minutes.
//  The stack kept here is an estimate: it knows end tags that may be left out, not the rules of misnesting. An end
//  tag too many is ignored by the parser, so a wrong estimate costs nothing but in absurd documents.

struct HTMLDepthGuard {
    private(set) var closedEarly = false
    private(set) var droppedAttributes = false
    private let text: [UInt8]
    private let limit: Int
    private let attributeLimit: Int
    private var output: [UInt8] = []
    /// Names of open elements as ranges of the text.
    private var open: [Range<Int>] = []

    init(_ text: [UInt8], options: MarkupOptions) {
        self.text = text
        limit = max(options.maximumDepth, 8)
        attributeLimit = options.maximumAttributes
    }

    mutating func run() -> [UInt8] {
        // Faster because: most documents have fewer tags than the limit of depth could ever need.
        if text.count < limit * 3, text.count < attributeLimit * 2 { return text }
        output.reserveCapacity(text.count + 64)
        text.withUnsafeBufferPointer { scan($0) }
        return output
    }

    private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        var copied = 0
        while index < bytes.count {
            guard bytes[index] == 0x3C else {
                index += 1
                continue
            }
            let tag = index
            index += 1
            if bytes.starts(with: "!--", at: index) {
                index = bytes.end(of: "-->", from: index + 1)
                continue
            }
            let isEnd = index < bytes.count && bytes[index] == 0x2F
            if isEnd { index += 1 }
            let nameStart = index
            guard index < bytes.count, Self.isLetter(bytes[index]) else { continue }
            while index < bytes.count, !Self.endsName(bytes[index]) { index += 1 }
            let name = nameStart..<index
            let (end, crowded) = endOfTag(bytes, from: index)
            let isSelfClosing = end >= 2 && end <= bytes.count && bytes[end - 2] == 0x2F
            index = end
            if isEnd {
                close(name, bytes)
            } else if !isSelfClosing, !isAny(name, Self.void, bytes) {
                implyEnds(before: name, bytes)
                if open.count >= limit, let last = open.popLast() {
                    output.append(contentsOf: bytes[copied..<tag])
                    output.append(contentsOf: [0x3C, 0x2F])
                    output.append(contentsOf: bytes[last])
                    output.append(0x3E)
                    copied = tag
                    closedEarly = true
                }
                open.append(name)
                if isAny(name, Self.raw, bytes) {
                    index = endOfRawText(name, bytes, from: end)
                    open.removeLast()
                }
            }
            if let crowded, crowded < end {
                output.append(contentsOf: bytes[copied..<crowded])
                output.append(contentsOf: repeatElement(0x20, count: max(end - 1 - crowded, 0)))
                copied = max(end - 1, crowded)
                droppedAttributes = true
            }
        }
        output.append(contentsOf: bytes[min(copied, bytes.count)...])
    }

    /// Where the tag ends, and where its attributes become too many.
    private func endOfTag(_ bytes: UnsafeBufferPointer<UInt8>, from: Int) -> (Int, Int?) {
        var index = from
        var count = 0
        var crowded: Int?
        var inName = false
        while index < bytes.count, bytes[index] != 0x3E {
            let byte = bytes[index]
            if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || byte == 0x2F {
                inName = false
            } else if byte == 0x3D, inName {
                // The value: quoted, or up to the next blank.
                index += 1
                while index < bytes.count, bytes[index] == 0x20 || (bytes[index] >= 0x09 && bytes[index] <= 0x0D) {
                    index += 1
                }
                guard index < bytes.count else { break }
                let quote = bytes[index]
                if quote == 0x22 || quote == 0x27 {
                    index += 1
                    while index < bytes.count, bytes[index] != quote { index += 1 }
                    inName = false
                } else {
                    continue
                }
            } else if !inName {
                inName = true
                count += 1
                if count > attributeLimit, crowded == nil { crowded = index }
            }
            index += 1
        }
        return (min(index + 1, bytes.count), crowded)
    }

    private mutating func close(_ name: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) {
        var level = open.count
        while level > 0 {
            level -= 1
            if isSame(open[level], name, bytes) {
                open.removeLast(open.count - level)
                return
            }
        }
    }

    /// Ends that need not be written. https://html.spec.whatwg.org/multipage/syntax.html#optional-tags
    private mutating func implyEnds(before name: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) {
        for rule in Self.impliedEnds where isAny(name, rule.next, bytes) {
            while let last = open.last, isAny(last, rule.closes, bytes) { open.removeLast() }
        }
    }

    private func endOfRawText(_ name: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, from: Int) -> Int {
        var index = from
        while index < bytes.count {
            if bytes[index] == 0x3C, index + 1 < bytes.count, bytes[index + 1] == 0x2F,
                index + 2 + name.count <= bytes.count, isSame(name, index + 2..<index + 2 + name.count, bytes)
            {
                return index
            }
            index += 1
        }
        return bytes.count
    }

    private func isSame(_ a: Range<Int>, _ b: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard a.count == b.count else { return false }
        for offset in 0..<a.count
        where Self.lowered(bytes[a.lowerBound + offset]) != Self.lowered(bytes[b.lowerBound + offset]) { return false }
        return true
    }

    private func isAny(_ name: Range<Int>, _ names: [StaticString], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        names.contains { candidate in
            guard candidate.utf8CodeUnitCount == name.count else { return false }
            for offset in 0..<name.count
            where Self.lowered(bytes[name.lowerBound + offset]) != candidate.utf8Start[offset] { return false }
            return true
        }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte }
    private static func isLetter(_ byte: UInt8) -> Bool { lowered(byte) >= 0x61 && lowered(byte) <= 0x7A }
    private static func endsName(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || byte == 0x2F || byte == 0x3E
    }

    private static let void: [StaticString] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param",
        "frame", "bgsound", "basefont", "keygen", "image",
    ]
    private static let raw: [StaticString] = [
        "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext",
    ]
    private static let impliedEnds: [(next: [StaticString], closes: [StaticString])] = [
        (
            [
                "p", "div", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article",
                "header", "footer", "main", "nav", "aside", "figure", "figcaption", "pre", "blockquote", "form", "hr",
                "fieldset", "address", "details", "summary", "center", "dir", "menu", "li", "dt", "dd",
            ], ["p"]
        ),
        (["li"], ["li"]), (["dt", "dd"], ["dt", "dd"]), (["option", "optgroup"], ["option"]),
        (["rb", "rt", "rp", "rtc"], ["rb", "rt", "rp"]),
        (["td", "th"], ["p", "td", "th"]), (["tr"], ["p", "td", "th", "tr"]),
        (["tbody", "thead", "tfoot"], ["p", "td", "th", "tr", "tbody", "thead", "tfoot", "colgroup", "caption"]),
        (["h1", "h2", "h3", "h4", "h5", "h6"], ["h1", "h2", "h3", "h4", "h5", "h6"]),
        (["a"], ["a"]), (["button"], ["button"]), (["nobr"], ["nobr"]),
    ]
}
