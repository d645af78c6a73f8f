"""The office's own tasks of a quarter as figures: by programme, by ban, over quarters (DESIGN 5).

Apart from the other figures, so that the overview stands soon after the window.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.i18n import tr
from app.plan import standing
from app.plan.standing import AsOf, Standing
from app.plan.timeliness import TaskFacts, TaskState, TaskSummary, Timeliness, judge, summarise
from app.session import Session
from db.connection import Row
from db.queries import figures as queries


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """The own tasks of a programme or ban (``id`` None: of none). ``logged`` of the ``expected`` have an entry that counts.

    Of a programme that was given to this office these are the tasks its issuer set; ``hung`` is how many tasks of ours stand under them
    beside, ``hung_done`` how many of these are done (MODEL 7).
    """

    id: int | None
    number: str
    title: str
    summary: TaskSummary
    expected: int
    logged: int
    due_soon: int
    hung: int = 0
    hung_done: int = 0

    @property
    def total(self) -> int:
        """All its tasks."""
        return self.summary.total

    @property
    def on_schedule(self) -> int:
        """Those that are not overdue."""
        return self.summary.total - self.summary.overdue

    @property
    def not_logged(self) -> int:
        """Those that are still to be logged."""
        return self.expected - self.logged


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A programme in a quarter: ``on_schedule`` of ``total`` tasks; ``logged`` 0 means that nothing was reported at all."""

    on_schedule: int
    total: int
    logged: int
    expected: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A programme over quarters; None where it has no tasks or the quarter is not open."""

    programme_id: int | None
    number: str
    title: str
    cells: Mapping[str, HeatCell | None]


@dataclass(frozen=True)
class OwnTasks:
    """The office's own tasks of one quarter, read once: as they are (``rows``), by programme, and by the ban that leads them."""

    rows: tuple[Row, ...]
    by_programme: tuple[GroupFigures, ...]
    by_ban: tuple[GroupFigures, ...]


def own_tasks(session: Session, period: str, *, as_of: AsOf = "current") -> OwnTasks:
    """The own tasks of a period with both ways to group them, in one pass."""
    at = standing.of(session, period, as_of)
    rows = queries.own_tasks_of(session.conn, at.quarter, as_of)
    return OwnTasks(tuple(rows), _by_programme(session, rows, at), _by_ban(session, rows, at))


def by_programme(session: Session, period: str, *, as_of: AsOf = "current") -> tuple[GroupFigures, ...]:
    """Own tasks by programme, in the order of the programmes; work without a programme last."""
    at = standing.of(session, period, as_of)
    return _by_programme(session, queries.own_tasks_of(session.conn, at.quarter, as_of), at)


def by_ban(session: Session, period: str, *, as_of: AsOf = "current") -> tuple[GroupFigures, ...]:
    """Own tasks by the ban that leads them at the cut-off, in the order of the bans; those without a lead last."""
    at = standing.of(session, period, as_of)
    return _by_ban(session, queries.own_tasks_of(session.conn, at.quarter, as_of), at)


def heat(session: Session, periods: Sequence[str], *, as_of: AsOf = "current") -> tuple[HeatRow, ...]:
    """Programmes over quarters: how many of their own tasks are on schedule."""
    return heat_of(session, {period: by_programme(session, period, as_of=as_of) for period in periods})


def heat_of(session: Session, groups: Mapping[str, Sequence[GroupFigures]]) -> tuple[HeatRow, ...]:
    """Programmes over quarters out of their figures by quarter, where these were read already."""
    by_code = {period: {group.id: group for group in found} for period, found in groups.items()}
    heads = {group.id: group for found in by_code.values() for group in found.values()}
    order = [row["id"] for row in queries.programmes(session.conn)]
    return tuple(
        HeatRow(
            found, heads[found].number, heads[found].title, {code: _cell(by_code[code].get(found)) for code in by_code}
        )
        for found in (*order, None)
        if found in heads
    )


def facts(row: Row) -> TaskFacts:
    """What a task is judged by."""
    return TaskFacts(
        TaskState(row["state"] or "not_started"), _day(row["due"]), bool(row["continuous"]), _day(row["done_on"])
    )


def _by_programme(session: Session, rows: Sequence[Row], at: Standing) -> tuple[GroupFigures, ...]:
    groups = _grouped((row for row in rows if not row["hung"]), "programme_id")
    hung = _grouped((row for row in rows if row["hung"]), "programme_id")
    known = [(row["id"], row["number"], row["title"]) for row in queries.programmes(session.conn)]
    named = [*known, (None, "", tr("Nhiệm vụ đột xuất"))]
    return tuple(
        _group(head, groups[head[0]], at, hung[head[0]]) for head in named if head[0] in groups or head[0] in hung
    )


def _by_ban(session: Session, rows: Sequence[Row], at: Standing) -> tuple[GroupFigures, ...]:
    groups = _grouped(rows, "ban_id")
    known = [(row["id"], row["code"], row["name"]) for row in queries.bans(session.conn, at.cutoff.isoformat())]
    named = [*known, (None, "", tr("Chưa có ban chủ trì"))]
    return tuple(_group(head, groups[head[0]], at) for head in named if head[0] in groups)


def _grouped(rows: Iterable[Row], column: str) -> dict[int | None, list[Row]]:
    groups: dict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


def _group(
    head: tuple[int | None, str, str], rows: Sequence[Row], at: Standing, hung: Sequence[Row] = ()
) -> GroupFigures:
    known = [facts(row) for row in rows]
    soon = (judge(fact.state, fact.due, fact.continuous, fact.done_on, at.judged) for fact in known)
    return GroupFigures(
        *head,
        summary=summarise(known, at.judged),
        expected=sum(row["expected"] for row in rows),
        logged=sum(row["expected"] and row["logged"] for row in rows),
        due_soon=sum(found is Timeliness.due_soon for found in soon),
        hung=len(hung),
        hung_done=sum(row["state"] == TaskState.done for row in hung),
    )


def _cell(group: GroupFigures | None) -> HeatCell | None:
    return None if group is None else HeatCell(group.on_schedule, group.total, group.logged, group.expected)


def _day(iso: str | None) -> date | None:
    return None if iso is None else date.fromisoformat(iso)
