"""A few words behind an icon, in one colour."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.tokens import tokens

HEIGHT, LEAD = 22, 22


class IconWords(QWidget):
    """Hidden while it has nothing to say. ``name`` is what a screen reader says where the words alone are too short."""

    def __init__(self, icon: str, *, icon_tone: str = "text2", tone: str = "text") -> None:
        super().__init__()
        self._icon, self._icon_tone, self._tone, self._words = icon, icon_tone, tone, ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, words: str) -> None:
        """Show these words; nothing hides it."""
        self._words = words
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """What it says."""
        return self._words

    def sizeHint(self) -> QSize:
        return QSize(LEAD + metrics(Role.BODY).horizontalAdvance(self._words) + 1, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAD, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        paint_icon(painter, self._icon, 0, (self.height() - 16) / 2, 16, t.named(self._icon_tone))
        painter.setFont(font(Role.BODY))
        painter.setPen(t.named(self._tone))
        room = self.rect().adjusted(LEAD, 0, 0, 0)
        shown = metrics(Role.BODY).elidedText(self._words, Qt.TextElideMode.ElideRight, room.width() + 1)
        self.setToolTip("" if shown == self._words else self._words)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
