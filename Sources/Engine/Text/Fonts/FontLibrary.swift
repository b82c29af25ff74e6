//  FontLibrary.swift
//  In: a closed list of font folders. Out: faces by family, weight, width, posture; which face has a character.

import CFontconfig
import Messages
import Synchronization

/// Where fonts are and what the generic families mean.
public struct FontLibraryOptions: Sendable {
    /// Folders read with their subfolders. Only these, unless `usesSystemFonts`.
    public var folders: [String] = [
        "/usr/share/fonts/truetype/bizud-gothic", "/usr/share/fonts/truetype/bizud-mincho",
        "/usr/share/fonts/truetype/ipamj",
    ]
    /// Adds what Fontconfig's own configuration lists; documents then depend on the machine.
    public var usesSystemFonts = false
    /// Generic keyword → families tried in order.
    public var genericFamilies: [String: [String]] = [
        "serif": ["BIZ UDPMincho", "BIZ UDMincho", "Noto Serif CJK JP", "DejaVu Serif"],
        "sans-serif": ["BIZ UDPGothic", "BIZ UDGothic", "Noto Sans CJK JP", "DejaVu Sans"],
        "monospace": ["BIZ UDGothic", "Noto Sans Mono CJK JP", "DejaVu Sans Mono"],
        "system-ui": ["BIZ UDPGothic", "BIZ UDGothic"],
        "cursive": ["BIZ UDPMincho"], "fantasy": ["BIZ UDPGothic"],
        "ui-serif": ["BIZ UDPMincho"], "ui-sans-serif": ["BIZ UDPGothic"], "ui-monospace": ["BIZ UDGothic"],
        "math": ["BIZ UDPMincho"], "emoji": [],
    ]
    /// Families tried, in order, for a character that no family of the style has. After them, every face of the library
    /// in the order of its family's name.
    public var lastResort: [String] = [
        "BIZ UDPGothic", "BIZ UDGothic", "BIZ UDPMincho", "IPAmjMincho", "Noto Sans CJK JP", "DejaVu Sans",
    ]
    /// Short texts stay shaped for later documents: what belongs to a form, a table, a standing sentence. Off where a
    /// document is to take as long as it would take alone.
    public var keepsText = true
    public init() {}
}

/// Why there is no library.
public enum FontLibraryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// None of these folders holds a font that can be read.
    case noFonts(folders: [String])
    public var sentence: Sentence {
        switch self {
        case .noFonts(let folders): Sentence(.fontNone, ["folders": folders.joined(separator: ", ")])
        }
    }
    public var description: String { sentence.description }
}

/// All faces a process knows. Faces are opened on first use, behind a lock, and never change.
public final class FontLibrary: Sendable {
    public let options: FontLibraryOptions
    /// In the order of family, path, index.
    let records: [FaceRecord]
    private let families: [String: [Int]]
    private let faceNames: [String: Int]
    private let opened = Mutex(OpenedFaces())
    let desks = TextDesks()

    private struct OpenedFaces {
        var faces: [FontFace] = []
        /// nil: the file cannot be used.
        var byRecord: [Int: FontFace?] = [:]
        var embedded: [EmbeddedKey: [FontFace]] = [:]
        var embeddedBytes = 0
    }
    private struct EmbeddedKey: Hashable {
        let hash: UInt64
        let count: Int
    }
    /// Fonts that came as bytes stay for the process's life, so there is a limit to them.
    static let embeddedLimit = 512 << 20

    public init(_ options: FontLibraryOptions = FontLibraryOptions()) throws(FontLibraryError) {
        self.options = options
        records = FontCatalogue.read(folders: options.folders, system: options.usesSystemFonts)
        if records.isEmpty { throw .noFonts(folders: options.folders) }
        var families: [String: [Int]] = [:]
        var names: [String: Int] = [:]
        for (index, record) in records.enumerated() {
            for family in Set(record.families.map(Self.key)) { families[family, default: []].append(index) }
            for name in record.fullNames + [record.postScriptName] where !name.isEmpty {
                if names[Self.key(name)] == nil { names[Self.key(name)] = index }
            }
        }
        self.families = families
        faceNames = names
    }

    /// A face that some run uses.
    public func face(_ id: FaceID) -> FontFace { opened.withLock { $0.faces[Int(id.index)] } }
    /// Whether a family of this name (in any language) is in the library.
    public func hasFamily(_ name: String) -> Bool { families[Self.key(name)] != nil }
    /// Whether any face of the library has the character: asked before a document is made of somebody's name.
    public func hasCharacter(_ scalar: UInt32) -> Bool { records.contains { $0.coverage?.has(scalar) ?? false } }
    /// The names of all families, one each, sorted.
    public var familyNames: [String] { Set(records.compactMap(\.families.first)).sorted() }

    /// Families are compared without regard to case. https://www.w3.org/TR/css-fonts-4/#font-family-casing
    static func key(_ name: String) -> String { name.lowercased() }

    func records(inFamily name: String) -> [Int] { families[Self.key(name)] ?? [] }
    /// By full name or PostScript name, as `local()` asks.
    func record(named name: String) -> Int? { faceNames[Self.key(name)] }

    /// Opens a record's face; nil when its file cannot be used.
    func face(ofRecord index: Int) -> FontFace? {
        opened.withLock { state in
            if let known = state.byRecord[index] { return known }
            let record = records[index]
            var face: FontFace?
            if let bytes = FontBytes(path: record.path),
                let tables = FaceTables(bytes: bytes, index: record.collectionIndex)
            {
                face = FontFace(
                    id: FaceID(Int32(state.faces.count)), path: record.path, collectionIndex: record.collectionIndex,
                    bytes: bytes,
                    names: FaceNames(postScript: record.postScriptName, family: record.families.first ?? ""),
                    tables: tables)
            }
            if let face { state.faces.append(face) }
            state.byRecord[index] = .some(face)
            return face
        }
    }

    /// The first face of a font that came as bytes; the same bytes give the same face. nil when they are no font.
    func face(ofBytes data: [UInt8], family: String) -> FontFace? {
        // FNV-1a
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in data { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let key = EmbeddedKey(hash: hash, count: data.count)
        return opened.withLock { state in
            for face in state.embedded[key] ?? [] where face.bytes.withUnsafeBytes({ $0.elementsEqual(data) }) {
                return face
            }
            guard state.embeddedBytes + data.count <= Self.embeddedLimit, let bytes = FontBytes(copying: data),
                let tables = FaceTables(bytes: bytes, index: 0)
            else { return nil }
            let face = FontFace(
                id: FaceID(Int32(state.faces.count)), path: nil, collectionIndex: 0, bytes: bytes,
                names: FaceNames(postScript: "", family: family), tables: tables)
            state.faces.append(face)
            state.embedded[key, default: []].append(face)
            state.embeddedBytes += data.count
            return face
        }
    }
}
