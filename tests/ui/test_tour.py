"""The tour: five steps at real parts of the window, by keyboard, remembered, and shown again when somebody asks."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from app import workspace
from app.clock import FrozenClock
from app.session import Actor
from tests.ui.at_window import CTRL, AtWindow, Key
from tests.ui.conftest import TODAY
from tests.ui.test_workspace_window import cut_words, names_missing, no_other_windows
from ui.tour import Tour, steps


def tour_of(me: AtWindow) -> Tour | None:
    return me.window.findChild(Tour)


def around(me: AtWindow, part: QWidget) -> QRect:
    """Where a part of the window stands within what the overlay covers."""
    host = part.window().centralWidget()  # type: ignore[attr-defined]  # the main window
    return QRect(part.mapTo(host, QPoint(0, 0)), part.size()).intersected(host.rect())


def test_the_five_steps_point_at_real_parts_and_go_by_keyboard(me: AtWindow, sample: Path) -> None:
    session = workspace.open_workspace(sample, clock=FrozenClock(TODAY, step_ms=1), actor=Actor("Lan"))
    me.program.open_session(session, tour=True)
    me._wake(me.window)
    with no_other_windows():
        for number, step in enumerate(steps()):
            me.settle()
            tour = tour_of(me)
            assert tour is not None
            tour._place()
            assert tour.at == number
            assert me.window.current_key() == step.page
            assert tour.lit.contains(around(me, step.part(me.window)).adjusted(2, 2, -2, -2))
            assert tour.rect().contains(tour._card.geometry())
            assert (names_missing(tour), cut_words(tour)) == ([], [])
            assert tour.isAncestorOf(me.focus())
            me.press(Key.Key_Tab)
            assert tour.isAncestorOf(me.focus()), "Tab stays on the card"
            me.press((Key.Key_Right, Key.Key_PageDown)[number % 2])
    assert tour_of(me) is None
    assert me.saved[-1].toured
    assert not me.window.isAncestorOf(me.focus()) or me.page.isAncestorOf(me.focus())


def test_it_can_be_left_gone_back_in_and_asked_for_again(at_sample: AtWindow) -> None:
    me = at_sample
    assert tour_of(me) is None, "whoever opens a workspace of his own is not led around"
    me.press(Key.Key_K, CTRL)
    me.type(">gioi thieu")
    me.press(Key.Key_Return)
    me.settle()
    tour = tour_of(me)
    assert tour is not None
    me.press(Key.Key_Return)
    me.press(Key.Key_Left)
    assert (tour.at, me.window.current_key()) == (0, "overview")
    me.press(Key.Key_Escape)
    assert tour_of(me) is None
    me.go("settings")
    me.click("Xem giới thiệu trong năm bước")
    assert tour_of(me) is not None
    me.window.show_page("history")
    assert tour_of(me) is None, "who goes elsewhere has left the tour"
