//  TimingLines.swift
//  In: how long each stage took. Out: a line each, and the sum.

import PagedMedia

func timingLines(_ timings: StageTimings) -> String {
    func milliseconds(_ value: Double) -> String { String(Double(Int(value * 10)) / 10) + " ms" }
    let lines = Stage.allCases.compactMap { stage in
        timings.milliseconds[stage].map { "\(stage.rawValue) \(stage.name) \(milliseconds($0))" }
    }
    return (lines + ["total \(milliseconds(timings.total))"]).joined(separator: "\n")
}
