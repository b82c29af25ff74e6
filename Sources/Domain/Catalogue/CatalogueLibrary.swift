//  CatalogueLibrary.swift
//  In: products, solutions, notes and all price books. Out: what can be bought on a day.

import DataFiles
import Diagnostics
import Measures
import Messages

/// A maker of card readers that could be chosen.
public struct ReaderMaker: Sendable, Hashable {
    public let name: String
    public let status: FigureStatus
    public let source: String
}

/// Everything that can be bought. Immutable, one per process.
public struct CatalogueLibrary: Sendable {
    public let products: [Product]
    public let readerMakers: [ReaderMaker]
    /// In the order of the file.
    public let solutions: [Solution]
    /// In the order in which they are numbered.
    public let notes: [PriceNote]
    /// By the first day of validity.
    public let books: [PriceBook]
    private let productIndex: [String: Int]
    private let noteIndex: [String: Int]

    /// The checked trees of the four kinds of file.
    public struct Files: Sendable {
        public var products, solutions, notes: DataNode
        public var books: [DataNode]
        public init(products: DataNode, solutions: DataNode, notes: DataNode, books: [DataNode]) {
            self.products = products
            self.solutions = solutions
            self.notes = notes
            self.books = books
        }
    }

    public init(_ files: Files) throws(DataFaults) {
        var products: [Product] = []
        var productIndex: [String: Int] = [:]
        for node in files.products["products"]?.elements ?? [] {
            let product = try Self.product(node)
            guard productIndex.updateValue(products.count, forKey: product.id) == nil else {
                throw DataFaults("product-doubled", told(.productDoubled, ["product": product.id]), at: node.place)
            }
            products.append(product)
        }
        var makers: [ReaderMaker] = []
        for node in files.products["readerMakers"]?.elements ?? [] {
            let (status, source) = try node.provenance()
            makers.append(
                ReaderMaker(name: try node.needed("name", node.text("name")), status: status, source: source))
        }
        readerMakers = makers
        var solutions: [Solution] = []
        for node in files.solutions["solutions"]?.elements ?? [] {
            solutions.append(
                Solution(
                    need: try node.needed("need", node.text("need")), area: try node.needed("area", node.text("area")),
                    wish: try node.needed("wish", node.text("wish")),
                    product: try node.needed("product", node.text("product")),
                    effect: try node.needed("effect", node.text("effect")),
                    drawing: try node.needed("drawing", node.text("drawing")),
                    isForCare: node.text("careOnly") == "true",
                    source: files.solutions.text("source") ?? ""))
        }
        self.solutions = solutions
        var notes: [PriceNote] = []
        var noteIndex: [String: Int] = [:]
        for node in files.notes["notes"]?.elements ?? [] {
            let note = PriceNote(
                id: try node.needed("id", node.text("id")), text: try node.needed("text", node.text("text")),
                source: try node.needed("source", node.text("source")))
            guard noteIndex.updateValue(notes.count, forKey: note.id) == nil else {
                throw DataFaults("note-doubled", told(.noteDoubled, ["note": note.id]), at: node.place)
            }
            notes.append(note)
        }
        self.notes = notes
        var books: [PriceBook] = []
        for node in files.books {
            let book = try PriceBook(node)
            var faults = book.contradictions()
            for item in book.allItems {
                if let product = item.product, productIndex[product] == nil {
                    faults.append(
                        Diagnostic(
                            "book-product", .error,
                            told(.bookUnknownProduct, ["item": item.id.rawValue, "product": product]),
                            at: node.place))
                }
                for note in item.notes where noteIndex[note] == nil {
                    faults.append(
                        Diagnostic(
                            "book-note", .error, told(.bookUnknownNote, ["item": item.id.rawValue, "note": note]),
                            at: node.place))
                }
            }
            guard faults.isEmpty else { throw DataFaults(faults) }
            books.append(book)
        }
        guard !books.isEmpty else {
            throw DataFaults("book-none", told(.bookNone), at: files.products.place)
        }
        self.books = books.sorted {
            ($0.validity.from ?? Day(serial: 0), $0.id) < ($1.validity.from ?? Day(serial: 0), $1.id)
        }
        self.products = products
        self.productIndex = productIndex
        self.noteIndex = noteIndex
    }

    public func product(_ id: String) -> Product? { productIndex[id].map { products[$0] } }

    public func note(_ id: String) -> PriceNote? { noteIndex[id].map { notes[$0] } }

    /// Sorts the ids of notes into the order of their numbers, each once.
    public func ordered(_ ids: some Sequence<String>) -> [String] {
        Set(ids.compactMap { noteIndex[$0] }).sorted().map { notes[$0].id }
    }

    /// The price book of a day; where two overlap, the one that begins later.
    public func book(on day: Day) -> PriceBook? { books.last { $0.validity.contains(day) } }

    public func solution(need: String) -> Solution? { solutions.first { $0.need == need } }

    private static func product(_ node: DataNode) throws(DataFaults) -> Product {
        var specifications: [Product.Specification] = []
        for entry in node["specifications"]?.elements ?? [] {
            specifications.append(
                Product.Specification(
                    name: try entry.needed("name", entry.text("name")),
                    value: try entry.needed("value", entry.text("value"))))
        }
        let (status, source) = try node.provenance()
        return Product(
            id: try node.needed("id", node.text("id")), name: try node.needed("name", node.text("name")),
            maker: node.text("maker"), model: node.text("model"), specifications: specifications,
            maintenance: node.texts("maintenance"), remarks: node.texts("remarks"), use: node.texts("use"),
            lanPorts: try node.integer("lanPorts"), source: source, status: status)
    }
}

extension PriceBook {
    /// The figures that notes and messages of this book may name in braces.
    public var noteArguments: [String: Message.Value] {
        var arguments: [String: Message.Value] = [
            "migrationApplyThrough": .day(migrationApplyThrough.written ?? Day(serial: 0)),
            "migrationOpenThrough": .day(migrationOpenThrough.written ?? Day(serial: 0)),
        ]
        arguments["lineContract"] = lineWorkPart("contract")?.price.value.map { .yen($0) }
        arguments["baseWork"] = self[.baseWork].price.value.map { .yen($0) }
        arguments["surchargeThreshold"] = surchargeThreshold.value.map { .yen($0) }
        arguments["surchargeStep"] = self[.surcharge].price.value.map { .yen($0) }
        arguments["surchargeTolerance"] = surchargeTolerance.value.map { .yen($0) }
        return arguments
    }
}
