//  Masks.swift
//  In: mask layers, mask borders, backgrounds clipped to text. Out: what lets a group through, as a list of its own.
//  https://drafts.fxtf.org/css-masking-1/#positioned-masks

import Fragments
import Geometry
import Style

extension LayerPainter {
    /// What masks a box and its contents; nil: nothing.
    func mask(_ style: ComputedStyle, _ placed: PlacedFragment) -> DrawingList? {
        let decoration = style.decoration
        guard !decoration.maskLayers.isEmpty || decoration.maskBorder != nil else { return nil }
        let box = PlacedBox(placed.fragment, at: placed.origin, style: style)
        let inner = LayerPainter(sources: sources, writer: ListWriter(), decorations: [], page: page)
        if decoration.maskLayers.isEmpty {
            if let border = decoration.maskBorder, !inner.paintBorderImage(border, style: style, box: box) {
                return nil
            }
        } else {
            inner.paintLayers(decoration.maskLayers, style: style, box: box)
        }
        return inner.writer.finish()
    }

    /// The background shows through the letters only. https://www.w3.org/TR/css-backgrounds-4/#background-clip
    func paintBackgroundInText(_ style: ComputedStyle, _ placed: PlacedFragment, box: PlacedBox) {
        let letters = ListWriter()
        addLetters(of: placed.fragment, at: placed.origin, to: letters)
        writer.append(.pushGroup(GroupStyle(mask: letters.finish(), maskKind: .alpha)), node: -1)
        if style.decoration.backgroundColorClip == .text {
            writer.fill(box.border.shape, style.decoration.backgroundColor)
        }
        var layers = style.decoration.backgroundLayers.filter { $0.clip == .text }
        for index in layers.indices { layers[index].clip = .borderBox }
        paintLayers(layers, style: style, box: box)
        writer.append(.popGroup, node: -1)
    }

    private func addLetters(of fragment: Fragment, at origin: Point, to letters: ListWriter) {
        if case .text(let text) = fragment.content {
            for placed in text.runs {
                letters.append(
                    .glyphs(
                        GlyphRunReference(placed.run),
                        origin: Point(
                            x: origin.x + Double(placed.x), y: origin.y + text.baseline.px - Double(placed.rise)),
                        .color(.black)), node: -1)
            }
        }
        for link in fragment.children {
            addLetters(of: link.fragment, at: fragment.place(of: link, at: origin), to: letters)
        }
    }
}
