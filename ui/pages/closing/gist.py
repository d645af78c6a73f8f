"""What the report will say before it is locked: its headings and sentences, with a way to the whole paper."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import tr
from ui.fonts import Role
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.label import Label
from ui.widgets.scroll import PaperScroll

if TYPE_CHECKING:
    from app.reports.gist import Said

_ROLES = {0: Role.BODY, 1: Role.SECTION, 2: Role.MEDIUM}


class GistView(PaperScroll):
    """The lines of the report; ``whole`` opens the full preview."""

    def __init__(self, whole: Callable[[], object]) -> None:
        super().__init__(tr("Báo cáo sẽ ghi"))
        self._whole = whole
        self._shown: Sequence[Said] = ()

    def show_lines(self, lines: "Sequence[Said]") -> None:
        """Show these lines; the same ones are left as they stand."""
        if lines == self._shown and self.widget() is not None:
            return
        self._shown = lines
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(PAD, 4, PAD, PAD)
        column.setSpacing(6)
        column.addWidget(Button(tr("Mở bản đầy đủ"), self._whole, kind="link", icon="eye"))
        for said in lines:
            if said.level:
                column.addSpacing(8 if said.level == 1 else 2)
            column.addWidget(Label(said.text, _ROLES[said.level], wrap=True))
        column.addStretch(1)
        self.set_content(sheet)

    def show_reason(self, why: str) -> None:
        """There is no report to tell of, and why."""
        self._shown = ()
        self.set_content(Label(why, tone="text2", wrap=True))
