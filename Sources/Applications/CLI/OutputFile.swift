//  OutputFile.swift
//  In: bytes and a path. Out: the whole file under its name, or no file: a temporary name, fsync, rename.

import Glibc
import Messages
import Proposal

enum OutputFile {
    /// Writes a file whole. `-` is standard output.
    static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
        if path == "-" {
            Console.output(bytes)
            return
        }
        // a device or a pipe is written to; renaming a file onto it would take its place
        let direct = isStream(path)
        let temporary = direct ? path : "\(path).\(getpid()).part"
        let flags = O_WRONLY | O_CLOEXEC | (direct ? 0 : O_CREAT | O_TRUNC)
        let descriptor = open(temporary, flags, 0o644)
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
        if fault == 0, fsync(descriptor) != 0, errno != EINVAL, errno != EROFS { fault = errno }
        close(descriptor)
        if direct {
            if fault != 0 { throw failure(path, fault) }
            return
        }
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

    /// Standard output, or something that is neither a file nor a folder (a pipe, a device): nothing lies beside it.
    static func isStream(_ path: String) -> Bool {
        if path == "-" { return true }
        var info = stat()
        guard stat(path, &info) == 0 else { return false }
        let kind = info.st_mode & S_IFMT
        return kind != S_IFREG && kind != S_IFDIR
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func failure(_ path: String, _ code: Int32) -> CommandFailure {
        let cause = systemCause(code)
        let advice =
            switch code {
            case EACCES, EPERM, EROFS: told(.cliAdviceFolder)
            case ENOENT, ENOTDIR: told(.cliAdviceMake)
            case ENOSPC, EDQUOT: told(.cliAdviceRoom)
            case EISDIR, EBUSY: told(.cliAdviceFile)
            default: told(.cliAdviceNothing)
            }
        // a path that the caller chose wrongly is the input's fault; a full or broken disk is the world's
        let status: ExitStatus =
            switch code {
            case ENOSPC, EDQUOT, EIO, EMFILE, ENFILE: .world
            default: .input
            }
        return CommandFailure(status, told(.cliCannotWrite, ["path": path, "cause": cause, "advice": advice]))
    }
}

/// Output/ of the project, made if it is not there.
func defaultPath(_ name: String, _ folders: WorkshopFolders) throws -> String {
    let folder = folders.home + "/Output"
    try OutputFile.makeFolder(folder)
    return folder + "/" + name
}

func manifestPath(_ path: String) -> String {
    (path.hasSuffix(".pdf") ? String(path.dropLast(4)) : path) + ".json"
}
