"""Buttons: one thing to do each, its words start with a verb."""

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from ui.fonts import Role, font
from ui.icons import icon as themed_icon
from ui.tokens import INPUT, SMALL

Kind = Literal["primary", "secondary", "link", "small", "danger"]


def _nothing() -> None:
    """For buttons whose ``clicked`` is connected elsewhere."""


class Button(QPushButton):
    """A button with words. ``primary`` stands at most once on a page; ``link`` has no frame; ``small`` is 24 px high."""

    def __init__(
        self,
        text: str,
        on: Callable[[], object] = _nothing,
        *,
        kind: Kind = "secondary",
        icon: str = "",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind = kind
        self.setProperty("kind", kind)
        roles = {"primary": Role.STRONG, "small": Role.SMALL_MEDIUM, "link": Role.SMALL_MEDIUM}
        self.setFont(font(roles.get(kind, Role.MEDIUM)))
        self.setFixedHeight(SMALL if kind in ("small", "link") else INPUT)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if icon:
            tones = {"primary": "on_accent", "link": "accent", "danger": "bad"}
            self.setIcon(themed_icon(icon, tones.get(kind, "text2")))
            # The style leaves 4 px between icon and words; the icon's own gap makes them 7.
            self.setIconSize(QSize(17, 14) if kind in ("small", "link") else QSize(19, 16))
        self.setToolTip(tip)
        self.clicked.connect(lambda _checked=False: on())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class LongLink(Button):
    """A link whose words may be longer than its place: they end with "…", all of them are in the tooltip and the accessible name."""

    def __init__(self, text: str, on: Callable[[], object] = _nothing) -> None:
        super().__init__(text, on, kind="link", tip=text)
        self._full = text
        self._whole = super().sizeHint()
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self._whole

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self._whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        frame = self._whole.width() - QFontMetrics(self.font()).horizontalAdvance(self._full)
        room = max(self.width() - frame, 0)
        self.setText(QFontMetrics(self.font()).elidedText(self._full, Qt.TextElideMode.ElideRight, room))


class IconButton(QPushButton):
    """A button that is only an icon: rare, and always with a name for tooltips and screen readers."""

    def __init__(
        self,
        icon: str,
        name: str,
        on: Callable[[], object] = _nothing,
        *,
        size: int = INPUT,
        checkable: bool = False,
        flat: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "flat" if flat else "icon")
        self.setFixedSize(size, size)
        self.setIcon(themed_icon(icon))
        self.setIconSize(QSize(16, 16) if size >= INPUT else QSize(14, 14))
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCheckable(checkable)
        self.setAutoDefault(False)
        self.clicked.connect(lambda _checked=False: on())


class MenuButton(Button):
    """A button that opens a menu, with a small chevron at its right."""

    def __init__(self, text: str, actions: Sequence[QAction] = (), *, kind: Kind = "secondary") -> None:
        super().__init__(text, kind=kind)
        self.setIcon(themed_icon("chevron-down"))
        self.setIconSize(QSize(14, 14))
        # The only way to let a push button's icon stand after its words.
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.menu_shown = QMenu(self)
        self.menu_shown.addActions(list(actions))
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.menu_shown.popup(self.mapToGlobal(QPointF(0, self.height() + 2).toPoint()))


class Segmented(QWidget):
    """A few options side by side of which one is on, such as Năm, Quý, Tháng. Arrow keys move along it."""

    changed = Signal(object)

    def __init__(self, options: Sequence[tuple[object, str]], value: object = None, *, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._buttons: dict[object, Button] = {}
        for key, text in options:
            button = Button(text, lambda key=key: self._choose(key), kind="small")  # type: ignore[misc]  # bound per button
            button.setCheckable(True)
            self._buttons[key] = button
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_value(value if value is not None else options[0][0])

    def value(self) -> object:
        """The option that is on."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def set_value(self, value: object) -> None:
        """Turn an option on without telling."""
        for key, button in self._buttons.items():
            button.setChecked(key == value)

    def _choose(self, key: object) -> None:
        self.set_value(key)
        self.changed.emit(key)
