"""Find and replace in the grid, by keyboard: what is found is counted and shown, what is replaced is one change, what is locked stays."""

from app.plan import closing
from tests.app.plan.quarter_fixture import Quarter
from tests.ui.pages.quarter.clerk import CTRL, SHIFT, Clerk, Key


def _looked(clerk: Clerk) -> str:
    """Let the look that follows typing happen; what the bar counts."""
    clerk.page.finder.look_soon.stop()
    clerk.page.finder.look_soon.timeout.emit()
    return clerk.page.find_bar.count.full_text()


def test_words_are_found_from_where_one_stands_and_replaced_as_one_change(clerk: Clerk, quarter: Quarter) -> None:
    page = clerk.page
    quarter.log("T1", state="in_progress", result="Ban Tổ chức bàn giao", difficulty="Chờ ban khác")
    quarter.log("T3", state="in_progress", result="Chưa bàn")
    quarter.log("T4", state="in_progress", cause="Ban chậm, ban thiếu người")
    clerk.settle()
    clerk.stand("T3", "state")
    page.finder.open(replace=False)
    clerk.type("ban")
    assert _looked(clerk) == "3/4 ô, 6 chỗ", "on the first find from where one stood"
    assert clerk.standing() == ("T3", "result")
    clerk.press(Key.Key_Return)
    assert clerk.standing() == ("T4", "cause")
    page.finder.step(1)
    assert clerk.standing() == ("T1", "result"), "around at the end"
    clerk.press(Key.Key_Return, SHIFT)
    assert clerk.standing() == ("T4", "cause")
    page.finder.open(replace=True)
    assert page.find_bar.exact.isChecked(), "who replaces means the accents as typed"
    assert _looked(clerk) == "3/3 ô, 4 chỗ"
    page.find_bar.column.set_value("result")
    assert _looked(clerk) == "1/1 ô"
    page.find_bar.column.set_value("")
    page.find_bar.by.setFocus()
    clerk.type("Phòng")
    clerk.press(Key.Key_Return, CTRL)
    clerk.settle()
    assert clerk.toasts[-1] == "Đã thay 3 ô"
    assert clerk.task("T1").result == "Phòng Tổ chức bàn giao"
    assert clerk.task("T1").difficulty == "Chờ Phòng khác"
    assert clerk.task("T4").cause == "Phòng chậm, Phòng thiếu người"
    assert clerk.task("T3").result == "Chưa bàn"
    quarter.session.undo()
    clerk.settle()
    assert (clerk.task("T1").difficulty, clerk.task("T4").cause) == ("Chờ ban khác", "Ban chậm, ban thiếu người")
    clerk.press(Key.Key_Escape)
    assert not page.find_bar.isVisible()
    assert page.view.hasFocus()


def test_one_find_after_the_other_is_replaced_and_rows_without_finds_can_be_put_away(
    clerk: Clerk, quarter: Quarter
) -> None:
    page = clerk.page
    for name in ("T1", "T3"):
        quarter.log(name, state="in_progress", result="Đang làm")
    clerk.settle()
    clerk.stand("T1", "result")
    page.finder.open(replace=True)
    clerk.type("đang")
    _looked(clerk)
    page.find_bar.only.setChecked(True)
    assert page.model.rowCount() == 1 + 2, "a group and two rows"
    page.find_bar.by.setFocus()
    clerk.type("Đã")
    clerk.press(Key.Key_Return)
    clerk.settle()
    assert clerk.task("T1").result == "Đã làm"
    assert clerk.standing() == ("T3", "result")
    clerk.press(Key.Key_Escape)
    assert page.model.rowCount() > 3


def test_what_is_locked_is_found_told_and_left_as_it_is(clerk: Clerk, quarter: Quarter) -> None:
    page = clerk.page
    quarter.log("T1", state="in_progress", result="Chờ kinh phí")
    quarter.submit()
    closing.close_period(quarter.session, "2026-Q3")
    clerk.settle()
    page.finder.open(replace=True)
    clerk.type("kinh")
    assert _looked(clerk) == "1/1 ô"
    assert page.find_bar.locked.full_text() == "1 ô đã khóa"
    assert not page.find_bar.all.isEnabled()
    page.finder.replace_all()
    assert clerk.toasts[-1] == "Không có ô nào để thay."


def test_f8_goes_through_what_is_still_lacking(clerk: Clerk, quarter: Quarter) -> None:
    quarter.log("T1", state="done", percent=100, done_on="2026-09-28", result="Xong")
    quarter.log("T4", state="done", percent=100, result="Xong")
    quarter.log("T3", state="in_progress", percent=40, result="Đang")
    clerk.settle()
    clerk.stand("T1", "state")
    clerk.page.view.next_gap()
    assert clerk.standing() == ("T2", "state")
    clerk.stand("T1", "done_on")
    clerk.page.view.next_gap()
    assert clerk.standing() == ("T4", "done_on")
    clerk.page.view.next_gap()
    assert clerk.standing() == ("T2", "result"), "none further down: the next column that lacks something"
