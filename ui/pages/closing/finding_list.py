"""The lines of a step: findings and what waits for a judgement, under the names of those who owe them."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QModelIndex, Signal

from app.i18n import tr
from app.plan.closing import Finding
from app.plan.judging import ToJudge
from ui.models.rows_model import RowsModel
from ui.pages.closing.steps import Owner
from ui.widgets.cells import ID_ROLE, Cell
from ui.widgets.list_view import ListView

Made = tuple[list[str], list[int], list[list[Cell]], list[object]]
"""Headings, widths, rows, and what each row is about."""

T = TypeVar("T")


class FindingList(ListView):
    """``led`` brings the finding or submitted fact that was opened, ``reminding`` the owner who is to be reminded."""

    led = Signal(object)
    reminding = Signal(object)
    choice_changed = Signal()

    def __init__(self) -> None:
        super().__init__(name=tr("Việc cần xem"), sortable=False)
        self._rows = RowsModel(["", ""], (), self)
        self.setModel(self._rows)
        self.opened.connect(self.lead)
        self.clicked.connect(self._clicked)
        self.selectionModel().selectionChanged.connect(lambda *_: self.choice_changed.emit())

    def fill(self, made: Made) -> None:
        """Show rows; the keys stay on the line they stood on, or on the one that took its place."""
        titles, widths, rows, keys = made
        here = self.currentIndex()
        before, place = here.data(ID_ROLE), here.row()
        self._rows.set_rows(rows, keys, titles)
        self.set_widths(widths, 1)
        if keys:
            place = keys.index(before) if before in keys else min(max(place, 0), len(keys) - 1)
            if isinstance(keys[place], Owner):
                place = min(place + 1, len(keys) - 1)
            self.setCurrentIndex(self._rows.index(place, 1))
        self.choice_changed.emit()

    def chosen(self, kind: type[T]) -> Sequence[T]:
        """What is selected and of one kind, from the top."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        found = (self._rows.index(row, 0).data(ID_ROLE) for row in rows)
        return [one for one in found if isinstance(one, kind)]

    def lines(self) -> int:
        """How many lines there are, without the names above them."""
        keys = (self._rows.index(row, 0).data(ID_ROLE) for row in range(self._rows.rowCount()))
        return sum(isinstance(key, Finding | ToJudge) for key in keys)

    def lead(self, index: QModelIndex) -> None:
        """Lead to what a line is about, or remind whom it names."""
        what = index.data(ID_ROLE)
        if isinstance(what, Owner):
            self.reminding.emit(what)
        elif isinstance(what, Finding | ToJudge):
            self.led.emit(what)

    def lead_current(self) -> None:
        """Lead to what the keys stand on, else to the first line."""
        index = self.currentIndex()
        self.lead(index if index.isValid() else self._rows.index(0, 0))

    def _clicked(self, index: QModelIndex) -> None:
        if isinstance(index.data(ID_ROLE), Owner) and index.column() == self._rows.columnCount() - 1:
            self.lead(index)
