"""What stands where the first row would be: what is empty, why it is useful, what to do."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.fonts import Role
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.label import Label


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
        layout.setContentsMargins(PAD, 12, PAD, 12)
        layout.setSpacing(2)
        layout.addWidget(Label(what, Role.MEDIUM, wrap=True))
        if why:
            layout.addWidget(Label(why, tone="text2", wrap=True))
        if action and on is not None:
            self.button = Button(action, on, kind="link")
            # A link's words start where the lines above start; its frame shows only on focus.
            layout.addSpacing(2)
            layout.addWidget(self.button)
