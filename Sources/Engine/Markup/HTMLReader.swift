//  HTMLReader.swift
//  In: valid UTF-8 of an HTML document. Out: the flat tree, built as browsers build it (gumbo).
//  Steps: 1 HTMLDepthGuard tames what would take a parser quadratic time; 2 gumbo builds its tree in an arena with a
//  budget; 3 the tree is walked without recursion into the builder; 4 the arena is freed.

import CGumbo
import Diagnostics
import Messages

enum HTMLReader {
    static func read(
        _ text: [UInt8], sourceName: String, options: MarkupOptions, log: DiagnosticLog?
    ) throws(MarkupError) -> MarkupTree {
        var guarded = HTMLDepthGuard(text, options: options)
        let tamed = guarded.run()
        if guarded.closedEarly {
            DepthLimiter.complain(at: 0, 0, sourceName, options, log)
        }
        if guarded.droppedAttributes {
            log?.report(
                "markup-too-many-attributes", .warning,
                Sentence(.markupCrowdedTagCut, ["most": options.maximumAttributes]),
                at: SourceLocation(file: sourceName))
        }
        let budget = min(64 << 20 + tamed.count * 256, 2 << 30)
        guard let arena = cgumbo_arena_create(budget) else {
            throw MarkupError("markup-memory", Sentence(.markupMemory), at: SourceLocation(file: sourceName))
        }
        defer { cgumbo_arena_destroy(arena) }
        var result: MarkupTree?
        var isTooLarge = false
        tamed.withUnsafeBytes { bytes in
            // An empty array has no address, and gumbo wants one.
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            withUnsafePointer(to: CChar(0)) { nothing in
                guard let document = cgumbo_parse(arena, start ?? nothing, bytes.count) else { return }
                (result, isTooLarge) = copy(document, sourceName: sourceName, options: options, log: log)
            }
        }
        guard let result, !isTooLarge else {
            throw MarkupError(
                "markup-too-many-nodes",
                Sentence(.markupTooManyNodesHTML, ["most": options.maximumNodes]),
                at: SourceLocation(file: sourceName))
        }
        return result
    }

    private static func copy(
        _ document: UnsafePointer<GumboNode>, sourceName: String, options: MarkupOptions, log: DiagnosticLog?
    ) -> (MarkupTree?, isTooLarge: Bool) {
        let top = cgumbo_document(document)!.pointee
        var limiter = DepthLimiter(
            sourceName: sourceName, isQuirky: isQuirky(top), options: options,
            log: log)
        var open: [(children: GumboVector, next: UInt32)] = [(top.children, 0)]
        while let last = open.last {
            guard last.next < last.children.length else {
                open.removeLast()
                if !open.isEmpty { limiter.end() }
                continue
            }
            open[open.count - 1].next += 1
            var children = last.children
            guard let node = cgumbo_child(&children, last.next) else { continue }
            switch node.pointee.type {
            case GUMBO_NODE_ELEMENT, GUMBO_NODE_TEMPLATE:
                guard let element = cgumbo_element(node) else { continue }
                start(element, &limiter)
                open.append((element.pointee.children, 0))
            case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
                guard let text = cgumbo_text(node)?.pointee, let characters = text.text else { continue }
                let bytes = UnsafeRawBufferPointer(start: characters, count: strlen(characters))
                limiter.builder.text(bytes, line: Int(text.start_pos.line), column: Int(text.start_pos.column))
            default: break
            }
            if limiter.isFull { return (nil, true) }
        }
        return (limiter.builder.finish(), false)
    }

    /// gumbo 0.10 misses every public identifier, so the doctype is judged here.
    private static func isQuirky(_ document: GumboDocument) -> Bool {
        guard document.has_doctype else { return true }
        func text(_ characters: UnsafePointer<CChar>?) -> String { characters.map { String(cString: $0) } ?? "" }
        return Doctype(
            name: text(document.name), publicIdentifier: text(document.public_identifier),
            systemIdentifier: text(document.system_identifier)
        ).asksForQuirks
    }

    private static func start(_ element: UnsafePointer<GumboElement>, _ limiter: inout DepthLimiter) {
        let namespace: MarkupNamespace =
            switch element.pointee.tag_namespace {
            case GUMBO_NAMESPACE_SVG: .svg
            case GUMBO_NAMESPACE_MATHML: .mathML
            default: .html
            }
        limiter.start(
            limiter.builder.intern(name(element.pointee, namespace)), namespace,
            line: Int(element.pointee.start_pos.line), column: Int(element.pointee.start_pos.column))
        let count = element.pointee.attributes.length
        for index in 0..<count {
            guard let attribute = cgumbo_attribute(element, index)?.pointee, let name = attribute.name,
                let value = attribute.value
            else { continue }
            let prefix: String
            switch attribute.attr_namespace {
            case GUMBO_ATTR_NAMESPACE_XLINK: prefix = "xlink:"
            case GUMBO_ATTR_NAMESPACE_XML: prefix = "xml:"
            case GUMBO_ATTR_NAMESPACE_XMLNS: continue
            default: prefix = ""
            }
            let spelling = prefix.isEmpty ? String(cString: name) : prefix + String(cString: name)
            limiter.builder.attribute(limiter.builder.intern(spelling), String(cString: value))
        }
    }

    /// The element's name; SVG's with capitals as its specification writes them (`linearGradient`).
    private static func name(_ element: GumboElement, _ namespace: MarkupNamespace) -> String {
        var original = element.original_tag
        if original.length > 0 {
            if namespace == .svg {
                gumbo_tag_from_original_text(&original)
                if let known = gumbo_normalize_svg_tagname(&original) { return String(cString: known) }
            } else if element.tag == GUMBO_TAG_UNKNOWN {
                gumbo_tag_from_original_text(&original)
            }
        }
        if element.tag != GUMBO_TAG_UNKNOWN, let known = gumbo_normalized_tagname(element.tag) {
            return String(cString: known)
        }
        guard let data = original.data else { return "unknown" }
        return String(decoding: UnsafeRawBufferPointer(start: data, count: original.length), as: UTF8.self).lowercased()
    }
}
