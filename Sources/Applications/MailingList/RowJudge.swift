//  RowJudge.swift
//  In: a draft. Out: a valid profile with what was assumed, or the first cause that speaks against it.
//
//  Steps, the first that finds something decides: 1 form of the row; 2 state (休止); 3 name; 4 address and prefecture;
//  5 postal code; 6 whose area that is; 7 kind; 8 codes; 9 the profile's schema and rules; 10 characters; 11 suppression.
//  Whether a row repeats another is told after this by `DuplicateKeys`.

import ClinicProfile
import DataFiles
import Diagnostics
import Messages
import Offer

/// What a draft came to.
struct JudgedRow {
    var finding: RowFinding?
    var name = ""
    var kind: FacilityKind?
    var prefecture: String?
    var postalCode = ""
    var codes: [String] = []
    var placeKey = MatchKey()
    var profile: CustomerProfile?
    var assumed: [String] = []
}

/// Judges drafts. Immutable.
struct RowJudge: Sendable {
    let library: DomainLibrary
    let words: ListWords
    let shape: ListShape
    let options: ListOptions
    let listName: String
    let territory: TerritoryMap
    private let kinds: [String: FacilityKind]
    private let facilities: [FacilityKind: FacilityFacts]
    private let tree: RowTree

    init(library: DomainLibrary, words: ListWords, shape: ListShape, options: ListOptions, listName: String) {
        self.library = library
        self.words = words
        self.shape = shape
        self.options = options
        self.listName = listName
        territory = library.territory
        facilities = library.facilities
        tree = RowTree(shape: shape, listName: listName)
        var kinds: [String: FacilityKind] = [:]
        for leaf in library.profiles.schema.leaves where leaf.path == "clinic.kind" {
            for choice in leaf.choices {
                guard let kind = FacilityKind(rawValue: choice.value) else { continue }
                for name in [choice.value] + [choice.title].compactMap(\.self) + choice.others {
                    kinds[foldWidth(name)] = kind
                }
            }
        }
        for facts in library.facilities.values.sorted(by: { $0.name < $1.name })
        where kinds[foldWidth(facts.name)] == nil {
            kinds[foldWidth(facts.name)] = facts.kind
        }
        self.kinds = kinds
    }

    func judge(_ written: RowDraft) -> JudgedRow {
        var draft = written
        var judged = JudgedRow()
        func value(_ slot: Int?) -> String { slot.map { draft.values[$0] } ?? "" }
        judged.name = value(shape.name)
        judged.kind = kind(of: draft)
        judged.finding = draft.finding ?? state(draft) ?? spreadsheetError(draft)
        guard judged.finding == nil else { return judged }

        judged.finding = name(value(shape.name)) ?? place(&draft, &judged) ?? area(draft, judged)
        guard judged.finding == nil else { return judged }
        judged.finding = kindAndCodes(&draft, &judged)
        guard judged.finding == nil else { return judged }
        judged.finding = profile(draft, &judged) ?? characters(draft)
        guard judged.finding == nil, let kind = judged.kind else { return judged }

        judged.placeKey = words.forms.key(
            name: judged.name, address: value(shape.address), isPharmacy: kind.isPharmacy)
        if let row = options.suppression?.row(for: judged, phone: value(shape.phone)) {
            judged.finding = RowFinding(cause: .suppressed, other: row)
        }
        return judged
    }

    // MARK: Steps

    private func header(_ slot: Int?) -> String? { slot.map { shape.slots[$0].header } }

    private func state(_ draft: RowDraft) -> RowFinding? {
        guard let status = draft.status, !status.isEmpty else { return nil }
        let folded = foldWidth(status)
        if words.runningWords.contains(folded) { return nil }
        let column = shape.statusCell.map { shape.columns[$0].header }
        return RowFinding(
            cause: words.suspendedWords.contains(folded) ? .suspended : .badStatus, column: column, written: status,
            expected: (words.runningWords + words.suspendedWords).joined(separator: "、"))
    }

    private func spreadsheetError(_ draft: RowDraft) -> RowFinding? {
        for (index, value) in draft.values.enumerated() where value.hasPrefix("#") {
            if words.spreadsheetErrors.contains(value) {
                return RowFinding(cause: .spreadsheetError, column: header(index), written: value)
            }
        }
        return nil
    }

    private func name(_ name: String) -> RowFinding? {
        if name.isEmpty { return RowFinding(cause: .missingName, column: header(shape.name)) }
        for ending in ["御中", "様"] where name.hasSuffix(ending) {
            return RowFinding(
                cause: .honorific, column: header(shape.name), written: name,
                expected: DraftReader.trimmed(String(name.dropLast(ending.count))))
        }
        return nil
    }

    private func place(_ draft: inout RowDraft, _ judged: inout JudgedRow) -> RowFinding? {
        guard let addressSlot = shape.address, let postalSlot = shape.postalCode else { return nil }
        var address = draft.values[addressSlot]
        var postal = Self.postalDigits(draft.values[postalSlot])
        // a postal code glued to the address, as official lists have it
        if address.hasPrefix("〒") {
            let (code, rest) = OfficialDrafts.postalCodeAndAddress(address)
            if postal.isEmpty { postal = Self.postalDigits(code) }
            address = rest
        }
        if address.isEmpty { return RowFinding(cause: .missingAddress, column: header(addressSlot)) }
        let suggested = territory.prefecture(ofPostalCode: postal)
        if territory.prefecture(inAddress: address) == nil, let written = draft.prefecture,
            let known = territory.prefectures.first(where: {
                $0.name == written || String($0.name.dropLast()) == written
            })
        {
            address = known.name + address
        }
        guard let prefecture = territory.prefecture(inAddress: address) else {
            return RowFinding(
                cause: .noPrefecture, column: header(addressSlot), written: address, expected: suggested?.name ?? "")
        }
        judged.prefecture = prefecture.code
        draft.values[addressSlot] = address
        let written = draft.values[postalSlot]
        if postal.isEmpty { return RowFinding(cause: .missingPostalCode, column: header(postalSlot)) }
        guard postal.utf8.count == 7, postal.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            let restored = postal.utf8.count == 6 ? "0" + postal : ""
            let isPlausible = territory.prefecture(ofPostalCode: restored)?.code == prefecture.code
            return RowFinding(
                cause: .badPostalCode, column: header(postalSlot), written: written,
                expected: isPlausible ? restored : "")
        }
        if let suggested, suggested.code != prefecture.code {
            return RowFinding(
                cause: .postalMismatch, column: header(postalSlot), written: written,
                expected: "\(suggested.name)／\(prefecture.name)")
        }
        draft.values[postalSlot] = postal
        judged.postalCode = postal
        return nil
    }

    /// The digits of a postal code as typed; what is no digit stays, so that it is seen.
    static func postalDigits(_ text: String) -> String {
        foldCode(text).filter { $0 != "-" && $0 != "〒" && $0 != " " }
    }

    private func area(_ draft: RowDraft, _ judged: JudgedRow) -> RowFinding? {
        let address = shape.address.map { draft.values[$0] }
        guard let location = territory.location(address: address, postalCode: judged.postalCode) else { return nil }
        switch location.territory {
        case .east: return nil
        case .west:
            return RowFinding(cause: .west, column: header(shape.address), written: location.prefecture.name)
        case .border(let municipality):
            return RowFinding(cause: .border, column: header(shape.address), written: municipality)
        }
    }

    private func kind(of draft: RowDraft) -> FacilityKind? {
        guard let slot = shape.kind, !draft.values[slot].isEmpty else {
            return shape.defaults["clinic"]?.text("kind").flatMap(FacilityKind.init)
        }
        let word = foldWidth(draft.values[slot])
        let table =
            draft.table
            ?? shape.codes.flatMap { Self.codes(in: draft.values[$0]).first }.flatMap(MedicalCode.init)?.table
        if let table, let known = words.kindWords.first(where: { $0.word == word && $0.table == table }) {
            return known.kind
        }
        return kinds[word]
    }

    private func kindAndCodes(_ draft: inout RowDraft, _ judged: inout JudgedRow) -> RowFinding? {
        guard let kind = judged.kind else {
            let written = shape.kind.map { draft.values[$0] } ?? ""
            let names = FacilityKind.allCases.compactMap { facilities[$0]?.name }
            return RowFinding(
                cause: written.isEmpty ? .missingKind : .unknownKind, column: header(shape.kind), written: written,
                expected: names.joined(separator: "、"))
        }
        if let slot = shape.kind { draft.values[slot] = kind.rawValue }
        let facts = facilities[kind]
        var codes = shape.codes.map { Self.codes(in: draft.values[$0]) } ?? []
        let allowed = (facts?.codeTables ?? []) + (facts?.alsoCodeTables ?? [])
        for text in codes {
            func finding(_ cause: RefusalCause, _ expected: String?) -> RowFinding {
                RowFinding(cause: cause, column: header(shape.codes), written: text, expected: expected)
            }
            guard let code = MedicalCode(text) else {
                return finding(.codeLength, restored(text, judged.prefecture, facts))
            }
            if !code.hasValidCheckDigit { return finding(.codeCheckDigit, nil) }
            if code.prefecture != judged.prefecture {
                let name = territory.prefectures.first { $0.code == code.prefecture }?.name
                return finding(.codePrefecture, name ?? code.prefecture)
            }
            if !allowed.contains(code.table) {
                return finding(.codeKind, "\(facts?.name ?? "")：\(allowed.joined(separator: "、"))")
            }
        }
        if let facts, !codes.isEmpty,
            !codes.contains(where: { facts.codeTables.contains(MedicalCode($0)?.table ?? "") })
        {
            return RowFinding(
                cause: .codeKind, column: header(shape.codes), written: codes[0],
                expected: "\(facts.name)：\(facts.codeTables.joined(separator: "、"))")
        }
        codes += draft.moreCodes
        if let slot = shape.codes { draft.values[slot] = codes.joined(separator: Self.codeSeparator) }
        judged.codes = codes
        return nil
    }

    static let codeSeparator = "、"

    /// Codes as typed in one cell, in one width, without hyphens and blanks.
    static func codes(in cell: String) -> [String] {
        guard !cell.isEmpty else { return [] }
        return foldWidth(cell).split { "、,;/\n".contains($0) }.map { part in
            foldCode(String(part)).filter { $0 != "-" && $0 != " " && $0 != "." }
        }.filter { !$0.isEmpty }
    }

    /// The ten digits that were probably meant: a lost leading 0, or the seven digits of an official list.
    private func restored(_ text: String, _ prefecture: String?, _ facts: FacilityFacts?) -> String? {
        var candidates: [String] = []
        if text.utf8.count == 9 { candidates.append("0" + text) }
        if text.utf8.count == 7, let prefecture {
            candidates += (facts?.codeTables ?? []).map { prefecture + $0 + text }
        }
        return candidates.first { MedicalCode($0)?.hasValidCheckDigit == true && $0.hasPrefix(prefecture ?? "") } ?? ""
    }

    private func profile(_ draft: RowDraft, _ judged: inout JudgedRow) -> RowFinding? {
        let (node, assumed) = tree.tree(draft)
        do throws(DataFaults) {
            judged.profile = try MessageLanguage.speaking(.ofPapers) { () throws(DataFaults) in
                try library.profiles.profile(from: node)
            }
            judged.assumed = assumed
            return nil
        } catch {
            return finding(error.faults.first, draft)
        }
    }

    // A fault of the profile, said in the list's words.
    private func finding(_ fault: Diagnostic?, _ draft: RowDraft) -> RowFinding {
        guard let fault else { return RowFinding(cause: .contradiction) }
        guard let column = fault.location?.column, fault.location?.file == listName, column > 0,
            let index = shape.slots.firstIndex(where: { $0.cell + 1 == column })
        else {
            return RowFinding(
                cause: fault.id == "data-missing-key" ? .missingValue : .contradiction,
                written: fault.message(in: .ofPapers))
        }
        let slot = shape.slots[index]
        let cause: RefusalCause
        var expected = ""
        switch (fault.id, slot.leaf.form) {
        case ("profile-dates", _), ("profile-terminals", _), ("profile-readers", _):
            return RowFinding(cause: .contradiction, column: slot.header, written: fault.message(in: .ofPapers))
        case ("profile-honorific", _):
            return RowFinding(
                cause: .honorific, column: slot.header, written: draft.values[index],
                expected: String(draft.values[index].dropLast(draft.values[index].hasSuffix("御中") ? 2 : 1)))
        case (_, .date): cause = .badDate
        case (_, .integer): cause = .badNumber
        case (_, .choice), (_, .flag):
            cause = .badChoice
            expected = slot.leaf.choices.map { $0.title ?? $0.value }.joined(separator: "、")
        case (_, .telephone): cause = .badPhone
        case (_, .postalCode): cause = .badPostalCode
        case (_, .medicalCode): cause = .codeLength
        case (_, .text):
            cause = .tooLong
            expected = slot.leaf.maxLength.map(String.init) ?? ""
        }
        return RowFinding(cause: cause, column: slot.header, written: draft.values[index], expected: expected)
    }

    // Private characters are somebody's own; the rest is for the fonts to say.
    private func characters(_ draft: RowDraft) -> RowFinding? {
        for (index, value) in draft.values.enumerated() where !value.utf8.allSatisfy({ $0 < 0x80 }) {
            for scalar in value.unicodeScalars where scalar.value >= 0x80 {
                let isPrivate = (0xE000...0xF8FF).contains(scalar.value) || scalar.value >= 0xF0000
                guard isPrivate || options.canPrint.map({ !$0(scalar) }) ?? false else { continue }
                let number = String(scalar.value, radix: 16, uppercase: true)
                return RowFinding(
                    cause: .missingCharacter, column: header(index), written: value,
                    expected: (isPrivate ? "" : "「\(scalar)」") + "U+\(number)")
            }
        }
        return nil
    }

    // MARK: Outcome

    func outcome(_ draft: RowDraft, _ judged: JudgedRow, joinedRows: [Int]) -> RowOutcome {
        if judged.finding == nil, let profile = judged.profile {
            return .accepted(
                Recipient(
                    row: draft.row, line: draft.line, cells: draft.cells, profile: profile,
                    profileText: CanonicalProfile.text(profile.origin), assumed: judged.assumed,
                    postalCode: judged.postalCode,
                    place: options.towns?.place(postalCode: judged.postalCode, address: profile.clinic.address ?? ""),
                    joinedRows: joinedRows))
        }
        let finding = judged.finding ?? RowFinding(cause: .contradiction)
        let (text, advice) = words.sentence(finding)
        return .left(
            LeftOutRow(
                row: draft.row, line: draft.line, cells: draft.cells, cause: finding.cause, column: finding.column,
                written: finding.written, other: finding.other, text: text, advice: advice,
                name: judged.name.isEmpty ? nil : judged.name, kind: judged.kind, prefecture: judged.prefecture))
    }
}
