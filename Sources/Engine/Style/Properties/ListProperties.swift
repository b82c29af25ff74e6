//  ListProperties.swift
//  In: CSS Lists 3 and the inherited properties of tables. Out: rows of the property table.
//  https://www.w3.org/TR/css-lists-3/ https://www.w3.org/TR/CSS22/tables.html

import Geometry

extension TokenCursor {
    /// `none`, a counter style's name, `symbols(…)`, or a string.
    mutating func counterStyle() -> ListStyleType? {
        if keyword("none") { return ListStyleType.none }
        if let string = string() { return .string(string) }
        if let token = peek(), token.kind == .ident, WideKeyword(rawValue: token.keyword) == nil {
            position += 1
            // predefined names are matched without regard to case, authors' own as written
            return .counter(CounterStyleSet.isPredefined(token.keyword) ? token.keyword : token.text)
        }
        return attempt { cursor in
            guard var inside = cursor.function("symbols") else { return nil }
            let systems: Set = ["cyclic", "numeric", "alphabetic", "symbolic", "fixed"]
            let system = inside.ident() ?? "symbolic"
            guard systems.contains(system) else { return nil }
            var symbols: [String] = []
            while let symbol = inside.string() { symbols.append(symbol) }
            guard inside.isAtEnd, !symbols.isEmpty else { return nil }
            // an anonymous style travels by name, spelt as it was written
            return .counter(
                "symbols(" + system + symbols.map { " " + CSSToken.quoted($0) }.joined() + ")")
        }
    }
}

extension PropertyTableBuilder {
    mutating func addListRows() {
        text("list-style-type", \.listStyleType, "disc") { $0.counterStyle() }
        textComputed("list-style-image", \.listStyleImage, "none") { cursor, context in cursor.optionalImage(context) }
        text(
            "list-style-position", \.listStylePosition, "outside", oneOf(["outside": .outside, "inside": .inside]))
        let names = ["list-style-position", "list-style-image", "list-style-type"]
        let ids = names.map { id($0) }
        let parsers = names.map { parser($0) }
        shorthand("list-style", names) { cursor, context in
            var values: LonghandValues = []
            var nones = 0
            while !cursor.isAtEnd {
                if cursor.keyword("none") {
                    nones += 1
                    continue
                }
                guard
                    let index = (0..<3).first(where: { index in
                        guard !values.contains(where: { $0.property == ids[index] }),
                            let setter = cursor.attempt({ parsers[index](&$0, context) })
                        else { return false }
                        values.append((ids[index], .set(setter)))
                        return true
                    })
                else { return nil }
                _ = index
            }
            // `none` is for whatever of image and type was not given
            if nones > 0, !values.contains(where: { $0.property == ids[2] }) {
                values.append((ids[2], .set { $0.text.listStyleType = .none }))
                nones -= 1
            }
            if nones > 0, values.contains(where: { $0.property == ids[1] }) { return nil }
            return values.isEmpty ? nil : values
        }
        text(
            "caption-side", \.captionSide, "top",
            oneOf(["top": .top, "bottom": .bottom, "block-start": .top, "block-end": .bottom]))
        text("empty-cells", \.emptyCells, "show", oneOf(["show": .show, "hide": .hide]))
        text("border-collapse", \.borderCollapse, "separate", oneOf(["separate": .separate, "collapse": .collapse]))
        add(
            Longhand(
                name: "border-spacing", isInherited: true, initial: "0",
                parse: { cursor, _ in
                    guard let inline = cursor.length(.notNegative) else { return nil }
                    let block = cursor.length(.notNegative) ?? inline
                    return {
                        $0.text.borderSpacingInline = inline.px($0.basis)
                        $0.text.borderSpacingBlock = block.px($0.basis)
                    }
                },
                copy: {
                    $0.text.borderSpacingInline = $1.text.borderSpacingInline
                    $0.text.borderSpacingBlock = $1.text.borderSpacingBlock
                }))
    }
}
