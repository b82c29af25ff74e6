import Testing
@testable import Layout
@Suite struct ZZShrink {
    func fails(_ s: [Sketch], _ seed: UInt64) throws -> String? {
        let whole = try layOut(s, page: SketchPage(width: 100, height: 1_000_000))
        let paged = try layOut(s, page: SketchPage(width: 100, height: seed % 2 == 0 ? 100 : 30))
        for n in Set(s.flatMap(\.leaves)).sorted() where whole.total(n) != paged.total(n) || !paged.summary.contains(where: { (" " + $0).contains(" \(n):") }) {
            return "\(n) \(whole.total(n)) \(paged.total(n)) \(paged.summary)"
        }
        return nil
    }
    func variants(_ s: [Sketch]) -> [[Sketch]] {
        var r: [[Sketch]] = []
        for i in s.indices {
            var c = s; c.remove(at: i); if !c.isEmpty { r.append(c) }
            var d = s; d.replaceSubrange(i...i, with: s[i].children); if !s[i].children.isEmpty { r.append(d) }
            for w in s[i].words.split(separator: " ") { var e = s; e[i].words = s[i].words.split(separator: " ").filter { $0 != w }.joined(separator: " "); r.append(e) }
            for v in variants(s[i].children) { var e = s; e[i].children = v; r.append(e) }
        }
        return r
    }
    func show(_ s: [Sketch]) -> String { s.map { "\($0.name)[\($0.words)]" + ($0.children.isEmpty ? "" : "{" + show($0.children) + "}") }.joined(separator: " ") }
    @Test(arguments: [UInt64](1...300)) func shrink(_ seed: UInt64) throws {
        var g = SeededGenerator(state: seed); var c = 0
        var s = (0..<4).map { _ in RandomSketch.make(&g, depth: 0, count: &c) }
        guard try fails(s, seed) != nil else { return }
        var go = true
        while go { go = false
            for v in variants(s) { if try fails(v, seed) != nil { s = v; go = true; break } }
        }
        print("SEED", seed, show(s), "=>", try fails(s, seed) ?? "")
    }
}
