//  EngineResources.swift
//  In: font folders. Out: what a process keeps for documents that come later: faces, parsed sheets, cascades, files read.
//  Invariants of the room: 1 the engine has no global state; 2 EngineResources never changes in a way that a document
//  could see; 3 a DocumentSession belongs to one document and one thread; 4 stages are numbered as in the README:
//  1 markup, 2 style, 3 boxes, 4 layout, 5 pages, 6 painting, 7 finishing.

import Diagnostics
import Painting
import Style
import Synchronization
import Text

/// What a process keeps for different documents. Shared by all sessions and threads.
public final class EngineResources: Sendable {
    public let fonts: FontLibrary
    let painting = PaintingResources()
    let vectors: VectorLibrary
    private let sheets = Mutex<[SheetKey: StyleSheet]>([:])
    private let cascades = Mutex<[CascadeKey: Cascade]>([:])
    private let files = Mutex<[String: [UInt8]]>([:])
    private let cachesFiles: Bool

    private struct SheetKey: Hashable {
        var address: String
        var origin: StyleOrigin
    }
    private struct CascadeKey: Hashable {
        var sheets: [ObjectIdentifier]
    }

    /// `cachesFiles: false` reads sheets and pictures anew for every document (previews).
    public init(fonts options: FontLibraryOptions = FontLibraryOptions(), cachesFiles: Bool = true)
        throws(FontLibraryError)
    {
        fonts = try FontLibrary(options)
        self.cachesFiles = cachesFiles
        vectors = VectorLibrary(isKeeping: cachesFiles)
    }

    /// Whether a font has the character: what is in no font stops a document (`text-missing-glyph`).
    public func canShow(_ scalar: Unicode.Scalar) -> Bool { fonts.hasCharacter(scalar.value) }

    /// A sheet from a file, parsed once per process; anew by the next document if `budget` ended before the sheet did.
    func sheet(address: String, origin: StyleOrigin, budget: RenderBudget, parse: () -> StyleSheet) -> StyleSheet {
        let key = SheetKey(address: address, origin: origin)
        if cachesFiles, let known = sheets.withLock({ $0[key] }) { return known }
        let sheet = parse()
        if cachesFiles, budget.exceeded == nil { sheets.withLock { $0[key] = sheet } }
        return sheet
    }

    /// The rule index of these sheets. Sets that hold a document's own `<style>` are not kept.
    func cascade(_ list: [StyleSheet], keep: Bool, budget: RenderBudget) -> Cascade {
        let key = CascadeKey(sheets: list.map(ObjectIdentifier.init))
        if keep, cachesFiles, let known = cascades.withLock({ $0[key] }) { return known }
        let cascade = Cascade(sheets: list, budget: budget)
        if keep, cachesFiles, budget.exceeded == nil { cascades.withLock { $0[key] = cascade } }
        return cascade
    }

    /// A file's bytes, read once per process.
    func file(_ path: String, limit: Int) -> [UInt8]? {
        if cachesFiles, let known = files.withLock({ $0[path] }) { return known }
        guard let bytes = FileAccess.read(path, limit: limit) else { return nil }
        if cachesFiles { files.withLock { $0[path] = bytes } }
        return bytes
    }
}
