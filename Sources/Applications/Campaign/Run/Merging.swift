//  Merging.swift
//  In: the folders of all shards of a run. Out: one folder, the same as if one machine had done everything.
//  Steps: 1 every shard is there once, finished, of the same plan and the same renderer; 2 files are taken over, each held
//  to the hash in its journal; 3 journals are joined; 4 the papers are written, and the sums must be right.

import GRDB
import Glibc
import Messages
import Proposal

/// Joins shards.
public struct Merging {
    private let folders: [String]
    private let output: String
    private let strangers: Strangers
    private let workshop: DocumentWorkshop
    private let progress: RunProgress

    /// What becomes of shards that another program, other libraries or fonts made: all of them the same, but not this one's.
    public enum Strangers: Sendable {
        case refused
        /// Said, and noted in the run's facts: the papers of the merge are this program's.
        case accepted
    }

    public init(
        folders: [String], output: String, strangers: Strangers, workshop: DocumentWorkshop, progress: RunProgress
    ) {
        self.folders = folders
        self.output = output
        self.strangers = strangers
        self.workshop = workshop
        self.progress = progress
    }

    private struct Part {
        let folder: CampaignFolder
        let journal: Journal
        let facts: [String: String]
        let shard: Shard
        /// Held until the merge is over.
        let lock: FolderLock
    }

    /// What runs may differ in: which share each has, and when.
    private static let ownFacts: Set<String> = ["option.shard"]

    public func run() throws(CampaignError) -> CampaignSummary {
        var parts: [Part] = []
        for path in folders { parts.append(try part(path)) }
        try agree(parts)
        let renderer = RunFacts.renderer(workshop.resources)
        let changed = renderer.filter { parts[0].facts[$0.name] != $0.value }
        try admit(changed.map(\.name), parts[0])
        parts.sort { $0.shard.index < $1.shard.index }
        try FileSystem.makeFolder(output)
        guard let root = FileSystem.canonical(output) else { throw .input(told(.campaignNotOpened, ["path": output])) }
        let whole = CampaignFolder(root: root)
        guard FileSystem.size(whole.journal) == nil else {
            throw .input(told(.campaignThereMerge, ["path": root]))
        }
        guard let lock = try FolderLock(whole.runLock, .exclusive) else {
            throw .input(told(.campaignBusy, ["path": root]))
        }
        defer { withExtendedLifetime(lock) {} }
        FileSystem.remove(whole.workshop)
        try FileSystem.makeFolder(whole.workshop)
        let kept = whole.workshop + "/journal.sqlite"
        let journal = try join(parts, as: kept)
        try journal.set(changed.map { ("merge.\($0.name)", $0.value) })
        for part in parts { try takeOver(part, into: whole) }
        // the papers come from the templates and data of the run, whatever has become of them since
        let isFrozen = RunFacts.hash(try RunFacts.files(of: workshop.folders.home)) != parts[0].facts["data"]
        let place = isFrozen ? try Reprint.unfreeze(journal) : workshop.folders.home
        defer { if isFrozen { FileSystem.remove(place) } }
        let summary = try Closing(
            journal: journal, folder: whole, workshop: isFrozen ? try Self.workshop(at: place) : workshop
        ).write()
        try journal.log("merged from \(parts.count) shards")
        try journal.close()
        // the journal comes last: a folder that has one is a finished one
        if rename(kept, whole.journal) != 0 { throw .system(whole.journal, errno, doing: .written) }
        FileSystem.remove(whole.workshop)
        try FileSystem.synchronise(folder: root)
        for part in parts { try part.journal.close() }
        return summary
    }

    // MARK: - what must agree

    private func part(_ path: String) throws(CampaignError) -> Part {
        guard let root = FileSystem.canonical(path) else { throw .input(told(.fileNotThere, ["path": path])) }
        let folder = CampaignFolder(root: root)
        guard FileSystem.size(folder.journal) != nil else {
            throw .input(told(.mergeNoJournal, ["path": path]))
        }
        guard let lock = try FolderLock(folder.runLock, .exclusive) else {
            throw .input(told(.mergeBusy, ["path": path]))
        }
        let journal = try Journal(folder.journal, .existing)
        let facts = try journal.facts()
        guard facts["planned"] == "yes", let shard = facts["option.shard"].flatMap({ Shard($0) }) else {
            throw .input(told(.mergeNotPlanned, ["path": path]))
        }
        return Part(folder: folder, journal: journal, facts: facts, shard: shard, lock: lock)
    }

    /// The papers of the merge are made by this program: a mixture is nobody's wish unless it is said.
    private func admit(_ changed: [String], _ part: Part) throws(CampaignError) {
        if changed.isEmpty { return }
        let names = RunFacts.spoken(changed)
        guard strangers == .accepted else {
            throw .input(told(.mergeOtherRenderer, ["path": part.folder.root, "names": names]))
        }
        progress.say(told(.mergeByOther, ["names": names]))
    }

    private func agree(_ parts: [Part]) throws(CampaignError) {
        guard let first = parts.first else { throw .usage(told(.mergeNothing)) }
        for part in parts {
            let names = Set(first.facts.keys).union(part.facts.keys).subtracting(Self.ownFacts)
            let mixed = names.filter { first.facts[$0] != part.facts[$0] }.sorted()
            guard mixed.isEmpty else {
                throw .input(
                    told(
                        .mergeMixed,
                        ["path": part.folder.root, "other": first.folder.root, "names": RunFacts.spoken(mixed)]))
            }
        }
        let count = first.shard.count
        var seen: [Int: String] = [:]
        for part in parts {
            guard part.shard.count == count else {
                throw .input(
                    told(.mergeOtherCount, ["path": part.folder.root, "shard": part.shard.text, "count": count]))
            }
            if let other = seen[part.shard.index] {
                throw .input(
                    told(.mergeTwice, ["path": part.folder.root, "shard": part.shard.text, "other": other]))
            }
            seen[part.shard.index] = part.folder.root
        }
        let missing = (1...count).filter { seen[$0] == nil }
        guard missing.isEmpty else {
            throw .input(told(.mergeMissing, ["list": listed(missing.map { "\($0)/\(count)" })]))
        }
        for part in parts {
            let finished = try part.journal.finishedChunks()
            let size = try part.journal.planSize()
            let open = part.shard.chunks(of: size.chunks).filter { !finished.contains($0) }
            guard open.isEmpty else {
                throw .input(told(.mergeOpen, ["path": part.folder.root, "count": open.count]))
            }
            let foreign = finished.subtracting(part.shard.chunks(of: size.chunks))
            guard foreign.isEmpty else {
                throw .input(told(.mergeForeign, ["path": part.folder.root]))
            }
        }
    }

    // MARK: - joining

    private static func workshop(at home: String) throws(CampaignError) -> DocumentWorkshop {
        do { return try DocumentWorkshop(folders: WorkshopFolders(home: home)) } catch {
            throw .input(error.description)
        }
    }

    private func join(_ parts: [Part], as path: String) throws(CampaignError) -> Journal {
        let journal = try Journal(path, .create)
        let first = parts[0]
        // the plan is the same in all of them: the first one's is taken, then what became of each one's share
        try first.journal.copyPlan(into: journal)
        for part in parts { try part.journal.copyShare(into: journal) }
        try journal.set([("option.shard", Shard.whole.text)])
        let states = try journal.states()
        guard (states["planned"] ?? 0) == 0 else {
            throw .input(told(.mergeLost, ["count": states["planned"] ?? 0]))
        }
        return journal
    }

    private func takeOver(_ part: Part, into whole: CampaignFolder) throws(CampaignError) {
        try FileSystem.makeFolder(whole.prints)
        for file in try part.journal.printFiles() where file.pieces > 0 {
            try take(CampaignFolder.printFile(file.chunk), hash: file.hash, from: part.folder, into: whole)
            if !file.ticketHash.isEmpty {
                try take(CampaignFolder.ticket(file.chunk), hash: file.ticketHash, from: part.folder, into: whole)
            }
        }
        var fault: CampaignError?
        var folders: Set<String> = []
        try part.journal.eachEntry { entry in
            // with --print-only the hash is that of the contents, and there is no document
            guard let hash = entry.hash, entry.bytes > 0, fault == nil else { return }
            let path = CampaignFolder.document(entry.sequence, number: entry.number)
            if let slash = path.lastIndex(of: "/") {
                let parent = whole.root + "/" + path[..<slash]
                if folders.insert(parent).inserted { try FileSystem.makeFolder(parent) }
            }
            do throws(CampaignError) { try take(path, hash: hash, from: part.folder, into: whole) } catch {
                fault = error
            }
        }
        if let fault { throw fault }
        progress.say(told(.mergeTaken, ["path": part.folder.root, "shard": part.shard.text]))
    }

    /// A file is linked where both folders are on one disk, else copied; held to its hash either way.
    private func take(_ path: String, hash: String, from: CampaignFolder, into: CampaignFolder) throws(CampaignError) {
        let (source, target) = (from.root + "/" + path, into.root + "/" + path)
        guard let found = FileDigest.file(source) else { throw .input(told(.fileMissing, ["path": source])) }
        guard found == hash else { throw .input(told(.fileChanged, ["path": source])) }
        unlink(target)
        if link(source, target) == 0 { return }
        let copy = try WholeFile(temporary: into.workshop + "/copy")
        let descriptor = open(source, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(source, errno, doing: .read) }
        defer { close(descriptor) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw .system(source, errno, doing: .read) }
            if count == 0 { break }
            copy.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
        try copy.settle(as: target)
    }
}
