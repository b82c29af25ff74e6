//  NineSliceProperties.swift
//  In: border images and mask borders. Out: rows of the property table; both cut a picture into nine by the same syntax.

import Geometry

/// The longhands of a nine-part picture, until a style is finished.
struct NineSliceSpec {
    enum Width {
        case auto
        case times(Float)
        case length(LengthPercentage)
    }
    var source: ImageValue?
    var image: BorderImage
    /// nil: the initial value.
    var width: Sides<Width>?
    var outsetIsFactor = Sides(all: false)
    private let initialWidth: Width

    static let border = NineSliceSpec(image: initialImage("100%"), initialWidth: .times(1))
    static let mask = NineSliceSpec(image: initialImage("0"), initialWidth: .auto)

    private init(image: BorderImage, initialWidth: Width) {
        self.image = image
        self.initialWidth = initialWidth
    }
    static func initialImage(_ slice: String) -> BorderImage {
        BorderImage(
            source: .url(ResourceAddress(url: "", base: "")), slice: Sides(all: slice == "0" ? .zero : .percent(100)),
            fill: false, width: nil, outset: Sides(all: 0), repeatX: .repeat, repeatY: .repeat, stretchX: true,
            stretchY: true)
    }

    /// The picture of a finished style; nil: none.
    func finished(_ border: Sides<BorderEdge>) -> BorderImage? {
        guard let source else { return nil }
        var image = image
        image.source = source
        func used(_ width: Width, _ edge: BorderEdge) -> LengthPercentage {
            switch width {
            case .auto: .px(edge.width)
            case .times(let times): .px(times * edge.width)
            case .length(let length): length
            }
        }
        func isAuto(_ width: Width) -> Bool {
            if case .auto = width { return true }
            return false
        }
        let widths = width ?? Sides(all: initialWidth)
        image.width = Sides(
            top: used(widths.top, border.top), right: used(widths.right, border.right),
            bottom: used(widths.bottom, border.bottom), left: used(widths.left, border.left))
        image.hasAutoWidth = widths.map { isAuto($0) }
        if outsetIsFactor.top { image.outset.top *= border.top.width }
        if outsetIsFactor.right { image.outset.right *= border.right.width }
        if outsetIsFactor.bottom { image.outset.bottom *= border.bottom.width }
        if outsetIsFactor.left { image.outset.left *= border.left.width }
        return image
    }
}

extension PropertyTableBuilder {
    /// https://www.w3.org/TR/css-backgrounds-3/#border-images
    /// https://drafts.fxtf.org/css-masking-1/#mask-borders
    mutating func addNineSliceRows(
        _ name: String, _ spec: WritableKeyPath<StyleExtras, NineSliceSpec> & Sendable,
        _ computed: WritableKeyPath<DecorationValues, BorderImage?> & Sendable, slice: String, width: String
    ) {
        add(
            Longhand(
                name: "\(name)-source", isInherited: false, initial: "none",
                parse: { cursor, context in
                    guard let image = cursor.optionalImage(context) else { return nil }
                    return { $0.extras[keyPath: spec].source = image(&$0) }
                },
                copy: { $0.extras[keyPath: spec].source = $1.decoration[keyPath: computed]?.source }))
        add(
            Longhand(
                name: "\(name)-slice", isInherited: false, initial: slice,
                parse: { cursor, _ in
                    var fill = cursor.keyword("fill")
                    var values: [LengthPercentage] = []
                    while values.count < 4 {
                        if let percent = cursor.percentage(.notNegative) {
                            values.append(.percent(Float(percent)))
                        } else if let number = cursor.number(.notNegative) {
                            values.append(.px(Float(number)))
                        } else {
                            break
                        }
                    }
                    if !fill { fill = cursor.keyword("fill") }
                    guard let sides = Self.expanded(values) else { return nil }
                    let isFilled = fill
                    return {
                        $0.extras[keyPath: spec].image.slice = sides
                        $0.extras[keyPath: spec].image.fill = isFilled
                    }
                },
                copy: {
                    let source = $1.decoration[keyPath: computed] ?? NineSliceSpec.initialImage(slice)
                    $0.extras[keyPath: spec].image.slice = source.slice
                    $0.extras[keyPath: spec].image.fill = source.fill
                }))
        add(
            Longhand(
                name: "\(name)-width", isInherited: false, initial: width,
                parse: { cursor, _ in
                    enum Part: Sendable {
                        case times(Double)
                        case length(LengthValue)
                        case auto
                    }
                    var parts: [Part] = []
                    while parts.count < 4 {
                        if cursor.keyword("auto") {
                            parts.append(.auto)
                        } else if let number = cursor.number(.notNegative) {
                            parts.append(.times(number))
                        } else if let length = cursor.lengthPercentage(.notNegative) {
                            parts.append(.length(length))
                        } else {
                            break
                        }
                    }
                    guard let sides = Self.expanded(parts) else { return nil }
                    return { builder in
                        let basis = builder.basis
                        builder.extras[keyPath: spec].width = sides.map { part -> NineSliceSpec.Width in
                            switch part {
                            case .auto: .auto
                            case .times(let times): .times(Float(times))
                            case .length(let length): .length(length.computed(basis))
                            }
                        }
                    }
                },
                copy: { builder, source in
                    builder.extras[keyPath: spec].width =
                        source.decoration[keyPath: computed]?.width.map { $0.map { .length($0) } }
                }))
        add(
            Longhand(
                name: "\(name)-outset", isInherited: false, initial: "0",
                parse: { cursor, _ in
                    var parts: [LengthValue] = []
                    var isNumber: [Bool] = []
                    while parts.count < 4 {
                        if let number = cursor.number(.notNegative) {
                            parts.append(.px(Float(number)))
                            isNumber.append(true)
                        } else if let length = cursor.length(.notNegative) {
                            parts.append(length)
                            isNumber.append(false)
                        } else {
                            break
                        }
                    }
                    guard let sides = Self.expanded(parts), let numbers = Self.expanded(isNumber) else { return nil }
                    return {
                        let basis = $0.basis
                        $0.extras[keyPath: spec].image.outset = sides.map { $0.px(basis) }
                        $0.extras[keyPath: spec].outsetIsFactor = numbers
                    }
                },
                copy: {
                    $0.extras[keyPath: spec].image.outset = $1.decoration[keyPath: computed]?.outset ?? Sides(all: 0)
                    $0.extras[keyPath: spec].outsetIsFactor = Sides(all: false)
                }))
        add(
            Longhand(
                name: "\(name)-repeat", isInherited: false, initial: "stretch",
                parse: { cursor, _ in
                    let words: [String: BackgroundRepeat?] = [
                        "stretch": nil, "repeat": .repeat, "round": .round, "space": .space,
                    ]
                    guard let x = cursor.ident(), let horizontal = words[x] else { return nil }
                    var vertical = horizontal
                    if let y = cursor.ident() {
                        guard let other = words[y] else { return nil }
                        vertical = other
                    }
                    let both = (horizontal, vertical)
                    return {
                        $0.extras[keyPath: spec].image.repeatX = both.0 ?? .repeat
                        $0.extras[keyPath: spec].image.repeatY = both.1 ?? .repeat
                        $0.extras[keyPath: spec].image.stretchX = both.0 == nil
                        $0.extras[keyPath: spec].image.stretchY = both.1 == nil
                    }
                },
                copy: {
                    let source = $1.decoration[keyPath: computed] ?? NineSliceSpec.initialImage(slice)
                    $0.extras[keyPath: spec].image.repeatX = source.repeatX
                    $0.extras[keyPath: spec].image.repeatY = source.repeatY
                    $0.extras[keyPath: spec].image.stretchX = source.stretchX
                    $0.extras[keyPath: spec].image.stretchY = source.stretchY
                }))
        let names = [
            "\(name)-source", "\(name)-slice", "\(name)-width", "\(name)-outset",
            "\(name)-repeat",
        ]
        let ids = names.map { id($0) }
        let parsers = names.map { parser($0) }
        shorthand(name, names) { cursor, context in
            var values: LonghandValues = []
            func take(_ index: Int) -> Bool {
                guard !values.contains(where: { $0.property == ids[index] }),
                    let setter = cursor.attempt({ parsers[index](&$0, context) })
                else { return false }
                values.append((ids[index], .set(setter)))
                return true
            }
            while !cursor.isAtEnd {
                if take(0) || take(4) { continue }
                guard take(1) else { return nil }
                if cursor.slash() {
                    let hasWidth = take(2)
                    if cursor.slash() {
                        guard take(3) else { return nil }
                    } else if !hasWidth {
                        return nil
                    }
                }
            }
            return values.isEmpty ? nil : values
        }
    }
}
