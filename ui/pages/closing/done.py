"""After the lock: who locked when, the backup, the report to print and to write out, and what comes next."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.display import show_instant
from app.i18n import tr
from app.plan import periods
from app.plan.closing import Lock
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.label import Label


@dataclass(frozen=True)
class Doing:
    """What the buttons of the done state do."""

    see: Callable[[], object]
    write: Callable[[], object]
    amend: Callable[[], object]
    go_on: Callable[[], object]


class DonePart(QWidget):
    """Stands over the amendments of a locked quarter."""

    def __init__(self, doing: Doing) -> None:
        super().__init__()
        self.setAccessibleName(tr("Quý đã khóa"))
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, 0, PAD, 12)
        column.setSpacing(8)
        self._facts = Label("", tone="text2", wrap=True)
        column.addWidget(self._facts)
        self.see = Button(tr("Xem và in báo cáo quý"), doing.see, kind="primary", icon="printer")
        self.write = Button(tr("Ghi PDF, Word, Excel vào thư mục gửi"), doing.write, icon="send")
        self.amend = Button(tr("Lập đính chính"), doing.amend, icon="pencil")
        self.go_on = Button("", doing.go_on, icon="arrow-right")
        for pair in ((self.see, self.write), (self.go_on, self.amend)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in pair:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)

    def show_lock(self, lock: Lock | None, backed_up_ms: int | None, period: str, *, next_open: bool) -> None:
        """Say who locked when, and whether a backup was made since."""
        facts = []
        if lock is not None:
            facts.append(tr("Khóa lúc {time}, người khóa: {who}", time=show_instant(lock.at_ms), who=lock.who or "–"))
        if backed_up_ms is None:
            facts.append(tr("chưa có bản sao lưu"))
        elif lock is not None and backed_up_ms >= lock.at_ms:
            facts.append(tr("đã sao lưu sau khi khóa: {time}", time=show_instant(backed_up_ms)))
        else:
            facts.append(tr("bản sao lưu mới nhất có trước khi khóa: {time}", time=show_instant(backed_up_ms)))
        self._facts.setText(" · ".join(facts))
        following = periods.inside(periods.following(period))
        self.go_on.setText(tr("Sang {period}", period=following) if next_open else tr("Mở {period}", period=following))
        self.setVisible(True)
