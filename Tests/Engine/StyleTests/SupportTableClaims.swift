//  SupportTableClaims.swift
//  The published table of supported properties and the engine's own table say the same.

import Foundation
import Testing

@testable import Style

@Suite struct SupportTableClaims {
    struct Row: Sendable, CustomTestStringConvertible {
        let names: [String]
        /// Values that are written out, so that they can be read back.
        let values: [String]
        var testDescription: String { names.joined(separator: ", ") }
    }

    static let rows: [Row] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let page = root.appending(path: "Sources/Engine/PagedMedia/PagedMedia.docc/Support.md")
        guard let text = try? String(contentsOf: page, encoding: .utf8) else { return [] }
        var rows: [Row] = []
        var isPropertyTable = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard cells.count >= 5 else {
                isPropertyTable = false
                continue
            }
            if cells[1] == "Property" { isPropertyTable = true }
            guard isPropertyTable, cells[1] != "Property", !cells[1].hasPrefix("-- "), !cells[1].hasPrefix("---") else {
                continue
            }
            let quoted = cells[2].split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 1 }.map { String($0.element) }
            rows.append(
                Row(
                    names: cells[1].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) },
                    values: quoted.filter { !$0.contains("<") }))
        }
        return rows
    }()

    @Test func `the support table names every property of the engine once, and no other`() {
        let table = PropertyTable.shared
        let known = Set(table.longhands.map(\.name) + table.shorthands.map(\.name) + ["all"])
        let written = Self.rows.flatMap(\.names)
        #expect(Set(written).subtracting(known).sorted() == [])
        #expect(known.subtracting(written).sorted() == [])
        #expect(written.count == Set(written).count)
    }

    @Test(arguments: rows) func `every value of the support table is read`(row: Row) {
        for name in row.names {
            for value in row.values {
                var parser = SheetParser(address: "table", firstLine: 1, loader: nil)
                _ = parser.parseSheet(Array("a { \(name): \(value) }".utf8))
                #expect(parser.diagnostics.map(\.message) == [])
            }
        }
    }
}
