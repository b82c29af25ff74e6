//  PageMarks.swift
//  In: a page with bleed. Out: crop marks at its corners and register marks at its sides, outside the trimmed sheet.
//  https://www.w3.org/TR/css-page-3/#marks

import Fragments
import Geometry

extension DisplayListBuilder {
    func paintPageMarks(_ page: Page, into writer: ListWriter) {
        guard page.hasCropMarks || page.hasCrossMarks else { return }
        let bleed = page.bleed.map { Double($0) }
        let width = page.size.width
        let height = page.size.height
        // registration colour would be all inks; on screen and in sRGB it is black
        let stroke = StrokeStyle(width: 1)
        func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
            guard x1 != x2 || y1 != y2 else { return }
            writer.append(
                .stroke(
                    .path([.move(Point(x: x1, y: y1)), .line(Point(x: x2, y: y2))], .nonZero), stroke, .color(.black)),
                node: -1)
        }
        if page.hasCropMarks {
            // from the paper's edge half way to the trimmed sheet
            for x in [0, width] {
                line(x, -bleed.top, x, -bleed.top / 2)
                line(x, height + bleed.bottom / 2, x, height + bleed.bottom)
            }
            for y in [0, height] {
                line(-bleed.left, y, -bleed.left / 2, y)
                line(width + bleed.right / 2, y, width + bleed.right, y)
            }
        }
        if page.hasCrossMarks {
            func cross(_ x: Double, _ y: Double, _ room: Double) {
                let radius = room / 4
                guard radius > 0 else { return }
                line(x - 2 * radius, y, x + 2 * radius, y)
                line(x, y - 2 * radius, x, y + 2 * radius)
                // in a narrow bleed a line as wide as the others would reach into the sheet
                let thin = StrokeStyle(width: min(1, 2 * radius))
                writer.append(.stroke(ellipse(Point(x: x, y: y), radius, radius), thin, .color(.black)), node: -1)
            }
            cross(width / 2, -bleed.top / 2, bleed.top)
            cross(width / 2, height + bleed.bottom / 2, bleed.bottom)
            cross(-bleed.left / 2, height / 2, bleed.left)
            cross(width + bleed.right / 2, height / 2, bleed.right)
        }
    }
}
