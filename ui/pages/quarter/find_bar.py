"""The bar under the filters in which words are looked for in the grid, and others put in their place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import tr
from app.plan.grid_find import Wanted
from ui.fonts import Role
from ui.tokens import PAD_GRID, SMALL, hairline, tokens
from ui.widgets.buttons import Button, IconButton
from ui.widgets.chips import Chip, ChipMenu
from ui.widgets.fields import TextField
from ui.widgets.label import Label

_FIELD = 200
ALL_COLUMNS = ""


class FindBar(QWidget):
    """Enter and F3 go to the next find, Shift to the one before, Esc closes; in the second field Enter replaces, Ctrl+Enter all."""

    changed = Signal()
    stepped = Signal(int)
    one_asked = Signal()
    all_asked = Signal()
    narrowed = Signal(bool)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Tìm và thay trong lưới"))
        self.words = self._field(tr("Tìm chữ"))
        self.by = self._field(tr("Thay bằng"))
        self.column = ChipMenu(tr("Trong"), [(ALL_COLUMNS, tr("mọi cột chữ"))])
        self.exact = Chip(tr("Đúng dấu"), key="exact")
        self.only = Chip(tr("Chỉ dòng khớp"), key="only", icon="filter")
        self.count = Label("", Role.SMALL_MEDIUM, "text2")
        self.locked = Label("", Role.SMALL, "text2")
        self.one = Button(tr("Thay ô này"), self.one_asked.emit, kind="small")
        self.all = Button(tr("Thay tất cả"), self.all_asked.emit, kind="small")
        self._second = QWidget()
        self._second.hide()
        self._lay_out()
        self.words.textChanged.connect(lambda _text: self.changed.emit())
        self.column.changed.connect(lambda _key: self.changed.emit())
        self.exact.toggled.connect(lambda _on: self.changed.emit())
        self.only.toggled.connect(self.narrowed)
        self.hide()

    @property
    def replacing(self) -> bool:
        """Whether the second row, for replacing, is open."""
        return not self._second.isHidden()

    def wanted(self) -> Wanted:
        """What is looked for now."""
        return Wanted(self.words.text(), self.exact.isChecked())

    def open(self, *, replace: bool) -> None:
        """Show the bar and stand in its first field. Whoever replaces means the accents as typed, until he says otherwise."""
        if replace and not self.replacing:
            self.exact.setChecked(True)
        self._second.setVisible(replace)
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self.changed.emit()

    def set_columns(self, columns: Sequence[tuple[object, str]]) -> None:
        """Offer the columns of the part that is shown."""
        self.column.set_options([(ALL_COLUMNS, tr("mọi cột chữ")), *columns], self.column.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers()
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Keys of the bar are not for the page around it.
            event.accept()
        elif held & Qt.KeyboardModifier.ControlModifier and self.replacing:
            self.all_asked.emit()
        elif self.by.hasFocus():
            self.one_asked.emit()
        else:
            self.stepped.emit(-1 if held & Qt.KeyboardModifier.ShiftModifier else 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().alt)
        painter.setPen(hairline(tokens().line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _field(self, name: str) -> TextField:
        field = TextField(placeholder=name)
        field.setAccessibleName(name)
        field.setFixedHeight(SMALL)
        field.setFixedWidth(_FIELD)
        return field

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD_GRID, 6, PAD_GRID, 7)
        column.setSpacing(6)
        before = IconButton(
            "chevron-up", tr("Chỗ trước (Shift+F3)"), lambda: self.stepped.emit(-1), size=SMALL, flat=True
        )
        after = IconButton("chevron-down", tr("Chỗ sau (F3)"), lambda: self.stepped.emit(1), size=SMALL, flat=True)
        close = IconButton("x", tr("Đóng thanh tìm"), self.closed.emit, size=SMALL, flat=True)
        first = self._row(column, self.words, before, after, self.column, self.exact, self.only, self.count)
        first.addStretch(1)
        first.addWidget(close)
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(8)
        for widget in (self.by, self.one, self.all, self.locked):
            second.addWidget(widget)
        second.addStretch(1)
        column.addWidget(self._second)

    @staticmethod
    def _row(column: QVBoxLayout, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in widgets:
            row.addWidget(widget)
        column.addLayout(row)
        return row
