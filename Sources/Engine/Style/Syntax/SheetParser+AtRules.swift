//  SheetParser+AtRules.swift
//  In: an at-rule. Out: the items it stands for; conditions that hold for good (`@supports`) are decided here.
//  https://www.w3.org/TR/css-cascade-5/ https://www.w3.org/TR/css-conditional-4/

import Diagnostics
import Messages

extension SheetParser {
    mutating func atRule(
        _ cursor: inout TokenCursor, parent: ParentRule?, depth: Int, allowsImport: Bool
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
            report("css-too-deep", Sentence(.cssTooDeep, ["most": Self.deepestNesting]), at: keyword)
            return []
        }
        func inner(_ parser: inout SheetParser) -> [SheetItem]? {
            guard var inside = contents else { return nil }
            if let parent { return parser.block(&inside, of: parent, depth: depth + 1) }
            return parser.rules(&inside, parent: nil, depth: depth + 1, isTopLevel: false)
        }
        switch keyword.keyword {
        case "charset": return []
        case "import":
            guard contents == nil else { return [] }
            if !allowsImport {
                report("css-import-late", Sentence(.cssImportLate), at: keyword)
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
                report("css-layer", Sentence(.cssLayerNames), at: keyword)
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
        case "scope" where parent == nil:
            // the scope's root takes part as an ancestor; limits are not supported
            guard var inside = contents, let list = scopeRoots(&prelude) else { return [] }
            return rules(&inside, parent: ParentRule(list), depth: depth + 1, isTopLevel: false)
        case "keyframes", "-webkit-keyframes", "-moz-keyframes", "-o-keyframes", "font-feature-values",
            "font-palette-values", "color-profile", "view-transition", "starting-style", "position-try", "viewport",
            "-ms-viewport", "container", "document", "-moz-document", "scope", "function", "custom-media",
            "custom-selector":
            return []
        default:
            report("css-unknown-at-rule", Sentence(.cssUnknownRule, ["name": keyword.text]), at: keyword)
            return []
        }
    }

    mutating func scopeRoots(_ prelude: inout TokenCursor) -> [ComplexSelector]? {
        guard let open = prelude.peek(), open.kind == .openParen else { return nil }
        var inside = prelude.enter()
        var parser = SelectorParser(atoms: atoms, parent: nil, namespaces: namespaces)
        let list = parser.list(&inside)
        atoms = parser.atoms
        return list
    }

    mutating func namespaceRule(_ prelude: inout TokenCursor) {
        let prefix = prelude.name() ?? ""
        let address = prelude.string() ?? prelude.url(ValueContext(base: ""))?.url ?? ""
        switch address {
        case "http://www.w3.org/1999/xhtml": namespaces[prefix] = .html
        case "http://www.w3.org/2000/svg": namespaces[prefix] = .svg
        case "": namespaces[prefix] = NamespaceTest.none
        default: namespaces[prefix] = .never
        }
    }

    func layerNames(_ prelude: TokenCursor) -> [[String]]? {
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
    mutating func importRule(_ prelude: inout TokenCursor, at keyword: CSSToken) -> [SheetItem] {
        guard let url = prelude.string() ?? prelude.url(ValueContext(base: address))?.url else {
            report("css-import", Sentence(.cssImportAddress), at: keyword)
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
            report("css-import", Sentence(.cssSheetMissing, ["address": url]), at: keyword)
            return []
        }
        if chain.contains(loaded.address) {
            report("css-import-loop", Sentence(.cssImportLoop, ["address": url]), at: keyword)
            return []
        }
        guard chain.count < Self.deepestImport, importCount < Self.mostImports else {
            report("css-import-limit", Sentence(.cssImportLimit, ["address": url]), at: keyword)
            return []
        }
        var parser = SheetParser(address: loaded.address, firstLine: 1, loader: loader, budget: budget)
        parser.atoms = atoms
        parser.chain = chain + [loaded.address]
        parser.importCount = importCount + 1
        let imported = parser.parseSheet(loaded.bytes)
        atoms = parser.atoms
        importCount = parser.importCount
        diagnostics += parser.diagnostics.prefix(max(0, DiagnosticLog.limit - diagnostics.count))
        var items: [SheetItem] = [.media(media, imported.items)]
        if let layer { items = [.layer(layer, items)] }
        return items
    }
}
