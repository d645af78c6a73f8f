"""The register of documents is a list like every other: narrowed, laid out, written into files, and found again so."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.lists_kept import Filter
from app.reports.register import registering
from tests.ui.at_window import AtWindow, Key
from ui.pages.reports.page import ReportsPage
from ui.pages.reports.register_view import RegisterView
from ui.widgets.tick_list import TickList


def register(me: AtWindow) -> RegisterView:
    page = me.go("reports")
    assert isinstance(page, ReportsPage)
    page.show_item(("register", None))
    me.settle()
    return page.register


def test_the_register_is_filtered_sorted_laid_out_written_and_comes_back_as_it_was_left(
    at_sample: AtWindow, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = at_sample
    year = me.session.clock.today().year
    for number in (911, 912, 913):
        registering.void_number(me.session, year, number, reason=f"viết nhầm {number}", doc_kind="TB")
    shown = register(me)
    everything = me.table(shown.view)
    assert len(everything) >= 3
    # The values of the column are ticked by keyboard; what stands at the right follows the rows that are left.
    shown.tools.ask_filter("state")
    me.settle()
    ticks = me.sheet.findChild(TickList)
    assert ticks is not None
    offered = {ticks.model().index(row, 0).data(): row for row in range(ticks.model().rowCount())}
    ticks.toggle(offered["Đã hủy"])
    me.press(Key.Key_Return)
    me.settle()
    assert {row[3].split(" · ")[-1] for row in me.table(shown.view)} == {"Đã hủy"}
    assert shown.current is not None
    assert shown.current.state == "void"
    shown.view.sortByColumn(shown.section_of("symbol"), Qt.SortOrder.AscendingOrder)
    shown.tools.set_filter(Filter("reason", has="viet nham 91"))
    assert [row[0].split("/")[0] for row in me.table(shown.view)] == ["911", "912", "913"]
    # The reason is not among the usual columns: it is chosen, and stands first.
    shown.tools.show_columns(("reason", "symbol", "state"))
    shown.view.selectAll()
    shown.view.copy(headings=True)
    assert QGuiApplication.clipboard().text().split("\n")[0].split("\t") == ["Lý do hủy", "Số, ký hiệu", "Tình trạng"]
    monkeypatch.setattr(shown, "open_file", lambda _path: None)
    monkeypatch.setattr(shown, "choose_path", lambda _suggested, _filter: str(tmp_path / "so.csv"))
    next(one for one in me.page.actions_for_menu() if "CSV" in one.text()).trigger()
    me.settle()
    assert me.toast() == "Đã ghi so.csv"
    with (tmp_path / "so.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert ["Lý do hủy", "Số, ký hiệu", "Tình trạng"] in rows
    assert [row[0] for row in rows[-3:]] == ["viết nhầm 911", "viết nhầm 912", "viết nhầm 913"]
    shown.views.save("Số hủy")
    shown.tools.set_filter(Filter("reason", has="không có lý do nào như vậy"))
    assert "Không có dòng nào khớp." in me.texts(shown.view)
    me.restart(sample)
    shown = register(me)
    assert shown.shown_columns() == ("reason", "symbol", "state")
    assert len(me.table(shown.view)) == len(everything)
    shown.views.open("Số hủy")
    assert [row[6] for row in me.table(shown.view)] == ["viết nhầm 911", "viết nhầm 912", "viết nhầm 913"]
