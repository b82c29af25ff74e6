//  Planning.swift
//  In: the list with its defaults. Out: the plan in the journal: every recipient frozen and in its place, every other row
//  with its reason.

import Codes
import DataFiles
import Diagnostics
import MailingList
import Messages
import Offer
import PagedMedia
import Proposal

/// Reads a list into a journal.
struct Planning {
    let options: CampaignOptions
    let workshop: DocumentWorkshop
    let progress: RunProgress

    /// The list, opened and understood.
    func list() throws(CampaignError) -> MailingList {
        do throws(DataFaults) {
            let words = try ListWords(assets: workshop.folders.assets)
            let resources = workshop.resources
            var reading = ListOptions(canPrint: { resources.canShow($0) })
            if let defaults = options.defaults { reading.defaults = try DataFile.read(defaults) }
            if let suppress = options.suppress {
                reading.suppression = try SuppressionList(
                    file: suppress, schema: workshop.library.profiles.schema, words: words)
            }
            if let towns = options.towns { reading.towns = try PostalTowns(folder: towns) }
            return try MailingList(file: options.source, library: workshop.library, words: words, options: reading)
        } catch {
            throw .input(error.description)
        }
    }

    /// Whether a letter can say by which number further mail is stopped: a list or its defaults name the seller's phone
    /// or fax.
    func namesContact(_ list: MailingList) throws(CampaignError) -> Bool {
        let keys = ["phone", "fax"]
        if list.columns.contains(where: { column in keys.contains { column.path == "seller." + $0 } }) { return true }
        guard let path = options.defaults else { return false }
        do throws(DataFaults) {
            guard let seller = try DataFile.read(path)["seller"] else { return false }
            return keys.contains { !(seller.text($0) ?? "").isEmpty }
        } catch {
            throw .input(error.description)
        }
    }

    /// Counts without writing anything.
    func survey(_ list: MailingList) throws(CampaignError) -> ListSurvey {
        do throws(DataFaults) { return try list.survey(progress: { progress.read(rows: $0) }) } catch {
            throw .input(error.description)
        }
    }

    /// Reads the list into the journal and settles the plan.
    func fill(_ journal: Journal, facts: RunFacts, interruption: Interruption) throws(CampaignError) {
        try journal.clearPlan()
        try journal.freeze(facts.files)
        let list = try list()
        let survey = try survey(list)
        let namesContact = try namesContact(list)
        if !namesContact { progress.say(told(.campaignNoContact)) }
        var recipients: [PlannedRecipient] = []
        var leftOut: [LeftOutRow] = []
        var numbers = NumberGiver()
        var senders = SenderRoll()
        // postage is that of the day of the documents
        var day = options.date
        let reader: RowReader
        do throws(DataFaults) { reader = try list.rows(after: survey) } catch { throw .input(error.description) }
        while let outcome = try next(reader) {
            switch outcome {
            case .accepted(let recipient):
                if day == nil { day = recipient.profile.dates.issued }
                guard let sender = senders.number(of: recipient.profile.seller) else {
                    throw .input(told(.campaignTooManySenders, ["most": SenderRoll.most]))
                }
                recipients.append(planned(recipient, &numbers, sender))
            case .left(let row): leftOut.append(row)
            }
            if recipients.count + leftOut.count >= 1000 {
                try journal.add(recipients: recipients, leftOut: leftOut)
                recipients.removeAll(keepingCapacity: true)
                leftOut.removeAll(keepingCapacity: true)
                if interruption.isRequested { throw .stopped(told(.campaignStoppedReading)) }
            }
        }
        try journal.add(recipients: recipients, leftOut: leftOut)
        let header = list.columns.map(\.header).joined(separator: "\u{1F}")
        try journal.settlePlan(
            pieces: options.perFile,
            facts: facts.facts + [
                ("list.header", header), ("list.rows", String(survey.rowCount)), ("list.form", list.form.rawValue),
                ("list.encoding", list.encoding.encoding.rawValue), ("perFile", String(options.perFile)),
                ("list.name", options.source.split(separator: "/").last.map(String.init) ?? ""),
                ("day", day?.iso ?? ""), ("contact", namesContact ? "yes" : "no"), ("senders", senders.text),
            ])
        if try journal.planSize().chunks > 999 {
            throw .usage(told(.campaignTooManyFiles))
        }
    }

    private func next(_ reader: RowReader) throws(CampaignError) -> RowOutcome? {
        do throws(DataFaults) { return try reader.next() } catch { throw .input(error.description) }
    }

    /// The characters of the customer bar code after the postal code; nil where none may be printed.
    static func barcode(_ recipient: Recipient) -> String? {
        guard let place = recipient.place, place.allowsBarcode else { return nil }
        return place.remainder.map { PostalAddress.barcodeCharacters(of: $0) } ?? ""
    }

    private func planned(_ recipient: Recipient, _ numbers: inout NumberGiver, _ sender: Int) -> PlannedRecipient {
        let clinic = recipient.profile.clinic
        return PlannedRecipient(
            number: numbers.number(row: recipient.row), row: recipient.row, line: recipient.line, name: clinic.name,
            postalCode: recipient.postalCode, kind: clinic.kind.rawValue, prefecture: clinic.prefecture,
            profile: recipient.profileText, assumed: recipient.assumed, joinedRows: recipient.joinedRows,
            inputHash: recipient.cellsHash, barcode: Self.barcode(recipient), area: recipient.place?.sortingNumber,
            sender: sender, cells: recipient.cells)
    }
}

/// A recipient's number is its row in the list. A mended list may say one twice: the later one gets a letter.
private struct NumberGiver {
    private var highest = 0
    private var again: [Int: Int] = [:]

    mutating func number(row: Int) -> String {
        let plain = CampaignFolder.padded(row, 6)
        // rows rise as long as the list counts them itself: then nothing is remembered
        if row > highest {
            highest = row
            return plain
        }
        // a row that came before, or that was passed by: told apart by a count, whether needed or not
        again[row, default: 1] += 1
        return "\(plain)-\(again[row] ?? 2)"
    }
}
