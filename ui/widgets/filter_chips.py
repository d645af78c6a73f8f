"""The filters of a list as chips that are taken away with a click; those that have no room stand behind "+2"."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from app.i18n import tr
from ui.fonts import Role, metrics
from ui.tokens import CHIP
from ui.widgets.chips import Chip

LONGEST = 210
LONGEST_SHORT = 60
GAP = 8
_MORE = 44


class FilterChips(QWidget):
    """``removed`` tells which filter is to go, by its key."""

    removed = Signal(str)
    all_removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Lọc theo cột"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(CHIP)
        self._chips: list[Chip] = []
        self._texts: dict[str, str] = {}
        self._wanted = 0
        self._after: QWidget | None = None
        self._more = Chip("", parent=self)
        self._more.setCheckable(False)
        self._more.clicked.connect(self._show_rest)
        self.hide()

    def set_filters(self, filters: Sequence[tuple[str, str]]) -> None:
        """Show these filters: key and words."""
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._texts = dict(filters)
        self._chips = [self._chip(key, text) for key, text in filters]
        for chip in self._chips:
            self._word(chip, LONGEST)
        # Before any is shortened for lack of room: that must not make the room smaller still.
        self._wanted = sum(chip.sizeHint().width() + GAP for chip in self._chips)
        if self._after is not None:
            # Made later than what follows in the bar, they would come last of all.
            for before, after in pairwise([self._after, *self._chips, self._more]):
                QWidget.setTabOrder(before, after)
        self.setVisible(bool(filters))
        self.updateGeometry()
        self._place()

    def chips(self) -> list[Chip]:
        """The chips, also those that have no room now."""
        return list(self._chips)

    def come_after(self, widget: QWidget) -> None:
        """Let Tab come here from this widget."""
        self._after = widget

    def focused(self) -> bool:
        """Whether one of them has the focus."""
        return any(chip.hasFocus() for chip in [*self._chips, self._more])

    def sizeHint(self) -> QSize:
        return QSize(self._wanted, CHIP)

    def minimumSizeHint(self) -> QSize:
        return QSize(_MORE if self._chips else 0, CHIP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _chip(self, key: str, text: str) -> Chip:
        chip = Chip("", key=key, icon="filter", tone="accent", parent=self)
        chip.setChecked(True)
        chip.setToolTip(tr("Bỏ lọc {filter}", filter=text))
        chip.clicked.connect(lambda: self.removed.emit(key))
        return chip

    def _place(self) -> None:
        """As many chips as there is room for; the rest behind one that says how many."""
        for chip in self._chips:
            self._word(chip, LONGEST)
        wide = [chip.sizeHint().width() + GAP for chip in self._chips]
        room = self.width() - (_MORE if len(wide) > 1 else -GAP)
        if wide and wide[0] > room:
            # One short chip says more than a bare number.
            self._word(self._chips[0], max(LONGEST_SHORT, self._word_width(self._chips[0]) - (wide[0] - room)))
            wide[0] = self._chips[0].sizeHint().width() + GAP
        shown = len(wide)
        while shown and sum(wide[:shown]) + (_MORE if shown < len(wide) else -GAP) > self.width():
            shown -= 1
        x = 0
        for number, chip in enumerate(self._chips):
            chip.setVisible(number < shown)
            chip.setGeometry(x, 0, wide[number] - GAP, CHIP)
            x += wide[number] if number < shown else 0
        self._more.setText(f"+{len(wide) - shown}")
        self._more.setAccessibleName(tr("{n} lọc nữa", n=len(wide) - shown))
        self._more.setGeometry(x, 0, self._more.sizeHint().width(), CHIP)
        self._more.setVisible(shown < len(wide))

    def _word(self, chip: Chip, room: int) -> None:
        """Put the chip's words into it, ending with "…" beyond ``room`` pixels."""
        text = self._texts[chip.key]
        chip.setText(metrics(Role.SMALL_MEDIUM).elidedText(text, Qt.TextElideMode.ElideRight, room))
        chip.setAccessibleName(tr("Bỏ lọc {filter}", filter=text))

    @staticmethod
    def _word_width(chip: Chip) -> int:
        return int(metrics(Role.SMALL_MEDIUM).horizontalAdvance(chip.text()))

    def _show_rest(self) -> None:
        menu = QMenu(self)
        for key, text in self._texts.items():
            menu.addAction(tr("Bỏ lọc {filter}", filter=text)).triggered.connect(partial(self._remove, key))
        menu.addSeparator()
        menu.addAction(tr("Bỏ mọi lọc")).triggered.connect(self.all_removed)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def _remove(self, key: str, _checked: bool = False) -> None:
        self.removed.emit(key)
