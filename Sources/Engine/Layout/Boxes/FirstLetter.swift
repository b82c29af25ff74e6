//  FirstLetter.swift
//  In: a block container with a ::first-letter style. Out: its first letter, with the punctuation around it, in a box.
//  https://www.w3.org/TR/css-pseudo-4/#first-letter-pattern

import Markup
import Style

extension BoxBuilder {
    func applyFirstLetter(_ style: StyleID, to container: Int32, node: NodeID) {
        switch drafts[container].kind {
        case .block, .inlineContext, .tableCell, .tableCaption, .columns: break
        default: return
        }
        guard let (text, parent) = firstText(in: container), drafts[text].pseudo != .marker else { return }
        let scalars = scalars(of: text)
        // positions in scalars
        var start = 0
        while start < scalars.count, WhiteSpace.isSpace(scalars[start]) { start += 1 }
        var end = start
        var seenLetter = false
        while end < scalars.count {
            guard let scalar = Unicode.Scalar(scalars[end]) else { break }
            let category = scalar.properties.generalCategory
            switch category {
            case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation:
                end += 1
                continue
            case .nonspacingMark, .spacingMark, .enclosingMark:
                if end > start {
                    end += 1
                    continue
                }
            default: break
            }
            if seenLetter || WhiteSpace.isSpace(scalars[end]) { break }
            seenLetter = true
            end += 1
        }
        guard seenLetter else { return }
        let letterBox = makeBox(style: style, node: node, pseudo: .firstLetter)
        guard drafts[letterBox].kind == .inline || drafts[letterBox].isOut else { return }
        var pieces: [Int32] = []
        func piece(_ range: Range<Int>, style: StyleID) -> Int32 {
            var draft = drafts[text]
            draft.first = -1
            draft.last = -1
            draft.next = -1
            draft.style = style
            draft.marks.remove(.isBlank)
            if draft.marks.contains(.isGeneratedText) {
                let base = draft.text.lowerBound
                draft.text = base + Int32(range.lowerBound)..<base + Int32(range.upperBound)
            } else {
                func bytes(_ count: Int) -> Int32 {
                    Int32(scalars[..<count].reduce(0) { $0 + ($1 < 0x80 ? 1 : $1 < 0x800 ? 2 : $1 < 0x10000 ? 3 : 4) })
                }
                let base = draft.text.lowerBound
                draft.text = base + bytes(range.lowerBound)..<base + bytes(range.upperBound)
            }
            return drafts.make(draft)
        }
        if start > 0 {
            pieces.append(piece(0..<start, style: drafts[text].style))
            drafts[pieces[0]].marks.insert(.isBlank)
        }
        drafts.append(piece(start..<end, style: style), to: letterBox)
        if drafts[letterBox].kind != .inline { finish(letterBox) }
        pieces.append(letterBox)
        if end < scalars.count { pieces.append(piece(end..<scalars.count, style: drafts[text].style)) }
        var children: [Int32] = []
        for child in drafts.children(parent) {
            if child == text { children += pieces } else { children.append(child) }
        }
        drafts.setChildren(children, of: parent)
    }

    /// The first text in flow and its parent, through blocks and inline boxes.
    private func firstText(in container: Int32) -> (text: Int32, parent: Int32)? {
        var next = drafts[container].first
        while next >= 0 {
            let child = next
            let draft = drafts[child]
            next = draft.next
            if draft.isOut { continue }
            if draft.traits.contains(.atomicInline) { return nil }
            switch draft.kind {
            case .text:
                if scalars(of: child).allSatisfy(WhiteSpace.isSpace) { continue }
                return (child, container)
            case .inline, .inlineContext, .block:
                if draft.first < 0 { continue }
                return firstText(in: child)
            default: return nil
            }
        }
        return nil
    }

    /// A text draft's characters as they stand in the document.
    func scalars(of id: Int32) -> [UInt32] {
        let draft = drafts[id]
        if draft.marks.contains(.isGeneratedText) {
            return Array(drafts.generated[Int(draft.text.lowerBound)..<Int(draft.text.upperBound)])
        }
        let bytes = tree.characters[Int(draft.text.lowerBound)..<Int(draft.text.upperBound)]
        var result: [UInt32] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        // Faster because: no string is made of each text
        func trail(_ distance: Int) -> UInt32? {
            guard index + distance < bytes.endIndex, bytes[index + distance] & 0xC0 == 0x80 else { return nil }
            return UInt32(bytes[index + distance] & 0x3F)
        }
        while index < bytes.endIndex {
            let lead = bytes[index]
            if lead < 0x80 {
                result.append(UInt32(lead))
                index += 1
            } else if lead & 0xF0 == 0xE0, let second = trail(1), let third = trail(2),
                case let value = UInt32(lead & 0x0F) << 12 | second << 6 | third, value >= 0x800,
                !(0xD800...0xDFFF).contains(value)
            {
                result.append(value)
                index += 3
            } else {
                // the rest, whatever it is, as strings read it
                for scalar in String(decoding: bytes[index...], as: UTF8.self).unicodeScalars {
                    result.append(scalar.value)
                }
                break
            }
        }
        return result
    }
}
