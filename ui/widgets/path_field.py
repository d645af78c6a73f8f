"""A path to a file or folder: typed, or chosen in the system's dialog."""

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.i18n import tr
from ui.tokens import INPUT
from ui.widgets.buttons import IconButton
from ui.widgets.fields import TextField


class PathField(QWidget):
    """``want`` is a file to open, a file to write, or a folder; ``name_filter`` as Qt's file dialogs take it."""

    changed = Signal()

    def __init__(
        self, value: str = "", name_filter: str = "", want: Literal["open", "save", "folder"] = "open"
    ) -> None:
        super().__init__()
        self._filter, self._want = name_filter, want
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.entry = TextField(value)
        self.entry.changed.connect(self.changed)
        row.addWidget(self.entry, 1)
        row.addWidget(IconButton("folder", tr("Chọn trên máy"), self._choose, size=INPUT))
        self.setFocusProxy(self.entry)
        self.setFixedHeight(INPUT)

    def value(self) -> str:
        """The path as text."""
        return self.entry.value()

    def set_value(self, value: str) -> None:
        """Show another path."""
        self.entry.set_value(value)

    def problem(self) -> str:
        """Whether the path can be used is for the core to say."""
        return ""

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.entry.setAccessibleName(name)

    def _choose(self) -> None:
        start, words = self.value(), self.accessibleName()
        if self._want == "folder":
            chosen = QFileDialog.getExistingDirectory(self, words, start)
        elif self._want == "save":
            chosen = QFileDialog.getSaveFileName(self, words, start, self._filter)[0]
        else:
            chosen = QFileDialog.getOpenFileName(self, words, start, self._filter)[0]
        if chosen:
            self.set_value(chosen)
            self.changed.emit()
