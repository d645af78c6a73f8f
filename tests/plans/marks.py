"""The marks of a careful reader out of a ``*.plan`` source, in the shape the scoring reads."""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.plans.source import PlanSource, Row, window

COMPARATORS = {">=": "at_least", ">": "more_than", "=": "equal", "<=": "at_most", "<": "less_than"}
Mark = dict[str, Any]


@dataclass(slots=True)
class _Place:
    """What the headings above say: section, group, time and scope of what follows."""

    section: str = ""
    group: str = ""
    time: str = ""
    horizon: str = "none"
    scope: str = "own"
    body: str = ""


@dataclass(slots=True)
class _Marks:
    place: _Place = field(default_factory=_Place)
    programmes: list[Mark] = field(default_factory=list)
    targets: list[Mark] = field(default_factory=list)
    tasks: list[Mark] = field(default_factory=list)
    milestones: list[Mark] = field(default_factory=list)
    duties: list[Mark] = field(default_factory=list)
    references: list[Mark] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    warnings: list[Mark] = field(default_factory=list)


def marks(plan: PlanSource, kind: str = "txt") -> Mark:
    """The marks for the plan as a file of ``kind``: line numbers count only in the text file."""
    made = _Marks()
    for row in plan.rows:
        if row.code == "J" and kind != "txt":
            continue
        _HANDLERS.get(row.code, _nothing)(made, row)
        _notes(made, row, kind)
    if kind != "txt" and "calendar" in plan.page.get("habits", []):
        # a row of a table that states a month may be a dated step or not
        made.milestones = [mark | {"optional": True} for mark in made.milestones]
    programme = {"number": None, "title": plan.head["document"]["title"], "lead": None} | plan.head.get("programme", {})
    document = {key: value for key, value in plan.head["document"].items() if key != "title"}
    result: Mark = {
        "document": {key: value or None for key, value in document.items()},
        "programmes": made.programmes or [programme],
        "targets": made.targets,
        "tasks": made.tasks,
        "milestones": sorted(made.milestones, key=lambda mark: "optional" in mark),
        "duties": made.duties,
        "references": made.references,
        "recipients": made.recipients,
        "warnings": made.warnings,
    }
    if kind != "txt":
        for aspect in ("targets", "tasks"):
            result[aspect] = [{key: value for key, value in mark.items() if key != "lines"} for mark in result[aspect]]
    return result


def _nothing(made: _Marks, row: Row) -> None:
    """Lines without a mark."""


def _heading(made: _Marks, row: Row) -> None:
    made.place = _Place(section=_title(row), group=_title(row), horizon=row.flags.get("h", "none"))


def _group(made: _Marks, row: Row) -> None:
    made.place.group = _title(row)
    made.place.scope = "passed_down" if "down" in row.flags else "own"
    if "w" in row.flags:
        made.place.time = row.flags["w"]


def _title(row: Row) -> str:
    words = row.flags.get("as") or row.words
    return words.rstrip(" :;.")


def _time(made: _Marks, row: Row) -> None:
    made.place.time = row.flags["w"]
    if "top" in row.flags:
        made.place.group, made.place.scope = made.place.section, "own"
    _milestone(made, row)


def _milestone(made: _Marks, row: Row) -> None:
    start, end = window(row.flags["w"])
    made.milestones.append({"start": start, "end": end} | _optional(row))
    if "also" in row.flags:
        start, end = window(row.flags["also"])
        made.milestones.append({"start": start, "end": end, "optional": True})


def _optional(row: Row) -> Mark:
    return {"optional": True} if "opt" in row.flags else {}


def _horizon(made: _Marks, row: Row) -> None:
    made.place.horizon = row.flags["h"]


def _claims(made: _Marks, row: Row) -> None:
    claims = [note for note in row.notes if note.code == "="]
    for claim in claims or [row]:
        made.targets.append(_claim(made.place, row, claim, row.words))


def _claim(place: _Place, row: Row, claim: Row, full: str) -> Mark:
    figure = claim.flags["figure"]
    found = re.fullmatch(r"(>=|<=|>|<|=)([\d.]+)(%?)", figure)
    number = float(found[2]) if found else None
    value = int(number) if number is not None and number.is_integer() else number
    return (
        {
            "text": full if claim is row else claim.texts[0],
            "text_full": full,
            "value": value,
            "unit": None if not found else "percent" if found[3] else "count",
            "comparator": COMPARATORS[found[1]] if found else figure,
            "horizon": _horizon_mark(claim.flags.get("h") or row.flags.get("h") or place.horizon),
            "section": place.section,
            "lines": [row.first, row.last],
        }
        | {key: claim.flags["m"] for key in ("measure",) if "m" in claim.flags}
        | (_optional(claim) or _optional(row))
    )


def _horizon_mark(text: str) -> Mark:
    found = re.fullmatch(r"([a-z]+)(?:(\d{4})-)?(\d{4})?", text)
    assert found, text
    kind = {"school": "school_year"}.get(found[1], found[1])
    return {"kind": kind, "from": found[2] and int(found[2]), "to": found[3] and int(found[3])}


def _task(made: _Marks, row: Row) -> None:
    made.tasks.append(_task_mark(made.place, row, row.words))
    _own_time(made, row)


def _own_time(made: _Marks, row: Row) -> None:
    """A time of its own may be given as a dated step too."""
    if row.flags.get("w"):
        start, end = window(row.flags["w"])
        made.milestones.append({"start": start, "end": end, "optional": True})


def _task_mark(place: _Place, row: Row, text: str) -> Mark:
    time = row.flags.get("w", place.time)
    start, end = window(time) if time else (None, None)
    scope = "passed_down" if "down" in row.flags else "own" if "own" in row.flags else place.scope
    mark: Mark = {
        "group": row.flags.get("group", place.group),
        "text": text,
        "start": start,
        "end": end,
        "scope": scope,
        "lines": [row.first, row.last],
        "details": [],
        "lead": row.flags.get("lead") or None,
        "collaborators": [body.strip() for body in row.flags.get("with", "").split(";") if body.strip()],
        "measurable": "num" in row.flags,
    }
    return mark | ({"window_free": True} if "free" in row.flags else {}) | _optional(row)


def _detail(made: _Marks, row: Row) -> None:
    made.tasks[-1]["details"].append(row.words)


def _programme(made: _Marks, row: Row) -> None:
    title = re.sub(r"^Chương trình (số )?\d+\s*[:.]\s*", "", row.words).rstrip(" ;.")
    made.programmes.append(
        {"number": row.flags.get("no") or None, "title": title, "lead": row.flags.get("lead") or None}
    )


def _body(made: _Marks, row: Row) -> None:
    made.place.body = _title(row)


def _duty(made: _Marks, row: Row) -> None:
    _own_time(made, row)
    own = row.flags.get("body")
    body = own or made.place.body
    texts = [row.words.partition(":")[2].strip() if "after" in row.flags else row.words]
    last = made.duties[-1] if made.duties else {}
    if not own and last.get("body") == body and "programmes" not in last and "opt" not in row.flags:
        last["texts"] += texts
        return
    programmes = {"programmes": row.flags["programmes"].split(",")} if "programmes" in row.flags else {}
    made.duties.append({"body": body, "texts": texts} | programmes | _optional(row))


def _table_row(made: _Marks, row: Row) -> None:
    cells = row.cells
    if "group" in row.flags:
        made.place.group = row.flags["group"] or max(cells, key=len)
    elif "task" in row.flags:
        flags = {
            key: cells[int(value) - 1] if key in {"lead", "with"} and value.isdigit() else value
            for key, value in row.flags.items()
        }
        cell = Row(row.code, flags, [cells[int(row.flags["task"]) - 1]], row.first, row.last)
        made.tasks.append(_task_mark(made.place, cell, cell.printed))
        _own_time(made, cell)
    elif "claim" in row.flags:
        text = cells[int(row.flags["claim"]) - 1]
        claims = [note for note in row.notes if note.code == "="]
        made.targets += [_claim(made.place, row, claim, text) for claim in claims or [row]]


def _recipient(made: _Marks, row: Row) -> None:
    made.recipients.append((row.flags.get("as") or row.words).rstrip(" ;."))


def _notes(made: _Marks, row: Row, kind: str) -> None:
    for note in row.notes:
        if note.code == "@":
            number, _, day = note.texts[0].rpartition(" ")
            made.references.append({"number": number, "issued_on": None if day == "-" else day} | _optional(note))
        elif note.code == "!" and kind in note.flags.get("only", kind):
            place = row.first if kind == "txt" and "anywhere" not in note.flags else None
            made.warnings.append({"code": note.texts[0], "line": place})


_HANDLERS = {
    "S": _heading, "G": _group, "W": _time, "M": _milestone, "Z": _horizon, "C": _claims, "T": _task, "+": _detail,
    "P": _programme, "B": _body, "D": _duty, "X": _table_row, "R": _recipient,
}  # fmt: skip
