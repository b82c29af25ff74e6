//  PreviewCommand.swift
//  In: a profile. Out: its documents in a browser on this machine, made anew whenever a template, a style, a data file or
//  the profile changes; Ctrl-C ends it.

import ArgumentParser
import Foundation
import Measures
import Messages
import Preview
import Proposal
import Synchronization

struct PreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: told(.helpPreview),
        discussion: told(.helpPreviewMore))

    @Argument(help: ArgumentHelp(told(.helpProfile)))
    var profile: String

    @Option(name: .long, help: ArgumentHelp(told(.helpPreviewPort)))
    var port: UInt16 = 8_800

    @Option(name: .long, help: ArgumentHelp(told(.helpDate)))
    var date: DayArgument?

    @Option(name: .long, help: ArgumentHelp(told(.helpLanguage)))
    var language: DocumentLanguage = .ja

    @OptionGroup var common: CommonOptions

    func validate() throws { try common.hold(language) }

    func run() async throws {
        let folders = try common.folders()
        guard profile != "-", OutputFile.exists(profile) else {
            throw CommandFailure(
                .input, told(.previewNoProfile, ["profile": profile]))
        }
        var source = PreviewSource(folders: folders, profile: profile, date: date?.day)
        source.language = language
        let server = PreviewServer(source: source, port: port)
        let signals = StopSignals { Task { await server.stop() } }
        defer { signals.end() }
        do {
            try await server.run { Console.output("http://127.0.0.1:\($0)/") }
        } catch  where signals.wereRaised || error is CancellationError {
            // closing the socket is how it ends
        } catch let error as PreviewServerError {
            throw Self.failure(error)
        } catch {
            throw CommandFailure(.world, told(.previewStopped, ["cause": "\(error)"]))
        }
    }

    private static func failure(_ error: PreviewServerError) -> CommandFailure {
        switch error {
        case .portTaken(let port):
            CommandFailure(
                .input, told(.previewPortTaken, ["port": port]))
        case .notAllowed(let port):
            CommandFailure(.input, told(.previewPortForbidden, ["port": port]))
        case .failed(let cause): CommandFailure(.world, told(.previewFailed, ["cause": cause]))
        }
    }
}

/// Ctrl-C and a polite kill, as something a program can answer.
final class StopSignals {
    private let sources: [any DispatchSourceSignal]
    private let raised = RaisedFlag()

    init(_ action: @Sendable @escaping () -> Void) {
        let raised = raised
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                raised.raise()
                action()
            }
            source.resume()
            return source
        }
    }
    var wereRaised: Bool { raised.isRaised }
    func end() { for source in sources { source.cancel() } }
}

private final class RaisedFlag: Sendable {
    private let flag = Atomic<Bool>(false)
    var isRaised: Bool { flag.load(ordering: .relaxed) }
    func raise() { flag.store(true, ordering: .relaxed) }
}
