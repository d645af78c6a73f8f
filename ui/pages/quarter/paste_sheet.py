"""The preview of a block that does not wholly fit: every cell, the bad ones marked, the reason at the end of its row."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from ui.fonts import Role
from ui.models.rows_model import RowsModel
from ui.pages.quarter.pasting import PasteCell, PastePlan
from ui.tokens import ROW
from ui.widgets.buttons import Button
from ui.widgets.cells import Cell
from ui.widgets.label import Label
from ui.widgets.list_view import ListView
from ui.widgets.sheet import Sheet

_MOST = 500
"""So many rows of a block are shown; those that do not fit come first when there are more."""

_WIDTHS = (44, 42, 260)
_CELL = 112
_WHY = 2


class PasteSheet(Sheet):
    """``on`` is called when the cells that fit are to be pasted."""

    def __init__(self, plan: PastePlan, on: Callable[[], object]) -> None:
        super().__init__(tr("Dán từ bảng tính"), width=860)
        good, bad = len(plan.cells), len(plan.faults)
        said = tr("{n}/{m} dòng vừa với lưới; {bad} ô không dán được.", n=plan.whole_rows, m=len(plan.rows), bad=bad)
        self.said = Label(said, Role.MEDIUM, wrap=True)
        self.body.addWidget(self.said)
        rule = tr("Ô có dấu tam giác để nguyên như cũ. Sửa trong bảng tính rồi dán lại cũng được; chưa có gì được ghi.")
        self.body.addWidget(Label(rule, tone="text2", wrap=True))
        self.view = _table(plan)
        self.view.current_moved.connect(self._say_why)
        self.body.addWidget(self.view, 1)
        self.why = Label("", tone="bad", wrap=True)
        self.body.addWidget(self.why)
        self.primary = self.set_primary(tr("Dán {n} ô hợp lệ", n=good) if good else tr("Không có ô nào dán được"), on)
        self.primary.setEnabled(good > 0)
        self._leave = self.add_button(Button(tr("Thôi"), self.close_sheet))

    def open_over(self, host: QWidget) -> None:
        """Open on the first row that does not fit, so that its reason is read at once, and on the button that pastes the others."""
        super().open_over(host)
        model = self.view.model()
        bad = (line for line in range(model.rowCount()) if model.index(line, _WHY).data())
        self.view.setCurrentIndex(model.index(next(bad, 0), 0))
        (self.primary if self.primary.isEnabled() else self._leave).setFocus()

    def _say_why(self, index: QModelIndex) -> None:
        """The reasons of the row one stands on, in full."""
        self.why.setText(str(index.siblingAtColumn(_WHY).data() or "") if index.isValid() else "")


def _table(plan: PastePlan) -> ListView:
    titles = [tr("Dòng"), tr("TT"), tr("Vì sao không vừa"), *(title or tr("ngoài lưới") for title in plan.titles)]
    model = RowsModel(titles, (0,))
    order = list(range(len(plan.rows)))
    if len(plan.rows) > _MOST:
        order = sorted(order, key=lambda at: not any(cell.why for cell in plan.rows[at]))[:_MOST]
    model.set_rows([_cells(plan, at) for at in order], order)
    view = ListView(name=tr("Các ô của khối sẽ dán"), sortable=False)
    view.setModel(model)
    model.setParent(view)
    view.set_widths([*_WIDTHS, *[_CELL] * len(plan.titles)])
    view.setMinimumHeight(min(len(plan.rows), 12) * ROW + 2 * ROW)
    return view


def _cells(plan: PastePlan, at: int) -> list[Cell]:
    row = plan.rows[at]
    reasons = list(dict.fromkeys(cell.why for cell in row if cell.why))
    head = [
        Cell(str(at + 1), tone="text2", right=True),
        Cell(plan.numbers[at], tone="text2"),
        Cell("; ".join(reasons), tone="bad"),
    ]
    missing = [Cell("")] * (len(plan.titles) - len(row))
    return [*head, *map(_cell, row), *missing]


def _cell(cell: PasteCell) -> Cell:
    text = " ".join(cell.text.split())
    if cell.why:
        return Cell(text, mark="overdue", tone="bad", ground="bad_soft")
    return Cell(text, tone="text" if cell.to is not None else "text3")
