//  DocumentStyles.swift
//  In: a tree. Out: the sheets that it carries (`<style>`) or points to (`<link rel=stylesheet>`), in their order.

import Diagnostics
import Markup
import Messages

/// A sheet found in a document, before it is parsed; so that the caller can parse sheets of files once per process.
public struct SheetSource {
    /// The file's address; nil for a `<style>` element, whose sheet belongs to this document alone.
    public let address: String?
    public let media: String
    public let parse: () -> StyleSheet
}

/// Finds the author's sheets of a document.
public enum DocumentStyles {
    /// The sheets of `tree`, those whose `media` is not for print left out.
    /// `baseAddress` is the document's own address; linked sheets are read by `loader`. Once `budget` is spent, the rest
    /// of them is left out.
    public static func collectSheets(
        _ tree: MarkupTree, baseAddress: String, loader: StyleSheetLoader?,
        parse: (SheetSource) -> StyleSheet = { $0.parse() }, diagnostics: DiagnosticLog? = nil,
        budget: RenderBudget? = nil
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
                sheets.append(
                    parse(
                        source(
                            bytes: Array(tree.textContent(node).utf8), address: baseAddress, isFile: false,
                            line: max(1, tree.line(node)), media: tree.attribute("media", of: node), loader: loader,
                            budget: budget)))
            } else if name == linkName, tree.name(node) == "link" {
                let relations = (tree.attribute("rel", of: node) ?? "").lowercased().split(separator: " ")
                guard relations.contains("stylesheet"), !relations.contains("alternate"),
                    let href = tree.attribute("href", of: node), !href.isEmpty
                else { continue }
                guard let loaded = loader?(ResourceAddress(url: href, base: baseAddress)) else {
                    diagnostics?.report(
                        "css-sheet-not-loaded", .warning,
                        Sentence(.cssStyleSheetMissing, ["address": href]),
                        at: SourceLocation(file: tree.sourceName, line: tree.line(node), column: tree.column(node)))
                    continue
                }
                sheets.append(
                    parse(
                        source(
                            bytes: loaded.bytes, address: loaded.address, isFile: true, line: 1,
                            media: tree.attribute("media", of: node), loader: loader, budget: budget)))
            }
        }
        // each document that uses a sheet says again what is wrong in it
        for sheet in sheets { for entry in sheet.diagnostics { diagnostics?.report(entry) } }
        return sheets
    }

    private static func source(
        bytes: [UInt8], address: String, isFile: Bool, line: Int, media: String?, loader: StyleSheetLoader?,
        budget: RenderBudget?
    ) -> SheetSource {
        SheetSource(address: isFile ? address : nil, media: media ?? "") {
            var parser = SheetParser(address: address, firstLine: line, loader: loader, budget: budget)
            let contents = parser.parseSheet(bytes, media: media)
            return StyleSheet(address: address, origin: .author, contents: contents, diagnostics: parser.diagnostics)
        }
    }
}
