"""The steps of a guide: numbered, each with its state and count, to be left in any order (LOOK 5)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.tokens import tokens

STEP_HEIGHT = 56


@dataclass(frozen=True)
class Step:
    """One step: what it is called, one line how it stands, how much is left."""

    key: str
    name: str
    note: str = ""
    count: int | None = None
    done: bool = False


class _StepButton(QAbstractButton):
    def __init__(self, number: int, step: Step) -> None:
        super().__init__()
        self.number, self.step, self.current = number, step, False
        self.setFixedHeight(STEP_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_step(step)

    def set_step(self, step: Step) -> None:
        """Say how the step stands now."""
        self.step = step
        count = "" if step.count is None else str(step.count)
        self.setAccessibleName(" ".join(part for part in (str(self.number), step.name, step.note, count) if part))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(236, STEP_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        if self.current or self.underMouse():
            painter.fillRect(self.rect(), t.sel if self.current else t.alt)
        if self.current:
            painter.fillRect(0, 0, 3, self.height(), t.accent)
        self._paint_ring(painter)
        room = self.width() - 52 - (44 if self.step.count is not None else 12)
        self._write(painter, QRectF(52, 9, room, 19), self.step.name, Role.STRONG, "text")
        self._write(painter, QRectF(52, 28, room + 30, 18), self.step.note, Role.SMALL, "text2")
        if self.step.count is not None:
            painter.setFont(font(Role.STRONG))
            painter.setPen(t.text)
            place = QRectF(self.width() - 50, 9, 36, 19)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(self.step.count))
        if self.hasFocus():
            painter.setPen(QPen(t.accent, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_ring(self, painter: QPainter) -> None:
        t = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = t.accent if self.current else t.ok if self.step.done else t.ctl
        painter.setPen(QPen(edge, 1.2))
        painter.setBrush(t.accent if self.current else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(31, 19 + 6), 10.5, 10.5)
        painter.restore()
        if self.step.done and not self.current:
            paint_icon(painter, "check", 24, 18, 14, t.ok)
            return
        painter.setFont(font(Role.SMALL_STRONG))
        painter.setPen(t.on_accent if self.current else t.text2)
        painter.drawText(QRectF(20, 14, 22, 22), Qt.AlignmentFlag.AlignCenter, str(self.number))

    @staticmethod
    def _write(painter: QPainter, rect: QRectF, text: str, role: Role, tone: str) -> None:
        painter.setFont(font(role))
        painter.setPen(tokens().named(tone))
        shown = metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


class GuideSteps(QWidget):
    """The column of steps. ``chosen`` tells which one the person goes to; up and down move along it."""

    chosen = Signal(str)

    def __init__(self, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 12, 0, 12)
        self._layout.setSpacing(0)
        self._layout.addStretch(1)
        self._buttons: list[_StepButton] = []

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps; the current one stays current by its key. Steps that stay keep their place and the focus."""
        kept = self.current()
        if [button.step.key for button in self._buttons] == [step.key for step in steps]:
            for button, step in zip(self._buttons, steps, strict=True):
                button.set_step(step)
            return
        for button in self._buttons:
            button.deleteLater()
        self._buttons = [_StepButton(number, replace(step)) for number, step in enumerate(steps, 1)]
        for place, button in enumerate(self._buttons):
            self._layout.insertWidget(place, button)
            button.clicked.connect(lambda _checked=False, key=button.step.key: self._go(key))
        self.set_current(kept if any(step.key == kept for step in steps) else steps[0].key)

    def current(self) -> str:
        """The key of the current step."""
        return next((button.step.key for button in self._buttons if button.current), "")

    def set_current(self, key: str) -> None:
        """Make a step the current one without telling."""
        for button in self._buttons:
            button.current = button.step.key == key
            button.update()
            if button.current:
                # Whoever leads to the guide comes to the step one stands on, where the focus can be seen.
                self.setFocusProxy(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        keys = [button.step.key for button in self._buttons]
        if step and self.current() in keys:
            place = min(max(keys.index(self.current()) + step, 0), len(keys) - 1)
            self._buttons[place].setFocus()
            self._go(keys[place])
        else:
            super().keyPressEvent(event)

    def _go(self, key: str) -> None:
        self.set_current(key)
        self.chosen.emit(key)
