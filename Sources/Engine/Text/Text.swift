//  Text.swift
//  In: family names and strings. Out: faces, glyph runs, break opportunities, Japanese spacing.
//
//  The way of a paragraph:
//    Fonts     families, weights, languages → faces (FontLibrary, FontSet, FontFace)
//    Shaping   scalars + styles → runs of one face, script and direction → glyphs (TextSession, ShapedParagraph)
//    Breaking  where a line may end (UAX 14 by ICU, tailored by CSS and JLREQ)
//    Spacing   punctuation trimmed, quarter em between scripts, what hangs, what may be stretched
//    Lines     a range of the paragraph → glyph runs in visual order (TextLine, GlyphRun)
//
//  Invariants:
//  1 A paragraph is one array of Unicode scalars; every index in this room's interface is an index into it.
//  2 Widths are CSS px as Float; only Layout makes LayoutUnits of them.
//  3 No HarfBuzz, Fontconfig or ICU pointer leaves the room; Painting opens faces from `FontFace.bytes`.
//  4 Faces, paragraphs and runs are immutable; the same input gives the same output in every process.
//  5 `positions` is what the paragraph measures when set on one endless line; what a line's two edges change is
//    said by `TextLine` alone.
