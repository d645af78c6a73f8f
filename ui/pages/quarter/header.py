"""The grid's header in two levels: above, which quarter the columns belong to; below, the columns."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.pages.quarter.columns import NOW
from ui.pages.quarter.model import GridModel
from ui.tokens import HEAD_TWO, hairline, tokens

_HALF = HEAD_TWO // 2
_SIDE = 8


@dataclass(frozen=True)
class ZoneTitle:
    """What stands over a zone of columns."""

    text: str
    tone: str = "text2"
    icon: str = ""


class TwoLevelHeader(QHeaderView):
    """Paints itself; zones are the runs of columns that belong to one quarter. ``covered`` pixels at the left cannot be seen."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._grid = model
        self._zones: dict[str, ZoneTitle] = {}
        self.covered = 0
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(28)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_zones(self, zones: dict[str, ZoneTitle]) -> None:
        """Title the zones."""
        self._zones = zones
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEAD_TWO)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, dirty = tokens(), event.rect()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), t.window)
        for zone, rect in self._runs():
            if rect.left() <= dirty.right() and rect.right() >= dirty.left():
                self._paint_zone(painter, zone, rect)
        for place in range(self.count()):
            left = self.sectionViewportPosition(place)
            if (
                not self.isSectionHidden(place)
                and left <= dirty.right()
                and left + self.sectionSize(place) > dirty.left()
            ):
                self._paint_column(painter, place)
        painter.setPen(hairline(t.line2))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _runs(self) -> list[tuple[str, QRect]]:
        runs: list[tuple[str, QRect]] = []
        for place in range(min(self.count(), len(self._grid.columns))):
            if self.isSectionHidden(place):
                continue
            zone = self._grid.columns[place].zone
            rect = QRect(self.sectionViewportPosition(place), 0, self.sectionSize(place), _HALF)
            if runs and runs[-1][0] == zone:
                runs[-1] = zone, runs[-1][1].united(rect)
            else:
                runs.append((zone, rect))
        return runs

    def _paint_zone(self, painter: QPainter, zone: str, rect: QRect) -> None:
        t = tokens()
        painter.setPen(hairline(t.line2))
        painter.drawLine(rect.right(), 0, rect.right(), HEAD_TWO)
        if zone == NOW:
            painter.fillRect(QRect(rect.left(), 0, 1, HEAD_TWO), t.line2)
        title = self._zones.get(zone)
        if title is None:
            return
        # The words stay in sight while the zone scrolls sideways.
        inner = rect.adjusted(_SIDE, 2, -_SIDE, 0)
        inner.setLeft(max(inner.left(), self.covered + _SIDE))
        if title.icon:
            paint_icon(painter, title.icon, inner.left(), inner.center().y() - 6, 14, t.named(title.tone))
            inner.setLeft(inner.left() + 20)
        role = Role.SMALL_STRONG if title.tone == "accent" else Role.SMALL_MEDIUM
        painter.setFont(font(role))
        painter.setPen(t.named(title.tone))
        shown = metrics(role).elidedText(title.text, Qt.TextElideMode.ElideRight, max(0, inner.width()))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_column(self, painter: QPainter, place: int) -> None:
        t, column = tokens(), self._grid.columns[place]
        rect = QRect(self.sectionViewportPosition(place), _HALF, self.sectionSize(place), _HALF)
        inner = rect.adjusted(_SIDE, 0, -_SIDE, -2)
        if column.icon:
            paint_icon(painter, column.icon, rect.center().x() - 6, inner.center().y() - 6, 14, t.text2)
            return
        painter.setFont(font(Role.SMALL_MEDIUM))
        painter.setPen(t.text2)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        shown = metrics(Role.SMALL_MEDIUM).elidedText(
            str(column.title), Qt.TextElideMode.ElideRight, max(0, inner.width())
        )
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, shown)
