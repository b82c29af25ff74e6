//  PreviewSource.swift
//  In: the project's folders, a profile, which document. Out: what the browser is to show: pages, files, complaints.
//  Everything is read anew each time, because everything may have changed.

import ClinicProfile
import DataFiles
import Diagnostics
import LandingPage
import Markup
import Measures
import Messages
import Offer
import PagedMedia
import Proposal

/// The documents that can be looked at.
public enum PreviewKind: String, Sendable, CaseIterable { case proposal, estimate, landing }

/// What is to be shown.
public struct PreviewSource: Sendable {
    public var folders: WorkshopFolders
    /// The profile's path.
    public var profile: String
    /// The day of the documents; without it the profile's own.
    public var date: Day?
    public var language: DocumentLanguage = .ja
    /// Pixels per CSS px.
    public var resolution = 1.5

    public init(folders: WorkshopFolders, profile: String, date: Day?) {
        self.folders = folders
        self.profile = profile
        self.date = date
    }

    /// Makes one document. Never throws: what stopped it is among its complaints.
    public func make(_ kind: PreviewKind) -> PreviewResult {
        do throws(PreviewFault) {
            let workshop = try Self.faulty { () throws(DocumentError) in
                try DocumentWorkshop(folders: folders, cachesFiles: false)
            }
            switch kind {
            case .proposal: return try customerDocument(.proposal, workshop)
            case .estimate: return try customerDocument(.estimate, workshop)
            case .landing: return try landing(workshop)
            }
        } catch {
            return PreviewResult(kind: kind, complaints: error.complaints, isMade: false)
        }
    }

    private func customerDocument(
        _ kind: OfferDocument.Kind, _ workshop: DocumentWorkshop
    ) throws(PreviewFault) -> PreviewResult {
        let profile: CustomerProfile
        do throws(DataFaults) {
            profile = try workshop.library.profile(
                from: try DataFile.parse(try DataFile.text(ofFile: self.profile), file: self.profile))
        } catch {
            throw PreviewFault(error.faults)
        }
        let offer: CustomerOffer
        do throws(OfferRefusal) {
            offer = try workshop.library.offer(for: profile, on: date)
        } catch {
            guard case .outsideArea(let area) = error else {
                throw PreviewFault([Diagnostic("offer-refused", .error, error.description)])
            }
            return try notice(profile, area, workshop)
        }
        let own = MessageLanguage.ofProcess.rawValue
        let texts = (folders.languages.first { $0.code == own }).flatMap { try? workshop.texts($0) }
        var warnings = offer.warnings.map {
            Diagnostic("offer-warning", .warning, (texts ?? workshop.library.texts).text($0))
        }
        let filled = try Self.faulty { () throws(DocumentError) in
            warnings += try workshop.untranslated(kind.templateName, language)
            return try OfferDocument(kind, of: offer, workshop: workshop, language: language).html
        }
        return try pages(of: filled, kind.templateName, kind == .proposal ? .proposal : .estimate, warnings, workshop)
    }

    /// A customer in the other company's area gets one page, whichever document is asked for.
    private func notice(
        _ profile: CustomerProfile, _ area: AreaRefusal, _ workshop: DocumentWorkshop
    ) throws(PreviewFault) -> PreviewResult {
        let notice = OutsideAreaNotice(
            profile: profile, date: date ?? profile.dates.issued, area: area, workshop: workshop, language: language)
        let filled = try Self.faulty { () throws(DocumentError) in try notice.filled() }
        return try pages(of: filled, OutsideAreaNotice.templateName, .proposal, [], workshop)
    }

    private func pages(
        of filled: MarkupDocument, _ name: String, _ kind: PreviewKind, _ warnings: [Diagnostic],
        _ workshop: DocumentWorkshop
    ) throws(PreviewFault) -> PreviewResult {
        let pictures = try Self.faulty { () throws(DocumentError) in
            try workshop.pictures(of: filled, name: name, resolution: resolution)
        }
        return PreviewResult(
            kind: kind, pages: pictures.pages, complaints: warnings + pictures.diagnostics, isMade: true)
    }

    private func landing(_ workshop: DocumentWorkshop) throws(PreviewFault) -> PreviewResult {
        do throws(LandingError) {
            let site = try LandingSite(workshop: workshop, day: date, sample: .leftOut)
            return PreviewResult(kind: .landing, site: site.files, complaints: [], isMade: true)
        } catch {
            throw PreviewFault([Diagnostic("landing-fault", .error, error.description)])
        }
    }

    private static func faulty<Value>(_ work: () throws(DocumentError) -> Value) throws(PreviewFault) -> Value {
        do throws(DocumentError) { return try work() } catch { throw PreviewFault(error) }
    }
}

/// One document as it is now, or what is wrong with it.
public struct PreviewResult: Sendable {
    public var kind: PreviewKind
    /// A PNG for each page; nothing for the landing page.
    public var pages: [[UInt8]] = []
    /// The landing page's files.
    public var site: [SiteFile] = []
    public var complaints: [Diagnostic]
    /// False: the complaints say why there is no document.
    public var isMade: Bool
}

/// Why there is no document, with places where there are any.
struct PreviewFault: Error {
    var complaints: [Diagnostic]
    init(_ complaints: [Diagnostic]) { self.complaints = complaints }
    init(_ error: DocumentError) {
        complaints =
            switch error {
            case .data(let faults): faults.faults
            case .template(let error): error.faults
            case .missingCharacters(let list): list
            case .rendering(let error): [Diagnostic("rendering-failed", .error, error.message(in: .ofProcess))]
            }
    }
}
