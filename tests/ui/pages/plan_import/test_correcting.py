"""Every correction of the draft by its keys, and what the screen shows of it."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from app.plan_import.draft import Task
from tests.ui.at_window import ALT, CTRL, NONE, SHIFT, Key
from tests.ui.pages.plan_import.clerk import Clerk
from tests.ui.pages.plan_import.plans import PLAN, in_tcvn3, write_plan
from ui.pages.plan_import.answers import answer_rects
from ui.pages.plan_import.rows import LEAD, MARK, TERM, TEXT, spoken
from ui.pages.plan_import.typed import ban_meant


@pytest.fixture
def at_review(clerk: Clerk) -> Clerk:
    """Before the draft of the small plan."""
    clerk.read(write_plan(clerk.folder))
    return clerk


def task_texts(clerk: Clerk) -> list[str]:
    return [task.text for task in clerk.draft.tasks]


def test_words_are_edited_where_they_stand(at_review: Clerk) -> None:
    at_review.stand("Tặng quà")
    at_review.edit(Key.Key_F2, "Tặng 500 suất quà")
    assert "Tặng 500 suất quà" in task_texts(at_review)
    assert at_review.here().node.text == "Tặng 500 suất quà"
    at_review.press(Key.Key_F2)
    at_review.me.retype("bỏ đi")
    at_review.press(Key.Key_Escape)
    assert "Tặng 500 suất quà" in task_texts(at_review)


def test_tab_goes_from_the_words_to_the_lead_and_to_the_term(at_review: Clerk) -> None:
    at_review.stand("Tặng quà")
    at_review.press(Key.Key_F2)
    at_review.press(Key.Key_Tab)
    at_review.me.retype("cspl")
    at_review.press(Key.Key_Tab)
    at_review.me.retype("quý I/2026")
    at_review.press(Key.Key_Return)
    task = at_review.entry("Tặng quà").item
    assert isinstance(task, Task)
    assert task.lead == "Ban Chính sách và Pháp luật"
    assert (str(task.start), str(task.end)) == ("2026-01-01", "2026-03-31")
    cells = at_review.here().cells
    assert (cells[LEAD].text, cells[TERM].text) == ("CSPL", "31/03/2026")


def test_where_a_ban_is_missing_it_is_typed_at_once(at_review: Clerk) -> None:
    at_review.press(Key.Key_Home, CTRL)
    while at_review.here().node.doubt is not None or not at_review.here().node.leadless:
        at_review.press(Key.Key_F8)
    first = at_review.here().node.entry
    assert first is not None
    at_review.edit(Key.Key_F2, "toc")
    task = at_review.review.entry(first.id).item
    assert isinstance(task, Task)
    assert task.lead == "Ban Tổ chức"


def test_a_level_is_typed_as_it_is_written_and_nonsense_is_refused_in_words(at_review: Clerk) -> None:
    at_review.stand("Kết nạp mới")
    at_review.edit(Key.Key_F2, "≥ 13.000", SHIFT)
    assert at_review.here().cells[TERM].text == "≥ 13.000"
    at_review.edit(Key.Key_F2, "nhiều lắm", SHIFT)
    assert "≥ 95%" in at_review.page.message.text()
    assert at_review.here().cells[TERM].text == "≥ 13.000"


def test_an_item_is_split_at_the_cursor_and_merged_again(at_review: Clerk) -> None:
    before = at_review.review
    at_review.stand("Tặng quà")
    at_review.press(Key.Key_T, CTRL)
    at_review.press(Key.Key_Home, CTRL)
    for _ in range(len("Tặng quà")):
        at_review.me.press(Key.Key_Right)
    at_review.press(Key.Key_Return, CTRL)
    assert "Tặng quà" in task_texts(at_review)
    assert "đoàn viên khó khăn dịp Tết." in task_texts(at_review)
    at_review.press(Key.Key_M, CTRL | SHIFT)
    assert at_review.review.entries == before.entries


def test_several_items_merge_into_the_first(at_review: Clerk) -> None:
    at_review.stand("Kết nạp mới")
    at_review.press(Key.Key_Down, SHIFT)
    at_review.press(Key.Key_M, CTRL)
    assert len(at_review.draft.targets) == 2
    assert "95% trở lên" in at_review.draft.targets[0].text


def test_items_change_their_kind(at_review: Clerk) -> None:
    at_review.stand("Thường xuyên vận động")
    at_review.press(Key.Key_Right, ALT)
    assert at_review.entry("Thường xuyên vận động").kind == "detail"
    at_review.press(Key.Key_Left, ALT)
    assert at_review.entry("Thường xuyên vận động").kind == "task"
    at_review.press(Key.Key_C, CTRL | SHIFT)
    assert at_review.entry("Thường xuyên vận động").kind == "target"
    assert at_review.here().node.text.startswith("Thường xuyên vận động")


def test_items_move_and_go_below_and_get_bans_that_join_in(at_review: Clerk) -> None:
    me = at_review.me
    at_review.stand("Thường xuyên vận động")
    at_review.press(Key.Key_Up, ALT)
    assert task_texts(at_review)[2].startswith("Thường xuyên")
    at_review.press(Key.Key_G, CTRL)
    assert at_review.draft.tasks[2].scope == "passed_down"
    at_review.press(Key.Key_G, CTRL)
    at_review.press(Key.Key_L, CTRL | SHIFT)
    me.press(Key.Key_Tab)
    me.press(Key.Key_Space)
    me.press(Key.Key_Return, CTRL)
    me.settle()
    assert len(at_review.draft.tasks[2].collaborators) == 1


def test_what_is_dropped_stands_at_the_end_and_comes_back(at_review: Clerk) -> None:
    at_review.stand("Tặng quà")
    at_review.press(Key.Key_Delete)
    assert "Đã bỏ" in [row.node.text for row in at_review.rows()]
    assert not any(text.startswith("Tặng quà") for text in task_texts(at_review))
    # One stands on the next item, not at the top.
    assert at_review.here().node.text.startswith("Thường xuyên vận động")
    view = at_review.page.reviewing.view
    view.go_to(("entry", at_review.entry("Tặng quà").id, ""))
    at_review.press(Key.Key_Delete)
    assert any(text.startswith("Tặng quà") for text in task_texts(at_review))


def test_all_of_an_item_is_edited_in_a_sheet(at_review: Clerk) -> None:
    me = at_review.me
    at_review.stand("Kết nạp mới")
    at_review.press(Key.Key_Return)
    me.save(value="= 12.000", horizon="đến năm", until="2027")
    target = at_review.draft.targets[0]
    assert (target.comparator, str(target.value)) == ("equal", "12000")
    assert (target.horizon.kind, target.horizon.until) == ("by", 2027)


def test_questions_are_walked_through_with_f8_and_answered_by_number(at_review: Clerk) -> None:
    at_review.stand("Tặng quà")
    at_review.press(Key.Key_F8)
    waits = at_review.here()
    assert waits.node.leadless or waits.node.doubt is not None
    at_review.press(Key.Key_F8, SHIFT)
    for _ in range(12):
        if at_review.here().node.doubt is not None:
            break
        at_review.press(Key.Key_F8)
    doubt = at_review.here().node.doubt
    assert doubt is not None
    at_review.press(Key.Key_1)
    tree = at_review.page.desk.tree
    assert tree is not None
    assert doubt.key not in {one.key for one in tree.doubts}


def test_an_answer_is_a_button_for_the_mouse_and_words_for_a_reader(at_review: Clerk) -> None:
    view = at_review.page.reviewing.view
    row = next(row for row in at_review.rows() if row.node.doubt is not None)
    assert "Trả lời: 1 Đúng, bằng 100%, 2 Sửa" in spoken(row, TEXT)
    index = view.draft.index_at(row)
    view.scrollTo(index)
    rect = view.visualRect(index)
    assert row.node.doubt is not None
    places = answer_rects(row.node.doubt, rect.__class__(0, rect.top(), view.viewport().width(), rect.height()))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, places[0].center())
    at_review.me.settle()
    assert at_review.draft.targets[2].comparator == "equal"


def test_document_and_draft_lead_each_other(at_review: Clerk) -> None:
    paper = at_review.page.reviewing.paper
    assert paper is not None
    at_review.stand("Tặng quà")
    line = PLAN.splitlines().index("2.1. Tặng quà đoàn viên khó khăn dịp Tết.") + 1
    assert paper.selected_lines == (line, line)
    at_review.press(Key.Key_F9)
    assert paper.hasFocus()
    at_review.press(Key.Key_Up)
    assert at_review.here().node.text.startswith("Giao chỉ tiêu")
    at_review.press(Key.Key_Return)
    assert at_review.page.reviewing.view.hasFocus()


def test_the_model_keeps_its_promises_through_corrections(at_review: Clerk) -> None:
    model = at_review.page.reviewing.view.draft
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    at_review.stand("Kết nạp mới")
    for key, held in ((Key.Key_Delete, NONE), (Key.Key_Z, CTRL), (Key.Key_M, CTRL), (Key.Key_Z, CTRL)):
        at_review.press(key, held)
    at_review.lead_all()
    assert len(at_review.draft.targets) == 3


def test_every_row_has_words_and_says_how_it_stands(at_review: Clerk) -> None:
    for row in at_review.rows():
        assert spoken(row, TEXT)
        if row.node.entry is not None:
            assert spoken(row, MARK) in {"cần chọn", "đã rõ", "đã bỏ"}


def test_a_narrow_window_shows_one_side_and_f9_the_other(at_review: Clerk) -> None:
    me = at_review.me
    me.window.resize(683, 349)
    me.settle()
    reviewing = at_review.page.reviewing
    assert reviewing.view.isVisible()
    assert reviewing.paper is not None
    assert not reviewing.paper.isVisible()
    at_review.press(Key.Key_F9)
    assert reviewing.paper.isVisible()
    assert not reviewing.view.isVisible()
    at_review.press(Key.Key_F8)
    assert reviewing.view.isVisible()
    me.window.resize(1366, 698)
    me.settle()
    assert reviewing.view.isVisible()
    assert reviewing.paper.isVisible()


def test_a_file_dropped_on_the_window_is_read(clerk: Clerk) -> None:
    clerk.me.go("overview")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write_plan(clerk.folder)))])
    drop = QDropEvent(QPointF(QPoint(600, 300)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    clerk.me.window.dropEvent(drop)
    clerk.me.settle()
    assert clerk.page.title() == "Rà soát kế hoạch"


def test_very_long_words_are_shortened_and_said_in_full(clerk: Clerk) -> None:
    long = "Phối hợp chặt chẽ " * 60
    clerk.read(write_plan(clerk.folder, text=PLAN.replace("Tặng quà đoàn viên khó khăn dịp Tết.", long)))
    clerk.stand("Phối hợp chặt chẽ")
    assert len(clerk.here().node.text) > 900
    clerk.press(Key.Key_F2)
    editor = QApplication.focusWidget()
    view = clerk.page.reviewing.view
    assert editor is not None
    assert view.viewport().rect().contains(editor.geometry().adjusted(0, 0, -2, -2))
    clerk.press(Key.Key_Escape)


def test_a_ban_is_meant_by_its_code_or_name_without_accents() -> None:
    bans = [(1, "ToC", "Ban Tổ chức"), (2, "VP", "Văn phòng")]
    assert ban_meant("toc", bans) == "Ban Tổ chức"
    assert ban_meant("van phong", bans) == "Văn phòng"
    assert ban_meant("Ban Nữ công", bans) == "Ban Nữ công"
    assert ban_meant("", bans) == ""


def test_a_line_that_nobody_read_becomes_an_item_by_keys(at_review: Clerk) -> None:
    me = at_review.me
    paper = at_review.page.reviewing.paper
    assert paper is not None
    at_review.stand("Kết nạp mới")
    at_review.press(Key.Key_F9)
    at_review.press(Key.Key_Up, SHIFT)
    assert at_review.page.reviewing.lines_unread() == paper.selected_lines
    at_review.press(Key.Key_Insert)
    me.press(Key.Key_Return, CTRL)
    me.settle()
    assert (
        at_review.here().node.text
        == at_review.review.entries[at_review.review.place(at_review.review.next_id - 1)].text
    )
    assert len(at_review.draft.tasks) == 5


def test_two_bans_named_in_the_words_are_asked_about(clerk: Clerk) -> None:
    words = "Ban Tổ chức, Văn phòng rà soát dữ liệu."
    clerk.read(write_plan(clerk.folder, text=PLAN.replace("Tặng quà đoàn viên khó khăn dịp Tết.", words)))
    tree = clerk.page.desk.tree
    assert tree is not None
    doubt = next(one for one in tree.doubts if one.key == "lead")
    assert [answer.words for answer in doubt.answers] == ["Ban Tổ chức", "Văn phòng"]
    clerk.page.reviewing.view.go_to(("doubt", doubt.entry, "lead"))
    clerk.page.reviewing.view.setFocus()
    clerk.press(Key.Key_Right)
    clerk.press(Key.Key_Space)
    task = clerk.entry("Ban Tổ chức, Văn").item
    assert isinstance(task, Task)
    assert task.lead == "Văn phòng"


def test_an_old_encoding_is_asked_about_with_a_line_before_and_after(clerk: Clerk) -> None:
    path = clerk.folder / "cu.txt"
    path.write_bytes(in_tcvn3())
    clerk.read(path)
    said = clerk.me.texts(clerk.page)
    assert any("TCVN3" in words for words in said)
    assert any(words.startswith("Trước: ") and "\nSau: " in words for words in said)
    clerk.press(Key.Key_Return)
    assert clerk.page.title() == "Rà soát kế hoạch"
    assert clerk.draft.targets


def test_the_head_of_the_document_is_corrected_in_a_sheet(at_review: Clerk) -> None:
    me = at_review.me
    at_review.press(Key.Key_Home, CTRL)
    assert at_review.here().node.kind == "document"
    at_review.press(Key.Key_Return)
    me.save(number="42/KH-LĐLĐ", signer="Nguyễn Văn A")
    document = at_review.draft.document
    assert (document.number, document.signer, document.kind) == ("42/KH-LĐLĐ", "Nguyễn Văn A", "Kế hoạch")
