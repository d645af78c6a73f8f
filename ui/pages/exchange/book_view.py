"""Sổ giao nhận: each file given and taken with how it stands, and the units whose file has not come."""

from collections.abc import Hashable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.bundles import book, punctuality
from app.bundles.book import BookLine
from app.bundles.book_words import COLUMNS, NOT_SENT, State
from app.bundles.punctuality import Completeness
from app.errors import NotFound
from app.i18n import tr
from app.jobs import Progress
from app.lists_kept import ListState
from app.plan import periods
from app.session import Touched
from ui.actions import action
from ui.context import PageContext
from ui.fonts import Role
from ui.pages.exchange import book_lines
from ui.pages.lists.commands import list_actions
from ui.pages.lists.in_memory import InMemoryList
from ui.widgets.buttons import Button
from ui.widgets.cells import ID_ROLE
from ui.widgets.chips import Chip, ChipBar, ChipMenu
from ui.widgets.empty import EmptyState
from ui.widgets.label import Label
from ui.widgets.page import Page

TABLES = frozenset(
    {
        "bundle",
        "bundle_seal",
        "seal",
        "receipt",
        "peer",
        "calendar",
        "unit",
        "unit_name",
        "unit_parent",
        "slip",
        "review",
    }
)
"""Tables whose change may change the book."""

_CHIPS: Mapping[str, frozenset[State]] = {
    "unanswered": frozenset({State.EXPORTED, State.HELD_THERE, State.REFUSED_THERE}),
    "unsent": NOT_SENT,
    "made": frozenset({State.MADE}),
    "waiting": frozenset({State.READ, State.HELD}),
}

_ALWAYS = frozenset({"unanswered", "unsent"})
"""Chips that stand there with 0 too: that nothing is missing is worth seeing."""


class BookView(InMemoryList):
    """The book as a part of the page of the exchange. ``moved`` brings the line one stands on, None for none; ``opened`` the one that
    Enter or a double click asks for.
    """

    name = "bundles"
    known = COLUMNS
    usual = book_lines.USUAL
    widths = book_lines.WIDTHS
    stretch = "name"
    right = book_lines.RIGHT
    leaves_below = book_lines.LEAST_WIDTHS
    help_chapter = "exchange-book"

    moved = Signal(object)
    opened = Signal(object)

    def __init__(self, context: PageContext, page: Page) -> None:
        self._found: dict[Hashable, BookLine] = {}
        self._counts: Completeness | None = None
        self._asked = 0
        super().__init__(context)
        self.stand_in(page)
        self.view.current_moved.connect(lambda index: self.moved.emit(self._line(index)))
        self.view.opened.connect(self._open)
        self._offer()
        self.read()

    # --- as a list

    def list_title(self) -> str:
        return tr("Sổ giao nhận")

    def fill_bar(self, bar: ChipBar) -> None:
        self._period = ChipMenu(tr("Kỳ"), [(None, tr("tất cả"))])
        self._chips = {
            "unanswered": Chip(tr("Chưa báo nhận"), key="unanswered", icon="clock"),
            "unsent": Chip(tr("Chưa gửi"), key="unsent", mark="not_logged"),
            "made": Chip(tr("Chưa gửi đi"), key="made", mark="due_soon"),
            "waiting": Chip(tr("Để chờ"), key="waiting", mark="paused"),
        }
        bar.add(Label(tr("Sổ giao nhận"), Role.SECTION))
        for widget in (self._period, *self._chips.values()):
            bar.add(widget)
        self.print_button = Button(tr("In biên bản"), self.print_minutes, kind="small", icon="printer")
        self.print_button.setAccessibleName(tr("In biên bản giao nhận"))
        bar.add_right(self.print_button)
        self._period.changed.connect(lambda _code: self.read())
        for chip in self._chips.values():
            chip.toggled.connect(lambda _on: self.refilter())

    def own_chips(self) -> Mapping[str, Chip]:
        return {"period": self._period, **self._chips}

    def regions(self) -> list[QWidget]:
        return [self.bar, self.view]

    def takes(self, key: Hashable) -> bool:
        """Whether the chips ask for the state of a line; none of them asks for all."""
        wanted = [_CHIPS[name] for name, chip in self._chips.items() if chip.isChecked()]
        return not wanted or any(self._found[key].state in states for states in wanted)

    def show_state(self, state: ListState) -> None:
        super().show_state(state)
        self.read()  # another period may have been chosen

    def stand_nowhere(self) -> None:
        """Tell that no line is looked at."""
        self.moved.emit(None)

    def empty_state(self) -> EmptyState:
        if any(chip.isChecked() for chip in self._chips.values()) and self._found:
            return EmptyState(tr("Không còn gói nào như vậy."), tr("Bỏ lọc ở trên để thấy các gói khác."))
        return EmptyState(
            tr("Chưa gửi, chưa nhận gói nào."),
            tr(
                "Làm quen với cấp trên, đơn vị trực thuộc rồi gửi, nhận gói; mỗi gói vào sổ này kèm ngày và tình trạng."
            ),
        )

    def actions_for_menu(self) -> list[QAction]:
        """The commands of the list and of the book, for the page that holds it."""
        printing = action(self, tr("In biên bản giao nhận"), self.print_minutes, icon="printer")
        return [printing, *list_actions(self, lambda: self)]

    # --- reading

    def on_changed(self, touched: Touched) -> None:
        """A change was made while this is in front."""
        if any(table in TABLES for table, _ in touched):
            self._offer()
            self.read()

    def read(self) -> None:
        """Read the book of the chosen period again, standing on the same line."""
        self._asked += 1
        asked, session, code = self._asked, self.context.session, self.period()

        def work(_progress: Progress) -> tuple[Sequence[BookLine], Completeness | None]:
            try:
                counts = None if code is None else punctuality.completeness(session, code)
            except NotFound:  # files may be for a quarter that was never opened here
                counts = None
            return book.lines(session, period=code), counts

        job = self.context.jobs.read(work)
        job.succeeded.connect(lambda found: self._show(*found) if asked == self._asked else None)
        job.failed.connect(self.fail)

    def period(self) -> str | None:
        """The quarter that is looked at; None for all."""
        value = self._period.value()
        return value if isinstance(value, str) else None

    def show_period(self, code: str | None) -> None:
        """Look at a quarter, or at all, whatever was filtered."""
        for chip in self._chips.values():
            chip.setChecked(False)
        self.tools.show_filters(())
        self._period.set_value(code if self._period.offers(code) else None)
        self.read()

    def _offer(self) -> None:
        """The quarters of the calendar, the newest first; at first the newest is chosen."""
        codes = tuple(reversed(punctuality.quarters(self.context.session)))
        first = self._period.value() if self._asked else (codes[0] if codes else None)
        options: list[tuple[object, str]] = [(code, str(periods.label(code))) for code in codes]
        self._period.set_options([(None, tr("tất cả")), *options], first)

    def _show(self, found: Sequence[BookLine], counts: Completeness | None) -> None:
        self._counts = counts
        self._found = {one.key: one for one in found}
        tally = book.tally(found)
        for name, chip in self._chips.items():
            number = sum(tally[state] for state in _CHIPS[name])
            chip.set_count(number)
            chip.setVisible(number > 0 or chip.isChecked() or name in _ALWAYS)
        self._period.setToolTip(self.fact())
        self.set_lines({one.key: book_lines.line(one) for one in found})
        self.header_changed.emit()

    def fact(self) -> str:
        """How complete and how punctual the quarter is, with its base."""
        counts = self._counts
        if counts is None or not counts.expected:
            return ""
        return tr("đã nhận {n}/{m}, đúng hạn {k}/{m}", n=counts.received, k=counts.on_time, m=counts.expected)

    # --- one line

    @property
    def current(self) -> BookLine | None:
        """The line one stands on."""
        return self._line(self.view.currentIndex())

    def _line(self, index: QModelIndex) -> BookLine | None:
        return self._found.get(index.data(ID_ROLE)) if index.isValid() else None

    def _open(self, index: QModelIndex) -> None:
        one = self._line(index)
        if one is not None:
            self.opened.emit(one)

    def print_minutes(self) -> None:
        """Lead to the minutes of the quarter: with the unit of the line one stands on, else of all units."""
        one = self.current
        self.open_requested.emit("reports", ("bundles", (None if one is None else one.unit_id, self.period())))
