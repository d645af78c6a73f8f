"""Days as people write them (dd/mm/yyyy, dd/mm within the year) and as the tables keep them (ISO text)."""

import re
from datetime import date

from app.errors import BadInput
from app.i18n import msg
from db.folding import fold

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_IN_WORDS = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2})(?: nam (\d{4}))?")
_CENTURY = 2000
"""What a year of two digits is counted from."""


def parse_date(text: str, year: int | None = None) -> date:
    """Read "05/09/2026", "5-9-26", "2026-09-05", "ngày 5 tháng 9 năm 2026"; "5/9" with ``year``. Or BadInput."""
    compact = text.strip()
    iso = _YEAR_FIRST.fullmatch(compact)
    if iso:
        return _day(text, iso[1], iso[2], iso[3])
    found = _DAY_FIRST.fullmatch(compact) or _IN_WORDS.fullmatch(fold(compact))
    if not found:
        raise _unreadable(text)
    if found[3] is None and year is None:
        raise BadInput(msg("Ngày “{text}” thiếu năm. Ghi như “05/09/2026”.", text=text))
    return _day(text, found[3] or str(year), found[2], found[1])


def from_iso(text: str) -> date:
    """The day of an ISO text ``YYYY-MM-DD``, as stored; BadInput when it is not one."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _unreadable(text) from None


def format_date(day: date | str) -> str:
    """ "05/09/2026"; a stored ISO text may be given."""
    day = _as_date(day)
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_short(day: date | str, year: int) -> str:
    """ "05/09" for a day of that year, else the full date."""
    day = _as_date(day)
    return f"{day.day:02d}/{day.month:02d}" if day.year == year else format_date(day)


def days_between(earlier: date | str, later: date | str) -> int:
    """How many days lie from the first day to the second; negative when the second is before the first."""
    return (_as_date(later) - _as_date(earlier)).days


def _as_date(day: date | str) -> date:
    return from_iso(day) if isinstance(day, str) else day


def _day(text: str, year: str, month: str, day: str) -> date:
    number = int(year) + (_CENTURY if len(year) == 2 else 0)
    try:
        return date(number, int(month), int(day))
    except ValueError:
        raise _unreadable(text) from None


def _unreadable(text: str) -> BadInput:
    return BadInput(msg("Không đọc được ngày “{text}”. Ghi như “05/09/2026”.", text=text))
