"""The chips over the tree: a ban, a state, what is overdue or due soon, what nobody was given."""

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal

from app.i18n import tr
from app.people import bans
from app.plan.programmes import ProgrammeNode
from app.session import Session
from ui.marks import mark_word
from ui.pages.programmes.nodes import Filter, Rows
from ui.widgets.chips import Chip, ChipBar, ChipMenu

_STATUSES = (
    "overdue",
    "due_soon",
    "in_progress",
    "not_started",
    "done",
    "done_late",
    "continuous",
    "paused",
    "cancelled",
)
_MARKED = ("overdue", "due_soon")


class Filters(ChipBar):
    """``changed`` when something else is asked for; ``wanted`` says what."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(name=tr("Lọc"))
        self._session = session
        self._ban = ChipMenu(tr("Ban"), self._bans(), "")
        states: list[tuple[object, str]] = [("", tr("tất cả")), *((key, mark_word(key)) for key in _STATUSES)]
        self._status = ChipMenu(tr("Tình trạng"), states, "")
        self._chips = {key: Chip(mark_word(key), key=key, mark=key) for key in _MARKED}
        self._nobody = Chip(tr("Chưa phân công"), key="nobody")
        self._nobody.hide()
        for widget in (self._ban, self._status, *self._chips.values(), self._nobody):
            self.add(widget)
        for menu in (self._ban, self._status):
            menu.changed.connect(lambda _value: self.changed.emit())
        for chip in (*self._chips.values(), self._nobody):
            chip.toggled.connect(lambda _on: self.changed.emit())

    def wanted(self) -> Filter:
        """Which tasks are to be shown."""
        statuses = {str(self._status.value())} if self._status.value() else set()
        statuses |= {key for key, chip in self._chips.items() if chip.isChecked()}
        return Filter(str(self._ban.value() or ""), frozenset(statuses), self._nobody.isChecked())

    def count(self, tree: Iterable[ProgrammeNode], rows: Rows) -> None:
        """Say how many tasks each chip would leave, and offer the bans there are now."""
        self._ban.set_options(self._bans(), self._ban.value())
        own = [row for row in rows.values() if row["lifecycle"] == "open" and row["scope"] == "own"]
        for key, chip in self._chips.items():
            chip.set_count(sum(row["status"] == key for row in own))
        lacking = Filter(nobody=True)
        free = sum(lacking.takes(task, rows.get(task.id)) for programme in tree for task in programme.tasks)
        self._nobody.set_count(free)
        # Where everything is given out, the chip only takes room.
        self._nobody.setVisible(free > 0 or self._nobody.isChecked())

    def ask(self, *, ban_id: object = None, status: str = "") -> None:
        """Ask for the tasks of a ban, or of one state, and nothing else."""
        code = next((line.code for line in bans.ban_lines(self._session) if line.id == ban_id), "")
        with QSignalBlocker(self):
            self._ban.set_options(self._bans(), code)
            self._status.set_value("" if status in _MARKED else status)
            for key, chip in self._chips.items():
                chip.setChecked(key == status)
            self._nobody.setChecked(status == "nobody")
        self.changed.emit()

    def _bans(self) -> list[tuple[object, str]]:
        lines = bans.ban_lines(self._session)
        return [("", tr("tất cả")), *((line.code, line.name) for line in lines)]
