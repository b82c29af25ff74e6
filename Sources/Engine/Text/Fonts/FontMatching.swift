//  FontMatching.swift
//  In: the faces of one family and a wish. Out: the faces that come nearest, as CSS orders them.
//  https://www.w3.org/TR/css-fonts-4/#font-style-matching

/// What distinguishes the faces of a family.
protocol FaceTraits {
    var weight: ClosedRange<Float> { get }
    var stretch: ClosedRange<Float> { get }
    var posture: FontPosture { get }
}
extension FaceRecord: FaceTraits {}
extension DocumentFace: FaceTraits {}

enum FontMatching {
    /// The indices of the best faces (several only if they are alike in all three traits).
    static func best<Face: FaceTraits>(of faces: [Face], weight: Float, stretch: Float, posture: FontPosture) -> [Int] {
        var left = Array(faces.indices)
        left = nearest(left, cost: { stretchCost(faces[$0].stretch, stretch) })
        left = nearest(left, cost: { postureCost(faces[$0].posture, posture) })
        left = nearest(left, cost: { weightCost(faces[$0].weight, weight) })
        return left
    }

    private static func nearest(_ indices: [Int], cost: (Int) -> Float) -> [Int] {
        let costs = indices.map(cost)
        guard let least = costs.min() else { return [] }
        return zip(indices, costs).filter { $0.1 == least }.map(\.0)
    }

    /// Narrower faces first for normal and narrow wishes, else wider ones.
    static func stretchCost(_ face: ClosedRange<Float>, _ wish: Float) -> Float {
        if face.contains(wish) { return 0 }
        let isNarrower = face.upperBound < wish
        let distance = isNarrower ? wish - face.upperBound : face.lowerBound - wish
        return distance + (isNarrower == (wish <= 100) ? 0 : 10_000)
    }
    static func postureCost(_ face: FontPosture, _ wish: FontPosture) -> Float {
        let order: [FontPosture] =
            switch wish {
            case .normal: [.normal, .oblique, .italic]
            case .italic: [.italic, .oblique, .normal]
            case .oblique: [.oblique, .italic, .normal]
            }
        return Float(order.firstIndex(of: face) ?? 3)
    }
    static func weightCost(_ face: ClosedRange<Float>, _ wish: Float) -> Float {
        if face.contains(wish) { return 0 }
        let isLighter = face.upperBound < wish
        let distance = isLighter ? wish - face.upperBound : face.lowerBound - wish
        if wish >= 400, wish <= 500 {
            // up to 500, then lighter, then bolder
            if !isLighter, face.lowerBound <= 500 { return distance }
            return distance + (isLighter ? 10_000 : 20_000)
        }
        return distance + (isLighter == (wish < 400) ? 0 : 10_000)
    }
}
