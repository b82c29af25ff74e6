//  FaceTables.swift
//  In: a face's bytes. Out: what shaping needs of it, read once.

struct FaceTables: Sendable {
    var unitsPerEm: Float = 1000
    var glyphCount = 0
    var metrics = FaceMetrics()
    var isCFF = false
    var isVariable = false
    func glyph(for scalar: UInt32) -> UInt32 { 0 }
    func advance(of glyph: UInt32) -> Float { 0 }
}
