"""The sheets of a window whose fields are being filled in: what stands there is kept, and offered when the same sheet opens again."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.drafts import KeptText, Plain
from app.i18n import tr
from ui.kept_typing import KeptTyping
from ui.widgets.fields import CheckBox, ComboBox, RadioGroup, TextArea
from ui.widgets.sheet import Sheet


@dataclass
class _Open:
    """A sheet that stands open, and what its fields held when it opened."""

    page: str
    sheet: Sheet
    first: dict[str, Plain]

    def kept(self) -> KeptText | None:
        """What was filled in; None where nothing was."""
        now = _values(self.sheet)
        changed = {name: value for name, value in now.items() if value != self.first.setdefault(name, value)}
        return KeptText(self.page, self.title(), changed, where=self.sheet.where) if changed else None

    def title(self) -> str:
        """What a person calls the sheet."""
        return " · ".join(filter(None, (self.sheet.heading.full_text(), self.sheet.subject)))


class KeptSheets(QObject):
    """``watch`` is told of every sheet that opens over a page; ``given_up`` brings what was typed into one that was closed unsaved."""

    given_up = Signal(object)

    def __init__(self, kept: KeptTyping) -> None:
        super().__init__(kept)
        self._kept = kept
        self._open: list[_Open] = []
        kept.add(lambda: [found for one in self._open if (found := one.kept()) is not None])

    def watch(self, page: str, sheet: Sheet) -> None:
        """Follow the fields of a sheet until it closes; offer what was kept of the same sheet."""
        opened = _Open(page, sheet, _values(sheet))
        if not opened.first:
            return
        self._open.append(opened)
        for field in _fields(sheet).values():
            changed = getattr(field, "changed", None)
            if changed is not None:
                changed.connect(self._kept.touch)
        sheet.given_up.connect(partial(self._give_up, opened))
        sheet.closed.connect(partial(self._forget, opened))
        sheet.destroyed.connect(partial(self._gone, opened))
        title = opened.title()
        left = next((one for one in self._kept.waiting if (one.page, one.title) == (page, title)), None)
        if left is not None:
            use, drop = partial(self._use, opened, left), partial(self._drop, opened, left)
            words = tr("Chữ chưa lưu từ lần trước được giữ lại")
            sheet.message.say(words, "info", [(tr("Dùng"), use), (tr("Bỏ"), drop)])

    def _give_up(self, opened: _Open) -> None:
        left = opened.kept()
        if left is not None and any(isinstance(value, str) and value.strip() for value in left.fields.values()):
            self.given_up.emit(left)

    def _forget(self, opened: _Open) -> None:
        self._gone(opened)
        self._kept.touch()

    def _gone(self, opened: _Open, *_sheet: object) -> None:
        # Nothing of Qt's is touched here: a window that ends takes the timer of the drafts with its sheets.
        if opened in self._open:
            self._open.remove(opened)

    def _use(self, opened: _Open, left: KeptText) -> None:
        fields = _fields(opened.sheet)
        for name, value in left.fields.items():
            if name in fields:
                _put(fields[name], value)
        self._drop(opened, left)

    def _drop(self, opened: _Open, left: KeptText) -> None:
        self._kept.answered(left)
        opened.sheet.message.clear()
        first = next(iter(_fields(opened.sheet).values()), None)
        if first is not None:
            first.setFocus()


def _fields(sheet: Sheet) -> dict[str, Any]:
    """The fields of a sheet: those of its form by their keys, texts outside of one by their names."""
    if sheet.form is not None:
        return sheet.form.editors()
    # Outside of forms a single line is something to search with, not to be saved.
    return {field.accessibleName(): field for field in sheet.findChildren(TextArea) if field.accessibleName()}


def _values(sheet: Sheet) -> dict[str, Plain]:
    found = {name: _value(field) for name, field in _fields(sheet).items()}
    return {name: value for name, value in found.items() if not isinstance(value, _Unknown)}


class _Unknown:
    """A field whose value is no plain one."""


def _value(field: QWidget) -> Plain | _Unknown:
    """What stands in a field, as it was typed: half a number is kept too."""
    entry = _entry(field)
    if isinstance(entry, QLineEdit):
        # What is hidden on the screen is not written to the disk either.
        return entry.text() if entry.echoMode() == QLineEdit.EchoMode.Normal else _Unknown()
    if isinstance(entry, QPlainTextEdit):
        return entry.toPlainText()
    if isinstance(field, ComboBox | RadioGroup | CheckBox):
        value = field.value()
        if value is None or isinstance(value, str | int | bool):
            return value
    return _Unknown()


def _put(field: QWidget, value: Plain) -> None:
    entry = _entry(field)
    if isinstance(entry, QLineEdit):
        entry.setText(str(value))
        entry.textEdited.emit(str(value))
    elif isinstance(entry, QPlainTextEdit):
        entry.setPlainText(str(value))
    elif isinstance(field, ComboBox | RadioGroup):
        field.set_value(value)
        field.changed.emit(field.value())
    elif isinstance(field, CheckBox):
        field.set_value(bool(value))


def _entry(field: QWidget) -> QWidget:
    """What the letters go to, inside a field that is made of several widgets."""
    if isinstance(field, QLineEdit | QPlainTextEdit | ComboBox | RadioGroup | CheckBox):
        return field
    return field.focusProxy() or field
