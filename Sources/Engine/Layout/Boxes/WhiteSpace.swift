//  WhiteSpace.swift
//  In: the texts of one inline context, in order. Out: their scalars with white space collapsed.
//  https://www.w3.org/TR/css-text-4/#white-space-processing
//  A space at the end of a text is kept for the time being: what follows (in another box) decides about it.

import Style

/// What is known of the inline context so far.
struct WhiteSpaceState {
    /// A collapsible space here vanishes: line start, or after another one.
    var swallowsSpace = true
    /// The last scalar emitted in the context; 0xFFFC after an atomic box, 0 at the start.
    var last: UInt32 = 0
    /// The box whose text ends with a collapsible space that nothing has followed yet.
    var trailingSpaceBox: Int32 = -1
    /// That space stands for a segment break (it vanishes between wide characters).
    var trailingIsBreak = false
    /// What was before that space.
    var beforeTrailing: UInt32 = 0
    /// For `text-transform: capitalize`.
    var inWord = false

    /// After a forced break or an atomic box.
    mutating func pass(_ scalar: UInt32) {
        swallowsSpace = scalar == 0x0A
        last = scalar
        trailingSpaceBox = -1
        inWord = false
    }
}

enum WhiteSpace {
    static func isSpace(_ scalar: UInt32) -> Bool { scalar == 0x20 || scalar == 9 || scalar == 10 || scalar == 13 }

    /// Wide, fullwidth or halfwidth by UAX 11, but not Hangul (whose words are parted by spaces).
    static func vanishesBeside(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2E80...0x303E, 0x3041...0x312F, 0x3190...0x31FF, 0x3200...0xA4CF, 0xF900...0xFAFF, 0xFE30...0xFE6F: true
        case 0xFF01...0xFF9F, 0xFFE0...0xFFE6, 0x1B000...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD: true
        default: false
        }
    }

    /// Appends `text` to `output` as box `box`.
    static func append(
        _ text: [UInt32], collapse: WhiteSpaceCollapse, box: Int32, state: inout WhiteSpaceState, tree: inout BoxTree
    ) {
        if collapse == .preserve || collapse == .breakSpaces {
            var index = 0
            while index < text.count {
                var scalar = text[index]
                index += 1
                if scalar == 13 {
                    if index < text.count, text[index] == 10 { index += 1 }
                    scalar = 10
                }
                tree.scalars.append(scalar)
                state.last = scalar
                // preserved spaces do not collapse with collapsible ones
                state.swallowsSpace = scalar == 10
                state.trailingSpaceBox = -1
            }
            return
        }
        var index = 0
        while index < text.count {
            let scalar = text[index]
            if !isSpace(scalar) {
                if state.trailingSpaceBox >= 0, state.trailingIsBreak, vanishesBeside(scalar),
                    vanishesBeside(state.beforeTrailing)
                {
                    removeTrailingSpace(state: &state, tree: &tree, current: box)
                }
                tree.scalars.append(scalar)
                state.last = scalar
                // U+200B beside a segment break makes it vanish
                state.swallowsSpace = false
                state.trailingSpaceBox = -1
                index += 1
                continue
            }
            var breaks = 0
            while index < text.count, isSpace(text[index]) {
                if text[index] == 10 || (text[index] == 13 && (index + 1 >= text.count || text[index + 1] != 10)) {
                    breaks += 1
                }
                index += 1
            }
            if breaks > 0, collapse == .preserveBreaks {
                if state.trailingSpaceBox >= 0 { removeTrailingSpace(state: &state, tree: &tree, current: box) }
                for _ in 0..<breaks { tree.scalars.append(0x0A) }
                state.pass(0x0A)
                continue
            }
            if state.swallowsSpace {
                if breaks > 0, state.trailingSpaceBox >= 0 { state.trailingIsBreak = true }
                continue
            }
            if breaks > 0, state.last == 0x200B || (index < text.count && text[index] == 0x200B) { continue }
            state.beforeTrailing = state.last
            tree.scalars.append(0x20)
            state.last = 0x20
            state.swallowsSpace = true
            state.trailingSpaceBox = box
            state.trailingIsBreak = breaks > 0
        }
    }

    /// Takes back the collapsible space that ends the text so far.
    static func removeTrailingSpace(state: inout WhiteSpaceState, tree: inout BoxTree, current: Int32) {
        let box = Int(state.trailingSpaceBox)
        state.trailingSpaceBox = -1
        state.last = state.beforeTrailing
        guard box >= 0 else { return }
        let end = tree.textRanges[box].upperBound
        if box == Int(current) {
            // the current box's range is not set yet: its text is the end of the array
            if tree.scalars.last == 0x20 { tree.scalars.removeLast() }
            return
        }
        // the scalar itself stays, unused: later boxes' ranges do not move
        tree.textRanges[box] = tree.textRanges[box].lowerBound..<(end - 1)
    }
}
