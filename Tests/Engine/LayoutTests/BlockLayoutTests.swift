//  BlockLayoutTests.swift
//  Claims about blocks in flow: sizes, margins, floats, positions. The tables say `name:y+height@x` of every box.

import Testing

@testable import Layout

private var tall: SketchPage { SketchPage(width: 100, height: 1_000) }

struct BlockCase: CustomTestStringConvertible, Sendable {
    var claim: String
    var make: @Sendable () -> [Sketch]
    var expected: String
    var testDescription: String { claim }
    init(_ claim: String, _ expected: String, _ make: @escaping @Sendable () -> [Sketch]) {
        self.claim = claim
        self.make = make
        self.expected = expected
    }
}

@Suite struct BlockLayoutTests {
    static let margins: [BlockCase] = [
        BlockCase("adjoining margins take the larger", "a:0+10 b:30+10") {
            [Sketch("a", "h=10 mb=20"), Sketch("b", "h=10 mt=15")]
        },
        BlockCase("a negative margin is taken from the larger", "a:0+10 b:25+10") {
            [Sketch("a", "h=10 mb=20"), Sketch("b", "h=10 mt=-5")]
        },
        BlockCase("of two negative margins the more negative counts", "a:0+30 b:20+10") {
            [Sketch("a", "h=30 mb=-5"), Sketch("b", "h=10 mt=-10")]
        },
        BlockCase("a first child's margin becomes its parent's", "a:0+10 b:30+5 c:30+5") {
            [Sketch("a", "h=10"), Sketch("b", "mt=10", [Sketch("c", "h=5 mt=20")])]
        },
        BlockCase("padding keeps a first child's margin inside", "a:0+26 b:21+5") {
            [Sketch("a", "pt=1", [Sketch("b", "h=5 mt=20")])]
        },
        BlockCase("a last child's margin becomes its parent's", "a:0+10 b:0+10 c:30+5") {
            [Sketch("a", "", [Sketch("b", "h=10 mb=20")]), Sketch("c", "h=5 mt=10")]
        },
        BlockCase("a height keeps a last child's margin inside", "a:0+10 b:0+10 c:10+5") {
            [Sketch("a", "h=10", [Sketch("b", "h=10 mb=20")]), Sketch("c", "h=5 mt=0")]
        },
        BlockCase("margins collapse through an empty box", "a:0+10 b:40+0 c:40+5") {
            [Sketch("a", "h=10 mb=10"), Sketch("b", "mt=30 mb=20"), Sketch("c", "h=5 mt=15")]
        },
        BlockCase("empty boxes at the start move with their parent", "a:0+10 p:30+5 e:30+0 c:30+5") {
            [Sketch("a", "h=10"), Sketch("p", "", [Sketch("e", "mt=5 mb=20"), Sketch("c", "h=5 mt=10")])]
        },
        BlockCase("margins do not collapse out of a formatting context", "a:0+45 b:20+5 c:45+5") {
            [Sketch("a", "root", [Sketch("b", "h=5 m=20")]), Sketch("c", "h=5")]
                .map { sketch in
                    var copy = sketch
                    copy.children = copy.children.map { Sketch($0.name, "h=5 mt=20 mb=20") }
                    return copy
                }
        },
    ]

    static let sizes: [BlockCase] = [
        BlockCase("auto margins centre", "a:0+10@25") { [Sketch("a", "w=50 h=10 ml=auto mr=auto")] },
        BlockCase("one auto margin pushes to the other side", "a:0+10@50") { [Sketch("a", "w=50 h=10 ml=auto")] },
        BlockCase("percentages refer to the container", "a:0+50 b:0+25@10") {
            [Sketch("a", "h=50", [Sketch("b", "w=50% h=50% ml=10%")])]
        },
        BlockCase("a percentage height of an auto height is auto", "a:0+7 b:0+7 c:0+7") {
            [Sketch("a", "", [Sketch("b", "h=50%", [Sketch("c", "h=7")])])]
        },
        BlockCase("max-height bounds, min-height wins", "a:0+20 b:20+30") {
            [Sketch("a", "h=50 maxh=20"), Sketch("b", "h=10 maxh=20 minh=30")]
        },
        BlockCase("border-box sizes hold their edges", "a:0+30 b:5+20@5") {
            [Sketch("a", "h=30 p=5 sizing", [Sketch("b", "h=100%")])]
        },
        BlockCase("a ratio gives the height", "a:0+50") { [Sketch("a", "ratio=2")] },
        BlockCase("a ratio gives the width", "a:0+50 b:0+5@40") {
            [Sketch("a", "ratio=1 h=50", [Sketch("b", "h=5 w=10 ml=auto")])]
        },
        BlockCase("relative boxes leave their place", "a:5+10@3 b:10+10") {
            [Sketch("a", "h=10 rel top=5 left=3"), Sketch("b", "h=10")]
        },
    ]

    static let floats: [BlockCase] = [
        BlockCase("floats lie side by side, then below", "a:0+10 b:0+20@60 c:20+5") {
            [
                Sketch("a", "float=left w=60 h=10"), Sketch("b", "float=left w=40 h=20"),
                Sketch("c", "float=left w=100 h=5"),
            ]
        },
        BlockCase("a right float lies at the end", "a:0+10@70") { [Sketch("a", "float=right w=30 h=10")] },
        BlockCase("clear goes below the floats it names", "a:0+10 b:0+30@70 c:10+5 d:30+5") {
            [
                Sketch("a", "float=left w=30 h=10"), Sketch("b", "float=right w=30 h=30"),
                Sketch("c", "h=5 clear=left"), Sketch("d", "h=5 clear=right"),
            ]
        },
        BlockCase("a block ignores floats, a formatting context does not", "a:0+20 b:0+5 c:5+5@30") {
            [Sketch("a", "float=left w=30 h=20"), Sketch("b", "h=5"), Sketch("c", "root h=5")]
        },
        BlockCase("a formatting context too wide goes below", "a:0+20 c:20+5") {
            [Sketch("a", "float=left w=30 h=20"), Sketch("c", "root w=80 h=5")]
        },
        BlockCase("a formatting context holds its floats", "a:0+20 b:0+20 c:20+5") {
            [Sketch("a", "root", [Sketch("b", "float=left w=30 h=20")]), Sketch("c", "h=5")]
        },
        BlockCase("a block does not hold its floats", "a:0+0 b:0+20 c:0+5") {
            [Sketch("a", "", [Sketch("b", "float=left w=30 h=20")]), Sketch("c", "h=5")]
        },
        BlockCase("a float before the first content moves with the parent's margin", "x:0+10 a:30+5 b:30+20 c:30+5") {
            [Sketch("x", "h=10"), Sketch("a", "", [Sketch("b", "float=left w=30 h=20"), Sketch("c", "mt=20 h=5")])]
        },
        BlockCase("a float is not higher than the one before", "a:0+10 b:10+10@20 c:10+5") {
            [
                Sketch("a", "float=left w=90 h=10"), Sketch("b", "float=right w=80 h=10"),
                Sketch("c", "float=left w=20 h=5"),
            ].map { $0.name == "c" ? Sketch("c", "float=right w=20 h=5") : $0 }
        },
    ]

    static let positioned: [BlockCase] = [
        BlockCase("insets place in the padding box of the positioned ancestor", "a:0+50 b:0+50@10 c:45+5@75") {
            [Sketch("a", "pl=10", [Sketch("b", "rel h=50 w=80", [Sketch("c", "abs w=5 h=5 right=10 bottom=0")])])]
        },
        BlockCase("without insets the static position counts", "a:0+10 b:10+5 c:10+20") {
            [Sketch("a", "h=10"), Sketch("b", "abs w=5 h=5"), Sketch("c", "h=20")]
                .sorted { $0.name < $1.name }
        },
        BlockCase("two insets stretch", "a:0+50 b:5+35@10") {
            [Sketch("a", "rel h=50", [Sketch("b", "abs left=10 right=10 top=5 bottom=10")])]
        },
        BlockCase("auto margins between insets centre", "a:0+50 b:20+10@40") {
            [Sketch("a", "rel h=50", [Sketch("b", "abs w=20 h=10 top=0 bottom=0 left=0 right=0 m=auto")])]
        },
    ]

    private func check(_ given: BlockCase) throws {
        let result = try layOut(given.make(), page: tall)
        #expect(result.diagnostics.entries.isEmpty)
        #expect(result.summary.map { order($0) } == [order(given.expected)])
    }
    /// Positioned boxes and floats come in paint order: compare as sets.
    private func order(_ line: String) -> [Substring] { line.split(separator: " ").sorted() }

    @Test(arguments: margins) func `margins collapse as CSS 2 says`(_ given: BlockCase) throws { try check(given) }
    @Test(arguments: sizes) func `boxes have the sizes they ask for`(_ given: BlockCase) throws { try check(given) }
    @Test(arguments: floats) func `floats and what is beside them`(_ given: BlockCase) throws { try check(given) }
    @Test(arguments: positioned) func `positioned boxes lie where their insets say`(_ given: BlockCase) throws {
        try check(given)
    }
}
