//  PageLayoutCheck.swift
//  In: a document's PDF as poppler sees it, and the filled template it was made from. Out: what is wrong with its pages.
//
//  1 every word lies in the page's content box, or in the running head or foot; 2 no two words overlap; 3 no page is
//  blank, and none less than a quarter full unless it ends a part; 4 no heading is the last line of a page; 5 a table's
//  head stands on every page that has rows of it; 6 a total stands on the page of the line before it.

struct PageLayoutCheck {
    let boxes: [PDFFile.PageBox]
    let document: FilledDocument
    private(set) var complaints: [String] = []

    /// Where a page's content lies, in points; the running head above, the foot below.
    struct Frame {
        let left, right, top, bottom: Double
        /// The first page has margins of its own: its words may stand anywhere.
        let hasCover: Bool
        private init(top: Double, bottom: Double, hasCover: Bool) {
            let millimetre = 72 / 25.4
            (left, right) = (20 * millimetre, 190 * millimetre)
            (self.top, self.bottom) = (top * millimetre, bottom * millimetre)
            self.hasCover = hasCover
        }
        static let proposal = Frame(top: 30, bottom: 270, hasCover: true)
        static let notice = Frame(top: 30, bottom: 270, hasCover: false)
        static let estimate = Frame(top: 15, bottom: 279, hasCover: false)
    }
    let frame: Frame

    init(_ boxes: [PDFFile.PageBox], _ document: FilledDocument, _ frame: Frame = .proposal) {
        self.boxes = boxes
        self.document = document
        self.frame = frame
        for index in boxes.indices { checkPlaces(index) }
        for index in boxes.indices.dropFirst(frame.hasCover ? 1 : 0) { checkFill(index) }
        for table in document.tables { check(table) }
    }

    /// The words between head and foot.
    private func body(_ index: Int) -> [PDFFile.Word] {
        boxes[index].words.filter { $0.minY > frame.top - 8 && $0.minY < frame.bottom + 4 }
    }

    private mutating func checkPlaces(_ index: Int) {
        let words = boxes[index].words
        if index > 0 || !frame.hasCover {
            let inBody = Set(body(index).map(\.place))
            for word in words {
                let (minX, maxX) = (word.inkMinX, word.inkMaxX)
                let isInside =
                    minX > frame.left - 1.5 && maxX < frame.right + 1.5
                    && (!inBody.contains(word.place) || (word.minY > frame.top - 3 && word.maxY < frame.bottom + 3))
                if !isInside {
                    complaints.append("page \(index + 1): '\(word.text)' leaves the content box: \(word.place)")
                }
            }
        }
        let sorted = words.map(\.core).enumerated().sorted { $0.element.minY < $1.element.minY }
        for (position, (number, word)) in sorted.enumerated() {
            for (other, next) in sorted[(position + 1)...] {
                if next.minY >= word.maxY { break }
                if next.minX < word.maxX, word.minX < next.maxX {
                    complaints.append("page \(index + 1): '\(words[number].text)' and '\(words[other].text)' overlap")
                }
            }
        }
    }

    private mutating func checkFill(_ index: Int) {
        let words = body(index)
        guard let lowest = words.map(\.maxY).max() else {
            complaints.append("page \(index + 1) is blank")
            return
        }
        let isLast = index + 1 == boxes.count || beginsPart(index + 1)
        if lowest < frame.top + (frame.bottom - frame.top) / 4, !isLast {
            complaints.append("page \(index + 1) is less than a quarter full")
        }
        let line = words.filter { $0.maxY > lowest - 5 }.sorted { $0.minX < $1.minX }.map(\.text).joined().solid
        // the last line of a heading is a good part of it
        if line.count > 3,
            document.headings.contains(where: { $0.hasSuffix(line) && line.count * 2 > $0.count || line.hasSuffix($0) })
        {
            complaints.append("page \(index + 1) ends with the heading \(line)")
        }
    }

    private func beginsPart(_ index: Int) -> Bool {
        let words = body(index)
        guard let highest = words.map(\.minY).min() else { return false }
        let line = words.filter { $0.minY < highest + 5 }.sorted { $0.minX < $1.minX }.map(\.text).joined().solid
        return document.openings.contains(line) || document.headings.contains(line)
    }

    /// A row is found where all of its cells stand together, if that is one page only.
    private mutating func check(_ table: FilledDocument.Table) {
        let texts = solidPages
        func page(of row: FilledDocument.Row) -> Int? {
            let cells = row.cells.filter { $0.count >= 2 }
            guard cells.contains(where: { $0.count >= 5 }) else { return nil }
            let found = texts.indices.filter { page in cells.allSatisfy { texts[page].contains($0) } }
            return found.count == 1 ? found[0] : nil
        }
        let found = table.rows.map(page)
        // a row of common words may be found elsewhere: it counts where another row of its table is near
        let places = found.enumerated().map { index, place in
            guard let place else { return Int?.none }
            let isNear = found.enumerated().contains { other, near in
                other != index && near.map { abs($0 - place) <= 1 } == true
            }
            return isNear ? place : nil
        }
        for place in Set(places.compactMap { $0 }).sorted() {
            for cell in table.head where !texts[place].contains(cell) {
                complaints.append("page \(place + 1): the head '\(cell)' of a table is not repeated")
            }
        }
        for (index, row) in table.rows.enumerated() where row.isTotal && index > 0 {
            if let here = places[index], let before = places[index - 1], here != before {
                complaints.append(
                    "page \(here + 1): a total is parted from its lines: \(row.cells.joined(separator: " "))")
            }
        }
    }

    private let solid = Solid()
    private var solidPages: [String] {
        if solid.pages.isEmpty { solid.pages = boxes.map { $0.words.map(\.text).joined().solid } }
        return solid.pages
    }
    private final class Solid { var pages: [String] = [] }
}

extension PDFFile.Word {
    var place: String { [minX, minY, maxX, maxY].map { String(Double(Int($0 * 10)) / 10) }.joined(separator: " ") }

    // a mark of punctuation fills half of its square: the other half may hang into a margin or under its neighbour
    var inkMinX: Double { text.first.map { "「『（【〔《".contains($0) } == true ? minX + (maxY - minY) / 2 : minX }
    var inkMaxX: Double { text.last.map { "、。，．）」』】〕》・：".contains($0) } == true ? maxX - (maxY - minY) / 2 : maxX }

    /// The box without the room that a face keeps around its letters.
    var core: PDFFile.Word {
        let trim = (maxY - minY) * 0.22
        return PDFFile.Word(
            text: text, minX: inkMinX + 0.6, minY: minY + trim, maxX: inkMaxX - 0.6, maxY: maxY - trim)
    }
}
