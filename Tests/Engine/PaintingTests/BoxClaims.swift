//  BoxClaims.swift
//  In: boxes with backgrounds, borders, clips. Out: what each pixel must be.

import DisplayList
import Fragments
import Geometry
import Painting
import Style
import Testing

struct BoxClaims {
    let sketch = Sketch()

    @Test func `a background fills the border box and the border covers its edge`() throws {
        let style = sketch.style { values in
            values.backgroundColor = .red
            values.border = Sides(all: BorderEdge(width: 1, style: .solid, color: .blue))
        }
        let page = sketch.page(6, 5, [at(1, 1, sketch.block(4, 3, style: style, border: 1))])
        #expect(
            try sketch.letters(page)
                == picture(
                    """
                    ______
                    _BBBB_
                    _BRRB_
                    _BBBB_
                    ______
                    """))
        #expect(sketch.log.entries.isEmpty)
    }

    @Test func `inline offsets are mirrored in a box that runs from right to left`() throws {
        let red = sketch.style { $0.backgroundColor = .red }
        let plain = sketch.style()
        let inner = sketch.block(2, 1, style: red)
        let page = sketch.page(
            6, 2, [at(0, 0, sketch.block(6, 2, style: plain, flags: .rightToLeft, [at(1, 0, inner)]))])
        #expect(try sketch.letters(page) == "___RR_\n______\n")
    }

    @Test func `a higher z-index lies above, a negative one below the blocks`() throws {
        func positioned(_ z: Int32?, _ color: Color) -> Int32 {
            sketch.style(box: {
                $0.position = .relative
                $0.zIndex = z
            }) { $0.backgroundColor = color }
        }
        let block = sketch.style { $0.backgroundColor = .black }
        let page = sketch.page(
            5, 1,
            [
                at(0, 0, sketch.block(2, 1, style: positioned(2, .red))),
                at(1, 0, sketch.block(2, 1, style: positioned(1, .green))),
                at(2, 0, sketch.block(2, 1, style: block)),
                at(3, 0, sketch.block(2, 1, style: positioned(-1, .blue))),
            ])
        #expect(try sketch.letters(page) == "RRGKB\n")
    }

    @Test func `overflow hidden clips at the padding box, also what is positioned inside`() throws {
        let clipping = sketch.style(box: {
            $0.overflowX = .hidden
            $0.overflowY = .hidden
        }) { $0.border = Sides(all: BorderEdge(width: 1, style: .solid, color: .black)) }
        let red = sketch.style { $0.backgroundColor = .red }
        let green = sketch.style(box: { $0.position = .relative }) { $0.backgroundColor = .green }
        let page = sketch.page(
            6, 4,
            [
                at(
                    1, 0,
                    sketch.block(
                        4, 3, style: clipping, border: 1,
                        [at(1, 1, sketch.block(9, 9, style: red)), at(2, 1, sketch.block(9, 9, style: green))]))
            ])
        #expect(try sketch.letters(page) == "_KKKK_\n_KRGK_\n_KKKK_\n______\n")
    }

    @Test func `a quarter turn is exact`() throws {
        let style = sketch.style { values in
            values.backgroundColor = .red
            values.transform = [.rotate(90)]
        }
        let page = sketch.page(4, 4, [at(0, 1, sketch.block(4, 2, style: style))])
        #expect(try sketch.letters(page) == "_RR_\n_RR_\n_RR_\n_RR_\n")
    }

    @Test func `borders of two colours meet in a mitre and cover all corners`() throws {
        let style = sketch.style { values in
            values.border = Sides(
                top: BorderEdge(width: 2, style: .solid, color: .red),
                right: BorderEdge(width: 2, style: .solid, color: .blue),
                bottom: BorderEdge(width: 2, style: .solid, color: .red),
                left: BorderEdge(width: 2, style: .solid, color: .blue))
        }
        let page = sketch.page(8, 6, [at(0, 0, sketch.block(8, 6, style: style, border: 2))])
        let lines = try sketch.letters(page).split(separator: "\n").map(Array.init)
        #expect(String(lines[0][1...6]) == "RRRRRR")
        #expect(lines[1][0] == "B" && lines[2][0] == "B" && lines[2][7] == "B")
        #expect(lines[2][2] == "_" && lines[3][5] == "_")
    }

    @Test func `a linear gradient with hard stops is two fields`() throws {
        var layer = BackgroundLayer()
        layer.image = .linearGradient(
            .angle(90),
            [
                ColorStop(color: .red, position: nil), ColorStop(color: .red, position: .percent(50)),
                ColorStop(color: .blue, position: .percent(50)), ColorStop(color: .blue, position: nil),
            ], repeating: false)
        let style = sketch.style { $0.backgroundLayers = [layer] }
        let page = sketch.page(6, 1, [at(1, 0, sketch.block(4, 1, style: style))])
        #expect(try sketch.letters(page) == "_RRBB_\n")
    }

    @Test func `a canvas background covers the page and the root box paints none of its own`() throws {
        let canvas = sketch.style { $0.backgroundColor = .green }
        sketch.sources.canvasStyle = canvas
        sketch.sources.canvasNode = 1
        let page = sketch.page(3, 2, [at(1, 1, sketch.block(1, 1, style: canvas, node: 1))])
        #expect(try sketch.letters(page) == "GGG\nGGG\n")
    }

    @Test func `a rectangle wider than Cairo's numbers is drawn, and what it clips is`() throws {
        let wide = Shape.rect(Rect(x: -30_000_000, y: 0, width: 60_000_000, height: 1))
        let red = Paint.color(.red)
        let list = DrawingList(
            operations: [
                .fill(wide, red), .pushTransform(.translation(x: 0, y: 2)), .pushClip(wide),
                .fill(.rect(Rect(x: 1, y: 0, width: 2, height: 5)), red), .popClip, .popTransform,
            ], nodes: [-1, -1, -1, -1, -1, -1])
        #expect(try sketch.letters(list, width: 4, height: 4) == "RRRR\n____\n_RR_\n____\n")
    }

    @Test func `pushes and pops are balanced whatever is nested`() {
        let style = sketch.style(box: {
            $0.overflowX = .hidden
            $0.overflowY = .hidden
            $0.position = .relative
        }) {
            $0.opacity = 0.5
            $0.transform = [.scale(2, 2)]
            $0.clipPath = .circle(nil, .closestSide, .center)
            $0.backgroundColor = .red
            $0.boxShadows = [BoxShadow(x: 1, y: 1, blur: 4, spread: 0, color: .black, isInset: false)]
        }
        var fragment = sketch.block(4, 4, style: style)
        for _ in 0..<20 { fragment = sketch.block(5, 5, style: style, [at(1, 1, fragment)]) }
        let list = DisplayListBuilder(sources: sketch.sources).list(for: sketch.page(9, 9, [at(0, 0, fragment)]))
        var open: [String] = []
        for operation in list.operations {
            switch operation {
            case .pushClip: open.append("clip")
            case .pushTransform: open.append("transform")
            case .pushGroup: open.append("group")
            case .popClip: #expect(open.popLast() == "clip")
            case .popTransform: #expect(open.popLast() == "transform")
            case .popGroup: #expect(open.popLast() == "group")
            default: break
            }
        }
        #expect(open.isEmpty)
        #expect(list.nodes.count == list.operations.count)
    }
}
