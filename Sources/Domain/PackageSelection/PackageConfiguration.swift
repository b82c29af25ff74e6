//  PackageConfiguration.swift
//  In: nothing. Out: the words for a chosen configuration.

import ClinicProfile
import Measures

/// What is delivered and done for one customer, each choice with its reason.
public struct PackageConfiguration: Sendable, Hashable {
    public let situation: LineSituation
    public let lineKind: LineKind
    public let building: Building
    /// The line and our work are done on the same visit; never with an existing line.
    public let isSimultaneous: Bool
    public let isTimeDesignated: Bool
    public let workTime: WorkTime
    public let deployment: Deployment
    public let desktops: Int
    public let notebooks: Int
    public let monitors: Int
    public let cardReaders: Int
    /// How many readers the fund gives free.
    public let freeReaders: Int
    public let hubs: Int
    /// Switches beyond the router's ports.
    public let switches: Int
    public let newWires: Int
    public let reusedWires: Int
    /// New wires beyond what the diagram needs.
    public let spareWires: Int
    /// A migration whose dates fall into the campaign.
    public let isInMigrationCampaign: Bool
    public let usesWirelessLAN: Bool
    public let hasSupport: Bool
    /// Each choice with its reason, in the order of the document.
    public internal(set) var choices: [Choice]
    public internal(set) var assumptions: [Assumption]
    public internal(set) var warnings: [Message]

    public var terminals: Int { desktops + notebooks }

    public struct Choice: Sendable, Hashable {
        public let id: String
        public let reason: Message
    }
}

/// Something that the profile did not say and that was therefore assumed.
public struct Assumption: Sendable, Hashable {
    /// The profile's key: `equipment.newWires`.
    public let key: String
    public let assumed: Message
    /// What one step of it changes, in yen; nothing if it is not known or not money.
    public let effect: Yen?
    public let effectText: Message?

    public init(key: String, assumed: Message, effect: Yen? = nil, effectText: Message? = nil) {
        self.key = key
        self.assumed = assumed
        self.effect = effect
        self.effectText = effectText
    }
}
