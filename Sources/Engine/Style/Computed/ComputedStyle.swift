//  ComputedStyle.swift
//  In: the winners of the cascade, computed. Out: one immutable value per distinct style, shared by id.
//  Invariants: 1 two elements with equal computed values share one StyleID; 2 all values are computed values of
//  their specification, but `ch`, `ex`, `lh`, percentages and `auto` stay for Layout; 3 `currentcolor` is resolved;
//  4 flow-relative and physical longhands are already merged (the engine writes horizontally: block start is top).

import Geometry

/// Names one computed style within its `StyleTable`.
public struct StyleID: Hashable, Sendable, BitwiseCopyable {
    public let index: Int32
    public static let none = StyleID(-1)
    @inlinable public init(_ index: Int32) { self.index = index }
}

/// All computed values of one element, pseudo-element, margin box or anonymous box.
public final class ComputedStyle: Sendable {
    public let text: TextValues
    public let box: BoxValues
    public let decoration: DecorationValues
    public let flow: FlowValues
    public let generated: GeneratedValues
    public init(
        text: TextValues, box: BoxValues, decoration: DecorationValues, flow: FlowValues, generated: GeneratedValues
    ) {
        self.text = text
        self.box = box
        self.decoration = decoration
        self.flow = flow
        self.generated = generated
    }
    /// The initial values of every property.
    public static let initial = ComputedStyle(
        text: TextValues(), box: BoxValues(), decoration: DecorationValues(), flow: FlowValues(),
        generated: GeneratedValues())
}
