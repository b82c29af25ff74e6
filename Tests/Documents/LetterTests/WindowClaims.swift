//  WindowClaims.swift
//  Claims about what is read through the window, wherever the sheet slides.

import Codes
import Diagrams
import Foundation
import Postage
import Testing

@testable import Letter

@Suite struct Windows {
    private let letters: LetterWorkshop
    init() throws { letters = try LetterSamples.letters.get() }

    /// Every place of the sheet in its envelope, in steps of about a millimetre and the ends.
    private func places(_ geometry: WindowGeometry) -> [(dx: Double, dy: Double)] {
        let across = stride(from: 0, through: geometry.slideX, by: 1).map { $0 } + [geometry.slideX]
        let down = stride(from: 0, through: geometry.slideY, by: 1).map { $0 } + [geometry.slideY]
        return across.flatMap { dx in down.map { (dx, $0) } }
    }

    @Test func `an A4 sheet folded in three slides 25 mm sideways and 21 mm up and down in its envelope`() throws {
        let geometry = try letters.geometry(of: .letter)
        #expect(geometry.slideX == 25)
        #expect(geometry.slideY == 21)
        #expect(geometry.alwaysVisible == Area(x: 15, y: 12, width: 75, height: 29))
    }

    @Test(arguments: PieceKind.allCases)
    func `address and bar code stay in the window with their clear space, wherever the sheet lies`(_ kind: PieceKind)
        throws
    {
        let geometry = try letters.geometry(of: kind)
        let window = geometry.envelope.window
        let code = try #require(geometry.codeArea)
        let clear = CustomerBarcode.clearance
        for (dx, dy) in places(geometry) {
            let withSpace = Area(
                x: code.x + dx - clear, y: code.y + dy - clear, width: code.width + 2 * clear,
                height: code.height + 2 * clear)
            #expect(window.contains(withSpace))
            let address = geometry.addressArea
            #expect(
                window.contains(
                    Area(x: address.x + dx, y: address.y + dy, width: address.width, height: address.height)))
        }
        #expect(geometry.addressArea.bottom <= code.y - clear + 0.001)
        // 10 mm from the edge of the piece, wherever the sheet lies
        #expect(code.x >= 10)
        #expect(code.y >= 10)
        let size = try #require(geometry.codeSize)
        #expect(size.points >= 8 && size.points <= 11.5)
    }

    @Test(arguments: [(71.0, 50.0), (80, 50), (92.8, 50), (100, 25), (100, 36)])
    func `in a window that is too small no code is drawn, and the piece says why`(_ width: Double, _ height: Double)
        throws
    {
        let usual = try letters.geometry(of: .letter).envelope
        let window = Area(x: 15, y: 12, width: width, height: height)
        let geometry = WindowGeometry(
            envelope: WindowEnvelope(
                stock: usual.stock, window: window, folds: usual.folds, holds: [.letter], maximumSheets: 6),
            sheetWidth: 210, sheetHeight: 297, margin: 20)
        #expect(geometry.codeSize == nil)
        #expect(geometry.codeArea == nil)
        let offer = try LetterSamples.offer(LetterSamples.cases[0].yaml)
        let facts = PieceFacts(sequence: 1, barcode: try LetterSamples.barcode(of: offer))
        let words = try letters.workshop.words(.ja)
        let outcome = try? letters.block(for: offer.profile, facts, geometry, words).1
        // either the address alone fits, or nothing does: never a code
        #expect(outcome == nil || outcome == .omitted(.windowTooSmall))
    }

    @Test(arguments: [93.0, 97, 101, 110, 130])
    func `the code is drawn as large as the window allows, within the legal sizes`(_ width: Double) throws {
        let usual = try letters.geometry(of: .letter).envelope
        let geometry = WindowGeometry(
            envelope: WindowEnvelope(
                stock: usual.stock, window: Area(x: 15, y: 12, width: width, height: 50), folds: usual.folds,
                holds: [.letter], maximumSheets: 6), sheetWidth: 210, sheetHeight: 297, margin: 20)
        let size = try #require(geometry.codeSize)
        #expect(CustomerBarcode.fits(size: size, window: width, envelopeInnerWidth: 235, foldedWidth: 210))
        let larger = try? CustomerBarcode.Size(points: size.points + 0.5)
        #expect(
            larger.map { !CustomerBarcode.fits(size: $0, window: width, envelopeInnerWidth: 235, foldedWidth: 210) }
                ?? true)
    }

    @Test(arguments: LetterSamples.cases.indices)
    func `on paper the address stands in the window and nothing else ever shows there`(_ index: Int) throws {
        for kind in [PieceKind.letter, .proposal] where kind == .letter || index < 3 {
            let sample = LetterSamples.cases[index]
            let piece = try LetterSamples.piece(kind, sample)
            let words = try PrintedPage.words(piece.render().pdf)[0]
            let geometry = piece.geometry
            let shown = words.filter { $0.area.overlaps(geometry.everVisible) }
            #expect(!shown.isEmpty)
            let room = Area(
                x: geometry.alwaysVisible.x, y: geometry.alwaysVisible.y, width: geometry.alwaysVisible.width,
                height: geometry.alwaysVisible.height)
            for word in shown {
                #expect(room.contains(word.area), "\(kind) \(sample.name): \(word.text) at \(word.area)")
            }
            let seen = shown.map(\.text).joined().filter { !$0.isWhitespace }
            let offer = try LetterSamples.offer(sample.yaml)
            #expect(seen.contains(offer.profile.clinic.name.filter { !$0.isWhitespace }))
            #expect(seen.contains((offer.profile.clinic.address ?? "").filter { !$0.isWhitespace }))
            #expect(seen.hasSuffix(offer.profile.clinic.addressee == nil ? "御中" : "様"))
        }
    }

    @Test(arguments: LetterSamples.cases.indices)
    func `no text stands within 4 mm of a fold, and the back is empty behind the window`(_ index: Int) throws {
        let piece = try LetterSamples.piece(.letter, LetterSamples.cases[index])
        let pages = try PrintedPage.words(piece.render().pdf)
        for fold in piece.geometry.envelope.folds {
            let band = Area(x: 0, y: fold - 4, width: 210, height: 8)
            for word in pages[0] { #expect(!word.area.overlaps(band), "\(word.text) at \(word.area)") }
        }
        let window = piece.geometry.everVisible
        let behind = Area(
            x: 210 - window.right, y: window.y, width: window.width, height: window.height)
        for word in pages[1] { #expect(!word.area.overlaps(behind), "\(word.text) at \(word.area)") }
    }

    @Test func `the bars on paper read back as the code, at legal sizes`() throws {
        let piece = try LetterSamples.piece(.letter, LetterSamples.cases[0])
        let code = try #require(piece.facts.barcode)
        let area = try #require(piece.geometry.codeArea)
        let size = try #require(piece.geometry.codeSize)
        let page = try PrintedPage.pixels(piece.render().pdf, page: 1, resolution: 1200)
        let scale = page.scale
        let middle = Int((area.y + area.height / 2) * scale)
        var bars: [(left: Int, right: Int)] = []
        var x = Int((area.x - 1.5) * scale)
        while x < Int((area.right + 1.5) * scale) {
            guard page.isDark(x, middle) else {
                x += 1
                continue
            }
            let left = x
            while page.isDark(x, middle) { x += 1 }
            bars.append((left, x))
        }
        #expect(bars.count == 67)
        let heights = bars.map { bar -> CustomerBarcode.Bar in
            let column = (bar.left + bar.right) / 2
            var top = middle
            while page.isDark(column, top - 1) { top -= 1 }
            var bottom = middle
            while page.isDark(column, bottom) { bottom += 1 }
            let up = Double(middle - top) / scale > size.timingBar
            let down = Double(bottom - middle) / scale > size.timingBar
            let height = Double(bottom - top) / scale
            if up, down { #expect((3.4 * 0.8...3.6 * 1.15).contains(height)) }
            return up ? (down ? .long : .upper) : (down ? .lower : .timing)
        }
        #expect(heights == code.bars)
        let share = size.points / 10
        for (index, bar) in bars.enumerated() {
            let width = Double(bar.right - bar.left) / scale
            #expect(width > 0.5 * share && width < 0.7 * share)
            guard index > 0 else { continue }
            let pitch = Double(bar.left - bars[index - 1].left) / scale
            let space = Double(bar.left - bars[index - 1].right) / scale
            #expect(pitch > 0.95 * share && pitch < 1.3 * share)
            #expect(space > 0.45 * share && space < 0.7 * share)
        }
        // nothing dark within 2 mm of the code
        let clear = Int(1.95 * scale)
        for y in Int(area.y * scale) - clear..<Int(area.bottom * scale) + clear {
            for x in Int(area.x * scale) - clear..<Int(area.right * scale) + clear {
                let isInside =
                    Double(x) >= area.x * scale - 2 && Double(x) <= area.right * scale + 2
                    && Double(y) >= area.y * scale - 2 && Double(y) <= area.bottom * scale + 2
                if !isInside, page.isDark(x, y) {
                    Issue.record("dark at \(Double(x) / scale), \(Double(y) / scale) mm")
                    return
                }
            }
        }
    }
}
