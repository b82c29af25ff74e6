//  FontFaces.swift
//  In: `@font-face` rules. Out: descriptions for the Text room, their files read under the document's policy.

import Style
import Text

extension FontFaceDescription {
    /// Sources that may not be read are left out; their refusal was reported.
    init(_ rule: FontFaceRule, access: ResourceAccess) {
        var sources: [Source] = []
        for source in rule.sources {
            switch source {
            case .local(let name): sources.append(.local(name))
            case .url(let address, _):
                switch access.load(address) {
                case .file(let path, let bytes): sources.append(.file(bytes: bytes, name: path))
                case .data(let data): sources.append(.file(bytes: data.bytes, name: "data:"))
                case .refused: break
                }
            }
        }
        self.init(family: rule.family, sources: sources)
        weight = rule.weight
        stretch = rule.stretch
        switch rule.slant {
        case .normal: posture = .normal
        case .italic: posture = .italic
        case .oblique: posture = .oblique
        }
        unicodeRanges = rule.unicodeRanges
        features = rule.features.map { FontFeature(tag: $0.tag, value: $0.value) }
    }
}
