"""A section of things that each have a value of the program's and perhaps one of the office's: a list, and below it the chosen one."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout

from ui.context import PageContext
from ui.models.rows_model import ROOT, RowsModel
from ui.pages.settings.section import Section
from ui.widgets.buttons import Button
from ui.widgets.cells import ID_ROLE, Cell
from ui.widgets.list_view import ListView

ROWS_SHOWN = 7


class ChosenList(Section):
    """Heirs give the rows (``read``), show the chosen one (``show_chosen``) and say what the buttons do."""

    def __init__(self, context: PageContext, words: tuple[str, str], titles: Sequence[str], widths: list[int]) -> None:
        super().__init__(context, *words)
        self._model = RowsModel(titles, (), self)
        self.view = ListView(name=words[0], sortable=False)
        self.view.setModel(self._model)
        self.view.set_widths(widths, stretch=0)
        self.view.setFixedHeight(26 + 28 * ROWS_SHOWN)
        self.view.current_moved.connect(self._moved)
        self.add(self.view)

    def add_buttons(self, *buttons: Button) -> None:
        """Buttons beside each other, at the left."""
        row = QHBoxLayout()
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def read(self) -> tuple[list[list[Cell]], list[str]]:
        """The rows and the name of each."""
        raise TypeError(type(self).__name__)

    def show_chosen(self, name: str) -> None:
        """Show the chosen one below the list."""
        raise TypeError(type(self).__name__)

    @property
    def chosen(self) -> str:
        """The name of the row it stands on."""
        return str(self.view.currentIndex().data(ID_ROLE) or "")

    def stand_on(self, name: str) -> None:
        """Go to a row by its name."""
        rows = range(self._model.rowCount(ROOT))
        row = next((row for row in rows if self._model.index(row, 0).data(ID_ROLE) == name), 0)
        self.view.setCurrentIndex(self._model.index(row, 0))

    def refresh(self) -> None:
        """Read the rows anew and stay on the same one."""
        before = self.chosen
        rows, names = self.read()
        self._model.set_rows(rows, names)
        self.stand_on(before)

    def _moved(self, index: QModelIndex) -> None:
        name = index.data(ID_ROLE)
        if name:
            self.show_chosen(str(name))
