//  StyleSheet.swift
//  In: the bytes of a style sheet. Out: its rules, parsed once per process and shared by all documents.
//  Invariants of the room: 1 parsed sheets and a Cascade never change and may be shared between threads;
//  2 matching compares interned names, never strings of names; 3 whatever the author wrote, styling ends:
//  recursion, imports and expansions are counted; 4 a wrong declaration is dropped with a diagnostic, nothing else is.

import Diagnostics
import Markup

/// Who wrote a sheet. https://www.w3.org/TR/css-cascade-5/#cascading-origins
public enum StyleOrigin: UInt8, Sendable, Hashable {
    case userAgent, author
}

/// A sheet that the caller has read.
public struct LoadedStyleSheet: Sendable {
    public var bytes: [UInt8]
    /// Where it came from: the base of the addresses inside it.
    public var address: String
    public init(bytes: [UInt8], address: String) {
        self.bytes = bytes
        self.address = address
    }
}

/// Reads the sheet at an address; nil if it cannot or must not be read (the caller says why in its own diagnostics).
public typealias StyleSheetLoader = (ResourceAddress) -> LoadedStyleSheet?

/// A parsed style sheet: immutable, shared by all documents that use it.
public final class StyleSheet: Sendable {
    public let address: String
    public let origin: StyleOrigin
    /// What was wrong in it, so that each document that uses the sheet can say so again.
    public let diagnostics: [Diagnostic]
    let contents: SheetContents

    init(address: String, origin: StyleOrigin, contents: SheetContents, diagnostics: [Diagnostic]) {
        self.address = address
        self.origin = origin
        self.contents = contents
        self.diagnostics = diagnostics
    }

    /// Parses a sheet and, through `loader`, what it imports. Mistakes are reported and dropped.
    public static func parse(
        bytes: [UInt8], address: String, origin: StyleOrigin = .author, firstLine: Int = 1,
        loader: StyleSheetLoader? = nil, diagnostics log: DiagnosticLog? = nil
    ) -> StyleSheet {
        var parser = SheetParser(address: address, firstLine: firstLine, loader: loader)
        let contents = parser.parseSheet(bytes)
        for entry in parser.diagnostics { log?.report(entry) }
        return StyleSheet(address: address, origin: origin, contents: contents, diagnostics: parser.diagnostics)
    }

    /// The same for text.
    public static func parse(
        _ text: String, address: String, origin: StyleOrigin = .author, firstLine: Int = 1,
        loader: StyleSheetLoader? = nil, diagnostics log: DiagnosticLog? = nil
    ) -> StyleSheet {
        parse(
            bytes: Array(text.utf8), address: address, origin: origin, firstLine: firstLine, loader: loader,
            diagnostics: log)
    }

    /// The built-in user-agent sheet: the HTML standard's rendering section for print.
    public static let userAgent = StyleSheet.parse(
        bytes: PackageResources.UserAgent_css, address: "UserAgent.css", origin: .userAgent)
}
