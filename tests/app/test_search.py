"""Search over everything: without accents, by words, abbreviations both ways, each find with its place."""

import pytest

from app.directives import add_clause, add_directive
from app.errors import BadInput
from app.people import bans, persons, units
from app.plan import calendar, programmes, progress, targets, tasks
from app.search import Hit, match_expression, search
from app.session import Session


@pytest.fixture
def office(office_session: Session) -> Session:
    """An office with one of everything that search finds."""
    session = office_session
    ban = bans.add_ban(session, name="Ban Chính sách - Pháp luật", code="CSPL")
    persons.add_person(session, name="Đỗ Mạnh Cường", post="Trưởng ban", ban_id=ban)
    kind = units.add_unit_kind(session, name="Công đoàn cơ sở trường học", level=3, sector="state")
    units.add_unit(session, name="CĐCS Trường Tiểu học Hoà Bình", kind_id=kind, code="DV01")
    directive = add_directive(
        session, kind="Kế hoạch", as_written="07/KH-LĐLĐ", issued="2026-01-05", abstract="Chăm lo Tết"
    )
    add_clause(session, directive, label="II.1", text="Tặng quà đoàn viên khó khăn")
    programme = programmes.add_programme(
        session, title="Xây dựng công đoàn cơ sở vững mạnh", number="3", lead_ban_id=ban
    )
    section = programmes.add_section(session, programme, number="I", title="Củng cố tổ chức")
    task = tasks.add_task(
        session,
        text="Hội nghị người lao động ở phường Hòa Bình đạt đồng thuận cao",
        number="3.1",
        programme_id=programme,
        section_id=section,
    )
    tasks.add_task(session, text="Phục vụ đoàn kiểm tra")
    measure = targets.add_measure(session, programme_id=programme, text="Tỷ lệ đơn vị có tổ tự quản", form="ratio")
    targets.add_target(session, measure, text="Từ 80% đơn vị trở lên có tổ tự quản", value=80, number="1")
    calendar.open_period(session, "2026-Q3")
    progress.log_progress(
        session, task, period="2026-Q3", result="Đã họp 4 lần", difficulty="BCH thay đổi nhân sự, thiếu kinh phí"
    )
    return session


def found(session: Session, text: str, **how: object) -> list[tuple[str, str]]:
    return [(hit.kind, hit.title) for hit in search(session, text, **how)]  # type: ignore[arg-type]  # limit or kinds


def test_accents_and_spelling_schools_do_not_matter(office: Session) -> None:
    assert found(office, "dong thuan") == [("task", "3.1 Hội nghị người lao động ở phường Hòa Bình đạt đồng thuận cao")]
    assert {kind for kind, _ in found(office, "hoa binh")} == {"task", "unit"}
    assert {kind for kind, _ in found(office, "HOÀ BÌNH")} == {"task", "unit"}
    assert found(office, "do manh cuong") == [("person", "Đỗ Mạnh Cường")]


def test_every_word_must_occur_and_the_last_may_be_unfinished(office: Session) -> None:
    assert [kind for kind, _ in found(office, "binh thuan")] == ["task"]
    assert [kind for kind, _ in found(office, "hoi nghi dong thu")] == ["task"]
    assert [kind for kind, _ in found(office, "vung ma")] == ["programme"]
    assert found(office, "dong thuan khong co") == []


def test_abbreviations_find_their_words_and_words_their_abbreviations(office: Session) -> None:
    by_short, by_words = found(office, "cdcs"), found(office, "công đoàn cơ sở")
    assert {kind for kind, _ in by_short} == {"programme", "unit"}
    assert sorted(by_words) == sorted(by_short)
    assert [kind for kind, _ in found(office, "ban chấp hành thay đổi")] == ["progress"]
    assert [kind for kind, _ in found(office, "bch thay")] == ["progress"]


def test_each_find_says_where_it_stands(office: Session) -> None:
    task, entry = search(office, "dong thuan")[0], search(office, "kinh phi")[0]
    assert (task.context, task.when) == ("Chương trình 3", "")
    assert entry.title == "BCH thay đổi nhân sự, thiếu kinh phí"
    assert entry.context == (
        "3.1 Hội nghị người lao động ở phường Hòa Bình đạt đồng thuận cao · Quý III/2026 · LĐLĐ tỉnh Mẫu"
    )
    assert entry.when == "2026-Q3"
    assert search(office, "doan kiem tra")[0].context == "Nhiệm vụ đột xuất"
    assert search(office, "cham lo tet")[0] == Hit(
        "directive",
        search(office, "cham lo")[0].id,
        "Kế hoạch 07/KH-LĐLĐ",
        "ngày 05/01/2026 · Chăm lo Tết",
        "2026-01-05",
    )
    assert search(office, "tang qua")[0].context == "Kế hoạch 07/KH-LĐLĐ"
    assert search(office, "chinh sach")[0].context == "CSPL"
    assert search(office, "cuong")[0].context == "Trưởng ban"
    assert search(office, "tieu hoc")[0].context == "DV01 · Công đoàn cơ sở trường học"
    assert search(office, "tu quan")[0].context == "Chương trình 3"
    assert search(office, "cung co")[0].context == "Chương trình 3"


def test_kinds_narrow_the_search_and_unknown_ones_are_named(office: Session) -> None:
    assert {hit.kind for hit in search(office, "hoa binh", kinds=("unit",))} == {"unit"}
    assert len(search(office, "hoa binh", limit=1)) == 1
    with pytest.raises(BadInput, match="chó"):
        search(office, "hoa", kinds=("chó",))


@pytest.mark.parametrize(
    "text", ["", "   ", "…", '"', "()", "*", "NEAR(", "AND OR NOT", "-a", "đ", "'; DROP TABLE task; --"]
)
def test_nothing_a_person_types_breaks_the_search(office: Session, text: str) -> None:
    search(office, text)


def test_a_long_paste_is_cut_before_it_is_looked_for() -> None:
    assert match_expression("hòa " * 1000).count("hoa") == 50


def test_a_change_is_found_at_once_and_undone_is_gone(office: Session) -> None:
    tasks.add_task(office, text="Rà soát thỏa ước")
    assert len(search(office, "thoa uoc")) == 1
    office.undo()
    assert search(office, "thoa uoc") == ()
