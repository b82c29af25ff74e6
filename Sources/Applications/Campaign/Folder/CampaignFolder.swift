//  CampaignFolder.swift
//  In: the path of a campaign's folder. Out: where each thing in it lies.

/// The folder of a run.
public struct CampaignFolder: Sendable, Hashable {
    public let root: String

    public init(root: String) {
        var root = root
        while root.count > 1, root.hasSuffix("/") { root.removeLast() }
        self.root = root
    }

    /// The one truth of the run.
    public var journal: String { root + "/journal.sqlite" }
    /// Held by the one run that works here.
    var runLock: String { root + "/.run.lock" }
    /// Shared by the workers of a run: one that outlives its parent keeps a new run waiting.
    var workersLock: String { root + "/.workers.lock" }
    /// Files in the making; emptied at every start.
    var workshop: String { root + "/.making" }
    var documents: String { root + "/documents" }
    var prints: String { root + "/print" }
    /// The most extreme documents, made before the run.
    static let proofsName = "proofs"
    /// The artwork of the envelope.
    public var envelope: String { prints + "/envelope.pdf" }
    public var index: String { root + "/index.csv" }
    public var rejects: String { root + "/rejects.csv" }
    public var west: String { root + "/west.csv" }
    public var areas: String { root + "/areas.csv" }
    public var report: String { root + "/report.html" }
    public var facts: String { root + "/campaign.json" }

    /// A recipient's own document, relative to the folder: a sub-folder for each thousand of the sequence.
    static func document(_ sequence: Int, number: String) -> String {
        "documents/\(padded((sequence - 1) / 1000, 3))/\(fileName(number)).pdf"
    }
    /// A print file, relative to the folder. Numbers count from 1.
    static func printFile(_ number: Int) -> String { "print/print-\(padded(number, 4)).pdf" }
    static func ticket(_ number: Int) -> String { "print/print-\(padded(number, 4))-ticket.pdf" }

    static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// Numbers are the list's to choose; a file name takes letters, digits, hyphen and underscore of them.
    static func fileName(_ number: String) -> String {
        var result = ""
        for scalar in number.unicodeScalars {
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            if isPlain || scalar == "-" || scalar == "_" {
                result.unicodeScalars.append(scalar)
            } else {
                result += "~" + String(scalar.value, radix: 16)
            }
        }
        return String(result.prefix(120))
    }
}
