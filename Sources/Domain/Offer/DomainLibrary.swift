//  DomainLibrary.swift
//  In: the folder of the assets. Out: every data file read, checked and ready; offers for customers.
//
//  Invariants of the room:
//  1. Loaded once per process, immutable, Sendable; an offer reads no file.
//  2. Same profile, same day, same files: same offer. Nothing asks the clock.
//  3. Selection, pricing and subsidy don't know each other's callers; the loop over alternatives is here.

import Catalogue
import ClinicProfile
import DataFiles
import Diagnostics
import Measures
import Messages
import PackageSelection
import Subsidy

/// Everything that offers are made from.
public final class DomainLibrary: Sendable {
    public let catalogue: CatalogueLibrary
    public let subsidies: SubsidyRules
    public let facilities: [FacilityKind: FacilityFacts]
    public let territory: TerritoryMap
    public let phrases: Phrasebook
    /// What stands behind the ids `kind.…`, `scheme.…`, `prefecture.…`, `item.…`.
    let phraseNames: [String: String]
    public let profiles: ProfileReader
    /// Where every figure of the data files stands, for `teian check`.
    public let figures: [FigurePlace]
    let selector: PackageSelector

    /// Reads `Catalogue/`, `Subsidies/` and `Schemas/` of the assets folder. `extraPriceBooks` are read beside them.
    public init(assets: String, extraPriceBooks: [String] = []) throws(DataFaults) {
        var loader = LibraryLoader(assets: assets)
        let profileSchema = try loader.schema("profile")
        facilities = try FacilityFacts.read(try loader.file("Catalogue/facilities.yaml", schema: "facilities"))
        territory = try TerritoryMap(try loader.file("Catalogue/territory.yaml", schema: "territory"))
        profiles = ProfileReader(schema: profileSchema, territory: territory, facilities: facilities)

        var books: [DataNode] = []
        for path in try loader.paths(in: "Catalogue", prefix: "price-book-") + extraPriceBooks {
            books.append(try loader.file(at: path, schema: "price-book"))
        }
        catalogue = try CatalogueLibrary(
            CatalogueLibrary.Files(
                products: try loader.file("Catalogue/products.yaml", schema: "products"),
                solutions: try loader.file("Catalogue/solutions.yaml", schema: "solutions"),
                notes: try loader.file("Catalogue/notes.yaml", schema: "notes"), books: books))

        var schemes: [DataNode] = []
        for path in try loader.paths(in: "Subsidies", prefix: "scheme-") {
            schemes.append(try loader.file(at: path, schema: "subsidy-scheme"))
        }
        let fund = try loader.file("Subsidies/fund.yaml", schema: "subsidy-fund")
        subsidies = try SubsidyRules(fund: fund, schemes: schemes)
        let faults = subsidies.contradictions()
        guard faults.isEmpty else { throw DataFaults(faults) }

        var names: [String: String] = [:]
        for facts in facilities.values { names["kind.\(facts.kind.rawValue)"] = facts.name }
        for scheme in subsidies.schemes { names["scheme.\(scheme.id)"] = scheme.name }
        for prefecture in territory.prefectures { names["prefecture.\(prefecture.code)"] = prefecture.name }
        for item in catalogue.books.flatMap(\.allItems) { names["item.\(item.id.rawValue)"] = item.name }
        phraseNames = names
        phrases = try Phrasebook(try loader.file("Catalogue/reasons.yaml", schema: "reasons"), names: names)

        guard let ports = catalogue.product("router")?.lanPorts else {
            throw DataFaults(
                "product-router", told(.productRouterPorts),
                at: SourceLocation(file: "\(assets)/Catalogue/products.yaml"))
        }
        selector = PackageSelector(routerPorts: ports, facilities: facilities)
        figures = loader.figures
        for solution in catalogue.solutions where !loader.needs(in: profileSchema).contains(solution.need) {
            throw DataFaults(
                "solution-need", told(.solutionNeed, ["need": solution.need]),
                at: SourceLocation(file: "\(assets)/Catalogue/solutions.yaml"))
        }
    }

    /// Reads and checks a profile file; `-` is standard input.
    public func profile(file path: String) throws(DataFaults) -> CustomerProfile { try profiles.profile(file: path) }

    /// Checks a profile that a caller built: a campaign's row, a web form.
    public func profile(from node: DataNode) throws(DataFaults) -> CustomerProfile {
        try profiles.profile(from: node)
    }

    /// A note of a book's tables with its figures filled in.
    public func noteText(_ id: String, book: String) -> String? {
        guard let note = catalogue.note(id), let book = catalogue.books.first(where: { $0.id == book }) else {
            return nil
        }
        return phrases.filled(note.text, book.noteArguments)
    }

    /// The sentence of a message.
    public func text(_ message: Message) -> String { phrases.text(message) }
}

/// A figure of a data file: where it stands and how well it is known.
public struct FigurePlace: Sendable, Hashable {
    /// The keys that lead to it: `initial[setupNotebook].price`.
    public let path: String
    public let value: String?
    public let status: FigureStatus
    public let source: String
    public let place: SourceLocation
}
