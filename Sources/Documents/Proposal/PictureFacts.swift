//  PictureFacts.swift
//  In: an offer. Out: its diagrams and codes as markup for templates (`t:html`).

import Diagrams
import Markup
import Measures
import Offer
import Templating
import Wording

extension ProposalFacts {
    /// Our own SVG text as a tree. It was made by us and escaped by Diagrams, so it is well-formed.
    private func markup(_ svg: String, _ name: String) -> TemplateValue {
        guard let tree = try? MarkupParser.parseXML(Array(svg.utf8), sourceName: name) else { return .none }
        return .markup(tree)
    }
    private func picture(_ drawing: Drawing?, _ name: String) -> TemplateValue {
        guard let drawing else { return .none }
        return markup(drawing.svg(id: name), name)
    }

    var diagrams: TemplateValue {
        let palette = brand.palette
        return .record([
            "network": picture(
                NetworkDiagram.drawing(
                    configuration,
                    names: .init(
                        customer: offer.profile.clinic.name,
                        routerModel: library.catalogue.product("router")?.model ?? "", isPharmacy: isPharmacy),
                    words: words, palette: palette), "network"),
            "configuration": picture(
                SmallDiagrams.configuration(configuration, isPharmacy: isPharmacy, words: words, palette: palette),
                "configuration"),
            "onPremises1": picture(SmallDiagrams.onPremises1(configuration, words: words, palette: palette), "on1"),
            "onPremises2": picture(SmallDiagrams.onPremises2(words: words, palette: palette), "on2"),
            "grant": picture(grantChart, "grant"), "fiveYears": picture(fiveYearChart, "five"),
            "schedule": picture(
                ScheduleDiagram.drawing(
                    marks: marks.map { .init(day: $0.day, text: $0.text, isFixed: $0.isFixed, task: Self.task($0.id)) },
                    laysLine: configuration.situation.laysLine, words: words, palette: palette), "schedule"),
        ])
    }

    /// The work that a planned date belongs to.
    private static func task(_ deadline: String) -> ScheduleDiagram.Task? {
        switch deadline {
        case "plannedReaderApplication": .application
        case "plannedContract": .order
        case "plannedCompletion": .completion
        case "plannedOperation": .start
        default: nil
        }
    }

    private var grantChart: Drawing? {
        let decision = ordered.subsidy
        // planned for after the day: the earlier day's figures stand first, the customer's own below them
        if let waiting = offer.waiting, let planned = offer.profile.dates.cardReaderApplied, planned > waiting.lastDay,
            let grant = waiting.later.grant, let own = waiting.later.selfPay,
            let grantInTime = waiting.grantInTime, let ownInTime = waiting.selfPayInTime
        {
            let early = schemeRow(appliedOn: offer.date)
            return GrantChart.drawing(
                [
                    GrantChart.Case(
                        name: words(.diagramGrantNow, ["d": words.monthDay(waiting.lastDay)]),
                        rate: (early?.rate.value).map(rateText), grant: grantInTime, own: ownInTime),
                    GrantChart.Case(
                        name: words(.diagramGrantLater, ["d": words.monthDay(waiting.lastDay + 1)]),
                        rate: waiting.later.rate.map(rateText), grant: grant, own: own),
                ], limit: early?.limit.value, headroom: nil, words: words, palette: brand.palette)
        }
        guard let grant = decision.grant, let own = decision.selfPay else { return nil }
        let now =
            decision.applyBy.map { words(.diagramGrantNow, ["d": words.monthDay($0)]) } ?? words[.diagramGrantOnly]
        var cases = [GrantChart.Case(name: now, rate: decision.rate.map(rateText), grant: grant, own: own)]
        if let waiting = offer.waiting, let later = waiting.later.grant, let laterOwn = waiting.later.selfPay {
            cases.append(
                GrantChart.Case(
                    name: words(.diagramGrantLater, ["d": words.monthDay(waiting.lastDay + 1)]),
                    rate: waiting.later.rate.map(rateText), grant: later, own: laterOwn))
        }
        return GrantChart.drawing(
            cases, limit: decision.limit, headroom: decision.headroom, words: words, palette: brand.palette)
    }

    private var fiveYearChart: Drawing? {
        let cases = comparableAlternatives.compactMap { alternative -> FiveYearChart.Case? in
            guard let own = alternative.subsidy.selfPay, let monthly = alternative.quote.monthlyTotal.ifComplete else {
                return nil
            }
            return FiveYearChart.Case(
                letter: alternative.letter, title: texts.text(alternative.title), own: own, monthly60: monthly * 60,
                isRecommended: alternative.id == offer.recommended?.id)
        }
        return FiveYearChart.drawing(cases, words: words, palette: brand.palette)
    }

    var codes: TemplateValue {
        .record([
            "web": brand.codes.code(brand.web.url, "qr-web"),
            "portal": brand.codes.code(brand.portal.url, "qr-portal"),
        ])
    }
}
