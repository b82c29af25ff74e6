//  RunSignals.swift
//  In: Ctrl-C, or a scheduler's SIGTERM. Out: a run that stops cleanly; a second signal ends it at once.

import Campaign
import Foundation
import Glibc

/// Listens as long as it lives.
final class RunSignals {
    private let sources: [any DispatchSourceSignal]

    init(_ interruption: Interruption) {
        let queue = DispatchQueue(label: "signals")
        sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if interruption.isRequested { _exit(3) }
                interruption.request()
            }
            source.resume()
            return source
        }
        signal(SIGPIPE, SIG_IGN)
    }
    deinit { for source in sources { source.cancel() } }
}

/// What the shell or a scheduler says.
enum Environment {
    static var variables: [String: String] { ProcessInfo.processInfo.environment }
}
