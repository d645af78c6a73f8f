"""Settings: the office, its calendar, the program, the safety of the data; each part saves by itself."""

from decimal import Decimal

from app.people import office_facts
from app.plan import calendar
from app.reports import layouts, phrases
from app.reports.layout import ND30
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


def test_a_measure_of_the_page_is_set_said_to_leave_the_decree_and_given_back(at_sample: AtWindow) -> None:
    me = at_sample
    section = me.go("settings").sections["layout"]
    section.stand_on("margin_top")
    section._field.set_value(Decimal(10))
    me.click("Đặt kích thước này", section)
    me.settle()
    assert layouts.of(me.session).margin_top == 10
    assert section.chosen == "margin_top"
    assert "ngoài quy định" in me.table(section.view)[0]
    me.click("In đúng Nghị định 30", section)
    me.settle()
    assert layouts.of(me.session) == ND30


def test_an_empty_measure_is_not_set_and_the_field_says_why(at_sample: AtWindow) -> None:
    me = at_sample
    section = me.go("settings").sections["layout"]
    section._field.setText("")
    me.click("Đặt kích thước này", section)
    assert section._row.problem() == "Ghi kích thước."
    assert layouts.chosen(me.session) == {}


def test_an_own_sentence_is_used_and_one_that_cannot_be_filled_is_refused(at_sample: AtWindow) -> None:
    me = at_sample
    section = me.go("settings").sections["sentences"]
    section.stand_on("head.opening")
    section._text.set_value("{who} xin báo cáo {subject}:")
    me.click("Dùng câu này", section)
    me.settle()
    assert "{who} xin báo cáo {subject}:" in [phrase.text for phrase in phrases.phrases(me.session)]
    section._text.set_value("{ai} báo cáo")
    me.click("Dùng câu này", section)
    me.settle()
    assert "không có chỗ trống {ai}" in " ".join(me.texts(section))
    me.click("Dùng câu của chương trình", section)
    me.settle()
    assert not any(phrase.own for phrase in phrases.phrases(me.session))
