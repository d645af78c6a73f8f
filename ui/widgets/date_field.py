"""A date is typed (5/9, 050926, 05/09/2026) or picked from a calendar."""

import re
from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget, QWidgetAction

from app.dates import format_date, parse_date
from app.errors import BadInput
from app.i18n import tr
from ui.tokens import INPUT
from ui.widgets.buttons import IconButton
from ui.widgets.calendar import calendar
from ui.widgets.fields import TextField, show_problem

_SOLID = re.compile(r"^(\d{2})(\d{2})(\d{4}|\d{2})?$")


def _with_slashes(found: re.Match[str]) -> str:
    """Typists leave the signs out: 050926 is 05/09/26."""
    return "/".join(part for part in found.groups() if part)


class DateField(QWidget):
    """A text entry for a day, with a calendar button. ``year`` completes what is typed without a year."""

    changed = Signal()

    def __init__(self, value: date | None = None, year: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year = year
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.entry = TextField(placeholder=tr("nn/tt/nnnn"))
        self.entry.setMinimumWidth(110)
        self.entry.changed.connect(self.changed)
        self.entry.editingFinished.connect(self._tidy)
        self.entry.installEventFilter(self)
        row.addWidget(self.entry, 1)
        self._button = IconButton("calendar", tr("Chọn ngày trên lịch"), self._pick, size=INPUT)
        self._button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        row.addWidget(self._button)
        self.setFocusProxy(self.entry)
        self.setFixedHeight(INPUT)
        self.set_value(value)

    def value(self) -> date | None:
        """The day; None when empty or unreadable (``problem`` tells which)."""
        return None if self.problem() or not self.entry.value() else self._read()

    def set_value(self, value: date | None) -> None:
        """Show another day."""
        self.entry.setText("" if value is None else format_date(value))
        show_problem(self.entry, wrong=False)

    def problem(self) -> str:
        """Why the text is no date; empty when it is one, or nothing."""
        if not self.entry.value():
            return ""
        try:
            self._read()
        except BadInput as error:
            return str(error)
        return ""

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.entry.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Alt+Down opens the calendar, as in every combo box.
        if event.type() == QEvent.Type.KeyPress:
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier  # type: ignore[attr-defined]  # a QKeyEvent
            if alt and event.key() == Qt.Key.Key_Down:  # type: ignore[attr-defined]  # the same
                self._pick()
                return True
        return super().eventFilter(watched, event)

    def _read(self) -> date:
        text = _SOLID.sub(_with_slashes, self.entry.value())
        return parse_date(text, self._year or QDate.currentDate().year())

    def _tidy(self) -> None:
        if not self.problem():
            self.set_value(self.value())

    def _pick(self) -> None:
        menu = QMenu(self)
        days = calendar(self.value(), menu)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(days)
        menu.addAction(holder)
        days.activated.connect(lambda day: self._picked(day, menu))
        days.clicked.connect(lambda day: self._picked(day, menu))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        days.setFocus()

    def _picked(self, day: QDate, menu: QMenu) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        self.changed.emit()
        menu.close()
        self.entry.setFocus()
