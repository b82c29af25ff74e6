//  MissingCharacters.swift
//  In: what stopped a document, and the profile's text. Out: a character that no font has (外字), where the profile writes it.

import Diagnostics
import Messages
import Proposal

extension ProfileInput {
    /// The failure with places that its reader can act on: a character that came from the profile is named there, once,
    /// not at the places of the templates that print it.
    func failure(_ error: DocumentError) -> CommandFailure {
        guard case .missingCharacters(let missing) = error else { return error.failure }
        var messages: [String] = []
        for entry in missing {
            let scalar = Self.scalar(in: entry.message)
            let what =
                scalar.map { told(.cliNoGlyph, ["character": $0, "code": Self.code($0)]) }
                ?? entry.message(in: .ofProcess)
            let place = scalar.flatMap(firstPlace) ?? entry.location
            let message = (place.map { "\($0): " } ?? "") + what
            if !messages.contains(message) { messages.append(message) }
        }
        return CommandFailure(.input, messages.joined(separator: "\n"))
    }

    /// The character that a message names as `(U+30EDE)`.
    private static func scalar(in message: String) -> Unicode.Scalar? {
        let parts = message.split(separator: "(U+", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        return UInt32(parts[1].prefix { $0.isHexDigit }, radix: 16).flatMap(Unicode.Scalar.init)
    }

    /// `U+30EDE`
    private static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Lines and columns as the reader of data files counts them: in characters of Unicode.
    private func firstPlace(of wanted: Unicode.Scalar) -> SourceLocation? {
        var (line, column) = (1, 1)
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar == wanted { return SourceLocation(file: name, line: line, column: column) }
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
        return nil
    }
}
