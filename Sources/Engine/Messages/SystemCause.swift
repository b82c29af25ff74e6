//  SystemCause.swift
//  In: a number of errno. Out: what the system means by it, in the language of the process.

import Glibc

/// Why a call to the system failed. The C library has words of its own in few installations: these are always there.
public func systemCause(_ code: Int32) -> String {
    switch code {
    case ENOENT: told(.systemNoEntry)
    case EACCES, EPERM: told(.systemNoAccess)
    case EROFS: told(.systemReadOnly)
    case ENOSPC: told(.systemNoSpace)
    case EDQUOT: told(.systemQuota)
    case EISDIR: told(.systemIsFolder)
    case ENOTDIR: told(.systemNoFolder)
    case EEXIST: told(.systemThere)
    case EIO: told(.systemInputOutput)
    case EMFILE, ENFILE: told(.systemTooManyOpen)
    case ENAMETOOLONG: told(.systemNameTooLong)
    case ELOOP: told(.systemLoop)
    case ENOMEM: told(.systemNoMemory)
    case EBUSY, ETXTBSY: told(.systemBusy)
    case ENOTEMPTY: told(.systemNotEmpty)
    case EFBIG: told(.systemTooLarge)
    default: told(.systemOther, ["cause": String(cString: strerror(code))])
    }
}
