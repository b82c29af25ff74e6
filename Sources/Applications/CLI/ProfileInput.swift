//  ProfileInput.swift
//  In: the path of a profile, or `-`. Out: the profile, with the bytes it came from.

import ClinicProfile
import DataFiles
import Messages
import Offer

/// A profile with the bytes it came from.
struct ProfileInput {
    let profile: CustomerProfile
    let bytes: [UInt8]
    let name: String

    init(path: String, library: DomainLibrary) throws(CommandFailure) {
        do {
            let text = try DataFile.text(ofFile: path)
            bytes = Array(text.utf8)
            name = path == "-" ? told(.standardInput) : path
            let node = try DataFile.parse(text, file: name)
            profile = try library.profile(from: node)
        } catch {
            throw CommandFailure(.input, error.description)
        }
    }
}
