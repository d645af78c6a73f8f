"""The targets as rows that are filtered, sorted and written into files like those of every other list."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.columns import Column, Kind
from app.i18n import msg
from app.lists_filter import takes
from app.lists_kept import Filter
from app.plan.overview import is_hard
from app.plan.target_figures import TargetFigure
from app.plan.verdicts import Verdict
from app.text import sort_key
from ui.pages.targets import cells
from ui.widgets.cells import Cell

_VERDICTS = {
    "met": msg("Đạt"),
    "hard": msg("Khó đạt"),
    "coming": msg("Đang đi tới"),
    "unknown": msg("Chưa đủ số liệu"),
}
COLUMNS = (
    Column("programme", msg("CT"), Kind.CODE, 6),
    Column("text", msg("Chỉ tiêu"), Kind.LONG, 60),
    Column("bullet", msg("So với mức"), Kind.FLAG, 8),
    Column("now", msg("Kỳ này"), Kind.TEXT, 12),
    Column("to_date", msg("Đến nay"), Kind.TEXT, 22),
    Column("threshold", msg("Mức giao"), Kind.TEXT, 20),
    Column("reached", msg("Đạt"), Kind.PERCENT, 8),
    Column("verdict", msg("Kết luận"), Kind.WORD, 16, words=_VERDICTS),
)
"""In the order of the cells; ``bullet`` is a picture, of which neither filters nor files know."""
KEYS = tuple(column.key for column in COLUMNS)
PICTURE = "bullet"

Row = Mapping[str, Any]


def row_values(target: TargetFigure, shown: Sequence[Cell]) -> Row:
    """What stands in the row, from its cells: in words, the per cent reached as a number, the verdict by its key."""
    words = {key: " ".join(filter(None, (cell.spoken(), cell.second))) for key, cell in zip(KEYS, shown, strict=True)}
    reached = target.achievement
    return {
        **words,
        "programme": shown[0].text,
        PICTURE: 0,
        "reached": None if reached is None else round(reached),
        "verdict": _verdict(target),
    }


def passes(row: Row, filters: Sequence[Filter]) -> bool:
    """Whether all filters leave a row."""
    return all(takes(COLUMNS[KEYS.index(one.column)], one, row) for one in filters)


def ordered(found: Sequence[TargetFigure], sort: tuple[str, bool] | None) -> list[TargetFigure]:
    """The targets sorted by a column, those without a figure last; as they came without one."""
    if sort is None:
        return list(found)
    key, down = sort
    known = [(value, target) for target in found if (value := _order(key, target)) is not None]
    rest = [target for target in found if _order(key, target) is None]
    return [target for _, target in sorted(known, key=lambda one: one[0], reverse=down)] + rest


def _order(key: str, target: TargetFigure) -> Any:
    if key == "text":
        return sort_key(target.text)
    if key == "now":
        return target.figure.value
    if key == "to_date":
        return target.value
    if key == "threshold":
        return target.threshold
    if key in {"reached", PICTURE}:
        return target.achievement
    if key == "verdict":
        return list(_VERDICTS).index(_verdict(target))
    return target.programme_id or 0


def _verdict(target: TargetFigure) -> str:
    if target.verdict is Verdict.unknown:
        return "unknown"
    if target.verdict is Verdict.met:
        return "met"
    return "hard" if is_hard(target) else "coming"


def standard_widths() -> dict[str, int]:
    """The columns' usual widths."""
    return dict(zip(KEYS, cells.WIDTHS, strict=True))
