//  BackgroundProperties.swift
//  In: CSS Backgrounds 3, several layers. Out: rows of the property table. https://www.w3.org/TR/css-backgrounds-3/

import Geometry

/// The lists of the background longhands, until a style is finished and they become layers.
struct BackgroundLists {
    var images: [ImageValue?] = [nil]
    var x: [LengthPercentage] = [.percent(0)]
    var y: [LengthPercentage] = [.percent(0)]
    var sizes: [BackgroundSize] = [.size(nil, nil)]
    var repeats: [(BackgroundRepeat, BackgroundRepeat)] = [(.repeat, .repeat)]
    var origins: [BackgroundBox] = [.paddingBox]
    var clips: [BackgroundBox] = [.borderBox]
    var attachments: [BackgroundAttachment] = [.scroll]

    /// The lists of a finished style.
    init(_ values: DecorationValues) {
        clips = [values.backgroundColorClip]
        take(values.backgroundLayers)
    }
    init(masksOf values: DecorationValues) {
        origins = [.borderBox]
        take(values.maskLayers)
    }
    private mutating func take(_ layers: [BackgroundLayer]) {
        guard !layers.isEmpty else { return }
        images = layers.map(\.image)
        x = layers.map(\.position.x)
        y = layers.map(\.position.y)
        sizes = layers.map(\.size)
        repeats = layers.map { ($0.repeatX, $0.repeatY) }
        origins = layers.map(\.origin)
        clips = layers.map(\.clip)
        attachments = layers.map(\.attachment)
    }
    init() {}

    /// Shorter lists are repeated; their length is that of the images. https://www.w3.org/TR/css-backgrounds-3/#layering
    func store(in values: inout DecorationValues) {
        values.backgroundColorClip = clips[(images.count - 1) % clips.count]
        values.backgroundLayers = layers
    }
    var layers: [BackgroundLayer] {
        if images.allSatisfy({ $0 == nil }) { return [] }
        return images.indices.map { index in
            var layer = BackgroundLayer()
            layer.image = images[index]
            layer.position = PositionValue(x: x[index % x.count], y: y[index % y.count])
            layer.size = sizes[index % sizes.count]
            (layer.repeatX, layer.repeatY) = repeats[index % repeats.count]
            layer.origin = origins[index % origins.count]
            layer.clip = clips[index % clips.count]
            layer.attachment = attachments[index % attachments.count]
            return layer
        }
    }
}

extension TokenCursor {
    mutating func backgroundSize() -> Deferred<BackgroundSize>? {
        if keyword("cover") { return { _ in .cover } }
        if keyword("contain") { return { _ in .contain } }
        func part(_ cursor: inout TokenCursor) -> LengthValue?? {
            if cursor.keyword("auto") { return .some(nil) }
            return cursor.lengthPercentage(.notNegative).map { .some($0) }
        }
        guard let width = part(&self) else { return nil }
        let height = part(&self) ?? nil
        return { .size(width?.computed($0.basis), height?.computed($0.basis)) }
    }
    mutating func backgroundRepeat() -> (BackgroundRepeat, BackgroundRepeat)? {
        if keyword("repeat-x") { return (.repeat, .noRepeat) }
        if keyword("repeat-y") { return (.noRepeat, .repeat) }
        let one = oneOf(["repeat": BackgroundRepeat.repeat, "no-repeat": .noRepeat, "space": .space, "round": .round])
        guard let x = one(&self) else { return nil }
        return (x, one(&self) ?? x)
    }
    mutating func backgroundBox() -> BackgroundBox? {
        oneOf([
            "border-box": BackgroundBox.borderBox, "padding-box": .paddingBox, "content-box": .contentBox,
            "text": .text,
        ])(&self)
    }
    mutating func backgroundAttachment() -> BackgroundAttachment? {
        oneOf(["scroll": BackgroundAttachment.scroll, "fixed": .fixed, "local": .local])(&self)
    }
}

extension PropertyTableBuilder {
    private mutating func list<Value>(
        _ name: String, _ path: WritableKeyPath<BackgroundLists, [Value]> & Sendable, _ initial: String,
        _ parse: @escaping @Sendable (inout TokenCursor, ValueContext) -> Deferred<Value>?
    ) {
        add(
            Longhand(
                name: name, isInherited: false, initial: initial,
                parse: { cursor, context in
                    guard let values = cursor.list({ parse(&$0, context) }) else { return nil }
                    return { builder in
                        builder.extras.background[keyPath: path] = values.map { $0(&builder) }
                        builder.extras.hasBackground = true
                    }
                },
                copy: {
                    $0.extras.background[keyPath: path] = BackgroundLists($1.decoration)[keyPath: path]
                    $0.extras.hasBackground = true
                }))
    }

    mutating func addBackgroundRows() {
        decorationColor("background-color", \.backgroundColor, .background, initial: "transparent")
        list("background-image", \.images, "none") { cursor, context in cursor.optionalImage(context) }
        list("background-position-x", \.x, "0%") { cursor, _ in
            guard let axis = cursor.positionAxis(vertical: false) else { return nil }
            return { axis.computed($0.basis) }
        }
        list("background-position-y", \.y, "0%") { cursor, _ in
            guard let axis = cursor.positionAxis(vertical: true) else { return nil }
            return { axis.computed($0.basis) }
        }
        list("background-size", \.sizes, "auto") { cursor, _ in cursor.backgroundSize() }
        list("background-repeat", \.repeats, "repeat") { cursor, _ in
            guard let both = cursor.backgroundRepeat() else { return nil }
            return { _ in both }
        }
        list("background-origin", \.origins, "padding-box") { cursor, _ in
            guard let value = cursor.backgroundBox(), value != .text else { return nil }
            return { _ in value }
        }
        list("background-clip", \.clips, "border-box") { cursor, _ in
            guard let value = cursor.backgroundBox() else { return nil }
            return { _ in value }
        }
        list("background-attachment", \.attachments, "scroll") { cursor, _ in
            guard let value = cursor.backgroundAttachment() else { return nil }
            return { _ in value }
        }
        let x = id("background-position-x")
        let y = id("background-position-y")
        shorthand("background-position", ["background-position-x", "background-position-y"]) { cursor, _ in
            guard let values = cursor.list({ $0.positionValue() }) else { return nil }
            return [
                (
                    x,
                    .set { builder in
                        builder.extras.background.x = values.map { $0.x.computed(builder.basis) }
                        builder.extras.hasBackground = true
                    }
                ),
                (
                    y,
                    .set { builder in
                        builder.extras.background.y = values.map { $0.y.computed(builder.basis) }
                        builder.extras.hasBackground = true
                    }
                ),
            ]
        }
        addBackgroundShorthand()
    }

    private struct LayerSpec: Sendable {
        var image: Deferred<ImageValue?>?
        var position: PositionSpec?
        var size: Deferred<BackgroundSize>?
        var repeats: (BackgroundRepeat, BackgroundRepeat)?
        var attachment: BackgroundAttachment?
        var origin: BackgroundBox?
        var clip: BackgroundBox?
    }

    private static func layer(
        _ cursor: inout TokenCursor, _ context: ValueContext, color: inout ColorValue?
    ) -> LayerSpec? {
        var layer = LayerSpec()
        var isEmpty = true
        while let token = cursor.peek(), token.kind != .comma {
            if color == nil, let value = cursor.color() {
                color = value
            } else if layer.image == nil, let image = cursor.optionalImage(context) {
                layer.image = image
            } else if layer.repeats == nil, let value = cursor.backgroundRepeat() {
                layer.repeats = value
            } else if layer.attachment == nil, let value = cursor.backgroundAttachment() {
                layer.attachment = value
            } else if layer.clip == nil, let value = cursor.backgroundBox() {
                if layer.origin == nil, value != .text { layer.origin = value } else { layer.clip = value }
            } else if layer.position == nil, let position = cursor.positionValue() {
                layer.position = position
                if cursor.slash() {
                    guard let size = cursor.backgroundSize() else { return nil }
                    layer.size = size
                }
            } else {
                return nil
            }
            isEmpty = false
        }
        if layer.clip == nil { layer.clip = layer.origin }
        return isEmpty ? nil : layer
    }

    private mutating func addBackgroundShorthand() {
        let names = [
            "background-color", "background-image", "background-position-x", "background-position-y", "background-size",
            "background-repeat", "background-origin", "background-clip", "background-attachment",
        ]
        let ids = names.map { id($0) }
        shorthand("background", names) { cursor, context in
            var layers: [LayerSpec] = []
            var color: ColorValue?
            repeat {
                // only the last layer may have a colour
                if color != nil { return nil }
                guard let layer = Self.layer(&cursor, context, color: &color) else { return nil }
                layers.append(layer)
            } while cursor.comma()
            let specs = layers
            let fill = color ?? .color(.transparent)
            return [
                (ids[0], .set { $0.setColor(\.backgroundColor, .background, fill) }),
                (
                    ids[1],
                    .set { builder in
                        builder.extras.background.images = specs.map { $0.image.flatMap { $0(&builder) } }
                        builder.extras.hasBackground = true
                    }
                ),
                (
                    ids[2],
                    .set { builder in
                        builder.extras.background.x = specs.map {
                            $0.position?.x.computed(builder.basis) ?? .percent(0)
                        }
                    }
                ),
                (
                    ids[3],
                    .set { builder in
                        builder.extras.background.y = specs.map {
                            $0.position?.y.computed(builder.basis) ?? .percent(0)
                        }
                    }
                ),
                (
                    ids[4],
                    .set { builder in
                        builder.extras.background.sizes = specs.map { $0.size.map { $0(&builder) } ?? .size(nil, nil) }
                    }
                ),
                (ids[5], .set { $0.extras.background.repeats = specs.map { $0.repeats ?? (.repeat, .repeat) } }),
                (ids[6], .set { $0.extras.background.origins = specs.map { $0.origin ?? .paddingBox } }),
                (ids[7], .set { $0.extras.background.clips = specs.map { $0.clip ?? .borderBox } }),
                (ids[8], .set { $0.extras.background.attachments = specs.map { $0.attachment ?? .scroll } }),
            ]
        }
    }
}
