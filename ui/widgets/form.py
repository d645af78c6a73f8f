"""Forms: a label above (or beside) each field, what is wrong as a sentence right under the field it concerns."""

from typing import Any, Protocol, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from app.errors import PlanError
from ui.fonts import Role
from ui.marks import paint_mark
from ui.widgets.fields import show_problem
from ui.widgets.label import Label

BESIDE = 120


class Editor(Protocol):
    """What a form needs of a field."""

    def value(self) -> Any:
        """What the person entered."""

    def set_value(self, value: Any) -> None:
        """Show a value."""

    def problem(self) -> str:
        """What is wrong with the entry, empty when nothing is."""


class _Problem(QWidget):
    """The sentence under a field, with the triangle before it."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 0, 0)
        self.label = Label(role=Role.SMALL, tone="bad", wrap=True)
        row.addWidget(self.label)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_mark(QPainter(self), "overdue", 0, 4, 12)


class FieldRow(QWidget):
    """A label, its field, a hint, and what is wrong. Leaving the field checks it; typing forgives at once."""

    def __init__(self, label: str, editor: QWidget, hint: str = "", *, beside: bool = False) -> None:
        super().__init__()
        self.editor = editor
        self._caption = caption = Label(label, Role.SMALL, "text2", wrap=beside)
        caption.setBuddy(editor)
        editor.setAccessibleName(label)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        outer = QBoxLayout(direction, self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8 if beside else 2)
        if beside:
            caption.setFixedWidth(BESIDE)
            caption.setContentsMargins(0, 7, 0, 1)
        outer.addWidget(caption, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        # Before its widgets: a hint shown while it has no parent would come up as a window and take the focus away.
        outer.addLayout(column, 1)
        # A narrow field would draw its row together into the middle of the form.
        narrow = editor.sizePolicy().horizontalPolicy() in {QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum}
        column.addWidget(editor, 0, Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0))
        self._problem = _Problem()
        column.addWidget(self._problem)
        self._hint = Label(hint, Role.SMALL, "text2", wrap=True)
        column.addWidget(self._hint)
        self._hint.setVisible(bool(hint))
        self._watched = self._entry()
        self._watched.installEventFilter(self)
        changed = getattr(editor, "changed", None)
        if changed is not None:
            changed.connect(self.clear_problem)

    def set_label(self, text: str) -> None:
        """What the field holds now, for one that serves several things."""
        self._caption.setText(text)
        self.editor.setAccessibleName(text)

    def set_hint(self, text: str) -> None:
        """What helps while filling in."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text) and self._problem.isHidden())

    def set_problem(self, text: str) -> None:
        """Say under the field what is wrong and what to do."""
        self._problem.label.setText(text)
        self._problem.setVisible(bool(text))
        self._hint.setVisible(not text and bool(self._hint.full_text()))
        self.editor.setAccessibleDescription(text)
        show_problem(self._entry(), wrong=bool(text))

    def clear_problem(self) -> None:
        """Nothing is wrong (any more)."""
        self.set_problem("")

    def problem(self) -> str:
        """What is said under the field now."""
        return "" if self._problem.isHidden() else self._problem.label.full_text()

    def check(self) -> bool:
        """Show the field's own problem; True when it has none."""
        self.set_problem(cast(Editor, self.editor).problem())
        return not self.problem()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self._watched and hasattr(self.editor, "problem"):
            own = cast(Editor, self.editor).problem()
            if own:
                self.set_problem(own)
        return super().eventFilter(watched, event)

    def _entry(self) -> QWidget:
        """The widget that is framed and holds the focus."""
        if isinstance(self.editor, (QLineEdit, QPlainTextEdit)):
            return self.editor
        return self.editor.focusProxy() or self.editor


class Form(QWidget):
    """Fields by their keys. ``beside`` puts the labels left of the fields."""

    def __init__(self, *, beside: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beside = beside
        self._rows: dict[str, FieldRow] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)

    def add(self, key: str, label: str, editor: QWidget, hint: str = "") -> Any:
        """Add a field; returns the editor."""
        self._layout.addWidget(self._row(key, label, editor, hint))
        return editor

    def add_pair(self, *fields: tuple[str, str, QWidget]) -> None:
        """Add fields side by side."""
        line = QHBoxLayout()
        line.setSpacing(12)
        for key, label, editor in fields:
            line.addWidget(self._row(key, label, editor, ""), 1, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(line)

    def add_wide(self, widget: QWidget) -> None:
        """Add something that is no field, such as a heading or a line."""
        self._layout.addWidget(widget)

    def row(self, key: str) -> FieldRow:
        """The row of a field."""
        return self._rows[key]

    def value(self, key: str) -> Any:
        """What was entered in one field."""
        return cast(Editor, self._rows[key].editor).value()

    def editors(self) -> dict[str, QWidget]:
        """The fields by key."""
        return {key: row.editor for key, row in self._rows.items()}

    def values(self) -> dict[str, Any]:
        """What was entered, by key."""
        return {key: self.value(key) for key in self._rows}

    def check(self) -> bool:
        """Show every field's own problem and put the focus on the first; True when there is none."""
        wrong = [row for row in self._rows.values() if not row.check()]
        if wrong:
            wrong[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong

    def show_error(self, error: PlanError, key: str = "") -> bool:
        """Show a refusal under the field it concerns (``key`` or the error's ``where``). False when no field is named."""
        place = key or str(getattr(error, "where", ""))
        if place not in self._rows:
            return False
        self._rows[place].set_problem(str(error))
        self._rows[place].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear(self) -> None:
        """Take all problems away."""
        for row in self._rows.values():
            row.clear_problem()

    def focus_first(self) -> None:
        """Put the focus into the first field; what is proposed there is typed over."""
        if self._rows:
            first = next(iter(self._rows.values())).editor
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(first, QLineEdit):
                first.selectAll()

    def _row(self, key: str, label: str, editor: QWidget, hint: str) -> FieldRow:
        row = FieldRow(label, editor, hint, beside=self._beside)
        self._rows[key] = row
        return row
