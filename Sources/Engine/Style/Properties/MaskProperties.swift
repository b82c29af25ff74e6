//  MaskProperties.swift
//  In: masks by pictures and gradients. Out: rows of the property table. https://drafts.fxtf.org/css-masking-1/#positioned-masks
//  `mask: url(#id)`, a reference to an SVG mask, is SVG's own: kept as text for VectorGraphics.

import Geometry

extension PropertyTableBuilder {
    mutating func addMaskRows() {
        addLayerRows(.mask, origin: { cursor in cursor.maskBox() }, clip: { cursor in cursor.maskBox() })
        add(
            Longhand(
                name: "mask-position", isInherited: false, initial: "0% 0%",
                parse: { cursor, _ in
                    guard let values = cursor.list({ $0.positionValue() }) else { return nil }
                    return { builder in
                        builder.extras.mask.x = values.map { $0.x.computed(builder.basis) }
                        builder.extras.mask.y = values.map { $0.y.computed(builder.basis) }
                        builder.extras.mask.isSet = true
                    }
                },
                copy: {
                    let lists = BackgroundLists(masksOf: $1.decoration)
                    $0.extras.mask.x = lists.x
                    $0.extras.mask.y = lists.y
                    $0.extras.mask.isSet = true
                }))
        decoration(
            "mask-mode", \.maskUsesLuminance, "match-source",
            oneOf(["match-source": false, "alpha": false, "luminance": true]))
        addMaskShorthand()
        addNineSliceRows("mask-border", \.maskBorder, \.maskBorder, slice: "0", width: "auto")
    }

    private mutating func addMaskShorthand() {
        let image = id("mask-image")
        let position = id("mask-position")
        let mode = id("mask-mode")
        let shared = Self.sharedLayerNames.filter { $0 != "image" && !$0.hasPrefix("position") }
            .map { ($0, id("mask-\($0)")) }
        let names = ["mask-image", "mask-position", "mask-mode"] + shared.map { "mask-\($0.0)" }
        shorthand("mask", names) { cursor, context in
            let text = cursor.remaining.serialized
            var specs: [MaskSpec] = []
            repeat {
                guard let layer = MaskSpec(&cursor, context) else { return nil }
                specs.append(layer)
            } while cursor.comma()
            let layers = specs.map(\.layer)
            let usesLuminance = specs.contains { $0.usesLuminance }
            let settings = Self.layerSettings(.mask, layers)
            guard let setImage = settings["image"], let setX = settings["position-x"],
                let setY = settings["position-y"]
            else { return nil }
            return [
                (
                    image,
                    .set { builder in
                        if builder.isInSVG {
                            if text != "none" { builder.decoration.hasFilterOrMask = true }
                            builder.setSVG("mask", text, inherited: false)
                        } else {
                            setImage(&builder)
                        }
                    }
                ),
                (
                    position,
                    .set { builder in
                        setX(&builder)
                        setY(&builder)
                    }
                ),
                (mode, .set { $0.decoration.maskUsesLuminance = usesLuminance }),
            ] + Self.layerSettings(.mask, layers, of: shared)
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
private struct MaskSpec: Sendable {
    var layer = LayerSpec()
    var usesLuminance = false

    init?(_ cursor: inout TokenCursor, _ context: ValueContext) {
        var isEmpty = true
        while let token = cursor.peek(), token.kind != .comma {
            if layer.clip == nil, let value = cursor.maskBox() {
                if layer.origin == nil { layer.origin = value } else { layer.clip = value }
            } else if cursor.keyword("luminance") {
                usesLuminance = true
            } else if cursor.words(["alpha", "match-source", "add", "intersect", "subtract", "exclude"]) != nil {
                // layers are added to each other
            } else if layer.read(&cursor, context) != true {
                return nil
            }
            isEmpty = false
        }
        if isEmpty { return nil }
    }
}
