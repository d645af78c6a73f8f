"""Text on the screen that never loses the tops of stacked capitals (Ẫ Ổ Ế)."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.fonts import Role, font
from ui.tokens import hairline, tokens

# Stacked capitals reach 2-5 px above the font's ascent (LOOK 2); a label at its size hint cuts them without this.
_ABOVE, _BELOW = 3, 1


class Label(QLabel):
    """A text in a role of the type scale and a colour by its token name.

    ``wrap`` lets it take several lines; ``elide`` ends a long text with "…" and puts all of it in the tooltip.
    """

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        tone: str = "text",
        *,
        wrap: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone, self._elide = tone, elide
        self._full = ""
        self._dressing = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(role))
        self.setContentsMargins(0, _ABOVE, 0, _BELOW)
        self.setWordWrap(wrap)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._dress()
        self.setText(text)

    def setText(self, text: str) -> None:
        self._full = text
        if self._elide:
            self.setAccessibleName(text)
            self._shorten()
        else:
            super().setText(text)

    def full_text(self) -> str:
        """The text before it was shortened."""
        return self._full

    def set_tone(self, tone: str) -> None:
        """Colour the text by a token name such as ``bad``."""
        self._tone = tone
        self._dress()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(24, hint.height()) if self._elide else hint

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._elide:
            hint.setWidth(QFontMetrics(self.font()).horizontalAdvance(self._full) + 2)
        return hint

    def changeEvent(self, event: QEvent) -> None:
        # Setting our palette changes it again; without the guard that would not end.
        if event.type() == QEvent.Type.ApplicationPaletteChange and not self._dressing:
            self._dress()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._elide:
            self._shorten()

    def _shorten(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(self._full, Qt.TextElideMode.ElideRight, self.width())
        super().setText(shown)
        self.setToolTip(self._full if shown != self._full else "")

    def _dress(self) -> None:
        self._dressing = True
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, tokens().named(self._tone))
        self.setPalette(palette)
        self._dressing = False


class Line(QWidget):
    """A horizontal hairline between two parts; ``strong`` ones frame."""

    def __init__(self, *, strong: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strong = strong
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(hairline(tokens().line2 if self._strong else tokens().line))
        painter.drawLine(0, 0, self.width(), 0)


class VLine(QWidget):
    """A vertical hairline."""

    def __init__(self, *, strong: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strong = strong
        self.setFixedWidth(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(hairline(tokens().line2 if self._strong else tokens().line))
        painter.drawLine(0, 0, 0, self.height())
