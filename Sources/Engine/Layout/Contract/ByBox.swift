//  ByBox.swift
//  In: values of boxes, by the boxes' ids. Out: the value of a box without hashing: ids are dense, and most boxes have one.

/// Values by box id.
struct ByBox<Value> {
    private var values: [Value?] = []

    subscript(box: Int32) -> Value? {
        get { box >= 0 && Int(box) < values.count ? values[Int(box)] : nil }
        set {
            let index = Int(box)
            if index < 0 { return }
            if index >= values.count {
                if newValue == nil { return }
                let wanted = max(index + 1, 2 * values.count)
                values.append(contentsOf: repeatElement(nil, count: wanted - values.count))
            }
            values[index] = newValue
        }
    }
    mutating func removeAll() { values.removeAll() }
}
