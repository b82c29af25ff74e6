//  JapanesePhrases.swift
//  In: the ends of phrases as ICU's model finds them. Out: the same without those that a reader stumbles over.
//  1 One kanji alone belongs to the word before it (循環器, 補助率, 機関等), else to the one after it (貴院).
//  2 お and ご belong to the word after them (早めに｜お確かめ).
//  3 Two kana or fewer are no phrase between kana (お尋ねください).

enum JapanesePhrases {
    static func mend(_ ends: inout [Bool], _ scalars: [UInt32], _ range: Range<Int>) {
        for index in range where index > range.lowerBound && ends[index] {
            let (left, right) = (scalars[index - 1], scalars[index])
            if isKanji(right), isLoneKanji(index, ends, scalars, range), isKanji(left) || isKatakana(left) {
                ends[index] = false
            } else if isKanji(left), isKanji(right), isLoneKanji(index - 1, ends, scalars, range) {
                ends[index] = false
            } else if left == 0x304A || left == 0x3054, isKanji(right), index - 1 > range.lowerBound,
                particles.contains(scalars[index - 2])
            {
                ends[index] = false
                ends[index - 1] = true
            } else if isHiragana(left), isHiragana(right) {
                let start = (max(range.lowerBound, index - 2)..<index).last { ends[$0] }
                if let start, scalars[start..<index].allSatisfy(isHiragana), isHiragana(scalars[max(0, start - 1)]) {
                    ends[index] = false
                }
            }
        }
    }

    /// Whether the kanji at `index` is all the letters of its phrase: a mark, a space or the next phrase follows.
    private static func isLoneKanji(_ index: Int, _ ends: [Bool], _ scalars: [UInt32], _ range: Range<Int>) -> Bool {
        guard index == range.lowerBound || ends[index] || !isLetter(scalars[index - 1]) else { return false }
        guard index + 1 < range.upperBound else { return true }
        return ends[index + 1] || !isLetter(scalars[index + 1])
    }

    /// に を は が の も で と へ や ま ら て
    private static let particles: Set<UInt32> = [
        0x306B, 0x3092, 0x306F, 0x304C, 0x306E, 0x3082, 0x3067, 0x3068, 0x3078, 0x3084, 0x307E, 0x3089, 0x3066,
    ]
    private static func isKanji(_ scalar: UInt32) -> Bool { (0x3400...0x9FFF).contains(scalar) || scalar == 0x3005 }
    private static func isHiragana(_ scalar: UInt32) -> Bool { (0x3041...0x3096).contains(scalar) }
    private static func isKatakana(_ scalar: UInt32) -> Bool { (0x30A1...0x30FC).contains(scalar) && scalar != 0x30FB }
    private static func isLetter(_ scalar: UInt32) -> Bool {
        isKanji(scalar) || isHiragana(scalar) || isKatakana(scalar)
    }
}
