"""What waits, each line leading to its place."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import tr
from app.plan.overview import Overview
from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.tokens import hairline, tokens
from ui.widgets.label import Label

HEIGHT = 30


class _Wait(QAbstractButton):
    def __init__(self, icon: str, text: str, note: str, tone: str, on: Callable[[], object]) -> None:
        super().__init__()
        self._icon, self._note, self._tone = icon, note, tone
        self.setText(text)
        self.setAccessibleName(f"{text} {note}".strip())
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: on())

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), t.alt)
        color = t.named(self._tone)
        paint_icon(painter, self._icon, 2, (HEIGHT - 16) / 2, 16, color if self._tone == "bad" else t.text2)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(Role.MEDIUM))
        painter.setPen(color)
        painter.drawText(QRect(26, 0, self.width(), HEIGHT - 1), middle, self.text())
        left = 26 + metrics(Role.MEDIUM).horizontalAdvance(self.text()) + 8
        painter.setFont(font(Role.SMALL))
        painter.setPen(t.text2)
        room = QRect(left, 0, self.width() - left - 24, HEIGHT - 1)
        painter.drawText(
            room, middle, metrics(Role.SMALL).elidedText(self._note, Qt.TextElideMode.ElideRight, room.width())
        )
        paint_icon(painter, "chevron-right", self.width() - 18, (HEIGHT - 14) / 2, 14, t.text2)
        painter.setPen(hairline(t.line))
        painter.drawLine(0, HEIGHT - 1, self.width(), HEIGHT - 1)
        if self.hasFocus():
            painter.setPen(QPen(t.accent, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -2))


class WaitingList(QWidget):
    """Only what waits is listed; nothing waiting is one quiet line."""

    def __init__(self, go: Callable[[str, object], object]) -> None:
        super().__init__()
        self._go = go
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 8)
        self._column.setSpacing(0)
        self._column.addWidget(Label(tr("Việc đang chờ"), Role.SECTION))
        self._lines: list[QWidget] = []

    def show_waiting(self, found: Overview) -> None:
        """Show the lines for these figures."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = list(self._waits(found)) or [Label(tr("Không có việc nào đang chờ."), tone="text2")]
        for line in self._lines:
            self._column.addWidget(line)

    def _waits(self, found: Overview) -> list[QWidget]:
        ready = found.readiness
        missing = found.waiting.not_logged
        units = found.units_expected - found.units_complete
        share = tr("{n}/{m} đã gửi đủ", n=found.units_complete, m=found.units_expected)
        returned = tr("{n} ô bị trả lại", n=ready.returned)
        lines = [
            (ready.returned, "corner-up-left", returned, tr("sửa rồi trình lại"), ("filter", "returned")),
            (missing, "square-dashed", tr("{n} nhật ký chưa ghi", n=missing), "", ("filter", "missing")),
            (ready.drafts, "pencil", tr("{n} bản chưa trình", n=ready.drafts), tr("mới ghi nháp"), ("filter", "draft")),
            (
                ready.waiting,
                "hourglass",
                tr("{n} bản chờ duyệt", n=ready.waiting),
                tr("đã trình"),
                ("filter", "waiting"),
            ),
            (units, "inbox", tr("{n} đơn vị chưa gửi đủ số liệu", n=units), share, ("values", None)),
        ]
        return [self._line(icon, text, note, what) for number, icon, text, note, what in lines if number]

    def _line(self, icon: str, text: str, note: str, what: object) -> _Wait:
        tone = "bad" if what == ("filter", "returned") else "text"
        return _Wait(icon, text, note, tone, lambda: self._go("quarter", what))
