//  LibraryLoader.swift
//  In: paths under the assets folder. Out: trees held to their schemas; the places of all figures.

import DataFiles
import Diagnostics
import Glibc
import Measures
import Messages

struct LibraryLoader {
    let assets: String
    private var schemas: [String: JSONSchema] = [:]
    private(set) var figures: [FigurePlace] = []

    init(assets: String) { self.assets = assets }

    mutating func schema(_ name: String) throws(DataFaults) -> JSONSchema {
        if let known = schemas[name] { return known }
        let schema = try JSONSchema.read("\(assets)/Schemas/\(name).schema.json")
        schemas[name] = schema
        return schema
    }

    mutating func file(_ path: String, schema name: String) throws(DataFaults) -> DataNode {
        try file(at: "\(assets)/\(path)", schema: name)
    }

    mutating func file(at path: String, schema name: String) throws(DataFaults) -> DataNode {
        let node = try schema(name).checked(try DataFile.read(path))
        collect(node, path: "")
        return node
    }

    /// The YAML and JSON files of a folder whose names begin so, in the order of their names.
    func paths(in folder: String, prefix: String) throws(DataFaults) -> [String] {
        let path = "\(assets)/\(folder)"
        guard let stream = opendir(path) else {
            throw DataFaults(
                "data-unreadable", told(.dataNoFolder, ["folder": folder]),
                at: SourceLocation(file: path))
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.hasPrefix(prefix) else { continue }
            if name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.hasSuffix(".json") { names.append(name) }
        }
        return names.sorted().map { "\(path)/\($0)" }
    }

    /// The needs that a profile may name.
    func needs(in profile: JSONSchema) -> Set<String> { Set(profile.choices(of: "needs")) }

    // A figure is whatever has a status and a source beside it.
    private mutating func collect(_ node: DataNode, path: String) {
        switch node.content {
        case .mapping(let entries):
            if let status = node.text("status").flatMap(FigureStatus.init), let source = node.text("source") {
                let value = node.text("value") ?? node.text("day")
                figures.append(
                    FigurePlace(path: path, value: value, status: status, source: source, place: node.place))
            }
            for entry in entries {
                collect(entry.value, path: path.isEmpty ? entry.key : "\(path).\(entry.key)")
            }
        case .sequence(let nodes):
            for (index, element) in nodes.enumerated() {
                collect(element, path: "\(path)[\(element.text("id") ?? String(index))]")
            }
        case .scalar, .null: break
        }
    }
}
