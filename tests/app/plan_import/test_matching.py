"""What of a plan is known already: bodies, cited documents, the plan above, the same plan taken over before."""

import json
from typing import Any

import msgspec
import pytest

from app import directives
from app.i18n import msg
from app.people import bans, offices, units
from app.plan import tasks
from app.plan_import.accept import accept
from app.plan_import.choices import NEW, NOBODY, Choices, Key
from app.plan_import.draft import PlanDraft
from app.plan_import.matching import Meaning, match
from app.plan_import.plan_json import read_plan
from app.plan_import.review import changes
from app.plan_import.review.deciding import open_points, passed_leads
from app.plan_import.review.entries import review_of
from app.session import Session
from tests.app.plan_import.small_plan import small_plan


def draft(plan: dict[str, Any] | None = None, **document: Any) -> PlanDraft:
    whole = plan or small_plan()
    whole["document"] |= document
    return read_plan(json.dumps(whole).encode())


def with_leads(*bodies: str, issuer: str | None = None) -> PlanDraft:
    plan = small_plan()
    plan["tasks"] = [{"text": f"Việc {number}", "lead": body} for number, body in enumerate(bodies)]
    plan["programmes"], plan["duties"] = [], []
    return draft(plan) if issuer is None else draft(plan, issuer=issuer)


@pytest.fixture
def office(office_session: Session) -> Session:
    """An office with three bans and two kinds of unit below."""
    bans.add_ban(office_session, name="Ban Tuyên giáo - Nữ công", code="TGNC")
    bans.add_ban(office_session, name="Ban Tổ chức", code="ToC")
    bans.add_ban(office_session, name="Ủy ban Kiểm tra", code="UBKT")
    for name in ("Công đoàn cơ sở trường học", "Công đoàn xã, phường"):
        kind = units.add_unit_kind(office_session, name=name, level=3)
        units.add_unit(office_session, name=f"{name} A", kind_id=kind)
    return office_session


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Ban Tuyên giáo và Nữ công", "TGNC"),
        ("Ban TGNC", "TGNC"),
        ("UBKT", "UBKT"),
        ("Uỷ ban Kiểm tra LĐLĐ tỉnh Mẫu", "UBKT"),
        ("Uỷ ban Kiểm tra LĐLĐ tỉnh", "UBKT"),
        ("ban tổ chức", "ToC"),
    ],
)
def test_a_ban_is_known_by_its_name_its_code_and_either_spelling(office: Session, body: str, code: str) -> None:
    found = match(office, with_leads(body)).bodies[0]
    assert (found.meaning, found.score) == (Meaning.BAN, 1)
    assert found.suggested == next(ban.id for ban in bans.ban_lines(office) if ban.code == code)


def test_a_name_that_is_only_like_a_known_one_is_suggested_with_its_reason_and_less_sure(office: Session) -> None:
    found = match(office, with_leads("Ban Nữ công")).bodies[0]
    assert found.suggested == next(ban.id for ban in bans.ban_lines(office) if ban.code == "TGNC")
    assert found.score < 1
    assert "Tuyên giáo" in str(found.reason)
    assert found.candidates[0].ban_id == found.suggested


@pytest.mark.parametrize(
    ("body", "meaning"),
    [
        ("Ban Thường vụ", Meaning.OFFICE),
        ("Ban Chấp hành LĐLĐ tỉnh", Meaning.OFFICE),
        ("LĐLĐ tỉnh", Meaning.OFFICE),
        ("Các đồng chí Ủy viên Ban Thường vụ", Meaning.OFFICE),
        ("Ban Quản lý các khu công nghiệp", Meaning.OTHER),
        ("Bảo hiểm xã hội cơ sở", Meaning.OTHER),
        ("LĐLĐ tỉnh Mẫu", Meaning.OFFICE),
        ("Công đoàn cơ sở", Meaning.UNITS),
        ("Các đơn vị trực thuộc", Meaning.UNITS),
        ("Ban Chấp hành công đoàn cơ sở", Meaning.UNITS),
        ("Sở Giáo dục và Đào tạo", Meaning.OTHER),
        ("các ban, ngành liên quan", Meaning.OTHER),
        ("Ban Tổ chức Trung ương", Meaning.OTHER),
    ],
)
def test_what_is_no_ban_of_the_office_is_never_made_one(office: Session, body: str, meaning: Meaning) -> None:
    found = match(office, with_leads(body)).bodies[0]
    assert (found.meaning, found.suggested) == (meaning, NOBODY)


def test_a_steering_body_is_made_for_a_time(office: Session) -> None:
    plan = with_leads("Ban Chỉ đạo triển khai Chương trình")
    found = match(office, plan).bodies[0]
    assert (found.suggested, found.temporary, found.code) == (NEW, True, "BCD")
    accept(office, plan)
    made = next(ban for ban in bans.ban_lines(office) if ban.code == "BCD")
    assert made.temporary


def test_a_body_may_be_chosen_otherwise(office: Session) -> None:
    plan, chosen = with_leads("Ban Kinh tế đối ngoại"), bans.ban_lines(office)[0].id
    result = accept(office, plan, choices=Choices(bans={"Ban Kinh tế đối ngoại": chosen}))
    assert "bans" not in result.counts
    assert office.conn.execute("SELECT ban_id FROM assignment WHERE role = 'lead'").fetchone()[0] == chosen


def test_a_kind_of_unit_is_told_from_the_body(office: Session) -> None:
    kinds = {kind.name: kind.id for kind in units.unit_kinds(office)}
    found = match(office, with_leads("Công đoàn cơ sở")).bodies[0]
    assert found.kinds == (kinds["Công đoàn cơ sở trường học"],)


def test_bans_of_the_level_above_are_not_made_here(office: Session) -> None:
    offices.edit_office(office, parent_name="Tổng Liên đoàn Lao động Việt Nam")
    issuer = "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"
    own, theirs = match(office, with_leads("Ban Tổ chức", "Ban Quan hệ lao động", issuer=issuer)).bodies
    assert own.meaning is Meaning.BAN
    assert theirs.suggested == NOBODY


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU", "own"),
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", "above"),
        ("CÔNG ĐOÀN GIÁO DỤC TỈNH MẪU", "unknown"),
        ("CÔNG ĐOÀN XÃ ĐÔNG", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_plan_of_a_higher_level_is_known_by_its_issuer(office: Session, issuer: str | None, expected: str) -> None:
    assert match(office, draft(issuer=issuer)).issuer == expected


def test_a_cited_document_is_the_one_with_its_number_unless_the_day_says_otherwise(office: Session) -> None:
    known = directives.add_directive(office, kind="Nghị quyết", as_written="02-NQ/TW", issued="2021-06-12")
    assert match(office, draft()).documents[0].suggested == known
    plan = small_plan()
    plan["references"][0]["issued_on"] = "2016-06-12"
    other = match(office, draft(plan)).documents[0]
    assert (other.suggested, other.near) == (NEW, known)


def test_the_same_plan_is_known_by_its_number_or_title_and_updated(office: Session) -> None:
    first = accept(office, draft())
    before = match(office, draft()).imported_before
    assert before is not None
    assert before.directive_id == first.directive_id
    nameless = match(office, draft(number=None, issued_on=None))
    assert nameless.imported_before is not None
    assert "trích yếu" in str(nameless.imported_before.reason)


def test_the_plan_of_another_year_with_the_same_title_is_only_shown(office: Session) -> None:
    accept(office, draft())
    found = match(office, draft(number="15/KH-LĐLĐ", issued_on="2027-01-12"))
    assert found.imported_before is None
    assert [one.sure for one in found.before] == [False]


def test_the_same_file_is_known_by_its_bytes(office: Session) -> None:
    result = accept(office, draft())
    with office.change(msg("Sửa")) as change:
        change.update("directive", result.directive_id, sha256="a" * 64, as_written="", abstract="")
    found = match(office, draft(), sha256="a" * 64).imported_before
    assert found is not None
    assert (found.directive_id, found.score) == (result.directive_id, 1)


def test_a_document_that_was_only_cited_is_filled_in_and_not_doubled(office: Session) -> None:
    cited = directives.add_directive(office, kind="Văn bản", as_written="15/KH-LĐLĐ")
    result = accept(office, draft())
    assert result.directive_id == cited
    row = office.conn.execute("SELECT * FROM directive WHERE id = ?", [cited]).fetchone()
    assert (row["kind"], row["place"], row["issued"]) == ("Kế hoạch", "Mẫu", "2026-01-12")
    assert result.counts["tasks"] == 3


def test_the_plan_above_is_found_by_its_citation_and_linked_clause_by_clause(office: Session) -> None:
    above = accept(office, draft()).directive_id
    plan = small_plan()
    plan["references"] = [
        {"number": "15/KH-LĐLĐ", "issued_on": "2026-01-12", "text": "Thực hiện Kế hoạch số 15/KH-LĐLĐ", "lines": [2, 2]}
    ]
    plan["tasks"] = [{"text": "Rà soát danh sách đoàn viên khó khăn của đơn vị", "path": ["I", "1"], "lines": [9, 9]}]
    plan["targets"], plan["duties"] = [], []
    below = draft(plan, number="03/KH-CĐCS", title="Thực hiện chăm lo tại trường", issued_on="2026-02-01")
    found = match(office, below)
    assert [(one.directive_id, one.sure) for one in found.implements] == [(above, True)]
    assert [(one.item, one.clause) for one in found.clauses] == [
        (Key("tasks", 0), "Rà soát danh sách đoàn viên khó khăn")
    ]
    result = accept(office, below)
    links = office.conn.execute("SELECT kind FROM directive_link WHERE from_id = ?", [result.directive_id]).fetchall()
    assert {row[0] for row in links} == {"implements", "cites", "issued_under"}
    assert office.conn.execute("SELECT count(*) FROM clause_link").fetchone()[0] == 1


def test_a_duty_that_the_plan_says_as_a_task_already_is_that_task(office: Session) -> None:
    plan = small_plan()
    plan["duties"] = [{"body": "Ban Tổ chức", "texts": ["Rà soát danh sách đoàn viên khó khăn."]}]
    result = accept(office, draft(plan))
    assert "duty_tasks" not in result.counts
    row = office.conn.execute("SELECT duty.*, task.text AS task FROM duty JOIN task ON task.id = task_id").fetchone()
    assert row["task"] == "Rà soát danh sách đoàn viên khó khăn"


def test_a_duty_of_a_ban_is_a_task_it_leads_and_one_of_outsiders_is_only_a_line(office: Session) -> None:
    plan = small_plan()
    plan["duties"] = [
        {"body": "Ban Tổ chức", "texts": ["Làm đầu mối tổng hợp."]},
        {"body": "Sở Giáo dục và Đào tạo", "texts": ["Phối hợp chỉ đạo."]},
    ]
    accept(office, draft(plan))
    rows = office.conn.execute("SELECT body, ban_id, task_id FROM duty ORDER BY position").fetchall()
    assert rows[1]["task_id"] is None
    lead = office.conn.execute("SELECT ban_id FROM assignment WHERE what_id = ?", [rows[0]["task_id"]]).fetchone()
    assert lead[0] == rows[0]["ban_id"]


def test_matching_reads_only(office: Session) -> None:
    tasks.add_task(office, text="Việc có sẵn")
    before = office.conn.execute("SELECT count(*) FROM change").fetchone()[0]
    match(office, draft())
    assert office.conn.execute("SELECT count(*) FROM change").fetchone()[0] == before


def test_a_ban_given_a_part_of_the_plan_leads_the_tasks_of_that_part(office: Session) -> None:
    plan = small_plan()
    plan["tasks"] = [
        {"text": "Việc ở điểm một", "path": ["III", "1", "-"], "lines": [5, 5]},
        {"text": "Việc ở điểm hai", "path": ["III", "2", "-"], "lines": [6, 6]},
        {"text": "Việc đã có ban", "path": ["III", "1", "-"], "lead": "Ban Tổ chức", "lines": [7, 7]},
    ]
    plan["duties"] = [
        {"body": "Ủy ban Kiểm tra", "texts": ["Ủy ban Kiểm tra chủ trì các nhiệm vụ tại điểm 1 mục III."]},
    ]
    result = accept(office, draft(plan))
    rows = office.conn.execute(
        """SELECT task.text, ban.code FROM task JOIN assignment ON what_id = task.id AND role = 'lead'
           JOIN ban ON ban.id = assignment.ban_id ORDER BY task.id"""
    )
    assert [tuple(row) for row in rows] == [("Việc ở điểm một", "UBKT"), ("Việc đã có ban", "ToC")]
    assert "duty_tasks" not in result.counts


def test_a_ban_that_is_given_a_part_of_the_plan_leads_its_tasks_and_nobody_is_asked(office: Session) -> None:
    given = {"body": "Ban Tổ chức", "texts": ["Ban Tổ chức theo dõi các nhiệm vụ tại điểm 1 mục II."]}
    tasks = [{"text": text, "path": ["II.", label, "-"]} for text, label in (("Mở lớp", "1."), ("Hội thi", "2."))]
    plan = msgspec.convert({"document": {"title": "Kế hoạch"}, "tasks": tasks, "duties": [given]}, PlanDraft)
    review, matches = review_of(plan), match(office, plan)
    first, second = (entry.id for entry in review.live("task"))
    assert [point.entry for point in open_points(review, matches)] == [second]
    assert passed_leads(review, matches)[first] == "Ban Tổ chức"
    nobody = changes.choose(review, "body:Ban Tổ chức", NOBODY)
    assert [point.entry for point in open_points(nobody, matches)] == [first, second]
