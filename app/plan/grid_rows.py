"""What the rows of the quarter grid are: plain values, read by ``app.plan.grid``, kept by the screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

OWN, PASSED_DOWN, VALUES = "own", "passed_down", "values"
PARTS = (OWN, PASSED_DOWN, VALUES)
"""The three parts of the grid: own tasks, tasks passed down (each with its units), values of measures."""

TEXTS = ("result", "difficulty", "cause", "proposal")

Key = tuple[int, int]
"""(task or measure, unit): what a row is, whatever becomes of its entry."""


class TaskRow(NamedTuple):
    """One task of one unit. Texts are "" and numbers None where nothing is logged; ``state`` is None then.

    ``phase``: "", draft or submitted. ``review``: "", approved or returned, as it stands for the newest revision; ``changed`` says that
    the newest revision is younger than one that was approved or returned. ``same`` names the texts that repeat last quarter's.
    """

    key: Key
    group: int
    number: str
    text: str
    due: date | None
    continuous: bool
    lead: int
    needs_evidence: bool
    expected: bool
    exempt: str
    own: bool
    entry: int
    rev: int
    phase: str
    kind: str
    state: str | None
    percent: int | None
    done_on: date | None
    given: str
    result: str
    difficulty: str
    cause: str
    proposal: str
    review: str
    reason: str
    cells: frozenset[str]
    changed: bool
    evidence: int
    last_state: str | None
    last_percent: int | None
    last_done_on: date | None
    last_given: str
    last_result: str
    last_difficulty: str
    last_cause: str
    last_proposal: str
    status: str
    last_status: str
    same: frozenset[str]


class Amount(NamedTuple):
    """What one unit stands at: a kind of given, and stored integers x 10^-decimals of the measure."""

    given: str
    num: int | None
    den: int | None
    val: int | None

    @property
    def percent(self) -> Fraction | None:
        """The rate of a ratio; None where there is none."""
        return Fraction(100 * self.num, self.den) if self.num is not None and self.den else None


class ValueRow(NamedTuple):
    """One measure of one unit. ``now``, ``last`` and ``to_date`` are None where nothing was reported.

    ``within`` is what belongs to this period alone, ``to_date`` what stands from the start of the year (MODEL 13); which of the two is
    entered depends on the measure.
    """

    key: Key
    group: int
    number: str
    text: str
    expected: bool
    exempt: str
    own: bool
    entry: int
    rev: int
    phase: str
    kind: str
    now: Amount | None
    note: str
    review: str
    reason: str
    cells: frozenset[str]
    changed: bool
    evidence: int
    last: Amount | None
    within: Amount | None
    to_date: Amount | None


Row = TaskRow | ValueRow


@dataclass(frozen=True)
class MeasureInfo:
    """How the values of a measure are entered and shown."""

    form: str
    decimals: int
    unit_text: str
    num_label: str
    den_label: str
    entry: str


@dataclass(frozen=True)
class Group:
    """A programme with its own tasks, a passed-down task with its units, or a measure with its units.

    ``logged`` of ``total`` expected rows have an entry.
    """

    id: int
    number: str
    title: str
    note: str
    logged: int
    total: int
    measure: MeasureInfo | None = None


@dataclass(frozen=True)
class Grid:
    """One part of the grid for a period. ``chosen`` is the one group that was read when all would have been too many."""

    part: str
    period: str
    last: str
    cutoff: date
    due: date
    judged: date
    opened: bool
    closed_on: date | None
    last_closed_on: date | None
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    chosen: int | None = None
    bans: Mapping[int, str] = field(default_factory=dict)
