"""The period in the header: ‹ Quý III/2026 ›. It knows no calendar, only what its source tells."""

from typing import Protocol

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QWidget

from app.i18n import tr
from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.tokens import INPUT, tokens


class PeriodSource(Protocol):
    """Names periods and finds the neighbours of one."""

    def label(self, code: str) -> str:
        """What people call it."""

    def step(self, code: str, by: int) -> str | None:
        """The code ``by`` periods later (earlier when negative); None where there is none."""

    def choices(self) -> list[tuple[str, str]]:
        """All periods worth offering, as (code, label), newest first."""


class _Part(QAbstractButton):
    def __init__(self, icon: str, name: str) -> None:
        super().__init__()
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = 27 if self._icon else metrics(Role.STRONG).horizontalAdvance(self.text()) + 20
        return QSize(width, INPUT - 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        if self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), t.alt)
        if self._icon:
            color = t.text2 if self.isEnabled() else t.line2
            paint_icon(painter, self._icon, (self.width() - 14) / 2, (self.height() - 14) / 2, 14, color)
        else:
            painter.setFont(font(Role.STRONG))
            painter.setPen(t.text)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(t.accent, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class PeriodSwitch(QWidget):
    """Shows a period; the arrows step, the words open a menu. ``chosen`` tells the new code."""

    chosen = Signal(str)

    def __init__(self, source: PeriodSource) -> None:
        super().__init__()
        self._source, self.code = source, ""
        self.setAccessibleName(tr("Kỳ"))
        self._back = _Part("chevron-left", tr("Kỳ trước"))
        self._name = _Part("", tr("Chọn kỳ"))
        self._on = _Part("chevron-right", tr("Kỳ sau"))
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(1)
        for part in (self._back, self._name, self._on):
            row.addWidget(part)
        self.setFixedHeight(INPUT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._back.clicked.connect(lambda: self.step(-1))
        self._on.clicked.connect(lambda: self.step(1))
        self._name.clicked.connect(self._open)

    def set_code(self, code: str) -> None:
        """Show a period without telling."""
        self.code = code
        self._name.setText(self._source.label(code))
        self._name.setAccessibleName(self._source.label(code))
        self._name.updateGeometry()
        self._back.setEnabled(self._source.step(code, -1) is not None)
        self._on.setEnabled(self._source.step(code, 1) is not None)

    def step(self, by: int) -> None:
        """Go to the neighbouring period, where there is one."""
        code = self._source.step(self.code, by)
        if code is not None:
            self.chosen.emit(code)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setPen(t.line)
        for x in (self._back.geometry().right() + 1, self._on.geometry().left() - 1):
            painter.drawLine(x, 1, x, self.height() - 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(t.ctl, 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _open(self) -> None:
        menu = QMenu(self)
        for code, words in self._source.choices():
            choice = menu.addAction(words)
            choice.setCheckable(True)
            choice.setChecked(code == self.code)
            choice.triggered.connect(lambda _on=False, code=code: self.chosen.emit(code))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
