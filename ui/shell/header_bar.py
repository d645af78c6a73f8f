"""The header of a page: title, period, one grey fact; search and the page's buttons at the right (LOOK 4)."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QWidget

from app.i18n import tr
from ui.fonts import Role, font
from ui.icons import paint_icon
from ui.shell.period_switch import PeriodSource, PeriodSwitch
from ui.tokens import HEADER, INPUT, PAD, hairline, tokens
from ui.widgets.buttons import Button, IconButton
from ui.widgets.key_cap import paint_key
from ui.widgets.label import Label

WIDE, NARROW = 1280, 1000
"""Logical window widths below which secondary buttons fold into "⋯", and the search field into its icon."""


class SearchField(QAbstractButton):
    """Looks like a field and opens the palette, where one types."""

    def __init__(self, on: Callable[[], object]) -> None:
        super().__init__()
        self._short = False
        self.setAccessibleName(tr("Tìm hoặc ra lệnh"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.clicked.connect(lambda _checked=False: on())

    def set_short(self, short: bool) -> None:
        """Only the icon, where there is no room for the words."""
        self._short = short
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(INPUT if self._short else 236, INPUT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(t.accent if focused else t.ctl, 2 if focused else 1))
        painter.setBrush(t.base)
        inset = 1.0 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        paint_icon(painter, "search", 7, 7, 16, t.text2)
        if self._short:
            return
        painter.setFont(font(Role.BODY))
        painter.setPen(t.text3)
        painter.drawText(self.rect().adjusted(33, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, tr("Tìm hoặc ra lệnh"))
        paint_key(painter, self.width() - 8, self.height() / 2, "Ctrl+K")


class HeaderBar(QWidget):
    """Refilled for each page; the buttons stay the page's own."""

    search_asked = Signal()

    def __init__(self, periods: PeriodSource | None) -> None:
        super().__init__()
        self.setAccessibleName(tr("Đầu trang"))
        self.setFixedHeight(HEADER)
        self._width = WIDE
        self._buttons: list[Button] = []
        self._extra: QWidget | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(PAD, 0, PAD, 1)
        self._row.setSpacing(8)
        self._title = Label(role=Role.TITLE)
        # As much room below as above, so that its words stand level with those of the buttons.
        self._title.setContentsMargins(0, 4, 0, 4)
        self._row.addWidget(self._title)
        self._row.addSpacing(4)
        self.period = PeriodSwitch(periods) if periods else None
        if self.period:
            self._row.addWidget(self.period)
            self._row.addSpacing(4)
        self._fact = Label(role=Role.SMALL, tone="text2", elide=True)
        self._row.addWidget(self._fact)
        self._row.addStretch(1)
        self.search = SearchField(self.search_asked.emit)
        self._row.addWidget(self.search)
        self._more = IconButton("dots", tr("Việc khác"), self._open_more)
        self._row.addWidget(self._more)

    def show_page(
        self, title: str, fact: str, buttons: Sequence[Button], extra: QWidget | None, *, has_period: bool
    ) -> None:
        """Fill the header with what the page says."""
        self._title.setText(title)
        self._fact.setText(fact)
        if self.period:
            self.period.setVisible(has_period)
        for button in self._buttons:
            if button not in buttons:
                self._row.removeWidget(button)
                button.hide()
        self._set_extra(extra)
        self._buttons = list(buttons)
        for button in self._buttons:
            self._row.addWidget(button)
        self.set_window_width(self._width)

    def set_window_width(self, width: int) -> None:
        """Fold what has no room in a window of this width."""
        self._width = width
        self.search.set_short(width < NARROW)
        self._fact.setVisible(width >= NARROW and bool(self._fact.full_text()))
        folded = [button for button in self._buttons if self._folds(button)]
        for button in self._buttons:
            button.setVisible(button not in folded)
        self._more.setVisible(bool(folded))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().base)
        painter.setPen(hairline(tokens().line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _folds(self, button: Button) -> bool:
        return self._width < WIDE and button.kind != "primary"

    def _set_extra(self, extra: QWidget | None) -> None:
        if self._extra is not None and self._extra is not extra:
            self._row.removeWidget(self._extra)
            self._extra.hide()
        self._extra = extra
        if extra is not None:
            self._row.insertWidget(self._row.indexOf(self._fact) + 1, extra)
            extra.show()

    def _open_more(self) -> None:
        menu = QMenu(self)
        for button in self._buttons:
            if self._folds(button):
                choice = menu.addAction(button.icon(), button.text())
                choice.setEnabled(button.isEnabled())
                choice.triggered.connect(lambda _on=False, button=button: button.click())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))
