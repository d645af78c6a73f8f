"""The line at the bottom: saved when, how the period stands; at the right what waits, each a small button (LOOK 4)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from app.i18n import tr
from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.marks import paint_mark
from ui.tokens import PAD, STATUS, hairline, tokens
from ui.widgets.label import Label


@dataclass(frozen=True)
class StatusItem:
    """Something that waits or that is good to know, with what a click does. Without ``text`` only the icon shows."""

    key: str
    text: str
    icon: str = ""
    mark: str = ""
    tone: str = "text2"
    on: Callable[[], object] | None = None
    name: str = ""


class _Item(QAbstractButton):
    def __init__(self, item: StatusItem) -> None:
        super().__init__()
        self.item = item
        self.setAccessibleName(item.name or item.text)
        self.setToolTip(item.name)
        self.setFixedHeight(STATUS - 2)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if item.on is None:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        else:
            on = item.on
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(lambda _checked=False: on())

    def sizeHint(self) -> QSize:
        sign = 20 if self.item.icon or self.item.mark else 0
        words = metrics(Role.SMALL).horizontalAdvance(self.item.text) if self.item.text else -6
        return QSize(8 + sign + words + 8, STATUS - 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        if self.underMouse() and self.item.on is not None:
            painter.fillRect(self.rect(), t.sel)
        x, middle = 8, self.height() / 2
        if self.item.mark:
            paint_mark(painter, self.item.mark, x, middle - 6)
        elif self.item.icon:
            paint_icon(painter, self.item.icon, x, middle - 7, 14, t.named(self.item.tone))
        x += 20 if self.item.icon or self.item.mark else 0
        painter.setFont(font(Role.SMALL))
        painter.setPen(t.named(self.item.tone))
        painter.drawText(self.rect().adjusted(x, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.item.text)
        if self.hasFocus():
            painter.setPen(QPen(t.accent, 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))


class StatusBar(QWidget):
    """Quiet when all is well."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Trạng thái"))
        self.setFixedHeight(STATUS)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(PAD, 1, PAD - 8, 0)
        self._row.setSpacing(4)
        self._saved = Label(role=Role.SMALL, tone="ok")
        self._saved.setContentsMargins(20, 2, 16, 1)
        self._state = Label(role=Role.SMALL, tone="text2", elide=True)
        self._row.addWidget(self._saved)
        self._row.addWidget(self._state)
        self._row.addStretch(1)
        self._items: list[_Item] = []
        self.set_saved("")

    def set_saved(self, text: str) -> None:
        """When the last change was saved, e.g. "Đã lưu 16:41"."""
        self._saved.setText(text)
        self._saved.setVisible(bool(text))
        self.update()

    def set_state(self, text: str) -> None:
        """How the period stands."""
        self._state.setText(text)

    def set_items(self, items: Sequence[StatusItem]) -> None:
        """What stands at the right."""
        if [item.item for item in self._items] == list(items):
            return
        for old in self._items:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._items = [_Item(item) for item in items]
        for item in self._items:
            self._row.addWidget(item)

    def focus_item(self, key: str) -> bool:
        """Put the focus on an item; whether it is there."""
        item = next((item for item in self._items if item.item.key == key), None)
        if item is not None:
            item.setFocus(Qt.FocusReason.OtherFocusReason)
        return item is not None

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), t.window)
        painter.setPen(hairline(t.line))
        painter.drawLine(0, 0, self.width(), 0)
        if not self._saved.isHidden():
            paint_icon(painter, "check", PAD, self.height() / 2 - 6.5, 14, t.ok)
