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

    @Test func `no document can use up the languages of the next`() throws {
        let library = try library(keepsText: true)
        func hasLanguage(_ tag: String, _ session: TextSession) -> Bool {
            session.shaping(of: session.intern(style("BIZ UDGothic") { $0.language = tag })).language != nil
        }
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        do {
            let session = session(library)
            for number in 0..<60 { #expect(hasLanguage("x\(letters[number / 26])\(letters[number % 26])", session)) }
        }
        do {
            let session = session(library)
            for number in 0..<60 { #expect(hasLanguage("y\(letters[number / 26])\(letters[number % 26])", session)) }
            for number in 0..<9 { _ = hasLanguage("z\(letters[number])", session) }
            #expect(!hasLanguage("zz", session), "one document has its bound")
        }
        #expect(hasLanguage("zz", session(library)))
    }

    /// A session of a document with one family of its own.
    private func session(
        _ library: FontLibrary, _ source: FontFaceDescription.Source, weight: ClosedRange<Float> = 400...400
    ) -> TextSession {
        var own = FontFaceDescription(family: "Own", sources: [source])
        own.weight = weight
        return TextSession(fonts: FontSet(library: library, faces: [own]), diagnostics: DiagnosticLog())
    }

    @Test func `documents share what they know where their own families are the same faces of the library`() throws {
        let library = try library(keepsText: true)
        func calls(_ session: TextSession) -> Int {
            _ = session.paragraph("e\u{301}", style: session.intern(style("Own")))
            return session.harfBuzzCalls
        }
        #expect(calls(session(library, .local("BIZ UDGothic"))) == 1)
        #expect(calls(session(library, .local("BIZ UDGothic"))) == 0)
        #expect(calls(session(library, .local("BIZ UDPGothic"))) == 1, "another face")
        #expect(calls(session(library, .local("BIZ UDGothic"), weight: 1...900)) == 1, "the face for other weights")
        #expect(calls(session(library, .local("BIZ UDPGothic"))) == 0, "kinds of documents take turns")
    }

    @Test func `a document that brings a font leaves nothing behind`() throws {
        let library = try library(keepsText: true)
        let file = try #require(library.record(named: "BIZ UDGothic").flatMap { library.face(ofRecord: $0) })
        let bytes = file.bytes.withUnsafeBytes { Array($0) }
        do {
            let session = session(library, .file(bytes: bytes, name: "own.ttf"))
            _ = session.paragraph("AVATAR", style: session.intern(style("Own")))
        }
        let next = session(library, .file(bytes: bytes, name: "own.ttf"))
        #expect(next.intern(style("BIZ UDGothic")).index == 0)
    }

    @Test func `what was used lately is kept, within bounds`() {
        var cache = RecentlyUsed<Int, Int>(capacity: 8)
        for round in 0..<20 {
            cache[round] = round
            // used each time
            if round > 0 { #expect(cache[0] == 0) }
            #expect(cache.count <= 8)
        }
        #expect(cache[19] == 19)
        #expect(cache[3] == nil)
        cache.shrink(to: 8)
        #expect(cache[19] == 19)
        cache.shrink(to: 4)
        #expect(cache.count <= 4)
        cache.shrink(to: 0)
        #expect(cache.count == 0 && cache[19] == nil)
    }
}
