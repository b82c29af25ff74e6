//  PrintFileUpdate.swift
//  In: a print file that Cairo has written to the disk, and the true sizes of its pages. Out: the bytes to append to it.
//  A print file may have ten thousand pages, so it is not held in memory and copied as a customer's document is: its page
//  objects are written once more with their exact size, in an incremental update.
//  https://www.iso.org/standard/51502.html 7.5.6
//  Invariants: 1 no byte of the file changes; 2 no more of it is read than its cross-reference section and page objects.

import Geometry
import Messages

/// The update of one print file.
public enum PrintFileUpdate {
    /// `size`: the file's length; `pages`: the sheets, CSS px; `identity`: 32 hexadecimal digits of the file's contents;
    /// `read` answers a range of the file's bytes.
    public static func bytes(
        size: Int, pages: [Size], information: DocumentInformation, identity: String,
        read: @escaping (Range<Int>) -> [UInt8]?
    ) throws(FinishingError) -> [UInt8] {
        let index = try PrintFileIndex(size: size, read: read)
        guard index.pages.count == pages.count else {
            throw .unexpectedFile(Sentence(.pdfPagesDiffer, ["count": index.pages.count, "painted": pages.count]))
        }
        var out: [UInt8] = []
        var offsets: [(number: Int, offset: Int)] = []
        func write(_ number: Int, _ text: String) {
            offsets.append((number, size + out.count))
            out.append(contentsOf: "\(number) 0 obj\n\(text)\nendobj\n".utf8)
        }
        for (number, sheet) in zip(index.pages, pages) {
            let text = try index.object(number)
            write(number, page(text, sheet))
        }
        write(index.information, MetadataWriter.dictionary(information))
        offsets.sort { $0.number < $1.number }
        let table = size + out.count
        out.append(contentsOf: "xref\n".utf8)
        var first = 0
        while first < offsets.count {
            var end = first + 1
            while end < offsets.count, offsets[end].number == offsets[end - 1].number + 1 { end += 1 }
            out.append(contentsOf: "\(offsets[first].number) \(end - first)\n".utf8)
            for entry in offsets[first..<end] {
                let digits = String(entry.offset)
                out.append(contentsOf: String(repeating: "0", count: max(0, 10 - digits.count)).utf8)
                out.append(contentsOf: "\(digits) 00000 n \n".utf8)
            }
            first = end
        }
        out.append(
            contentsOf: """
                trailer
                << /Size \(index.count) /Root \(index.root) 0 R /Info \(index.information) 0 R /Prev \(index.table) \
                /ID [<\(identity)> <\(identity)>] >>
                startxref
                \(table)
                %%EOF

                """.utf8)
        return out
    }

    /// The page with its true size, and without the transparency group that Cairo gives every page.
    private static func page(_ cairo: String, _ sheet: Size) -> String {
        var text = cairo
        if let start = text.firstRange(of: "/MediaBox ["), let end = text[start.upperBound...].firstIndex(of: "]") {
            text.replaceSubrange(
                start.lowerBound...end,
                with: "/MediaBox [0 0 \(PDFText.number(sheet.width * 0.75)) \(PDFText.number(sheet.height * 0.75))]")
        }
        if let start = text.firstRange(of: "/Group <<"), let end = text[start.upperBound...].firstRange(of: ">>") {
            text.removeSubrange(start.lowerBound..<end.upperBound)
        }
        return text
    }
}
