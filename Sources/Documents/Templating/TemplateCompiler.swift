//  TemplateCompiler.swift
//  In: the name of a template. Out: its program, and every fault found on the way.
//  Inserted fragments are compiled where they stand, in the scope of the place, so that names are resolved once and
//  filling knows no fragments.
//  Order on one element: t:sample, t:slot, t:each, t:with, t:if / t:unless, t:insert, t:attr / t:class-add, t:text / t:html.

import Diagnostics
import Markup
import Messages

/// The address that templates bind to the prefix `t`.
public let templateNamespace = "https://teian.example/templating"

struct TemplateCompiler {
    let library: TemplateLibrary
    var faults: [Diagnostic] = []
    var program = TemplateProgram()
    private var files: [String: TemplateFile] = [:]
    private var names: [String: Int] = [:]
    private var nameList: [String] = []
    /// Fragments that are being compiled, outermost first.
    var active: [(file: String, node: NodeID, spelling: String)] = []
    private static let operationLimit = 200_000

    /// What the place of an insertion gives to the slots of a fragment.
    final class Fills: Sendable {
        let nodes: [String: [NodeID]]
        let file: TemplateFile
        let scope: [String: Binding]
        let outer: Fills?
        init(nodes: [String: [NodeID]], file: TemplateFile, scope: [String: Binding], outer: Fills?) {
            self.nodes = nodes
            self.file = file
            self.scope = scope
            self.outer = outer
        }
    }
    /// Where an element is compiled.
    struct Context {
        var file: TemplateFile
        var scope: [String: Binding] = [:]
        var fills: Fills?
    }

    init(library: TemplateLibrary) { self.library = library }

    mutating func compile(_ name: String, exactly: Bool = false) -> Template? {
        guard let path = exactly ? name : library.resolve(name) else {
            let tried = library.candidates(name).joined(separator: ", ")
            report(
                "template-missing-file", told(.templateNone, ["tried": tried.isEmpty ? name : tried]),
                SourceLocation(file: library.folder.path + "/" + name))
            return nil
        }
        guard let file = load(path) else { return nil }
        let root = file.tree.documentElement
        active.append((path, root, path))
        element(root, Context(file: file))
        active.removeLast()
        program.name = file.name
        program.filters = library.filters.keys.sorted().compactMap { library.filters[$0] }
        program.vocabulary = MarkupVocabulary(nameList)
        program.names = nameList.compactMap { program.vocabulary[$0] }
        return Template(name: file.name, files: files.keys.sorted(), program: program)
    }

    mutating func report(_ id: String, _ message: String, _ location: SourceLocation) {
        let fault = Diagnostic(id, .error, message, at: location)
        if faults.count < 1_000, !faults.contains(fault) { faults.append(fault) }
    }

    mutating func load(_ path: String) -> TemplateFile? {
        if let known = files[path] { return known }
        guard let bytes = library.folder.read(path) else { return nil }
        var options = MarkupOptions()
        options.canonicalPrefixes = [templateNamespace: "t"]
        let name = library.folder.path + "/" + path
        do {
            let tree = try MarkupParser.parseXML(bytes, sourceName: name, options: options)
            let file = TemplateFile(path: path, name: name, tree: tree, source: MarkupSource(bytes, name: name))
            files[path] = file
            return file
        } catch {
            if !faults.contains(error.diagnostic) { faults.append(error.diagnostic) }
            return nil
        }
    }

    mutating func intern(_ name: String) -> Int {
        if let known = names[name] { return known }
        names[name] = nameList.count
        nameList.append(name)
        return nameList.count - 1
    }

    func emitted() -> Int { program.operations.count }
    mutating func emit(_ operation: TemplateProgram.Operation) {
        if case .text(let more) = operation, case .text(let before)? = program.operations.last,
            !targets.contains(emitted())
        {
            program.operations[program.operations.count - 1] = .text(before + more)
            return
        }
        program.operations.append(operation)
    }
    /// Operations that something jumps to; text is not joined across them.
    private var targets: Set<Int> = []

    // MARK: Elements

    mutating func children(_ node: NodeID, _ context: Context) {
        var child = context.file.tree.firstChild(node)
        while !child.isNone {
            self.node(child, context)
            child = context.file.tree.nextSibling(child)
        }
    }

    mutating func node(_ node: NodeID, _ context: Context) {
        guard emitted() < Self.operationLimit else {
            report("template-too-large", told(.templateTooLarge), context.file.place(node))
            return
        }
        if context.file.tree.isElement(node) { element(node, context) } else { text(node, context) }
    }

    mutating func element(_ node: NodeID, _ outer: Context) {
        var context = outer
        let file = context.file
        checkNames(node, context)
        if file.value("t:sample", node) != nil { return }
        if let slot = file.value("t:slot", node), let fills = context.fills, let filling = fills.nodes[slot] {
            let inner = Context(file: fills.file, scope: fills.scope, fills: fills.outer)
            for node in filling { self.node(node, inner) }
            return
        }
        var repetition: Int?
        if file.value("t:each", node) != nil {
            guard let start = beginEach(node, &context) else { return }
            repetition = start
        }
        if file.value("t:with", node) != nil { bind(node, &context) }
        var jumps: [Int] = []
        for (name, isNegated) in [("t:if", false), ("t:unless", true)] where file.value(name, node) != nil {
            guard let condition = expression(name, node, context) else { continue }
            jumps.append(emitted())
            program.operations.append(.unless(isNegated ? .not(condition) : condition, to: 0))
        }
        if file.value("t:insert", node) != nil { insert(node, context) } else { body(node, context) }
        for jump in jumps {
            if case .unless(let condition, _) = program.operations[jump] {
                program.operations[jump] = .unless(condition, to: emitted())
            }
        }
        if let start = repetition, case .each(let list, let item, let loop, _) = program.operations[start] {
            program.operations.append(.next)
            program.operations[start] = .each(list, item: item, loop: loop, end: emitted())
        }
        if !jumps.isEmpty || repetition != nil { targets.insert(emitted()) }
    }

    /// The element itself: tag, attributes, content.
    private mutating func body(_ node: NodeID, _ context: Context) {
        let file = context.file
        let isBlock = file.tree.name(node) == "t:block"
        if !isBlock {
            let from = program.attributes.count
            attributes(node, context)
            program.operations.append(
                .open(
                    name: intern(file.tree.name(node)), file.tree.namespace(node),
                    attributes: from..<program.attributes.count, line: file.tree.line(node),
                    column: file.tree.column(node)))
        }
        if file.value("t:text", node) != nil {
            if let value = expression("t:text", node, context) { program.operations.append(.print(value)) }
        } else if file.value("t:html", node) != nil {
            if let value = expression("t:html", node, context) { program.operations.append(.insert(value)) }
        } else {
            children(node, context)
        }
        if !isBlock { program.operations.append(.close) }
    }

    private mutating func checkNames(_ node: NodeID, _ context: Context) {
        let file = context.file
        let tree = file.tree
        let name = tree.name(node)
        if tree.namespace(node) == .other, name != "t:block" {
            report(
                "template-unknown-element",
                told(.templateUnknownElement, ["name": name]), file.place(node))
        }
        for attribute in tree.attributes(of: node) {
            let spelling = tree.nameTable[Int(attribute.name.index)]
            let parts = spelling.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0] != "xlink", parts[0] != "xml" else { continue }
            if parts[0] != "t" {
                report(
                    "template-unknown-attribute", told(.templateUnknownNamespace, ["prefix": parts[0]]),
                    file.place(spelling, node))
            } else if !Self.attributeNames.contains(spelling) {
                report(
                    "template-unknown-attribute",
                    told(
                        .templateUnknownAttribute,
                        ["name": spelling, "advice": Spelling.advice(spelling, Self.attributeNames)]),
                    file.place(spelling, node))
            }
        }
        if file.value("t:fill", node) != nil, file.value("t:insert", tree.parent(node)) == nil {
            report(
                "template-stray-fill", told(.templateStrayFill),
                file.place("t:fill", node))
        }
    }

    static let attributeNames = [
        "t:text", "t:html", "t:each", "t:if", "t:unless", "t:with", "t:attr", "t:class-add", "t:insert", "t:fragment",
        "t:slot", "t:fill", "t:sample",
    ]

    // MARK: Repetition and names

    /// `item in list`, or `item, state in list`; the loop's own state is `loop` unless it is named.
    private mutating func beginEach(_ node: NodeID, _ context: inout Context) -> Int? {
        var parser = parser("t:each", node, context)
        guard let item = parser.name() else {
            fail(parser.fault("template-expression", told(.templateEachForm)))
            return nil
        }
        var state = "loop"
        if parser.take(",") {
            guard let name = parser.name() else {
                fail(parser.fault("template-expression", told(.templateLoopName)))
                return nil
            }
            state = name
        }
        guard parser.name() == "in" else {
            fail(parser.fault("template-expression", told(.templateEachIn, ["item": item])))
            return nil
        }
        guard let list = finished(&parser) else { return nil }
        let slot = program.slots
        let loop = program.loops
        program.slots += 1
        program.loops += 1
        context.scope[item] = .value(slot)
        context.scope[state] = .loop(loop)
        program.operations.append(.each(list, item: slot, loop: loop, end: 0))
        targets.insert(emitted())
        return emitted() - 1
    }

    /// `name=expression, …`; a later one sees the earlier.
    private mutating func bind(_ node: NodeID, _ context: inout Context) {
        var position = 0
        while true {
            var parser = parser("t:with", node, context, from: position)
            guard let name = parser.name(), parser.take("=") else {
                fail(parser.fault("template-expression", told(.templateWithForm)))
                return
            }
            do throws(TemplateFault) {
                let value = try parser.expression()
                let slot = program.slots
                program.slots += 1
                program.operations.append(.set(slot: slot, value))
                context.scope[name] = .value(slot)
                if parser.isAtEnd { return }
                try parser.expect(",", told(.expressionBetweenNames))
                position = parser.position
            } catch {
                fail(error)
                return
            }
        }
    }

    // MARK: Expressions

    mutating func fail(_ fault: TemplateFault) {
        if faults.count < 1_000, !faults.contains(fault.diagnostic) { faults.append(fault.diagnostic) }
    }

    /// A parser of an attribute's value.
    func parser(_ name: String, _ node: NodeID, _ context: Context, from: Int = 0) -> ExpressionParser {
        let file = context.file
        let value = file.value(name, node) ?? ""
        return parser(Array(value.unicodeScalars), from, context) {
            file.source.location(
                ofAttribute: name, character: $0, tagAt: file.tree.line(node), file.tree.column(node))
        }
    }

    func parser(
        _ text: [Unicode.Scalar], _ from: Int, _ context: Context, locate: @escaping (Int) -> SourceLocation
    ) -> ExpressionParser {
        let known = library.filters
        let order = library.filterOrder
        return ExpressionParser(text, from: from, scope: context.scope, locate: locate) {
            (name, count, place) throws(TemplateFault) in
            guard let filter = known[name] else {
                throw TemplateFault(
                    diagnostic: Diagnostic(
                        "template-unknown-filter", .error,
                        told(
                            .templateUnknownFilter,
                            ["name": name, "advice": Spelling.advice(name, known.keys.sorted())]), at: place))
            }
            guard filter.arguments.contains(count) else {
                let wanted =
                    filter.arguments.lowerBound == filter.arguments.upperBound
                    ? "\(filter.arguments.lowerBound)"
                    : told(.templateSpan, ["low": filter.arguments.lowerBound, "high": filter.arguments.upperBound])
                throw TemplateFault(
                    diagnostic: Diagnostic(
                        "template-filter-misfit", .error,
                        told(.templateFilterArguments, ["name": name, "wanted": wanted, "count": count]), at: place))
            }
            return order[name] ?? 0
        }
    }

    mutating func expression(_ name: String, _ node: NodeID, _ context: Context) -> Expression? {
        var parser = parser(name, node, context)
        return finished(&parser)
    }

    /// The rest of the text as one expression.
    mutating func finished(_ parser: inout ExpressionParser) -> Expression? {
        do throws(TemplateFault) {
            let result = try parser.expression()
            guard parser.isAtEnd else {
                throw parser.fault(
                    "template-expression", told(.templateCannotFollow))
            }
            return result
        } catch {
            fail(error)
            return nil
        }
    }
}
