//  RenderBudget.swift
//  In: how long a document may take and how much memory. Out: whether that is used up, asked from the loops whose length
//  the document decides. Beyond it every stage ends as soon as it can with what it has, and a diagnostic says so.

import Glibc

/// What one document may take. Belongs to a session: neither shared nor Sendable.
public final class RenderBudget {
    /// Which limit was met.
    public enum Limit: String, Sendable { case time, memory }

    @exclusivity(unchecked) public private(set) var exceeded: Limit?
    private let end: ContinuousClock.Instant?
    private let memory: Int?
    private let start: Int
    @exclusivity(unchecked) private var countdown = RenderBudget.stride
    private var lastLook: ContinuousClock.Instant
    private static let stride = 64

    /// `seconds` and `megabytes` count from now; nil: no limit.
    public init(seconds: Double? = nil, megabytes: Int? = nil) {
        end = seconds.map { ContinuousClock.now.advanced(by: .seconds($0)) }
        memory = megabytes.map { $0 << 20 }
        lastLook = .now
        start = megabytes == nil ? 0 : Self.residentBytes()
    }

    /// One more step of any stage: true once the budget is used up. Looks at the clock every 64th time.
    /// `weight` is how many usual steps this one stands for: what a step takes is some kilobytes at most.
    public func isSpent(weight: Int = 1) -> Bool {
        if exceeded != nil { return true }
        countdown -= weight
        if countdown > 0 { return false }
        countdown = Self.stride
        if end == nil, memory == nil { return false }
        let now = ContinuousClock.now
        if let end, now > end {
            exceeded = .time
            return true
        }
        // reading the resident size costs a system call or three; by usual steps memory does not grow by much meanwhile
        if let memory, weight >= Self.stride || now - lastLook > .milliseconds(4) {
            lastLook = now
            if Self.residentBytes() - start > memory {
                exceeded = .memory
                return true
            }
        }
        return false
    }

    /// The process's resident memory; 0 where that is not known.
    private static func residentBytes() -> Int {
        let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 128) { buffer in
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            // "total resident …" in pages
            var fields = 0
            var pages = 0
            for byte in buffer.prefix(max(0, count)) {
                if byte == UInt8(ascii: " ") {
                    fields += 1
                    if fields == 2 { break }
                } else if fields == 1 {
                    pages = pages * 10 + Int(byte) - 48
                }
            }
            return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
        }
    }
}
