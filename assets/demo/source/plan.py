"""The medium-term investment plan: some 320 pages out of one seeded table of projects.

All sums in the text and the tables come from the same projects, so they agree.
"""
import random
import re

import pymupdf

from plan_chapters import (CHAPTER_1_3, CHAPTER_4_HEAD, CHAPTER_5_HEAD, CHAPTER_6_HEAD, CHAPTER_6_TAIL,
                           CHAPTER_7, CHAPTER_8)
from plan_text import (APPRAISE, APPRAISE_ASK, APPRAISE_END, CARE, CITIES, FIRST, GAIN, LOCAL_AIM, LOCAL_PAST,
                       LOCAL_TASK, NATURE, PACE, PURPOSE, REGIONS, RISKS, RUN, SECOND, SECTORS, STATE)

SENTENCE = "Hội đồng thẩm định kiến nghị giữ nguyên tổng mức vốn đã thông báo."
SENTENCE_PAGE = 250
YEARS = (2026, 2027, 2028, 2029, 2030)
NOTED = 18         # projects described in words in each locality's section
UNIT = "tỷ đồng"


def num(n: int) -> str:
    return f"{n:,}".replace(",", ".")


def pct(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}".replace(".", ",")


def full(place: str) -> str:
    return ("thành phố " if place in CITIES else "tỉnh ") + place


def cap(text: str) -> str:
    return text[0].upper() + text[1:]


def lower(name: str) -> str:
    return name[0].lower() + name[1:]


def make_projects() -> list[dict]:
    rng = random.Random(2026)
    projects = []
    for region, places in REGIONS.items():
        for place in places:
            used: set[str] = set()
            weights = [6, 4, 3, 3, 3, 2, 1, 1, 1, 1, 2, 1]
            wanted = list(range(12)) if place in CITIES else rng.sample(range(12), 9)
            if 0 not in wanted:
                wanted.append(0)
            wanted += rng.choices(range(12), weights, k=rng.randint(4, 6))
            for s in sorted(wanted):
                for _ in range(50):
                    pattern, unit, low, high = rng.choice(SECTORS[s][3])
                    a, b = (f"{rng.choice(FIRST)} {rng.choice(SECOND)}" for _ in range(2))
                    name = pattern.format(a=a, b=b)
                    if a != b and a not in used and len(set(a.split())) == 2:
                        break
                used.add(a)
                size = rng.randint(low, high)
                share = (size - low) / (high - low)
                base = (620, 340, 260, 150, 280, 170, 90, 110, 80, 95, 160, 85)[s]
                total = int(base * (0.6 + 1.4 * share) * (1.25 if place in CITIES else 1)) // 5 * 5
                carried = rng.random() < 0.4
                curve = [3, 3, 2, 1, 1] if carried else [0, 2, 4, 3, 1]
                years = [total * c // 10 for c in curve]
                years[2] += total - sum(years)
                projects.append({"place": place, "region": region, "sector": s, "name": name, "unit": unit,
                                 "size": size, "total": total, "years": years, "carried": carried})
    for i, p in enumerate(projects, 1):
        p["code"] = f"DA{i:03d}"
        p["people"] = max(2, p["total"] // rng.randint(9, 24))
        p["upkeep"] = max(1, p["total"] * rng.randint(12, 26) // 1000)
        p["marks"] = [weight * rng.randint(70, 99) // 100 for weight in (20, 20, 15, 15, 12, 10, 8)]
    return projects


def table(caption: str, columns: str, head: list[str], rows: list[list[str]], align: str, unit: str | None = UNIT) -> str:
    cells = "\n".join("  " + " ".join(f"[{c}]," for c in row) for row in rows)
    heads = ", ".join(f"[{h}]" for h in head)
    more = f", unit: [{unit}]" if unit else ""
    return f"#grid-table([{caption}], ({columns}), ({heads}){more}, align: ({align}),\n{cells})\n"


def sector_section(i: int, projects: list[dict], rng: random.Random) -> str:
    name, office, outputs, _ = SECTORS[i]
    own = [p for p in projects if p["sector"] == i]
    total, everything = sum(p["total"] for p in own), sum(p["total"] for p in projects)
    carried = [p for p in own if p["carried"]]
    big = sorted(own, key=lambda p: -p["total"])[:5]
    by_region = {r: sum(p["total"] for p in own if p["region"] == r) for r in REGIONS}
    top = max(by_region, key=by_region.get)
    out = ["#pagebreak(weak: true)", f"== Mục {i + 1}. {name}", f"=== a) Tổng mức và cơ cấu",
           f"Lĩnh vực {lower(name)} được bố trí {num(total)} tỷ đồng cho {len(own)} dự án, bằng {pct(total, everything)}% tổng mức của Kế hoạch. "
           f"Cơ quan theo dõi là {office}. Có {len(carried)} dự án chuyển tiếp với {num(sum(p['total'] for p in carried))} tỷ đồng; "
           f"{len(own) - len(carried)} dự án khởi công mới. {top} nhận phần lớn nhất, {pct(by_region[top], total)}% vốn của lĩnh vực.",
           table(f"Biểu {i + 1}.1. Vốn lĩnh vực {lower(name)} theo vùng và năm", "1fr, 18mm, 18mm, 18mm, 18mm, 18mm, 22mm",
                 ["Vùng", *map(str, YEARS), "Cộng"],
                 [[r, *[num(sum(p["years"][y] for p in own if p["region"] == r)) for y in range(5)], num(by_region[r])] for r in REGIONS]
                 + [["*Cộng*", *[f"*{num(sum(p['years'][y] for p in own))}*" for y in range(5)], f"*{num(total)}*"]],
                 "left, right, right, right, right, right, right"),
           "=== b) Kết quả phải đạt",
           f"Hai chỉ số dùng để đánh giá lĩnh vực này là số {outputs[0]} và số {outputs[1]}. Chỉ số được công bố hằng năm cùng số vốn đã chi, "
           f"để người đọc so được tiền bỏ ra với kết quả thu về. {office} chịu trách nhiệm về cách đo và phải công bố số liệu gốc.",
           "=== c) Những dự án lớn"]
    for p in big:
        out.append(describe(p, rng, place=True))
    out += ["=== d) Phân bổ theo địa phương",
            table(f"Biểu {i + 1}.2. Dự án {lower(name)} tại các địa phương", "16mm, 38mm, 1fr, 26mm, 22mm",
                  ["Mã", "Địa phương", "Dự án", "Quy mô", "Vốn"],
                  [[p["code"], p["place"], p["name"], f"{num(p['size'])} {p['unit']}", num(p["total"])] for p in own],
                  "center, left, left, right, right")]
    return "\n\n".join(out)


def describe(p: dict, rng: random.Random, place: bool = False) -> str:
    state = rng.choice([s for s in STATE if ("chuyển tiếp" in s) == p["carried"] or "tham vấn" in s or "tài trợ" in s])
    state = state.format(p=rng.randint(35, 72) if "khối lượng" in state else rng.randint(74, 98),
                         q=rng.choice(["II", "III"]), h=num(rng.randint(40, 900)))
    where = f", {full(p['place'])}" if place else ""
    return (f"*{p['name']}* ({p['code']}{where}): quy mô {num(p['size'])} {p['unit']}, vốn {num(p['total'])} tỷ đồng. "
            f"Mục tiêu là {rng.choice(PURPOSE[p['sector']])}. {state}. {rng.choice(CARE)}.")


def describe_more(p: dict, rng: random.Random) -> str:
    peak = max(range(5), key=lambda y: p["years"][y])
    more = [rng.choice(GAIN).format(h=num(p["people"]), k=rng.randint(3, 17), p=rng.randint(8, 31)),
            rng.choice(PACE).format(y=YEARS[peak], v=num(p["years"][peak])),
            rng.choice(RUN).format(m=num(p["upkeep"]), p=rng.randint(15, 60))]
    rng.shuffle(more)
    return describe(p, rng) + " " + ". ".join(more) + "."


def outcomes(sectors: list[int], sums: dict, rng: random.Random) -> list[list[str]]:
    rows = []
    for s in sectors:
        for i, measure in enumerate(SECTORS[s][2]):
            last = max(6, sums[s] * rng.randint(4, 14) // (30 if i == 0 else 60))
            rows.append([SECTORS[s][0] if i == 0 else "", cap(measure), num(last // 5), num(last // 2), num(last)])
    return rows


def local_section(n: int, place: str, region: str, projects: list[dict], rng: random.Random) -> str:
    own = [p for p in projects if p["place"] == place]
    total = sum(p["total"] for p in own)
    sums = {s: sum(p["total"] for p in own if p["sector"] == s) for s in {p["sector"] for p in own}}
    first, second = sorted(sums, key=lambda s: -sums[s])[:2]
    nature = rng.sample(NATURE[region], 2)
    tasks = rng.sample(LOCAL_TASK, 3)
    noted = sorted(own, key=lambda p: -p["total"])[:NOTED]
    parts = [f"#pagebreak(weak: true)\n\n== Mục {n}. {cap(full(place))}",
             "=== 1. Đặc điểm và bài học giai đoạn trước",
             f"{nature[0]}. {nature[1]}. "
             + rng.choice(LOCAL_PAST).format(p=rng.randint(71, 94), k=rng.randint(3, 12)),
             "=== 2. Định hướng và tổng mức",
             rng.choice(LOCAL_AIM).format(n=cap(full(place)), s1=lower(SECTORS[first][0]), s2=lower(SECTORS[second][0]),
                                          p=pct(sums[first] + sums[second], total)),
             f"Tổng vốn ngân sách trung ương bố trí cho {full(place)} là {num(total)} tỷ đồng với {len(own)} dự án, "
             f"trong đó năm 2027 là {num(sum(p['years'][1] for p in own))} tỷ đồng và năm 2028 là "
             f"{num(sum(p['years'][2] for p in own))} tỷ đồng. Mức vốn này chưa gồm phần dự phòng tập trung 10%.",
             table(f"Biểu V.{n}.1. Vốn bố trí cho {full(place)} theo lĩnh vực và năm", "1fr, 16mm, 16mm, 16mm, 16mm, 16mm, 20mm, 17mm",
                   ["Lĩnh vực", *map(str, YEARS), "Cộng", "Tỷ lệ (%)"],
                   [[SECTORS[s][0], *[num(sum(p["years"][y] for p in own if p["sector"] == s)) for y in range(5)],
                     num(sums[s]), pct(sums[s], total)] for s in sorted(sums)]
                   + [["*Cộng*", *[f"*{num(sum(p['years'][y] for p in own))}*" for y in range(5)], f"*{num(total)}*", "*100,0*"]],
                   "left, right, right, right, right, right, right, right"),
             "=== 3. Danh mục dự án",
             table(f"Biểu V.{n}.2. Danh mục dự án của {full(place)}", "16mm, 1fr, 30mm, 26mm, 22mm",
                   ["Mã", "Tên dự án", "Quy mô", "Loại", "Vốn"],
                   [[p["code"], p["name"], f"{num(p['size'])} {p['unit']}", "Chuyển tiếp" if p["carried"] else "Mới", num(p["total"])]
                    for p in own], "center, left, right, center, right"),
             "=== 4. Thuyết minh các dự án chính", *[describe_more(p, rng) for p in noted],
             "=== 5. Rủi ro và biện pháp",
             table(f"Biểu V.{n}.3. Rủi ro chính và biện pháp của {full(place)}", "10mm, 1fr, 1fr", ["TT", "Rủi ro", "Biện pháp"],
                   [[str(i), a, b] for i, (a, b) in enumerate(rng.sample(RISKS, 4), 1)], "center, left, left", None),
             "=== 6. Kết quả phải đạt",
             f"{cap(full(place))} chịu trách nhiệm về các chỉ số dưới đây; số liệu gốc do ngành dọc kiểm tra, không do chủ đầu tư tự công bố.",
             table(f"Biểu V.{n}.4. Chỉ số kết quả của {full(place)}", "46mm, 1fr, 22mm, 22mm, 22mm",
                   ["Lĩnh vực", "Chỉ số", "2027", "2028", "2030"], outcomes(sorted(sums), sums, rng),
                   "left, left, right, right, right", None),
             "=== 7. Trách nhiệm của địa phương",
             f"Để được giao đủ vốn, {full(place)} cam kết ba việc: {tasks[0]}; {tasks[1]}; {tasks[2]}. "
             f"Mỗi quý, địa phương cập nhật khối lượng và ảnh hiện trường của {len(own)} dự án; dự án hai quý liền không có khối lượng "
             "sẽ được đưa vào danh sách xem xét điều chuyển."]
    return "\n\n".join(parts)


def appraisal(n: int, place: str, projects: list[dict], rng: random.Random) -> str:
    own = [p for p in projects if p["place"] == place]
    total = sum(p["total"] for p in own)
    ask = rng.sample(own, 2)
    asks = [APPRAISE_ASK[(2 * n) % len(APPRAISE_ASK)], APPRAISE_ASK[(2 * n + 1 + n // 5) % len(APPRAISE_ASK)]]
    if asks[0] == asks[1]:
        asks[1] = APPRAISE_ASK[(2 * n + 3) % len(APPRAISE_ASK)]
    one, two = (t.format(p1=f"dự án {p['name']}", x=rng.randint(6, 19)) for t, p in zip(asks, ask))
    return (f"Đối với {full(place)}, tổng mức đề nghị {num(total)} tỷ đồng cho {len(own)} dự án. {APPRAISE[n % len(APPRAISE)]} {one} {two} "
            + APPRAISE_END[(n + n // 6) % len(APPRAISE_END)].format(k=len(own)))


def annexes(projects: list[dict]) -> str:
    out = ["#pagebreak(weak: true)\n\n= Phụ lục I. Phân kỳ vốn của từng dự án",
           "Phụ lục liệt kê vốn từng năm của mọi dự án, xếp theo vùng và địa phương. Số cộng của mỗi địa phương bằng số cộng tại Chương V."]
    for region, places in REGIONS.items():
        out.append(f"== {region}")
        for place in places:
            own = [p for p in projects if p["place"] == place]
            out.append(table(f"{cap(full(place))}", "15mm, 1fr, 15mm, 15mm, 15mm, 15mm, 15mm, 18mm",
                             ["Mã", "Dự án", *map(str, YEARS), "Cộng"],
                             [[p["code"], p["name"], *map(num, p["years"]), num(p["total"])] for p in own]
                             + [["", "*Cộng*", *[f"*{num(sum(p['years'][y] for p in own))}*" for y in range(5)],
                                 f"*{num(sum(p['total'] for p in own))}*"]],
                             "center, left, right, right, right, right, right, right"))
    out.append("#pagebreak(weak: true)\n\n= Phụ lục II. Kết quả chấm điểm")
    out.append("Bảy cột điểm theo thứ tự tiêu chí tại Biểu II.1; điểm tối đa lần lượt là 20, 20, 15, 15, 12, 10 và 8.")
    for region in REGIONS:
        out.append(f"== {region} – điểm")
        out.append(table(f"Điểm của các dự án, {lower(region)}", "15mm, 1fr, " + "10mm, " * 7 + "14mm",
                         ["Mã", "Dự án", *[f"({c})" for c in range(1, 8)], "Cộng"],
                         [[p["code"], f"{p['name']} ({p['place']})", *map(str, p["marks"]), f"*{sum(p['marks'])}*"]
                          for p in projects if p["region"] == region], "center, left" + ", right" * 8, None))
    out.append("#pagebreak(weak: true)\n\n= Phụ lục III. Người hưởng lợi và chi phí vận hành")
    out.append("Số người hưởng lợi tính theo nghìn người; chi phí vận hành, bảo trì tính cho một năm sau khi bàn giao.")
    for i, (name, *_) in enumerate(SECTORS):
        out.append(f"== {name}")
        out.append(table(f"Biểu PL III.{i + 1}. {name}", "15mm, 1fr, 36mm, 24mm, 26mm",
                         ["Mã", "Dự án", "Địa phương", "Nghìn người", "Vận hành (tỷ đồng/năm)"],
                         [[p["code"], p["name"], p["place"], num(p["people"]), num(p["upkeep"])]
                          for p in projects if p["sector"] == i], "center, left, left, right, right", None))
    out.append("#pagebreak(weak: true)\n\n= Phụ lục IV. Tổng hợp theo địa phương và lĩnh vực")
    for half, sectors in enumerate((range(6), range(6, 12)), 1):
        out.append("\n".join(f"- Cột {s + 1}: {SECTORS[s][0]};" for s in sectors))
        out.append(table(f"Biểu tổng hợp {half}", "1fr, " + ", ".join(["18mm"] * 6), ["Địa phương", *[f"({s + 1})" for s in sectors]],
                         [[place, *[num(sum(p["total"] for p in projects if p["place"] == place and p["sector"] == s)) for s in sectors]]
                          for places in REGIONS.values() for place in places],
                         "left, right, right, right, right, right, right"))
    return "\n\n".join(out)


def source(projects: list[dict], before: str | None) -> bytes:
    """The whole plan; the sentence stands as a paragraph of its own before the paragraph on `before`."""
    rng = random.Random(77)
    total = sum(p["total"] for p in projects)
    values = {"TOTAL": num(total), "COUNT": str(len(projects)), "RESERVE": num(total // 9), "ALL": num(total + total // 9),
              "CARRIED": str(sum(p["carried"] for p in projects))}

    def fill(text: str) -> str:
        return re.sub(r"\{([A-Z]+)\}", lambda m: values[m[1]], text)

    places = [(region, place) for region, group in REGIONS.items() for place in group]
    year_rows = [[SECTORS[s][0], str(sum(p["sector"] == s for p in projects)),
                  *[num(sum(p["years"][y] for p in projects if p["sector"] == s)) for y in range(5)],
                  num(sum(p["total"] for p in projects if p["sector"] == s))] for s in range(12)]
    year_rows.append(["*Cộng*", f"*{len(projects)}*", *[f"*{num(sum(p['years'][y] for p in projects))}*" for y in range(5)], f"*{num(total)}*"])
    overview = table("Biểu III.1. Tổng mức vốn theo lĩnh vực và năm", "1fr, 14mm, 17mm, 17mm, 17mm, 17mm, 17mm, 20mm",
                     ["Lĩnh vực", "Số dự án", *map(str, YEARS), "Cộng"], year_rows,
                     "left, right, right, right, right, right, right, right")
    parts = ['#import "lib.typ": *', '#import "plan_cover.typ": cover, contents, plan-style', "#show: plan-style", "#cover", "#contents",
             fill(CHAPTER_1_3).replace("{overview}", overview),
             "#pagebreak(weak: true)\n\n= Chương IV. Kế hoạch theo ngành, lĩnh vực\n\n" + CHAPTER_4_HEAD]
    parts += [sector_section(i, projects, rng) for i in range(12)]
    parts.append("#pagebreak(weak: true)\n\n= Chương V. Kế hoạch theo địa phương\n\n" + CHAPTER_5_HEAD)
    parts += [local_section(n, place, region, projects, rng) for n, (region, place) in enumerate(places, 1)]
    parts.append("#pagebreak(weak: true)\n\n" + fill(CHAPTER_6_HEAD))
    for region, group in REGIONS.items():
        parts.append(f"=== {region}")
        for place in group:
            text = appraisal(places.index((region, place)), place, projects, rng)
            if place == before:
                parts.append(f"#box[{SENTENCE}]")
            parts.append(text)
    parts += [fill(CHAPTER_6_TAIL), "#pagebreak(weak: true)\n\n" + fill(CHAPTER_7), "#pagebreak(weak: true)\n\n" + fill(CHAPTER_8), annexes(projects)]
    return "\n\n".join(parts).encode("utf-8")


def build(to_pdf, values: dict) -> bytes:
    projects = make_projects()
    draft = to_pdf(source(projects, None), values)
    with pymupdf.open(stream=draft) as opened:
        page = opened[SENTENCE_PAGE - 1]
        height = page.rect.height
        found = []
        for group in REGIONS.values():
            for place in group[1:]:
                for box in page.search_for(f"Đối với {full(place)}, tổng"):
                    found.append((abs(box.y0 - height * 0.5), place))
        if not found:
            for entry in opened.get_toc():
                if entry[0] == 1:
                    print(entry)
            raise SystemExit(f"page {SENTENCE_PAGE} is not in Chapter VI: change NOTED or the chapters")
    return to_pdf(source(projects, min(found)[1]), values)
