"""Text on the screen that never loses the tops of stacked capitals (Ẫ Ổ Ế)."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.fonts import Role, font
from ui.tokens import hairline, tokens

_DRESSING = (QEvent.Type.ApplicationPaletteChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange)


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
        self._worn: QColor | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(role))
        # Stacked capitals reach 2-6 px above the font's ascent (LOOK 2); a label at its size hint cuts them otherwise.
        self.setContentsMargins(0, max(3, role.value[0] // 4), 0, 1)
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
        if event.type() in _DRESSING:
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
        color = tokens().named(self._tone)
        # Setting our palette changes it again; without this that would not end.
        if color != self._worn:
            self._worn = color
            palette = self.palette()
            palette.setColor(QPalette.ColorRole.WindowText, color)
            self.setPalette(palette)


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
