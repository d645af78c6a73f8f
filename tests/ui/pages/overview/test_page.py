"""The overview says how things stand, and every figure leads to its entries."""

from PySide6.QtGui import QGuiApplication

from tests.ui.at_window import CTRL, AtWindow, Key


def test_the_sentence_and_the_figures_are_those_of_the_period(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("overview")
    assert me.texts(page)[0] == "46/51 nhiệm vụ đúng tiến độ, quá hạn 5."
    assert page.tiles[1].accessibleName() == "Quá hạn 5 kỳ trước 2"
    me.press(Key.Key_PageUp, CTRL)
    me.settle()
    assert me.window.period == "2026-Q2"
    assert page.tiles[1].accessibleName().startswith("Quá hạn 2")
    assert not me.has_button("Chốt quý II/2026…"), "a locked quarter is not closed again"


def test_every_figure_leads_to_its_entries(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("overview")
    led = []
    for tile in page.tiles:
        tile.setFocus()
        me.press(Key.Key_Space)
        me.settle()
        led.append(me.window.current_key())
        me.go("overview")
    assert led == ["programmes", "programmes", "targets", "quarter", "units"]
    for label, key in (
        ("Mở Chương trình", "programmes"),
        ("Tất cả chỉ tiêu", "targets"),
        ("Phiếu giao việc", "reports"),
    ):
        me.click(label, page)
        me.settle()
        assert me.window.current_key() == key
        me.go("overview")


def test_what_waits_leads_to_the_rows_it_counts(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("overview")
    waiting = [line for line in me.waiting_lines(page) if "bị trả lại" in line]
    assert waiting == ["2 ô bị trả lại sửa rồi trình lại"]
    me.click(waiting[0], page)
    me.settle()
    assert me.window.current_key() == "quarter"
    assert me.page.filters.tests["returned"].isChecked()  # type: ignore[attr-defined]  # the quarter page


def test_the_overdue_tile_shows_just_the_overdue_tasks(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("overview")
    page.tiles[1].click()
    me.settle()
    words = [row[4] for row in me.table(me.page.view) if row[4] and not row[4].isdigit()]  # type: ignore[attr-defined]  # its page has it
    assert words == ["Quá hạn"] * 5


def test_the_sentence_is_copied_for_a_speech(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("overview")
    me.click("Chép", page)
    assert QGuiApplication.clipboard().text().startswith("46/51 nhiệm vụ đúng tiến độ, quá hạn 5.")
    assert me.toast() == "Đã chép câu tổng quan"
