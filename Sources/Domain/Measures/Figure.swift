//  Figure.swift
//  In: a value with where it comes from. Out: the same, so that no figure travels without its source.

/// How well a figure is known, best first.
public enum FigureStatus: String, Sendable, Hashable, Comparable, CaseIterable {
    /// Stands in the source document.
    case printed
    /// Stands on a page that is cited.
    case confirmed
    /// Follows from printed figures by arithmetic that is shown.
    case derived
    /// Generally held, not confirmed.
    case assumed
    /// Could not be found: never printed as a figure.
    case unconfirmed

    public static func < (left: FigureStatus, right: FigureStatus) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .printed: 0
        case .confirmed: 1
        case .derived: 2
        case .assumed: 3
        case .unconfirmed: 4
        }
    }
}

/// A value with its status and source. An unconfirmed figure has no usable value.
public struct Figure<Value: Sendable & Hashable>: Sendable, Hashable {
    /// What the data file says, whatever its status.
    public let written: Value?
    public let status: FigureStatus
    public let source: String

    public init(_ value: Value?, status: FigureStatus, source: String) {
        written = value
        self.status = status
        self.source = source
    }

    /// The value that may be printed and calculated with: nothing while it is unconfirmed.
    public var value: Value? { status == .unconfirmed ? nil : written }
}

/// A message of the domain: an id and its arguments. The sentence itself is data (Assets/Catalogue/reasons.yaml).
public struct Message: Sendable, Hashable {
    public let id: String
    public let arguments: [Argument]

    public struct Argument: Sendable, Hashable {
        public let name: String
        public let value: Value
    }

    public enum Value: Sendable, Hashable {
        case yen(Yen)
        case count(Int)
        case day(Day)
        case rate(Rate)
        /// Written as it is.
        case text(String)
        /// The id of something that has a name in the data files (an item, a scheme, a kind of facility).
        case name(String)
    }

    public init(_ id: String, _ arguments: KeyValuePairs<String, Value> = [:]) {
        self.id = id
        self.arguments = arguments.map { Argument(name: $0.key, value: $0.value) }
    }

    public subscript(name: String) -> Value? { arguments.first { $0.name == name }?.value }
}
