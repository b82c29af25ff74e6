//  FaceCache.swift
//  In: the faces that runs name. Out: Cairo's, each looked for once.

import Text

/// A document's way from a run's face to Cairo's.
final class FaceCache {
    private let resources: PaintingResources
    private let files: (FaceID) -> FaceFile?
    private var known: [FaceID: CairoFace?] = [:]
    private let report: (String) -> Void

    init(resources: PaintingResources, files: @escaping (FaceID) -> FaceFile?, report: @escaping (String) -> Void) {
        self.resources = resources
        self.files = files
        self.report = report
    }
    subscript(_ id: FaceID) -> CairoFace? {
        if let face = known[id] { return face }
        let file = files(id)
        let face = file.flatMap { resources.face($0) }
        if face == nil { report(file?.key ?? "?") }
        known[id] = .some(face)
        return face
    }
}
