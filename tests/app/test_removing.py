"""Taking back what was entered by mistake, and only that."""

import pytest

from app import removing
from app.errors import BadInput, NotFound, Refused
from app.people import bans, persons, units
from app.plan import calendar, exemptions, programmes, targets
from app.session import Session
from db.text_index import search
from tests.builders.office import Known, small_office
from tests.helpers.rows import rows_of


@pytest.fixture
def known(office_session: Session) -> Known:
    return small_office(office_session)


def test_what_is_used_stays_and_the_sentence_says_what_to_do_instead(office_session: Session, known: Known) -> None:
    for kind, row_id, instead in (
        *(("ban", known.tgnc, "Kết thúc ban"), ("programme", known.p1, "Kết thúc chương trình")),
        *(
            ("directive", known.plan, "Gỡ khỏi"),
            ("unit_kind", known.state, "Gỡ khỏi"),
            ("clause", known.clause, "Gỡ khỏi"),
        ),
    ):
        with pytest.raises(Refused, match=instead):
            removing.remove(office_session, kind, row_id, reason="Nhầm")
    units.merge_units(office_session, [known.e], known.d, on="2026-11-01")
    with pytest.raises(Refused, match="Giải thể"):
        removing.remove(office_session, "unit", known.d, reason="Nhầm")
    with pytest.raises(Refused, match="đang được dùng"):
        removing.remove(office_session, "unit", office_session.office.unit_id, reason="Nhầm")


def test_what_nothing_rests_on_leaves_lists_search_and_expectations(office_session: Session, known: Known) -> None:
    removing.remove(office_session, "unit", known.a, reason="Nhập hai lần")
    removing.remove(office_session, "person", known.an, reason="Nhập hai lần")
    removing.remove(office_session, "task", known.t3, reason="Nhập hai lần")
    removing.remove(office_session, "measure", known.m1, reason="Nhập hai lần")
    assert [line.name for line in units.unit_lines(office_session)] == ["Mầm non D", "Trường tư thục E"]
    assert persons.person_lines(office_session) == ()
    assert bans.ban_lines(office_session)[0].people == 0
    assert targets.target_lines(office_session) == ()
    texts = [task.text for node in programmes.tree(office_session) for task in node.tasks]
    assert texts == ["Nhiệm vụ T1", "Nhiệm vụ T2", "Nhiệm vụ T9"]
    asked = rows_of(office_session, "expectation")
    assert not {known.t3, known.m1} & {row["what_id"] for row in asked}
    assert search(office_session.conn, "t3", ["task"], 5) == []
    assert [row["gone"] for row in rows_of(office_session, "post_held")] == ["Nhập hai lần"]


def test_removing_needs_a_reason_a_known_kind_and_a_row(office_session: Session, known: Known) -> None:
    with pytest.raises(BadInput, match="Thiếu lý do"):
        removing.remove(office_session, "task", known.t3, reason="")
    with pytest.raises(BadInput, match="Loại dữ liệu"):
        removing.remove(office_session, "change", 1, reason="Nhầm")
    with pytest.raises(NotFound):
        removing.remove(office_session, "task", known.a, reason="Nhầm")
    removing.remove(office_session, "task", known.t3, reason="Nhầm")
    with pytest.raises(NotFound):
        removing.remove(office_session, "task", known.t3, reason="Nhầm")


def test_a_unit_that_is_let_off_leaves_the_base_until_it_is_asked_again(office_session: Session, known: Known) -> None:
    session = office_session

    def base() -> int:
        return next(int(row["m"]) for row in rows_of(session, "rollup") if row["what_id"] == known.m1)

    assert base() == 3
    exemptions.exempt(session, known.m1, known.a, period="2026-Q3", reason="Mới thành lập")
    assert base() == 2
    exemptions.expect_again(session, known.m1, known.a, period="2026-Q3")
    assert base() == 3
    exemptions.exempt(session, known.m1, known.a, period="2026-Q3", reason="Sáp nhập")
    assert base() == 2
    with pytest.raises(Refused, match="không được miễn"):
        exemptions.expect_again(session, known.m1, known.d, period="2026-Q3")
    with pytest.raises(NotFound, match="chưa mở"):
        exemptions.exempt(session, known.m1, known.a, period="2027-Q1", reason="Xa")
    assert calendar.current(session) == "2026-Q3"
