"""How a task's row looks, column by column."""

from collections.abc import Callable

from app.dates import format_date, format_short
from app.i18n import tr
from app.plan.grid_rows import Grid, TaskRow
from app.plan.timeliness import STATE_WORDS, TaskState
from ui.marks import mark_tone, mark_word
from ui.pages.quarter.cell import EMPTY, GridCell
from ui.pages.quarter.gaps import lacks

_TONES = {"overdue": "bad", "due_soon": "warn"}


def task_cell(row: TaskRow, key: str, grid: Grid) -> GridCell:
    """The cell of a task's row."""
    return _CELLS[key](row, grid)


def _number(row: TaskRow, _grid: Grid) -> GridCell:
    return GridCell(row.number, tone="text2")


def _text(row: TaskRow, _grid: Grid) -> GridCell:
    return GridCell(row.text)


def _due(row: TaskRow, grid: Grid) -> GridCell:
    if row.continuous:
        return GridCell(tr("TX"), tone="text2", right=True)
    if row.due is None:
        return EMPTY
    tone = _TONES.get(row.status, "text2")
    day = format_short(row.due, grid.cutoff.year)
    if len(day) > 5:
        day, year = day[:5], day[6:]
        return GridCell(day, tone, right=True, weight=400, second=year, raw=format_date(row.due))
    return GridCell(day, tone, right=True, weight=600 if tone != "text2" else 400, raw=format_date(row.due))


def _last_percent(row: TaskRow, _grid: Grid) -> GridCell:
    text = "" if row.last_state is None else "–" if row.last_percent is None else str(row.last_percent)
    return GridCell(text, tone="text2", right=True, ground="alt")


def _last_result(row: TaskRow, _grid: Grid) -> GridCell:
    text = row.last_result
    if not text and row.last_state is not None:
        text = str(STATE_WORDS[TaskState(row.last_state)])
    return GridCell(text, tone="text2", ground="alt", nothing=_nothing(row.last_given))


def _state(row: TaskRow, _grid: Grid) -> GridCell:
    words = mark_word(row.status)
    if row.state is None:
        second = mark_word("not_logged") if row.status != "not_logged" else ""
        return GridCell(words, mark_tone(row.status), mark=row.status, weight=_weight(row), second=second, raw="")
    logged = str(STATE_WORDS[TaskState(row.state)])
    differs = row.status in _TONES or row.status == "continuous"
    if row.given in {"none_occurred", "not_applicable"}:
        given = tr("Không phát sinh") if row.given == "none_occurred" else tr("Không áp dụng")
        return GridCell(given, "text2", mark=row.status, raw=given)
    return GridCell(
        words,
        mark_tone(row.status),
        mark=row.status,
        weight=_weight(row),
        second=logged if differs else "",
        raw=logged,
    )


def _weight(row: TaskRow) -> int:
    return 500 if row.status in _TONES else 400


def _percent(row: TaskRow, _grid: Grid) -> GridCell:
    if row.percent is not None:
        return GridCell(str(row.percent), right=True)
    if lacks(row, "percent"):
        return GridCell(right=True, missing="–")
    return GridCell("" if row.state is None else "–", tone="text2", right=True, raw="")


def _done_on(row: TaskRow, grid: Grid) -> GridCell:
    if row.done_on is None:
        return GridCell(right=True, missing=tr("ngày") if lacks(row, "done_on") else "")
    day = format_short(row.done_on, grid.cutoff.year)
    return GridCell(day[:5], right=True, second=day[6:], raw=format_date(row.done_on))


def _result(row: TaskRow, _grid: Grid) -> GridCell:
    if row.review == "returned" and (not row.cells or "result" in row.cells):
        return _returned(row, row.result)
    if lacks(row, "result"):
        return GridCell(missing=mark_word("not_logged"))
    return GridCell(row.result, corner=_corner(row, "result"), nothing=_nothing(row.given) if not row.result else "")


def _words(name: str) -> Callable[[TaskRow, Grid], GridCell]:
    def cell(row: TaskRow, _grid: Grid) -> GridCell:
        text = getattr(row, name)
        if lacks(row, name):
            return GridCell(missing=mark_word("not_logged"))
        if row.review == "returned" and name in row.cells:
            return _returned(row, text)
        return GridCell(text, corner=("equal",) if name in row.same else ())

    return cell


def _returned(row: TaskRow, text: str) -> GridCell:
    return GridCell(
        text,
        ground="bad_soft",
        edge="bad",
        second=row.reason or tr("Bị trả lại"),
        second_tone="bad",
        second_icon="corner-up-left",
    )


def _corner(row: TaskRow, name: str) -> tuple[str, ...]:
    """The two that matter most: ear, equal, tick (LOOK 5)."""
    shown = [("ear", row.changed), ("equal", name in row.same), ("tick", row.review == "approved")]
    return tuple(mark for mark, on in shown if on)[:2]


def _evidence(row: TaskRow, _grid: Grid) -> GridCell:
    if row.evidence:
        return GridCell(str(row.evidence), tone="text2", icon="paperclip", right=True)
    return GridCell(missing="?") if row.needs_evidence and row.state == TaskState.done else EMPTY


def _nothing(given: str) -> str:
    return {"none_occurred": "none", "not_applicable": "not_applicable"}.get(given, "")


_CELLS: dict[str, Callable[[TaskRow, Grid], GridCell]] = {
    "number": _number,
    "text": _text,
    "due": _due,
    "last_percent": _last_percent,
    "last_result": _last_result,
    "state": _state,
    "percent": _percent,
    "done_on": _done_on,
    "result": _result,
    "difficulty": _words("difficulty"),
    "cause": _words("cause"),
    "proposal": _words("proposal"),
    "evidence": _evidence,
}
