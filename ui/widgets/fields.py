"""Fields of forms: what is typed is read as a Vietnamese office writes it, and a fault is a sentence under the field."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)

from app.errors import BadInput
from app.i18n import tr
from app.numbers import format_number, parse_number
from app.text import clean, clean_line
from ui.fonts import Role, font, metrics
from ui.icons import paint_icon
from ui.tokens import INPUT, tokens

Options = Sequence[tuple[object, str]]


def show_problem(field: QWidget, *, wrong: bool) -> None:
    """Frame a field in red, or no longer."""
    if bool(field.property("problem")) != wrong:
        field.setProperty("problem", wrong)
        field.style().unpolish(field)
        field.style().polish(field)


class TextField(QLineEdit):
    """One line of text."""

    changed = Signal()

    def __init__(self, value: str = "", placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(value, parent)
        self.setFixedHeight(INPUT)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self.changed)

    def value(self) -> str:
        """The text, NFC and without blanks around it."""
        return clean_line(self.text())

    def set_value(self, value: str) -> None:
        """Show another text."""
        self.setText(value)
        self.setCursorPosition(0)

    def problem(self) -> str:
        """What is wrong with the text; never anything for free text."""
        return ""


class TextArea(QPlainTextEdit):
    """Some lines of text. Tab leaves it, as in the rest of the form."""

    changed = Signal()

    def __init__(self, value: str = "", lines: int = 3, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(value, parent)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(metrics(Role.BODY).lineSpacing() * lines + 18)
        self.textChanged.connect(self.changed)

    def value(self) -> str:
        """The text, NFC and without blanks around it."""
        return clean(self.toPlainText())

    def set_value(self, value: str) -> None:
        """Show another text."""
        self.setPlainText(value)

    def problem(self) -> str:
        """What is wrong with the text; never anything for free text."""
        return ""


class NumberField(TextField):
    """A number with dots between thousands and a decimal comma."""

    def __init__(
        self,
        value: Decimal | int | None = None,
        decimals: int = 0,
        minimum: Decimal | int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_written(value), parent=parent)
        self._decimals = decimals
        self._minimum = None if minimum is None else Decimal(minimum)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaximumWidth(160)
        self.editingFinished.connect(self._tidy)

    def value(self) -> Decimal | None:  # type: ignore[override]  # a number field's value is a number
        """The number; None when empty or unreadable (``problem`` tells which)."""
        return None if self.problem() or not self.text().strip() else parse_number(self.text())

    def set_value(self, value: Decimal | int | None) -> None:  # type: ignore[override]  # the same
        """Show another number."""
        self.setText(_written(value))

    def problem(self) -> str:
        """Why the text is no number; empty when it is one, or nothing."""
        if not self.text().strip():
            return ""
        try:
            value = parse_number(self.text())
        except BadInput as error:
            return str(error)
        if -int(value.as_tuple().exponent) > self._decimals:
            return tr("Chỉ ghi số nguyên.") if self._decimals == 0 else tr("Nhiều chữ số sau dấu phẩy quá.")
        if self._minimum is not None and value < self._minimum:
            return tr("Số phải từ {least} trở lên.", least=format_number(self._minimum))
        return ""

    def _tidy(self) -> None:
        if not self.problem():
            self.set_value(self.value())


def _written(value: Decimal | int | None) -> str:
    return "" if value is None else format_number(Decimal(value))


class ComboBox(QComboBox):
    """A choice of one. The wheel scrolls the page and never changes the choice by accident."""

    changed = Signal(object)
    ROOM = 34
    """What frame, padding and chevron take of the width."""

    def __init__(self, options: Options = (), value: object = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(INPUT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._values: list[object] = []
        self.set_options(options, value)
        self.activated.connect(lambda _row: self.changed.emit(self.value()))
        self.currentTextChanged.connect(lambda _text: self._tell_all())

    def set_options(self, options: Options, value: object = None) -> None:
        """Offer other choices and choose ``value`` among them."""
        self.clear()
        self._values = [key for key, _ in options]
        self.addItems([text for _, text in options])
        self.set_value(value)

    def value(self) -> object:
        """What is chosen; None when there is nothing to choose from."""
        return self._values[self.currentIndex()] if 0 <= self.currentIndex() < len(self._values) else None

    def set_value(self, value: object) -> None:
        """Choose without telling. What is not offered chooses the first."""
        if self._values:
            self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def problem(self) -> str:
        """Nothing can be wrong with a choice."""
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_all()

    def _tell_all(self) -> None:
        """What is longer than its place stands whole in the tooltip."""
        fits = self.fontMetrics().horizontalAdvance(self.currentText()) <= self.width() - self.ROOM
        self.setToolTip("" if fits else self.currentText())

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        room = self.width() - self.ROOM
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        color = tokens().text2 if self.isEnabled() else tokens().text3
        paint_icon(painter, "chevron-down", self.width() - 22, (self.height() - 14) / 2, 14, color)


class _Ticked:
    """Where box and words of check boxes and radio buttons stand."""

    SIDE = 16
    GAP = 8

    @staticmethod
    def hint(text: str) -> QSize:
        return QSize(_Ticked.SIDE + _Ticked.GAP + metrics(Role.BODY).horizontalAdvance(text) + 6, 24)


class CheckBox(QCheckBox):
    """A choice that is on or off."""

    changed = Signal()

    def __init__(self, text: str, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setChecked(checked)
        self.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> bool:
        """Whether it is on."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        """Turn it on or off."""
        self.setChecked(value)

    def problem(self) -> str:
        """Nothing can be wrong with it."""
        return ""

    def sizeHint(self) -> QSize:
        return _Ticked.hint(self.text())

    def hitButton(self, pos: QPoint) -> bool:
        return bool(self.rect().contains(pos))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1.5, (self.height() - 15) / 2, 15, 15)
        on = self.isChecked()
        painter.setPen(QPen(t.accent if on or self.hasFocus() else t.ctl, 2 if self.hasFocus() and not on else 1))
        painter.setBrush(t.accent if on else t.base)
        painter.drawRoundedRect(box, 3, 3)
        if on:
            paint_icon(painter, "check", 2, box.top() + 0.5, 14, t.on_accent)
        _paint_words(painter, self, self.hasFocus())


class _Radio(QRadioButton):
    def sizeHint(self) -> QSize:
        return _Ticked.hint(self.text())

    def hitButton(self, pos: QPoint) -> bool:
        return bool(self.rect().contains(pos))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(1.5, (self.height() - 15) / 2, 15, 15)
        painter.setPen(QPen(t.accent if self.isChecked() or self.hasFocus() else t.ctl, 1))
        painter.setBrush(t.accent if self.isChecked() else t.base)
        painter.drawEllipse(ring)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.on_accent)
            painter.drawEllipse(ring.center(), 3, 3)
        _paint_words(painter, self, self.hasFocus())


def _paint_words(painter: QPainter, box: QCheckBox | QRadioButton, focused: bool) -> None:
    t = tokens()
    words = box.rect().adjusted(_Ticked.SIDE + _Ticked.GAP, 0, 0, 0)
    painter.setFont(font(Role.BODY))
    painter.setPen(t.text if box.isEnabled() else t.text3)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, box.text())
    if focused:
        painter.setPen(QPen(t.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        width = metrics(Role.BODY).horizontalAdvance(box.text()) + 6
        painter.drawRoundedRect(QRectF(words.left() - 3, 2, width, box.height() - 4), 3, 3)


class RadioGroup(QWidget):
    """A choice of one among a few that are all seen at once."""

    changed = Signal(object)

    def __init__(self, options: Options, value: object = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._group = QButtonGroup(self)
        self._values = [key for key, _ in options]
        for number, (_, text) in enumerate(options):
            button = _Radio(text)
            self._group.addButton(button, number)
            layout.addWidget(button)
        self.set_value(value)
        self._group.idClicked.connect(self._chosen)

    def value(self) -> object:
        """What is chosen."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: object) -> None:
        """Choose without telling. What is not offered chooses the first."""
        button = self._group.button(self._values.index(value) if value in self._values else 0)
        button.setChecked(True)
        self.setFocusProxy(button)

    def problem(self) -> str:
        """Nothing can be wrong with a choice."""
        return ""

    def _chosen(self, number: int) -> None:
        self.setFocusProxy(self._group.button(number))
        self.changed.emit(self.value())
