//  StructureWriter.swift
//  In: the tree of meaning, and which node each piece of content is of. Out: the structure tree and its way back.
//  https://www.iso.org/standard/51502.html 14.7

/// Writes structure elements. Annotations are told in between, since their elements name them and they their elements.
final class StructureWriter {
    private struct Mark {
        var page: Int
        var id: Int
    }
    private let writer: ObjectWriter
    private let source: CairoFile
    private let root: Int
    private let document: Int
    private let tree: StructureNode
    private var marks: [Int32: [Mark]] = [:]
    /// By page, by content id: the element it belongs to.
    private var owners: [[Int]]
    /// Annotation objects by the linking element's source node.
    private var annotations: [Int32: [(object: Int, page: Int)]] = [:]
    private var annotationKeys: [(key: Int, source: Int32)] = []
    private var elements: [Int32: Int] = [:]
    private var nextKey: Int
    /// Source nodes that some element claims, in order.
    private var claimed: [Int32] = []

    init(root tree: StructureNode, input: FinishingInput, source: CairoFile, writer: ObjectWriter) {
        self.tree = tree
        self.writer = writer
        self.source = source
        root = writer.reserve()
        document = writer.reserve()
        owners = source.pages.indices.map { index in
            [Int](repeating: 0, count: input.pages.indices.contains(index) ? input.pages[index].marks.count : 0)
        }
        nextKey = (source.structParents.max() ?? -1) + 1
        gatherClaims(tree)
        claimed.sort()
        for (page, facts) in input.pages.enumerated() where page < source.pages.count {
            for (id, node) in facts.marks.enumerated() where node >= 0 {
                marks[owner(of: node), default: []].append(Mark(page: page, id: id))
            }
        }
    }

    private func gatherClaims(_ node: StructureNode) {
        claimed.append(contentsOf: node.nodes)
        for child in node.children { gatherClaims(child) }
    }
    /// A node that nobody claims belongs where the last claimed node before it does, so that no content is lost.
    private func owner(of node: Int32) -> Int32 {
        var low = 0
        var high = claimed.count
        while low < high {
            let middle = (low + high) / 2
            if claimed[middle] <= node { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? claimed[low - 1] : claimed.first ?? -1
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
        _ = write(tree, number: document, parent: root, isOutermost: true)
        var numbers = ""
        for (page, key) in source.structParents.enumerated() where key >= 0 {
            numbers += "\(key) ["
            for element in owners[page] { numbers += element > 0 ? "\(element) 0 R " : "null " }
            numbers += "]\n"
        }
        for (key, node) in annotationKeys { numbers += "\(key) \(elements[node] ?? document) 0 R\n" }
        let parents = writer.add("<< /Nums [\(numbers)] >>")
        writer.write(
            root,
            "<< /Type /StructTreeRoot /K \(document) 0 R /ParentTree \(parents) 0 R /ParentTreeNextKey \(nextKey) >>")
        return root
    }

    /// Roles that keep their place even without content, since a table's grid counts them.
    private static let kept: Set<String> = ["Document", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"]

    private enum Kid {
        case mark(Mark)
        case element(StructureNode)
    }

    /// Writes an element and what is in it. False: it has nothing, and nothing was written.
    private func write(_ node: StructureNode, number: Int? = nil, parent: Int, isOutermost: Bool = false) -> Int? {
        // own content and children in the source's order
        var kids: [(key: Int32, kid: Kid)] = []
        for own in node.nodes {
            for mark in marks[own] ?? [] { kids.append((own, .mark(mark))) }
            // a node claimed twice is told once
            marks[own] = nil
        }
        for child in node.children { kids.append((Self.firstNode(child) ?? kids.last?.key ?? -1, .element(child))) }
        let order = kids.indices.sorted { (kids[$0].key, $0) < (kids[$1].key, $1) }
        let objects = node.source >= 0 ? annotations[node.source] ?? [] : []

        if kids.isEmpty, objects.isEmpty, !Self.kept.contains(node.role), !isOutermost, node.alternative == nil {
            return nil
        }
        let own = number ?? writer.reserve()
        var pageOfMarks: Int?
        var contents: [String] = []
        for index in order {
            switch kids[index].kid {
            case .mark(let mark):
                owners[mark.page][mark.id] = own
                if pageOfMarks == nil { pageOfMarks = mark.page }
                contents.append(
                    mark.page == pageOfMarks
                        ? String(mark.id)
                        : "<< /Type /MCR /Pg \(source.pages[mark.page]) 0 R /MCID \(mark.id) >>")
            case .element(let child):
                if let element = write(child, parent: own) { contents.append("\(element) 0 R") }
            }
        }
        for annotation in objects {
            contents.append(
                "<< /Type /OBJR /Pg \(source.pages[annotation.page]) 0 R /Obj \(annotation.object) 0 R >>")
        }
        if contents.isEmpty, !Self.kept.contains(node.role), !isOutermost, node.alternative == nil { return nil }
        if node.source >= 0 { elements[node.source] = own }
        var text = "<< /Type /StructElem /S /\(PDFText.name(node.role)) /P \(parent) 0 R"
        if let pageOfMarks { text += " /Pg \(source.pages[pageOfMarks]) 0 R" }
        if contents.count == 1 {
            text += " /K \(contents[0])"
        } else if !contents.isEmpty {
            text += " /K [" + contents.joined(separator: " ") + "]"
        }
        if let alternative = node.alternative { text += " /Alt \(PDFText.string(alternative))" }
        if let language = node.language { text += " /Lang \(PDFText.string(language))" }
        if let title = node.title { text += " /T \(PDFText.string(title))" }
        var table = ""
        if let scope = node.scope { table += " /Scope /\(scope.rawValue)" }
        if node.columnSpan > 1 { table += " /ColSpan \(node.columnSpan)" }
        if node.rowSpan > 1 { table += " /RowSpan \(node.rowSpan)" }
        if !table.isEmpty { text += " /A << /O /Table\(table) >>" }
        writer.write(own, text + " >>")
        return own
    }

    private static func firstNode(_ node: StructureNode) -> Int32? {
        if node.source >= 0 { return node.source }
        return ([node.nodes.min()] + node.children.map { firstNode($0) }).compactMap { $0 }.min()
    }
}
