//  MatrixCode.swift
//  In: a text. Out: the modules of a QR code or a DataMatrix (zint), and their picture.

import CZint
import Messages

/// A square code of dark and light modules.
public struct MatrixCode: Sendable, Hashable {
    /// No printer draws smaller ones, mm.
    public static let leastModule = 0.1
    /// How much of a QR code may be damaged and still be read.
    public enum ErrorCorrection: Int, Sendable, CaseIterable {
        case low = 1  // 7 %
        case medium = 2  // 15 %
        case quartile = 3  // 25 %
        case high = 4  // 30 %
    }

    public let rows: Int
    public let columns: Int
    /// Row by row; true is dark.
    public let modules: [Bool]
    /// Light modules that must surround the code.
    public let quietZone: Int
    private let text: String

    /// A QR code (ISO/IEC 18004), with the quiet zone of 4 modules.
    public static func qr(_ text: String, correction: ErrorCorrection = .medium) throws(CodeError) -> MatrixCode {
        try MatrixCode(text, BARCODE_QRCODE, option1: Int32(correction.rawValue), option3: 0, quietZone: 4)
    }

    /// A square DataMatrix (ECC 200), as inserting machines read it, with a quiet zone of 2 modules.
    public static func dataMatrix(_ text: String) throws(CodeError) -> MatrixCode {
        try MatrixCode(text, BARCODE_DATAMATRIX, option1: -1, option3: DM_SQUARE, quietZone: 2)
    }

    private init(
        _ text: String, _ symbology: Int32, option1: Int32, option3: Int32, quietZone: Int
    ) throws(CodeError) {
        guard !text.isEmpty else { throw .unfit(Sentence(.codeEmpty)) }
        let bytes = Array(text.utf8)
        guard bytes.count <= 4_000 else { throw .tooLong(bytes: bytes.count) }
        var buffer = [UInt8](repeating: 0, count: 200 * 200)
        var rows: Int32 = 0
        var columns: Int32 = 0
        let code = czint_encode(
            symbology, bytes, Int32(bytes.count), option1, option3, &buffer, Int32(buffer.count), &rows, &columns)
        guard code < ZINT_ERROR else {
            if code == ZINT_ERROR_TOO_LONG { throw .tooLong(bytes: bytes.count) }
            throw .unfit(Sentence(.codeRefused, ["code": code]))
        }
        self.rows = Int(rows)
        self.columns = Int(columns)
        modules = buffer.prefix(Int(rows * columns)).map { $0 != 0 }
        self.quietZone = quietZone
        self.text = text
    }

    /// The code's picture. In: the width of a module in millimetres (0.4 and more reads well from paper).
    public func picture(module: Double = 0.5, title: String? = nil) throws(CodeError) -> CodePicture {
        guard module >= Self.leastModule, module <= 50 else { throw .size(Sentence(.codeModule, ["module": module])) }
        // One rectangle per run of dark modules keeps the file small and leaves no seams along a row.
        var path = ""
        for row in 0..<rows {
            var column = 0
            while column < columns {
                guard modules[row * columns + column] else {
                    column += 1
                    continue
                }
                let start = column
                while column < columns, modules[row * columns + column] { column += 1 }
                let x = CodePicture.written(Double(start + quietZone) * module)
                let y = CodePicture.written(Double(row + quietZone) * module)
                let width = CodePicture.written(Double(column - start) * module)
                let height = CodePicture.written(module)
                path += "M\(x) \(y)h\(width)v\(height)h-\(width)z"
            }
        }
        return CodePicture(
            path: path, width: Double(columns + 2 * quietZone) * module, height: Double(rows + 2 * quietZone) * module,
            title: title ?? text)
    }
}
