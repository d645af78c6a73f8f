"""A document without pages of its own (Word, text, pasted) as one long sheet."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.plan_import.source import Source
from ui.pages.plan_import.paper import EDGE, GUTTER, ZOOMS, Paper, middle_line
from ui.pages.plan_import.typeset import Set, Typeset
from ui.tokens import Tokens

_TOP, _RIGHT = 28, 34
_WIDEST = 760


class TextPaper(Paper):
    """Set anew when its width or enlargement changes."""

    def __init__(self, source: Source, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._scale = 0.0
        self._set = Typeset(Source(source.name, source.kind, (), source.whole_paragraphs), 300)

    def arrange(self) -> None:
        """Set the lines anew where width or enlargement are others."""
        scale = ZOOMS[self.zoom_at]
        width = max(160.0, self._sheet_width() - GUTTER - _RIGHT)
        if (width, scale) != (self._set.width, self._scale):
            self._scale = scale
            self._set = Typeset(self.source, width, scale)

    def paper_height(self) -> float:
        """How high the sheet is."""
        return self._set.height + 2 * _TOP + 2 * EDGE if self._set.placed else 0.0

    def reach(self, first: int, last: int) -> tuple[float, float] | None:
        """From where to where these lines reach."""
        span = self._set.span(first, last)
        return None if span is None else (span[0] + EDGE + _TOP, span[1] + EDGE + _TOP)

    def line_at(self, place: QPointF) -> int:
        """The line at a place of the sheet or of its margin."""
        line = self._set.at(place.x() - self._left() - GUTTER, place.y() - EDGE - _TOP)
        return line.number if line is not None else 0

    def place_words(self) -> str:
        """The line about where one reads."""
        total = self.source.lines[-1].number if self.source.lines else 0
        return tr("Dòng {n}/{total}", n=max(middle_line(self), 1), total=total) if total else ""

    def _sheet_width(self) -> int:
        return min(self.viewport().width() - 2 * EDGE, round(_WIDEST * max(1.0, ZOOMS[self.zoom_at])))

    def _left(self) -> int:
        return max(EDGE, (self.viewport().width() - self._sheet_width()) // 2)

    def paint_paper(self, painter: QPainter, t: Tokens, top: float, bottom: float) -> None:
        """Paint the lines that can be seen."""
        left = self._left()
        sheet = QRect(left, EDGE, self._sheet_width(), round(self._set.height + 2 * _TOP))
        self.paint_sheet(painter, t, sheet)
        origin = QPointF(left + GUTTER, EDGE + _TOP)
        shown = list(self._set.between(top - origin.y(), bottom - origin.y()))
        span = self._set.span(self.selected_lines[0], self.selected_lines[-1]) if self.selected_lines else None
        if span is not None:
            ground = QRectF(origin.x() - 6, origin.y() + span[0] - 2, self._set.width + 12, span[1] - span[0] + 5)
            painter.fillRect(ground, t.sel)
        painter.setPen(t.text)
        for one in shown:
            one.layout.draw(painter, origin + QPointF(one.x, one.y), self._formats(one, t))
            self.paint_tags(painter, t, one.line.number, left + GUTTER - 12, origin.y() + one.y + 2)
            painter.setPen(t.text)

    def _formats(self, one: Set, t: Tokens) -> Sequence[QTextLayout.FormatRange]:
        found = []
        for first, last in self.marks_of(one.line.number):
            mark = QTextLayout.FormatRange()
            mark.start, mark.length = first, last - first
            look = QTextCharFormat()
            look.setBackground(t.warn_soft)
            mark.format = look
            found.append(mark)
        return found
