"""The guide of the close: what is missing, where it is, what the report will say, and what stands after the lock."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from app.plan import closing
from app.plan.readiness import readiness
from tests.ui.at_window import ALT, CTRL, SHIFT, AtWindow, Key
from ui.pages.closing.locking import Locking
from ui.pages.closing.steps import Owner
from ui.widgets.cells import ID_ROLE

Q1, Q3 = "2026-Q1", "2026-Q3"


def test_every_line_leads_to_its_place_and_back_to_the_same_line(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("closing")
    for step in ("missing", "values", "returned", "inconsistent", "same", "approve"):
        page.show_step(step)
        page.view.setFocus()
        me.press(Key.Key_Down)
        finding = page.view.currentIndex().data(ID_ROLE)
        me.press(Key.Key_Return)
        me.settle()
        assert me.window.current_key() == "quarter", step
        row = me.page.model.row_at(me.page.view.currentIndex().row())  # type: ignore[attr-defined]  # the quarter page
        assert row.key[0] == finding.what_id, f"{step}: just that cell"
        me.press(*((Key.Key_Left, ALT) if step == "missing" else (Key.Key_Escape,)))
        me.settle()
        assert me.window.current_key() == "closing"
        assert page.view.currentIndex().data(ID_ROLE) == finding, "the same line"
        assert me.focus() is page.view


def test_what_is_missing_stands_under_those_who_owe_it_and_enter_copies_a_reminder(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("closing")
    page.view.setFocus()
    me.press(Key.Key_Home, CTRL)
    owner = page.view.currentIndex().data(ID_ROLE)
    assert isinstance(owner, Owner)
    assert owner.name == "Công đoàn xã Mẫu Sơn Thượng"
    me.press(Key.Key_Return)
    me.settle()
    assert QGuiApplication.clipboard().text().startswith("Kính gửi Công đoàn xã Mẫu Sơn Thượng: quý III/2026 còn ")
    assert me.toast() == "Đã chép lời nhắc Công đoàn xã Mẫu Sơn Thượng"
    bans = [row[1] for row in me.table(page.view) if row[-1] == "Chép lời nhắc"]
    assert "Ban Tổ chức" in bans, "the office's own tasks under the ban that leads them"


def test_several_are_approved_or_returned_at_once_with_one_reason_and_one_undo(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("closing")
    page.show_item(("step", "approve"))
    before = readiness(me.session, Q3)
    lines = page.view.model().rowCount()
    assert lines == before.waiting == 592
    me.press(Key.Key_Home, CTRL)
    me.press(Key.Key_Down, SHIFT, times=2)
    me.click("Duyệt 3 bản", page)
    me.settle()
    assert (readiness(me.session, Q3).approved, me.toast()) == (before.approved + 3, "Đã duyệt 3 bản")
    me.press(Key.Key_Z, CTRL)
    me.settle()
    assert readiness(me.session, Q3).approved == before.approved, "one step back for all three"
    page.view.setFocus()
    me.press(Key.Key_Home, CTRL)
    me.press(Key.Key_Down, SHIFT)
    me.click("Trả lại 2 bản…", page)
    me.press(Key.Key_Return, CTRL)
    me.settle()
    assert "lý do" in me.sheet_says(), "a return without a reason is refused where it was asked for"
    me.save(reason="Ghi rõ số người tham gia")
    assert (readiness(me.session, Q3).returned, me.toast()) == (before.returned + 2, "Đã trả lại 2 bản")
    assert page.view.model().rowCount() == 590
    me.press(Key.Key_Z, CTRL)
    me.settle()
    assert readiness(me.session, Q3).returned == before.returned
    me.click("Duyệt tất cả", page)
    me.settle()
    assert readiness(me.session, Q3).waiting == 0
    assert me.texts(page)[0] == "Mọi bản đã trình đều đã được xét."


def test_what_the_report_will_say_and_what_locking_now_would_mean_stand_beside_the_guide(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("closing")
    said = " ".join(me.texts(page))
    assert "Nếu khóa lúc này" in said
    assert "46/51 nhiệm vụ đúng tiến độ (90,2%)" in said
    assert "2 ô bị trả lại phải sửa trước khi khóa" in said
    page.show_step("report")
    me.settle()
    lines = me.texts(page.gist)
    assert "I. Tình hình chung" in lines
    assert any("15 nhiệm vụ hoàn thành đúng hạn" in line for line in lines)
    me.click("Mở bản đầy đủ", page)
    me.settle()
    assert me.window.current_key() == "reports"
    page = me.go("closing")
    me.click("Khóa quý…")
    me.settle()
    assert page.message.text() == "", "nothing is asked while something must be done before"
    assert me.texts(page)[0].startswith("Còn ")
    assert any("trả lại" in " ".join(row).lower() for row in me.table(page.view))


def test_a_locked_quarter_says_who_locked_it_prints_exports_and_leads_on(
    at_sample: AtWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = at_sample
    page = me.go("closing")
    me.window.set_period(Q1)
    me.settle()
    assert me.texts(page)[0] == "Quý I/2026 đã khóa"
    assert any("Khóa lúc 09/04/2026 16:21, người khóa: Trần Thị Minh Nguyệt" in line for line in me.texts(page))
    assert len(me.table(page.view)) == 1, "what was amended since"
    assert not me.has_button("Khóa quý…")
    assert not me.has_button("Trình tất cả bản nháp")
    monkeypatch.setattr(Locking, "choose_folder", lambda _self: str(tmp_path))
    me.click("Ghi PDF, Word, Excel vào thư mục gửi", page)
    me.settle()
    written = sorted(path.suffix for path in tmp_path.glob("*2026-q1*"))
    assert written == [".docx", ".pdf", ".xlsx"]
    assert me.toast().endswith("vào thư mục gửi")
    me.click("Sang quý II/2026", page)
    me.settle()
    assert (me.window.current_key(), me.window.period) == ("quarter", "2026-Q2")
    me.press(Key.Key_Left, ALT)
    me.settle()
    assert (me.window.current_key(), me.window.period) == ("closing", Q1)
    me.click("Xem và in báo cáo quý", page)
    me.settle()
    assert me.window.current_key() == "reports"


def test_locking_makes_a_backup_is_not_undone_and_opens_the_next_quarter(at_new: AtWindow) -> None:
    me = at_new
    page = me.go("closing")
    period = me.window.period
    assert "Mọi nhiệm vụ phải ghi đều đã có nhật ký." in me.texts(page), (
        "an office with nothing yet has nothing missing"
    )
    me.click("Khóa quý…")
    me.click("Khóa quý IV/2026")
    me.settle()
    lock = closing.lock_of(me.session, period)
    assert lock is not None
    assert lock.who == "Thu Hằng"
    assert any("đã sao lưu sau khi khóa" in line for line in me.texts(page))
    me.press(Key.Key_Z, CTRL)
    me.settle()
    assert "đính chính" in page.message.text().lower(), "the lock is not undone; it says what to do instead"
    me.click("Mở quý I/2027", page)
    me.settle()
    assert (me.window.current_key(), me.window.period) == ("quarter", "2027-Q1")
