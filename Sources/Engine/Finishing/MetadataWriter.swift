//  MetadataWriter.swift
//  In: what the document says of itself. Out: the information dictionary and the same as XMP.
//  https://developer.adobe.com/xmp/docs/XMPSpecifications/

enum MetadataWriter {
    static func dictionary(_ information: DocumentInformation) -> String {
        var text = "<< /Producer \(PDFText.string(information.producer))"
        func add(_ key: String, _ value: String?) {
            if let value, !value.isEmpty { text += " /\(key) \(PDFText.string(value))" }
        }
        add("Title", information.title)
        add("Author", information.authors.isEmpty ? nil : information.authors.joined(separator: ", "))
        add("Subject", information.subject)
        add("Keywords", information.keywords.isEmpty ? nil : information.keywords.joined(separator: ", "))
        add("Creator", information.creator)
        if let created = information.created { text += " /CreationDate \(PDFText.date(created))" }
        if let modified = information.modified { text += " /ModDate \(PDFText.date(modified))" }
        return text + " >>"
    }

    /// A stream object; not compressed, so that programs find it without reading PDF.
    static func stream(_ information: DocumentInformation) -> String {
        var body = ""
        func alternatives(_ name: String, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            body += "<\(name)><rdf:Alt><rdf:li xml:lang=\"x-default\">\(escaped(value))</rdf:li></rdf:Alt></\(name)>\n"
        }
        func simple(_ name: String, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            body += "<\(name)>\(escaped(value))</\(name)>\n"
        }
        simple("dc:format", "application/pdf")
        alternatives("dc:title", information.title)
        if !information.authors.isEmpty {
            let items = information.authors.map { "<rdf:li>\(escaped($0))</rdf:li>" }.joined()
            body += "<dc:creator><rdf:Seq>\(items)</rdf:Seq></dc:creator>\n"
        }
        alternatives("dc:description", information.subject)
        if !information.keywords.isEmpty {
            let items = information.keywords.map { "<rdf:li>\(escaped($0))</rdf:li>" }.joined()
            body += "<dc:subject><rdf:Bag>\(items)</rdf:Bag></dc:subject>\n"
            simple("pdf:Keywords", information.keywords.joined(separator: ", "))
        }
        if let language = information.language, !language.isEmpty {
            body += "<dc:language><rdf:Bag><rdf:li>\(escaped(language))</rdf:li></rdf:Bag></dc:language>\n"
        }
        simple("pdf:Producer", information.producer)
        simple("xmp:CreatorTool", information.creator)
        simple("xmp:CreateDate", information.created.map(date))
        simple("xmp:ModifyDate", information.modified.map(date))
        let packet = """
            <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
            \(body)</rdf:Description>
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>
            """
        return "<< /Type /Metadata /Subtype /XML /Length \(packet.utf8.count) >>\nstream\n\(packet)\nendstream"
    }

    /// Markup escaped; characters that XML forbids left out.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
            default:
                if scalar.value >= 0x20, scalar.value != 0xFFFE, scalar.value != 0xFFFF {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }
    /// ISO 8601.
    private static func date(_ date: DocumentDate) -> String {
        func two(_ value: Int) -> String { (abs(value) < 10 ? "0" : "") + String(abs(value)) }
        let zone =
            date.offset == 0
            ? "Z" : (date.offset < 0 ? "-" : "+") + two(date.offset / 60) + ":" + two(date.offset % 60)
        let year = String(repeating: "0", count: max(0, 4 - String(date.year).count)) + String(date.year)
        return
            "\(year)-\(two(date.month))-\(two(date.day))T\(two(date.hour)):\(two(date.minute)):\(two(date.second))\(zone)"
    }
}
