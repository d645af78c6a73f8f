"""History in words: every column, fixed word and id as a person would say it."""

from pathlib import Path

import pytest

from app import history
from app.clock import FrozenClock
from app.directives import add_directive
from app.errors import BadInput
from app.history_words import TABLES
from app.i18n import Message, msg
from app.people import bans, units
from app.plan import assignments, calendar, evidence, programmes, progress, reviews, targets, tasks, values
from app.session import Actor, Session
from db.queries import history as queries


@pytest.fixture
def office(office_session: Session, frozen: FrozenClock) -> Session:
    """An office at 16:41 on 5 September 2026, Thu Hằng at work."""
    office_session.actor = Actor("Thu Hằng")
    frozen.set("2026-09-05T16:41:00")
    return office_session


def told(session: Session, kind: str, row_id: int) -> list[str]:
    return [line.what for line in history.of_row(session, kind, row_id)]


def test_a_moved_due_date_reads_as_a_sentence(office: Session) -> None:
    task = tasks.add_task(office, text="Họp báo", due="2026-06-30")
    tasks.edit_task(office, task, due="2026-08-31")
    newest = history.of_row(office, "task", task)[0]
    assert str(newest) == "05/09/2026 16:41 · Thu Hằng · Thời hạn: 30/06/2026 → 31/08/2026"


def test_ids_flags_and_fixed_words_are_told_in_words(office: Session) -> None:
    ban = bans.add_ban(office, name="Ban Tổ chức", code="ToC")
    programme = programmes.add_programme(office, title="Chăm lo", number="2", lead_ban_id=ban)
    task = tasks.add_task(office, text="Tặng quà", programme_id=programme, due="2026-10-01", priority=2)
    assert told(office, "task", task) == [
        "Thêm nhiệm vụ “Tặng quà”: Chương trình: 2. Chăm lo; Thời hạn: 01/10/2026; Mức ưu tiên: cao"
    ]
    tasks.edit_task(office, task, continuous=True, needs_evidence=True)
    assert told(office, "task", task)[0] == (
        "Thời hạn: 01/10/2026 → (trống); Thường xuyên: không → có; Cần minh chứng: không → có"
    )
    assert told(office, "programme", programme) == ["Thêm chương trình “2 Chăm lo”; Chủ trì: Ban Tổ chức"]


def test_who_does_it_and_the_hand_over_belong_to_the_task(office: Session) -> None:
    one = bans.add_ban(office, name="Ban Tổ chức", code="ToC")
    other = bans.add_ban(office, name="Văn phòng", code="VP")
    task = tasks.add_task(office, text="Họp báo", lead_ban_id=one)
    assignments.hand_over(office, task, to_ban_id=other, on="2026-09-10", reason="Chia lại việc")
    assert told(office, "task", task)[0] == (
        "Chủ trì: Ban Tổ chức (Thôi từ ngày: 10/09/2026; Lý do: Chia lại việc); Chủ trì: Văn phòng"
    )


def test_an_entry_tells_its_whole_life(office: Session) -> None:
    calendar.open_period(office, "2026-Q3")
    task = tasks.add_task(office, text="Họp báo")
    entry = progress.log_progress(office, task, period="2026-Q3", state="in_progress", result="Đã họp 1 lần")
    progress.log_progress(office, task, period="2026-Q3", result="Đã họp 2 lần", percent=40)
    reviews.submit(office, period="2026-Q3")
    reviews.return_(office, progress_ids=[entry], reason="Ghi rõ ngày họp")
    progress.log_progress(office, task, period="2026-Q3", result="Đã họp 02/9 và 04/9")
    reviews.submit(office, period="2026-Q3")
    reviews.approve(office, progress_ids=[entry])
    assert told(office, "progress", entry)[::-1] == [
        "Trạng thái: Đang thực hiện; Kết quả: Đã họp 1 lần",
        "Tỷ lệ: 40%; Kết quả: Đã họp 1 lần → Đã họp 2 lần",
        "Trình duyệt",
        "Trả lại: Ghi rõ ngày họp",
        "Trả lời phiếu trả lại; Kết quả: Đã họp 2 lần → Đã họp 02/9 và 04/9",
        "Trình duyệt",
        "Duyệt",
    ]


def test_an_amended_figure_names_reason_and_authority_and_keeps_its_decimals(office: Session) -> None:
    kind = units.add_unit_kind(office, name="Trường học", level=3, sector="state")
    unit = units.add_unit(office, name="CĐCS THPT Mẫu A", kind_id=kind)
    measure = targets.add_measure(office, programme_id=None, text="Kinh phí", form="money", decimals=1)
    calendar.open_period(office, "2026-Q3")
    value = values.log_value(office, measure, unit_id=unit, period="2026-Q3", val="1.234,5")
    reviews.submit(office, period="2026-Q3")
    reviews.amend_value(office, value, reason="Sót một khoản", authority="Công văn 12", val="1.300")
    newest, *_, oldest = told(office, "value", value)
    assert newest == "Đính chính; Lý do: Sót một khoản; Căn cứ: Công văn 12; Số: 1.234,5 → 1.300,0; Trình duyệt"
    assert oldest == "Số: 1.234,5"


def test_undo_says_that_it_is_one(office: Session) -> None:
    task = tasks.add_task(office, text="Họp báo")
    tasks.edit_task(office, task, text="Họp báo quý")
    office.undo()
    assert told(office, "task", task)[0] == "Hoàn tác: Nội dung: Họp báo quý → Họp báo"


def test_revisions_that_came_in_bulk_tell_for_themselves(office: Session) -> None:
    calendar.open_period(office, "2026-Q3")
    task = tasks.add_task(office, text="Họp báo")
    with office.change(msg("Ghi dữ liệu mẫu"), kind="bulk", counter_action="restore") as change:
        head = ("id", "seat_id", "task_id", "unit_id", "period", "head_rev")
        change.bulk("progress_entry", head, [(9, office.office.seat_id, task, office.office.unit_id, "2026-Q3", 1)])
        rev = ("entry_id", "rev", "at_ms", "person_text", "state", "result")
        change.bulk("progress_rev", rev, [(9, 1, 1_780_000_000_000, "Minh", "done", "Xong")])
    line = history.of_row(office, "progress", 9)[0]
    assert (line.who, line.what, line.at_ms) == ("Minh", "Trạng thái: Hoàn thành; Kết quả: Xong", 1_780_000_000_000)
    newest = history.changes(office, 1)[0]
    assert history.of_change(office, newest.change_id) == ("Ghi hàng loạt 1 dòng nhật ký",) * 2


def test_papers_and_documents_have_their_history(office: Session, tmp_path: Path) -> None:
    directive = add_directive(office, kind="Kế hoạch", as_written="07/KH-LĐLĐ", issued="2026-01-05")
    assert told(office, "directive", directive) == [
        "Thêm văn bản “07/KH-LĐLĐ”: Loại văn bản: Kế hoạch; Ngày ban hành: 05/01/2026"
    ]
    paper = tmp_path / "biên bản.txt"
    paper.write_text("Biên bản", encoding="utf-8")
    task = tasks.add_task(office, text="Họp báo")
    evidence.attach(office, "task", task, path=paper, note="bản ký")
    assert told(office, "task", task)[0] == "Minh chứng: biên bản.txt; Ghi chú: bản ký"


def test_a_change_tells_each_of_its_rows_by_name(office: Session) -> None:
    task = tasks.add_task(office, text="Họp báo", due="2026-06-30")
    tasks.edit_task(office, task, due="2026-08-31")
    newest, older = history.changes(office, 2)
    assert history.of_change(office, newest.change_id)[-1] == ("Nhiệm vụ “Họp báo”: Thời hạn: 30/06/2026 → 31/08/2026")
    assert history.of_change(office, older.change_id) == ("Thêm nhiệm vụ “Họp báo”: Thời hạn: 30/06/2026",)
    assert history.changes(office, 1, before_id=newest.change_id)[0] == older


def test_an_unknown_kind_is_named(office: Session) -> None:
    with pytest.raises(BadInput, match="con mèo"):
        history.of_row(office, "con mèo", 1)


def test_every_told_column_exists_and_every_row_it_names_can_be_named(office: Session) -> None:
    for table, words in TABLES.items():
        known = {row["name"] for row in office.conn.execute(f"PRAGMA table_info({table})")}
        assert set(words.columns) <= known, table
        named = {told.how for told in words.columns.values() if isinstance(told.how, str)}
        plain = {"date", "flag", "text", "figure", "percent", "period"}
        assert named - plain <= queries.NAMED, table
        assert isinstance(words.noun, Message)
    for kind in queries.NAMED:
        assert queries.names(office.conn, kind, [1, 2]) is not None
    for kind in queries.KINDS:
        assert queries.told(office.conn, kind, 1) is not None
