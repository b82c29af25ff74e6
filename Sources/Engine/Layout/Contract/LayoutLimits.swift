//  LayoutLimits.swift
//  In: what the caller allows. Out: bounds that end a document whatever the input is.

/// How much a document may take. Beyond it, what is finished is kept and a diagnostic says so.
public struct LayoutLimits: Sendable, Hashable {
    /// Pages of one document.
    public var maximumPages = 20_000
    /// Seconds of one document from the start of its styles to the end of painting, by the monotonic clock; nil: no limit.
    public var maximumSeconds: Double? = 120
    /// How far the process's memory may grow for one document, MB; nil: no limit.
    public var maximumMegabytes: Int? = 4_096
    /// Rounds of paging for `target-counter` and the like.
    public var maximumRounds = 3
    /// Boxes inside boxes; deeper ones are laid out empty.
    public var maximumDepth = 1_200
    public init() {}
}
