"""The window on a workspace: every page in every dress and size, empty and full, by keyboard and to screen readers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app import workspace
from app.clock import FrozenClock
from app.plan.grid_rows import TaskRow
from app.search import search
from app.session import Actor
from tests.ui.at_window import CTRL, DIGITS, SHIFT, AtWindow, Key
from ui.pages.quarter.page import QuarterPage
from ui.widgets.label import Label

PAGES = (
    "overview",
    "programmes",
    "quarter",
    "targets",
    "closing",
    "units",
    "directives",
    "feedback",
    "reports",
    "exchange",
    "history",
    "settings",
)
CONTROLS = (QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit, QComboBox)


class TopLevels(QObject):
    """Notes every window that comes up."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@contextmanager
def no_other_windows() -> Iterator[None]:
    """Nothing comes up as a window of its own while this runs (a label without a parent would)."""
    watch = TopLevels()
    QApplication.instance().installEventFilter(watch)  # type: ignore[union-attr]  # there is one
    yield
    QApplication.instance().removeEventFilter(watch)  # type: ignore[union-attr]  # there is one
    assert [name for name in watch.shown if name not in {"QTipLabel", "QMenu"}] == []


def names_missing(host: QWidget) -> list[str]:
    """Controls that a screen reader would pass in silence."""
    return [
        f"{type(one).__name__} in {type(one.parent()).__name__}"
        for one in host.findChildren(QWidget)
        if isinstance(one, CONTROLS)
        and one.isVisible()
        and one.focusPolicy() != one.focusPolicy().NoFocus
        and not one.accessibleName()
        and not (isinstance(one, QAbstractButton) and one.text())
    ]


def cut_words(host: QWidget) -> list[str]:
    """Labels whose words do not fit into them and are not elided with a tooltip."""
    found = []
    for label in host.findChildren(Label):
        if not label.isVisible() or not label.text() or label.toolTip():
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.minimumSizeHint().height()
        too_low = label.height() < needed - 2
        too_narrow = not label.wordWrap() and label.width() < label.sizeHint().width() - 2
        if too_low or too_narrow:
            found.append(label.text())
    return found


def test_an_office_with_nothing_in_it_says_on_each_page_what_to_do(at_new: AtWindow) -> None:
    me = at_new
    with no_other_windows():
        for key in PAGES:
            page = me.window.show_page(key)
            me.settle()
            assert me.texts(page) or key == "history", f"{key} says nothing"
            assert page.message.text() == ""
    me.go("programmes")
    assert me.texts(me.page)[0] == "Chưa có chương trình nào."
    me.go("targets")
    assert "Chưa có chỉ tiêu nào." in me.texts(me.page)


def test_an_office_without_an_open_quarter_is_no_trouble(at_new: AtWindow) -> None:
    me = at_new
    me.press(Key.Key_Z, CTRL)
    me.settle()
    for key in PAGES:
        page = me.window.show_page(key)
        me.settle()
        assert page.message.text() == ""
    assert "Chưa khai ban, đơn vị hay cán bộ nào để lập cho." in " ".join(me.texts(me.window.show_page("reports")))
    me.window.set_period("2026-Q3")
    me.settle()
    assert "chưa mở" in " ".join(me.texts(me.window.status))


def test_ctrl_and_a_digit_lead_to_the_pages(at_sample: AtWindow) -> None:
    me = at_sample
    for key in (*DIGITS, "settings"):
        me.go(key)


def test_f6_goes_round_the_regions_and_comes_back(at_sample: AtWindow) -> None:
    me = at_sample
    me.go("programmes")
    first = me.focus()
    seen = [first]
    for _ in range(12):
        me.press(Key.Key_F6)
        if me.focus() is first:
            break
        seen.append(me.focus())
    assert me.focus() is first
    assert len(seen) >= 5
    me.press(Key.Key_F6, SHIFT)
    assert me.focus() is seen[-1]


def test_f4_shows_and_hides_the_details(at_sample: AtWindow) -> None:
    me = at_sample
    me.go("programmes")
    shown = me.window.area.details.isVisible()
    me.press(Key.Key_F4)
    assert me.window.area.details.isVisible() is not shown
    me.press(Key.Key_F4)
    assert me.window.area.details.isVisible() is shown


def test_the_buttons_of_one_page_never_stand_on_another(at_sample: AtWindow) -> None:
    me = at_sample
    me.go("overview")
    me.go("units")
    me.press(Key.Key_N, CTRL)
    me.save(name="Công đoàn cơ sở Ẫ Ổ Ế")
    assert not me.has_button("Chốt quý III/2026…")


def test_a_workspace_that_is_read_only_says_so_and_takes_no_writing(me: AtWindow, sample: Path) -> None:
    me.show(
        workspace.open_workspace(sample, clock=FrozenClock("2026-10-02T08:00:00"), actor=Actor("Lan"), read_only=True)
    )
    assert "Chỉ xem" in " ".join(me.texts(me.window.status))
    me.go("units")
    me.press(Key.Key_N, CTRL)
    me.fill(name="Công đoàn cơ sở mới")
    assert me.sheet_is_open(), "nothing that was typed is lost"
    assert "chỉ" in me.sheet_says()
    me.press(Key.Key_Escape)
    assert not me.sheet_is_open()


def test_the_toast_takes_a_change_back(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("units")
    before = page.shown.model.rowCount()
    me.press(Key.Key_N, CTRL)
    me.save(name="Công đoàn cơ sở mới")
    assert me.toast() == "Đã lưu"
    assert page.shown.model.rowCount() == before + 1
    me.click("Hoàn tác")
    me.settle()
    assert page.shown.model.rowCount() == before
    assert me.toast().startswith("Đã hoàn tác: ")


def test_a_sheet_gives_the_focus_back_and_escape_drops_what_was_typed(at_sample: AtWindow) -> None:
    me = at_sample
    page = me.go("directives")
    view = page.view
    assert me.focus() is view
    me.press(Key.Key_N, CTRL)
    me.type("bỏ đi")
    me.press(Key.Key_Escape)
    assert not me.sheet_is_open()
    assert me.focus() is view


def test_the_core_says_in_the_sheet_what_hinders(at_sample: AtWindow) -> None:
    me = at_sample
    me.go("units")
    me.press(Key.Key_N, CTRL)
    me.fill(name="   ")
    assert me.sheet_is_open()
    assert me.sheet_says() != ""


def test_ctrl_k_leads_to_what_was_found_and_enter_waits_for_the_answer(at_sample: AtWindow) -> None:
    me = at_sample
    for words, key in (("kinh phi", None), ("benh vien mat", "units"), ("ban to chuc", "units")):
        me.press(Key.Key_K, CTRL)
        me.type(words)
        me.press(Key.Key_Return)
        me.settle()
        if key is not None:
            assert me.window.current_key() == key, words
    assert me.details()[0].startswith("Ban Tổ chức")


def test_ctrl_k_remembers_what_was_opened_for_this_person_and_workspace(at_sample: AtWindow) -> None:
    me = at_sample

    def box(words: str) -> list[tuple[str, str]]:
        me.press(Key.Key_K, CTRL)
        me.type(words)
        me.wait_until(lambda: not me.window.palette_overlay.asking)
        return [(one.title, one.mark) for one in me.window.palette_overlay.results()]

    assert box("")[0][0] not in {"Ban Tổ chức", "Lịch sử"}
    me.press(Key.Key_Escape)
    assert box("btc")[1] == ("Ban Tổ chức", "")
    me.press(Key.Key_Down)
    me.press(Key.Key_Return)
    me.settle()
    assert me.window.current_key() == "units"
    assert box(">lich su")[0][0] == "Lịch sử"
    me.press(Key.Key_Return)
    me.settle()
    titles = [title for title, _ in box("")]
    assert titles[0] == "Ban Tổ chức"
    assert titles[1] == "Lịch sử", "commands run lately stand first among commands"
    me.press(Key.Key_Escape)
    assert box("btc")[0] == ("Ban Tổ chức", ""), "what was opened lately ranks higher"
    me.press(Key.Key_Escape)
    assert any(mark for _, mark in box("ra soat")), "a task shows how it stands"
    me.press(Key.Key_Escape)
    assert me.saved[-1].kept_of(me.session.path, me.session.actor.text).opened[:2] == (
        "command:Lịch sử",
        "ban:" + _id(me),
    )


def _id(me: AtWindow) -> str:
    """The id of the ban that was opened."""
    return str(next(hit.id for hit in search(me.session, "Ban Tổ chức", kinds=("ban",))))


def test_the_bell_tells_what_waits_leads_there_and_asks_nothing(at_sample: AtWindow) -> None:
    me = at_sample
    with no_other_windows():
        me.wait_until(lambda: me.window.reminders.count > 0)
        said = me.window.greeting.text()
        assert said.startswith("Hôm nay: 5 quá hạn, 2 bị trả lại")
        assert me.focus() is not me.window.greeting, "what is said at the start takes no focus"
        me.press(Key.Key_F7)
        assert me.window.greeting.text() == ""
        panel = me.window.reminders.panel
        assert panel is not None
        assert names_missing(panel) == []
        first, second = panel.lines()[:2]
        assert first.beside.startswith("hạn ")
        before = me.window.reminders.count

        me.press(Key.Key_Right)
        me.press(Key.Key_Return)  # tomorrow again
        me.settle()
        assert panel.lines()[0] == second, "the next line stands where the first was"
        me.press(Key.Key_Right, times=2)
        me.press(Key.Key_Return)  # known
        me.settle()
        assert me.window.reminders.count == before - 2
        me.click("Hoàn tác", panel)
        me.settle()
        assert panel.lines()[0] == second
        assert me.saved[-1].kept_of(me.session.path, me.session.actor.text).set_aside == {first.key: "2026-10-03"}

        me.press(Key.Key_Escape)
        assert not panel.isVisible()
        assert "F7" in me.focus().toolTip(), "the focus is on the bell"
        me.press(Key.Key_F7)
        me.press(Key.Key_Down, times=4)
        line = panel.lines()[4]
        assert line.key.startswith("returned:")
        me.press(Key.Key_Return)
        me.settle()
        assert (me.window.current_key(), panel.isVisible()) == ("quarter", False)
    me.window.session.clock.set("2026-10-03T08:00:00")  # type: ignore[attr-defined]  # a frozen clock
    me.window.reminders.look_at_the_day()
    me.settle()
    assert me.window.reminders.groups[0].lines[0].key == first.key, "the next day it is told again"
    assert me.window.greeting.text().startswith("Hôm nay: 5 quá hạn")


def test_alt_opens_the_menus_and_every_command_is_there(at_sample: AtWindow) -> None:
    me = at_sample
    me.go("programmes")
    words = [command.text() for command in me.window.menus.commands()]
    assert {"Thêm nhiệm vụ", "Thêm chương trình", "&Hoàn tác", "Chốt quý"} <= set(words)
    me.press(Key.Key_Alt)
    assert me.window.menuBar().isVisible()
    me.press(Key.Key_Escape, times=2)


def test_closing_the_window_while_writing_keeps_what_was_confirmed(me: AtWindow, sample: Path) -> None:
    me.open(sample)
    me.go("units")
    me.press(Key.Key_N, CTRL)
    me.type("Công đoàn cơ sở ghi lúc đóng")
    QTest.keyClick(me.focus(), Key.Key_Return, CTRL)
    me.close()
    me.open(sample)
    page = me.go("units")
    assert any("ghi lúc đóng" in row[1] for row in me.table(page.shown.view))


def test_closing_in_the_middle_of_a_cell_saves_what_stands_in_it(at_sample: AtWindow) -> None:
    me = at_sample
    me.go("quarter")
    page = me.window.current_page()
    assert isinstance(page, QuarterPage)
    view = page.view
    me.stand(view, "Nắm bắt tư tưởng")
    place = view.rows_model.column_at("result")
    assert place is not None
    view.go(view.currentIndex().row(), place)
    me.press(Key.Key_F2)
    me.type(" Đang gõ dở")
    path = me.session.path
    me.close()
    me.open(path)
    me.go("quarter")
    page = me.window.current_page()
    assert isinstance(page, QuarterPage)
    texts = [row.result or "" for row in page.model.all_rows() if isinstance(row, TaskRow)]
    assert any("Đang gõ dở" in text for text in texts)


def test_no_two_commands_of_a_page_share_their_keys(at_sample: AtWindow) -> None:
    me = at_sample
    for key in (*PAGES, "plan_import"):
        me.window.show_page(key)
        me.settle()
        keys = [shortcut.toString() for one in me.window.actions() if one.isEnabled() for shortcut in one.shortcuts()]
        assert sorted(set(keys)) == sorted(keys), key
