"""Checks the finished cabinet: counts, files, page counts, the long plan, the scan."""
import json
from pathlib import Path

import pymupdf

from plan import SENTENCE, SENTENCE_PAGE

LIMIT = 14 * 1024 * 1024
SCAN_LIMIT = 3 * 1024 * 1024


def need(true: bool, words: str) -> None:
    if not true:
        raise SystemExit(f"CHECK FAILED: {words}")


def check_cabinet(data: dict) -> None:
    people = {p["key"]: p for p in data["people"]}
    roles = [p["role"] for p in data["people"]]
    need(len(people) == len(data["people"]), "two people with one key")
    need(len({p["name"] for p in people.values()}) == len(people), "two people with one name")
    need(roles.count("chair") == 1 and roles.count("member") == 26, "27 voters: one chair, 26 members")
    for role, count in {"secretariat": 2, "adviser": 1, "invitee": 1, "auditor": 1, "administrator": 1}.items():
        need(roles.count(role) == count, f"{count} {role}")
    need(people["adviser_mai"]["advises"] == "minister_an", "the adviser advises minister_an")
    items = {i["key"]: i for i in data["items"]}
    need(len(items) == 14, "14 items")
    parents = [i["parent"] for i in items.values() if i["parent"]]
    need(len(parents) == 4 and all(items[p]["parent"] is None for p in parents), "10 + 4 agenda lines")
    polls = [(poll, i) for i in items.values() for poll in i["polls"]]
    kinds = [poll["kind"] for poll, _ in polls]
    need(kinds.count("opinion_form") == 2 and kinds.count("roll_call") == 1 and len(kinds) == 3, "2 + 1 polls")
    need(len({i["key"] for _, i in polls}) == 3, "polls on three items")
    need({poll["key"] for poll, _ in polls} == {"form-decree", "form-programme", "roll-call-budget"}, "poll keys")
    need(not any(i["recused"] for _, i in polls), "no poll on a recused item")
    closed = [i for i in items.values() if i["classification"] == "confidential"]
    need(len(closed) == 1 and len(closed[0]["recused"]) == 2, "one confidential item, two recused")
    need("minister_an" not in closed[0]["recused"], "minister_an is not recused")
    need(any(i["sponsor"] == "minister_an" for i in items.values()), "minister_an sponsors an item")
    need(sum("invitee_hoa" in i["invitees"] for i in items.values()) == 1, "one item with invitee_hoa")
    need(sum(not d["may_copy"] for i in items.values() for d in i["documents"]) == 1, "one document without copies")
    need(sum(i["minutes"] for i in items.values()) <= 150, "the agenda fits the session")
    for item in items.values():
        need({item["sponsor"], *item["recused"], *item["invitees"]} <= set(people), f"people of {item['key']}")
        found = [d["role"] for d in item["documents"]]
        need(found.count("summary_sheet") == 1 and found.count("paper") == 1 and len(found) <= 5, f"dossier of {item['key']}")


def check_files(demo: Path, data: dict) -> None:
    size = pages = 0
    wanted = set()
    for item in data["items"]:
        for document in item["documents"]:
            file = demo / document["file"]
            wanted.add(file)
            need(file.is_file(), f"{file} is missing")
            size += file.stat().st_size
            scanned = document["key"] == "rail-link-survey-scan"
            with pymupdf.open(file) as pdf:
                count = len(pdf)
                pages += count
                text = [page.get_text() for page in pdf]
                if scanned:
                    need(not any(t.strip() for t in text), "the scan has text")
                    need(count == 6 and file.stat().st_size < SCAN_LIMIT, "the scan: six pages, below 3 MB")
                    continue
                need(bool(pdf.get_toc()), f"{file} has no outline")
                need(all(t.strip() for t in text), f"{file} has an empty page")
                for page in pdf:
                    for font in page.get_fonts():
                        need("+" in font[3], f"{file}: {font[3]} is not an embedded subset")
                need(not text[-1].removeprefix(f"{count}\n").startswith("Nơi nhận"), f"{file}: the signature stands alone")
                if document["role"] == "summary_sheet":
                    need(count == 1, f"{file}: {count} pages")
                elif document["key"] == "investment-plan-paper":
                    need(300 <= count <= 340, f"the plan has {count} pages")
                    lines = [line.strip() for line in text[SENTENCE_PAGE - 1].splitlines()]
                    need(SENTENCE in lines, f"page {SENTENCE_PAGE} lacks its sentence on one line")
                    need(len(text[SENTENCE_PAGE - 1]) > 1800, f"page {SENTENCE_PAGE} is not full")
                elif document["role"] == "paper":
                    need(3 <= count <= 12, f"{file}: {count} pages")
    need(set((demo / "papers").rglob("*.pdf")) == wanted, "papers/ holds files that no item names")
    need(size < LIMIT, f"the papers take {size} bytes")
    print(f"checked: 27 voters, 14 items, 3 polls, {len(wanted)} files, {pages} pages, {size / 1048576:.1f} MB")


def check(demo: Path) -> None:
    data = json.loads((demo / "cabinet.json").read_text("utf-8"))
    check_cabinet(data)
    check_files(demo, data)
