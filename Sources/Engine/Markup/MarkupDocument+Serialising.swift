//  MarkupDocument+Serialising.swift
//  In: a filled document. Out: UTF-8 that is well-formed XHTML and valid HTML5 at once.

import CLibXML2

extension MarkupDocument {
    /// Writes the document with libxml2: `<!DOCTYPE html>`, void elements as `<br/>`, others always with an end tag.
    /// Script and style are written so that both parsers read the same characters. Adds nothing to the content.
    public func serialize() -> [UInt8] {
        guard let buffer = xmlBufferCreate() else { return [] }
        defer { xmlBufferFree(buffer) }
        let options = XML_SAVE_AS_XML.rawValue | XML_SAVE_NO_DECL.rawValue
        guard let root = xmlDocGetRootElement(document), let saver = xmlSaveToBuffer(buffer, "UTF-8", Int32(options))
        else { return [] }
        xmlSaveTree(saver, root)
        xmlSaveClose(saver)
        let count = Int(xmlBufferLength(buffer))
        guard let content = xmlBufferContent(buffer) else { return [] }
        var result: [UInt8] = []
        result.reserveCapacity(count + 17)
        result.append(contentsOf: "<!DOCTYPE html>\n".utf8)
        result.append(contentsOf: UnsafeBufferPointer(start: content, count: count))
        result.append(0x0A)
        return result
    }

    /// HTML does not unescape inside script and style, XML does. Text with `<`, `>` or `&` is therefore given a form
    /// that both read alike: JSON with those characters as \u escapes, code between comment marks that hide a CDATA
    /// section from HTML.
    func protectRawText(of element: xmlNodePtr) {
        guard let text = element.pointee.children, text.pointee.type == XML_TEXT_NODE, let start = text.pointee.content
        else { return }
        let content = String(cString: start)
        guard content.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 || $0 == 0x3E }) else { return }
        var type = ""
        if let value = xmlGetNoNsProp(element, "type") {
            type = String(cString: value).lowercased()
            clibxml2_free(value)
        }
        var written = ""
        if type.contains("json") {
            for scalar in content.unicodeScalars {
                switch scalar {
                case "<": written += "\\u003c"
                case ">": written += "\\u003e"
                case "&": written += "\\u0026"
                default: written.unicodeScalars.append(scalar)
                }
            }
            xmlNodeSetContent(text, nil)
            xmlNodeAddContent(text, written)
            return
        }
        // Neither end may occur inside; a backslash keeps the meaning in strings of scripts and of CSS.
        var previous: [Unicode.Scalar] = []
        for scalar in content.unicodeScalars {
            if scalar == "/", previous.last == "<" { written += "\\" }
            if scalar == ">", previous.suffix(2) == ["]", "]"] { written += "\\" }
            written.unicodeScalars.append(scalar)
            previous = previous.suffix(1) + [scalar]
        }
        written = "*/\(written)/*"
        xmlNodeSetContent(text, nil)
        xmlNodeAddContent(text, "/*")
        if let section = xmlNewCDataBlock(document, written, Int32(clamping: written.utf8.count)) {
            xmlAddChild(element, section)
        }
        if let last = xmlNewDocText(document, "*/") { xmlAddChild(element, last) }
    }
}
