//  RunFacts.swift
//  In: the program, its libraries, fonts, templates and data; the list's files. Out: names and hashes that a run freezes,
//  and what has changed since.

import Foundation
import Messages
import PagedMedia
import Proposal

/// What decides the bytes of a run.
struct RunFacts: Sendable {
    /// Names and values in a fixed order. `renderer.…` must agree for the same bytes; `data` is frozen in the journal.
    var facts: [(name: String, value: String)]
    /// Templates and Assets as they are.
    var files: [(path: String, bytes: [UInt8])]

    /// Folders of the home that documents are made from.
    static let folders = ["Templates", "Assets"]
    /// Below them, what no document reads.
    static let leftOut = ["Assets/Samples"]

    init(_ options: CampaignOptions, workshop: DocumentWorkshop, inputs: [(name: String, path: String?)])
        throws(CampaignError)
    {
        facts = options.frozen + Self.renderer(workshop.resources)
        files = try Self.files(of: workshop.folders.home)
        facts.append(("data", Self.hash(files)))
        for input in inputs {
            guard let path = input.path else {
                facts.append((input.name, ""))
                continue
            }
            guard path == "-" || FileSystem.isFolder(path) || FileSystem.size(path) != nil else {
                throw .input(told(.fileNoSuch, ["path": path]))
            }
            // standard input cannot be read twice: its rows are in the journal
            let hash = path == "-" ? "-" : FileSystem.isFolder(path) ? try Self.folderHash(path) : FileDigest.file(path)
            guard let hash else { throw .system(path, errno, doing: .read) }
            facts.append((input.name, hash))
        }
    }

    /// The program and its libraries.
    static func renderer(_ resources: EngineResources) -> [(name: String, value: String)] {
        var facts = [
            ("renderer.program", FileDigest.file("/proc/self/exe") ?? "unknown"),
            ("renderer.version", Manifest.programVersion),
        ]
        for entry in resources.rendererVersions { facts.append(("renderer.\(entry.name)", entry.version)) }
        return facts
    }

    /// What of them is not as a run's facts say.
    static func changedRenderer(_ resources: EngineResources, since known: [String: String]) -> [String] {
        renderer(resources).filter { known[$0.name] != $0.value }.map(\.name)
    }

    /// Every file that documents may read, in the order of the paths.
    static func files(of home: String) throws(CampaignError) -> [(path: String, bytes: [UInt8])] {
        var result: [(path: String, bytes: [UInt8])] = []
        func gather(_ folder: String) throws(CampaignError) {
            if leftOut.contains(folder) { return }
            for name in FileSystem.entries(home + "/" + folder) where !name.hasPrefix(".") {
                let path = folder + "/" + name
                if FileSystem.isFolder(home + "/" + path) {
                    try gather(path)
                } else {
                    guard let data = FileManager.default.contents(atPath: home + "/" + path) else {
                        throw .input(told(.fileUnreadable, ["path": "\(home)/\(path)"]))
                    }
                    result.append((path, Array(data)))
                }
            }
        }
        for folder in folders { try gather(folder) }
        return result.sorted { $0.path < $1.path }
    }

    static func hash(_ files: [(path: String, bytes: [UInt8])]) -> String {
        let digest = FileDigest()
        for file in files {
            digest.add("\(file.path)\n\(file.bytes.count)\n")
            file.bytes.withUnsafeBytes { digest.add($0) }
        }
        return digest.hexadecimal()
    }

    /// Names and sizes of a folder's files and their contents.
    private static func folderHash(_ path: String) throws(CampaignError) -> String {
        let digest = FileDigest()
        for name in FileSystem.entries(path) where !FileSystem.isFolder(path + "/" + name) {
            digest.add("\(name)\n\(FileDigest.file(path + "/" + name) ?? "")\n")
        }
        return digest.hexadecimal()
    }

    /// The paths of the files that are not the same in both, at most ten of them.
    static func differing(
        _ today: [(path: String, bytes: [UInt8])], _ then: [(path: String, bytes: [UInt8])]
    ) -> String {
        let known = Dictionary(then.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        let found = Set(today.map(\.path))
        let paths = today.filter { known[$0.path] != $0.bytes }.map(\.path) + known.keys.filter { !found.contains($0) }
        return paths.sorted().prefix(10).joined(separator: ", ") + (paths.count > 10 ? " …" : "")
    }

    /// The names of what is not as it was; `known` are the journal's facts.
    func changed(since known: [String: String]) -> [String] {
        facts.filter { fact in
            guard let old = known[fact.name] else { return true }
            return old != fact.value
        }.map(\.name)
    }

    /// Names as people say them.
    static func spoken(_ names: [String]) -> String {
        listed(
            names.map { name in
                switch name {
                case "data": told(.factsData)
                case "list": told(.factsList)
                case "renderer.program": told(.factsProgram)
                case "renderer.version": told(.factsVersion)
                case "renderer.fonts": told(.factsFonts)
                case "only", "defaults", "suppress", "towns": "--" + name
                default:
                    name.hasPrefix("option.")
                        ? "--" + name.dropFirst("option.".count)
                        : name.hasPrefix("renderer.") ? String(name.dropFirst("renderer.".count)) : name
                }
            })
    }
}
