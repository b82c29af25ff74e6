//  SVGProperties.swift
//  In: the presentation properties of SVG 2 that CSS does not know otherwise. Out: rows that keep the value as text.
//  https://www.w3.org/TR/SVG2/propidx.html

extension PropertyTableBuilder {
    static let inheritedSVG = [
        ("fill", "black"), ("fill-opacity", "1"), ("fill-rule", "nonzero"), ("stroke", "none"), ("stroke-width", "1"),
        ("stroke-opacity", "1"), ("stroke-linecap", "butt"), ("stroke-linejoin", "miter"), ("stroke-miterlimit", "4"),
        ("stroke-dasharray", "none"), ("stroke-dashoffset", "0"), ("clip-rule", "nonzero"), ("text-anchor", "start"),
        ("marker-start", "none"), ("marker-mid", "none"), ("marker-end", "none"), ("paint-order", "normal"),
        ("color-interpolation", "sRGB"), ("color-interpolation-filters", "linearRGB"), ("shape-rendering", "auto"),
        ("text-rendering", "auto"), ("dominant-baseline", "auto"), ("glyph-orientation-vertical", "auto"),
    ]
    static let otherSVG = [
        ("stop-color", "black"), ("stop-opacity", "1"), ("flood-color", "black"), ("flood-opacity", "1"),
        ("lighting-color", "white"), ("alignment-baseline", "baseline"), ("baseline-shift", "0"),
        ("vector-effect", "none"),
        ("mask-type", "luminance"), ("x", "0"), ("y", "0"), ("cx", "0"), ("cy", "0"), ("r", "0"), ("rx", "auto"),
        ("ry", "auto"), ("d", "none"),
    ]

    mutating func addSVGRows() {
        for (name, initial) in Self.inheritedSVG { svgRow(name, initial, isInherited: true) }
        for (name, initial) in Self.otherSVG { svgRow(name, initial, isInherited: false) }
        let markers = ["marker-start", "marker-mid", "marker-end"]
        let ids = markers.map { id($0) }
        shorthand("marker", markers) { cursor, _ in
            let text = cursor.remaining.serialized
            cursor.position = cursor.end
            guard !text.isEmpty else { return nil }
            return markers.indices.map { index in
                (ids[index], .set { $0.setSVG(markers[index], text, inherited: true) })
            }
        }
    }

    private mutating func svgRow(_ name: String, _ initial: String, isInherited: Bool) {
        let isColor = name.hasSuffix("-color") || name == "fill" || name == "stroke"
        add(
            Longhand(
                name: name, isInherited: isInherited, initial: initial,
                parse: { cursor, context in
                    if isColor {
                        // a wrong colour must not hide a right one that came before
                        var ahead = cursor
                        let isAddress = ahead.url(context) != nil
                        if isAddress, ahead.isAtEnd { ahead = cursor }
                        if !isAddress || !ahead.isAtEnd {
                            let word = ahead.peek()?.keyword ?? ""
                            if !["none", "context-fill", "context-stroke"].contains(word), ahead.color() == nil,
                                ahead.url(context) == nil
                            {
                                return nil
                            }
                        }
                    }
                    let text = cursor.remaining.serialized
                    cursor.position = cursor.end
                    guard !text.isEmpty else { return nil }
                    return { $0.setSVG(name, text, inherited: isInherited) }
                },
                copy: {
                    let source = isInherited ? $1.text.svg : $1.decoration.svg
                    $0.setSVG(name, source?.values[name], inherited: isInherited)
                }))
    }
}
