"""How a level and a window are written in a cell, and read back from what a person types there."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from app.dates import format_date, parse_date
from app.errors import BadInput
from app.i18n import msg
from app.numbers import format_number, parse_number
from app.plan_import.draft import Horizon, Item, Milestone, Programme, Reference, Target, Task
from app.text import fold

SIGNS = {"at_least": "≥", "more_than": ">", "equal": "=", "at_most": "≤", "less_than": "<"}

_WORDS = {
    ">=": "at_least",
    "it nhat": "at_least",
    "tu": "at_least",
    "tren": "more_than",
    "hon": "more_than",
    "bang": "equal",
    "<=": "at_most",
    "toi da": "at_most",
    "khong qua": "at_most",
    "duoi": "less_than",
} | {sign: name for name, sign in SIGNS.items()}

_LEVEL = re.compile(
    r"^(?P<sign>[≥>=≤<]{1,2})?\s*(?P<words>[^\W\d]+(?: [^\W\d]+)?)?\s*(?P<number>\d[\d.,]*)\s*(?P<percent>%)?"
)
_YEAR = re.compile(r"năm (?P<year>(?:19|20|21)\d\d)\b")
_CONTINUOUS = {"", "tx", "thuong xuyen", "hang nam", "hang quy", "khong", "khong co han"}


def level_text(target: Target) -> str:
    """ "≥ 12.500", "= 100%"; words for a claim without a figure."""
    if target.comparator == "yes":
        return str(msg("có / không"))
    sign = SIGNS.get(target.comparator)
    if sign is None or target.value is None:
        return str(msg("bằng lời"))
    return f"{sign} {format_number(target.value)}{'%' if target.unit == 'percent' else ''}"


def read_level(text: str) -> tuple[str, Decimal | None, str | None]:
    """(comparator, value, unit) of "≥ 95%", "12.500", "có", "lời". A figure without a sign is the least that is wanted.

    BadInput for anything else.
    """
    folded = fold(text)
    if folded in {"co", "khong", "co khong", "dat", "thuc hien"}:
        return "yes", None, None
    if folded in {"", "loi", "bang loi"}:
        return "words", None, None
    found = _LEVEL.match(text.strip())
    word = (found["sign"] or fold(found["words"] or "")) if found else ""
    if found is None or (word and word not in _WORDS):
        raise BadInput(
            msg("Không đọc được mức “{text}”. Ghi như “≥ 95%”, “12.500”, “có” hoặc “lời”.", text=text), "value"
        )
    return _WORDS.get(word, "at_least"), parse_number(found["number"]), "percent" if found["percent"] else "count"


def window_text(start: date | None, end: date | None) -> str:
    """The last day; the first with "từ" where no other is known; "thường xuyên" without either."""
    if end is not None:
        return format_date(end)
    return str(msg("từ {day}", day=format_date(start))) if start is not None else str(msg("thường xuyên"))


def both_days(start: date | None, end: date | None) -> str:
    """Both days, as one would type them."""
    if start is not None and end is not None and start != end:
        return f"{format_date(start)} - {format_date(end)}"
    return window_text(start, end) if start is not None or end is not None else ""


def read_window(text: str, *, year: int | None = None) -> tuple[date | None, date | None]:
    """(first, last day) of "30/06/2026", "1/4/2026 - 30/6/2026", "quý II/2026"; nothing for "thường xuyên". BadInput for the rest."""
    if fold(text) in _CONTINUOUS:
        return None, None
    parts = [part.strip() for part in re.split(r"\s+-\s+|\s*–\s*|\s*→\s*", text.strip()) if part.strip()]
    for read in (_days, _words_of_time):
        found = read(parts, text, year)
        if found is not None:
            return found
    raise BadInput(
        msg("Không đọc được hạn “{text}”. Ghi như “30/06/2026”, “quý II/2026” hoặc “thường xuyên”.", text=text), "end"
    )


def _days(parts: list[str], _text: str, year: int | None) -> tuple[date | None, date | None] | None:
    try:
        days = [parse_date(part, year) for part in parts[:2]]
    except BadInput:
        return None
    return (days[0], days[1]) if len(days) == 2 else (None, days[0])


def _words_of_time(_parts: list[str], text: str, year: int | None) -> tuple[date | None, date | None] | None:
    from app.plan_import import when

    found = when.windows(text, year=year)
    return (found[0].since, found[0].until) if found else None


def horizon_text(horizon: Horizon) -> str:
    """By when a target holds, in words; empty where nothing is said."""
    since, until = horizon.since or "", horizon.until or ""
    words: dict[str, Callable[[], object]] = {
        "yearly": lambda: msg("hằng năm"),
        "by": lambda: msg("đến {year}", year=until) if until else "",
        "span": lambda: msg("{since}-{until}", since=since, until=until) if until else "",
        "school_year": lambda: msg("năm học {since}-{until}", since=since, until=until) if until else "",
        "term": lambda: msg("cả nhiệm kỳ"),
    }
    return str(words[horizon.kind]()) if horizon.kind in words else ""


def term_of(item: Item) -> str:
    """What stands in the column of terms and levels for an item."""
    match item:
        case Target():
            return level_text(item)
        case Task(start=start, end=end) | Milestone(start=start, end=end):
            return window_text(start, end)
        case Reference(issued_on=day) if day is not None:
            return format_date(day)
        case Programme(title=title):
            found = _YEAR.search(title)
            return found["year"] if found else ""
    return ""
