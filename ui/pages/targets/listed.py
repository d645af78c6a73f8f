"""The targets as rows that are filtered, sorted and written into files like those of every other list."""

from app.columns import Column, Kind
from app.i18n import msg
from app.plan.overview import is_hard
from app.plan.target_figures import TargetFigure
from app.plan.verdicts import Verdict
from app.text import sort_key
from ui.pages.lists.in_memory import Line
from ui.pages.targets import cells

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
WIDTHS = dict(zip(KEYS, cells.WIDTHS, strict=True))


def line(target: TargetFigure, programme: str) -> Line:
    """A target's row: what stands in its cells in words, the per cent reached as a number, the verdict by its key."""
    shown = cells.row_of(target, programme)
    words = {key: " ".join(filter(None, (cell.spoken(), cell.second))) for key, cell in zip(KEYS, shown, strict=True)}
    reached, verdict = target.achievement, _verdict(target)
    values = {
        **words,
        "programme": shown[0].text,
        PICTURE: 0,
        "reached": None if reached is None else round(reached),
        "verdict": verdict,
    }
    order = {
        "programme": target.programme_id or 0,
        "text": sort_key(target.text),
        PICTURE: reached,
        "now": target.figure.value,
        "to_date": target.value,
        "threshold": target.threshold,
        "reached": reached,
        "verdict": list(_VERDICTS).index(verdict),
    }
    return Line(shown, values, order)


def _verdict(target: TargetFigure) -> str:
    if target.verdict is Verdict.unknown:
        return "unknown"
    if target.verdict is Verdict.met:
        return "met"
    return "hard" if is_hard(target) else "coming"
