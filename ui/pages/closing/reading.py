"""What the guide of the close reads in one job: the checklist, how far it has come, what waits, who owes what."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app import backup_book
from app.errors import PlanError
from app.plan import closing, judging, own_tasks, periods
from app.plan.calendar import opened
from app.plan.closing import Finding, Lock, Readiness
from app.plan.judging import ToJudge
from app.session import Session

TABLES = {
    *(
        "progress_entry",
        "progress_rev",
        "target_value",
        "value_rev",
        "review",
        "slip",
        "task",
        "measure",
        "target",
        "unit",
    ),
    *("calendar", "period_close", "exemption", "evidence", "assignment"),
}
"""A change of one of these may alter what is read here."""


@dataclass(frozen=True)
class Close:
    """How a period stands on its way to the lock. ``bans`` are the names of the bans by the tasks they lead."""

    ready: Readiness
    outlook: str
    findings: tuple[Finding, ...] = ()
    waiting: tuple[ToJudge, ...] = ()
    bans: Mapping[int, tuple[int | None, str]] = field(default_factory=dict)
    lock: Lock | None = None
    backed_up_ms: int | None = None
    next_open: bool = False

    @property
    def closed(self) -> bool:
        """Whether the period is locked."""
        return self.ready.closed_at_ms is not None


def read(session: Session, period: str) -> Close:
    """Read it all. Raises NotFound for a period that was never opened."""
    ready = closing.readiness(session, period)
    outlook = str(closing.outlook(session, period))
    if ready.closed_at_ms is not None:
        made = backup_book.read(session.path.with_suffix(".backups"))
        following = periods.following(period)
        return Close(
            ready,
            outlook,
            lock=closing.lock_of(session, period),
            backed_up_ms=made[-1].at_ms if made else None,
            next_open=any(info.code == following for info in opened(session)),
        )
    tasks = own_tasks.own_tasks(session, period)
    names = {group.id: group.title for group in tasks.by_ban}
    return Close(
        ready,
        outlook,
        closing.checklist(session, period),
        judging.waiting(session, period),
        {row["task_id"]: (row["ban_id"], names[row["ban_id"]]) for row in tasks.rows},
    )


def lock(session: Session, period: str) -> PlanError | None:
    """Lock a period and make a backup of what was locked. The lock stands even where no backup could be made: then why is returned."""
    closing.close_period(session, period, person=session.actor.text)
    from app.backup import back_up

    try:
        back_up(session)
    except PlanError as trouble:
        return trouble
    return None
