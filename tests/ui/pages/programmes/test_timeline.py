"""The timeline beside the tree: what it says, how it is gone along, and dates moved on it by mouse and by keys."""

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from app.plan import details, programmes, tasks
from tests.ui.at_window import ALT, CTRL, NONE, SHIFT, AtWindow, Key
from ui.pages.programmes.page import ProgrammesPage
from ui.pages.programmes.timeline_scale import Scale
from ui.pages.programmes.timeline_view import TIMELINE

SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


def _id(me: AtWindow, number: str) -> int:
    return next(task.id for node in programmes.tree(me.session) for task in node.tasks if task.number == number)


def _dates(me: AtWindow, task_id: int) -> tuple[str | None, str | None]:
    found = details.task(me.session, task_id)
    return found.starts, found.due


def _middle(page: ProgrammesPage, day: date) -> QPoint:
    """The middle of a day in the current row."""
    view = page.view
    place = view.visualRect(view.currentIndex().siblingAtColumn(TIMELINE))
    x = view.columnViewportPosition(TIMELINE) + view.scale.x(day.toordinal() + 0.5)
    return QPoint(round(x), place.center().y())


def _mouse(page: ProgrammesPage, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton) -> None:
    port = page.view.viewport()
    held = button if kind != QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
    pressed = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
    event = QMouseEvent(kind, QPointF(at), QPointF(port.mapToGlobal(at)), pressed, held, NONE)
    QApplication.sendEvent(port, event)


def _drag(page: ProgrammesPage, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    left = Qt.MouseButton.LeftButton
    _mouse(page, QEvent.Type.MouseButtonPress, start, left)
    _mouse(page, QEvent.Type.MouseMove, end, left)
    if drop:
        _mouse(page, QEvent.Type.MouseButtonRelease, end, left)


@pytest.mark.parametrize("zoom", ["year", "quarter", "month"])
def test_the_scale_shows_what_its_zoom_is_named_for_and_days_lie_side_by_side(zoom: str) -> None:
    scale = Scale(date(2026, 10, 2))
    scale.set_width(600)
    scale.set_zoom(zoom)
    assert scale.left == date(2026, {"year": 1, "quarter": 10, "month": 10}[zoom], 1).toordinal()
    assert 0 <= scale.x(scale.today) < 600
    assert scale.x(scale.today + 1) - scale.x(scale.today) == pytest.approx(scale.per_day)
    assert scale.day_at(scale.x(scale.today) + 0.5) == scale.today
    assert [label.text for label in scale.ticks.lower if label.now], "where we are is marked"
    for row in (scale.ticks.upper, scale.ticks.lower):
        assert all(one.right == pytest.approx(other.left) for one, other in pairwise(row))
    kept = scale.ticks
    assert scale.ticks is kept, "worked out once"
    scale.pan(30)
    assert scale.ticks is not kept


def test_every_row_says_its_dates_and_state_and_the_model_is_sound(at_sample: AtWindow) -> None:
    page = at_sample.go("programmes")
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    assert page.view.timeline_shown
    at_sample.stand(page.view, "1.6")
    cell = page.view.currentIndex().siblingAtColumn(TIMELINE)
    assert cell.data(SPOKEN) == "01/07/2025 – 10/09/2026 · đã ghi 70% · Quá hạn 20 ngày"
    first = page.model.index(0, TIMELINE)
    assert "Mốc 01/04/2025 – 30/06/2025: Quý II/2025: ban hành kế hoạch, phát động (chưa đạt)" in first.data(SPOKEN)
    at_sample.stand(page.view, "1.3")
    assert page.view.currentIndex().siblingAtColumn(TIMELINE).data(SPOKEN) == "Thường xuyên từ 01/04/2025"
    del tester


def test_the_choice_of_list_or_timeline_and_the_way_along_it_go_by_keys_and_are_kept(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    scale = page.view.scale
    assert scale.left == date(2026, 1, 1).toordinal()
    me.press(Key.Key_Plus, CTRL)
    assert scale.zoom == "quarter"
    assert scale.left == date(2026, 10, 1).toordinal(), "the quarter of today"
    me.press(Key.Key_Left, CTRL, times=3)
    assert scale.left < date(2026, 7, 5).toordinal()
    me.press(Key.Key_Home, ALT)
    assert scale.left == date(2026, 10, 1).toordinal()
    me.press(Key.Key_Equal, CTRL)
    assert me.saved[-1].timeline_zoom == "month"
    me.press(Key.Key_T, CTRL | SHIFT)
    assert not page.view.timeline_shown
    assert not me.saved[-1].timeline_shown
    assert not page.view.isColumnHidden(4), "in the list the words of the state stand beside"
    me.press(Key.Key_T, CTRL | SHIFT)
    assert page.view.timeline_shown
    assert scale.zoom == "month"
    me.press(Key.Key_Minus, CTRL, times=2)
    assert scale.zoom == "year"
    me.press(Key.Key_Plus, CTRL)
    me.press(Key.Key_PageUp, CTRL)
    me.settle()
    assert scale.left == date(2026, 4, 1).toordinal(), "another period in the header is gone to"


def test_a_bar_is_moved_by_keys_as_one_change_and_escape_leaves_it(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    task = _id(me, "1.6")
    me.stand(page.view, "1.6")
    before = _dates(me, task)
    me.press(Key.Key_F2)
    assert "Esc bỏ" in page.message.text()
    me.press(Key.Key_Right, SHIFT)
    assert "08/07/2025 – 17/09/2026" in page.message.text()
    me.press(Key.Key_Escape)
    assert not page.message.text()
    assert _dates(me, task) == before
    me.press(Key.Key_F2)
    me.press(Key.Key_Right, times=2)
    me.press(Key.Key_Backtab, SHIFT)
    me.press(Key.Key_Right, SHIFT)
    me.press(Key.Key_Return)
    me.settle()
    assert _dates(me, task) == ("2025-07-03", "2026-09-19"), "two days as a whole, a week more at its end"
    assert me.toast() == "Đã dời ngày"
    assert [one.old_due for one in tasks.due_history(me.session, task)] == ["2026-09-10"]
    assert page.current().id == task
    me.press(Key.Key_Z, CTRL)
    me.settle()
    assert _dates(me, task) == before


def test_a_bar_is_dragged_whole_or_by_its_end_and_escape_lets_it_go(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    task = _id(me, "1.6")
    page.days.choose("quarter")
    me.stand(page.view, "1.6")
    page.view.scale.show(date(2026, 8, 1).toordinal())
    page.view.scale.step(1)
    before = _dates(me, task)
    start, end = _middle(page, date(2026, 8, 5)), _middle(page, date(2026, 8, 15))
    _drag(page, start, end, drop=False)
    assert page.view._held(page.view.currentIndex()) is not None
    QTest.keyClick(page.view, Key.Key_Escape)
    _mouse(page, QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.LeftButton)
    me.settle()
    assert _dates(me, task) == before
    _drag(page, start, end)
    me.settle()
    assert _dates(me, task) == ("2025-07-11", "2026-09-20")
    _drag(page, _middle(page, date(2026, 9, 20)), _middle(page, date(2026, 9, 30)))
    me.settle()
    assert _dates(me, task) == ("2025-07-11", "2026-09-30"), "its end alone"
    me.press(Key.Key_Z, CTRL)
    me.press(Key.Key_Z, CTRL)
    me.settle()
    assert _dates(me, task) == before
    shown = page.view.scale.left
    edge = QPoint(page.view.viewport().width() - 2, start.y())
    _drag(page, _middle(page, date(2026, 8, 20)), edge, drop=False)
    assert page.view.scale.left > shown, "at the edge the timeline goes on"
    QTest.keyClick(page.view, Key.Key_Escape)


def test_dates_that_are_refused_put_the_bar_back_and_say_why(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    task = _id(me, "1.6")
    me.stand(page.view, "1.6")
    tasks.close_task(me.session, task, lifecycle="cancelled", reason="Trùng", on="2026-10-01")
    me.settle()
    me.press(Key.Key_F2)
    me.press(Key.Key_Right)
    me.press(Key.Key_Return)
    me.settle()
    assert "Mở lại nhiệm vụ trước" in page.message.text()
    assert _dates(me, task)[1] == "2026-09-10"
    assert page.view._held(page.view.currentIndex()) is None


def test_scrolling_and_going_along_the_timeline_never_ask_the_workspace(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("programmes")
    view = page.view
    asked: list[str] = []
    picture = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    me.session.conn.set_trace_callback(asked.append)
    for place in range(0, view.verticalScrollBar().maximum(), 200):
        view.verticalScrollBar().setValue(place)
        view.scale.pan(11)
        view.viewport().render(picture, QPoint())
    view.verticalScrollBar().setValue(0)
    view.scale.show(date(2026, 1, 1).toordinal())
    before = view.scale.left
    empty = _middle(page, date(2026, 1, 20))
    _drag(page, empty, empty - QPoint(40, 0))
    assert view.scale.left - before == pytest.approx(40 / view.scale.per_day), "drawn along by the mouse"
    me.session.conn.set_trace_callback(None)
    assert asked == []
