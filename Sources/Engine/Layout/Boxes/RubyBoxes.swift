//  RubyBoxes.swift
//  In: a ruby element's children. Out: bases and texts in pairs, base first. https://www.w3.org/TR/css-ruby-1/#box-fixup

import Style

extension BoxBuilder {
    /// Pairs bases with annotations; anything that is neither becomes an anonymous base.
    func finishRuby(_ id: Int32) {
        var bases: [Int32] = []
        var texts: [Int32] = []
        var result: [Int32] = []
        var loose: [Int32] = []
        func closeLoose() {
            if loose.contains(where: { !drafts[$0].isBlank }) {
                let base = anonymousRuby(.rubyBase, in: id)
                for child in loose { drafts.append(child, to: base) }
                finishInline(base)
                bases.append(base)
            }
            loose.removeAll()
        }
        func closeSegment() {
            closeLoose()
            for index in 0..<max(bases.count, texts.count) {
                result.append(index < bases.count ? bases[index] : anonymousRuby(.rubyBase, in: id))
                if index < texts.count { result.append(texts[index]) }
            }
            bases.removeAll()
            texts.removeAll()
        }
        for child in drafts.children(id) {
            switch drafts[child].kind {
            case .rubyText:
                closeLoose()
                texts.append(child)
            case .rubyBase:
                closeLoose()
                if !texts.isEmpty { closeSegment() }
                bases.append(child)
            default:
                if !texts.isEmpty, !drafts[child].isBlank { closeSegment() }
                loose.append(child)
            }
        }
        closeSegment()
        drafts.setChildren(result, of: id)
    }
    private func anonymousRuby(_ kind: BoxKind, in id: Int32) -> Int32 {
        let style = table.anonymous(inheriting: drafts[id].style, display: .rubyBase)
        return drafts.make(
            BoxDraft(kind: kind, style: style, node: .none, pseudo: nil, traits: [.inlineLevel, .anonymous]))
    }
}
