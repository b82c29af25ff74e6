//  PreviewHandler.swift
//  In: a request. Out: the viewer's page, a document's state, a picture of a page, a file of the landing page; or nothing.
//
//  /                               the viewer
//  /state?document=D&since=N       what is newer than version N of document D, as JSON; waits for it up to 20 s
//  /page/D/VERSION/K.png           page K of document D; the version only keeps caches honest
//  /landing/…                      the files of the landing page

import Diagnostics
import FlyingFox
import Foundation
import LandingPage
import Messages

struct PreviewHandler: HTTPHandler {
    let studio: PreviewStudio
    /// Between two looks at the files.
    static let pause: Duration = .milliseconds(300)
    /// How long a browser is kept waiting for news.
    static let longest: Duration = .seconds(20)

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard Self.isOurOwn(request) else {
            return Self.response(.forbidden, "text/plain; charset=utf-8", Array((told(.previewNotHost) + "\n").utf8))
        }
        guard request.method == .GET || request.method == .HEAD else {
            return Self.response(.methodNotAllowed, "text/plain; charset=utf-8", [])
        }
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        switch parts.first {
        case nil: return Self.response(.ok, "text/html; charset=utf-8", try ViewerPage.bytes())
        case "state" where parts.count == 1: return try await state(request)
        case "page" where parts.count == 4:
            guard let kind = PreviewKind(rawValue: parts[1]), parts[3].hasSuffix(".png"),
                let number = Int(parts[3].dropLast(4)), let picture = await studio.page(number - 1, of: kind)
            else { break }
            return Self.response(.ok, "image/png", picture)
        case "landing":
            let name = parts.dropFirst().joined(separator: "/")
            guard let file = await studio.siteFile(name.isEmpty ? "index.html" : name) else { break }
            return Self.response(.ok, Self.type(of: file.name), file.bytes)
        default: break
        }
        return Self.response(.notFound, "text/plain; charset=utf-8", Array((told(.previewNotFound) + "\n").utf8))
    }

    /// Whoever rebinds a name to 127.0.0.1 still sends that name; a page of another site says so in Sec-Fetch-Site.
    static func isOurOwn(_ request: HTTPRequest) -> Bool {
        guard let host = request.headers[.host] else { return false }
        let name = host.split(separator: ":", maxSplits: 1).first.map { $0.lowercased() } ?? ""
        guard name == "127.0.0.1" || name == "localhost" else { return false }
        let site = request.headers[HTTPHeader("Sec-Fetch-Site")]
        let isNavigation = request.headers[HTTPHeader("Sec-Fetch-Mode")] == "navigate"
        return site == nil || site == "same-origin" || site == "none" || isNavigation
    }

    private func state(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard let kind = request.query["document"].flatMap(PreviewKind.init(rawValue:)) else {
            return Self.response(.badRequest, "text/plain; charset=utf-8", Array((told(.previewWhich) + "\n").utf8))
        }
        let since = request.query["since"].flatMap { Int($0) } ?? 0
        let start = ContinuousClock.now
        while await studio.newest() <= since, ContinuousClock.now - start < Self.longest {
            try await Task.sleep(for: Self.pause)
        }
        let version = await studio.version(kind)
        return Self.response(.ok, "application/json", try PreviewState(version).json())
    }

    static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "json": "application/json"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "pdf": "application/pdf"
        case "xml": "application/xml"
        default: "text/plain; charset=utf-8"
        }
    }

    static func response(_ status: HTTPStatusCode, _ type: String, _ bytes: [UInt8]) -> HTTPResponse {
        HTTPResponse(
            statusCode: status,
            headers: [
                .contentType: type, HTTPHeader("Cache-Control"): "no-store",
                HTTPHeader("X-Content-Type-Options"): "nosniff",
                HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin", HTTPHeader("X-Frame-Options"): "SAMEORIGIN",
            ], body: Data(bytes))
    }
}

/// What the viewer is told.
struct PreviewState: Encodable {
    var version: Int
    var document: String
    var pages: Int
    var isMade: Bool
    var isOld: Bool
    var complaints: [Complaint]

    struct Complaint: Encodable {
        var id: String
        var severity: String
        var message: String
        var file: String?
        var line: Int?
        var column: Int?
    }

    init(_ version: PreviewVersion) {
        self.version = version.number
        document = version.result.kind.rawValue
        pages = version.result.pages.count
        isMade = version.result.isMade
        isOld = version.isOld
        complaints = version.result.complaints.map {
            Complaint(
                id: $0.id, severity: $0.severity.rawValue, message: $0.message(in: .ofProcess), file: $0.location?.file,
                line: $0.location?.line, column: $0.location?.column)
        }
    }

    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return Array(try encoder.encode(self))
    }
}
