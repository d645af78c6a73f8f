"""The navigation at the left: office and person on top, one item a page, 176 px open and 48 collapsed (LOOK 4)."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.i18n import tr
from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.tokens import HEADER, NAV_CLOSED, NAV_ITEM, NAV_OPEN, SMALL, hairline, tokens
from ui.widgets.page import PageSpec

_GAP, _EDGE = 9, 6


class NavItem(QAbstractButton):
    """One page: icon, title, and how much waits there."""

    def __init__(self, spec: PageSpec) -> None:
        super().__init__()
        self.spec = spec
        self._count, self._urgent, self._open = 0, False, True
        self.setCheckable(True)
        self.setFixedHeight(NAV_ITEM)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_badge(0, urgent=False)

    def set_badge(self, count: int, *, urgent: bool) -> None:
        """Show how much waits on the page; urgent counts are red."""
        self._count, self._urgent = count, urgent
        self.setAccessibleName(f"{self.spec.title} {count}" if count else self.spec.title)
        self.update()

    def set_open(self, is_open: bool) -> None:
        """Show words, or only the icon with the title as tooltip."""
        self._open = is_open
        self.setToolTip("" if is_open else self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(NAV_CLOSED, NAV_ITEM)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        on = self.isChecked()
        if on or self.underMouse():
            painter.fillRect(self.rect(), t.sel if on else t.alt)
        if on:
            painter.fillRect(0, 0, 3, self.height(), t.accent)
        paint_icon(painter, self.spec.icon, 14, (self.height() - 18) // 2, 18, t.accent if on else t.text2)
        if self._open:
            self._paint_words(painter)
        elif self._count:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.bad if self._urgent else t.text2)
            painter.drawEllipse(QPointF(36, self.height() / 2 - 7), 3, 3)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QPen(t.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_words(self, painter: QPainter) -> None:
        t = tokens()
        role = Role.STRONG if self.isChecked() else Role.BODY
        words = QRectF(42, 0, self.width() - 42 - 36, self.height())
        painter.setFont(font(role))
        painter.setPen(t.accent if self.isChecked() else t.text)
        shown = metrics(role).elidedText(self.spec.title, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        if self._count:
            painter.setFont(font(Role.CAPTION_STRONG if self._urgent else Role.CAPTION_MEDIUM))
            painter.setPen(t.bad if self._urgent else t.text2)
            place = QRectF(self.width() - 48, 0, 36, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(self._count))


class _Who(QAbstractButton):
    """Office and person; a click collapses or opens the navigation."""

    def __init__(self) -> None:
        super().__init__()
        self.office, self.person, self.is_open = "", "", True
        self.setFixedHeight(HEADER)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setPen(hairline(t.line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self.is_open:
            self._write(painter, QRectF(14, 8, self.width() - 22, 20), self.office, Role.STRONG, "text")
            self._write(painter, QRectF(14, 26, self.width() - 22, 18), self.person, Role.CAPTION, "text2")
        else:
            paint_icon(painter, "layout-sidebar-left-expand", 15, 17, 18, t.text2)
        if self.hasFocus():
            painter.setPen(QPen(t.accent, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -2))

    @staticmethod
    def _write(painter: QPainter, rect: QRectF, text: str, role: Role, tone: str) -> None:
        painter.setFont(font(role))
        painter.setPen(tokens().named(tone))
        shown = metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


class Navigation(QWidget):
    """``chosen`` tells which page the person goes to; up and down move along the items."""

    chosen = Signal(str)
    collapse_toggled = Signal()

    def __init__(self, specs: Sequence[PageSpec]) -> None:
        super().__init__()
        self.setAccessibleName(tr("Điều hướng"))
        self._who = _Who()
        self._who.clicked.connect(self.collapse_toggled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(self._who)
        self._items: dict[str, NavItem] = {}
        self._scroll = self._list([spec for spec in specs if not spec.bottom and not spec.inside])
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._plain([spec for spec in specs if spec.bottom]))
        self.set_office("", "")
        self.set_open(True)

    def set_office(self, office: str, person: str) -> None:
        """Whose workspace this is, and who works in it."""
        self._who.office, self._who.person = office, person
        self._who.setAccessibleName(f"{office}, {person}. {tr('Thu gọn hoặc mở điều hướng')}")
        self._who.setToolTip(f"{office}\n{person}".strip())
        self._who.update()

    def set_open(self, is_open: bool) -> None:
        """176 px with words, or 48 px with icons."""
        self.setFixedWidth(NAV_OPEN if is_open else NAV_CLOSED)
        self._who.is_open = is_open
        self._who.update()
        for item in self._items.values():
            item.set_open(is_open)

    def set_current(self, key: str) -> None:
        """Mark the page that is shown."""
        for name, item in self._items.items():
            item.setChecked(name == key)
        if key in self._items:
            self._scroll.ensureWidgetVisible(self._items[key], 0, 0)

    def item(self, key: str) -> NavItem:
        """The item of a page."""
        return self._items[key]

    def focus_current(self) -> None:
        """Put the focus on the item of the page that is shown."""
        for item in self._items.values():
            if item.isChecked():
                item.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        items = list(self._items.values())
        here = next((place for place, item in enumerate(items) if item.hasFocus()), None)
        if step and here is not None:
            item = items[(here + step) % len(items)]
            item.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(item, 0, 0)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A window of 1366 × 768 at 200 % is 349 px high: every page must still be seen.
        groups = len({item.spec.group for item in self._items.values() if not item.spec.bottom})
        needed = HEADER + len(self._items) * NAV_ITEM + (groups - 1) * _GAP + 3 * _EDGE
        for item in self._items.values():
            item.setFixedHeight(NAV_ITEM if self.height() >= needed else SMALL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().window)
        painter.setPen(hairline(tokens().line))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())

    def _list(self, specs: Sequence[PageSpec]) -> QScrollArea:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A viewport of our own making: asking for Qt's would load the Python side of every kind of widget at the start.
        ground = QWidget()
        area.setViewport(ground)
        ground.setAutoFillBackground(False)
        inner = self._plain(specs, top=_EDGE)
        area.setWidget(inner)
        inner.setAutoFillBackground(False)
        return area

    def _plain(self, specs: Sequence[PageSpec], top: int = 0) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, top, 0, _EDGE)
        column.setSpacing(0)
        group = specs[0].group if specs else 0
        for spec in specs:
            if spec.group != group:
                column.addSpacing(_GAP)
                group = spec.group
            item = NavItem(spec)
            item.clicked.connect(lambda _checked=False, key=spec.key: self.chosen.emit(key))
            self._items[spec.key] = item
            column.addWidget(item)
        if top:
            column.addStretch(1)
        return holder
