//  SheetParser.swift
//  In: the bytes of a sheet. Out: its rules; what was wrong goes to the diagnostics and is dropped.
//  https://www.w3.org/TR/css-syntax-3/#parsing https://www.w3.org/TR/css-nesting-1/

import Diagnostics
import Messages

struct SheetParser {
    var diagnostics: [Diagnostic] = []
    let address: String
    private let firstLine: Int
    let loader: StyleSheetLoader?
    /// Once it is spent, the rest of the sheet is left out.
    let budget: RenderBudget?
    var atoms = AtomTable()
    var namespaces: [String: NamespaceTest] = [:]
    /// Addresses of the sheets that are being imported, outermost first.
    var chain: [String]
    var importCount = 0
    private(set) var bytes: [UInt8] = []
    private var lineStarts: [Int] = []

    static let deepestNesting = 32
    static let deepestImport = 16
    static let mostImports = 200
    /// What they take is about a step of the budget's.
    private static let tokensPerStep = 16

    init(address: String, firstLine: Int, loader: StyleSheetLoader?, budget: RenderBudget? = nil) {
        self.budget = budget
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
        var items = rules(&cursor, parent: nil, depth: 0, isTopLevel: true)
        if let media, !media.isEmpty { items = [.media(MediaQueryList(tokens: Tokenizer.tokens(of: media)), items)] }
        return SheetContents(items: items, names: atoms.names)
    }

    /// A `style` attribute.
    mutating func parseAttribute(_ text: String) -> DeclarationBlock {
        bytes = Array(text.utf8)
        return declarations(TokenCursor(Tokenizer.tokens(of: bytes)))
    }

    // MARK: places and complaints

    mutating func location(_ offset: Int32) -> SourceLocation {
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
    mutating func report(_ id: String, _ sentence: Sentence, at token: CSSToken?) {
        guard diagnostics.count < DiagnosticLog.limit else { return }
        diagnostics.append(Diagnostic(id, .warning, sentence, at: location(token?.start ?? 0)))
    }

    // MARK: rules

    /// The rules of a sheet or of a block of rules.
    mutating func rules(_ cursor: inout TokenCursor, parent: ParentRule?, depth: Int, isTopLevel: Bool)
        -> [SheetItem]
    {
        var items: [SheetItem] = []
        var allowsImport = isTopLevel
        while let token = cursor.peek() {
            let from = cursor.position
            defer { _ = budget?.isSpent(weight: (cursor.position - from) / Self.tokensPerStep) }
            if let budget, budget.isSpent() { break }
            switch token.kind {
            case .cdo, .cdc, .semicolon: cursor.position += 1
            case .atKeyword:
                if token.keyword != "import", token.keyword != "charset", token.keyword != "layer" {
                    allowsImport = false
                }
                items += atRule(&cursor, parent: parent, depth: depth, allowsImport: allowsImport)
            default:
                allowsImport = false
                items += qualifiedRule(&cursor, parent: parent, depth: depth)
            }
        }
        return items
    }

    mutating func qualifiedRule(_ cursor: inout TokenCursor, parent: ParentRule?, depth: Int)
        -> [SheetItem]
    {
        let from = cursor.position
        while let token = cursor.rawPeek, token.kind != .openCurly { cursor.advance() }
        let preludeEnd = cursor.position
        let start = cursor.tokens[from]
        guard cursor.rawPeek?.kind == .openCurly else {
            report("css-unfinished-rule", Sentence(.cssUnfinishedRule), at: start)
            return []
        }
        var inside = cursor.enter()
        var prelude = TokenCursor(cursor.tokens, from..<preludeEnd)
        guard depth < Self.deepestNesting else {
            report("css-too-deep", Sentence(.cssTooDeep, ["most": Self.deepestNesting]), at: start)
            return []
        }
        var parser = SelectorParser(atoms: atoms, parent: parent, namespaces: namespaces)
        let selectors = parser.list(&prelude, isNested: parent != nil)
        atoms = parser.atoms
        guard let selectors else {
            let text = cursor.tokens[from..<min(preludeEnd, from + 40)].serialized
            report("css-selector", Sentence(.cssSelector, ["text": text]), at: start)
            return []
        }
        return block(&inside, of: ParentRule(selectors), depth: depth + 1)
    }

    /// The contents of a style rule: declarations and nested rules, in order.
    mutating func block(_ cursor: inout TokenCursor, of rule: ParentRule, depth: Int) -> [SheetItem] {
        var items: [SheetItem] = []
        var gathered = DeclarationGatherer()
        func flush(_ gathered: inout DeclarationGatherer, _ items: inout [SheetItem]) {
            if !gathered.isEmpty { items.append(.style(StyleRule(selectors: rule.selectors, block: gathered.block))) }
            gathered = DeclarationGatherer()
        }
        while let token = cursor.peek() {
            if let budget, budget.isSpent() { break }
            if token.kind == .semicolon {
                cursor.position += 1
            } else if token.kind == .atKeyword {
                flush(&gathered, &items)
                items += atRule(&cursor, parent: rule, depth: depth, allowsImport: false)
            } else if isDeclaration(cursor) {
                let range = declarationRange(&cursor)
                declaration(TokenCursor(cursor.tokens, range), into: &gathered)
            } else {
                // up to a block it is a nested rule, up to a semicolon it is a mistake
                var ahead = cursor
                while let next = ahead.rawPeek, next.kind != .openCurly, next.kind != .semicolon { ahead.advance() }
                if ahead.rawPeek?.kind == .openCurly {
                    flush(&gathered, &items)
                    items += qualifiedRule(&cursor, parent: rule, depth: depth)
                } else {
                    if !token.isDelim("*") {
                        report("css-syntax", Sentence(.cssDeclarationForm), at: token)
                    }
                    cursor.position = max(ahead.position, cursor.position + 1)
                }
            }
        }
        flush(&gathered, &items)
        return items
    }

    /// A name and a colon, and no block before the semicolon (a custom property may have one).
    func isDeclaration(_ cursor: TokenCursor) -> Bool {
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
    func declarationRange(_ cursor: inout TokenCursor) -> Range<Int> {
        let from = cursor.position
        while let token = cursor.rawPeek, token.kind != .semicolon { cursor.advance() }
        let to = cursor.position
        if cursor.rawPeek != nil { cursor.position += 1 }
        return from..<to
    }
    /// The next declaration of a block that has declarations only, stray semicolons passed over; nil at its end.
    func nextDeclaration(_ cursor: inout TokenCursor) -> TokenCursor? {
        while let token = cursor.peek() {
            if token.kind != .semicolon { return TokenCursor(cursor.tokens, declarationRange(&cursor)) }
            cursor.position += 1
        }
        return nil
    }
}
