"""What stands in the grid and is not saved is told for keeping, and finds its place again."""

from app.drafts import KeptText
from app.plan import closing
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.ui.pages.quarter.clerk import Clerk, Key
from ui.kept_sheets import KeptSheets
from ui.kept_typing import KeptTyping
from ui.pages.quarter.kept_cells import KeptCells
from ui.pages.quarter.sheets import AmendSheet
from ui.widgets.buttons import Button


def test_an_open_cell_and_a_refused_one_are_kept_until_they_are_saved_or_given_up(
    clerk: Clerk, quarter: Quarter
) -> None:
    kept, _cells = _keeping(clerk, quarter)
    clerk.stand("T3", "percent")
    clerk.enter("250")
    clerk.settle()
    clerk.stand("T3", "result")
    clerk.type("Đang gõ")
    clerk.settle()
    kept.write()
    clerk.settle()
    left = KeptTyping(quarter.session, clerk.jobs).waiting
    assert [(one.title, one.fields) for one in left] == [
        ("T3 Nhiệm vụ T3 · %", {"": "250"}),
        ("T3 Nhiệm vụ T3 · Kết quả, sản phẩm", {"": "Đang gõ"}),
    ]
    clerk.press(Key.Key_Escape)
    clerk.stand("T3", "percent")
    clerk.enter("25")
    clerk.settle()
    kept.write()
    clerk.settle()
    assert KeptTyping(quarter.session, clerk.jobs).waiting == []


def test_a_text_whose_cell_was_changed_since_is_shown_beside_it(clerk: Clerk, quarter: Quarter) -> None:
    _kept, cells = _keeping(clerk, quarter)
    quarter.log("T3", state="in_progress", result="Nay đã khác")
    clerk.settle()
    where = ("cell", Q3, "own", *clerk.key("T3"), "result")
    assert cells.resume(KeptText("quarter", "T3", {"": "Chữ cũ"}, "Trước kia", where))
    clerk.settle()
    assert clerk.task("T3").result == "Nay đã khác"
    assert clerk.shown("T3", "result") == "Chữ cũ"
    assert "Xem cả hai bản" in clerk.page.message.text()
    assert not cells.resume(KeptText("quarter", "Trả lại", {"reason": "x"}))


def test_an_amendment_that_was_being_written_opens_again_with_its_reason(clerk: Clerk, quarter: Quarter) -> None:
    quarter.log_everything()
    quarter.submit()
    closing.close_period(quarter.session, Q3)
    clerk.settle()
    kept, cells = _keeping(clerk, quarter)
    sheets = KeptSheets(kept)
    clerk.page.sheet_opened.connect(lambda sheet: sheets.watch("quarter", sheet))
    clerk.stand("T3", "result")
    clerk.page.rows.amend()
    sheet = clerk.page.findChild(AmendSheet)
    assert sheet is not None
    assert sheet.form is not None
    sheet.form.row("reason").editor.setFocus()
    clerk.type("Thống kê sót")
    kept.write()
    clerk.settle()
    (left,) = KeptTyping(quarter.session, clerk.jobs).waiting
    assert left.fields == {"reason": "Thống kê sót"}

    sheet.close_sheet()
    kept.waiting = [left]
    assert cells.resume(left)
    again = next(one for one in clerk.page.findChildren(AmendSheet) if one.isVisible())
    assert again.message.text() == "Chữ chưa lưu từ lần trước được giữ lại"
    next(button for button in again.message.findChildren(Button) if button.text() == "Dùng").click()
    assert again.form is not None
    assert again.form.value("reason") == "Thống kê sót"
    assert kept.waiting == []


def _keeping(clerk: Clerk, quarter: Quarter) -> tuple[KeptTyping, KeptCells]:
    kept = KeptTyping(quarter.session, clerk.jobs, clerk.page)
    return kept, KeptCells(clerk.page, kept, clerk.page.view, clerk.page.loader)
