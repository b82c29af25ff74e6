//  RandomProfile.swift
//  In: a seed. Out: a clinic profile and what the program must make of it: every part present or absent, every kind of
//  facility, line and building, sizes from one terminal to twenty, names from two characters to sixty; now and then the
//  area of NTT西日本, the form of deployment that is not offered, a device that cannot be ordered at present. The same seed
//  always gives the same profile.

/// SplitMix64: https://prng.di.unimi.it/splitmix64.c
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

struct RandomProfile: Sendable, CustomStringConvertible {
    enum Outcome: Sendable { case documents, refused, areaNotice }
    let seed: UInt64
    let yaml: String
    let outcome: Outcome
    /// The price book has the notebook and the further switch suspended.
    let isSuspended: Bool
    var description: String { "profile \(seed)" }

    init(seed: UInt64) {
        self.seed = seed
        var writer = Writer(numbers: SeededNumbers(seed: seed))
        writer.write()
        yaml = writer.lines.joined(separator: "\n") + "\n"
        outcome = writer.outcome
        isSuspended = writer.chance(8)
    }
}

private struct Writer {
    var numbers: SeededNumbers
    var lines: [String] = []
    var outcome = RandomProfile.Outcome.documents

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &numbers) < percent }
    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: values.indices, using: &numbers)] }
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &numbers) }

    mutating func write() {
        let kind = pick(["hospital", "clinic", "clinic", "dentalClinic", "pharmacy", "chainPharmacy"])
        clinic(kind)
        let situation = line()
        equipment(kind, situation)
        if outcome == .documents, chance(3) {
            // its software is the レセコンベンダー's to deliver
            lines.append("deployment: onPremises2")
            outcome = .refused
        } else if chance(60) {
            lines.append("deployment: onPremises1")
        }
        if chance(40) { lines.append("workTime: \(pick(["weekday", "weekday", "evening", "night", "holiday"]))") }
        if chance(70) { lines.append("support: \(chance(70))") }
        if chance(40) {
            let vendor = chance(50) ? "vendor: サンプル医療システム株式会社, " : ""
            lines.append("receiptComputer: {\(vendor)renovationCost: \(1_000 * number(0...900) + number(0...999))}")
        }
        dates()
        needs()
        money()
        seller()
    }

    private mutating func clinic(_ kind: String) {
        let places = [
            ("100-0013", "東京都千代田区霞が関1-3-2"), ("060-0002", "北海道札幌市中央区北二条西2丁目"),
            ("951-8126", "新潟県新潟市中央区学校町通1番町602番地1"), ("380-8570", "長野県長野市大字南長野字幅下692-2"),
            ("413-0015", "静岡県熱海市中央町1-1"), ("330-0063", "埼玉県さいたま市浦和区高砂三丁目15番1号"),
        ]
        let west = [
            ("530-0001", "大阪府大阪市北区梅田一丁目1番3号"), ("930-8501", "富山県富山市新総曲輪1-7"),
            ("420-8601", "静岡県静岡市葵区追手町9-6"), ("900-8570", "沖縄県那覇市泉崎1-2-2"),
        ]
        let place = chance(3) ? pick(west) : pick(places)
        if west.contains(where: { $0 == place }) { outcome = .areaNotice }
        lines.append("clinic:")
        lines.append("  name: \(name(kind))")
        lines.append("  kind: \(kind)")
        lines.append("  address: \(place.1)")
        if chance(60) { lines.append("  postalCode: \"\(place.0)\"") }
        if chance(35) {
            if chance(50) { lines.append("  department: \(pick(["事務部", "法人本部事務局 医療情報システム管理室"]))") }
            lines.append("  addressee: \(pick(["山田 太郎", "長曽我部 権左衛門", "林 一"]))")
        }
    }

    private mutating func name(_ kind: String) -> String {
        let stems = ["林", "さくら", "サンプルメディカルモール", "国際総合健康増進センター附属", "霞が関", "Ｋ＆Ｍ", "青葉台ニュータウン駅前"]
        let fields = ["", "内科", "内科循環器内科", "内科循環器内科消化器内科小児科皮膚科", "こども", "耳鼻咽喉科"]
        let owner = chance(40) ? pick(["医療法人社団サンプル会 ", "株式会社さんぷるファーマシーホールディングス "]) : ""
        let ending =
            switch kind {
            case "hospital": "病院"
            case "clinic": pick(["クリニック", "医院"])
            case "dentalClinic": "歯科医院"
            default: "薬局 駅前通り店"
            }
        let field = kind.hasSuffix("harmacy") ? "" : pick(fields)
        return String((owner + pick(stems) + field + ending).prefix(60))
    }

    private mutating func line() -> String {
        let situation = pick(["existing", "existing", "new", "new", "migration"])
        var parts = ["situation: \(situation)"]
        if situation == "existing" {
            if chance(15) { parts.append("building: \(pick(["house", "apartment"]))") }
            if chance(50) { parts.append("kind: \(pick(["flets", "flets", "other"]))") }
            if chance(30) { parts.append("currentMonthly: \(number(3_000...9_900))") }
        } else {
            if chance(60) { parts.append("simultaneousWork: \(chance(70))") }
            if chance(60) { parts.append("building: \(pick(["house", "apartment"]))") }
            if chance(40) { parts.append("timeDesignated: \(chance(70))") }
        }
        if situation == "migration", chance(70) { parts += ["appliedOn: 2021-01-20", "openedOn: 2021-03-01"] }
        lines.append("line: {\(parts.joined(separator: ", "))}")
        return situation
    }

    private mutating func equipment(_ kind: String, _ situation: String) {
        guard chance(85) else { return }
        let most = kind == "hospital" ? 20 : chance(10) ? 6 : 2
        let notebooks = chance(35) ? number(1...most) : 0
        let desktops = notebooks > 0 && chance(50) ? 0 : number(1...most)
        let terminals = min(20, desktops + notebooks)
        var parts = ["desktops: \(min(desktops, terminals))"]
        if notebooks > 0 { parts.append("notebooks: \(terminals - min(desktops, terminals))") }
        if chance(20), desktops > 0 { parts.append("monitors: \(number(0...min(desktops, terminals)))") }
        parts.append("cardReaders: \(number(1...min(terminals, kind == "hospital" ? 4 : 2)))")
        if chance(30) { parts.append("readerModel: \(pick(["アルメックス", "富士通", "パナソニック"]))") }
        if chance(35) { parts.append("newWires: \(terminals + number(2...5))") }
        if chance(20), situation == "existing" { parts.append("reusedWires: \(number(0...2))") }
        if chance(12) { parts.append("wirelessLAN: true") }
        lines.append("equipment: {\(parts.joined(separator: ", "))}")
    }

    private mutating func dates() {
        let month = pick([("2020-12", 1...31), ("2021-01", 1...31), ("2021-02", 1...28), ("2021-03", 1...31)])
        let day = number(month.1)
        var parts = ["issued: \(month.0)-\(day < 10 ? "0" : "")\(day)"]
        if chance(45) { parts.append("cardReaderApplied: \(pick(["2020-11-20", "2021-03-31", "2021-04-01"]))") }
        if chance(25) { parts.append("contractOn: 2021-04-05") }
        if chance(25) { parts.append("completesOn: 2021-04-20") }
        if chance(45) { parts.append("operationStarts: \(pick(["2021-04-26", "2021-10-01"]))") }
        lines.append("dates: {\(parts.joined(separator: ", "))}")
    }

    private mutating func needs() {
        let all = [
            "networkSecurity", "endpointSecurity", "surveillance", "thermometry", "itSupport", "nightSupport",
            "telemedicine", "aiInterview", "guestWiFi", "signage", "ipPhone", "businessPhone",
        ]
        let chosen = Array(all.shuffled(using: &numbers).prefix(pick([0, 1, 2, 3, 4, 7, 12])))
        if !chosen.isEmpty { lines.append("needs: [\(chosen.joined(separator: ", "))]") }
    }

    private mutating func money() {
        if chance(25) {
            lines.append("overrides:")
            lines.append(
                "  - {item: setupNotebook, unitPrice: \(number(10_000...60_000)), source: 見積書 E-77, by: 営業 花子, on: 2020-12-01}"
            )
        }
        let extras = chance(20) ? number(1...6) : 0
        if extras > 0 { lines.append("extraLines:") }
        for index in 0..<extras {
            lines.append(
                "  - {name: \(pick(["資格確認端末用デスク", "電源工事", "院内配線モールの取り付けと仕上げの塗装工事"]))\(index + 1), quantity: \(number(1...12)), unitPrice: \(number(500...40_000)), eligible: \(chance(50)), source: 見積書 E-78}"
            )
        }
        if chance(15) {
            lines.append("discounts:")
            lines.append("  - {name: 年度内導入値引き, amount: \(number(500...20_000)), reason: 年度内の導入, approvedBy: 営業部長}")
        }
    }

    private mutating func seller() {
        if chance(70) {
            var parts = ["office: 法人営業部", "phone: 03-0000-0000"]
            if chance(40) { parts.append("name: 営業 花子") }
            if chance(40) { parts.append("fax: 03-0000-0001") }
            if chance(30) { parts += ["postalCode: \"100-0000\"", "address: 東京都千代田区サンプル町1-2-3 サンプルビル12階"] }
            if chance(30) { parts.append("email: eigyo@example.jp") }
            lines.append("seller: {\(parts.joined(separator: ", "))}")
        }
        var parts: [String] = []
        if chance(80) { parts.append("number: Q-2020-\(number(100_000...999_999))") }
        if chance(40) { parts.append("revision: \(number(1...12))") }
        if chance(60) { parts.append("validUntil: 2021-04-30") }
        if !parts.isEmpty { lines.append("quotation: {\(parts.joined(separator: ", "))}") }
    }
}
