//  PrintStream.swift
//  In: many documents, one after the other. Out: one print file, handed on in pieces while it is painted: fonts and
//  pictures are in it once.

import Finishing
import Geometry
import Painting
import Text

/// A print file in the making. Neither shared nor Sendable.
public final class PrintStream {
    /// Where the file goes.
    public struct Outlet {
        /// Takes the next bytes; false ends the painting with an error.
        public var write: (UnsafeRawBufferPointer) -> Bool
        /// Answers bytes that were written before.
        public var read: (Range<Int>) -> [UInt8]?
        public init(write: @escaping (UnsafeRawBufferPointer) -> Bool, read: @escaping (Range<Int>) -> [UInt8]?) {
            self.write = write
            self.read = read
        }
    }

    private let painter: StreamPainter
    private let outlet: Outlet
    private let state: State
    private var pages: [Size] = []

    /// What the painter's sink gathers: how much was written, and a hash of it.
    private final class State {
        var size = 0
        var hash = RunningIdentity()
    }

    public init(resources: EngineResources, outlet: Outlet) throws(RenderingError) {
        let state = State()
        self.state = state
        self.outlet = outlet
        let fonts = resources.fonts
        do {
            painter = try StreamPainter(resources: resources.painting, faces: { FaceFile(fonts.face($0)) }) { bytes in
                state.size += bytes.count
                state.hash.add(bytes)
                return outlet.write(bytes)
            }
        } catch {
            throw .painting(error)
        }
    }

    /// Pages painted so far.
    public var pageCount: Int { pages.count }

    /// A blank page of the last page's size: the back of a sheet whose front was a document's last page.
    public func addBlank() throws(RenderingError) {
        // A4 where nothing came before
        let size = pages.last ?? Size(width: 210 * 96 / 25.4, height: 297 * 96 / 25.4)
        do { try painter.addBlank(size) } catch { throw .painting(error) }
        pages.append(size)
    }

    /// Ends the file.
    public func finish(title: String?, created: DocumentDate?) throws(RenderingError) {
        do { try painter.finish() } catch { throw .painting(error) }
        var information = DocumentInformation()
        information.title = title
        information.created = created
        let update: [UInt8]
        do {
            update = try PrintFileUpdate.bytes(
                size: state.size, pages: pages, information: information, identity: state.hash.hexadecimal,
                read: outlet.read)
        } catch {
            throw .finishing(error)
        }
        guard update.withUnsafeBytes(outlet.write) else { throw .painting(.notWritten) }
    }

    /// A PDF of some pages (from 0) of a finished print file of `size` bytes, painted as they were printed.
    public static func cut(
        pages: Range<Int>, ofFileOf size: Int, title: String?, read: @escaping (Range<Int>) -> [UInt8]?
    ) throws(RenderingError) -> [UInt8] {
        var information = DocumentInformation()
        information.title = title
        do {
            return try PageCutting.cut(size: size, pages: pages, information: information, read: read)
        } catch {
            throw .finishing(error)
        }
    }

    // MARK: - what a session does with it

    func begin(_ session: DocumentSession) {
        painter.begin(pictures: session.pictureTable, diagnostics: session.diagnostics)
    }
    func add(_ sheet: Sheet) throws(PaintingError) {
        try painter.add(sheet)
        pages.append(sheet.paper)
    }
    func end() { painter.end() }
}

/// 128 bits of bytes that come in pieces; the pieces' borders do not matter.
struct RunningIdentity {
    private var a: UInt64 = 0xcbf2_9ce4_8422_2325
    private var b: UInt64 = 0x9e37_79b9_7f4a_7c15
    private var word: UInt64 = 0
    private var filled: UInt64 = 0

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            word |= UInt64(byte) << (filled * 8)
            filled += 1
            if filled == 8 { take() }
        }
    }
    private mutating func take() {
        a = (a ^ word) &* 0x0000_0100_0000_01b3
        a ^= a >> 29
        b = (b &+ word) &* 0xff51_afd7_ed55_8ccd
        b ^= b >> 33
        (word, filled) = (0, 0)
    }
    /// 32 digits.
    var hexadecimal: String {
        var last = self
        last.word |= 0x80 << (last.filled * 8)
        last.take()
        return [last.a, last.b].map { value in
            let digits = String(value, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
