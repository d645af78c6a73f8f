"""Nhận: what files would do is seen before anything is written, one by one or hundreds at once, by keyboard or mouse."""

import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.bundles import applying, meeting, planning
from app.bundles.waiting import waiting
from app.plan import closing
from app.session import Session
from tests.ui.at_window import CTRL, AtWindow, Key
from tests.ui.pages.exchange.offices import Q3, SCHOOLS, Offices
from ui.pages.exchange.choice import Choice
from ui.pages.exchange.page import ExchangePage
from ui.widgets.buttons import Button

WARN = QAbstractItemModelTester.FailureReportingMode.Warning


def page_of(me: AtWindow) -> ExchangePage:
    me.press(Key.Key_0, CTRL)
    me.settle()
    assert me.window.current_key() == "exchange"
    return cast(ExchangePage, me.page)


def open_places(me: AtWindow, *places: Path) -> ExchangePage:
    page = page_of(me)
    page.open_places(places)
    me.settle()
    return page


def entries(session: Session) -> int:
    return int(session.conn.execute("SELECT count(*) FROM progress_entry").fetchone()[0])


def changes_of(page: ExchangePage) -> int:
    """The number on the button that applies."""
    return int(next(word for word in page.receive.apply_button.text().split() if word.isdecimal()))


def states(me: AtWindow, page: ExchangePage) -> dict[str, str]:
    return {row[0].partition(" · ")[0]: row[1] for row in me.table(page.receive.list)}


def test_a_file_is_shown_row_by_row_and_nothing_is_written_before_the_button(
    at_province: AtWindow, below: Offices
) -> None:
    me = at_province
    page = open_places(me, below.report(0))
    assert me.texts(page.receive.file)[0] == f"{SCHOOLS[0]} gửi quý III/2026"
    rows = me.table(page.receive.file.view)
    assert {"Học tập nghị quyết", "Đoàn viên học nghị quyết"} <= {row[1] for row in rows}
    assert all(row[3] == "chưa có" for row in rows)
    panel = " ".join(me.texts(page.receive.panel))
    assert "Đơn vị đã gửi 0/3 1/3 +1" in panel
    assert "80,0%" in panel
    assert entries(me.session) == 0
    me.click(f"Áp dụng {len(rows)} thay đổi", page)
    me.settle()
    assert entries(me.session) == 1
    assert me.toast() == f"Đã áp dụng {len(rows)} thay đổi của {SCHOOLS[0]}"
    assert any("Giấy báo nhận đi cùng gói gửi tới" in words for words in me.texts(page.receive.idle))


def test_what_is_left_for_later_leaves_the_workspace_as_it_was(at_province: AtWindow, below: Offices) -> None:
    me = at_province
    before = me.session.conn.execute("SELECT max(id) FROM change").fetchone()[0]
    page = open_places(me, below.report(0))
    me.click("Để sau", page)
    me.settle()
    assert me.session.conn.execute("SELECT max(id) FROM change").fetchone()[0] == before
    assert page.receive.idle.isVisible()
    assert me.focus() is page.receive.idle.open_files


def test_a_folder_is_opened_at_once_and_space_takes_or_puts_aside(
    at_province: AtWindow, below: Offices, tmp_path: Path
) -> None:
    me = at_province
    stick = tmp_path / "usb"
    stick.mkdir()
    for number in range(3):
        shutil.copy(below.report(number), stick / f"zalo-{number}.tiendo")
    (stick / "ghi-chu.txt").write_text("không phải gói")
    damaged = below.schools[0].session.path.parent / "hong.tiendo"
    damaged.write_bytes((stick / "zalo-1.tiendo").read_bytes()[:-30])
    shutil.copy(damaged, stick / "hong.tiendo")
    page = open_places(me, stick)
    assert list(states(me, page).values()) == ["không nhận", *["sẽ áp dụng"] * 3]
    tester = QAbstractItemModelTester(page.receive.list.model(), WARN)
    assert me.focus() is page.receive.list
    me.stand(page.receive.list, SCHOOLS[1])
    me.press(Key.Key_Space)
    assert states(me, page)[SCHOOLS[1]] == "để sau"
    me.wait_until(lambda: "Đơn vị đã gửi 0/3 2/3 +2" in " ".join(me.texts(page.receive.panel)))
    me.click("Để sau tất cả", page)
    assert set(states(me, page).values()) == {"không nhận", "để sau"}
    me.click("Nhận tất cả", page)
    me.stand(page.receive.list, SCHOOLS[1])
    me.press(Key.Key_Space)
    me.press(Key.Key_F9)
    me.settle()
    assert entries(me.session) == 2
    (held,) = waiting(me.session)
    assert (held.who, held.code) == (SCHOOLS[1], "BY_PERSON")
    assert [row[0] for row in me.table(page.receive.idle.view)] == [f"{SCHOOLS[1]} · {held.about}, bản 1"]
    del tester


def test_a_chip_shows_the_files_of_one_standing(at_province: AtWindow, below: Offices, tmp_path: Path) -> None:
    me = at_province
    other = tmp_path / "la.tiendo"
    other.write_bytes(b"PK\x03\x04 khong phai goi")
    page = open_places(me, other, below.report(0), below.report(1))
    chip = next(chip for chip in page.receive.bar.chips() if chip.key == "refused")
    assert chip.words() == "Không nhận 1"
    chip.click()
    assert len(me.table(page.receive.list)) == 1
    assert me.texts(page.receive.file)[0] == "la.tiendo"
    assert page.receive.file.refusal.text().startswith("Tệp la.tiendo là tệp nén.")
    chip.click()
    assert len(me.table(page.receive.list)) == 3


def test_what_waits_needs_a_yes_where_the_reason_stands(at_province: AtWindow, below: Offices) -> None:
    me = at_province
    file = below.report(0)
    page = open_places(me, file, below.report(1))
    me.stand(page.receive.list, SCHOOLS[0])
    me.press(Key.Key_Space)
    me.press(Key.Key_F9)
    me.settle()
    page.open_places([file, below.report(2)])
    me.settle()
    assert states(me, page)[SCHOOLS[0]] == "chờ quyết định"
    me.stand(page.receive.list, SCHOOLS[0])
    assert len(me.table(page.receive.file.view)) >= 3, "why it waits, and its rows"
    before = changes_of(page)
    me.press(Key.Key_Space)
    yes = me.focus()
    assert isinstance(yes, Button)
    assert yes.text() == "Đồng ý áp dụng bản này"
    assert states(me, page)[SCHOOLS[0]] == "chờ quyết định", "Space alone is no yes"
    me.press(Key.Key_Return)
    assert states(me, page)[SCHOOLS[0]] == "đã đồng ý"
    assert changes_of(page) > before
    me.click("Không đồng ý nữa", page)
    assert states(me, page)[SCHOOLS[0]] == "chờ quyết định"
    me.click("Đồng ý áp dụng bản này", page)
    me.press(Key.Key_F9)
    me.settle()
    assert waiting(me.session) == ()
    assert entries(me.session) == 3


def test_states_that_wait_are_decided_before_anything_is_opened(at_province: AtWindow, below: Offices) -> None:
    me = at_province
    session = me.session
    page = open_places(me, below.report(0), below.report(1))
    me.click("Để sau tất cả", page)
    me.press(Key.Key_F9)
    me.settle()
    assert len(waiting(session)) == 2
    me.stand(page.receive.idle.view, SCHOOLS[0])
    me.click("Nhận bản này", page)
    me.settle()
    assert me.toast() == f"Đã nhận bản 1 của {SCHOOLS[0]}"
    assert [state.who for state in waiting(session)] == [SCHOOLS[1]]
    me.click("Từ chối…", page)
    me.save(reason="Số liệu chép nhầm quý trước")
    me.settle()
    assert waiting(session) == ()
    assert me.table(page.receive.idle.view) == []
    assert entries(session) == 1


def test_an_applied_file_is_taken_back_from_the_toast_and_from_the_book(at_province: AtWindow, below: Offices) -> None:
    me = at_province
    page = open_places(me, below.report(0))
    me.press(Key.Key_F9)
    me.settle()
    assert me.has_button("Rút lại"), "the toast offers it"
    me.click("Rút lại", me.window)
    me.settle()
    me.press(Key.Key_Return, CTRL)
    me.settle()
    assert "lý do" in me.sheet_says()
    me.save(reason="Nhầm gói")
    me.settle()
    assert me.toast() == f"Đã rút gói của {SCHOOLS[0]}"
    assert entries(me.session) == 0
    page.open_places([below.report(1)])
    me.settle()
    me.press(Key.Key_F9)
    me.settle()
    page.show_part("book")
    me.settle()
    me.stand(page.book.view.view, SCHOOLS[1])
    me.settle()
    me.click("Rút lại…", me.window)
    me.save(reason="Đơn vị xin gửi lại")
    me.settle()
    assert entries(me.session) == 0
    assert {row[5] for row in me.table(page.book.view.view) if row[0] and row[1] == "Nhận"} == {"đã rút lại"}


def test_what_was_written_since_the_preview_stops_it_and_it_is_looked_at_again(
    at_province: AtWindow, below: Offices
) -> None:
    me = at_province
    first = below.report(0)
    page = open_places(me, first)
    seen = page.receiving.choice
    assert seen is not None
    second = below.report(0, num=45)
    applying.apply(me.session, below_plan(me.session, second), back_up=False)
    me.settle()
    me.press(Key.Key_F9)
    me.settle()
    assert "Xem trước lại" in page.message.text()
    me.click("Xem trước lại", page)
    me.settle()
    assert page.receiving.choice is not seen
    assert me.texts(page.receive.file)[0].startswith(SCHOOLS[0])
    assert me.has_button("Ghi vào Sổ giao nhận"), "the older one brings nothing any more"


def below_plan(session: Session, *paths: Path) -> Any:
    return planning.plan(session, paths)


def test_files_dropped_anywhere_on_the_window_come_here(at_province: AtWindow, below: Offices) -> None:
    me = at_province
    me.go("overview")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(below.report(0)))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(me.window.rect().center(), copy, data, left, none)
    QApplication.sendEvent(me.window, entering)
    assert entering.isAccepted()
    me.window.dropEvent(QDropEvent(QPointF(me.window.rect().center()), copy, data, left, none))
    me.settle()
    assert me.window.current_key() == "exchange"
    assert len(me.table(me.page.receive.file.view)) >= 2  # type: ignore[attr-defined]  # the page of the exchange


def test_a_folder_without_files_says_so_and_a_dialog_left_changes_nothing(
    at_province: AtWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = at_province
    empty = tmp_path / "trong"
    empty.mkdir()
    page = open_places(me, empty)
    assert page.message.text() == "Không thấy gói nào trong trong. Chọn tệp hoặc thư mục khác."
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([], ""))
    me.press(Key.Key_O, CTRL)
    me.settle()
    assert page.receive.idle.isVisible()


def test_the_whole_list_of_changes_takes_the_room_and_gives_it_back(at_province: AtWindow, below: Offices) -> None:
    me = at_province
    page = open_places(me, below.report(0), below.report(1))
    me.click(page.receive.file.see_all.text(), page)
    assert not page.receive.list.isVisible()
    me.click("Thu lại", page)
    assert page.receive.list.isVisible()


def test_hundreds_of_files_stand_in_one_list_without_a_widget_for_each(at_province: AtWindow, below: Offices) -> None:
    me = at_province
    page = open_places(me, below.report(0), below.report(1))
    choice = page.receiving.choice
    assert choice is not None
    one, files = len(page.findChildren(QWidget)), choice.merge.files
    many = [replace(files[n % 2], key=f"{n:064d}", who=f"CĐCS Trường THPT số {n:03d}") for n in range(300)]
    more = Choice(replace(choice.merge, files=tuple(many)))
    began = time.perf_counter()
    page.receive.show_choice(more)
    QApplication.processEvents()
    me.press(Key.Key_End, CTRL)
    me.press(Key.Key_A, CTRL)
    me.press(Key.Key_Space)
    assert time.perf_counter() - began < 2
    assert set(states(me, page).values()) == {"để sau"}
    assert len(page.findChildren(QWidget)) <= one + 4
    me.click("Nhận tất cả", page)
    assert len(more.accepted) == 300
    chip = next(chip for chip in page.receive.bar.chips() if chip.key == "apply")
    assert chip.words() == "Áp dụng được 300"


def test_introductions_among_the_files_are_shown_one_after_the_other(
    at_province: AtWindow, below: Offices, tmp_path: Path
) -> None:
    me = at_province
    folder = tmp_path / "thu"
    folder.mkdir()
    for number, school in enumerate(below.schools[:2]):
        meeting.introduce(school.session, folder / f"{number}.gioithieu", folder=school.keys)
    page = open_places(me, folder)
    assert page.shown == "peers"
    assert SCHOOLS[0] in me.sheet.accessibleName()
    assert page.message.text() == "Còn 1 thư giới thiệu chưa xem."
    me.press(Key.Key_Escape)
    me.click("Xem thư tiếp theo", page)
    me.settle()
    assert SCHOOLS[1] in me.sheet.accessibleName()
    assert page.message.text() == ""


def test_a_closed_quarter_and_a_tenfold_jump_are_said_before_anything_is_applied(
    at_province: AtWindow, below: Offices
) -> None:
    me = at_province
    page = open_places(me, below.report(0))
    me.press(Key.Key_F9)
    me.settle()
    closing.close_period(me.session, Q3)
    me.settle()
    page.open_places([below.report(0, num=400, den=500)])
    me.settle()
    assert page.receive.file.closed.text().startswith("Quý III/2026 đã khóa: số lúc khóa không đổi")
    panel = " ".join(me.texts(page.receive.panel))
    assert f"{SCHOOLS[0]} tăng gấp 10 lần so với số đã báo cáo" in panel
    assert "Quý III/2026 đã khóa: 1 dòng của 1 đơn vị đến sau khóa" in panel
