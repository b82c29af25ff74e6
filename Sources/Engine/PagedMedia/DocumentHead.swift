//  DocumentHead.swift
//  In: `<title>`, `<meta>` and `lang`. Out: what the PDF says of itself.

import Finishing
import Markup
import Style

struct DocumentHead {
    let document: StyledDocument

    func information(created: DocumentDate?) -> DocumentInformation {
        let tree = document.tree
        var result = DocumentInformation()
        result.created = created
        result.modified = created
        let root = tree.documentElement
        guard !root.isNone else { return result }
        result.language = tree.attribute("lang", of: root) ?? tree.attribute("xml:lang", of: root)
        guard let head = tree.children(root).first(where: { tree.name($0) == "head" }) else { return result }
        for child in tree.children(head) {
            switch tree.name(child) {
            case "title" where result.title == nil: result.title = collapsed(tree.textContent(child))
            case "meta":
                guard let name = tree.attribute("name", of: child)?.lowercased(),
                    let content = tree.attribute("content", of: child).map(collapsed), !content.isEmpty
                else { continue }
                switch name {
                case "author": result.authors.append(content)
                case "description" where result.subject == nil: result.subject = content
                case "keywords":
                    for word in content.split(separator: ",").map({ String($0).trimmingSpaces() })
                    where !result.keywords.contains(word) && !word.isEmpty {
                        result.keywords.append(word)
                    }
                case "generator" where result.creator == nil: result.creator = content
                case "dcterms.created" where result.created == nil: result.created = DocumentDate(iso: content)
                case "dcterms.modified" where result.modified == nil: result.modified = DocumentDate(iso: content)
                default: break
                }
            default: break
            }
        }
        return result
    }

    private func collapsed(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension DocumentDate {
    /// Reads `2020-12-15`.
    public init?(iso text: String) {
        let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
        self.init(year: parts[0], month: parts[1], day: parts[2])
    }
}
