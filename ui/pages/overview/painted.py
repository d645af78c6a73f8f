"""A small table of figures that paints itself: every mark in it leads somewhere, by click, by arrows and Enter, for screen readers too.

One widget in place of a table view with model, delegate and header: three of these stand on the overview, which must be there at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.pages.overview.spoken import speak_blocks
from ui.tokens import Tokens, hairline, row_pen, tokens
from ui.widgets.bullet import paint_bullet, paint_share
from ui.widgets.cells import Cell, paint_cell

ROW, HEAD = 27, 26
_MARGIN = 8
_BAR = 24
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


@dataclass(frozen=True)
class Bullet:
    """A bullet chart in a cell, as fractions of the threshold."""

    done: float
    outlook: float | None
    at_most: bool


@dataclass(frozen=True)
class Share:
    """A bar in a cell: how long against the longest, and how much of it is bad."""

    total: int
    bad: int
    largest: int


@dataclass(slots=True)
class Spot:
    """A cell, what it is called when spoken, and where it leads (None: nowhere). ``go`` is handed to the table's listener."""

    cell: Cell = field(default_factory=Cell)
    spoken: str = ""
    go: object = None
    chart: Bullet | Share | None = None


@dataclass(frozen=True)
class Column:
    """A column: heading, width (0: what is left over), right-aligned heading, and the least width of the table that shows it."""

    title: str
    width: int
    right: bool = False
    least: int = 0


class PaintedTable(QWidget):
    """``opened`` gets the ``go`` of the spot that was chosen; ``stood`` tells where the keys came to stand, to be scrolled to."""

    stood = Signal(QRect)

    def __init__(self, name: str, columns: Sequence[Column], opened: Callable[[object], object]) -> None:
        super().__init__()
        speak_blocks(PaintedTable)
        self.setAccessibleName(name)
        self._columns = list(columns)
        self._titles = [column.title for column in columns]
        self._strong_title = -1
        self._opened = opened
        self._rows: list[Sequence[Spot]] = []
        self._spots: list[tuple[int, int]] = []
        self._current = 0
        self._over: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setFixedHeight(HEAD + 2)

    # --- what is shown

    def set_rows(self, rows: Sequence[Sequence[Spot]], titles: Sequence[str] | None = None, strong: int = -1) -> None:
        """Show other rows, perhaps under other headings; ``strong`` is the column whose heading stands out. The place of the keys stays."""
        self._rows = list(rows)
        self._titles = list(titles) if titles is not None else self._titles
        self._strong_title = strong
        self._find_spots()
        self.setFixedHeight(HEAD + ROW * len(rows) + 2)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._find_spots()

    def _find_spots(self) -> None:
        """Which spots the keys can stand on: those that lead somewhere, in columns there is room for."""
        here = self._spots[self._current] if self._spots else (0, 0)
        shown = {column for column, (_, width) in enumerate(self._edges()) if width}
        self._spots = [
            (row, column)
            for row, cells in enumerate(self._rows)
            for column, spot in enumerate(cells)
            if spot.go is not None and column in shown
        ]
        self._current = self._spots.index(here) if here in self._spots else 0

    def rows(self) -> list[list[str]]:
        """What stands in each cell, as text."""
        return [[spot.cell.spoken() for spot in row] for row in self._rows]

    def spots(self) -> Sequence[tuple[int, int]]:
        """Row and column of each spot that leads somewhere, in reading order."""
        return self._spots

    def current_place(self) -> int:
        """The place of the spot the keys stand on."""
        return self._current

    def spoken_at(self, place: int) -> str:
        """What a spot is called."""
        row, column = self._spots[place]
        spot = self._rows[row][column]
        return spot.spoken or spot.cell.spoken()

    def spot_rect(self, place: int) -> QRect:
        """Where a spot is painted."""
        return self._rect(*self._spots[place])

    # --- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._spots:
            self._go(self._current)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._spots:
            self._stand(0 if event.key() == Qt.Key.Key_Home else len(self._spots) - 1)
        elif step is None or not self._move(*step):
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy the table with its headings, for a sheet."""
        lines = ["\t".join(self._titles), *("\t".join(row) for row in self.rows())]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._leading(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._leading(event.position().toPoint())
        if at is not None:
            self._stand(self._spots.index(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self._leading(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and at is not None and self._spots.index(at) == self._current:
            self._go(self._current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._at(event.pos())
            QToolTip.showText(event.globalPos(), self._tip(*at) if at is not None else "", self)
            return True
        return super().event(event)

    def _tip(self, row: int, column: int) -> str:
        spot = self._rows[row][column]
        return spot.spoken or spot.cell.spoken()

    def _go(self, place: int) -> None:
        row, column = self._spots[place]
        self._opened(self._rows[row][column].go)

    def _move(self, down: int, right: int) -> bool:
        """Go to the next spot that way; up and down to the nearest one of the next row that has any."""
        if not self._spots:
            return False
        row, column = self._spots[self._current]
        if right:
            onward = self._current + right
            if not 0 <= onward < len(self._spots) or self._spots[onward][0] != row:
                return True
            self._stand(onward)
            return True
        others = [spot for spot in self._spots if (spot[0] - row) * down > 0]
        if not others:
            return False
        nearest = min(others, key=lambda spot: (abs(spot[0] - row), abs(spot[1] - column)))
        self._stand(self._spots.index(nearest))
        return True

    def _stand(self, place: int) -> None:
        self._current = place
        self.update()
        self.stood.emit(self.spot_rect(place))
        self._tell()

    def _tell(self) -> None:
        """Let a screen reader follow."""
        if QAccessible.isActive() and self._spots:
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(self._current)
            QAccessible.updateAccessibility(event)

    def _hover(self, at: tuple[int, int] | None) -> None:
        if at != self._over:
            self._over = at
            self.setCursor(Qt.CursorShape.PointingHandCursor if at else Qt.CursorShape.ArrowCursor)
            self.update()

    # --- where things stand

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.height())

    def _edges(self) -> list[tuple[int, int]]:
        """Left and width of each column; nought wide where there is no room for it."""
        widths = [0 if self.width() < column.least else column.width for column in self._columns]
        left_over = max(60, self.width() - sum(widths))
        widths = [width if column.width else left_over for width, column in zip(widths, self._columns, strict=True)]
        edges, left = [], 0
        for width in widths:
            edges.append((left, width))
            left += width
        return edges

    def _rect(self, row: int, column: int) -> QRect:
        left, width = self._edges()[column]
        return QRect(left, HEAD + ROW * row, width, ROW)

    def _at(self, point: QPoint) -> tuple[int, int] | None:
        row = (point.y() - HEAD) // ROW
        if point.y() < HEAD or row >= len(self._rows):
            return None
        places = enumerate(self._edges())
        return next(((row, at) for at, (left, width) in places if left <= point.x() < left + width), None)

    def _leading(self, point: QPoint) -> tuple[int, int] | None:
        """The spot under the mouse; a bar or a figure that leads nowhere itself belongs to the first one of its row."""
        at = self._at(point)
        if at is None or at in self._spots:
            return at
        return next((spot for spot in self._spots if spot[0] == at[0]), None)

    # --- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, painter = tokens(), QPainter(self)
        edges = self._edges()
        self._paint_head(painter, edges, t)
        last = len(self._rows) - 1
        for row, spots in enumerate(self._rows):
            top = HEAD + ROW * row
            for column, spot in enumerate(spots):
                left, width = edges[column]
                if width:
                    self._paint_spot(painter, QRect(left, top, width, ROW), spot, t, over=self._over == (row, column))
            painter.setPen(hairline(t.line2) if row == last - 1 else row_pen(t))
            painter.drawLine(0, top + ROW - 1, self.width(), top + ROW - 1)
        if self.hasFocus() and self._spots:
            painter.setPen(QPen(t.accent, 2))
            painter.drawRect(self.spot_rect(self._current).adjusted(1, 1, -1, -2))

    def _paint_head(self, painter: QPainter, edges: Sequence[tuple[int, int]], t: Tokens) -> None:
        painter.setFont(font(Role.SMALL_MEDIUM))
        for place, ((left, width), column) in enumerate(zip(edges, self._columns, strict=True)):
            title = self._titles[place]
            if not width or not title:
                continue
            painter.setPen(t.accent if place == self._strong_title else t.text2)
            before = 1 if column.right else _MARGIN
            room = QRect(left + before, 0, width - before - _MARGIN, HEAD - 1)
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            shown = metrics(Role.SMALL_MEDIUM).elidedText(title, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setPen(hairline(t.line2))
        painter.drawLine(0, HEAD - 1, self.width(), HEAD - 1)

    @staticmethod
    def _paint_spot(painter: QPainter, rect: QRect, spot: Spot, t: Tokens, *, over: bool) -> None:
        if over:
            painter.fillRect(rect.adjusted(1, 1, -1, -2), t.alt)
        if spot.cell.ground:
            # Cells of 58 x 23 that stand apart (LOOK § 5).
            painter.fillRect(rect.adjusted(1, 2, -1, -3), t.named(spot.cell.ground))
        if isinstance(spot.chart, Bullet):
            bar = rect.adjusted(_MARGIN, 2, -_MARGIN, -3)
            paint_bullet(painter, bar, spot.chart.done, spot.chart.outlook, at_most=spot.chart.at_most)
        elif isinstance(spot.chart, Share):
            share = spot.chart
            width = max(2, round(_BAR * share.total / share.largest)) if share.largest else 0
            paint_share(painter, QRect(rect.left() + _MARGIN, rect.top(), width, ROW - 1), 0, share.total, share.bad)
            paint_cell(painter, rect.adjusted(width + _MARGIN, 0, 0, 0), spot.cell, t)
        elif spot.cell.icon and not spot.cell.text:
            paint_icon(
                painter, spot.cell.icon, rect.center().x() - 7, rect.top() + 6, 14, t.accent if over else t.text2
            )
        else:
            paint_cell(painter, rect, spot.cell, t)
