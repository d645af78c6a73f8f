"""The life of an entry in the grid: filtered, submitted, returned, locked, amended, proved; figures of units."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.plan import closing, grid, progress, reviews
from app.plan.grid_rows import ValueRow
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.ui.pages.quarter.clerk import CTRL, Clerk, Key
from ui.pages.quarter.sheets import AmendSheet, SubmitSheet
from ui.widgets.fields import TextArea, TextField
from ui.widgets.label import Label


def test_a_locked_period_says_what_to_do_instead(clerk: Clerk, quarter: Quarter) -> None:
    quarter.log_everything()
    quarter.submit()
    closing.close_period(quarter.session, Q3)
    clerk.settle()
    clerk.stand("T3", "percent")
    clerk.type("8")
    assert clerk.page.message.text() == "Quý III/2026 đã khóa. Muốn đổi số liệu, lập đính chính kèm lý do."
    clerk.press(Key.Key_Delete)
    clerk.settle()
    assert clerk.task("T3").percent == 40
    assert [button.text() for button in clerk.page.header_buttons()] == ["Đính chính…"]


def test_figures_and_the_kinds_of_nothing_are_typed_per_unit(clerk: Clerk) -> None:
    clerk.page.filters.part_chosen.emit(grid.VALUES)
    clerk.settle()
    clerk.stand("M1", "num", "A")
    clerk.type("40")
    clerk.press(Key.Key_Tab)
    clerk.type("50")
    clerk.press(Key.Key_Return)
    clerk.stand("M1", "num", "B")
    clerk.enter("27/30", "18/20", "5/25")
    clerk.stand("M2", "num", "A")
    clerk.enter("3", "0", "không PS", "2")
    clerk.settle()
    assert [clerk.shown("M1", column, "A") for column in ("num", "den", "percent")] == ["40", "50", "80,0%"]
    assert clerk.shown("M1", "num", "E") == "not_reported"
    assert [clerk.shown("M2", "num", unit) for unit in "ABCDE"] == ["3", "0", "none", "2", "not_reported"]
    clerk.stand("M3", "num", "D")
    clerk.enter("1/1", "–")
    clerk.settle()
    assert clerk.shown("M3", "num", "E") == "not_applicable"
    assert clerk.page.fact().endswith("10/12 đã ghi")


def test_another_part_begins_at_its_left_on_a_row_of_its_own(clerk: Clerk) -> None:
    clerk.stand("T5", "proposal")
    bar = clerk.page.view.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    clerk.page.filters.part_chosen.emit(grid.VALUES)
    clerk.settle()
    assert bar.value() == 0
    row = clerk.page.model.row_at(clerk.page.view.currentIndex().row())
    assert isinstance(row, ValueRow)


def test_half_a_rate_waits_for_its_other_half_and_a_wrong_one_says_so(clerk: Clerk) -> None:
    clerk.page.filters.part_chosen.emit(grid.VALUES)
    clerk.settle()
    clerk.stand("M1", "num", "A")
    clerk.enter("61")
    clerk.settle()
    assert (clerk.shown("M1", "num", "A"), clerk.value("M1", "A").now) == ("61", None)
    clerk.stand("M1", "den", "A")
    clerk.enter("56")
    clerk.settle()
    assert clerk.page.message.text().startswith("Tử số 61 lớn hơn mẫu số 56")
    clerk.stand("M1", "den", "A")
    clerk.enter("65")
    clerk.settle()
    now = clerk.value("M1", "A").now
    assert now is not None
    assert (now.num, now.den) == (61, 65)
    assert clerk.page.message.isHidden(), "what was wrong is put right"
    clerk.stand("M1", "num", "A")
    clerk.press(Key.Key_Delete)
    clerk.settle()
    assert clerk.shown("M1", "num", "A") == "not_reported"


def test_work_passed_down_is_logged_for_a_unit(clerk: Clerk) -> None:
    clerk.page.filters.part_chosen.emit(grid.PASSED_DOWN)
    clerk.settle()
    clerk.stand("T8", "done_on", "D")
    clerk.enter("15/9")
    clerk.settle()
    assert clerk.task("T8", "D").state == "done"
    assert clerk.shown("T8", "result", "E") == "Chưa ghi"


def test_chips_count_under_the_other_filters_and_leave_what_they_say(clerk: Clerk, quarter: Quarter) -> None:
    quarter.log("T1", state="in_progress")
    clerk.settle()
    filters = clerk.page.filters
    assert filters.tests["missing"].words() == "Chưa ghi 6"
    filters.ban.set_value(quarter.bans["CSPL"])
    filters.ban.changed.emit(quarter.bans["CSPL"])
    assert filters.tests["missing"].words() == "Chưa ghi 3"
    filters.turn_on("overdue")
    numbers = [row.number for line in range(9) if (row := clerk.page.model.row_at(line))]
    assert numbers == ["T5"]
    filters.clear()
    filters.set_words("nhiem vu t6")
    numbers = [row.number for line in range(9) if (row := clerk.page.model.row_at(line))]
    assert numbers == ["T6"]


def test_submit_return_and_answer_are_seen_in_the_cell(clerk: Clerk, quarter: Quarter) -> None:
    quarter.log("T1", state="in_progress", result="Chưa rõ")
    clerk.settle()
    clerk.page.rows.submit()
    clerk.settle()
    clerk.press(Key.Key_Return, CTRL)
    clerk.settle()
    assert clerk.task("T1").phase == "submitted"
    entry = clerk.task("T1").entry
    reviews.return_(quarter.session, progress_ids=[entry], reason="Nêu số cụ thể", cells=["result"])
    clerk.settle()
    line, place = clerk.page.model.line_of(clerk.key("T1")), clerk.page.model.column_at("result")
    assert line is not None
    assert place is not None
    cell = clerk.page.model.cell(line, place)
    assert (cell.second, cell.edge) == ("Nêu số cụ thể", "bad")
    clerk.stand("T1", "result")
    clerk.enter("12 đơn vị")
    clerk.settle()
    assert (clerk.task("T1").changed, clerk.page.model.cell(line, place).corner) == (True, ("ear",))
    progress.clear_progress(quarter.session, entry)
    clerk.settle()
    assert clerk.task("T1").review == "returned"


def test_another_page_leads_to_a_row_in_any_part(clerk: Clerk, quarter: Quarter) -> None:
    clerk.page.show_item((quarter.tasks["T6"], None))
    assert clerk.standing()[0] == "T6"
    clerk.page.show_item((quarter.measures["M2"], quarter.units["C"]))
    clerk.settle()
    assert clerk.page.loader.part == grid.VALUES
    row = clerk.page.model.row_at(clerk.page.view.currentIndex().row())
    assert row is not None
    assert row.key == clerk.key("M2", "C")


def test_a_badge_leads_to_what_was_returned_in_whichever_part(clerk: Clerk, quarter: Quarter) -> None:
    value = quarter.value("M2", "A", val=3)
    quarter.submit()
    reviews.return_(quarter.session, value_ids=[value], reason="Xem lại")
    clerk.page.show_item(("filter", "returned"))
    clerk.settle()
    assert clerk.page.loader.part == grid.VALUES
    keys = [row.key for line in range(9) if (row := clerk.page.model.row_at(line))]
    assert keys == [clerk.key("M2", "A")]


def test_one_button_submits_tasks_and_values_and_says_what_is_missing(clerk: Clerk, quarter: Quarter) -> None:
    quarter.log("T1", state="in_progress")
    quarter.value("M2", "A", val=3)
    clerk.page.rows.submit()
    clerk.settle()
    sheet = clerk.page.findChild(SubmitSheet)
    assert sheet is not None
    words = [label.text() for label in sheet.findChildren(Label)]
    assert "6 nhiệm vụ của cơ quan chưa ghi, trình sau cũng được" in words
    assert "11 số liệu chưa ghi, trình sau cũng được" in words
    assert sheet.primary.text() == "Trình 2 dòng"
    clerk.press(Key.Key_Return, CTRL)
    clerk.settle()
    assert [part.drafts for part in grid.standing(quarter.session, Q3)] == [(), (), ()]
    assert clerk.toasts[-1] == "Đã trình 2 dòng"


def test_after_the_lock_a_figure_is_amended_with_a_reason(clerk: Clerk, quarter: Quarter) -> None:
    quarter.log_everything()
    quarter.submit()
    closing.close_period(quarter.session, Q3)
    clerk.page.filters.part_chosen.emit(grid.VALUES)
    clerk.settle()
    clerk.stand("M1", "num", "D")
    clerk.page.rows.amend()
    sheet = clerk.page.findChild(AmendSheet)
    assert sheet is not None
    assert sheet.form is not None
    figure, reason = sheet.form.row("val").editor, sheet.form.row("reason").editor
    assert isinstance(figure, TextField)
    assert isinstance(reason, TextArea)
    figure.set_value("20/25")
    clerk.press(Key.Key_Return, CTRL)
    clerk.settle()
    assert "lý do" in sheet.message.text(), "asked for before anything is written"
    reason.set_value("Thống kê sót")
    clerk.press(Key.Key_Return, CTRL)
    clerk.settle()
    assert clerk.toasts[-1] == "Đã lưu đính chính"
    assert [clerk.shown("M1", column, "D") for column in ("num", "den")] == ["20", "25"]


def test_a_returned_figure_is_answered_with_a_kind_of_nothing(clerk: Clerk, quarter: Quarter) -> None:
    quarter.log_everything()
    quarter.submit()
    clerk.page.filters.part_chosen.emit(grid.VALUES)
    clerk.settle()
    clerk.page.rows.ask_return([clerk.value("M2", "B")])
    clerk.type("Xem lại số 0")
    clerk.press(Key.Key_Return, CTRL)
    clerk.settle()
    assert clerk.value("M2", "B").reason == "Xem lại số 0"
    clerk.stand("M2", "num", "B")
    clerk.enter("không phát sinh")
    clerk.settle()
    assert clerk.shown("M2", "num", "B") == "none"
    assert clerk.value("M2", "B").changed


def test_a_file_dropped_on_a_row_becomes_its_evidence(clerk: Clerk, tmp_path: Path) -> None:
    paper = tmp_path / "biên bản.txt"
    paper.write_text("đã họp", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(paper))])
    line = clerk.page.model.line_of(clerk.key("T3"))
    assert line is not None
    place = clerk.page.view.visualRect(clerk.page.model.index(line, 1)).center().toPointF()
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    for event in (
        QDragEnterEvent(place.toPoint(), copy, data, left, Qt.KeyboardModifier.NoModifier),
        QDropEvent(place, copy, data, left, Qt.KeyboardModifier.NoModifier),
    ):
        QApplication.sendEvent(clerk.page.view.viewport(), event)
    clerk.settle()
    assert clerk.task("T3").evidence == 1
    assert clerk.toasts[-1] == "Đã thêm 1 tệp minh chứng"


def test_the_details_tell_the_whole_entry_and_its_history(clerk: Clerk, quarter: Quarter, qtbot: QtBot) -> None:
    quarter.log("T3", state="in_progress", percent=40, result="Đã hướng dẫn 12 đơn vị", cause="Thiếu người")
    panel = clerk.page.details()
    assert panel is not None
    qtbot.addWidget(panel)
    panel.show()
    clerk.stand("T3", "result")
    clerk.settle()
    clerk.settle()
    words = " ".join(label.text() for label in panel.findChildren(Label))
    for expected in ("Nhiệm vụ T3", "Đã hướng dẫn 12 đơn vị", "Thiếu người", "Lịch sử", "Người thử"):
        assert expected in words
