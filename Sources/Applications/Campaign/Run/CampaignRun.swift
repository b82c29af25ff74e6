//  CampaignRun.swift
//  In: options. Out: the folder, finished, or as far as it came with everything in it whole.
//  Steps: 1 the folder is locked; 2 the list is read into the journal, once; 3 workers make print files; 4 the papers are
//  written from the journal.

import Foundation
import Messages
import Offer
import Proposal

/// What a run came to.
public struct CampaignSummary: Sendable, Hashable {
    public var rows = 0
    public var made = 0
    /// Documents that could not be made.
    public var givenUp = 0
    /// Rows that the list itself left out.
    public var leftOut = 0
    public var printFiles = 0
    public var folder = ""
}

/// A run of a campaign.
public struct CampaignRun: Sendable {
    let options: CampaignOptions
    let workshop: DocumentWorkshop
    let progress: RunProgress
    let interruption: Interruption

    public init(
        _ options: CampaignOptions, workshop: DocumentWorkshop, progress: RunProgress, interruption: Interruption
    ) {
        self.options = options
        self.workshop = workshop
        self.progress = progress
        self.interruption = interruption
    }

    /// Runs to the end, or throws with everything that was done safe in the folder.
    public func run() async throws(CampaignError) -> CampaignSummary {
        let folder = try Self.open(options)
        guard let lock = try FolderLock(folder.runLock, .exclusive) else {
            throw .input(told(.campaignBusy, ["path": folder.root]))
        }
        defer { withExtendedLifetime(lock) {} }
        try Self.awaitOrphans(folder)
        FileSystem.remove(folder.workshop)
        try FileSystem.makeFolder(folder.workshop)
        let journal = try Journal(folder.journal, .create)
        do throws(CampaignError) {
            try plan(journal)
            try await work(journal, folder)
            let summary = try Closing(journal: journal, folder: folder, workshop: workshop).write()
            FileSystem.remove(folder.workshop)
            try journal.log("finished")
            try journal.close()
            return summary
        } catch {
            try? journal.log("ended: \(error.description)")
            try? journal.close()
            throw error
        }
    }

    /// The folder is there, and is a campaign's exactly when the run resumes one.
    static func open(_ options: CampaignOptions) throws(CampaignError) -> CampaignFolder {
        try FileSystem.makeFolder(options.folder)
        guard let root = FileSystem.canonical(options.folder) else {
            throw .input(told(.campaignNotOpened, ["path": options.folder]))
        }
        var folder = CampaignFolder(root: root)
        if !options.shard.isWhole {
            let digits = String(options.shard.count).count
            folder = CampaignFolder(
                root: root
                    + "/shard-\(CampaignFolder.padded(options.shard.index, digits))-of-\(options.shard.count)")
            try FileSystem.makeFolder(folder.root)
        }
        let isThere = FileSystem.size(folder.journal) != nil
        if isThere, !options.resumes {
            throw .input(told(.campaignThere, ["path": folder.root]))
        }
        if !isThere, options.resumes {
            // nothing was begun: a scheduler may start the same command again and again
            return folder
        }
        // proofs are looked at before the run, in the folder that it will have
        let foreign = FileSystem.entries(folder.root).filter {
            !$0.hasPrefix(".") && !$0.hasPrefix("shard-") && $0 != CampaignFolder.proofsName
        }
        if !isThere, !foreign.isEmpty {
            throw .input(told(.campaignNotEmpty, ["path": folder.root]))
        }
        return folder
    }

    /// Workers of a run that was killed stop after the piece in work; until then they could still rename files.
    static func awaitOrphans(_ folder: CampaignFolder) throws(CampaignError) {
        guard try FolderLock(folder.workersLock, .exclusive, patience: 120) != nil else {
            throw .world(told(.campaignOrphans, ["path": folder.root]))
        }
    }

    private var inputs: [(name: String, path: String?)] {
        [
            ("list", options.list), ("only", options.only), ("defaults", options.defaults),
            ("suppress", options.suppress), ("towns", options.towns),
        ]
    }

    /// Makes the plan, or makes sure that the one there is still that of these options.
    private func plan(_ journal: Journal) throws(CampaignError) {
        let facts = try RunFacts(options, workshop: workshop, inputs: inputs)
        if try journal.isPlanned {
            let changed = facts.changed(since: try journal.facts())
            guard changed.isEmpty else {
                throw .input(
                    told(.campaignChanged, ["path": journal.path, "names": RunFacts.spoken(changed)]))
            }
            try journal.log("resumed")
        } else {
            try journal.log("begun")
            try Planning(options: options, workshop: workshop, progress: progress).fill(
                journal, facts: facts, interruption: interruption)
        }
    }

    /// Workers make what is still to be made.
    private func work(_ journal: Journal, _ folder: CampaignFolder) async throws(CampaignError) {
        let perFile = Int(try journal.facts()["perFile"] ?? "") ?? options.perFile
        let states = try journal.states()
        let size = try journal.planSize()
        let share = options.shard.chunks(of: size.chunks).reduce(0) { sum, chunk in
            sum + (chunk == size.chunks ? size.pieces - (chunk - 1) * perFile : perFile)
        }
        let done = states["done"] ?? 0
        let left = states["left"] ?? 0
        progress.begin(total: share, done: done + left)
        let desk = try WorkDesk(
            journal: journal, folder: folder, perFile: perFile, shard: options.shard, policy: options.policy,
            progress: progress, interruption: interruption)
        let line = WorkerLine(
            desk: desk, setUp: setUp(folder: folder), timeLimit: options.timeLimit, progress: progress,
            interruption: interruption)
        let count = min(max(1, share / max(1, perFile) + 1), options.workers > 0 ? options.workers : Self.cores)
        if done + left < share {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<count { group.addTask { await line.run() } }
            }
        }
        progress.end()
        if let error = await desk.error { throw error }
        if interruption.isRequested {
            throw .stopped(told(.campaignStopped))
        }
    }

    func setUp(folder: CampaignFolder) -> WorkerSetUp {
        WorkerSetUp(
            folder: folder.root, home: workshop.folders.home, document: options.document.rawValue,
            date: options.date?.iso, maximumPages: options.pageLimit, maximumMemory: options.memoryLimit,
            printsOnly: options.printsOnly)
    }

    /// Cores that this process may use.
    static var cores: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }
}
