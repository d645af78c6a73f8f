"""A programme for another year made from this year's: tasks, people, measures and yearly targets, every day moved with the year."""

from datetime import date
from typing import Any

from app.dates import from_iso
from app.errors import BadInput
from app.given import ours
from app.i18n import msg
from app.plan.order import GAP
from app.session import Session
from app.text import clean_line
from db.connection import Row
from db.queries import plan
from db.store import Change

_LEAP_DAY = (2, 29)
_IDENTITY = {"id", "ver", "gone"}


def copy_programme(session: Session, programme_id: int, *, year: int, title: str | None = None) -> int:
    """Copy a programme to another year; return the new one, which ``continues`` the old.

    Copied: sections, milestones, tasks that are neither ended nor cancelled, the assignments that stand, measures with yearly
    targets that are open, and those targets. Every day moves by the years between. Values, progress and history are not copied.
    """
    row = ours(session, plan.programme(session.conn, programme_id), msg("chương trình"), programme_id)
    tasks = [task for task in plan.tasks(session.conn, programme_id) if task["lifecycle"] in {"open", "paused"}]
    base = _year_of(row, tasks, session.clock.today())
    if year == base:
        raise BadInput(msg("Chương trình {title} đã là của năm {year}. Chọn năm khác.", title=row["title"], year=year))
    named = clean_line(title or "") or row["title"].replace(str(base), str(year))
    with session.change(msg("Chép chương trình {title} sang năm {year}", title=row["title"], year=year)) as change:
        copier = _Copier(session, change, year - base)
        return copier.programme(row, tasks, named)


class _Copier:
    """One copy in progress: what the copies of the old rows are, and by how many years days move."""

    def __init__(self, session: Session, change: Change, years: int) -> None:
        self._conn = session.conn
        self._change = change
        self._years = years
        self._seat = session.office.seat_id
        self._today = session.clock.today().isoformat()
        self._made: dict[int, int] = {}

    def programme(self, row: Row, tasks: list[Row], title: str) -> int:
        """Copy the programme and what hangs on it."""
        position = plan.last_programme_position(self._conn) + GAP
        links = {"directive_id": None, "closed": None, "close_reason": None, "continues_id": row["id"]}
        new_id = self._copy("programme", row, title=title, position=position, **links)
        for section in plan.sections(self._conn, row["id"]):
            self._copy("section", section, programme_id=new_id)
        for milestone in plan.milestones(self._conn, row["id"]):
            self._copy("milestone", milestone, programme_id=new_id, reached=None)
        self._assignments(row["id"])
        self._tasks(tasks, new_id)
        self._measures(row["id"], new_id)
        return new_id

    def _tasks(self, tasks: list[Row], programme_id: int) -> None:
        for task in tasks:
            fresh = {"lifecycle": "open", "lifecycle_reason": None, "lifecycle_on": None, "same_as_id": None}
            places = {"section_id": self._made.get(task["section_id"]), "parent_id": None, "continues_id": task["id"]}
            self._copy("task", task, programme_id=programme_id, **places, **fresh)
            self._assignments(task["id"])
        for task in tasks:
            if task["parent_id"] in self._made:
                self._change.update("task", self._made[task["id"]], parent_id=self._made[task["parent_id"]])

    def _measures(self, programme_id: int, new_programme_id: int) -> None:
        measures = plan.measures(self._conn, programme_id)
        yearly: dict[int, list[Row]] = {}
        for target in plan.targets(self._conn, [measure["id"] for measure in measures]):
            if target["horizon"] in {"yearly", "school_year"} and target["lifecycle"] == "open":
                yearly.setdefault(target["measure_id"], []).append(target)
        for measure in measures:
            if measure["id"] not in yearly:
                continue
            measure_id = self._copy("measure", measure, programme_id=new_programme_id)
            for target in yearly[measure["id"]]:
                years = {name: target[name] and target[name] + self._years for name in ("h_from", "h_to")}
                self._copy("target", target, measure_id=measure_id, **years)
                self._assignments(target["id"])

    def _assignments(self, what_id: int) -> None:
        for row in plan.assignments(self._conn, what_id, history=False):
            names = ("role", "unit_id", "unit_kind_id", "sector", "ban_id", "person_id")
            kept = {name: row[name] for name in names}
            due = self._moved(row["due"])
            new_id = self._made[what_id]
            self._change.define(
                "assignment", seat_id=self._seat, what_id=new_id, due=due, valid_from=self._today, **kept
            )

    def _copy(self, table: str, row: Row, **instead: Any) -> int:
        kept = {name: row[name] for name in row.keys() if name not in _IDENTITY}  # noqa: SIM118 - a Row iterates over values
        for name in ("starts", "ends", "due"):
            if name in kept:
                kept[name] = self._moved(kept[name])
        new_id = self._change.define(table, **{**kept, **instead, "seat_id": self._seat})
        self._made[row["id"]] = new_id
        return new_id

    def _moved(self, iso: str | None) -> str | None:
        """The same day of the other year; 29 February becomes the 28th where there is none."""
        if iso is None:
            return None
        found = from_iso(iso)
        year = found.year + self._years
        leap = (found.month, found.day) == _LEAP_DAY and not _is_leap(year)
        return found.replace(year=year, day=28 if leap else found.day).isoformat()


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _year_of(row: Row, tasks: list[Row], today: date) -> int:
    """The year a programme is for: of its first day, else of its earliest due date, else of its last day, else this year."""
    dues = sorted(task["due"] for task in tasks if task["due"])
    for known in (row["starts"], *dues[:1], row["ends"]):
        if known:
            return from_iso(known).year
    return today.year
