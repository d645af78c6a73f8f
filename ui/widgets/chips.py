"""Filter chips: what a list can be narrowed to, with counts (LOOK 5)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QWidget

from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.marks import paint_mark
from ui.tokens import CHIP, FILTER_BAR, PAD, hairline, tokens

_SIDE = 11
_WHOLE = Qt.TextFlag.TextDontClip
LEAST_WIDTH = 72


class Chip(QAbstractButton):
    """A filter that is on or off. On, it takes the accent and shows ×."""

    def __init__(
        self,
        text: str,
        *,
        key: str = "",
        mark: str = "",
        icon: str = "",
        tone: str = "text2",
        count: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.key = key
        self._mark, self._icon, self._tone, self._count = mark, icon, tone, count
        self._end = "x"
        self.setCheckable(True)
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(CHIP)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggled.connect(lambda _on: self.updateGeometry())
        self._name()

    def set_count(self, count: int | None) -> None:
        """How many rows it would leave, given the other filters."""
        self._count = count
        self._name()
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """The words with their count."""
        return self.text() if self._count is None else f"{self.text()} {self._count}"

    def sizeHint(self) -> QSize:
        width = 2 * _SIDE + metrics(Role.SMALL_MEDIUM).horizontalAdvance(self.words())
        width += 18 if self._mark or self._icon else 0
        return QSize(width + (18 if self._shows_end() else 0), CHIP)

    def minimumSizeHint(self) -> QSize:
        """A chip too many for its bar ends its words with "…" rather than leave the screen."""
        return QSize(min(LEAST_WIDTH, self.sizeHint().width()), CHIP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() < self.sizeHint().width():
            self.setToolTip(self.words())
        elif self.toolTip() == self.words():
            self.setToolTip("")

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        x, middle = _SIDE, self.height() / 2
        if self._mark:
            paint_mark(painter, self._mark, x, middle - 6)
        elif self._icon:
            paint_icon(painter, self._icon, x - 1, middle - 7, 14, t.named(self._tone))
        x += 18 if self._mark or self._icon else 0
        painter.setFont(font(Role.SMALL_MEDIUM))
        painter.setPen(t.accent if self.isChecked() else t.text if self.isEnabled() else t.text3)
        words = self.rect().adjusted(x, 0, -_SIDE - (18 if self._shows_end() else 0), 0)
        shown = metrics(Role.SMALL_MEDIUM).elidedText(self.words(), Qt.TextElideMode.ElideRight, words.width() + 1)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | _WHOLE, shown)
        if self._shows_end():
            color = t.accent if self.isChecked() else t.text2
            paint_icon(painter, self._end, self.width() - _SIDE - 12, middle - 6, 12, color)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def _paint_ground(self, painter: QPainter) -> None:
        t = tokens()
        edge = t.accent if self.isChecked() or self.hasFocus() else t.ctl if self.underMouse() else t.line2
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.setBrush(t.sel if self.isChecked() else t.alt if self.underMouse() else t.base)
        inset = 1.0 if self.hasFocus() else 0.5
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)

    def _shows_end(self) -> bool:
        return self.isChecked()

    def _name(self) -> None:
        self.setAccessibleName(self.words())


class ChipMenu(Chip):
    """A chip with a choice, such as "Ban: tất cả". Any choice but the first counts as on."""

    changed = Signal(object)

    def __init__(
        self, text: str, options: Sequence[tuple[object, str]], value: object = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent=parent)
        self._title = text
        self._end = "chevron-down"
        self._options: list[tuple[object, str]] = []
        self._value: object = None
        self.setCheckable(False)
        self.set_options(options, value)
        self.clicked.connect(self._open)

    def set_options(self, options: Sequence[tuple[object, str]], value: object = None) -> None:
        """Offer other choices; the first one means "all"."""
        self._options = list(options)
        self.set_value(value if any(key == value for key, _ in options) else options[0][0])

    def value(self) -> object:
        """What is chosen."""
        return self._value

    def offers(self, value: object) -> bool:
        """Whether this is one of the choices."""
        return any(key == value for key, _ in self._options)

    def set_value(self, value: object) -> None:
        """Choose without telling."""
        self._value = value
        words = dict(self._options)[value]
        self.setText(f"{self._title}: {words}")
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def set_first(self) -> None:
        """Choose what means "all", without telling."""
        self.set_value(self._options[0][0])

    def isChecked(self) -> bool:
        return bool(self._options) and self._value != self._options[0][0]

    def _shows_end(self) -> bool:
        return True

    def _open(self) -> None:
        menu = QMenu(self)
        for key, words in self._options:
            choice = menu.addAction(words)
            choice.setCheckable(True)
            choice.setChecked(key == self._value)
            choice.triggered.connect(lambda _on=False, key=key: self._choose(key))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _choose(self, key: object) -> None:
        self.set_value(key)
        self.changed.emit(key)


class ChipBar(QWidget):
    """The filter bar over a list: chips at the left, view controls at the right."""

    def __init__(self, *, name: str = "", padding: int = PAD, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFixedHeight(FILTER_BAR)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(padding, 0, padding, 1)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self._shown: list[QWidget] = []

    def add(self, widget: QWidget) -> QWidget:
        """Add a chip at the left."""
        self._row.insertWidget(len(self._shown), widget)
        self._shown.append(widget)
        return widget

    def add_right(self, widget: QWidget) -> QWidget:
        """Add a control at the right."""
        self._row.addWidget(widget)
        return widget

    def chips(self) -> list[Chip]:
        """The chips in their order."""
        return [widget for widget in self._shown if isinstance(widget, Chip)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(hairline(tokens().line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
