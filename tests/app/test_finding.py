"""Ctrl+K over the core: everything by words, abbreviations, initial letters; what was opened lately first; nothing that is gone."""

from datetime import date
from itertools import groupby

import pytest

from app.directives import add_directive
from app.finding import Finding, Initials
from app.i18n import msg
from app.people import bans, persons, units
from app.plan import calendar, programmes, progress, tasks
from app.search import matches
from app.session import Session


@pytest.fixture
def office(office_session: Session) -> Session:
    """An office where many units have the words of one task in their names."""
    session = office_session
    bans.add_ban(session, name="Ban Tổ chức", code="ToC")
    persons.add_person(session, name="Đỗ Mạnh Cường", post="Trưởng ban")
    kind = units.add_unit_kind(session, name="Công đoàn cơ sở", level=3, sector="state")
    for number in range(40):
        units.add_unit(session, name=f"Công đoàn cơ sở xã {number}", kind_id=kind, code=f"DV{number:02}")
    programme = programmes.add_programme(session, title="Phát triển đoàn viên", number="1")
    task = tasks.add_task(session, text="Rà soát công đoàn cơ sở yếu kém", number="1.1", programme_id=programme)
    tasks.add_task(session, text="Tập huấn công đoàn cơ sở", number="1.2", programme_id=programme)
    add_directive(session, kind="Kế hoạch", as_written="07/KH-LĐLĐ", issued="2026-01-05", abstract="Chăm lo Tết")
    calendar.open_period(session, "2026-Q3")
    progress.log_progress(session, task, period="2026-Q3", result="Công đoàn cơ sở đã rà soát xong 12 đơn vị")
    return session


def titles(finding: Finding, text: str, opened: list[tuple[str, int]] | None = None) -> list[tuple[str, str]]:
    return [(hit.kind, hit.title) for hit in finding.find(text, opened or [])]


def test_a_thousand_units_never_hide_the_one_task_and_the_one_entry(office: Session) -> None:
    found = titles(Finding(office), "cong doan co so")
    kinds = [kind for kind, _ in found]
    assert {"task", "unit", "progress"} <= set(kinds)
    assert kinds.count("task") == 2
    assert len(found) <= 30
    assert [kind for kind, _ in groupby(kinds)] == list(dict.fromkeys(kinds)), "finds of a kind stand together"


def test_initial_letters_find_and_are_gathered_anew_after_a_change(office: Session) -> None:
    finding = Finding(office)
    office.subscribe(finding.heard)
    assert titles(finding, "btc") == [("ban", "Ban Tổ chức")]
    assert ("person", "Đỗ Mạnh Cường") in titles(finding, "dmc")
    assert titles(finding, "bkt") == []
    bans.add_ban(office, name="Ban Kiểm tra", code="KT")
    assert titles(finding, "bkt") == [("ban", "Ban Kiểm tra")]
    assert Initials([("ban", 1, "ban to chuc"), ("task", 2, "x ban to chuc")]).find("btc", 9) == [
        ("ban", 1),
        ("task", 2),
    ]


def test_what_was_opened_lately_comes_first_while_it_is_there(office: Session) -> None:
    finding = Finding(office)
    units_found = [hit for hit in finding.find("xã") if hit.kind == "unit"]
    old = units_found[-1]
    opened = [("unit", old.id), ("task", 999_999)]
    assert finding.find("cdcs xa", opened)[0] == old
    assert finding.recall(opened) == (old,)
    task = tasks.add_task(office, text="Việc nhầm")
    assert [hit.title for hit in finding.recall([("task", task), *opened])] == ["Việc nhầm", old.title]
    office.undo()
    assert finding.recall([("task", task), *opened]) == (old,)


def test_what_begins_with_the_words_stands_before_what_only_holds_them(office: Session) -> None:
    found = titles(Finding(office), "tap huan")
    assert found[0] == ("task", "1.2 Tập huấn công đoàn cơ sở")
    assert Finding(office).find("   ") == ()


def test_a_signed_paper_is_found_by_its_number_its_name_and_who_signed(office: Session) -> None:
    seat = office.office.seat_id
    with office.change(msg("Ký")) as change:
        number = change.insert(
            "number_register", seat_id=seat, year=2026, doc_kind="BC", number=5, symbol="05/BC-LĐLĐ", state="issued"
        )
        change.insert(
            "report", seat_id=seat, kind="quarter", period="2026-Q3", as_of="closed", register_id=number,
            signed_on=date(2026, 10, 2).isoformat(), signer_text="Nguyễn Văn Bảy", content_sha256="0" * 64, pdf_sha256="0" * 64,
        )  # fmt: skip
    finding = Finding(office)
    for words in ("05 bc", "bao cao quy iii", "van bay"):
        hit = next(hit for hit in finding.find(words) if hit.kind == "report")
        assert hit.title == "05/BC-LĐLĐ · Báo cáo quý, quý III/2026"
        assert hit.context == "Nguyễn Văn Bảy ký 02/10/2026"
    assert finding.recall([("report", hit.id)]) == (hit,)


@pytest.mark.parametrize(
    ("title", "text", "marked"),
    [
        ("Ban Tổ chức", "to ch", ["Tổ", "ch"]),
        ("Thành lập công đoàn cơ sở", "lap cdcs", ["lập", "công", "đoàn", "cơ", "sở"]),
        ("Ra mắt CĐCS", "cong doan co so", ["CĐCS"]),
        ("Ban Tổ chức", "btc", ["B", "T", "c"]),
        ("“Đoàn viên” mới", "doan", ["Đoàn"]),
    ],
)
def test_a_title_shows_what_of_it_answers(title: str, text: str, marked: list[str]) -> None:
    assert [title[start : start + length] for start, length in matches(title, text)] == marked


@pytest.mark.parametrize(
    "text", ["", "   ", "…", '"', "()", "*", "NEAR(", "AND OR NOT", "-a", "đ", "'; DROP TABLE task; --"]
)
def test_nothing_a_person_types_breaks_it(office: Session, text: str) -> None:
    Finding(office).find(text)
