"""The application speaks Vietnamese through and through, and a bug never goes by in silence."""

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from tests.conftest import Expecting
from ui.application import guard, speak
from ui.errors import CrashDialog


def words(box: QDialogButtonBox) -> set[str]:
    return {button.text() for button in box.buttons()}


def test_qts_own_words_are_vietnamese(qtbot: QtBot) -> None:
    buttons = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(buttons.Save | buttons.Cancel | buttons.Discard)
    qtbot.addWidget(box)
    assert words(box) == {"Lưu", "Hủy", "Không lưu"}
    field = QLineEdit("chữ")
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    qtbot.addWidget(menu)
    said = [entry.text().split("\t")[0].replace("&", "") for entry in menu.actions() if entry.text()]
    assert said == ["Hoàn tác", "Làm lại", "Cắt", "Chép", "Dán", "Xóa", "Chọn hết"]


def test_file_dialogs_and_messages_are_vietnamese(qtbot: QtBot) -> None:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    said = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"&Tìm trong:", "&Tên tệp:", "&Loại tệp:"} <= said
    box = QMessageBox()
    qtbot.addWidget(box)
    assert box.addButton(QMessageBox.StandardButton.Ok).text() == "Xong"


def test_the_language_is_switched_while_running(qtbot: QtBot, qapp: QApplication) -> None:
    speak(qapp, "en")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save)
    qtbot.addWidget(box)
    assert words(box) == {"Save"}
    speak(qapp, "vi")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save)
    qtbot.addWidget(box)
    assert words(box) == {"Lưu"}
    assert QLocale().decimalPoint() == ","


@pytest.fixture
def guarded(qapp: QApplication, tmp_path: Path) -> Iterator[Path]:
    before = sys.excepthook, threading.excepthook
    guard(qapp, tmp_path / "tiendo.log")
    yield tmp_path / "tiendo.log"
    sys.excepthook, threading.excepthook = before


def dismissed(seen: list[str]) -> Callable[[], None]:
    def dismiss() -> None:
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, CrashDialog) and dialog.isVisible():
                seen.append(dialog._details)
                dialog.accept()

    return dismiss


def test_a_bug_is_logged_and_shown_and_the_program_goes_on(
    guarded: Path, qtbot: QtBot, expected_log: Expecting
) -> None:
    seen: list[str] = []
    QTimer.singleShot(50, dismissed(seen))
    error = ZeroDivisionError("bug")
    with expected_log("bug: ", logging.ERROR):
        sys.excepthook(ZeroDivisionError, error, None)
    assert len(seen) == 1
    assert "ZeroDivisionError: bug" in seen[0]


def test_a_bug_on_another_thread_is_shown_on_this_one(guarded: Path, qtbot: QtBot, expected_log: Expecting) -> None:
    seen: list[str] = []

    def work() -> None:
        raise ZeroDivisionError("in a thread")

    with expected_log("in a thread", logging.ERROR):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        QTimer.singleShot(50, dismissed(seen))
        qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    assert "in a thread" in seen[0]
