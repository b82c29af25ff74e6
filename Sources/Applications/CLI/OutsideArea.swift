//  OutsideArea.swift
//  In: a customer that is refused. Out: the notice エリア外ご案内 if it lies in the West, and the failure to end with.

import Measures
import Messages
import Offer
import Proposal

enum OutsideArea {
    /// West: the one-page notice and exit code 4; everything else is the input's fault.
    static func failure(
        _ refusal: OfferRefusal, workshop: DocumentWorkshop, input: ProfileInput, date: Day?, output: String?,
        language: DocumentLanguage, common: CommonOptions
    ) throws -> CommandFailure {
        guard case .outsideArea(let area) = refusal else { return CommandFailure(.input, refusal.description) }
        let day = date ?? input.profile.dates.issued
        let notice = OutsideAreaNotice(
            profile: input.profile, date: day, area: area, workshop: workshop,
            language: language)
        let made: MadeDocument
        let name: String
        do throws(DocumentError) {
            made = try notice.render()
            name = try notice.fileName()
        } catch {
            return input.failure(error)
        }
        common.report(made.diagnostics)
        do {
            common.report(try workshop.untranslated(OutsideAreaNotice.templateName, language))
        } catch {
            throw error.failure
        }
        let path = try output ?? defaultPath(name, workshop.folders)
        try OutputFile.write(made.pdf, to: path)
        if !OutputFile.isStream(path) {
            let manifest = Manifest.notice(
                input.profile, date: day, sources: DocumentSources(workshop), profileBytes: input.bytes, pdf: made.pdf,
                pages: made.pageCount)
            try OutputFile.write(Array(manifest.utf8), to: manifestPath(path))
        }
        return CommandFailure(.partial, told(.cliNotice, ["refusal": refusal.description, "path": path]))
    }
}
