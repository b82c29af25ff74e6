//  SheetParser.swift
//  In: the bytes of a sheet. Out: its rules; what was wrong goes to the diagnostics and is dropped.
//  https://www.w3.org/TR/css-syntax-3/#parsing https://www.w3.org/TR/css-nesting-1/

import Diagnostics

struct SheetParser {
    private(set) var diagnostics: [Diagnostic] = []
    let address: String
    private let firstLine: Int
    private let loader: StyleSheetLoader?
    private var atoms = AtomTable()
    private var namespaces: [String: NamespaceTest] = [:]
    /// Addresses of the sheets that are being imported, outermost first.
    private var chain: [String]
    private var importCount = 0
    private var bytes: [UInt8] = []
    private var lineStarts: [Int] = []

    private static let deepestNesting = 32
    private static let deepestImport = 16
    private static let mostImports = 200

    init(address: String, firstLine: Int, loader: StyleSheetLoader?) {
        self.address = address
        self.firstLine = firstLine
        self.loader = loader
        chain = [address]
    }

    // MARK: entry points

    mutating func parseSheet(_ bytes: [UInt8], media: String? = nil) -> SheetContents {
        self.bytes = bytes
        let tokens = Tokenizer.tokens(of: bytes)
        var cursor = TokenCursor(tokens)
        var items = rules(&cursor, parents: nil, depth: 0, isTopLevel: true)
        if let media, !media.isEmpty { items = [.media(MediaQueryList(tokens: Tokenizer.tokens(of: media)), items)] }
        return SheetContents(items: items, names: atoms.names)
    }

    /// A `style` attribute.
    mutating func parseAttribute(_ text: String) -> DeclarationBlock {
        bytes = Array(text.utf8)
        let tokens = Tokenizer.tokens(of: bytes)
        var cursor = TokenCursor(tokens)
        var gathered = DeclarationGatherer()
        while let token = cursor.peek() {
            if token.kind == .semicolon {
                cursor.position += 1
                continue
            }
            let range = declarationRange(&cursor)
            declaration(TokenCursor(tokens, range), into: &gathered)
        }
        return gathered.block
    }

    // MARK: places and complaints

    private mutating func location(_ offset: Int32) -> SourceLocation {
        if lineStarts.isEmpty {
            lineStarts = [0]
            for (index, byte) in bytes.enumerated() where byte == 10 { lineStarts.append(index + 1) }
        }
        let target = Int(offset)
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= target { low = middle } else { high = middle }
        }
        let from = lineStarts[low]
        let column = bytes[min(from, bytes.count)..<min(target, bytes.count)].reduce(1) {
            $1 & 0xC0 == 0x80 ? $0 : $0 + 1
        }
        return SourceLocation(file: address, line: low + firstLine, column: column)
    }
    mutating func report(_ id: String, _ message: String, at token: CSSToken?) {
        guard diagnostics.count < DiagnosticLog.limit else { return }
        diagnostics.append(Diagnostic(id, .warning, message, at: location(token?.start ?? 0)))
    }

    // MARK: rules

    /// The rules of a sheet or of a block of rules.
    private mutating func rules(_ cursor: inout TokenCursor, parents: [ComplexSelector]?, depth: Int, isTopLevel: Bool)
        -> [SheetItem]
    {
        var items: [SheetItem] = []
        var allowsImport = isTopLevel
        while let token = cursor.peek() {
            switch token.kind {
            case .cdo, .cdc, .semicolon: cursor.position += 1
            case .atKeyword:
                if token.keyword != "import", token.keyword != "charset", token.keyword != "layer" {
                    allowsImport = false
                }
                items += atRule(&cursor, parents: parents, depth: depth, allowsImport: allowsImport)
            default:
                allowsImport = false
                items += qualifiedRule(&cursor, parents: parents, depth: depth)
            }
        }
        return items
    }

    private mutating func qualifiedRule(_ cursor: inout TokenCursor, parents: [ComplexSelector]?, depth: Int)
        -> [SheetItem]
    {
        let from = cursor.position
        while let token = cursor.rawPeek, token.kind != .openCurly { cursor.advance() }
        let preludeEnd = cursor.position
        let start = cursor.tokens[from]
        guard cursor.rawPeek?.kind == .openCurly else {
            report("css-unfinished-rule", "a rule without a block { … } at the end; it is left out", at: start)
            return []
        }
        var inside = cursor.enter()
        var prelude = TokenCursor(cursor.tokens, from..<preludeEnd)
        guard depth < Self.deepestNesting else {
            report("css-too-deep", "rules nested deeper than \(Self.deepestNesting) are left out", at: start)
            return []
        }
        var parser = SelectorParser(atoms: atoms, parents: parents, namespaces: namespaces)
        let selectors = parser.list(&prelude, isNested: parents != nil)
        atoms = parser.atoms
        guard let selectors else {
            let text = cursor.tokens[from..<min(preludeEnd, from + 40)].serialized
            report("css-selector", "\u{201C}\(text)\u{201D} is not a selector; the rule is left out", at: start)
            return []
        }
        return block(&inside, selectors: selectors, depth: depth + 1)
    }

    /// The contents of a style rule: declarations and nested rules, in order.
    private mutating func block(_ cursor: inout TokenCursor, selectors: [ComplexSelector], depth: Int) -> [SheetItem] {
        var items: [SheetItem] = []
        var gathered = DeclarationGatherer()
        func flush(_ gathered: inout DeclarationGatherer, _ items: inout [SheetItem]) {
            if !gathered.isEmpty { items.append(.style(StyleRule(selectors: selectors, block: gathered.block))) }
            gathered = DeclarationGatherer()
        }
        while let token = cursor.peek() {
            if token.kind == .semicolon {
                cursor.position += 1
            } else if token.kind == .atKeyword {
                flush(&gathered, &items)
                items += atRule(&cursor, parents: selectors, depth: depth, allowsImport: false)
            } else if isDeclaration(cursor) {
                let range = declarationRange(&cursor)
                declaration(TokenCursor(cursor.tokens, range), into: &gathered)
            } else {
                // up to a block it is a nested rule, up to a semicolon it is a mistake
                var ahead = cursor
                while let next = ahead.rawPeek, next.kind != .openCurly, next.kind != .semicolon { ahead.advance() }
                if ahead.rawPeek?.kind == .openCurly {
                    flush(&gathered, &items)
                    items += qualifiedRule(&cursor, parents: selectors, depth: depth)
                } else {
                    if !token.isDelim("*") {
                        report("css-syntax", "expected \u{201C}property: value;\u{201D}", at: token)
                    }
                    cursor.position = max(ahead.position, cursor.position + 1)
                }
            }
        }
        flush(&gathered, &items)
        return items
    }

    /// A name and a colon, and no block before the semicolon (a custom property may have one).
    private func isDeclaration(_ cursor: TokenCursor) -> Bool {
        guard let name = cursor.rawPeek, name.kind == .ident else { return false }
        var ahead = cursor
        ahead.position += 1
        guard let colon = ahead.peek(), colon.kind == .colon else { return false }
        if name.text.hasPrefix("--") { return true }
        while let token = ahead.rawPeek, token.kind != .semicolon {
            if token.kind == .openCurly { return false }
            ahead.advance()
        }
        return true
    }
    /// The tokens up to the next semicolon, which is consumed.
    private func declarationRange(_ cursor: inout TokenCursor) -> Range<Int> {
        let from = cursor.position
        while let token = cursor.rawPeek, token.kind != .semicolon { cursor.advance() }
        let to = cursor.position
        if cursor.rawPeek != nil { cursor.position += 1 }
        return from..<to
    }

    // MARK: declarations

    mutating func declaration(_ tokens: TokenCursor, into gathered: inout DeclarationGatherer) {
        var cursor = tokens
        guard let name = cursor.peek() else { return }
        cursor.advance()
        guard name.kind == .ident, cursor.take(.colon) else {
            // `*zoom: 1` and its like were hacks for one old browser
            if !name.isDelim("*") { report("css-syntax", "expected \u{201C}property: value;\u{201D}", at: name) }
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
                report("css-value", "`all` takes initial, inherit, unset, revert or revert-layer", at: name)
                return
            }
            gathered.addAll(wide, isImportant: isImportant)
            return
        }
        guard let property = PropertyTable.shared.property(name.keyword) else {
            let hint = PropertyTable.shared.suggestion(for: name.keyword).map { "; did you mean \($0)?" } ?? ""
            report("css-unknown-property", "unknown property \(name.text)\(hint)", at: name)
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
                "css-value", "\u{201C}\(text)\u{201D} is not a value of \(name.text); the declaration is left out",
                at: name)
            return
        }
        for (id, value) in values { gathered.add(Declaration(property: id, value: value), isImportant: isImportant) }
    }

    // MARK: at-rules

    private mutating func atRule(
        _ cursor: inout TokenCursor, parents: [ComplexSelector]?, depth: Int, allowsImport: Bool
    ) -> [SheetItem] {
        let keyword = cursor.tokens[cursor.position]
        cursor.position += 1
        let from = cursor.position
        while let token = cursor.rawPeek, token.kind != .openCurly, token.kind != .semicolon { cursor.advance() }
        var prelude = TokenCursor(cursor.tokens, from..<cursor.position)
        var contents: TokenCursor?
        if let token = cursor.rawPeek {
            if token.kind == .openCurly { contents = cursor.enter() } else { cursor.position += 1 }
        }
        guard depth < Self.deepestNesting else {
            report("css-too-deep", "rules nested deeper than \(Self.deepestNesting) are left out", at: keyword)
            return []
        }
        func inner(_ parser: inout SheetParser) -> [SheetItem]? {
            guard var inside = contents else { return nil }
            if let parents { return parser.block(&inside, selectors: parents, depth: depth + 1) }
            return parser.rules(&inside, parents: nil, depth: depth + 1, isTopLevel: false)
        }
        switch keyword.keyword {
        case "charset": return []
        case "import":
            guard contents == nil else { return [] }
            if !allowsImport {
                report("css-import-late", "@import must stand before all other rules; it is left out", at: keyword)
                return []
            }
            return importRule(&prelude, at: keyword)
        case "namespace":
            namespaceRule(&prelude)
            return []
        case "media":
            return inner(&self).map { [.media(MediaQueryList(tokens: Self.standalone(prelude)), $0)] } ?? []
        case "supports":
            let holds = supports(&prelude, depth: 0) ?? false
            return holds && prelude.isAtEnd ? inner(&self) ?? [] : []
        case "layer":
            let names = layerNames(prelude)
            if contents == nil { return names.map { [.layerNames($0)] } ?? [] }
            guard let items = inner(&self) else { return [] }
            if prelude.isAtEnd { return [.layer(nil, items)] }
            guard let names, names.count == 1 else {
                report("css-layer", "a layer with a block has one name", at: keyword)
                return []
            }
            return [.layer(names[0], items)]
        case "page": return contents.map { pageRule(&prelude, $0, at: keyword) } ?? []
        case "font-face": return contents.flatMap { fontFace($0, at: keyword) }.map { [.fontFace($0)] } ?? []
        case "counter-style":
            guard let name = prelude.name(), prelude.isAtEnd, let contents else { return [] }
            return [.counterStyle(CounterStyleRule(name: name, descriptors: descriptors(contents)))]
        case "property":
            guard let name = prelude.name(), name.hasPrefix("--"), let contents else { return [] }
            let found = descriptors(contents)
            let inherits = found["inherits"]?.first?.keyword != "false"
            return [.property(RegisteredProperty(name: name, isInherited: inherits, initial: found["initial-value"]))]
        case "scope" where parents == nil:
            // the scope's root takes part as an ancestor; limits are not supported
            guard var inside = contents, let list = scopeRoots(&prelude) else { return [] }
            return rules(&inside, parents: list, depth: depth + 1, isTopLevel: false)
        case "keyframes", "-webkit-keyframes", "-moz-keyframes", "-o-keyframes", "font-feature-values",
            "font-palette-values", "color-profile", "view-transition", "starting-style", "position-try", "viewport",
            "-ms-viewport", "container", "document", "-moz-document", "scope", "function", "custom-media",
            "custom-selector":
            return []
        default:
            report("css-unknown-at-rule", "unknown rule @\(keyword.text); it is left out", at: keyword)
            return []
        }
    }

    private mutating func scopeRoots(_ prelude: inout TokenCursor) -> [ComplexSelector]? {
        guard let open = prelude.peek(), open.kind == .openParen else { return nil }
        var inside = prelude.enter()
        var parser = SelectorParser(atoms: atoms, parents: nil, namespaces: namespaces)
        let list = parser.list(&inside)
        atoms = parser.atoms
        return list
    }

    private mutating func namespaceRule(_ prelude: inout TokenCursor) {
        let prefix = prelude.name() ?? ""
        let address = prelude.string() ?? prelude.url(ValueContext(base: ""))?.url ?? ""
        switch address {
        case "http://www.w3.org/1999/xhtml": namespaces[prefix] = .html
        case "http://www.w3.org/2000/svg": namespaces[prefix] = .svg
        case "": namespaces[prefix] = NamespaceTest.none
        default: namespaces[prefix] = .never
        }
    }

    private func layerNames(_ prelude: TokenCursor) -> [[String]]? {
        if prelude.isAtEnd { return nil }
        var result: [[String]] = []
        for part in prelude.splitAtCommas() {
            var part = part
            guard let first = part.name() else { return nil }
            var name = [first]
            while let token = part.rawPeek, token.isDelim(".") {
                part.position += 1
                guard let next = part.rawPeek, next.kind == .ident else { return nil }
                part.position += 1
                name.append(next.text)
            }
            guard part.isAtEnd, name.count < 32 else { return nil }
            result.append(name)
        }
        return result
    }

    /// https://www.w3.org/TR/css-cascade-5/#at-import
    private mutating func importRule(_ prelude: inout TokenCursor, at keyword: CSSToken) -> [SheetItem] {
        guard let url = prelude.string() ?? prelude.url(ValueContext(base: address))?.url else {
            report("css-import", "@import wants an address: @import \"sheet.css\";", at: keyword)
            return []
        }
        var layer: [String]??
        if prelude.keyword("layer") {
            layer = .some(nil)
        } else if let inside = prelude.function("layer") {
            guard let names = layerNames(inside), names.count == 1 else { return [] }
            layer = .some(names[0])
        }
        if var condition = prelude.function("supports") {
            let whole = condition
            var holds = supports(&condition, depth: 0)
            if holds == nil || !condition.isAtEnd {
                let declaration = whole
                holds = supportsDeclaration(declaration)
            }
            guard holds == true else { return [] }
        }
        let media = MediaQueryList(tokens: Self.standalone(prelude))
        guard let loaded = loader?(ResourceAddress(url: url, base: address)) else {
            report("css-import", "the sheet \(url) could not be read; check its address", at: keyword)
            return []
        }
        if chain.contains(loaded.address) {
            report("css-import-loop", "the sheet \(url) imports itself; the loop is cut here", at: keyword)
            return []
        }
        guard chain.count < Self.deepestImport, importCount < Self.mostImports else {
            report("css-import-limit", "too many imports; \(url) is left out", at: keyword)
            return []
        }
        var parser = SheetParser(address: loaded.address, firstLine: 1, loader: loader)
        parser.atoms = atoms
        parser.chain = chain + [loaded.address]
        parser.importCount = importCount + 1
        let imported = parser.parseSheet(loaded.bytes)
        atoms = parser.atoms
        importCount = parser.importCount
        diagnostics += parser.diagnostics
        var items: [SheetItem] = [.media(media, imported.items)]
        if let layer { items = [.layer(layer, items)] }
        return items
    }

    // MARK: @supports

    /// https://www.w3.org/TR/css-conditional-4/#at-supports-ext
    private mutating func supports(_ cursor: inout TokenCursor, depth: Int) -> Bool? {
        guard depth < Self.deepestNesting else { return nil }
        if cursor.keyword("not") { return supportsInParentheses(&cursor, depth: depth).map { !$0 } }
        guard var result = supportsInParentheses(&cursor, depth: depth) else { return nil }
        while true {
            if cursor.keyword("and") {
                guard let next = supportsInParentheses(&cursor, depth: depth) else { return nil }
                result = result && next
            } else if cursor.keyword("or") {
                guard let next = supportsInParentheses(&cursor, depth: depth) else { return nil }
                result = result || next
            } else {
                return result
            }
        }
    }
    private mutating func supportsInParentheses(_ cursor: inout TokenCursor, depth: Int) -> Bool? {
        guard let token = cursor.peek() else { return nil }
        if token.kind == .function {
            var inside = cursor.enter()
            guard token.keyword == "selector" else { return false }
            var parser = SelectorParser(atoms: AtomTable(), parents: nil, namespaces: namespaces)
            return parser.list(&inside) != nil
        }
        guard token.kind == .openParen else { return nil }
        let whole = cursor.enter()
        var inside = whole
        if let result = supports(&inside, depth: depth + 1), inside.isAtEnd { return result }
        return supportsDeclaration(whole)
    }
    private func supportsDeclaration(_ contents: TokenCursor) -> Bool {
        var cursor = contents
        guard let name = cursor.peek(), name.kind == .ident else { return false }
        cursor.position += 1
        guard cursor.take(.colon) else { return false }
        if name.text.hasPrefix("--") { return true }
        guard let property = PropertyTable.shared.names[name.keyword], property != .ignored else { return false }
        var value = TokenCursor(cursor.tokens, cursor.position..<cursor.end)
        value.skipWhitespace()
        if Substitution.isNeeded(in: value, for: name.keyword) { return true }
        return PropertyTable.shared.parse(property, value, ValueContext(base: "")) != nil
    }

    // MARK: @page

    /// https://www.w3.org/TR/css-page-3/#at-page-rule https://www.w3.org/TR/css-gcpm-3/#document-page-selectors
    private mutating func pageRule(_ prelude: inout TokenCursor, _ contents: TokenCursor, at keyword: CSSToken)
        -> [SheetItem]
    {
        var selectors: [PageRule.Selector] = []
        for part in prelude.splitAtCommas() {
            var part = part
            guard let selector = pageSelector(&part) else {
                report(
                    "css-page-selector",
                    "\u{201C}\(part.tokens[prelude.position..<prelude.end].serialized)\u{201D} is not a page selector",
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
                    report("css-margin-box", "unknown margin box @\(token.text)", at: token)
                }
            } else {
                let range = declarationRange(&cursor)
                declaration(TokenCursor(cursor.tokens, range), into: &gathered)
            }
        }
        return [.page(PageRule(selectors: selectors, block: gathered.block, marginBoxes: boxes, footnote: footnote))]
    }
    private func pageSelector(_ cursor: inout TokenCursor) -> PageRule.Selector? {
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
    private mutating func declarations(_ contents: TokenCursor) -> DeclarationBlock {
        var cursor = contents
        var gathered = DeclarationGatherer()
        while let token = cursor.peek() {
            if token.kind == .semicolon {
                cursor.position += 1
                continue
            }
            let range = declarationRange(&cursor)
            declaration(TokenCursor(cursor.tokens, range), into: &gathered)
        }
        return gathered.block
    }

    // MARK: descriptors

    private func descriptors(_ contents: TokenCursor) -> [String: [CSSToken]] {
        var cursor = contents
        var result: [String: [CSSToken]] = [:]
        while let token = cursor.peek() {
            if token.kind == .semicolon {
                cursor.position += 1
                continue
            }
            let range = declarationRange(&cursor)
            var part = TokenCursor(cursor.tokens, range)
            guard let name = part.ident(), part.take(.colon) else { continue }
            part.skipWhitespace()
            result[name] = Self.standalone(part)
        }
        return result
    }
    /// The rest of a cursor as tokens of their own, the ends of blocks renumbered.
    static func standalone(_ cursor: TokenCursor) -> [CSSToken] {
        var tokens = Array(cursor.remaining)
        for index in tokens.indices where tokens[index].match >= 0 {
            tokens[index].match = Int32(clamping: min(Int(tokens[index].match) - cursor.position, tokens.count))
        }
        return tokens
    }

    private mutating func fontFace(_ contents: TokenCursor, at keyword: CSSToken) -> FontFaceRule? {
        var cursor = contents
        var reader = FontFaceReader(base: address)
        while let token = cursor.peek() {
            if token.kind == .semicolon {
                cursor.position += 1
                continue
            }
            let range = declarationRange(&cursor)
            var part = TokenCursor(cursor.tokens, range)
            guard let name = part.ident(), part.take(.colon) else { continue }
            part.skipWhitespace()
            let from = part.position < part.end ? Int(part.tokens[part.position].start) : 0
            let to = part.position < part.end ? Int(part.tokens[part.end - 1].end) : 0
            if !reader.read(name, part, source: bytes[from..<max(from, to)]) {
                report(
                    "css-font-face", "\u{201C}\(part.remaining.serialized)\u{201D} is not a value of \(name)", at: token
                )
            }
        }
        guard let rule = reader.rule else {
            report("css-font-face", "@font-face wants font-family and src; it is left out", at: keyword)
            return nil
        }
        return rule
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
