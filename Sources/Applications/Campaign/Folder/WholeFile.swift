//  WholeFile.swift
//  In: bytes in pieces. Out: a file under its name, whole, or none: written under another name, synchronised, renamed.

import Glibc

/// A file in the making.
final class WholeFile {
    let temporary: String
    private var descriptor: Int32
    private(set) var size = 0
    private(set) var fault: Int32 = 0
    private var isOpen = true
    private var buffer: [UInt8] = []
    private static let bufferSize = 1 << 17

    /// Opens `temporary` for writing; what lies there is replaced.
    init(temporary: String) throws(CampaignError) {
        self.temporary = temporary
        descriptor = open(temporary, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .system(temporary, errno, doing: .written) }
        buffer.reserveCapacity(Self.bufferSize)
    }

    deinit { if isOpen { close(descriptor) } }

    /// Adds bytes; false once a write has failed (`fault` says why).
    @discardableResult
    func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        size += bytes.count
        if buffer.count + bytes.count > Self.bufferSize { drain() }
        if bytes.count > Self.bufferSize { put(bytes) } else { buffer.append(contentsOf: bytes) }
        return fault == 0
    }
    @discardableResult
    func write(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBytes { write($0) } }

    private func drain() {
        buffer.withUnsafeBytes { put($0) }
        buffer.removeAll(keepingCapacity: true)
    }
    private func put(_ bytes: UnsafeRawBufferPointer) {
        guard fault == 0, let base = bytes.baseAddress else { return }
        var done = 0
        while done < bytes.count {
            let count = Glibc.write(descriptor, base + done, bytes.count - done)
            if count < 0, errno == EINTR { continue }
            if count <= 0 {
                fault = count < 0 ? errno : EIO
                return
            }
            done += count
        }
    }

    /// Bytes that were written before.
    func read(_ range: Range<Int>) -> [UInt8]? {
        drain()
        guard fault == 0 else { return nil }
        var whole = true
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { memory, count in
            while count < range.count {
                let got = pread(
                    descriptor, memory.baseAddress! + count, range.count - count, off_t(range.lowerBound + count))
                if got < 0, errno == EINTR { continue }
                if got <= 0 { break }
                count += got
            }
            whole = count == range.count
        }
        return whole ? bytes : nil
    }

    /// Everything is on its way to the disk; the file is not synchronised yet.
    func flush() throws(CampaignError) {
        drain()
        if fault != 0 { throw .system(temporary, fault, doing: .written) }
        // begins the writing, so that `settle` has little to wait for
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    }

    /// Closes the file until it is settled.
    func rest() throws(CampaignError) {
        try flush()
        isOpen = false
        buffer = []
        close(descriptor)
    }

    /// Synchronises the file and gives it its name.
    func settle(as path: String) throws(CampaignError) {
        if isOpen {
            try flush()
        } else {
            descriptor = open(temporary, O_RDWR | O_CLOEXEC)
            guard descriptor >= 0 else { throw .system(temporary, errno, doing: .written) }
            isOpen = true
        }
        if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS {
            throw .system(path, errno, doing: .written)
        }
        isOpen = false
        close(descriptor)
        if rename(temporary, path) != 0 { throw .system(path, errno, doing: .written) }
    }

    /// Gives it up.
    func discard() { unlink(temporary) }
}

/// Folders and small files.
enum FileSystem {
    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws(CampaignError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
            if mkdir(made, 0o755) != 0, errno != EEXIST { throw .system(made, errno, doing: .made) }
        }
    }

    /// The entries of a folder in order of their names; none if there is no such folder.
    static func entries(_ path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    static func isFolder(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
    }

    static func size(_ path: String) -> Int? {
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG ? Int(info.st_size) : nil
    }

    /// Removes a file or a folder with everything in it. Links are removed, not followed.
    static func remove(_ path: String) {
        if isFolder(path) {
            for name in entries(path) { remove(path + "/" + name) }
            rmdir(path)
        } else {
            unlink(path)
        }
    }

    /// The names given in a folder are on the disk.
    static func synchronise(folder path: String) throws(CampaignError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path, errno, doing: .opened) }
        defer { close(descriptor) }
        if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS { throw .system(path, errno, doing: .written) }
    }

    /// The path with links resolved and relative to nothing; nil if nothing is there.
    static func canonical(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { Glibc.free(resolved) }
        return String(cString: resolved)
    }

    /// Bytes free to this user on the disk of a path; nil if unknown.
    static func room(at path: String) -> Int? {
        var info = statvfs()
        return statvfs(path, &info) == 0 ? Int(info.f_bavail) * Int(info.f_frsize) : nil
    }
}
