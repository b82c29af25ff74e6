//  SupportClaims.swift
//  The support table of the documentation and the property table of the code say the same.

import Foundation
import Testing

@testable import Style

@Suite struct `The support table` {
    /// Every name in backticks in the first column of a row.
    private static let documented: Set<String> = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/Engine/PagedMedia/PagedMedia.docc/Support.md")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        var names: Set<String> = []
        for line in text.split(separator: "\n") where line.hasPrefix("| `") {
            let cell = line.dropFirst(2).prefix { $0 != "|" }
            names.formUnion(cell.split(separator: " ").map { $0.trimmingCharacters(in: ["`"]) }.filter { !$0.isEmpty })
        }
        return names
    }()
    private static let read = Set(
        PropertyTable.shared.names.filter { $0.value != .ignored }.map(\.key))

    @Test func `every property that is read stands in it`() {
        #expect(Self.read.subtracting(Self.documented).sorted() == [])
    }
    @Test func `what stands in it is read`() {
        #expect(Self.documented.subtracting(Self.read).sorted() == [])
    }
}
