"""Step 3: what came of it, and where it leads."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import Message, msg, tr
from ui.fonts import Role
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.label import Label
from ui.widgets.scroll import PaperScroll

if TYPE_CHECKING:
    from app.plan_import.accept import AcceptResult

COUNTED: dict[str, Message] = {
    "programmes": msg("chương trình"),
    "targets": msg("chỉ tiêu"),
    "tasks": msg("nhiệm vụ"),
    "passed_down": msg("trong đó giao cấp dưới"),
    "milestones": msg("mốc thời gian"),
    "duties": msg("phân công"),
    "references": msg("văn bản viện dẫn"),
    "bans": msg("ban mới lập"),
    "clauses": msg("mục của văn bản"),
}
_NOTES = 12


class Outcome(QWidget):
    """Says what was written and leads on."""

    def __init__(self, steps: Sequence[tuple[str, Callable[[], object]]]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(PAD, 18, PAD, 18)
        self._column.setSpacing(10)
        self._sentence = Label(role=Role.SENTENCE, wrap=True)
        self._column.addWidget(self._sentence)
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(12)
        self._figures.setVerticalSpacing(4)
        self._column.addLayout(self._figures)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(4)
        self._column.addLayout(self._notes)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.buttons = [
            Button(words, on, kind="secondary" if place else "primary") for place, (words, on) in enumerate(steps)
        ]
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)
        self._column.addStretch(1)
        layout.addWidget(PaperScroll(tr("Kết quả"), inner))

    def show_result(self, name: str, result: "AcceptResult", waiting: int) -> None:
        """Say what came of a document; ``waiting`` further drafts are to be reviewed."""
        self._empty(self._figures)
        self._empty(self._notes)
        update = result.update
        done = tr("Đã cập nhật {name}.", name=name) if update is not None else tr("Đã nhận {name}.", name=name)
        more = " " + tr("Còn {n} bản nháp đang rà soát.", n=waiting) if waiting else ""
        self._sentence.setText(done + more)
        # What a body is told to do becomes a task as well.
        with_duties = result.counts.get("duties", 0) > 0
        found = [
            (_words(key, words, with_duties=with_duties), result.counts[key])
            for key, words in COUNTED.items()
            if result.counts.get(key)
        ]
        for place, (words, count) in enumerate(found):
            number = Label(str(count), Role.STRONG)
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            number.setMinimumWidth(36)
            self._figures.addWidget(number, place, 0)
            self._figures.addWidget(Label(words), place, 1)
        self._figures.setColumnStretch(1, 1)
        notes = [str(note) for note in result.notes]
        if notes:
            self._notes.addWidget(Label(tr("Cần xem thêm"), Role.SECTION))
        for note in notes[:_NOTES]:
            self._notes.addWidget(Label(note, tone="text2", wrap=True))
        if len(notes) > _NOTES:
            self._notes.addWidget(Label(tr("và {n} ghi chú nữa", n=len(notes) - _NOTES), tone="text2"))

    def focus_first(self) -> None:
        """Put the focus on the way on."""
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _empty(layout: QGridLayout | QVBoxLayout) -> None:
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _words(key: str, words: Message, *, with_duties: bool) -> str:
    return tr("nhiệm vụ, gồm cả việc lấy từ phần phân công") if key == "tasks" and with_duties else str(words)
