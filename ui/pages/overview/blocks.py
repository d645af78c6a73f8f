"""The blocks of the overview: a painted table of figures with its own heading, legend and link."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.fonts import Role, font, metrics
from ui.marks import paint_mark
from ui.pages.overview.painted import Column, PaintedTable
from ui.tokens import hairline, tokens
from ui.widgets.buttons import Button
from ui.widgets.label import Label


class Block(QWidget):
    """A heading, what explains the marks, an optional link at the right, and the painted table."""

    def __init__(self, title: str, columns: Sequence[Column], opened: Callable[[object], object]) -> None:
        super().__init__()
        self.table = PaintedTable(title, columns, opened)
        self._heading = QHBoxLayout()
        self._heading.setSpacing(12)
        self._heading.addWidget(Label(title, Role.SECTION))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._heading)
        column.addWidget(self.table)

    def legend(self, mark: str, words: str) -> None:
        """Explain a mark beside the heading, in the colour of labels: only the mark is coloured."""
        self._heading.addWidget(Legend(mark, words))

    def bar_legend(self, part: str, words: str) -> None:
        """Explain a part of a bullet chart beside the heading."""
        self._heading.addWidget(BarLegend(part, words))

    def link(self, words: str, on: Callable[[], object]) -> Button:
        """Close the heading with a link at the right."""
        self._heading.addStretch(1)
        link = Button(words, on, kind="link")
        self._heading.addWidget(link)
        return link


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
