//  TextSession.swift
//  In: a document's faces. Out: its paragraphs, shaped; equal short ones only once.

import Diagnostics

/// Shapes the text of one document. Neither shared nor Sendable.
public final class TextSession {
    public let fonts: FontSet
    let diagnostics: DiagnosticLog
    private var styles: [TextStyle] = []
    private var styleIDs: [TextStyle: TextStyleID] = [:]

    public init(fonts: FontSet, diagnostics: DiagnosticLog) {
        self.fonts = fonts
        self.diagnostics = diagnostics
    }

    /// The id of a style equal to this one.
    public func intern(_ style: TextStyle) -> TextStyleID {
        if let id = styleIDs[style] { return id }
        let id = TextStyleID(Int32(styles.count))
        styles.append(style)
        styleIDs[style] = id
        return id
    }
    public subscript(_ id: TextStyleID) -> TextStyle { styles[Int(id.index)] }

    /// The measures of the style's first available font (the first that has a space).
    public func metrics(of style: TextStyleID) -> FontMetrics { FontMetrics(FaceMetrics(), size: self[style].size) }
    /// The face of those measures.
    public func primaryFace(of style: TextStyleID) -> FontFace { fatalError("not furnished yet") }

    /// Shapes a paragraph, or answers the equal one shaped before.
    public func paragraph(_ content: ParagraphText) -> ShapedParagraph { fatalError("not furnished yet") }

    /// A short text on one line by itself (markers, leaders, SVG, ellipses).
    public func paragraph(_ string: String, style: TextStyleID, baseDirection: BaseDirection = .ltr)
        -> ShapedParagraph
    {
        paragraph(ParagraphText(string, style: style, baseDirection: baseDirection))
    }
}
