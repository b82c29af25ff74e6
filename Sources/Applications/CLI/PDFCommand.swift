//  PDFCommand.swift
//  In: any HTML file. Out: its PDF (or a page as PNG); with --repeat, how long it takes cold and warm.

import ArgumentParser
import Glibc
import Messages
import PagedMedia
import Proposal

struct PDFCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pdf", abstract: told(.helpPDF),
        discussion: told(.helpPDFMore))

    @Argument(help: ArgumentHelp(told(.helpPDFPage)))
    var page: String

    @Argument(help: ArgumentHelp(told(.helpPDFOutput)))
    var output: String

    @Option(name: .customLong("ua-sheet"), help: ArgumentHelp(told(.helpSheet)))
    var userAgentSheet: String?

    @Option(name: .customLong("base-url"), help: ArgumentHelp(told(.helpBase)))
    var base: String?

    @Option(name: .long, help: ArgumentHelp(told(.helpAllow)))
    var allow: [String] = []

    @Flag(name: .customLong("system-fonts"), help: ArgumentHelp(told(.helpSystemFonts)))
    var systemFonts = false

    @Flag(name: .long, inversion: .prefixedNo, help: ArgumentHelp(told(.helpTags)))
    var tags = true

    @Option(
        name: .customLong("repeat"),
        help: ArgumentHelp(told(.helpRepeat)))
    var times: Int?

    @Flag(name: .long, help: ArgumentHelp(told(.helpTimings)))
    var timings = false

    @Flag(
        name: .long, help: ArgumentHelp(told(.helpFloor), visibility: .hidden)
    )
    var floor = false

    @OptionGroup var limits: LimitOptions

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let times, times < 1 { throw ValidationError(told(.cliRepeat)) }
    }

    func run() throws {
        let source = try PageSource(page: page, base: base, userAgentSheet: userAgentSheet, allow: allow)
        var fonts = FontLibraryOptions()
        fonts.usesSystemFonts = systemFonts
        // each round takes what a different document would take
        fonts.keepsText = false
        let start = ContinuousClock.now
        let resources: EngineResources
        do { resources = try EngineResources(fonts: fonts) } catch {
            throw DocumentError.rendering(.fonts(error)).failure
        }
        var last: RenderedDocument?
        var best = StageTimings()
        for round in 0..<(times ?? 1) {
            let watch = Stopwatch(since: round == 0 ? start : ContinuousClock.now)
            let session = try source.session(resources, tagged: tags, limits: limits.limits)
            // a process that ends with its document need not take it apart first: a tenth of a large table's time
            if times == nil { _ = Unmanaged.passRetained(session) }
            do {
                let made = try session.pdf()
                last = made
                if times != nil { Console.output("\(round == 0 ? "cold" : "warm") \(watch.reading)") }
                best = round < 2 ? made.timings : best.better(made.timings)
                if floor, round > 0 { try printFloor(session) }
            } catch {
                throw DocumentError.rendering(error).failure
            }
            if round == 0 { common.report(session.diagnostics.entries) }
        }
        guard let last else { return }
        try OutputFile.write(last.pdf, to: output)
        if timings { Console.error(timingLines(best)) }
    }

    private func printFloor(_ session: DocumentSession) throws(RenderingError) {
        let paint = try session.paintBare()
        let watch = Stopwatch(since: ContinuousClock.now)
        _ = try paint()
        Console.output("floor \(watch.reading)")
    }
}

/// Wall and CPU time since it was made.
private struct Stopwatch {
    private let start: ContinuousClock.Instant
    private let cpu: Double

    init(since start: ContinuousClock.Instant) {
        self.start = start
        cpu = Self.cpuMilliseconds
    }
    var reading: String {
        let parts = (ContinuousClock.now - start).components
        let spent = Double(parts.seconds) * 1000 + Double(parts.attoseconds) / 1e15
        return "\(Self.rounded(spent)) ms, cpu \(Self.rounded(Self.cpuMilliseconds - cpu)) ms"
    }
    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
    private static var cpuMilliseconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
    }
}

/// What one document may take.
struct LimitOptions: ParsableArguments {
    @Option(name: .customLong("max-pages"), help: ArgumentHelp(told(.helpMaxPages)))
    var pages = LayoutLimits().maximumPages

    @Option(name: .customLong("max-seconds"), help: ArgumentHelp(told(.helpMaxSeconds)))
    var seconds = LayoutLimits().maximumSeconds ?? 0

    @Option(
        name: .customLong("max-memory"),
        help: ArgumentHelp(told(.helpMaxMemory)))
    var megabytes = LayoutLimits().maximumMegabytes ?? 0

    func validate() throws {
        if pages < 1 { throw ValidationError(told(.cliTakesFrom, ["option": "--max-pages", "low": 1])) }
        if seconds < 0 || !seconds.isFinite {
            throw ValidationError(told(.cliTakesFrom, ["option": "--max-seconds", "low": 0]))
        }
        if megabytes < 0 { throw ValidationError(told(.cliTakesFrom, ["option": "--max-memory", "low": 0])) }
    }

    var limits: LayoutLimits {
        var limits = LayoutLimits()
        limits.maximumPages = pages
        limits.maximumSeconds = seconds > 0 ? seconds : nil
        limits.maximumMegabytes = megabytes > 0 ? megabytes : nil
        return limits
    }
}

/// An HTML file with where its addresses start.
struct PageSource {
    let bytes: [UInt8]
    let address: String
    let policy: ResourcePolicy
    let sheet: StyleSheet?

    init(page: String, base: String?, userAgentSheet: String?, allow: [String]) throws(CommandFailure) {
        func canonical(_ path: String) throws(CommandFailure) -> String {
            guard let resolved = realpath(path, nil) else {
                throw CommandFailure(.input, told(.cliNoSuchPath, ["path": path]))
            }
            defer { free(resolved) }
            return String(cString: resolved)
        }
        // what standard input brings is taken to lie in the current folder
        let path = page == "-" ? try canonical(".") + "/standard-input.html" : try canonical(page)
        guard let bytes = InputFile.read(page == "-" ? page : path) else {
            throw CommandFailure(.input, told(.cliPageUnreadable, ["path": page]))
        }
        self.bytes = bytes
        let folder = try base.map { base throws(CommandFailure) in try canonical(base) }
        let own = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
        address = folder.map { $0 + "/" + String(path.split(separator: "/").last ?? "page.html") } ?? path
        var allowed: [String] = []
        for entry in allow { allowed.append(try canonical(entry)) }
        policy = ResourcePolicy(baseFolder: folder ?? (own.isEmpty ? "/" : own), allowedFolders: allowed)
        if let userAgentSheet {
            let sheetPath = try canonical(userAgentSheet)
            guard let text = InputFile.read(sheetPath) else {
                throw CommandFailure(.input, told(.cliSheetUnreadable, ["path": userAgentSheet]))
            }
            sheet = StyleSheet.parse(bytes: text, address: sheetPath, origin: .userAgent)
        } else {
            sheet = nil
        }
    }

    func session(_ resources: EngineResources, tagged: Bool, limits: LayoutLimits = LayoutLimits())
        throws(CommandFailure) -> DocumentSession
    {
        var options = RenderOptions(resources: policy)
        options.userAgentSheet = sheet
        options.isTagged = tagged
        options.limits = limits
        do {
            return try DocumentSession(bytes: bytes, address: address, resources: resources, options: options)
        } catch {
            throw DocumentError.rendering(error).failure
        }
    }
}

enum InputFile {
    /// The bytes of a file, at most 256 MiB. `-` is standard input.
    static func read(_ path: String) -> [UInt8]? {
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { if descriptor != 0 { close(descriptor) } }
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while result.count < 256 << 20 {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 { return nil }
            if count == 0 { break }
            result += buffer[..<count]
        }
        return result
    }
}
