//  LayerProperties.swift
//  In: what backgrounds and masks have in common: lists of pictures, places, sizes, repetitions, boxes. Out: rows of the property
//  table for either. https://www.w3.org/TR/css-backgrounds-3/#layering

import Geometry

/// The lists of the background or mask longhands, until a style is finished and they become layers.
struct BackgroundLists {
    /// Some longhand was set.
    var isSet = false
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

/// Backgrounds, or masks.
struct LayerFamily: Sendable {
    /// "background" or "mask".
    let prefix: String
    let lists: WritableKeyPath<StyleExtras, BackgroundLists> & Sendable
    /// The lists of a finished style.
    let finished: @Sendable (DecorationValues) -> BackgroundLists
    let firstOrigin: BackgroundBox

    static let background = LayerFamily(
        prefix: "background", lists: \.background, finished: { BackgroundLists($0) }, firstOrigin: .paddingBox)
    static let mask = LayerFamily(
        prefix: "mask", lists: \.mask, finished: { BackgroundLists(masksOf: $0) }, firstOrigin: .borderBox)
}

/// One layer of a shorthand.
struct LayerSpec: Sendable {
    var image: Deferred<ImageValue?>?
    var position: PositionSpec?
    var size: Deferred<BackgroundSize>?
    var repeats: (BackgroundRepeat, BackgroundRepeat)?
    var origin: BackgroundBox?
    var clip: BackgroundBox?

    /// Reads what both families have but for the boxes. nil: none of it stands here; false: it is wrong.
    mutating func read(_ cursor: inout TokenCursor, _ context: ValueContext) -> Bool? {
        if image == nil, let image = cursor.optionalImage(context) {
            self.image = image
        } else if repeats == nil, let value = cursor.backgroundRepeat() {
            repeats = value
        } else if position == nil, let position = cursor.positionValue() {
            self.position = position
            if cursor.slash() {
                guard let size = cursor.backgroundSize() else { return false }
                self.size = size
            }
        } else {
            return nil
        }
        return true
    }
}

extension PropertyTableBuilder {
    /// A longhand that is a list, one value for each layer.
    mutating func layerList<Value>(
        _ family: LayerFamily, _ name: String, _ path: WritableKeyPath<BackgroundLists, [Value]> & Sendable,
        _ initial: String, _ parse: @escaping @Sendable (inout TokenCursor, ValueContext) -> Deferred<Value>?
    ) {
        let lists = family.lists
        add(
            Longhand(
                name: "\(family.prefix)-\(name)", isInherited: false, initial: initial,
                parse: { cursor, context in
                    guard let values = cursor.list({ parse(&$0, context) }) else { return nil }
                    return { builder in
                        builder.extras[keyPath: lists][keyPath: path] = values.map { $0(&builder) }
                        builder.extras[keyPath: lists].isSet = true
                    }
                },
                copy: {
                    $0.extras[keyPath: lists][keyPath: path] = family.finished($1.decoration)[keyPath: path]
                    $0.extras[keyPath: lists].isSet = true
                }))
    }

    /// `-image`, `-size`, `-repeat`, `-origin`, `-clip`.
    mutating func addLayerRows(
        _ family: LayerFamily, origin: @escaping @Sendable (inout TokenCursor) -> BackgroundBox?,
        clip: @escaping @Sendable (inout TokenCursor) -> BackgroundBox?
    ) {
        layerList(family, "image", \.images, "none") { cursor, context in cursor.optionalImage(context) }
        layerList(family, "size", \.sizes, "auto") { cursor, _ in cursor.backgroundSize() }
        layerList(family, "repeat", \.repeats, "repeat") { cursor, _ in
            guard let both = cursor.backgroundRepeat() else { return nil }
            return { _ in both }
        }
        let firstOrigin = family.firstOrigin == .paddingBox ? "padding-box" : "border-box"
        for (name, path, initial, parse) in [
            ("origin", \BackgroundLists.origins, firstOrigin, origin), ("clip", \.clips, "border-box", clip),
        ] {
            layerList(family, name, path, initial) { cursor, _ in
                guard let value = parse(&cursor) else { return nil }
                return { _ in value }
            }
        }
    }

    /// What a shorthand says of the longhands that both families have, by the rest of their names; "position-x" and
    /// "position-y" are apart.
    static func layerSettings(_ family: LayerFamily, _ specs: [LayerSpec]) -> [String:
        @Sendable (inout StyleBuilder) -> Void]
    {
        let lists = family.lists
        let firstOrigin = family.firstOrigin
        return [
            "image": { builder in
                builder.extras[keyPath: lists].images = specs.map { $0.image.flatMap { $0(&builder) } }
                builder.extras[keyPath: lists].isSet = true
            },
            "position-x": { builder in
                builder.extras[keyPath: lists].x = specs.map { $0.position?.x.computed(builder.basis) ?? .percent(0) }
            },
            "position-y": { builder in
                builder.extras[keyPath: lists].y = specs.map { $0.position?.y.computed(builder.basis) ?? .percent(0) }
            },
            "size": { builder in
                builder.extras[keyPath: lists].sizes = specs.map { $0.size.map { $0(&builder) } ?? .size(nil, nil) }
            },
            "repeat": { $0.extras[keyPath: lists].repeats = specs.map { $0.repeats ?? (.repeat, .repeat) } },
            "origin": { $0.extras[keyPath: lists].origins = specs.map { $0.origin ?? firstOrigin } },
            "clip": { $0.extras[keyPath: lists].clips = specs.map { $0.clip ?? $0.origin ?? .borderBox } },
        ]
    }

    /// Longhands that a background and a mask have alike.
    static let sharedLayerNames = ["image", "position-x", "position-y", "size", "repeat", "origin", "clip"]

    /// The same for some of them, as a shorthand answers.
    static func layerSettings(
        _ family: LayerFamily, _ specs: [LayerSpec], of names: [(name: String, id: PropertyID)]
    ) -> [(PropertyID, DeclaredValue)] {
        let settings = layerSettings(family, specs)
        return names.compactMap { entry in settings[entry.name].map { (entry.id, .set($0)) } }
    }
}
