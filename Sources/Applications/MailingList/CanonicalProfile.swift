//  CanonicalProfile.swift
//  In: a checked profile's tree. Out: one line of JSON that reads back to the same profile; the same tree, the same bytes.

import DataFiles

/// The text that a journal freezes. Keys in the order of their letters, no blanks, every character beyond ASCII as itself.
public enum CanonicalProfile {
    public static func text(_ node: DataNode) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        write(node, &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func write(_ node: DataNode, _ out: inout [UInt8]) {
        switch node.content {
        case .null: out += Array("null".utf8)
        case .scalar(let text, let quoted):
            // numbers and truth are written bare, or they would be read back as text
            if !quoted, text == "true" || text == "false" || isNumber(text) {
                out += Array(text.utf8)
            } else {
                write(text, &out)
            }
        case .sequence(let nodes):
            out.append(UInt8(ascii: "["))
            for (index, element) in nodes.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                write(element, &out)
            }
            out.append(UInt8(ascii: "]"))
        case .mapping(let entries):
            out.append(UInt8(ascii: "{"))
            for (index, entry) in entries.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                write(entry.key, &out)
                out.append(UInt8(ascii: ":"))
                write(entry.value, &out)
            }
            out.append(UInt8(ascii: "}"))
        }
    }

    // Digits as JSON writes numbers; a leading zero makes it a code.
    private static func isNumber(_ text: String) -> Bool {
        let digits = text.hasPrefix("-") ? text.utf8.dropFirst() : text.utf8[...]
        guard let first = digits.first, digits.count < 19 else { return false }
        return digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && (first != 0x30 || text == "0")
    }

    private static func write(_ text: String, _ out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
            case 0x0A: out += Array("\\n".utf8)
            case 0x09: out += Array("\\t".utf8)
            case 0..<0x20: out += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: out.append(byte)
            }
        }
        out.append(UInt8(ascii: "\""))
    }
}
