//  SheetCodes.swift
//  In: a piece's number and sheets, the bars of its address. Out: what is stamped on the fronts of its sheets.
//  The machine's code: print file (3), sequence (7), sheet k (2), of n (2), fourteen digits in a DataMatrix 14 × 14.

import Codes
import PagedMedia

/// What is printed over the sheets of a piece.
enum SheetCodes {
    /// The text of the machine's code.
    static func machineText(printFile: Int, sequence: Int, sheet: Int, of sheets: Int) -> String {
        padded(printFile, 3) + padded(sequence, 7) + padded(sheet, 2) + padded(sheets, 2)
    }

    static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(max(0, number))
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// The code of one sheet with its words: sequence number, and k/n.
    static func machine(_ facts: PieceFacts, sheet: Int, of sheets: Int, stationery: MailStationery) -> PageStamp {
        let place = stationery.machine
        var dark: [PageStamp.Box] = []
        let text = machineText(printFile: facts.printFile, sequence: facts.sequence, sheet: sheet, of: sheets)
        var height = 0.0
        if let code = try? MatrixCode.dataMatrix(text) {
            height = Double(code.rows + 2 * code.quietZone) * place.module
            for row in 0..<code.rows {
                var column = 0
                while column < code.columns {
                    let start = column
                    while column < code.columns, code.modules[row * code.columns + column] { column += 1 }
                    if column > start {
                        dark.append(
                            .init(
                                x: place.left + Double(start + code.quietZone) * place.module,
                                y: place.top + Double(row + code.quietZone) * place.module,
                                width: Double(column - start) * place.module, height: place.module))
                    }
                    column += 1
                }
            }
        }
        let line = place.points * 25.4 / 72
        func word(_ text: String, _ number: Double) -> PageStamp.Word {
            PageStamp.Word(
                text: text, x: place.left + place.module * 2, y: place.top + height + line * (0.6 + 1.15 * number),
                size: place.points)
        }
        let first = facts.role == .mail ? padded(facts.sequence, 7) : "-------"
        return PageStamp(dark: dark, words: [word(first, 0), word("\(sheet)/\(sheets)", 1)])
    }

    /// 見本 in the left margin, half way down, where no window shows it.
    static func specimen(_ stationery: MailStationery) -> PageStamp.Word {
        PageStamp.Word(text: stationery.specimenMark, x: 5, y: stationery.sheetHeight / 2, size: 18)
    }

    /// The bars of a customer bar code; `left` and `top` of the first long bar.
    static func bars(_ code: CustomerBarcode, size: CustomerBarcode.Size, left: Double, top: Double) -> [PageStamp.Box]
    {
        let middle = top + size.longBar / 2
        return code.bars.enumerated().map { index, bar in
            let upper = bar == .long || bar == .upper ? top : middle - size.timingBar / 2
            let lower = bar == .long || bar == .lower ? top + size.longBar : middle + size.timingBar / 2
            return PageStamp.Box(
                x: left + Double(index) * size.pitch, y: upper, width: size.barWidth, height: lower - upper)
        }
    }
}
