//  SheetParser+Declarations.swift
//  In: the tokens of a declaration. Out: the values of its longhands, gathered in order; faults are complained about and dropped.
//  https://www.w3.org/TR/css-syntax-3/#consume-declaration

import Messages

extension SheetParser {
    /// The declarations of a block that has nothing else.
    mutating func declarations(_ contents: TokenCursor) -> DeclarationBlock {
        var cursor = contents
        var gathered = DeclarationGatherer()
        while let part = nextDeclaration(&cursor) { declaration(part, into: &gathered) }
        return gathered.block
    }

    mutating func declaration(_ tokens: TokenCursor, into gathered: inout DeclarationGatherer) {
        var cursor = tokens
        guard let name = cursor.peek() else { return }
        cursor.advance()
        guard name.kind == .ident, cursor.take(.colon) else {
            // `*zoom: 1` and its like were hacks for one old browser
            if !name.isDelim("*") { report("css-syntax", Sentence(.cssDeclarationForm), at: name) }
            return
        }
        cursor.skipWhitespace()
        var end = cursor.end
        func dropSpace() {
            while end > cursor.position, tokens.tokens[end - 1].kind == .whitespace { end -= 1 }
        }
        dropSpace()
        var isImportant = false
        if end - 1 > cursor.position, tokens.tokens[end - 1].isIdent("important") {
            var mark = end - 2
            while mark >= cursor.position, tokens.tokens[mark].kind == .whitespace { mark -= 1 }
            if mark >= cursor.position, tokens.tokens[mark].isDelim("!") {
                isImportant = true
                end = mark
                dropSpace()
            }
        } else if end - 1 == cursor.position, tokens.tokens[end - 1].isDelim("!") {
            return
        }
        let value = TokenCursor(tokens.tokens, cursor.position..<end)
        if name.text.hasPrefix("--") {
            gathered.addCustom(name.text, value, isImportant: isImportant)
            return
        }
        if name.keyword == "all" {
            guard
                let wide = value.tokens[value.position..<value.end].first.flatMap({ WideKeyword(rawValue: $0.keyword) }
                ),
                value.end - value.position == 1
            else {
                report("css-value", Sentence(.cssAllValue), at: name)
                return
            }
            gathered.addAll(wide, isImportant: isImportant)
            return
        }
        guard let property = PropertyTable.shared.property(name.keyword) else {
            let meant = PropertyTable.shared.suggestion(for: name.keyword)
            report(
                "css-unknown-property",
                meant.map { Sentence(.cssPropertyMeant, ["name": name.text, "meant": $0]) }
                    ?? Sentence(.cssUnknownProperty, ["name": name.text]), at: name)
            return
        }
        if case .ignored = property { return }
        if Substitution.isNeeded(in: value, for: name.keyword) {
            let pending = PendingValue(property: property, tokens: Self.standalone(value), base: address)
            for id in PropertyTable.shared.longhands(of: property) {
                gathered.add(Declaration(property: id, value: .pending(pending)), isImportant: isImportant)
            }
            return
        }
        guard let values = PropertyTable.shared.parse(property, value, ValueContext(base: address)) else {
            // values for other engines are meant to be dropped in silence
            let text = value.tokens[value.position..<min(value.end, value.position + 40)].serialized
            if text.contains("-webkit-") || text.contains("-moz-") || text.contains("-ms-") { return }
            report(
                "css-value", Sentence(.cssValue, ["text": text, "name": name.text]),
                at: name)
            return
        }
        for (id, value) in values { gathered.add(Declaration(property: id, value: value), isImportant: isImportant) }
    }
}

/// Collects declarations in order; later ones of a property come later in the lists and win.
struct DeclarationGatherer {
    private var normal: [Declaration] = []
    private var important: [Declaration] = []
    private var custom: [CustomDeclaration] = []
    private var customImportant: [CustomDeclaration] = []
    var isEmpty: Bool { normal.isEmpty && important.isEmpty && custom.isEmpty && customImportant.isEmpty }
    var block: DeclarationBlock {
        DeclarationBlock(normal: normal, important: important, custom: custom, customImportant: customImportant)
    }
    mutating func add(_ declaration: Declaration, isImportant: Bool) {
        if isImportant { important.append(declaration) } else { normal.append(declaration) }
    }
    mutating func addCustom(_ name: String, _ value: TokenCursor, isImportant: Bool) {
        let tokens = SheetParser.standalone(value)
        var stored = CustomDeclaration.Value.tokens(tokens)
        if tokens.count == 1, tokens[0].kind == .ident, let wide = WideKeyword(rawValue: tokens[0].keyword) {
            stored = .wide(wide)
        }
        let declaration = CustomDeclaration(name: name, value: stored)
        if isImportant { customImportant.append(declaration) } else { custom.append(declaration) }
    }
    /// https://www.w3.org/TR/css-cascade-5/#all-shorthand
    mutating func addAll(_ wide: WideKeyword, isImportant: Bool) {
        for (index, row) in PropertyTable.shared.longhands.enumerated()
        where row.name != "direction" && row.name != "unicode-bidi" && row.name != "-teian-language" {
            add(Declaration(property: PropertyID(index), value: .wide(wide)), isImportant: isImportant)
        }
    }
}
