"""What an import would move of the kept sums, worked out before it is applied: differences per sum, exactly as they are kept.

``db/rollup.py`` and ``db/unit_rollup.py`` say what enters a sum; this module says by how much each would differ, from what counted of a
fact before and what will count of it after. Only where differences alone cannot tell (a measure that nobody can add up, a sum whose last
part goes) is the sum put together anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from app.bundles.asking import TaskAnswer, task_answers
from app.bundles.facts import Content, FactMove, Key
from app.session import Session
from db.connection import Row
from db.queries import effects as queries
from db.queries import figures

__all__ = ["Answered", "Content", "FactMove", "Key", "Moved", "Sums", "moved"]


@dataclass(frozen=True, slots=True)
class Sums:
    """A kept row of ``rollup``."""

    num: int | None = None
    den: int | None = None
    val: int | None = None
    n: int = 0
    m: int = 0
    none_n: int = 0

    def as_row(self, period: str) -> Row:
        """As the rows of ``rollup`` are read: by the names of their columns only."""
        columns = {"num": self.num, "den": self.den, "val": self.val, "n": self.n, "m": self.m, "none_n": self.none_n}
        return cast("Row", {"period": period, **columns})


@dataclass(frozen=True, slots=True)
class Answered:
    """A kept row of ``unit_rollup``: what a unit is asked and has answered in a quarter."""

    tasks: int = 0
    tasks_reported: int = 0
    tasks_done: int = 0
    figures: int = 0
    figures_reported: int = 0

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.tasks == self.tasks_reported and self.figures == self.figures_reported


@dataclass(frozen=True)
class Moved:
    """The kept sums that moves touch, before and after: by (measure or passed-down task, quarter) and by (unit, quarter)."""

    measures: Mapping[int, Row]
    tasks: Mapping[int, Row]
    sums: Mapping[tuple[int, str], tuple[Sums, Sums]]
    units: Mapping[tuple[int, str], tuple[Answered, Answered]]
    asked: frozenset[Key]


@dataclass
class _Difference:
    """By how much a sum moves; ``there`` says which of num, den, val some moved fact has after, ``left`` which some had before."""

    num: int = 0
    den: int = 0
    val: int = 0
    n: int = 0
    m: int = 0
    none_n: int = 0
    there: list[bool] = field(default_factory=lambda: [False] * 3)
    left: list[bool] = field(default_factory=lambda: [False] * 3)


def moved(session: Session, moves: Iterable[FactMove]) -> Moved:
    """The sums that some moves touch, before and after. Facts that nobody asks for move nothing."""
    changed = [move for move in moves if move.before != move.after]
    values = [move for move in changed if move.kind == "value"]
    progress = [move for move in changed if move.kind == "progress"]
    conn = session.conn
    measures = {row["id"]: row for row in queries.measures(conn, {move.what_id for move in values})}
    given = {row["id"]: row for row in queries.tasks(conn, {move.what_id for move in progress})}
    tasks = {task: row for task, row in given.items() if row["scope"] == "passed_down"}
    asked = _asked(session, values) | _asked(session, progress)
    sums: dict[tuple[int, str], _Difference] = defaultdict(_Difference)
    units: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0] * 5)
    meeting = {found for found, row in measures.items() if row["over_units"] == "count_meeting"}
    for move in values:
        if move.key in asked and move.what_id in measures:
            by, counted = sums[move.what_id, move.period], move.what_id in meeting
            _count_value(by, move.before, -1, meeting=counted)
            _count_value(by, move.after, 1, meeting=counted)
            units[move.unit_id, move.period][4] += (move.after is not None) - (move.before is not None)
    passed = [move for move in progress if move.what_id in tasks]
    for key, said, will in task_answers(session, passed, asked, tasks):
        period, what, unit = key
        by, answered = sums[what, period], units[unit, period]
        for answer, sign in ((said, -1), (will, 1)):
            if answer is not None:
                _count_progress(by, answered, answer, sign)
    return Moved(
        measures=measures,
        tasks=tasks,
        sums=_sums(session, sums, measures, values, asked),
        units=_units(session, units),
        asked=frozenset(asked),
    )


def _asked(session: Session, moves: Sequence[FactMove]) -> set[Key]:
    if not moves:
        return set()
    whats, units = {move.what_id for move in moves}, {move.unit_id for move in moves}
    return queries.asked(session.conn, whats, units, {move.period for move in moves})


# --- differences


def _count_value(sums: _Difference, content: Content | None, sign: int, *, meeting: bool) -> None:
    """One figure of a unit, in or out; where units that meet something are counted, each counts as one."""
    if content is None:
        sums.m += sign
        return
    num, den, val = content.num, content.den, content.val
    if meeting:
        num, den = int(val is not None and val > 0), int(content.given != "not_applicable")
    seen = sums.there if sign > 0 else sums.left
    if num is not None:
        sums.num += sign * num
        seen[0] = True
    if den is not None:
        sums.den += sign * den
        seen[1] = True
    if val is not None:
        sums.val += sign * val
        seen[2] = True
    if content.given != "not_applicable":
        sums.m += sign
        sums.n += sign
        if content.given == "none_occurred":
            sums.none_n += sign


def _count_progress(sums: _Difference, unit: list[int], answer: TaskAnswer, sign: int) -> None:
    """One answer of a unit to a task, in or out."""
    given, state = answer
    done = sign if state == "done" else 0
    unit[0] += sign
    unit[2] += done
    sums.num += done
    if given is None:
        sums.m += sign
        return
    unit[1] += sign
    if given != "not_applicable":
        sums.m += sign
        sums.n += sign
        if given == "none_occurred":
            sums.none_n += sign


# --- sums


def _sums(
    session: Session,
    found: Mapping[tuple[int, str], _Difference],
    measures: Mapping[int, Row],
    values: Sequence[FactMove],
    asked: set[Key],
) -> dict[tuple[int, str], tuple[Sums, Sums]]:
    stand = {
        (row["what_id"], row["period"]): Sums(row["num"], row["den"], row["val"], row["n"], row["m"], row["none_n"])
        for row in queries.kept(session.conn, {what for what, _ in found}, {period for _, period in found})
    }
    anew = _put_together_anew(session, found, measures, values, asked)
    made = {}
    for key, difference in found.items():
        before = stand.get(key, Sums())
        num, den, val = anew.get(key) or _added(before, difference, is_task=key[0] not in measures)
        made[key] = (
            before,
            Sums(
                num,
                den,
                val,
                before.n + difference.n,
                before.m + difference.m,
                before.none_n + difference.none_n,
            ),
        )
    return made


_Numbers = tuple[int | None, int | None, int | None]


def _added(before: Sums, by: _Difference, *, is_task: bool) -> _Numbers:
    if is_task:
        return (before.num or 0) + by.num, None, None
    return (
        _plus(before.num, by.num, by.there[0]),
        _plus(before.den, by.den, by.there[1]),
        _plus(before.val, by.val, by.there[2]),
    )


def _plus(stands: int | None, by: int, there: bool) -> int | None:
    return by if stands is None and there else None if stands is None else stands + by


def _put_together_anew(
    session: Session,
    found: Mapping[tuple[int, str], _Difference],
    measures: Mapping[int, Row],
    values: Sequence[FactMove],
    asked: set[Key],
) -> dict[tuple[int, str], _Numbers]:
    """The sums that differences cannot tell: nobody adds them up, or the last figure in them may go, which leaves nothing, not 0."""
    keys = {
        key
        for key, by in found.items()
        if key[0] in measures
        and (
            measures[key[0]]["over_units"] == "none"
            or any(left and not there for left, there in zip(by.left, by.there, strict=True))
        )
    }
    after: dict[tuple[int, str], dict[int, Content | None]] = defaultdict(dict)
    for move in values:
        if (move.what_id, move.period) in keys and move.key in asked:
            after[move.what_id, move.period][move.unit_id] = move.after
    made = {}
    for what, period in keys:
        said = {
            row["unit_id"]: None if row["given"] is None else Content(row["given"], row["num"], row["den"], row["val"])
            for row in figures.answers_to_measures(session.conn, period, "current", [what])
        }
        said.update(after[what, period])
        parts = [content for content in said.values() if content is not None]
        made[what, period] = _total(measures[what]["over_units"], parts)
    return made


def _total(rule: str, parts: Sequence[Content]) -> _Numbers:
    nums, dens, vals = (
        [number for part in parts if (number := getattr(part, name)) is not None] for name in ("num", "den", "val")
    )
    if rule == "none":
        return _alone(nums), _alone(dens), _alone(vals)
    val = sum(vals) if vals else None
    if rule == "count_meeting":
        return sum(number > 0 for number in vals), sum(part.given != "not_applicable" for part in parts), val
    return sum(nums) if nums else None, sum(dens) if dens else None, val


def _alone(numbers: Sequence[int]) -> int | None:
    """What nobody can add up shows only where there is one."""
    return numbers[0] if len(numbers) == 1 else None


def _units(
    session: Session, found: Mapping[tuple[int, str], Sequence[int]]
) -> dict[tuple[int, str], tuple[Answered, Answered]]:
    """All units of the quarters that moves touch, those that do not move too: the n/m of units that have reported rests on them."""
    nothing = (0,) * 5
    stand = {
        (row["unit_id"], row["period"]): tuple(row[name] for name in _ANSWERED)
        for row in queries.units_kept(session.conn, {period for _, period in found})
    }
    made = {}
    for key in stand.keys() | found.keys():
        before = stand.get(key, nothing)
        after = [one + other for one, other in zip(before, found.get(key, nothing), strict=True)]
        made[key] = Answered(*before), Answered(*after)
    return made


_ANSWERED = ("tasks", "tasks_reported", "tasks_done", "figures", "figures_reported")
