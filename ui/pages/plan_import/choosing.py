"""Step 1: which document. Files are chosen, dropped or pasted; reviews that were begun are offered again."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import PlanError
from app.i18n import tr
from app.plan_import.readers import LegacyText
from app.plan_import.readers.legacy import NAMES
from app.plan_import.review.keeping import Kept
from app.plan_import.review.tree import counts
from ui.fonts import Role
from ui.pages.plan_import.reading import Wanted
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.drop_field import DropField
from ui.widgets.label import Label, Line
from ui.widgets.scroll import PaperScroll

WIDEST = 760


class Choosing(QWidget):
    """``taken_up`` brings a review to go on with, ``thrown`` one to be given up, ``decided`` how an old encoding is to be read."""

    taken_up = Signal(object)
    thrown = Signal(object)
    decided = Signal(object, bool)

    def __init__(self, choose: Callable[[], object], paste: Callable[[], object]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(PAD, 16, PAD, 16)
        column = QVBoxLayout()
        column.setSpacing(12)
        self._choose = Button(tr("Chọn tệp…"), choose, kind="primary", icon="file-import")
        title = tr("Chọn văn bản kế hoạch, hoặc kéo tệp vào đây")
        why = tr(
            "Word (.docx, .doc), PDF có chữ, văn bản thuần (.txt). Chương trình đọc ngay trên máy này, không gửi đi đâu."
        )
        buttons = [self._choose, Button(tr("Dán nội dung đã chép"), paste, icon="clipboard-list")]
        column.addWidget(DropField(title, why, buttons, icon="file-import"))
        self._asked, self._refused, self._kept = (_Section(self) for _ in range(3))
        for section in (self._asked, self._refused, self._kept):
            column.addWidget(section)
        column.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        middle.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        # Left, where the first row of a list would be; it takes the room there is, up to what one can read.
        row.addWidget(middle, 1)
        row.addStretch(0)
        layout.addWidget(PaperScroll(tr("Chọn tệp"), inner))

    def show_kept(self, reviews: Sequence[Kept]) -> None:
        """Offer the reviews in progress."""
        self._kept.begin(tr("Bản nháp đang rà soát ({n})", n=len(reviews)) if reviews else "")
        for kept in reviews:
            targets, tasks = counts(kept.review)
            said = tr("{targets} chỉ tiêu, {tasks} nhiệm vụ", targets=targets, tasks=tasks)
            buttons = [
                Button(tr("Bỏ"), lambda kept=kept: self.thrown.emit(kept), kind="link"),  # type: ignore[misc]  # bound per button
                Button(tr("Rà soát tiếp"), lambda kept=kept: self.taken_up.emit(kept), kind="small"),  # type: ignore[misc]  # the same
            ]
            for button in buttons:
                button.setAccessibleDescription(kept.title)
            self._kept.add(kept.title, said, buttons)

    def clear_said(self) -> None:
        """Forget what was said of documents before."""
        self._asked.begin("")
        self._refused.begin("")

    def ask_encoding(self, wanted: Wanted, asked: LegacyText) -> None:
        """Ask whether a text from before Unicode is to be converted, with one line before and after."""
        name = wanted.name or tr("Nội dung đã dán")
        if not self._asked.filled:
            self._asked.begin(tr("Cần chọn cách đọc"))
        said = tr(
            "{name} dùng bảng mã cũ {encoding} ở {n} dòng.", name=name, encoding=NAMES[asked.encoding], n=asked.lines
        )

        def decide(convert: bool) -> None:
            self._asked.begin("")
            self.decided.emit(wanted, convert)

        buttons = [
            Button(tr("Giữ nguyên"), lambda: decide(convert=False), kind="small"),
            Button(tr("Chuyển sang Unicode"), lambda: decide(convert=True), kind="small"),
        ]
        self._asked.add(said, tr("Trước: {before}\nSau: {after}", before=asked.before, after=asked.after), buttons)
        buttons[1].setFocus()

    def refuse(self, wanted: Wanted, error: Exception) -> None:
        """Say why a document cannot be read."""
        if isinstance(error, PlanError):
            if not self._refused.filled:
                self._refused.begin(tr("Không đọc được"))
            self._refused.add(wanted.name or tr("Nội dung đã dán"), str(error), [], tone="bad")

    def focus_first(self) -> None:
        """Put the focus on what most people want here."""
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)


class _Section(QWidget):
    """A heading with lines below it; hidden while it has none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(0)
        self.filled = False
        self.hide()

    def begin(self, title: str) -> None:
        """Start anew under a heading; an empty one hides everything."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.filled = bool(title)
        self.setVisible(bool(title))
        if title:
            self._column.addWidget(Label(title, Role.SECTION))
            self._column.addSpacing(4)
            self._column.addWidget(Line(strong=True))

    def add(self, title: str, said: str, buttons: Sequence[Button], *, tone: str = "text2") -> None:
        """One line: what it is, what is said of it, what can be done."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 7, 0, 7)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(title, Role.MEDIUM, wrap=True))
        words.addWidget(Label(said, Role.SMALL, tone, wrap=True))
        row.addLayout(words, 1)
        for button in buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addWidget(holder)
        self._column.addWidget(Line())
