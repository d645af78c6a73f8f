"""The same plan laid out as other offices and programs lay it out: seven letterheads, lines broken at a width, blank lines between.

Letterheads are those of DOMAIN 5.3: ``a`` left column then right, ``b`` line by line, ``c`` side by side with spaces, ``d`` with "|",
``e`` all in one line, ``f`` after junk of a web page, ``g`` none.
"""

import copy
import random
import textwrap
from itertools import zip_longest

from tests.plans.source import PlanSource, Row

LETTERHEADS = "abcdefg"
_JUNK = [
    "Trang chủ > Văn bản chỉ đạo, điều hành",
    "Lượt xem: 3.412 | Cập nhật: 10/01/2026 09:15",
    "[In] [Gửi thư] [Tải về]",
]
_WRAPPED = frozenset(".SHGWZCT+PMBDI")
_NARROW = 42
_MISREAD = {
    "ộ": "o",
    "ế": "ê",
    "ạ": "a",
    "ư": "u",
    "ê": "e",
    "ơ": "o",
    "i": "l",
    "n": "ri",
    "đ": "d",
    "ổ": "o",
    "Đ": "D",
    "ụ": "u",
}


def laid_out(plan: PlanSource, *, letterhead: str = "", width: int = 0, spaced: bool = False) -> PlanSource:
    """The plan with another letterhead, its paragraphs broken at a width, a blank line after each: text and line numbers follow."""
    other = PlanSource(plan.name, copy.deepcopy(plan.head), [], [])
    head = _letterhead(plan, letterhead) if letterhead else None
    for line in head or []:
        _add(other, Row("L", {}, [line], 0, 0), [line])
    last = 0
    for row in plan.rows:
        gap = 1 if spaced else row.first - last - 1
        last = row.last
        if head is not None and row.code in "LJ":
            continue
        other.lines += [""] * gap
        _add(other, copy.deepcopy(row), _broken(row, width))
    _say_what_is_gone(other, letterhead)
    return other


def _add(plan: PlanSource, row: Row, lines: list[str]) -> None:
    row.first, row.last, row.texts = len(plan.lines) + 1, len(plan.lines) + len(lines), lines
    plan.lines += lines
    plan.rows.append(row)


def _broken(row: Row, width: int) -> list[str]:
    if row.code == "X":
        return [" | ".join(row.cells)]
    if width and row.code in _WRAPPED:
        return textwrap.wrap(row.printed, width, break_long_words=False, break_on_hyphens=False)
    return list(row.texts)


def _letterhead(plan: PlanSource, style: str) -> list[str]:
    left, right = plan.page.get("left", []), plan.page.get("right", [])
    pairs = list(zip_longest(left, right, fillvalue=""))
    shapes = {
        "a": [*left, "", *right],
        "b": [line for pair in pairs for line in pair if line],
        "c": [f"{one:<{_NARROW}}   {two}".rstrip() for one, two in pairs],
        "d": [f"{one} | {two} |" for one, two in pairs],
        "e": [" ".join([*left, *right])],
        "f": [*_JUNK, "", *left, "", *right],
        "g": [],
    }
    return shapes[style]


def _say_what_is_gone(plan: PlanSource, letterhead: str) -> None:
    document = plan.head["document"]
    if letterhead in {"e", "g"}:
        document.pop("issuer", None)
    if letterhead == "g":
        document.update({"number": "", "issued_on": "", "place": ""})


def misread(text: str, every: int, seed: str) -> str:
    """The text as a scanner reads it: one letter in about ``every`` taken for another; the lines stay where they are."""
    chance = random.Random(seed)
    lines = []
    for line in text.split("\n"):
        places = [place for place, letter in enumerate(line) if letter in _MISREAD]
        chosen = set(chance.sample(places, min(len(places), len(line) // every)))
        lines.append("".join(_MISREAD[letter] if place in chosen else letter for place, letter in enumerate(line)))
    return "\n".join(lines)
