//  Dumps.swift
//  In: a session. Out: what each stage saw, as text or JSON, for people, tests and adapters.

import Fragments
import Layout
import Markup
import Style

/// What can be dumped.
public enum DumpStage: String, Sendable, CaseIterable { case styles, boxes, fragments, pages }

/// How a dump is written.
public enum DumpFormat: String, Sendable, CaseIterable { case text, json }

extension DocumentSession {
    /// What a stage saw of this document; the stages before it run if they have not yet.
    public func dump(_ stage: DumpStage, as format: DumpFormat = .text) -> String {
        switch (stage, format) {
        case (.styles, _): StyleDump(document: document).text(format)
        case (.boxes, .text): BoxTreeDump(boxTree(), document: document).text()
        case (.boxes, .json): BoxTreeDump(boxTree(), document: document).json()
        case (.fragments, .text), (.pages, .text): FragmentDump(document: document).text(pages())
        case (.fragments, .json), (.pages, .json): FragmentDump(document: document).json(pages())
        }
    }
}

/// The computed styles of every element: those that differ from the parent's or from the initial values.
struct StyleDump {
    let document: StyledDocument

    func text(_ format: DumpFormat) -> String {
        let tree = document.tree
        var lines: [String] = []
        var depth: [Int] = []
        for index in 0..<tree.count {
            let node = NodeID(index)
            let parent = tree.parent(node)
            let own = parent.isNone ? 0 : depth[Int(parent.index)] + 1
            depth.append(own)
            guard tree.isElement(node) else { continue }
            let style = document.style(of: node)
            let facts: [(String, String)] = [
                ("display", "\(style.box.display)"), ("position", "\(style.box.position)"),
                (
                    "font",
                    "\(style.text.fontFamilies.first ?? "") \(style.text.fontSize)px \(Int(style.text.fontWeight))"
                ),
                ("width", "\(style.box.width)"), ("height", "\(style.box.height)"),
            ]
            if format == .json {
                let members =
                    [
                        ("node", "\(index)"), ("tag", DumpText.quoted(tree.name(node))),
                        ("style", "\(document.styleID(of: node).index)"),
                    ]
                    + facts.map { ($0.0, DumpText.quoted($0.1)) }
                lines.append("{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}")
            } else {
                lines.append(
                    String(repeating: "  ", count: max(0, own - 1))
                        + "\(tree.name(node)) #\(document.styleID(of: node).index) "
                        + facts.map { "\($0.0): \($0.1)" }.joined(separator: "; "))
            }
        }
        return format == .json ? "[\(lines.joined(separator: ",\n"))]" : lines.joined(separator: "\n")
    }
}
