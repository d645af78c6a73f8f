"""The list at the left of the reports page: headings, and under them the papers with one grey line each."""

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter

from app.i18n import tr
from ui.models.rows_model import ROOT, RowsModel
from ui.pages.reports.choices import Choice
from ui.tokens import ROW, ROW_TWO, Tokens
from ui.widgets.cells import ID_ROLE, Cell, Index
from ui.widgets.list_view import ListView
from ui.widgets.row_delegate import RowDelegate

WIDTH = 270


class _Papers(RowsModel):
    """Headings cannot be chosen."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        choice = index.data(ID_ROLE)
        return super().flags(index) if isinstance(choice, Choice) and choice.name else Qt.ItemFlag.NoItemFlags


class _Plain(RowDelegate):
    """No hairlines: the papers are places to go to, not rows of a table."""

    def paint_ground(
        self, painter: QPainter, rect: QRect, cell: Cell, t: Tokens, *, selected: bool, hovered: bool
    ) -> None:
        """The row's ground, nothing below it."""
        heading = not cell.icon
        painter.fillRect(rect, t.sel if selected else t.alt if hovered and not heading else t.base)


class PaperList(ListView):
    """``chosen`` tells which paper is looked at."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(name=tr("Giấy tờ"), row_height=ROW_TWO, sortable=False)
        self.setFixedWidth(WIDTH)
        self.horizontalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.row_delegate = _Plain(self, row_height=ROW_TWO)
        self.setItemDelegate(self.row_delegate)
        self._papers = _Papers([""], (), self)
        self.setModel(self._papers)
        self.set_widths([WIDTH], 0)
        self._telling = True
        self.current_moved.connect(self._moved)

    def set_choices(self, choices: list[Choice], wanted: tuple[str, int | None] | None = None) -> None:
        """Show these papers and stand on ``wanted``, else on the first; without telling."""
        self._telling = False
        rows = [[_cell(choice)] for choice in choices]
        self._papers.set_rows(rows, choices)
        for row, choice in enumerate(choices):
            self.setRowHeight(row, ROW_TWO if choice.second else ROW + 4)
        self.select(wanted)
        self._telling = True

    def select(self, wanted: tuple[str, int | None] | None) -> None:
        """Stand on a paper by its key, else on the first."""
        keys = [self._choice(row) for row in range(self._papers.rowCount(ROOT))]
        places = [row for row, choice in enumerate(keys) if choice.name]
        row = next((place for place in places if keys[place].key == wanted), places[0] if places else None)
        if row is not None:
            self.setCurrentIndex(self._papers.index(row, 0))

    def current(self) -> Choice | None:
        """The paper it stands on."""
        choice = self.currentIndex().data(ID_ROLE)
        return choice if isinstance(choice, Choice) and choice.name else None

    def _choice(self, row: int) -> Choice:
        found = self._papers.index(row, 0).data(ID_ROLE)
        return found if isinstance(found, Choice) else Choice("")

    def _moved(self, index: QModelIndex) -> None:
        choice = index.data(ID_ROLE)
        if self._telling and isinstance(choice, Choice) and choice.name:
            self.chosen.emit(choice)


def _cell(choice: Choice) -> Cell:
    if not choice.name:
        return Cell(choice.title, tone="text2", weight=600, small=True)
    return Cell(choice.title, icon=choice.icon, second=choice.second, weight=500)
