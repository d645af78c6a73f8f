"""The last chapter of a plan, "Tổ chức thực hiện": what each ban, the office and the units below have to do."""

from collections.abc import Iterator, Sequence

from app.plan import calendar, periods
from app.plan.periods import PeriodKind
from app.reports.content import Block, Heading, bullets, paragraph
from app.reports.numbers import counted
from app.reports.papers import paper_words as words
from app.reports.papers.plan_facts import PlanFacts
from app.session import Session
from app.text import fold
from db.connection import Row
from db.queries import figures as plan_queries
from db.queries import report_forms


def organisation(session: Session, facts: PlanFacts) -> Iterator[Block]:
    """A heading for each ban that has a part, what the documents say of it and how much it leads; then the units below."""
    duties = report_forms.duties_of(
        session.conn, {row["directive_id"] for row in facts.programmes if row["directive_id"] is not None}
    )
    yield Heading(1, "IV", "Tổ chức thực hiện")
    every = (*_bans(session, facts, duties), *_bodies(facts, duties), *_units(session, facts))
    parts = [part for part in every if part[2]]
    if not parts:
        name = "plan.duty_nobody" if facts.tasks else "plan.duty_nobody_open"
        yield paragraph(facts.say.text(name), key=facts.key("duty.nobody"))
    for number, (title, key, lines) in enumerate(parts, 1):
        yield Heading(2, str(number), title)
        yield bullets(*(paragraph(line, key=facts.key(f"duty.{key}.{at}")) for at, line in enumerate(lines, 1)))


Part = tuple[str, str, list[str]]
"""Whose duties, the key they are edited under, the duties."""


def _bans(session: Session, facts: PlanFacts, duties: Sequence[Row]) -> Iterator[Part]:
    for ban in plan_queries.bans(session.conn, facts.ends.isoformat()):
        told = [words.sentence(row["text"]) for row in duties if row["ban_id"] == ban["id"] and row["text"]]
        gathers = fold(ban["name"]).startswith("van phong") and not any("dau moi" in fold(line) for line in told)
        office = [facts.say.text("plan.duty_office")] if gathers else []
        yield facts.bans.get(ban["code"], ban["name"]), f"ban:{ban['id']}", [*told, *_of_tasks(facts, ban), *office]


def _bodies(facts: PlanFacts, duties: Sequence[Row]) -> Iterator[Part]:
    """Bodies that are no bans of the office; what a document of the unit above keeps for that unit is none of ours."""
    others = [row for row in duties if row["ban_id"] is None and fold(row["body"]) != fold(facts.office.parent)]
    for at, body in enumerate(dict.fromkeys(row["body"] for row in others), 1):
        lines = [words.sentence(row["text"]) for row in others if row["body"] == body and row["text"]]
        yield body, f"body:{at}", lines


def _units(session: Session, facts: PlanFacts) -> Iterator[Part]:
    down = sum(task.passed_down for task in facts.tasks)
    when = _by_when(session, facts.period)
    lines = [
        facts.say.text("plan.duty_units_1", n=counted(down)),
        facts.say.text("plan.duty_units_2", when=when),
    ]
    yield "Các đơn vị trực thuộc", "units", lines if down else []


def _of_tasks(facts: PlanFacts, ban: Row) -> list[str]:
    """What a ban leads and joins, in numbers."""
    led = [row for row in facts.programmes if facts.roles.lead(row["id"], None).ban_id == ban["id"]]
    own = [task for task in facts.tasks if task.lead.ban_id == ban["id"]]
    joined = sum(ban["id"] in task.bans for task in facts.tasks)
    said = []
    if led and len(facts.programmes) > 1:
        names = words.listed([f"“{words.phrase(row['title'])}”" for row in led], most=4, rest_are="chương trình khác")
        said.append(facts.say.text("plan.duty_lead", programmes=names))
    counts = []
    if own:
        due = sum(map(facts.due, own))
        counts.append(
            f"chủ trì {counted(len(own))} nhiệm vụ" + (f" ({counted(due)} nhiệm vụ đến hạn trong kỳ)" if due else "")
        )
    if joined:
        counts.append(f"phối hợp thực hiện {counted(joined)} nhiệm vụ")
    if counts:
        text = " và ".join(counts)
        said.append(facts.say.text("plan.duty_tasks", counts=text[:1].upper() + text[1:]))
    return said


def _by_when(session: Session, period: str) -> str:
    """When units report: by the calendar where the quarter is open already."""
    if periods.parse(period).kind is PeriodKind.quarter:
        known = {info.code: info.due for info in calendar.opened(session)}
        due = words.day(known[period]) if period in known else words.day(periods.default_due(period))
        return f"chậm nhất ngày {due}"
    return "từng quý theo lịch báo cáo của cơ quan"
