"""The list of the targets page, with its chips."""

from collections.abc import Hashable, Mapping, Sequence

from app.i18n import tr
from app.plan.overview import is_hard
from app.plan.target_figures import TargetFigure
from app.plan.verdicts import Verdict
from ui.context import PageContext
from ui.pages.lists.in_memory import InMemoryList
from ui.pages.targets import cells, listed
from ui.pages.targets.cells import NameDelegate
from ui.pages.targets.listed import COLUMNS, PICTURE
from ui.widgets.chips import Chip, ChipBar, ChipMenu
from ui.widgets.empty import EmptyState


class TargetList(InMemoryList):
    """All targets of the period are in memory, so they are filtered and sorted there."""

    name = "targets"
    known = COLUMNS
    widths = listed.WIDTHS
    stretch = "text"
    pictures = frozenset({PICTURE})
    right = cells.RIGHT
    leaves_below = cells.LEAST_WIDTHS
    row_height = 44
    has_period = True

    def __init__(self, context: PageContext) -> None:
        self._figures: dict[Hashable, TargetFigure] = {}
        super().__init__(context)
        self.view.row_delegate = NameDelegate(self.view)
        self.view.setItemDelegate(self.view.row_delegate)

    def list_title(self) -> str:
        return tr("Chỉ tiêu")

    def fill_bar(self, bar: ChipBar) -> None:
        self._programme = ChipMenu(tr("Chương trình"), [(None, tr("tất cả"))])
        self._hard = Chip(tr("Khó đạt"), mark="due_soon")
        self._empty_ones = Chip(tr("Chưa đủ số liệu"), mark="not_logged")
        for widget in (self._programme, self._hard, self._empty_ones):
            bar.add(widget)
        self._programme.changed.connect(lambda _value: self.refilter())
        self._hard.toggled.connect(lambda _on: self.refilter())
        self._empty_ones.toggled.connect(lambda _on: self.refilter())

    def own_chips(self) -> Mapping[str, Chip]:
        return {"programme": self._programme, "hard": self._hard, "unknown": self._empty_ones}

    def empty_state(self) -> EmptyState:
        return EmptyState(tr("Chưa có chỉ tiêu nào."))

    def show_target(self, target: TargetFigure | None) -> None:
        """Show a target in the details panel."""

    def set_targets(self, found: Sequence[TargetFigure], programmes: Mapping[int, str]) -> None:
        """Show these targets; ``programmes`` are the numbers of programmes by their ids."""
        self._figures = {target.target_id: target for target in found}
        self._hard.set_count(sum(is_hard(target) for target in found))
        self._empty_ones.set_count(sum(target.verdict is Verdict.unknown for target in found))
        self.set_lines({one.target_id: listed.line(one, programmes.get(one.programme_id or 0, "")) for one in found})

    def takes(self, key: Hashable) -> bool:
        """Whether the chips leave a target."""
        target = self._figures[key]
        if self._programme.value() is not None and target.programme_id != self._programme.value():
            return False
        if self._hard.isChecked() and not is_hard(target):
            return False
        return not self._empty_ones.isChecked() or target.verdict is Verdict.unknown

    def stand_nowhere(self) -> None:
        """Show no target in the details."""
        self.show_target(None)
