//  TemplateCompiler+Insertion.swift
//  In: t:insert="file#fragment" with t:fill children. Out: the fragment compiled in place of the element.

import Diagnostics
import Markup
import Messages

extension TemplateCompiler {
    /// The element with t:insert gives way to the fragment. Its children with t:fill fill the fragment's slots; its
    /// other children fill the slot without a name, if there is one, and are a designer's placeholder otherwise.
    mutating func insert(_ node: NodeID, _ context: Context) {
        let here = context.file.place("t:insert", node)
        let reference = context.file.value("t:insert", node) ?? ""
        let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let fragment = parts.count > 1 ? parts[1] : ""
        guard let file = parts[0].isEmpty ? context.file : find(parts[0], from: context.file, here) else { return }
        guard let target = self.target(fragment, in: file, reference, here) else { return }
        let spelling = fragment.isEmpty ? file.path : "\(file.path)#\(fragment)"
        if active.contains(where: { $0.file == file.path && $0.node == target }) {
            let way = (active.map(\.spelling) + [spelling]).joined(separator: " → ")
            report("template-cyclic-insert", told(.templateCyclic, ["way": way]), here)
            return
        }
        let fills = fillings(node, context, slots: file.slots(in: target), fragment: spelling)
        let inner = Context(file: file, scope: context.scope, fills: fills)
        active.append((file.path, target, spelling))
        if fragment.isEmpty, file.tree.name(target) == "body" {
            children(target, inner)
        } else {
            element(target, inner)
        }
        active.removeLast()
    }

    private mutating func find(_ path: String, from file: TemplateFile, _ here: SourceLocation) -> TemplateFile? {
        var folder = file.path.split(separator: "/").dropLast().map(String.init)
        var tried: [String] = []
        if let last = folder.last, library.options.languages.contains(last) {
            folder.removeLast()
        }
        // a file in the folder of another language finds what all languages share beside that folder
        for base in [folder, folder.dropLast()].map({ $0.joined(separator: "/") }) + [""] {
            let name = base.isEmpty ? path : base + "/" + path
            for candidate in library.candidates(name) where !tried.contains(candidate) {
                tried.append(candidate)
                if let found = load(candidate) { return found }
                if library.folder.read(candidate) != nil { return nil }
            }
        }
        report("template-missing-file", told(.templateMissingFile, ["path": path, "tried": listed(tried)]), here)
        return nil
    }

    private mutating func target(
        _ fragment: String, in file: TemplateFile, _ reference: String, _ here: SourceLocation
    ) -> NodeID? {
        let root = file.tree.documentElement
        if fragment.isEmpty {
            return file.tree.name(root) == "html"
                ? file.tree.children(root).first { file.tree.name($0) == "body" } ?? root : root
        }
        if let found = file.fragments.first(where: { $0.name == fragment }) { return found.node }
        let advice = Spelling.advice(fragment, file.fragments.map(\.name))
        report(
            "template-missing-fragment",
            told(.templateMissingFragment, ["file": file.path, "fragment": fragment, "advice": advice]), here)
        return nil
    }

    private mutating func fillings(
        _ node: NodeID, _ context: Context, slots: [String], fragment: String
    ) -> Fills {
        let file = context.file
        var nodes: [String: [NodeID]] = [:]
        var rest: [NodeID] = []
        for child in file.tree.children(node) {
            guard let slot = file.value("t:fill", child) else {
                rest.append(child)
                continue
            }
            if slots.contains(slot) {
                nodes[slot, default: []].append(child)
            } else {
                report(
                    "template-missing-slot",
                    told(
                        .templateMissingSlot,
                        ["fragment": fragment, "slot": slot, "advice": Spelling.advice(slot, slots)]),
                    file.place("t:fill", child))
            }
        }
        let hasContent = rest.contains { file.tree.isElement($0) || file.tree.text($0).contains { !$0.isWhitespace } }
        if hasContent, slots.contains("") { nodes[""] = rest }
        return Fills(nodes: nodes, file: file, scope: context.scope, outer: context.fills)
    }
}
