//  BorderProperties.swift
//  In: borders, radii, border images, shadows of boxes, outlines. Out: rows of the property table.
//  https://www.w3.org/TR/css-backgrounds-3/#borders

import Geometry

extension TokenCursor {
    mutating func lineWidth() -> Deferred<Float>? {
        if keyword("thin") { return { _ in 1 } }
        if keyword("medium") { return { _ in 3 } }
        if keyword("thick") { return { _ in 5 } }
        guard let length = length(.notNegative) else { return nil }
        return { max(0, length.px($0.basis)) }
    }
    mutating func cornerRadii() -> [LengthValue]? {
        var values: [LengthValue] = []
        while values.count < 4, let length = lengthPercentage(.notNegative) { values.append(length) }
        guard let first = values.first else { return nil }
        let second = values.count > 1 ? values[1] : first
        return [first, second, values.count > 2 ? values[2] : first, values.count > 3 ? values[3] : second]
    }
}

extension PropertyTableBuilder {
    private typealias Edge = WritableKeyPath<DecorationValues, BorderEdge> & Sendable
    private static let edges: [(String, WritableKeyPath<DecorationValues, BorderEdge> & Sendable)] = [
        ("top", \.border.top), ("right", \.border.right), ("bottom", \.border.bottom), ("left", \.border.left),
    ]
    static let lineStyles: KeyValuePairs<String, BorderStyle> = [
        "none": .none, "hidden": .hidden, "dotted": .dotted, "dashed": .dashed, "solid": .solid, "double": .double,
        "groove": .groove, "ridge": .ridge, "inset": .inset, "outset": .outset,
    ]

    mutating func addBorderRows() {
        let widths: [(String, WritableKeyPath<DecorationValues, Float> & Sendable)] = [
            ("border-top-width", \.border.top.width), ("border-right-width", \.border.right.width),
            ("border-bottom-width", \.border.bottom.width), ("border-left-width", \.border.left.width),
        ]
        let styles: [(String, WritableKeyPath<DecorationValues, BorderStyle> & Sendable)] = [
            ("border-top-style", \.border.top.style), ("border-right-style", \.border.right.style),
            ("border-bottom-style", \.border.bottom.style), ("border-left-style", \.border.left.style),
        ]
        let colors: [(String, WritableKeyPath<DecorationValues, Color> & Sendable, CurrentColors)] = [
            ("border-top-color", \.border.top.color, .borderTop),
            ("border-right-color", \.border.right.color, .borderRight),
            ("border-bottom-color", \.border.bottom.color, .borderBottom),
            ("border-left-color", \.border.left.color, .borderLeft),
        ]
        for (name, path) in widths { lineWidthRow(name, path) }
        for (name, path) in styles { decoration(name, path, "none", oneOf(Self.lineStyles)) }
        for (name, path, use) in colors { decorationColor(name, path, use) }
        sides("border-width", widths.map(\.0))
        sides("border-style", styles.map(\.0))
        sides("border-color", colors.map(\.0))
        let parts = ["top", "right", "bottom", "left"].map {
            ["border-\($0)-width", "border-\($0)-style", "border-\($0)-color"]
        }
        for (index, side) in ["top", "right", "bottom", "left"].enumerated() {
            anyOrder("border-\(side)", parts[index])
        }
        addNineSliceRows("border-image", \.borderImage, \.borderImage, slice: "100%", width: "1")
        anyOrder("border", parts[0], also: Array(parts[1...]))
        addRadiusRows()
        decorationComputed("box-shadow", \.boxShadows, "none") { cursor, _ in
            guard let shadows = cursor.shadows() else { return nil }; return { builder in shadows.map { $0(&builder) } }
        }
        lineWidthRow("outline-width", \.outline.width)
        decoration("outline-style", \.outline.style, "none") { cursor in
            if cursor.keyword("auto") { return .solid }
            return oneOf(Self.lineStyles)(&cursor)
        }
        decorationColor("outline-color", \.outline.color, .outline)
        anyOrder("outline", ["outline-color", "outline-style", "outline-width"])
        decorationComputed("outline-offset", \.outlineOffset, "0") { cursor, _ in
            guard let length = cursor.length() else { return nil }
            return { length.px($0.basis) }
        }
    }

    /// The initial width is medium; a width counts only with a visible style (see `StyleBuilder.finish`).
    private mutating func lineWidthRow(_ name: String, _ path: WritableKeyPath<DecorationValues, Float> & Sendable) {
        add(
            Longhand(
                name: name, isInherited: false, initial: "medium",
                parse: { cursor, _ in
                    guard let width = cursor.lineWidth() else { return nil }
                    return { $0.decoration[keyPath: path] = width(&$0) }
                },
                copy: {
                    $0.decoration[keyPath: path] = $1 === ComputedStyle.initial ? 3 : $1.decoration[keyPath: path]
                }))
    }

    private mutating func addRadiusRows() {
        let corners: [(String, WritableKeyPath<DecorationValues, CornerRadius> & Sendable)] = [
            ("border-top-left-radius", \.radiusTopLeft), ("border-top-right-radius", \.radiusTopRight),
            ("border-bottom-right-radius", \.radiusBottomRight), ("border-bottom-left-radius", \.radiusBottomLeft),
        ]
        for (name, path) in corners {
            decorationComputed(name, path, "0") { cursor, _ in
                guard let x = cursor.lengthPercentage(.notNegative) else { return nil }
                let y = cursor.lengthPercentage(.notNegative) ?? x
                return { CornerRadius(x: x.computed($0.basis), y: y.computed($0.basis)) }
            }
        }
        let ids = corners.map { id($0.0) }
        let paths = corners.map(\.1)
        shorthand("border-radius", corners.map(\.0)) { cursor, _ in
            guard let x = cursor.cornerRadii() else { return nil }
            var y = x
            if cursor.slash() {
                guard let second = cursor.cornerRadii() else { return nil }
                y = second
            }
            let vertical = y
            return (0..<4).map { corner in
                let path = paths[corner]
                return (
                    ids[corner],
                    .set {
                        $0.decoration[keyPath: path] = CornerRadius(
                            x: x[corner].computed($0.basis), y: vertical[corner].computed($0.basis))
                    }
                )
            }
        }
    }

    /// One to four values as four sides.
    static func expanded<Value>(_ values: [Value]) -> Sides<Value>? {
        switch values.count {
        case 1: Sides(all: values[0])
        case 2: Sides(top: values[0], right: values[1], bottom: values[0], left: values[1])
        case 3: Sides(top: values[0], right: values[1], bottom: values[2], left: values[1])
        case 4: Sides(top: values[0], right: values[1], bottom: values[2], left: values[3])
        default: nil
        }
    }
}
