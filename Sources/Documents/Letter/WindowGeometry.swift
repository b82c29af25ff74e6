//  WindowGeometry.swift
//  In: an envelope and the sheet. Out: what of the sheet is always seen through the window, what is ever seen, and
//  where address and bar code may stand. Millimetres from the sheet's upper left corner.
//  https://www.post.japanpost.jp/zipcode/zipmanual/p12.html : 2 mm around the code stay clear, to the window's edge too.

import Codes
import Diagrams

/// Why a piece carries no customer bar code, so that no discount for it may be claimed.
public enum BarcodeObstacle: String, Sendable, Hashable, CaseIterable {
    /// The window is too small for the smallest legal size and the sheet's play.
    case windowTooSmall
    /// The list gave none: no postal data, or only the area's number is known.
    case noCode
    /// Address and name are too long to leave room for it.
    case addressTooLong
}

/// The window as the sheet sees it.
public struct WindowGeometry: Sendable, Hashable {
    public let envelope: WindowEnvelope
    /// How far the folded sheet can slide to the right and downwards from the upper left corner.
    public let slideX: Double
    public let slideY: Double
    /// Seen wherever the sheet lies; empty if nothing is.
    public let alwaysVisible: Area
    /// Seen in some place of the sheet: nothing but address and code may stand here.
    public let everVisible: Area
    /// Left edge of address and code.
    public let left: Double
    /// The largest legal size that stays clear of the window's edges; nil if even 8 points do not.
    public let codeSize: CustomerBarcode.Size?
    /// The bars alone, at `codeSize`.
    public let codeArea: Area?
    /// Where the address may stand above a code, and where without one.
    public let addressArea: Area
    public let addressAreaAlone: Area

    /// What the paper may lie off, beyond what is computed.
    static let tolerance = 1.0
    /// The lines of an address need at least this.
    static let leastAddressHeight = 12.0

    public init(envelope: WindowEnvelope, sheetWidth: Double, sheetHeight: Double, margin: Double) {
        self.envelope = envelope
        let folded = envelope.folds.first ?? sheetHeight
        slideX = max(0, envelope.innerWidth - sheetWidth)
        slideY = max(0, envelope.innerHeight - folded)
        let window = envelope.window
        // a point (x, y) of the sheet lies at (x + dx, y + dy) of the envelope, 0 ≤ dx ≤ slideX, 0 ≤ dy ≤ slideY
        alwaysVisible = Area(
            x: window.x, y: window.y, width: max(0, window.width - slideX), height: max(0, window.height - slideY))
        everVisible = Area(
            x: window.x - slideX, y: window.y - slideY, width: window.width + slideX, height: window.height + slideY)
        let clear = CustomerBarcode.clearance
        var size = CustomerBarcode.largestSize(
            window: window.width, envelopeInnerWidth: envelope.innerWidth, foldedWidth: sheetWidth)
        if let found = size,
            alwaysVisible.height < Self.tolerance + Self.leastAddressHeight + found.height + 2 * clear
        {
            size = nil
        }
        codeSize = size
        let width = size.map { $0.width + clear } ?? 0
        left = max(alwaysVisible.x + clear, min(margin, alwaysVisible.right - clear - max(0, width - clear)))
        let top = alwaysVisible.y + Self.tolerance
        let textWidth = max(0, alwaysVisible.right - Self.tolerance - left)
        let whole = max(0, alwaysVisible.bottom - Self.tolerance - top)
        addressAreaAlone = Area(x: left, y: top, width: textWidth, height: whole)
        if let size {
            let codeTop = alwaysVisible.bottom - clear - size.height
            codeArea = Area(x: left, y: codeTop, width: size.width, height: size.height)
            addressArea = Area(x: left, y: top, width: textWidth, height: max(0, codeTop - clear - top))
        } else {
            codeArea = nil
            addressArea = addressAreaAlone
        }
    }
}
