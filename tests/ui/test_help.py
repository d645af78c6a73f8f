"""Help: F1 opens the chapter of the page from wherever one is on it, and an empty page says what to do next."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QAbstractButton

from app import manual
from tests.ui.at_window import CTRL, NONE, AtWindow, Key
from tests.ui.test_workspace_window import PAGES
from ui import help as help_module

SHEETS = {
    "programmes": ((Key.Key_N, CTRL),),
    "targets": ((Key.Key_N, CTRL),),
    "units": ((Key.Key_N, CTRL),),
    "directives": ((Key.Key_N, CTRL),),
    "quarter": ((Key.Key_K, CTRL),),
    "overview": ((Key.Key_F7, NONE),),
}
"""What is opened over a page before F1 is pressed again: its sheet, the box of Ctrl+K, the reminders."""


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were opened, in place of a browser."""
    addresses: list[str] = []

    class Browser:
        @staticmethod
        def openUrl(url: QUrl) -> bool:
            addresses.append(url.toString())
            return True

    monkeypatch.setattr(help_module, "QDesktopServices", Browser)
    return addresses


def test_f1_opens_the_chapter_of_each_page_and_of_what_lies_over_it(at_sample: AtWindow, opened: list[str]) -> None:
    me = at_sample
    for key in (*PAGES, "plan_import"):
        me.window.show_page(key)
        me.settle()
        me.press(Key.Key_F1)
        for press in SHEETS.get(key, ()):
            me.press(*press)
            me.settle()
            me.press(Key.Key_F1)
            me.press(Key.Key_Escape)
        assert opened == [manual.address(key)] * (1 + len(SHEETS.get(key, ()))), key
        opened.clear()


def test_f1_at_the_first_start_opens_the_first_chapter(me: AtWindow, opened: list[str]) -> None:
    me.first_start()
    me.press(Key.Key_F1)
    assert opened == [manual.address("bat-dau")]


def test_an_empty_page_says_what_is_missing_and_what_to_do_next(at_new: AtWindow) -> None:
    me = at_new
    for key in (*PAGES, "plan_import"):
        page = me.window.show_page(key)
        me.settle()
        said = me.texts(page)
        buttons = [one.text() for one in page.findChildren(QAbstractButton) if one.isVisible() and one.text()]
        buttons += [one.text() for one in page.header_buttons() if one.isVisible()]
        assert said or buttons, f"{key} says nothing"
        assert buttons or key == "history", f"{key} offers nothing to do"
    me.go("quarter")
    me.click("Thêm nhiệm vụ ở Chương trình")
    assert me.window.current_key() == "programmes"
