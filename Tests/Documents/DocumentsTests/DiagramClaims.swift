//  DiagramClaims.swift
//  Claims about the geometry of diagrams, for both line situations and every number of terminals up to twenty.

import DataFiles
import Diagrams
import Measures
import Offer
import PackageSelection
import Proposal
import Testing
import Wording

@Suite struct DiagramClaims {
    private static let home = String(#filePath.components(separatedBy: "/Tests/")[0])
    private static let library = Result { try DomainLibrary(assets: home + "/Assets") }
    private static let words = Result { try Words(file: home + "/Templates/Shared/words.yaml") }
    private static let brand = Result { try Brand(file: home + "/Assets/Brand/brand.yaml") }

    struct Case: CustomStringConvertible, Sendable {
        var line: String
        var desktops: Int
        var notebooks: Int
        var readers: Int
        var wireless = false
        var description: String { "\(line), \(desktops) + \(notebooks) terminals, \(readers) readers" }
    }
    static let cases: [Case] = ["existing", "new", "migration"].flatMap { line in
        [(1, 0, 1), (0, 1, 1), (2, 0, 1), (2, 1, 3), (4, 0, 2), (5, 0, 3), (3, 6, 3), (12, 8, 3)].map {
            Case(line: line, desktops: $0.0, notebooks: $0.1, readers: $0.2)
        } + [Case(line: line, desktops: 1, notebooks: 0, readers: 1, wireless: true)]
    }

    private func configuration(_ item: Case) throws -> PackageConfiguration {
        let text = """
            clinic: {name: 試験病院, kind: hospital, address: 東京都千代田区霞が関1-3-2}
            line: {situation: \(item.line)}
            equipment: {desktops: \(item.desktops), notebooks: \(item.notebooks), cardReaders: \(item.readers), \
            wirelessLAN: \(item.wireless)}
            deployment: onPremises1
            dates: {issued: 2020-12-15}
            """
        let library = try Self.library.get()
        let profile = try library.profile(from: DataFile.parse(text, file: "case.yaml"))
        return try library.offer(for: profile).ordered.configuration
    }
    private func drawing(_ item: Case) throws -> Drawing {
        NetworkDiagram.drawing(
            try configuration(item), names: .init(customer: "試験病院", routerModel: "AT-AR1050V", isPharmacy: false),
            words: try Self.words.get(), palette: try Self.brand.get().palette)
    }

    @Test(arguments: cases)
    func `no two devices overlap, and all lie inside the picture`(_ item: Case) throws {
        let drawing = try drawing(item)
        let frame = Area(x: 0, y: 0, width: drawing.width, height: drawing.height)
        for (index, box) in drawing.boxes.enumerated() {
            #expect(frame.contains(box.area), "\(box.name)")
            for other in drawing.boxes[(index + 1)...] {
                #expect(!box.area.overlaps(other.area), "\(box.name) and \(other.name)")
            }
        }
    }

    @Test(arguments: cases)
    func `labels lie inside the picture and over no device and no other label`(_ item: Case) throws {
        let drawing = try drawing(item)
        let frame = Area(x: 0, y: 0, width: drawing.width, height: drawing.height)
        for (index, label) in drawing.labels.enumerated() {
            #expect(frame.contains(label.area), "\(label.text)")
            // numbers sit on the corners of what they number
            guard label.text.count > 2 else { continue }
            for box in drawing.boxes { #expect(!box.area.overlaps(label.area), "\(label.text) and \(box.name)") }
            for other in drawing.labels[(index + 1)...] where other.text.count > 2 {
                #expect(!other.area.overlaps(label.area), "\(label.text) and \(other.text)")
            }
        }
    }

    @Test(arguments: cases)
    func `wires run straight, through no device but those they join`(_ item: Case) throws {
        let drawing = try drawing(item)
        for wire in drawing.wires {
            for (from, to) in zip(wire.points, wire.points.dropFirst()) {
                #expect(from[0] == to[0] || from[1] == to[1], "\(wire.name)")
                let inside = Area(
                    x: min(from[0], to[0]), y: min(from[1], to[1]), width: abs(from[0] - to[0]),
                    height: abs(from[1] - to[1]))
                for box in drawing.boxes {
                    // the ends touch the devices' edges; a wire through a device would reach its middle
                    let middle = Area(
                        x: box.area.x + box.area.width / 2 - 0.5, y: box.area.y + box.area.height / 2 - 0.5, width: 1,
                        height: 1)
                    let touches =
                        inside.x < middle.right && middle.x < inside.right + 0.01 && inside.y < middle.bottom
                        && middle.y < inside.bottom + 0.01
                    #expect(!touches, "\(wire.name) and \(box.name)")
                }
            }
        }
    }

    @Test func `the wires drawn are the wires priced`() throws {
        for (item, new, reused) in [
            (Case(line: "existing", desktops: 1, notebooks: 0, readers: 1), 4, 1),
            (Case(line: "existing", desktops: 3, notebooks: 0, readers: 2), 6, 1),
            (Case(line: "new", desktops: 1, notebooks: 0, readers: 1), 3, 0),
            (Case(line: "new", desktops: 2, notebooks: 1, readers: 3), 5, 0),
        ] {
            let configuration = try configuration(item)
            #expect(configuration.newWires == new && configuration.reusedWires == reused, "\(item)")
            let names = try drawing(item).labels.map(\.text).filter { $0.hasPrefix("5") && $0.count == 2 }
            #expect(names.count == new + reused && Set(names).count == names.count, "\(item): \(names)")
        }
    }

    @Test func `the same configuration has the same picture`() throws {
        let item = Case(line: "existing", desktops: 2, notebooks: 1, readers: 2)
        #expect(try drawing(item).svg(id: "a") == drawing(item).svg(id: "a"))
    }
}
