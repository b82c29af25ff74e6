//  XMLReader.swift
//  In: valid UTF-8 of an XML document. Out: the flat tree, through libxml2's SAX2 interface.
//  Steps: 1 guard against tags that libxml2 reads in quadratic time; 2 parse, each event straight into the builder;
//  3 the first fatal complaint, with our own place and advice, becomes the error.

import CLibXML2
import Diagnostics
import Messages

enum XMLReader {
    static func read(
        _ text: [UInt8], sourceName: String, options: MarkupOptions, log: DiagnosticLog?
    ) throws(MarkupError) -> MarkupTree {
        _ = libraryIsReady
        let receiver = XMLEventReceiver(sourceName: sourceName, options: options, log: log)
        if let offset = TagGuard.firstCrowdedTag(in: text, limit: options.maximumAttributes) {
            throw receiver.crowded(at: offset, in: text)
        }
        guard !text.isEmpty else {
            throw MarkupError(
                "markup-empty", Sentence(.markupEmpty),
                at: SourceLocation(file: sourceName, line: 1, column: 1))
        }
        guard let context = xmlNewParserCtxt() else {
            throw MarkupError("markup-memory", Sentence(.markupMemory), at: SourceLocation(file: sourceName))
        }
        defer { xmlFreeParserCtxt(context) }
        text.withUnsafeBufferPointer { bytes in
            receiver.context = context
            receiver.bytes = bytes
            context.pointee.sax.pointee = XMLEventReceiver.handler
            context.pointee.userData = Unmanaged.passUnretained(receiver).toOpaque()
            // No network and no DTD is loaded; entities are ours (see XMLEventReceiver.entity), so replacing them
            // is safe; HUGE lifts libxml2's own limits of depth and size, which DepthLimiter and TagGuard replace.
            let choices =
                XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_IGNORE_ENC.rawValue
                | XML_PARSE_HUGE.rawValue
            bytes.baseAddress!.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
                let document = xmlCtxtReadMemory(context, start, Int32(bytes.count), nil, "UTF-8", Int32(choices))
                if let document { xmlFreeDoc(document) }
            }
            context.pointee.userData = UnsafeMutableRawPointer(context)
            receiver.context = nil
        }
        return try receiver.finish()
    }

    private static let libraryIsReady: Bool = {
        xmlInitParser()
        return true
    }()
}
