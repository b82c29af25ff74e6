//  PaintingResources.swift
//  In: font files. Out: Cairo faces made of them, once per process.
//  Invariants: 1 a face's bytes are a pure function of its file; 2 no FT_Face and no Cairo object leaves this room.

import CCairo
import CFreeType
import Pictures
import Synchronization
import Text

/// A font file as Painting asks for it.
public struct FaceFile: Sendable {
    /// Names the face in this process: the same key always has the same bytes and index.
    public var key: String
    /// The whole file.
    var bytes: @Sendable () -> FontBytes
    /// The face within a collection.
    public var index: Int
    /// The file of a face that Text loaded. A file's place names it; a face from bytes is named by a hash of them.
    public init(_ face: FontFace) {
        let bytes = face.bytes
        let path = face.path
        index = face.collectionIndex
        // mapped anew and let go: pages that are touched in Text's mapping stay with the process
        self.bytes = {
            guard let path, let mapped = FontBytes(path: path), mapped.count == bytes.count else { return bytes }
            return mapped
        }
        if let path {
            key = "\(path)#\(index)"
        } else {
            key = "\(bytes.withUnsafeBytes { contentHash($0) })-\(bytes.count)#\(index)"
        }
    }
}

/// What a process keeps for painting: each face rebuilt once. Shared by all documents and threads.
/// FreeType objects are made and freed under the lock only; Cairo locks a face while it uses it.
public final class PaintingResources: @unchecked Sendable {
    // Sendable because `library` and `faces` are touched only inside `lock`.
    private let lock = Mutex<Void>(())
    private var library: FT_Library?
    private var faces: [String: CairoFace?] = [:]

    public init() {}

    deinit {
        faces.removeAll()
        if let library { FT_Done_FreeType(library) }
    }

    /// The face made of a file; nil if the file is no font. Remembered either way.
    func face(_ file: FaceFile) -> CairoFace? {
        lock.withLock { _ in
            if let known = faces[file.key] { return known }
            if library == nil, FT_Init_FreeType(&library) != 0 { return nil }
            let face = CairoFace(file: file, library: library)
            faces[file.key] = .some(face)
            return face
        }
    }
}

/// How a face's glyphs are drawn.
enum FaceWeight { case asDesigned, emboldened }

/// A face that Cairo can show: at most two, one of a repertoire and one of the whole file; and each emboldened, where a
/// style wants it bolder than its family has it.
final class CairoFace: @unchecked Sendable {
    // Sendable because nothing in it changes after `init`, but for what is made on demand, under the lock.
    /// nil: the font is as in its file.
    private let rebuilt: RebuiltFont?
    private let file: FaceFile
    private let main: OpenedFont
    private let library: FT_Library?
    private let lock = Mutex<Void>(())
    private var whole: OpenedFont?
    private var bold: OpenedFont?
    private var wholeBold: OpenedFont?
    private struct Variant: Hashable {
        var axes: [FontVariation]
        var weight: FaceWeight
        /// An order of all variants, for a dictionary has none.
        func precedes(_ other: Variant) -> Bool {
            for (own, its) in zip(axes, other.axes) where own != its {
                return own.tag == its.tag ? own.value < its.value : own.tag < its.tag
            }
            return axes.count < other.axes.count
        }
    }
    /// nil inside: it could not be made.
    private var varied: [Variant: OpenedFont?] = [:]

    init?(file: FaceFile, library: FT_Library?) {
        let bytes = file.bytes()
        let rebuilt = FaceRebuilding.rebuild(bytes, index: file.index)
        guard
            let opened = rebuilt.flatMap({ OpenedFont($0.blob, index: $0.index, library: library) })
                ?? OpenedFont(FontBlob(bytes), index: file.index, library: library)
        else { return nil }
        main = opened
        self.rebuilt = rebuilt
        self.file = file
        self.library = library
    }

    /// The Cairo face that has all of these glyphs.
    func cairoFace(for glyphs: [UInt32], weight: FaceWeight) -> OpaquePointer {
        let isCovered = rebuilt?.covered == nil || glyphs.allSatisfy { $0 == 0 || rebuilt?.covers($0) == true }
        if isCovered, weight == .asDesigned { return main.cairoFace }
        return lock.withLock { _ in
            if !isCovered, whole == nil {
                whole = OpenedFont(FontBlob(file.bytes()), index: file.index, library: library)
            }
            let upright = isCovered ? main : whole ?? main
            guard weight == .emboldened else { return upright.cairoFace }
            let known = isCovered ? bold : wholeBold
            let made = known ?? OpenedFont(emboldening: upright, library: library)
            if isCovered { bold = made } else { wholeBold = made }
            return (made ?? upright).cairoFace
        }
    }

    /// The Cairo face of a variable font with its axes moved. A document may ask for as many as it has weights, not for
    /// thousands: they live as long as the process, and what comes after is drawn by the nearest of them.
    func cairoFace(moved axes: [FontVariation], weight: FaceWeight) -> (face: OpaquePointer, isExact: Bool) {
        let variant = Variant(axes: axes, weight: weight)
        let font: OpenedFont? = lock.withLock { _ in
            if let known = varied[variant] { return known }
            if whole == nil { whole = OpenedFont(FontBlob(file.bytes()), index: file.index, library: library) }
            guard varied.count < mostFontVariants else { return nil }
            let made = OpenedFont(moving: whole ?? main, to: axes, weight: weight, library: library)
            varied[variant] = .some(made)
            return made
        }
        if let font { return (font.cairoFace, true) }
        return (lock.withLock { _ in nearest(variant) } ?? cairoFace(for: [], weight: weight), false)
    }

    /// Of those there are, the one whose axes differ least; of equals the first in order.
    private func nearest(_ wanted: Variant) -> OpaquePointer? {
        var best: (distance: Float, variant: Variant, face: OpaquePointer)?
        for (variant, font) in varied {
            guard let font, variant.weight == wanted.weight, variant.axes.count == wanted.axes.count else { continue }
            let distance = zip(variant.axes, wanted.axes).reduce(Float(0)) {
                $0 + ($1.0.tag == $1.1.tag ? abs($1.0.value - $1.1.value) : 1_000)
            }
            if let known = best {
                if known.distance < distance { continue }
                if known.distance == distance, !variant.precedes(known.variant) { continue }
            }
            best = (distance, variant, font.cairoFace)
        }
        return best?.face
    }
}

/// How many places of its axes a variable font is kept at.
let mostFontVariants = 256

/// An FT_Face over bytes that live as long as it, and Cairo's wrapping of it.
final class OpenedFont: @unchecked Sendable {
    // Sendable because it never changes; Cairo serialises the use of the FT_Face.
    let cairoFace: OpaquePointer
    private let face: FT_Face
    private let blob: FontBlob
    private let index: Int

    init?(_ blob: FontBlob, index: Int, library: FT_Library?) {
        self.blob = blob
        self.index = index
        guard let (face, cairoFace) = Self.open(blob, index: index, library: library) else { return nil }
        self.face = face
        self.cairoFace = cairoFace
        // Cairo may keep scaled fonts of the face in its own cache beyond our last reference, so neither the face nor
        // its bytes are ever freed: a process has few faces, and they live as long as it.
        _ = Unmanaged.passRetained(blob)
    }

    /// The same font drawn bolder, by 1/24 em as FreeType does it. Its FT_Face is its own: Cairo knows faces by them.
    /// Cairo embeds outlines that it has changed as a font of their own, so they stay text and each is written once.
    init?(emboldening other: OpenedFont, library: FT_Library?) {
        blob = other.blob
        index = other.index
        guard let (face, cairoFace) = Self.open(blob, index: index, library: library) else { return nil }
        cairo_ft_font_face_set_synthesize(cairoFace, CAIRO_FT_SYNTHESIZE_BOLD.rawValue)
        self.face = face
        self.cairoFace = cairoFace
    }

    /// The same font with its axes moved. Cairo asks the face itself where they are, and only if they are moved does it
    /// write outlines instead of copying the font's tables.
    init?(moving other: OpenedFont, to variations: [FontVariation], weight: FaceWeight, library: FT_Library?) {
        blob = other.blob
        index = other.index
        // before Cairo sees the face: it remembers how it found it
        let opened = Self.open(blob, index: index, library: library) { face in
            Self.move(face, to: variations, library)
        }
        guard let (face, cairoFace) = opened else { return nil }
        if weight == .emboldened {
            cairo_ft_font_face_set_synthesize(cairoFace, CAIRO_FT_SYNTHESIZE_BOLD.rawValue)
        }
        self.face = face
        self.cairoFace = cairoFace
    }

    private static func move(_ face: FT_Face, to variations: [FontVariation], _ library: FT_Library?) -> Bool {
        var axes: UnsafeMutablePointer<FT_MM_Var>?
        guard FT_Get_MM_Var(face, &axes) == 0, let axes else { return false }
        defer { FT_Done_MM_Var(library, axes) }
        var coordinates: [FT_Fixed] = []
        for number in 0..<Int(axes.pointee.num_axis) {
            let axis = axes.pointee.axis[number]
            let setting = variations.last { variation in
                variation.tag.utf8.reduce(0) { $0 << 8 | FT_ULong($1) } == axis.tag
            }
            let value = setting.flatMap { $0.value.isFinite ? min(max($0.value, -32_000), 32_000) : nil }
            let wanted = value.map { FT_Fixed(($0 * 65_536).rounded()) }
            coordinates.append(min(max(wanted ?? axis.def, axis.minimum), axis.maximum))
        }
        return FT_Set_Var_Design_Coordinates(face, FT_UInt(coordinates.count), &coordinates) == 0
    }

    private static func open(
        _ blob: FontBlob, index: Int, library: FT_Library?,
        prepare: (FT_Face) -> Bool = { _ in true }
    ) -> (face: FT_Face, cairoFace: OpaquePointer)? {
        var opened: FT_Face?
        let bytes = blob.bytes.bindMemory(to: UInt8.self)
        guard FT_New_Memory_Face(library, bytes.baseAddress, FT_Long(bytes.count), FT_Long(index), &opened) == 0,
            let opened
        else { return nil }
        guard prepare(opened) else {
            FT_Done_Face(opened)
            return nil
        }
        guard let made = cairo_ft_font_face_create_for_ft_face(opened, Int32(FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP))
        else {
            FT_Done_Face(opened)
            return nil
        }
        return (opened, made)
    }
}

extension PaintingResources {
    /// The libraries whose output depends on their version.
    public static var libraryVersions: [(name: String, version: String)] {
        var library: FT_Library?
        var (major, minor, patch): (FT_Int, FT_Int, FT_Int) = (0, 0, 0)
        if FT_Init_FreeType(&library) == 0 {
            FT_Library_Version(library, &major, &minor, &patch)
            FT_Done_FreeType(library)
        }
        return [
            ("cairo", String(cString: cairo_version_string())), ("freetype", "\(major).\(minor).\(patch)"),
        ]
    }
}
