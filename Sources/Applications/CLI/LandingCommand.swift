//  LandingCommand.swift
//  In: the data files and a day. Out: the public site in a folder, whole: it is written beside the old one and takes its
//  place at the end, so that a fault leaves the old site as it was.

import ArgumentParser
import Glibc
import LandingPage
import Measures
import Messages
import Proposal

struct LandingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "landing", abstract: told(.helpLanding),
        discussion: told(.helpLandingMore))

    @Option(name: .shortAndLong, help: ArgumentHelp(told(.helpLandingFolder)))
    var output: String?

    @Option(name: .long, help: ArgumentHelp(told(.helpLandingDate)))
    var date: DayArgument?

    @Option(name: .long, help: ArgumentHelp(told(.helpLandingBase)))
    var baseURL: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let workshop = try common.workshop()
        if let baseURL,
            !baseURL.hasPrefix("https://") || !baseURL.hasSuffix("/") || baseURL.contains(where: \.isWhitespace)
        {
            throw CommandFailure(
                .usage, told(.cliBaseAddress, ["address": baseURL]))
        }
        let site: LandingSite
        do throws(LandingError) {
            site = try LandingSite(workshop: workshop, day: date?.day, address: baseURL)
        } catch {
            throw CommandFailure(.input, error.description)
        }
        for remark in site.remarks { common.say(remark.line) }
        var folder = output ?? workshop.folders.home + "/Output/landing"
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        try SiteFolder.put(site.files, into: folder, list: LandingSite.listName)
        if output == nil { Console.output(folder) }
    }
}

/// A folder that is replaced whole.
enum SiteFolder {
    /// Only a folder that is empty or holds a site (its list says so) is replaced.
    static func put(_ files: [SiteFile], into folder: String, list: String) throws(CommandFailure) {
        let old = entries(folder)
        if let old, !old.isEmpty, !old.contains(list) {
            throw CommandFailure(
                .input, told(.cliOtherFiles, ["folder": folder, "list": list]))
        }
        if old == nil, OutputFile.exists(folder) {
            throw CommandFailure(.input, told(.cliNoFolder, ["folder": folder]))
        }
        let new = "\(folder).\(getpid()).part"
        try OutputFile.makeFolder(new)
        do throws(CommandFailure) {
            for file in files { try OutputFile.write(file.bytes, to: "\(new)/\(file.name)") }
        } catch {
            remove(new)
            throw error
        }
        let aside = "\(folder).\(getpid()).old"
        if old != nil, rename(folder, aside) != 0 {
            let cause = systemCause(errno)
            remove(new)
            throw CommandFailure(.world, told(.cliSiteReplace, ["folder": folder, "cause": cause]))
        }
        guard rename(new, folder) == 0 else {
            let cause = systemCause(errno)
            if old != nil { rename(aside, folder) }
            remove(new)
            throw CommandFailure(.world, told(.cliSitePlace, ["folder": folder, "cause": cause]))
        }
        if old != nil { remove(aside) }
    }

    /// The names in a folder; nothing if there is none.
    private static func entries(_ folder: String) -> [String]? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Removes a folder's files and the folder; folders inside it are left, and it with them.
    private static func remove(_ folder: String) {
        for name in entries(folder) ?? [] { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }
}
