"""Builds the demonstration cabinet: cabinet.json and every PDF under papers/.

Needs:   Python 3.11+, pip install typst pymupdf pillow numpy, and the Noto Serif
         and Noto Sans fonts (Debian: fonts-noto-core).
Run:     python build.py                 everything (about a minute)
         python build.py budget decree   only the papers of these items
         python build.py --check         only the checks
Options: DEMO_FONTS=/path/to/fonts       where NotoSerif-*.ttf is found

The result is the same on every run: dates are fixed, all chance is seeded.
"""
import json
import os
import sys
import tempfile
from pathlib import Path

import pymupdf
import typst

import check
import plan
import scan

HERE = Path(__file__).resolve().parent
DEMO = HERE.parent
FONTS = Path(os.environ.get("DEMO_FONTS", "/usr/share/fonts/truetype/noto"))
OPENS, CLOSES = "2026-11-01T00:00:00Z", "2027-12-01T10:00:00Z"


def both(vi: str, en: str) -> dict:
    return {"vi": vi, "en": en}


def cabinet() -> dict:
    """cabinet.json out of people.json and items.json."""
    people = []
    for key, name, vi, en, role in json.loads((HERE / "people.json").read_text("utf-8")):
        person = {"key": key, "name": name, "office": both(vi, en), "role": role}
        if key == "adviser_mai":
            person["advises"] = "minister_an"
        people.append(person)
    items = []
    for row in json.loads((HERE / "items.json").read_text("utf-8")):
        key = row["key"]
        sheet = ["summary", "summary_sheet", f"Phiếu trình: {row['vi']}", f"Summary sheet: {row['en']}"]
        documents = []
        for name, role, vi, en, *copy in [sheet, *row["documents"]]:
            documents.append({
                "key": f"{key}-{name}", "role": role, "title": both(vi, en),
                "file": f"papers/{key}/{name}.pdf", "may_copy": copy[0] if copy else True})
        items.append({
            "key": key, "parent": row.get("parent"), "title": both(row["vi"], row["en"]),
            "sponsor": row["sponsor"], "minutes": row["minutes"], "kind": row["kind"],
            "classification": row["class"], "recused": row.get("recused", []),
            "invitees": row.get("invitees", []), "documents": documents,
            "polls": [{"key": k, "kind": kind, "question": both(vi, en), "opens": OPENS, "closes": CLOSES}
                      for k, kind, vi, en in row.get("polls", [])]})
    return {
        "days_ahead": 10,
        "body": {"key": "government", "name": both("Chính phủ", "The Government"), "policy": "vietnam"},
        "people": people,
        "meeting": {
            "key": "regular-session",
            "title": both("Phiên họp Chính phủ thường kỳ tháng 12 năm 2026",
                          "Regular session of the Government, December 2026"),
            "place": both("Phòng họp số 1, Trụ sở Chính phủ, Hà Nội",
                          "Meeting room 1, Government House, Hà Nội"),
            "starts": "2026-12-03T01:00:00Z", "ends": "2026-12-03T03:30:00Z", "chair": "chair"},
        "items": items}


def fonts() -> str:
    """A folder with only the fonts we use: scanning all of Noto takes seconds each time."""
    folder = tempfile.mkdtemp(prefix="demo-fonts-")
    for family in ("NotoSerif", "NotoSans"):
        for style in ("Regular", "Bold", "Italic", "BoldItalic"):
            os.symlink(FONTS / f"{family}-{style}.ttf", Path(folder) / f"{family}-{style}.ttf")
    return folder


def inputs(data: dict, item: dict, document: dict) -> dict:
    """What a .typ file may ask for by get("...")."""
    people = {p["key"]: p for p in data["people"]}
    who = people[item["sponsor"]]
    office = who["office"]["vi"]
    head, _, name = office.partition("Bộ trưởng Bộ ")
    body = f"Bộ {name}" if name else office.split("Chủ nhiệm ")[-1]
    return {
        "doc": document["file"].rsplit("/", 1)[1].removesuffix(".pdf"),
        "title_vi": document["title"]["vi"], "title_en": document["title"]["en"],
        "item_vi": item["title"]["vi"], "item_en": item["title"]["en"],
        "classification": item["classification"],
        "sponsor_office": body, "sponsor_name": who["name"],
        "office": "Văn phòng Chính phủ" if document["role"] == "summary_sheet" else body,
        "office_caps": body.upper(), "sign_name": who["name"],
        "sign_title": "BỘ TRƯỞNG" if name else "BỘ TRƯỞNG, CHỦ NHIỆM",
        "chair_name": people["chair"]["name"], "office_head": people["minister_office"]["name"]}


def main() -> None:
    words = [a for a in sys.argv[1:] if not a.startswith("--")]
    data = cabinet()
    target = DEMO / "cabinet.json"
    target.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", "utf-8")
    if "--check" not in sys.argv:
        folder = fonts()

        def to_pdf(source, values: dict) -> bytes:
            return typst.compile(source, root=str(HERE), font_paths=[folder],
                                 ignore_system_fonts=True, sys_inputs=values)

        def to_png(source, values: dict) -> list[bytes]:
            got = typst.compile(source, root=str(HERE), font_paths=[folder], format="png",
                                ppi=150.0, ignore_system_fonts=True, sys_inputs=values)
            return got if isinstance(got, list) else [got]

        for item in data["items"]:
            if words and item["key"] not in words:
                continue
            for document in item["documents"]:
                file = DEMO / document["file"]
                file.parent.mkdir(parents=True, exist_ok=True)
                values = inputs(data, item, document)
                if document["key"] == "investment-plan-paper":
                    pdf = plan.build(to_pdf, values)
                elif document["key"] == "rail-link-survey-scan":
                    pdf = scan.build(to_png, str(HERE / "survey.typ"), values)
                else:
                    pdf = to_pdf(str(HERE / f"{item['key']}.typ"), values)
                file.write_bytes(pdf)
                with pymupdf.open(file) as opened:
                    print(f"{document['file']:58} {len(opened):4} pages {len(pdf) // 1024:6} KB")
    for item in data["items"]:
        for document in item["documents"]:
            with pymupdf.open(DEMO / document["file"]) as pdf:
                document["pages"] = pdf.page_count
    target.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", "utf-8")
    if not words:
        check.check(DEMO)


if __name__ == "__main__":
    main()
