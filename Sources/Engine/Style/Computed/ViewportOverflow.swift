//  ViewportOverflow.swift
//  In: the styles of html and body. Out: the one of them whose `overflow` belongs to the viewport, so that its box clips nothing.
//  https://www.w3.org/TR/css-overflow-3/#overflow-propagation

import Markup

extension StyledDocument {
    /// The root element if its `overflow` is not visible, else an HTML document's body if its own is not; `.none` without either.
    public var viewportOverflowNode: NodeID {
        let root = tree.documentElement
        guard !root.isNone else { return .none }
        func clips(_ node: NodeID) -> Bool {
            let box = style(of: node).box
            return box.display != .none && (box.overflowX != .visible || box.overflowY != .visible)
        }
        if clips(root) { return root }
        guard tree.name(root) == "html", let body = tree.children(root).first(where: { tree.name($0) == "body" }),
            clips(body)
        else { return .none }
        return body
    }
}
