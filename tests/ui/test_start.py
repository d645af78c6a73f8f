"""The first start: three answers by keyboard, the sample, or what exists; what hinders is said where it is asked."""

import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app import workspace
from app.people import office_facts
from app.plan import calendar
from app.settings import Settings
from tests.ui.at_window import AtWindow, Key
from tests.ui.test_workspace_window import cut_words, names_missing
from ui.program import Program

NAME = "Liên đoàn Lao động tỉnh Ẫ Ổ Ế"


def test_three_answers_make_a_workspace_and_open_it_at_once(me: AtWindow, tmp_path: Path) -> None:
    me.first_start()
    me.type(NAME)
    me.press(Key.Key_Tab, times=2)
    me.retype(str(tmp_path / "so.tdb"))
    begun = time.process_time()
    me.press(Key.Key_Return)
    me.made()
    assert time.process_time() - begun < 5, "the screen does not wait for itself"
    assert office_facts.facts(me.session).name == NAME
    assert [info.code for info in calendar.opened(me.session)] == ["2026-Q4"]
    assert me.window.period == "2026-Q4"
    assert me.saved[-1].last_workspace == str(tmp_path / "so.tdb")
    assert me.session.actor.text == "Trần Thị Lan"


def test_the_file_is_proposed_after_the_name_until_somebody_types_another(me: AtWindow, tmp_path: Path) -> None:
    me.first_start()
    me.type("Công đoàn Ẫ")
    assert me.start.path.value().endswith("cong-doan-a.tdb")
    me.press(Key.Key_Tab, times=2)
    me.retype(str(tmp_path / "khac.tdb"))
    me.start.name.setFocus()
    me.type(" B")
    assert me.start.path.value() == str(tmp_path / "khac.tdb")


def test_without_a_name_the_field_says_so_and_has_the_focus(me: AtWindow) -> None:
    me.first_start()
    me.click("Tạo sổ làm việc", me.start)
    assert "Chưa ghi tên đơn vị" in me.start.name_row.problem()
    assert me.focus() is me.start.name


def test_what_cannot_be_opened_is_said_on_the_first_screen(me: AtWindow, tmp_path: Path) -> None:
    path = tmp_path / "khong-phai.tdb"
    path.write_text("đây không phải sổ làm việc")
    me.program.start(path)
    assert me.program.window is None
    assert me.start.message.text() != ""
    me.start.close()


def test_a_workspace_that_another_window_holds_is_not_opened_twice(me: AtWindow, sample: Path) -> None:
    held = workspace.open_workspace(sample)
    me.program.start(sample)
    assert me.program.window is None
    assert me.start.message.text() != ""
    held.close()


def test_the_program_opens_what_was_opened_last_and_asks_when_it_is_gone(me: AtWindow, sample: Path) -> None:
    again = Program(QApplication.instance(), Settings(last_workspace=str(sample)), me.saved.append)  # type: ignore[arg-type]  # it is ours
    again.start(None)
    assert again.window is not None
    again.window.close()
    lost = Program(QApplication.instance(), Settings(last_workspace="/nowhere/so.tdb"), me.saved.append)  # type: ignore[arg-type]  # it is ours
    lost.start(None)
    assert lost.window is None
    assert lost.start_window is not None
    lost.start_window.close()


def test_the_first_screen_fits_small_windows_and_names_every_control(me: AtWindow) -> None:
    me.first_start()
    for size in ((1366, 698), (683, 349)):
        me.start.resize(*size)
        QApplication.processEvents()
        assert cut_words(me.start) == []
        assert me.start.width() == size[0]
    assert names_missing(me.start) == []
