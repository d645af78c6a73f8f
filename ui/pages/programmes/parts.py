"""Small parts of the page: the words of a document quoted, what was logged by quarter, a line that can be corrected."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.plan import periods
from app.plan.grid import Earlier
from app.words import GIVEN, STATES
from ui.fonts import Role
from ui.tokens import tokens
from ui.widgets.buttons import Button
from ui.widgets.label import Label

_PERIOD_WIDTH, _PERCENT_WIDTH = 58, 42


class Quote(QWidget):
    """What a document says, with a line at its left."""

    def __init__(self, text: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 0, 2)
        column.addWidget(Label(text, wrap=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, 3, self.height(), tokens().bar)


class Logged(QWidget):
    """The quarters in which something was logged: period, percent, state and result. The period that is open stands out."""

    def __init__(self, entries: Sequence[Earlier], period: str) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, _PERIOD_WIDTH)
        grid.setColumnMinimumWidth(1, _PERCENT_WIDTH)
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, entry in enumerate(entries):
            now = entry.period == period
            share = "" if entry.percent is None else f"{entry.percent}%"
            grid.addWidget(Label(_short(entry.period), Role.STRONG if now else Role.BODY), row, 0, top)
            grid.addWidget(Label(share, Role.STRONG if now else Role.BODY), row, 1, top | Qt.AlignmentFlag.AlignRight)
            grid.addWidget(Label(_said(entry), tone="text" if now else "text2", wrap=True), row, 2, top)


def _short(period: str) -> str:
    """ "III/2026" where the whole is "Quý III/2026": the heading says that these are quarters."""
    return str(periods.label(period)).removeprefix("Quý ")


def _said(entry: Earlier) -> str:
    """The result; the state leads where it is not what a percent says anyway."""
    state = str(STATES.get(entry.state, "")) if entry.state and entry.state != "in_progress" else ""
    given = str(GIVEN[entry.given]) if entry.given in GIVEN and entry.given != "value" else ""
    said = " · ".join(part for part in (given or state, entry.result) if part)
    return said or str(STATES.get(entry.state, "–"))


class Line(QWidget):
    """Words that wrap, with a link at their right."""

    def __init__(self, text: str, link: Button) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(Label(text, wrap=True), 1)
        row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)


def _size(control: QWidget) -> QSize:
    return control.sizeHint().expandedTo(control.minimumSize())


class AtRight(QWidget):
    """Controls at the right end of a bar that give way one after the other where it is too narrow, the first one first."""

    GAP = 8

    def __init__(self, controls: Sequence[QWidget]) -> None:
        super().__init__()
        self._controls = list(controls)
        for control in controls:
            control.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        sizes = [_size(control) for control in self._controls]
        return QSize(
            sum(size.width() for size in sizes) + self.GAP * (len(sizes) - 1), max(size.height() for size in sizes)
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        right = self.width()
        for control in reversed(self._controls):
            size = _size(control)
            left = right - size.width()
            control.setVisible(left >= 0)
            control.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())
            right = left - self.GAP
