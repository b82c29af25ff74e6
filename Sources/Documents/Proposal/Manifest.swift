//  Manifest.swift
//  In: an offer and the PDF that was made of it. Out: the small JSON beside the PDF: what it was made from.

import Measures
import Offer
import PagedMedia
import Wording

public enum Manifest {
    /// The program's version, printed by `--version` as well.
    public static let programVersion = "0.1.0"

    /// JSON with a fixed order of keys and no time of day: the same input gives the same bytes.
    public static func json(
        document: String, offer: CustomerOffer, profileBytes: [UInt8], pdf: [UInt8], pages: Int,
        folders: WorkshopFolders
    ) -> String {
        func quoted(_ text: String) -> String {
            var result = "\""
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\"": result += "\\\""
                case "\\": result += "\\\\"
                case _ where scalar.value < 32:
                    result += "\\u00" + (scalar.value < 16 ? "0" : "1") + String(scalar.value % 16, radix: 16)
                default: result.unicodeScalars.append(scalar)
                }
            }
            return result + "\""
        }
        let lines: [(String, String)] = [
            ("document", quoted(document)), ("program", quoted("teian \(programVersion)")),
            ("number", offer.profile.quotation.number.map(quoted) ?? "null"),
            ("revision", String(offer.profile.quotation.revision)), ("date", quoted(offer.date.iso)),
            ("customer", quoted(offer.profile.clinic.name)), ("priceBook", quoted(offer.priceBook)),
            ("subsidyScheme", offer.ordered.subsidy.scheme.map(quoted) ?? "null"),
            ("profileSHA256", quoted(Checksum.sha256(profileBytes))), ("pages", String(pages)),
            ("pdfSHA256", quoted(Checksum.sha256(pdf))),
        ]
        return "{\n" + lines.map { "  \(quoted($0.0)): \($0.1)" }.joined(separator: ",\n") + "\n}\n"
    }
}
