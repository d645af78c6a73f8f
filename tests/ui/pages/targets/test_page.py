"""Targets with their figure, base and verdict; nothing stands without its base."""

from pathlib import Path
from typing import Any, cast

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.lists_kept import Filter
from tests.ui.at_window import AtWindow, Key
from ui.pages.targets.cells import two_lines
from ui.widgets.tick_list import TickList


def test_every_figure_stands_with_its_base(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("targets")
    rows = me.table(page.view)
    assert len(rows) == 33
    assert [row for row in rows if "/" in row[4] and "đơn vị" not in row[4]] == []
    assert sum("đơn vị" in row[4] for row in rows) > 25
    met = sum(row[7] == "Đạt" for row in rows)
    assert 0 < met < len(rows)
    assert page.fact() == f"{met}/33 chỉ tiêu đạt"


def test_chips_count_what_they_leave(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("targets")
    hard = [row for row in me.table(page.view) if row[7] == "Khó đạt"]
    page.show_item(("filter", "hard"))
    me.settle()
    assert hard
    assert me.table(page.view) == hard
    page.show_item(("filter", ""))
    assert len(me.table(page.view)) == 33


def test_the_details_name_who_did_not_report_first(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("targets")
    me.stand(page.view, "Hằng năm có từ 85%")
    said = me.details()
    first = said.index("Số liệu các đơn vị") + 1
    assert said[first].endswith("chưa báo cáo")
    me.click("Ghi số liệu")
    me.settle()
    assert me.window.current_key() == "quarter"
    assert me.page.filters.part == "values"  # type: ignore[attr-defined]  # the quarter page


def test_one_more_threshold_counts_the_same(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("targets")
    me.stand(page.view, "Hằng năm có từ 85%")
    me.click("Thêm mức…")
    me.save(number="1b", text="Đến 2029 có từ 99%", value="99", horizon="Đến năm", h_to="2029")
    rows = {row[1]: row for row in me.table(page.view)}
    counted = [row[4] for text, row in rows.items() if text.startswith("Hằng năm có từ 85%")]
    assert "đơn vị" in counted[0]
    assert rows["Đến 2029 có từ 99%"][4] == counted[0]


def test_long_words_take_two_lines_and_end_with_dots(at_sample: AtWindow) -> None:
    assert at_sample is not None
    assert two_lines("Kết nạp", 200) == ("Kết nạp", "")
    first, second = two_lines(
        "Hằng năm có từ 85% đoàn viên người lao động trở lên được học tập quán triệt nghị quyết", 200
    )
    assert first.startswith("Hằng năm")
    assert second.endswith("…")


def test_targets_are_filtered_sorted_laid_out_and_written_like_every_list(
    at_sample: AtWindow, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = at_sample
    page = me.go("targets")
    page.tools.ask_filter("verdict")
    me.settle()
    verdicts = cast(TickList, me.sheet.findChild(TickList))
    counted = {verdicts.model().index(row, 0).data(): row for row in range(verdicts.model().rowCount())}
    verdicts.toggle(counted["Đạt"])
    me.press(Key.Key_Return)
    me.settle()
    met = me.table(page.view)
    assert {row[7] for row in met} == {"Đạt"}
    assert page.fact() == f"{len(met)}/33 chỉ tiêu đạt"
    page.tools.set_filter(Filter("reached", least="100"))
    page.view.sortByColumn(page.section_of("reached"), Qt.SortOrder.DescendingOrder)
    reached = [float(row[6].rstrip("%").replace(".", "").replace(",", ".")) for row in me.table(page.view)]
    assert reached == sorted(reached, reverse=True)
    assert min(reached) >= 99.5
    page.tools.show_columns(("verdict", "text", "bullet", "reached"))
    page.view.selectAll()
    page.view.copy(headings=True)
    heads = QGuiApplication.clipboard().text().split("\n")[0].split("\t")
    assert heads == ["Kết luận", "Chỉ tiêu", "So với mức", "Đạt"]
    monkeypatch.setattr(page, "open_file", lambda _path: None)
    monkeypatch.setattr(page, "choose_path", lambda _suggested, _filter: str(tmp_path / "a.xlsx"))
    next(one for one in page.actions_for_menu() if "Excel" in one.text()).trigger()
    me.settle()
    sheet = cast(Any, load_workbook(tmp_path / "a.xlsx").active)
    assert [cell.value for cell in sheet[4]] == ["Kết luận", "Chỉ tiêu", "Đạt"]
    assert sheet.max_row == 4 + len(reached)
    page.views.save("Đạt từ 100%")
    me.restart(sample)
    page = me.go("targets")
    assert page.shown_columns() == ("verdict", "text", "bullet", "reached")
    page.views.open("Đạt từ 100%")
    assert len(me.table(page.view)) == len(reached)
    page.show_item(("target", next(iter(page._figures))))
    assert page.tools.filters == ()
    assert len(me.table(page.view)) == 33
