//  PreviewStudio.swift
//  In: a source, and files that change. Out: each document's newest version, made when somebody asks for it.
//  A document that cannot be made keeps its last pages; the complaints say why they are old.

import Diagnostics
import LandingPage

/// A document as the browser knows it.
struct PreviewVersion: Sendable {
    /// Grows with every change of any file.
    var number: Int
    var result: PreviewResult
    /// True: these pages are of an earlier version, because the newest cannot be made.
    var isOld: Bool
}

actor PreviewStudio {
    private let source: PreviewSource
    private let watch: FileWatch
    private var fingerprint: UInt64
    private var number = 1
    private var made: [PreviewKind: PreviewVersion] = [:]

    init(source: PreviewSource) {
        self.source = source
        watch = FileWatch(paths: [source.folders.templates, source.folders.assets, source.profile])
        fingerprint = watch.fingerprint()
    }

    /// The number of the files' newest state.
    func newest() -> Int {
        let now = watch.fingerprint()
        if now != fingerprint {
            fingerprint = now
            number += 1
        }
        return number
    }

    /// The document as the files are now.
    func version(_ kind: PreviewKind) -> PreviewVersion {
        let number = newest()
        if let known = made[kind], known.number == number { return known }
        var version = PreviewVersion(number: number, result: source.make(kind), isOld: false)
        if !version.result.isMade, let last = made[kind] {
            version.result.pages = last.result.pages
            version.result.site = last.result.site
            version.isOld = !last.result.pages.isEmpty || !last.result.site.isEmpty
        }
        made[kind] = version
        return version
    }

    /// What the browser has been told of; nothing is made for it.
    func page(_ index: Int, of kind: PreviewKind) -> [UInt8]? {
        guard let pages = made[kind]?.result.pages, pages.indices.contains(index) else { return nil }
        return pages[index]
    }
    func siteFile(_ name: String) -> SiteFile? { made[.landing]?.result.site.first { $0.name == name } }
}
