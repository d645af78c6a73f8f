"""The buttons under the list of a step: what can be done with the lines that are chosen, and with all of them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import tr
from app.plan.closing import Finding
from app.plan.judging import ToJudge
from ui.pages.closing.finding_list import FindingList
from ui.pages.closing.reading import Close
from ui.pages.closing.steps import APPROVE, REPORT
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.label import Label

MOST_BESIDE = 2
"""Where so many are chosen, "approve all" makes room for what is done with those."""


@dataclass(frozen=True)
class Offers:
    """What the buttons do."""

    give_back: Callable[[], object]
    approve: Callable[[], object]
    submit_all: Callable[[], object]
    approve_all: Callable[[], object]


class Footer(QWidget):
    """How many lines are chosen at the left, what may be done at the right."""

    def __init__(self, view: FindingList, offers: Offers) -> None:
        super().__init__()
        self._view = view
        row = QHBoxLayout(self)
        row.setContentsMargins(PAD, 10, PAD, 10)
        row.setSpacing(8)
        self._chosen = Label("", tone="text2", elide=True)
        row.addWidget(self._chosen, 1)
        self._go = Button(tr("Mở đúng chỗ"), view.lead_current)
        self._return = Button(tr("Trả lại…"), offers.give_back, icon="corner-up-left")
        self._approve_some = Button(tr("Duyệt"), offers.approve)
        self._submit = Button(tr("Trình tất cả bản nháp"), offers.submit_all)
        self._approve = Button(tr("Duyệt tất cả"), offers.approve_all)
        self._buttons = (self._go, self._return, self._approve_some, self._submit, self._approve)
        for button in self._buttons:
            row.addWidget(button)
            button.hide()

    def show_choice(self, close: Close | None, step: str, *, roomy: bool) -> None:
        """Say how many lines are chosen, and offer what can be done with them; at 200 % there is no room for every button."""
        if close is None or close.closed or step == REPORT:
            for button in self._buttons:
                button.hide()
            self._chosen.setText("")
            return
        judging = step == APPROVE
        chosen = len(self._view.chosen(ToJudge)) if judging else 0
        lines = self._view.lines()
        self._return.setVisible(bool(chosen))
        self._approve_some.setVisible(bool(chosen))
        self._approve.setVisible(judging and bool(lines) and chosen < (MOST_BESIDE if roomy else 1))
        self._submit.setVisible(close.ready.drafts > 0 and not judging)
        self._go.setVisible(bool(lines) and not judging)
        if chosen:
            self._return.setText(tr("Trả lại {n} bản…", n=chosen))
            self._approve_some.setText(tr("Duyệt {n} bản", n=chosen))
        found = chosen or len(self._view.chosen(Finding))
        self._chosen.setText(tr("Đã chọn {n}/{m}", n=found, m=lines) if lines else "")
