//  MarkupDocument.swift
//  In: elements, attributes and text in document order. Out: a libxml2 document, to be serialised or copied.
//  Invariants: 1 the handle is owned here and freed in deinit; 2 every value is set as a value, so nothing in it can
//  become markup; 3 characters that XML forbids become U+FFFD.

import CLibXML2

/// A document under construction. Belongs to one thread of work: neither shared nor Sendable.
public final class MarkupDocument {
    let document: xmlDocPtr
    let vocabulary: MarkupVocabulary
    private struct Level {
        var node: xmlNodePtr
        var namespace: MarkupNamespace
        var ns: xmlNsPtr?
        var name: MarkupName?
        var isEmpty = true
    }
    private var open: [Level] = []
    private var roots = 0
    /// About how many nodes there are, so that a copy can make room for them.
    private(set) var count = 1

    public init(vocabulary: MarkupVocabulary) {
        guard let document = xmlNewDoc("1.0") else { fatalError("out of memory") }
        self.document = document
        // Without an encoding libxml2 writes every character of an attribute beyond ASCII as a number.
        document.pointee.encoding = UnsafePointer(xmlStrdup("UTF-8"))
        self.vocabulary = vocabulary
        if let dictionary = vocabulary.dictionary, xmlDictReference(dictionary) == 0 {
            document.pointee.dict = dictionary
        }
    }

    deinit { xmlFreeDoc(document) }

    /// How many elements are open.
    public var depth: Int { open.count }

    /// Opens an element. `line` and `column` are its place in the template, for messages about the document.
    public func open(
        _ name: MarkupName, namespace: MarkupNamespace = .html, line: Int = 0, column: Int = 0
    ) {
        let pointer = UnsafeMutablePointer(mutating: vocabulary.pointers[Int(name.index)])
        guard let node = xmlNewDocNodeEatName(document, nil, pointer, nil) else { fatalError("out of memory") }
        node.pointee._private = Self.mark(name, line, column)
        attach(node, namespace, name)
    }

    /// Sets an attribute of the element just opened. A name is set once.
    public func attribute(_ name: MarkupName, _ value: String) {
        guard let level = open.last else { return }
        let pointer = UnsafeMutablePointer(mutating: vocabulary.pointers[Int(name.index)])
        let prefix = vocabulary.hasPrefixes ? vocabulary.prefixes[Int(name.index)] : nil
        let ns = prefix.flatMap { namespace(prefix: $0, on: level.node) }
        Self.withXMLCharacters(value) { characters, _ in
            let attribute = xmlNewNsPropEatName(level.node, ns, pointer, characters)
            attribute?.pointee._private = Self.mark(name, 0, 0)
        }
    }

    /// Appends text to the open element.
    public func text(_ string: String) {
        guard !open.isEmpty, !string.isEmpty else { return }
        let parent = open[open.count - 1].node
        open[open.count - 1].isEmpty = false
        Self.withXMLCharacters(string) { characters, count in
            if let last = parent.pointee.last, last.pointee.type == XML_TEXT_NODE {
                xmlNodeAddContentLen(last, characters, Int32(clamping: count))
            } else if let node = xmlNewDocTextLen(document, characters, Int32(clamping: count)) {
                append(node, to: parent)
            }
        }
    }

    /// Closes the element opened last.
    public func close() {
        guard let level = open.popLast() else { return }
        guard level.namespace == .html else { return }
        let content = level.name.map { vocabulary.contents[Int($0.index)] } ?? .ordinary
        if content == .rawText { protectRawText(of: level.node) }
        // `<p></p>` and not `<p/>`, which HTML reads as a start tag: an empty text keeps the end tag.
        if level.isEmpty, content != .void, let nothing = xmlNewDocTextLen(document, nil, 0) {
            append(nothing, to: level.node)
        }
    }

    /// Appends a built fragment: every element and text under the root of `tree`.
    public func insert(_ tree: MarkupTree) {
        guard !open.isEmpty else { return }
        let outer = open.count
        var node = tree.firstChild(MarkupTree.root)
        while !node.isNone {
            if tree.isElement(node) {
                openForeign(tree.name(node), tree.namespace(node))
                for attribute in tree.attributes(of: node) {
                    setForeign(tree.nameTable[Int(attribute.name.index)], attribute.value)
                }
                if !tree.firstChild(node).isNone {
                    node = tree.firstChild(node)
                    continue
                }
                close()
            } else {
                text(tree.text(node))
            }
            while !node.isNone, tree.nextSibling(node).isNone {
                node = tree.parent(node)
                if open.count > outer { close() }
                if node == MarkupTree.root { return }
            }
            if !node.isNone { node = tree.nextSibling(node) }
        }
    }

    /// An element of any name.
    private func openForeign(_ name: String, _ namespace: MarkupNamespace) {
        if let known = vocabulary[name] { return open(known, namespace: namespace) }
        guard let node = xmlNewDocNode(document, nil, name, nil) else { fatalError("out of memory") }
        attach(node, namespace, nil)
        if namespace == .html, Namespaces.isVoid(name) { open[open.count - 1].isEmpty = false }
    }

    private func setForeign(_ name: String, _ value: String) {
        if let known = vocabulary[name] { return attribute(known, value) }
        guard let level = open.last else { return }
        let parts = name.split(separator: ":", maxSplits: 1)
        let isPrefixed = parts.count == 2 && (parts[0] == "xlink" || parts[0] == "xml")
        let ns = isPrefixed ? namespace(prefix: String(parts[0]), on: level.node) : nil
        Self.withXMLCharacters(value) { characters, _ in
            _ = xmlNewNsProp(level.node, ns, isPrefixed ? String(parts[1]) : name, characters)
        }
    }

    private func attach(_ node: xmlNodePtr, _ namespace: MarkupNamespace, _ name: MarkupName?) {
        let parent = open.last
        if let parent, parent.namespace == namespace {
            node.pointee.ns = parent.ns
        } else if let address = Namespaces.address(of: namespace) {
            node.pointee.ns = xmlNewNs(node, address, nil)
        }
        if let parent {
            open[open.count - 1].isEmpty = false
            append(node, to: parent.node)
        } else {
            precondition(roots == 0, "a document has one root")
            roots += 1
            xmlDocSetRootElement(document, node)
        }
        open.append(Level(node: node, namespace: namespace, ns: node.pointee.ns, name: name))
    }

    /// Faster because: xmlAddChild looks for text to merge and for documents to change, which cannot occur here.
    private func append(_ node: xmlNodePtr, to parent: xmlNodePtr) {
        count += 1
        node.pointee.parent = parent
        if let last = parent.pointee.last {
            last.pointee.next = node
            node.pointee.prev = last
        } else {
            parent.pointee.children = node
        }
        parent.pointee.last = node
    }

    private func namespace(prefix: String, on node: xmlNodePtr) -> xmlNsPtr? {
        xmlSearchNs(document, node, prefix) ?? xmlNewNs(node, Namespaces.xlink, prefix)
    }

    /// Name, line and column in one word: libxml2 leaves `_private` to its user.
    private static func mark(_ name: MarkupName, _ line: Int, _ column: Int) -> UnsafeMutableRawPointer? {
        let word = UInt(name.index + 1) | UInt(min(line, 1 << 22 - 1)) << 20 | UInt(min(column, 1 << 20 - 1)) << 42
        return UnsafeMutableRawPointer(bitPattern: word)
    }

    /// The characters of a string as libxml2 wants them: ended by NUL, without anything XML forbids.
    /// https://www.w3.org/TR/xml/#charsets
    private static func withXMLCharacters(_ string: String, _ body: (UnsafePointer<xmlChar>, Int) -> Void) {
        var string = string
        let isClean = string.withUTF8 { bytes in
            for index in bytes.indices {
                let byte = bytes[index]
                if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return false }
                if byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE {
                    return false
                }
            }
            return true
        }
        if !isClean {
            let scalars = string.unicodeScalars.map { scalar -> Unicode.Scalar in
                let value = scalar.value
                let isForbidden =
                    (value < 0x20 && value != 9 && value != 10 && value != 13) || value == 0xFFFE || value == 0xFFFF
                return isForbidden ? "\u{FFFD}" : scalar
            }
            string = String(String.UnicodeScalarView(scalars))
        }
        let count = string.utf8.count
        // Faster because: a native string ends in NUL, and withCString hands out its own storage.
        string.withCString { start in
            start.withMemoryRebound(to: xmlChar.self, capacity: count + 1) { body($0, count) }
        }
    }
}
