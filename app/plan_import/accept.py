"""Taking a plan over into the workspace: one change that undo takes back whole."""

from dataclasses import dataclass
from pathlib import Path

from app import attachments, directives
from app.errors import BadInput
from app.given import brief, existing
from app.i18n import Message, msg
from app.plan import evidence
from app.plan_import.applying import Updating
from app.plan_import.bodies import BodyReader
from app.plan_import.choices import NEW, NOBODY, Choices
from app.plan_import.draft import PlanDraft, Warned
from app.plan_import.drawing_up import Drawing, draw_up
from app.plan_import.matching import match
from app.plan_import.pairing import pair
from app.plan_import.plan_json import read_plan
from app.plan_import.references import Citing
from app.plan_import.taking_over import Rows
from app.plan_import.update_plan import UpdatePlan
from app.plan_import.updating import plan_of
from app.plan_import.wanted import Wanted
from app.session import Session
from db.queries import people
from db.store import Change

__all__ = ["AcceptResult", "accept", "read_plan"]


@dataclass(frozen=True)
class AcceptResult:
    """What came of it: the document, how many rows of each kind are new, the reader's warnings, what was left open, what was updated."""

    directive_id: int
    counts: dict[str, int]
    warnings: tuple[Warned, ...] = ()
    notes: tuple[Message, ...] = ()
    update: UpdatePlan | None = None


def accept(
    session: Session, draft: PlanDraft, *, file: Path | None = None, choices: Choices | None = None
) -> AcceptResult:
    """Write a plan: directive, clauses, cited documents, programmes with lead bans, sections, tasks, measures, targets, milestones, duties.

    One change, undoable. Without ``choices`` it follows what ``match`` suggests: bans by name or made, and a plan that was taken over
    before is brought up to date, never written twice. Where a level above is the issuer, what it passes down is this office's own work.
    ``file`` is attached to the document. Raises BadInput for a plan that holds nothing or a choice that names nothing, and Refused
    where another seat owns the document.
    """
    if not (draft.programmes or draft.tasks or draft.targets):
        raise BadInput(
            msg("Kế hoạch không có chương trình, nhiệm vụ hay chỉ tiêu nào để nhập. Xem lại tệp."), "$.tasks"
        )
    sha256 = attachments.digest(file) if file is not None and file.is_file() else ""
    if choices is None:
        choices = match(session, draft, sha256=sha256).choices()
    _check(session, choices)
    if choices.update is None:
        return _take_over(session, draft, file, choices)
    return _bring_up_to_date(session, draft, file, sha256, choices)


def _check(session: Session, choices: Choices) -> None:
    """A ban that was chosen must be there."""
    for choice in (*choices.bans.values(), choices.default_lead):
        if choice is not None and choice not in {NEW, NOBODY}:
            existing(people.ban(session.conn, int(choice)), msg("ban"), int(choice))


def _take_over(session: Session, draft: PlanDraft, file: Path | None, choices: Choices) -> AcceptResult:
    drawing = Drawing(draft, BodyReader(session, draft.document.issuer or draft.document.parent_issuer), choices)
    wanted = draw_up(drawing)
    with session.change(msg("Nhập {name}", name=_name(draft))) as change:
        directive_id = directives.add_directive(session, **wanted.directive)
        rows = Rows(session, directive_id, drawing, choices)
        rows.count("directives")
        _write(rows, wanted)
        _rests_on(session, draft, rows)
        _mark_read(session, change, file, rows)
    return _result(rows, draft, wanted, None)


def _write(rows: Rows, wanted: Wanted) -> None:
    for place, programme in enumerate(wanted.programmes):
        rows.programme(place, programme)
    for task in wanted.tasks:
        rows.task(task)
    for measure in wanted.measures:
        measure_id = rows.measure(measure)
        for target in measure.targets:
            rows.target(measure_id, target)
    for milestone in wanted.milestones:
        rows.milestone(milestone)
    for duty in wanted.duties:
        rows.duty(duty)


def _bring_up_to_date(
    session: Session, draft: PlanDraft, file: Path | None, sha256: str, choices: Choices
) -> AcceptResult:
    """What already is as the plan says leaves no trace in the log."""
    pairs = pair(session, draft, choices)
    update = plan_of(pairs)
    rows = Rows(session, update.directive_id, pairs.drawing, choices)
    if sha256 == pairs.standing.directive["sha256"]:
        file = None
    with session.change(msg("Cập nhật {name} theo văn bản", name=update.name)) as change:
        before = len(change.touched)
        Updating(session, change, pairs, update, rows).apply()
        _rests_on(session, draft, rows)
        if file is not None or len(change.touched) > before or not pairs.standing.read:
            _mark_read(session, change, file, rows)
    return _result(rows, draft, pairs.wanted, update)


def _rests_on(session: Session, draft: PlanDraft, rows: Rows) -> None:
    """The documents the plan comes with, cites and carries out."""
    citing = Citing(session, rows.directive_id, rows.choices)
    citing.write(draft)
    rows.count("directives", citing.added)
    rows.count("references", citing.links)
    rows.links_up()


def _mark_read(session: Session, change: Change, file: Path | None, rows: Rows) -> None:
    """The file itself, and when it was read: what this change wrote is what the document says."""
    columns: dict[str, object] = {"read_ms": session.clock.now_ms()}
    if file is not None:
        evidence.attach(session, "directive", rows.directive_id, path=file)
        columns["sha256"] = evidence.of(session, "directive", rows.directive_id)[-1].sha256
    change.update("directive", rows.directive_id, **columns)


def _result(rows: Rows, draft: PlanDraft, wanted: Wanted, update: UpdatePlan | None) -> AcceptResult:
    notes = list(wanted.notes)
    if rows.added_bans:
        rows.count("bans", len(rows.added_bans))
        notes.append(msg("Đã thêm ban: {names}.", names=", ".join(rows.added_bans)))
    return AcceptResult(rows.directive_id, rows.counts, tuple(draft.warnings), tuple(notes), update)


def _name(draft: PlanDraft) -> str:
    return f"{draft.kind} {draft.document.number or brief(draft.title)}".strip()
