"""What waits, each line leading to its place."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import tr
from app.plan.overview import Overview
from app.plan.owing import Debts, Owing
from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.pages.overview.leads import Lead
from ui.tokens import hairline, tokens
from ui.widgets.label import Label

HEIGHT = 30
_LINES = 5


@dataclass(frozen=True)
class _Said:
    """One line: its mark, the words, what is said beside them, where it leads."""

    icon: str
    text: str
    note: str
    lead: Lead
    tone: str = "text"


class _Wait(QAbstractButton):
    """A line; it is made once and says something else when the figures change."""

    def __init__(self, on: Callable[[Lead], object]) -> None:
        super().__init__()
        self._said = _Said("", "", "", Lead(""))
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: on(self._said.lead))

    def say(self, said: _Said) -> None:
        """Say this from now on."""
        self._said = said
        self.setText(said.text)
        words = f"{said.text} {said.note}".strip()
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, said = tokens(), self._said
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), t.alt)
        color = t.named(said.tone)
        paint_icon(painter, said.icon, 2, (HEIGHT - 16) / 2, 16, color if said.tone == "bad" else t.text2)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(Role.MEDIUM))
        painter.setPen(color)
        painter.drawText(QRect(26, 0, self.width(), HEIGHT - 1), middle, said.text)
        left = 26 + metrics(Role.MEDIUM).horizontalAdvance(said.text) + 8
        painter.setFont(font(Role.SMALL))
        painter.setPen(t.text2)
        room = QRect(left, 0, self.width() - left - 24, HEIGHT - 1)
        painter.drawText(
            room, middle, metrics(Role.SMALL).elidedText(said.note, Qt.TextElideMode.ElideRight, room.width())
        )
        paint_icon(painter, "chevron-right", self.width() - 18, (HEIGHT - 14) / 2, 14, t.text2)
        painter.setPen(hairline(t.line))
        painter.drawLine(0, HEIGHT - 1, self.width(), HEIGHT - 1)
        if self.hasFocus():
            painter.setPen(QPen(t.accent, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -2))


class WaitingList(QWidget):
    """Only what waits is listed; nothing waiting is one quiet line. Up and down move along the lines."""

    def __init__(self, go: Callable[[Lead], object]) -> None:
        super().__init__()
        self.setAccessibleName(tr("Việc đang chờ"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(0)
        column.addWidget(Label(tr("Việc đang chờ"), Role.SECTION))
        self._nothing = Label(tr("Không có việc nào đang chờ."), tone="text2")
        column.addWidget(self._nothing)
        self._nothing.hide()
        self._lines = [_Wait(go) for _ in range(_LINES)]
        for line in self._lines:
            column.addWidget(line)
            line.hide()

    def show_waiting(self, found: Overview) -> None:
        """Show the lines for these figures."""
        waits = list(_waits(found.debts))
        for line, said in zip(self._lines, waits, strict=False):
            line.say(said)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(waits))
        self._nothing.setVisible(not waits)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        shown = [line for line in self._lines if line.isVisible()]
        here = next((place for place, line in enumerate(shown) if line.hasFocus()), None)
        if step and here is not None:
            shown[min(max(here + step, 0), len(shown) - 1)].setFocus()
        else:
            super().keyPressEvent(event)


def _waits(debts: Debts) -> list[_Said]:
    n, m = debts.units_complete, debts.units_expected
    units = tr("{n}/{m} đã gửi đủ", n=n, m=m)
    behind = sum(owed.missing for owed in debts.bans)
    lines = [
        (debts.returned, "corner-up-left", tr("{n} ô bị trả lại", n=debts.returned), tr("sửa rồi trình lại"),
         Lead("quarter", ("filter", "returned")), "bad"),
        (debts.not_logged, "square-dashed", tr("{n} nhật ký chưa ghi", n=debts.not_logged), _named(debts.bans, behind),
         Lead("quarter", ("filter", "missing")), "text"),
        (debts.drafts, "pencil", tr("{n} bản chưa trình", n=debts.drafts), tr("mới ghi nháp"),
         Lead("quarter", ("filter", "draft")), "text"),
        (debts.waiting, "hourglass", tr("{n} bản chờ duyệt", n=debts.waiting), tr("đã trình"),
         Lead("closing", ("step", "submit")), "text"),
        (debts.units_missing, "inbox", tr("{n} đơn vị chưa gửi đủ số liệu", n=debts.units_missing), units,
         Lead("quarter", ("values", None)), "text"),
    ]  # fmt: skip
    return [_Said(icon, text, note, lead, tone) for number, icon, text, note, lead, tone in lines if number]


def _named(bans: tuple[Owing, ...], behind: int) -> str:
    """Who has not submitted, by name: "chưa trình 6: Văn phòng 1, Tổ chức 2"."""
    named = ", ".join(f"{owed.name.removeprefix('Ban ')} {owed.missing}" for owed in bans)
    return tr("chưa trình {n}: {bans}", n=behind, bans=named) if named else ""
