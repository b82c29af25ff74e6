//  MarkupDocument+Tree.swift
//  In: a filled document. Out: the engine's flat tree of it. Nothing of libxml2 is kept.

import CLibXML2

extension MarkupDocument {
    /// Copies the document. `sourceName` is what messages about it call it.
    public func tree(sourceName: String) -> MarkupTree {
        var builder = vocabulary.seed
        builder.rename(sourceName)
        builder.reserve(count + 2)
        var node = document.pointee.children
        while let current = node {
            if current.pointee.type == XML_ELEMENT_NODE {
                start(current, &builder)
                if let child = current.pointee.children {
                    node = child
                    continue
                }
                builder.end()
            } else if current.pointee.type == XML_TEXT_NODE || current.pointee.type == XML_CDATA_SECTION_NODE,
                let content = current.pointee.content
            {
                builder.text(UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content))))
            }
            var next = current.pointee.next
            var up = current
            while next == nil, let parent = up.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE {
                builder.end()
                up = parent
                next = parent.pointee.next
            }
            node = next
        }
        return builder.finish()
    }

    private func start(_ node: xmlNodePtr, _ builder: inout MarkupTreeBuilder) {
        var namespace = MarkupNamespace.html
        if let address = node.pointee.ns?.pointee.href { namespace = Self.kind(address) }
        let word = UInt(bitPattern: node.pointee._private)
        let name =
            word != 0
            ? NameID(index: Int32(word & 0xFFFFF) - 1)
            : builder.intern(node.pointee.name.map { String(cString: $0) } ?? "")
        builder.start(name, namespace, line: Int(word >> 20 & 0x3F_FFFF), column: Int(word >> 42 & 0xF_FFFF))
        var attribute = node.pointee.properties
        while let current = attribute {
            let mark = UInt(bitPattern: current.pointee._private)
            let id: NameID
            if mark != 0 {
                id = NameID(index: Int32(mark & 0xFFFFF) - 1)
            } else {
                let local = current.pointee.name.map { String(cString: $0) } ?? ""
                let prefix = current.pointee.ns?.pointee.prefix.map { String(cString: $0) + ":" } ?? ""
                id = builder.intern(prefix + local)
            }
            let value = current.pointee.children?.pointee.content.map { String(cString: $0) } ?? ""
            builder.attribute(id, value)
            attribute = current.pointee.next
        }
    }

    /// Tells the namespaces apart by their lengths, which differ.
    private static func kind(_ address: UnsafePointer<xmlChar>) -> MarkupNamespace {
        switch Int(xmlStrlen(address)) {
        case Namespaces.html.utf8.count: .html
        case Namespaces.svg.utf8.count: .svg
        case Namespaces.mathML.utf8.count: .mathML
        default: .other
        }
    }
}
