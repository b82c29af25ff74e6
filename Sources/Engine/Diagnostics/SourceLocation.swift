//  SourceLocation.swift
//  In: a file, a line, a column. Out: the place as every message prints it.

/// A place in a source file. Lines and columns count from 1 (columns in characters); 0 means "the file as a whole".
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
    public var file: String
    public var line: Int
    public var column: Int
    public init(file: String, line: Int = 0, column: Int = 0) {
        self.file = file
        self.line = line
        self.column = column
    }
    /// `file:line:column`, without the parts that are not known.
    public var description: String {
        line == 0 ? file : column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
    }
}
