//  TableStore.swift
//  In: a table grid box. Out: everything known of it, found once: its slots, its collapsed borders, its columns' sizes.

import Geometry

/// What a session remembers of its tables.
final class TableStore {
    fileprivate var facts: [BoxID: TableFacts] = [:]
}

/// One table's slots and, as soon as they are asked for, its borders, column constraints and row heights.
final class TableFacts {
    let table: BoxID
    init(table: BoxID) { self.table = table }
}
