"""Targets with their figure, base and verdict; nothing stands without its base."""

from tests.ui.at_window import AtWindow
from ui.pages.targets.cells import two_lines


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
