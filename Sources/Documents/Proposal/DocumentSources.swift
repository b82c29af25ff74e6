//  DocumentSources.swift
//  In: the project's folders, the fonts, the libraries. Out: hashes and versions of everything a document is made from
//  besides its profile: templates, data, fonts, renderer. They go into the JSON beside a PDF.

import Foundation
import PagedMedia
import QuoteReport

/// What decides the bytes of a document besides the profile. The same files and fonts give the same values.
public struct DocumentSources: Sendable, Hashable {
    /// SHA-256 over paths and contents of all files of Templates, and of Assets but for its samples.
    public let templates, data: String
    /// A name with a version or hash each: the libraries that draw, and the fonts.
    public let renderer: [Version]
    public struct Version: Sendable, Hashable {
        public let name, version: String
    }

    public init(_ workshop: DocumentWorkshop) {
        let home = workshop.folders.home
        templates = Self.hash(home, "Templates")
        data = Self.hash(home, "Assets", without: "Assets/Samples/")
        renderer = workshop.resources.rendererVersions.map { Version(name: $0.name, version: $0.version) }
    }

    /// As the JSON has the renderer, always in the same order.
    var rendererReport: ReportValue { .object(renderer.map { ReportValue.Field($0.name, .text($0.version)) }) }

    /// Names, sizes and contents in the order of the paths: a file that is renamed, emptied or added changes the hash.
    private static func hash(_ home: String, _ folder: String, without left: String? = nil) -> String {
        let below = (FileManager.default.enumerator(atPath: home + "/" + folder)?.allObjects as? [String]) ?? []
        var bytes: [UInt8] = []
        for path in below.map({ folder + "/" + $0 }).sorted() {
            if let left, path.hasPrefix(left) { continue }
            let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") }
            guard !isHidden, let contents = FileManager.default.contents(atPath: home + "/" + path) else { continue }
            bytes += Array("\(path)\n\(contents.count)\n".utf8)
            bytes += contents
        }
        return Checksum.sha256(bytes)
    }
}
