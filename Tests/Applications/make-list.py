#!/usr/bin/env python3
"""make-list.py: writes lists of invented facilities for tests. The same seed gives the same bytes.

In: options. Out: OUT (the list), with --expect FILE the outcome of every row that is no recipient (row,cause), with
--suppress FILE the suppression list that some faults need.

  make-list.py OUT --count 20000 --seed 7 [--encoding cp932|utf8|utf8-bom] [--form table|official]
                   [--faults N: every Nth row is at fault, in turn in each way] [--west PERCENT]
Names, addresses and codes are made up from parts; check digits and postal prefixes are right unless the fault says otherwise.
"""
import argparse
import csv
import io
import random

# prefecture code, name, (city, town, postal prefix of five digits); the prefixes are those of Assets/Catalogue/territory.yaml
EAST = [
    ("01", "北海道", [("札幌市中央区", "北一条西", "06000"), ("函館市", "若松町", "04000"), ("旭川市", "四条通", "07000")]),
    ("02", "青森県", [("青森市", "長島", "03008")]),
    ("04", "宮城県", [("仙台市青葉区", "本町", "98000")]),
    ("08", "茨城県", [("水戸市", "城南", "31008")]),
    ("10", "群馬県", [("前橋市", "大手町", "37100")]),
    ("11", "埼玉県", [("さいたま市大宮区", "桜木町", "33008"), ("川越市", "大字小室", "35011")]),
    ("12", "千葉県", [("千葉市中央区", "中央", "26000"), ("市川市", "八幡", "27200")]),
    ("13", "東京都", [("千代田区", "霞が関", "10000"), ("世田谷区", "若林", "15400"), ("八王子市", "旭町", "19200")]),
    ("14", "神奈川県", [("横浜市中区", "本町", "23100"), ("茅ヶ崎市", "茅ヶ崎", "25300")]),
    ("15", "新潟県", [("新潟市中央区", "学校町通一番町", "95100")]),
    ("19", "山梨県", [("甲府市", "丸の内", "40000")]),
    ("20", "長野県", [("長野市", "大字南長野", "38008")]),
]
WEST = [
    ("27", "大阪府", [("大阪市北区", "梅田", "53000")]),
    ("40", "福岡県", [("福岡市博多区", "博多駅前", "81200")]),
    ("18", "福井県", [("福井市", "中央", "91000")]),
]
FAMILY = "佐藤 鈴木 高橋 田中 伊藤 渡邊 山本 中村 小林 加藤 吉田 山田 佐々木 髙橋 﨑山 濵田 長谷川 斎藤 五十嵐 勅使河原".split()
PLACE = "駅前 中央 緑ヶ丘 桜台 みなみ ひがし けやき通り 若葉 青葉台 元町 さくら ひまわり なごみ すこやか 太陽".split()
CLINICS = ["内科クリニック", "医院", "整形外科", "耳鼻咽喉科医院", "眼科クリニック", "皮フ科", "小児科・アレルギー科クリニック"]
DENTAL = ["歯科医院", "デンタルクリニック", "歯科・矯正歯科", "ファミリー歯科"]
HOSPITALS = ["総合病院", "記念病院", "中央病院", "リハビリテーション病院"]
PHARMACIES = ["薬局", "調剤薬局", "ファーマシー"]
CORPORATE = ["", "", "", "医療法人社団{f}会 ", "医療法人{f}会　", "医療法人財団 {f}記念会 "]
KINDS = [("医科診療所", "1", 43), ("歯科診療所", "3", 29), ("薬局", "4", 23), ("病院", "1", 4), ("大型チェーン薬局", "4", 1)]
COLUMNS = ["施設名", "種別", "医療機関コード", "郵便番号", "所在地", "電話番号", "宛名", "回線", "カードリーダー",
           "デスクトップ", "カードリーダー申込日", "状態"]


def luhn(nine):
    total = 0
    for index, digit in enumerate(reversed(nine)):
        value = int(digit) * (2 if index % 2 == 0 else 1)
        total += value // 10 + value % 10
    return str(-total % 10)


def code10(prefecture, table, number):
    nine = prefecture + table + "%06d" % number
    return nine + luhn(nine)


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.number = 0

    def facility(self, regions=EAST, kind=None):
        r = self.random
        self.number += 1
        prefecture, prefecture_name, cities = r.choice(regions)
        city, town, postal = r.choice(cities)
        kind, table, _ = kind or r.choices(KINDS, weights=[k[2] for k in KINDS])[0]
        family, place = r.choice(FAMILY), r.choice(PLACE)
        if table == "4":
            name = ("株式会社{0} " .format(family) if r.random() < .3 else "") + place + r.choice(PHARMACIES)
            if r.random() < .5:
                name += " " + r.choice(PLACE) + "店"
        else:
            names = {"医科診療所": CLINICS, "歯科診療所": DENTAL, "病院": HOSPITALS}[kind]
            name = r.choice(CORPORATE).format(f=r.choice(PLACE)) + r.choice([family, place]) + r.choice(names)
        if r.random() < .01:
            name += "（訪問診療・在宅医療・健診センター併設）附属リハビリテーション施設"
        # the number in the address makes every facility one of its own
        a, b, c = 1 + self.number % 9, 1 + self.number // 9 % 90, 1 + self.number // 810
        form = r.randrange(4)
        block = ["%d-%d-%d" % (a, b, c), "%d丁目%d番%d号" % (a, b, c), "%s丁目%d−%d" % ("一二三四五六七八九"[a - 1], b, c),
                 "%d－%d－%d" % (a, b, c)][form]
        if form == 3:
            block = block.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        building = r.choice(["", "", "", "　メディカルビル%dF" % r.randint(1, 9), " 第二ビル%d階" % r.randint(1, 9)])
        return {
            "施設名": name, "種別": kind, "医療機関コード": code10(prefecture, table, self.number % 1000000),
            "郵便番号": postal[:3] + "-" + postal[3:] + "%02d" % r.randint(1, 99), "所在地": prefecture_name + city + town + block + building,
            "電話番号": "03-%04d-%04d" % (r.randint(1000, 9999), self.number % 10000) if r.random() < .8 else "",
            "宛名": "院長 " + family + "　一郎" if r.random() < .1 else "", "回線": r.choice(["", "", "既設", "新設"]),
            "カードリーダー": r.choice(["", "", "1"]), "デスクトップ": r.choice(["", "1"]), "カードリーダー申込日": r.choice(["", "2021-01-20"]),
            "状態": r.choice(["", "現存"]), "_prefecture": prefecture, "_table": table, "_city": city,
        }


def wrong_digit(code):
    return code[:-1] + str((int(code[-1]) + 1 + int(code[0])) % 10 if (1 + int(code[0])) % 10 else (int(code[-1]) + 1) % 10)


# Ways to be at fault. Each gets the maker, the row, an earlier good row, and a context; it answers the row, or raw bytes.
def put(**values):
    return lambda m, row, before, context: {**row, **values}


def fault_west(m, row, before, context):
    return m.facility(WEST)


def fault_border(m, row, before, context):
    return {**row, "所在地": "静岡県熱海市中央町1-%d" % m.number, "郵便番号": "413-0015", "医療機関コード": code10("22", row["_table"], m.number)}


def fault_duplicate_code(m, row, before, context):
    return {**row, "種別": before["種別"], "医療機関コード": before["医療機関コード"], "所在地": before["所在地"] + "9", "郵便番号": before["郵便番号"]}


def fault_duplicate_address(m, row, before, context):
    # the same facility as somebody else writes it: no code, other blanks, other widths, the legal form left out or shortened
    name = before["施設名"].replace("医療法人社団", "（医社）").replace("株式会社", "㈱").replace(" ", "　")
    address = before["所在地"].translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return {**before, "施設名": name, "所在地": address, "医療機関コード": "", "宛名": ""}


def fault_joined(m, row, before, context):
    other = {"1": ("歯科診療所", "3"), "3": ("医科診療所", "1")}.get(before["_table"])
    if other is None or before["種別"] == "病院":
        return None
    return {**before, "種別": other[0], "医療機関コード": code10(before["_prefecture"], other[1], 900000 + m.number % 99999)}


def fault_suppressed(m, row, before, context):
    context["suppressed"].append(row)
    return row


def fault_mismatch(m, row, before, context):
    return {**row, "郵便番号": "030-0801" if row["_prefecture"] != "02" else "980-0001"}


def fault_code_prefecture(m, row, before, context):
    return {**row, "医療機関コード": code10("47", row["_table"], m.number)}


def fault_code_kind(m, row, before, context):
    return {**row, "医療機関コード": code10(row["_prefecture"], "6", m.number)}


def raw(change):
    def make(m, row, before, context):
        return change(context["line"](row), context)
    return make


def bytes_in_name(line, context):
    # a lead byte without its second one; in UTF-8 a byte that never occurs
    return b"\x83\xff" + line if context["encoding"] == "cp932" else b"\xff\xfe" + line


def private(m, row, before, context):
    return {**row, "施設名": row["施設名"] + "\ue000"}


FAULTS = [
    ("west", fault_west), ("border", fault_border), ("suspended", put(状態="休止")), ("duplicate-code", fault_duplicate_code),
    ("duplicate-address", fault_duplicate_address), ("joined", fault_joined), ("suppressed", fault_suppressed),
    ("unreadable-bytes", raw(bytes_in_name)), ("unclosed-quote", raw(lambda line, context: b'"' + line)),
    ("stray-quote", raw(lambda line, context: b'"a"b' + line)), ("too-few-cells", raw(lambda line, context: line.split(b",")[0])),
    ("too-many-cells", raw(lambda line, context: line + b",x")), ("control-character", put(電話番号="03\x07-0000-0000")),
    ("spreadsheet-error", put(所在地="#N/A")), ("missing-name", put(施設名="　")), ("too-long", put(施設名="あ" * 121)),
    ("honorific", lambda m, row, before, context: {**row, "施設名": row["施設名"] + "　御中"}), ("missing-character", private),
    ("missing-kind", put(種別="")), ("unknown-kind", put(種別="助産所")), ("missing-address", put(所在地="")),
    ("no-prefecture", lambda m, row, before, context: {**row, "所在地": row["所在地"].split(row["_city"])[0] and row["_city"] + "1-1"}),
    ("missing-postal-code", put(郵便番号="")), ("bad-postal-code", put(郵便番号="60-8611")), ("postal-mismatch", fault_mismatch),
    ("code-length", lambda m, row, before, context: {**row, "医療機関コード": row["医療機関コード"][1:]}),
    ("code-check-digit", lambda m, row, before, context: {**row, "医療機関コード": wrong_digit(row["医療機関コード"])}),
    ("code-prefecture", fault_code_prefecture), ("code-kind", fault_code_kind), ("bad-phone", put(電話番号="お問合せ")),
    ("bad-number", put(カードリーダー="二台")), ("bad-date", put(カードリーダー申込日="2021-02-30")), ("bad-choice", put(回線="光")),
    ("bad-status", put(状態="閉鎖?")), ("contradiction", put(カードリーダー="3", デスクトップ="1")),
]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--encoding", choices=["cp932", "utf8", "utf8-bom"], default="cp932")
    parser.add_argument("--form", choices=["table", "official"], default="table")
    parser.add_argument("--faults", type=int, default=0)
    parser.add_argument("--west", type=int, default=0)
    parser.add_argument("--expect")
    parser.add_argument("--suppress")
    options = parser.parse_args()
    maker = Maker(options.seed)
    codec = "cp932" if options.encoding == "cp932" else "utf-8"

    def encoded(text):
        if codec == "utf-8":
            return text.encode("utf-8")
        # a private character is Windows' first user-defined one
        return b"".join(b"\xf0\x40" if c == "\ue000" else c.encode("cp932", "replace") for c in text)

    def line(row):
        text = io.StringIO()
        csv.writer(text, lineterminator="").writerow([row[c] for c in COLUMNS])
        return encoded(text.getvalue().replace("−", "－") if codec == "cp932" else text.getvalue())

    if options.form == "official":
        write_official(options, maker, encoded)
        return
    context = {"suppressed": [], "line": line, "encoding": options.encoding}
    expected = []
    turn = 0
    good = None
    with open(options.out, "wb") as out:
        out.write((b"\xef\xbb\xbf" if options.encoding == "utf8-bom" else b"") + encoded(",".join(COLUMNS)) + b"\r\n")
        for number in range(1, options.count + 1):
            row = maker.facility(WEST if options.west and maker.random.randrange(100) < options.west else EAST)
            cause = "west" if row["_prefecture"] in {w[0] for w in WEST} else None
            if options.faults and number % options.faults == 0 and good is not None:
                made = None
                while made is None:
                    cause, fault = FAULTS[turn % len(FAULTS)]
                    turn += 1
                    made = fault(maker, row, good, context)
                row = made
            if cause:
                expected.append((number, cause))
            elif good is None or number % 10 == 5:
                # the row that later ones may repeat is never one whose facility was repeated before
                good = row
            out.write((row if isinstance(row, bytes) else line(row)) + b"\r\n")
            if cause in ("joined", "duplicate-address", "duplicate-code"):
                good = None
    if options.expect:
        with open(options.expect, "w") as side:
            side.write("row,cause\n" + "".join("%d,%s\n" % entry for entry in expected))
    if options.suppress:
        with open(options.suppress, "wb") as side:
            side.write(encoded("医療機関コード,備考") + b"\r\n")
            for row in context["suppressed"]:
                side.write(encoded(row["医療機関コード"] + ",送付停止") + b"\r\n")


def write_official(options, maker, encoded):
    """The sheets of a 地方厚生局 one after another: titles, page headers, two to four rows a facility."""
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    sheets = {}
    for _ in range(options.count):
        row = maker.facility()
        if row["種別"] == "大型チェーン薬局":
            row["種別"] = "薬局"
        sheets.setdefault((row["_prefecture"], row["_table"]), []).append(row)
    expected = []
    number = 0
    with open(options.out, "wb") as out:
        def write(*cells):
            text = io.StringIO()
            csv.writer(text, lineterminator="").writerow(list(cells) + [""] * (10 - len(cells)))
            out.write(encoded(text.getvalue().replace("−", "－")) + b"\r\n")
        for (prefecture, table), rows in sorted(sheets.items()):
            name = {p[0]: p[1] for p in EAST}[prefecture]
            word = {"1": "医科", "3": "歯科", "4": "薬局"}[table]

            def heading(page):
                write("コード内容別医療機関一覧表")
                write()
                write("[%s]" % name)
                write("[令和 2年12月 1日現在　%s　現存/休止]" % word, "令和 2年12月 1日作成　　%d頁" % page)
                write("項番", "医療機関番号", "医療機関名称", "医療機関所在地", "電話番号", "開設者氏名", "管理者氏名", "指定年月日",
                      "診療科名", "備考")
            for item, row in enumerate(rows, 1):
                if item % 40 == 1:
                    heading(item // 40 + 1)
                number += 1
                seven = row["医療機関コード"][3:]
                code = [seven[:2] + "," + seven[2:6] + "," + seven[6], seven[:2] + "-" + seven[2:] + " "][item % 2]
                suspended = options.faults and number % options.faults == 0
                address = "〒" + row["郵便番号"].translate(wide) + row["所在地"][len(name):].translate(wide)
                kind = row["種別"].replace("医科", "").replace("歯科", "")
                write(item, code, row["施設名"], address, row["電話番号"], "医療法人　開設会", "管理　太郎", "昭38. 5. 1", "内科", kind)
                if item % 40 == 39:
                    heading(item // 40 + 2)  # a page may end within a facility
                write("", "", "", "", "常　勤:　　1", "", "", "新規", "", "休止" if suspended else "現存")
                if item % 3 == 0:
                    write("", "", "", "", "", "", "", "令 2. 1. 1")
                if suspended:
                    expected.append((number, "suspended"))
    if options.expect:
        with open(options.expect, "w") as side:
            side.write("row,cause\n" + "".join("%d,%s\n" % entry for entry in expected))


if __name__ == "__main__":
    main()
