//  ProfileReader.swift
//  In: a profile's tree (from a file, a campaign's row, a web form). Out: a valid profile, or every fault in it.

import DataFiles
import Diagnostics
import Measures

/// Reads profiles. Immutable, one per process.
public struct ProfileReader: Sendable {
    public let schema: JSONSchema
    public let territory: TerritoryMap
    public let facilities: [FacilityKind: FacilityFacts]

    public init(schema: JSONSchema, territory: TerritoryMap, facilities: [FacilityKind: FacilityFacts]) {
        self.schema = schema
        self.territory = territory
        self.facilities = facilities
    }

    /// Reads a file; `-` is standard input.
    public func profile(file path: String) throws(DataFaults) -> CustomerProfile {
        try profile(from: try DataFile.read(path))
    }

    /// Reads a tree. Keys may be English or their Japanese titles.
    public func profile(from written: DataNode) throws(DataFaults) -> CustomerProfile {
        let root = try schema.checked(written)
        let line = root["line"] ?? .text("", at: root.place)
        let equipment = root["equipment"] ?? .text("", at: root.place)
        let receipt = root["receiptComputer"] ?? .text("", at: root.place)
        let dates = root["dates"] ?? .text("", at: root.place)
        let seller = root["seller"] ?? .text("", at: root.place)
        let quotation = root["quotation"] ?? .text("", at: root.place)

        var check = ProfileCheck(reader: self, root: root)
        let clinic = try clinic(root, &check)
        var needs: [String] = []
        for need in root.texts("needs") where !needs.contains(need) { needs.append(need) }

        let profile = CustomerProfile(
            clinic: clinic,
            line: LineFacts(
                situation: try line.needed("situation", try line.choice("situation", LineSituation.self)),
                kind: try line.choice("kind", LineKind.self), currentMonthly: try line.yen("currentMonthly"),
                simultaneousWork: try line.flag("simultaneousWork"),
                building: try line.choice("building", Building.self),
                timeDesignated: try line.flag("timeDesignated"), appliedOn: try line.day("appliedOn"),
                openedOn: try line.day("openedOn")),
            equipment: EquipmentFacts(
                desktops: try equipment.integer("desktops"), notebooks: try equipment.integer("notebooks"),
                monitors: try equipment.integer("monitors"), cardReaders: try equipment.integer("cardReaders"),
                readerModel: equipment.text("readerModel"), newWires: try equipment.integer("newWires"),
                reusedWires: try equipment.integer("reusedWires"), wirelessLAN: try equipment.flag("wirelessLAN")),
            deployment: try root.choice("deployment", Deployment.self),
            workTime: try root.choice("workTime", WorkTime.self), wantsSupport: try root.flag("support"),
            receiptComputer: ReceiptComputer(
                vendor: receipt.text("vendor"), renovationCost: try receipt.yen("renovationCost")),
            dates: ProfileDates(
                issued: try dates.day("issued"), cardReaderApplied: try dates.day("cardReaderApplied"),
                contractOn: try dates.day("contractOn"), completesOn: try dates.day("completesOn"),
                operationStarts: try dates.day("operationStarts")),
            deferral: try root.choice("deferral", DeferralReason.self),
            needs: needs, overrides: try overrides(root), extraLines: try extraLines(root),
            discounts: try discounts(root),
            seller: Seller(
                company: seller.text("company"), office: seller.text("office"), name: seller.text("name"),
                postalCode: seller.text("postalCode")?.filter { $0 != "-" }, address: seller.text("address"),
                phone: seller.text("phone"), fax: seller.text("fax"), email: seller.text("email"),
                registrationNumber: seller.text("registrationNumber")),
            quotation: Quotation(
                number: quotation.text("number"), revision: try quotation.integer("revision") ?? 1,
                validUntil: try quotation.day("validUntil")),
            origin: root)
        check.profile(profile)
        if !check.faults.isEmpty { throw DataFaults(check.faults) }
        return profile
    }

    private func clinic(_ root: DataNode, _ check: inout ProfileCheck) throws(DataFaults) -> Clinic {
        let node = try root.needed("clinic", root["clinic"])
        let kind = try node.needed("kind", try node.choice("kind", FacilityKind.self))
        let postalCode = node.text("postalCode")?.filter { $0 != "-" }
        let location = territory.location(address: node.text("address"), postalCode: postalCode)
        if location == nil { check.noPrefecture(node) }
        return Clinic(
            name: try node.needed("name", node.text("name")), kind: kind,
            codes: node.texts("codes").map { $0.filter { $0 != "-" } }, postalCode: postalCode,
            address: node.text("address"), department: node.text("department"), addressee: node.text("addressee"),
            phone: node.text("phone"), prefecture: location?.prefecture.code ?? "00",
            territory: location?.territory ?? .east)
    }

    private func overrides(_ root: DataNode) throws(DataFaults) -> [PriceOverride] {
        var result: [PriceOverride] = []
        for node in root["overrides"]?.elements ?? [] {
            result.append(
                PriceOverride(
                    item: try node.needed("item", node.text("item")),
                    unitPrice: try node.needed("unitPrice", try node.yen("unitPrice")),
                    source: try node.needed("source", node.text("source")),
                    by: try node.needed("by", node.text("by")), on: try node.needed("on", try node.day("on"))))
        }
        return result
    }

    private func extraLines(_ root: DataNode) throws(DataFaults) -> [ExtraLine] {
        var result: [ExtraLine] = []
        for node in root["extraLines"]?.elements ?? [] {
            result.append(
                ExtraLine(
                    name: try node.needed("name", node.text("name")),
                    quantity: try node.needed("quantity", try node.integer("quantity")),
                    unitPrice: try node.needed("unitPrice", try node.yen("unitPrice")),
                    isEligible: try node.needed("eligible", try node.flag("eligible")),
                    source: try node.needed("source", node.text("source")), by: node.text("by")))
        }
        return result
    }

    private func discounts(_ root: DataNode) throws(DataFaults) -> [Discount] {
        var result: [Discount] = []
        for node in root["discounts"]?.elements ?? [] {
            result.append(
                Discount(
                    name: try node.needed("name", node.text("name")),
                    amount: try node.needed("amount", try node.yen("amount")),
                    reason: try node.needed("reason", node.text("reason")),
                    approvedBy: try node.needed("approvedBy", node.text("approvedBy"))))
        }
        return result
    }
}
