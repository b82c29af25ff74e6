//  ProfileCheck.swift
//  In: a profile whose form is right. Out: what in it cannot be.

import DataFiles
import Diagnostics
import Measures
import Messages

/// The checks that a schema cannot express.
struct ProfileCheck {
    let reader: ProfileReader
    let root: DataNode
    var faults: [Diagnostic] = []

    init(reader: ProfileReader, root: DataNode) {
        self.reader = reader
        self.root = root
    }

    private mutating func complain(_ id: String, _ message: String, _ path: String...) {
        var node = root
        for step in path {
            guard let next = node.child(step) else { break }
            node = next
        }
        faults.append(Diagnostic(id, .error, message, at: node.place))
    }

    mutating func noPrefecture(_ clinic: DataNode) {
        let place = (clinic["address"] ?? clinic["postalCode"] ?? clinic).place
        faults.append(
            Diagnostic(
                "profile-no-prefecture", .error,
                told(.profileNoPrefecture), at: place))
    }

    mutating func profile(_ profile: CustomerProfile) {
        names(profile.clinic)
        area(profile.clinic)
        codes(profile.clinic)
        equipment(profile.equipment)
        dates(profile)
        extraLines(profile.extraLines)
        if let number = profile.seller.registrationNumber,
            RegistrationNumber(number)?.hasValidCheckDigit != true
        {
            complain(
                "profile-registration",
                told(.profileRegistration, ["number": number]), "seller", "registrationNumber")
        }
    }

    // A quote for the other company's area must not come of a slip in the postal code. Prefectures of one side are left to a
    // warning: some postal areas cross their border.
    private mutating func area(_ clinic: Clinic) {
        guard let code = clinic.postalCode, let other = reader.territory.prefecture(ofPostalCode: code),
            let own = reader.territory.prefectures.first(where: { $0.code == clinic.prefecture }),
            other.isEast != own.isEast
        else { return }
        complain(
            "profile-area",
            told(.profileArea, ["code": code, "ofCode": other.name, "ofAddress": own.name]), "clinic", "postalCode")
    }

    // 御中 and 様 are the document's to add, one of them.
    private mutating func names(_ clinic: Clinic) {
        for ending in ["御中", "様"] where clinic.name.hasSuffix(ending) {
            complain(
                "profile-honorific", told(.profileNameHonorific, ["ending": ending]),
                "clinic", "name")
        }
        for ending in ["御中", "様"] where clinic.addressee?.hasSuffix(ending) == true {
            complain(
                "profile-honorific", told(.profileAddresseeHonorific, ["ending": ending]),
                "clinic", "addressee")
        }
    }

    private mutating func codes(_ clinic: Clinic) {
        guard let facts = reader.facilities[clinic.kind] else { return }
        var hasOwn = clinic.codes.isEmpty
        for (index, text) in clinic.codes.enumerated() {
            let path = ["clinic", "codes", String(index)]
            guard let code = MedicalCode(text) else {
                complain(
                    "profile-code", told(.profileCodeDigits, ["code": text]),
                    path[0], path[1], path[2])
                continue
            }
            if !code.hasValidCheckDigit {
                complain(
                    "profile-code",
                    told(.profileCodeCheckDigit, ["code": text]), path[0], path[1], path[2])
            }
            if clinic.prefecture != "00", code.prefecture != clinic.prefecture {
                complain(
                    "profile-code",
                    told(
                        .profileCodePrefecture,
                        ["code": text, "ofCode": code.prefecture, "ofAddress": clinic.prefecture]), path[0], path[1],
                    path[2])
            }
            let isOwn = facts.codeTables.contains(code.table)
            if isOwn { hasOwn = true }
            if !isOwn, !facts.alsoCodeTables.contains(code.table) {
                hasOwn = true
                complain(
                    "profile-code",
                    told(
                        .profileCodeTable,
                        [
                            "code": text, "table": code.table, "kind": clinic.kind.rawValue, "name": facts.name,
                            "needed": either(facts.codeTables),
                        ]),
                    path[0],
                    path[1], path[2])
            }
        }
        if !hasOwn {
            complain(
                "profile-code",
                told(
                    .profileCodeNone,
                    ["needed": either(facts.codeTables), "kind": clinic.kind.rawValue, "name": facts.name]), "clinic",
                "codes")
        }
    }

    private mutating func equipment(_ equipment: EquipmentFacts) {
        let isSilent = equipment.desktops == nil && equipment.notebooks == nil
        let terminals = isSilent ? nil : (equipment.desktops ?? 0) + (equipment.notebooks ?? 0)
        if terminals == 0 {
            complain(
                "profile-terminals", told(.profileNoTerminal),
                "equipment")
            return
        }
        // with neither said, there are as many terminals as readers
        if let terminals, let readers = equipment.cardReaders, readers > terminals {
            complain(
                "profile-readers",
                told(.profileReaders, ["readers": readers, "terminals": terminals]), "equipment", "cardReaders")
        }
    }

    // a slip of some digits, found before charts and columns are drawn for it
    private mutating func extraLines(_ lines: [ExtraLine]) {
        let most = 10_000_000_000
        var sum = 0
        for line in lines {
            let (amount, isTooMuch) = line.quantity.multipliedReportingOverflow(by: line.unitPrice.amount)
            sum = isTooMuch ? Int.max : sum.addingReportingOverflow(amount).overflow ? Int.max : sum + amount
        }
        if sum > most {
            complain(
                "profile-extra-lines",
                told(.profileExtraLines, ["sum": Yen(sum).grouped, "most": Yen(most).grouped]), "extraLines")
        }
    }

    private mutating func dates(_ profile: CustomerProfile) {
        let dates = profile.dates
        let line = profile.line
        let pairs: [(Day?, String, Day?, String)] = [
            (dates.cardReaderApplied, "dates.cardReaderApplied", dates.operationStarts, "dates.operationStarts"),
            (dates.contractOn, "dates.contractOn", dates.completesOn, "dates.completesOn"),
            (dates.contractOn, "dates.contractOn", dates.operationStarts, "dates.operationStarts"),
            (line.appliedOn, "line.appliedOn", line.openedOn, "line.openedOn"),
            (line.openedOn, "line.openedOn", dates.operationStarts, "dates.operationStarts"),
            (dates.issued, "dates.issued", profile.quotation.validUntil, "quotation.validUntil"),
        ]
        for (first, firstName, second, secondName) in pairs {
            guard let first, let second, second < first else { continue }
            let path = secondName.split(separator: ".").map(String.init)
            complain(
                "profile-dates",
                told(
                    .profileDates, ["later": secondName, "laterDay": second, "earlier": firstName, "earlierDay": first]),
                path[0], path[1])
        }
    }
}
