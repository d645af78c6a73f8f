"""Nhận on the screen: what waits before anything is opened; then the files at the left and the chosen one beside them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.bundles.effects import Effects
from app.bundles.plans import FilePlan
from app.i18n import tr
from app.numbers import format_number
from ui.context import PageContext
from ui.pages.exchange.choice import MARKS, NAMES, ORDER, Choice
from ui.pages.exchange.effects_panel import show_effects
from ui.pages.exchange.file_list import FileList
from ui.pages.exchange.file_view import FileView
from ui.pages.exchange.idle import Idle
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip, ChipBar
from ui.widgets.details import Details
from ui.widgets.label import Label, Line, VLine

if TYPE_CHECKING:
    from collections.abc import Callable

LIST_WIDTH, LIST_NARROW = 340, 296
ROOMY = 780
"""Pixels of the part below which the files stand above the chosen one and not beside it, and the page's header has the button."""
LIST_HEIGHT = 150


class ReceivePart(QWidget):
    """``apply_wanted`` when the button says so, ``left`` when the preview is left without doing it, ``changed`` when the choice changed."""

    apply_wanted = Signal()
    left = Signal()
    changed = Signal()
    effects_wanted = Signal()

    def __init__(
        self, context: PageContext, open_files: "Callable[[], object]", open_folder: "Callable[[], object]"
    ) -> None:
        super().__init__()
        self._choice: Choice | None = None
        self.idle = Idle(open_files, open_folder)
        self.list = FileList()
        self.list.chosen.connect(self._show_file)
        self.list.turned.connect(self._turn)
        self.file = FileView(context.session)
        self.file.agreed.connect(self._agree)
        self.file.whole.connect(lambda _whole: self._show_whole())
        self.file.effects_wanted.connect(self.effects_wanted)
        self.panel = Details(tr("Số liệu chính sau khi áp dụng"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.idle)
        self._stack.addWidget(self._review())
        column.addWidget(self._stack)

    # --- the parts

    def _review(self) -> QWidget:
        review = QWidget()
        column = QVBoxLayout(review)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = ChipBar(name=tr("Lọc gói"))
        self._chips = {key: Chip(str(NAMES[key]), key=key, mark=MARKS[key]) for key in ORDER}
        for key, chip in self._chips.items():
            self.bar.add(chip)
            chip.toggled.connect(lambda on, key=key: self._only(key if on else ""))
        self.hold_all = Button(tr("Để sau tất cả"), lambda: self._take_all(taken=False), kind="small")
        self.take_all = Button(tr("Nhận tất cả"), lambda: self._take_all(taken=True), kind="small")
        self.bar.add_right(self.hold_all)
        self.bar.add_right(self.take_all)
        column.addWidget(self.bar)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._beside = VLine()
        self._row.addWidget(self.list)
        self._row.addWidget(self._beside)
        self._row.addWidget(self.file, 1)
        column.addLayout(self._row, 1)
        column.addWidget(Line())
        column.addLayout(self._foot())
        return review

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(PAD, 9, PAD, 9)
        foot.setSpacing(8)
        self._said = Label("", tone="text2", elide=True)
        foot.addWidget(self._said, 1)
        self.aside = Button(tr("Để sau"), self.left.emit)
        self.apply_button = Button("", self.apply_wanted.emit, kind="primary")
        # For the header of the page where the foot cannot be seen without scrolling; only one of the two is ever shown.
        self.short_apply = Button(tr("Áp dụng"), self.apply_wanted.emit, kind="primary")
        foot.addWidget(self.aside)
        foot.addWidget(self.apply_button)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        roomy = self.width() >= ROOMY
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if roomy else direction.TopToBottom)
        self.file.see_effects.setVisible(not self.panel.isVisible())
        self._beside.setVisible(roomy and self._several)
        self.apply_button.setVisible(roomy)
        if roomy:
            self.list.setFixedWidth(LIST_WIDTH if self.width() >= 1000 else LIST_NARROW)
            self.list.setMinimumHeight(0)
            self.list.setMaximumHeight(16_777_215)
        else:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(16_777_215)
            self.list.setFixedHeight(LIST_HEIGHT)

    @property
    def _several(self) -> bool:
        return self._choice is not None and len(self._choice.files) > 1 and not self.file.is_whole

    # --- a preview

    def show_choice(self, choice: Choice) -> None:
        """Look at a plan."""
        self._choice = choice
        if self.file.is_whole:
            self.file.turn_whole()
        for key, chip in self._chips.items():
            number = sum(file.standing == key for file in choice.files)
            chip.blockSignals(True)
            chip.setChecked(False)
            chip.blockSignals(False)
            chip.set_count(number)
            chip.setVisible(number > 0)
        self.panel.begin()
        self.panel.title(tr("Số liệu chính sau khi áp dụng"), tr("Đang tính…"))
        self._stack.setCurrentIndex(1)
        self.list.fill(choice)
        self._show_whole()
        self._say()

    def show_idle(self) -> None:
        """Leave what was looked at."""
        self._choice = None
        self._stack.setCurrentIndex(0)
        self.panel.begin()
        self.panel.title(tr("Số liệu chính sau khi áp dụng"))
        self.panel.lines([tr("Mở gói để xem số liệu nào sẽ đổi, đổi bao nhiêu, trước khi áp dụng.")])

    @property
    def reviewing(self) -> bool:
        """Whether a plan is looked at."""
        return self._choice is not None

    def show_effects(self, found: Effects) -> None:
        """Show the headline figures of what is taken now."""
        if self._choice is not None:
            show_effects(self.panel, found)

    def focus_first(self) -> None:
        """Put the focus where work starts."""
        if self._choice is None:
            self.idle.focus_first()
        elif self._several:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.file.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def regions(self) -> list[QWidget]:
        """Where F6 stops."""
        if self._choice is None:
            return [self.idle.open_files, self.idle.view]
        first: list[QWidget] = [self.bar, self.list] if self._several else []
        return [*first, self.file.view, self.aside]

    # --- what is chosen

    def _show_file(self, file: FilePlan | None) -> None:
        self.file.show_file(file, self._choice)
        self.file.see_effects.setVisible(not self.panel.isVisible())

    def _show_whole(self) -> None:
        several = self._several
        self.list.setVisible(several)
        self.bar.setVisible(several)
        self._fit()
        self._show_file(self.list.current_file())

    def _only(self, key: str) -> None:
        """Show only the files of one standing: at most one chip is on."""
        for other, chip in self._chips.items():
            if key and other != key and chip.isChecked():
                chip.blockSignals(True)
                chip.setChecked(False)
                chip.blockSignals(False)
                chip.updateGeometry()
        if self._choice is not None:
            self.list.fill(self._choice, key)

    def _turn(self, files: object) -> None:
        """Space: take what is put aside, put aside what is taken; what waits for a yes asks for it where the reason stands."""
        choice, chosen = self._choice, cast(Sequence[FilePlan], files)
        if choice is None:
            return
        can = [file for file in chosen if file.standing == "apply"]
        if not can:
            self.file.focus_question()
            return
        choice.take(can, taken=not all(choice.takes(file) for file in can))
        self._refresh()

    def _take_all(self, *, taken: bool) -> None:
        if self._choice is not None:
            self._choice.take(self.list.shown_files(), taken=taken)
            self._refresh()

    def _agree(self, file: object, agreed: bool) -> None:
        if self._choice is not None and isinstance(file, FilePlan):
            self._choice.agree(file, agreed=agreed)
            self._refresh()
            if not self.file.focus_question():
                self.list.setFocus()

    def _refresh(self) -> None:
        if self._choice is not None:
            self.list.refresh(self._choice)
            self._show_file(self.list.current_file())
            self._say()
            self.changed.emit()

    def _say(self) -> None:
        """What the button will do, with its number."""
        choice = self._choice
        if choice is None:
            return
        counts, taken = choice.counts.total, len(choice.accepted)
        if counts:
            words = tr("Áp dụng {n} thay đổi", n=format_number(counts))
        elif taken:
            words = tr("Áp dụng {n} gói", n=taken)
        else:
            words = tr("Ghi vào Sổ giao nhận")
        for button in (self.apply_button, self.short_apply):
            button.setEnabled(choice.usable)
        self.apply_button.setText(words)
        promise = tr("Tự sao lưu trước khi áp dụng; rút lại được cả gói trong Sổ giao nhận.")
        if len(choice.files) > 1:
            promise = f"{tr('{n}/{m} gói sẽ áp dụng.', n=taken, m=len(choice.files))} {promise}"
        self._said.setText(promise if choice.usable else tr("Không có gói nào dùng được."))
