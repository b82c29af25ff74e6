//  CampaignError.swift
//  In: nothing. Out: why a campaign ends early, with what to do.

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
    static func system(_ path: String, _ code: Int32, doing: String) -> CampaignError {
        let cause = String(cString: strerror(code))
        switch code {
        case ENOSPC, EDQUOT:
            return .world(
                "\(path): cannot be \(doing): \(cause); what was done before is safe: make room and go on with --resume"
            )
        case EACCES, EPERM, EROFS, ENOENT, ENOTDIR, EISDIR:
            return .input("\(path): cannot be \(doing): \(cause); choose a folder you may write to with -o")
        default: return .world("\(path): cannot be \(doing): \(cause)")
        }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif
