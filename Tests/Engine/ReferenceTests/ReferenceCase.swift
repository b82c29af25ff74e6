//  ReferenceCase.swift
//  In: the files of Cases/. Out: pairs of documents that must look alike (or must not), each with its claim.
//  A file: a style sheet for all its cases; then per case `## claim`, the document, `==` or `!=`, the reference.

import Foundation

struct ReferenceCase: Sendable, CustomStringConvertible {
    enum Relation: Sendable { case alike, different }
    let file: String
    let line: Int
    let claim: String
    let relation: Relation
    let document: String
    let reference: String
    var description: String { "\(file):\(line): \(claim)" }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

    static let all: [ReferenceCase] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().flatMap { name -> [ReferenceCase] in
            guard let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8) else { return [] }
            return cases(of: text, file: name)
        }
    }()

    private static func cases(of text: String, file: String) -> [ReferenceCase] {
        var sheet = ""
        var result: [ReferenceCase] = []
        var open: (line: Int, claim: String, relation: Relation?, document: String, reference: String)?
        func page(_ body: String) -> String {
            "<!DOCTYPE html><html lang=ja><meta charset=utf-8><title>t</title><style>\(sheet)</style><body>\(body)"
        }
        func close() {
            guard let found = open, let relation = found.relation else { return }
            result.append(
                ReferenceCase(
                    file: file, line: found.line, claim: found.claim, relation: relation,
                    document: page(found.document), reference: page(found.reference)))
        }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("## ") {
                close()
                open = (index + 1, String(line.dropFirst(3)), nil, "", "")
            } else if open == nil {
                sheet += line + "\n"
            } else if line == "==" || line == "!=" {
                open?.relation = line == "==" ? .alike : .different
            } else if open?.relation == nil {
                open?.document += line + "\n"
            } else {
                open?.reference += line + "\n"
            }
        }
        close()
        return result
    }
}
