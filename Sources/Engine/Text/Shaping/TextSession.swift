//  TextSession.swift
//  In: a document's faces. Out: its paragraphs, shaped; equal short ones only once, also for later documents (TextDesk).

import Diagnostics

/// Shapes the text of one document. Neither shared nor Sendable.
public final class TextSession {
    public let fonts: FontSet
    let diagnostics: DiagnosticLog
    private let desk: TextDesk
    private let earlierCalls: Int

    public init(fonts: FontSet, diagnostics: DiagnosticLog) {
        self.fonts = fonts
        self.diagnostics = diagnostics
        desk = fonts.library.desks.take(for: fonts)
        earlierCalls = desk.shaper.callCount
    }
    deinit {
        fonts.library.desks.putBack(desk, of: fonts)
    }

    /// The id of a style equal to this one.
    public func intern(_ style: TextStyle) -> TextStyleID {
        if let id = desk.styleIDs[style] { return id }
        let id = TextStyleID(Int32(desk.styles.count))
        desk.styles.append(Self.sound(style))
        desk.prepared.append(nil)
        desk.styleIDs[style] = id
        return id
    }
    public subscript(_ id: TextStyleID) -> TextStyle { desk.styles[Int(id.index)] }

    /// Sizes and spacings that arithmetic survives.
    private static func sound(_ style: TextStyle) -> TextStyle {
        var sound = style
        func limit(_ value: Float, _ range: ClosedRange<Float>) -> Float {
            value.isNaN ? 0 : min(max(value, range.lowerBound), range.upperBound)
        }
        sound.size = limit(style.size, 0...1_000_000)
        sound.letterSpacing = limit(style.letterSpacing, -1_000_000...1_000_000)
        sound.wordSpacing = limit(style.wordSpacing, -1_000_000...1_000_000)
        sound.weight = limit(style.weight, 1...1_000)
        sound.stretch = limit(style.stretch, 1...10_000)
        return sound
    }

    func shaping(of id: TextStyleID) -> ShapingStyle {
        if let known = desk.prepared[Int(id.index)] { return known }
        let made = ShapingStyle(desk.styles[Int(id.index)], fonts: fonts, shaper: desk.shaper)
        desk.prepared[Int(id.index)] = made
        return made
    }

    /// The measures of the style's first available font (the first that has a space).
    public func metrics(of style: TextStyleID) -> FontMetrics {
        FontMetrics(primaryFace(of: style).metrics, size: self[style].size)
    }
    /// The face of those measures.
    public func primaryFace(of style: TextStyleID) -> FontFace { shaping(of: style).cascade.primary }

    /// A short text on one line by itself (markers, leaders, SVG, ellipses).
    public func paragraph(_ string: String, style: TextStyleID, baseDirection: BaseDirection = .ltr)
        -> ShapedParagraph
    {
        paragraph(ParagraphText(string, style: style, baseDirection: baseDirection))
    }

    /// Shapes a paragraph, or answers the equal one shaped before.
    public func paragraph(_ text: ParagraphText) -> ShapedParagraph {
        guard text.scalars.count <= TextDesk.longestKnown else { return shape(text) }
        if let paragraph = desk.known[text] { return paragraph }
        let paragraph = shape(text)
        desk.known[text] = paragraph
        return paragraph
    }

    /// How many stretches HarfBuzz has been given, for tests.
    var harfBuzzCalls: Int { desk.shaper.callCount - earlierCalls }

    private func shape(_ text: ParagraphText) -> ShapedParagraph {
        var scalars = text.scalars
        let count = scalars.count
        var properties: [ScalarProperties] = []
        properties.reserveCapacity(count)
        var union: UInt32 = 0
        var hasFractionSlash = false
        for index in 0..<count {
            if scalars[index] > 0x10FFFF || (0xD800...0xDFFF).contains(scalars[index]) { scalars[index] = 0xFFFD }
            if scalars[index] == 0x2044 { hasFractionSlash = true }
            let property = desk.table.properties(of: scalars[index])
            union |= property.bits
            properties.append(property)
        }
        let runs = Self.complete(text.runs, count: count)
        let styles = runs.map { shaping(of: $0.style) }

        var levels: [UInt8] = []
        var baseLevel: UInt8 = text.baseDirection == .rtl ? 1 : 0
        if union & ScalarProperties.needsBidi != 0 || baseLevel == 1 {
            var units = UTF16Text(capacity: count + 8)
            for index in 0..<count { units.append(scalars[index], at: index) }
            (levels, baseLevel) = desk.bidi.levels(of: units, count: count, base: text.baseDirection)
            if levels.allSatisfy({ $0 == baseLevel }), baseLevel == 0 { levels = [] }
        }

        var work = ParagraphShaper(
            scalars: scalars, properties: properties, levels: levels, baseLevel: baseLevel,
            hasFractionSlash: hasFractionSlash, shaper: desk.shaper)
        for (index, run) in runs.enumerated() { work.shape(run.range, styles[index], run.style) }
        let glyphStart = Self.starts(of: work.glyphs, count: count)

        var pass = SpacingPass(
            scalars: scalars, properties: properties, runs: work.runs, glyphStart: glyphStart, advances: work.advances)
        pass.run()
        return ShapedParagraph(
            scalars: scalars, properties: properties,
            breaks: desk.breaker.breaks(of: scalars, properties, runs, styles),
            shaped: work, glyphStart: glyphStart, advances: pass.advances, spacing: pass.spacing)
    }

    /// Runs that cover the text exactly, whatever was given.
    private static func complete(_ runs: [StyleRun], count: Int) -> [StyleRun] {
        var complete: [StyleRun] = []
        var position = 0
        for run in runs where run.range.upperBound > position && position < count {
            let end = min(run.range.upperBound, count)
            complete.append(StyleRun(range: position..<end, style: run.style))
            position = end
        }
        if position < count {
            complete.append(StyleRun(range: position..<count, style: runs.last?.style ?? TextStyleID(0)))
        }
        return complete
    }

    /// For each scalar the first glyph of its cluster or of the one after; one more than scalars.
    private static func starts(of glyphs: [ShapedGlyph], count: Int) -> [Int32] {
        var starts = [Int32](repeating: 0, count: count + 1)
        var glyph = 0
        for index in 0..<count {
            starts[index] = Int32(glyph)
            while glyph < glyphs.count, Int(glyphs[glyph].cluster) <= index { glyph += 1 }
        }
        starts[count] = Int32(glyphs.count)
        return starts
    }
}
