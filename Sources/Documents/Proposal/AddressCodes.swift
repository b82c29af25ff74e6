//  AddressCodes.swift
//  In: the brand's web addresses. Out: their QR codes as markup: the same in every document, so made once per process.

import Codes
import Markup
import Synchronization
import Templating

/// QR codes of the few addresses that every document shows. Any thread.
final class AddressCodes: Sendable {
    private let trees = Mutex<[String: MarkupTree]>([:])

    /// `name` tells the picture's source in complaints.
    func code(_ address: String, _ name: String) -> TemplateValue {
        if let known = trees.withLock({ $0[address] }) { return .markup(known) }
        guard let svg = try? MatrixCode.qr(address).picture().svg,
            let tree = try? MarkupParser.parseXML(Array(svg.utf8), sourceName: name)
        else { return .none }
        trees.withLock { $0[address] = tree }
        return .markup(tree)
    }
}
