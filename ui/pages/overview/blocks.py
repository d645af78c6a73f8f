"""The blocks of the overview: small tables of figures with their own heading and legend."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.fonts import Role, font, metrics
from ui.marks import paint_mark
from ui.models.rows_model import RowsModel
from ui.tokens import Tokens, hairline, tokens
from ui.widgets.bullet import paint_bullet, paint_share
from ui.widgets.buttons import Button
from ui.widgets.cells import ID_ROLE, Cell, Index, paint_cell
from ui.widgets.label import Label
from ui.widgets.list_view import ListView
from ui.widgets.row_delegate import RowDelegate

ROW, HEAD = 27, 26
BAR = 30


class Block(QWidget):
    """A heading, an optional link at the right, a table as high as its rows. ``opened`` gets the key and column of what was chosen."""

    def __init__(
        self,
        title: str,
        titles: Sequence[str],
        widths: Sequence[int],
        stretch: int,
        opened: Callable[[object, int], object],
        *,
        right: Sequence[int] = (),
    ) -> None:
        super().__init__()
        self.model = RowsModel(titles, right, self)
        self.view = ListView(name=title, row_height=ROW, sortable=False)
        self.view.setModel(self.model)
        self.view.set_widths(widths, stretch)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setSelectionMode(ListView.SelectionMode.NoSelection)
        self._opened = opened
        self.view.opened.connect(self._open)
        self.view.clicked.connect(self._open)
        self.heading = QHBoxLayout()
        self.heading.setSpacing(12)
        self.heading.addWidget(Label(title, Role.SECTION))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(2)
        column.addLayout(self.heading)
        column.addWidget(self.view)

    def dress(self, delegate: RowDelegate) -> None:
        """Let another delegate paint the rows; it is also told which row the mouse is over."""
        self.view.row_delegate = delegate
        self.view.setItemDelegate(delegate)

    def legend(self, mark: str, words: str) -> None:
        """Explain a mark beside the heading, in the colour of labels: only the mark is coloured."""
        self.heading.addWidget(Legend(mark, words))

    def link(self, words: str, on: Callable[[], object]) -> None:
        """Close the heading with a link at the right."""
        self.heading.addStretch(1)
        self.heading.addWidget(Button(words, on, kind="link"))

    def set_rows(
        self, rows: Sequence[Sequence[Cell]], keys: Sequence[object], titles: Sequence[str] | None = None
    ) -> None:
        """Show rows; the block becomes as high as they are."""
        self.model.set_rows(rows, keys, titles)
        self.view.setFixedHeight(HEAD + ROW * len(rows) + 2)

    def _open(self, index: QModelIndex) -> None:
        key = index.data(ID_ROLE)
        if key is not None:
            self._opened(key, index.column())


class Legend(QWidget):
    """A mark and what it means, small."""

    def __init__(self, mark: str, words: str) -> None:
        super().__init__()
        self._mark, self._words = mark, words
        self.setAccessibleName(words)
        self.setFixedSize(18 + metrics(Role.CAPTION).horizontalAdvance(words) + 2, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, self._mark, 0, 4, 10)
        painter.setFont(font(Role.CAPTION))
        painter.setPen(tokens().text2)
        painter.drawText(self.rect().adjusted(16, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._words)


class BarLegend(QWidget):
    """A part of a bullet chart and what it means: done, outlook, threshold."""

    def __init__(self, part: str, words: str) -> None:
        super().__init__()
        self._part, self._words = part, words
        self.setAccessibleName(words)
        self._bar = 3 if part == "threshold" else 14
        self.setFixedSize(self._bar + 6 + metrics(Role.CAPTION).horizontalAdvance(words) + 2, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        if self._part == "done":
            painter.fillRect(QRect(0, 6, 14, 7), t.accent)
        elif self._part == "outlook":
            painter.setPen(hairline(t.accent))
            painter.drawRect(QRect(0, 6, 13, 6))
        else:
            painter.fillRect(QRect(0, 3, 2, 12), t.text)
        painter.setFont(font(Role.CAPTION))
        painter.setPen(t.text2)
        painter.drawText(self.rect().adjusted(self._bar + 5, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._words)


class HeatDelegate(RowDelegate):
    """Paints the grounds of a heat map as cells of 58 x 23 in 60 x 28, so that they stand apart (LOOK § 5)."""

    def paint_ground(
        self, painter: QPainter, rect: QRect, cell: Cell, t: Tokens, *, selected: bool, hovered: bool
    ) -> None:
        super().paint_ground(painter, rect, Cell(), t, selected=selected, hovered=hovered)
        if cell.ground:
            painter.fillRect(rect.adjusted(1, 2, -1, -3), t.named(cell.ground))


class BulletDelegate(RowDelegate):
    """Paints a bullet chart in one column; its values come with the cell's tail: done|outlook|at most."""

    def __init__(self, parent: ListView, column: int) -> None:
        super().__init__(parent, row_height=ROW)
        self._column = column

    def paint_content(self, painter: QPainter, rect: QRect, index: Index, cell: Cell, t: Tokens) -> None:
        if index.column() != self._column or not cell.tail:
            paint_cell(painter, rect, cell, t)
            return
        done, outlook, at_most = cell.tail.split("|")
        bar = rect.adjusted(8, 2, -8, -3)
        paint_bullet(painter, bar, float(done), float(outlook) if outlook else None, 1.0, at_most=at_most == "1")


class ShareDelegate(RowDelegate):
    """Paints a share bar before the number in one column; the cell's tail is done|total|bad|largest."""

    def __init__(self, parent: ListView, column: int) -> None:
        super().__init__(parent, row_height=ROW)
        self._column = column

    def paint_content(self, painter: QPainter, rect: QRect, index: Index, cell: Cell, t: Tokens) -> None:
        if index.column() != self._column or not cell.tail:
            paint_cell(painter, rect, cell, t)
            return
        total, bad, largest = (int(part) for part in cell.tail.split("|"))
        width = max(2, round(BAR * total / largest)) if largest else 0
        bar = QRect(rect.left() + 8, rect.top(), width, rect.height() - 1)
        paint_share(painter, bar, 0, total, bad)
        paint_cell(
            painter, QRect(bar.right(), rect.top(), rect.right() - bar.right(), rect.height()), Cell(cell.text), t
        )
