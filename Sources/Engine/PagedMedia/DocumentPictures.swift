//  DocumentPictures.swift
//  In: elements and styles that show pictures. Out: ids in the picture table; SVG pictures kept as styled documents and
//  drawn on demand by VectorGraphics. A file that needs nothing of the document but its fonts is drawn once per process.

import Diagnostics
import DisplayList
import Geometry
import Layout
import Markup
import Messages
import Pictures
import Style
import Text
import VectorGraphics

/// The pictures of one document.
final class DocumentPictures {
    let table: PictureTable
    private let access: ResourceAccess
    private let diagnostics: DiagnosticLog
    private let document: () -> StyledDocument
    private let text: TextSession
    private let budget: RenderBudget
    private let baseAddress: String
    private var known: [ResourceAddress: PictureID?] = [:]
    private var knownFiles: [String: PictureID] = [:]
    private var inline: [NodeID: PictureID] = [:]
    private var vectors: [PictureID: Vector] = [:]
    /// Files whose drawings the process keeps; parsed here only if a new size is asked for.
    private var files: [PictureID: VectorFile] = [:]
    private var drawings: [DrawingKey: DrawingList] = [:]
    /// The drawing being made followed an id or an address: it may show what lies outside its element.
    private var leansOnOthers = false
    /// SVG pictures inside SVG pictures; more is refused.
    private var depth = 0
    private static let maximumDepth = 8

    private struct Vector {
        var document: StyledDocument
        var svg: NodeID
        var base: String
        var hasOwnSheets = false

        /// Its drawing follows from the file and the size alone: it names no other file.
        var isSelfContained: Bool {
            let tree = document.tree
            if hasOwnSheets { return false }
            for index in 0..<tree.count {
                let node = NodeID(index)
                guard tree.isElement(node) else { continue }
                switch tree.name(node) {
                case "image", "foreignObject", "feImage": return false
                default: break
                }
                for name in ["href", "xlink:href"] {
                    if let address = tree.attribute(name, of: node), !address.hasPrefix("#") { return false }
                }
            }
            return true
        }
    }
    private struct VectorFile {
        var bytes: [UInt8]
        var source: VectorSource
        var name: String
    }
    private struct DrawingKey: Hashable {
        var picture: PictureID
        var size: Size
        var overflow: PictureOverflow
    }

    init(
        access: ResourceAccess, diagnostics: DiagnosticLog, baseAddress: String, text: TextSession,
        budget: RenderBudget,
        document: @escaping () -> StyledDocument
    ) {
        self.budget = budget
        self.access = access
        self.diagnostics = diagnostics
        self.baseAddress = baseAddress
        self.text = text
        self.document = document
        table = PictureTable(diagnostics: diagnostics)
    }

    /// What Boxes asks.
    func resolve(_ source: PictureSource) -> PictureID? {
        switch source {
        case .element(let node): return picture(of: node)
        case .image(.url(let address)): return picture(at: address)
        case .image: return nil
        }
    }

    private func picture(of node: NodeID) -> PictureID? {
        let document = document()
        let tree = document.tree
        let name = tree.name(node)
        if name == "svg", tree.namespace(node) == .svg || name == "svg" {
            if let id = inline[node] { return id }
            let facts = VectorGraphics.intrinsicFacts(tree, node, fontSize: document.style(of: node).text.fontSize)
            let id = table.addVector(facts)
            vectors[id] = Vector(document: document, svg: node, base: baseAddress)
            inline[node] = id
            return id
        }
        let attribute: String
        switch name {
        case "object": attribute = "data"
        case "video": attribute = "poster"
        default: attribute = "src"
        }
        guard let url = tree.attribute(attribute, of: node), !url.trimmingSpaces().isEmpty else { return nil }
        return picture(at: ResourceAddress(url: url, base: baseAddress))
    }

    func picture(at address: ResourceAddress) -> PictureID? {
        if let answer = known[address] { return answer }
        // entered first, so that an SVG that shows itself ends
        known[address] = .some(nil)
        let answer = load(address)
        known[address] = .some(answer)
        return answer
    }

    private func load(_ address: ResourceAddress) -> PictureID? {
        let bytes: [UInt8]
        var path = address.base
        var isFile = false
        var looksLikeSVG: Bool
        switch access.load(address) {
        case .refused: return nil
        case .data(let data):
            bytes = data.bytes
            looksLikeSVG = data.mediaType == "image/svg+xml"
        case .file(let file, let content):
            if let id = knownFiles[file] { return id }
            bytes = content
            path = file
            isFile = true
            looksLikeSVG = file.lowercased().hasSuffix(".svg")
        }
        if !looksLikeSVG {
            let start = bytes.prefix(512)
            looksLikeSVG =
                RasterHeader(reading: bytes) == nil && String(decoding: start, as: UTF8.self).contains("<svg")
        }
        let name = String(address.url.prefix(200))
        let id: PictureID?
        if looksLikeSVG {
            id = isFile ? addVectorFile(bytes, path: path, name: name) : addVector(bytes, path: path, name: name)
        } else {
            id = table.add(bytes, name: name)
        }
        if let id, isFile { knownFiles[path] = id }
        return id
    }

    /// A file that an earlier document has shown needs no parsing, as long as it is shown at the same size.
    private func addVectorFile(_ bytes: [UInt8], path: String, name: String) -> PictureID? {
        let source = VectorSource(path: path, families: text.fonts.own)
        let isOwnBusiness = source.families.isOfLibrary
        if isOwnBusiness, let facts = access.resources.vectors.facts(source) {
            let id = table.addVector(facts)
            files[id] = VectorFile(bytes: bytes, source: source, name: name)
            return id
        }
        let complaints = diagnostics.entries.count + diagnostics.dropped
        guard let id = addVector(bytes, path: path, name: name) else { return nil }
        if isOwnBusiness, let vector = vectors[id], let facts = table.facts(id), vector.isSelfContained,
            diagnostics.entries.count + diagnostics.dropped == complaints
        {
            access.resources.vectors.keep(facts, of: source)
            files[id] = VectorFile(bytes: bytes, source: source, name: name)
        }
        return id
    }

    private func addVector(_ bytes: [UInt8], path: String, name: String) -> PictureID? {
        guard let vector = parseVector(bytes, path: path, name: name) else { return nil }
        let id = table.addVector(VectorGraphics.intrinsicFacts(vector.document.tree, vector.svg))
        vectors[id] = vector
        return id
    }

    private func parseVector(_ bytes: [UInt8], path: String, name: String) -> Vector? {
        guard depth < Self.maximumDepth else {
            diagnostics.report("picture-too-deep", .warning, Sentence(.pictureTooDeep, ["name": name]))
            return nil
        }
        depth += 1
        defer { depth -= 1 }
        let tree: MarkupTree
        do {
            tree = try MarkupParser.parseXML(bytes, sourceName: name, log: diagnostics)
        } catch {
            var complaint = error.diagnostic
            complaint.severity = .warning
            diagnostics.report(complaint)
            return nil
        }
        let root = tree.documentElement
        guard !root.isNone, tree.name(root) == "svg" else {
            diagnostics.report("picture-unreadable", .warning, Sentence(.pictureNoSVG, ["name": name]))
            return nil
        }
        let loader: StyleSheetLoader = { [access] address in
            if case .file(let file, let bytes) = access.load(address) {
                return LoadedStyleSheet(bytes: bytes, address: file)
            }
            return nil
        }
        let sheets = DocumentStyles.collectSheets(
            tree, baseAddress: path, loader: loader, diagnostics: diagnostics, budget: budget)
        let cascade = access.resources.cascade([StyleSheet.userAgent] + sheets, keep: sheets.isEmpty, budget: budget)
        let styled = cascade.style(tree, baseAddress: path, diagnostics: diagnostics, budget: budget)
        return Vector(document: styled, svg: root, base: path, hasOwnSheets: !sheets.isEmpty)
    }

    /// What DisplayList asks: a vector picture at a size.
    func drawing(_ id: PictureID, size: Size, overflow: PictureOverflow = .clipped) -> DrawingList? {
        guard depth < Self.maximumDepth else { return nil }
        let key = DrawingKey(picture: id, size: size, overflow: overflow)
        if let known = drawings[key] { return known }
        let file = files[id]
        if let file, let known = access.resources.vectors.drawing(file.source, size, overflow) {
            drawings[key] = known
            return known
        }
        if vectors[id] == nil, let file {
            vectors[id] = parseVector(file.bytes, path: file.source.path, name: file.name)
        }
        guard let vector = vectors[id] else { return nil }
        let inline = file == nil ? inlineVector(vector, size, overflow) : nil
        if let inline, let known = access.resources.vectors.drawing(inline) {
            drawings[key] = known
            return known
        }
        depth += 1
        defer { depth -= 1 }
        let complaints = diagnostics.entries.count + diagnostics.dropped
        leansOnOthers = false
        let list = VectorGraphics.drawing(
            of: vector.svg, size: size, overflow: overflow, sources: sources(of: vector))
        drawings[key] = list
        if budget.exceeded == nil, diagnostics.entries.count + diagnostics.dropped == complaints {
            if let file { access.resources.vectors.keep(list, of: file.source, size, overflow) }
            if let inline, !leansOnOthers { access.resources.vectors.keep(list, of: inline) }
        }
        return list
    }

    /// An element that an equal one of an earlier document may have been drawn for.
    private func inlineVector(_ vector: Vector, _ size: Size, _ overflow: PictureOverflow) -> InlineVector? {
        let families = text.fonts.own
        guard families.isOfLibrary, !vector.svg.isNone else { return nil }
        return InlineVector(vector.svg, of: vector.document, families: families, size: size, overflow: overflow)
    }

    private func sources(of vector: Vector) -> VectorSources {
        var sources = VectorSources(
            document: vector.document, text: text, pictures: table, base: vector.base, diagnostics: diagnostics,
            pictureID: { [weak self] address in
                self?.leansOnOthers = true
                return self?.picture(at: address)
            },
            vectorPicture: { [weak self] id, size in
                let list = self?.drawing(id, size: size)
                self?.leansOnOthers = true
                return list
            })
        sources.followsID = { [weak self] in self?.leansOnOthers = true }
        return sources
    }

    /// `clip-path: url(#id)` of a box: a clipPath of an inline SVG.
    func clipPath(_ address: ResourceAddress, box: Rect) -> Shape? {
        guard address.url.hasPrefix("#") else { return nil }
        let vector = Vector(document: document(), svg: .none, base: baseAddress)
        return VectorGraphics.clipPath(String(address.url.dropFirst()), box: box, sources: sources(of: vector))
    }
}
