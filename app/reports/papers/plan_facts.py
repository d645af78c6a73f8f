"""All that a plan of implementation tells of, read once: its programmes, tasks, targets and milestones, and who has a part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.errors import NotFound
from app.i18n import msg
from app.people import office_facts
from app.people.office_facts import OfficeFacts
from app.plan import periods, target_figures
from app.plan.target_figures import TargetFigure
from app.reports.numbers import counted
from app.reports.papers import assigned
from app.reports.papers import paper_words as words
from app.reports.papers.assigned import AssignedTask
from app.reports.papers.paper_head import Frame
from app.reports.papers.report_figures import Roles
from app.reports.phrases import Phrases
from app.session import Session
from db.connection import Row
from db.queries import report_forms


@dataclass(frozen=True)
class PlanFacts:
    """All that the plan tells of. ``name`` is what it carries out, inside a sentence ("Chương trình 1 …", "07 chương trình công tác")."""

    office: OfficeFacts
    period: str
    programme_id: int | None
    starts: date
    ends: date
    name: str
    programmes: tuple[Row, ...]
    tasks: tuple[AssignedTask, ...]
    targets: tuple[TargetFigure, ...]
    milestones: tuple[Row, ...]
    roles: Roles
    bans: Mapping[str, str]
    say: Phrases

    @property
    def span(self) -> str:
        """ "năm 2026"."""
        return words.period_name(self.period)

    def key(self, name: str) -> str:
        """The key of a paragraph: the plan of one programme is written over by itself."""
        return f"programme:{self.programme_id}.{name}" if self.programme_id else name

    def due(self, task: AssignedTask) -> bool:
        """Whether a task must be done by the end of the period."""
        return task.due is not None and task.due <= self.ends


def read(session: Session, period: str, frame: Frame, programme_id: int | None) -> PlanFacts:
    """What there is for a plan of all programmes, or of one. Raises NotFound for a programme that does not run in the period."""
    first, last = periods.span(period)
    rows = report_forms.programmes_in(session.conn, first.isoformat(), last.isoformat())
    chosen = tuple(row for row in rows if programme_id in {None, row["id"]})
    if programme_id is not None and not chosen:
        what = periods.inside(period)
        raise NotFound(msg("Không có chương trình số {id} trong {period}. Chọn lại.", id=programme_id, period=what))
    ids = {row["id"] for row in chosen}
    every = programme_id is None
    found = target_figures.targets(session, period, programme_id)
    marks = report_forms.milestones_in(session.conn, first.isoformat(), last.isoformat())
    return PlanFacts(
        office=office_facts.facts(session, on=frame.day.isoformat()),
        period=period,
        programme_id=programme_id,
        starts=first,
        ends=last,
        name=_name(chosen),
        programmes=chosen,
        tasks=tuple(
            task for task in assigned.tasks_in(session, period, frame.day) if task.programme_id in ids or every
        ),
        targets=tuple(target for target in found if target.programme_id in ids and _running(target, first)),
        milestones=tuple(row for row in marks if row["programme_id"] in ids),
        roles=Roles(session, last.isoformat()),
        bans=assigned.ban_codes(session, frame.day),
        say=Phrases.of(session),
    )


def _name(programmes: Sequence[Row]) -> str:
    if len(programmes) == 1:
        return f"Chương trình “{words.phrase(programmes[0]['title'])}”"
    return f"{counted(len(programmes))} chương trình công tác" if programmes else "nhiệm vụ công tác"


def _running(target: TargetFigure, starts: date) -> bool:
    return target.horizon_end is None or target.horizon_end >= starts
