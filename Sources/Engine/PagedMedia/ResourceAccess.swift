//  ResourceAccess.swift
//  In: addresses that a document mentions. Out: bytes of files inside the allowed folders, and nothing else, ever.

import Diagnostics
import Glibc
import Messages
import Pictures
import Style

/// Reading and resolving paths.
enum FileAccess {
    /// The bytes of a regular file, at most `limit`.
    static func read(_ path: String, limit: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
            return nil
        }
        let size = Int(status.st_size)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = Glibc.read(descriptor, buffer.baseAddress! + count, size - count)
                if got < 0, errno == EINTR { continue }
                if got <= 0 { break }
                count += got
            }
        }
    }
    /// The path with links resolved; nil if nothing is there.
    static func canonical(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

/// Where a document's files may come from.
public struct ResourcePolicy: Sendable {
    /// What relative addresses start from: a folder's path.
    public var baseFolder: String
    /// Folders (with everything below) that files may be read from; the base folder always counts.
    public var allowedFolders: [String]
    /// A single file may not be larger.
    public var maximumFileBytes = 64 << 20
    public init(baseFolder: String, allowedFolders: [String] = []) {
        self.baseFolder = baseFolder
        self.allowedFolders = allowedFolders
    }
}

/// Answers addresses for one document.
final class ResourceAccess {
    let resources: EngineResources
    let policy: ResourcePolicy
    let diagnostics: DiagnosticLog
    private let roots: [String]

    init(resources: EngineResources, policy: ResourcePolicy, diagnostics: DiagnosticLog) {
        self.resources = resources
        self.policy = policy
        self.diagnostics = diagnostics
        roots = ([policy.baseFolder] + policy.allowedFolders).compactMap { FileAccess.canonical($0) }
    }

    enum Answer {
        case file(path: String, bytes: [UInt8])
        case data(DataAddress)
        case refused
    }

    /// The bytes behind an address; a refusal was reported.
    func load(_ address: ResourceAddress) -> Answer {
        let url = address.url.trimmingSpaces()
        if let data = DataAddress(url) { return .data(data) }
        guard let path = path(of: address) else { return .refused }
        guard let canonical = FileAccess.canonical(path) else {
            report("resource-missing", Sentence(.resourceMissing, ["address": url, "path": path]), address)
            return .refused
        }
        guard roots.contains(where: { canonical == $0 || canonical.hasPrefix($0 == "/" ? "/" : $0 + "/") }) else {
            report("resource-outside", Sentence(.resourceOutside, ["address": url]), address)
            return .refused
        }
        guard let bytes = resources.file(canonical, limit: policy.maximumFileBytes) else {
            report("resource-unreadable", Sentence(.resourceUnreadable, ["address": url]), address)
            return .refused
        }
        return .file(path: canonical, bytes: bytes)
    }

    /// The file path that an address means; nil for the network and unknown schemes.
    func path(of address: ResourceAddress) -> String? {
        var url = address.url.trimmingSpaces()
        if let cut = url.firstIndex(where: { $0 == "#" || $0 == "?" }) { url = String(url[..<cut]) }
        url = url.percentDecoded()
        let lower = url.lowercased()
        if lower.hasPrefix("file://") {
            url = String(url.dropFirst(7))
            if !url.hasPrefix("/") { return nil }
        } else if let colon = url.firstIndex(of: ":"),
            url[..<colon].allSatisfy({ $0.isLetter || $0 == "+" || $0 == "-" }),
            !url[..<colon].isEmpty
        {
            report("resource-network", Sentence(.resourceNetwork, ["address": address.url.prefix(200)]), address)
            return nil
        } else if url.hasPrefix("//") {
            report("resource-network", Sentence(.resourceNetwork, ["address": address.url.prefix(200)]), address)
            return nil
        }
        if url.isEmpty { return nil }
        if url.hasPrefix("/") { return url }
        return folder(of: address.base) + "/" + url
    }

    /// The folder that addresses in `base` (a sheet's or document's own path) start from.
    private func folder(of base: String) -> String {
        guard !base.isEmpty, base.hasPrefix("/"), let slash = base.lastIndex(of: "/") else { return policy.baseFolder }
        return slash == base.startIndex ? "/" : String(base[..<slash])
    }

    private func report(_ id: String, _ sentence: Sentence, _ address: ResourceAddress) {
        diagnostics.report(
            id, .warning, sentence, at: address.base.isEmpty ? nil : SourceLocation(file: address.base))
    }
}

extension String {
    func trimmingSpaces() -> String {
        var view = self[...]
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }
    func percentDecoded() -> String {
        guard utf8.contains(UInt8(ascii: "%")) else { return self }
        let bytes = Array(utf8)
        var result: [UInt8] = []
        var index = 0
        func digit(_ byte: UInt8) -> UInt8? { Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init) }
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = digit(bytes[index + 1]),
                let low = digit(bytes[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
