//  Fixtures.swift
//  In: –. Out: the fonts of this machine that the claims speak of, and short ways to say a paragraph.

import Diagnostics

@testable import Text

/// Debian's Japanese fonts, DejaVu and Noto CJK, which the project's set-up installs.
let testLibrary: FontLibrary = {
    var options = FontLibraryOptions()
    // paragraphs of these tests outlive their sessions
    options.keepsText = false
    options.folders += ["/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/opentype/noto"]
    do {
        return try FontLibrary(options)
    } catch {
        fatalError("\(error)")
    }
}()

func newSession(_ faces: [FontFaceDescription] = []) -> TextSession {
    let log = DiagnosticLog()
    return TextSession(fonts: FontSet(library: testLibrary, faces: faces, diagnostics: log), diagnostics: log)
}

/// A style of one family at 10 px, so that widths read as tenths of an em.
func style(_ family: String = "BIZ UDGothic", _ change: (inout TextStyle) -> Void = { _ in }) -> TextStyle {
    var style = TextStyle()
    style.families = [family]
    style.size = 10
    style.language = "ja"
    change(&style)
    return style
}

func paragraph(_ text: String, _ style: TextStyle, base: BaseDirection = .ltr) -> ShapedParagraph {
    let session = newSession()
    return session.paragraph(text, style: session.intern(style), baseDirection: base)
}

extension ShapedParagraph {
    var positions: [Float] { records.map(\.position) }
    var breaks: [BreakKind] { (0...count).map { breakKind(at: $0) } }
    var unsafeCuts: [Bool] { records.map(\.isUnsafe) }
    /// The text with `|` wherever a line may end by itself, `~` at soft hyphens, `!` where it must.
    var marked: String {
        var text = ""
        for index in 0..<count {
            switch breakKind(at: index) {
            case .allowed: text += "|"
            case .hyphen: text += "~"
            case .mandatory: text += "!"
            case .none, .overflow, .anywhere: break
            }
            if let scalar = Unicode.Scalar(scalars[index]) { text.unicodeScalars.append(scalar) }
        }
        return text
    }
    var width: Float { advance(of: 0..<count) }
    /// Lines as a simple-minded layout would fill them.
    func lines(width: Float, emergency: Bool = true) -> [TextLine] {
        var lines: [TextLine] = []
        var start = 0
        while start < count {
            var end = lastBreak(from: start, to: count, available: width, lineStart: lines.isEmpty ? .first : .wrapped)
            if end == nil, emergency {
                end = lastBreak(
                    from: start, to: count, available: width, lineStart: lines.isEmpty ? .first : .wrapped,
                    emergency: true)
            }
            let stop = end ?? nextBreak(after: start)
            lines.append(
                line(start..<stop, start: lines.isEmpty ? .first : .wrapped, isLast: stop == count, available: width))
            start = skipSpaces(from: stop)
        }
        return lines
    }
    func text(of range: Range<Int>) -> String {
        var text = ""
        for index in range { if let scalar = Unicode.Scalar(scalars[index]) { text.unicodeScalars.append(scalar) } }
        return text
    }
}
