//  CatalogueClaims.swift
//  Claims about what the program says to people: every language says it, and every place that says something fills it in.

import Foundation
import Messages
import Testing

@Suite struct CatalogueClaims {
    private static let home = String(#filePath.components(separatedBy: "/Tests/")[0])

    @Test(arguments: MessageLanguage.allCases)
    func `every language has every key, with the same names in braces`(_ language: MessageLanguage) {
        for key in MessageKey.allCases {
            let names = MessageCatalogue.shared.names(key, language: language)
            #expect(names != nil, "\(key) is not in \(language)")
            #expect(names == MessageCatalogue.shared.names(key, language: .en), "\(key) in \(language)")
        }
        #expect(MessageCatalogue.shared.faults.isEmpty)
    }

    @Test func `English has no Japanese and Japanese is Japanese`() {
        func isJapanese(_ text: String) -> Bool {
            text.unicodeScalars.contains { (0x3041...0x9FFF).contains($0.value) }
        }
        // names that only Japanese has
        let named: Set<MessageKey> = [
            .profileNameHonorific, .profileAddresseeHonorific, .profileCodeDigits, .profileCodeCheckDigit,
            .profileCodeTable, .profileCodeNone, .offerWest, .offerDeployment, .fillingList, .helpDefaults,
            .helpQuoteMore, .profileArea,
        ]
        for key in MessageKey.allCases where !named.contains(key) {
            #expect(!isJapanese(MessageCatalogue.shared.text(key, language: .en)), "\(key)")
        }
        let marks = MessageKey.allCases.filter { !isJapanese(MessageCatalogue.shared.text($0, language: .ja)) }
        #expect(
            Set(marks).isSubset(of: [
                .listMark, .dataFoundText, .fillingSubject, .deathWords, .fileFailed, .bookSays, .exampleOf,
            ]),
            "\(marks)")
    }

    @Test(arguments: [
        (["LC_ALL": "ja_JP.UTF-8"], MessageLanguage.ja), (["LANG": "ja_JP.UTF-8"], .ja),
        (["LC_MESSAGES": "ja", "LANG": "en_US.UTF-8"], .ja), (["LC_ALL": "C", "LANG": "ja_JP.UTF-8"], .en),
        (["LC_ALL": "", "LC_MESSAGES": "", "LANG": "ja_JP.eucJP"], .ja), ([:], .en), (["LANG": "java"], .en),
    ])
    func `the locale decides the language`(_ environment: [String: String], _ language: MessageLanguage) {
        #expect(MessageLanguage { environment[$0] } == language)
    }

    @Test func `braces are filled, and those that are no names stay`() {
        let catalogue = MessageCatalogue(Array("listMark\n  en a {name} ${ {} {x\n".utf8))
        #expect(catalogue.text(.listMark, ["name": "b"], language: .en) == "a b ${ {} {x")
        #expect(MessageCatalogue(Array("nothing\n  en x\n  zz y\n".utf8)).faults.count == 2)
    }

    @Test func `every place that says something fills in exactly what its text names, and every key is said`() throws {
        var said: Set<MessageKey> = []
        let files = try #require(FileManager.default.enumerator(atPath: Self.home + "/Sources"))
        for case let path as String in files where path.hasSuffix(".swift") {
            let text = try String(contentsOfFile: Self.home + "/Sources/" + path, encoding: .utf8)
            for call in Self.calls(text) {
                let key = try #require(MessageKey(rawValue: call.key), "\(path): \(call.key)")
                said.insert(key)
                #expect(
                    call.names == MessageCatalogue.shared.names(key, language: .en),
                    "\(path): \(call.key) \(call.names)")
            }
        }
        let silent = MessageKey.allCases.filter { !said.contains($0) }
        #expect(silent.isEmpty, "\(silent)")
    }

    @Test func `nobody is told anything in words that stand in the code`() throws {
        // where words are handed on: complaints, refusals, failures, the console, helps
        let places = try [
            #"(report|complain|fail|Diagnostic|DataFaults|MarkupError|DiagnosticLog)\(\s*"[a-z-]+",\s*(\.\w+,\s*)?""#,
            #"(CommandFailure|failure)\(\s*\.\w+,\s*""#, #"ValidationError\(\s*""#,
            #"\.(input|usage|world|stopped)\(\s*""#, #"(say|Console\.error|Console\.errorRaw)\(\s*"[A-Za-z]"#,
            #"(help|abstract|discussion): +(ArgumentHelp\()?""#,
            #"(throw |[a-z]*fault|refuse|complain)\w*\(\s*"[A-Za-z][^"]* "#,
        ].map { try NSRegularExpression(pattern: $0) }
        let files = try #require(FileManager.default.enumerator(atPath: Self.home + "/Sources"))
        for case let path as String in files where path.hasSuffix(".swift") {
            let text = try String(contentsOfFile: Self.home + "/Sources/" + path, encoding: .utf8)
            for place in places {
                for match in place.matches(in: text, range: NSRange(text.startIndex..., in: text)) {
                    guard let range = Range(match.range, in: text) else { continue }
                    let line = text[..<range.lowerBound].count { $0 == "\n" } + 1
                    Issue.record("\(path):\(line): \(text[range])")
                }
            }
        }
    }

    /// `told(.key, ["name": …])` or `Sentence(.key, …)` wherever it stands in a source.
    private static func calls(_ source: String) -> [(key: String, names: Set<String>)] {
        var found: [(String, Set<String>)] = []
        for part in source.replacing("Sentence(", with: "told(").components(separatedBy: "told(").dropFirst() {
            let start = part.drop { $0.isWhitespace }
            guard start.first == "." else { continue }
            let key = start.dropFirst().prefix { $0.isLetter || $0.isNumber }
            var rest = start.dropFirst(key.count + 1).drop { $0.isWhitespace }
            guard rest.first == "," else {
                found.append((String(key), []))
                continue
            }
            rest = rest.dropFirst().drop { $0.isWhitespace }
            found.append((String(key), names(rest)))
        }
        return found
    }

    /// The texts that are followed by a colon, one bracket deep.
    private static func names(_ literal: Substring) -> Set<String> {
        var names: Set<String> = []
        var depth = 0
        var index = literal.startIndex
        while index < literal.endIndex {
            let character = literal[index]
            index = literal.index(after: index)
            if "[(".contains(character) { depth += 1 }
            if "])".contains(character) {
                depth -= 1
                if depth == 0 { break }
            }
            guard character == "\"" else { continue }
            let from = index
            while index < literal.endIndex, literal[index] != "\"" { index = literal.index(after: index) }
            let text = literal[from..<index]
            if index < literal.endIndex { index = literal.index(after: index) }
            if depth == 1, index < literal.endIndex, literal[index] == ":" { names.insert(String(text)) }
        }
        return names
    }
}
