//  BackgroundProperties.swift
//  In: CSS Backgrounds 3, several layers. Out: rows of the property table. https://www.w3.org/TR/css-backgrounds-3/

import Geometry

extension PropertyTableBuilder {
    mutating func addBackgroundRows() {
        decorationColor("background-color", \.backgroundColor, .background, initial: "transparent")
        layerList(.background, "position-x", \.x, "0%") { cursor, _ in
            guard let axis = cursor.positionAxis(vertical: false) else { return nil }
            return { axis.computed($0.basis) }
        }
        layerList(.background, "position-y", \.y, "0%") { cursor, _ in
            guard let axis = cursor.positionAxis(vertical: true) else { return nil }
            return { axis.computed($0.basis) }
        }
        addLayerRows(
            .background, origin: { cursor in cursor.backgroundBox().flatMap { $0 == .text ? nil : $0 } },
            clip: { cursor in cursor.backgroundBox() })
        layerList(.background, "attachment", \.attachments, "scroll") { cursor, _ in
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
                        builder.extras.background.isSet = true
                    }
                ),
                (
                    y,
                    .set { builder in
                        builder.extras.background.y = values.map { $0.y.computed(builder.basis) }
                        builder.extras.background.isSet = true
                    }
                ),
            ]
        }
        addBackgroundShorthand()
    }

    private struct BackgroundSpec: Sendable {
        var layer = LayerSpec()
        var attachment: BackgroundAttachment?

        init?(_ cursor: inout TokenCursor, _ context: ValueContext, color: inout ColorValue?) {
            var isEmpty = true
            while let token = cursor.peek(), token.kind != .comma {
                if color == nil, let value = cursor.color() {
                    color = value
                } else if attachment == nil, let value = cursor.backgroundAttachment() {
                    attachment = value
                } else if layer.clip == nil, let value = cursor.backgroundBox() {
                    if layer.origin == nil, value != .text { layer.origin = value } else { layer.clip = value }
                } else if layer.read(&cursor, context) != true {
                    return nil
                }
                isEmpty = false
            }
            if isEmpty { return nil }
        }
    }

    private mutating func addBackgroundShorthand() {
        let color = id("background-color")
        let attachment = id("background-attachment")
        let shared = Self.sharedLayerNames.map { ($0, id("background-\($0)")) }
        let names = ["background-color", "background-attachment"] + shared.map { "background-\($0.0)" }
        shorthand("background", names) { cursor, context in
            var layers: [BackgroundSpec] = []
            var fill: ColorValue?
            repeat {
                // only the last layer may have a colour
                if fill != nil { return nil }
                guard let layer = BackgroundSpec(&cursor, context, color: &fill) else { return nil }
                layers.append(layer)
            } while cursor.comma()
            let specs = layers
            let colour = fill ?? .color(.transparent)
            return [
                (color, .set { $0.setColor(\.backgroundColor, .background, colour) }),
                (attachment, .set { $0.extras.background.attachments = specs.map { $0.attachment ?? .scroll } }),
            ] + Self.layerSettings(.background, specs.map(\.layer), of: shared)
        }
    }
}
