"""The last chapter of a plan, "Tổ chức thực hiện": what each ban, the office and the units below have to do."""

from collections.abc import Iterator

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
    number = 0
    for ban in plan_queries.bans(session.conn, facts.ends.isoformat()):
        said = [*_of_documents(duties, ban["id"]), *_of_tasks(facts, ban)]
        if said:
            number += 1
            name = facts.bans.get(ban["code"], ban["name"])
            yield Heading(2, str(number), name)
            yield bullets(
                *(paragraph(line, key=facts.key(f"duty.ban:{ban['id']}.{at}")) for at, line in enumerate(said, 1))
            )
    for body in dict.fromkeys(row["body"] for row in duties if row["ban_id"] is None):
        number += 1
        yield Heading(2, str(number), body)
        lines = [words.sentence(row["text"]) for row in duties if row["ban_id"] is None and row["body"] == body]
        yield bullets(*(line for line in lines if line))
    down = sum(task.passed_down for task in facts.tasks)
    if down:
        yield Heading(2, str(number + 1), "Các đơn vị trực thuộc")
        yield bullets(
            *(
                paragraph(line, key=facts.key(f"duty.units.{at}"))
                for at, line in enumerate(_of_units(session, facts, down), 1)
            )
        )


def _of_documents(duties: list[Row], ban_id: int) -> list[str]:
    return [words.sentence(row["text"]) for row in duties if row["ban_id"] == ban_id and row["text"]]


def _of_tasks(facts: PlanFacts, ban: Row) -> list[str]:
    """What a ban leads and joins, in numbers; the office itself (Văn phòng) also gathers the reports."""
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
    if fold(ban["name"]).startswith("van phong"):
        said.append(facts.say.text("plan.duty_office"))
    return said


def _of_units(session: Session, facts: PlanFacts, down: int) -> list[str]:
    return [
        facts.say.text("plan.duty_units_1", n=counted(down)),
        facts.say.text("plan.duty_units_2", when=_by_when(session, facts.period)),
    ]


def _by_when(session: Session, period: str) -> str:
    """When units report: by the calendar where the quarter is open already."""
    if periods.parse(period).kind is PeriodKind.quarter:
        known = {info.code: info.due for info in calendar.opened(session)}
        due = words.day(known[period]) if period in known else words.day(periods.default_due(period))
        return f"chậm nhất ngày {due}"
    return "từng quý theo lịch báo cáo của cơ quan"
