//  MarkupParser.swift
//  In: bytes of an HTML or XML file. Out: the flat tree. The one door through which documents come in.
//  Invariants: 1 nothing is ever fetched, from the network or from a file; 2 no C pointer outlives the call;
//  3 every input ends in a tree or in one MarkupError, in time and memory bounded by its length;
//  4 lines and columns count from 1, columns in characters, in the file as its author sees it.

import Diagnostics
import Messages

/// How a document's bytes are to be read.
public enum MarkupSyntax: Sendable, Hashable { case html, xml }

/// Reads documents into `MarkupTree`s.
public enum MarkupParser {
    /// Reads a file as what it is: XML by its declaration or its extension (.xhtml .xht .xml .svg), else HTML.
    public static func parse(
        _ bytes: [UInt8], sourceName: String, options: MarkupOptions = MarkupOptions(), log: DiagnosticLog? = nil
    ) throws(MarkupError) -> MarkupTree {
        switch sniff(bytes, sourceName: sourceName) {
        case .xml: try parseXML(bytes, sourceName: sourceName, options: options, log: log)
        case .html: try parseHTML(bytes, sourceName: sourceName, options: options, log: log)
        }
    }

    /// Reads well-formed XML (XHTML, SVG) with libxml2. Elements in no namespace count as XHTML, or as SVG under
    /// an `svg` root. The named entities of HTML are known without a DTD; entities that the document itself
    /// declares may hold plain text only; external ones are never read.
    public static func parseXML(
        _ bytes: [UInt8], sourceName: String, options: MarkupOptions = MarkupOptions(), log: DiagnosticLog? = nil
    ) throws(MarkupError) -> MarkupTree {
        try checkSize(bytes, sourceName, options)
        let text = CharacterDecoding.decode(bytes, syntax: .xml, sourceName: sourceName, label: options.encoding, log)
        return try XMLReader.read(text, sourceName: sourceName, options: options, log: log)
    }

    /// Reads HTML as browsers do: any input gives a tree, with `html`, `head` and `body` implied.
    /// https://html.spec.whatwg.org/multipage/parsing.html
    public static func parseHTML(
        _ bytes: [UInt8], sourceName: String, options: MarkupOptions = MarkupOptions(), log: DiagnosticLog? = nil
    ) throws(MarkupError) -> MarkupTree {
        try checkSize(bytes, sourceName, options)
        let text = CharacterDecoding.decode(bytes, syntax: .html, sourceName: sourceName, label: options.encoding, log)
        return try HTMLReader.read(text, sourceName: sourceName, options: options, log: log)
    }

    /// Tells XML from HTML by the first bytes and the file's extension.
    public static func sniff(_ bytes: [UInt8], sourceName: String) -> MarkupSyntax {
        let lowered = sourceName.lowercased()
        for ending in [".xhtml", ".xht", ".xml", ".svg"] where lowered.hasSuffix(ending) { return .xml }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        if start.starts(with: "<?xml".utf8) { return .xml }
        let wide: [[UInt8]] = [[0xFE, 0xFF, 0, 0x3C, 0, 0x3F], [0xFF, 0xFE, 0x3C, 0, 0x3F, 0]]
        return wide.contains { bytes.starts(with: $0) } ? .xml : .html
    }

    private static func checkSize(
        _ bytes: [UInt8], _ sourceName: String, _ options: MarkupOptions
    ) throws(MarkupError) {
        guard bytes.count <= min(options.maximumBytes, 1 << 30) else {
            throw MarkupError(
                "markup-too-large",
                Sentence(.markupTooLarge, ["count": bytes.count, "most": options.maximumBytes]),
                at: SourceLocation(file: sourceName))
        }
    }
}
