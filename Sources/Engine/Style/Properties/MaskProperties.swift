//  MaskProperties.swift
//  In: masks by pictures and gradients. Out: rows of the property table. https://drafts.fxtf.org/css-masking-1/#positioned-masks
//  `mask: url(#id)`, a reference to an SVG mask, is SVG's own: kept as text for VectorGraphics.

import Geometry

extension PropertyTableBuilder {
    private mutating func maskList<Value>(
        _ name: String, _ path: WritableKeyPath<BackgroundLists, [Value]> & Sendable, _ initial: String,
        _ parse: @escaping @Sendable (inout TokenCursor, ValueContext) -> Deferred<Value>?
    ) {
        add(
            Longhand(
                name: name, isInherited: false, initial: initial,
                parse: { cursor, context in
                    guard let values = cursor.list({ parse(&$0, context) }) else { return nil }
                    return { builder in
                        builder.extras.mask[keyPath: path] = values.map { $0(&builder) }
                        builder.extras.hasMask = true
                    }
                },
                copy: {
                    $0.extras.mask[keyPath: path] = BackgroundLists(masksOf: $1.decoration)[keyPath: path]
                    $0.extras.hasMask = true
                }))
    }

    mutating func addMaskRows() {
        maskList("mask-image", \.images, "none") { cursor, context in cursor.optionalImage(context) }
        maskList("mask-size", \.sizes, "auto") { cursor, _ in cursor.backgroundSize() }
        maskList("mask-repeat", \.repeats, "repeat") { cursor, _ in
            guard let both = cursor.backgroundRepeat() else { return nil }
            return { _ in both }
        }
        maskList("mask-origin", \.origins, "border-box") { cursor, _ in
            guard let value = cursor.maskBox() else { return nil }
            return { _ in value }
        }
        maskList("mask-clip", \.clips, "border-box") { cursor, _ in
            guard let value = cursor.maskBox() else { return nil }
            return { _ in value }
        }
        add(
            Longhand(
                name: "mask-position", isInherited: false, initial: "0% 0%",
                parse: { cursor, _ in
                    guard let values = cursor.list({ $0.positionValue() }) else { return nil }
                    return { builder in
                        builder.extras.mask.x = values.map { $0.x.computed(builder.basis) }
                        builder.extras.mask.y = values.map { $0.y.computed(builder.basis) }
                        builder.extras.hasMask = true
                    }
                },
                copy: {
                    let lists = BackgroundLists(masksOf: $1.decoration)
                    $0.extras.mask.x = lists.x
                    $0.extras.mask.y = lists.y
                    $0.extras.hasMask = true
                }))
        decoration(
            "mask-mode", \.maskUsesLuminance, "match-source",
            oneOf(["match-source": false, "alpha": false, "luminance": true]))
        addMaskShorthand()
        addNineSliceRows("mask-border", \.maskBorder, \.maskBorder, slice: "0", width: "auto")
    }

    private mutating func addMaskShorthand() {
        let names = [
            "mask-image", "mask-position", "mask-size", "mask-repeat", "mask-origin", "mask-clip", "mask-mode",
        ]
        let ids = names.map { id($0) }
        shorthand("mask", names) { cursor, context in
            let text = cursor.remaining.serialized
            var specs: [MaskLayerSpec] = []
            repeat {
                guard let layer = MaskLayerSpec(&cursor, context) else { return nil }
                specs.append(layer)
            } while cursor.comma()
            let layers = specs
            let usesLuminance = layers.contains { $0.usesLuminance }
            return [
                (
                    ids[0],
                    .set { builder in
                        if builder.isInSVG {
                            if text != "none" { builder.decoration.hasFilterOrMask = true }
                            builder.setSVG("mask", text, inherited: false)
                            return
                        }
                        builder.extras.mask.images = layers.map { $0.image.flatMap { $0(&builder) } }
                        builder.extras.hasMask = true
                    }
                ),
                (
                    ids[1],
                    .set { builder in
                        builder.extras.mask.x = layers.map { $0.position?.x.computed(builder.basis) ?? .percent(0) }
                        builder.extras.mask.y = layers.map { $0.position?.y.computed(builder.basis) ?? .percent(0) }
                    }
                ),
                (
                    ids[2],
                    .set { builder in
                        builder.extras.mask.sizes = layers.map { $0.size.map { $0(&builder) } ?? .size(nil, nil) }
                    }
                ),
                (ids[3], .set { $0.extras.mask.repeats = layers.map { $0.repeats ?? (.repeat, .repeat) } }),
                (ids[4], .set { $0.extras.mask.origins = layers.map { $0.origin ?? .borderBox } }),
                (ids[5], .set { $0.extras.mask.clips = layers.map { $0.clip ?? $0.origin ?? .borderBox } }),
                (ids[6], .set { $0.decoration.maskUsesLuminance = usesLuminance }),
            ]
        }
    }
}

extension TokenCursor {
    fileprivate mutating func maskBox() -> BackgroundBox? {
        oneOf([
            "border-box": BackgroundBox.borderBox, "padding-box": .paddingBox, "content-box": .contentBox,
            "fill-box": .contentBox, "stroke-box": .borderBox, "view-box": .borderBox, "no-clip": .borderBox,
        ])(&self)
    }
}

/// One layer of the shorthand.
private struct MaskLayerSpec: Sendable {
    var image: Deferred<ImageValue?>?
    var position: PositionSpec?
    var size: Deferred<BackgroundSize>?
    var repeats: (BackgroundRepeat, BackgroundRepeat)?
    var origin: BackgroundBox?
    var clip: BackgroundBox?
    var usesLuminance = false

    init?(_ cursor: inout TokenCursor, _ context: ValueContext) {
        var isEmpty = true
        while let token = cursor.peek(), token.kind != .comma {
            if image == nil, let image = cursor.optionalImage(context) {
                self.image = image
            } else if repeats == nil, let value = cursor.backgroundRepeat() {
                repeats = value
            } else if clip == nil, let value = cursor.maskBox() {
                if origin == nil { origin = value } else { clip = value }
            } else if cursor.keyword("luminance") {
                usesLuminance = true
            } else if cursor.words(["alpha", "match-source", "add", "intersect", "subtract", "exclude"]) != nil {
                // layers are added to each other
            } else if position == nil, let position = cursor.positionValue() {
                self.position = position
                if cursor.slash() {
                    guard let size = cursor.backgroundSize() else { return nil }
                    self.size = size
                }
            } else {
                return nil
            }
            isEmpty = false
        }
        if isEmpty { return nil }
    }
}
