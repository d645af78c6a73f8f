"""What an import would move of the kept sums, worked out before it is applied: differences per sum, exactly as they are kept.

``db/rollup.py`` and ``db/unit_rollup.py`` say what enters a sum; this module says by how much each would differ, from what counted of a
fact before and what will count of it after. Only where differences alone cannot tell (a measure that nobody can add up, a sum whose last
part goes) is the sum put together anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from app.session import Session
from db import expectations
from db.connection import Row
from db.queries import effects as queries
from db.queries import figures

Kind = Literal["progress", "value"]
Key = tuple[str, int, int]
"""(quarter, task or measure, unit)."""


@dataclass(frozen=True, slots=True)
class Content:
    """What counts of a submitted revision: of a figure given, num, den, val (stored integers), of progress state, done_on, percent."""

    given: str = "value"
    num: int | None = None
    den: int | None = None
    val: int | None = None
    state: str | None = None
    done_on: str | None = None
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class FactMove:
    """What counts of one fact of a unit before an import and after it; None where nothing counts. ``closed``: this office has locked
    the period, so that the closed figures stay and only the current ones move."""

    kind: Kind
    what_id: int
    unit_id: int
    period: str
    before: Content | None
    after: Content | None
    closed: bool = False

    @property
    def key(self) -> Key:
        """Where the fact stands."""
        return self.period, self.what_id, self.unit_id


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
    for key, said, will in _answers(session, passed, asked, tasks):
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


# --- who is asked

_Answer = tuple[str | None, str | None]
"""What a unit that is asked answered of a task: given (None: nothing), state."""

_SILENT: _Answer = (None, None)


def _asked(session: Session, moves: Sequence[FactMove]) -> set[Key]:
    if not moves:
        return set()
    whats, units = {move.what_id for move in moves}, {move.unit_id for move in moves}
    return queries.asked(session.conn, whats, units, {move.period for move in moves})


def _answers(
    session: Session, moves: Sequence[FactMove], asked: set[Key], tasks: Mapping[int, Row]
) -> Iterator[tuple[Key, _Answer | None, _Answer | None]]:
    """Each task of a unit in a quarter with its answer before and after, None where it is not asked; also in later open quarters of which
    a task that is finished now drops out, or into which one that is not finished any more comes back."""
    wanted = _wanted_later(session, moves, tasks)
    for move in moves:
        key = move.key
        was, will = key in asked, key in asked
        if key in wanted:
            will = wanted.pop(key)
        if was or will:
            yield key, _said(move.before) if was else None, _said(move.after) if will else None
    if not wanted:
        return
    whats, units = {what for _, what, _ in wanted}, {unit for *_, unit in wanted}
    periods = {period for period, _, _ in wanted}
    stands = queries.asked(session.conn, whats, units, periods)
    answers = {
        (row["period"], row["task_id"], row["unit_id"]): (row["given"], row["state"])
        for row in queries.states(session.conn, {(what, unit) for _, what, unit in wanted}, max(periods))
    }
    for key, will in wanted.items():
        said = answers.get(key, _SILENT)
        yield key, said if key in stands else None, said if will else None


def _said(content: Content | None) -> _Answer:
    return _SILENT if content is None else (content.given, content.state)


def _wanted_later(session: Session, moves: Sequence[FactMove], tasks: Mapping[int, Row]) -> dict[Key, bool]:
    """Where a later open quarter asks otherwise after the moves than before: whether it asks then."""
    opened = expectations.open_periods(session.conn)
    ending = {task: _FINISHED if not row["continuous"] else _DROPPED for task, row in tasks.items()}
    turned: dict[tuple[int, int], list[FactMove]] = {
        (move.what_id, move.unit_id): []
        for move in moves
        if opened
        and move.period < opened[-1]
        and (move.before is not None and move.before.state in ending[move.what_id])
        != (move.after is not None and move.after.state in ending[move.what_id])
    }
    for move in moves if turned else ():
        if (move.what_id, move.unit_id) in turned:
            turned[move.what_id, move.unit_id].append(move)
    course: dict[tuple[int, int], dict[str, str]] = defaultdict(dict)
    for row in queries.states(session.conn, turned.keys(), opened[-1]) if turned else ():
        course[row["task_id"], row["unit_id"]][row["period"]] = row["state"]
    asks: dict[Key, bool] = {}
    for pair, theirs in turned.items():
        now, then = course[pair], _after(course[pair], theirs)
        for period in opened:
            was, will = (_newest(states, period) in ending[pair[0]] for states in (now, then))
            if was != will:
                asks[period, pair[0], pair[1]] = not will
    return _in_scope(session, asks)


def _after(course: Mapping[str, str], moves: Iterable[FactMove]) -> dict[str, str]:
    states = dict(course)
    for move in moves:
        if move.after is None:
            states.pop(move.period, None)
        else:
            states[move.period] = move.after.state or ""
    return states


def _newest(states: Mapping[str, str], before: str) -> str | None:
    earlier = [period for period in states if period < before]
    return states[max(earlier)] if earlier else None


_FINISHED = frozenset({"done", "cancelled"})
"""A task with such a state is not asked for again (db/expectations.py)."""

_DROPPED = frozenset({"cancelled"})
"""The same for a continuous task, which never finishes."""


def _in_scope(session: Session, asks: Mapping[Key, bool]) -> dict[Key, bool]:
    """Without what is not asked of the unit anyway: out of scope, or exempt."""
    periods = {key[0] for key, asked in asks.items() if asked}
    whole = {
        period: expectations.in_scope(session.conn, period, {key[1] for key in asks if key[0] == period})
        for period in periods
    }
    return {key: ask for key, ask in asks.items() if not ask or whole[key[0]].get((key[1], key[2]), "") is None}


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


def _count_progress(sums: _Difference, unit: list[int], answer: _Answer, sign: int) -> None:
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
        return tuple(numbers[0] if len(numbers) == 1 else None for numbers in (nums, dens, vals))  # type: ignore[return-value]  # three
    val = sum(vals) if vals else None
    if rule == "count_meeting":
        return sum(number > 0 for number in vals), sum(part.given != "not_applicable" for part in parts), val
    return sum(nums) if nums else None, sum(dens) if dens else None, val


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
