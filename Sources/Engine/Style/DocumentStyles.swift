//  DocumentStyles.swift
//  In: a tree. Out: the sheets that it carries (`<style>`) or points to (`<link rel=stylesheet>`), in their order.

import Diagnostics
import Markup

/// Finds the author's sheets of a document.
public enum DocumentStyles {
    /// The sheets of `tree`, those whose `media` is not for print left out.
    /// `baseAddress` is the document's own address; linked sheets are read by `loader`.
    public static func collectSheets(
        _ tree: MarkupTree, baseAddress: String, loader: StyleSheetLoader?, diagnostics: DiagnosticLog? = nil
    ) -> [StyleSheet] {
        var sheets: [StyleSheet] = []
        guard let styleName = tree.nameID("style") ?? tree.nameID("link") else { return [] }
        let linkName = tree.nameID("link")
        for index in 0..<tree.count where tree.kinds[index] == .element {
            let node = NodeID(index)
            let name = tree.names[index]
            if name == styleName, tree.name(node) == "style" {
                if let type = tree.attribute("type", of: node), !type.isEmpty, type.lowercased() != "text/css" {
                    continue
                }
                sheets += sheet(
                    bytes: Array(tree.textContent(node).utf8), address: baseAddress, node: node, in: tree,
                    loader: loader, diagnostics: diagnostics)
            } else if name == linkName, tree.name(node) == "link" {
                let relations = (tree.attribute("rel", of: node) ?? "").lowercased().split(separator: " ")
                guard relations.contains("stylesheet"), !relations.contains("alternate"),
                    let href = tree.attribute("href", of: node), !href.isEmpty
                else { continue }
                guard let loaded = loader?(ResourceAddress(url: href, base: baseAddress)) else {
                    diagnostics?.report(
                        "css-sheet-not-loaded", .warning,
                        "the style sheet \(href) could not be read; check its address",
                        at: SourceLocation(file: tree.sourceName, line: tree.line(node), column: tree.column(node)))
                    continue
                }
                sheets += sheet(
                    bytes: loaded.bytes, address: loaded.address, node: nil, media: tree.attribute("media", of: node),
                    loader: loader, diagnostics: diagnostics)
            }
        }
        return sheets
    }

    private static func sheet(
        bytes: [UInt8], address: String, node: NodeID?, in tree: MarkupTree? = nil, media: String? = nil,
        loader: StyleSheetLoader?, diagnostics: DiagnosticLog?
    ) -> [StyleSheet] {
        var line = 1
        var media = media
        if let node, let tree {
            line = max(1, tree.line(node))
            media = tree.attribute("media", of: node)
        }
        var parser = SheetParser(address: address, firstLine: line, loader: loader)
        let contents = parser.parseSheet(bytes, media: media)
        for entry in parser.diagnostics { diagnostics?.report(entry) }
        return [StyleSheet(address: address, origin: .author, contents: contents, diagnostics: parser.diagnostics)]
    }
}
