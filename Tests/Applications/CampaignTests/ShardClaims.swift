//  ShardClaims.swift
//  In: shards of runs. Out: every print file belongs to one of them, whatever their number; array jobs are recognised.

import Testing

@testable import Campaign

struct ShardClaims {
    @Test func `shards are disjoint and complete for any number of them`() throws {
        for total in [0, 1, 2, 7, 100, 999] {
            for count in [1, 2, 3, 8, 64, 1000] {
                var seen: [Int] = []
                for index in 1...count { seen += try #require(Shard(index: index, count: count)).chunks(of: total) }
                #expect(seen.sorted() == (total == 0 ? [] : Array(1...total)), "\(total) files, \(count) shards")
            }
        }
    }

    @Test(arguments: ["0/3", "4/3", "1/0", "1", "a/b", "1/3/5", "-1/3", "1/100001", ""])
    func `a share that is none is refused`(text: String) { #expect(Shard(text) == nil) }

    @Test func `array jobs say which share is theirs`() throws {
        let cases: [([String: String], String)] = [
            (["SLURM_ARRAY_TASK_ID": "0", "SLURM_ARRAY_TASK_COUNT": "4"], "1/4"),
            (["SLURM_ARRAY_TASK_ID": "4", "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_MIN": "1"], "4/4"),
            (
                [
                    "SLURM_ARRAY_TASK_ID": "20", "SLURM_ARRAY_TASK_COUNT": "3", "SLURM_ARRAY_TASK_MIN": "10",
                    "SLURM_ARRAY_TASK_STEP": "5",
                ], "3/3"
            ),
            (["JOB_COMPLETION_INDEX": "2", "JOB_COMPLETION_TOTAL": "5"], "3/5"),
            (["JOB_COMPLETION_INDEX": "0", "COMPLETIONS": "1"], "1/1"),
            (["AWS_BATCH_JOB_ARRAY_INDEX": "9", "AWS_BATCH_JOB_ARRAY_SIZE": "10"], "10/10"),
        ]
        for (environment, expected) in cases { #expect(try Shard(environment: environment)?.text == expected) }
        #expect(try Shard(environment: ["PATH": "/bin"]) == nil)
    }

    @Test(arguments: [
        ["SLURM_ARRAY_TASK_ID": "5", "SLURM_ARRAY_TASK_COUNT": "3"], ["JOB_COMPLETION_INDEX": "1"],
        ["AWS_BATCH_JOB_ARRAY_INDEX": "x", "AWS_BATCH_JOB_ARRAY_SIZE": "3"],
    ])
    func `an environment that contradicts itself is wrong usage`(environment: [String: String]) {
        #expect(throws: CampaignError.self) { _ = try Shard(environment: environment) }
    }
}
