"""A value of a list as text for people: one rule per Kind, used by screens, the command line and papers alike."""

from collections.abc import Callable, Mapping
from typing import Any

from app.clock import local
from app.columns import Column, Kind
from app.dates import format_date
from app.i18n import Message, tr
from app.numbers import format_number, format_stored
from app.plan import periods


def show(value: Any, column: Column, row: Mapping[str, Any]) -> str:
    """The text of one cell; None is empty. ``row`` gives what the value rests on (its decimals)."""
    if value is None:
        return ""
    return _RULES[column.kind](value, column, row)


def show_instant(ms: int) -> str:
    """An instant as dd/mm/yyyy hh:mm in Viet Nam."""
    return local(ms).strftime("%d/%m/%Y %H:%M")


def _plain(value: Any, _column: Column, _row: Mapping[str, Any]) -> str:
    return str(value)


def _count(value: Any, _column: Column, _row: Mapping[str, Any]) -> str:
    return format_number(int(value))


def _percent(value: Any, _column: Column, _row: Mapping[str, Any]) -> str:
    return f"{value}%"


def _date(value: Any, _column: Column, _row: Mapping[str, Any]) -> str:
    return format_date(str(value))


def _instant(value: Any, _column: Column, _row: Mapping[str, Any]) -> str:
    return show_instant(int(value))


def _period(value: Any, _column: Column, _row: Mapping[str, Any]) -> str:
    return str(periods.label(str(value)))


def _word(value: Any, column: Column, _row: Mapping[str, Any]) -> str:
    return str(column.words.get(str(value), value))


def _flag(value: Any, _column: Column, _row: Mapping[str, Any]) -> str:
    return tr("có") if value else ""


def _amount(value: Any, _column: Column, row: Mapping[str, Any]) -> str:
    return format_stored(int(value), int(row["decimals"] or 0))


def _message(value: Any, _column: Column, _row: Mapping[str, Any]) -> str:
    return str(Message.restored(str(value)))


_RULES: dict[Kind, Callable[[Any, Column, Mapping[str, Any]], str]] = {
    Kind.TEXT: _plain,
    Kind.LONG: _plain,
    Kind.CODE: _plain,
    Kind.COUNT: _count,
    Kind.PERCENT: _percent,
    Kind.DATE: _date,
    Kind.INSTANT: _instant,
    Kind.PERIOD: _period,
    Kind.STATUS: _word,
    Kind.WORD: _word,
    Kind.FLAG: _flag,
    Kind.AMOUNT: _amount,
    Kind.MESSAGE: _message,
}
