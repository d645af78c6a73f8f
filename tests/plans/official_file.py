"""A ``*.plan`` source as an official paper by the program's own writers: the plan documents that come with the sample.

``[page]`` of the head: ``format`` (docx or pdf), ``agency``, ``parent``, ``signature`` (the lines over the name).
"""

import re
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from app.reports.content import (
    Appendix,
    Block,
    BulletList,
    Column,
    Document,
    DocumentNumber,
    GroupRow,
    Heading,
    Letterhead,
    Numbering,
    PlaceDate,
    Signature,
    Table,
    paragraph,
    text_cell,
)
from app.reports.content import Row as TableRow
from app.reports.writing import render
from tests.plans.source import PlanSource, Row

_LEVELS = {"S": 1, "H": 2, "G": 2, "Z": 2, "W": 2, "B": 2}
_WEIGHTS = {"TT": 0.5, "Nội dung nhiệm vụ": 4.0}


def write_official(plan: PlanSource, folder: Path) -> Path:
    """Write the paper into the folder, in the format its head names."""
    format = plan.page["format"]
    path = folder / f"{plan.name}.{format}"
    path.write_bytes(render(official(plan), format))
    return path


def official(plan: PlanSource) -> Document:
    """The paper: letterhead, bases, body, recipients, signature, appendices."""
    head, page = plan.head["document"], plan.page
    rows = [row for row in plan.rows if row.code not in "LJ"]
    body, after = _parted(rows)
    number, _, symbol = str(head["number"]).partition("/")
    bases = [row.printed.rstrip(";.") for row in body if row.code == "." and row.printed.startswith("Căn cứ")]
    return Document(
        letterhead=Letterhead(agency=page["agency"], parent=page["parent"]),
        number=DocumentNumber(symbol, int(number)),
        place_date=PlaceDate(head["place"], date.fromisoformat(head["issued_on"])),
        kind=head["kind"][0].capitalize(),
        abstract=head["title"],
        bases=tuple(bases),
        blocks=tuple(_blocks([row for row in body if row.printed.rstrip(";.") not in bases])),
        signature=Signature(tuple(page["signature"]), head["signer"]),
        recipients=tuple(row.words.rstrip(";.") for row in rows if row.code == "R"),
        appendices=tuple(_appendices(after)),
    )


def _parted(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The body between title and "Nơi nhận", and what stands after the signature."""
    closing = [place for place, row in enumerate(rows) if row.code in "NRK"]
    return [row for row in rows[: closing[0]] if row.code not in "EI"], rows[closing[-1] + 1 :]


def _blocks(rows: list[Row]) -> list[Block]:
    blocks: list[Block] = []
    for (level, marker), group in groupby(rows, key=lambda row: (_LEVELS.get(row.code, 0), _marker(row))):
        same = list(group)
        if level:
            blocks += [Heading(level, re.sub(r"\W", "", row.label), row.words) for row in same]
        elif marker:
            blocks.append(BulletList(tuple(paragraph(row.words) for row in same), marker))
        else:
            blocks += [paragraph(row.printed) for row in same]
    return blocks


def _marker(row: Row) -> str:
    mark = row.label.strip()
    return mark if mark in {"-", "+"} else ""


def _appendices(rows: list[Row]) -> list[Appendix]:
    titles = [row.words for row in rows if row.code == "S"]
    cells = [row for row in rows if row.code == "X"]
    return [Appendix(title.capitalize(), (_table(cells),)) for title in titles]


def _table(rows: list[Row]) -> Table:
    titles = rows[0].cells[1:]
    body: list[Any] = []
    for row in rows[1:]:
        if "group" in row.flags:
            body.append(GroupRow(row.flags["group"], label=row.cells[0]))
        else:
            body.append(TableRow(tuple(text_cell(cell) for cell in row.cells[1:])))
    columns = tuple(Column(title, _WEIGHTS.get(title, 1.3)) for title in titles)
    return Table(columns, tuple(body), numbering=Numbering.RUNNING)
