"""The document at the left: a paper that scrolls, with tags of what was recognised in its margin. What is selected stands on a soft ground.

``Paper`` knows tags, selection and keys; how the lines look and where they are is for those who set it: ``TextPaper``, ``PagePaper``.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.i18n import tr
from app.plan_import.review.spans import Tag
from app.plan_import.source import Source
from ui.fonts import sized
from ui.tokens import Tokens, hairline, tokens

EDGE = 16
GUTTER = 48
ZOOMS = (0.75, 0.87, 1.0, 1.15, 1.35, 1.6, 2.0)
_TAG_WIDTH, _TAG_HEIGHT = 26, 16
_STEP = 48
_MARGIN_SHOWN = 60
_LONG = 1_500
"""Lines; so many take a tenth of a second to be set."""

_REST_MS = 120

Spans = Mapping[int, Sequence[tuple[int, int]]]


class Paper(QAbstractScrollArea):
    """``picked`` tells which line was clicked, ``stepped`` asks for the item before or after and ``line_stepped`` for the line,
    ``scrolled`` tells that another place is shown.
    """

    picked = Signal(int)
    stepped = Signal(int)
    line_stepped = Signal(int)
    scrolled = Signal()
    left_for_draft = Signal()

    def __init__(self, source: Source, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self.zoom_at = ZOOMS.index(1.0)
        self._tags: Mapping[int, list[Tag]] = {}
        self._marks: Spans = {}
        self._selected: tuple[int, ...] = ()
        self._chosen: int = 0
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST_MS)
        self._resting.timeout.connect(self._settle)
        self.setAccessibleName(tr("Văn bản gốc"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._scrolled())

    # --- what subclasses say

    def arrange(self) -> None:
        """Set the document anew for the width there is and the enlargement chosen."""

    def paper_height(self) -> float:
        """How high everything is, in logical pixels."""
        return 0.0

    def reach(self, first: int, last: int) -> tuple[float, float] | None:
        """From where to where on the paper the lines of these numbers reach."""
        return None

    def line_at(self, place: QPointF) -> int:
        """The number of the line at a place of the paper; 0 where there is none."""
        return 0

    def paint_paper(self, painter: QPainter, t: Tokens, top: float, bottom: float) -> None:
        """Paint what can be seen between two heights; the painter stands at the top of the paper."""

    def place_words(self) -> str:
        """Where one is: "Trang 2/6"."""
        return ""

    # --- what the page tells

    def show_recognised(self, tags: Mapping[int, list[Tag]], marks: Spans) -> None:
        """Show what was recognised in the lines."""
        self._tags, self._marks = tags, marks
        self.viewport().update()

    def select_lines(self, lines: Sequence[int], entry: int = 0) -> None:
        """Lay a soft ground under lines (first, last) and bring them into view; ``entry`` is the item they belong to."""
        self._selected, self._chosen = tuple(lines), entry
        span = self.reach(lines[0], lines[-1]) if lines else None
        if span is not None:
            self._show_span(*span)
            words = " ".join(line.text for line in self.source.lines if lines[0] <= line.number <= lines[-1])
            self.setAccessibleDescription(words[:1000])
        self.viewport().update()

    def zoom(self, step: int) -> None:
        """Enlarge or reduce by a step; what is selected stays in view."""
        self.zoom_at = min(max(self.zoom_at + step, 0), len(ZOOMS) - 1)
        self._rearrange()
        self.select_lines(self._selected, self._chosen)

    @property
    def selected_lines(self) -> tuple[int, ...]:
        """The lines on the soft ground."""
        return self._selected

    # --- scrolling

    def _rearrange(self) -> None:
        self.arrange()
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(_STEP)
        bar.setRange(0, max(0, round(self.paper_height() - self.viewport().height())))
        self.viewport().update()

    def _show_span(self, top: float, bottom: float) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        margin = min(_MARGIN_SHOWN, room // 4)
        if bottom - bar.value() > room - margin:
            bar.setValue(
                round(
                    min(top - margin, bottom - room + margin)
                    if bottom - top > room - 2 * margin
                    else bottom - room + margin
                )
            )
        if top - bar.value() < margin:
            bar.setValue(round(top - margin))

    def _scrolled(self) -> None:
        self.viewport().update()
        self.scrolled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if len(self.source.lines) > _LONG and self.paper_height():
            # While an edge is dragged, a very long document is set only when the mouse rests.
            self._resting.start()
        else:
            self._settle()

    def _settle(self) -> None:
        self._rearrange()
        self.select_lines(self._selected, self._chosen)
        self.scrolled.emit()

    # --- keys and clicks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, key = self.verticalScrollBar(), event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        by_line = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Space: 1}
        if key in steps:
            (self.line_stepped if by_line else self.stepped).emit(steps[Qt.Key(key)])
        elif key in pages:
            bar.setValue(bar.value() + pages[Qt.Key(key)] * (bar.pageStep() - _STEP))
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_for_draft.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        line = self.line_at(event.position() + QPointF(0, self.verticalScrollBar().value()))
        if line and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(line)
        super().mousePressEvent(event)

    # --- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), t.window)
        top = self.verticalScrollBar().value()
        painter.translate(0, -top)
        self.paint_paper(painter, t, top, top + self.viewport().height())
        painter.resetTransform()
        if self.hasFocus():
            painter.setPen(QPen(t.accent, 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def paint_tags(self, painter: QPainter, t: Tokens, line: int, right: float, y: float) -> None:
        """Paint the tags of a line so that they end at ``right``."""
        for place, tag in enumerate(self._tags.get(line, ())[:2]):
            rect = QRectF(right - (_TAG_WIDTH + 3) * place - _TAG_WIDTH, y, _TAG_WIDTH, _TAG_HEIGHT)
            chosen = tag.entry == self._chosen
            color = t.accent if chosen else t.named(tag.tone)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(hairline(color))
            painter.setBrush(color if chosen else t.base)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
            painter.setFont(sized(10, 600))
            painter.setPen(t.on_accent if chosen else color)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, tag.word)
            painter.restore()

    def is_selected(self, line: int) -> bool:
        """Whether a line stands on the soft ground."""
        return bool(self._selected) and self._selected[0] <= line <= self._selected[-1]

    def marks_of(self, line: int) -> Sequence[tuple[int, int]]:
        """The numbers and times recognised in a line: (first, behind the last) character."""
        return self._marks.get(line, ())

    @staticmethod
    def paint_sheet(painter: QPainter, t: Tokens, rect: QRect) -> None:
        """Paint an empty sheet with its frame."""
        painter.fillRect(rect, t.base)
        painter.setPen(hairline(t.line2))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))


def middle_line(paper: Paper) -> int:
    """The line at about a third of what is shown: the one being read."""
    top = paper.verticalScrollBar().value()
    for share in (0.33, 0.2, 0.5, 0.05):
        line = paper.line_at(QPointF(EDGE + GUTTER + 4, top + paper.viewport().height() * share))
        if line:
            return line
    return 0
