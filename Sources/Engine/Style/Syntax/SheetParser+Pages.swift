//  SheetParser+Pages.swift
//  In: an `@page` rule. Out: its selectors, declarations, margin boxes and footnote area.

import Messages

extension SheetParser {
    /// https://www.w3.org/TR/css-page-3/#at-page-rule https://www.w3.org/TR/css-gcpm-3/#document-page-selectors
    mutating func pageRule(_ prelude: inout TokenCursor, _ contents: TokenCursor, at keyword: CSSToken)
        -> [SheetItem]
    {
        var selectors: [PageRule.Selector] = []
        for part in prelude.splitAtCommas() {
            var part = part
            guard let selector = pageSelector(&part) else {
                report(
                    "css-page-selector",
                    Sentence(
                        .cssPageSelector, ["text": part.tokens[prelude.position..<prelude.end].serialized]),
                    at: keyword)
                return []
            }
            selectors.append(selector)
        }
        var cursor = contents
        var gathered = DeclarationGatherer()
        var boxes: [(MarginBoxName, DeclarationBlock)] = []
        var footnote: DeclarationBlock?
        while let token = cursor.peek() {
            if token.kind == .semicolon {
                cursor.position += 1
            } else if token.kind == .atKeyword {
                cursor.position += 1
                while let next = cursor.rawPeek, next.kind != .openCurly, next.kind != .semicolon { cursor.advance() }
                guard cursor.rawPeek?.kind == .openCurly else {
                    if cursor.rawPeek != nil { cursor.position += 1 }
                    continue
                }
                let block = declarations(cursor.enter())
                if let name = MarginBoxName(cssName: token.keyword) {
                    boxes.append((name, block))
                } else if token.keyword == "footnote" {
                    footnote = block
                } else {
                    report("css-margin-box", Sentence(.cssMarginBox, ["name": token.text]), at: token)
                }
            } else {
                let range = declarationRange(&cursor)
                declaration(TokenCursor(cursor.tokens, range), into: &gathered)
            }
        }
        return [.page(PageRule(selectors: selectors, block: gathered.block, marginBoxes: boxes, footnote: footnote))]
    }
    func pageSelector(_ cursor: inout TokenCursor) -> PageRule.Selector? {
        var selector = PageRule.Selector(name: nil, pseudos: [])
        if let name = cursor.name() { selector.name = name.asciiLowercased == "auto" ? nil : name }
        while let colon = cursor.rawPeek, colon.kind == .colon {
            cursor.position += 1
            guard let token = cursor.rawPeek, selector.pseudos.count < 16 else { return nil }
            if token.kind == .function, token.keyword == "nth" {
                var inside = cursor.enter()
                guard let pattern = SelectorParser.nth(&inside) else { return nil }
                var group: String?
                if inside.keyword("of") {
                    guard let name = inside.name() else { return nil }
                    group = name
                }
                guard inside.isAtEnd else { return nil }
                selector.pseudos.append(.nth(pattern, group: group))
                continue
            }
            guard token.kind == .ident else { return nil }
            cursor.position += 1
            switch token.keyword {
            case "first": selector.pseudos.append(.first)
            case "blank": selector.pseudos.append(.blank)
            case "left": selector.pseudos.append(.left)
            case "right": selector.pseudos.append(.right)
            default: return nil
            }
        }
        return cursor.isAtEnd ? selector : nil
    }
}

extension MarginBoxName {
    /// From `top-left-corner` and the like.
    init?(cssName: String) {
        switch cssName {
        case "top-left-corner": self = .topLeftCorner
        case "top-left": self = .topLeft
        case "top-center": self = .topCenter
        case "top-right": self = .topRight
        case "top-right-corner": self = .topRightCorner
        case "right-top": self = .rightTop
        case "right-middle": self = .rightMiddle
        case "right-bottom": self = .rightBottom
        case "bottom-right-corner": self = .bottomRightCorner
        case "bottom-right": self = .bottomRight
        case "bottom-center": self = .bottomCenter
        case "bottom-left": self = .bottomLeft
        case "bottom-left-corner": self = .bottomLeftCorner
        case "left-bottom": self = .leftBottom
        case "left-middle": self = .leftMiddle
        case "left-top": self = .leftTop
        default: return nil
        }
    }
}
