"""The words of a paper are edited where they stand, kept as the office's own, and traced to what they rest on."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app import drafts
from app.plan import progress
from app.reports import drafting
from tests.app.plan.quarter_fixture import Q3
from tests.ui.pages.reports.desk import Desk
from ui.kept_typing import KeptTyping
from ui.pages.reports.text_editor import TextEditor
from ui.pages.reports.text_work import TextWork
from ui.pages.reports.texts_panel import TextRow

CTRL = Qt.KeyboardModifier.ControlModifier


def row_with(desk: Desk, words: str) -> TextRow:
    return next(row for row in desk.page.texts._rows if words in row.text)


def editor(desk: Desk) -> TextEditor:
    (found,) = (one for one in desk.page.preview.view.viewport().findChildren(TextEditor) if one.isVisible())
    return found


def write(desk: Desk, key: str, text: str) -> None:
    """Open a paragraph by double click on the page, write, keep by the keyboard."""
    desk.page._text_work.edit(key)
    area = editor(desk).area
    area.setPlainText(text)
    QTest.keyClick(area, Qt.Key.Key_Return, CTRL)
    desk.settle()


def test_a_paragraph_is_edited_on_the_page_and_the_paper_says_it(desk: Desk) -> None:
    row = row_with(desk, "Số liệu trong báo cáo tính đến")
    where = desk.page.preview.go_to(row.key)
    assert where is not None
    QTest.mouseDClick(desk.page.preview.view.paper, Qt.MouseButton.LeftButton, pos=where.center())
    assert editor(desk).area.toPlainText() == row.text
    editor(desk).area.setPlainText("Số liệu do các đơn vị gửi và tự chịu trách nhiệm.")
    QTest.keyClick(editor(desk).area, Qt.Key.Key_Return, CTRL)
    desk.settle()
    assert "Số liệu do các đơn vị gửi và tự chịu trách nhiệm." in desk.text()
    assert desk.toasts[-1] == "Đã lưu lời văn"
    assert desk.page.texts.row_of(row.key).state == "own"  # type: ignore[union-attr]  # it was there before


def test_escape_keeps_nothing_and_gives_the_keyboard_back_to_the_page(desk: Desk) -> None:
    row = row_with(desk, "Số liệu trong báo cáo tính đến")
    desk.page._text_work.edit(row.key)
    editor(desk).area.setPlainText("Bỏ đi")
    QTest.keyClick(editor(desk).area, Qt.Key.Key_Escape)
    desk.settle()
    assert "Bỏ đi" not in desk.text()
    assert drafting.written(desk.quarter.session, "quarter", Q3) == {}
    assert desk.page.preview.view.hasFocus()


def test_the_offices_words_are_undone_given_back_and_stay_when_figures_move(desk: Desk) -> None:
    session = desk.quarter.session
    row = row_with(desk, "nhiệm vụ hoàn thành")
    write(desk, row.key, "Lời của cơ quan.")
    session.undo()
    desk.settle()
    assert "Lời của cơ quan." not in desk.text()
    session.redo()
    desk.settle()
    progress.log_progress(session, desk.quarter.tasks["T5"], period=Q3, state="done", done_on="2026-09-20")
    desk.quarter.submit()
    desk.settle()
    assert "Lời của cơ quan." in desk.text()
    moved = desk.page.texts.row_of(row.key)
    assert moved is not None
    assert (moved.state, moved.before) == ("moved", row.text)
    assert moved.now != row.text
    desk.page._text_work.give_back(row.key)
    desk.settle()
    assert "Lời của cơ quan." not in desk.text()


def test_the_list_beside_the_page_is_walked_by_keyboard_and_f2_edits(desk: Desk) -> None:
    desk.page.show_texts()
    view = desk.page.texts.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Down)
    desk.settle()
    assert desk.page.texts.current == desk.page.texts._rows[1].key
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert editor(desk).area.toPlainText() == desk.page.texts._rows[1].text


def test_a_sentence_leads_to_the_task_whose_entry_it_tells(desk: Desk) -> None:
    asked: list[tuple[str, object]] = []
    desk.page.open_requested.connect(lambda page, what: asked.append((page, what)))
    keys = {
        one.key
        for one in drafting.keyed(desk.page._text_work.drafted.composed)  # type: ignore[union-attr]  # a paper is shown
        if any(name.startswith("progress:") for run in one.runs for name in run.about)
    }
    desk.page._text_work._picked(min(keys))
    link = next(
        button for button in desk.page.texts._below.findChildren(type(desk.button("Sửa lời văn"))) if button.toolTip()
    )
    links = [b for b in desk.page.texts._below.findChildren(type(link)) if b.text() not in {"Sửa lời văn", ""}]
    links[0].click()
    assert asked
    assert asked[0][0] in {"programmes", "targets"}


def test_a_signed_paper_has_no_words_to_edit(closed: Desk) -> None:
    from app.reports.register import signing

    report = signing.sign(closed.quarter.session, Q3)
    closed.settle()
    closed.page.show_item(("signed", report))
    closed.settle()
    assert closed.page.texts._rows == ()
    assert not closed.page.texts.isEnabled()


def test_signing_warns_while_paragraphs_wait_for_a_person(closed: Desk) -> None:
    closed.page.show_item(("paper", "half_year"))
    closed.settle()
    drafted = closed.page._text_work.drafted
    assert drafted is not None
    waiting = len(drafted.by_hand)
    closed.page.sign()
    words = closed.sheet.message.text()
    assert (f"Còn {waiting} đoạn" in words) == bool(waiting)
    assert waiting


def test_words_being_typed_survive_a_crash_and_a_paper_that_is_made_anew(desk: Desk) -> None:
    kept = KeptTyping(desk.quarter.session, desk.jobs, desk.page)
    work = TextWork(desk.page, desk.page.texts, kept)
    work.show(desk.page._text_work._made)
    row = row_with(desk, "Số liệu trong báo cáo tính đến")
    work.edit(row.key)
    editor(desk).area.setPlainText("Số liệu tính đến hết")
    kept.write()
    desk.settle()
    (left,) = drafts.load(desk.quarter.session.path)
    assert left.fields == {"": "Số liệu tính đến hết"}

    work.show(desk.page._text_work._made)
    assert desk.page.message.text() == "Chữ đang gõ được giữ lại. Mở lại đoạn đó để dùng."
    work.edit(row.key)
    assert editor(desk).area.toPlainText() == "Số liệu tính đến hết"
    QTest.keyClick(editor(desk).area, Qt.Key.Key_Escape)
    kept.write()
    desk.settle()
    assert drafts.load(desk.quarter.session.path) == ()
