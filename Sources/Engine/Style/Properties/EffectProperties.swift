//  EffectProperties.swift
//  In: opacity, transforms, clipping, blending, masks. Out: rows of the property table.
//  https://www.w3.org/TR/css-transforms-1/ https://www.w3.org/TR/css-masking-1/ https://www.w3.org/TR/compositing-1/

import Geometry

extension TokenCursor {
    /// `none` or a list of functions; those of the third dimension are flattened or refused.
    mutating func transformList() -> [Deferred<TransformFunction>]? {
        if keyword("none") { return [] }
        var result: [Deferred<TransformFunction>] = []
        while let (name, contents) = anyFunction() {
            var inside = contents
            guard let function = inside.transformFunction(name), inside.isAtEnd else { return nil }
            result.append(function)
        }
        return result.isEmpty ? nil : result
    }
    private mutating func transformFunction(_ name: String) -> Deferred<TransformFunction>? {
        switch name {
        case "translate":
            guard let x = lengthPercentage() else { return nil }
            var y = LengthValue.zero
            if comma() {
                guard let second = lengthPercentage() else { return nil }
                y = second
            }
            let down = y
            return { .translate(x.computed($0.basis), down.computed($0.basis)) }
        case "translatex":
            guard let x = lengthPercentage() else { return nil }
            return { .translate(x.computed($0.basis), .zero) }
        case "translatey":
            guard let y = lengthPercentage() else { return nil }
            return { .translate(.zero, y.computed($0.basis)) }
        case "translate3d":
            guard let x = lengthPercentage(), comma(), let y = lengthPercentage(), comma(), length() != nil else {
                return nil
            }
            return { .translate(x.computed($0.basis), y.computed($0.basis)) }
        case "scale":
            guard let x = numberOrPercentage() else { return nil }
            var y = x
            if comma() {
                guard let second = numberOrPercentage() else { return nil }
                y = second
            }
            let factors = (LengthValue.bounded(x), LengthValue.bounded(y))
            return { _ in .scale(factors.0, factors.1) }
        case "scalex":
            guard let x = numberOrPercentage() else { return nil }
            return { _ in .scale(LengthValue.bounded(x), 1) }
        case "scaley":
            guard let y = numberOrPercentage() else { return nil }
            return { _ in .scale(1, LengthValue.bounded(y)) }
        case "rotate", "rotatez":
            guard let degrees = angle() else { return nil }
            return { _ in .rotate(LengthValue.bounded(degrees)) }
        case "skew":
            guard let x = angle() else { return nil }
            var y = 0.0
            if comma() {
                guard let second = angle() else { return nil }
                y = second
            }
            let angles = (LengthValue.bounded(x), LengthValue.bounded(y))
            return { _ in .skew(angles.0, angles.1) }
        case "skewx":
            guard let x = angle() else { return nil }
            return { _ in .skew(LengthValue.bounded(x), 0) }
        case "skewy":
            guard let y = angle() else { return nil }
            return { _ in .skew(0, LengthValue.bounded(y)) }
        case "matrix":
            guard let numbers = list({ $0.number() }), numbers.count == 6 else { return nil }
            let m = numbers.map { LengthValue.bounded($0) }
            return { _ in .matrix(m[0], m[1], m[2], m[3], m[4], m[5]) }
        default: return nil
        }
    }

    /// A basic shape, `url(#id)`, or `none`. https://www.w3.org/TR/css-shapes-1/#basic-shape-functions
    mutating func clipPath(_ context: ValueContext) -> Deferred<ClipPath?>? {
        if keyword("none") { return { _ in nil } }
        if let address = url(context) { return { _ in .url(address) } }
        let boxes = ["border-box", "padding-box", "content-box", "margin-box", "fill-box", "stroke-box", "view-box"]
        let before = words(boxes)
        guard let (name, contents) = anyFunction() else {
            if before == nil { return nil }
            return { _ in nil }
        }
        if before == nil { _ = words(boxes) }
        var inside = contents
        guard let shape = inside.basicShape(name), inside.isAtEnd else { return nil }
        return { shape(&$0) }
    }
    private mutating func basicShape(_ name: String) -> Deferred<ClipPath>? {
        switch name {
        case "inset", "rect", "xywh":
            var values: [LengthValue] = []
            while values.count < 4, let length = lengthPercentage() { values.append(length) }
            guard name == "inset", let sides = PropertyTableBuilder.expanded(values) else { return nil }
            var x: [LengthValue] = []
            var y: [LengthValue] = []
            if keyword("round") {
                guard let radii = cornerRadii() else { return nil }
                (x, y) = (radii, radii)
                if slash() {
                    guard let second = cornerRadii() else { return nil }
                    y = second
                }
            }
            let radii = (x, y)
            return { builder in
                let basis = builder.basis
                return .inset(
                    sides.map { $0.computed(basis) },
                    radii.0.indices.map {
                        CornerRadius(x: radii.0[$0].computed(basis), y: radii.1[$0].computed(basis))
                    })
            }
        case "circle":
            var radius: LengthValue?
            var size = RadialSize.closestSide
            if let token = peek(), token.kind == .ident, let named = Self.radialSize(token.keyword) {
                position += 1
                size = named
            } else {
                radius = lengthPercentage(.notNegative)
            }
            guard let at = shapePosition() else { return nil }
            let (length, keyword) = (radius, size)
            return { .circle(length?.computed($0.basis), keyword, at.computed($0.basis)) }
        case "ellipse":
            var size = RadialSize.closestSide
            var radii: [LengthValue] = []
            if let token = peek(), token.kind == .ident, let named = Self.radialSize(token.keyword) {
                position += 1
                size = named
                if let other = peek(), other.kind == .ident, Self.radialSize(other.keyword) != nil { position += 1 }
            } else if let x = lengthPercentage(.notNegative) {
                guard let y = lengthPercentage(.notNegative) else { return nil }
                radii = [x, y]
            }
            guard let at = shapePosition() else { return nil }
            let (lengths, keyword) = (radii, size)
            return {
                let used =
                    lengths.isEmpty ? keyword : .radii(lengths[0].computed($0.basis), lengths[1].computed($0.basis))
                return .ellipse(used, at.computed($0.basis))
            }
        case "polygon":
            var isEvenOdd = false
            if keyword("evenodd") { isEvenOdd = true } else if !keyword("nonzero") { isEvenOdd = false }
            _ = comma()
            guard
                let points = list({ cursor -> (LengthValue, LengthValue)? in
                    guard let x = cursor.lengthPercentage(), let y = cursor.lengthPercentage() else { return nil }
                    return (x, y)
                })
            else { return nil }
            let evenOdd = isEvenOdd
            return { builder in
                let basis = builder.basis
                return .polygon(
                    evenOdd: evenOdd, points.map { PositionValue(x: $0.0.computed(basis), y: $0.1.computed(basis)) })
            }
        case "path":
            let isEvenOdd = keyword("evenodd")
            if !isEvenOdd { _ = keyword("nonzero") }
            _ = comma()
            guard let path = string() else { return nil }
            return { _ in .path(evenOdd: isEvenOdd, path) }
        default: return nil
        }
    }
    private mutating func shapePosition() -> PositionSpec? {
        guard keyword("at") else { return isAtEnd ? PositionSpec() : nil }
        return positionValue()
    }
}

extension PropertyTableBuilder {
    mutating func addEffectRows() {
        decoration("opacity", \.opacity, "1") { cursor in
            cursor.numberOrPercentage().map { Float(min(max($0.isNaN ? 0 : $0, 0), 1)) }
        }
        decorationComputed("transform", \.transform, "none") { cursor, _ in
            guard let functions = cursor.transformList() else { return nil }
            return { builder in functions.map { $0(&builder) } }
        }
        addIndividualTransforms()
        decorationComputed("transform-origin", \.transformOrigin, "50% 50%") { cursor, _ in
            guard let position = cursor.positionValue() else { return nil }
            if !cursor.isAtEnd, cursor.length() == nil { return nil }
            return { position.computed($0.basis) }
        }
        decoration(
            "mix-blend-mode", \.blendMode, "normal",
            oneOf([
                "normal": .normal, "multiply": .multiply, "screen": .screen, "overlay": .overlay, "darken": .darken,
                "lighten": .lighten, "color-dodge": .colorDodge, "color-burn": .colorBurn, "hard-light": .hardLight,
                "soft-light": .softLight, "difference": .difference, "exclusion": .exclusion, "hue": .hue,
                "saturation": .saturation, "color": .color, "luminosity": .luminosity, "plus-lighter": .normal,
            ]))
        decoration("isolation", \.isolation, "auto", oneOf(["auto": false, "isolate": true]))
        add(
            Longhand(
                name: "clip-path", isInherited: false, initial: "none",
                parse: { cursor, context in
                    let tokens = cursor.remaining
                    guard let shape = cursor.clipPath(context) else { return nil }
                    let text = tokens.serialized
                    return {
                        $0.decoration.clipPath = shape(&$0)
                        if $0.isInSVG { $0.setSVG("clip-path", text, inherited: false) }
                    }
                },
                copy: { $0.decoration.clipPath = $1.decoration.clipPath }))
        decorationComputed("clip", \.clip, "auto") { cursor, _ in
            if cursor.keyword("auto") { return { _ in nil } }
            guard var inside = cursor.function("rect") else { return nil }
            var edges: [LengthValue?] = []
            while edges.count < 4 {
                if inside.keyword("auto") {
                    edges.append(nil)
                } else {
                    guard let length = inside.length() else { return nil }
                    edges.append(length)
                }
                _ = inside.comma()
            }
            guard inside.isAtEnd else { return nil }
            let four = edges
            return { builder in
                let px = four.map { $0?.px(builder.basis) }
                return Sides(top: px[0], right: px[1], bottom: px[2], left: px[3])
            }
        }
        for name in ["filter", "backdrop-filter"] {
            add(
                Longhand(
                    name: name, isInherited: false, initial: "none",
                    parse: { cursor, _ in
                        let text = cursor.remaining.serialized
                        cursor.position = cursor.end
                        guard !text.isEmpty else { return nil }
                        return {
                            if text != "none", name != "backdrop-filter" { $0.decoration.hasFilterOrMask = true }
                            if $0.isInSVG { $0.setSVG(name, text, inherited: false) }
                        }
                    },
                    copy: { $0.decoration.hasFilterOrMask = $1.decoration.hasFilterOrMask }))
        }
    }

    /// `translate`, `rotate`, `scale`: applied before `transform`, in this order. https://www.w3.org/TR/css-transforms-2/
    private mutating func addIndividualTransforms() {
        func row(
            _ name: String, _ index: Int,
            _ parse: @escaping @Sendable (inout TokenCursor) -> Deferred<TransformFunction>?
        )
            -> Longhand
        {
            Longhand(
                name: name, isInherited: false, initial: "none",
                parse: { cursor, _ in
                    if cursor.keyword("none") { return { $0.extras.individualTransforms[index] = nil } }
                    guard let function = parse(&cursor) else { return nil }
                    return { $0.extras.individualTransforms[index] = function(&$0) }
                },
                copy: { builder, _ in builder.extras.individualTransforms[index] = nil })
        }
        add(
            row("translate", 0) { cursor in
                guard let x = cursor.lengthPercentage() else { return nil }
                let y = cursor.lengthPercentage() ?? .zero
                if !cursor.isAtEnd, cursor.length() == nil { return nil }
                return { .translate(x.computed($0.basis), y.computed($0.basis)) }
            })
        add(
            row("rotate", 1) { cursor in
                _ = cursor.keyword("z")
                guard let degrees = cursor.angle() else { return nil }
                return { _ in .rotate(LengthValue.bounded(degrees)) }
            })
        add(
            row("scale", 2) { cursor in
                guard let x = cursor.numberOrPercentage() else { return nil }
                let y = cursor.numberOrPercentage() ?? x
                if !cursor.isAtEnd, cursor.number() == nil { return nil }
                return { _ in .scale(LengthValue.bounded(x), LengthValue.bounded(y)) }
            })
    }
}
