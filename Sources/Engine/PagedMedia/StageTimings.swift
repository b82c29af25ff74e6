//  StageTimings.swift
//  In: the clock. Out: how long each stage took, by its number.

/// The stages of the engine, numbered as everywhere.
public enum Stage: Int, Sendable, CaseIterable {
    case markup = 1, style, boxes, layout, pages, painting, finishing
    public var name: String {
        switch self {
        case .markup: "markup"
        case .style: "style"
        case .boxes: "boxes"
        case .layout: "layout"
        case .pages: "pages"
        case .painting: "painting"
        case .finishing: "finishing"
        }
    }
}

/// Milliseconds by stage. Layout and pages are one loop; their sum stands under `pages`' predecessor, `layout`.
public struct StageTimings: Sendable {
    public private(set) var milliseconds: [Stage: Double] = [:]
    public init() {}
    mutating func measure<Result, Failure: Error>(_ stage: Stage, _ body: () throws(Failure) -> Result) throws(Failure)
        -> Result
    {
        let start = ContinuousClock.now
        defer {
            let duration = (ContinuousClock.now - start).components
            milliseconds[stage, default: 0] +=
                Double(duration.seconds) * 1000 + Double(duration.attoseconds) / 1e15
        }
        return try body()
    }
    /// The shorter time of each stage.
    public func better(_ other: StageTimings) -> StageTimings {
        var result = self
        result.milliseconds.merge(other.milliseconds) { min($0, $1) }
        return result
    }
    public var total: Double { milliseconds.values.reduce(0, +) }
}
