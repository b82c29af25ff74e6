//  SheetParser.swift
//  In: bytes. Out: rules.

import Diagnostics

struct SheetContents: Sendable {}

struct SheetParser {
    var diagnostics: [Diagnostic] = []
    let address: String
    init(address: String, firstLine: Int, loader: StyleSheetLoader?) {
        self.address = address
    }
    mutating func parseSheet(_ bytes: [UInt8], media: String? = nil) -> SheetContents { SheetContents() }
}
