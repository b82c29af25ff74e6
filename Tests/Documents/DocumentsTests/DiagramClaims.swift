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
    private static let words = Result {
        let japanese = try Words(file: home + "/Templates/Shared/words.yaml")
        return [
            "ja": japanese, "en": try Words(file: home + "/Templates/Shared/en/words.yaml", fallback: japanese),
        ]
    }
    private static let brand = Result { try Brand(file: home + "/Assets/Brand/brand.yaml") }

    struct Case: CustomStringConvertible, Sendable {
        var line: String
        var desktops: Int
        var notebooks: Int
        var readers: Int
        var wireless = false
        var language = "ja"
        var description: String {
            "\(line), \(desktops) + \(notebooks) terminals, \(readers) readers, \(language)"
                + (wireless ? ", wireless" : "")
        }
    }
    /// Every line and number of terminals with one and three readers, and what is special in each language.
    static let cases: [Case] = ["existing", "new", "migration"].flatMap { line in
        let plain = (1...20).flatMap { count in
            [1, 3].filter { $0 <= count }.map { Case(line: line, desktops: count, notebooks: 0, readers: $0) }
        }
        let special = ["ja", "en"].flatMap { language in
            [(1, 0, 1), (0, 1, 1), (2, 1, 3), (2, 2, 4), (4, 0, 4), (3, 6, 3), (12, 8, 3), (1, 19, 3), (30, 0, 3)]
                .flatMap { desktops, notebooks, readers in
                    [false, true].map {
                        Case(
                            line: line, desktops: desktops, notebooks: notebooks, readers: readers, wireless: $0,
                            language: language)
                    }
                }
        }
        return plain + special
    }

    private func configuration(_ item: Case) throws -> PackageConfiguration {
        let text = """
            clinic: {name: 試験病院, kind: hospital, address: 東京都千代田区霞が関1-3-2}
            line: {situation: \(item.line)}
            equipment: {desktops: \(item.desktops), notebooks: \(item.notebooks), cardReaders: \(item.readers), \
            wirelessLAN: \(item.wireless)}
            dates: {issued: 2020-12-15}
            """
        let library = try Self.library.get()
        let profile = try library.profile(from: DataFile.parse(text, file: "case.yaml"))
        return try library.offer(for: profile).ordered.configuration
    }
    private func words(_ item: Case) throws -> Words { try #require(try Self.words.get()[item.language]) }
    private func network(_ item: Case) throws -> Drawing {
        NetworkDiagram.drawing(
            try configuration(item), names: .init(customer: "試験病院", routerModel: "AT-AR1050V", isPharmacy: false),
            words: try words(item), palette: try Self.brand.get().palette)
    }
    /// The network and the small picture of it.
    private func drawings(_ item: Case) throws -> [Drawing] {
        let (configuration, palette) = (try configuration(item), try Self.brand.get().palette)
        return [
            try network(item),
            SmallDiagrams.configuration(configuration, isPharmacy: false, words: try words(item), palette: palette),
            SmallDiagrams.onPremises1(configuration, words: try words(item), palette: palette),
            SmallDiagrams.onPremises2(words: try words(item), palette: palette),
        ]
    }

    /// The straight stretches of wires or frames, as areas without thickness.
    private func stretches(_ lines: [Drawing.Wire]) -> [(name: String, area: Area)] {
        lines.flatMap { line in
            zip(line.points, line.points.dropFirst()).map { from, to in
                (
                    line.name,
                    Area(
                        x: min(from[0], to[0]), y: min(from[1], to[1]), width: abs(from[0] - to[0]),
                        height: abs(from[1] - to[1]))
                )
            }
        }
    }
    private func touches(_ stretch: Area, _ area: Area) -> Bool {
        stretch.x < area.right - 0.01 && area.x < stretch.right + 0.01 && stretch.y < area.bottom - 0.01
            && area.y < stretch.bottom + 0.01
    }

    @Test(arguments: cases)
    func `no two devices overlap, and all lie inside the picture`(_ item: Case) throws {
        for drawing in try drawings(item) {
            let frame = Area(x: 0, y: 0, width: drawing.width, height: drawing.height)
            for (index, box) in drawing.boxes.enumerated() {
                #expect(frame.contains(box.area), "\(box.name)")
                for other in drawing.boxes[(index + 1)...] {
                    #expect(!box.area.overlaps(other.area), "\(box.name) and \(other.name)")
                }
            }
        }
    }

    @Test(arguments: cases)
    func `labels have 8 points at least, lie inside the picture and over nothing else`(
        _ item: Case
    ) throws {
        for drawing in try drawings(item) {
            let frame = Area(x: 0, y: 0, width: drawing.width, height: drawing.height)
            let lines = stretches(drawing.wires + drawing.frames)
            for (index, label) in drawing.labels.enumerated() {
                #expect(label.size * 72 / 25.4 >= 8, "\(label.text)")
                #expect(frame.contains(label.area), "\(label.text) \(label.area)")
                for box in drawing.boxes + drawing.marks {
                    #expect(!box.area.overlaps(label.area), "\(label.text) and \(box.name)")
                }
                for line in lines { #expect(!touches(line.area, label.area), "\(label.text) and \(line.name)") }
                for other in drawing.labels[(index + 1)...] {
                    #expect(!other.area.overlaps(label.area), "\(label.text) and \(other.text)")
                }
            }
        }
    }

    @Test(arguments: cases)
    func `numbers and names of cables lie on no frame, on no other and on no device but their own`(_ item: Case) throws
    {
        let drawing = try network(item)
        let frame = Area(x: 0, y: 0, width: drawing.width, height: drawing.height)
        let frames = stretches(drawing.frames)
        for (index, mark) in drawing.marks.enumerated() {
            #expect(frame.contains(mark.area), "\(mark.name)")
            for line in frames { #expect(!touches(line.area, mark.area), "\(mark.name) and \(line.name)") }
            for other in drawing.marks[(index + 1)...] {
                #expect(!mark.area.overlaps(other.area), "\(mark.name) and \(other.name)")
            }
            let covered = drawing.boxes.filter { $0.area.overlaps(mark.area) }
            #expect(covered.count <= (mark.name.hasPrefix("5") ? 0 : 1), "\(mark.name): \(covered.map(\.name))")
        }
    }

    @Test(arguments: cases)
    func `wires run straight, and through no device`(_ item: Case) throws {
        for drawing in try drawings(item) {
            for wire in drawing.wires {
                for (from, to) in zip(wire.points, wire.points.dropFirst()) {
                    #expect(from[0] == to[0] || from[1] == to[1], "\(wire.name)")
                }
            }
            for stretch in stretches(drawing.wires) {
                for box in drawing.boxes {
                    // the ends touch the devices' edges; a wire through a device would reach its inner part
                    let inner = Area(
                        x: box.area.x + 1.5, y: box.area.y + 1.5, width: box.area.width - 3, height: box.area.height - 3
                    )
                    #expect(!touches(stretch.area, inner), "\(stretch.name) and \(box.name)")
                }
            }
        }
    }

    @Test(arguments: cases) func `our scope holds what we provide and nothing else`(_ item: Case) throws {
        let drawing = try network(item)
        let corners = try #require(drawing.frames.first { $0.name == "scope" }).points
        // how often a line to the left crosses the frame's upright stretches
        func isInside(_ area: Area) -> Bool {
            let (x, y) = (area.x + area.width / 2, area.y + area.height / 2)
            return zip(corners, corners.dropFirst()).count {
                $0[0] == $1[0] && $0[0] < x && min($0[1], $1[1]) < y && y < max($0[1], $1[1])
            } % 2 == 1
        }
        for box in drawing.boxes {
            let isOurs =
                ["hub", "router", "switch"].contains(box.name) || box.name.hasPrefix("terminal")
                || box.name == "onu" && item.line != "existing"
            #expect(isInside(box.area) == isOurs, "\(box.name)")
            for corner in zip(corners, corners.dropFirst()) {
                let edge = Area(
                    x: min(corner.0[0], corner.1[0]), y: min(corner.0[1], corner.1[1]),
                    width: abs(corner.0[0] - corner.1[0]), height: abs(corner.0[1] - corner.1[1]))
                #expect(!touches(edge, box.area), "\(box.name) on the frame")
            }
        }
    }

    @Test(arguments: cases) func `every terminal, reader, hub and switch is drawn, with its number`(_ item: Case) throws
    {
        let configuration = try configuration(item)
        let drawing = try network(item)
        let words = try words(item)
        func boxes(_ name: String) -> Int { drawing.boxes.count { $0.name.hasPrefix(name) } }
        func marks(_ name: String) -> Int { drawing.marks.count { $0.name == name } }
        #expect(boxes("hub") == configuration.hubs && boxes("switch") == configuration.switches)
        #expect(marks("4") == configuration.hubs + configuration.switches)
        #expect(marks("1") == 1 && marks("2") == 1 && marks("6") == 1 && marks("3") == boxes("terminal"))
        // what stands for several has their number below it
        func total(_ name: String) -> Int {
            drawing.boxes.filter { $0.name.hasPrefix(name) }.reduce(0) { sum, box in
                let below = drawing.labels.first {
                    abs($0.area.x + $0.area.width / 2 - box.area.x - box.area.width / 2) < 1
                        && $0.area.y > box.area.bottom
                        && $0.area.y < box.area.bottom + 3
                }
                let count = (2...40).first { words(.diagramCount, ["n": String($0)]) == below?.text }
                return sum + (count ?? 1)
            }
        }
        #expect(total("terminal") == configuration.terminals)
        #expect(total("reader") == configuration.cardReaders)
    }

    @Test(arguments: cases) func `the picture leaves room for its table on the page`(_ item: Case) throws {
        #expect(try network(item).height <= 113)
    }

    @Test(arguments: cases) func `the cables named in the picture are the cables priced`(_ item: Case) throws {
        let configuration = try configuration(item)
        let cables = NetworkCables(configuration)
        let marks = try network(item).marks.map(\.name).filter { $0.hasPrefix("5") }
        guard let new = cables.newNames else {
            #expect(configuration.newWires > 25 && Set(marks) == ["5"])
            return
        }
        // 5b–d stands for three
        func letters(_ name: String) -> [Int] {
            let ends = name.replacing("5", with: "").split(separator: "–").compactMap { $0.unicodeScalars.first?.value }
            return Array(Int(ends.first ?? 0)...Int(ends.last ?? 0))
        }
        let drawn = marks.flatMap(letters).sorted()
        #expect(drawn == Array(97..<(97 + configuration.newWires + configuration.reusedWires)))
        #expect(letters(new).count == configuration.newWires)
        #expect(cables.reusedNames.map { letters($0).count } ?? 0 == configuration.reusedWires)
    }

    @Test func `cables beyond the picture are spare, and none is named where there are too few`() throws {
        func cables(_ new: Int, _ reused: Int) throws -> NetworkCables {
            let text = """
                clinic: {name: 試験医院, kind: clinic, address: 東京都千代田区霞が関1-3-2}
                line: {situation: existing}
                equipment: {desktops: 1, cardReaders: 1, newWires: \(new), reusedWires: \(reused)}
                dates: {issued: 2020-12-15}
                """
            let library = try Self.library.get()
            let profile = try library.profile(from: DataFile.parse(text, file: "case.yaml"))
            return NetworkCables(try library.offer(for: profile).ordered.configuration)
        }
        func said(_ cables: NetworkCables) -> String {
            "\(cables.newNames ?? "-") \(cables.reusedNames ?? "-") \(cables.spare) \(cables.isShort)"
        }
        #expect(try said(cables(4, 1)) == "5a–5d 5e 0 false")
        #expect(try said(cables(6, 1)) == "5a–5d 5e 2 false")
        // nothing to re-plug: a new cable to what is there, if one is to spare
        #expect(try said(cables(5, 0)) == "5a–5e - 0 false")
        #expect(try said(cables(4, 0)) == "5a–5d - 0 false")
        #expect(try said(cables(3, 1)) == "- - 0 true")
    }

    @Test func `a line that is laid is drawn as new`() throws {
        func line(_ situation: String) throws -> String {
            let svg = try network(Case(line: situation, desktops: 1, notebooks: 0, readers: 1)).svg(id: "a")
            return try #require(svg.firstMatch(of: /<path d="M17\.5 36L[^>]*>/).map { String($0.output) })
        }
        #expect(try line("new").contains("stroke-width=\"0.7\""))
        #expect(try line("migration").contains("stroke-width=\"0.7\""))
        #expect(try line("existing").contains("stroke-width=\"0.35\""))
    }

    @Test(arguments: ["ja", "en"], [false, true])
    func `the words of the schedule stand within their boxes, with the planned date where there is one`(
        language: String, laysLine: Bool
    ) throws {
        let words = try #require(try Self.words.get()[language])
        let days = try ["2021-01-20", "2021-01-25", "2021-09-15", "2021-12-29"].map { try #require(Day($0)) }
        let tasks: [ScheduleDiagram.Task] = [.application, .order, .completion, .start]
        let drawing = ScheduleDiagram.drawing(
            marks: zip(days, tasks).map { .init(day: $0, text: words[.diagramStepStart], isFixed: false, task: $1) },
            laysLine: laysLine, words: words, palette: try Self.brand.get().palette)
        let frame = Area(x: 0, y: 0, width: drawing.width, height: drawing.height)
        for (index, label) in drawing.labels.enumerated() {
            #expect(label.size * 72 / 25.4 >= 8 && frame.contains(label.area), "\(label.text)")
            for box in drawing.boxes where box.area.overlaps(label.area) {
                let inner = Area(
                    x: box.area.x + 0.3, y: box.area.y + 0.5, width: box.area.width - 0.6, height: box.area.height - 1)
                #expect(inner.contains(label.area), "\(label.text) in \(box.name)")
            }
            for other in drawing.labels[(index + 1)...] {
                #expect(!other.area.overlaps(label.area), "\(label.text) and \(other.text)")
            }
        }
        for day in days {
            let dates = drawing.labels.filter { $0.text == words.monthDay(day) }
            #expect(dates.contains { date in drawing.boxes.contains { $0.area.contains(date.area) } }, "\(day)")
        }
    }

    @Test func `the same configuration has the same picture`() throws {
        let item = Case(line: "existing", desktops: 2, notebooks: 1, readers: 2)
        #expect(try network(item).svg(id: "a") == network(item).svg(id: "a"))
    }
}
