//  Shard.swift
//  In: `--shard K/N`, or what a scheduler of array jobs puts into the environment. Out: the print files that are this
//  machine's: disjoint and complete for any N. A print file is the same whichever shard makes it.

import Messages

/// A share of a run.
public struct Shard: Sendable, Hashable {
    /// From 1.
    public let index: Int
    public let count: Int

    /// The whole run.
    public static let whole = Shard(unchecked: 1, of: 1)
    public static let limit = 100_000

    private init(unchecked index: Int, of count: Int) {
        self.index = index
        self.count = count
    }
    /// nil unless 1 ≤ index ≤ count ≤ 100,000.
    public init?(index: Int, count: Int) {
        guard count >= 1, count <= Self.limit, index >= 1, index <= count else { return nil }
        self.init(unchecked: index, of: count)
    }
    /// `3/8`.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else { return nil }
        self.init(index: index, count: count)
    }
    public var text: String { "\(index)/\(count)" }
    public var isWhole: Bool { count == 1 }

    /// This shard's numbers out of 1 … `total`.
    func chunks(of total: Int) -> [Int] { Array(stride(from: index, through: total, by: count)) }

    /// What the environment of an array job says; nil: this is none. Throws where it says something impossible.
    /// https://slurm.schedmd.com/job_array.html, https://kubernetes.io/docs/tasks/job/indexed-parallel-processing-static/,
    /// https://docs.aws.amazon.com/batch/latest/userguide/array_jobs.html
    public init?(environment: [String: String]) throws(CampaignError) {
        func number(_ name: String) throws(CampaignError) -> Int? {
            guard let text = environment[name], !text.isEmpty else { return nil }
            guard let value = Int(text), value >= 0 else {
                throw .usage(told(.shardNumber, ["name": name, "text": text]))
            }
            return value
        }
        func needed(_ names: [String], for index: String) throws(CampaignError) -> Int {
            for name in names { if let value = try number(name) { return value } }
            throw .usage(told(.shardCount, ["name": index, "names": listed(names)]))
        }
        let found: (index: Int, count: Int, name: String)
        if let index = try number("SLURM_ARRAY_TASK_ID") {
            let first = try number("SLURM_ARRAY_TASK_MIN") ?? 0
            let step = max(1, try number("SLURM_ARRAY_TASK_STEP") ?? 1)
            let count = try needed(["SLURM_ARRAY_TASK_COUNT"], for: "SLURM_ARRAY_TASK_ID")
            found = ((index - first) / step + 1, count, "SLURM_ARRAY_TASK_ID")
        } else if let index = try number("JOB_COMPLETION_INDEX") {
            let count = try needed(["JOB_COMPLETION_TOTAL", "COMPLETIONS"], for: "JOB_COMPLETION_INDEX")
            found = (index + 1, count, "JOB_COMPLETION_INDEX")
        } else if let index = try number("AWS_BATCH_JOB_ARRAY_INDEX") {
            let count = try needed(["AWS_BATCH_JOB_ARRAY_SIZE"], for: "AWS_BATCH_JOB_ARRAY_INDEX")
            found = (index + 1, count, "AWS_BATCH_JOB_ARRAY_INDEX")
        } else {
            return nil
        }
        guard let shard = Shard(index: found.index, count: found.count) else {
            throw .usage(
                told(.shardImpossible, ["name": found.name, "index": found.index, "count": found.count]))
        }
        self = shard
    }
}
