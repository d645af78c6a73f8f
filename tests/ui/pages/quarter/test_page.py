"""The grid by keyboard: what is typed, pasted, filled and undone ends in the workspace, and nothing typed is lost."""

from PySide6.QtCore import QItemSelectionModel

from app.plan import closing
from tests.app.plan.quarter_fixture import Q3, Quarter
from tests.ui.pages.quarter.clerk import ALT, CTRL, SHIFT, Clerk, Key
from ui.pages.quarter.paste_sheet import PasteSheet


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


def test_a_block_that_does_not_wholly_fit_is_shown_before_anything_is_written(clerk: Clerk, quarter: Quarter) -> None:
    clerk.clip("20/8\n31/31\n15/9\nhôm qua\n1/9\n2/9\n3/9\n4/9")
    clerk.stand("T1", "done_on")
    clerk.press(Key.Key_V, CTRL)
    clerk.settle()
    sheet = clerk.page.findChild(PasteSheet)
    assert sheet is not None
    assert sheet.said.full_text() == "5/8 dòng vừa với lưới; 3 ô không dán được."
    model = sheet.view.model()
    shown = [[model.index(row, column).data() for column in range(4)] for row in (0, 1, 7)]
    assert [row[0] for row in shown] == ["1", "2", "8"]
    assert "31/31" in shown[1][2], "the reason stands in the row"
    assert shown[1][3] == "31/31"
    assert shown[2][2] == "quá dòng cuối của lưới"
    assert "31/31" in sheet.why.full_text(), "in full for the row one stands on, which is the first that does not fit"
    assert clerk.task("T1").entry == 0, "nothing is written yet"
    clerk.press(Key.Key_Escape)
    clerk.settle()
    assert clerk.task("T1").entry == 0
    clerk.press(Key.Key_V, CTRL)
    clerk.press(Key.Key_Return, CTRL)
    clerk.settle()
    assert clerk.toasts[-1] == "Đã dán 5 ô, để nguyên 3 ô không vừa"
    assert str(clerk.task("T3").done_on) == "2026-09-15"
    assert clerk.task("T2").done_on is None
    quarter.session.undo()
    clerk.settle()
    assert clerk.task("T3").done_on is None, "one step"


def test_a_block_over_what_is_only_for_reading_says_so_and_brings_back_what_stands_there(clerk: Clerk) -> None:
    clerk.clip("T1\tViệc khác")
    clerk.stand("T1", "number")
    clerk.press(Key.Key_V, CTRL)
    clerk.settle()
    sheet = clerk.page.findChild(PasteSheet)
    assert sheet is not None
    assert sheet.view.model().index(0, 2).data() == "cột chỉ để xem"
    clerk.press(Key.Key_Escape)
    clerk.clip("xong\t100")
    clerk.stand("T1", "state")
    clerk.press(Key.Key_Down, SHIFT, times=2)
    clerk.press(Key.Key_Right, SHIFT)
    clerk.press(Key.Key_V, CTRL)
    clerk.settle()
    states = [clerk.task(name).state for name in ("T1", "T2", "T3", "T4")]
    assert states == ["done", "done", "done", None], "one row over three"


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


def test_parts_chosen_apart_are_filled_and_cleared_each_for_itself(clerk: Clerk, quarter: Quarter) -> None:
    for name, percent in (("T1", 10), ("T3", 30), ("T5", 50)):
        quarter.log(name, state="in_progress", percent=percent, result=f"Kết quả {name}")
    clerk.settle()
    view, model = clerk.page.view, clerk.page.model
    add = QItemSelectionModel.SelectionFlag.Select

    def choose(*cells: tuple[str, str]) -> None:
        view.selectionModel().clearSelection()
        for what, column in cells:
            line, place = model.line_of(clerk.key(what)), model.column_at(column)
            assert line is not None
            assert place is not None
            view.selectionModel().select(model.index(line, place), add)

    choose(("T1", "percent"), ("T2", "percent"), ("T4", "percent"))
    clerk.page.commands.fill_down()
    clerk.settle()
    assert [clerk.task(name).percent for name in ("T1", "T2", "T3", "T4")] == [10, 10, 30, 10]
    choose(("T1", "percent"), ("T3", "result"))
    clerk.press(Key.Key_Delete)
    clerk.settle()
    assert (clerk.task("T1").percent, clerk.task("T1").result) == (None, "Kết quả T1"), "not the block around both"
    assert (clerk.task("T3").percent, clerk.task("T3").result) == (30, "")


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


def test_a_change_of_the_row_does_not_take_what_is_being_typed(clerk: Clerk, quarter: Quarter) -> None:
    clerk.stand("T3", "result")
    clerk.type("Đang gõ")
    quarter.log("T3", state="in_progress", percent=20, result="Người khác ghi")
    clerk.settle()
    assert clerk.shown("T3", "percent") == "20"
    clerk.type(" tiếp")
    clerk.press(Key.Key_Return)
    clerk.settle()
    assert clerk.shown("T3", "result") == "Đang gõ tiếp"
    assert clerk.task("T3").result == "Người khác ghi", "nor does what is typed go over it unseen"


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


def test_copying_to_the_clipboard_offers_no_undo(clerk: Clerk) -> None:
    offered: list[object] = []
    clerk.page.said.connect(lambda _text, undo: offered.append(undo))
    clerk.stand("T1", "state")
    clerk.press(Key.Key_C, CTRL)
    assert offered == [None]


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
