//  DeskClaims.swift
//  In: sessions one after the other and at once. Out: what goes from one document to the next, and what must not.

import Diagnostics
import Testing

@testable import Text

struct DeskClaims {
    private func library(keepsText: Bool) throws -> FontLibrary {
        var options = FontLibraryOptions()
        options.keepsText = keepsText
        return try FontLibrary(options)
    }
    private func session(_ library: FontLibrary) -> TextSession {
        TextSession(fonts: FontSet(library: library), diagnostics: DiagnosticLog())
    }
    /// Shapes a word that needs HarfBuzz; how often it was asked.
    private func calls(_ library: FontLibrary, _ text: String) -> Int {
        let session = session(library)
        _ = session.paragraph(text, style: session.intern(style("BIZ UDPGothic")))
        return session.harfBuzzCalls
    }

    @Test func `a word shaped for one document is not shaped again for the next`() throws {
        let keeping = try library(keepsText: true)
        #expect(calls(keeping, "e\u{301}") == 1)
        #expect(calls(keeping, "e\u{301}") == 0)
        let forgetting = try library(keepsText: false)
        #expect(calls(forgetting, "e\u{301}") == 1)
        #expect(calls(forgetting, "e\u{301}") == 1)
    }

    @Test func `two sessions at once never share a desk`() throws {
        let library = try library(keepsText: true)
        _ = calls(library, "e\u{301}")
        let first = session(library)
        let second = session(library)
        let id = first.intern(style("BIZ UDGothic") { $0.size = 77 })
        // would answer the same id with 77 if it were the same desk
        #expect(second[second.intern(style("BIZ UDGothic") { $0.size = 55 })].size == 55)
        #expect(first[id].size == 77)
    }

    @Test func `a rare character of one document changes no face of the next`() throws {
        let library = try library(keepsText: true)
        do {
            let session = session(library)
            let rare = session.paragraph("𠮷", style: session.intern(style("BIZ UDGothic")))
            #expect(rare.missing.isEmpty)
        }
        let later = session(library)
        let cascade = later.shaping(of: later.intern(style("BIZ UDGothic"))).cascade
        #expect(!cascade.hasGrown)
    }

    @Test func `a document with fonts of its own leaves nothing behind`() throws {
        let library = try library(keepsText: true)
        do {
            let own = FontFaceDescription(family: "Own", sources: [.local("BIZ UDGothic")])
            let session = TextSession(fonts: FontSet(library: library, faces: [own]), diagnostics: DiagnosticLog())
            _ = session.paragraph("AVATAR", style: session.intern(style("Own")))
        }
        let later = session(library)
        #expect(later.intern(style("BIZ UDGothic")).index == 0)
    }
}
