//  Words.swift
//  In: a language's file of words and formats. Out: each of them by its key; a missing one is found at loading.

import DataFiles
import Diagnostics
import Messages

/// The words of one language that programs put together (names of kinds, labels of diagrams, forms of dates).
/// Sentences stand in the templates, not here.
public struct Words: Sendable {
    private let texts: [String]
    /// What is taken from another language's words, in the order of the keys.
    public let borrowed: [WordKey]

    /// Reads `words.yaml`. Every `WordKey` must be there and no other; what is missing is taken from `fallback`, the words
    /// of another language, if there is one.
    public init(file: String, fallback: Words? = nil) throws(DataFaults) {
        try self.init(DataFile.read(file), fallback: fallback)
    }

    public init(_ root: DataNode, fallback: Words? = nil) throws(DataFaults) {
        var texts = fallback?.texts ?? [String](repeating: "", count: WordKey.allCases.count)
        var missing = Set(WordKey.allCases)
        for entry in root.entries {
            guard let key = WordKey(rawValue: entry.key) else {
                throw DataFaults(
                    "words-unknown-key", told(.wordsUnknownKey, ["key": entry.key]),
                    at: entry.keyPlace)
            }
            texts[key.index] = entry.value.text ?? ""
            missing.remove(key)
        }
        borrowed = fallback == nil ? [] : WordKey.allCases.filter(missing.contains)
        if fallback == nil, let key = WordKey.allCases.first(where: missing.contains) {
            throw DataFaults("words-missing-key", told(.wordsMissingKey, ["key": key.rawValue]), at: root.place)
        }
        self.texts = texts
    }

    public subscript(key: WordKey) -> String { texts[key.index] }

    /// The text with its {braces} filled in.
    public func callAsFunction(_ key: WordKey, _ values: KeyValuePairs<String, String>) -> String {
        var result = ""
        var rest = self[key][...]
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
            result += rest[..<open]
            rest = rest[open...]
            guard let close = rest.utf8.firstIndex(of: UInt8(ascii: "}")) else { break }
            let name = rest[rest.index(after: open)..<close]
            let after = rest.index(after: close)
            result += values.first { $0.key == name }?.value[...] ?? rest[..<after]
            rest = rest[after...]
        }
        return result + rest
    }
}

/// Every key of `words.yaml`.
public enum WordKey: String, Sendable, CaseIterable {
    case dateFull = "date.full"
    case dateMonthDay = "date.monthDay"
    case dateWithWeekday = "date.withWeekday"
    case dateYear = "date.year"
    case dateEra = "date.era"
    case dateWeekdays = "date.weekdays"
    case dateEras = "date.eras"
    case dateFirstYear = "date.firstYear"
    case dateMonths = "date.months"
    case moneyBefore = "money.before"
    case moneyYen = "money.yen"
    case moneyUnit = "money.unit"
    case moneyTenThousand = "money.tenThousand"
    case moneyNegative = "money.negative"
    case moneyPositive = "money.positive"
    case moneyEven = "money.even"
    case knownSeparate = "known.separate"
    case knownOpen = "known.open"
    case knownUnconfirmed = "known.unconfirmed"
    case knownNone = "known.none"
    case knownNoCharge = "known.noCharge"
    case knownPlus = "known.plus"
    case kindHospital = "kind.hospital"
    case kindClinic = "kind.clinic"
    case kindDentalClinic = "kind.dentalClinic"
    case kindPharmacy = "kind.pharmacy"
    case kindChainPharmacy = "kind.chainPharmacy"
    case youFacility = "you.facility"
    case youPharmacy = "you.pharmacy"
    case insideFacility = "inside.facility"
    case insidePharmacy = "inside.pharmacy"
    case title = "title"
    case honorificOrganisation = "honorific.organisation"
    case honorificPerson = "honorific.person"
    case titleWindow = "title.window"
    case runningOrganisation = "running.organisation"
    case runningPerson = "running.person"
    case nameEnds = "name.ends"
    case nameWholes = "name.wholes"
    case noteMark = "note.mark"
    case listMark = "list.mark"
    case quantityCounted = "quantity.counted"
    case fileProposal = "file.proposal"
    case fileEstimate = "file.estimate"
    case fileOutside = "file.outside"
    case numberRevision = "number.revision"
    case numberRevisionOnly = "number.revisionOnly"
    case revisionName = "revision.name"
    case revisionInitial = "revision.initial"
    case revisionGrant = "revision.grant"
    case revisionOwn = "revision.own"
    case revisionMonthly = "revision.monthly"
    case revisionAdded = "revision.added"
    case revisionRemoved = "revision.removed"
    case revisionQuantity = "revision.quantity"
    case revisionPrice = "revision.price"
    case statusPrinted = "status.printed"
    case statusConfirmed = "status.confirmed"
    case statusDerived = "status.derived"
    case statusAssumed = "status.assumed"
    case statusUnconfirmed = "status.unconfirmed"
    case groupLine = "group.line"
    case groupEquipment = "group.equipment"
    case groupWork = "group.work"
    case groupSupport = "group.support"
    case groupExtra = "group.extra"
    case groupDiscount = "group.discount"
    case lineExisting = "line.existing"
    case lineNew = "line.new"
    case lineMigration = "line.migration"
    case wiresHub = "wires.hub"
    case wiresNoHub = "wires.noHub"
    case wiresNew = "wires.new"
    case wiresNewAndReused = "wires.newAndReused"
    case quantityNone = "quantity.none"
    case periodThrough = "period.through"
    case periodFrom = "period.from"
    case periodBetween = "period.between"
    case periodBefore = "period.before"
    case periodAgain = "period.again"
    case diagramNetworkTitle = "diagram.network.title"
    case diagramInsideFacility = "diagram.inside.facility"
    case diagramInsidePharmacy = "diagram.inside.pharmacy"
    case diagramScope = "diagram.scope"
    case diagramSupport = "diagram.support"
    case diagramMaintenance = "diagram.maintenance"
    case diagramAuthority = "diagram.authority"
    case diagramAuthority2 = "diagram.authority2"
    case diagramOnu = "diagram.onu"
    case diagramOnuExisting = "diagram.onu.existing"
    case diagramOnuNew = "diagram.onu.new"
    case diagramHub = "diagram.hub"
    case diagramHubPorts = "diagram.hub.ports"
    case diagramRouter = "diagram.router"
    case diagramVlanCheck = "diagram.vlan.check"
    case diagramVlanReceipt = "diagram.vlan.receipt"
    case diagramSwitch = "diagram.switch"
    case diagramSwitchAsk = "diagram.switch.ask"
    case diagramPc = "diagram.pc"
    case diagramPcUse = "diagram.pc.use"
    case diagramDesktop = "diagram.desktop"
    case diagramNotebook = "diagram.notebook"
    case diagramCount = "diagram.count"
    case diagramReader = "diagram.reader"
    case diagramReaderLine1 = "diagram.reader.line1"
    case diagramReaderLine2 = "diagram.reader.line2"
    case diagramReaderBy = "diagram.reader.by"
    case diagramReaderSetup = "diagram.reader.setup"
    case diagramReaderSetup2 = "diagram.reader.setup2"
    case diagramUsb = "diagram.usb"
    case diagramWireless = "diagram.wireless"
    case diagramOldRouter = "diagram.oldRouter"
    case diagramOldHub = "diagram.oldHub"
    case diagramReceipt = "diagram.receipt"
    case diagramReceiptShort = "diagram.receipt.short"
    case diagramOldLan = "diagram.oldLan"
    case diagramOldLan2Facility = "diagram.oldLan2.facility"
    case diagramOldLan2Pharmacy = "diagram.oldLan2.pharmacy"
    case diagramLink = "diagram.link"
    case diagramLegendNew = "diagram.legend.new"
    case diagramLegendNewAndLine = "diagram.legend.newAndLine"
    case diagramLegendShort = "diagram.legend.short"
    case diagramLegendShortAndLine = "diagram.legend.shortAndLine"
    case diagramLegendReused = "diagram.legend.reused"
    case diagramLegendOld = "diagram.legend.old"
    case diagramLegendSpare = "diagram.legend.spare"
    case diagramLine = "diagram.line"
    case diagramSoftware = "diagram.software"
    case diagramNetworkOn1 = "diagram.network.on1"
    case diagramNetworkOn2 = "diagram.network.on2"
    case diagramGrantTitle = "diagram.grant.title"
    case diagramGrantNow = "diagram.grant.now"
    case diagramGrantLater = "diagram.grant.later"
    case diagramGrantOnly = "diagram.grant.only"
    case diagramGrantRate = "diagram.grant.rate"
    case diagramGrantGrant = "diagram.grant.grant"
    case diagramGrantOwn = "diagram.grant.own"
    case diagramGrantLimit = "diagram.grant.limit"
    case diagramGrantHeadroom = "diagram.grant.headroom"
    case diagramFiveTitle = "diagram.five.title"
    case diagramFiveOwn = "diagram.five.own"
    case diagramFiveMonthly = "diagram.five.monthly"
    case diagramFiveSum = "diagram.five.sum"
    case diagramFiveTotal = "diagram.five.total"
    case diagramFiveCase = "diagram.five.case"
    case diagramScheduleTitle = "diagram.schedule.title"
    case diagramScheduleCustomer = "diagram.schedule.customer"
    case diagramScheduleUs = "diagram.schedule.us"
    case diagramScheduleVendor = "diagram.schedule.vendor"
    case diagramScheduleDates = "diagram.schedule.dates"
    case diagramScheduleOrder = "diagram.schedule.order"
    case diagramScheduleFixed = "diagram.schedule.fixed"
    case diagramSchedulePlan = "diagram.schedule.plan"
    case diagramStepApply = "diagram.step.apply"
    case diagramStepOrder = "diagram.step.order"
    case diagramStepUse = "diagram.step.use"
    case diagramStepStart = "diagram.step.start"
    case diagramStepClaim = "diagram.step.claim"
    case diagramStepSurvey = "diagram.step.survey"
    case diagramStepLine = "diagram.step.line"
    case diagramStepInstall = "diagram.step.install"
    case diagramStepTest = "diagram.step.test"
    case diagramStepQuote = "diagram.step.quote"
    case diagramStepRenovate = "diagram.step.renovate"
    case diagramStepConnect = "diagram.step.connect"
    case deadlineReaderApplication = "deadline.readerApplication"
    case deadlineContract = "deadline.contract"
    case deadlineCompletion = "deadline.completion"
    case deadlineClaim = "deadline.claim"
    case landingProduct = "landing.product"
    case deadlineDifferenceOperation = "deadline.differenceOperation"
    case deadlineDeferralFiling = "deadline.deferralFiling"
    case deadlineDeferralContract = "deadline.deferralContract"
    case deadlineDeferralEnd = "deadline.deferralEnd"
    case deadlineMigrationApplication = "deadline.migrationApplication"
    case deadlineMigrationOpening = "deadline.migrationOpening"
    case deadlineValidity = "deadline.validity"
    case deadlinePlannedReaderApplication = "deadline.plannedReaderApplication"
    case deadlinePlannedContract = "deadline.plannedContract"
    case deadlinePlannedCompletion = "deadline.plannedCompletion"
    case deadlinePlannedOperation = "deadline.plannedOperation"
    case sourcePrices = "source.prices"
    case sourceScheme = "source.scheme"
    case sourceSchemeRate = "source.scheme.rate"
    case sourceSchemeCap = "source.scheme.cap"
    case sourceSchemeLimit = "source.scheme.limit"
    case sourceDeadline = "source.deadline"
    case sourceSolutions = "source.solutions"
    case sourceDevices = "source.devices"
    case askDeployment = "ask.deployment"
    case askLineKind = "ask.line.kind"
    case askLineCurrentMonthly = "ask.line.currentMonthly"
    case askLineBuilding = "ask.line.building"
    case askLineSimultaneousWork = "ask.line.simultaneousWork"
    case askLineTimeDesignated = "ask.line.timeDesignated"
    case askLineAppliedOn = "ask.line.appliedOn"
    case askLineOpenedOn = "ask.line.openedOn"
    case askWorkTime = "ask.workTime"
    case askEquipmentDesktops = "ask.equipment.desktops"
    case askEquipmentNotebooks = "ask.equipment.notebooks"
    case askEquipmentCardReaders = "ask.equipment.cardReaders"
    case askEquipmentNewWires = "ask.equipment.newWires"
    case askEquipmentReusedWires = "ask.equipment.reusedWires"
    case askSupport = "ask.support"
    case askReceiptComputerRenovationCost = "ask.receiptComputer.renovationCost"
    case askReceiptComputerVendor = "ask.receiptComputer.vendor"
    case askDatesCardReaderApplied = "ask.dates.cardReaderApplied"
    case askDatesOperationStarts = "ask.dates.operationStarts"
    case askPlace = "ask.place"
    case askRack = "ask.rack"
    case deviceMaintenance = "device.maintenance"
    var index: Int { Self.indices[self] ?? 0 }
    private static let indices = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}
