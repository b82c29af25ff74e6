//  PageCascade.swift
//  In: `@page` rules and what a page is. Out: its style and those of its margin boxes.
//  https://www.w3.org/TR/css-page-3/#cascading-and-page-context

import Geometry
import Markup

final class PageCascade {
    private let cascade: Cascade
    private let root: ComputedStyle
    private let resolver: DeclarationResolver
    /// By the rules that apply: pages of one kind have one style.
    private var known: [[UInt64]: PageStyle] = [:]

    init(cascade: Cascade, root: ComputedStyle, environment: CustomEnvironment?) {
        self.cascade = cascade
        self.root = root
        resolver = DeclarationResolver(cascade: cascade, environment: environment)
        resolver.setRoot(root)
    }

    private struct Match {
        var layer: UInt32
        var rank: UInt64
        var rule: PageRule
    }

    func style(for page: PageSelectorContext) -> PageStyle {
        var matches: [Match] = []
        for (rule, layer, order) in cascade.index.pages {
            guard let specificity = Self.specificity(rule, page) else { continue }
            matches.append(
                Match(layer: layer, rank: UInt64(specificity) << 32 | UInt64(UInt32(clamping: order)), rule: rule))
        }
        matches.sort { ($0.layer, $0.rank) < ($1.layer, $1.rank) }
        let key = matches.flatMap { [UInt64($0.layer), $0.rank] }
        if let style = known[key] { return style }
        let style = style(of: matches)
        known[key] = style
        return style
    }

    private func style(of matches: [Match]) -> PageStyle {
        // the page context inherits from the root element
        var builder = StyleBuilder(parent: root, basis: resolver.rootBasis, document: nil, node: .none)
        _ = resolver.build(&builder, entries(matches) { $0.block }, environment: 0, isRoot: false)
        let extras = builder.extras
        let style = builder.finish(.page)
        var boxes: [MarginBoxName: ComputedStyle] = [:]
        for name in MarginBoxName.allCases {
            var list: [MatchedBlock] = []
            for match in matches {
                for (box, block) in match.rule.marginBoxes where box == name {
                    list.append(MatchedBlock(layer: match.layer, rank: match.rank, block: resolver.index(of: block)))
                }
            }
            guard !list.isEmpty else { continue }
            var box = StyleBuilder(parent: style, basis: resolver.rootBasis, document: nil, node: .none)
            _ = resolver.build(&box, list, environment: 0, isRoot: false)
            guard case .items = box.generated.content, box.box.display != .none else { continue }
            boxes[name] = box.finish(.marginBox)
        }
        var area = StyleBuilder(parent: style, basis: resolver.rootBasis, document: nil, node: .none)
        area.box.display = .block
        _ = resolver.build(&area, entries(matches) { $0.footnote }, environment: 0, isRoot: false)
        let bleed = extras.bleed.map { $0 ?? (extras.marks.crop ? 8 : 0) }
        return PageStyle(
            size: extras.pageSize ?? cascade.defaultPageSize, bleed: bleed, hasCropMarks: extras.marks.crop,
            hasCrossMarks: extras.marks.cross, style: style, marginBoxes: boxes, footnoteArea: area.finish(.marginBox))
    }

    private func entries(_ matches: [Match], _ block: (PageRule) -> DeclarationBlock?) -> [MatchedBlock] {
        matches.compactMap { match in
            block(match.rule).map { MatchedBlock(layer: match.layer, rank: match.rank, block: resolver.index(of: $0)) }
        }
    }

    /// The highest specificity of the selectors that match; nil if none does.
    private static func specificity(_ rule: PageRule, _ page: PageSelectorContext) -> UInt32? {
        var best: UInt32?
        for selector in rule.selectors {
            if let name = selector.name, name != page.name { continue }
            var weight = (names: selector.name == nil ? 0 : 1, firsts: 0, sides: 0)
            var matches = true
            for pseudo in selector.pseudos {
                switch pseudo {
                case .first:
                    matches = matches && page.index == 0
                    weight.firsts += 1
                case .blank:
                    matches = matches && page.isBlank
                    weight.firsts += 1
                case .left:
                    matches = matches && !page.isRight
                    weight.sides += 1
                case .right:
                    matches = matches && page.isRight
                    weight.sides += 1
                case .nth(let pattern, let group):
                    if let group {
                        matches = matches && page.name == group && pattern.matches(page.indexInGroup + 1)
                    } else {
                        matches = matches && pattern.matches(page.index + 1)
                    }
                    weight.firsts += 1
                }
            }
            guard matches else { continue }
            best = max(best ?? 0, ComplexSelector.specificity(weight.names, weight.firsts, weight.sides))
        }
        return best
    }
}
