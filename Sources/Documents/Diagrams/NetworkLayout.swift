//  NetworkLayout.swift
//  In: a configuration and the widths of what is written between devices. Out: where everything of its network stands,
//  in millimetres.
//
//  Steps: 1 group the terminals into at most four rows; 2 columns from left to right: the least distances that keep
//  names of cables and frames apart, then what is left over is shared out; 3 rows downwards. Up to two rows of terminals
//  the LAN that is there lies below our scope, which is a rectangle; from three on it lies in a corner that our scope
//  leaves free on the left, so that twenty terminals take no more height than a page has beside its table.

import ClinicProfile
import PackageSelection

struct NetworkLayout {
    /// One row of the terminals' column: one terminal, or several alike.
    struct TerminalRow: Hashable {
        var isNotebook: Bool
        var hasReader: Bool
        var count: Int
    }

    static let width = 170.0
    /// Where the new path runs, and where the names above it end.
    static let axis = 36.0
    static let nameBase = 26.8

    let rows: [TerminalRow]
    let rowY: [Double]
    let onuX: Double
    let hubX: Double?
    let routerX: Double
    let switchX: Double?
    let pcX: Double
    let readerX: Double
    let receiptX: Double
    /// Where the cables of several terminals part, and the middle of their names.
    let trunk: Double
    let cableX: Double
    /// The middle of the name of the first cable of all.
    let firstCableX: Double
    let house: Area
    /// The corners of our scope: four, or six.
    let scope: [(x: Double, y: Double)]
    /// Behind the LAN that is there, and the middle of its devices.
    let ground: Area
    let lower: Double
    /// The LAN that is there lies in the corner of our scope.
    let isCornered: Bool
    /// What is written beside the cable to that LAN lies between these.
    let linkLeft: Double
    let linkRight: Double

    var scopeLeft: Double { scope[0].x }
    var scopeRight: Double { scope[1].x }
    /// The place where a terminal's cable ends, left of its middle, and where its reader's begins, right of it.
    static func ports(_ row: TerminalRow) -> (left: Double, right: Double) { row.isNotebook ? (7, 7) : (8.2, 8.6) }

    /// Terminals with readers first, desktops before notebooks. Up to four rows one each; more are stacked with a count.
    static func rows(_ configuration: PackageConfiguration) -> [TerminalRow] {
        var single: [TerminalRow] = []
        for index in 0..<max(1, configuration.terminals) {
            single.append(
                TerminalRow(
                    isNotebook: index >= configuration.desktops && configuration.notebooks > 0,
                    hasReader: index < configuration.cardReaders, count: 1))
        }
        if single.count <= 4 { return single }
        var grouped: [TerminalRow] = []
        for row in single {
            if let index = grouped.firstIndex(where: {
                $0.isNotebook == row.isNotebook && $0.hasReader == row.hasReader
            }) {
                grouped[index].count += 1
            } else {
                grouped.append(row)
            }
        }
        return grouped
    }

    /// One terminal, or several alike, right of the router: a picture with room for radio waves.
    static func isOnePath(_ configuration: PackageConfiguration) -> Bool {
        rows(configuration).count == 1 && configuration.switches == 0
    }

    /// `cable`: the widest name on a terminal's cable. `usb`: the label between terminal and reader.
    init(_ configuration: PackageConfiguration, cable: Double, usb: Double) {
        let rows = Self.rows(configuration)
        let isExisting = configuration.situation == .existing
        self.rows = rows
        isCornered = rows.count > 2
        let hasColumn = configuration.switches > 0 || rows.count > 1

        // 2 columns: the least distances between the edges of neighbours
        let toFirst = isExisting ? 13.0 : 10
        let hubToRouter = 9.2
        let routerToSwitch = 6.0
        let parting = rows.count == 1 ? 1.5 : configuration.usesWirelessLAN ? 3.4 : 4.4
        let toTerminal = parting + cable + 1.6
        let frame = 1.4
        let toReader = frame + 0.8 + usb + 0.8
        let devices = (isExisting ? 16 + hubToRouter : 0) + 16 + (hasColumn ? routerToSwitch + 16 : 0)
        let least = 24.4 + 4 + 9.2 + toFirst + devices + toTerminal + 16.8 + toReader + 5.2
        let slack = max(0, 159.5 - least)
        let beforeHouse = min(3.7, slack * 0.12)
        let beforeUnit = min(4, slack * 0.12)
        let beforeReader = min(7, slack * 0.15)
        let gaps = Double(2 + (isExisting ? 1 : 0) + (hasColumn ? 1 : 0))
        let share = (slack - beforeHouse - beforeUnit - beforeReader) / gaps

        let houseLeft = 24.4 + beforeHouse
        onuX = houseLeft + 4 + beforeUnit + 4.6
        var x = onuX + 4.6 + toFirst + share
        let left = isExisting ? onuX + 4.6 + 2.2 : houseLeft + 2.4
        firstCableX = ((isExisting ? left : onuX + 3.6) + x) / 2
        if isExisting {
            hubX = x + 8
            x += 16 + hubToRouter + share
        } else {
            hubX = nil
        }
        routerX = x + 8
        x += 16
        var columnX: Double?
        if hasColumn {
            x += routerToSwitch + share
            columnX = x + 8
            x += 16
        }
        switchX = configuration.switches > 0 ? columnX : nil
        x += toTerminal + share
        pcX = x + 8.2
        // the cables part near the last device, or near the terminals where nothing stands between
        trunk = switchX == nil && !isCornered ? x - 1.6 - cable - 1 : (columnX ?? routerX) + 8 + 3.4
        cableX = rows.count > 1 ? x - 1.6 - cable / 2 : ((switchX ?? routerX) + 8 + x) / 2
        readerX = pcX + 8.6 + toReader + beforeReader + 5.2
        let right = pcX + 8.6 + frame

        // 3 rows: what has a count below it takes more room
        var rowY: [Double] = []
        var y = Self.axis
        for row in rows {
            rowY.append(y)
            y += row.count > 1 ? 18.5 : rows.count > 3 ? 16 : 17
        }
        self.rowY = rowY
        let rowsBottom = (rowY.last ?? Self.axis) + ((rows.last?.count ?? 1) > 1 ? 14 : 10)
        // below the last reader it says who sets it up
        let readers = rows.indices.last { rows[$0].hasReader }
        let setupBottom = readers.map { rowY[$0] + (rows[$0].count > 1 ? 20.5 : 17) } ?? 0

        let above = 10.0
        let upperBottom = Self.axis + 26
        if isCornered, let columnX {
            let inner = columnX + 9.8
            scope = [
                (left, above), (right, above), (right, rowsBottom), (inner, rowsBottom), (inner, upperBottom),
                (left, upperBottom),
            ]
            ground = Area(x: left, y: upperBottom + 4, width: inner - 1.6 - left, height: 25)
            lower = upperBottom + 11
            receiptX = columnX
            house = Area(
                x: houseLeft, y: 0.2, width: Self.width - 0.2 - houseLeft,
                height: max(rowsBottom, ground.bottom + 5.6, setupBottom) + 3 - 0.2)
            linkRight = inner - 1
        } else {
            let bottom = max(upperBottom, rowsBottom)
            scope = [(left, above), (right, above), (right, bottom), (left, bottom)]
            lower = max(bottom + 11, setupBottom + 8)
            ground = Area(x: left, y: lower - 7, width: Self.width - 2.2 - left, height: 20.5)
            receiptX = pcX
            house = Area(x: houseLeft, y: 0.2, width: Self.width - 0.2 - houseLeft, height: lower + 16 - 0.2)
            linkRight = rows.count > 1 ? trunk - 1.5 : right - 2
        }
        linkLeft = routerX + 5
    }
}
