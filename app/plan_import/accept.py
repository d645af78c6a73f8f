"""Taking a marked plan over into the workspace: one change that undo takes back whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app import directives
from app.errors import BadInput
from app.given import brief
from app.i18n import Message, msg
from app.plan import assignments, evidence, programmes
from app.plan_import import bodies
from app.plan_import.bodies import Bodies
from app.plan_import.draft import Item, PlanDraft, Programme, Warned
from app.plan_import.plan_json import read_plan
from app.plan_import.references import add_references
from app.plan_import.targets import add_targets
from app.plan_import.tasks import add_tasks
from app.session import Session
from app.text import fold

__all__ = ["AcceptResult", "accept", "read_plan"]

_STEPS = (
    ("tong ket", "final"),
    ("so ket", "mid"),
    ("phat dong", "launch"),
    ("ban hanh", "launch"),
    ("quan triet", "launch"),
)
_LONGEST_TITLE = 480


@dataclass(frozen=True)
class AcceptResult:
    """What came of it: the document, how many rows of each kind, the reader's warnings and what was left open."""

    directive_id: int
    counts: dict[str, int]
    warnings: tuple[Warned, ...] = ()
    notes: tuple[Message, ...] = ()


@dataclass
class Acceptance:
    """The work in hand: the draft, the document it became, and what else it became so far."""

    session: Session
    draft: PlanDraft
    directive_id: int
    bodies: Bodies
    above: bool
    counts: dict[str, int] = field(default_factory=dict)
    notes: list[Message] = field(default_factory=list)
    _clauses: dict[tuple[str, ...], int] = field(default_factory=dict)
    _programmes: list[tuple[Programme, int]] = field(default_factory=list)
    _rest: int | None = None

    def count(self, kind: str) -> None:
        """One more of a kind."""
        self.counts[kind] = self.counts.get(kind, 0) + 1

    def clause(self, item: Item, text: str, path: Sequence[str] = ()) -> int:
        """The clause an item stands in: the same lines and words are the same clause."""
        first, last = item.lines or (None, None)
        key = (text, str(first), *path)
        if key not in self._clauses:
            label = next((part for part in reversed(path) if part.strip()), "") or _place(first)
            self._clauses[key] = directives.add_clause(
                self.session,
                self.directive_id,
                label=brief(label, _LONGEST_TITLE),
                path=brief(" › ".join(path), _LONGEST_TITLE),
                text=text,
                line1=first,
                line2=last,
            )
            self.count("clauses")
        return self._clauses[key]

    def programme_of(self, *headings: str | None) -> int:
        """The programme that one of the headings names; the only one; or one for what the plan puts under none of its programmes."""
        if len(self._programmes) == 1:
            return self._programmes[0][1]
        for heading in filter(None, headings):
            folded = fold(heading)
            for programme, row in self._programmes:
                if fold(programme.title) in folded or folded == f"chuong trinh {programme.number}":
                    return row
        if self._rest is None:
            title = brief(self.draft.title or str(msg("Nhiệm vụ chung của văn bản")), _LONGEST_TITLE)
            self._rest = programmes.add_programme(self.session, title=title, directive_id=self.directive_id)
            self.count("programmes")
        return self._rest

    def add_programmes(self) -> None:
        """The programmes with the bans that lead them; a plan without any is itself one."""
        title = brief(self.draft.title or self.draft.kind, _LONGEST_TITLE)
        for programme in self.draft.programmes or [Programme(title=title)]:
            row = programmes.add_programme(
                self.session,
                title=brief(programme.title, _LONGEST_TITLE),
                number=(programme.number or "").strip(),
                directive_id=self.directive_id,
                lead_ban_id=self.bodies.ban(programme.lead),
            )
            self._programmes.append((programme, row))
            self.count("programmes")

    def programme_numbered(self, number: str) -> tuple[Programme, int] | None:
        """A programme by its number in the plan."""
        return next((found for found in self._programmes if (found[0].number or "").strip() == number.strip()), None)


def accept(session: Session, draft: PlanDraft, *, file: Path | None = None) -> AcceptResult:
    """Write a plan: directive, clauses, cited documents, programmes with lead bans, sections, tasks, measures, targets, milestones, duties.

    One change, undoable. Bans are matched by name; those the office does not have are made. Where a level above is the issuer, what it
    passes down is this office's own work. ``file`` is attached to the document. Raises BadInput for a plan that holds nothing.
    """
    if not (draft.programmes or draft.tasks or draft.targets):
        raise BadInput(
            msg("Kế hoạch không có chương trình, nhiệm vụ hay chỉ tiêu nào để nhập. Xem lại tệp."), "$.tasks"
        )
    label = msg("Nhập {kind} {name}", kind=draft.kind, name=draft.document.number or brief(draft.title))
    with session.change(label):
        known = Bodies(session)
        above = known.issuer(draft.document.issuer) == bodies.ABOVE
        work = Acceptance(session, draft, _directive(session, draft), known, above)
        work.count("directives")
        add_references(work)
        work.add_programmes()
        _duties(work)
        add_tasks(work)
        add_targets(work)
        _milestones(work)
        if file is not None:
            evidence.attach(session, "directive", work.directive_id, path=file)
        if known.added:
            work.counts["bans"] = len(known.added)
            work.notes.append(msg("Đã thêm ban: {names}.", names=", ".join(known.added)))
    return AcceptResult(work.directive_id, work.counts, tuple(draft.warnings), tuple(work.notes))


def _directive(session: Session, draft: PlanDraft) -> int:
    document = draft.document
    issued = document.issued_on.isoformat() if document.issued_on else None
    return directives.add_directive(
        session,
        kind=draft.kind,
        as_written=document.number or "",
        issued=issued,
        issuer_text=brief(document.issuer or document.parent_issuer or "", _LONGEST_TITLE),
        abstract=draft.title,
    )


def _duties(work: Acceptance) -> None:
    """Who does what: a ban that is given programmes leads them where nobody is named; the words are kept as written."""
    for duty in work.draft.duties:
        ban = work.bodies.ban(duty.body) if duty.programmes else work.bodies.known(duty.body)
        for text in duty.texts:
            directives.add_duty(
                work.session, work.directive_id, body=brief(duty.body, _LONGEST_TITLE), text=text, ban_id=ban
            )
            work.count("duties")
        for number in duty.programmes:
            found = work.programme_numbered(number)
            if found is None or ban is None:
                work.notes.append(
                    msg("{body}: không thấy chương trình {number} để giao.", body=duty.body, number=number)
                )
            elif not found[0].lead:
                assignments.assign(work.session, found[1], role="lead", ban_id=ban)


def _milestones(work: Acceptance) -> None:
    for milestone in work.draft.milestones:
        folded = fold(milestone.text or "")
        starts, ends = milestone.start.isoformat(), milestone.end.isoformat()
        span = f"{milestone.start:%d/%m/%Y} - {milestone.end:%d/%m/%Y}"
        programmes.add_milestone(
            work.session,
            work.programme_of(),
            starts=starts,
            ends=ends,
            text=brief(milestone.text or span, _LONGEST_TITLE),
            kind=next((kind for words, kind in _STEPS if words in folded), "other"),
        )
        work.count("milestones")


def _place(line: int | None) -> str:
    return str(msg("dòng {line}", line=line)) if line else str(msg("không rõ mục"))
