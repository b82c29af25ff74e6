//  NavigationWriter.swift
//  In: links, destinations, bookmarks, labels. Out: annotations, the name tree, the outline, page labels.

import Geometry

/// Writes what a reader jumps by.
struct NavigationWriter {
    let input: FinishingInput
    let source: CairoFile
    let writer: ObjectWriter
    /// The first of each name.
    private let destinations: [String: String]

    init(input: FinishingInput, source: CairoFile, writer: ObjectWriter) {
        self.input = input
        self.source = source
        self.writer = writer
        var found: [String: String] = [:]
        for (index, page) in input.pages.enumerated() where index < source.pages.count {
            let place = PagePlace(page)
            for destination in page.destinations where found[destination.name] == nil {
                found[destination.name] = place.destination(source.pages[index], destination.position)
            }
        }
        destinations = found
    }

    /// For each page the numbers of its annotations. A link to a name that is nowhere is none.
    func writeLinks(_ structure: StructureWriter?) -> [[Int]] {
        input.pages.enumerated().map { index, page in
            guard index < source.pages.count else { return [] }
            let place = PagePlace(page)
            var numbers: [Int] = []
            for link in page.links {
                let action: String
                switch link.target {
                case .destination(let name):
                    guard let target = destinations[name] else { continue }
                    action = "/Dest \(target)"
                case .address(let address):
                    action = "/A << /S /URI /URI \(PDFText.bytes(Self.ascii(address))) >>"
                }
                for rect in link.rects where !rect.isEmpty {
                    let number = writer.reserve()
                    var text = "<< /Type /Annot /Subtype /Link /Rect \(place.rect(rect)) /Border [0 0 0] /F 4 \(action)"
                    if let description = link.description { text += " /Contents \(PDFText.string(description))" }
                    if let structure {
                        text +=
                            " /StructParent \(structure.register(annotation: number, page: index, source: link.node))"
                    }
                    writer.write(number, text + " >>")
                    numbers.append(number)
                }
            }
            return numbers
        }
    }

    /// An address has ASCII only: what is not is written as its UTF-8 bytes, percent-encoded.
    private static func ascii(_ address: String) -> [UInt8] {
        var result: [UInt8] = []
        for byte in address.utf8 {
            if byte > 0x20, byte < 0x7F {
                result.append(byte)
            } else {
                var text = "%"
                PDFText.hex(byte, into: &text)
                result.append(contentsOf: text.utf8)
            }
        }
        return result
    }

    func catalogueEntries() -> String {
        var entries = ""
        if !destinations.isEmpty {
            // a name tree is sorted by bytes
            let names = destinations.keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
            let pairs = names.map { "\(PDFText.bytes(Array($0.utf8))) \(destinations[$0] ?? "null")" }
            let tree = writer.add("<< /Names [" + pairs.joined(separator: "\n") + "] >>")
            entries += " /Names << /Dests \(tree) 0 R >>"
        }
        if let outline = writeOutline() { entries += " /Outlines \(outline) 0 R" }
        let labels = pageLabels()
        if !labels.isEmpty { entries += " /PageLabels << /Nums [\(labels)] >>" }
        return entries
    }

    // MARK: Outline

    private final class Item {
        let entry: OutlineEntry?
        let number: Int
        var children: [Item] = []
        init(_ entry: OutlineEntry?, _ number: Int) {
            self.entry = entry
            self.number = number
        }
        /// How many entries show when this one is open.
        var openCount: Int { children.reduce(0) { $0 + 1 + ($1.entry?.isOpen ?? false ? $1.openCount : 0) } }
    }

    private func writeOutline() -> Int? {
        guard !input.outline.isEmpty else { return nil }
        let root = Item(nil, writer.reserve())
        var open: [(level: Int, item: Item)] = [(0, root)]
        for entry in input.outline.prefix(100_000) {
            let level = max(1, entry.level)
            while open.count > 1, open[open.count - 1].level >= level { open.removeLast() }
            // deeper nesting than anybody reads would only cost stack
            while open.count > 64 { open.removeLast() }
            let item = Item(entry, writer.reserve())
            open[open.count - 1].item.children.append(item)
            open.append((level, item))
        }
        writeChildren(of: root)
        writer.write(
            root.number,
            "<< /Type /Outlines /First \(root.children[0].number) 0 R /Last \(root.children[root.children.count - 1].number) 0 R /Count \(root.openCount) >>"
        )
        return root.number
    }
    private func writeChildren(of parent: Item) {
        for (index, item) in parent.children.enumerated() {
            guard let entry = item.entry else { continue }
            var text = "<< /Title \(PDFText.string(entry.label)) /Parent \(parent.number) 0 R"
            if index > 0 { text += " /Prev \(parent.children[index - 1].number) 0 R" }
            if index + 1 < parent.children.count { text += " /Next \(parent.children[index + 1].number) 0 R" }
            if let first = item.children.first, let last = item.children.last {
                let count = item.openCount
                text += " /First \(first.number) 0 R /Last \(last.number) 0 R /Count \(entry.isOpen ? count : -count)"
            }
            if source.pages.indices.contains(entry.page), input.pages.indices.contains(entry.page) {
                text +=
                    " /Dest \(PagePlace(input.pages[entry.page]).destination(source.pages[entry.page], entry.position))"
            }
            writer.write(item.number, text + " >>")
            writeChildren(of: item)
        }
    }

    // MARK: Labels

    /// Runs of consecutive numbers share an entry; any other label has one of its own.
    private func pageLabels() -> String {
        let labels = input.pages.map(\.label)
        guard labels.contains(where: { $0 != nil }),
            labels.enumerated().contains(where: { $1 != String($0 + 1) })
        else { return "" }
        var result = ""
        var expected: Int?
        for (index, label) in labels.enumerated() {
            let number = label.flatMap { Int($0) }.flatMap { $0 > 0 && String($0) == label ? $0 : nil }
            if let number {
                if number != expected { result += "\(index) << /S /D /St \(number) >> " }
                expected = number + 1
            } else {
                result += "\(index) << /P \(PDFText.string(label ?? "")) >> "
                expected = nil
            }
        }
        return result
    }
}
