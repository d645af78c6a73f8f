"""The bar over the grid: which part, whose work, which programme, and what needs a hand."""

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.plan.grid_rows import OWN, PASSED_DOWN, VALUES, Grid, Key, Row, TaskRow
from app.text import fold
from ui.pages.quarter.model import Keep, group_title
from ui.tokens import FILTER_BAR, PAD_GRID
from ui.widgets.buttons import Button, IconButton, Segmented
from ui.widgets.chips import Chip, ChipBar, ChipMenu

Test = Callable[[Row], bool]
_CUT = 22
_GAP = 8
_NO_PROGRAMME = -1
"""The choice of work without a programme; 0 is "all"."""


def missing(row: Row) -> bool:
    """Nothing is logged where something is expected."""
    return not row.entry and row.expected and not row.exempt


def returned(row: Row) -> bool:
    """It came back with a reason and was not answered yet."""
    return row.review == "returned"


def same(row: Row) -> bool:
    """A text repeats last quarter's word for word."""
    return isinstance(row, TaskRow) and bool(row.same)


def overdue(row: Row) -> bool:
    """Its day has passed and it is not done."""
    return isinstance(row, TaskRow) and row.status == "overdue"


def waiting(row: Row) -> bool:
    """Submitted, and nobody has judged it yet."""
    return bool(row.entry) and row.phase == "submitted" and not row.review


def draft(row: Row) -> bool:
    """Logged and not submitted yet."""
    return row.phase == "draft"


_TESTS: dict[str, Test] = {
    "missing": missing,
    "returned": returned,
    "draft": draft,
    "same": same,
    "overdue": overdue,
    "waiting": waiting,
}


class GridFilter(ChipBar):
    """``changed`` when other rows shall be shown, ``part_chosen`` and ``group_chosen`` when others must be read."""

    changed = Signal()
    part_chosen = Signal(object)
    group_chosen = Signal(object)
    compared = Signal(bool)
    search_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name=tr("Lọc lưới"), padding=PAD_GRID, parent=parent)
        parts = ((OWN, tr("Nhiệm vụ")), (PASSED_DOWN, tr("Giao cấp dưới")), (VALUES, tr("Số liệu")))
        self.parts = Segmented(parts, OWN, name=tr("Phần của lưới"))
        self.ban = ChipMenu(tr("Ban"), [(0, tr("tất cả"))])
        self.groups = {
            OWN: ChipMenu(tr("CT"), [(0, tr("tất cả"))]),
            PASSED_DOWN: ChipMenu(tr("Nhiệm vụ"), [(0, tr("tất cả"))]),
            VALUES: ChipMenu(tr("Chỉ số"), [(0, tr("tất cả"))]),
        }
        self.part = OWN
        self.tests = {
            "missing": Chip(tr("Chưa ghi"), key="missing", mark="not_logged"),
            "returned": Chip(tr("Bị trả lại"), key="returned", icon="corner-up-left", tone="bad"),
            "draft": Chip(tr("Chưa trình"), key="draft", icon="pencil"),
            "same": Chip(tr("Giống quý trước"), key="same", icon="equal", tone="warn_fill"),
            "overdue": Chip(tr("Quá hạn"), key="overdue", mark="overdue"),
            "waiting": Chip(tr("Chờ duyệt"), key="waiting", icon="hourglass"),
        }
        self.search = IconButton("search", tr("Tìm, thay trong lưới (Ctrl+F)"), self.search_asked.emit, size=24)
        self.compare = Button(tr("So với quý trước"), kind="small", icon="columns-2")
        self.compare.setCheckable(True)
        self.compare.setChecked(True)
        self._words = ""
        self._chosen_group: int | None = None
        self._judged: dict[Key, tuple[Row, frozenset[str]]] = {}
        self._folded: dict[Key, tuple[Row, str]] = {}
        self._lay_out()
        self.setMinimumWidth(200)

    def _lay_out(self) -> None:
        for widget in (self.parts, self.ban, *self.groups.values(), *self.tests.values()):
            self.add(widget)
        self.add_right(self.search)
        self.add_right(self.compare)
        self.parts.changed.connect(self.part_chosen)
        self.ban.changed.connect(lambda _value: self.changed.emit())
        for menu in self.groups.values():
            menu.changed.connect(self._choose_group)
            menu.setVisible(menu is self.group)
        self.compare.toggled.connect(self.compared)
        for chip in self.tests.values():
            chip.toggled.connect(lambda _on: self.changed.emit())

    @property
    def group(self) -> ChipMenu:
        """The choice of one programme, task or measure, after the part that is shown."""
        return self.groups[self.part]

    def show_grid(self, grid: Grid, last: str) -> None:
        """Offer what this grid can be narrowed to."""
        self._folded.clear()
        self._judged.clear()
        self._chosen_group, self.part = grid.chosen, grid.part
        for part, menu in self.groups.items():
            menu.setVisible(part == grid.part)
        self.parts.set_value(grid.part)
        own = grid.part == OWN
        self.ban.setVisible(own)
        bans = sorted(grid.bans.items(), key=lambda ban: ban[1])
        self.ban.set_options([(0, tr("tất cả")), *bans], self.ban.value())
        every = [] if grid.chosen is not None else [(0, tr("tất cả"))]
        titled = [(group.id or _NO_PROGRAMME, _short(group_title(group))) for group in grid.groups if group.total]
        chosen = self.group.value() if grid.chosen is None else grid.chosen
        self.group.set_options([*every, *titled] or [(0, tr("tất cả"))], chosen)
        self.compare.setText(tr("So với {period}", period=last))

    def count(self, rows: list[Row]) -> None:
        """Write beside each chip how many rows it would leave, given the other filters."""
        plain, on = self._plainly_kept(), set(self._on())
        numbers = dict.fromkeys(_TESTS, 0)
        # Rows that pass the same chips count alike: of thousands of rows there are a handful of kinds.
        kinds = Counter(map(self._passed, rows if plain is None else filter(plain, rows)))
        for passed, count in kinds.items():
            for key in passed:
                if not on or on <= passed | {key}:
                    numbers[key] += count
        for key, chip in self.tests.items():
            chip.set_count(numbers[key])
            chip.setProperty("unused", numbers[key] == 0 and not chip.isChecked())
            chip.setVisible(not chip.property("unused"))
        self._make_room()

    def keep(self) -> Keep | None:
        """What the filters leave; None when they leave everything."""
        plain, on = self._plainly_kept(), frozenset(self._on())
        if plain is None and not on:
            return None
        return lambda row: (plain is None or plain(row)) and on <= self._passed(row)

    def set_words(self, text: str) -> None:
        """Show only the rows that hold these words, accents or not; "" shows all."""
        if fold(text) != self._words:
            self._words = fold(text)
            self.changed.emit()

    def clear(self) -> None:
        """Show everything again."""
        for chip in self.tests.values():
            chip.setChecked(False)
        self.ban.set_value(0)
        if self._chosen_group is None:
            self.group.set_value(0)
        self._words = ""
        self.changed.emit()

    def narrow(self, ban: object, programme: object) -> None:
        """Show only the work of a ban or a programme, where this grid offers it; None leaves all."""
        for menu, wanted in ((self.ban, ban), (self.groups[OWN], programme)):
            if wanted is not None and menu.offers(wanted):
                menu.set_value(wanted)
        self.changed.emit()

    def belongs(self, row: Row, key: str) -> bool:
        """Whether a chip would leave a row."""
        return _TESTS[key](row)

    def turn_on(self, key: str) -> None:
        """Show only the rows with one thing: missing, returned, draft, same, overdue, waiting."""
        for name, chip in self.tests.items():
            chip.setChecked(name == key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, FILTER_BAR)

    def _make_room(self) -> None:
        """Where the bar is narrow, what matters least goes: chips from the right."""
        wanted: list[QWidget | None] = [self.parts, self.ban if self.part == OWN else None, self.group]
        wanted += [self.tests[key] for key in ("missing", "returned")]
        wanted += [self.compare, self.search, *(self.tests[key] for key in ("overdue", "same", "draft", "waiting"))]
        room = self.width() - 2 * PAD_GRID
        for widget in wanted:
            if widget is None or widget.property("unused"):
                continue
            room -= widget.sizeHint().width() + _GAP
            widget.setVisible(room >= 0)

    def _on(self) -> list[str]:
        return [key for key, chip in self.tests.items() if chip.isChecked()]

    def _group_value(self) -> int:
        return 0 if self._chosen_group is not None else int(str(self.group.value() or 0))

    def _plainly_kept(self) -> Test | None:
        """What ban, programme and search leave, without the chips; None for everything."""
        ban, group, words = self.ban.value() if self.part == OWN else 0, self._group_value(), self._words
        if not (ban or group or words):
            return None
        wanted = 0 if group == _NO_PROGRAMME else group

        def kept(row: Row) -> bool:
            if ban and not (isinstance(row, TaskRow) and row.lead == ban):
                return False
            if group and row.group != wanted:
                return False
            return not words or words in self._folded_text(row)

        return kept

    def _passed(self, row: Row) -> frozenset[str]:
        """The chips a row belongs to; judged once for each state of a row."""
        before, passed = self._judged.get(row.key, (None, frozenset()))
        if before is not row:
            passed = frozenset(key for key, test in _TESTS.items() if test(row))
            self._judged[row.key] = row, passed
        return passed

    def _folded_text(self, row: Row) -> str:
        row_before, folded = self._folded.get(row.key, (None, ""))
        if row_before is not row:
            words = [row.number, row.text]
            words += [row.result, row.difficulty, row.cause, row.proposal] if isinstance(row, TaskRow) else [row.note]
            folded = fold(" ".join(words))
            self._folded[row.key] = row, folded
        return folded

    def _choose_group(self, value: object) -> None:
        if self._chosen_group is not None:
            self.group_chosen.emit(value)
        else:
            self.changed.emit()


def _short(title: str) -> str:
    return title if len(title) <= _CUT else f"{title[:_CUT].rstrip()}…"
