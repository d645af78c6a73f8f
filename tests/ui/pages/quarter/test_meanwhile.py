"""A cell that somebody else changed while it was typed into: both versions are shown, neither is lost, the person chooses."""

from app.plan import grid, progress
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.ui.pages.quarter.clerk import CTRL, Clerk, Key
from ui.pages.quarter.both_versions import joined
from ui.widgets.buttons import Button
from ui.widgets.fields import TextArea
from ui.widgets.message import MessageBar
from ui.widgets.sheet import Sheet


def test_words_changed_elsewhere_are_shown_beside_mine_and_never_overwritten(clerk: Clerk, quarter: Quarter) -> None:
    quarter.log("T3", state="in_progress", result="Đã họp")
    clerk.settle()
    _open_and_change(clerk, quarter, "Đã họp hai lần")
    clerk.type(" với 12 đơn vị")
    clerk.press(Key.Key_Return)
    clerk.settle()
    assert _stored(quarter) == "Đã họp hai lần", "what the other wrote stands"
    assert clerk.shown("T3", "result") == "Đã họp với 12 đơn vị", "what I typed is not lost"
    told = clerk.page.message.text()
    assert told.startswith("Người thử vừa sửa ô này lúc ")
    assert told.endswith("Xem cả hai bản rồi chọn.")

    clerk.stand("T3", "result")
    clerk.press(Key.Key_F2)
    clerk.type(".")
    clerk.press(Key.Key_Return)
    clerk.settle()
    assert _stored(quarter) == "Đã họp hai lần", "who types on without having looked is asked again"

    _press(clerk.page.message, "Xem cả hai bản")
    sheet = clerk.page.findChild(Sheet)
    assert sheet is not None
    both = sheet.findChild(TextArea)
    assert both is not None
    assert both.hasFocus(), "the choice that loses nothing is under the keys"
    assert both.value() == "Đã họp hai lần\nĐã họp với 12 đơn vị."
    clerk.press(Key.Key_Return, CTRL)
    clerk.settle()
    assert _stored(quarter) == "Đã họp hai lần\nĐã họp với 12 đơn vị."
    assert clerk.page.message.isHidden()
    quarter.session.undo()
    assert _stored(quarter) == "Đã họp hai lần"


def test_the_other_version_can_be_kept_and_that_taken_back(clerk: Clerk, quarter: Quarter) -> None:
    undo: list[object] = []
    clerk.page.said.connect(lambda _text, how: undo.append(how))
    quarter.log("T3", state="in_progress", result="Đã họp")
    clerk.settle()
    _open_and_change(clerk, quarter, "Bản kia")
    clerk.type(" thêm")
    clerk.press(Key.Key_Return)
    clerk.settle()
    _press(clerk.page.message, "Giữ bản kia")
    clerk.settle()
    assert (clerk.shown("T3", "result"), clerk.toasts[-1]) == ("Bản kia", "Đã giữ bản kia")
    back = undo[-1]
    assert callable(back)
    back()
    clerk.settle()
    assert _stored(quarter) == "Đã họp thêm"


def test_leaving_a_cell_without_typing_keeps_what_somebody_else_wrote_there(clerk: Clerk, quarter: Quarter) -> None:
    quarter.log("T3", state="in_progress", result="Đã họp")
    clerk.settle()
    _open_and_change(clerk, quarter, "Bản kia")
    clerk.press(Key.Key_Return)
    clerk.settle()
    assert _stored(quarter) == "Bản kia"
    assert clerk.page.message.isHidden()


def test_ones_own_quick_typing_is_nobody_elses_change(clerk: Clerk, quarter: Quarter) -> None:
    clerk.stand("T3", "state")
    clerk.type("x")
    clerk.press(Key.Key_Return)
    # The state brings 100 % along; the cell beside is opened before that has come back.
    clerk.stand("T3", "percent")
    clerk.type("90")
    clerk.settle()
    clerk.press(Key.Key_Return)
    clerk.settle()
    assert clerk.task("T3").percent == 90
    assert clerk.page.message.isHidden()
    assert clerk.toasts[-1] == "Đã lưu"


def test_what_two_versions_have_in_common_is_joined_once() -> None:
    assert joined("Đã họp. Còn 3 đơn vị.", "Đã họp. Mời báo.") == "Đã họp. Còn 3 đơn vị.\nMời báo."
    assert joined("Đã họp hai lần", "Đã họp với ban") == "Đã họp hai lần\nĐã họp với ban"
    assert joined("Đã họp", "Đã họp. Mời báo.") == "Đã họp. Mời báo."
    assert joined("", "Mời báo") == "Mời báo"


def _open_and_change(clerk: Clerk, quarter: Quarter, text: str) -> None:
    """Open the result of T3, and let it be written by another way meanwhile."""
    clerk.stand("T3", "result")
    clerk.press(Key.Key_F2)
    progress.log_progress(quarter.session, quarter.tasks["T3"], period=Q3, result=text)
    clerk.settle()


def _stored(quarter: Quarter) -> str:
    rows = grid.read(quarter.session, Q3).rows
    return next(str(getattr(row, "result", "")) for row in rows if row.key[0] == quarter.tasks["T3"])


def _press(bar: MessageBar, words: str) -> None:
    next(button for button in bar.findChildren(Button) if button.text() == words and button.isVisible()).click()
