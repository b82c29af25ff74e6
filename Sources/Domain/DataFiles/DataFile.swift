//  DataFile.swift
//  In: the path or the text of a YAML or JSON file. Out: its tree of raw text with places, or one clear fault.

import Diagnostics
import Glibc
import Messages
import Yams

/// How much of a file is believed. Far above any honest profile or price book.
public enum DataLimits {
    public static let bytes = 2 << 20
    public static let depth = 64
    public static let nodes = 200_000
}

/// The one reader of YAML and JSON.
public enum DataFile {
    /// Reads a file; `-` is standard input.
    public static func read(_ path: String) throws(DataFaults) -> DataNode {
        try parse(try text(ofFile: path), file: path == "-" ? told(.standardInput) : path)
    }

    /// Reads text that stands in `file`.
    public static func parse(_ text: String, file: String) throws(DataFaults) -> DataNode {
        let whole = SourceLocation(file: file)
        guard text.utf8.count <= DataLimits.bytes else {
            throw DataFaults("data-too-large", told(.dataTooLarge, ["limit": DataLimits.bytes >> 20]), at: whole)
        }
        try refuseManyAliases(text, whole)
        let parser: Parser
        let root: Node?
        do {
            parser = try Parser(yaml: withoutSurrogates(text), encoding: .utf8)
            root = try parser.singleRoot()
        } catch {
            throw fault(from: error, file: file)
        }
        // nodes refer to their anchors weakly; the parser owns them
        defer { withExtendedLifetime(parser) {} }
        guard let root else {
            throw DataFaults("data-empty", told(.dataEmpty), at: whole)
        }
        var copy = TreeCopy(file: file)
        return try copy.node(root, depth: 0)
    }

    /// The text of a file, checked to be UTF-8, without its byte order mark.
    public static func text(ofFile path: String) throws(DataFaults) -> String {
        let place = SourceLocation(file: path == "-" ? told(.standardInput) : path)
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let cause = errno
            throw DataFaults(
                "data-unreadable",
                cause == ENOENT
                    ? told(.dataNoSuchFile)
                    : told(.dataUnreadable, ["cause": systemCause(cause)]), at: place)
        }
        defer { if descriptor != 0 { _ = close(descriptor) } }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= DataLimits.bytes {
            let count = buffer.withUnsafeMutableBytes { bytesRead(descriptor, into: $0) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else {
                throw DataFaults(
                    "data-unreadable", told(.dataUnreadableWhile, ["cause": systemCause(errno)]),
                    at: place)
            }
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw DataFaults("data-not-utf8", told(.dataNotUTF8), at: place)
        }
        return text
    }

    // JSON writes characters beyond the basic plane as two \u escapes, which YAML does not know. Rewritten as one
    // \U escape of the same character; only the columns behind it on that line move, by two.
    private static func withoutSurrogates(_ text: String) -> String {
        guard let first = text.first(where: { !$0.isWhitespace }), first == "{" || first == "[",
            text.utf8.contains(UInt8(ascii: "\\"))
        else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        func unit(at index: Int) -> UInt32? {
            guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
            else { return nil }
            return UInt32(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
        }
        var index = 0
        while index < bytes.count {
            if let high = unit(at: index), (0xD800..<0xDC00).contains(high), let low = unit(at: index + 6),
                (0xDC00..<0xE000).contains(low)
            {
                let scalar = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
                let digits = String(scalar, radix: 16)
                result += Array("\\U".utf8) + Array(repeating: UInt8(ascii: "0"), count: 8 - digits.count)
                result += Array(digits.utf8)
                index += 12
            } else {
                // an escaped backslash must not make the next letter an escape
                if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
                    result.append(bytes[index])
                    index += 1
                }
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    // Aliases are refused with their place once the tree is there. But the parser expands them while it compares
    // keys, so a file with many of them is refused before: nine aliases cannot yet grow into anything.
    private static func refuseManyAliases(_ text: String, _ whole: SourceLocation) throws(DataFaults) {
        guard text.utf8.contains(UInt8(ascii: "&")), text.utf8.contains(UInt8(ascii: "*")) else { return }
        var anchors = 0
        var aliases = 0
        var line = 1
        var mayStart = true
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                mayStart = true
            case UInt8(ascii: " "), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: "\t"):
                mayStart = true
            case UInt8(ascii: "&"):
                if mayStart { anchors += 1 }
                mayStart = false
            case UInt8(ascii: "*"):
                if mayStart { aliases += 1 }
                mayStart = false
            default: mayStart = false
            }
            if anchors > 0, aliases > 8 {
                throw aliasFault(SourceLocation(file: whole.file, line: line))
            }
        }
    }

    static func aliasFault(_ place: SourceLocation) -> DataFaults {
        DataFaults(
            "data-alias", told(.dataAlias), at: place)
    }

    private static func fault(from error: any Error, file: String) -> DataFaults {
        func at(_ mark: Mark) -> SourceLocation { SourceLocation(file: file, line: mark.line, column: mark.column) }
        func why(_ context: YamlError.Context?, _ problem: String) -> String {
            let cause = context.map { "\(problem) (\($0.text))" } ?? problem
            return told(.dataSyntaxHere, ["cause": cause])
        }
        guard let error = error as? YamlError else {
            return DataFaults("data-syntax", told(.dataSyntax), at: SourceLocation(file: file))
        }
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            return DataFaults("data-syntax", why(context, problem), at: at(mark))
        case .composer(let context, let problem, let mark, _):
            if problem.contains("alias") { return aliasFault(at(mark)) }
            return DataFaults("data-syntax", why(context, problem), at: at(mark))
        case .duplicatedKeysInMapping(let keys, let context):
            return DataFaults(
                "data-doubled-key", told(.dataDoubledKey, ["key": keys.first ?? ""]),
                at: at(context.mark))
        case .reader(let problem, let offset, _, let yaml):
            var place = SourceLocation(file: file)
            if let offset {
                let before = yaml.prefix(offset)
                place.line = before.count { $0.isNewline } + 1
                place.column = before.reversed().prefix { !$0.isNewline }.count + 1
            }
            return DataFaults("data-syntax", why(nil, problem), at: place)
        default:
            return DataFaults("data-syntax", told(.dataSyntax), at: SourceLocation(file: file))
        }
    }
}

/// Copies the parser's tree into ours; refuses what the limits refuse.
private struct TreeCopy {
    let file: String
    var count = 0

    func place(_ mark: Mark?) -> SourceLocation {
        SourceLocation(file: file, line: mark?.line ?? 0, column: mark?.column ?? 0)
    }

    mutating func node(_ node: Node, depth: Int) throws(DataFaults) -> DataNode {
        let place = place(node.mark)
        count += 1
        guard count <= DataLimits.nodes else {
            throw DataFaults("data-too-large", told(.dataTooMany, ["limit": DataLimits.nodes]), at: place)
        }
        guard depth <= DataLimits.depth else {
            throw DataFaults("data-too-deep", told(.dataTooDeep, ["limit": DataLimits.depth]), at: place)
        }
        guard node.anchor == nil else { throw DataFile.aliasFault(place) }
        switch node {
        case .scalar(let scalar):
            let quoted = scalar.style != .plain && scalar.style != .any
            if !quoted, ["", "~", "null", "Null", "NULL"].contains(scalar.string) {
                return DataNode(.null, at: place)
            }
            return DataNode(.scalar(scalar.string, quoted: quoted), at: place)
        case .sequence(let sequence):
            var nodes: [DataNode] = []
            for element in sequence { nodes.append(try self.node(element, depth: depth + 1)) }
            return DataNode(.sequence(nodes), at: place)
        case .mapping(let mapping):
            var entries: [DataEntry] = []
            for (key, value) in mapping {
                let keyPlace = self.place(key.mark)
                guard case .scalar(let scalar) = key else {
                    throw DataFaults("data-key", told(.dataKeyForm), at: keyPlace)
                }
                guard key.anchor == nil else { throw DataFile.aliasFault(keyPlace) }
                entries.append(
                    DataEntry(
                        key: scalar.string, keyPlace: keyPlace, value: try self.node(value, depth: depth + 1)))
            }
            return DataNode(.mapping(entries), at: place)
        case .alias:
            throw DataFile.aliasFault(place)
        }
    }
}

// The C function's name is hidden by our own `read` inside the type.
private func bytesRead(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}
