//  PreviewServer.swift
//  In: a source and a port. Out: the documents in a browser on this machine, and on no other.
//  Invariants of the room: 1 it listens on 127.0.0.1 only; 2 a request under another host's name is refused (DNS
//  rebinding), and so is one that another site's page sends; 3 it serves its own paths from memory and opens no file that
//  a request names; 4 it changes nothing.

import FlyingFox
import FlyingSocks
import Foundation
import LandingPage
import Proposal

/// Why the preview cannot be shown.
public enum PreviewServerError: Error, Sendable {
    case portTaken(UInt16)
    case notAllowed(UInt16)
    case failed(String)
}

/// The preview's server.
public struct PreviewServer: Sendable {
    private let server: HTTPServer
    private let port: UInt16

    /// `port` 0: any that is free. The timeout is longer than a browser waits for news.
    public init(source: PreviewSource, port: UInt16) {
        self.port = port
        let studio = PreviewStudio(source: source)
        server = HTTPServer(
            config: .init(address: .inet(loopbackOn: port), timeout: 60, logger: .disabled),
            handler: PreviewHandler(studio: studio))
    }

    /// Serves until it is stopped. `ready` is called once, with the port it listens on.
    public func run(ready: @Sendable @escaping (UInt16) -> Void) async throws {
        let server = server
        let asked = port
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do { try await server.run() } catch { throw Self.meaning(error, port: asked) }
            }
            group.addTask {
                try await server.waitUntilListening(timeout: 10)
                guard case .ip4(_, let port)? = await server.listeningAddress else { return }
                ready(port)
            }
            try await group.next()
            try await group.next()
        }
    }

    /// Ends the serving; whoever is waiting for news is let go.
    public func stop() async { await server.stop(timeout: 0.2) }

    private static func meaning(_ error: any Error, port: UInt16) -> any Error {
        guard case SocketError.failed(_, let code, let message) = error else { return error }
        return switch code {
        case EADDRINUSE: PreviewServerError.portTaken(port)
        case EACCES, EPERM: PreviewServerError.notAllowed(port)
        default: PreviewServerError.failed(message)
        }
    }
}

extension sockaddr_in {
    fileprivate static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }
}
extension SocketAddress where Self == sockaddr_in {
    fileprivate static func inet(loopbackOn port: UInt16) -> Self { .loopback(port) }
}
