//  CampaignError.swift
//  In: nothing. Out: why a campaign ends early, with what to do.

import Glibc
import Messages

/// Why a campaign ended without having done its work.
public enum CampaignError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The list, the folder or the templates are at fault; exit code 1.
    case input(String)
    /// Options that do not go together; exit code 2.
    case usage(String)
    /// Disk, memory, processes; exit code 3.
    case world(String)
    /// Somebody stopped it; what was done is safe. Exit code 3.
    case stopped(String)

    public var description: String {
        switch self {
        case .input(let text), .usage(let text), .world(let text), .stopped(let text): text
        }
    }

    /// A failed call to the system about a file.
    static func system(_ path: String, _ code: Int32, doing: FileDeed) -> CampaignError {
        let (deed, cause) = (doing.text, systemCause(code))
        switch code {
        case ENOSPC, EDQUOT:
            return .world(told(.fileFullDisk, ["path": path, "deed": deed, "cause": cause]))
        case EACCES, EPERM, EROFS, ENOENT, ENOTDIR, EISDIR:
            // another folder to write to helps only where something was to be written
            if doing == .read || doing == .readBack {
                return .input(told(.fileFailed, ["path": path, "deed": deed, "cause": cause]))
            }
            return .input(told(.fileForbidden, ["path": path, "deed": deed, "cause": cause]))
        default: return .world(told(.fileFailed, ["path": path, "deed": deed, "cause": cause]))
        }
    }

    /// What was tried with a file.
    enum FileDeed {
        case read, written, made, opened, locked, readBack

        fileprivate var text: String {
            switch self {
            case .read: told(.deedRead)
            case .written: told(.deedWritten)
            case .made: told(.deedMade)
            case .opened: told(.deedOpened)
            case .locked: told(.deedLocked)
            case .readBack: told(.deedReadBack)
            }
        }
    }
}
