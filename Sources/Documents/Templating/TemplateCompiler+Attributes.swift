//  TemplateCompiler+Attributes.swift
//  In: an element's attributes and the text between tags. Out: fixed strings, parts with ${…}, computed values.

import Diagnostics
import Markup
import Messages

extension TemplateCompiler {
    /// Appends the element's attributes to the program: as written, with t:attr in place of what it names.
    mutating func attributes(_ node: NodeID, _ context: Context) {
        let file = context.file
        let computed = file.value("t:attr", node) == nil ? [] : assignments(node, context)
        let added = file.value("t:class-add", node) == nil ? [] : additions(node, context)
        var done: Set<String> = []
        for attribute in file.tree.attributes(of: node) {
            let name = file.tree.nameTable[Int(attribute.name.index)]
            if name.contains(":"), !name.hasPrefix("xlink:"), !name.hasPrefix("xml:") { continue }
            done.insert(name)
            let value: TemplateProgram.Attribute.Value
            if let own = computed.last(where: { $0.name == name }) {
                value = .computed(own.value)
            } else {
                let parts = interpolated(attribute.value, context) {
                    file.source.location(
                        ofAttribute: name, character: $0, tagAt: file.tree.line(node), file.tree.column(node))
                }
                if name == "class", !added.isEmpty {
                    value = .classes(parts, added)
                } else if case .text(let text)? = parts.first, parts.count == 1 {
                    value = .fixed(text)
                } else {
                    value = parts.isEmpty ? .fixed("") : .parts(parts)
                }
            }
            program.attributes.append(.init(name: intern(name), value: value))
        }
        for (name, value) in computed where done.insert(name).inserted {
            program.attributes.append(.init(name: intern(name), value: .computed(value)))
        }
        if !added.isEmpty, done.insert("class").inserted {
            program.attributes.append(.init(name: intern("class"), value: .classes([], added)))
        }
    }

    /// t:attr: `name=expression, …`.
    private mutating func assignments(_ node: NodeID, _ context: Context) -> [(name: String, value: Expression)] {
        var result: [(String, Expression)] = []
        var parser = parser("t:attr", node, context)
        do throws(TemplateFault) {
            repeat {
                guard let name = parser.attributeName(), parser.take("=") else {
                    throw parser.fault("template-expression", told(.templateAttrForm))
                }
                result.append((name, try parser.expression()))
            } while parser.take(",")
            guard parser.isAtEnd else {
                throw parser.fault("template-expression", told(.templateAttrComma))
            }
        } catch {
            fail(error)
        }
        return result
    }

    /// t:class-add: `expression, …`.
    private mutating func additions(_ node: NodeID, _ context: Context) -> [Expression] {
        var result: [Expression] = []
        var parser = parser("t:class-add", node, context)
        do throws(TemplateFault) {
            repeat { result.append(try parser.expression()) } while parser.take(",")
            guard parser.isAtEnd else {
                throw parser.fault("template-expression", told(.templateClassComma))
            }
        } catch {
            fail(error)
        }
        return result
    }

    /// Text between tags. Script and style are taken as they are: `${` belongs to other languages there.
    mutating func text(_ node: NodeID, _ context: Context) {
        let file = context.file
        let tree = file.tree
        let parent = tree.name(tree.parent(node))
        let characters = tree.text(node)
        if parent == "script" || parent == "style" || !characters.utf8.contains(0x24) {
            emit(.text(characters))
            return
        }
        let parts = interpolated(characters, context) {
            file.source.location(ofCharacter: $0, inTextAt: tree.line(node), tree.column(node))
        }
        for part in parts {
            switch part {
            case .text(let text): emit(.text(text))
            case .value(let expression): program.operations.append(.print(expression))
            }
        }
    }

    /// Splits text at `${…}`; `$${` stands for the characters `${`.
    private mutating func interpolated(
        _ text: String, _ context: Context, locate: @escaping (Int) -> SourceLocation
    ) -> [TemplateProgram.Part] {
        guard text.utf8.contains(0x24) else { return text.isEmpty ? [] : [.text(text)] }
        let characters = Array(text.unicodeScalars)
        var parts: [TemplateProgram.Part] = []
        var plain = String.UnicodeScalarView()
        var index = 0
        while index < characters.count {
            guard characters[index] == "$", index + 1 < characters.count else {
                plain.append(characters[index])
                index += 1
                continue
            }
            if characters[index + 1] == "$", index + 2 < characters.count, characters[index + 2] == "{" {
                plain.append(contentsOf: ["$", "{"])
                index += 3
                continue
            }
            guard characters[index + 1] == "{" else {
                plain.append("$")
                index += 1
                continue
            }
            var parser = parser(characters, index + 2, context, locate: locate)
            do throws(TemplateFault) {
                let value = try parser.expression()
                try parser.expect("}", told(.expressionCloseBrace))
                if !plain.isEmpty { parts.append(.text(String(plain))) }
                plain = String.UnicodeScalarView()
                parts.append(.value(value))
                index = parser.position
            } catch {
                fail(error)
                return parts
            }
        }
        if !plain.isEmpty { parts.append(.text(String(plain))) }
        return parts
    }
}
