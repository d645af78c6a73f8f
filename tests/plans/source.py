"""A plan document and the marks of a careful reader in one text: the ``*.plan`` sources of the fixtures.

First a TOML head between two lines ``+++``, then the document, one line each: ``CODE{attributes}|the line as printed``.

====== =====================================================================================================
code   meaning
====== =====================================================================================================
``L``  letterhead as the text has it (Word and PDF take ``left`` and ``right`` of the head's ``[page]`` instead)
``E``  kind and title, centred and bold; ``I`` centred italic; ``.`` plain; ``J`` junk only a text file has
``^``  the line before goes on here (only the text file breaks there)
``S``  section heading (``h:``); ``H`` another heading; ``G`` heading about content: the group (``down``: for units below)
``W``  heading that states a time (``w:``); tasks below inherit it; ``top``: the group starts anew; ``also=``: a further time
``Z``  heading that sets the horizon (``h:``) of the claims below
``C``  target line: ``>=85%``, ``=72%``, ``>=120``, ``yes``, ``words``, with ``h:``, ``m:`` (measure)
``=``  a further claim of the target line above (not printed): its own words
``T``  task: ``w:`` own window, ``free`` window not judged, ``own``/``down``, ``lead=``, ``with=``, ``num``
``+``  detail of the task above; ``P`` programme: ``no=``, ``lead=``; ``M`` dated step (``w:``)
``B``  who has the duties below; ``D`` a duty: ``body=`` (``after``: before the colon), ``programmes=``
``X``  table row, cells parted by ``|``: ``head``, ``group``, ``task=2 lead=3 with=4``, ``claim=2``
``N``  "Nơi nhận:"; ``R`` recipient; ``K`` line of the signature
``@``  (not printed) a document cited in the line above: number, date or ``-``
``!``  (not printed) a warning expected at the line above: code; ``only=`` kinds of file that have it; ``anywhere``
====== =====================================================================================================

``opt`` marks what a reader may give or not. Windows: ``8/2026``, ``9..12/2026``, ``1/2026..6/2027``, ``Q3/2026``,
``Q3..Q4/2026``, ``H1/2026``, ``Y2026``, ``Y2026..2028``, ``SY2026`` (school year), ``2026-05-19``, ``..2026-05-19``.
Horizons: ``yearly``, ``by2027``, ``span2026-2028``, ``school2026-2027``, ``term``, ``none``.
"""

import calendar
import re
import shlex
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_LINE = re.compile(r"^(?P<code>[A-Z.^=+@!])(?:\{(?P<attributes>[^}]*)\})?\|(?P<text>.*)$")
_LABEL = re.compile(
    r"^\s*(?P<label>(?:-\s?\+|[-–•*+✓])|(?:Một|Hai|Ba|Bốn|Năm|Sáu) là,|"
    r"[IVX]+\s*(?:/\.|\.|-|/|\))|[A-ZĐ][.)/]|\d+(?:\.\d+)+[.)]?|\d+\s*(?:\./|/\.|\.|/|\)|-)|[a-zđ][.)/])"
    r"\s*(?=\S)"
)
NOT_PRINTED = frozenset("=@!")
CONTINUED = "^"
CALENDAR = ("Thời gian", "Nội dung công việc")


@dataclass(slots=True)
class Row:
    """One paragraph of the document: its code, attributes, lines (from 1) and the words the text file has."""

    code: str
    flags: dict[str, str]
    texts: list[str]
    first: int
    last: int
    notes: list["Row"] = field(default_factory=list)

    @property
    def printed(self) -> str:
        """The paragraph in one line, as Word and PDF have it."""
        return re.sub(r"\s+", " ", " ".join(self.texts)).strip()

    @property
    def words(self) -> str:
        """The paragraph without its list mark or number, NFC."""
        return unicodedata.normalize("NFC", self.printed[len(self.label) :].strip())

    @property
    def label(self) -> str:
        """The list mark or number the paragraph begins with, with the blanks around it."""
        found = _LABEL.match(self.printed)
        return found.group(0) if found and "nolabel" not in self.flags else ""

    @property
    def cells(self) -> list[str]:
        """The cells of a table row."""
        return [cell.strip() for cell in self.printed.split("|")]


@dataclass(slots=True)
class PlanSource:
    """A ``*.plan`` file, read: the head, the paragraphs, and the text file's lines."""

    name: str
    head: dict[str, Any]
    rows: list[Row]
    lines: list[str]

    @property
    def page(self) -> dict[str, Any]:
        """How Word and PDF lay it out (``[page]`` of the head)."""
        page: dict[str, Any] = self.head.get("page", {})
        return page

    @property
    def text(self) -> str:
        """The text file."""
        return "\n".join(self.lines) + "\n"


def read(path: Path) -> PlanSource:
    """Read a ``*.plan`` file; a line that is not of the format raises ``ValueError`` with its place."""
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    plan = PlanSource(path.stem, tomllib.loads(head), [], [])
    offset = head.count("\n") + 2
    for place, line in enumerate(body.splitlines(), offset + 1):
        found = _LINE.match(line)
        if line.startswith("#"):
            continue
        if not line:
            plan.lines.append("")
        elif not found:
            raise ValueError(f"{path.name}:{place}: {line[:40]!r} is not CODE|text")
        else:
            _add(plan, found["code"], flags_of(found["attributes"] or ""), found["text"])
    return plan


def _add(plan: PlanSource, code: str, flags: dict[str, str], text: str) -> None:
    number = len(plan.lines) + 1
    if code in NOT_PRINTED:
        last = plan.lines and len(plan.lines)
        plan.rows[-1].notes.append(Row(code, flags, [text], int(last or 1), int(last or 1)))
        return
    first, last = plan.page.get("decomposed", (0, -1))
    if first <= number <= last:
        text = unicodedata.normalize("NFD", text)
    plan.lines.append(_as_text(plan, code, text))
    if code == CONTINUED:
        plan.rows[-1].texts.append(text)
        plan.rows[-1].last = number
    else:
        plan.rows.append(Row(code, flags, [text], number, number))


def _as_text(plan: PlanSource, code: str, text: str) -> str:
    if code != "X":
        return text
    between = {"pipe": " | ", "tab": "\t"}[plan.page.get("table", "pipe")]
    return between.join(cell.strip() for cell in text.split("|"))


def pieces(plan: PlanSource) -> Iterator[tuple[str, list[Row]]]:
    """The paragraphs as Word and PDF lay them out: ``table``, ``closing`` (recipients and signature), ``title``, ``calendar``, ``one``."""
    replaced = bool(plan.page.get("left") or plan.page.get("right"))
    rows = [row for row in plan.rows if row.code != "J" and not (row.code == "L" and replaced)]
    habits = plan.page.get("habits", [])
    together = {"table": "X", "closing": "NRK"}
    together |= {"title": "E"} if "breaks" in habits else {}
    together |= {"calendar": "WT+"} if "calendar" in habits else {}
    while rows:
        kind = next((name for name, codes in together.items() if rows[0].code in codes), "one")
        kind = "one" if kind == "calendar" and rows[0].code != "W" else kind
        codes = together.get(kind, "")
        end = next((place for place, row in enumerate(rows) if row.code not in codes), len(rows)) or 1
        yield kind, rows[:end]
        rows = rows[end:]


def months(rows: list[Row]) -> list[tuple[Row, list[Row]]]:
    """The rows of a calendar: each time with the tasks below it."""
    starts = [place for place, row in enumerate(rows) if row.code == "W"]
    return [(rows[at], rows[at + 1 : end]) for at, end in zip(starts, [*starts[1:], len(rows)], strict=True)]


def flags_of(text: str) -> dict[str, str]:
    """The attributes of a line: ``a b=c w:Q1/2026 >=85%`` is {"a": "", "b": "c", "w": "Q1/2026", "claim": ">=85%"}."""
    flags: dict[str, str] = {}
    for token in shlex.split(text):
        if token[0] in "<>=" or token in {"yes", "words"}:
            flags["figure"] = token
        else:
            key, _, value = re.sub(r"^([a-z]):", r"\1=", token).partition("=")
            flags[key] = value
    return flags


def window(text: str) -> tuple[str | None, str | None]:
    """The first and the last day a window names (ISO 8601); a deadline has no first day."""
    if text.startswith(".."):
        return None, text[2:]
    if re.fullmatch(r"\d{4}-\d\d-\d\d(\.\.\d{4}-\d\d-\d\d)?", text):
        first, _, last = text.partition("..")
        return first, last or first
    if found := re.fullmatch(r"SY(\d{4})", text):
        return f"{found[1]}-09-01", f"{int(found[1]) + 1}-08-31"
    if found := re.fullmatch(r"Y(\d{4})(?:\.\.(\d{4}))?", text):
        return f"{found[1]}-01-01", f"{found[2] or found[1]}-12-31"
    return _months(text)


def _months(text: str) -> tuple[str, str]:
    first, _, last = text.partition("..")
    last = last or first
    year = last.rpartition("/")[2]
    start, _ = _span(first if "/" in first else f"{first}/{year}")
    _, end = _span(last)
    return start, end


def _span(text: str) -> tuple[str, str]:
    part, _, year = text.partition("/")
    size = {"Q": 3, "H": 6}.get(part[0], 1)
    index = int(part.lstrip("QH"))
    begin, end = (index - 1) * size + 1, index * size
    return f"{year}-{begin:02}-01", f"{year}-{end:02}-{calendar.monthrange(int(year), end)[1]:02}"
