//  FolderLock.swift
//  In: the path of a lock file. Out: a lock that ends with the process that holds it, however it ends.

import Glibc

/// A lock of the operating system on a file. Freed when the last holder's process is gone.
final class FolderLock: Sendable {
    enum Kind: Sendable { case exclusive, shared }
    private let descriptor: Int32

    /// Takes the lock; nil if another process holds it and still does after `patience` seconds.
    init?(_ path: String, _ kind: Kind, patience: Double = 0) throws(CampaignError) {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard opened >= 0 else { throw .system(path, errno, doing: .opened) }
        let wish = (kind == .exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB
        var left = patience
        while flock(opened, wish) != 0 {
            let code = errno
            if code == EINTR { continue }
            guard code == EWOULDBLOCK else {
                close(opened)
                throw .system(path, code, doing: .locked)
            }
            guard left > 0 else {
                close(opened)
                return nil
            }
            usleep(20_000)
            left -= 0.02
        }
        descriptor = opened
    }

    deinit { close(descriptor) }
}
