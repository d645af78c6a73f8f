"""Lists and trees: by keyboard, copied as a table, opened, empty, quick."""

import time

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.pictures import picture, pixel, press
from tests.ui.gallery import TaskRows
from ui.tokens import LIGHT
from ui.widgets.cells import Cell, cell_of, table_of
from ui.widgets.empty import EmptyState
from ui.widgets.list_view import ListView
from ui.widgets.tree_view import TreeView


@pytest.fixture
def rows(qtbot: QtBot) -> ListView:
    view = ListView(name="Nhiệm vụ")
    model = TaskRows()
    model.setParent(view)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, view)
    view.setModel(model)
    view.set_widths([36, 50, 200, 110, 70, 80], stretch=2)
    qtbot.addWidget(view)
    view.resize(900, 320)
    view.show()
    QTest.keyClick(view, Qt.Key.Key_Escape)  # what a test before held is held no longer: Qt remembers it otherwise
    return view


def test_a_selected_row_has_its_ground_and_the_accent_at_its_left_edge(rows: ListView) -> None:
    rows.selectRow(2)
    seen = picture(rows)
    middle = 26 + 2 * 28 + 14
    assert pixel(seen, QPoint(1, middle)) == LIGHT.accent.name().upper()
    assert pixel(seen, QPoint(880, middle)) == LIGHT.sel.name().upper()
    assert pixel(seen, QPoint(880, middle + 28)) == LIGHT.base.name().upper()


def test_the_focus_cell_has_a_ring(rows: ListView, qtbot: QtBot) -> None:
    rows.activateWindow()
    rows.setCurrentIndex(rows.model().index(1, 1))
    rows.setFocus()
    qtbot.waitUntil(rows.hasFocus, timeout=2000)
    cell = rows.visualRect(rows.model().index(1, 1)).translated(0, 26)
    assert pixel(picture(rows), cell.topLeft() + QPoint(1, 14)) == LIGHT.accent.name().upper()


def test_enter_and_a_double_click_open_the_row(rows: ListView, qtbot: QtBot) -> None:
    rows.setCurrentIndex(rows.model().index(3, 2))
    with qtbot.waitSignal(rows.opened) as heard:
        press(rows, Qt.Key.Key_Return)
    assert heard.args[0].row() == 3
    place = rows.visualRect(rows.model().index(5, 2)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(rows.opened) as heard:
        QTest.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.args[0].row() == 5


def test_going_to_a_row_leaves_the_former_one_though_ctrl_is_still_held(rows: ListView, qtbot: QtBot) -> None:
    rows.setCurrentIndex(rows.model().index(1, 0))
    window = rows.windowHandle()
    QTest.keyPress(window, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier))
    rows.setCurrentIndex(rows.model().index(4, 0))
    assert [index.row() for index in rows.selectionModel().selectedRows()] == [4]
    QTest.keyRelease(window, Qt.Key.Key_Control)


def test_selected_rows_are_copied_as_a_table_for_excel_and_word(rows: ListView) -> None:
    rows.selectRow(1)
    QTest.keyClick(rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    (line,) = data.text().split("\n")
    assert data.html().count("<tr>") == 1
    QTest.keyClick(rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(rows, Qt.Key.Key_Escape)  # else Qt takes Ctrl and Shift for held in the next test
    data = QGuiApplication.clipboard().mimeData()
    head, again = data.text().split("\n")
    assert head.split("\t")[1:] == ["Số", "Nhiệm vụ", "Chủ trì", "Hạn", "Đạt"]
    assert again == line
    assert line.split("\t")[1] == "1.1"
    assert line.endswith("30/06\tkhông PS")
    assert data.html().count("<tr>") == 2


def test_cells_with_breaks_and_quotes_stay_one_cell_in_excel(qtbot: QtBot) -> None:
    model = QStandardItemModel(1, 2)
    model.setItem(0, 0, QStandardItem('Hai\ndòng "trích"'))
    model.setItem(0, 1, QStandardItem("xong"))
    view = ListView()
    view.setModel(model)
    qtbot.addWidget(view)
    view.selectRow(0)
    assert view.copy() == 1
    assert QGuiApplication.clipboard().text() == '"Hai\ndòng ""trích"""\txong'


def test_models_without_cells_are_read_by_the_usual_roles() -> None:
    model = QStandardItemModel(1, 1)
    item = QStandardItem("12")
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight)
    model.setItem(0, 0, item)
    assert cell_of(model.index(0, 0)) == Cell("12", right=True)
    assert table_of(model, [model.index(0, 0)]) == [["1"], ["12"]]


def test_an_empty_list_says_what_to_do_next(qtbot: QtBot) -> None:
    asked: list[bool] = []
    view = ListView(name="Kiến nghị")
    state = EmptyState(
        "Chưa có kiến nghị nào.", "Ghi để theo dõi trả lời.", "Thêm kiến nghị", lambda: asked.append(True)
    )
    view.set_empty(state)
    model = QStandardItemModel(0, 2)
    view.setModel(model)
    qtbot.addWidget(view)
    view.show()
    assert state.isVisible()
    state.button.click()
    assert asked == [True]
    model.appendRow([QStandardItem("1"), QStandardItem("2")])
    assert not state.isVisible()


def test_a_click_on_a_header_sorts_and_nothing_is_sorted_before(rows: ListView) -> None:
    header = rows.horizontalHeader()
    assert header.sortIndicatorSection() == -1
    place = QPoint(header.sectionViewportPosition(4) + 20, 10)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert header.sortIndicatorSection() == 4


def test_painting_a_full_list_asks_the_model_once_a_cell(rows: ListView) -> None:
    asked: list[int] = []
    model = rows.model()
    plain = model.data

    def counted(index: QModelIndex, role: int = 0) -> object:
        asked.append(role)
        return plain(index, role)

    model.data = counted  # type: ignore[method-assign, assignment]  # counting
    picture(rows)
    cells = 10 * 6
    assert len(asked) <= 2 * cells


def test_a_wheel_step_paints_within_a_frame(qtbot: QtBot) -> None:
    view = ListView()
    view.setModel(TaskRows(5000))
    view.set_widths([36, 50, 500, 110, 70, 80])
    qtbot.addWidget(view)
    view.resize(1190, 620)
    view.show()
    picture(view)
    took = []
    for step in range(1, 20):
        start = time.perf_counter()
        view.verticalScrollBar().setValue(step * 84)
        view.viewport().repaint()
        took.append(time.perf_counter() - start)
    assert sorted(took)[len(took) // 2] < 0.05, "a frame is 16 ms; the limit leaves room for a busy machine"


def test_a_tree_unfolds_by_keyboard_and_paints_its_chevron(qtbot: QtBot) -> None:
    model = QStandardItemModel()
    parent = QStandardItem("Chương trình 2")
    parent.appendRow(QStandardItem("1.1 Khảo sát doanh nghiệp"))
    model.appendRow(parent)
    tree = TreeView(name="Chương trình")
    tree.setModel(model)
    qtbot.addWidget(tree)
    tree.resize(400, 200)
    tree.show()
    closed = picture(tree)
    tree.setCurrentIndex(model.index(0, 0))
    press(tree, Qt.Key.Key_Right)
    assert tree.isExpanded(model.index(0, 0))
    assert picture(tree) != closed
    with qtbot.waitSignal(tree.opened):
        press(tree, Qt.Key.Key_Return)
    QTest.keyClick(tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "Chương trình 2" in QApplication.clipboard().text()


def test_of_two_empty_states_only_the_newer_is_seen(qtbot: QtBot) -> None:
    view = ListView()
    qtbot.addWidget(view)
    view.setModel(QStandardItemModel(0, 1, view))
    former, newer = EmptyState("Chưa có gì."), EmptyState("Không thấy gì.")
    view.show()
    view.set_empty(former)
    assert former.isVisible()
    view.set_empty(newer)
    assert (former.isVisible(), newer.isVisible()) == (False, True)
