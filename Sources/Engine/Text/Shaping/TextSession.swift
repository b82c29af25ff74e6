//  TextSession.swift
//  In: a document's faces. Out: its paragraphs, shaped; equal short ones only once, also for later documents (TextDesk).

import Diagnostics

/// Shapes the text of one document. Neither shared nor Sendable.
public final class TextSession {
    public let fonts: FontSet
    let diagnostics: DiagnosticLog
    private let desk: TextDesk
    private let earlierCalls: Int
    private let longestKnown: Int

    public init(fonts: FontSet, diagnostics: DiagnosticLog) {
        self.fonts = fonts
        self.diagnostics = diagnostics
        desk = fonts.library.desks.take(for: fonts)
        earlierCalls = desk.shaper.callCount
        longestKnown = fonts.library.options.keepsText ? TextDesk.longestKept : TextDesk.longestKnown
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
        let count = text.scalars.count
        guard count <= longestKnown else { return shape(text) }
        if text.runs.count == 1, text.runs[0].range == 0..<count, text.baseDirection == .ltr {
            return paragraph(text.scalars[...], style: text.runs[0].style)
        }
        if let paragraph = desk.known[text] { return paragraph }
        let paragraph = shape(text)
        desk.known[text] = paragraph
        return paragraph
    }

    /// The same for text all in one style, from left to right.
    // Faster because: text that is known is found without copying it.
    public func paragraph(_ scalars: ArraySlice<UInt32>, style: TextStyleID) -> ShapedParagraph {
        let isShort = scalars.count <= longestKnown
        let key = isShort ? PlainTextKey(scalars, style) : PlainTextKey([], style)
        if isShort, let known = desk.plain[key], known.style == style, known.paragraph.scalars[...] == scalars {
            return known.paragraph
        }
        let text = Array(scalars)
        let paragraph = shape(
            ParagraphText(
                scalars: text, runs: text.isEmpty ? [] : [StyleRun(range: 0..<text.count, style: style)]))
        if isShort { desk.plain[key] = KnownPlainText(style: style, paragraph: paragraph) }
        return paragraph
    }

    /// How many stretches HarfBuzz has been given, for tests.
    var harfBuzzCalls: Int { desk.shaper.callCount - earlierCalls }

    private func shape(_ text: ParagraphText) -> ShapedParagraph {
        var characters = ParagraphShaper.Characters(
            scalars: text.scalars, properties: ShapingRoom.take(&desk.room.properties))
        let union = lookUp(&characters)
        let scalars = characters.scalars
        let count = scalars.count
        let runs = Self.complete(text.runs, count: count)
        let styles = runs.map { shaping(of: $0.style) }

        characters.baseLevel = text.baseDirection == .rtl ? 1 : 0
        if union & ScalarProperties.needsBidi != 0 || characters.baseLevel == 1 {
            var units = UTF16Text(capacity: count + 8)
            for index in 0..<count { units.append(scalars[index], at: index) }
            (characters.levels, characters.baseLevel) = desk.bidi.levels(
                of: units, count: count, base: text.baseDirection)
            if characters.levels.allSatisfy({ $0 == characters.baseLevel }), characters.baseLevel == 0 {
                characters.levels = []
            }
        }

        var work = ParagraphShaper(characters, shaper: desk.shaper, &desk.room)
        for (index, run) in runs.enumerated() { work.shape(run.range, styles[index], run.style) }
        var pass = SpacingPass(&work, &desk.room)
        pass.run()
        let paragraph = ShapedParagraph(
            scalars: scalars, shaped: work, spaced: pass,
            breakSource: BreakSource(breaker: desk.breaker, runs: runs, styles: styles))
        desk.room.giveBack(work, pass)
        return paragraph
    }

    /// Replaces what is no character, looks the others up. All their properties together.
    private func lookUp(_ characters: inout ParagraphShaper.Characters) -> UInt32 {
        var union: UInt32 = 0
        characters.properties.reserveCapacity(characters.scalars.count)
        for index in characters.scalars.indices {
            var scalar = characters.scalars[index]
            if scalar > 0x10FFFF || (0xD800...0xDFFF).contains(scalar) {
                scalar = 0xFFFD
                characters.scalars[index] = scalar
            }
            if scalar == 0x2044 { characters.hasFractionSlash = true }
            let property = desk.table.properties(of: scalar)
            union |= property.bits
            characters.properties.append(property)
        }
        return union
    }

    /// Runs that cover the text exactly, whatever was given.
    private static func complete(_ runs: [StyleRun], count: Int) -> [StyleRun] {
        if runs.count == 1, runs[0].range == 0..<count { return runs }
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
}
