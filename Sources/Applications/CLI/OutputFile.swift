//  OutputFile.swift
//  In: bytes and a path. Out: the whole file under its name, or no file: a temporary name, fsync, rename.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

enum OutputFile {
    /// Writes a file whole. `-` is standard output.
    static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
        if path == "-" {
            Console.output(bytes)
            return
        }
        let temporary = "\(path).\(getpid()).part"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path, errno) }
        var fault: Int32 = 0
        bytes.withUnsafeBytes { buffer in
            var from = 0
            while from < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress! + from, buffer.count - from)
                if count < 0 {
                    if errno == EINTR { continue }
                    fault = errno
                    return
                }
                from += count
            }
        }
        if fault == 0, fsync(descriptor) != 0, errno != EINVAL { fault = errno }
        close(descriptor)
        if fault == 0, rename(temporary, path) != 0 { fault = errno }
        if fault != 0 {
            unlink(temporary)
            throw failure(path, fault)
        }
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws(CommandFailure) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
            if mkdir(made, 0o755) != 0, errno != EEXIST { throw failure(path, errno) }
        }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func failure(_ path: String, _ code: Int32) -> CommandFailure {
        let cause = String(cString: strerror(code))
        let advice =
            switch code {
            case EACCES, EPERM, EROFS: "choose a folder you may write to with -o"
            case ENOENT, ENOTDIR: "make the folder first, or choose another with -o"
            case ENOSPC, EDQUOT: "make room on the disk and run the command again"
            case EISDIR: "give the name of a file, not of a folder"
            default: "nothing was written"
            }
        // a path that the caller chose wrongly is the input's fault; a full or broken disk is the world's
        let status: ExitStatus =
            switch code {
            case ENOSPC, EDQUOT, EIO, EMFILE, ENFILE: .world
            default: .input
            }
        return CommandFailure(status, "\(path): cannot be written: \(cause); \(advice)")
    }
}
