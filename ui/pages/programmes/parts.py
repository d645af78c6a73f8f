"""Parts of the details panel: the words of a document quoted, and what was logged by quarter."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.plan import periods
from app.plan.grid import Earlier
from app.words import GIVEN, STATES
from ui.fonts import Role
from ui.tokens import tokens
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
