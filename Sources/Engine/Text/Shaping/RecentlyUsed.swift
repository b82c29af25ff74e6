//  RecentlyUsed.swift
//  In: keys and values as they come up. Out: the values of keys that came up lately, in bounded memory.

/// A cache of two generations: what is used moves to the younger one; when that is full it becomes the older one, and
/// what nobody used meanwhile is gone. Finding costs what a dictionary costs, forgetting nothing.
struct RecentlyUsed<Key: Hashable, Value> {
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]
    private let generation: Int

    /// Never holds more than `capacity` values.
    init(capacity: Int) { generation = max(1, capacity / 2) }

    var count: Int { young.count + old.count }

    subscript(key: Key) -> Value? {
        mutating get {
            if let value = young[key] { return value }
            guard !old.isEmpty, let value = old.removeValue(forKey: key) else { return nil }
            insert(value, key)
            return value
        }
        set {
            guard let newValue else { return }
            insert(newValue, key)
        }
    }

    private mutating func insert(_ value: Value, _ key: Key) {
        if young.count >= generation {
            old = young
            young = [:]
        }
        young[key] = value
    }

    /// Forgets what was not used since the last time it had to forget, or everything, until at most `count` are left.
    mutating func shrink(to count: Int) {
        guard self.count > count else { return }
        old = young.count > count ? [:] : young
        young = [:]
    }
}
