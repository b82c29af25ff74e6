//  RunningPreview.swift
//  In: a copy of the project. Out: `teian preview` at work on a free port, and what it answers to requests.

import Foundation
import Glibc

/// The program while it serves; stopped with its owner at the latest.
final class RunningPreview {
    let port: UInt16
    private let process = Process()
    private let errors: URL
    private let scratch: ScratchFolder
    /// The project lives as long as the program looks at it.
    private let home: ScratchFolder

    /// `locale`: that of the program; nothing: the test's own.
    init(_ profile: String, home: ScratchFolder, locale: String? = nil) throws {
        scratch = try ScratchFolder()
        self.home = home
        let (out, err) = (scratch.file("out"), scratch.file("err"))
        errors = err
        try Data().write(to: out)
        try Data().write(to: err)
        process.executableURL = URL(fileURLWithPath: try Program.teian())
        process.arguments = ["preview", profile, "--port", "0", "--home", home.url.path]
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: err)
        process.standardInput = FileHandle.nullDevice
        if let locale {
            process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": locale]) { _, own in own }
        }
        try process.run()
        // the address is printed once it listens
        for _ in 0..<200 {
            let line = String(decoding: try Data(contentsOf: out), as: UTF8.self)
            if line.hasSuffix("\n"), let number = line.dropLast(2).split(separator: ":").last.flatMap({ UInt16($0) }) {
                port = number
                return
            }
            usleep(50_000)
        }
        process.terminate()
        throw CannotTest("teian preview does not say where it listens: \(try String(contentsOf: err, encoding: .utf8))")
    }
    deinit { if process.isRunning { process.terminate() } }

    /// Ctrl-C; the exit code, or nothing if it does not end within ten seconds.
    func interrupt() -> Int32? {
        process.interrupt()
        for _ in 0..<200 where process.isRunning { usleep(50_000) }
        return process.isRunning ? nil : process.terminationStatus
    }
    var error: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

    struct Answer {
        let status: Int
        let head: String
        let body: Data
        var text: String { String(decoding: body, as: UTF8.self) }
        func json() throws -> [String: Any] {
            try JSONSerialization.jsonObject(with: body) as? [String: Any] ?? [:]
        }
    }

    /// One request over a connection of its own; `path` is sent as it is.
    func get(_ path: String, host: String? = nil, headers: [String] = [], method: String = "GET") throws -> Answer {
        let lines =
            ["\(method) \(path) HTTP/1.1", "Host: \(host ?? "127.0.0.1:\(port)")", "Connection: close"] + headers
        let data = try exchange(Data((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
        guard let end = data.range(of: Data("\r\n\r\n".utf8)) else { throw CannotTest("no answer to \(path)") }
        let head = String(decoding: data[..<end.lowerBound], as: UTF8.self)
        let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return Answer(status: status, head: head, body: data[end.upperBound...])
    }

    private func exchange(_ request: Data) throws -> Data {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw CannotTest("no socket") }
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw CannotTest("nobody listens on port \(port)") }
        var patience = timeval(tv_sec: 40, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        _ = request.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        var answer = Data()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count <= 0 { return answer }
            answer.append(contentsOf: buffer[..<count])
        }
    }
}
