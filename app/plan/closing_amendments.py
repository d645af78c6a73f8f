"""What was amended after the lock: closed against current, cell by cell, and whether a verdict moved (MODEL 10, SCENARIO 6)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.dates import format_date
from app.i18n import msg, tr
from app.numbers import format_stored
from app.plan import standing, target_figures
from app.plan.timeliness import STATE_WORDS, TaskState
from app.plan.unit_figures import passed_down
from app.plan.verdicts import Verdict
from app.session import Session
from db.connection import Row
from db.queries import closing as queries
from db.queries import figures as figure_queries
from db.queries import quarter
from db.queries.quarter import PROGRESS, VALUES

_TEXTS = {
    "result": msg("kết quả"),
    "difficulty": msg("khó khăn"),
    "cause": msg("nguyên nhân"),
    "proposal": msg("đề xuất"),
    "note": msg("ghi chú"),
}
"""What of an answer is text, as it is called inside a sentence."""


@dataclass(frozen=True, slots=True)
class AmendedCell:
    """One unit's answer at the lock and now, in words, with the reason and who gave it."""

    unit_id: int
    unit_name: str
    before: str
    after: str
    reason: str
    authority: str
    person: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class TargetMove:
    """A target of an amended measure and its verdict at the lock and now."""

    target_id: int
    text: str
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class AmendmentLine:
    """An amended measure or task: its figure at the lock and now ("72,0%" -> "84,0%"), its targets, and the cells behind it.

    ``verdict_before`` and ``verdict_after`` are those of the first target whose verdict moved, else of the first; None without targets.
    """

    kind: str
    what_id: int
    title: str
    before: str
    after: str
    targets: tuple[TargetMove, ...]
    cells: tuple[AmendedCell, ...]

    @property
    def verdict_moved(self) -> bool:
        """Whether the verdict on any target is another than at the lock."""
        return any(move.before is not move.after for move in self.targets)

    @property
    def verdict_before(self) -> Verdict | None:
        """The verdict at the lock."""
        move = self._telling()
        return None if move is None else move.before

    @property
    def verdict_after(self) -> Verdict | None:
        """The verdict now."""
        move = self._telling()
        return None if move is None else move.after

    def _telling(self) -> TargetMove | None:
        return next((move for move in self.targets if move.before is not move.after), next(iter(self.targets), None))


def amendments(session: Session, period: str) -> tuple[AmendmentLine, ...]:
    """What counts otherwise now than at the lock, measures first. Raises Refused while the period is open."""
    at = standing.of(session, period, "closed")
    titles = queries.titles(session.conn)
    lines = []
    for ledger in (VALUES, PROGRESS):
        by_what: dict[int, list[Row]] = defaultdict(list)
        for row in queries.moved_since(session.conn, ledger, at.quarter):
            by_what[row["what_id"]].append(row)
        names = _names(session, [row["unit_id"] for rows in by_what.values() for row in rows], at.cutoff.isoformat())
        line = _measure_line if ledger is VALUES else _task_line
        lines += [line(session, at.quarter, titles[what], rows, names) for what, rows in by_what.items()]
    return tuple(lines)


def _measure_line(
    session: Session, period: str, title: str, rows: Sequence[Row], names: dict[int, str]
) -> AmendmentLine:
    what = rows[0]["what_id"]
    decimals = (quarter.measure(session.conn, what) or {"decimals": 0})["decimals"]
    then, now = (target_figures.of_measures(session, [what], period, as_of)[what] for as_of in ("closed", "current"))
    wanted = [row["id"] for row in figure_queries.targets(session.conn) if row["measure_id"] == what]
    moves = tuple(_move(session, target, period) for target in wanted)
    cells = tuple(
        _cell(row, names, *_sides(row, _value_words(row, "old_", decimals), _value_words(row, "", decimals)))
        for row in rows
    )
    return AmendmentLine("measure", what, title, then.shown, now.shown, moves, cells)


def _move(session: Session, target_id: int, period: str) -> TargetMove:
    then = target_figures.target_figure(session, target_id, period, as_of="closed")
    now = target_figures.target_figure(session, target_id, period)
    return TargetMove(target_id, now.text, then.verdict, now.verdict)


def _task_line(session: Session, period: str, title: str, rows: Sequence[Row], names: dict[int, str]) -> AmendmentLine:
    what = rows[0]["what_id"]
    cells = tuple(_cell(row, names, *_sides(row, _state_words(row, "old_"), _state_words(row, ""))) for row in rows)
    task = quarter.task(session.conn, what)
    if task is not None and task["scope"] == "own":
        return AmendmentLine("task", what, title, cells[0].before, cells[0].after, (), cells)
    then, now = (passed_down(session, what, period, as_of=as_of) for as_of in ("closed", "current"))
    return AmendmentLine("task", what, title, str(then.text_base), str(now.text_base), (), cells)


def _cell(row: Row, names: dict[int, str], before: str, after: str) -> AmendedCell:
    return AmendedCell(
        unit_id=row["unit_id"],
        unit_name=names.get(row["unit_id"], ""),
        before=before,
        after=after,
        reason=row["reason"] or "",
        authority=row["authority_text"] or "",
        person=row["person_text"],
        at_ms=row["at_ms"],
    )


def _nothing(given: str | None) -> str | None:
    """The words for the kinds of nothing, None for an answer."""
    words = {None: tr("chưa báo cáo"), "none_occurred": tr("không phát sinh"), "not_applicable": tr("không áp dụng")}
    return words.get(given)


def _sides(row: Row, then: str, now: str) -> tuple[str, str]:
    """An answer at the lock and now: its figure or state; where that stays the day; and every text that changed."""
    sides = ([then], [now])
    known = set(row.keys())
    texts = {name: words for name, words in _TEXTS.items() if name in known}
    if then == now and "done_on" in known:
        texts = {"done_on": msg("ngày hoàn thành"), **texts}
    for name, words in texts.items():
        old, new = row[f"old_{name}"] or "", row[name] or ""
        if old != new:
            for side, text in zip(sides, (old, new), strict=True):
                said = format_date(text) if name == "done_on" and text else f"“{text}”"
                side.append(f"{words}: {said}" if text else tr("{what}: không ghi", what=words))
    return "; ".join(filter(None, sides[0])), "; ".join(filter(None, sides[1]))


def _value_words(row: Row, prefix: str, decimals: int) -> str:
    given, num, den, val = (row[f"{prefix}{name}"] for name in ("given", "num", "den", "val"))
    if (nothing := _nothing(given)) is not None:
        return nothing
    if den is not None:
        return f"{format_stored(num or 0, decimals)}/{format_stored(den, decimals)}"
    return "" if val is None else format_stored(val, decimals)


def _state_words(row: Row, prefix: str) -> str:
    given, state, percent = (row[f"{prefix}{name}"] for name in ("given", "state", "percent"))
    nothing = _nothing(given)
    if nothing is not None:
        return nothing
    words = str(STATE_WORDS[TaskState(state)])
    return words if percent is None else f"{words} {percent}%"


def _names(session: Session, units: Sequence[int], on: str) -> dict[int, str]:
    return quarter.unit_names(session.conn, units, on)
