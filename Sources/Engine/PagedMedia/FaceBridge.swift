//  FaceBridge.swift
//  In: faces as Text knows them. Out: the same as Painting, DisplayList and VectorGraphics ask for them.

import DisplayList
import Geometry
import Layout
import Painting
import Style
import Text
import VectorGraphics

extension FaceFile {
    /// Names a face by its file, or by its PostScript name and length when it came as bytes.
    init(_ face: FontFace) {
        let bytes = face.bytes
        self.init(
            key: face.path.map { "\($0)#\(face.collectionIndex)" }
                ?? "\(face.postScriptName)#\(bytes.count)#\(face.id.index)",
            index: face.collectionIndex,
            bytes: { bytes.withUnsafeBytes { Array($0) } })
    }
}

extension DecorationMetrics {
    init(_ metrics: FaceMetrics) {
        self.init(
            ascent: metrics.ascent, descent: metrics.descent, xHeight: metrics.xHeight,
            underlinePosition: -metrics.underlineOffset, underlineThickness: metrics.underlineThickness,
            strikeoutPosition: metrics.strikeoutOffset, strikeoutThickness: metrics.strikeoutThickness)
    }
}

/// SVG text through the Text room: one line, no breaks.
struct VectorText: VectorTextShaper {
    let session: TextSession

    func shape(_ text: String, style: TextValues, size: Float) -> [(x: Float, run: GlyphRun)] {
        guard !text.isEmpty else { return [] }
        var own = TextStyle()
        own.families = style.fontFamilies
        own.size = size
        own.weight = style.fontWeight
        own.stretch = style.fontStretch
        own.posture = style.fontSlant == .normal ? .normal : style.fontSlant == .italic ? .italic : .oblique
        own.features = style.fontFeatures.map { FontFeature(tag: $0.tag, value: $0.value) }
        own.language = style.language
        if case .px(let spacing)? = style.letterSpacing { own.letterSpacing = spacing }
        if case .px(let spacing) = style.wordSpacing { own.wordSpacing = spacing }
        own.spaces = .preserve
        own.wraps = false
        let id = session.intern(own)
        let paragraph = session.paragraph(text, style: id, baseDirection: style.direction == .rtl ? .rtl : .ltr)
        let range = 0..<paragraph.count
        let line = paragraph.line(range, start: .first, isLast: true)
        var x: Float = 0
        var result: [(x: Float, run: GlyphRun)] = []
        for run in paragraph.glyphRuns(of: range, in: line) {
            result.append((x, run))
            x += run.advance
        }
        return result
    }
}
