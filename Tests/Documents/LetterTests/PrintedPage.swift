//  PrintedPage.swift
//  In: a PDF. Out: what stands where on it, as poppler finds it: words with their boxes, dark pixels.

import Diagrams
import Foundation

/// Questions to a PDF on paper.
enum PrintedPage {
    struct Word {
        var text: String
        /// Millimetres from the page's upper left corner.
        var area: Area
    }

    private static func run(_ tool: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data
    }

    private static func withFile<Result>(_ pdf: [UInt8], _ body: (String) throws -> Result) throws -> Result {
        let path = NSTemporaryDirectory() + "letter-\(UUID().uuidString).pdf"
        try Data(pdf).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }

    /// The words of each page.
    static func words(_ pdf: [UInt8]) throws -> [[Word]] {
        let text = String(decoding: try withFile(pdf) { try run("pdftotext", ["-bbox", $0, "-"]) }, as: UTF8.self)
        let millimetre = 25.4 / 72
        return text.components(separatedBy: "<page ").dropFirst().map { page in
            page.matches(
                of: /<word xMin="([-0-9.]+)" yMin="([-0-9.]+)" xMax="([-0-9.]+)" yMax="([-0-9.]+)">([^<]*)</
            ).map { match in
                let (left, top) = (Double(match.output.1) ?? 0, Double(match.output.2) ?? 0)
                let (right, bottom) = (Double(match.output.3) ?? 0, Double(match.output.4) ?? 0)
                return Word(
                    text: String(match.output.5),
                    area: Area(
                        x: left * millimetre, y: top * millimetre, width: (right - left) * millimetre,
                        height: (bottom - top) * millimetre))
            }
        }
    }

    /// The text of the whole document without spaces.
    static func text(_ pdf: [UInt8]) throws -> String {
        try withFile(pdf) { String(decoding: try run("pdftotext", ["-raw", $0, "-"]), as: UTF8.self) }
            .filter { !$0.isWhitespace }
    }

    /// A page as grey pixels.
    struct Pixels {
        var width: Int
        var height: Int
        var values: [UInt8]
        /// Pixels in a millimetre.
        var scale: Double
        func isDark(_ x: Int, _ y: Int) -> Bool { values[y * width + x] < 128 }
    }

    static func pixels(_ pdf: [UInt8], page: Int, resolution: Int) throws -> Pixels {
        let data = try withFile(pdf) {
            try run(
                "pdftoppm", ["-gray", "-aa", "no", "-r", "\(resolution)", "-f", "\(page)", "-l", "\(page)", $0])
        }
        // P5 width height 255, then the bytes
        var fields: [Int] = []
        var index = 2
        while fields.count < 3 {
            while data[index] == 0x20 || data[index] == 0x0A { index += 1 }
            var number = 0
            while (0x30...0x39).contains(data[index]) {
                number = number * 10 + Int(data[index]) - 0x30
                index += 1
            }
            fields.append(number)
        }
        return Pixels(
            width: fields[0], height: fields[1], values: Array(data[(index + 1)...]),
            scale: Double(resolution) / 25.4)
    }
}
