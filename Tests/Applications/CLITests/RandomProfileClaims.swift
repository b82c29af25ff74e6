//  RandomProfileClaims.swift
//  In: profiles made at random from seeds. Out: the claim that each has a sound proposal and estimate.
//  25 with every run of the tests; `make test-profiles` asks for 500 (TEIAN_PROFILES, TEIAN_SEED).

import Foundation
import Testing

struct RandomProfileClaims {
    private static func setting(_ name: String, _ standard: UInt64) -> UInt64 {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? standard
    }

    /// Seeds that found something once, beyond the first ones: a sum that the quote did not have, labels of an axis that met.
    private static let remembered: [UInt64] = [65, 67, 130, 210, 255, 265, 390, 405, 474, 480]

    @Test func `every figure comes from the quote, and every page is well made, for profiles at random`() async {
        let count = Self.setting("TEIAN_PROFILES", 25)
        let first = Self.setting("TEIAN_SEED", 1)
        var seeds = Array(first..<first + count)
        if first == 1 { seeds += Self.remembered.filter { $0 > count } }
        let all = seeds
        let width = max(1, ProcessInfo.processInfo.activeProcessorCount)
        let findings = await withTaskGroup(of: [(UInt64, String)].self) { group in
            for lane in 0..<width {
                group.addTask {
                    var found: [(UInt64, String)] = []
                    for seed in stride(from: lane, to: all.count, by: width).map({ all[$0] }) {
                        do {
                            let profile = RandomProfile(seed: seed)
                            found += try ProfileCheck.complaints(profile).map { (seed, $0) }
                            // every fifth in English too
                            guard seed % 5 == 0 else { continue }
                            found += try ProfileCheck.complaints(profile, language: "en").map { (seed, $0) }
                        } catch {
                            found.append((seed, "\(error)"))
                        }
                    }
                    return found
                }
            }
            return await group.reduce(into: []) { $0 += $1 }.sorted { $0.0 < $1.0 }
        }
        for (seed, complaint) in findings { Issue.record("seed \(seed): \(complaint)") }
        #expect(findings.isEmpty, "TEIAN_SEED=… TEIAN_PROFILES=1 repeats one of them")
    }

    @Test func `the same seed gives the same profile, another seed another`() {
        #expect(RandomProfile(seed: 7).yaml == RandomProfile(seed: 7).yaml)
        #expect(RandomProfile(seed: 7).yaml != RandomProfile(seed: 8).yaml)
    }
}
