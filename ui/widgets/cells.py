"""What models give to lists and trees, how such a cell is painted, and how cells are copied as a table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QStaticText

from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.marks import nothing_word, paint_mark, paint_nothing
from ui.tokens import Tokens, tokens

# Plain integers: looking enum members up in data() and paint() costs milliseconds a repaint (NOTES-QT 3).
ID_ROLE: int = int(Qt.ItemDataRole.UserRole)
CELL_ROLE: int = ID_ROLE + 1
DISPLAY_ROLE: int = int(Qt.ItemDataRole.DisplayRole)
ALIGN_ROLE: int = int(Qt.ItemDataRole.TextAlignmentRole)

Index = QModelIndex | QPersistentModelIndex
ROW_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows

_ELIDE = Qt.TextElideMode.ElideRight
_ROLES = {
    (False, 400): Role.BODY,
    (False, 500): Role.MEDIUM,
    (False, 600): Role.STRONG,
    (True, 400): Role.SMALL,
    (True, 500): Role.SMALL_MEDIUM,
    (True, 600): Role.SMALL_STRONG,
}
_MARGIN = 8


@dataclass(slots=True)
class Cell:
    """Everything one cell shows, so that painting asks the model once.

    ``tone``, ``tail_tone`` and ``ground`` are token names; ``mark`` and ``icon`` stand before the text; ``tail`` is a
    small word after it; ``second`` a second line (rows of 44 px); ``nothing`` one of the kinds of nothing.
    Not frozen only because that would make it three times as slow to build, and lists build thousands.
    """

    text: str = ""
    mark: str = ""
    icon: str = ""
    tone: str = "text"
    weight: int = 400
    right: bool = False
    nothing: str = ""
    second: str = ""
    ground: str = ""
    tail: str = ""
    tail_tone: str = "text2"
    small: bool = False

    def spoken(self) -> str:
        """The cell as plain text, for copying and screen readers."""
        return nothing_word(self.nothing) if self.nothing else self.text


def cell_of(index: Index) -> Cell:
    """The cell a model gives; models that know no cells are read by the usual roles."""
    cell = index.data(CELL_ROLE)
    if isinstance(cell, Cell):
        return cell
    align = index.data(ALIGN_ROLE)
    right = align is not None and bool(int(align) & int(Qt.AlignmentFlag.AlignRight))
    value = index.data(DISPLAY_ROLE)
    return Cell("" if value is None else str(value), right=right)


def paint_cell(painter: QPainter, rect: QRect, cell: Cell, t: Tokens | None = None) -> None:
    """Paint what stands in a cell, not its ground."""
    t = t or tokens()
    inner = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
    if cell.nothing:
        paint_nothing(painter, QRectF(inner), cell.nothing, right=cell.right)
        return
    first = inner
    if cell.second:
        half = inner.height() // 2
        first = inner.adjusted(0, 2, 0, -half + 2)
        below = inner.adjusted(_lead(cell), half - 1, 0, -3)
        _text(painter, below, cell.second, Role.SMALL, t.text2, right=cell.right)
    if cell.mark and not cell.text:
        x = first.right() - 12 if cell.right else first.left()
        paint_mark(painter, cell.mark, x, first.center().y() - 5.5)
        return
    _paint_first_line(painter, first, cell, t)


def _lead(cell: Cell) -> int:
    return (20 if cell.mark else 0) + (22 if cell.icon else 0)


def _paint_first_line(painter: QPainter, rect: QRect, cell: Cell, t: Tokens) -> None:
    role = _ROLES[cell.small, cell.weight]
    color = t.text if cell.tone == "text" else t.named(cell.tone)
    if cell.right:
        _text(painter, rect.adjusted(_lead(cell), 0, 0, 0), cell.text, role, color, right=True)
        taken = metrics(role).horizontalAdvance(cell.text)
        rect = rect.adjusted(max(0, rect.width() - taken - _lead(cell)), 0, 0, 0)
    x, middle = rect.left(), rect.top() + rect.height() / 2
    if cell.icon:
        paint_icon(painter, cell.icon, x, round(middle - 8), 16, t.text2)
        x += 22
    if cell.mark:
        paint_mark(painter, cell.mark, x, middle - 6)
        x += 20
    if cell.right:
        return
    rect = QRect(x, rect.top(), rect.right() - x + 1, rect.height())
    tail = metrics(Role.SMALL).horizontalAdvance(cell.tail) + 12 if cell.tail else 0
    _text(painter, rect.adjusted(0, 0, -tail, 0), cell.text, role, color)
    if cell.tail:
        after = min(metrics(role).horizontalAdvance(cell.text), rect.width() - tail) + 10
        _text(painter, rect.adjusted(after, 0, 0, 0), cell.tail, Role.SMALL, t.named(cell.tail_tone))


@lru_cache(maxsize=4096)
def _laid_out(text: str, role: Role, width: int) -> tuple[QStaticText, int]:
    """The text shortened to a width and shaped once, with its own width: shaping is the dearest part of a paint."""
    shown = metrics(role).elidedText(text.replace("\n", " "), _ELIDE, width)
    made = QStaticText(shown)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(font=font(role))
    return made, metrics(role).horizontalAdvance(shown)


def _text(painter: QPainter, rect: QRect, text: str, role: Role, color: QColor, *, right: bool = False) -> None:
    if not text:
        return
    laid_out, width = _laid_out(text, role, rect.width())
    painter.setFont(font(role))
    painter.setPen(color)
    x = rect.right() + 1 - width if right else rect.left()
    painter.drawStaticText(x, rect.top() + (rect.height() - metrics(role).height()) // 2, laid_out)


def table_of(
    model: QAbstractItemModel, indexes: Iterable[QModelIndex], place: Callable[[int], int] = int
) -> list[list[str]]:
    """The cells as rows of texts with a header row; holes stay empty. Columns by their ``place``, as in the model without one."""
    wanted = [(i, cell_of(i).spoken()) for i in indexes]
    columns = sorted({i.column() for i, _ in wanted}, key=place)
    heads = [str(model.headerData(c, Qt.Orientation.Horizontal) or "") for c in columns]
    rows: dict[tuple[int, ...], dict[int, str]] = {}
    for index, text in wanted:
        rows.setdefault(_place(index), {})[index.column()] = text
    return [heads, *([found.get(c, "") for c in columns] for _, found in sorted(rows.items()))]


def _place(index: QModelIndex) -> tuple[int, ...]:
    """Where a row stands in a tree, comparable with the other rows."""
    place: list[int] = []
    while index.isValid():
        place.append(index.row())
        index = index.parent()
    return tuple(reversed(place))


def copy_table(
    model: QAbstractItemModel,
    indexes: Iterable[QModelIndex],
    *,
    headings: bool = True,
    place: Callable[[int], int] = int,
) -> int:
    """Copy cells so that Excel and Word both paste a table; returns the number of rows without the headings."""
    rows = table_of(model, indexes, place)
    if len(rows) < 2:
        return 0
    copy_texts(rows if headings else rows[1:])
    return len(rows) - 1


def copy_texts(rows: Sequence[Sequence[str]]) -> None:
    """Copy rows of texts as a table, for programs that take text and for those that take tables."""
    plain = "\n".join("\t".join(_one_line(text) for text in row) for row in rows)
    cells = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in rows)
    data = QMimeData()
    data.setText(plain)
    data.setHtml(f"<table>{cells}</table>")
    QGuiApplication.clipboard().setMimeData(data)


def _one_line(text: str) -> str:
    """A cell of a TSV: quoted as Excel does it when it holds a tab, a line break or a quote."""
    if any(mark in text for mark in '\t\n"'):
        return '"' + text.replace('"', '""') + '"'
    return text
