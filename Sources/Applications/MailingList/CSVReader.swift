//  CSVReader.swift
//  In: a file's bytes. Out: records of cells, still as bytes, with the line they begin on.
//  https://www.rfc-editor.org/rfc/rfc4180
//
//  Works on bytes: comma, quotation mark, CR and LF are never the second byte of a character in UTF-8 or CP932 (its second
//  bytes begin at 0x40). Memory is one window of the file, whatever the file's size. A quotation mark that never closes
//  would swallow the rows up to the next one, or the rest: a record that goes over several lines and then has text behind its
//  closing mark, or is more than `CSVLimits`, is given up, its first line is reported, and reading goes on with the line
//  after it.

import DataFiles
import Diagnostics

/// How much one record may be.
enum CSVLimits {
    static let bytes = 64 << 10
    static let lines = 64
    static let cells = 1024
}

/// What is wrong with the form of a record.
enum CSVFault: Sendable, Hashable {
    /// A quotation mark opens a cell and never closes; the cell counts from 0.
    case unclosedQuote(cell: Int)
    /// Text after the closing quotation mark.
    case strayQuote(cell: Int)
    case tooLarge
}

/// One record. Reused from row to row.
struct CSVRecord {
    /// Where it begins in the file, from 1.
    var line = 0
    /// The cells one after another, quotation marks resolved.
    var bytes: [UInt8] = []
    /// Where each cell ends in `bytes`.
    var ends: [Int] = []
    var fault: CSVFault?

    var count: Int { ends.count }

    /// Nothing but blanks and commas.
    var isBlank: Bool { fault == nil && bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

    func range(_ cell: Int) -> Range<Int> { (cell == 0 ? 0 : ends[cell - 1])..<ends[cell] }
}

/// Reads records one after another.
struct CSVReader {
    private let file: ListFile
    private var offset: Int
    private var window = [UInt8](repeating: 0, count: 4 * CSVLimits.bytes)
    private var start = 0
    private var end = 0
    private var isAtEnd = false
    private var line: Int

    /// `offset` skips a byte order mark.
    init(_ file: ListFile, offset: Int = 0) {
        self.file = file
        self.offset = offset
        line = 1
    }

    private enum Attempt {
        /// The record's end in the window, and how many lines it took.
        case done(next: Int, lines: Int)
        case needsMore
        case givenUp(CSVFault)
    }

    /// The next record; false at the end of the file.
    mutating func next(into record: inout CSVRecord) throws(DataFaults) -> Bool {
        if start == end, !isAtEnd { try refill() }
        while true {
            if start == end, isAtEnd { return false }
            record.line = line
            switch scan(into: &record) {
            case .done(let next, let lines):
                start = next
                line += lines
                return true
            case .needsMore:
                try refill()
            case .givenUp(let fault):
                try skipLine(&record, fault)
                return true
            }
        }
    }

    // Moves what is left to the front and reads on.
    private mutating func refill() throws(DataFaults) {
        if start > 0 {
            window.withUnsafeMutableBytes { bytes in
                guard let base = bytes.baseAddress else { return }
                base.copyMemory(from: base.advanced(by: start), byteCount: end - start)
            }
            end -= start
            start = 0
        }
        var count = 0
        var fault: DataFaults?
        window.withUnsafeMutableBytes { bytes in
            do throws(DataFaults) {
                count = try file.read(
                    at: offset, into: UnsafeMutableRawBufferPointer(rebasing: bytes[end...]))
            } catch { fault = error }
        }
        if let fault { throw fault }
        if count == 0 { isAtEnd = true }
        end += count
        offset += count
    }

    // One record from `start`. Everything that is found out is lost if it does not end in the window: it is scanned again.
    private func scan(into record: inout CSVRecord) -> Attempt {
        record.bytes.removeAll(keepingCapacity: true)
        record.ends.removeAll(keepingCapacity: true)
        record.fault = nil
        return window.withUnsafeBufferPointer { bytes in
            var index = start
            var lines = 0
            var isQuoted = false
            var wasQuoted = false
            var cellStart = 0
            let limit = start + CSVLimits.bytes
            while true {
                if index == end {
                    if !isAtEnd { return index >= limit ? .givenUp(.tooLarge) : .needsMore }
                    if isQuoted { return .givenUp(.unclosedQuote(cell: record.ends.count)) }
                    record.ends.append(record.bytes.count)
                    return .done(next: index, lines: lines)
                }
                if index >= limit || lines > CSVLimits.lines || record.ends.count >= CSVLimits.cells {
                    return .givenUp(isQuoted || lines > 0 ? .unclosedQuote(cell: record.ends.count) : .tooLarge)
                }
                let byte = bytes[index]
                if isQuoted {
                    if byte == UInt8(ascii: "\"") {
                        if index + 1 == end, !isAtEnd { return .needsMore }
                        if index + 1 < end, bytes[index + 1] == byte {
                            record.bytes.append(byte)
                            index += 1
                        } else {
                            isQuoted = false
                            wasQuoted = true
                        }
                    } else if byte == UInt8(ascii: "\r") {
                        // a line break within a cell is one LF, however it was written
                        if index + 1 == end, !isAtEnd { return .needsMore }
                        if index + 1 < end, bytes[index + 1] == UInt8(ascii: "\n") { index += 1 }
                        record.bytes.append(UInt8(ascii: "\n"))
                        lines += 1
                    } else {
                        if byte == UInt8(ascii: "\n") { lines += 1 }
                        record.bytes.append(byte)
                    }
                    index += 1
                    continue
                }
                switch byte {
                case UInt8(ascii: ","):
                    record.ends.append(record.bytes.count)
                    cellStart = record.bytes.count
                    wasQuoted = false
                case UInt8(ascii: "\n"):
                    record.ends.append(record.bytes.count)
                    return .done(next: index + 1, lines: lines + 1)
                case UInt8(ascii: "\r"):
                    if index + 1 == end, !isAtEnd { return .needsMore }
                    record.ends.append(record.bytes.count)
                    let isPair = index + 1 < end && bytes[index + 1] == UInt8(ascii: "\n")
                    return .done(next: index + (isPair ? 2 : 1), lines: lines + 1)
                case UInt8(ascii: "\"") where record.bytes.count == cellStart && !wasQuoted:
                    isQuoted = true
                case UInt8(ascii: " ") where wasQuoted: break
                default:
                    if wasQuoted {
                        // after several lines the mark was not this cell's own end but the next quoted cell's beginning
                        if lines > 0 { return .givenUp(.unclosedQuote(cell: record.ends.count)) }
                        if record.fault == nil { record.fault = .strayQuote(cell: record.ends.count) }
                    }
                    record.bytes.append(byte)
                }
                index += 1
            }
        }
    }

    // The record is given up: its first line is what is reported, the next line is where reading goes on.
    private mutating func skipLine(_ record: inout CSVRecord, _ fault: CSVFault) throws(DataFaults) {
        record.bytes.removeAll(keepingCapacity: true)
        record.ends.removeAll(keepingCapacity: true)
        record.fault = fault
        while true {
            let rest = start..<end
            if let stop = window[rest].firstIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
                record.bytes += window[start..<min(stop, start + 1024)]
                let isPair =
                    window[stop] == UInt8(ascii: "\r") && stop + 1 < end && window[stop + 1] == UInt8(ascii: "\n")
                start = stop + (isPair ? 2 : 1)
                line += 1
                break
            }
            // a line longer than the window: only its beginning is kept
            if record.bytes.count < 1024 { record.bytes += window[start..<min(end, start + 1024)] }
            start = end
            if isAtEnd { break }
            try refill()
        }
        record.ends = [record.bytes.count]
    }
}
