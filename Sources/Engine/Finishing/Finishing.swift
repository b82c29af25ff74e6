//  Finishing.swift
//  In: the PDF that Cairo wrote, and what it could not write. Out: the finished PDF.
//  Cairo's objects keep their numbers and contents; its catalogue, information and structure objects are left out and
//  their numbers given to ours. Streams are packed here (Cairo leaves them plain), all other objects together in object
//  streams. No object but the pages is understood, and unlike an incremental update it leaves nothing dead in the file.
//  Invariants: 1 nothing that comes from a document reaches the file but through PDFText; 2 equal input, equal bytes;
//  3 structure follows the source's order, not the order of painting.

import Geometry

/// Stage 7.
public enum Finishing {
    /// What of the room's libraries decides the bytes of a file.
    public static var libraryVersions: [(name: String, version: String)] { [("libdeflate", Deflater.fingerprint)] }

    /// Adds links, destinations, outline, labels, metadata, structure, identity.
    /// A file that is not as Cairo 1.16 writes it is refused.
    public static func finish(_ pdf: [UInt8], _ input: FinishingInput) throws(FinishingError) -> [UInt8] {
        let source = try CairoFile(pdf)
        let writer = ObjectWriter(source)
        let pages = source.pages

        var structure: StructureWriter?
        if let root = input.structure,
            !source.structParents.isEmpty || input.pages.contains(where: { !$0.marks.isEmpty })
        {
            structure = StructureWriter(root: root, input: input, source: source, writer: writer)
        }
        let navigation = NavigationWriter(input: input, source: source, writer: writer)
        let annotations = navigation.writeLinks(structure)

        let catalogue = writer.reserve()
        let information = writer.reserve()
        for (index, page) in pages.enumerated() {
            writer.write(
                page,
                pageObject(
                    source, page, facts: input.pages.indices.contains(index) ? input.pages[index] : nil,
                    annotations: annotations.indices.contains(index) ? annotations[index] : [],
                    isTagged: structure != nil))
        }
        var entries = "<< /Type /Catalog /Pages \(source.pageTree) 0 R"
        if let structure {
            entries += " /StructTreeRoot \(structure.finish()) 0 R /MarkInfo << /Marked true >>"
        }
        if let language = input.information.language, !language.isEmpty {
            entries += " /Lang \(PDFText.string(language))"
        }
        if input.information.title?.isEmpty == false { entries += " /ViewerPreferences << /DisplayDocTitle true >>" }
        entries += navigation.catalogueEntries()
        entries += " /Metadata \(writer.add(stream: MetadataWriter.stream(input.information))) 0 R >>"
        writer.write(catalogue, entries)
        writer.write(information, MetadataWriter.dictionary(input.information))
        let tagged = structure == nil ? [] : Set(pages.compactMap { source.contentStream(of: $0) })
        return try FileAssembly(writer, tagged: tagged).file(catalogue: catalogue, information: information)
    }

    /// Cairo's page dictionary with what is ours added before its end.
    private static func pageObject(
        _ source: CairoFile, _ page: Int, facts: FinishingPage?, annotations: [Int], isTagged: Bool
    ) -> String {
        var text = source.dictionary(page)
        if !isTagged, let range = text.firstRange(of: "/StructParents ") {
            let end = text[range.upperBound...].firstIndex { !$0.isNumber } ?? text.endIndex
            text.removeSubrange(range.lowerBound..<end)
        }
        if let facts, let start = text.firstRange(of: "/MediaBox ["),
            let end = text[start.upperBound...].firstIndex(of: "]")
        {
            text.replaceSubrange(start.lowerBound...end, with: "/MediaBox \(PagePlace(facts).paper)")
        }
        // Cairo makes every page a transparency group, also where nothing is transparent; readers then take their slow
        // way, and Ghostscript loses what lies in groups when the page has a user unit
        if let start = text.firstRange(of: "/Group <<"),
            let end = text[start.upperBound...].firstRange(of: ">>")
        {
            text.removeSubrange(start.lowerBound..<end.upperBound)
        }
        guard text.hasSuffix(">>") else { return text }
        text.removeLast(2)
        if !annotations.isEmpty {
            text += " /Annots [" + annotations.map { "\($0) 0 R" }.joined(separator: " ") + "]"
        }
        if isTagged { text += " /Tabs /S" }
        if let facts, facts.bleed != Sides(all: 0) {
            let place = PagePlace(facts)
            let trim = place.rect(Rect(x: 0, y: 0, width: facts.size.width, height: facts.size.height))
            text += " /TrimBox \(trim) /BleedBox \(place.paper)"
        }
        return text + ">>"
    }
}

/// From CSS px on a sheet to PDF's points on the paper.
struct PagePlace {
    private let left: Double
    private let top: Double
    private let width: Double
    private let height: Double

    init(_ page: FinishingPage) {
        left = Double(page.bleed.left)
        top = Double(page.bleed.top)
        width = page.size.width + Double(page.bleed.left + page.bleed.right)
        height = page.size.height + Double(page.bleed.top + page.bleed.bottom)
    }
    var paper: String { "[0 0 \(PDFText.number(width * 0.75)) \(PDFText.number(height * 0.75))]" }
    func x(_ x: Double) -> Double { (x + left) * 0.75 }
    func y(_ y: Double) -> Double { (height - top - y) * 0.75 }
    func rect(_ rect: Rect) -> String {
        "[\(PDFText.number(x(rect.x))) \(PDFText.number(y(rect.maxY))) \(PDFText.number(x(rect.maxX))) \(PDFText.number(y(rect.y)))]"
    }
    /// An explicit destination: the page scrolled so that this point is at its top.
    func destination(_ page: Int, _ point: Point) -> String {
        "[\(page) 0 R /XYZ \(PDFText.number(x(point.x))) \(PDFText.number(y(point.y))) 0]"
    }
}
