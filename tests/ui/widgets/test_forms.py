"""Forms read what a Vietnamese office types, and say under the field what is wrong."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.errors import BadInput, Refused
from app.i18n import msg
from tests.helpers.pictures import press, type_text
from ui.widgets.buttons import Button, Segmented
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckBox, ComboBox, NumberField, RadioGroup, TextArea, TextField
from ui.widgets.form import Form
from ui.widgets.path_field import PathField
from ui.widgets.sheet import Sheet


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form()
    form.add("title", "Tên nhiệm vụ", TextField())
    form.add("due", "Hạn", DateField(year=2026))
    form.add("number", "Tử số", NumberField(decimals=1, minimum=0))
    form.add("ban", "Ban chủ trì", ComboBox([(1, "Ban Tổ chức"), (2, "Văn phòng")]))
    form.add("text", "Kết quả", TextArea())
    form.add("year", "Năm", RadioGroup([("c", "Năm dương lịch"), ("s", "Năm học")]))
    form.add("often", "Tùy chọn", CheckBox("Thường xuyên"))
    form.add("file", "Để dữ liệu ở đâu", PathField(want="save"))
    qtbot.addWidget(form)
    form.show()
    return form


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("5/9", "05/09/2026"), ("05/09/2026", "05/09/2026"), ("5-9-25", "05/09/2025"), ("050926", "05/09/2026"),
     ("05092026", "05/09/2026"), ("0509", "05/09/2026"), (" 5/9 ", "05/09/2026"), ("", "")],
)  # fmt: skip
def test_a_date_is_read_however_it_is_typed(qtbot: QtBot, typed: str, shown: str) -> None:
    field = DateField(year=2026)
    qtbot.addWidget(field)
    type_text(field.entry, typed)
    field.entry.editingFinished.emit()
    assert field.problem() == ""
    assert field.entry.text() == shown


@pytest.mark.parametrize("typed", ["31/2", "hôm qua", "5/13/2026", "99"])
def test_what_is_no_date_is_said_and_kept_as_typed(qtbot: QtBot, typed: str) -> None:
    field = DateField(year=2026)
    qtbot.addWidget(field)
    type_text(field.entry, typed)
    field.entry.editingFinished.emit()
    assert field.problem()
    assert field.value() is None
    assert field.entry.text() == typed


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1.234,5", Decimal("1234.5")), ("1234,5", Decimal("1234.5")), ("12500", Decimal(12500)), ("", None)],
)
def test_a_number_is_read_as_it_is_written_here(qtbot: QtBot, typed: str, value: Decimal | None) -> None:
    field = NumberField(decimals=1)
    qtbot.addWidget(field)
    type_text(field, typed)
    assert field.problem() == ""
    assert field.value() == value


@pytest.mark.parametrize("typed", ["1.5", "abc", "-3", "1,25"])
def test_what_is_no_number_here_is_said(qtbot: QtBot, typed: str) -> None:
    field = NumberField(decimals=1, minimum=0)
    qtbot.addWidget(field)
    type_text(field, typed)
    assert field.problem()
    assert field.value() is None


def test_values_come_by_their_keys(form: Form) -> None:
    type_text(form.row("title").editor, "  Thành lập   nghiệp đoàn ")
    type_text(form.row("due").editor.focusProxy() or form, "5/9")
    type_text(form.row("number").editor, "61")
    values = form.values()
    assert values["title"] == "Thành lập nghiệp đoàn"
    assert values["due"] == date(2026, 9, 5)
    assert values["number"] == Decimal(61)
    assert (values["ban"], values["year"], values["often"]) == (1, "c", False)


def test_every_field_has_the_name_of_its_label(form: Form) -> None:
    for key in ("title", "due", "number", "ban", "text", "year", "often", "file"):
        editor = form.row(key).editor
        assert editor.accessibleName()
        inner = editor.focusProxy() or editor
        assert inner.accessibleName() or inner.property("text")


def test_leaving_a_field_checks_it_and_typing_forgives(form: Form, qtbot: QtBot) -> None:
    entry = form.row("due").editor.focusProxy()
    assert isinstance(entry, TextField)
    form.activateWindow()
    entry.setFocus()
    type_text(entry, "31/2")
    form.row("title").editor.setFocus()
    assert "31/2" in form.row("due").problem()
    assert entry.property("problem")
    type_text(entry, "6")
    assert form.row("due").problem() == ""


def test_checking_a_form_leads_to_its_first_fault(form: Form) -> None:
    form.activateWindow()
    type_text(form.row("number").editor, "abc")
    assert not form.check()
    assert form.row("number").problem()
    assert form.row("number").editor.hasFocus()
    form.row("number").editor.setProperty("text", "")
    assert form.check()


def test_a_refusal_stands_under_the_field_it_names(form: Form) -> None:
    assert form.show_error(BadInput(msg("Tên này đã có."), where="title"))
    assert form.row("title").problem() == "Tên này đã có."
    assert not form.show_error(Refused(msg("Quý đã khóa.")))
    form.clear()
    assert form.row("title").problem() == ""


def test_tab_goes_through_the_form_in_order(form: Form) -> None:
    form.activateWindow()
    form.focus_first()
    seen = []
    for _ in range(8):
        widget = QApplication.focusWidget()
        assert widget is not None
        seen.append(widget.accessibleName() or widget.property("text"))
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert seen[:7] == ["Tên nhiệm vụ", "Hạn", "Tử số", "Ban chủ trì", "Kết quả", "Năm dương lịch", "Tùy chọn"]


def behind_of(host: QWidget) -> TextField:
    """The field on the page behind the sheet."""
    return host.findChildren(TextField)[0]


@pytest.fixture
def host(qtbot: QtBot) -> Iterator[QWidget]:
    host = QWidget()
    QVBoxLayout(host).addWidget(TextField("phía sau"))
    qtbot.addWidget(host)
    host.resize(900, 600)
    host.show()
    host.activateWindow()
    behind_of(host).setFocus()
    yield host
    host.close()


def test_a_sheet_opens_at_the_right_and_gives_the_focus_back(host: QWidget, qtbot: QtBot) -> None:
    behind = behind_of(host)
    sheet = Sheet("Thêm nhiệm vụ")
    form = Form()
    form.add("title", "Tên", TextField())
    sheet.set_form(form)
    sheet.open_over(host)
    assert sheet.geometry().right() == host.rect().right()
    assert form.row("title").editor.hasFocus()
    host.resize(700, 500)
    assert sheet.geometry().right() == host.rect().right()
    with qtbot.waitSignal(sheet.closed):
        press(form.row("title").editor, Qt.Key.Key_Escape)
    assert behind.hasFocus()


def test_a_sheet_is_confirmed_by_ctrl_enter_and_shows_refusals_in_place(host: QWidget) -> None:
    done: list[str] = []
    sheet = Sheet("Thêm nhiệm vụ")
    form = Form()
    form.add("title", "Tên", TextField())
    sheet.set_form(form)
    sheet.set_primary("Thêm nhiệm vụ", lambda: done.append(form.value("title")))
    sheet.add_button(Button("Bỏ", sheet.close_sheet))
    sheet.open_over(host)
    type_text(form.row("title").editor, "Khảo sát")
    press(form.row("title").editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done == ["Khảo sát"]
    sheet.fail(BadInput(msg("Tên này đã có."), where="title"))
    assert form.row("title").problem() == "Tên này đã có."
    sheet.fail(Refused(msg("Quý II/2026 đã khóa.")))
    assert sheet.message.text() == "Quý II/2026 đã khóa."
    sheet.close_sheet()


def test_enter_in_a_field_of_one_line_confirms_a_sheet_and_breaks_the_line_in_a_text(host: QWidget) -> None:
    done: list[str] = []
    sheet = Sheet("Thêm nhiệm vụ")
    form = Form()
    form.add("title", "Tên", TextField())
    form.add("result", "Kết quả", TextArea())
    sheet.set_form(form)
    sheet.set_primary("Thêm nhiệm vụ", lambda: done.append(form.value("title")))
    sheet.open_over(host)
    type_text(form.row("title").editor, "Khảo sát")
    form.row("result").editor.setFocus()
    press(form.row("result").editor, Qt.Key.Key_Return)
    assert done == []
    form.row("title").editor.setFocus()
    press(form.row("title").editor, Qt.Key.Key_Return)
    assert done == ["Khảo sát"]
    sheet.close_sheet()


def test_a_new_thing_is_not_begun_over_an_open_sheet(host: QWidget) -> None:
    begun: list[bool] = []
    QShortcut(QKeySequence.StandardKey.New, host, lambda: begun.append(True))
    sheet = Sheet("Thêm nhiệm vụ")
    form = Form()
    form.add("title", "Tên", TextField())
    sheet.set_form(form)
    sheet.open_over(host)
    press(form.row("title").editor, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert begun == []
    sheet.close_sheet()
    press(behind_of(host), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert begun == [True]


def test_the_wheel_never_changes_a_choice(qtbot: QtBot) -> None:
    box = ComboBox([(1, "Một"), (2, "Hai")], value=2)
    qtbot.addWidget(box)
    assert box.value() == 2
    box.set_options([(7, "Bảy"), (8, "Tám")], value=8)
    assert box.value() == 8
    box.set_value("không có")
    assert box.value() == 7


def test_one_segment_is_always_on(qtbot: QtBot) -> None:
    segments = Segmented([("y", "Năm"), ("q", "Quý")], name="Thang thời gian")
    qtbot.addWidget(segments)
    heard: list[object] = []
    segments.changed.connect(heard.append)
    buttons = segments.findChildren(Button)
    buttons[1].click()
    buttons[1].click()
    assert segments.value() == "q"
    assert heard == ["q", "q"]


def test_what_a_form_proposes_first_is_typed_over(host: QWidget) -> None:
    sheet = Sheet("Ký báo cáo")
    form = Form()
    form.add("number", "Số văn bản", NumberField(1))
    sheet.set_form(form)
    sheet.open_over(host)
    type_text(form.row("number").editor, "12")
    assert form.value("number") == 12
    sheet.close_sheet()
