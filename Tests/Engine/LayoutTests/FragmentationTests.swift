//  FragmentationTests.swift
//  Claims about breaks between and inside blocks. A page is 100 px high; `|` separates pages.

import Geometry
import Testing

@testable import Layout

@Suite struct FragmentationTests {
    static let cases: [BlockCase] = [
        BlockCase("what does not fit goes on the next page", "a:0+60 | b:0+60") {
            [Sketch("a", "h=60 inside"), Sketch("b", "h=60 inside")]
        },
        BlockCase("a box of fixed height moves rather than splits", "a:0+60 | b:0+60") {
            [Sketch("a", "h=60"), Sketch("b", "h=60")]
        },
        BlockCase("a box taller than the page splits", "a:0+100 | a:0+100 | a:0+50") { [Sketch("a", "h=250")] },
        BlockCase("a tall box begins where it stands", "a:0+60 b:60+40 | b:0+100 | b:0+10") {
            [Sketch("a", "h=60"), Sketch("b", "h=150")]
        },
        BlockCase("forced breaks", "a:0+10 | b:0+10 | c:0+10") {
            [Sketch("a", "h=10 after=page"), Sketch("b", "h=10"), Sketch("c", "h=10 before=page")]
        },
        BlockCase("forced breaks of first and last children act outside", "a:0+10 b:0+10 | c:0+10 d:0+10") {
            [Sketch("a", "", [Sketch("b", "h=10")]), Sketch("c", "", [Sketch("d", "h=10 before=page")])]
        },
        BlockCase("two forced breaks in one place are one", "a:0+10 | b:0+10") {
            [Sketch("a", "h=10 after=page"), Sketch("b", "h=10 before=page")]
        },
        BlockCase("break-after avoid takes the box before along", "a:0+50 | b:0+20 c:20+40") {
            [Sketch("a", "h=50"), Sketch("b", "h=20 after=avoid"), Sketch("c", "h=40")]
        },
        BlockCase("rather inside a box than where a break is to be avoided", "a:0+60 b:60+40 | b:0+20") {
            [Sketch("a", "h=60 after=avoid"), Sketch("b", "h=60")]
        },
        BlockCase("break-inside avoid keeps children together", "a:0+50 | b:0+60 c:0+30 d:30+30") {
            [Sketch("a", "h=50"), Sketch("b", "inside", [Sketch("c", "h=30"), Sketch("d", "h=30")])]
        },
        BlockCase("break-inside avoid gives way in a box taller than the page", "b:0+100 c:0+70 | b:0+70 d:0+70") {
            [Sketch("b", "inside", [Sketch("c", "h=70"), Sketch("d", "h=70")])]
        },
        BlockCase(
            "a heading keeps to what follows in a box that is to stay whole and cannot",
            "s:0+100 a:0+70 | s:0+90 h:0+20 b:20+70"
        ) {
            [
                Sketch(
                    "s", "inside", [Sketch("a", "h=70"), Sketch("h", "h=20 after=avoid"), Sketch("b", "h=70 inside")])
            ]
        },
        BlockCase(
            "a heading keeps to what follows in a box deeper in the one that is to stay whole",
            "s:0+100 i:0+100 a:0+70 | s:0+90 i:0+90 h:0+20 b:20+70"
        ) {
            [
                Sketch(
                    "s", "inside",
                    [
                        Sketch(
                            "i", "", [Sketch("a", "h=70"), Sketch("h", "h=20 after=avoid"), Sketch("b", "h=70 inside")])
                    ])
            ]
        },
        BlockCase(
            "of two boxes to stay whole, one in the other, the outer gives way between the inner ones",
            "s:0+100 a:0+40 | s:0+90 b:0+70 c:0+30 d:30+40 e:70+20"
        ) {
            [
                Sketch(
                    "s", "inside",
                    [
                        Sketch("a", "h=40"), Sketch("b", "inside", [Sketch("c", "h=30"), Sketch("d", "h=40")]),
                        Sketch("e", "h=20"),
                    ])
            ]
        },
        BlockCase("the better place lies inside the box before", "p:0+100 a:0+40 | p:0+30 b:0+30 h:30+20 c:50+40") {
            [
                Sketch("p", "", [Sketch("a", "h=40"), Sketch("b", "h=30")]).with("after=avoid"),
                Sketch("h", "h=20 after=avoid"), Sketch("c", "h=40"),
            ]
        },
        BlockCase("margins are cut at an unforced break", "a:0+60 | b:0+60") {
            [Sketch("a", "h=60 mb=20"), Sketch("b", "h=60 mt=30")]
        },
        BlockCase("margins stay after a forced break", "a:0+60 | b:30+60") {
            [Sketch("a", "h=60 mb=20"), Sketch("b", "h=60 mt=30 before=page")]
        },
        BlockCase("a margin alone makes no page", "a:0+90") { [Sketch("a", "h=90 mb=50")] },
        BlockCase("a nested margin is cut too", "a:0+60 | b:0+60 c:0+60") {
            [Sketch("a", "h=60"), Sketch("b", "", [Sketch("c", "h=60 mt=30")])]
        },
        BlockCase("padding stands on the first piece only", "a:0+100 b:20+60 | a:0+70 c:0+60") {
            [Sketch("a", "pt=20 pb=10", [Sketch("b", "h=60"), Sketch("c", "h=60")])]
        },
        BlockCase("cloned padding stands on every piece", "a:0+100 b:20+60 | a:0+90 c:20+60") {
            [Sketch("a", "pt=20 pb=10 clone", [Sketch("b", "h=60"), Sketch("c", "h=60")])]
        },
        BlockCase("a fixed height is shared out", "a:0+100 b:0+70 | a:0+50 c:0+30") {
            [Sketch("a", "h=150", [Sketch("b", "h=70"), Sketch("c", "h=30").with("before=page")])]
        },
        BlockCase("contents that stick out of a height go on", "a:0+30 b:0+70 d:30+20 | a:0+0 c:0+60") {
            [Sketch("a", "h=30", [Sketch("b", "h=70"), Sketch("c", "h=60")]), Sketch("d", "h=20")]
        },
        BlockCase("a float that does not fit waits", "a:0+60 c:60+30 | b:0+60") {
            [Sketch("a", "h=60"), Sketch("b", "float=left w=10 h=60"), Sketch("c", "h=30")]
        },
        BlockCase("a float taller than the page splits", "b:0+100 c:0+10 | b:0+50") {
            [Sketch("b", "float=left w=10 h=150"), Sketch("c", "h=10")]
        },
        BlockCase("an absolute box that sticks out goes on", "a:0+50 b:0+100 | b:0+20") {
            [Sketch("a", "rel h=50", [Sketch("b", "abs top=0 w=10 h=120")])]
        },
        BlockCase("a fixed box stands on every page", "a:0+10 f:90+10@90 | b:0+10 f:90+10@90") {
            [
                Sketch("a", "h=10"), Sketch("f", "fixed w=10 h=10 right=0 bottom=0"),
                Sketch("b", "h=10 before=page"),
            ]
        },
        BlockCase("a hidden overflow needs no page", "a:0+50 b:0+80") {
            [Sketch("a", "h=50 hidden", [Sketch("b", "h=80")])]
        },
    ]

    @Test(arguments: cases) func `breaks lie where CSS says`(_ given: BlockCase) throws {
        let result = try layOut(given.make())
        #expect(result.diagnostics.entries.isEmpty)
        let expected = given.expected.split(separator: "|").map { $0.split(separator: " ").sorted() }
        #expect(result.summary.map { $0.split(separator: " ").sorted() } == expected)
    }

    @Test(arguments: [1.0, 33, 100], [UInt64](1...12))
    func `any document ends on pages of any size and nothing of it is lost`(_ height: Double, _ seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        var count = 0
        let sketches = (0..<4).map { _ in RandomSketch.make(&generator, depth: 0, count: &count) }
        let whole = try layOut(sketches, page: SketchPage(width: 100, height: 1_000_000))
        let paged = try layOut(sketches, page: SketchPage(width: 100, height: height))
        #expect(paged.diagnostics.entries.isEmpty)
        let leaves = Set(sketches.flatMap(\.leaves))
        for index in 0..<count {
            let name = "n\(index)"
            let before = whole.total(name)
            let after = paged.total(name)
            // boxes with children lose the margins that breaks cut, and gain what breaks leave empty
            if leaves.contains(name) { #expect(after == before, "\(name)") }
            #expect(appearances(of: name, in: paged) >= 1, "\(name) is on no page")
        }
    }
    private func appearances(of name: String, in result: SketchResult) -> Int {
        result.summary.filter { (" " + $0).contains(" \(name):") }.count
    }
}

extension Sketch {
    var leaves: [String] { children.isEmpty ? [name] : children.flatMap(\.leaves) }
    func with(_ more: String) -> Sketch { Sketch(name, words + " " + more, children) }
}

/// A generator with a seed, so that a failure comes again.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

enum RandomSketch {
    static func make(_ generator: inout SeededGenerator, depth: Int, count: inout Int) -> Sketch {
        let name = "n\(count)"
        count += 1
        var words: [String] = []
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
        func pick(_ values: [String]) { if let value = values.randomElement(using: &generator) { words.append(value) } }
        if chance(30) { pick(["mt=10", "mt=-5", "mb=25", "m=7", "mb=-10"]) }
        if chance(20) { pick(["p=3", "pt=40", "pb=12", "bt=2", "bb=5"]) }
        if chance(15) { pick(["before=avoid", "after=avoid", "inside", "clone", "after=page", "before=page"]) }
        if chance(10) { pick(["float=left w=30", "float=right w=40", "root", "clear=both", "rel top=3"]) }
        var children: [Sketch] = []
        if depth < 4, chance(65) {
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                children.append(make(&generator, depth: depth + 1, count: &count))
            }
            if chance(10) { pick(["h=20", "h=80", "minh=60"]) }
        } else {
            pick(["h=5", "h=20", "h=37", "h=90", "h=140", "h=0"])
        }
        return Sketch(name, words.joined(separator: " "), children)
    }
}
