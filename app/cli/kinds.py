"""Kinds of values on the command line. What cannot be read raises BadInput (exit code 1), with the sentence of the core."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import click

from app.cli.options import shared
from app.dates import parse_date
from app.errors import BadInput
from app.i18n import msg
from app.numbers import parse_number


class Day(click.ParamType[str]):
    """A day: dd/mm/yyyy, dd/mm (this year) or ISO, kept as ISO text."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """ISO text of the day. Raises BadInput."""
        return parse_date(str(value), year=shared().clock().today().year).isoformat()


class Number(click.ParamType[Decimal]):
    """A figure in either spelling: 1.234,5 or 1234.5."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """The exact figure. Raises BadInput."""
        return value if isinstance(value, Decimal) else parse_number(str(value))


class Whole(click.ParamType[int]):
    """A whole number, not negative."""

    name = "integer"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number. Raises BadInput."""
        if isinstance(value, int):
            return value
        text = str(value).strip()
        if not text.isdigit():
            raise BadInput(msg("“{text}” không phải số nguyên. Ghi như 5.", text=text))
        return int(text)


class Share(click.ParamType[tuple[str, Fraction]]):
    """A unit and its share of what is split: ``THPT A=2/3``."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Fraction]:
        """(reference of the unit, share). Raises BadInput."""
        if isinstance(value, tuple):
            return value
        unit, _, share = str(value).rpartition("=")
        try:
            return unit, Fraction(share)
        except (ValueError, ZeroDivisionError) as error:
            raise BadInput(msg("“{text}” chưa đúng. Ghi như “Tên đơn vị=2/3”.", text=value)) from error


DAY = Day()
NUMBER = Number()
WHOLE = Whole()
SHARE = Share()
