"""Who still has to write or send something in a quarter, by name, and the words with which one reminds them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from app.dates import format_date
from app.errors import NotFound
from app.i18n import msg, tr
from app.plan import calendar, own_tasks, periods, standing
from app.plan.own_tasks import OwnTasks
from app.session import Session
from db.connection import Row
from db.queries import closing, quarter, waiting
from db.queries import overview as queries
from db.queries.quarter import PROGRESS, VALUES

MOST_UNITS = 6
MOST_TOLD = 10
"""How many things a reminder names one by one."""


@dataclass(frozen=True)
class Owing:
    """A ban or a unit that owes ``missing`` of the ``asked`` entries; ``people`` are those the missing tasks of a ban are given to.

    ``id`` None stands for the tasks that no ban leads.
    """

    kind: Literal["ban", "unit"]
    id: int | None
    name: str
    missing: int
    asked: int
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Debts:
    """What waits in a quarter. ``not_logged``: own tasks with nothing written at all; ``waiting``: submitted and judged by nobody.

    ``bans`` are all that owe an entry, ``units`` those that owe most, of ``units_expected`` - ``units_complete`` in all.
    """

    returned: int
    not_logged: int
    drafts: int
    waiting: int
    units_complete: int
    units_expected: int
    bans: tuple[Owing, ...]
    units: tuple[Owing, ...]

    @property
    def units_missing(self) -> int:
        """How many units still owe something."""
        return self.units_expected - self.units_complete


def require_opened(session: Session, period: str) -> None:
    """Raise NotFound for a period that was never opened."""
    office = session.office
    opened, _ = quarter.standing(session.conn, period, office.seat_id, office.unit_id)
    if not opened:
        raise NotFound(msg("{period} chưa mở. Mở kỳ này trong lịch trước.", period=periods.label(period)))


def read(session: Session, period: str, tasks: OwnTasks) -> Debts:
    """What waits in a period whose own tasks are read already."""
    conn, office = session.conn, session.office
    parts = [queries.waits(conn, ledger, period, office.seat_id) for ledger in (PROGRESS, VALUES)]
    units = queries.units_answered(conn, period)
    return Debts(
        returned=sum(closing.returned_to(conn, ledger, period, office.seat_id) for ledger in (PROGRESS, VALUES)),
        not_logged=waiting.not_logged(conn, period, office.unit_id),
        drafts=sum(part["drafts"] for part in parts),
        waiting=sum(part["submitted"] - part["judged"] for part in parts),
        units_complete=units["complete"],
        units_expected=units["expected"],
        bans=_bans(session, period, tasks, standing.of(session, period).cutoff.isoformat()),
        units=_units(session, period),
    )


def reminder(session: Session, period: str, owing: Owing) -> str:
    """A message that reminds a ban or unit: what is missing, by when. To be copied into whatever the office writes with."""
    info = calendar.info(session, period)
    texts = _texts_of_ban(session, period, owing.id) if owing.kind == "ban" else _texts_of_unit(session, period, owing)
    lines = [f"- {text}" for text in texts[:MOST_TOLD]]
    if len(texts) > MOST_TOLD:
        lines.append(tr("- và {n} nội dung khác", n=len(texts) - MOST_TOLD))
    head = tr("Kính gửi {name}: {period} còn {n}/{m} nội dung chưa gửi.", name=owing.name, period=periods.inside(period),
              n=owing.missing, m=owing.asked)  # fmt: skip
    days = tr("Chốt số liệu {cutoff}, nộp trước {due}.", cutoff=format_date(info.cutoff), due=format_date(info.due))
    people = [tr("Người thực hiện: {people}.", people=", ".join(owing.people))] if owing.people else []
    return "\n".join([head, *lines, *people, days])


def _bans(session: Session, period: str, tasks: OwnTasks, on: str) -> tuple[Owing, ...]:
    owed: dict[int | None, list[int]] = defaultdict(list)
    sent = waiting.contributed(session.conn, period)
    for row in tasks.rows:
        if _is_owed(row, sent):
            owed[row["ban_id"]].append(row["task_id"])
    people = _people(session, [task for found in owed.values() for task in found], on)
    return tuple(
        Owing(
            "ban",
            group.id,
            group.title,
            len(owed[group.id]),
            group.expected,
            tuple(dict.fromkeys(name for task in owed[group.id] for name in people.get(task, ()))),
        )
        for group in tasks.by_ban
        if owed[group.id]
    )


def _people(session: Session, tasks: Sequence[int], on: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in queries.people_of(session.conn, tasks, on) if tasks else ():
        found[row["what_id"]].append(row["name"])
    return found


def _units(session: Session, period: str) -> tuple[Owing, ...]:
    rows = queries.units_behind(session.conn, period, MOST_UNITS)
    on = standing.of(session, period).cutoff.isoformat()
    names = quarter.unit_names(session.conn, [row["unit_id"] for row in rows], on)
    return tuple(
        Owing("unit", row["unit_id"], names.get(row["unit_id"], ""), row["missing"], row["asked"]) for row in rows
    )


def _is_owed(row: Row, sent: set[int]) -> bool:
    """Whether nothing came; what a ban sent and nobody approved yet waits for the office, not for the ban."""
    return bool(row["expected"] and not row["logged"] and row["task_id"] not in sent)


def _texts_of_ban(session: Session, period: str, ban_id: int | None) -> list[str]:
    titles, sent = closing.titles(session.conn), waiting.contributed(session.conn, period)
    rows: Iterable[Row] = own_tasks.own_tasks(session, period).rows
    return [titles[row["task_id"]] for row in rows if _is_owed(row, sent) and row["ban_id"] == ban_id]


def _texts_of_unit(session: Session, period: str, owing: Owing) -> list[str]:
    return [] if owing.id is None else queries.missing_of_unit(session.conn, period, owing.id)


def of(session: Session, period: str, kind: Literal["ban", "unit"], whom: int | None) -> Owing:
    """What one ban or unit owes now, to remind it. Raises NotFound for whom nothing is asked of."""
    if kind == "unit" and whom is not None:
        row = queries.unit_debt(session.conn, period, whom)
        names = quarter.unit_names(session.conn, [whom], standing.of(session, period).cutoff.isoformat())
        found = None if row is None else Owing(kind, whom, names.get(whom, ""), row["missing"], row["asked"])
    else:
        tasks = own_tasks.own_tasks(session, period)
        owed = _bans(session, period, tasks, standing.of(session, period).cutoff.isoformat())
        found = next((one for one in owed if one.id == whom), None)
    if found is None or not found.missing:
        raise NotFound(msg("Không còn gì phải nhắc ở {period}.", period=periods.inside(period)))
    return found
