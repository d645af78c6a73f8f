"""What stands where the first row would be: what is empty, why it is useful, what to do."""

from collections.abc import Callable

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.fonts import Role
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.label import Label

_LINK_EDGE = 5
"""How far a link's frame, seen only on focus, stands out to the left of its words."""


class EmptyState(QWidget):
    """One line what is empty, one line why it is useful, one action. No pictures."""

    def __init__(
        self,
        what: str,
        why: str = "",
        action: str = "",
        on: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAD - _LINK_EDGE, 12, PAD, 12)
        layout.setSpacing(2)
        lines = [Label(what, Role.MEDIUM, wrap=True), *([Label(why, tone="text2", wrap=True)] if why else [])]
        for line in lines:
            line.setContentsMargins(line.contentsMargins() + QMargins(_LINK_EDGE, 0, 0, 0))
            layout.addWidget(line)
        if action and on is not None:
            self.button = Button(action, on, kind="link")
            layout.addWidget(self.button)
        # In a high list the lines stay together at its top.
        layout.addStretch(1)
