"""After each change a page says so, and the toast takes it back: the workspace is then as it was before, in everything."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from app import workspace
from app.clock import FrozenClock
from app.people import offices
from app.session import Actor
from db.state import state_hash
from tests.app.plan.quarter_fixture import Q3, build
from tests.ui.at_window import ALT, CTRL, AtWindow, Key
from ui.pages.quarter.page import QuarterPage

NOW = "2026-09-20T08:00:00"


@pytest.fixture
def at_office(me: AtWindow, tmp_path: Path) -> AtWindow:
    """Somebody before the window on the office of SCENARIO.md, with its plan and nothing logged."""
    clock = FrozenClock("2026-07-01T08:00:00", step_ms=1)
    session = workspace.create(tmp_path / "so.tdb", clock=clock, actor=Actor("Người thử"), seed=7)
    offices.set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu", place="Mẫu")
    build(session, clock)
    clock.set(NOW)
    me.show(session)
    return me


def test_each_change_of_the_plan_and_the_people_says_so_and_is_taken_back(at_office: AtWindow) -> None:
    me = at_office
    units = me.go("units")
    _taken_back(me, lambda: _added(me, name="Công đoàn cơ sở mới"))
    me.stand(units.shown.view, "THPT Mẫu A")
    _taken_back(me, lambda: _through(me, "Sửa", name="Tên khác"))
    units.show_list("bans")
    me.settle()
    _taken_back(me, lambda: _added(me, name="Ban mới", code="BM"))
    units.show_list("people")
    me.settle()
    _taken_back(me, lambda: _added(me, name="Nguyễn Văn Mới"))

    page = me.go("programmes")
    me.stand(page.view, "Nhiệm vụ T3")
    for words, given in (
        ("Sửa nhiệm vụ", {"text": "Chữ khác"}),
        ("Gia hạn…", {"due": "31/01/2027", "reason": "Chờ hướng dẫn"}),
        ("Dừng, hủy, kết thúc…", {"reason": "Thôi làm"}),
    ):
        _taken_back(me, partial(_through, me, words, **given))
        me.stand(page.view, "Nhiệm vụ T3")
    _taken_back(me, lambda: me.press(Key.Key_Down, ALT))
    _through(me, "Dừng, hủy, kết thúc…", reason="Thôi làm")
    _taken_back(me, lambda: me.click("Mở lại nhiệm vụ", page.details()))
    page.view.setFocus()
    _taken_back(me, lambda: _added(me, text="Nhiệm vụ mới"))

    me.go("targets")
    _taken_back(me, lambda: _added(me, text="Chỉ tiêu mới", value="5"))
    me.go("directives")
    _taken_back(me, lambda: _added(me, abstract="Trích yếu"))


def test_each_change_of_the_quarter_says_so_and_is_taken_back(at_office: AtWindow, tmp_path: Path) -> None:
    me = at_office
    me.window.set_period(Q3)
    page = me.go("quarter")
    assert isinstance(page, QuarterPage)
    paper = tmp_path / "biên bản.txt"
    paper.write_text("đã họp", encoding="utf-8")
    _stand(page, "T3", "percent")
    _taken_back(me, lambda: _typed(me, "40"))
    assert page.view.hasFocus(), "the keys stay in the grid"
    _stand(page, "T3", "percent")
    _typed(me, "40")
    _stand(page, "T3", "percent")
    _taken_back(me, lambda: me.press(Key.Key_Delete))
    _stand(page, "T3", "done_on")
    _taken_back(me, lambda: me.press(Key.Key_Semicolon, CTRL))
    _stand(page, "T4", "percent")
    _taken_back(me, lambda: me.press(Key.Key_D, CTRL))
    QGuiApplication.clipboard().setText("10\n20")
    _taken_back(me, lambda: me.press(Key.Key_V, CTRL))
    row = page.model.row_at(page.view.currentIndex().row())
    assert row is not None
    _taken_back(me, lambda: page.rows.evidence.attach(row, [paper]))
    page.rows.submit()
    me.settle()
    me.press(Key.Key_Return, CTRL)
    me.settle()
    assert me.toast() == "Đã trình 1 dòng"
    waiting = [row for row in page.model.all_rows() if row.phase == "submitted"]
    _taken_back(me, lambda: page.rows.approve(waiting))
    page.rows.approve(waiting)
    me.settle()
    me.press(Key.Key_Z, CTRL)
    me.settle()
    page.rows.ask_return(waiting)
    me.type("Nêu số cụ thể")
    _taken_back(me, lambda: me.press(Key.Key_Return, CTRL))
    page.rows.recall(waiting)
    me.settle()
    assert me.toast() == "Đã thu hồi 1 dòng"


def test_what_was_submitted_is_recalled_by_the_toast(at_office: AtWindow) -> None:
    me = at_office
    me.window.set_period(Q3)
    page = me.go("quarter")
    assert isinstance(page, QuarterPage)
    _stand(page, "T3", "percent")
    _typed(me, "40")
    page.rows.submit()
    me.settle()
    me.press(Key.Key_Return, CTRL)
    me.settle()
    me.click("Hoàn tác", me.window._toast)
    me.settle()
    assert me.toast() == "Đã thu hồi 1 dòng"
    assert [row.phase for row in page.model.all_rows() if row.entry] == ["draft"]


def test_each_change_of_the_settings_says_so_and_is_taken_back(at_office: AtWindow) -> None:
    me = at_office
    page = me.go("settings")
    _taken_back(me, lambda: me.click("Mở Quý IV/2026", page))
    page.sections["office"].form.row("place").editor.set_value("Hà Mẫu")
    _taken_back(me, lambda: me.click("Lưu đơn vị", page))


def _taken_back(me: AtWindow, change: Callable[[], object]) -> None:
    """Make a change; the toast says it, and its button puts everything back."""
    before = state_hash(me.session.conn)
    me.window._toast.hide()
    change()
    me.settle()
    assert not me.sheet_is_open(), me.sheet_says()
    said = me.toast()
    assert said, f"nothing was said but “{me.page.message.text()}”"
    assert state_hash(me.session.conn) != before, f"“{said}”, but nothing was changed"
    me.click("Hoàn tác", me.window._toast)
    me.settle()
    assert me.toast().startswith("Đã hoàn tác: ")
    assert state_hash(me.session.conn) == before, f"“{said}” is not wholly taken back"


def _added(me: AtWindow, **given: object) -> None:
    me.press(Key.Key_N, CTRL)
    me.fill(**given)


def _through(me: AtWindow, words: str, **given: object) -> None:
    """By a link of the details."""
    details = me.page.details()
    assert details is not None
    me.click(words, details)
    me.fill(**given)


def _typed(me: AtWindow, text: str) -> None:
    me.type(text)
    me.press(Key.Key_Return)
    me.settle()


def _stand(page: QuarterPage, number: str, column: str) -> None:
    key = next(row.key for row in page.model.all_rows() if row.number == number)
    line, place = page.model.reveal(key), page.model.column_at(column)
    assert line is not None
    assert place is not None
    page.view.setFocus()
    page.view.go(line, place)
