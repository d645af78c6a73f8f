"""Every list is filtered, laid out, kept and written down by its person: told on the lists of units and of changes."""

from pathlib import Path
from typing import Any, cast

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.lists_kept import Filter
from tests.ui.at_window import ALT, CTRL, SHIFT, AtWindow, Key
from ui.pages.list_page import ListPage
from ui.widgets import list_view
from ui.widgets.tick_list import TickList


def titles(page: ListPage) -> list[str]:
    header = page.view.header
    seen = sorted((header.visualIndex(at), at) for at in range(header.count()) if not page.view.isColumnHidden(at))
    return [str(page.model.headerData(at, Qt.Orientation.Horizontal)) for _, at in seen]


def kinds(me: AtWindow, page: ListPage) -> set[str]:
    place = page.shown_columns().index("kind")
    return {row[place] for row in me.table(page.view)}


def choose(me: AtWindow, words: str) -> None:
    """Take a command of the menu that stands open."""
    menu = cast(QMenu, QApplication.activePopupWidget())
    found = [one for one in menu.actions() if one.text() == words]
    assert found, [one.text() for one in menu.actions()]
    assert found[0].isEnabled()
    menu.close()
    found[0].trigger()
    me.settle()


def ticks(me: AtWindow) -> TickList:
    made = me.sheet.findChild(TickList)
    assert made is not None
    return made


def test_a_column_is_filtered_by_keyboard_seen_in_the_bar_and_given_back(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("units").shown
    everything = page.model.rowCount()
    page.view.setCurrentIndex(page.model.index(0, page.shown_columns().index("kind")))
    me.press(Key.Key_Down, ALT)
    choose(me, "Chỉ dòng có…")
    assert me.focus() is ticks(me)
    me.press(Key.Key_Space)
    first = ticks(me).value()[0]
    me.press(Key.Key_Return)
    me.settle()
    assert kinds(me, page) == {first}
    assert page.view.header.filtered == {page.shown_columns().index("kind")}
    # A second column narrows it further; what it offers is counted within what the first leaves.
    before = page.model.rowCount()
    page.tools.ask_filter("name")
    me.settle()
    me.save(has="TRUONG")
    me.settle()
    assert 0 < page.model.rowCount() < before
    assert all("Trường" in row[1] for row in me.table(page.view))
    assert [chip.toolTip() for chip in page.tools.chips.chips()] == [
        f"Bỏ lọc Loại: {first}",
        "Bỏ lọc Tên đơn vị có “TRUONG”",
    ]
    # Tab comes to the filters after the page's own; a filter taken away gives the focus to the next, then to the list.
    page.search.setFocus()
    me.press(Key.Key_Tab, times=3)
    assert me.focus() is page.tools.chips.chips()[0]
    me.press(Key.Key_Space)
    me.settle()
    assert me.focus() is page.tools.chips.chips()[0]
    assert [one.column for one in page.tools.filters] == ["name"]
    me.press(Key.Key_Space)
    me.settle()
    assert me.focus() is page.view
    page.tools.set_filter(Filter("name", has="khong co don vi nay"))
    me.settle()
    assert page.model.rowCount() == 0
    assert "Không có dòng nào khớp." in me.texts(page.view)
    me.click("Bỏ mọi lọc", page.view)
    me.settle()
    assert page.model.rowCount() == everything
    assert not page.tools.chips.isVisible()


def test_a_day_is_asked_from_to_and_a_wrong_span_is_said(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("history")
    everything = page.model.rowCount()
    page.tools.ask_filter("at_ms")
    me.settle()
    me.fill(least="2/1/2026", most="1/1/2026")
    assert "lớn hơn hoặc bằng" in me.sheet_says()
    me.press(Key.Key_Escape)
    page.tools.ask_filter("at_ms")
    me.settle()
    me.save(least="1/1/2026", most="31/3/2026")
    assert 0 < page.model.rowCount() < everything
    days = [row[0][3:10] for row in me.table(page.view)]
    assert set(days) <= {"01/2026", "02/2026", "03/2026"}
    page.tools.set_filters([Filter("label", has="don vi")])
    me.settle()
    assert all("đơn vị" in row[2].lower() for row in me.table(page.view))


def test_columns_are_chosen_moved_and_widened_by_keyboard_and_are_there_again_next_time(
    at_sample: AtWindow, sample: Path
) -> None:
    me = at_sample
    page = me.go("units").shown
    usual = titles(page)
    page.tools.ask_columns()
    columns = ticks(me)
    assert me.focus() is columns
    me.press(Key.Key_Space)  # away with the code
    me.press(Key.Key_End, CTRL)
    me.press(Key.Key_Up)
    assert columns.currentIndex().data() == "Trực thuộc"
    me.press(Key.Key_Space)
    me.press(Key.Key_Up, ALT, times=5)
    me.press(Key.Key_Right, ALT, times=3)
    me.press(Key.Key_Return)
    me.settle()
    assert not me.sheet_is_open()
    shown = titles(page)
    assert shown == ["Trực thuộc", *usual[1:]]
    width = page.view.columnWidth(0)
    me.restart(sample)
    page = me.go("units").shown
    assert titles(page) == shown
    assert page.view.columnWidth(0) == width
    page.tools.reset_columns()
    assert titles(page) == usual
    assert me.toast() == "Đã về các cột ban đầu"
    me.click("Hoàn tác")
    assert titles(page) == shown


def test_what_is_added_to_a_list_that_is_sorted_and_filtered_is_stood_on(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("units").shown
    page.tools.set_filters([Filter("name", has="truong")])
    page.view.sortByColumn(page.section_of("name"), Qt.SortOrder.DescendingOrder)
    me.settle()
    me.press(Key.Key_N, CTRL)
    me.save(name="Công đoàn cơ sở Trường Ẫ")
    assert page.current_row()["name"] == "Công đoàn cơ sở Trường Ẫ"
    assert page.tools.filters != ()
    me.press(Key.Key_N, CTRL)
    me.save(name="Công đoàn cơ sở Xưởng Ổ")
    assert page.current_row()["name"] == "Công đoàn cơ sở Xưởng Ổ"
    assert page.tools.filters == ()
    assert page.sorting() == ("name", True)


def test_a_heading_is_dragged_pulled_and_clicked(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("units").shown
    header, viewport = page.view.header, page.view.header.viewport()
    usual = titles(page)
    page.view.setCurrentIndex(page.model.index(2, 0))
    stood = page.current_row()["name"]

    def drag(begin: int, end: int) -> None:
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(begin, 12))
        for x in (begin + (end - begin) // 2, end):
            QTest.mouseMove(viewport, QPoint(x, 12))
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(end, 12))
        me.settle()

    drag(20, header.sectionViewportPosition(1) + header.sectionSize(1) - 40)
    assert titles(page) == [usual[1], usual[0], *usual[2:]]
    assert page.current_row()["name"] == stood
    edge = header.sectionViewportPosition(1) + header.sectionSize(1) - 1
    before = header.sectionSize(1)
    drag(edge, edge + 30)
    assert page.tools.kept.widths["code"] > before
    mark = header.sectionViewportPosition(0) + header.sectionSize(0) - 12
    QTest.mouseMove(viewport, QPoint(mark, 12))
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(mark, 12))
    choose(me, "Xếp giảm dần")
    names = [row[0] for row in me.table(page.view)]
    assert page.sorting() == ("name", True)
    page.view.ask_column_menu()
    choose(me, "Về thứ tự ban đầu")
    assert page.sorting() is None
    assert [row[0] for row in me.table(page.view)] != names


def test_a_view_is_named_come_back_to_renamed_and_deleted_with_a_way_back(at_sample: AtWindow, sample: Path) -> None:
    me = at_sample
    page = me.go("units").shown
    me.click("Đã kết thúc")
    page.tools.set_filters([Filter("name", has="truong"), Filter("kind", blank="filled")])
    page.tools.show_columns(("name", "kind"))
    page.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    me.settle()
    state = page.tools.state()
    page.views.ask_save()
    me.save(name="Trường đã thôi")
    page.views.leave()
    me.settle()
    assert page.tools.filters == ()
    me.restart(sample)
    page = me.go("units").shown
    commands = {one.text(): one for one in page.views.menu().actions()}
    commands["Trường đã thôi"].trigger()
    me.settle()
    assert page.tools.state() == state
    assert page.views.chip.accessibleName() == "Kiểu xem: Trường đã thôi"
    page.views.ask_save()
    me.fill(name="  ")
    assert me.sheet_says() == "Ghi tên của kiểu xem."
    me.press(Key.Key_Escape)
    page.views.rename("Trường đã thôi", "Trường cũ")
    page.views.delete("Trường cũ")
    assert page.tools.kept.views == ()
    me.settle()
    me.click("Hoàn tác")
    assert [view.name for view in page.tools.kept.views] == ["Trường cũ"]


def test_a_list_is_copied_and_written_as_it_is_shown(
    at_sample: AtWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = at_sample
    page = me.go("units").shown
    page.tools.set_filters([Filter("name", has="benh vien")])
    page.tools.show_columns(("kind", "name"))
    me.settle()
    me.press(Key.Key_A, CTRL)
    me.press(Key.Key_C, CTRL | SHIFT)
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied[0] == "Loại\tTên đơn vị"
    assert len(copied) == 4
    # Very many rows are worded beside the window, with the same result.
    monkeypatch.setattr(list_view, "MOST_AT_ONCE", 1)
    QGuiApplication.clipboard().clear()
    me.press(Key.Key_C, CTRL)
    me.settle()
    assert QGuiApplication.clipboard().text().split("\n") == copied[1:]
    assert QGuiApplication.clipboard().mimeData().html().count("<tr>") == 3
    assert me.toast() == "Đã chép 3 dòng"
    opened: list[Path] = []
    monkeypatch.setattr(page, "open_file", opened.append)
    monkeypatch.setattr(page, "choose_path", lambda suggested, _filter: str(tmp_path / suggested.name))
    written = command(me, "Xuất danh sách ra Excel…")
    written.trigger()
    me.settle()
    assert [path.suffix for path in opened] == [".xlsx"]
    sheet = cast(Any, load_workbook(opened[0]).active)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert "Tên đơn vị có “benh vien”" in rows[2][0]
    assert ["\t".join(row) for row in rows[3:]] == copied
    command(me, "In, ghi PDF danh sách…").trigger()
    me.settle()
    assert opened[-1].read_bytes().startswith(b"%PDF")
    assert "Đơn vị" in opened[-1].name


def command(me: AtWindow, words: str) -> QAction:
    return next(one for one in me.page.actions_for_menu() if one.text() == words)
