//  TestCases.swift
//  In: short descriptions of cases. Out: profiles built from them, and the library that all tests share.

import Catalogue
import ClinicProfile
import DataFiles
import Diagnostics
import Glibc
import Measures
import Offer

/// The repository's folder, or the one that the mutation script names.
let repository: String = {
    var parts = #filePath.split(separator: "/").map(String.init)
    parts.removeLast(4)
    return "/" + parts.joined(separator: "/")
}()

let assetsFolder = ProcessEnvironment.value("TEIAN_TEST_ASSETS") ?? "\(repository)/Assets"

/// The mutation script points the tests at a changed copy of the assets.
enum ProcessEnvironment {
    static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// Loaded once for all tests.
let library: DomainLibrary = {
    do { return try DomainLibrary(assets: assetsFolder) } catch { fatalError("\(error)") }
}()

func yen(_ amount: Int) -> Yen { Yen(amount) }

func day(_ iso: String) -> Day {
    guard let day = Day(iso) else { fatalError("\(iso) is no day") }
    return day
}

/// A profile from YAML text; faults fail the test that asks.
func profile(_ yaml: String) throws -> CustomerProfile {
    try library.profile(from: try DataFile.parse(yaml, file: "case.yaml"))
}

/// A case as the tables of the tests write it.
struct Case: Sendable, CustomStringConvertible {
    var kind = "clinic"
    var address = "東京都千代田区霞が関1-3-2"
    var line = "{situation: existing}"
    var equipment = "{desktops: 1, cardReaders: 1}"
    var support = true
    var renovation: Int?
    var issued = "2020-12-15"
    var applied: String? = "2021-01-20"
    var more = ""

    var yaml: String {
        """
        clinic: {name: 試験の施設, kind: \(kind), address: \(address)}
        line: \(line)
        equipment: \(equipment)
        deployment: onPremises1
        support: \(support)
        dates: {issued: \(issued)\(applied.map { ", cardReaderApplied: \($0)" } ?? "")}
        \(renovation.map { "receiptComputer: {renovationCost: \($0)}" } ?? "")
        \(more)
        """
    }

    var description: String { "\(kind) \(line) \(equipment) \(applied ?? "-") \(more)" }

    func offer() throws -> CustomerOffer { try library.offer(for: try profile(yaml)) }
}

/// The faults that a piece of work throws, as text; empty if it throws none.
func faults(_ work: () throws -> Void) -> String {
    do {
        try work()
        return ""
    } catch { return "\(error)" }
}

/// Reading and writing of plain files, without Foundation.
enum DataFileText {
    static func read(_ path: String) throws -> String { try DataFile.text(ofFile: path) }

    static func write(_ text: String, to path: String) throws {
        guard let file = fopen(path, "w") else { throw DataFaults("test", "cannot write", at: .init(file: path)) }
        defer { fclose(file) }
        _ = fputs(text, file)
    }

    static func remove(_ path: String) { _ = unlink(path) }
}

/// A copy of the assets' data files, to be changed.
func copyAssets(to folder: String) throws {
    for part in ["", "/Catalogue", "/Subsidies", "/Schemas"] { mkdir("\(folder)\(part)", 0o755) }
    for part in ["Catalogue", "Subsidies", "Schemas"] {
        for path in try files(in: "\(assetsFolder)/\(part)", ending: "") {
            let name = path.split(separator: "/").last.map(String.init) ?? ""
            try DataFileText.write(try DataFileText.read(path), to: "\(folder)/\(part)/\(name)")
        }
    }
}

func removeTree(_ folder: String) {
    for part in ["/Catalogue", "/Subsidies", "/Schemas", ""] {
        for path in (try? files(in: folder + part, ending: "")) ?? [] { unlink(path) }
        rmdir(folder + part)
    }
}

func getProcessNumber() -> Int32 { getpid() }

/// The Swift files of a folder, by name.
func swiftFiles(_ folder: String) throws -> [String] { try files(in: folder, ending: ".swift") }

/// The files of a folder whose names end so, by name.
func files(in folder: String, ending: String) throws -> [String] {
    guard let stream = opendir(folder) else { throw DataFaults("test", "no such folder", at: .init(file: folder)) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name.hasSuffix(ending), name != ".", name != ".." { names.append("\(folder)/\(name)") }
    }
    return names.sorted()
}

extension String {
    func replacingCharacters(_ range: Range<String.Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
