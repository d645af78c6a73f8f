"""Results as an aligned table, CSV or JSON; one rule for every list."""

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

import click

from app.clock import local
from app.csv_text import BOM, csv_text
from app.dates import format_date
from app.display import show_instant
from app.i18n import Message

_GAP = "  "
_LEAST = 12
_TENTH_OF_PERMILLE = Decimal("0.0001")


@dataclass(frozen=True)
class Col:
    """A column of a printed result: its key in JSON, its title, whether figures stand at the right, whether it may be cut on a screen."""

    key: str
    title: Message
    right: bool = False
    cut: bool = False


@dataclass(frozen=True)
class Line:
    """One row: the texts that people read, and the raw values for JSON under the same keys."""

    shown: Mapping[str, str]
    raw: Mapping[str, Any]


class Day(str):
    """An ISO day: shown as dd/mm/yyyy, ISO in JSON."""

    __slots__ = ()


class Moment(int):
    """Milliseconds UTC: shown as Vietnamese time, ISO in JSON."""

    __slots__ = ()


def day(iso: str | None) -> Day | None:
    """An ISO day for ``line``."""
    return None if iso is None else Day(iso)


def moment(ms: int | None) -> Moment | None:
    """An instant for ``line``."""
    return None if ms is None else Moment(ms)


def line(**values: Any) -> Line:
    """A row whose texts are the plain words of its raw values."""
    raw = {key: local(value).isoformat() if isinstance(value, Moment) else value for key, value in values.items()}
    return Line({key: _plain(value) for key, value in values.items()}, raw)


def put(columns: Sequence[Col], lines: Iterable[Line], how: str, *, bom: bool = False) -> None:
    """Print rows as ``how`` says: table, csv or json."""
    rows = list(lines)
    if how == "json":
        put_json([{col.key: row.raw.get(col.key) for col in columns} for row in rows])
    elif how == "csv":
        click.echo((BOM if bom else "") + as_csv(columns, rows), nl=False)
    else:
        click.echo(as_table(columns, rows, _screen()))


def put_json(value: Any) -> None:
    """Print a value as JSON: ISO days, exact decimals as strings, words of enums."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=_raw))


def as_csv(columns: Sequence[Col], rows: Iterable[Line]) -> str:
    """Comma separated text with a title line, safe to open in a spreadsheet."""
    heads = [str(col.title) for col in columns]
    return csv_text([heads, *([row.shown.get(col.key, "") for col in columns] for row in rows)])


def as_table(columns: Sequence[Col], rows: Sequence[Line], screen: int | None) -> str:
    """Columns aligned by the width the letters take on a screen. ``screen``: its width, None for files and pipes (nothing is cut)."""
    texts = [[" ".join(row.shown.get(col.key, "").split()) for col in columns] for row in rows]
    heads = [str(col.title) for col in columns]
    widths = [max([width(head), *(width(cells[at]) for cells in texts)]) for at, head in enumerate(heads)]
    if screen is not None:
        _shrink(columns, widths, screen)
    lines = [heads, ["─" * size for size in widths], *texts]
    return "\n".join(
        _GAP.join(fit(text, widths[at], right=columns[at].right) for at, text in enumerate(cells)).rstrip()
        for cells in lines
    )


def width(text: str) -> int:
    """How many cells of a screen a text takes: marks that combine take none, wide letters two."""
    total = 0
    for letter in text:
        if unicodedata.combining(letter):
            continue
        total += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
    return total


def fit(text: str, size: int, *, right: bool = False) -> str:
    """The text in exactly ``size`` cells, cut with … where it is longer."""
    if width(text) > size:
        while width(text) > size - 1:
            text = text[:-1]
        text = text.rstrip() + "…"
    blank = " " * (size - width(text))
    return blank + text if right else text + blank


def _shrink(columns: Sequence[Col], widths: list[int], screen: int) -> None:
    """Take from the widest columns that may be cut until the table fits the screen."""
    may = [at for at, col in enumerate(columns) if col.cut]
    while may and sum(widths) + len(_GAP) * (len(widths) - 1) > screen:
        widest = max(may, key=lambda at: widths[at])
        if widths[widest] <= _LEAST:
            return
        widths[widest] -= 1


def _screen() -> int | None:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _plain(value: Any) -> str:
    if isinstance(value, Day):
        return format_date(str(value))
    if isinstance(value, Moment):
        return show_instant(value)
    return "" if value is None else str(value)


def _raw(value: Any) -> Any:
    if isinstance(value, Message):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Fraction):
        return f"{decimal(value).quantize(_TENTH_OF_PERMILLE):f}".rstrip("0").rstrip(".")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(type(value).__name__)


def decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal: exact where its denominator is a power of ten (stored figures), else to 28 places."""
    return Decimal(value.numerator) / Decimal(value.denominator)
