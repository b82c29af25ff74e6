//  FontLibrary.swift
//  In: a closed list of font folders. Out: faces by family, weight, width, posture; which face has a character.

import Synchronization

/// Where fonts are and what the generic families mean.
public struct FontLibraryOptions: Sendable {
    /// Folders read with their subfolders. Only these, unless `usesSystemFonts`.
    public var folders: [String] = [
        "/usr/share/fonts/truetype/bizud-gothic", "/usr/share/fonts/truetype/bizud-mincho",
        "/usr/share/fonts/truetype/ipamj",
    ]
    /// Adds what Fontconfig's own configuration lists; documents then depend on the machine.
    public var usesSystemFonts = false
    /// Generic keyword → families tried in order.
    public var genericFamilies: [String: [String]] = [
        "serif": ["BIZ UDPMincho", "BIZ UDMincho", "Noto Serif CJK JP", "DejaVu Serif"],
        "sans-serif": ["BIZ UDPGothic", "BIZ UDGothic", "Noto Sans CJK JP", "DejaVu Sans"],
        "monospace": ["BIZ UDGothic", "Noto Sans Mono CJK JP", "DejaVu Sans Mono"],
        "system-ui": ["BIZ UDPGothic", "BIZ UDGothic"],
        "cursive": ["BIZ UDPMincho"], "fantasy": ["BIZ UDPGothic"],
        "ui-serif": ["BIZ UDPMincho"], "ui-sans-serif": ["BIZ UDPGothic"], "ui-monospace": ["BIZ UDGothic"],
        "math": ["BIZ UDPMincho"], "emoji": [],
    ]
    /// Families tried, in order, for a character that no family of the style has.
    public var lastResort: [String] = [
        "BIZ UDPGothic", "BIZ UDGothic", "BIZ UDPMincho", "IPAmjMincho", "Noto Sans CJK JP", "DejaVu Sans",
    ]
    public init() {}
}

/// Why there is no library.
public enum FontLibraryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// None of these folders holds a font that can be read.
    case noFonts(folders: [String])
    public var description: String {
        switch self {
        case .noFonts(let folders): "no readable font in " + folders.joined(separator: ", ")
        }
    }
}

/// All faces a process knows. Immutable to its users: faces are opened on first use behind a lock.
public final class FontLibrary: Sendable {
    public let options: FontLibraryOptions

    public init(_ options: FontLibraryOptions = FontLibraryOptions()) throws(FontLibraryError) {
        self.options = options
    }
    /// A face already used by some run.
    public func face(_ id: FaceID) -> FontFace { fatalError("not furnished yet") }
    /// Whether a family of this name (in any language) is in the library.
    public func hasFamily(_ name: String) -> Bool { false }
}
