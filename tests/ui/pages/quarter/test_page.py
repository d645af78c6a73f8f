"""The grid by keyboard: what is typed, pasted, filled and undone ends in the workspace, and nothing typed is lost."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.plan import closing, grid, progress, reviews
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.ui.pages.quarter.clerk import ALT, CTRL, SHIFT, Clerk, Key
from ui.pages.quarter.sheets import AmendSheet, SubmitSheet
from ui.widgets.fields import TextArea, TextField
from ui.widgets.label import Label


def test_a_quarter_is_logged_by_keyboard_alone(clerk: Clerk) -> None:
    clerk.stand("T1", "state")
    clerk.type("h")  # hoàn thành
    clerk.press(Key.Key_Return)
    clerk.enter("đang", "dth", "x")
    clerk.type("2")  # a digit takes its state at once
    clerk.enter("tx")
    clerk.type("1")
    clerk.stand("T1", "done_on")
    clerk.enter("28/9")
    clerk.stand("T4", "done_on")
    clerk.enter("20/08/2026")
    clerk.stand("T3", "percent")
    clerk.type("40")
    clerk.press(Key.Key_Tab, times=2)
    clerk.type("Đã hướng dẫn 12 đơn vị")
    clerk.press(Key.Key_Return)
    clerk.stand("T5", "percent")
    clerk.enter("70%")
    clerk.settle()
    states = [clerk.task(f"T{number}").state for number in range(1, 8)]
    assert states == ["done", "in_progress", "in_progress", "done", "in_progress", "in_progress", "not_started"]
    assert [clerk.task(name).status for name in ("T1", "T4", "T5")] == ["done", "done_late", "overdue"]
    assert (clerk.task("T3").percent, clerk.task("T3").result) == (40, "Đã hướng dẫn 12 đơn vị")
    assert clerk.task("T5").percent == 70
    assert clerk.task("T1").percent == 100, "done is 100 %"
    assert clerk.page.fact() == "nộp trước 05/10/2026 · 7/7 đã ghi"


def test_each_left_cell_is_one_change_that_undo_takes_back(clerk: Clerk, quarter: Quarter) -> None:
    clerk.stand("T3", "percent")
    clerk.enter("40")
    clerk.settle()
    clerk.stand("T3", "percent")
    clerk.enter("55")
    clerk.settle()
    assert clerk.shown("T3", "percent") == "55"
    quarter.session.undo()
    clerk.settle()
    assert clerk.shown("T3", "percent") == "40"
    quarter.session.undo()
    clerk.settle()
    assert clerk.shown("T3", "percent") == "–"
    quarter.session.redo()
    clerk.settle()
    assert clerk.shown("T3", "percent") == "40"


def test_typing_starts_over_and_f2_goes_on(clerk: Clerk) -> None:
    clerk.stand("T2", "result")
    clerk.enter("Mở 01 lớp")
    clerk.settle()
    clerk.stand("T2", "result")
    clerk.press(Key.Key_F2)
    clerk.type(", 120 học viên")
    clerk.press(Key.Key_Return, ALT)
    clerk.type("Ặ dòng hai")
    clerk.press(Key.Key_Return)
    clerk.settle()
    assert clerk.task("T2").result == "Mở 01 lớp, 120 học viên\nẶ dòng hai"
    clerk.stand("T2", "result")
    clerk.enter("Mới")
    clerk.settle()
    assert clerk.task("T2").result == "Mới"


def test_escape_leaves_the_cell_as_it_was(clerk: Clerk) -> None:
    clerk.stand("T2", "result")
    clerk.type("bỏ đi")
    clerk.press(Key.Key_Escape)
    clerk.settle()
    assert clerk.task("T2").entry == 0


def test_an_input_method_types_over_a_cell(clerk: Clerk) -> None:
    clerk.stand("T2", "result")
    clerk.compose("Đã")
    clerk.compose(" kiện toàn")
    clerk.press(Key.Key_Return)
    clerk.settle()
    assert clerk.task("T2").result == "Đã kiện toàn"


def test_keys_walk_past_group_rows_and_tab_goes_to_cells_that_can_be_written(clerk: Clerk) -> None:
    clerk.stand("T4", "state")
    clerk.press(Key.Key_Down)
    assert clerk.standing() == ("T5", "state")
    clerk.press(Key.Key_Up)
    assert clerk.standing() == ("T4", "state")
    clerk.press(Key.Key_Tab)
    assert clerk.standing() == ("T4", "percent")
    clerk.press(Key.Key_Backtab, times=2)
    assert clerk.standing() == ("T3", "proposal")
    clerk.press(Key.Key_Return, SHIFT)
    assert clerk.standing() == ("T2", "proposal")
    clerk.press(Key.Key_Down, CTRL)
    assert clerk.standing() == ("T7", "proposal")


def test_a_group_closes_and_opens_by_keyboard(clerk: Clerk) -> None:
    clerk.stand("T2", "state")
    clerk.press(Key.Key_Left, ALT)
    assert clerk.page.model.rowCount() == 1 + 1 + 3
    clerk.press(Key.Key_Return)
    assert clerk.standing() == ("T1", "state")


def test_a_block_from_excel_fits_in_by_words_dates_and_numbers(clerk: Clerk, quarter: Quarter) -> None:
    clerk.clip(
        'Hoàn thành\t100%\t28/09/2026\t"Mở 02 lớp,\n""cụm Bắc"""\r\n'
        "Đang thực hiện\t\t\tHướng dẫn 17 đơn vị\r\nĐang làm\t40\t\tĐang thẩm định\r\n"
    )
    clerk.stand("T1", "state")
    clerk.press(Key.Key_V, CTRL)
    clerk.settle()
    assert (clerk.task("T1").state, str(clerk.task("T1").done_on)) == ("done", "2026-09-28")
    assert clerk.task("T1").result == 'Mở 02 lớp,\n"cụm Bắc"'
    assert (clerk.task("T3").state, clerk.task("T3").percent) == ("in_progress", 40)
    assert clerk.toasts == ["Đã dán 3 dòng"]
    quarter.session.undo()
    clerk.settle()
    assert [clerk.task(name).entry for name in ("T1", "T2", "T3")] == [0, 0, 0]


def test_what_of_a_block_does_not_fit_is_told_and_stays_in_its_cells(clerk: Clerk) -> None:
    clerk.clip("20/8\n31/31\n15/9\nhôm qua\n1/9\n2/9\n3/9\n4/9")
    clerk.stand("T1", "done_on")
    clerk.press(Key.Key_V, CTRL)
    clerk.settle()
    said = clerk.page.message.text()
    assert said == (
        "Dán được 5/8 dòng. 2 dòng có ngày không đọc được: dòng 2 và 4. 1 dòng cuối không còn chỗ trong lưới."
    )
    assert clerk.shown("T2", "done_on") == "31/31"
    assert str(clerk.task("T3").done_on) == "2026-09-15"
    clerk.stand("T2", "done_on")
    clerk.press(Key.Key_F2)
    clerk.press(Key.Key_Backspace, times=5)
    clerk.type("30/9")
    clerk.press(Key.Key_Return)
    clerk.settle()
    assert str(clerk.task("T2").done_on) == "2026-09-30"


def test_fill_down_and_clear_work_on_the_selection(clerk: Clerk, quarter: Quarter) -> None:
    quarter.log("T1", state="in_progress", percent=30, result="Như nhau")
    clerk.settle()
    clerk.stand("T1", "percent")
    clerk.press(Key.Key_Down, SHIFT, times=3)
    clerk.page.commands.fill_down()
    clerk.settle()
    assert [clerk.task(f"T{number}").percent for number in (1, 2, 3, 4)] == [30, 30, 30, 30]
    assert clerk.toasts[-1] == "Đã chép xuống 3 ô"
    clerk.press(Key.Key_Delete)
    clerk.settle()
    assert [clerk.task(f"T{number}").percent for number in (1, 2, 3, 4)] == [None] * 4
    clerk.stand("T5", "percent")
    clerk.type("9")
    clerk.press(Key.Key_Return)
    clerk.settle()
    clerk.page.commands.fill_down()
    clerk.settle()
    assert clerk.task("T6").percent == 9, "one cell takes the one above"


def test_last_quarter_is_taken_over_and_marked_as_the_same(clerk: Clerk, quarter: Quarter) -> None:
    quarter.log("T3", state="in_progress", percent=40, result="Đang thẩm định")
    quarter.log("T6", state="in_progress", result="Thường kỳ")
    quarter.submit()
    from app.plan import calendar

    calendar.open_period(quarter.session, "2026-Q4")
    clerk.page.on_period("2026-Q4")
    clerk.settle()
    clerk.stand("T3", "state")
    clerk.press(Key.Key_Right, SHIFT, times=3)
    clerk.page.commands.copy_last()
    clerk.settle()
    row = clerk.task("T3")
    assert (row.state, row.percent, row.result) == ("in_progress", 40, "Đang thẩm định")
    assert row.same == {"result"}
    assert clerk.toasts[-1] == "Đã chép 3 ô từ Quý III/2026"
    clerk.stand("T1", "result")
    clerk.page.commands.copy_last()
    assert "không có gì để chép" in clerk.page.message.text()


def test_the_selection_is_copied_as_a_block_that_pastes_back(clerk: Clerk, quarter: Quarter) -> None:
    quarter.log("T1", state="done", done_on="2026-09-28", percent=100, result='Xong "hai"\nviệc')
    clerk.settle()
    clerk.stand("T1", "state")
    clerk.press(Key.Key_Right, SHIFT, times=3)
    clerk.press(Key.Key_C, CTRL)
    clerk.stand("T3", "state")
    clerk.press(Key.Key_V, CTRL)
    clerk.settle()
    assert clerk.task("T3").result == clerk.task("T1").result
    assert clerk.task("T3").done_on == clerk.task("T1").done_on


def test_a_refused_cell_keeps_what_was_typed_and_says_why(clerk: Clerk) -> None:
    clerk.stand("T1", "percent")
    clerk.enter("140")
    clerk.settle()
    assert clerk.shown("T1", "percent") == "140"
    assert clerk.page.message.text() == "“140” không phải là phần trăm. Ghi số nguyên từ 0 đến 100."
    clerk.stand("T1", "percent")
    clerk.enter("40")
    clerk.settle()
    assert clerk.task("T1").percent == 40
    assert clerk.page.model.typed_cells() == {}


def test_a_cell_that_the_workspace_refuses_keeps_what_was_typed(clerk: Clerk, quarter: Quarter) -> None:
    quarter.log_everything()
    quarter.submit()
    clerk.settle()
    clerk.stand("T3", "percent")
    clerk.type("80")
    closing.close_period(quarter.session, Q3)
    clerk.press(Key.Key_Return)
    clerk.settle()
    assert "Quý III/2026 đã khóa" in clerk.page.message.text()
    assert clerk.shown("T3", "percent") == "80"


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
    filters.search.setText("nhiem vu t6")
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


def test_a_change_of_the_row_does_not_take_what_is_being_typed(clerk: Clerk, quarter: Quarter) -> None:
    clerk.stand("T3", "result")
    clerk.type("Đang gõ")
    quarter.log("T3", state="in_progress", percent=20, result="Người khác ghi")
    clerk.settle()
    assert clerk.shown("T3", "percent") == "20"
    clerk.type(" tiếp")
    clerk.press(Key.Key_Return)
    clerk.settle()
    assert clerk.task("T3").result == "Đang gõ tiếp"


def test_cells_typed_in_a_row_without_waiting_are_all_kept(clerk: Clerk) -> None:
    clerk.stand("T3", "state")
    clerk.type("đ")
    clerk.press(Key.Key_Tab)
    clerk.type("40")
    clerk.press(Key.Key_Tab, times=2)
    clerk.type("Một")
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Up)
    clerk.type("Hai")
    clerk.press(Key.Key_Return)
    assert clerk.shown("T3", "result") == "Hai", "seen at once"
    clerk.settle()
    row = clerk.task("T3")
    assert (row.state, row.percent, row.result) == ("in_progress", 40, "Hai")
    assert clerk.page.model.typed_cells() == {}


def test_a_badge_leads_to_what_was_returned_in_whichever_part(clerk: Clerk, quarter: Quarter) -> None:
    value = quarter.value("M2", "A", val=3)
    quarter.submit()
    reviews.return_(quarter.session, value_ids=[value], reason="Xem lại")
    clerk.page.show_item(("filter", "returned"))
    clerk.settle()
    assert clerk.page.loader.part == grid.VALUES
    keys = [row.key for line in range(9) if (row := clerk.page.model.row_at(line))]
    assert keys == [clerk.key("M2", "A")]


def test_copying_to_the_clipboard_offers_no_undo(clerk: Clerk) -> None:
    offered: list[object] = []
    clerk.page.said.connect(lambda _text, undo: offered.append(undo))
    clerk.stand("T1", "state")
    clerk.press(Key.Key_C, CTRL)
    assert offered == [None]


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


def test_rows_read_anew_wait_until_the_cell_is_left(clerk: Clerk, quarter: Quarter) -> None:
    clerk.stand("T3", "result")
    clerk.type("Đang gõ")
    quarter.task("T9", 1, due="2026-09-30")
    clerk.settle()
    clerk.type(" tiếp")
    clerk.press(Key.Key_Return)
    clerk.settle()
    assert clerk.task("T3").result == "Đang gõ tiếp"
    assert clerk.shown("T9", "text") == "Nhiệm vụ T9"


def test_leaving_the_grid_by_mouse_or_f6_keeps_what_was_typed(clerk: Clerk) -> None:
    clerk.stand("T3", "result")
    clerk.type("Đang gõ")
    clerk.page.filters.search.setFocus()
    clerk.settle()
    assert clerk.task("T3").result == "Đang gõ"


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
