"""What the units of a large sample write quarter by quarter, as rows made one at a time while they are written.

A million entries pass through here, so nothing but tuples is made: texts and states come from decks that are mixed once and dealt
by position, and the two tables of an entry walk the same positions.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from app.plan.revisions import content_hash
from app.sample import texts
from db.queries.quarter import PROGRESS, VALUES, Ledger

if TYPE_CHECKING:
    from db.connection import Row

Table = tuple[str, Sequence[str], Iterable[Sequence[Any]]]
Tail = tuple[Any, ...]

_DECK = 4093  # a prime, so that dealing by position does not fall into step with units or tasks
_DEAL = 1103
_NEVER = 9_999
_UNDER_WAY = 5  # quarters before its end in which a task is worked on
_LATENESS = (-1, 0, 0, 0, 0, 1, 2)
_MISSING_OF_100 = 8
_DRAFTS_OF_100 = 25
_NOTHING_OF_100 = 4
_NOT_STARTED = ("not_started", None, None, "value", "", "", "", "")
_HEAD = 5  # columns of a revision before its content
_WRITERS = ("Thu Hằng", "Minh Tuấn", "Ngọc Lan")
_REV = (
    *("entry_id", "rev", "phase", "at_ms", "person_text"),
    *("state", "percent", "done_on", "given", "result", "difficulty", "cause", "proposal", "hash"),
)
_ENTRY = ("id", "seat_id", "task_id", "unit_id", "period", "head_rev", "submitted_rev", "closed_rev")
_VALUE = ("id", "seat_id", "measure_id", "unit_id", "period", "head_rev", "submitted_rev", "closed_rev")
_VALUE_REV = ("value_id", "rev", "phase", "at_ms", "person_text", "given", "num", "den", "val", "hash")


@dataclass(frozen=True)
class BulkPeriod:
    """A quarter and whether it is closed."""

    code: str
    starts: date
    ends: date
    closed: bool

    @property
    def at_ms(self) -> int:
        """When its reports came in: ten in the morning, Vietnamese time, of its last day."""
        return int(datetime(self.ends.year, self.ends.month, self.ends.day, 3, tzinfo=UTC).timestamp()) * 1000


@dataclass(frozen=True)
class BulkTask:
    """A task; without a due day it goes on all the time."""

    id: int
    passed_down: bool
    due: date | None


@dataclass(frozen=True)
class BulkMeasure:
    """A measure; ``size`` is about how much of it a unit has, ``rate`` how much of that it reaches."""

    id: int
    form: str
    text: str
    entry: str
    size: int
    rate: float


@dataclass(frozen=True)
class Scale:
    """All that facts refer to. ``units`` are those below the office."""

    seat: int
    own: int
    units: tuple[int, ...]
    tasks: tuple[BulkTask, ...]
    measures: tuple[BulkMeasure, ...]
    calendar: tuple[BulkPeriod, ...]


@dataclass(frozen=True)
class _Place:
    """One task in one quarter. ``finish`` holds for each unit the number of the quarter in which it finishes the task."""

    task: BulkTask
    index: int
    period: BulkPeriod
    units: Sequence[int]
    finish: Sequence[int]
    newest: bool

    def answers(self) -> Iterator[tuple[int, int, bool]]:
        """(unit, its number of the last quarter, whether the answer is a draft) for every unit that has answered."""
        step = self.task.id * 17
        for position, unit in enumerate(self.units):
            finish = self.finish[position]
            if self.index > finish:
                continue
            chance = (position * 31 + step) % 100 if self.newest else 100
            if chance >= _MISSING_OF_100:
                yield unit, finish, chance < _MISSING_OF_100 + _DRAFTS_OF_100


class _Hashes(dict[Tail, str]):
    """The content hash of submitted revisions by their content; units write much the same, so few have to be worked out."""

    def __init__(self, ledger: Ledger, columns: Sequence[str]) -> None:
        super().__init__()
        self._ledger, self._columns = ledger, columns
        blank = dict.fromkeys(ledger.fields, "") if ledger is VALUES else {}
        self._whole = {**blank, "rev": 1, "kind": "normal", "reason": None, "authority_text": None}

    def __missing__(self, content: Tail) -> str:
        revision = {**self._whole, **dict(zip(self._columns, content, strict=True))}
        self[content] = found = content_hash(self._ledger, cast("Row", revision))
        return found


def fact_tables(scale: Scale, rng: random.Random, first_entry: int, first_value: int) -> Iterator[Table]:
    """(table, columns, rows) of everything written in the quarters of ``scale``; ids count from the two given."""
    places = tuple(_places(scale, rng))
    yield "expectation", ("period", "what_id", "unit_id", "frozen"), _expectations(scale, places)
    yield "progress_entry", _ENTRY, _entries(scale, places, first_entry)
    yield "progress_rev", _REV, _revisions(places, _text_deck(rng), first_entry)
    yield "target_value", _VALUE, _values(scale, first_value)
    yield "value_rev", _VALUE_REV, _value_revisions(scale, first_value)


def _places(scale: Scale, rng: random.Random) -> Iterator[_Place]:
    finishes = [_finish(task, scale, rng) for task in scale.tasks]
    newest = len(scale.calendar) - 1
    for index, period in enumerate(scale.calendar):
        for task, finish in zip(scale.tasks, finishes, strict=True):
            units = scale.units if task.passed_down else (scale.own,)
            yield _Place(task, index, period, units, finish, index == newest)


def _finish(task: BulkTask, scale: Scale, rng: random.Random) -> Sequence[int]:
    number = len(scale.units) if task.passed_down else 1
    if task.due is None:
        return (_NEVER,) * number
    first = scale.calendar[0].starts
    due = (task.due.year - first.year) * 4 + (task.due.month - first.month) // 3
    return tuple(max(0, due + late) for late in rng.choices(_LATENESS, k=number))


def _expectations(scale: Scale, places: Iterable[_Place]) -> Iterator[Tail]:
    for place in places:
        if place.period.closed:
            for unit, finish in zip(place.units, place.finish, strict=True):
                if place.index <= finish:
                    yield place.period.code, place.task.id, unit, 1
    for period in scale.calendar:
        if period.closed:
            for measure in scale.measures:
                for unit in scale.units:
                    yield period.code, measure.id, unit, 1


def _entries(scale: Scale, places: Iterable[_Place], entry: int) -> Iterator[Tail]:
    for place in places:
        head = (scale.seat, place.task.id)
        code, closed = place.period.code, 1 if place.period.closed else None
        for unit, _, draft in place.answers():
            yield (entry, *head, unit, code, 1, None if draft else 1, closed)
            entry += 1


def _revisions(places: Iterable[_Place], deck: Sequence[Tail], entry: int) -> Iterator[Tail]:
    hashes = _Hashes(PROGRESS, _REV[_HEAD:-1])
    for place in places:
        at_ms, index, dated = place.period.at_ms, place.index, place.task.due is not None
        days = _days(place.period)
        for _, finish, draft in place.answers():
            phase = "draft" if draft else "submitted"
            words = deck[entry * _DEAL % _DECK]
            if not dated:
                content: Tail = ("in_progress", None, None, *words)
            elif index == finish:
                content = ("done", 100, days[entry * _DEAL % len(days)], "value", *words[1:])
            elif index < finish - _UNDER_WAY:
                content = _NOT_STARTED
            else:
                content = ("in_progress", 95 - 15 * (finish - index), None, "value", *words[1:])
            yield (entry, 1, phase, at_ms, _WRITERS[entry % 3], *content, None if draft else hashes[content])
            entry += 1


def _days(period: BulkPeriod) -> list[str]:
    length = (period.ends - period.starts).days + 1
    return [(period.starts + timedelta(days=number)).isoformat() for number in range(length)]


def _text_deck(rng: random.Random) -> list[Tail]:
    """(given, result, difficulty, cause, proposal) as units write them."""
    words = texts.table("phrases")["progress"]

    def sometimes(kind: str, of_100: int) -> str:
        return rng.choice(words[kind]) if rng.randrange(100) < of_100 else ""

    deck = []
    for _ in range(_DECK):
        if rng.randrange(100) < _NOTHING_OF_100:
            deck.append(("none_occurred", "", "", "", ""))
            continue
        result = rng.choice(words["results"]).format(n=rng.randint(2, 9), m=rng.randint(10, 480)) + rng.choice(
            words["tails"]
        )
        deck.append(("value", result, sometimes("difficulties", 12), sometimes("causes", 8), sometimes("proposals", 5)))
    return deck


def _value_places(scale: Scale) -> Iterator[tuple[BulkMeasure, BulkPeriod, int, bool, int]]:
    """(measure, quarter, unit, draft, number of the unit) of every value."""
    newest = scale.calendar[-1].code
    for period in scale.calendar:
        for measure in scale.measures:
            for position, unit in enumerate(scale.units):
                chance = (position * 29 + measure.id * 13) % 100 if period.code == newest else 100
                if chance >= _MISSING_OF_100:
                    yield measure, period, unit, chance < _MISSING_OF_100 + _DRAFTS_OF_100, position


def _values(scale: Scale, first: int) -> Iterator[Tail]:
    for value, (measure, period, unit, draft, _) in enumerate(_value_places(scale), first):
        closed = 1 if period.closed else None
        yield value, scale.seat, measure.id, unit, period.code, 1, None if draft else 1, closed


def _value_revisions(scale: Scale, first: int) -> Iterator[Tail]:
    hashes = _Hashes(VALUES, _VALUE_REV[_HEAD:-1])
    for value, (measure, period, _, draft, position) in enumerate(_value_places(scale), first):
        head = (value, 1, "draft" if draft else "submitted", period.at_ms, _WRITERS[value % 3])
        content: Tail = ("none_occurred", None, None, None)
        if value * _DEAL % 100 >= _NOTHING_OF_100:
            content = ("value", *_figures(measure, period, position))
        yield (*head, *content, None if draft else hashes[content])


def _figures(measure: BulkMeasure, period: BulkPeriod, position: int) -> tuple[int | None, int | None, int | None]:
    """num, den, val: figures that grow over the year where they are counted from its start."""
    quarter = (period.ends.month + 2) // 3
    reached = measure.rate + (position * 7 % 21 - 12) / 100
    share = reached * (0.6 + quarter / 10) if measure.entry == "to_date_year" else reached
    if measure.form == "ratio":
        den = measure.size + position * 37 % (measure.size * 4)
        return min(den, round(den * share)), den, None
    if measure.form == "yesno":
        return None, None, int(position * 13 % 100 < 100 * share)
    return None, None, round(measure.size * share) + position * quarter % (measure.size + 1)
