"""From a figure of a unit down to who wrote it when, and to the units below it whose sealed states were relayed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.plan import revisions
from app.plan.figure import Figure
from app.plan.target_figures import put_together
from app.session import Session
from db.connection import Row
from db.queries import consolidation as queries
from db.queries import evidence, quarter


@dataclass(frozen=True, slots=True)
class Entry:
    """One submitted revision of a unit's figure. ``writer`` is the seat that wrote it: the unit itself, a ban, or this office.

    ``counts`` says that this revision is the unit's answer now, ``at_close`` that it was when the quarter was closed.
    """

    value_id: int
    writer: str
    own: bool
    rev: int
    kind: str
    given: str
    num: int | None
    den: int | None
    val: int | None
    decimals: int
    note: str
    reason: str
    person: str
    at_ms: int
    files: tuple[str, ...]
    counts: bool
    at_close: bool


def entries(session: Session, measure_id: int, unit_id: int, period: str) -> tuple[Entry, ...]:
    """What was submitted of one figure, what counts first, then the newest. Raises NotFound for no measure."""
    measure = revisions.measure_or_refuse(session, measure_id)
    rows = queries.revisions(session.conn, measure_id, unit_id, period)
    own = session.office.seat_id
    units = [row["seat_unit"] for row in rows if row["seat_unit"] is not None]
    names = quarter.unit_names(session.conn, units, session.clock.today().isoformat())
    made = [
        Entry(
            value_id=row["value_id"],
            writer=_writer(row, names),
            own=row["seat_id"] == own,
            rev=row["rev"],
            kind=row["kind"],
            given=row["given"],
            num=row["num"],
            den=row["den"],
            val=row["val"],
            decimals=measure["decimals"],
            note=row["note"],
            reason=row["reason"] or "",
            person=row["person_text"],
            at_ms=row["at_ms"],
            files=_files(session, row) if row["files"] else (),
            counts=bool(row["counted"]) and row["rev"] == row["submitted_rev"],
            at_close=row["rev"] == row["closed_rev"],
        )
        for row in rows
    ]
    return tuple(sorted(made, key=lambda entry: not entry.counts))


def _writer(row: Row, names: dict[int, str]) -> str:
    return row["ban_code"] or row["peer"] or names.get(row["seat_unit"], "")


def _files(session: Session, row: Row) -> tuple[str, ...]:
    found = evidence.evidence_on(session.conn, "value", row["value_id"])
    return tuple(each["name"] for each in found if each["rev"] in {None, row["rev"]})


# --- units below a unit


@dataclass(frozen=True, slots=True)
class RelayedAnswer:
    """What a unit below one of our units reported in its own sealed state; ``unit`` is its name there. None given: nothing."""

    unit: str
    period: str
    given: str | None
    num: int | None = None
    den: int | None = None
    val: int | None = None


Relayed = Callable[[Session, int, int, Sequence[str]], Iterable[RelayedAnswer]]
"""Reads relayed sealed states: given a unit of ours, a measure and quarters, what the units below it reported, also that they were asked
and are silent."""


@dataclass(frozen=True)
class Below:
    """The units below a unit in one quarter: their answers, their sum, and what the unit itself reported."""

    period: str
    answers: tuple[RelayedAnswer, ...]
    total: Figure
    reported: Figure | None

    @property
    def agrees(self) -> bool:
        """Whether the unit reported what its units add up to; units that are silent make no difference to its word."""
        own = self.reported
        return own is None or (own.num, own.den, own.val) == (self.total.num, self.total.den, self.total.val)


def below(
    session: Session, measure_id: int, unit_id: int, periods: Sequence[str], relayed: Relayed, *, as_of: str = "current"
) -> tuple[Below, ...]:
    """The units below a unit, by quarter, as ``relayed`` reads them; without quarters of which nothing was. Raises NotFound."""
    measure = revisions.measure_or_refuse(session, measure_id)
    own = {
        row["period"]: put_together(measure, measure_id, [row], row["period"])
        for row in queries.answers(session.conn, [measure_id], periods, as_of, [unit_id])
        if row["n"]
    }
    by_period: dict[str, list[RelayedAnswer]] = {}
    for answer in relayed(session, unit_id, measure_id, periods):
        by_period.setdefault(answer.period, []).append(answer)
    return tuple(
        Below(period, tuple(found), _sum(measure, period, found), own.get(period))
        for period, found in sorted(by_period.items())
    )


def _sum(measure: Row, period: str, answers: Sequence[RelayedAnswer]) -> Figure:
    """The answers put together by the measure's rule over units; what nobody can add up stays empty unless there is one alone."""
    asked = [answer for answer in answers if answer.given != "not_applicable"]
    there = [answer for answer in asked if answer.given is not None]
    num, den, val = (_added([getattr(answer, name) for answer in there]) for name in ("num", "den", "val"))
    if measure["over_units"] == "count_meeting":
        num, den, val = sum((answer.val or 0) > 0 for answer in there), len(there), None
    elif measure["over_units"] == "none" and len(there) > 1:
        num = den = val = None
    row = {"period": period, "num": num, "den": den, "val": val, "n": len(there), "m": len(asked)}
    nothing = sum(answer.given == "none_occurred" for answer in there)
    return put_together(measure, measure["id"], [{**row, "none_n": nothing}], period)  # type: ignore[list-item]  # read by name


def _added(numbers: Iterable[int | None]) -> int | None:
    there = [number for number in numbers if number is not None]
    return sum(there) if there else None
