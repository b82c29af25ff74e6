//  Brand.swift
//  In: Assets/Brand/brand.yaml. Out: the seller's facts that every document shares, and the colours of drawings.

import DataFiles
import Diagnostics
import Diagrams
import Measures
import Messages

/// Facts about the seller that no profile carries.
public struct Brand: Sendable {
    public let company: String
    public let web: WebAddress
    public let portal: WebAddress
    /// The canonical address of the landing page; ends with a slash.
    public let site: String
    /// How well that address is known: an assumed one holds its place until the page's home is decided.
    public let siteStatus: FigureStatus
    /// How the company can be reached at all, and where that is said: `web`, `portal`.
    public let contacts: [Contact]
    /// The terms of an estimate.
    public let delivery: String
    public let place: String
    public let payment: String
    /// From this day on an estimate carries the seller's registration number, if it has one.
    public let registrationFrom: Day?
    public let palette: Palette
    /// Codes of the two addresses that every document shows.
    let codes = AddressCodes()

    /// An address of a contact as the file gives it.
    public struct Contact: Sendable, Hashable {
        public let key: String
        public let status: FigureStatus
        public let place: SourceLocation
    }

    public struct WebAddress: Sendable, Hashable {
        public let url: String
        /// As it is printed.
        public let shown: String
    }

    /// Reads the file; a missing key is a fault with its place.
    public init(file: String) throws(DataFaults) {
        let root = try DataFile.read(file)
        func text(_ path: String...) throws(DataFaults) -> String {
            var node = root
            for key in path {
                guard let next = node[key] else {
                    throw DataFaults(
                        "brand-missing-key", told(.brandMissingKey, ["key": path.joined(separator: ".")]),
                        at: node.place)
                }
                node = next
            }
            return node.text ?? ""
        }
        company = try text("company")
        web = WebAddress(url: try text("web", "url"), shown: try text("web", "shown"))
        portal = WebAddress(url: try text("portal", "url"), shown: try text("portal", "shown"))
        site = try text("site", "url")
        func status(_ key: String) throws(DataFaults) -> FigureStatus {
            let written = try text(key, "status")
            guard let status = FigureStatus(rawValue: written) else {
                throw DataFaults(
                    "brand-status",
                    told(
                        .brandStatus,
                        ["key": key, "text": written, "known": listed(FigureStatus.allCases.map(\.rawValue))]),
                    at: root[key]?["status"]?.place ?? root.place)
            }
            return status
        }
        siteStatus = try status("site")
        var contacts: [Contact] = []
        for key in ["web", "portal", "site"] {
            contacts.append(
                Contact(key: key, status: try status(key), place: root[key]?["url"]?.place ?? root.place))
        }
        self.contacts = contacts
        guard site.hasPrefix("https://"), site.hasSuffix("/") else {
            throw DataFaults(
                "brand-site", told(.brandSite, ["address": site]),
                at: root["site"]?["url"]?.place ?? root.place)
        }
        delivery = try text("estimate", "delivery")
        place = try text("estimate", "place")
        payment = try text("estimate", "payment")
        registrationFrom = Day(try text("estimate", "registrationFrom"))
        palette = Palette(
            primary: try text("palette", "primary"), accent: try text("palette", "accent"),
            ink: try text("palette", "ink"), ink2: try text("palette", "ink2"), line: try text("palette", "line"),
            hair: try text("palette", "hair"), tint: try text("palette", "tint"), ground: try text("palette", "ground"))
    }
}
