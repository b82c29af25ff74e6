//  ImageSyntax.swift
//  In: `<image>`, `<gradient>`, `<position>`. Out: their values, computed once font size and colour are known.
//  https://www.w3.org/TR/css-images-4/

import Geometry

/// A specified `<position>`: each axis as an edge-relative offset.
struct PositionSpec: Sendable {
    struct Axis: Sendable {
        var offset: LengthValue
        var fromFarEdge = false
        static let center = Axis(offset: .percent(50))
        func computed(_ basis: LengthBasis) -> LengthPercentage {
            guard fromFarEdge else { return offset.computed(basis) }
            switch offset.computed(basis) {
            case .percent(let percent): return .percent(100 - percent)
            case .px(let px): return px == 0 ? .percent(100) : .calc(.sum([.percent(100), .px(-Double(px))]))
            case .calc(let calculation): return .calc(.sum([.percent(100), .product(calculation, -1)]))
            }
        }
    }
    var x = Axis.center
    var y = Axis.center
    func computed(_ basis: LengthBasis) -> PositionValue { PositionValue(x: x.computed(basis), y: y.computed(basis)) }
}

extension TokenCursor {
    /// `url(…)`, `src(…)` or, where allowed, a string.
    mutating func url(_ context: ValueContext) -> ResourceAddress? {
        guard let token = peek() else { return nil }
        if token.kind == .url {
            position += 1
            return ResourceAddress(url: token.text, base: context.base)
        }
        guard token.kind == .function, token.keyword == "url" || token.keyword == "src" else { return nil }
        return attempt { cursor in
            var inside = cursor.enter()
            guard let text = inside.string() else { return nil }
            return ResourceAddress(url: text, base: context.base)
        }
    }

    private enum Edge { case left, right, top, bottom, center }
    private mutating func edge() -> Edge? {
        guard let token = peek(), token.kind == .ident else { return nil }
        let edge: Edge
        switch token.keyword {
        case "left", "x-start": edge = .left
        case "right", "x-end": edge = .right
        case "top", "y-start": edge = .top
        case "bottom", "y-end": edge = .bottom
        case "center": edge = .center
        default: return nil
        }
        position += 1
        return edge
    }

    /// https://www.w3.org/TR/css-backgrounds-3/#typedef-bg-position
    mutating func positionValue() -> PositionSpec? {
        enum Part {
            case edge(Edge)
            case length(LengthValue)
        }
        var parts: [Part] = []
        while parts.count < 4 {
            if let edge = edge() {
                parts.append(.edge(edge))
            } else if let length = lengthPercentage() {
                parts.append(.length(length))
            } else {
                break
            }
        }
        var result = PositionSpec()
        func axis(_ edge: Edge, _ offset: LengthValue?) -> PositionSpec.Axis {
            if edge == .center { return .center }
            return PositionSpec.Axis(offset: offset ?? .percent(0), fromFarEdge: edge == .right || edge == .bottom)
        }
        func isVertical(_ edge: Edge) -> Bool { edge == .top || edge == .bottom }
        func isHorizontal(_ edge: Edge) -> Bool { edge == .left || edge == .right }
        switch parts.count {
        case 1:
            switch parts[0] {
            case .edge(let edge):
                if isVertical(edge) { result.y = axis(edge, nil) } else { result.x = axis(edge, nil) }
            case .length(let length): result.x = .init(offset: length)
            }
        case 2:
            switch (parts[0], parts[1]) {
            case (.edge(let a), .edge(let b)):
                if isVertical(a) || isHorizontal(b) {
                    guard !isHorizontal(a), !isVertical(b) else { return nil }
                    result.x = axis(b, nil)
                    result.y = axis(a, nil)
                } else {
                    guard !(isHorizontal(a) && isHorizontal(b)) else { return nil }
                    result.x = axis(a, nil)
                    result.y = axis(b, nil)
                }
            case (.edge(let a), .length(let b)):
                guard !isVertical(a) else { return nil }
                result.x = axis(a, nil)
                result.y = .init(offset: b)
            case (.length(let a), .edge(let b)):
                guard !isHorizontal(b) else { return nil }
                result.x = .init(offset: a)
                result.y = axis(b, nil)
            case (.length(let a), .length(let b)):
                result.x = .init(offset: a)
                result.y = .init(offset: b)
            }
        case 3, 4:
            var sides: [(Edge, LengthValue?)] = []
            for part in parts {
                switch part {
                case .edge(let edge): sides.append((edge, nil))
                case .length(let length):
                    guard let last = sides.last, last.1 == nil, last.0 != .center else { return nil }
                    sides[sides.count - 1].1 = length
                }
            }
            guard sides.count == 2 else { return nil }
            if isVertical(sides[0].0) || isHorizontal(sides[1].0) { sides.swapAt(0, 1) }
            guard !isVertical(sides[0].0), !isHorizontal(sides[1].0) else { return nil }
            result.x = axis(sides[0].0, sides[0].1)
            result.y = axis(sides[1].0, sides[1].1)
        default: return nil
        }
        return result
    }

    /// One axis of a position: `background-position-x`, `-y`.
    mutating func positionAxis(vertical: Bool) -> PositionSpec.Axis? {
        if let edge = edge() {
            switch edge {
            case .center: return .center
            case .left, .top:
                guard (edge == .top) == vertical else { return nil }
                return .init(offset: lengthPercentage() ?? .percent(0))
            case .right, .bottom:
                guard (edge == .bottom) == vertical else { return nil }
                return .init(offset: lengthPercentage() ?? .percent(0), fromFarEdge: true)
            }
        }
        return lengthPercentage().map { .init(offset: $0) }
    }

    mutating func image(_ context: ValueContext) -> Deferred<ImageValue>? {
        if let address = url(context) { return { _ in .url(address) } }
        return attempt { cursor in
            guard let (written, contents) = cursor.anyFunction() else { return nil }
            var inside = contents
            var name = written
            if name.hasPrefix("-webkit-") || name.hasPrefix("-moz-") { return nil }
            if name == "image-set" {
                guard let image = inside.string().map({ ResourceAddress(url: $0, base: context.base) }) else {
                    return inside.image(context)
                }
                return { _ in .url(image) }
            }
            let isRepeating = name.hasPrefix("repeating-")
            if isRepeating { name = String(name.dropFirst(10)) }
            let gradient: Deferred<ImageValue>?
            switch name {
            case "linear-gradient": gradient = inside.linearGradient(isRepeating)
            case "radial-gradient": gradient = inside.radialGradient(isRepeating)
            case "conic-gradient": gradient = inside.conicGradient(isRepeating)
            default: return nil
            }
            return inside.isAtEnd ? gradient : nil
        }
    }
    /// `none` or an image.
    mutating func optionalImage(_ context: ValueContext) -> Deferred<ImageValue?>? {
        if keyword("none") { return { _ in nil } }
        guard let image = image(context) else { return nil }; return { image(&$0) }
    }

    private struct StopSpec: Sendable {
        var color: ColorValue?
        var position: LengthValue?
        func computed(_ builder: StyleBuilder) -> ColorStop {
            ColorStop(
                color: color?.resolved(current: builder.text.color) ?? .transparent,
                position: position?.computed(builder.basis), isHint: color == nil)
        }
    }
    private mutating func stopPosition(angular: Bool) -> LengthValue? {
        if angular {
            if let degrees = angle() { return .percent(LengthValue.bounded(degrees / 3.6)) }
            return percentage().map { .percent(LengthValue.bounded($0)) }
        }
        return lengthPercentage()
    }
    /// The interpolation space is accepted; colours are interpolated in sRGB.
    private mutating func skipColorSpace() -> Bool {
        guard keyword("in") else { return true }
        guard ident() != nil else { return false }
        if let token = peek(), token.kind == .ident,
            ["shorter", "longer", "increasing", "decreasing"].contains(token.keyword)
        {
            position += 1
            return keyword("hue")
        }
        return true
    }
    private mutating func colorStops(angular: Bool = false) -> [StopSpec]? {
        var stops: [StopSpec] = []
        var colors = 0
        repeat {
            if let hint = attempt({ cursor -> LengthValue? in
                guard let position = cursor.stopPosition(angular: angular), cursor.peek()?.kind == .comma else {
                    return nil
                }
                return position
            }) {
                guard let last = stops.last, last.color != nil else { return nil }
                stops.append(StopSpec(color: nil, position: hint))
                continue
            }
            let before = stopPosition(angular: angular)
            guard let color = color() else { return nil }
            colors += 1
            let first = before ?? stopPosition(angular: angular)
            stops.append(StopSpec(color: color, position: first))
            if first != nil, let second = stopPosition(angular: angular) {
                stops.append(StopSpec(color: color, position: second))
            }
        } while comma()
        guard colors >= 1, stops.last?.color != nil, stops.count < 10_000 else { return nil }
        return stops
    }

    private mutating func linearGradient(_ isRepeating: Bool) -> Deferred<ImageValue>? {
        var direction = GradientDirection.angle(180)
        var hasPrelude = false
        if keyword("in") {
            position -= 1
            guard skipColorSpace() else { return nil }
            hasPrelude = true
        }
        if let degrees = angle() {
            direction = .angle(Float(degrees))
            hasPrelude = true
        } else if keyword("to") {
            var x: Int8 = 0
            var y: Int8 = 0
            for _ in 0..<2 {
                if keyword("left") {
                    x = -1
                } else if keyword("right") {
                    x = 1
                } else if keyword("top") {
                    y = -1
                } else if keyword("bottom") {
                    y = 1
                }
            }
            guard x != 0 || y != 0 else { return nil }
            direction =
                switch (x, y) {
                case (0, -1): .angle(0)
                case (1, 0): .angle(90)
                case (0, 1): .angle(180)
                case (-1, 0): .angle(270)
                default: .toCorner(x: x, y: y)
                }
            hasPrelude = true
        }
        guard skipColorSpace() else { return nil }
        if hasPrelude, !comma() { return nil }
        guard let stops = colorStops() else { return nil }
        let chosen = direction
        return { builder in .linearGradient(chosen, stops.map { $0.computed(builder) }, repeating: isRepeating) }
    }

    private mutating func radialGradient(_ isRepeating: Bool) -> Deferred<ImageValue>? {
        var isCircle: Bool?
        var keywordSize: RadialSize?
        var lengths: [LengthValue] = []
        var hasPrelude = false
        while let token = peek(), token.kind != .comma {
            if token.isIdent("circle") || token.isIdent("ellipse"), isCircle == nil {
                position += 1
                isCircle = token.keyword == "circle"
            } else if token.kind == .ident, let size = Self.radialSize(token.keyword), keywordSize == nil {
                position += 1
                keywordSize = size
            } else if lengths.isEmpty, keywordSize == nil, let first = lengthPercentage(.notNegative) {
                lengths = [first]
                if let second = lengthPercentage(.notNegative) { lengths.append(second) }
            } else {
                break
            }
            hasPrelude = true
        }
        var center = PositionSpec()
        if keyword("at") {
            guard let position = positionValue() else { return nil }
            center = position
            hasPrelude = true
        }
        if let token = peek(), token.isIdent("in") {
            guard skipColorSpace() else { return nil }
            hasPrelude = true
        }
        if lengths.count == 1, isCircle == false { return nil }
        if lengths.count == 2, isCircle == true { return nil }
        if hasPrelude, !comma() { return nil }
        guard let stops = colorStops() else { return nil }
        let circle = isCircle ?? (lengths.count == 1)
        let (radii, size, at) = (lengths, keywordSize ?? .farthestCorner, center)
        return { builder in
            let used: RadialSize =
                radii.isEmpty
                ? size : .radii(radii[0].computed(builder.basis), (radii.last ?? radii[0]).computed(builder.basis))
            return .radialGradient(
                isCircle: circle, used, at.computed(builder.basis), stops.map { $0.computed(builder) },
                repeating: isRepeating)
        }
    }
    static func radialSize(_ keyword: String) -> RadialSize? {
        switch keyword {
        case "closest-side": .closestSide
        case "farthest-side": .farthestSide
        case "closest-corner": .closestCorner
        case "farthest-corner": .farthestCorner
        default: nil
        }
    }

    private mutating func conicGradient(_ isRepeating: Bool) -> Deferred<ImageValue>? {
        var from = 0.0
        var center = PositionSpec()
        var hasPrelude = false
        if keyword("from") {
            guard let degrees = angle() else { return nil }
            from = degrees
            hasPrelude = true
        }
        if keyword("at") {
            guard let position = positionValue() else { return nil }
            center = position
            hasPrelude = true
        }
        if let token = peek(), token.isIdent("in") {
            guard skipColorSpace() else { return nil }
            hasPrelude = true
        }
        if hasPrelude, !comma() { return nil }
        guard let stops = colorStops(angular: true) else { return nil }
        let (start, at) = (Float(from), center)
        return { builder in
            .conicGradient(
                from: start, at.computed(builder.basis), stops.map { $0.computed(builder) }, repeating: isRepeating)
        }
    }
}
