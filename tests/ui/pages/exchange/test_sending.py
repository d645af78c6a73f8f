"""Gửi: whom, what is new for each, where to; what lies where afterwards is said and stands in the book."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog

from app.plan import tasks
from tests.ui.at_window import CTRL, SHIFT, AtWindow, Key
from tests.ui.pages.exchange.offices import SCHOOLS, Offices
from ui.pages.exchange import sending as sending_module
from ui.pages.exchange.page import ExchangePage
from ui.pages.exchange.sending import Sending
from ui.pages.exchange.sticks import Stick

WARN = QAbstractItemModelTester.FailureReportingMode.Warning


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder to put files into."""
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def sending_of(me: AtWindow, folder: Path | None = None) -> Sending:
    me.press(Key.Key_0, CTRL)
    me.press(Key.Key_G, CTRL | SHIFT)
    me.settle()
    part = cast(ExchangePage, me.page).sending
    assert part.isVisible()
    if folder is not None:
        part._folder.set_value(str(folder))
    return part


def test_each_peer_tells_what_it_has_and_what_is_new_for_it(at_province: AtWindow, below: Offices) -> None:
    me = at_province
    tasks.add_task(me.session, text="Việc mới giao", scope="passed_down", due="2026-10-30")
    part = sending_of(me)
    tester = QAbstractItemModelTester(part.list.model(), WARN)
    assert me.focus() is part.list
    rows = {row[1].partition(" · ")[0]: row for row in me.table(part.list)}
    assert set(rows) == set(SCHOOLS)
    first = rows[SCHOOLS[0]]
    assert first[1].endswith("Đơn vị trực thuộc · 1 dòng mới hoặc đổi")
    assert first[2].startswith("bản 1")
    assert first[3] == "chưa có"
    del tester


def test_files_go_to_a_folder_by_keyboard_and_the_book_knows(at_province: AtWindow, stick: Path) -> None:
    me = at_province
    part = sending_of(me, stick)
    assert not part.send_button.isEnabled()
    me.stand(part.list, SCHOOLS[0])
    me.press(Key.Key_Space)
    me.stand(part.list, SCHOOLS[2])
    me.press(Key.Key_Space)
    me.click("Gửi 2 gói", me.page)
    me.settle()
    names = sorted(path.name for path in stick.iterdir())
    assert len(names) == 2
    assert me.toast() == "Đã gửi 2 gói, đã đọc lại và so đúng"
    said = " ".join(me.texts(part))
    assert str(stick) in said
    assert all(name in said for name in names)
    page = cast(ExchangePage, me.page)
    page.show_part("book")
    me.settle()
    sent = [row for row in me.table(page.book.view.view) if row[5].startswith("chưa có giấy báo nhận")]
    assert {row[2] for row in sent} >= {SCHOOLS[0], SCHOOLS[2]}


def test_nothing_new_is_the_same_file_and_is_said_so(at_province: AtWindow, stick: Path) -> None:
    me = at_province
    part = sending_of(me, stick)
    index = next(row for row in range(part.list.model().rowCount()) if SCHOOLS[1] in me.table(part.list)[row][1])
    place = part.list.visualRect(part.list.model().index(index, 0)).center()
    QTest.mouseClick(part.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    for _ in range(2):
        me.click("Gửi 1 gói", me.page)
        me.settle()
    assert any("vẫn đúng tệp đã lập lần trước" in words for words in me.texts(part))
    assert len(list(stick.iterdir())) == 1, "the same bytes lie there once"


def test_a_letter_is_made_with_the_file_in_it(at_province: AtWindow, stick: Path) -> None:
    me = at_province
    part = sending_of(me, stick)
    me.stand(part.list, SCHOOLS[0])
    me.press(Key.Key_Space)
    part._where.set_value(sending_module.LETTER)
    me.click("Gửi 1 gói", me.page)
    me.settle()
    (letter,) = stick.iterdir()
    assert letter.suffix == ".eml"
    read = message_from_bytes(letter.read_bytes(), policy=default)
    assert [part.get_filename() for part in read.iter_attachments()]
    assert me.has_button("Mở thư")


def test_sticks_are_offered_first(at_province: AtWindow, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    me = at_province
    monkeypatch.setattr(sending_module, "sticks", lambda: (Stick(stick, "E: KINGSTON", 3 << 30),))
    part = sending_of(me)
    offered = [part._where.itemText(place) for place in range(part._where.count())]
    assert offered[0] == "USB E: KINGSTON, trống 3.072 MB"
    part._where.set_value(stick)
    part._follow_place()
    assert not part._folder.isVisible(), "no folder is asked for"
    me.stand(part.list, SCHOOLS[0])
    me.press(Key.Key_Space)
    me.click("Gửi 1 gói", me.page)
    me.settle()
    assert len(list(stick.iterdir())) == 1


def test_a_place_that_is_gone_is_said_and_nothing_counts_as_given_out(at_province: AtWindow, stick: Path) -> None:
    me = at_province
    part = sending_of(me)
    me.stand(part.list, SCHOOLS[0])
    me.press(Key.Key_Space)
    part._folder.set_value("")
    me.click("Gửi 1 gói", me.page)
    me.settle()
    assert part._form.row("folder").problem() == "Chưa chọn thư mục. Gõ đường dẫn hoặc bấm biểu tượng thư mục."
    part._folder.set_value(str(stick / "khong-co"))
    me.click("Gửi 1 gói", me.page)
    me.settle()
    assert "Cắm lại USB" in me.page.message.text()


def test_a_file_goes_out_again_from_the_book(
    at_province: AtWindow, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = at_province
    part = sending_of(me, stick)
    me.stand(part.list, SCHOOLS[0])
    me.press(Key.Key_Space)
    me.click("Gửi 1 gói", me.page)
    me.settle()
    page = cast(ExchangePage, me.page)
    page.show_part("book")
    me.settle()
    me.stand(page.book.view.view, SCHOOLS[0])
    me.settle()
    other = stick.parent / "thu-muc-khac"
    other.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(other))
    me.click("Chép lại ra…", me.window)
    me.settle()
    assert [path.read_bytes() for path in other.iterdir()] == [path.read_bytes() for path in stick.iterdir()]


def test_without_anybody_to_send_to_the_way_to_meet_one_is_shown(at_new: AtWindow) -> None:
    me = at_new
    part = sending_of(me)
    assert "Chưa có nơi nào để gửi." in me.texts(part)
    me.click("Làm quen với một nơi", me.page)
    me.settle()
    assert cast(ExchangePage, me.page).shown == "peers"
    assert me.sheet_is_open()


def test_ctrl_k_leads_to_sending_from_any_page_and_f1_to_the_chapter_of_each_part(at_province: AtWindow) -> None:
    me = at_province
    chapters: list[str] = []
    me.window.help_requested.disconnect()
    me.window.help_requested.connect(chapters.append)
    me.go("overview")
    me.press(Key.Key_K, CTRL)
    me.type("gửi gói")
    me.settle()
    me.press(Key.Key_Return)
    me.settle()
    page = cast(ExchangePage, me.page)
    assert page.shown == "send"
    for part in ("receive", "send", "book", "peers"):
        page.show_part(part)
        me.press(Key.Key_F1)
    assert chapters == ["exchange", "exchange", "exchange-book", "exchange-trust"]
