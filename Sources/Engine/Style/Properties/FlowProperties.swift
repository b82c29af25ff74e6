//  FlowProperties.swift
//  In: Break 4, Page 3, Multicol 1, Flexbox 1, Align 3. Out: rows of the property table.
//  https://www.w3.org/TR/css-break-4/ https://www.w3.org/TR/css-multicol-1/ https://www.w3.org/TR/css-flexbox-1/ https://www.w3.org/TR/css-align-3/

import Geometry

enum AlignmentSyntax {
    private static let positions: [String: Alignment] = [
        "start": .start, "end": .end, "flex-start": .flexStart, "flex-end": .flexEnd, "self-start": .selfStart,
        "self-end": .selfEnd, "center": .center, "left": .left, "right": .right,
    ]
    private static let others: [String: Alignment] = [
        "normal": .normal, "stretch": .stretch, "space-between": .spaceBetween, "space-around": .spaceAround,
        "space-evenly": .spaceEvenly, "baseline": .baseline, "auto": .auto, "legacy": .legacy, "anchor-center": .center,
    ]
    /// An alignment among `allowed` extras; `safe` and `unsafe` are read over.
    static func parser(_ allowed: Set<String>) -> PropertyTableBuilder.Parser<Alignment> {
        { cursor in
            guard var word = cursor.ident() else { return nil }
            if word == "first" || word == "last" {
                guard allowed.contains("baseline"), cursor.keyword("baseline") else { return nil }
                return word == "first" ? .baseline : .lastBaseline
            }
            if word == "legacy", allowed.contains("legacy") {
                if let side = cursor.ident() { return positions[side] }
                return .legacy
            }
            if word == "safe" || word == "unsafe" {
                guard let position = cursor.ident(), positions[position] != nil else { return nil }
                word = position
            }
            if let position = positions[word] {
                if word == "left" || word == "right" { return allowed.contains("left") ? position : nil }
                if word.hasPrefix("self-") { return allowed.contains("self") ? position : nil }
                return position
            }
            return allowed.contains(word) ? others[word] : nil
        }
    }
}

extension TokenCursor {
    /// `none` (nil inside), `auto` or a string.
    mutating func blockEllipsis() -> String?? {
        if keyword("none") || keyword("no-ellipsis") { return .some(nil) }
        if keyword("auto") { return "\u{2026}" }
        return string().map { .some($0) }
    }
}

extension PropertyTableBuilder {
    mutating func addFlowRows() {
        addBreakRows()
        addColumnRows()
        addFlexRows()
        addAlignRows()
        flow(
            "footnote-display", \.footnoteDisplay, "block",
            oneOf(["block": .block, "inline": .inline, "compact": .compact]))
        flow("footnote-policy", \.footnotePolicy, "auto", oneOf(["auto": .auto, "line": .line, "block": .block]))
        flow("max-lines", \.maxLines, "none") { $0.keyword("none") ? 0 : $0.integer(1...Int32.max) }
        flow(
            "continue", \.continueDiscards, "auto",
            oneOf(["auto": false, "discard": true, "collapse": true, "-webkit-legacy": true]))
        text("block-ellipsis", \.blockEllipsis, "none") { $0.blockEllipsis() }
        addLineClamp()
        flow("-teian-carry", \.carry, "none") { cursor in
            guard let name = cursor.name() else { return nil }
            switch name.asciiLowercased {
            case "none": return TableCarry.none
            case "continued": return .continued
            case "continues": return .continues
            case "final": return .final
            default: return .adds(name)
            }
        }
        add(
            Longhand(
                name: "text-overflow", isInherited: false, initial: "clip",
                parse: { cursor, _ in
                    if cursor.string() != nil { return { $0.flow.textOverflowEllipsis = true } }
                    guard let word = cursor.ident(), word == "clip" || word == "ellipsis" else { return nil }
                    var last = word
                    if let second = cursor.ident() { last = second }
                    let isEllipsis = last == "ellipsis"
                    return { $0.flow.textOverflowEllipsis = isEllipsis }
                },
                copy: { $0.flow.textOverflowEllipsis = $1.flow.textOverflowEllipsis }))
    }

    /// https://www.w3.org/TR/css-overflow-4/#line-clamp
    private mutating func addLineClamp() {
        let ids = ["max-lines", "continue", "block-ellipsis"].map { id($0) }
        for name in ["line-clamp", "-webkit-line-clamp"] {
            shorthand(name, ["max-lines", "continue", "block-ellipsis"]) { cursor, _ in
                var lines: Int32 = 0
                var ellipsis: String? = "\u{2026}"
                if cursor.keyword("none") {
                    ellipsis = nil
                } else {
                    guard let count = cursor.integer(1...Int32.max) else { return nil }
                    lines = count
                    if !cursor.isAtEnd {
                        guard let given = cursor.blockEllipsis() else { return nil }
                        ellipsis = given
                    }
                }
                let (count, mark) = (lines, ellipsis)
                return [
                    (ids[0], .set { $0.flow.maxLines = count }),
                    (ids[1], .set { $0.flow.continueDiscards = count > 0 }),
                    (ids[2], .set { $0.text.blockEllipsis = mark }),
                ]
            }
        }
    }

    private mutating func addBreakRows() {
        let between: KeyValuePairs<String, BreakBetween> = [
            "auto": .auto, "avoid": .avoid, "avoid-page": .avoidPage, "avoid-column": .avoidColumn, "always": .always,
            "all": .all, "page": .page, "left": .left, "right": .right, "recto": .recto, "verso": .verso,
            "column": .column, "avoid-region": .auto, "region": .auto,
        ]
        flow("break-before", \.breakBefore, "auto", oneOf(between))
        flow("break-after", \.breakAfter, "auto", oneOf(between))
        flow(
            "break-inside", \.breakInside, "auto",
            oneOf([
                "auto": .auto, "avoid": .avoid, "avoid-page": .avoidPage, "avoid-column": .avoidColumn,
                "avoid-region": .auto,
            ]))
        // https://www.w3.org/TR/css-break-4/#page-break-properties
        let old = oneOf(["auto": BreakBetween.auto, "always": .page, "avoid": .avoid, "left": .left, "right": .right])
        for (name, target, path) in [
            ("page-break-before", "break-before", \FlowValues.breakBefore),
            ("page-break-after", "break-after", \FlowValues.breakAfter),
        ] as [(String, String, WritableKeyPath<FlowValues, BreakBetween> & Sendable)] {
            let target = id(target)
            shorthand(name, [longhands[Int(target.index)].name]) { cursor, _ in
                guard let value = old(&cursor) else { return nil }
                return [(target, .set { $0.flow[keyPath: path] = value })]
            }
        }
        let inside = id("break-inside")
        shorthand("page-break-inside", ["break-inside"]) { cursor, _ in
            guard let value = oneOf(["auto": BreakInside.auto, "avoid": .avoid])(&cursor) else { return nil }
            return [(inside, .set { $0.flow.breakInside = value })]
        }
        flow("box-decoration-break", \.boxDecorationBreak, "slice", oneOf(["slice": .slice, "clone": .clone]))
        flow("margin-break", \.marginBreak, "auto", oneOf(["auto": .auto, "keep": .keep, "discard": .discard]))
        // `page` inherits in effect: auto is the parent's name; the box generator follows it upwards
        flow("page", \.page, "auto") { cursor in
            guard let name = cursor.name() else { return nil }
            return name.asciiLowercased == "auto" ? "" : name
        }
    }

    private mutating func addColumnRows() {
        flow("column-count", \.columnCount, "auto") { cursor -> Int32?? in
            cursor.keyword("auto") ? .some(nil) : cursor.integer(1...Int32.max).map { .some($0) }
        }
        flowComputed("column-width", \.columnWidth, "auto") { cursor, _ in
            if cursor.keyword("auto") { return { _ in nil } }
            guard let length = cursor.length(.notNegative) else { return nil }
            return { length.computed($0.basis) }
        }
        anyOrder("columns", ["column-width", "column-count"])
        for (name, path) in [("column-gap", \FlowValues.columnGap), ("row-gap", \FlowValues.rowGap)]
            as [(String, WritableKeyPath<FlowValues, LengthPercentage?> & Sendable)]
        {
            flowComputed(name, path, "normal") { cursor, _ in
                if cursor.keyword("normal") { return { _ in nil } }
                guard let length = cursor.lengthPercentage(.notNegative) else { return nil }
                return { length.computed($0.basis) }
            }
        }
        pair("gap", "row-gap", "column-gap")
        alias("grid-gap", "gap")
        alias("grid-row-gap", "row-gap")
        alias("grid-column-gap", "column-gap")
        add(
            Longhand(
                name: "column-rule-width", isInherited: false, initial: "medium",
                parse: { cursor, _ in
                    guard let width = cursor.lineWidth() else { return nil }
                    return { $0.flow.columnRule.width = width(&$0) }
                },
                copy: { $0.flow.columnRule.width = $1 === ComputedStyle.initial ? 3 : $1.flow.columnRule.width }))
        flow("column-rule-style", \.columnRule.style, "none", oneOf(Self.lineStyles))
        add(
            Longhand(
                name: "column-rule-color", isInherited: false, initial: "currentcolor",
                parse: { cursor, _ in
                    guard let color = cursor.color() else { return nil }
                    return {
                        $0.flow.columnRule.color = color.resolved(current: $0.text.color)
                        if color == .current {
                            $0.decoration.currentColors.insert(.columnRule)
                        } else {
                            $0.decoration.currentColors.remove(.columnRule)
                        }
                    }
                },
                copy: {
                    let isCurrent = $1.decoration.currentColors.contains(.columnRule)
                    $0.flow.columnRule.color = isCurrent ? $0.text.color : $1.flow.columnRule.color
                    if isCurrent {
                        $0.decoration.currentColors.insert(.columnRule)
                    } else {
                        $0.decoration.currentColors.remove(.columnRule)
                    }
                }))
        anyOrder("column-rule", ["column-rule-width", "column-rule-style", "column-rule-color"])
        flow(
            "column-fill", \.columnFill, "balance",
            oneOf(["balance": .balance, "auto": .auto, "balance-all": .balance]))
        flow("column-span", \.columnSpanAll, "none", oneOf(["none": false, "all": true]))
    }

    private mutating func addFlexRows() {
        flow(
            "flex-direction", \.flexDirection, "row",
            oneOf(["row": .row, "row-reverse": .rowReverse, "column": .column, "column-reverse": .columnReverse]))
        flow(
            "flex-wrap", \.flexWrap, "nowrap", oneOf(["nowrap": .nowrap, "wrap": .wrap, "wrap-reverse": .wrapReverse]))
        anyOrder("flex-flow", ["flex-direction", "flex-wrap"])
        flow("flex-grow", \.flexGrow, "0") { $0.number(.notNegative).map { LengthValue.bounded($0) } }
        flow("flex-shrink", \.flexShrink, "1") { $0.number(.notNegative).map { LengthValue.bounded($0) } }
        flowComputed("flex-basis", \.flexBasis, "auto") { cursor, _ in cursor.size(keywords: ["auto", "content"]) }
        flow("order", \.order, "0") { $0.integer() }
        let ids = ["flex-grow", "flex-shrink", "flex-basis"].map { id($0) }
        shorthand("flex", ["flex-grow", "flex-shrink", "flex-basis"]) { cursor, _ in
            var grow: Double?
            var shrink: Double?
            var basis: Deferred<SizeValue>?
            if cursor.keyword("none") {
                (grow, shrink) = (0, 0)
                basis = { _ in .auto }
            } else {
                while !cursor.isAtEnd {
                    if grow == nil, let first = cursor.number(.notNegative) {
                        grow = first
                        shrink = cursor.number(.notNegative)
                    } else if basis == nil, let size = cursor.size(keywords: ["auto", "content"]) {
                        basis = size
                    } else {
                        return nil
                    }
                }
                if grow == nil, basis == nil { return nil }
            }
            let isBasisGiven = basis != nil
            let factors = (LengthValue.bounded(grow ?? 1), LengthValue.bounded(shrink ?? 1))
            let size = basis
            return [
                (ids[0], .set { $0.flow.flexGrow = factors.0 }), (ids[1], .set { $0.flow.flexShrink = factors.1 }),
                (ids[2], .set { $0.flow.flexBasis = isBasisGiven ? size?(&$0) ?? .auto : .length(.px(0)) }),
            ]
        }
    }

    private mutating func addAlignRows() {
        let content: Set = ["normal", "stretch", "space-between", "space-around", "space-evenly", "baseline"]
        let item: Set = ["normal", "stretch", "baseline", "self", "anchor-center"]
        flow("align-content", \.alignContent, "normal", AlignmentSyntax.parser(content))
        flow(
            "justify-content", \.justifyContent, "normal",
            AlignmentSyntax.parser(content.subtracting(["baseline"]).union(["left"])))
        flow("align-items", \.alignItems, "normal", AlignmentSyntax.parser(item))
        flow("align-self", \.alignSelf, "auto", AlignmentSyntax.parser(item.union(["auto"])))
        flow("justify-items", \.justifyItems, "legacy", AlignmentSyntax.parser(item.union(["left", "legacy"])))
        flow("justify-self", \.justifySelf, "auto", AlignmentSyntax.parser(item.union(["left", "auto"])))
        pair("place-content", "align-content", "justify-content")
        pair("place-items", "align-items", "justify-items")
        pair("place-self", "align-self", "justify-self")
    }
}
