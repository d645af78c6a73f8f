"""The figures of the units put together: with their base, coloured towards the target, down to who wrote them."""

from typing import Any

from app.plan import reviews, values
from tests.ui.at_window import CTRL, SHIFT, AtWindow, Key
from ui.widgets.cells import ID_ROLE, cell_of


def opened(me: AtWindow) -> Any:
    """The page, by its keys."""
    me.press(Key.Key_H, CTRL | SHIFT)
    me.settle()
    assert me.window.current_key() == "consolidation"
    return me.page


def test_units_stand_by_quarter_with_the_total_and_its_base(at_sample: AtWindow) -> None:
    page = opened(at_sample)
    matrix = page.matrix
    assert len(at_sample.table(page.view)) == len(matrix.units) > 20
    last = matrix.totals[matrix.periods[-1]]
    assert str(last.text_base) in page.fact()
    heads = [
        page.model.headerData(section, page.view.header.orientation()) for section in range(page.model.columnCount())
    ]
    assert heads[0] == "Đơn vị"
    assert "Quý III/2026" in heads


def test_figures_are_coloured_by_how_far_they_have_come_and_say_so_in_words(at_sample: AtWindow) -> None:
    page = opened(at_sample)
    section = page.section_of("q0")
    grounds = {cell_of(page.model.index(row, section)).ground for row in range(page.model.rowCount())}
    assert "ok_soft" in grounds
    assert grounds <= {"ok_soft", "warn_soft", "bad_soft", ""}
    words = {cell_of(page.model.index(row, page.section_of("verdict"))).text for row in range(page.model.rowCount())}
    assert words <= {"Đạt", "Chưa đạt", "Chưa đủ số liệu"}


def test_chips_count_what_they_leave(at_sample: AtWindow) -> None:
    me = at_sample
    page = opened(me)
    missed = sum(row[-2].endswith("Chưa đạt") for row in me.table(page.view))
    chip = page.own_chips()["missed"]
    assert chip.words() == f"Chưa đạt {missed}"
    chip.setChecked(True)
    assert len(me.table(page.view)) == missed


def test_a_unit_leads_down_to_who_wrote_its_figure(at_sample: AtWindow) -> None:
    me = at_sample
    page = opened(me)
    row = next(
        row for row in range(page.model.rowCount()) if not cell_of(page.model.index(row, page.section_of("q0"))).nothing
    )
    page.view.setCurrentIndex(page.model.index(row, 0))
    said = me.details()
    assert any(line.startswith("Lần 1 · ") and "được tính" in line for line in said), said


def test_a_figure_that_looks_wrong_is_listed_with_a_jump(at_sample: AtWindow) -> None:
    me = at_sample
    page = opened(me)
    count = next(each for each, text in page._found.measures if text == "Số đoàn viên kết nạp mới")
    page.choose(count)
    me.settle()
    me.press(Key.Key_B, CTRL | SHIFT)
    me.settle()
    odd = [unit for unit, found in page._found.odd.items() if found]
    assert len(odd) == 1
    said = me.details()
    assert any("so với quý trước" in line for line in said), said
    leads = next(button for button in me.buttons(page.details()) if button.text().startswith("Đến "))
    leads.click()
    assert page.view.currentIndex().data(ID_ROLE) == odd[0]


def test_a_new_figure_shows_by_itself(at_sample: AtWindow) -> None:
    me = at_sample
    page = opened(me)
    before = page.matrix
    unit = next(line for line in before.units if not line.cells[before.periods[-1]]["n"])
    values.log_value(me.session, before.measure["id"], unit_id=unit.unit_id, period=before.periods[-1], num=1, den=2)
    reviews.submit(me.session, period=before.periods[-1])
    me.settle()
    after = page.matrix
    assert after.totals[before.periods[-1]].n > before.totals[before.periods[-1]].n


def test_the_targets_page_leads_here_with_its_measure_and_back(at_sample: AtWindow) -> None:
    me = at_sample
    targets = me.go("targets")
    me.stand(targets.view, "Hằng năm có từ 85%")
    measure = next(one.measure_id for one in targets._figures.values() if one.text.startswith("Hằng năm có từ 85%"))
    me.click("Tổng hợp đơn vị")
    me.settle()
    assert me.window.current_key() == "consolidation"
    assert me.page.matrix.measure["id"] == measure  # type: ignore[attr-defined]  # the consolidation page
    me.click("Danh sách chỉ tiêu")
    assert me.window.current_key() == "targets"


def test_an_office_without_measures_is_told_what_is_missing(at_new: AtWindow) -> None:
    page = opened(at_new)
    assert page.matrix is None
    assert at_new.table(page.view) == []


def test_what_looks_wrong_anywhere_is_found_and_leads_to_its_place(at_sample: AtWindow) -> None:
    me = at_sample
    page = opened(me)
    me.press(Key.Key_B, CTRL | SHIFT)
    me.settle()
    me.click("Tìm ở mọi chỉ số")
    me.settle()
    said = me.details()
    assert any("so với quý trước" in line for line in said), said
    assert any("giống nhau từng chữ" in line for line in said), said
    me.click("Đến dòng của đơn vị", page.details())
    me.settle()
    assert page.matrix.measure["text"] == "Số đoàn viên kết nạp mới"
    assert page.view.currentIndex().data(ID_ROLE) in page._found.odd
    me.press(Key.Key_B, CTRL | SHIFT)
    me.click("Tìm ở mọi chỉ số")
    me.settle()
    me.click("Xem ở nhật ký", page.details())
    me.settle()
    assert me.window.current_key() == "quarter"


def test_the_closed_view_shows_what_was_locked(at_sample: AtWindow) -> None:
    me = at_sample
    page = opened(me)
    me.click("Lúc khóa")
    me.settle()
    assert page.matrix.as_of == "closed"
    assert page.matrix.periods[-1] == "2026-Q2"
    assert "Quý II/2026" in page.fact()
