//  ScheduleDiagram.swift
//  In: dates of the profile and of the law. Out: three lanes with the order of the work, and the dates below.
//  No length of any work is known, so no bar is drawn to a scale of days: what is dated is given or legal.

import Measures
import Wording

public enum ScheduleDiagram {
    /// A date to mark.
    public struct Mark: Sendable, Hashable {
        public var day: Day
        public var text: String
        /// Legal or binding: a full dot; else a plan: a hollow one.
        public var isFixed: Bool
        /// The work that a plan's date belongs to: its box bears the date.
        public var task: Task?
        public init(day: Day, text: String, isFixed: Bool, task: Task? = nil) {
            self.day = day
            self.text = text
            self.isFixed = isFixed
            self.task = task
        }
    }
    /// Work for which a profile may give the date.
    public enum Task: Sendable, Hashable {
        case application, order, completion, start
        fileprivate var word: WordKey {
            switch self {
            case .application: .diagramStepApply
            case .order: .diagramStepOrder
            case .completion: .diagramStepTest
            case .start: .diagramStepStart
            }
        }
    }
    private enum Lane: Int { case customer, us, vendor }
    private struct Step {
        var lane: Lane
        var from: Int
        var to: Int
        var word: WordKey
    }

    /// 170 mm wide.
    public static func drawing(marks: [Mark], laysLine: Bool, words: Words, palette: Palette) -> Drawing {
        var steps = [
            Step(lane: .customer, from: 0, to: 1, word: .diagramStepApply),
            Step(lane: .customer, from: 1, to: 2, word: .diagramStepOrder),
            Step(lane: .customer, from: 2, to: 4, word: .diagramStepUse),
            Step(lane: .customer, from: 5, to: 6, word: .diagramStepStart),
            Step(lane: .customer, from: 6, to: 7, word: .diagramStepClaim),
            Step(lane: .us, from: 0, to: 2, word: .diagramStepSurvey),
            Step(lane: .us, from: laysLine ? 3 : 2, to: 4, word: .diagramStepInstall),
            Step(lane: .us, from: 4, to: 5, word: .diagramStepTest),
            Step(lane: .vendor, from: 0, to: 2, word: .diagramStepQuote),
            Step(lane: .vendor, from: 2, to: 4, word: .diagramStepRenovate),
            Step(lane: .vendor, from: 4, to: 5, word: .diagramStepConnect),
        ]
        if laysLine { steps.append(Step(lane: .us, from: 2, to: 3, word: .diagramStepLine)) }
        let left = 21.0
        let column = (170 - left) / 7
        let laneHeight = 17.0
        let lanesBottom = 8 + laneHeight * 3
        let rows = (marks.count + 1) / 2
        var d = Drawing(
            width: 170, height: lanesBottom + 10 + Double(rows) * 6.5 + 1, title: words[.diagramScheduleTitle],
            palette: palette)
        d.text(words[.diagramScheduleOrder] + " →", x: left, y: 4.4)
        let names: [(WordKey, String)] = [
            (.diagramScheduleCustomer, palette.accent), (.diagramScheduleUs, palette.primary),
            (.diagramScheduleVendor, palette.ink),
        ]
        for (index, name) in names.enumerated() {
            let y = 8 + Double(index) * laneHeight
            d.line(
                0, y, 170, y, stroke: index == 0 ? palette.primary : palette.hair,
                weight: index == 0 ? Drawing.thick : Drawing.thin)
            let words = LabelLines.wrapped(words[name.0], width: left - 3, size: 3.18, lines: 2)
            for (line, text) in words.enumerated() {
                d.text(
                    text, x: 0, y: y + laneHeight / 2 + 1.1 + (Double(line) - Double(words.count - 1) / 2) * 4.4,
                    size: 3.18,
                    bold: true, color: name.1)
            }
        }
        d.line(0, lanesBottom, 170, lanesBottom, stroke: palette.primary, weight: Drawing.edge)
        for step in steps {
            let y = 8 + Double(step.lane.rawValue) * laneHeight
            let area = Area(
                x: left + Double(step.from) * column + 0.8, y: y + 2.2,
                width: Double(step.to - step.from) * column - 1.6,
                height: laneHeight - 4.4)
            d.box(step.word.rawValue, area)
            let (fill, stroke, ink): (String, String, String) =
                switch step.lane {
                case .customer: ("#ffffff", palette.accent, palette.ink)
                case .us: (palette.tint, palette.primary, palette.ink)
                case .vendor: ("#ffffff", palette.ink2, palette.ink)
                }
            d.rect(area, radius: 1, fill: fill, stroke: stroke)
            let lines = LabelLines.wrapped(words[step.word], width: area.width - 1.8, size: Drawing.small, lines: 3)
            let date = marks.first { $0.task?.word == step.word }.map { words.monthDay($0.day) }
            let all = lines + (date.map { [$0] } ?? [])
            for (index, text) in all.enumerated() {
                let isDate = index == lines.count
                d.text(
                    text, x: area.x + area.width / 2,
                    y: area.y + area.height / 2 + 1 + (Double(index) - Double(all.count - 1) / 2) * 4,
                    anchor: .middle, bold: isDate, color: isDate ? palette.accent : ink)
            }
        }
        // the dates, in two columns, in order
        d.text(words[.diagramScheduleDates], x: 0, y: lanesBottom + 9, size: 3.18, bold: true, color: palette.accent)
        // behind the longest date; bold letters are wider than the rule of thumb for widths
        let dates = marks.map { Drawing.width(words.date($0.day), size: 3.18) * 1.12 }
        let beside = max(33, 6 + (dates.max() ?? 0))
        for (index, mark) in marks.enumerated() {
            let x = left + (index < rows ? 0 : 74)
            let y = lanesBottom + 8 + Double(index < rows ? index : index - rows) * 6.5
            d.circle(
                x + 1.2, y, 1.2, fill: mark.isFixed ? palette.accent : "#ffffff", stroke: palette.accent)
            d.text(words.date(mark.day), x: x + 4.6, y: y + 1.1, size: 3.18, bold: true, color: palette.ink)
            d.text(mark.text, x: x + beside, y: y + 1.1, size: Drawing.small, color: palette.ink)
        }
        return d
    }
}
