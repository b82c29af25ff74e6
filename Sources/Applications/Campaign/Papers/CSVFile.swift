//  CSVFile.swift
//  In: rows. Out: a CSV file for Excel in Japan, whole: UTF-8 with a byte order mark, CRLF, formulas defused.

import MailingList

/// A CSV file in the making.
struct CSVFile {
    private let file: WholeFile
    private let path: String

    init(_ path: String, making: String, header: [String]) throws(CampaignError) {
        self.path = path
        let name = path.split(separator: "/").last.map(String.init) ?? "table.csv"
        file = try WholeFile(temporary: making + "/" + name)
        file.write(CSVWriter.byteOrderMark)
        add(header)
    }
    func add(_ cells: [String]) { file.write(CSVWriter.line(cells)) }
    func settle() throws(CampaignError) { try file.settle(as: path) }
}
