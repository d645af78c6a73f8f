"""Paints the cells of the quarter grid (LOOK 5) and hands out their editors."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.fonts import Role, metrics
from ui.icons import paint_icon
from ui.marks import paint_mark, paint_nothing
from ui.pages.quarter.cell import GridCell
from ui.pages.quarter.columns import NOW, PLAN
from ui.pages.quarter.editor import Editor, StateList, TextEditor, is_key, is_newline, leaves
from ui.pages.quarter.model import GridModel, Index
from ui.pages.quarter.text_cache import PITCH, TextCache
from ui.tokens import ROW_TWO, Tokens, dashed, hairline, tokens

_SELECTED = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus
_WEIGHTS = {400: Role.BODY, 500: Role.MEDIUM, 600: Role.STRONG}
_SIDE = 8
_CORNER_ICONS = {"equal": ("equal", "warn_fill"), "tick": ("check", "ok"), "lock": ("lock", "text2")}


class CellPainter(QStyledItemDelegate):
    """One for the grid and its frozen columns."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = model
        self.texts = TextCache()
        self.current_line = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, ROW_TWO)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = tokens()
        rect: QRect = option.rect
        line, place = index.row(), index.column()
        if self.model.is_group(line):
            painter.fillRect(rect, t.alt)
            return
        state: QStyle.StateFlag = option.state
        cell = self.model.cell(line, place)
        focused = bool(state & _FOCUSED)
        here = line == self.current_line and self.model.columns[place].zone == PLAN
        self._paint_ground(painter, rect, cell, t, selected=here or (bool(state & _SELECTED) and not focused))
        self._paint_lines(painter, rect, place, t)
        if cell.edge:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), t.named(cell.edge))
        self._paint_content(painter, rect, cell, t)
        if focused:
            painter.setPen(QPen(t.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _paint_ground(self, painter: QPainter, rect: QRect, cell: GridCell, t: Tokens, *, selected: bool) -> None:
        ground = t.sel if selected else t.named(cell.ground) if cell.ground else t.base
        painter.fillRect(rect, ground)

    def _paint_lines(self, painter: QPainter, rect: QRect, place: int, t: Tokens) -> None:
        painter.setPen(hairline(t.line))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        columns = self.model.columns
        zone_ends = place + 1 < len(columns) and columns[place + 1].zone != columns[place].zone
        if zone_ends:
            painter.setPen(hairline(t.line2))
        painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())
        if columns[place].zone == NOW and columns[place - 1].zone != NOW:
            painter.fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), t.line2)

    def _paint_content(self, painter: QPainter, rect: QRect, cell: GridCell, t: Tokens) -> None:
        inner = rect.adjusted(_SIDE + (3 if cell.edge else 0), 4, -_SIDE, -4)
        if cell.missing:
            self._paint_missing(painter, rect, cell, t)
        elif cell.nothing:
            paint_nothing(painter, QRectF(inner), cell.nothing, right=cell.right)
        if cell.corner:
            inner.setRight(inner.right() - self._paint_corner(painter, rect, cell, t))
        if cell.mark:
            paint_mark(painter, cell.mark, inner.left(), self._first_middle(rect, cell) - 6)
            inner.setLeft(inner.left() + 18)
        elif cell.icon:
            painter_tone = t.named(cell.tone)
            paint_icon(painter, cell.icon, inner.left() - 2, self._first_middle(rect, cell) - 7, 14, painter_tone)
            inner.setLeft(inner.left() + 14)
        if cell.text or cell.second:
            self._paint_text(painter, rect, inner, cell, t)

    def _paint_text(self, painter: QPainter, rect: QRect, inner: QRect, cell: GridCell, t: Tokens) -> None:
        role = _WEIGHTS[cell.weight]
        low = rect.height() < ROW_TWO
        lines = 1 if low or cell.second or cell.right or cell.mark else 2
        width, x = inner.width(), float(inner.left())
        if cell.right:
            x = inner.right() + 1 - min(width, metrics(role).horizontalAdvance(cell.text))
        top = rect.top() + (rect.height() - PITCH - 1) / 2 if low else float(rect.top() + 4)
        painter.setPen(t.named(cell.tone))
        if cell.text:
            self.texts.paint(painter, (x, top), cell.text, width, role, lines)
        if cell.second and not low:
            self._paint_second(painter, inner, cell, t)

    def _paint_second(self, painter: QPainter, inner: QRect, cell: GridCell, t: Tokens) -> None:
        color, x = t.named(cell.second_tone), float(inner.left())
        y = inner.top() + PITCH + 1
        if cell.second_icon:
            paint_icon(painter, cell.second_icon, x, y + 2, 12, color)
            x += 18
        role = Role.SMALL_MEDIUM if cell.second_tone == "bad" else Role.SMALL
        if cell.right:
            x = inner.right() + 1 - min(inner.width(), metrics(role).horizontalAdvance(cell.second))
        painter.setPen(color)
        self.texts.paint(painter, (x, y), cell.second, int(inner.right() - x + 1), role, 1)

    def _paint_missing(self, painter: QPainter, rect: QRect, cell: GridCell, t: Tokens) -> None:
        painter.setPen(dashed(t.ctl))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = QRectF(rect).adjusted(8.5, 5.5, -9.5, -6.5)
        if cell.right:
            width = max(24, metrics(Role.BODY).horizontalAdvance(cell.missing) + 12)
            frame.setLeft(frame.right() - min(width, frame.width()))
        painter.drawRoundedRect(frame, 2, 2)
        painter.setPen(t.text3)
        x = frame.left() + (frame.width() - metrics(Role.BODY).horizontalAdvance(cell.missing)) / 2
        x = x if cell.right else frame.left() + 8
        self.texts.paint(painter, (x, frame.center().y() - 9), cell.missing, int(frame.width()), Role.BODY, 1)

    def _paint_corner(self, painter: QPainter, rect: QRect, cell: GridCell, t: Tokens) -> int:
        """Paint the marks top right; return how much room they take from the text."""
        right, taken = rect.right() - 5, 0
        for mark in cell.corner:
            if mark == "ear":
                top, edge = rect.top(), rect.right()
                ear = QPolygonF([QPointF(edge - 10, top), QPointF(edge, top), QPointF(edge, top + 10)])
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(t.accent)
                painter.drawPolygon(ear)
                right -= 12
                continue
            name, tone = _CORNER_ICONS[mark]
            paint_icon(painter, name, right - 14, rect.top() + 6, 14, t.named(tone))
            right -= 18
            taken += 18
        return taken

    def _first_middle(self, rect: QRect, cell: GridCell) -> float:
        if rect.height() < ROW_TWO:
            return rect.center().y() + 0.5
        return rect.top() + 4 + PITCH / 2 + 0.5


class GridDelegate(CellPainter):
    """The painter that also edits: it opens the editor of a column, and leaves it by the keys of a spreadsheet."""

    left = Signal(int, int)
    """A cell was left by a key: (rows, columns) to move by."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self.fresh = False

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self.model.columns[index.column()]
        editor: Editor
        if column.entry == "state":
            editor = StateList(parent)
            editor.chosen.connect(lambda: self._finish(editor, (1, 0)))
        else:
            editor = TextEditor(parent, many=column.entry == "text", right=column.right)
        editor.setAccessibleName(str(column.title))
        editor.place(option.rect)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = self.model.text_of(index.row(), index.column())
        if isinstance(editor, TextEditor):
            editor.begin(text, fresh=self.fresh)
        elif isinstance(editor, StateList):
            editor.begin(text)
        self.fresh = False

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, TextEditor | StateList):
            model.setData(index, editor.value())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        if isinstance(editor, TextEditor | StateList):
            editor.place(option.rect)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        editor.hide()
        super().destroyEditor(editor, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, TextEditor | StateList) and isinstance(event, QKeyEvent) and is_key(event):
            if isinstance(watched, TextEditor) and is_newline(event):
                watched.insertPlainText("\n")
                return True
            step = leaves(watched, event)
            if step is not None:
                self._finish(watched, step)
                return True
        return super().eventFilter(watched, event)

    def _finish(self, editor: Editor, step: tuple[int, int]) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.left.emit(*step)
