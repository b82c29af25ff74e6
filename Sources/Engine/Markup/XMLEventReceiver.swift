//  XMLEventReceiver.swift
//  In: libxml2's SAX2 events. Out: calls of the tree builder, and the first fatal complaint.

import CLibXML2
import Diagnostics
import Messages

/// Lives as long as one parse; libxml2 holds it as its user data.
final class XMLEventReceiver {
    var context: xmlParserCtxtPtr?
    var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private var cursor = SourceCursor()
    private var limiter: DepthLimiter
    private let sourceName: String
    private let options: MarkupOptions
    private let log: DiagnosticLog?
    private var failure: MarkupError?
    /// Elements without a namespace count as this one, decided by the root.
    private var bareNamespace: MarkupNamespace?
    private var entities: [String: UnsafeMutablePointer<xmlEntity>] = [:]
    private var declared: [String: String] = [:]
    /// Characters that came out of entities; bounded so that a small file cannot grow without limit.
    private var expanded = 0

    init(sourceName: String, options: MarkupOptions, log: DiagnosticLog?) {
        self.sourceName = sourceName
        self.options = options
        self.log = log
        limiter = DepthLimiter(sourceName: sourceName, isQuirky: false, options: options, log: log)
    }

    deinit {
        for entity in entities.values {
            clibxml2_free(entity.pointee.content)
            clibxml2_free(UnsafeMutableRawPointer(mutating: entity.pointee.name))
            entity.deallocate()
        }
    }

    func finish() throws(MarkupError) -> MarkupTree {
        if let failure { throw failure }
        return limiter.builder.finish()
    }

    // MARK: Places

    /// The offset that libxml2 has read up to. Its buffer forgets what lies far behind, hence `consumed`.
    private var offset: Int {
        guard let input = context?.pointee.input else { return 0 }
        return Int(input.pointee.consumed) + (input.pointee.cur - input.pointee.base)
    }

    private func move(to offset: Int) { cursor.move(to: offset, in: bytes) }

    private func place(_ offset: Int) -> SourceLocation {
        move(to: offset)
        return SourceLocation(file: sourceName, line: cursor.line, column: cursor.column)
    }

    private func fail(_ id: String, _ sentence: Sentence, at location: SourceLocation) {
        if failure == nil { failure = MarkupError(id, sentence, at: location) }
        if let context { xmlStopParser(context) }
    }

    func crowded(at offset: Int, in text: [UInt8]) -> MarkupError {
        text.withUnsafeBufferPointer { cursor.move(to: offset, in: $0) }
        return MarkupError(
            "markup-too-many-attributes",
            Sentence(.markupCrowdedTag, ["most": options.maximumAttributes]),
            at: SourceLocation(file: sourceName, line: cursor.line, column: cursor.column))
    }

    // MARK: Elements and text

    fileprivate func start(
        _ localName: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?, _ address: UnsafePointer<xmlChar>?,
        _ count: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        // The event comes after the last attribute; "<" cannot stand in a tag, so its start is the last one before.
        var tag = min(offset, bytes.count)
        while tag > 0 {
            tag -= 1
            if bytes[tag] == 0x3C { break }
        }
        move(to: tag)
        let name = elementName(localName, prefix, address)
        limiter.start(name.id, name.namespace, line: cursor.line, column: cursor.column)
        if count > 0, let attributes {
            for index in 0..<count {
                let fields = attributes + index * 5
                guard let local = fields[0], let begin = fields[3], let end = fields[4] else { continue }
                let value = String(decoding: UnsafeBufferPointer(start: begin, count: end - begin), as: UTF8.self)
                limiter.builder.attribute(attributeName(local, fields[1], fields[2]), value)
            }
        }
        checkCount()
    }

    /// libxml2 keeps one copy of each name, so its address stands for it while the parse lasts.
    private struct NameKey: Hashable {
        var local, prefix, address: UnsafePointer<xmlChar>?
    }
    private var elementNames: [NameKey: (id: NameID, namespace: MarkupNamespace)] = [:]
    private var attributeNames: [NameKey: NameID] = [:]

    private func elementName(
        _ local: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?, _ address: UnsafePointer<xmlChar>?
    ) -> (id: NameID, namespace: MarkupNamespace) {
        let key = NameKey(local: local, prefix: prefix, address: address)
        if let known = elementNames[key] { return known }
        var name = String(cString: local)
        var namespace = MarkupNamespace.other
        if let address {
            let address = String(cString: address)
            namespace = Namespaces.kind(of: address)
            if namespace == .other {
                let spelling = options.canonicalPrefixes[address] ?? prefix.map { String(cString: $0) }
                if let spelling { name = "\(spelling):\(name)" }
            }
        } else if let prefix {
            // An undeclared prefix is complained about by libxml2 itself.
            name = "\(String(cString: prefix)):\(name)"
        } else {
            bareNamespace = bareNamespace ?? (name == "svg" ? .svg : .html)
            namespace = bareNamespace ?? .html
        }
        let result = (limiter.builder.intern(name), namespace)
        elementNames[key] = result
        return result
    }

    private func attributeName(
        _ local: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?, _ address: UnsafePointer<xmlChar>?
    ) -> NameID {
        let key = NameKey(local: local, prefix: prefix, address: address)
        if let known = attributeNames[key] { return known }
        var name = String(cString: local)
        if let prefix {
            let address = address.map { String(cString: $0) } ?? ""
            let spelling =
                Namespaces.attributePrefix(of: address) ?? options.canonicalPrefixes[address]
                ?? String(cString: prefix)
            name = "\(spelling):\(name)"
        }
        let id = limiter.builder.intern(name)
        attributeNames[key] = id
        return id
    }

    private func checkCount() {
        guard limiter.isFull else { return }
        fail(
            "markup-too-many-nodes", Sentence(.markupTooManyNodes, ["most": options.maximumNodes]),
            at: place(offset))
    }

    fileprivate func end() { limiter.end() }

    fileprivate func characters(_ start: UnsafePointer<xmlChar>, _ count: Int) {
        let from: Int
        if let input = context?.pointee.input, let base = input.pointee.base, start >= base, start < input.pointee.end {
            from = Int(input.pointee.consumed) + (start - base)
        } else {
            from = max(offset - count, 0)
        }
        move(to: from)
        limiter.builder.text(
            UnsafeBufferPointer(start: start, count: count), line: cursor.line, column: cursor.column)
        if count > 0 { checkCount() }
    }

    // MARK: Entities

    /// An entity that the document declares. Only plain text is taken; anything else stays unknown.
    fileprivate func declareEntity(_ name: String, _ type: Int32, _ content: UnsafePointer<xmlChar>?) {
        guard type == Int32(XML_INTERNAL_GENERAL_ENTITY.rawValue), let content, declared.count < 1_000 else { return }
        let value = String(cString: content)
        guard value.utf8.count <= 1_000, !value.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C }) else { return }
        if declared[name] == nil { declared[name] = value }
    }

    /// Answers a reference. In text libxml2 passes the content of a "predefined" entity on as it is; in an
    /// attribute it would take only the first byte of one, so there an ordinary entity is handed out.
    fileprivate func entity(_ name: String) -> UnsafeMutablePointer<xmlEntity>? {
        let inAttribute = context?.pointee.instate == XML_PARSER_ATTRIBUTE_VALUE
        guard let value = declared[name] ?? Namespaces.htmlEntity(name) else {
            fail(
                "markup-unknown-entity",
                Sentence(.markupUnknownEntity, ["name": name]),
                at: place(max(offset - name.utf8.count - 2, 0)))
            return nil
        }
        expanded += value.utf8.count
        if expanded > 2 * bytes.count + 100_000 {
            fail(
                "markup-entity-expansion", Sentence(.markupEntityExpansion),
                at: place(offset))
            return nil
        }
        let key = inAttribute ? "@" + name : name
        if let known = entities[key] { return known }
        let entity = UnsafeMutablePointer<xmlEntity>.allocate(capacity: 1)
        entity.initialize(to: xmlEntity())
        entity.pointee.type = XML_ENTITY_DECL
        entity.pointee.etype = inAttribute ? XML_INTERNAL_GENERAL_ENTITY : XML_INTERNAL_PREDEFINED_ENTITY
        entity.pointee.name = UnsafePointer(xmlStrdup(name))
        entity.pointee.content = xmlStrdup(value)
        entity.pointee.length = Int32(value.utf8.count)
        entities[key] = entity
        return entity
    }

    // MARK: Complaints

    fileprivate func complain(_ error: xmlError) {
        guard failure == nil else { return }
        let code = xmlParserErrors(UInt32(bitPattern: error.code))
        let text = error.message.map { String(cString: $0) } ?? "not well-formed"
        let words = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        let isUndeclaredPrefix = code == XML_NS_ERR_UNDEFINED_NAMESPACE
        guard error.level == XML_ERR_FATAL || isUndeclaredPrefix else {
            if error.level == XML_ERR_ERROR {
                log?.report("markup-odd", .warning, Sentence(.markupOdd, ["words": words]), at: place(offset))
            }
            return
        }
        let first = error.str1.map { String(cString: $0) } ?? ""
        let second = error.str2.map { String(cString: $0) } ?? ""
        switch code {
        case XML_ERR_TAG_NAME_MISMATCH:
            var tag = min(offset, bytes.count)
            while tag > 0 {
                tag -= 1
                if bytes[tag] == 0x3C { break }
            }
            fail(
                "markup-unclosed-element",
                Sentence(.markupMismatch, ["close": second, "open": first, "line": error.int1]),
                at: place(tag))
        case XML_ERR_TAG_NOT_FINISHED:
            fail(
                "markup-unclosed-element",
                Sentence(.markupEndsInside, ["open": first, "line": error.int1]),
                at: place(offset))
        case XML_ERR_NAME_REQUIRED:
            fail(
                "markup-not-well-formed", Sentence(.markupNameMissing),
                at: place(offset))
        case XML_ERR_ENTITYREF_SEMICOL_MISSING:
            fail(
                "markup-not-well-formed",
                Sentence(.markupSemicolon), at: place(offset))
        case XML_ERR_ATTRIBUTE_NOT_STARTED, XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
            fail("markup-not-well-formed", Sentence(.markupQuotes), at: place(offset))
        case XML_ERR_ATTRIBUTE_REDEFINED:
            fail("markup-not-well-formed", Sentence(.markupAttributeTwice, ["name": first]), at: place(offset))
        default:
            if isUndeclaredPrefix {
                fail(
                    "markup-undeclared-prefix", Sentence(.markupUndeclaredPrefix, ["words": words]),
                    at: place(offset))
            } else {
                fail("markup-not-well-formed", Sentence(.markupNotWellFormed, ["words": words]), at: place(offset))
            }
        }
    }

    // MARK: The table of callbacks

    /// What libxml2 calls. Comments and processing instructions are left out.
    static var handler: xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = { context, local, prefix, address, _, _, count, defaulted, attributes in
            guard let local else { return }
            // Defaults of a DTD come last; they are left out, since they could multiply a small file.
            me(context).start(local, prefix, address, Int(count - defaulted), attributes)
        }
        handler.endElementNs = { context, _, _, _ in me(context).end() }
        handler.characters = { context, start, count in
            if let start { me(context).characters(start, Int(count)) }
        }
        handler.ignorableWhitespace = handler.characters
        handler.cdataBlock = handler.characters
        handler.getEntity = { context, name in
            guard let name else { return nil }
            return me(context).entity(String(cString: name))
        }
        handler.entityDecl = { context, name, type, _, _, content in
            guard let name else { return }
            me(context).declareEntity(String(cString: name), type, UnsafePointer(content))
        }
        handler.serror = { context, error in
            if let error { me(context).complain(error.pointee) }
        }
        return handler
    }
}

/// The receiver behind libxml2's user data, which XMLReader sets before the parse begins.
private func me(_ context: UnsafeMutableRawPointer?) -> XMLEventReceiver {
    Unmanaged<XMLEventReceiver>.fromOpaque(context!).takeUnretainedValue()
}
