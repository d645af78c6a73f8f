"""How the row of a measure and unit looks, column by column."""

from collections.abc import Callable
from typing import Any

from app.i18n import tr
from app.numbers import format_percent, format_stored
from app.plan.grid_rows import Amount, MeasureInfo, ValueRow
from ui.pages.quarter.cell import EMPTY, GridCell

_NOTHING = {"none_occurred": "none", "not_applicable": "not_applicable"}


def value_cell(row: ValueRow, key: str, measure: MeasureInfo) -> GridCell:
    """The cell of a measure's row."""
    return _CELLS[key](row, measure)


def amount_text(amount: Amount | None, measure: MeasureInfo) -> str:
    """A figure as it is read: "40/50", "1.234,5", "có"; "" where there is none."""
    if amount is None or amount.given != "value":
        return ""
    if measure.form == "ratio" and amount.den is not None:
        return f"{_figure(amount.num, measure)}/{_figure(amount.den, measure)}"
    return _figure(amount.num if measure.form == "ratio" else amount.val, measure)


def _figure(stored: int | None, measure: MeasureInfo) -> str:
    if stored is None:
        return ""
    if measure.form == "yesno":
        return tr("có") if stored else tr("không")
    return format_stored(stored, measure.decimals)


def _number(row: ValueRow, _measure: MeasureInfo) -> GridCell:
    return GridCell(row.number, tone="text2")


def _text(row: ValueRow, _measure: MeasureInfo) -> GridCell:
    return GridCell(row.text)


def _last(row: ValueRow, measure: MeasureInfo) -> GridCell:
    nothing = _NOTHING.get(row.last.given, "") if row.last else ""
    return GridCell(amount_text(row.last, measure), tone="text2", right=True, ground="alt", nothing=nothing)


def _last_percent(row: ValueRow, measure: MeasureInfo) -> GridCell:
    return GridCell(_percent_text(row.last, measure), tone="text2", right=True, ground="alt")


def _num(row: ValueRow, measure: MeasureInfo) -> GridCell:
    if row.now is None:
        return GridCell(right=True, nothing="not_reported" if row.expected and not row.exempt else "")
    if row.now.given != "value":
        raw = tr("không PS") if row.now.given == "none_occurred" else "–"
        return GridCell(right=True, nothing=_NOTHING[row.now.given], raw=raw, **_marks(row))
    text = _figure(row.now.num if measure.form == "ratio" else row.now.val, measure)
    return GridCell(text, right=True, **_marks(row))


def _den(row: ValueRow, measure: MeasureInfo) -> GridCell:
    if measure.form != "ratio":
        return GridCell(ground="alt")
    if row.now is None or row.now.given != "value":
        return GridCell(right=True)
    return GridCell(_figure(row.now.den, measure), right=True)


def _percent(row: ValueRow, measure: MeasureInfo) -> GridCell:
    return GridCell(_percent_text(row.now, measure), tone="text2", right=True, ground="alt")


def _percent_text(amount: Amount | None, measure: MeasureInfo) -> str:
    percent = amount.percent if amount is not None and measure.form == "ratio" else None
    return "" if percent is None else format_percent(percent)


def _note(row: ValueRow, _measure: MeasureInfo) -> GridCell:
    if row.review == "returned":
        said = row.reason or tr("Bị trả lại")
        return GridCell(
            row.note or said,
            tone="text" if row.note else "bad",
            ground="bad_soft",
            edge="bad",
            icon="" if row.note else "corner-up-left",
            raw=row.note,
        )
    return GridCell(row.note)


def _evidence(row: ValueRow, _measure: MeasureInfo) -> GridCell:
    return GridCell(str(row.evidence), tone="text2", icon="paperclip", right=True) if row.evidence else EMPTY


def _within(row: ValueRow, measure: MeasureInfo) -> GridCell:
    grown = measure.entry != "increment" and row.within is not None
    text = amount_text(row.within, measure)
    text = f"+{text}" if grown and text and not text.startswith("-") else text
    return GridCell(text, tone="text2", right=True, ground="alt")


def _to_date(row: ValueRow, measure: MeasureInfo) -> GridCell:
    return GridCell(amount_text(row.to_date, measure), tone="text2", right=True, ground="alt")


def _marks(row: ValueRow) -> dict[str, Any]:
    """Ground, edge and corner by how the value stands."""
    if row.review == "returned":
        return {"ground": "bad_soft", "edge": "bad"}
    shown = [("ear", row.changed), ("tick", row.review == "approved")]
    return {"corner": tuple(mark for mark, on in shown if on)}


_CELLS: dict[str, Callable[[ValueRow, MeasureInfo], GridCell]] = {
    "number": _number,
    "text": _text,
    "last": _last,
    "last_percent": _last_percent,
    "num": _num,
    "den": _den,
    "percent": _percent,
    "note": _note,
    "evidence": _evidence,
    "within": _within,
    "to_date": _to_date,
}
