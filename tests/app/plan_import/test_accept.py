"""Taking over a marked plan: everything in its place, one step, and taken back whole."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.errors import BadInput
from app.people import bans, units
from app.plan import assignments, programmes, targets
from app.plan_import.accept import AcceptResult, accept, read_plan
from app.plan_import.draft import Document, PlanDraft, Programme, Reference
from app.session import Session
from db.state import state_hash
from tests.app.plan_import.small_plan import small_plan


def taken(session: Session, plan: dict[str, Any] | None = None) -> AcceptResult:
    return accept(session, read_plan(json.dumps(plan or small_plan()).encode()))


def column(session: Session, sql: str) -> list[Any]:
    return [row[0] for row in session.conn.execute(sql)]


@pytest.fixture
def office(office_session: Session) -> Session:
    """An office with one ban and a school below it."""
    bans.add_ban(office_session, name="Ban Chính sách - Pháp luật", code="CSPL")
    kind = units.add_unit_kind(office_session, name="Công đoàn cơ sở trường học", level=3, sector="state")
    units.add_unit(office_session, name="CĐCS Trường THPT Mẫu A", kind_id=kind)
    return office_session


def test_every_kind_of_item_finds_its_place(office: Session) -> None:
    result = taken(office)
    assert result.counts == {
        "directives": 3,
        "references": 1,
        "programmes": 3,
        "duties": 2,
        "sections": 3,
        "clauses": 7,
        "tasks": 3,
        "passed_down": 2,
        "duty_tasks": 1,
        "measures": 4,
        "targets": 5,
        "milestones": 1,
        "bans": 2,
    }
    assert [warned.code for warned in result.warnings] == ["odd_threshold"]


def test_undo_takes_the_whole_plan_back_and_redo_brings_it_again(office: Session) -> None:
    before = state_hash(office.conn)
    taken(office)
    after = state_hash(office.conn)
    office.undo()
    assert state_hash(office.conn) == before
    office.redo()
    assert state_hash(office.conn) == after


def test_the_document_its_decision_and_what_it_cites_are_linked(office: Session) -> None:
    result = taken(office)
    row = office.conn.execute("SELECT * FROM directive WHERE id = ?", [result.directive_id]).fetchone()
    assert (row["kind"], row["number"], row["symbol"], row["issued"]) == ("Kế hoạch", "15", "KH-LĐLĐ", "2026-01-12")
    assert row["abstract"] == "Chăm lo đoàn viên năm 2026"
    links = office.conn.execute(
        "SELECT directive_link.kind, directive.kind, as_written FROM directive_link JOIN directive ON directive.id = to_id"
    )
    assert sorted(tuple(link) for link in links) == [
        ("cites", "Nghị quyết", "02-NQ/TW"),
        ("issued_under", "Quyết định", "30/QĐ-LĐLĐ"),
    ]


def test_documents_of_one_number_and_several_days_are_several(office: Session) -> None:
    cited = [Reference(number="12/KH-TLĐ", issued_on=day) for day in (date(2024, 3, 1), date(2025, 3, 3), None)]
    plan = PlanDraft(
        document=Document(kind="Kế hoạch", number="9/KH-LĐLĐ", title="Chăm lo Tết"),
        programmes=[Programme(title="Chăm lo Tết")],
        references=cited,
    )
    accept(office, plan)
    once = state_hash(office.conn)
    days = office.conn.execute("SELECT issued FROM directive WHERE as_written = '12/KH-TLĐ' ORDER BY issued").fetchall()
    assert [row["issued"] for row in days] == ["2024-03-01", "2025-03-03"]
    accept(office, plan)
    assert state_hash(office.conn) == once


def test_a_document_that_is_there_already_is_linked_to_and_not_written_twice(office: Session) -> None:
    taken(office)
    plan = small_plan()
    plan["document"]["number"] = "16/KH-LĐLĐ"
    taken(office, plan)
    assert column(office, "SELECT count(*) FROM directive WHERE as_written = '02-NQ/TW'") == [1]


def test_bans_are_matched_by_their_words_and_made_when_new(office: Session) -> None:
    taken(office)
    known = {(ban.code, ban.name) for ban in bans.ban_lines(office)}
    assert known == {("CSPL", "Ban Chính sách - Pháp luật"), ("ToC", "Ban Tổ chức"), ("TC", "Ban Tài chính")}
    leads = {node.title: node.lead_code for node in programmes.tree(office) if node.id}
    assert leads["Chăm lo dịp Tết"] == "CSPL"
    assert leads["Nhà ở công nhân"] == "ToC"


def test_what_begins_like_a_ban_and_is_none_gets_no_duty(office: Session) -> None:
    result = taken(office)
    assert not any("Ban Chấp hành" in str(note) for note in result.notes)
    assert not any("Chấp hành" in ban.name for ban in bans.ban_lines(office))


def test_claims_on_one_thing_are_targets_of_one_measure_with_exact_values(office: Session) -> None:
    taken(office)
    lines = {line.text: line for line in targets.target_lines(office)}
    first, second = lines["Đến năm 2028 có 80% đoàn viên khó khăn được tặng quà"], lines["đến năm 2030 có 92,5%"]
    assert first.measure_id == second.measure_id
    assert (str(first.value), str(second.value)) in {("80.0", "92.5"), ("80", "92.5")}
    assert (first.form, first.decimals, first.h_to, second.h_to) == ("ratio", 1, 2028, 2030)
    houses = lines["Giai đoạn 2026 - 2030 xây 40 nhà"]
    assert (houses.form, houses.entry, houses.horizon, houses.h_from) == ("count", "increment", "span", 2026)
    assert lines["Hầu hết đơn vị có tổ tương trợ"].form == "words"
    assert lines["Hầu hết đơn vị có tổ tương trợ"].horizon == "none"
    assert lines["Quyết toán đúng hạn"].form == "yesno"


def test_tasks_keep_window_details_clause_and_who_must_do_them(office: Session) -> None:
    taken(office)
    own, down, told = office.conn.execute(
        "SELECT task.*, clause.label, clause.path, line1, line2 FROM task JOIN clause ON clause.id = clause_id ORDER BY task.id"
    ).fetchall()
    assert (own["starts"], own["due"], own["continuous"], own["scope"]) == ("2026-01-15", "2026-02-10", 0, "own")
    assert own["details"] == "quà bằng tiền;\nquà bằng hiện vật."
    assert (own["label"], own["path"], own["line1"], own["line2"]) == ("a)", "II › 1 › a)", 13, 15)
    assert (down["continuous"], down["scope"]) == (1, "passed_down")
    assert (told["text"], told["scope"]) == ("Báo cáo trước ngày 05/12.", "passed_down")
    assert [given.unit_kind for given in assignments.of(office, down["id"]) if given.unit_kind] == [
        "Công đoàn cơ sở trường học"
    ]
    assert [given.ban_code for given in assignments.of(office, own["id"]) if given.role == "collaborate"] == ["TC"]


def test_what_a_level_above_passes_down_is_our_own_work(office: Session) -> None:
    from app.people.offices import edit_office

    edit_office(office, parent_name="Tổng Liên đoàn Lao động Việt Nam")
    plan = small_plan()
    plan["document"]["issuer"] = "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"
    taken(office, plan)
    assert column(office, "SELECT DISTINCT scope FROM task") == ["own"]


def test_a_plan_without_programmes_is_itself_one(office: Session) -> None:
    plan = small_plan()
    plan["programmes"], plan["duties"] = [], []
    taken(office, plan)
    assert column(office, "SELECT title FROM programme") == ["Chăm lo đoàn viên năm 2026"]


def test_an_empty_plan_is_refused_and_leaves_nothing(office: Session) -> None:
    before = state_hash(office.conn)
    with pytest.raises(BadInput):
        taken(office, {"document": {}, "references": [{"number": "1/KH"}]})
    assert state_hash(office.conn) == before


def test_the_source_is_kept_with_the_document(office: Session, tmp_path: Path) -> None:
    source = tmp_path / "ke-hoach.txt"
    source.write_text("KẾ HOẠCH", encoding="utf-8")
    accept(office, read_plan(json.dumps(small_plan()).encode()), file=source)
    assert column(office, "SELECT name FROM evidence WHERE on_kind = 'directive'") == ["ke-hoach.txt"]


def test_counts_and_sums_keep_the_unit_they_are_written_in(office: Session) -> None:
    """A sum in another unit is never counted together with it."""
    plan = small_plan()
    claims = ("Vận động 500 triệu đồng", 500), ("Vận động 2,5 tỷ đồng", 2.5), ("Kết nạp 120 đoàn viên", 120)
    plan["targets"] = [
        {**plan["targets"][0], "text": text, "text_full": text, "value": value, "unit": "count", "measure": text[:7]}
        for text, value in claims
    ]
    taken(office, plan)
    assert column(office, "SELECT form || ' ' || unit_text FROM measure ORDER BY id") == [
        "money triệu đồng",
        "money tỷ đồng",
        "count đoàn viên",
    ]


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("NĂM 2026", "Chương trình công tác năm 2026"),
        ("QUÝ III NĂM 2026", "Chương trình công tác quý III năm 2026"),
        ("Nâng cao chất lượng công đoàn cơ sở năm 2026", "Nâng cao chất lượng công đoàn cơ sở năm 2026"),
    ],
)
def test_a_programme_is_not_called_by_its_year_alone(office_session: Session, title: str, called: str) -> None:
    plan = {**small_plan(), "programmes": [], "duties": []}
    plan["document"] = {**plan["document"], "kind": "CHƯƠNG TRÌNH CÔNG TÁC", "title": title}
    taken(office_session, plan)
    assert column(office_session, "SELECT title FROM programme") == [called]
