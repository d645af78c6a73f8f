"""Settings: the office, its calendar, the program, the safety of the data; each part saves by itself."""

from app.people import office_facts
from app.plan import calendar
from tests.ui.at_window import AtWindow
from ui.theme import is_dark


def test_the_office_is_corrected_and_the_window_says_its_name(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("settings")
    form = page.sections["office"].form
    form.row("short").editor.set_value("LĐLĐ Mẫu Ẫ")
    me.click("Lưu đơn vị", page)
    me.settle()
    assert office_facts.facts(me.session).short == "LĐLĐ Mẫu Ẫ"
    assert "LĐLĐ Mẫu Ẫ" in me.window.windowTitle()
    assert me.toast() == "Đã lưu thông tin đơn vị"


def test_the_next_quarter_is_opened_once_and_the_switch_knows_it(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("settings")
    me.click("Mở Quý IV/2026", page)
    me.settle()
    assert [info.code for info in calendar.opened(me.session)][-1] == "2026-Q4"
    assert me.has_button("Mở Quý I/2027")


def test_a_backup_is_made_and_named_and_the_check_finds_nothing_wrong(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("settings")
    me.click("Sao lưu ngay", page)
    me.settle()
    assert me.toast().startswith("Đã sao lưu vào ")
    me.click("Kiểm tra sổ làm việc", page)
    me.settle()
    assert any("Không thấy vấn đề nào" in line or "SQLite" in line for line in me.texts(page))


def test_the_theme_changes_at_once_and_is_kept(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("settings")
    me.click("Tối", page)
    me.settle()
    assert is_dark()
    assert me.saved[-1].theme == "dark"
