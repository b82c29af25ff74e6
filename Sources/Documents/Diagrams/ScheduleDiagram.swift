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
        public init(day: Day, text: String, isFixed: Bool) {
            self.day = day
            self.text = text
            self.isFixed = isFixed
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
        let left = 25.0
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
            let words = wrapped(words[name.0], width: left - 3, size: 3.18, lines: 2)
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
            let lines = wrapped(words[step.word], width: area.width - 2, size: Drawing.small, lines: 3)
            for (index, text) in lines.enumerated() {
                d.text(
                    text, x: area.x + area.width / 2,
                    y: area.y + area.height / 2 + 1 + (Double(index) - Double(lines.count - 1) / 2) * 4,
                    anchor: .middle,
                    color: ink)
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

    /// Breaks between words, so that the longest line is as short as it can be.
    private static func wordsWrapped(_ text: String, size: Double, lines: Int) -> [String] {
        let words = text.split(separator: " ").map(String.init)
        var limit = Drawing.width(text, size: size) / Double(max(1, lines))
        while true {
            var result: [String] = []
            for word in words {
                if let last = result.last, Drawing.width(last + " " + word, size: size) <= limit {
                    result[result.count - 1] = last + " " + word
                } else {
                    result.append(word)
                }
            }
            if result.count <= lines { return result }
            limit += size / 2
        }
    }

    /// Breaks a label into at most `lines` lines of about equal length; characters are all that is known of words.
    static func wrapped(_ text: String, width: Double, size: Double, lines: Int) -> [String] {
        let total = Drawing.width(text, size: size)
        let count = min(lines, max(1, Int((total / width).rounded(.up))))
        if count == 1 { return [text] }
        if text.contains(" ") {
            // as few lines as hold its words
            for number in count..<max(count, lines) {
                let found = wordsWrapped(text, size: size, lines: number)
                if found.allSatisfy({ Drawing.width($0, size: size) <= width }) { return found }
            }
            return wordsWrapped(text, size: size, lines: lines)
        }
        // break after a mark where one is near, else evenly
        let characters = Array(text)
        var result: [String] = []
        var start = 0
        for line in 0..<count {
            let remaining = characters.count - start
            var end = start + Int((Double(remaining) / Double(count - line)).rounded(.up))
            for near in [end, end - 1, end + 1, end - 2, end + 2]
            where near > start && near < characters.count && "・のと ".contains(characters[near - 1]) {
                end = near
                break
            }
            end = line == count - 1 ? characters.count : min(end, characters.count)
            result.append(String(characters[start..<end]))
            start = end
        }
        return result.filter { !$0.isEmpty }
    }
}
