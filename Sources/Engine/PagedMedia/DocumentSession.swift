//  DocumentSession.swift
//  In: one document's markup. Out: its pages, its PDF, its pictures of pages, and every complaint. The front door.

import Diagnostics
import DisplayList
import Finishing
import Fragments
import Geometry
import Layout
import Markup
import Messages
import Painting
import Pictures
import Style
import Text

/// How a document is to be rendered.
public struct RenderOptions: Sendable {
    /// Replaces the built-in user-agent sheet.
    public var userAgentSheet: StyleSheet?
    public var resources: ResourcePolicy
    public var limits = LayoutLimits()
    /// Writes a structure tree and everything that goes with it.
    public var isTagged = true
    /// The document's own date; a PDF without one has no creation date, so that the same input gives the same bytes.
    public var created: DocumentDate?
    public init(resources: ResourcePolicy) { self.resources = resources }
}

/// Why there is no document.
public enum RenderingError: Error, Sendable, CustomStringConvertible {
    case markup(MarkupError)
    case fonts(FontLibraryError)
    case painting(PaintingError)
    case finishing(FinishingError)

    /// What failed, in a language; the place first if the document has one.
    public func message(in language: MessageLanguage) -> String {
        switch self {
        case .markup(let error): error.diagnostic.line(in: language)
        case .fonts(let error): error.sentence.text(in: language)
        case .painting(let error): Sentence(.renderPainting, ["cause": error.sentence]).text(in: language)
        case .finishing(let error): Sentence(.renderFinishing, ["cause": error.sentence]).text(in: language)
        }
    }
    /// In English.
    public var description: String { message(in: .en) }
}

/// A finished PDF with what is known of it.
public struct RenderedDocument: Sendable {
    public let pdf: [UInt8]
    public let pageCount: Int
    public let timings: StageTimings
}

/// One document on its way through the stages. Neither shared nor Sendable.
public final class DocumentSession {
    public let diagnostics = DiagnosticLog()
    public private(set) var timings = StageTimings()
    let resources: EngineResources
    let options: RenderOptions
    let tree: MarkupTree
    let baseAddress: String
    let access: ResourceAccess
    let budget: RenderBudget
    public let document: StyledDocument
    private let text: TextSession
    private let pictures: DocumentPictures
    private var finishedPages: [Page]?
    /// Kept to the end: taking a small document's layout apart costs more than it gives back. A large one's is let go.
    private var layoutSession: LayoutSession?
    private static let mostBoxesKept = 50_000
    /// What is printed over finished pages, by the page's index: known only after layout (see `PageStamp`).
    public var stamps: [Int: PageStamp] = [:]

    /// Parses a file's bytes and styles the document. `address` is the file's path: the base of relative addresses.
    public convenience init(
        bytes: [UInt8], address: String, resources: EngineResources, options: RenderOptions
    ) throws(RenderingError) {
        let log = DiagnosticLog()
        var timings = StageTimings()
        let tree: MarkupTree
        do {
            tree = try timings.measure(.markup) { () throws(MarkupError) in
                try MarkupParser.parse(bytes, sourceName: address, log: log)
            }
        } catch {
            throw .markup(error)
        }
        self.init(tree: tree, address: address, resources: resources, options: options, timings: timings)
        for entry in log.entries { diagnostics.report(entry) }
    }

    /// Styles a document that is a tree already (a filled template).
    public convenience init(tree: MarkupTree, address: String, resources: EngineResources, options: RenderOptions) {
        self.init(tree: tree, address: address, resources: resources, options: options, timings: StageTimings())
    }

    private init(
        tree: MarkupTree, address: String, resources: EngineResources, options: RenderOptions, timings: StageTimings
    ) {
        self.tree = tree
        self.resources = resources
        self.options = options
        self.timings = timings
        let budget = RenderBudget(
            seconds: options.limits.maximumSeconds, megabytes: options.limits.maximumMegabytes)
        self.budget = budget
        baseAddress = address
        let diagnostics = diagnostics
        let access = ResourceAccess(resources: resources, policy: options.resources, diagnostics: diagnostics)
        self.access = access
        document = self.timings.measure(.style) {
            Self.style(
                tree, address: address, access: access, options: options, diagnostics: diagnostics, budget: budget)
        }
        let fonts = FontSet(
            library: resources.fonts, faces: document.fontFaces.map { FontFaceDescription($0, access: access) },
            diagnostics: diagnostics)
        text = TextSession(fonts: fonts, diagnostics: diagnostics)
        let document = document
        pictures = DocumentPictures(
            access: access, diagnostics: diagnostics, baseAddress: address, text: text, budget: budget,
            document: { document })
    }

    /// Stage 2. Sheets of files are parsed once per process; those of `<style>` belong to the document.
    private static func style(
        _ tree: MarkupTree, address: String, access: ResourceAccess, options: RenderOptions,
        diagnostics: DiagnosticLog, budget: RenderBudget
    ) -> StyledDocument {
        let loader: StyleSheetLoader = { reference in
            switch access.load(reference) {
            case .file(let path, let bytes): LoadedStyleSheet(bytes: bytes, address: path)
            case .data(let data): LoadedStyleSheet(bytes: data.bytes, address: reference.base)
            case .refused: nil
            }
        }
        var keep = true
        let sheets = DocumentStyles.collectSheets(
            tree, baseAddress: address, loader: loader,
            parse: { source in
                guard let path = source.address else {
                    keep = false
                    return source.parse()
                }
                return access.resources.sheet(
                    address: path + "\u{0}" + source.media, origin: .author, budget: budget, parse: source.parse)
            }, diagnostics: diagnostics, budget: budget)
        let agent = options.userAgentSheet ?? StyleSheet.userAgent
        let cascade = access.resources.cascade([agent] + sheets, keep: keep, budget: budget)
        return cascade.style(tree, baseAddress: address, diagnostics: diagnostics, budget: budget)
    }

    // MARK: - stages 3 to 5

    /// The boxes of the document, before any layout.
    public func boxTree() -> BoxTree {
        BoxGenerator(document: document, pictures: { [pictures] in pictures.resolve($0) }).generate()
    }

    /// The finished pages. Laid out at the first call.
    public func pages() -> [Page] {
        if let finishedPages { return finishedPages }
        let generator = BoxGenerator(document: document, pictures: { [pictures] in pictures.resolve($0) })
        let boxes = timings.measure(.boxes) { generator.generate() }
        let table = pictures.table
        let session = LayoutSession(
            document: document, boxes: boxes, text: text, diagnostics: diagnostics, pictureFacts: { table.facts($0) })
        session.limits = options.limits
        session.budget = budget
        if boxes.count <= Self.mostBoxesKept { layoutSession = session }
        let pages = timings.measure(.layout) { PageLayout(session: session, generator: generator).pages() }
        finishedPages = pages
        return pages
    }

    /// How many pages there are; lays the document out at the first call.
    public var pageCount: Int { pages().count }

    /// The drawing of one page.
    public func drawing(of page: Page) -> DrawingList {
        let list = displayListBuilder.list(for: page)
        return stamps[page.index]?.applied(to: list, text: text) ?? list
    }

    private lazy var displayListBuilder: DisplayListBuilder = {
        let fonts = resources.fonts
        let pictures = pictures
        var sources = PaintSources(
            styles: document.table, pictures: pictures.table,
            pictureID: { pictures.picture(at: $0) },
            vectorPicture: { pictures.drawing($0, size: $1, overflow: $2) },
            metrics: { DecorationMetrics(fonts.face($0).metrics) },
            clipPath: { pictures.clipPath($0, box: $1) })
        sources.isSpent = { [budget] in budget.isSpent() }
        (sources.canvasStyle, sources.canvasNode) = canvas()
        let viewport = document.viewportOverflowNode
        sources.viewportNode = viewport.index
        if !viewport.isNone {
            let overflow = document.style(of: viewport).box.overflowY
            sources.viewportClips = overflow == .hidden || overflow == .clip
        }
        return DisplayListBuilder(sources: sources)
    }()

    /// The element whose background covers the page: html, or else body. https://www.w3.org/TR/css-backgrounds-3/#special-backgrounds
    private func canvas() -> (style: Int32, node: Int32) {
        let root = tree.documentElement
        guard !root.isNone else { return (-1, -1) }
        func hasBackground(_ node: NodeID) -> Bool {
            let decoration = document.style(of: node).decoration
            return !decoration.backgroundColor.isTransparent || decoration.backgroundLayers.contains { $0.image != nil }
        }
        if hasBackground(root) { return (document.styleID(of: root).index, root.index) }
        if let body = tree.children(root).first(where: { tree.name($0) == "body" }), hasBackground(body) {
            return (document.styleID(of: body).index, body.index)
        }
        return (-1, -1)
    }

    // MARK: - stages 6 and 7

    /// The PDF. With `stream` every page is painted there as well, of the same drawing list.
    public func pdf(alsoInto stream: PrintStream? = nil) throws(RenderingError) -> RenderedDocument {
        let pages = pages()
        let fonts = resources.fonts
        let painted: PaintedDocument
        do {
            painted = try timings.measure(.painting) { () throws(PaintingError) in
                let painter = try DocumentPainter(
                    resources: resources.painting, pictures: pictures.table, faces: { FaceFile(fonts.face($0)) },
                    tagging: options.isTagged ? .marked : .none, diagnostics: diagnostics, budget: budget)
                stream?.begin(self)
                defer { stream?.end() }
                for page in pages {
                    let sheet = Sheet(size: page.size, bleed: page.bleed, list: drawing(of: page))
                    try painter.add(sheet)
                    try stream?.add(sheet)
                }
                return try painter.finish()
            }
        } catch {
            throw .painting(error)
        }
        if let limit = budget.exceeded { report(limit) }
        let bytes: [UInt8]
        do {
            bytes = try timings.measure(.finishing) { () throws(FinishingError) in
                try Finishing.finish(painted.bytes, finishingInput(pages, painted))
            }
        } catch {
            throw .finishing(error)
        }
        return RenderedDocument(pdf: bytes, pageCount: pages.count, timings: timings)
    }

    /// Paints the pages into a print file and nowhere else.
    public func print(into stream: PrintStream) throws(RenderingError) {
        let pages = pages()
        do {
            try timings.measure(.painting) { () throws(PaintingError) in
                stream.begin(self)
                defer { stream.end() }
                for page in pages {
                    try stream.add(Sheet(size: page.size, bleed: page.bleed, list: drawing(of: page)))
                }
            }
        } catch {
            throw .painting(error)
        }
    }

    private func report(_ limit: RenderBudget.Limit) {
        let sentence =
            switch limit {
            case .time: Sentence(.renderSeconds, ["count": options.limits.maximumSeconds ?? 0])
            case .memory: Sentence(.renderMegabytes, ["count": options.limits.maximumMegabytes ?? 0])
            }
        diagnostics.report("render-limit", .error, sentence)
    }

    /// What Cairo alone takes for this document, for benchmarks: its pages' drawing lists, made beforehand, painted onto a
    /// new PDF surface without marks for a structure tree; Cairo packs streams and cuts fonts itself. Answers the bytes.
    public func paintBare() throws(RenderingError) -> () throws(RenderingError) -> Int {
        let fonts = resources.fonts
        let painting = resources.painting
        let sheets = pages().map { Sheet(size: $0.size, bleed: $0.bleed, list: drawing(of: $0)) }
        return { [pictures, diagnostics] () throws(RenderingError) in
            do throws(PaintingError) {
                let painter = try DocumentPainter(
                    resources: painting, pictures: pictures.table, faces: { FaceFile(fonts.face($0)) }, tagging: .none,
                    packing: .byCairo, diagnostics: diagnostics)
                for sheet in sheets { try painter.add(sheet) }
                return try painter.finish().bytes.count
            } catch {
                throw .painting(error)
            }
        }
    }

    var pictureTable: PictureTable { pictures.table }

    /// A page as PNG; `resolution` in pixels per CSS px.
    public func png(page: Page, resolution: Double) throws(RenderingError) -> [UInt8] {
        let fonts = resources.fonts
        do {
            return try DocumentPainter.png(
                Sheet(size: page.size, bleed: page.bleed, list: drawing(of: page)), resolution: resolution,
                resources: resources.painting, pictures: pictures.table, faces: { FaceFile(fonts.face($0)) },
                diagnostics: diagnostics)
        } catch {
            throw .painting(error)
        }
    }

    private func finishingInput(_ pages: [Page], _ painted: PaintedDocument) -> FinishingInput {
        var input = FinishingInput()
        input.information = DocumentHead(document: document).information(created: options.created)
        for page in pages {
            var finishing = FinishingPage(size: page.size, bleed: page.bleed, label: page.label)
            finishing.links = page.links.map { link in
                let target: FinishingPage.LinkTarget =
                    switch link.target {
                    case .anchor(let name): .destination(name)
                    case .external(let address): .address(address)
                    }
                return FinishingPage.Link(
                    target: target, rects: link.rects, node: link.node,
                    description: StructureTree.linkDescription(link.node, in: document.tree))
            }
            finishing.destinations = page.anchors.map { .init(name: $0.name, position: $0.position) }
            if painted.marks.indices.contains(page.index) { finishing.marks = painted.marks[page.index] }
            input.pages.append(finishing)
            input.outline += page.bookmarks.map {
                OutlineEntry(
                    level: $0.level, label: $0.label, page: page.index, position: $0.position, isOpen: $0.isOpen)
            }
        }
        if options.isTagged { input.structure = StructureTree(document: document).build() }
        return input
    }
}
