"""What happens to the window when things end or come back: undo under the selection, closing in the middle, pages left and found again."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app import directives
from app.people import bans
from tests.ui.at_window import CTRL, AtWindow, Key
from ui.widgets.cells import ID_ROLE
from ui.widgets.list_view import ListView
from ui.widgets.tree_view import TreeView


def waiting(window: QWidget) -> list[QTimer]:
    """The timers that will still do something."""
    return [timer for timer in window.findChildren(QTimer) if timer.isActive()]


def written(me: AtWindow, work: Any) -> list[Any]:
    """Write behind the screen's back; what the use case gave."""
    got: list[Any] = []
    me.window.jobs.write(lambda _progress: work()).succeeded.connect(got.append)
    me.settle()
    return got


def test_a_new_task_that_is_selected_may_be_taken_back(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    me.press(Key.Key_N, CTRL)
    me.save(text="Việc thử lần đầu")
    me.stand(page.view, "Việc thử lần đầu")
    assert "Việc thử lần đầu" in me.details()
    me.press(Key.Key_Z, CTRL)
    me.settle()
    assert me.toast() == "Đã hoàn tác: Thêm nhiệm vụ “Việc thử lần đầu”"
    assert "Việc thử lần đầu" not in me.details()


def test_a_ban_that_came_later_can_be_led_to(at_sample: AtWindow) -> None:
    me = at_sample
    me.go("programmes")
    (ban_id,) = written(me, lambda: bans.add_ban(me.session, name="Ban Thi đua", code="TĐ"))
    me.window.show_page("programmes", ("ban", ban_id))
    assert me.button("Ban: Ban Thi đua").isVisible()


def test_being_led_to_a_target_lifts_every_filter(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("targets")
    wanted = page.model.index(1, 0).data(ID_ROLE)
    me.click(
        next(chip.words() for chip in page.regions()[0].chips() if chip.words().startswith("Chưa đủ số liệu")), page
    )
    me.window.show_page("targets", ("target", wanted))
    assert page.view.currentIndex().data(ID_ROLE) == wanted


def test_closing_while_a_change_is_on_its_way_and_a_search_waits_is_quiet(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("directives")
    session = me.session
    me.window.jobs.write(lambda _progress: bans.add_ban(session, name="Ban Thi đua", code="TĐ"))
    page.search.setFocus()
    me.type("kế")
    window = me.window
    assert waiting(window)
    me.close()
    assert not waiting(window)


def test_the_focus_comes_back_when_the_button_that_led_away_is_gone(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("directives")
    me.press(Key.Key_Down)
    me.click("Sửa", page.details())
    me.save(abstract="Trích yếu viết lại")
    assert isinstance(me.focus(), ListView)


def test_details_show_what_was_corrected_and_nothing_of_what_was_taken_back(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("directives")
    (added,) = written(
        me, lambda: directives.add_directive(me.session, kind="Kế hoạch", as_written="99/KH-LĐLĐ", abstract="Thử")
    )
    me.window.show_page("directives", ("directive", added))
    me.settle()
    assert "Kế hoạch 99/KH-LĐLĐ" in me.details()
    written(me, lambda: directives.edit_directive(me.session, added, abstract="Thử lần hai"))
    assert "Thử lần hai" in me.details()
    for _ in range(2):
        me.press(Key.Key_Z, CTRL)
        me.settle()
    assert "Kế hoạch 99/KH-LĐLĐ" not in me.details()
    assert page.current_row() is None or page.current_row()["id"] != added


def test_nothing_is_begun_over_a_sheet_that_is_open(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("directives")
    me.press(Key.Key_Down)
    me.click("Sửa", page.details())
    me.click("Sửa", page.details())
    me.press(Key.Key_Escape)
    assert not me.sheet_is_open()


def test_commands_of_pages_do_not_pile_up(at_sample: AtWindow) -> None:
    me = at_sample
    for key in ("programmes", "units"):
        me.go(key)
    before = len(me.window.findChildren(QAction))
    for key in ("programmes", "units", "programmes"):
        me.go(key)
    assert len(me.window.findChildren(QAction)) == before


def test_a_page_behind_reads_when_it_comes_to_the_front_and_not_before(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    assert isinstance(page.view, TreeView)
    read: list[None] = []
    page.model.modelReset.connect(lambda: read.append(None))
    me.go("directives")
    written(me, lambda: bans.add_ban(me.session, name="Ban Thi đua", code="TĐ"))
    me.press(Key.Key_PageUp, CTRL)
    assert not read
    me.go("programmes")
    assert read
