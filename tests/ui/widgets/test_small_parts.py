"""Chips, tiles, guide, messages, toast, palette: each by keyboard and with a name."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.i18n import msg
from tests.helpers.pictures import picture, press, type_text
from ui.errors import CrashDialog, sentence
from ui.widgets.bullet import BulletBar
from ui.widgets.buttons import IconButton
from ui.widgets.chips import Chip, ChipBar, ChipMenu
from ui.widgets.guide import GuideSteps, Step
from ui.widgets.label import Label
from ui.widgets.message import MessageBar
from ui.widgets.palette import Palette, Result, ResultGroup
from ui.widgets.palette_rows import pieces
from ui.widgets.tile import Tile, TileStrip
from ui.widgets.toast import Toast


def test_a_chip_turns_on_by_the_space_key_and_counts_what_it_leaves(qtbot: QtBot) -> None:
    chip = Chip("Quá hạn", key="overdue", mark="overdue", count=10)
    qtbot.addWidget(chip)
    narrow = chip.sizeHint().width()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()
    assert chip.sizeHint().width() > narrow, "room for the ×"
    chip.set_count(3)
    assert chip.accessibleName() == "Quá hạn 3"


def test_a_chip_menu_counts_as_on_when_it_narrows(qtbot: QtBot) -> None:
    chip = ChipMenu("Ban", [(None, "tất cả"), (4, "Tổ chức")])
    qtbot.addWidget(chip)
    assert not chip.isChecked()
    chip.set_value(4)
    assert chip.isChecked()
    assert chip.text() == "Ban: Tổ chức"
    chip.set_options([(None, "tất cả"), (5, "Tài chính")], value=4)
    assert chip.value() is None


def test_a_chip_bar_keeps_its_order(qtbot: QtBot) -> None:
    bar = ChipBar(name="Lọc")
    qtbot.addWidget(bar)
    first, second = bar.add(Chip("Một")), bar.add(Chip("Hai"))
    bar.add_right(IconButton("table-options", "Chọn cột", size=24))
    assert bar.chips() == [first, second]


def test_a_tile_leads_to_its_list(qtbot: QtBot) -> None:
    opened: list[bool] = []
    tile = Tile("Quá hạn", "10", note="quý II có 5", mark="overdue", tone="bad", on=lambda: opened.append(True))
    strip = TileStrip([Tile("Đúng tiến độ", "68", "78"), tile])
    qtbot.addWidget(strip)
    QTest.keyClick(tile, Qt.Key.Key_Space)
    assert opened == [True]
    assert strip.tiles[0].first
    assert not tile.first


def test_a_bullet_shows_what_lies_beyond_an_upper_limit(qtbot: QtBot) -> None:
    within, beyond = BulletBar(0.4, None, 0.5, at_most=True), BulletBar(0.7, None, 0.5, at_most=True)
    for bar in (within, beyond):
        qtbot.addWidget(bar)
    assert picture(within) != picture(beyond)


def test_the_guide_keeps_its_step_when_its_counts_change(qtbot: QtBot) -> None:
    guide = GuideSteps(name="Chốt quý")
    qtbot.addWidget(guide)
    guide.set_steps([Step("a", "Nhật ký còn thiếu", count=12), Step("b", "Ô bị trả lại", count=2)])
    guide.show()
    heard: list[str] = []
    guide.chosen.connect(heard.append)
    press(guide, Qt.Key.Key_Down)
    assert (guide.current(), heard) == ("b", ["b"])
    guide.set_steps([Step("a", "Nhật ký còn thiếu", count=11), Step("b", "Ô bị trả lại", count=2, done=True)])
    assert guide.current() == "b"


def test_a_message_says_one_thing_and_what_to_do(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    asked: list[bool] = []
    assert bar.text() == ""
    bar.say("3 ô giống hệt quý II.", "warn", [("Xem 3 ô", lambda: asked.append(True))])
    assert bar.text() == bar.accessibleName() == "3 ô giống hệt quý II."
    bar.say_error(Refused(msg("Quý II/2026 đã khóa.")))
    assert bar.text() == "Quý II/2026 đã khóa."
    bar.clear()
    assert bar.text() == ""


def test_the_toast_takes_back_and_goes(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 400)
    toast = Toast(host)
    undone: list[bool] = []
    toast.say("Đã lưu", lambda: undone.append(True))
    assert toast.text() == "Đã lưu"
    toast._button.click()
    assert undone == [True]
    assert toast.text() == ""
    toast.say("Đã chép 3 ô từ quý II")
    assert not toast._button.isVisibleTo(host)
    host.resize(800, 500)
    assert host.rect().contains(toast.geometry())


def test_the_toast_waits_while_the_focus_is_on_it(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    host.activateWindow()
    toast = Toast(host)
    toast.say("Đã lưu", lambda: None)
    toast._button.setFocus()
    qtbot.waitUntil(toast._button.hasFocus, timeout=2000)
    toast._time_over()
    assert toast.text() == "Đã lưu"
    toast._button.clearFocus()
    toast._time_over()
    assert toast.text() == ""


@pytest.fixture
def palette(qtbot: QtBot) -> Palette:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1000, 600)
    host.show()
    host.activateWindow()
    return Palette(host, lambda _text: [])


def results(*titles: str, ran: list[str]) -> list[ResultGroup]:
    return [ResultGroup("Nhiệm vụ", [Result(t, lambda t=t: ran.append(t)) for t in titles])]  # type: ignore[misc]  # bound per title


def test_the_palette_runs_what_is_chosen_by_arrows_and_enter(palette: Palette) -> None:
    ran: list[str] = []
    palette.set_provider(
        lambda _text: results("1.3 Thành lập", "3.5 Tập huấn", ran=ran), lambda work, done: done(work())
    )
    palette.open("thanh lap")
    field = palette._panel.field
    press(field, Qt.Key.Key_Down)
    assert field.accessibleDescription().startswith("3.5 Tập huấn")
    press(field, Qt.Key.Key_Return)
    assert ran == ["3.5 Tập huấn"]
    assert palette.isHidden()


def test_enter_waits_for_the_answer_to_what_was_typed_last(palette: Palette) -> None:
    ran: list[str] = []
    palette.set_provider(lambda text: results(f"tìm {text}", ran=ran), lambda work, done: done(work()))
    palette.open()
    type_text(palette._panel.field, "abc")
    press(palette._panel.field, Qt.Key.Key_Return)
    assert ran == ["tìm abc"]


def test_a_late_answer_is_dropped(palette: Palette) -> None:
    waiting: list[tuple[Callable[[], Any], Callable[[Any], None]]] = []
    palette.set_provider(lambda text: results(text, ran=[]), lambda work, done: waiting.append((work, done)))
    palette.open("một")
    palette.open("hai")
    for work, done in reversed(waiting):
        done(work())
    assert [result.title for result in palette.results()] == ["hai"]


def test_escape_and_a_click_beside_close_the_palette(palette: Palette) -> None:
    palette.open()
    press(palette._panel.field, Qt.Key.Key_Escape)
    assert palette.isHidden()
    palette.open()
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 590))
    assert palette.isHidden()


def test_matches_are_cut_out_of_the_words() -> None:
    assert pieces("Thành lập công đoàn", [(0, 9), (2, 3)]) == [("Thành lập", True), (" công đoàn", False)]
    assert pieces("abc", [(-1, 2), (2, 99)]) == [("a", True), ("b", False), ("c", True)]
    assert pieces("", []) == []


def test_a_long_label_ends_with_dots_and_tells_all_in_its_tooltip(qtbot: QtBot) -> None:
    label = Label("Thành lập công đoàn cơ sở tại doanh nghiệp trong các khu công nghiệp", elide=True)
    qtbot.addWidget(label)
    label.resize(120, 22)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == label.full_text() == label.accessibleName()


def test_the_crash_dialog_says_that_the_data_is_safe_and_copies_the_details(qtbot: QtBot) -> None:
    dialog = CrashDialog("Traceback …\nZeroDivisionError", "tiendo.log")
    qtbot.addWidget(dialog)
    said = " ".join(label.full_text() for label in dialog.findChildren(Label))
    assert "nguyên vẹn" in said
    dialog._copy()
    assert "ZeroDivisionError" in QApplication.clipboard().text()
    assert sentence(Refused(msg("Quý II/2026 đã khóa."))) == "Quý II/2026 đã khóa."
