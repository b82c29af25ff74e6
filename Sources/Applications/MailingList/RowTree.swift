//  RowTree.swift
//  In: a draft's values, the defaults. Out: the profile's tree, and the paths that the defaults filled.

import ClinicProfile
import DataFiles
import Diagnostics

/// The plan of a profile's tree, made once per list.
struct RowTree: Sendable {
    private struct Inner: Sendable {
        let key: String
        /// The slot that may give it.
        let slot: Int?
        let fallback: DataEntry?
        /// Its path, if it says something about the customer.
        let assumed: String?
    }
    private struct Top: Sendable {
        let key: String
        /// A value of its own, or the values below it.
        let value: Inner?
        let inner: [Inner]
    }
    private let tops: [Top]
    private let shape: ListShape
    private let listName: String

    init(shape: ListShape, listName: String) {
        self.shape = shape
        self.listName = listName
        var order: [String] = []
        for slot in shape.slots where !order.contains(slot.leaf.keys[0]) { order.append(slot.leaf.keys[0]) }
        for entry in shape.defaults.entries where !order.contains(entry.key) { order.append(entry.key) }
        tops = order.map { key in
            let slots = shape.slots.enumerated().filter { $0.element.leaf.keys[0] == key }
            let given = shape.defaults.entries.first { $0.key == key }
            func path(_ inner: String?) -> String? {
                ListDefaults.isAboutCustomer(key, inner) ? [key, inner].compactMap(\.self).joined(separator: ".") : nil
            }
            if let slot = slots.first(where: { $0.element.leaf.keys.count == 1 }) {
                return Top(
                    key: key, value: Inner(key: key, slot: slot.offset, fallback: given, assumed: path(nil)), inner: [])
            }
            if slots.isEmpty, let given, given.value.entries.isEmpty {
                return Top(key: key, value: Inner(key: key, slot: nil, fallback: given, assumed: path(nil)), inner: [])
            }
            var inner = slots.map { slot in
                let name = slot.element.leaf.keys[1]
                return Inner(
                    key: name, slot: slot.offset, fallback: given?.value.entries.first { $0.key == name },
                    assumed: path(name))
            }
            for entry in given?.value.entries ?? [] where !inner.contains(where: { $0.key == entry.key }) {
                inner.append(Inner(key: entry.key, slot: nil, fallback: entry, assumed: path(entry.key)))
            }
            return Top(key: key, value: nil, inner: inner)
        }
    }

    func tree(_ draft: RowDraft) -> (node: DataNode, assumed: [String]) {
        var assumed: [String] = []
        var entries: [DataEntry] = []
        entries.reserveCapacity(tops.count)
        let place = SourceLocation(file: listName, line: draft.line)
        for top in tops {
            if let value = top.value {
                if let entry = entry(value, draft, &assumed) { entries.append(entry) }
                continue
            }
            var below: [DataEntry] = []
            below.reserveCapacity(top.inner.count)
            for inner in top.inner {
                if let entry = entry(inner, draft, &assumed) { below.append(entry) }
            }
            guard !below.isEmpty else { continue }
            entries.append(DataEntry(key: top.key, keyPlace: place, value: DataNode(.mapping(below), at: place)))
        }
        return (DataNode(.mapping(entries), at: place), assumed)
    }

    private func entry(_ inner: Inner, _ draft: RowDraft, _ assumed: inout [String]) -> DataEntry? {
        if let index = inner.slot, !draft.values[index].isEmpty {
            let slot = shape.slots[index]
            let place = SourceLocation(file: listName, line: draft.line, column: slot.cell + 1)
            return DataEntry(key: inner.key, keyPlace: place, value: value(draft.values[index], slot, at: place))
        }
        guard let fallback = inner.fallback else { return nil }
        if let path = inner.assumed { assumed.append(path) }
        return fallback
    }

    private func value(_ text: String, _ slot: ListShape.Slot, at place: SourceLocation) -> DataNode {
        guard slot.leaf.isList else { return .text(text, at: place) }
        let parts =
            slot.leaf.form == .medicalCode
            ? RowJudge.codes(in: text)
            : text.split { "、,;/・\n".contains($0) }.map { DraftReader.trimmed(String($0)) }.filter { !$0.isEmpty }
        return .list(parts.map { .text($0, at: place) }, at: place)
    }
}
