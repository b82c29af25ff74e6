//  FaceBridge.swift
//  In: faces as Text knows them. Out: their measures as DisplayList asks for them.

import DisplayList
import Text

extension DecorationMetrics {
    init(_ metrics: FaceMetrics) {
        self.init(
            ascent: metrics.ascent, descent: metrics.descent, xHeight: metrics.xHeight,
            underlinePosition: -metrics.underlineOffset, underlineThickness: metrics.underlineThickness,
            strikeoutPosition: metrics.strikeoutOffset, strikeoutThickness: metrics.strikeoutThickness)
    }
}
