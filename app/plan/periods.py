"""Periods: codes with a fixed span of months (MODEL 3), their order, labels, and default cut-off and due dates.

The code never depends on the unit; whether its year is a calendar or a school year changes only order and grouping.
A school year runs from July to June: semester I is Q3 + Q4, semester II is Q1 + Q2 of the next year.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.errors import BadInput
from app.i18n import Message, msg
from db.folding import fold

DUE_AFTER_CUTOFF = timedelta(days=5)
"""The usual time to write a report; every office may set its own calendar."""

ROMAN = ("I", "II", "III", "IV")


class PeriodKind(StrEnum):
    """What a period is; ``term`` and ``special`` get their months from the workspace, not from the code."""

    month = "month"
    quarter = "quarter"
    half_year = "half_year"
    nine_months = "nine_months"
    year = "year"
    semester = "semester"
    school_year = "school_year"
    term = "term"
    special = "special"


class YearType(StrEnum):
    """Which year a unit works by."""

    calendar = "calendar"
    school = "school"


@dataclass(frozen=True, slots=True)
class Period:
    """A code and the months it spans, ``YYYY-MM`` both inclusive; None where the workspace has to say them."""

    code: str
    kind: PeriodKind
    first_month: str | None
    last_month: str | None


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the codes of one kind are read, written and named.

    ``months`` is the length of one period; ``offset`` the month its year begins after (6 for school years).
    """

    kind: PeriodKind
    pattern: re.Pattern[str]
    form: str
    months: int
    per_year: int
    name: Callable[[int, int], Message]
    offset: int = 0


_YEAR = "(?P<year>(?:19|20)[0-9]{2})"


def _half_name(year: int, part: int) -> Message:
    return msg("6 tháng đầu năm {year}", year=year) if part == 1 else msg("6 tháng cuối năm {year}", year=year)


def _semester_name(year: int, part: int) -> Message:
    return msg("Học kỳ {part} năm học {first} - {last}", part=ROMAN[part - 1], first=year, last=year + 1)


_SHAPES = (
    _Shape(
        PeriodKind.month,
        re.compile(f"{_YEAR}-M(?P<part>0[1-9]|1[0-2])"),
        "{year}-M{part:02d}",
        months=1,
        per_year=12,
        name=lambda year, part: msg("Tháng {month}/{year}", month=part, year=year),
    ),
    _Shape(
        PeriodKind.quarter,
        re.compile(f"{_YEAR}-Q(?P<part>[1-4])"),
        "{year}-Q{part}",
        months=3,
        per_year=4,
        name=lambda year, part: msg("Quý {quarter}/{year}", quarter=ROMAN[part - 1], year=year),
    ),
    _Shape(
        PeriodKind.half_year,
        re.compile(f"{_YEAR}-H(?P<part>[12])"),
        "{year}-H{part}",
        months=6,
        per_year=2,
        name=_half_name,
    ),
    _Shape(
        PeriodKind.nine_months,
        re.compile(f"{_YEAR}-9M"),
        "{year}-9M",
        months=9,
        per_year=1,
        name=lambda year, _: msg("9 tháng năm {year}", year=year),
    ),
    _Shape(
        PeriodKind.year,
        re.compile(_YEAR),
        "{year}",
        months=12,
        per_year=1,
        name=lambda year, _: msg("Năm {year}", year=year),
    ),
    _Shape(
        PeriodKind.semester,
        re.compile(f"SY{_YEAR}-S(?P<part>[12])"),
        "SY{year}-S{part}",
        months=6,
        per_year=2,
        name=_semester_name,
        offset=6,
    ),
    _Shape(
        PeriodKind.school_year,
        re.compile(f"SY{_YEAR}"),
        "SY{year}",
        months=12,
        per_year=1,
        name=lambda year, _: msg("Năm học {first} - {last}", first=year, last=year + 1),
        offset=6,
    ),
)
_NAMED = re.compile(r"([TX]):(\S{1,60})")


def parse(code: str) -> Period:
    """The period of a code; BadInput when the text is no code. ``from_text`` reads what people write."""
    named = _NAMED.fullmatch(code)
    if named:
        return Period(code, PeriodKind.term if named[1] == "T" else PeriodKind.special, None, None)
    shape, year, part = _parts(code)
    first = year * 12 + shape.offset + (part - 1) * shape.months
    return Period(code, shape.kind, _month_text(first), _month_text(first + shape.months - 1))


def quarters_in(period: Period) -> tuple[str, ...]:
    """The quarters that lie wholly inside, in time order; a month holds none. BadInput without months."""
    first, last = _months(period)
    starts = range(first + -first % 3, last - 1, 3)
    return tuple(f"{month // 12}-Q{month % 12 // 3 + 1}" for month in starts)


def quarter_of(day: date) -> str:
    """The quarter a day lies in."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def previous(code: str) -> str:
    """The period of the same kind before this one. BadInput for terms and special periods, which have no fixed row."""
    return _moved(code, -1)


def following(code: str) -> str:
    """The period of the same kind after this one; like ``previous``."""
    return _moved(code, 1)


def span(code: str) -> tuple[date, date]:
    """First and last day of the period."""
    first, last = _months(parse(code))
    return _first_day(first), _last_day(last)


def default_cutoff(code: str) -> date:
    """The day up to which the period is judged unless the office's calendar says otherwise: its last day."""
    return span(code)[1]


def default_due(code: str) -> date:
    """The day the report is due unless the office's calendar says otherwise."""
    return default_cutoff(code) + DUE_AFTER_CUTOFF


def year_of(quarter: str, year_type: YearType) -> int:
    """The year a quarter belongs to; a school year is named by the calendar year it begins in."""
    first, _ = _months(parse(quarter))
    return (first - _year_start(year_type)) // 12


def quarters_of_year(year: int, year_type: YearType) -> tuple[str, ...]:
    """The four quarters in the order the unit works through them: I II III IV, or III IV I II by school year."""
    return quarters_in(parse(f"SY{year}" if year_type is YearType.school else f"{year}"))


def quarters_to_date(quarter: str, year_type: YearType) -> tuple[str, ...]:
    """The quarters from the start of the unit's year up to this one: the span of "luỹ kế từ đầu năm"."""
    quarters = quarters_of_year(year_of(quarter, year_type), year_type)
    return quarters[: quarters.index(quarter) + 1]


def order(codes: Iterable[str], year_type: YearType) -> list[str]:
    """In the order of time, a longer period after the ones it sums up, years grouped as the unit counts them.

    Where a calendar and a school period end together, the one of the unit's own year type comes last (it sums up).
    Terms and special periods follow at the end, by code.
    """

    def key(code: str) -> tuple[int, int, int, bool, str]:
        period = parse(code)
        if period.first_month is None:
            return (1, 0, 0, False, code)
        first, last = _months(period)
        school = period.kind in {PeriodKind.semester, PeriodKind.school_year}
        return (0, last, -first, school == (year_type is YearType.school), code)

    return sorted(codes, key=key)


def inside(code: str) -> str:
    """The label as it stands inside a sentence: "quý III/2026"."""
    words = str(label(code))
    return words[:1].lower() + words[1:]


def label(code: str) -> Message:
    """The name of the period as reports print it: "Quý III/2026", "Học kỳ I năm học 2025 - 2026"."""
    named = _NAMED.fullmatch(code)
    if named:
        return msg("Nhiệm kỳ {name}", name=named[2]) if named[1] == "T" else msg("Chuyên đề {name}", name=named[2])
    shape, year, part = _parts(code)
    return shape.name(year, part)


_SCHOOL_YEAR = f"{_YEAR} (?P<second>(?:19|20)[0-9]{{2}})"
_SPOKEN = (
    (re.compile(f"(?:quy |q ?)(?P<part>[1-4]|iv|i{{1,3}}) (?:nam )?{_YEAR}"), "{year}-Q{part}"),
    (re.compile(f"(?P<part>iv|i{{1,3}}) (?:nam )?{_YEAR}"), "{year}-Q{part}"),
    (re.compile(f"(?:thang |t ?)(?P<part>0?[1-9]|1[0-2]) (?:nam )?{_YEAR}"), "{year}-M{part:02d}"),
    (re.compile(f"(?:6|sau) thang dau (?:nam )?{_YEAR}"), "{year}-H1"),
    (re.compile(f"(?:6|sau) thang cuoi (?:nam )?{_YEAR}"), "{year}-H2"),
    (re.compile(f"(?:9|chin) thang (?:dau )?(?:nam )?{_YEAR}"), "{year}-9M"),
    (re.compile(f"nam {_YEAR}"), "{year}"),
    (re.compile(f"(?:hoc ky |hk ?)(?P<part>i{{1,2}}|[12]) (?:nam hoc )?{_SCHOOL_YEAR}"), "SY{year}-S{part}"),
    (re.compile(f"nam hoc {_SCHOOL_YEAR}"), "SY{year}"),
)
"""Folded text -> code. A bare "3/2026" is not among them: it may mean the month or the quarter."""

_ROMAN_VALUES = {roman.lower(): value for value, roman in enumerate(ROMAN, 1)}


def from_text(text: str) -> str:
    """The code of what a person wrote: a code, a label, "Q3/2026", "quý 3/2026", "III/2026", "nhiệm kỳ 2025 - 2030". Or BadInput."""
    written = text.strip()
    if _NAMED.fullmatch(written):
        return written
    if _match(written.upper()):
        return written.upper()
    folded = fold(text)
    if folded.startswith("nhiem ky ") and len(words := written.split(maxsplit=2)) > 2:
        label = "".join(words[2].replace("–", "-").split())
        if _NAMED.fullmatch(f"T:{label}"):
            return f"T:{label}"
    for pattern, form in _SPOKEN:
        found = pattern.fullmatch(folded)
        if found and _years_follow(found):
            return _code_of(found, form)
    raise BadInput(msg("Không đọc được kỳ “{text}”. Ghi như “Quý III/2026” hoặc “2026-Q3”.", text=text))


def _years_follow(found: re.Match[str]) -> bool:
    """Whether a school year written with two years has them in a row."""
    second = found.groupdict().get("second")
    return second is None or int(second) == int(found["year"]) + 1


def _code_of(found: re.Match[str], form: str) -> str:
    part = found.groupdict().get("part") or "1"
    return form.format(year=int(found["year"]), part=_ROMAN_VALUES.get(part) or int(part))


def _match(code: str) -> tuple[_Shape, re.Match[str]] | None:
    for shape in _SHAPES:
        found = shape.pattern.fullmatch(code)
        if found:
            return shape, found
    return None


def _parts(code: str) -> tuple[_Shape, int, int]:
    """Shape, year and part within the year (from 1) of a code."""
    matched = _match(code)
    if matched is None:
        raise BadInput(msg("Mã kỳ “{code}” không đúng. Ghi như “2026-Q3”.", code=code))
    shape, found = matched
    return shape, int(found["year"]), int(found.groupdict().get("part") or 1)


def _moved(code: str, by: int) -> str:
    if _NAMED.fullmatch(code):
        raise BadInput(msg("Kỳ “{code}” không có kỳ trước hay kỳ sau. Chọn một kỳ trong lịch.", code=code))
    shape, year, part = _parts(code)
    years, index = divmod(part - 1 + by, shape.per_year)
    return shape.form.format(year=year + years, part=index + 1)


def _months(period: Period) -> tuple[int, int]:
    """First and last month as numbers counted from year 0, both inclusive."""
    if period.first_month is None or period.last_month is None:
        raise BadInput(
            msg("Kỳ “{code}” chưa có tháng đầu và tháng cuối. Khai trong lịch của đơn vị.", code=period.code)
        )
    return _month_number(period.first_month), _month_number(period.last_month)


def _year_start(year_type: YearType) -> int:
    return 6 if year_type is YearType.school else 0


def _month_text(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def _month_number(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _last_day(month: int) -> date:
    year, index = divmod(month, 12)
    return date(year, index + 1, monthrange(year, index + 1)[1])
