//  LayoutLimits.swift
//  In: what the caller allows. Out: bounds that end layout whatever the input is.

/// How much layout may take. Beyond it, what is finished is kept and a diagnostic says so.
public struct LayoutLimits: Sendable, Hashable {
    /// Pages of one document.
    public var maximumPages = 20_000
    /// Seconds of one document's layout, measured on the monotonic clock; nil: no limit.
    public var maximumSeconds: Double?
    /// Rounds of paging for `target-counter` and the like.
    public var maximumRounds = 3
    /// Boxes inside boxes; deeper ones are laid out empty.
    public var maximumDepth = 1_200
    public init() {}
}
