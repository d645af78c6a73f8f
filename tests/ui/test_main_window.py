"""The window around the pages: made when needed, by keyboard alone, in every width, knowing no domain word."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.i18n import msg
from tests.helpers.pictures import press
from tests.ui.gallery import TaskRows
from ui.actions import action
from ui.main_window import MainWindow
from ui.shell.header_bar import SearchField
from ui.shell.regions import region_of
from ui.shell.status_bar import StatusItem
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip, ChipBar
from ui.widgets.fields import TextField
from ui.widgets.label import Label
from ui.widgets.list_view import ListView
from ui.widgets.page import Page, PageSpec
from ui.widgets.palette import Result, ResultGroup

made: list[str] = []


class PlainPage(Page):
    """A page with a filter bar, a list and details."""

    has_period = True
    help_chapter = "nhat-ky"

    def __init__(self, key: str) -> None:
        super().__init__()
        made.append(key)
        self.key = key
        self.heard: list[object] = []
        self.bar = ChipBar(name="Lọc")
        self.bar.add(Chip("Quá hạn", count=3))
        self.rows = ListView(name="Nhiệm vụ")
        self.rows.setModel(TaskRows())
        self.body.addWidget(self.bar)
        self.body.addWidget(self.rows, 1)
        self.buttons = [Button("In", icon="printer"), Button("Biểu Excel…"), Button("Trình duyệt…", kind="primary")]
        self.side = QWidget()
        self.fill = action(self, "Chép &xuống", lambda: self.heard.append("fill"), keys="Ctrl+D")
        self.note = TextField(parent=self.side)

    def title(self) -> str:
        return f"Trang {self.key}"

    def fact(self) -> str:
        return "chốt số liệu 14/09/2026"

    def header_buttons(self) -> list[Button]:
        return self.buttons

    def actions_for_menu(self) -> list[object]:  # type: ignore[override]  # a list of QActions
        return [self.fill]

    def details(self) -> QWidget | None:
        return self.side if self.key == "quarter" else None

    def regions(self) -> list[QWidget]:
        return [self.bar, self.rows]

    def on_period(self, code: str) -> None:
        self.heard.append(code)

    def on_changed(self, touched: object) -> None:
        self.heard.append(touched)

    def show_item(self, what: object) -> None:
        self.heard.append(("item", what))


class Quarters:
    NAMES = ("I", "II", "III", "IV")

    def label(self, code: str) -> str:
        return f"Quý {code}/2026"

    def step(self, code: str, by: int) -> str | None:
        place = self.NAMES.index(code) + by
        return self.NAMES[place] if 0 <= place < 4 else None

    def choices(self) -> list[tuple[str, str]]:
        return [(name, self.label(name)) for name in self.NAMES]


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made.clear()
    titles = {"overview": "Tổng quan", "quarter": "Nhật ký quý", "targets": "Chỉ tiêu", "settings": "Thiết lập"}
    specs = [
        PageSpec(key, title, "table", lambda key=key: PlainPage(key), shortcut=f"Ctrl+{n}", bottom=key == "settings")  # type: ignore[misc]  # bound per page
        for n, (key, title) in enumerate(titles.items(), 1)
    ]
    window = MainWindow(specs, periods=Quarters())
    qtbot.addWidget(window)
    window.set_office("LĐLĐ tỉnh Mẫu", "Thu Hằng · Văn phòng")
    window.set_period("III")
    window.show_page("overview")
    window.resize(1366, 698)
    window.show()
    window.activateWindow()
    return window


def page_of(window: MainWindow) -> PlainPage:
    page = window.current_page()
    assert isinstance(page, PlainPage)
    return page


def test_pages_are_made_when_they_are_first_shown(window: MainWindow) -> None:
    assert made == ["overview"]
    window.show_page("quarter")
    window.show_page("overview")
    window.show_page("quarter")
    assert made == ["overview", "quarter"]


def test_a_page_shows_the_period_chosen_before_it_was_made(window: MainWindow) -> None:
    window.set_period("II")
    window.show_page("targets")
    assert page_of(window).heard == ["II"]


def test_back_comes_to_the_page_and_the_period_that_led_here_and_not_after_going_somewhere_oneself(
    window: MainWindow,
) -> None:
    page_of(window).open_requested.emit("targets", ("target", 1))
    page_of(window).open_requested.emit("quarter", None)
    page_of(window).period_requested.emit("II")
    assert (window.current_key(), window.period) == ("quarter", "II")
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (window.current_key(), window.period) == ("targets", "III")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.current_key() == "overview"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.current_key() == "overview", "nothing led here"
    page_of(window).open_requested.emit("targets", None)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.current_key() == "quarter", "a page of one's own choosing stays"


def test_the_period_steps_by_keyboard_and_stops_at_its_ends(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.period_changed) as heard:
        QTest.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert heard.args == ["IV"]
    QTest.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert window.period == "IV"
    assert page_of(window).heard == ["III", "IV"]


def test_shortcuts_lead_to_pages_and_back(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_key() == "quarter"
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.current_key() == "overview"


def test_only_the_shown_pages_keys_work(window: MainWindow) -> None:
    first = page_of(window)
    QTest.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    window.show_page("quarter")
    second = page_of(window)
    QTest.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert first.heard.count("fill") == second.heard.count("fill") == 1


def test_f6_goes_through_every_part_and_round(window: MainWindow) -> None:
    window.show_page("quarter")
    window.set_status_items([StatusItem("overdue", "10 quá hạn", mark="overdue", tone="bad", on=lambda: None)])
    QApplication.processEvents()
    page = page_of(window)
    parts = [window.navigation, window.header, page.bar, page.rows, window.area.details, window.status]
    window.navigation.focus_current()
    seen = []
    for _ in parts:
        QTest.keyClick(window, Qt.Key.Key_F6)
        seen.append(region_of(parts, QApplication.focusWidget()))
    assert seen == [*parts[1:], parts[0]]
    QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert region_of(parts, QApplication.focusWidget()) is window.status


def test_f4_closes_and_opens_the_details(window: MainWindow) -> None:
    assert not window.area.details.isVisible(), "the overview has none"
    window.show_page("quarter")
    assert window.area.details.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert not window.area.details.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert window.area.details.isVisible()


@pytest.mark.parametrize(
    ("width", "height", "nav", "docked", "folded"),
    [(1920, 1000, 176, 400, False), (1366, 698, 176, 332, False), (1100, 600, 48, 0, True), (683, 349, 48, 0, True)],
)
def test_the_window_fits_every_width(
    window: MainWindow, width: int, height: int, nav: int, docked: int, *, folded: bool
) -> None:
    window.show_page("quarter")
    window.resize(width, height)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (width, height)
    page = page_of(window)
    assert window.navigation.width() == nav
    assert window.area.details.isVisible() == bool(docked)
    assert window.area.details.width() == (docked or 332)
    assert page.buttons[0].isVisible() != folded
    assert page.buttons[2].isVisible()
    assert page.buttons[2].geometry().right() <= window.header.width()


def test_details_lie_over_a_narrow_page_only_when_asked_for(window: MainWindow) -> None:
    window.resize(1100, 600)
    window.show_page("quarter")
    assert not window.area.details.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert window.area.details.isVisible()
    window.resize(1366, 698)
    assert window.area.details.isVisible()


def test_ctrl_b_collapses_the_navigation_and_the_choice_holds(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert window.navigation.width() == 48
    window.show_page("quarter")
    assert window.navigation.width() == 48


def test_badges_are_heard_by_screen_readers(window: MainWindow) -> None:
    window.set_badge("quarter", 14, urgent=True)
    assert window.navigation.item("quarter").accessibleName() == "Nhật ký quý 14"
    window.set_badge("quarter", 0)
    assert window.navigation.item("quarter").accessibleName() == "Nhật ký quý"


def test_ctrl_k_finds_pages_and_commands_without_accents(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.palette_overlay
    palette._panel.field.setText("chi tieu")
    palette._ask()
    assert [result.title for result in palette.results()] == ["Chỉ tiêu"]
    press(palette._panel.field, Qt.Key.Key_Return)
    assert window.current_key() == "targets"


def test_commands_stand_below_what_was_found(window: MainWindow) -> None:
    window.set_search(lambda text: [ResultGroup("Nhiệm vụ", [Result(f"1.3 {text}", lambda: None)])])
    palette = window.palette_overlay
    palette.open("chép")
    assert [result.title for result in palette.results()] == ["1.3 chép", "Chép xuống"]
    palette.open(">chép")
    assert [result.title for result in palette.results()] == ["Chép xuống"]
    palette.close_palette()


def test_alt_alone_shows_the_menu_bar_and_escape_hides_it(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.menuBar()
    assert not bar.isVisible()
    press(window, Qt.Key.Key_Alt)
    assert bar.isVisible()
    titles = [entry.text().replace("&", "") for entry in bar.actions()]
    assert titles == ["Sửa", "Xem", "Đi tới", "Tổng quan", "Trợ giúp"]
    menu = QApplication.activePopupWidget()
    assert menu is not None
    press(menu, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=2000)


def test_a_page_says_what_it_did_and_the_toast_undoes_it(window: MainWindow, qtbot: QtBot) -> None:
    page_of(window).said.emit("Đã lưu", True)
    assert window.toast_text() == "Đã lưu"
    with qtbot.waitSignal(window.undo_requested):
        window._toast._button.click()


def test_a_page_leads_to_a_thing_on_another_page(window: MainWindow) -> None:
    page_of(window).open_requested.emit("quarter", ("task", 7))
    assert window.current_key() == "quarter"
    assert ("item", ("task", 7)) in page_of(window).heard


def test_a_refusal_is_said_on_the_page(window: MainWindow) -> None:
    page = page_of(window)
    page.fail(Refused(msg("Quý II/2026 đã khóa.")))
    assert page.message.text() == "Quý II/2026 đã khóa."


def test_changes_reach_the_pages_that_exist(window: MainWindow) -> None:
    touched = frozenset({("task", 7)})
    window.on_changed(touched)
    assert touched in page_of(window).heard


def test_the_header_follows_its_page(window: MainWindow) -> None:
    page = page_of(window)
    page.buttons = page.buttons[2:]
    page.header_changed.emit()
    shown = [button.text() for button in window.header.findChildren(Button) if button.isVisible()]
    assert shown == ["Trình duyệt…"]
    assert "Trang overview" in {label.full_text() for label in window.header.findChildren(Label)}


def test_every_control_that_takes_the_focus_has_a_name(window: MainWindow) -> None:
    window.show_page("quarter")
    window.set_status_items([StatusItem("bell", "", icon="bell", on=lambda: None, name="Nhắc việc")])
    page_of(window).note.setAccessibleName("Ghi chú")
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or widget.property("text"))
    ]
    assert nameless == []


def test_help_opens_the_chapter_of_the_page(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.help_requested) as heard:
        QTest.keyClick(window, Qt.Key.Key_F1)
    assert heard.args == ["nhat-ky"]


def test_the_search_field_opens_the_palette(window: MainWindow) -> None:
    window.findChildren(SearchField)[0].click()
    assert window.palette_overlay.isVisible()
    window.palette_overlay.close_palette()


def test_closing_gives_time_to_finish(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closing):
        window.close()
