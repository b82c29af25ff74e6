//  StructureWriter.swift
//  In: the tree of meaning, and which node each piece of content is of. Out: the structure tree and its way back.
//  https://www.iso.org/standard/51502.html 14.7

/// Writes structure elements. Annotations are told in between, since their elements name them and they their elements.
final class StructureWriter {
    /// A piece of content; those of one node form a chain in page order.
    private struct Mark {
        var page: Int32
        var id: Int32
        /// Index of the node's next mark; −1: none.
        var next: Int32
    }
    private let writer: ObjectWriter
    private let source: CairoFile
    private let root: Int
    private let document: Int
    private let tree: StructureNode
    private var marks: [Mark] = []
    /// By source node: its first mark; −1: none, or told already.
    private var firstMarks: [Int32]
    /// By page, by content id: the element it belongs to.
    private var owners: [[Int32]]
    /// Annotation objects by the linking element's source node.
    private var annotations: [Int32: [(object: Int, page: Int)]] = [:]
    private var annotationKeys: [(key: Int, source: Int32)] = []
    private var elements: [Int32: Int] = [:]
    private var nextKey: Int
    /// By element in preorder: how many elements its subtree has, and the first source node in it.
    private var extents: [(size: Int32, first: Int32?)] = []

    init(root tree: StructureNode, input: FinishingInput, source: CairoFile, writer: ObjectWriter) {
        self.tree = tree
        self.writer = writer
        self.source = source
        root = writer.reserve()
        document = writer.reserve()
        owners = source.pages.indices.map { index in
            [Int32](repeating: 0, count: input.pages.indices.contains(index) ? input.pages[index].marks.count : 0)
        }
        nextKey = (source.structParents.max() ?? -1) + 1
        var claimed: [Int32] = []
        Self.survey(tree, &claimed, &extents)
        claimed.sort()
        firstMarks = [Int32](repeating: -1, count: Int(max(0, claimed.last ?? 0)) + 1)
        chain(input.pages, claimed)
    }

    /// Source nodes that some element claims, and each element's extent.
    @discardableResult
    private static func survey(
        _ node: StructureNode, _ claimed: inout [Int32], _ extents: inout [(size: Int32, first: Int32?)]
    ) -> Int32? {
        let own = extents.count
        extents.append((1, nil))
        var first = node.nodes.min()
        claimed.append(contentsOf: node.nodes)
        for child in node.children {
            if let inner = survey(child, &claimed, &extents) { first = min(first ?? inner, inner) }
        }
        if node.source >= 0 { first = node.source }
        extents[own] = (Int32(extents.count - own), first)
        return first
    }

    /// Gives each mark to the node that claims it. A node that nobody claims belongs where the last claimed node before
    /// it does, so that no content is lost.
    private func chain(_ pages: [FinishingPage], _ claimed: [Int32]) {
        guard let lowest = claimed.first else { return }
        var lastMarks = firstMarks
        for (page, facts) in pages.enumerated() where page < source.pages.count {
            for (id, node) in facts.marks.enumerated() where node >= 0 {
                var low = 0
                var high = claimed.count
                while low < high {
                    let middle = (low + high) / 2
                    if claimed[middle] <= node { low = middle + 1 } else { high = middle }
                }
                let owner = Int(max(0, low > 0 ? claimed[low - 1] : lowest))
                let mark = Int32(marks.count)
                marks.append(Mark(page: Int32(page), id: Int32(id), next: -1))
                if lastMarks[owner] >= 0 {
                    marks[Int(lastMarks[owner])].next = mark
                } else {
                    firstMarks[owner] = mark
                }
                lastMarks[owner] = mark
            }
        }
    }

    /// The key under which an annotation is found in the parent tree.
    func register(annotation object: Int, page: Int, source node: Int32) -> Int {
        annotations[node, default: []].append((object, page))
        annotationKeys.append((nextKey, node))
        nextKey += 1
        return nextKey - 1
    }

    /// Writes all elements; the number of the tree's root.
    func finish() -> Int {
        _ = write(tree, at: 0, number: document, parent: root, isOutermost: true)
        var numbers = PDFBytes("<< /Nums [")
        for (page, key) in source.structParents.enumerated() where key >= 0 {
            numbers.add(key)
            numbers.add(" [" as StaticString)
            for element in owners[page] {
                if element > 0 { numbers.add(reference: Int(element)) } else { numbers.add("null" as StaticString) }
                numbers.add(" " as StaticString)
            }
            numbers.add("]\n" as StaticString)
        }
        for (key, node) in annotationKeys {
            numbers.add(key)
            numbers.add(" " as StaticString)
            numbers.add(reference: elements[node] ?? document)
            numbers.add("\n" as StaticString)
        }
        numbers.add("] >>" as StaticString)
        let parents = writer.add(numbers)
        writer.write(
            root,
            "<< /Type /StructTreeRoot /K \(document) 0 R /ParentTree \(parents) 0 R /ParentTreeNextKey \(nextKey) >>")
        return root
    }

    /// Roles that keep their place even without content, since a table's grid counts them.
    private static let kept: Set<String> = ["Document", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"]

    private enum Kid {
        case mark(Int32)
        case element(index: Int, place: Int)
    }

    /// What an element itself holds and its children, in the source's order. A node claimed twice is told once.
    private func kids(of node: StructureNode, at place: Int) -> [(key: Int32, kid: Kid)] {
        var kids: [(key: Int32, kid: Kid)] = []
        for own in node.nodes where own >= 0 {
            var mark = firstMarks[Int(own)]
            firstMarks[Int(own)] = -1
            while mark >= 0 {
                kids.append((own, .mark(mark)))
                mark = marks[Int(mark)].next
            }
        }
        var childPlace = place + 1
        for index in node.children.indices {
            let extent = extents[childPlace]
            let key = extent.first ?? kids.last?.key ?? -1
            kids.append((key, .element(index: index, place: childPlace)))
            childPlace += Int(extent.size)
        }
        let isSorted = zip(kids, kids.dropFirst()).allSatisfy { $0.key <= $1.key }
        if isSorted { return kids }
        return kids.indices.sorted { (kids[$0].key, $0) < (kids[$1].key, $1) }.map { kids[$0] }
    }

    /// Writes an element and what is in it; `place`: its index in preorder. nil: it has nothing, and nothing was written.
    private func write(
        _ node: StructureNode, at place: Int, number: Int? = nil, parent: Int, isOutermost: Bool = false
    ) -> Int? {
        let kids = kids(of: node, at: place)
        let objects = node.source >= 0 ? annotations[node.source] ?? [] : []
        let isKept = isOutermost || node.alternative != nil || Self.kept.contains(node.role)
        if kids.isEmpty, objects.isEmpty, !isKept { return nil }
        let own = number ?? writer.reserve()
        var page: Int32?
        var contents = PDFBytes()
        var count = 0
        func space() {
            if count > 0 { contents.add(" " as StaticString) }
            count += 1
        }
        for entry in kids {
            switch entry.kid {
            case .mark(let index):
                let mark = marks[Int(index)]
                owners[Int(mark.page)][Int(mark.id)] = Int32(own)
                if page == nil { page = mark.page }
                space()
                if mark.page == page {
                    contents.add(Int(mark.id))
                } else {
                    contents.add("<< /Type /MCR /Pg " as StaticString)
                    contents.add(reference: source.pages[Int(mark.page)])
                    contents.add(" /MCID " as StaticString)
                    contents.add(Int(mark.id))
                    contents.add(" >>" as StaticString)
                }
            case .element(let index, let place):
                guard let element = write(node.children[index], at: place, parent: own) else { continue }
                space()
                contents.add(reference: element)
            }
        }
        for annotation in objects {
            space()
            contents.add("<< /Type /OBJR /Pg " as StaticString)
            contents.add(reference: source.pages[annotation.page])
            contents.add(" /Obj " as StaticString)
            contents.add(reference: annotation.object)
            contents.add(" >>" as StaticString)
        }
        if count == 0, !isKept { return nil }
        if node.source >= 0 { elements[node.source] = own }
        var text = PDFBytes("<< /Type /StructElem /S /")
        text.add(PDFText.name(node.role))
        text.add(" /P " as StaticString)
        text.add(reference: parent)
        if let page {
            text.add(" /Pg " as StaticString)
            text.add(reference: source.pages[Int(page)])
        }
        if count > 0 {
            text.add(count == 1 ? " /K " : " /K [" as StaticString)
            text.add(contents)
            if count > 1 { text.add("]" as StaticString) }
        }
        addAttributes(of: node, to: &text)
        text.add(" >>" as StaticString)
        writer.write(own, text)
        return own
    }

    private func addAttributes(of node: StructureNode, to text: inout PDFBytes) {
        if let alternative = node.alternative { text.add(" /Alt \(PDFText.string(alternative))") }
        if let language = node.language { text.add(" /Lang \(PDFText.string(language))") }
        if let title = node.title { text.add(" /T \(PDFText.string(title))") }
        var table = ""
        if let scope = node.scope { table += " /Scope /\(scope.rawValue)" }
        if node.columnSpan > 1 { table += " /ColSpan \(node.columnSpan)" }
        if node.rowSpan > 1 { table += " /RowSpan \(node.rowSpan)" }
        if !table.isEmpty { text.add(" /A << /O /Table\(table) >>") }
    }
}
