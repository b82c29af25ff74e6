//  Money.swift
//  In: whole yen. Out: the same as a reader of the language writes them.

import Measures

extension Words {
    /// 279,950円; negative amounts with ▲ as offices write them.
    public func yen(_ yen: Yen) -> String {
        let text = self(.moneyYen, ["n": Yen(abs(yen.amount)).grouped])
        return yen < .zero ? self(.moneyNegative, ["n": text]) : text
    }
    /// The digits alone: 279,950; negative amounts with ▲.
    public func digits(_ yen: Yen) -> String {
        let text = Yen(abs(yen.amount)).grouped
        return yen < .zero ? self(.moneyNegative, ["n": text]) : text
    }
    /// The digits of a difference, with its sign: ＋12,100, ▲5,000, ±0.
    public func change(_ yen: Yen) -> String {
        if yen > .zero { return self(.moneyPositive, ["n": yen.grouped]) }
        return yen < .zero ? digits(yen) : self(.moneyEven, ["n": yen.grouped])
    }
}
