"""A person's filters of a list: as conditions for the database, for rows in memory, and in words."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from app.clock import VIETNAM
from app.columns import Column, Kind, ListSpec
from app.display import show
from app.i18n import tr
from app.lists_kept import Filter
from app.reading import Where
from app.text import fold

TICKED = frozenset({Kind.TEXT, Kind.CODE, Kind.PERIOD, Kind.STATUS, Kind.WORD, Kind.FLAG})
"""Kinds whose values are ticked, where there are few."""
TEXTS = frozenset({Kind.TEXT, Kind.LONG, Kind.CODE, Kind.MESSAGE})
"""Kinds that are filtered by what they contain."""
DAYS = frozenset({Kind.DATE, Kind.INSTANT})
NUMBERS = frozenset({Kind.COUNT, Kind.PERCENT})
_WHOLE = NUMBERS | {Kind.FLAG, Kind.INSTANT}
_NO_DECIMALS = {"decimals": 0}
_NAMED = 3


def conditions(spec: ListSpec, filters: Sequence[Filter]) -> tuple[Where, ...]:
    """What the filters ask of the database. Those of a column that the list does not have any more are passed over."""
    known = {column.key: column for column in spec.columns}
    return tuple(where for one in filters if one.column in known for where in _of(known[one.column], one))


def _of(column: Column, wanted: Filter) -> list[Where]:
    found = []
    if fold(wanted.has):
        found.append(Where(column.key, "says" if column.kind is Kind.MESSAGE else "has", fold(wanted.has)))
    if wanted.among:
        found.append(Where(column.key, "among", tuple(_stored(column, text) for text in wanted.among)))
    if wanted.least:
        found.append(Where(column.key, "ge", _bound(column, wanted.least)))
    if wanted.most:
        found.append(Where(column.key, "le", _bound(column, wanted.most, last=True)))
    if wanted.blank:
        found.append(Where(column.key, wanted.blank, None))
    return found


def _stored(column: Column, text: str) -> Any:
    """What stands in the database for a value that was kept as text."""
    return int(text) if text and column.kind in _WHOLE else text


def _bound(column: Column, text: str, *, last: bool = False) -> Any:
    if column.kind is Kind.INSTANT:
        day = date.fromisoformat(text)
        return _midnight(day + timedelta(days=1)) - 1 if last else _midnight(day)
    return int(text) if column.kind in NUMBERS else text


def _midnight(day: date) -> int:
    """When a day begins in Viet Nam, in milliseconds UTC."""
    return round(datetime(day.year, day.month, day.day, tzinfo=VIETNAM).timestamp()) * 1000


def takes(column: Column, wanted: Filter, row: Mapping[str, Any]) -> bool:
    """Whether a row in memory is one that the filter leaves: the same rule as ``conditions``."""
    value = row[column.key]
    nothing = value is None or value == ""
    if wanted.blank and nothing != (wanted.blank == "empty"):
        return False
    if wanted.has and fold(wanted.has) not in fold(show(value, column, row)):
        return False
    if wanted.among and ("" if nothing else str(value)) not in wanted.among:
        return False
    if wanted.least and (nothing or value < _bound(column, wanted.least)):
        return False
    return not (wanted.most and (nothing or value > _bound(column, wanted.most, last=True)))


def value_words(column: Column, value: Any) -> str:
    """A value of a column as it is offered to be ticked."""
    if value is None or value == "":
        return tr("(trống)")
    if column.kind is Kind.FLAG:
        return tr("có") if int(value) else tr("không")
    return show(_stored(column, str(value)), column, _NO_DECIMALS)


def words(column: Column, wanted: Filter) -> str:
    """The filter in words: "Hạn từ 01/09/2026 đến 30/09/2026"."""
    title = str(column.title)
    parts = []
    if wanted.among:
        named = [value_words(column, value) for value in wanted.among]
        rest = tr(" và {n} loại nữa", n=len(named) - _NAMED) if len(named) > _NAMED else ""
        parts.append(f"{title}: {', '.join(named[:_NAMED])}{rest}")
    if wanted.has:
        parts.append(tr("{column} có “{text}”", column=title, text=wanted.has))
    if wanted.least or wanted.most:
        parts.append(_between(column, wanted))
    if wanted.blank:
        parts.append(
            tr("{column} để trống", column=title) if wanted.blank == "empty" else tr("{column} có ghi", column=title)
        )
    return "; ".join(parts)


def _between(column: Column, wanted: Filter) -> str:
    title = str(column.title)
    least, most = _bound_words(column, wanted.least), _bound_words(column, wanted.most)
    if not most:
        return tr("{column} từ {least}", column=title, least=least)
    if not least:
        return tr("{column} đến {most}", column=title, most=most)
    return tr("{column} từ {least} đến {most}", column=title, least=least, most=most)


def _bound_words(column: Column, text: str) -> str:
    if not text:
        return ""
    if column.kind in DAYS:
        return show(text, Column(column.key, column.title, Kind.DATE), _NO_DECIMALS)
    return show(text, column, _NO_DECIMALS)
