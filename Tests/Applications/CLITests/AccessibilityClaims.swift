//  AccessibilityClaims.swift
//  In: proposals as files, read by qpdf. Out: claims of PDF/UA-1 (ISO 14289-1) about their structure, each named by its clause:
//  all content is owned by one structure element or is an artifact; parents, roles, heads of tables, alternatives, language.

import Foundation
import Testing

/// What a check found wrong, and how much it looked at: a check that saw nothing proves nothing.
struct StructureReport {
    var faults: [String] = []
    var counts: [String: Int] = [:]
    mutating func expect(_ condition: Bool, _ fault: @autoclosure () -> String) {
        if !condition { faults.append(fault()) }
    }
    mutating func count(_ what: String) { counts[what, default: 0] += 1 }
}

/// Walks the structure tree once and the pages once, and compares them.
struct StructureCheck {
    let file: PDFObjects
    var report = StructureReport()
    /// By page and content id: the structure element that owns it.
    private var owners: [String: [Int: String]] = [:]
    /// By annotation: the structure element that refers to it.
    private var annotationOwners: [String: String] = [:]
    private var headings: [Int] = []
    private var visited: Set<String> = []

    init(_ path: String) throws {
        file = try PDFObjects(path)
        let root = file.catalog["/StructTreeRoot"]
        for kid in file.list(file.dictionary(root)?["/K"]) {
            walk(kid, parent: root as? String ?? "", role: "", page: nil)
        }
        document()
        let parents = file.numbers(file.dictionary(root)?["/ParentTree"])
        for (index, page) in file.pages.enumerated() {
            content(of: page.reference, page.page, number: index + 1, parents)
        }
        for (page, ids) in owners.sorted(by: { $0.key < $1.key }) where !ids.isEmpty {
            report.faults.append(
                "structure refers to content that is not on page \(page): \(ids.keys.sorted().prefix(5))")
        }
        headingOrder()
    }

    // MARK: the document

    private mutating func document() {
        report.expect(
            file.dictionary(file.catalog["/MarkInfo"])?["/Marked"] as? Bool == true, "7.1 not marked as tagged")
        report.expect(!(file.string(file.catalog["/Lang"]) ?? "").isEmpty, "7.2 no language")
        let preferences = file.dictionary(file.catalog["/ViewerPreferences"])
        report.expect(preferences?["/DisplayDocTitle"] as? Bool == true, "7.1 the title is not shown")
        let metadata = String(decoding: file.stream(file.catalog["/Metadata"]), as: UTF8.self)
        report.expect(metadata.contains("<dc:title>"), "7.1 no title in the metadata")
    }

    // MARK: the structure tree

    private static let standard: Set<String> = [
        "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct",
        "Private",
        "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead",
        "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT",
        "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
    ]
    /// What a role may stand in. ISO 32000-1, 14.8.4
    private static let parents: [String: Set<String>] = [
        "TR": ["Table", "THead", "TBody", "TFoot"], "TH": ["TR"], "TD": ["TR"], "THead": ["Table"], "TBody": ["Table"],
        "TFoot": ["Table"], "LI": ["L"], "LBody": ["LI"], "Lbl": ["LI", "Note", "Reference", "BibEntry", "TOCI"],
        "TOCI": ["TOC"], "RB": ["Ruby"], "RT": ["Ruby"], "RP": ["Ruby"],
    ]
    /// What may stand in a role.
    private static let children: [String: Set<String>] = [
        "Table": ["TR", "THead", "TBody", "TFoot", "Caption"], "THead": ["TR"], "TBody": ["TR"], "TFoot": ["TR"],
        "TR": ["TH", "TD"], "L": ["LI", "L", "Caption"], "LI": ["Lbl", "LBody"], "TOC": ["TOCI", "TOC", "Caption"],
        "Ruby": ["RB", "RT", "RP"],
    ]

    private mutating func walk(_ kid: Any, parent: String, role: String, page: String?) {
        if let id = kid as? Int {
            own(id, on: page, by: parent)
            return
        }
        guard let node = file.dictionary(kid) else {
            report.faults.append("7.1 a kid of \(parent) is nothing")
            return
        }
        switch node["/Type"] as? String {
        case "/MCR":
            own(node["/MCID"] as? Int ?? -1, on: node["/Pg"] as? String ?? page, by: parent)
            return
        case "/OBJR":
            guard let target = node["/Obj"] as? String else { return }
            report.expect(annotationOwners[target] == nil, "7.18 annotation \(target) is owned twice")
            annotationOwners[target] = parent
            return
        default: break
        }
        guard let name = kid as? String, visited.insert(name).inserted else {
            report.faults.append("7.1 an element is no object of its own, or stands in two places: \(kid)")
            return
        }
        report.count("elements")
        report.expect(
            node["/P"] as? String == parent, "7.1 \(name) names \(node["/P"] ?? "none") as parent of \(parent)'s kid")
        let own = (node["/S"] as? String).map { String($0.dropFirst()) } ?? "none"
        report.count(own)
        report.expect(Self.standard.contains(own), "7.1 \(own) is no standard role")
        if let allowed = Self.parents[own] { report.expect(allowed.contains(role), "7.1 \(own) stands in \(role)") }
        if let allowed = Self.children[role] { report.expect(allowed.contains(own), "7.1 \(role) contains \(own)") }
        let attributes = file.list(node["/A"]).compactMap { file.dictionary($0) }
        switch own {
        case "TH":
            let scope = attributes.compactMap { $0["/Scope"] as? String }.first ?? ""
            report.expect(
                ["/Row", "/Column", "/Both"].contains(scope), "7.5 \(name): a head of a table without a scope")
        case "Figure", "Formula":
            let alternative = file.string(node["/Alt"]) ?? file.string(node["/ActualText"]) ?? ""
            report.expect(!alternative.isEmpty, "7.3 \(name): a figure without alternative text")
        case "H1", "H2", "H3", "H4", "H5", "H6": headings.append(Int(own.dropFirst()) ?? 0)
        default: break
        }
        let kids = file.list(node["/K"])
        if ["Table", "TR", "L", "LI", "P", "H1", "H2", "H3"].contains(own) {
            report.expect(!kids.isEmpty, "7.1 \(name): \(own) is empty")
        }
        for kid in kids { walk(kid, parent: name, role: own, page: node["/Pg"] as? String ?? page) }
        if own == "Table" { regular(kids, name) }
    }

    private mutating func own(_ id: Int, on page: String?, by element: String) {
        guard let page else {
            report.faults.append("7.1 \(element) owns content \(id) of no page")
            return
        }
        report.expect(owners[page]?[id] == nil, "7.1 content \(id) of \(page) is owned twice")
        owners[page, default: [:]][id] = element
    }

    /// Rows have as many columns each, spans counted. 7.5
    private mutating func regular(_ kids: [Any], _ name: String) {
        var rows: [[[String: Any]]] = []
        func gather(_ kids: [Any]) {
            for kid in kids {
                guard let node = file.dictionary(kid) else { continue }
                if node["/S"] as? String == "/TR" {
                    rows.append(file.list(node["/K"]).compactMap { file.dictionary($0) })
                } else if node["/S"] as? String != "/Caption" {
                    gather(file.list(node["/K"]))
                }
            }
        }
        gather(kids)
        var filled: [Int: Int] = [:]
        for (index, row) in rows.enumerated() {
            for cell in row {
                let attributes = file.list(cell["/A"]).compactMap { file.dictionary($0) }
                func span(_ key: String) -> Int { attributes.compactMap { $0[key] as? Int }.first ?? 1 }
                for below in 0..<span("/RowSpan") { filled[index + below, default: 0] += span("/ColSpan") }
            }
        }
        report.expect(Set(filled.values).count <= 1, "7.5 \(name): rows of \(Set(filled.values).sorted()) columns")
        report.expect(filled.count == rows.count, "7.5 \(name): cells reach below the last row")
    }

    private mutating func headingOrder() {
        var last = 0
        for level in headings {
            report.expect(level <= last + 1, "7.4 a heading of level \(level) after one of level \(last)")
            last = level
        }
    }

    // MARK: the pages

    private static let painting: Set<String> = [
        "Tj", "TJ", "'", "\"", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI",
    ]

    private mutating func content(of reference: String, _ page: [String: Any], number: Int, _ parents: [Int: Any]) {
        var data = Data()
        for part in file.list(page["/Contents"]) { data += file.stream(part) + Data([10]) }
        let named = (page["/StructParents"] as? Int).flatMap { parents[$0] }.map { file.list($0) } ?? []
        /// What is open: a content id, −1 an artifact, nil neither.
        var open: [Int?] = []
        for operation in ContentStream.operations(data) {
            switch operation.name {
            case "BMC", "BDC":
                let tag = operation.operands.first ?? ""
                let id = operation.operands.last.flatMap { Self.contentID($0) }
                let isOpen = open.contains { $0 != nil }
                if let id {
                    report.count("content")
                    report.expect(!isOpen, "7.1 page \(number): content \(id) inside other content")
                    let owner = owners[reference]?.removeValue(forKey: id)
                    report.expect(owner != nil, "7.1 page \(number): content \(id) is owned by nothing, or twice there")
                    report.expect(
                        named.indices.contains(id) && named[id] as? String == owner,
                        "7.1 page \(number): the parent tree says other than the structure of content \(id)")
                }
                if tag == "/Artifact" {
                    report.count("artifacts")
                    report.expect(!isOpen, "7.1 page \(number): an artifact inside content")
                }
                open.append(id ?? (tag == "/Artifact" ? -1 : nil))
            case "EMC":
                report.expect(open.popLast() != nil, "7.1 page \(number): EMC without BMC")
            case let name where Self.painting.contains(name):
                report.count("painted")
                report.expect(
                    open.contains { $0 != nil }, "7.1 page \(number): \(name) is neither tagged nor an artifact")
            default: break
            }
        }
        report.expect(open.isEmpty, "7.1 page \(number): content that does not end")
        let annotations = file.list(page["/Annots"])
        if !annotations.isEmpty {
            report.expect(page["/Tabs"] as? String == "/S", "7.18 page \(number): tab order is not the structure's")
        }
        for annotation in annotations {
            guard let name = annotation as? String, let node = file.dictionary(name) else { continue }
            report.count("annotations")
            let owner = annotationOwners[name]
            report.expect(owner != nil, "7.18 page \(number): an annotation that no element refers to")
            let named = (node["/StructParent"] as? Int).flatMap { parents[$0] } as? String
            report.expect(
                named == owner, "7.18 page \(number): the parent tree says other than the structure of a link")
            if node["/Subtype"] as? String == "/Link" {
                report.expect(
                    file.dictionary(owner)?["/S"] as? String == "/Link", "7.18.5 page \(number): a link outside Link")
                report.expect(
                    !(file.string(node["/Contents"]) ?? "").isEmpty, "7.18.5 page \(number): a link that says nothing")
            }
        }
    }

    /// Of `<< /MCID 5 >>`.
    private static func contentID(_ dictionary: String) -> Int? {
        guard let place = dictionary.range(of: "/MCID") else { return nil }
        return Int(dictionary[place.upperBound...].drop { $0 == " " }.prefix { $0.isNumber })
    }
}

struct AccessibilityClaims {
    @Test(arguments: StructureClaims.profiles)
    func `all content is owned by one element of a sound structure, or is an artifact`(profile: Case) async throws {
        let report = try StructureCheck(try await Proposals.shared.document(profile).path).report
        #expect(report.faults.isEmpty, "\(report.faults.prefix(20).joined(separator: "\n"))")
        for (what, least) in [
            ("elements", 500), ("content", 500), ("artifacts", 20), ("painted", 1_000), ("annotations", 5),
            ("Table", 5),
            ("TH", 30), ("Figure", 3), ("H1", 5), ("H2", 10),
        ] { #expect(report.counts[what, default: 0] >= least, "\(what): \(report.counts[what, default: 0])") }
    }

    @Test(arguments: Case.samples) func `qpdf finds no fault in the file`(profile: Case) async throws {
        let said = try Program.tool("qpdf", ["--check", try await Proposals.shared.document(profile).path])
        #expect(said.contains("No syntax or stream encoding errors found"), "\(said)")
    }
}
