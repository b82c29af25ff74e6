//  LayoutUnitClaims.swift
//  Claims about fixed-point lengths and transforms.

import Geometry
import Testing

@Suite struct LayoutUnitClaims {
    @Test func `arithmetic saturates and never traps`() {
        #expect(LayoutUnit.max + LayoutUnit(1) == .max)
        #expect(LayoutUnit.min - LayoutUnit(1) == .min)
        #expect(LayoutUnit.max * 1_000_000 == .max)
        #expect(LayoutUnit.max * -3 == .min)
        #expect(LayoutUnit(Int.max) == .max)
        #expect(LayoutUnit(px: Double.infinity) == .max)
        #expect(LayoutUnit(px: -Double.infinity) == .min)
        #expect(LayoutUnit(px: Double.nan) == .zero)
        #expect(LayoutUnit(7) / 0 == .zero)
        #expect((-LayoutUnit.min) == .max)
    }

    @Test func `no saturated sum is mistaken for indefinite`() {
        #expect(!LayoutUnit.min.isIndefinite && !(LayoutUnit.min + LayoutUnit.min).isIndefinite)
        #expect(LayoutUnit.indefinite.isIndefinite && LayoutUnit.indefinite.definite == nil)
    }

    @Test(arguments: [(10.0, 640), (0.5, 32), (-0.25, -16), (1.0 / 128, 1), (0.007, 0)])
    func `pixels become 64ths, rounded to the nearest`(_ px: Double, _ raw: Int) {
        #expect(LayoutUnit(px: px).raw == Int32(raw))
    }

    @Test func `a text run's width is rounded up, but not for a hair`() {
        #expect(LayoutUnit(ceiling: 10.001).raw == 641)
        #expect(LayoutUnit(ceiling: 10).raw == 640)
    }

    @Test func `parts of a division never exceed the whole`() {
        for whole in [1, 7, 100, 12_345] {
            for count in 1...9 {
                let part = LayoutUnit(raw: Int32(whole)) / count
                #expect(part * count <= LayoutUnit(raw: Int32(whole)))
            }
        }
    }

    @Test func `transforms are applied inner first`() {
        let map = AffineTransform.translation(x: 10, y: 0).concatenating(.scale(x: 2, y: 3))
        #expect(map.apply(Point(x: 1, y: 1)) == Point(x: 12, y: 3))
        #expect(map.determinant == 6)
    }

    @Test func `shrink to fit stays between the narrowest and the widest`() {
        let sizes = MinMaxSizes(min: LayoutUnit(10), max: LayoutUnit(50))
        #expect(sizes.shrinkToFit(LayoutUnit(5)) == LayoutUnit(10))
        #expect(sizes.shrinkToFit(LayoutUnit(30)) == LayoutUnit(30))
        #expect(sizes.shrinkToFit(LayoutUnit(90)) == LayoutUnit(50))
    }
}
