"""The box of Ctrl+K by keyboard: pages of rows, opening several in turn, words that do not fit."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.palette import Palette, Result, ResultGroup, run_here

LONG = "Vận động thành lập công đoàn cơ sở trong các doanh nghiệp ngoài khu vực nhà nước có từ 25 lao động trở lên"


@pytest.fixture
def palette(qtbot: QtBot) -> Palette:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1000, 600)
    host.show()
    host.activateWindow()
    return Palette(host, lambda _text: [ResultGroup("Việc", [Result("Lệnh", lambda: None)], first=True)])


def test_page_keys_go_by_pages_and_ctrl_enter_opens_one_after_another(palette: Palette) -> None:
    ran: list[str] = []
    rows = [Result(str(number), lambda number=number: ran.append(str(number)), stays=True) for number in range(30)]  # type: ignore[misc]  # bound per row
    palette.set_provider(lambda _text: [ResultGroup("Nhiệm vụ", rows)], run_here)
    palette.open()
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_PageDown)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_PageDown)
    QTest.keyClick(field, Qt.Key.Key_PageUp)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert palette.isVisible()
    assert QApplication.focusWidget() is field
    QTest.keyClick(field, Qt.Key.Key_PageUp, delay=-1)
    QTest.keyClick(field, Qt.Key.Key_PageUp)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert palette.isHidden(), "a command may open something of its own: the box goes"
    assert ran == ["7", "8"], "the command stands first, as its group asks"


def test_words_that_do_not_fit_stand_in_the_tooltip_and_those_that_fit_in_none(palette: Palette) -> None:
    palette.set_provider(
        lambda _text: [ResultGroup("Nhiệm vụ", [Result(LONG, lambda: None, context="CT4 · Ban Tổ chức")])], run_here
    )
    palette.open()
    palette.grab()
    rows = palette._panel.rows
    assert rows.tip_at(28 + 10) == ""
    assert rows.tip_at(28 + 34 + 28 + 10) == f"{LONG}\nCT4 · Ban Tổ chức"
    place = QPoint(200, 28 + 34 + 28 + 10)
    QApplication.sendEvent(rows, QHelpEvent(QHelpEvent.Type.ToolTip, place, rows.mapToGlobal(place)))
    assert QToolTip.text().startswith("Vận động")
    QToolTip.hideText()
