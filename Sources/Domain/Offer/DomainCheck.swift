//  DomainCheck.swift
//  In: the loaded data files and a day. Out: what `teian check` says of them: open figures, expired books, gaps.

import Catalogue
import ClinicProfile
import DataFiles
import Diagnostics
import Measures
import Messages
import PackageSelection
import Pricing
import Subsidy

extension DomainLibrary {
    /// Everything worth knowing about the data files. Errors are contradictions, warnings want somebody's attention,
    /// notes are figures that are printed as 要確認 or 別途見積. `day` is the day to judge validity by.
    public func check(on day: Day) -> [Diagnostic] {
        var found: [Diagnostic] = []
        found += openFigures()
        found += bookValidity(on: day)
        found += schemeWindows()
        found += catalogue.books.flatMap(examples)
        found += words()
        return found
    }

    /// The figures that are not confirmed, with their places.
    private func openFigures() -> [Diagnostic] {
        figures.filter { $0.status == .unconfirmed }.map { figure in
            Diagnostic(
                "figure-unconfirmed", .note,
                told(.checkUnconfirmed, ["figure": figure.path, "source": figure.source]), at: figure.place)
        }
    }

    private func bookValidity(on day: Day) -> [Diagnostic] {
        var found: [Diagnostic] = []
        if catalogue.book(on: day) == nil {
            found.append(
                Diagnostic(
                    "book-none-valid", .warning, told(.checkNoBook, ["day": day]),
                    at: catalogue.books.last?.place))
        }
        for book in catalogue.books {
            if let through = book.validity.through, through < day {
                found.append(
                    Diagnostic(
                        "book-expired", .warning, told(.checkBookExpired, ["book": book.id, "day": through]),
                        at: book.place))
            }
        }
        for (earlier, later) in zip(catalogue.books, catalogue.books.dropFirst()) {
            if earlier.validity.overlaps(later.validity) {
                found.append(
                    Diagnostic(
                        "book-overlap", .warning,
                        told(.checkBookOverlap, ["later": later.id, "earlier": earlier.id]),
                        at: later.place))
            } else if let end = earlier.validity.through, let start = later.validity.from, start - end > 1 {
                found.append(
                    Diagnostic(
                        "book-gap", .warning,
                        told(
                            .checkBookGap,
                            ["from": end + 1, "through": start - 1, "earlier": earlier.id, "later": later.id]),
                        at: later.place))
            }
        }
        return found
    }

    // Every application day from the opening to the last scheme's end must fall under a scheme.
    private func schemeWindows() -> [Diagnostic] {
        guard let opened = subsidies.readerApplicationsOpened.value else { return [] }
        var found: [Diagnostic] = []
        // the days on which the answer can change: a scheme's first day, and the day after its last
        let changes = subsidies.schemes.flatMap { scheme in
            [scheme.window.from, scheme.window.through.map { $0 + 1 }].compactMap(\.self)
        }
        let last = subsidies.schemes.compactMap(\.window.through).max()
        for day in Set(changes + [opened]).sorted() where day >= opened && last.map({ day <= $0 }) ?? true {
            if subsidies.scheme(appliedOn: day, knownOn: Day(serial: .max)) == nil {
                found.append(
                    Diagnostic(
                        "scheme-gap", .warning, told(.checkSchemeGap, ["day": day]),
                        at: subsidies.schemes.first?.place))
            }
        }
        for (index, scheme) in subsidies.schemes.enumerated() {
            for other in subsidies.schemes[(index + 1)...]
            where other.window.overlaps(scheme.window) && !replaced(by: other).contains(scheme.id) {
                found.append(
                    Diagnostic(
                        "scheme-overlap", .warning,
                        told(.checkSchemeOverlap, ["one": scheme.id, "other": other.id]),
                        at: other.place))
            }
        }
        return found
    }

    // The schemes before a scheme, one after the other; a circle ends where it began.
    private func replaced(by scheme: SubsidyScheme) -> [String] {
        var chain: [String] = []
        var next = scheme.replaces
        while let id = next, !chain.contains(id) {
            chain.append(id)
            next = subsidies.scheme(id)?.replaces
        }
        return chain
    }

    /// Recomputes what the source prints in full.
    private func examples(of book: PriceBook) -> [Diagnostic] {
        guard let start = book.validity.from else { return [] }
        return book.examples.flatMap { example -> [Diagnostic] in
            func complain(_ message: String) -> [Diagnostic] {
                [
                    Diagnostic(
                        "book-example", .error,
                        told(.exampleOf, ["book": book.id, "source": example.source, "message": message]),
                        at: book.place)
                ]
            }
            guard let profile = try? self.profile(from: tree(of: example, at: book.place)) else {
                return complain(told(.checkExampleImpossible))
            }
            let configuration = selector.configuration(for: profile, change: .none, book: book, on: start)
            let quote = PriceCalculator(catalogue: catalogue, book: book, day: start, profile: profile)
                .quote(for: configuration)
            let unknown = told(.exampleUnknown)
            let surcharge = quote.initial.first { $0.id == ItemID.surcharge.rawValue }?.amount ?? .zero
            return [
                (told(.exampleInitial), quote.initialTotal.ifComplete, example.initial),
                (told(.exampleMonthly), quote.monthlyTotal.ifComplete, example.monthly),
                (told(.exampleSurcharge), surcharge, example.surcharge),
            ].flatMap { name, computed, printed -> [Diagnostic] in
                computed == printed
                    ? []
                    : complain(
                        told(
                            .exampleDiffers,
                            ["name": name, "computed": computed?.grouped ?? unknown, "printed": printed]))
            }
        }
    }

    private func tree(of example: PrintedExample, at place: SourceLocation) -> DataNode {
        func text(_ text: String) -> DataNode { .text(text, at: place) }
        return .mapping(
            [
                "clinic": .mapping(
                    [
                        "name": text(example.source), "kind": text(FacilityKind.clinic.rawValue),
                        "address": text(territory.prefectures.first { $0.isEast }?.name ?? ""),
                    ], at: place),
                "line": .mapping(
                    [
                        "situation": text(example.situation), "simultaneousWork": text("\(example.isSimultaneous)"),
                    ], at: place),
                "equipment": .mapping(
                    [
                        "desktops": text(String(example.desktops)), "notebooks": text(String(example.notebooks)),
                        "cardReaders": text(String(example.cardReaders)), "newWires": text(String(example.newWires)),
                        "reusedWires": text(String(example.reusedWires)),
                    ], at: place), "support": text("\(example.hasSupport)"),
            ], at: place)
    }

    // Notes whose braces nothing fills, needs without an answer.
    private func words() -> [Diagnostic] {
        var found: [Diagnostic] = []
        for book in catalogue.books {
            for note in catalogue.notes {
                let text = phrases.filled(note.text, book.noteArguments)
                if text.contains("[") {
                    found.append(
                        Diagnostic(
                            "note-argument", .error, told(.checkNoteBrace, ["note": note.id, "text": text])))
                }
            }
        }
        for need in profiles.schema.choices(of: "needs") where catalogue.solution(need: need) == nil {
            found.append(Diagnostic("solution-missing", .error, told(.checkNoSolution, ["need": need])))
        }
        return found
    }
}
