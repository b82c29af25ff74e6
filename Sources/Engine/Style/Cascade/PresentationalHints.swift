//  PresentationalHints.swift
//  In: an element's attributes. Out: the declarations that HTML and SVG say they stand for, and its style attribute's.
//  https://html.spec.whatwg.org/multipage/rendering.html#presentational-hints https://www.w3.org/TR/SVG2/styling.html#PresentationAttributes

import Diagnostics
import Markup

/// Makes declaration blocks of attributes; equal ones once.
struct PresentationalHints {
    private let tree: MarkupTree
    private let baseAddress: String
    private(set) var cache: HintCache
    private(set) var diagnostics: [Diagnostic] = []
    /// By name: may mean something to HTML (1), to SVG (2).
    private var interest: [UInt8]
    private let styleName: NameID?

    private static let attributes: Set<String> = [
        "align", "background", "bgcolor", "border", "bordercolor", "cellpadding", "cellspacing", "clear", "color",
        "cols",
        "dir", "face", "frame", "height", "hidden", "hspace", "lang", "marginheight", "marginwidth", "leftmargin",
        "topmargin", "bottommargin", "rightmargin", "noshade", "nowrap", "reversed", "rows", "rules", "size", "start",
        "text", "type", "valign", "value", "vspace", "width", "xml:lang",
    ]
    private static let svgAttributes: Set<String> = {
        var names = Set(PropertyTableBuilder.inheritedSVG.map(\.0))
        names.formUnion(
            PropertyTableBuilder.otherSVG.map(\.0).filter {
                !["x", "y", "cx", "cy", "r", "rx", "ry", "d"].contains($0)
            })
        names.formUnion([
            "color", "direction", "display", "font", "font-family", "font-size", "font-stretch", "font-style",
            "font-variant",
            "font-weight", "letter-spacing", "opacity", "overflow", "text-decoration", "unicode-bidi", "visibility",
            "word-spacing", "writing-mode", "clip-path", "mask", "filter", "image-rendering", "marker", "isolation",
            "mix-blend-mode", "white-space", "line-height", "text-overflow",
        ])
        return names
    }()

    init(tree: MarkupTree, baseAddress: String, cache: HintCache) {
        self.cache = cache
        self.tree = tree
        self.baseAddress = baseAddress
        interest = tree.nameTable.map {
            (Self.attributes.contains($0) ? 1 : 0) + (Self.svgAttributes.contains($0) ? 2 : 0)
        }
        styleName = tree.nameID("style")
        // cells are padded and bordered by an attribute of their table
        if tree.nameID("cellpadding") != nil || tree.nameID("rules") != nil || tree.nameID("border") != nil {
            hasTableAttributes = true
        }
    }
    private var hasTableAttributes = false

    // MARK: style attributes

    mutating func inlineBlock(of node: NodeID) -> DeclarationBlock? {
        guard let styleName, let text = tree.attribute(styleName, of: node) else { return nil }
        if let block = cache.inline[baseAddress]?[text] { return block.isEmpty ? nil : block }
        var parser = SheetParser(address: baseAddress, firstLine: max(1, tree.line(node)), loader: nil)
        let block = parser.parseAttribute(text)
        for var entry in parser.diagnostics {
            entry.location = SourceLocation(file: tree.sourceName, line: tree.line(node), column: tree.column(node))
            diagnostics.append(entry)
        }
        // one with faults is read again for the next document, so that it complains again
        if parser.diagnostics.isEmpty { cache.inline[baseAddress, default: [:]][text] = block }
        return block.isEmpty ? nil : block
    }

    // MARK: hints

    mutating func block(of node: NodeID) -> DeclarationBlock? {
        let at = Int(node.index)
        let isSVG = tree.namespaces[at] == .svg
        var isOfInterest = false
        for index in tree.attributeRanges[at] where interest[Int(tree.attributes[Int(index)].name.index)] != 0 {
            isOfInterest = true
            break
        }
        if !isOfInterest {
            guard hasTableAttributes, !isSVG else { return nil }
            let name = tree.name(node)
            guard name == "td" || name == "th" else { return nil }
        }
        let text = isSVG ? svgText(node) : htmlText(node)
        if text.isEmpty { return nil }
        if let block = cache.hints[text] { return block }
        var parser = SheetParser(address: baseAddress, firstLine: 1, loader: nil)
        let block = parser.parseAttribute(text)
        cache.hints[text] = block
        return block
    }

    private func svgText(_ node: NodeID) -> String {
        var text = ""
        for attribute in tree.attributes(of: node) {
            let name = tree.nameTable[Int(attribute.name.index)]
            if name == "lang" || name == "xml:lang" { text += Self.language(attribute.value) }
            if name == "width" || name == "height", tree.name(node) == "svg", tree.namespace(tree.parent(node)) != .svg
            {
                if let size = Self.svgLength(attribute.value) { text += "\(name):\(size);" }
            }
            guard Self.svgAttributes.contains(name),
                !attribute.value.contains(where: { $0 == ";" || $0 == "{" || $0 == "}" })
            else {
                continue
            }
            var value = attribute.value
            // SVG's attributes may leave out px
            if ["font-size", "letter-spacing", "word-spacing"].contains(name), Double(value) != nil { value += "px" }
            text += "\(name):\(value);"
        }
        return text
    }
    private static func svgLength(_ text: String) -> String? {
        let tokens = Tokenizer.tokens(of: text)
        guard let token = tokens.first(where: { $0.kind != .whitespace }), token.number >= 0 else { return nil }
        switch token.kind {
        case .number: return CSSToken.number(token.number) + "px"
        case .dimension, .percentage: return token.serialized
        default: return nil
        }
    }

    private static func language(_ value: String) -> String { "-teian-language:" + CSSToken.quoted(value) + ";" }

    /// A non-negative dimension as HTML reads it: px or per cent.
    private static func dimension(_ value: String?) -> String? {
        guard let value else { return nil }
        var digits = ""
        var rest = Substring(value.drop(while: { " \t\n\r".contains($0) }))
        if rest.first == "+" { rest = rest.dropFirst() }
        while let character = rest.first, character.isASCII,
            character.isNumber || (character == "." && !digits.contains("."))
        {
            digits.append(character)
            rest = rest.dropFirst()
        }
        guard let number = Double(digits), digits.count < 12 else { return nil }
        return CSSToken.number(number) + (rest.first == "%" ? "%" : "px")
    }
    private static func whole(_ value: String?) -> Int? {
        guard let value else { return nil }
        var digits = ""
        for character in value.drop(while: { " \t\n\r".contains($0) }) {
            guard character.isASCII, character.isNumber || ((character == "-" || character == "+") && digits.isEmpty)
            else { break }
            digits.append(character)
        }
        if digits.first == "+" { digits.removeFirst() }
        return digits.count < 10 ? Int(digits) : nil
    }
    /// https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#rules-for-parsing-a-legacy-colour-value
    static func legacyColor(_ value: String) -> String? {
        let text = String(value.trimmingASCIISpace.prefix(128))
        if text.isEmpty || text.asciiLowercased == "transparent" { return nil }
        if ColorNames.table[text.asciiLowercased] != nil { return text }
        if text.hasPrefix("#"), text.utf8.count == 4 || text.utf8.count == 7,
            TokenCursor.hexColor(String(text.dropFirst())) != nil
        {
            return text
        }
        var digits = Array(text.hasPrefix("#") ? text.dropFirst() : Substring(text)).map {
            $0.isHexDigit && $0.isASCII ? $0 : "0"
        }
        while digits.isEmpty || digits.count % 3 != 0 { digits.append("0") }
        var length = digits.count / 3
        var parts = (0..<3).map { Array(digits[($0 * length)..<(($0 + 1) * length)]) }
        if length > 8 {
            parts = parts.map { Array($0.suffix(8)) }
            length = 8
        }
        while length > 2, parts.allSatisfy({ $0.first == "0" }) {
            parts = parts.map { Array($0.dropFirst()) }
            length -= 1
        }
        return "#" + parts.map { part in String(part.count == 1 ? ["0"] + part : Array(part.prefix(2))) }.joined()
    }

    private func ancestor(_ names: Set<String>, of node: NodeID) -> NodeID? {
        var current = tree.parent(node)
        for _ in 0..<4 where !current.isNone && tree.isElement(current) {
            if names.contains(tree.name(current)) { return current }
            current = tree.parent(current)
        }
        return nil
    }

    private func htmlText(_ node: NodeID) -> String {
        var text = ""
        func value(_ name: String) -> String? { tree.attribute(name, of: node) }
        func put(_ property: String, _ value: String?) {
            if let value { text += "\(property):\(value);" }
        }
        func color(_ property: String, _ attribute: String) {
            put(property, value(attribute).flatMap(Self.legacyColor))
        }
        func address(_ attribute: String) {
            if let url = value(attribute), !url.isEmpty { put("background-image", "url(" + CSSToken.quoted(url) + ")") }
        }
        if let language = value("xml:lang") ?? value("lang") { text += Self.language(language) }
        switch value("dir")?.asciiLowercased {
        case "rtl": text += "direction:rtl;"
        case "ltr": text += "direction:ltr;"
        default: break
        }
        if let hidden = value("hidden"), hidden.asciiLowercased != "until-found" { text += "display:none;" }

        let name = tree.name(node)
        switch name {
        case "body":
            color("background-color", "bgcolor")
            color("color", "text")
            address("background")
            put("margin-top", Self.dimension(value("marginheight") ?? value("topmargin")))
            put("margin-bottom", Self.dimension(value("marginheight") ?? value("bottommargin")))
            put("margin-left", Self.dimension(value("marginwidth") ?? value("leftmargin")))
            put("margin-right", Self.dimension(value("marginwidth") ?? value("rightmargin")))
        case "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend":
            align(value("align"), &text)
            if name == "caption", value("align")?.asciiLowercased == "bottom" { text += "caption-side:bottom;" }
        case "table": tableText(node, &text)
        case "thead", "tbody", "tfoot", "tr":
            color("background-color", "bgcolor")
            address("background")
            align(value("align"), &text)
            verticalAlign(value("valign"), &text)
            put("height", Self.dimension(value("height")))
        case "td", "th": cellText(node, &text)
        case "col", "colgroup":
            put("width", Self.dimension(value("width")))
            align(value("align"), &text)
            verticalAlign(value("valign"), &text)
        case "img", "object", "embed", "iframe", "video", "canvas", "input":
            let isImage = name != "input" || value("type")?.asciiLowercased == "image"
            if isImage { replacedText(node, name, &text) }
            if name == "input", !isImage, let size = Self.whole(value("size")), size > 0 { put("width", "\(size)ch") }
        case "textarea":
            put("width", Self.whole(value("cols")).flatMap { $0 > 0 ? "\($0)ch" : nil })
            put("height", Self.whole(value("rows")).flatMap { $0 > 0 ? "\($0)lh" : nil })
        case "font":
            color("color", "color")
            if let face = value("face"), !face.isEmpty {
                put(
                    "font-family",
                    face.split(separator: ",").map { CSSToken.quoted(String($0).trimmingASCIISpace) }.joined(
                        separator: ","))
            }
            if let size = value("size") { put("font-size", Self.fontSize(size)) }
        case "hr":
            if value("color") != nil || value("noshade") != nil { text += "border-style:solid;" }
            color("color", "color")
            if let size = Self.whole(value("size")) {
                let isSolid = value("color") != nil || value("noshade") != nil
                if isSolid {
                    put("border-width", "\(Double(max(size, 1)) / 2)px")
                } else if size > 1 {
                    put("height", "\(size - 2)px")
                }
            }
            put("width", Self.dimension(value("width")))
            switch value("align")?.asciiLowercased {
            case "left": text += "margin-left:0;margin-right:auto;"
            case "right": text += "margin-left:auto;margin-right:0;"
            case "center": text += "margin-left:auto;margin-right:auto;"
            default: break
            }
        case "br":
            switch value("clear")?.asciiLowercased {
            case "left": text += "clear:left;"
            case "right": text += "clear:right;"
            case "all", "both": text += "clear:both;"
            default: break
            }
        case "ol", "ul", "li", "dir", "menu": listText(node, name, &text)
        case "pre": if value("wrap") != nil { text += "white-space:pre-wrap;" }
        default: break
        }
        return text
    }

    private func align(_ value: String?, _ text: inout String) {
        switch value?.asciiLowercased {
        case "left": text += "text-align:left;"
        case "right": text += "text-align:right;"
        case "center", "middle": text += "text-align:center;"
        case "justify": text += "text-align:justify;"
        default: break
        }
    }
    private func verticalAlign(_ value: String?, _ text: inout String) {
        switch value?.asciiLowercased {
        case "top": text += "vertical-align:top;"
        case "middle": text += "vertical-align:middle;"
        case "bottom": text += "vertical-align:bottom;"
        case "baseline": text += "vertical-align:baseline;"
        default: break
        }
    }

    private func tableText(_ node: NodeID, _ text: inout String) {
        func value(_ name: String) -> String? { tree.attribute(name, of: node) }
        if let width = Self.dimension(value("width")), width != "0px", width != "0%" { text += "width:\(width);" }
        if let height = Self.dimension(value("height")) { text += "height:\(height);" }
        if let color = value("bgcolor").flatMap(Self.legacyColor) { text += "background-color:\(color);" }
        if let url = value("background"), !url.isEmpty { text += "background-image:url(\(CSSToken.quoted(url)));" }
        if let spacing = Self.dimension(value("cellspacing")) { text += "border-spacing:\(spacing);" }
        if let border = value("border") {
            let width = Self.whole(border) ?? 1
            if width > 0 { text += "border:\(width)px outset;" }
        }
        if let color = value("bordercolor").flatMap(Self.legacyColor) { text += "border-color:\(color);" }
        if let rules = value("rules")?.asciiLowercased, ["none", "groups", "rows", "cols", "all"].contains(rules) {
            text += "border-collapse:collapse;"
        }
        switch value("align")?.asciiLowercased {
        case "left": text += "float:left;"
        case "right": text += "float:right;"
        case "center": text += "margin-left:auto;margin-right:auto;"
        default: break
        }
        switch value("frame")?.asciiLowercased {
        case "void": text += "border-style:hidden;"
        case "above": text += "border-style:outset hidden hidden hidden;"
        case "below": text += "border-style:hidden hidden outset hidden;"
        case "hsides": text += "border-style:outset hidden outset hidden;"
        case "vsides": text += "border-style:hidden outset hidden outset;"
        case "lhs": text += "border-style:hidden hidden hidden outset;"
        case "rhs": text += "border-style:hidden outset hidden hidden;"
        case "box", "border": text += "border-style:outset;"
        default: break
        }
    }

    private func cellText(_ node: NodeID, _ text: inout String) {
        func value(_ name: String) -> String? { tree.attribute(name, of: node) }
        if hasTableAttributes, let table = ancestor(["table"], of: node) {
            if let padding = Self.dimension(tree.attribute("cellpadding", of: table)) { text += "padding:\(padding);" }
            if let border = tree.attribute("border", of: table), Self.whole(border) ?? 1 > 0 {
                text += "border:1px inset;"
            }
            if let color = tree.attribute("bordercolor", of: table).flatMap(Self.legacyColor) {
                text += "border-color:\(color);"
            }
            switch tree.attribute("rules", of: table)?.asciiLowercased {
            case "all": text += "border:1px solid;"
            case "rows": text += "border-top:1px solid;border-bottom:1px solid;"
            case "cols": text += "border-left:1px solid;border-right:1px solid;"
            case "none": text += "border:none;"
            default: break
            }
        }
        if let width = Self.dimension(value("width")), width != "0px", width != "0%" { text += "width:\(width);" }
        if let height = Self.dimension(value("height")), height != "0px" { text += "height:\(height);" }
        if let color = value("bgcolor").flatMap(Self.legacyColor) { text += "background-color:\(color);" }
        if let url = value("background"), !url.isEmpty { text += "background-image:url(\(CSSToken.quoted(url)));" }
        align(value("align"), &text)
        verticalAlign(value("valign"), &text)
        if value("nowrap") != nil { text += "white-space:nowrap;" }
    }

    private func replacedText(_ node: NodeID, _ name: String, _ text: inout String) {
        func value(_ name: String) -> String? { tree.attribute(name, of: node) }
        let width = Self.dimension(value("width"))
        let height = Self.dimension(value("height"))
        if let width { text += "width:\(width);" }
        if let height { text += "height:\(height);" }
        if name == "img" || name == "video" || name == "canvas", let width, let height, width.hasSuffix("px"),
            height.hasSuffix("px")
        {
            text += "aspect-ratio:auto \(width.dropLast(2))/\(height.dropLast(2));"
        }
        if let space = Self.dimension(value("hspace")) { text += "margin-left:\(space);margin-right:\(space);" }
        if let space = Self.dimension(value("vspace")) { text += "margin-top:\(space);margin-bottom:\(space);" }
        if let border = Self.whole(value("border")), border > 0 { text += "border:\(border)px solid;" }
        switch value("align")?.asciiLowercased {
        case "left": text += "float:left;"
        case "right": text += "float:right;"
        case "top", "texttop": text += "vertical-align:text-top;"
        case "middle", "absmiddle", "abscenter": text += "vertical-align:middle;"
        case "bottom", "baseline": text += "vertical-align:baseline;"
        default: break
        }
    }

    private static func fontSize(_ text: String) -> String? {
        guard var size = whole(text) else { return nil }
        let first = text.trimmingASCIISpace.first
        if first == "+" || first == "-" { size += 3 }
        return ["x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large"][min(max(size, 1), 7) - 1]
    }

    private func listText(_ node: NodeID, _ name: String, _ text: inout String) {
        func value(_ name: String) -> String? { tree.attribute(name, of: node) }
        switch value("type") {
        case "1": text += "list-style-type:decimal;"
        case "a": text += "list-style-type:lower-alpha;"
        case "A": text += "list-style-type:upper-alpha;"
        case "i": text += "list-style-type:lower-roman;"
        case "I": text += "list-style-type:upper-roman;"
        case let type?:
            switch type.asciiLowercased {
            case "none", "disc", "circle", "square": text += "list-style-type:\(type);"
            default: break
            }
        case nil: break
        }
        if name == "ol" {
            let start = Self.whole(value("start"))
            if value("reversed") != nil {
                text +=
                    start.map { "counter-reset:reversed(list-item) \($0 + 1);" } ?? "counter-reset:reversed(list-item);"
            } else if let start {
                text += "counter-reset:list-item \(start - 1);"
            }
        }
        if name == "li", let number = Self.whole(value("value")) { text += "counter-set:list-item \(number);" }
    }
}

extension String {
    var trimmingASCIISpace: String {
        func isSpace(_ character: Character) -> Bool { " \t\n\r\u{0C}".contains(character) }
        var part = Substring(self)
        while let first = part.first, isSpace(first) { part = part.dropFirst() }
        while let last = part.last, isSpace(last) { part = part.dropLast() }
        return String(part)
    }
}
