//  PDFObjects.swift
//  In: a PDF. Out: its objects as qpdf reads them, and the operators of its content streams: for checks that want neither
//  our own reading nor a viewer's forgiving one.

import Foundation

/// A PDF's objects by number. Strings begin with `u:` or `b:`, names with `/`, references read `5 0 R`, as in qpdf's JSON.
struct PDFObjects {
    private let objects: [String: Any]
    let catalog: [String: Any]
    /// In order; references and the pages themselves.
    let pages: [(reference: String, page: [String: Any])]

    init(_ path: String) throws {
        let json = try Program.tool(
            "qpdf", ["--json=2", "--json-key=qpdf", "--json-stream-data=inline", "--decode-level=generalized", path])
        guard let top = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any],
            let parts = top["qpdf"] as? [Any], let objects = parts.last as? [String: Any],
            let trailer = (objects["trailer"] as? [String: Any])?["value"] as? [String: Any],
            let root = Self.resolve(trailer["/Root"], in: objects) as? [String: Any]
        else { throw CannotTest("qpdf --json: \(path)") }
        self.objects = objects
        catalog = root
        var pages: [(String, [String: Any])] = []
        func walk(_ reference: Any?) {
            guard let name = reference as? String, let node = Self.resolve(name, in: objects) as? [String: Any] else {
                return
            }
            if let kids = Self.resolve(node["/Kids"], in: objects) as? [Any] {
                kids.forEach { walk($0) }
            } else {
                pages.append((name, node))
            }
        }
        walk(root["/Pages"])
        self.pages = pages
    }

    private static func resolve(_ value: Any?, in objects: [String: Any]) -> Any? {
        guard let text = value as? String, text.hasSuffix(" 0 R") else { return value }
        guard let object = objects["obj:\(text)"] as? [String: Any] else { return nil }
        if let stream = object["stream"] as? [String: Any] { return stream["dict"] }
        return object["value"]
    }
    /// What a reference leads to; of a stream its dictionary.
    subscript(_ value: Any?) -> Any? { Self.resolve(value, in: objects) }
    func dictionary(_ value: Any?) -> [String: Any]? { self[value] as? [String: Any] }
    /// An array; one thing that is no array counts as an array of it.
    func list(_ value: Any?) -> [Any] {
        guard let found = self[value] else { return [] }
        return found as? [Any] ?? [value as Any]
    }
    /// A stream's decoded bytes.
    func stream(_ reference: Any?) -> Data {
        guard let text = reference as? String, let object = objects["obj:\(text)"] as? [String: Any],
            let stream = object["stream"] as? [String: Any], let data = stream["data"] as? String
        else { return Data() }
        return Data(base64Encoded: data) ?? Data()
    }
    func string(_ value: Any?) -> String? {
        guard let text = self[value] as? String, text.hasPrefix("u:") || text.hasPrefix("b:") else { return nil }
        return String(text.dropFirst(2))
    }

    /// All numbers of a number tree.
    func numbers(_ tree: Any?) -> [Int: Any] {
        guard let node = dictionary(tree) else { return [:] }
        var result: [Int: Any] = [:]
        let pairs = list(node["/Nums"])
        for at in stride(from: 0, to: pairs.count - 1, by: 2) {
            if let key = pairs[at] as? Int { result[key] = pairs[at + 1] }
        }
        for kid in list(node["/Kids"]) { result.merge(numbers(kid)) { first, _ in first } }
        return result
    }
}

/// One operator of a content stream with what stands before it.
struct ContentOperation {
    let name: String
    let operands: [String]
}

enum ContentStream {
    /// The operators of a content stream in their order. Strings are kept as `(` only, dictionaries as their text.
    static func operations(_ data: Data) -> [ContentOperation] {
        let bytes = [UInt8](data)
        var result: [ContentOperation] = []
        var operands: [String] = []
        var at = 0
        let spaces = Set<UInt8>([0, 9, 10, 12, 13, 32])
        let delimiters = Set("()<>[]{}/%".utf8)
        func isRegular(_ byte: UInt8) -> Bool { !spaces.contains(byte) && !delimiters.contains(byte) }
        func skipString() {
            var depth = 0
            repeat {
                if bytes[at] == UInt8(ascii: "\\") {
                    at += 1
                } else if bytes[at] == UInt8(ascii: "(") {
                    depth += 1
                } else if bytes[at] == UInt8(ascii: ")") {
                    depth -= 1
                }
                at += 1
            } while depth > 0 && at < bytes.count
        }
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case _ where spaces.contains(byte): at += 1
            case UInt8(ascii: "%"): while at < bytes.count, bytes[at] != 10, bytes[at] != 13 { at += 1 }
            case UInt8(ascii: "("):
                skipString()
                operands.append("(")
            case UInt8(ascii: "<") where at + 1 < bytes.count && bytes[at + 1] == byte:
                let start = at
                var depth = 0
                while at < bytes.count {
                    if bytes[at] == UInt8(ascii: "(") {
                        skipString()
                        continue
                    }
                    let isPair = at + 1 < bytes.count && bytes[at + 1] == bytes[at]
                    if isPair, bytes[at] == UInt8(ascii: "<") { depth += 1 }
                    if isPair, bytes[at] == UInt8(ascii: ">") { depth -= 1 }
                    at += isPair && (bytes[at] == UInt8(ascii: "<") || bytes[at] == UInt8(ascii: ">")) ? 2 : 1
                    if depth == 0 { break }
                }
                operands.append(String(decoding: bytes[start..<at], as: UTF8.self))
            case UInt8(ascii: "<"):
                while at < bytes.count, bytes[at] != UInt8(ascii: ">") { at += 1 }
                at += 1
                operands.append("(")
            case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ")"),
                UInt8(ascii: ">"):
                at += 1
            default:
                let start = at
                at += 1
                while at < bytes.count, isRegular(bytes[at]) { at += 1 }
                let word = String(decoding: bytes[start..<at], as: UTF8.self)
                if word.hasPrefix("/") || Double(word) != nil || ["true", "false", "null"].contains(word) {
                    operands.append(word)
                    continue
                }
                if word == "ID" {
                    // the picture's bytes up to EI between spaces
                    while at + 3 < bytes.count,
                        !(spaces.contains(bytes[at]) && bytes[at + 1] == UInt8(ascii: "E")
                            && bytes[at + 2] == UInt8(ascii: "I") && spaces.contains(bytes[at + 3]))
                    { at += 1 }
                }
                result.append(ContentOperation(name: word, operands: operands))
                operands = []
            }
        }
        return result
    }
}
