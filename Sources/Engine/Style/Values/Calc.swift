//  Calc.swift
//  In: `calc()` and the other math functions. Out: calculation trees, folded where all is known.
//  https://www.w3.org/TR/css-values-4/#math

/// A calculation as specified.
indirect enum CalcNode: Sendable, Hashable {
    case number(Double)
    /// CSS px, or so many relative units.
    case length(Double, RelativeUnit?)
    case percent(Double)
    /// Degrees.
    case angle(Double)
    case sum([CalcNode])
    case product(CalcNode, Double)
    case min([CalcNode])
    case max([CalcNode])
    case clamp(CalcNode, CalcNode, CalcNode)
    case function(Calculation.MathFunction, [CalcNode])

    enum Kind { case number, lengthPercentage, angle }

    var kind: Kind {
        switch self {
        case .number: .number
        case .length, .percent: .lengthPercentage
        case .angle: .angle
        case .sum(let parts), .min(let parts), .max(let parts), .function(_, let parts): parts[0].kind
        case .product(let part, _): part.kind
        case .clamp(let low, _, _): low.kind
        }
    }
    var hasPercent: Bool {
        switch self {
        case .number, .length, .angle: false
        case .percent: true
        case .sum(let parts), .min(let parts), .max(let parts), .function(_, let parts):
            parts.contains(where: \.hasPercent)
        case .product(let part, _): part.hasPercent
        case .clamp(let a, let b, let c): a.hasPercent || b.hasPercent || c.hasPercent
        }
    }
    /// The plain value if this is a leaf that needs nothing to be known: number, px, percent or degrees.
    private var leaf: Double? {
        switch self {
        case .number(let value), .length(let value, nil), .percent(let value), .angle(let value): value
        default: nil
        }
    }
    /// A leaf of the same sort with another value.
    private func leaf(_ value: Double) -> CalcNode {
        switch self {
        case .number: .number(value)
        case .percent: .percent(value)
        case .angle: .angle(value)
        default: .length(value, nil)
        }
    }
    private func isSameLeaf(as other: CalcNode) -> Bool {
        switch (self, other) {
        case (.number, .number), (.percent, .percent), (.angle, .angle), (.length(_, nil), .length(_, nil)): true
        default: false
        }
    }
    /// The values of all nodes if they are leaves of one sort.
    private static func leaves(_ nodes: [CalcNode]) -> [Double]? {
        guard let first = nodes.first else { return nil }
        var values: [Double] = []
        for node in nodes {
            guard let value = node.leaf, node.isSameLeaf(as: first) else { return nil }
            values.append(value)
        }
        return values
    }

    static func added(_ parts: [CalcNode]) -> CalcNode? {
        guard let first = parts.first else { return nil }
        if parts.contains(where: { $0.kind != first.kind }) { return nil }
        if parts.count == 1 { return first }
        var folded: [CalcNode] = []
        for part in parts {
            if part.leaf != nil, let index = folded.firstIndex(where: { $0.isSameLeaf(as: part) }) {
                folded[index] = part.leaf((folded[index].leaf ?? 0) + (part.leaf ?? 0))
            } else {
                folded.append(part)
            }
        }
        return folded.count == 1 ? folded[0] : .sum(folded)
    }
    func scaled(_ factor: Double) -> CalcNode {
        switch self {
        case .number(let value): .number(value * factor)
        case .length(let value, let unit): .length(value * factor, unit)
        case .percent(let value): .percent(value * factor)
        case .angle(let value): .angle(value * factor)
        case .product(let part, let other): .product(part, other * factor)
        default: .product(self, factor)
        }
    }
    static func comparison(_ nodes: [CalcNode], isMin: Bool) -> CalcNode? {
        guard let first = nodes.first, nodes.allSatisfy({ $0.kind == first.kind }) else { return nil }
        if nodes.count == 1 { return first }
        if let values = leaves(nodes) { return first.leaf(isMin ? values.min() ?? 0 : values.max() ?? 0) }
        return isMin ? .min(nodes) : .max(nodes)
    }
    static func clamped(_ a: CalcNode, _ b: CalcNode, _ c: CalcNode) -> CalcNode? {
        guard a.kind == b.kind, b.kind == c.kind else { return nil }
        if let v = leaves([a, b, c]) { return b.leaf(Swift.max(v[0], Swift.min(v[1], v[2]))) }
        return .clamp(a, b, c)
    }
    static func applied(_ function: Calculation.MathFunction, _ nodes: [CalcNode]) -> CalcNode? {
        guard let first = nodes.first, nodes.allSatisfy({ $0.kind == first.kind }) else { return nil }
        if let values = leaves(nodes) { return first.leaf(function.value(values)) }
        return .function(function, nodes)
    }

    /// The computed calculation: relative units resolved, sums folded. Only for lengths and percentages.
    func computed(_ basis: LengthBasis) -> Calculation {
        switch self {
        case .number(let value), .angle(let value): return .px(value)
        case .length(let value, let unit):
            guard let unit else { return .px(value) }
            if let px = unit.px(basis) { return .px(value * px) }
            return .font(value, unit.fontUnit ?? .ch)
        case .percent(let value): return .percent(value)
        case .sum(let parts): return Self.folded(parts.map { $0.computed(basis) })
        case .product(let part, let factor):
            switch part.computed(basis) {
            case .px(let value): return .px(value * factor)
            case .percent(let value): return .percent(value * factor)
            case .font(let value, let unit): return .font(value * factor, unit)
            case let other: return .product(other, factor)
            }
        case .min(let parts), .max(let parts):
            let values = parts.map { $0.computed(basis) }
            if let px = Self.px(values) {
                if case .min = self { return .px(px.min() ?? 0) }
                return .px(px.max() ?? 0)
            }
            if case .min = self { return .min(values) }
            return .max(values)
        case .clamp(let low, let middle, let high):
            let values = [low.computed(basis), middle.computed(basis), high.computed(basis)]
            if let px = Self.px(values) { return .px(Swift.max(px[0], Swift.min(px[1], px[2]))) }
            return .clamp(values[0], values[1], values[2])
        case .function(let function, let parts):
            let values = parts.map { $0.computed(basis) }
            if let px = Self.px(values) { return .px(function.value(px)) }
            return .function(function, values)
        }
    }
    private static func px(_ values: [Calculation]) -> [Double]? {
        var result: [Double] = []
        for value in values {
            guard case .px(let px) = value else { return nil }
            result.append(px)
        }
        return result
    }
    private static func folded(_ parts: [Calculation]) -> Calculation {
        var px = 0.0
        var percent: Double?
        var others: [Calculation] = []
        for part in parts {
            switch part {
            case .px(let value): px += value
            case .percent(let value): percent = (percent ?? 0) + value
            case .sum(let inner): others += inner
            default: others.append(part)
            }
        }
        if let percent {
            if px == 0, others.isEmpty { return .percent(percent) }
            others.insert(.percent(percent), at: 0)
        }
        if others.isEmpty { return .px(px) }
        if px != 0 { others.append(.px(px)) }
        return others.count == 1 ? others[0] : .sum(others)
    }
}

extension TokenCursor {
    private static let deepest = 32

    /// A math function whose result is of this kind.
    mutating func calculation(_ kind: CalcNode.Kind) -> CalcNode? {
        guard let token = peek(), token.kind == .function else { return nil }
        guard let node = mathFunction(depth: 0), node.kind == kind else { return nil }
        return node
    }

    private mutating func mathFunction(depth: Int) -> CalcNode? {
        guard depth < Self.deepest, let (name, contents) = anyFunction() else { return nil }
        var inside = contents
        func arguments() -> [CalcNode]? {
            var cursor = inside
            guard let nodes = cursor.list({ $0.calcSum(depth: depth + 1) }), cursor.isAtEnd else { return nil }
            return nodes
        }
        func numbers(_ count: ClosedRange<Int>) -> [Double]? {
            guard let nodes = arguments(), count.contains(nodes.count) else { return nil }
            var values: [Double] = []
            for node in nodes {
                guard case .number(let value) = node else { return nil }
                values.append(value)
            }
            return values
        }
        /// Of an angle or a number, in radians.
        func radians() -> Double? {
            guard let nodes = arguments(), nodes.count == 1 else { return nil }
            if case .number(let value) = nodes[0] { return value }
            if case .angle(let value) = nodes[0] { return value * .pi / 180 }
            return nil
        }
        switch name {
        case "calc", "-webkit-calc", "-moz-calc":
            guard let node = inside.calcSum(depth: depth + 1), inside.isAtEnd else { return nil }
            return node
        case "min", "max":
            guard let nodes = arguments() else { return nil }
            return CalcNode.comparison(nodes, isMin: name == "min")
        case "clamp":
            let parts = inside.splitAtCommas()
            guard parts.count == 3 else { return nil }
            var nodes: [CalcNode?] = []
            for part in parts {
                var part = part
                if part.keyword("none") {
                    nodes.append(nil)
                } else {
                    guard let node = part.calcSum(depth: depth + 1) else { return nil }
                    nodes.append(node)
                }
                if !part.isAtEnd { return nil }
            }
            guard let middle = nodes[1] else { return nil }
            switch (nodes[0], nodes[2]) {
            case (let low?, let high?): return CalcNode.clamped(low, middle, high)
            case (let low?, nil): return CalcNode.comparison([low, middle], isMin: false)
            case (nil, let high?): return CalcNode.comparison([middle, high], isMin: true)
            default: return middle
            }
        case "round":
            var function = Calculation.MathFunction.roundNearest
            if let strategy = inside.ident() {
                switch strategy {
                case "nearest": break
                case "up": function = .roundUp
                case "down": function = .roundDown
                case "to-zero": function = .roundToZero
                default: return nil
                }
                guard inside.comma() else { return nil }
            }
            guard var nodes = arguments(), nodes.count == 1 || nodes.count == 2 else { return nil }
            if nodes.count == 1 {
                guard nodes[0].kind == .number else { return nil }
                nodes.append(.number(1))
            }
            return CalcNode.applied(function, nodes)
        case "mod", "rem":
            guard let nodes = arguments(), nodes.count == 2 else { return nil }
            return CalcNode.applied(name == "mod" ? .mod : .rem, nodes)
        case "abs":
            guard let nodes = arguments(), nodes.count == 1 else { return nil }
            return CalcNode.applied(.abs, nodes)
        case "hypot":
            guard let nodes = arguments() else { return nil }
            return CalcNode.applied(.hypot, nodes)
        case "sign":
            guard let nodes = arguments(), nodes.count == 1 else { return nil }
            switch nodes[0] {
            case .number(let value), .length(let value, _), .angle(let value), .percent(let value):
                return .number(value > 0 ? 1 : value < 0 ? -1 : 0)
            default: return nil
            }
        case "sin": return radians().map { .number(CalcMath.sine($0)) }
        case "cos": return radians().map { .number(CalcMath.cosine($0)) }
        case "tan": return radians().map { .number(CalcMath.sine($0) / CalcMath.cosine($0)) }
        case "asin": return numbers(1...1).map { .angle(CalcMath.arcSine($0[0]) * 180 / .pi) }
        case "acos": return numbers(1...1).map { .angle((.pi / 2 - CalcMath.arcSine($0[0])) * 180 / .pi) }
        case "atan": return numbers(1...1).map { .angle(CalcMath.arcTangent($0[0], 1) * 180 / .pi) }
        case "atan2":
            guard let nodes = arguments(), nodes.count == 2, nodes[0].kind == nodes[1].kind else { return nil }
            switch (nodes[0], nodes[1]) {
            case (.number(let y), .number(let x)), (.length(let y, nil), .length(let x, nil)),
                (.angle(let y), .angle(let x)):
                return .angle(CalcMath.arcTangent(y, x) * 180 / .pi)
            default: return nil
            }
        case "pow": return numbers(2...2).map { .number(CalcMath.power($0[0], $0[1])) }
        case "sqrt": return numbers(1...1).map { .number($0[0].squareRoot()) }
        case "exp": return numbers(1...1).map { .number(CalcMath.power(CalcMath.e, $0[0])) }
        case "log":
            return numbers(1...2).map {
                .number(
                    $0.count == 2 ? CalcMath.logarithm($0[0]) / CalcMath.logarithm($0[1]) : CalcMath.logarithm($0[0]))
            }
        default: return nil
        }
    }

    private mutating func calcSum(depth: Int) -> CalcNode? {
        guard depth < Self.deepest, let first = calcProduct(depth: depth) else { return nil }
        var parts = [first]
        while true {
            // + and − need white space on both sides; without it they belong to a number
            guard let before = rawPeek, before.kind == .whitespace, let sign = peek(),
                sign.isDelim("+") || sign.isDelim("-")
            else { break }
            position += 1
            guard parts.count < 1_000, rawPeek?.kind == .whitespace, let part = calcProduct(depth: depth) else {
                return nil
            }
            parts.append(sign.text == "-" ? part.scaled(-1) : part)
        }
        return CalcNode.added(parts)
    }
    private mutating func calcProduct(depth: Int) -> CalcNode? {
        guard var node = calcValue(depth: depth) else { return nil }
        while true {
            let saved = position
            if delim("*") {
                guard let right = calcValue(depth: depth) else { return nil }
                if case .number(let factor) = right {
                    node = node.scaled(factor)
                } else if case .number(let factor) = node {
                    node = right.scaled(factor)
                } else {
                    return nil
                }
            } else if delim("/") {
                guard let right = calcValue(depth: depth) else { return nil }
                switch (node, right) {
                case (_, .number(let divisor)): node = node.scaled(1 / divisor)
                case (.length(let a, let unitA), .length(let b, let unitB)) where unitA == unitB: node = .number(a / b)
                case (.angle(let a), .angle(let b)), (.percent(let a), .percent(let b)): node = .number(a / b)
                default: return nil
                }
            } else {
                position = saved
                return node
            }
        }
    }
    private mutating func calcValue(depth: Int) -> CalcNode? {
        guard let token = peek() else { return nil }
        switch token.kind {
        case .number:
            position += 1
            return .number(token.number)
        case .percentage:
            position += 1
            return .percent(token.number)
        case .dimension:
            position += 1
            if let px = AbsoluteUnit.px(token.keyword) { return .length(token.number * px, nil) }
            if let unit = RelativeUnit(token.keyword) { return .length(token.number, unit) }
            if let degrees = AbsoluteUnit.degrees(token.keyword) { return .angle(token.number * degrees) }
            return nil
        case .ident:
            position += 1
            switch token.keyword {
            case "pi": return .number(.pi)
            case "e": return .number(CalcMath.e)
            case "infinity": return .number(.infinity)
            case "-infinity": return .number(-.infinity)
            case "nan": return .number(.nan)
            default: return nil
            }
        case .openParen:
            guard depth < Self.deepest else { return nil }
            var inside = enter()
            guard let node = inside.calcSum(depth: depth + 1), inside.isAtEnd else { return nil }
            return node
        case .function: return mathFunction(depth: depth + 1)
        default: return nil
        }
    }
}
