//  DisplayListBuilder.swift
//  In: a finished page of fragments. Out: its drawing operations in paint order.
//  1 StackingLayers sorts the fragments; 2 LayerPainting paints the layers; 3 one file for each thing that is painted:
//  Backgrounds, Gradients, Borders, BorderImages, Shadows, TextPainting, ClipShapes, PageMarks.
//  Invariants: 1 pushes and pops are balanced; 2 the origin is the sheet's top left corner; 3 a glyph run is passed by
//  reference, no glyph is touched.

import Fragments
import Geometry
import Style
import Text

/// Turns pages into drawing lists. Reusable for all pages of a document.
public struct DisplayListBuilder {
    public let sources: PaintSources
    public init(sources: PaintSources) { self.sources = sources }

    /// The page's operations; the origin is the sheet's top left corner, so that bleed lies at negative coordinates.
    public func list(for page: Page) -> DrawingList {
        let writer = ListWriter()
        var collector = LayerCollector(sources: sources, writer: writer)
        let root = page.root
        let context = StackingContext()
        let main = Layer(root: nil)
        // margin boxes come above the page's contents, each with a context of its own
        var margins: [(Layer, StackingContext)] = []
        // https://www.w3.org/TR/css-overflow-3/#overflow-propagation : the page area is the viewport
        let clipsViewport = sources.viewportClips
        for link in root.children {
            let placed = PlacedFragment(
                fragment: link.fragment, origin: root.place(of: link, at: .zero), clip: ListWriter.noClip,
                isArtifact: link.fragment.kind == .marginBox)
            if link.fragment.kind == .marginBox {
                let own = StackingContext()
                margins.append((collector.layer(of: placed, context: own), own))
            } else {
                var placed = placed
                if clipsViewport {
                    let box = PlacedBox(
                        border: RoundedRect(
                            rect: Rect(
                                x: placed.origin.x, y: placed.origin.y, width: link.fragment.width,
                                height: link.fragment.height), radii: .none),
                        borderWidths: link.fragment.physical(link.fragment.border),
                        paddingWidths: link.fragment.physical(link.fragment.padding))
                    placed = PlacedFragment(
                        fragment: link.fragment, origin: placed.origin,
                        clip: writer.makeClip(.rect(box.content.rect), within: ListWriter.noClip))
                }
                collector.visitPageChild(placed, into: main, context: context)
            }
        }
        let painter = LayerPainter(
            sources: sources, writer: writer, decorations: collector.decorations, page: page)
        painter.paintPage(root)
        painter.paint(main, context: context)
        for (layer, own) in margins { painter.paint(layer, context: own) }
        writer.setClip(ListWriter.noClip)
        paintPageMarks(page, into: writer)
        return writer.finish()
    }

    /// The operations of one fragment alone, its border box's corner at the origin.
    public func list(for fragment: Fragment) -> DrawingList {
        let writer = ListWriter()
        var collector = LayerCollector(sources: sources, writer: writer)
        let context = StackingContext()
        let layer = collector.layer(
            of: PlacedFragment(fragment: fragment, origin: .zero, clip: ListWriter.noClip), context: context)
        let painter = LayerPainter(sources: sources, writer: writer, decorations: collector.decorations, page: nil)
        painter.paint(layer, context: context)
        return writer.finish()
    }
}

extension LayerCollector {
    mutating func visitPageChild(_ placed: PlacedFragment, into layer: Layer, context: StackingContext) {
        let link = FragmentLink(offset: .zero, fragment: placed.fragment)
        let carrier = Fragment(kind: .page, size: placed.fragment.size, children: [link])
        walkInside(
            PlacedFragment(fragment: carrier, origin: placed.origin, clip: placed.clip), into: layer, context: context,
            inLine: false)
    }
}
