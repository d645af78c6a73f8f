"""The hand-over book in the window: what is missing stands beside what came, and minutes are one step away."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app import workspace
from app.bundles.book_words import State
from app.clock import FrozenClock
from app.people import offices
from app.plan import calendar
from app.reading import Reader
from app.session import Session
from tests.builders.exchange_rows import ExchangeRows
from tests.ui.at_window import AtWindow, Key
from tests.ui.pages.reports.desk import Kept
from ui.changes import ChangeSignal
from ui.context import PageContext
from ui.jobs import JobRunner
from ui.pages.exchange.book_view import BookView
from ui.pages.lists.files import write_list
from ui.widgets.page import Page

Q3 = "2026-Q3"


class Desk:
    """The book as a part of a page, over a real workspace."""

    def __init__(self, rows: ExchangeRows) -> None:
        self.rows, session = rows, rows.session
        self.jobs = JobRunner()
        self.changes = ChangeSignal(session)
        context = PageContext(session, self.jobs, Reader(session), self.changes, cast(Any, Kept()))
        self.page = Page()
        self.view = BookView(context, self.page)
        self.page.body.addWidget(self.view)
        self.changes.changed.connect(self.view.on_changed)
        self.led: list[tuple[str, object]] = []
        self.page.open_requested.connect(lambda key, what: self.led.append((key, what)))
        self.page.resize(1190, 320)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        """Let every job end and every screen hear of it."""
        for _ in range(5):
            self.jobs.wait_idle(30)
            QApplication.processEvents()

    def table(self) -> list[list[str]]:
        """The rows as they are seen."""
        return AtWindow.table(self.view.view)

    def names(self) -> list[str]:
        """The units of the rows that are seen."""
        return [row[2] for row in self.table()]

    def chip(self, key: str) -> Any:
        """One of the chips of the bar."""
        return self.view.own_chips()[key]

    def stand(self, name: str) -> None:
        """Stand on the first row of a unit."""
        self.view.view.setCurrentIndex(self.view.model.index(self.names().index(name), 0))

    def close(self) -> None:
        """Put the page away."""
        self.settle()
        self.page.close()
        self.jobs.close()


@pytest.fixture
def frozen() -> FrozenClock:
    """The clock of the workspace."""
    return FrozenClock("2026-07-01T08:00:00", step_ms=1)


@pytest.fixture
def office_session(tmp_path: Path, frozen: FrozenClock) -> Iterator[Session]:
    """An office that exchanges with nobody yet."""
    session = workspace.create(tmp_path / "so", clock=frozen, seed=1)
    offices.set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu", place="Mẫu")
    yield session
    session.close()


@pytest.fixture
def desk(qtbot: QtBot, office_session: Session, frozen: FrozenClock) -> Iterator[Desk]:
    """20/10/2026: A in time and again sent to, B late and on hold, C missing; Q4 is open and nothing of it has come."""
    calendar.open_period(office_session, Q3, cutoff="2026-09-30", due="2026-10-05")
    rows = ExchangeRows(office_session)
    first, late, _silent = (rows.peer(rows.below(f"Công đoàn {name}")) for name in ("A", "B", "C"))
    rows.into(first, "2026-10-02T08:00:00", 14)
    rows.into(late, "2026-10-08T08:00:00", 3, status="held", reason="thiếu 3 dòng")
    rows.out(first, "2026-10-13T08:00:00", 7)
    frozen.set("2026-10-20T08:00:00")
    made = Desk(rows)
    yield made
    made.close()


def test_files_and_what_is_missing_stand_in_one_list(desk: Desk) -> None:
    assert [row[:7] for row in desk.table()] == [
        ["13/10/2026", "Gửi", "Công đoàn A", "Quý III/2026", "7", "chưa có giấy báo nhận, 7 ngày", ""],
        ["08/10/2026", "Nhận", "Công đoàn B", "Quý III/2026", "3", "để chờ: thiếu 3 dòng", "muộn 3 ngày"],
        ["02/10/2026", "Nhận", "Công đoàn A", "Quý III/2026", "14", "đã áp dụng, đã gửi giấy báo", "đúng hạn"],
        ["", "Nhận", "Công đoàn C", "Quý III/2026", "", "chưa gửi, hạn 05/10/2026, quá 15 ngày", "quá hạn 15 ngày"],
    ]
    assert desk.view.fact() == "đã nhận 2/3, đúng hạn 1/3"


def test_chips_count_and_leave_what_waits(desk: Desk) -> None:
    assert [desk.chip(key).words() for key in ("unanswered", "unsent", "waiting")] == [
        "Chưa báo nhận 1",
        "Chưa gửi 1",
        "Để chờ 1",
    ]
    assert not desk.chip("made").isVisible()
    desk.chip("unsent").setChecked(True)
    assert desk.names() == ["Công đoàn C"]
    desk.chip("unanswered").setChecked(True)
    assert sorted(desk.names()) == ["Công đoàn A", "Công đoàn C"]


def test_a_change_is_seen_at_once(desk: Desk) -> None:
    seat = desk.rows.session.conn.execute("SELECT seat_id FROM peer ORDER BY id DESC LIMIT 1").fetchone()[0]
    desk.rows.into(seat, "2026-10-19T08:00:00", 1)
    desk.settle()
    assert "quá 15 ngày" not in str(desk.table())
    assert desk.chip("unsent").words() == "Chưa gửi 0"
    assert desk.view.fact() == "đã nhận 3/3, đúng hạn 1/3"


def test_another_quarter_can_be_looked_at(desk: Desk) -> None:
    calendar.open_period(desk.rows.session, "2026-Q4")
    desk.settle()
    assert desk.view.period() == Q3
    desk.view.show_period("2026-Q4")
    desk.settle()
    assert [row[5] for row in desk.table()] == ["chưa gửi, hạn 05/01/2027"] * 3
    desk.view.show_period(None)
    desk.settle()
    assert len(desk.table()) == 7
    assert desk.view.fact() == ""


def test_standing_on_a_line_and_opening_it_are_told_to_the_page(desk: Desk) -> None:
    moved: list[Any] = []
    opened: list[Any] = []
    desk.view.moved.connect(moved.append)
    desk.view.opened.connect(opened.append)
    desk.stand("Công đoàn B")
    assert moved[-1] is not None
    assert (moved[-1].name, moved[-1].state) == ("Công đoàn B", State.HELD)
    desk.view.view.setFocus()
    desk.view.view.opened.emit(desk.view.view.currentIndex())
    assert [one.name for one in opened] == ["Công đoàn B"]


def test_minutes_are_of_the_unit_one_stands_on_else_of_all(desk: Desk) -> None:
    desk.view.print_button.click()
    assert desk.led == [("reports", ("bundles", (None, Q3)))]
    desk.stand("Công đoàn B")
    desk.view.print_button.click()
    key, what = desk.led[-1]
    assert (key, cast(Any, what)[0]) == ("reports", "bundles")
    unit = desk.rows.session.conn.execute("SELECT unit_id FROM unit_name WHERE name = 'Công đoàn B'").fetchone()[0]
    assert cast(Any, what)[1] == (unit, Q3)


def test_the_list_is_sorted_and_written_like_every_list(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.view.view.header.setSortIndicator(desk.view.section_of("name"), desk.view.view.header.sortIndicatorOrder())
    desk.settle()
    assert desk.names() == sorted(desk.names(), reverse=desk.names()[0] != "Công đoàn A")
    path = tmp_path / "so.xlsx"
    monkeypatch.setattr(desk.view, "choose_path", lambda _suggested, _filter: str(path))
    monkeypatch.setattr(desk.view, "open_file", lambda _path: None)
    write_list(desk.view, "xlsx")
    desk.settle()
    rows = [[cell for cell in row if cell is not None] for row in load_workbook(path).active.values]
    assert any("Công đoàn C" in row and "chưa gửi, hạn 05/10/2026, quá 15 ngày" in row for row in rows)


def test_an_empty_book_says_what_to_do(qtbot: QtBot, office_session: Session) -> None:
    desk = Desk(ExchangeRows(office_session))
    assert desk.table() == []
    empty = desk.view.empty_state()
    assert empty.findChildren(QLabel)[0].text() == "Chưa gửi, chưa nhận gói nào."
    assert desk.chip("unsent").words() == "Chưa gửi 0"
    desk.close()


def test_everything_has_a_name_for_screen_readers(desk: Desk) -> None:
    assert desk.view.view.accessibleName() == "Sổ giao nhận"
    assert desk.view.print_button.accessibleName() == "In biên bản giao nhận"
    assert desk.chip("period").accessibleName().startswith("Kỳ: Quý III/2026")


def test_the_minutes_open_with_the_unit_and_the_quarter(at_sample: AtWindow) -> None:
    me = at_sample
    unit = me.session.conn.execute("SELECT unit_id FROM unit_name WHERE name LIKE '%Nghề cá%'").fetchone()[0]
    me.window.context.jobs.wait_idle(30)
    page: Any = me.go("reports")
    page.show_item(("bundles", (unit, "2026-Q3")))
    me.settle()
    given = page.parameters.fields
    assert given.period == "2026-Q3"
    assert page.parameters.remembered["unit_id"] == unit
    me.press(Key.Key_Escape)
