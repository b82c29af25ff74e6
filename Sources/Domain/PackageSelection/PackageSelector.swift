//  PackageSelector.swift
//  In: a profile, a change to it, the price book. Out: the configuration, each choice with its reason.
//
//  Invariants of the room:
//  1. Every choice has a reason that can be printed; every value that the profile does not give is an assumption.
//  2. An alternative keeps the customer's data; only the wires fall back to their diagram when the line changes.

import Catalogue
import ClinicProfile
import Measures

/// How an alternative differs from what the profile orders.
public enum PackageChange: Sendable, Hashable {
    case none
    case line(LineSituation)
    case terminals(desktops: Int, notebooks: Int)
    case support(Bool)
    /// One reader more, and a terminal for it where there is none left.
    case oneMoreReader
}

/// Chooses configurations. Immutable, one per process.
public struct PackageSelector: Sendable {
    /// LAN ports of the router; one of them is for the レセコン.
    public let routerPorts: Int
    public let facilities: [FacilityKind: FacilityFacts]

    public init(routerPorts: Int, facilities: [FacilityKind: FacilityFacts]) {
        self.routerPorts = routerPorts
        self.facilities = facilities
    }

    /// The configuration for a profile on a day.
    public func configuration(
        for profile: CustomerProfile, change: PackageChange, book: PriceBook, on day: Day
    ) -> PackageConfiguration {
        let facts = profile.equipment
        var situation = profile.line.situation
        var takesOwnWires = true
        if case .line(let other) = change {
            takesOwnWires = other == situation
            situation = other
        }

        var readers = facts.cardReaders ?? 1
        var desktops = facts.desktops ?? (facts.notebooks == nil ? readers : 0)
        var notebooks = facts.notebooks ?? 0
        var monitors = facts.monitors ?? desktops
        var addedTerminals = 0
        switch change {
        case .terminals(let newDesktops, let newNotebooks):
            (desktops, notebooks) = (newDesktops, newNotebooks)
            monitors = desktops
        case .oneMoreReader:
            readers += 1
            if readers > desktops + notebooks {
                addedTerminals = 1
                if notebooks > 0, desktops == 0 {
                    notebooks += 1
                } else {
                    desktops += 1
                    monitors += 1
                }
            }
        case .none, .line, .support: break
        }
        let terminals = desktops + notebooks
        let usesWireless = facts.wirelessLAN ?? false
        let wired = usesWireless ? 0 : terminals
        let diagram = situation == .existing ? (new: 3 + wired, reused: 1) : (new: 2 + wired, reused: 0)
        // a terminal that was added wants a wire beside those that the profile counts
        let ownWires = facts.newWires.map { $0 + (usesWireless ? 0 : addedTerminals) }
        let newWires = takesOwnWires ? ownWires ?? diagram.new : diagram.new
        let reusedWires = takesOwnWires ? facts.reusedWires ?? diagram.reused : diagram.reused
        let support: Bool
        if case .support(let wanted) = change { support = wanted } else { support = profile.wantsSupport ?? true }

        let appliedOn = profile.line.appliedOn ?? day
        let isInCampaign =
            situation == .migration && appliedOn <= (book.migrationApplyThrough.value ?? Day(serial: .min))
            && (profile.line.openedOn.map { $0 <= (book.migrationOpenThrough.value ?? Day(serial: .min)) } ?? true)

        var configuration = PackageConfiguration(
            situation: situation, lineKind: profile.line.kind ?? .flets, building: profile.line.building ?? .house,
            isSimultaneous: situation.laysLine && profile.line.simultaneousWork ?? true,
            isTimeDesignated: profile.line.timeDesignated ?? true, workTime: profile.workTime ?? .weekday,
            deployment: profile.deployment ?? .onPremises1, desktops: desktops, notebooks: notebooks,
            monitors: monitors, cardReaders: readers,
            freeReaders: facilities[profile.clinic.kind]?.freeReaders.value ?? 1,
            hubs: situation == .existing ? 1 : 0, switches: terminals > routerPorts - 1 ? 1 : 0, newWires: newWires,
            reusedWires: reusedWires, spareWires: max(0, newWires - diagram.new),
            isInMigrationCampaign: isInCampaign, usesWirelessLAN: usesWireless, hasSupport: support, choices: [],
            assumptions: [], warnings: [])
        explain(&configuration, profile, book)
        warn(&configuration, diagram)
        assume(&configuration, profile, change, book)
        return configuration
    }

    private func explain(
        _ configuration: inout PackageConfiguration, _ profile: CustomerProfile, _ book: PriceBook
    ) {
        func choose(_ id: String, _ reason: String, _ arguments: KeyValuePairs<String, Message.Value> = [:]) {
            configuration.choices.append(.init(id: id, reason: Message(reason, arguments)))
        }
        choose("deployment", "reason.deployment.\(configuration.deployment.rawValue)")
        if configuration.situation == .existing, configuration.lineKind == .other {
            choose("line", "reason.line.existingOther")
        } else {
            choose("line", "reason.line.\(configuration.situation.rawValue)")
        }
        if configuration.situation.laysLine {
            choose("building", "reason.building.\(configuration.building.rawValue)")
            choose("simultaneous", configuration.isSimultaneous ? "reason.work.simultaneous" : "reason.work.separate")
        }
        if configuration.workTime == .weekday {
            choose("workTime", "reason.workTime.weekday")
        } else if configuration.workTime == .holiday, configuration.situation.laysLine,
            let extra = book[.holidayLineWork].price.value
        {
            choose("workTime", "reason.workTime.holidayLine", ["yen": .yen(extra)])
        } else {
            choose(
                "workTime", "reason.workTime.other", ["time": .name("workTime.\(configuration.workTime.rawValue)")])
        }
        choose(
            "terminals", "reason.terminals",
            ["terminals": .count(configuration.terminals), "readers": .count(configuration.cardReaders)])
        if configuration.desktops > 0 {
            choose("desktops", "reason.desktops", ["count": .count(configuration.desktops)])
        }
        if configuration.notebooks > 0 {
            choose("notebooks", "reason.notebooks", ["count": .count(configuration.notebooks)])
        }
        choose(
            "readers",
            configuration.cardReaders > configuration.freeReaders ? "reason.readers.beyond" : "reason.readers.free",
            ["readers": .count(configuration.cardReaders), "free": .count(configuration.freeReaders)])
        if let model = profile.equipment.readerModel {
            choose("readerModel", "reason.readerModel", ["model": .text(model)])
        }
        choose("hub", configuration.hubs > 0 ? "reason.hub.existing" : "reason.hub.none")
        if configuration.switches > 0 {
            choose(
                "switch", "reason.switch", ["ports": .count(routerPorts), "terminals": .count(configuration.terminals)])
        }
        choose(
            "wires", configuration.situation == .existing ? "reason.wires.existing" : "reason.wires.new",
            ["new": .count(configuration.newWires), "reused": .count(configuration.reusedWires)])
        if configuration.spareWires > 0 {
            choose("spareWires", "reason.wires.spare", ["spare": .count(configuration.spareWires)])
        }
        if configuration.usesWirelessLAN { choose("wirelessLAN", "reason.wireless") }
        choose("support", configuration.hasSupport ? "reason.support.yes" : "reason.support.no")
    }

    private func warn(_ configuration: inout PackageConfiguration, _ diagram: (new: Int, reused: Int)) {
        if configuration.cardReaders > configuration.freeReaders {
            configuration.warnings.append(
                Message(
                    "warning.readers.beyond",
                    [
                        "readers": .count(configuration.cardReaders), "free": .count(configuration.freeReaders),
                        "own": .count(configuration.cardReaders - configuration.freeReaders),
                    ]))
        }
        if configuration.newWires + configuration.reusedWires < diagram.new + diagram.reused {
            configuration.warnings.append(
                Message(
                    "warning.wires.fewer",
                    [
                        "wires": .count(configuration.newWires + configuration.reusedWires),
                        "needed": .count(diagram.new + diagram.reused),
                    ]))
        }
        if configuration.situation == .existing, configuration.lineKind == .other {
            configuration.warnings.append(Message("warning.line.other"))
        }
        if configuration.switches > 0 { configuration.warnings.append(Message("warning.switch")) }
        if configuration.situation == .migration, !configuration.isInMigrationCampaign {
            configuration.warnings.append(Message("warning.migration.late"))
        }
    }

    private func assume(
        _ configuration: inout PackageConfiguration, _ profile: CustomerProfile, _ change: PackageChange,
        _ book: PriceBook
    ) {
        var list: [Assumption] = []
        func assume(
            _ key: String, _ arguments: KeyValuePairs<String, Message.Value> = [:], effect: ItemID? = nil,
            part: String? = nil
        ) {
            let yen = effect.flatMap { book[$0].price.value } ?? part.flatMap { book.lineWorkPart($0)?.price.value }
            list.append(
                Assumption(
                    key: key, assumed: Message("assumed.\(key)", arguments), effect: yen,
                    effectText: yen.map { Message("effect.\(key)", ["yen": .yen($0)]) }))
        }
        let line = profile.line
        let equipment = profile.equipment
        if profile.deployment == nil { assume("deployment") }
        if configuration.situation == .existing {
            if line.kind == nil { assume("line.kind") }
            if line.currentMonthly == nil { assume("line.currentMonthly") }
        } else {
            if line.building == nil { assume("line.building") }
            if line.simultaneousWork == nil { assume("line.simultaneousWork", effect: .baseWork) }
            if line.timeDesignated == nil { assume("line.timeDesignated", part: "timeDesignation") }
        }
        if configuration.situation == .migration {
            if line.appliedOn == nil { assume("line.appliedOn") }
            if line.openedOn == nil { assume("line.openedOn") }
        }
        if profile.workTime == nil { assume("workTime") }
        if equipment.desktops == nil, equipment.notebooks == nil {
            assume("equipment.desktops", ["count": .count(configuration.desktops)], effect: .desktop)
        }
        if equipment.cardReaders == nil {
            assume("equipment.cardReaders", ["count": .count(configuration.cardReaders)], effect: .setupReader)
        }
        if equipment.newWires == nil {
            assume("equipment.newWires", ["count": .count(configuration.newWires)], effect: .lanWireNew)
        }
        if equipment.reusedWires == nil, configuration.situation == .existing {
            assume("equipment.reusedWires", ["count": .count(configuration.reusedWires)], effect: .lanWireReuse)
        }
        if profile.wantsSupport == nil { assume("support", effect: .supportMonthly) }
        if profile.receiptComputer.renovationCost == nil { assume("receiptComputer.renovationCost") }
        configuration.assumptions = list
    }
}
