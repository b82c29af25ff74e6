//  Namespaces.swift
//  In: namespace addresses and names of HTML. Out: what they mean to the tree.

import CLibXML2

enum Namespaces {
    static let html = "http://www.w3.org/1999/xhtml"
    static let svg = "http://www.w3.org/2000/svg"
    static let mathML = "http://www.w3.org/1998/Math/MathML"
    static let xlink = "http://www.w3.org/1999/xlink"
    static let xml = "http://www.w3.org/XML/1998/namespace"

    static func kind(of address: String) -> MarkupNamespace {
        switch address {
        case html: .html
        case svg: .svg
        case mathML: .mathML
        default: .other
        }
    }

    static func address(of kind: MarkupNamespace) -> String? {
        switch kind {
        case .html: html
        case .svg: svg
        case .mathML: mathML
        case .other: nil
        }
    }

    /// Prefixes that stand in the tree as everybody knows them.
    static func attributePrefix(of address: String) -> String? {
        switch address {
        case xlink: "xlink"
        case xml: "xml"
        default: nil
        }
    }

    /// https://html.spec.whatwg.org/multipage/syntax.html#void-elements
    static func isVoid(_ name: String) -> Bool {
        switch name {
        case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr": true
        default: false
        }
    }

    /// The character of a named entity of HTML 4, such as `nbsp`.
    static func htmlEntity(_ name: String) -> String? {
        guard let entity = htmlEntityLookup(name), let scalar = Unicode.Scalar(entity.pointee.value) else { return nil }
        return String(Character(scalar))
    }
}
