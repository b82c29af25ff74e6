//  LandingSite.swift
//  In: the workshop and a day. Out: every file of the public site, in memory; the caller puts them in their place.
//  Same input, same bytes: names carry the hash of their content, nothing asks the clock.

import ClinicProfile
import DataFiles
import Diagnostics
import Markup
import Measures
import Messages
import Offer
import Proposal
import QuoteReport
import Templating
import Wording

/// Why a site could not be made.
public enum LandingError: Error, CustomStringConvertible {
    case document(DocumentError)
    case data(DataFaults)
    case refusal(OfferRefusal)

    public var description: String {
        switch self {
        case .document(let error): error.description
        case .data(let faults): faults.description
        case .refusal(let refusal): refusal.description
        }
    }
}

/// One file of the site; all lie in one folder.
public struct SiteFile: Sendable, Hashable {
    public let name: String
    public let bytes: [UInt8]
}

/// The public page about the start pack.
public struct LandingSite: Sendable {
    /// The file that lists the others; a folder without it is never replaced.
    public static let listName = "site.json"
    public let files: [SiteFile]
    public let table: EstimatorTable
    public let day: Day
    /// The address that the page names as its own.
    public let address: String
    /// What whoever publishes it should know.
    public let remarks: [Diagnostic]

    public subscript(name: String) -> SiteFile? { files.first { $0.name == name } }

    /// `day` is the day on which the page speaks; without it the first day of the newest price book.
    /// `address` is the page's own, with a slash at the end; without it the brand's. `sample` adds the sample proposal.
    /// A contact that is unconfirmed makes no site.
    public init(
        workshop: DocumentWorkshop, day: Day?, address: String? = nil, sample: SampleProposal = .included
    ) throws(LandingError) {
        let folders = workshop.folders
        self.address = address ?? workshop.brand.site
        remarks = try Self.contacts(workshop.brand, isAddressGiven: address != nil)
        let base: CustomerProfile
        let questions: DataNode
        let sheet: String
        do throws(DataFaults) {
            base = try workshop.library.profile(file: folders.assets + "/Samples/existing-line.yaml")
            questions = try DataFile.read(folders.templates + "/Landing/questions.yaml")
            sheet =
                try DataFile.text(ofFile: folders.templates + "/Shared/tokens.css")
                + DataFile.text(ofFile: folders.templates + "/Landing/site.css")
        } catch {
            throw .data(error)
        }
        let newest = workshop.library.catalogue.books.compactMap(\.validity.from).max()
        let chosen = day ?? newest ?? base.dates.issued ?? Day(serial: 0)
        self.day = chosen
        do { table = try EstimatorTable(library: workshop.library, base: base, day: chosen) } catch {
            throw .refusal(error)
        }

        var files: [SiteFile] = []
        func hashed(_ name: String, _ ending: String, _ bytes: [UInt8]) -> String {
            let full = "\(name)-\(Checksum.sha256(bytes).prefix(12)).\(ending)"
            files.append(SiteFile(name: full, bytes: bytes))
            return full
        }
        func text(_ path: String) throws(LandingError) -> [UInt8] {
            do { return Array(try DataFile.text(ofFile: path).utf8) } catch { throw .data(error) }
        }
        var names = SiteNames()
        // the tokens come first and take the place of the import that makes the sheet open in a browser as it is
        names.sheet = hashed(
            "site", "css", Array(sheet.replacing("@import \"../Shared/tokens.css\";\n", with: "").utf8))
        names.script = hashed("estimator", "js", try text(folders.templates + "/Landing/estimator.js"))
        names.table = hashed("estimator", "json", Array(table.json.utf8))
        names.icon = hashed("icon", "svg", try text(folders.templates + "/Landing/icon.svg"))
        names.mark = hashed("mark", "svg", try text(folders.assets + "/Pictures/mark.svg"))
        names.cover = hashed("cover", "svg", try text(folders.assets + "/Pictures/cover.svg"))
        for id in LandingFacts.devices {
            names.devices[id] = hashed(id, "svg", try text(folders.assets + "/Pictures/\(id).svg"))
        }
        do throws(DocumentError) {
            if sample == .included, let offer = table[LandingFacts.worked[0]] {
                let sample = try OfferDocument(.proposal, of: offer, workshop: workshop, language: .ja).render()
                names.sample = hashed("proposal", "pdf", sample.pdf)
            }
            var facts = LandingFacts(
                workshop: workshop, words: try workshop.words(.ja), table: table, questions: questions, names: names,
                address: self.address)
            names.share = hashed("share", "png", try Self.sharePicture(facts.record(), workshop: workshop, day: chosen))
            facts.names = names
            let record = facts.record()
            for page in ["index.html", "404.html"] {
                let filled = try workshop.fill("Landing/\(page)", record, language: .ja)
                files.append(SiteFile(name: page, bytes: filled.serialize()))
            }
        } catch {
            throw .document(error)
        }
        let site = self.address
        files.append(
            SiteFile(name: "robots.txt", bytes: Array("User-agent: *\nAllow: /\nSitemap: \(site)sitemap.xml\n".utf8)))
        let map =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
            + "  <url><loc>\(site)</loc><lastmod>\(chosen.iso)</lastmod></url>\n</urlset>\n"
        files.append(SiteFile(name: "sitemap.xml", bytes: Array(map.utf8)))
        files.sort { $0.name < $1.name }
        let list = ReportValue.fields([
            "document": .text("landing"), "program": .text("teian \(Manifest.programVersion)"),
            "date": .text(chosen.iso),
            "files": .list(
                files.map { .fields(["name": .text($0.name), "sha256": .text(Checksum.sha256($0.bytes))]) }),
        ])
        files.append(SiteFile(name: Self.listName, bytes: Array(list.json.utf8)))
        self.files = files
    }
}

extension LandingSite {
    /// Whether the site carries the sample proposal as PDF.
    public enum SampleProposal: Sendable { case included, leftOut }

    /// The picture that is shown where the page is shared: a template of its own, drawn by the engine.
    private static func sharePicture(
        _ record: TemplateRecord, workshop: DocumentWorkshop, day: Day
    ) throws(DocumentError) -> [UInt8] {
        let name = "Landing/share.html"
        let session = workshop.session(
            try workshop.fill(name, record, language: .ja), name: name, created: day)
        guard let page = session.pages().first else { return [] }
        try DocumentWorkshop.refuseMissingCharacters(session)
        do { return try session.png(page: page, resolution: 1) } catch { throw .rendering(error) }
    }

    private static func contacts(_ brand: Brand, isAddressGiven: Bool) throws(LandingError) -> [Diagnostic] {
        var remarks: [Diagnostic] = []
        for contact in brand.contacts where contact.key != "site" || !isAddressGiven {
            switch contact.status {
            case .unconfirmed:
                throw .data(
                    DataFaults(
                        "landing-contact",
                        told(.landingUnconfirmed, ["key": contact.key]), at: contact.place)
                )
            case .assumed:
                remarks.append(
                    Diagnostic(
                        "landing-contact", .warning,
                        told(.landingAssumed, ["key": contact.key]),
                        at: contact.place))
            case .printed, .confirmed, .derived: break
            }
        }
        return remarks
    }
}

/// The names under which the page finds its files.
struct SiteNames {
    var sheet = ""
    var script = ""
    var table = ""
    var icon = ""
    var mark = ""
    var cover = ""
    var share = ""
    var sample: String?
    var devices: [String: String] = [:]
}
