"""Between screens: the language and the theme change under one's hands, another workspace is opened, the place is remembered."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app import i18n
from tests.ui.at_window import AtWindow
from ui.theme import is_dark


def test_the_window_is_made_anew_in_another_language_and_keeps_the_workspace(at_sample: AtWindow) -> None:
    me = at_sample
    path = me.session.path
    me.program.choose_language("en")
    assert not QApplication.quitOnLastWindowClosed(), "no window is open now, and the program stays"
    QApplication.processEvents()
    me.settle()
    assert QApplication.quitOnLastWindowClosed()
    assert i18n.language() == "en"
    assert me.session.path == path
    assert me.saved[-1].language == "en"
    me.program.choose_language("vi")
    QApplication.processEvents()
    me.settle()
    assert me.page.title() == "Tổng quan"


def test_another_workspace_is_opened_from_the_first_screen(at_sample: AtWindow, tmp_path: Path) -> None:
    me = at_sample
    me.program.leave_workspace()
    QApplication.processEvents()
    assert me.program.window is None
    assert me.start.isVisible()
    me.start.path.set_value(str(tmp_path / "khac.tdb"))
    me.start.name.set_value("Công đoàn khác")
    me.start.make()
    me.made()
    assert me.session.path == tmp_path / "khac.tdb"


def test_where_the_window_stood_is_remembered(at_sample: AtWindow) -> None:
    me = at_sample
    path = me.session.path
    me.window.resize(780, 600)
    me.close()
    assert me.saved[-1].geometry
    me.open(path)
    assert (me.window.width(), me.window.height()) == (780, 600)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_theme_is_worn_at_once_and_kept(at_sample: AtWindow, theme: str) -> None:
    me = at_sample
    me.program.choose_theme("dark" if theme == "dark" else "light")
    assert is_dark() is (theme == "dark")
    assert me.saved[-1].theme == theme


def test_the_name_of_who_works_stands_beside_the_next_changes(at_sample: AtWindow) -> None:
    me = at_sample
    path = me.session.path
    me.program.choose_person("Nguyễn Ẫ")
    me.restart(path)
    assert me.session.actor.text == "Nguyễn Ẫ"
