"""documents.py
In: a folder. Out: the HTML files that the engines are measured on, the same on every machine (a seed decides)."""

import random
import subprocess
from pathlib import Path

STYLE = """<style>
@page { size: A4; margin: 20mm 18mm; @bottom-center { content: counter(page); font: 8pt 'BIZ UDPGothic' } }
body { font: 10.5pt/1.7 'BIZ UDGothic'; margin: 0 }
h2 { font-size: 14pt; margin: 8mm 0 3mm }
p { margin: 0 0 2mm; text-align: justify }
table { border-collapse: collapse; width: 100% }
th, td { border: 0.3pt solid #999; padding: 0.6mm 1.5mm; font-size: 9pt; line-height: 1.4 }
td:last-child { text-align: right }
</style>"""

WORDS = (
    "回線 端末 費用 設置 資格 確認 導入 受付 窓口 保険 証明 医療 機関 薬局 通信 接続 機器 保守 運用 申請 補助 期限 手順 作業 担当 "
    "電話 時間 休日 対応 見積 合計 月額 初期 工事 配線 装置 設定 試験 記録 管理 安全 更新 契約 説明 資料"
).split()
JOINTS = "の は を に が と で も へ から まで より".split()
ENDS = "します。 です。 なります。 行います。 求められます。 できます。".split()


def sentence(rng):
    parts = []
    for index in range(rng.randint(4, 12)):
        parts.append(rng.choice(WORDS) + rng.choice(JOINTS))
        if index % 4 == 3:
            parts.append("、")
        if rng.random() < 0.08:
            parts.append(rng.choice(["ONU", "IPv6", "VLAN 10", "（参考）", "「標準」", f"{rng.randint(1, 99)},{rng.randint(100, 999)}円"]))
    return "".join(parts) + rng.choice(WORDS) + "を" + rng.choice(ENDS)


def text(pages, seed=7):
    """About `pages` pages of running Japanese text."""
    rng = random.Random(seed)
    out = [f"<!DOCTYPE html><html lang=ja><meta charset=utf-8><title>本文</title>{STYLE}<body>"]
    # a page of this style takes some 1,350 characters
    for section in range(pages * 2):
        out.append(f"<h2>{section + 1} {rng.choice(WORDS)}の{rng.choice(WORDS)}</h2>")
        length = 0
        while length < 590:
            paragraph = "".join(sentence(rng) for _ in range(rng.randint(2, 4)))
            length += len(paragraph)
            out.append(f"<p>{paragraph}</p>")
    return "\n".join(out) + "</body></html>"


def table(rows, seed=11):
    """A table of five columns."""
    rng = random.Random(seed)
    out = [f"<!DOCTYPE html><html lang=ja><meta charset=utf-8><title>表</title>{STYLE}<body><table>"]
    out.append("<thead><tr><th>番号<th>品目<th>内容<th>区分<th>金額</thead><tbody>")
    for row in range(rows):
        cells = (
            f"{row + 1:05d}", rng.choice(WORDS) + rng.choice(WORDS), rng.choice(WORDS) + "の" + rng.choice(WORDS),
            rng.choice(["初期", "月額"]), f"{rng.randint(1, 999)},{rng.randint(0, 999):03d}円",
        )
        out.append("<tr>" + "".join(f"<td>{cell}" for cell in cells))
    return "\n".join(out) + "</table></body></html>"


def write(folder, program, root, quick):
    """Writes the documents; answers name → (file, base folder, number of warm rounds)."""
    folder.mkdir(parents=True, exist_ok=True)
    proposal = folder / "proposal.html"
    subprocess.run(
        [program, "proposal", root / "Assets/Samples/existing-line.yaml", "--html", proposal, "-o", folder / "proposal-own.pdf"],
        check=True, cwd=root, stdout=subprocess.DEVNULL)
    result = {"proposal": (proposal, root / "Templates/Proposal", 15)}

    def add(name, html, rounds):
        file = folder / f"{name}.html"
        file.write_text(html, encoding="utf-8")
        result[name] = (file, folder, rounds)

    add("text 20 pages", text(20), 15)
    add("table 5,000 rows", table(5000), 3)
    if not quick:
        add("text 100 pages", text(100), 3)
        add("text 1,000 pages", text(1000), 1)
    return result
