"""Documents: added, corrected, with their clauses beside them."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app import directives
from app.plan import coverage, programmes, targets, tasks
from tests.ui.at_window import CTRL, SHIFT, AtWindow, Key
from ui.pages.directives.coverage import CoverageView
from ui.widgets.cells import ID_ROLE
from ui.widgets.list_view import ListView


def test_a_document_is_added_corrected_and_shows_its_clauses(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("directives")
    assert any("07/HD-LĐLĐ" in row[0] for row in me.table(page.view))
    me.press(Key.Key_N, CTRL)
    me.save(as_written="27/KH-LĐLĐ", issued="5/9/26", abstract="Về tháng công nhân")
    assert me.details()[0] == "Kế hoạch 27/KH-LĐLĐ"
    me.click("Sửa", page.details())
    me.save(abstract="Về Tháng Công nhân năm 2027")
    assert "Về Tháng Công nhân năm 2027" in me.details()


def gaps(me: AtWindow) -> list[list[str]]:
    """The lines of the coverage."""
    return me.table(coverage_view(me))


def coverage_view(me: AtWindow) -> ListView:
    """The list of the coverage."""
    found = me.page.findChild(CoverageView)
    assert found is not None
    return found.view


def test_what_is_missing_of_a_plan_leads_to_its_row_by_enter(at_sample: AtWindow) -> None:
    me = at_sample
    bare = programmes.add_programme(me.session, title="Chương trình chưa có chỉ tiêu")
    tasks.add_task(me.session, text="Việc chưa biết đo bằng gì", programme_id=bare)
    page = me.go("directives")
    me.press(Key.Key_P, CTRL | SHIFT)
    assert page.covering
    page.show_gaps(None)
    view = coverage_view(me)
    kinds = {row[0] for row in gaps(me)}
    assert "Mục chưa có nhiệm vụ" in kinds
    wanted = next(row for row in gaps(me) if row[0] == "Nhiệm vụ chưa có chỉ tiêu")
    me.stand(view, wanted[2])
    assert me.focus() is view
    me.press(Key.Key_Return)
    assert me.window.current_key() == "programmes"
    assert any(wanted[2] in text for text in me.details())


def test_a_click_on_a_target_without_data_leads_to_it(at_sample: AtWindow) -> None:
    me = at_sample
    measure = me.session.conn.execute("SELECT programme_id FROM measure ORDER BY id").fetchone()[0]
    made = targets.add_with_measure(
        me.session, programme_id=measure, measure="", text="Chỉ tiêu mới", form="count", entry="snapshot", value=5
    )
    page = me.go("directives")
    page.show_gaps(None, "target")
    view = coverage_view(me)
    assert [row[2] for row in gaps(me)] == ["Chỉ tiêu mới"]
    place = view.visualRect(view.model().index(0, 2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    me.settle()
    assert me.window.current_key() == "targets"
    shown = me.page.findChild(ListView)
    assert shown is not None
    assert shown.currentIndex().data(ID_ROLE) == made


def test_a_clause_nobody_took_up_gets_its_task_there(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("directives")
    page.show_gaps(None, "clause")
    before = gaps(me)
    me.stand(coverage_view(me), before[0][2])
    me.press(Key.Key_Return)
    me.save()
    assert len(gaps(me)) == len(before) - 1
    assert before[0][2] not in [row[2] for row in gaps(me)]


def test_a_document_says_how_far_it_is_covered_and_leads_there(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("directives")
    lines = directives.directive_lines(me.session)
    page.select(next(one.id for one in lines if coverage.coverage(me.session, directive_id=one.id).clauses.gaps))
    words = [button.text() for button in me.buttons(page.details())]
    shown = next(text for text in words if text.startswith("Mục chưa có nhiệm vụ: "))
    me.click(shown, page.details())
    assert page.covering
    assert {row[0] for row in gaps(me)} == {"Mục chưa có nhiệm vụ"}
    me.click("Danh sách")
    assert not page.covering
    assert me.focus() is page.view


def test_an_office_without_a_plan_is_told_what_the_coverage_is_for(at_new: AtWindow) -> None:
    me = at_new
    page = me.go("directives")
    page.show_gaps(None)
    assert gaps(me) == []
    assert any("độ phủ" in text for text in me.texts(page))


def test_the_coverage_is_filtered_sorted_laid_out_written_and_comes_back_as_it_was_left(
    at_sample: AtWindow, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = at_sample
    bare = programmes.add_programme(me.session, title="Chương trình chưa có chỉ tiêu")
    for number in (10, 2, 1):
        tasks.add_task(me.session, text=f"Việc chưa đo được {number}", number=str(number), programme_id=bare)
    page = me.go("directives")
    page.show_gaps(None)
    shown = me.page.findChild(CoverageView)
    assert shown is not None
    everything = len(gaps(me))
    # What is typed narrows the column; its chip stands in the bar of the coverage, not in that of the documents behind.
    shown.tools.ask_filter("text")
    me.settle()
    me.save(has="viec chua do duoc")
    assert {row[2] for row in gaps(me)} == {f"Việc chưa đo được {number}" for number in (1, 2, 10)}
    assert page.tools.filters == ()
    shown.view.sortByColumn(shown.section_of("number"), Qt.SortOrder.DescendingOrder)
    assert [row[1] for row in gaps(me)] == ["10", "2", "1"]
    shown.tools.show_columns(("text", "number"))
    monkeypatch.setattr(shown, "open_file", lambda _path: None)
    monkeypatch.setattr(shown, "choose_path", lambda _suggested, _filter: str(tmp_path / "thieu.csv"))
    next(one for one in page.actions_for_menu() if "CSV" in one.text()).trigger()
    me.settle()
    assert me.toast() == "Đã ghi thieu.csv"
    with (tmp_path / "thieu.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[-4:] == [["Nội dung", "Số"], *([f"Việc chưa đo được {number}", str(number)] for number in (10, 2, 1))]
    shown.views.save("Chưa đo được")
    me.restart(sample)
    page = me.go("directives")
    page.show_gaps(None)
    shown = me.page.findChild(CoverageView)
    assert shown is not None
    assert shown.shown_columns() == ("text", "number")
    assert len(gaps(me)) == everything
    shown.views.open("Chưa đo được")
    assert [row[1] for row in gaps(me)] == ["10", "2", "1"]
    # Led there again, nothing that is missing is hidden by an old filter.
    page.show_gaps(None)
    assert len(gaps(me)) == everything
