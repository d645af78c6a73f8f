"""A small office whose ids a test can name: units, bans, a person, documents, two programmes, tasks, a measure with a target."""

from dataclasses import dataclass
from decimal import Decimal

from app import directives
from app.people import bans, persons, terms, units
from app.plan import assignments, calendar, programmes, targets, tasks
from app.session import Session


@dataclass(frozen=True)
class Known:
    """The ids of what ``small_office`` made."""

    state: int
    non_state: int
    a: int
    d: int
    e: int
    tgnc: int
    cspl: int
    an: int
    post: int
    term: int
    plan: int
    resolution: int
    clause: int
    p1: int
    p2: int
    closed_programme: int
    section: int
    milestone: int
    t1: int
    t2: int
    t3: int
    closed_task: int
    joined: int
    m1: int
    m2: int
    g1: int


def small_office(session: Session) -> Known:
    """Fill a workspace whose office is set up; 2026-Q3 is open. T1 due 30/09/2026, T2 continuous, T3 due 31/12/2026, all of P1."""
    made: dict[str, int] = {}
    _people(session, made)
    _papers(session, made)
    _plan(session, made)
    return Known(**made)


def _people(session: Session, made: dict[str, int]) -> None:
    kinds = {line.sector: line.id for line in units.unit_kinds(session) if line.sector}
    made["state"], made["non_state"] = kinds["state"], kinds["non_state"]
    made["a"] = units.add_unit(session, name="THPT Mẫu A", kind_id=made["state"])
    made["d"] = units.add_unit(session, name="Mầm non D", kind_id=made["non_state"])
    made["e"] = units.add_unit(session, name="Trường tư thục E", kind_id=made["non_state"])
    made["tgnc"] = bans.add_ban(session, name="Ban Tuyên giáo - Nữ công", code="TGNC")
    made["cspl"] = bans.add_ban(session, name="Ban Chính sách - Pháp luật", code="CSPL")
    made["an"] = persons.add_person(session, name="Phạm An", post="Chuyên viên", ban_id=made["tgnc"])
    made["post"] = persons.person_lines(session)[0].posts[0].id
    made["term"] = terms.add_term(session, label="2023-2028", starts="2023-10-01", ends="2028-10-01")


def _papers(session: Session, made: dict[str, int]) -> None:
    made["plan"] = directives.add_directive(session, kind="Kế hoạch", as_written="07/KH-CĐN", issued="2026-01-15")
    made["resolution"] = directives.add_directive(session, kind="Nghị quyết", as_written="06b/NQ-TLĐ")
    made["clause"] = directives.add_clause(session, made["plan"], label="III.1.2", text="Tuyên truyền nghị quyết")


def _plan(session: Session, made: dict[str, int]) -> None:
    calendar.open_period(session, "2026-Q3")
    made["p1"] = p1 = programmes.add_programme(
        session,
        title="Chương trình 1 năm 2026",
        directive_id=made["plan"],
        lead_ban_id=made["tgnc"],
        starts="2026-01-01",
        ends="2026-12-31",
    )
    made["p2"] = programmes.add_programme(session, title="Chương trình 2", lead_ban_id=made["cspl"])
    made["closed_programme"] = programmes.add_programme(session, title="Chương trình cũ")
    programmes.close_programme(session, made["closed_programme"], on="2026-07-01", reason="Hết hạn")
    made["section"] = programmes.add_section(session, p1, number="1", title="Tuyên truyền")
    made["milestone"] = programmes.add_milestone(
        session, p1, starts="2026-07-01", ends="2026-07-31", text="Phát động", kind="launch"
    )
    made["t1"] = tasks.add_task(
        session,
        text="Nhiệm vụ T1",
        programme_id=p1,
        due="2026-09-30",
        lead_ban_id=made["tgnc"],
        clause_id=made["clause"],
    )
    made["t2"] = tasks.add_task(session, text="Nhiệm vụ T2", programme_id=p1, continuous=True)
    made["t3"] = tasks.add_task(session, text="Nhiệm vụ T3", programme_id=p1, due="2026-12-31")
    made["closed_task"] = tasks.add_task(session, text="Nhiệm vụ T9", programme_id=p1, due="2026-08-31")
    tasks.close_task(session, made["closed_task"], lifecycle="cancelled", reason="Trùng", on="2026-07-01")
    made["joined"] = assignments.assign(session, made["t2"], role="collaborate", ban_id=made["cspl"])
    made["m1"] = targets.add_measure(session, programme_id=p1, text="Tỷ lệ đoàn viên học nghị quyết")
    made["g1"] = targets.add_target(
        session, made["m1"], text="85 % trở lên", comparator="ge", value=Decimal(85), horizon="yearly"
    )
    made["m2"] = targets.add_measure(session, programme_id=p1, text="Số lớp", form="count", entry="increment")
