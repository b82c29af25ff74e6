//  CodesTests.swift
//  Claims about customer bar codes, QR codes and DataMatrix.

import Codes
import Testing

@Suite struct CustomerBarcodes {
    @Test(arguments: [
        ("3-2-503", "3-2-503"), ("1-3-2-503", "1-3-2-503"), ("6丁目7-14 ABCビル2F", "6-7-14-2"),
        ("29丁目1524-23 第2郵便ハウス501", "29-1524-23-2-501"), ("3丁目80-25 J1ビル2-B", "3-80-25J1-2B"),
        ("東3丁目-20-5 郵便・A&bコーポB604号", "3-20-5B604"), ("１－３－２　５０３号", "1-3-2-503"),
        ("二十三番地の四号", "23-4"), ("十丁目一番地二号", "10-1-2"), ("百二十番", "120"), ("一〇五番地", "105"),
        ("三条町5", "5"), ("", ""), ("メゾン青葉", ""), ("a-1", "A1"), ("12ー3―4‐5", "12-3-4-5"), ("1階B", "1B"),
        ("東九番丁28", "9-28"), ("第3地割5線", "3-5"),
    ])
    func `the characters are extracted as the manual says`(_ address: String, _ expected: String) {
        #expect(PostalAddress.barcodeCharacters(of: address) == expected)
    }

    @Test(arguments: [
        ("100-0013", "1-3-2-503", [1, 0, 0, 0, 0, 1, 3, 1, 10, 3, 10, 2, 10, 5, 0, 3, 14, 14, 14, 14], 9),
        ("317-0055", "6-7-14-2", [3, 1, 7, 0, 0, 5, 5, 6, 10, 7, 10, 1, 4, 10, 2, 14, 14, 14, 14, 14], 11),
        ("064-0804", "29-1524-23-2-501", [0, 6, 4, 0, 8, 0, 4, 2, 9, 10, 1, 5, 2, 4, 10, 2, 3, 10, 2, 10], 3),
        ("910-0067", "3-80-25J1-2B", [9, 1, 0, 0, 0, 6, 7, 3, 10, 8, 0, 10, 2, 5, 11, 9, 1, 10, 2, 11], 9),
        ("100-8798", "", [1, 0, 0, 8, 7, 9, 8] + Array(repeating: 14, count: 13), 0),
    ])
    func `codes and check digit are the manual's`(_ code: String, _ characters: String, _ codes: [Int], _ check: Int)
        throws
    {
        let barcode = try CustomerBarcode(postalCode: code, addressCharacters: characters)
        #expect(barcode.codes == codes)
        if !characters.isEmpty { #expect(barcode.check == check) }
        #expect((barcode.codes.reduce(0, +) + barcode.check) % 19 == 0)
        #expect(barcode.bars.count == 67)
        #expect(barcode.bars.prefix(2).map(\.rawValue) == [1, 3])
        #expect(barcode.bars.suffix(2).map(\.rawValue) == [3, 1])
    }

    @Test func `each code has the bars of the table`() throws {
        let bars = try CustomerBarcode(postalCode: "0123456", addressCharacters: "789-AKU").bars.map(\.rawValue)
        let text = bars.map(String.init).joined()
        // start, 0123456, 789-, A = CC1 0, K = CC2 0, U = CC3 0
        #expect(text.hasPrefix("13144114132312123141321213231411414324144342144234144"))
    }

    @Test(arguments: ["", "123-456", "12345678", "abc-defg", "１００-０００１"])
    func `what is no postal code is refused`(_ code: String) {
        #expect(throws: CodeError.self) { try CustomerBarcode(postalCode: code, addressCharacters: "1") }
    }

    @Test(arguments: [(8.0, 3.60 * 0.8), (10, 3.6), (11.5, 4.14)])
    func `sizes follow the type size`(_ points: Double, _ height: Double) throws {
        let size = try CustomerBarcode.Size(points: points)
        #expect(abs(size.height - height) < 1e-9)
        let width: Double = 7.98 * points
        #expect(abs(size.width - width) < 1e-9)
    }

    @Test func `79,8 mm at ten points, and nothing outside 8 to 11,5`() throws {
        #expect(abs(try CustomerBarcode.Size(points: 10).width - 79.8) < 1e-9)
        for points in [7.9, 11.6, 0, -1, .nan, .infinity] {
            #expect(throws: CodeError.self) { try CustomerBarcode.Size(points: points) }
        }
    }

    @Test(arguments: [(80.0, 0.0, 9.5), (90, 0, 10.5), (80, 12, 8.0), (80, 25, nil), (83.8, 0, 10.0)])
    func `the window decides the size, however the sheet slides`(_ window: Double, _ slide: Double, _ points: Double?) {
        let size = CustomerBarcode.largestSize(window: window, envelopeInnerWidth: 210 + slide, foldedWidth: 210)
        #expect(size?.points == points)
    }

    @Test func `the picture has 67 bars, literal colours and 2 mm around`() throws {
        let barcode = try CustomerBarcode(postalCode: "100-0013", address: "1丁目3番2号 503号室")
        let picture = barcode.picture(try CustomerBarcode.Size(points: 10))
        #expect(abs(picture.width - 83.8) < 1e-9)
        #expect(abs(picture.height - 7.6) < 1e-9)
        #expect(picture.svg.contains("width=\"83.8mm\" height=\"7.6mm\""))
        #expect(picture.svg.contains("fill=\"#000000\" d=\"M2 2h0.6v3.6h-0.6z"))
        #expect(picture.svg.filter { $0 == "M" }.count == 68)
    }
}

@Suite struct MatrixCodes {
    @Test(arguments: MatrixCode.ErrorCorrection.allCases)
    func `a QR code has its three finders and is the same every time`(_ level: MatrixCode.ErrorCorrection) throws {
        let code = try MatrixCode.qr("https://example.jp/estimate?c=0110113719", correction: level)
        #expect(code.rows == code.columns)
        #expect((code.rows - 17) % 4 == 0)
        func ring(_ row: Int, _ column: Int) -> String {
            (0..<7).map { code.modules[row * code.columns + column + $0] ? "#" : "." }.joined()
        }
        for (row, column) in [(0, 0), (0, code.columns - 7), (code.rows - 7, 0)] {
            let finder = (0..<7).map { ring(row + $0, column) }.joined(separator: "/")
            #expect(finder == "#######/#.....#/#.###.#/#.###.#/#.###.#/#.....#/#######")
        }
        #expect(try MatrixCode.qr("https://example.jp/estimate?c=0110113719", correction: level) == code)
    }

    @Test func `more correction makes a larger code`() throws {
        let sizes = try MatrixCode.ErrorCorrection.allCases.map {
            try MatrixCode.qr(String(repeating: "a", count: 200), correction: $0).rows
        }
        #expect(sizes == sizes.sorted() && sizes.first != sizes.last)
    }

    @Test func `a DataMatrix has its two solid sides`() throws {
        let code = try MatrixCode.dataMatrix("000123-1/3")
        #expect(code.rows == code.columns)
        #expect((0..<code.rows).allSatisfy { code.modules[$0 * code.columns] })
        #expect((0..<code.columns).allSatisfy { code.modules[(code.rows - 1) * code.columns + $0] })
    }

    @Test func `the picture has the quiet zone and one literal black`() throws {
        let picture = try MatrixCode.qr("A").picture(module: 0.5, title: "a<b")
        #expect(picture.width == Double(21 + 8) * 0.5)
        #expect(
            picture.svg.hasPrefix(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"14.5mm\" height=\"14.5mm\" viewBox=\"0 0 14.5 14.5\""
            ))
        #expect(picture.svg.contains("<title>a&lt;b</title>"))
        #expect(picture.svg.contains("d=\"M2 2h3.5v0.5h-3.5z"))
    }

    @Test func `Japanese text fits, too much text and nothing do not`() throws {
        #expect(try MatrixCode.qr("青葉クリニック").rows >= 21)
        #expect(throws: CodeError.tooLong(bytes: 3_999)) { try MatrixCode.qr(String(repeating: "a", count: 3_999)) }
        #expect(throws: CodeError.tooLong(bytes: 5_000)) { try MatrixCode.qr(String(repeating: "a", count: 5_000)) }
        #expect(throws: CodeError.self) { try MatrixCode.qr("") }
        #expect(throws: CodeError.self) { try MatrixCode.qr("a").picture(module: 0) }
    }
}
