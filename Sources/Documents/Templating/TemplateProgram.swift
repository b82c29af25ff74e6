//  TemplateProgram.swift
//  In: – Out: the flat form of a compiled template: operations in document order, with jumps.

import Diagnostics
import Markup
import Messages

/// What filling executes. Everything is resolved but the names of values, which belong to the record it is given.
struct TemplateProgram: Sendable {
    enum Operation: Sendable {
        /// Opens an element; `attributes` is a range of the program's attributes.
        case open(name: Int, MarkupNamespace, attributes: Range<Int>, line: Int, column: Int)
        case close
        case text(String)
        case print(Expression)
        case insert(Expression)
        /// Goes on behind `to` if the condition is false.
        case unless(Expression, to: Int)
        /// Repeats up to the matching `.next`, once per item.
        case each(Expression, item: Int, loop: Int, end: Int)
        case next
        case set(slot: Int, Expression)
    }
    struct Attribute: Sendable {
        enum Value: Sendable {
            case fixed(String)
            /// Text with expressions in it.
            case parts([Part])
            /// One expression: absent or no removes the attribute, yes leaves it empty.
            case computed(Expression)
            /// Class names, and expressions that add some.
            case classes([Part], [Expression])
        }
        var name: Int
        var value: Value
    }
    enum Part: Sendable {
        case text(String)
        case value(Expression)
    }

    var operations: [Operation] = []
    var attributes: [Attribute] = []
    var filters: [TemplateFilter] = []
    var names: [MarkupName] = []
    var vocabulary = MarkupVocabulary([String]())
    var slots = 0
    var loops = 0
    var name = ""
}

/// What a loop knows of itself.
enum LoopField: String, Sendable, CaseIterable {
    case index, number, count, first, last, odd, even
}

enum Comparison: Sendable { case equal, unequal, less, lessOrEqual, greater, greaterOrEqual }

/// An expression of a template; each part that can fail knows its place.
indirect enum Expression: Sendable {
    case literal(TemplateValue)
    /// A name of the record, or of a local slot, and fields below it.
    case path(slot: Int?, [String], SourceLocation)
    case loop(Int, LoopField)
    case not(Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    case compare(Comparison, Expression, Expression, SourceLocation)
    case filter(Expression, Int, String, [Expression], SourceLocation)
    case choose(Expression, if: Expression, else: Expression)
}

extension Expression {
    /// The expression as it is called in messages.
    var spelling: String {
        switch self {
        case .path(_, let fields, _): fields.joined(separator: ".")
        case .filter(let inner, _, let name, _, _): "\(inner.spelling) | \(name)"
        case .loop(_, let field): "loop.\(field.rawValue)"
        default: told(.expressionThis)
        }
    }
    /// The place of the first part that has one.
    var location: SourceLocation? {
        switch self {
        case .literal, .loop: nil
        case .path(_, _, let place), .compare(_, _, _, let place): place
        case .filter(let inner, _, _, _, let place): inner.location ?? place
        case .not(let inner): inner.location
        case .and(let first, let second), .or(let first, let second): first.location ?? second.location
        case .choose(let value, let condition, _): value.location ?? condition.location
        }
    }
}
