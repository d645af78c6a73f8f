"""The plan of implementation (kế hoạch triển khai): the work of a programme, or of all, in a year or quarter, given out to the bans.

Its table of assignments (DOMAIN 2.3, table 1) is the appendix. Sentences that an office will want in its own words have keys.
"""

from collections.abc import Iterator, Mapping, Sequence

from app.reports.content import Appendix, Block, Document, Heading, Paragraph, Run, bullets, paragraph
from app.reports.numbers import counted
from app.reports.papers import assigned, paper_head, plan_duties
from app.reports.papers import paper_words as words
from app.reports.papers.assigned import AssignedTask
from app.reports.papers.assignment_table import assignment_table
from app.reports.papers.paper_head import Frame
from app.reports.papers.plan_facts import PlanFacts, read
from app.reports.papers.report_figures import bases
from app.reports.table_choices import numbering_of
from app.session import Session
from db.connection import Row

DOC_KIND = "KH"


def build(
    session: Session,
    period: str,
    *,
    frame: Frame,
    programme_id: int | None = None,
    numbering: str = "",
) -> Document:
    """The plan of a period with a fixed span. Raises NotFound for a programme that does not run in it."""
    facts = read(session, period, frame, programme_id)
    who = f"{frame.collective} {facts.office.name}" if frame.collective else facts.office.name
    titles = assigned.titles(session)
    table = assignment_table(facts.tasks, titles, numbering=numbering_of(session, numbering), bans=facts.bans)
    return Document(
        letterhead=paper_head.letterhead(facts.office),
        number=paper_head.document_number(facts.office, DOC_KIND, frame.number),
        place_date=paper_head.place_date(facts.office, frame),
        kind="Kế hoạch",
        abstract=f"Triển khai thực hiện {facts.name} {facts.span}",
        bases=tuple(words.basis(found) for found in bases(session, [row["id"] for row in facts.programmes])),
        blocks=(
            paragraph(
                facts.say.text("plan.opening", who=who, what=facts.name, period=facts.span), key=facts.key("opening")
            ),
            *_purpose(facts),
            *_aims(facts, titles),
            *_work(facts, titles),
            *plan_duties.organisation(session, facts),
            paragraph(_closing(facts), key=facts.key("closing")),
        ),
        appendices=(Appendix(f"Phân công nhiệm vụ {facts.span}", (table,)),) if facts.tasks else (),
        signature=paper_head.signature(frame),
        recipients=frame.recipients or _recipients(facts, frame),
    )


def _purpose(facts: PlanFacts) -> Iterator[Block]:
    """Chapter I: sentences that hold for every plan, to be put in the office's own words."""
    say, what = facts.say, {"what": facts.name, "period": facts.span}
    aims = say.text("plan.purpose_1_aims", n=counted(len(facts.targets))) if facts.targets else ""
    first = (
        say.text("plan.purpose_1", **what, aims=aims, tasks=counted(len(facts.tasks)))
        if facts.tasks
        else say.text("plan.purpose_1_open", **what)
    )
    yield Heading(1, "I", "Mục đích, yêu cầu")
    yield Heading(2, "1", "Mục đích")
    yield bullets(
        paragraph(first, key=facts.key("purpose.1")),
        paragraph(say.text("plan.purpose_2"), key=facts.key("purpose.2")),
    )
    yield Heading(2, "2", "Yêu cầu")
    yield bullets(*(paragraph(say.text(f"plan.demand_{at}"), key=facts.key(f"demand.{at}")) for at in (1, 2)))


def _aims(facts: PlanFacts, titles: Mapping[int | None, str]) -> Iterator[Block]:
    """Chapter II: the targets as they are written, under their programmes."""
    yield Heading(1, "II", "Chỉ tiêu")
    if not facts.targets:
        yield paragraph(facts.say.text("plan.no_targets"), key=facts.key("targets.none"))
        return
    with_targets = [row for row in facts.programmes if any(one.programme_id == row["id"] for one in facts.targets)]
    for number, row in enumerate(with_targets, 1):
        if len(with_targets) > 1:
            yield Heading(2, str(number), titles[row["id"]])
        yield bullets(
            *(
                paragraph(Run(words.sentence(target.text), about=(f"target:{target.target_id}",)))
                for target in facts.targets
                if target.programme_id == row["id"]
            )
        )


def _work(facts: PlanFacts, titles: Mapping[int | None, str]) -> Iterator[Block]:
    """Chapter III: per programme who leads it, what is due in the period, its milestones, and how much goes on."""
    yield Heading(1, "III", "Nhiệm vụ")
    groups: dict[int | None, list[AssignedTask]] = {row["id"]: [] for row in facts.programmes}
    for task in facts.tasks:
        groups.setdefault(task.programme_id, []).append(task)
    groups = {programme: tasks for programme, tasks in groups.items() if tasks}
    if not groups:
        yield paragraph(facts.say.text("plan.no_work", period=facts.span), key=facts.key("work.none"))
    for number, (programme, tasks) in enumerate(groups.items(), 1):
        if len(groups) > 1:
            yield Heading(2, str(number), titles[programme])
        yield paragraph(*_told(facts, programme, tasks), key=facts.key(f"work.programme:{programme or 0}"))
        due = [task for task in tasks if facts.due(task)]
        lines = [
            *map(_due_line, due),
            *(_milestone(row) for row in facts.milestones if row["programme_id"] == programme),
        ]
        if lines:
            yield bullets(*lines)


def _told(facts: PlanFacts, programme: int | None, tasks: Sequence[AssignedTask]) -> tuple[Run, ...]:
    """ "Ban X chủ trì. Có 08 nhiệm vụ: 03 nhiệm vụ đến hạn trong kỳ, …"."""
    lead = facts.roles.lead(programme, None).name if programme else ""
    carried = sum(task.carried_over for task in tasks)
    due = sum(facts.due(task) for task in tasks) - carried
    always = sum(task.continuous for task in tasks)
    counts = (
        (due, "nhiệm vụ đến hạn trong kỳ"),
        (carried, "nhiệm vụ chuyển tiếp từ kỳ trước"),
        (always, "nhiệm vụ thường xuyên"),
        (len(tasks) - due - carried - always, "nhiệm vụ tiếp tục sang kỳ sau"),
    )
    parts = words.listed([f"{counted(n)} {what}" for n, what in counts if n])
    down = sum(task.passed_down for task in tasks)
    say = facts.say
    passed = say.text("plan.programme_passed", n=counted(down)) if down else ""
    several = sum(bool(n) for n, _ in counts) > 1
    given = {"parts": parts, "passed": passed}
    text = (
        say.text("plan.programme", n=counted(len(tasks)), **given)
        if several
        else say.text("plan.programme_one", **given)
    )
    lines = say.text("plan.programme_lines") if due or carried else ""
    return (Run(say.text("plan.programme_lead", lead=lead) if lead else "", bold=True), Run(text + lines))


def _due_line(task: AssignedTask) -> Paragraph:
    when = words.day(task.due) if task.due else ""
    by = "chuyển tiếp, hạn" if task.carried_over else "hoàn thành chậm nhất"
    told = f"{'đã quá hạn từ' if task.overdue else by} ngày {when}"
    units = task.units.replace(assigned.EVERY_UNIT, assigned.EVERY_UNIT.lower())
    who = ", ".join(part for part in (units or task.lead.name, told) if part)
    return paragraph(Run(f"{words.phrase(task.text)} ({who}).", about=(f"task:{task.task_id}",)))


def _milestone(row: Row) -> Paragraph:
    text = words.quoted(words.phrase(row["text"]))
    return paragraph(f"Thực hiện mốc “{text}” (chậm nhất ngày {words.day(row['ends'])}).")


def _closing(facts: PlanFacts) -> str:
    say, office = facts.say, facts.office
    attached = say.text("plan.closing_attached") if facts.tasks else ""
    short = office.short or office.name
    what = {"what": facts.name, "period": facts.span}
    return say.text("plan.closing", **what, office=office.name, short=short, attached=attached)


def _recipients(facts: PlanFacts, frame: Frame) -> tuple[str, ...]:
    above = (f"{facts.office.parent} (để báo cáo)",) if facts.office.parent else ()
    own = (f"{frame.collective} (để chỉ đạo)",) if frame.collective else ()
    return (*above, *own, "Các ban, đơn vị trực thuộc (để thực hiện)", "Lưu: VT, VP")
