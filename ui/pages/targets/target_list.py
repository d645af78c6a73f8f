"""The list of the targets page: all targets of the period are in memory, so it is filtered and sorted there."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from app.columns import Column
from app.i18n import tr
from app.jobs import Progress
from app.lists_export import ListTable
from app.lists_kept import MOST_VALUES, Filter, ListState
from app.plan.overview import is_hard
from app.plan.target_figures import TargetFigure
from app.plan.verdicts import Verdict
from ui.context import PageContext
from ui.models.rows_model import RowsModel
from ui.pages.lists.commands import set_chip
from ui.pages.lists.host import Counted, ListHost
from ui.pages.lists.tools import ListTools
from ui.pages.lists.views import ListViews
from ui.pages.targets import cells, listed
from ui.pages.targets.cells import NameDelegate
from ui.pages.targets.listed import COLUMNS, KEYS, PICTURE, Row
from ui.widgets.cells import ID_ROLE, Cell
from ui.widgets.chips import Chip, ChipBar, ChipMenu
from ui.widgets.empty import EmptyState
from ui.widgets.fields import TextField
from ui.widgets.job_bar import JobBar
from ui.widgets.list_view import ListView

_NAME_LEAST = 220


class TargetList(ListHost):
    """Sections of the header keep their columns; which are seen, and in which order, is the header's."""

    has_period = True

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._figures: dict[int, TargetFigure] = {}
        self._made: dict[int, tuple[Sequence[Cell], Row]] = {}
        self._shown: list[int] = []
        self._keys: tuple[str, ...] = KEYS
        self._sort: tuple[str, bool] | None = None
        self._waiting = False
        self.tools = ListTools(self)
        self.job_bar = JobBar()
        self.body.addWidget(self.job_bar)
        self.model = RowsModel(cells.titles(), cells.RIGHT, self)
        self.view = ListView(name=tr("Chỉ tiêu"), row_height=44)
        self.view.row_delegate = NameDelegate(self.view)
        self.view.setItemDelegate(self.view.row_delegate)
        self.view.setModel(self.model)
        self._fill_bar()
        self.body.addWidget(self.view, 1)
        self.tools.attach()
        self.view.header.sortIndicatorChanged.connect(self._sorted)
        self.views = ListViews(self, self.tools, self.show_state)
        self.views.attach()
        self.view.set_empty(self.empty_state())
        self.show_columns(self.tools.columns())

    def _fill_bar(self) -> None:
        self.bar = ChipBar(name=tr("Lọc"))
        # Of 30 targets none has to be searched for: the filters are enough.
        self.search = TextField(parent=self.bar)
        self.search.hide()
        self._programme = ChipMenu(tr("Chương trình"), [(None, tr("tất cả"))])
        self._hard = Chip(tr("Khó đạt"), mark="due_soon")
        self._empty_ones = Chip(tr("Chưa đủ số liệu"), mark="not_logged")
        for widget in (self._programme, self._hard, self._empty_ones):
            self.bar.add(widget)
        self._programme.changed.connect(lambda _value: self.refilter())
        self._hard.toggled.connect(lambda _on: self.refilter())
        self._empty_ones.toggled.connect(lambda _on: self.refilter())
        self.body.addWidget(self.bar)

    def empty_state(self) -> EmptyState:
        """What stands in the list while there is no target."""
        return EmptyState(tr("Chưa có chỉ tiêu nào."))

    def show_target(self, target: TargetFigure | None) -> None:
        """Show a target in the details panel."""

    def set_targets(self, found: Sequence[TargetFigure], programmes: Mapping[int, str]) -> None:
        """Show these targets; ``programmes`` are the numbers of programmes by their ids."""
        self._figures = {target.target_id: target for target in found}
        made = {one.target_id: cells.row_of(one, programmes.get(one.programme_id or 0, "")) for one in found}
        self._made = {key: (made[key], listed.row_values(self._figures[key], made[key])) for key in made}
        self._hard.set_count(sum(is_hard(target) for target in found))
        self._empty_ones.set_count(sum(target.verdict is Verdict.unknown for target in found))
        self.refilter()

    # --- rows

    def refilter(self) -> None:
        if self._waiting:
            return
        current = self.view.currentIndex().data(ID_ROLE)
        wanted = [one for one in self._figures.values() if self._takes(one, self.tools.filters)]
        self._shown = [target.target_id for target in listed.ordered(wanted, self._sort)]
        self.model.set_rows([self._made[key][0] for key in self._shown], self._shown)
        if current in self._shown:
            self.view.setCurrentIndex(self.model.index(self._shown.index(current), 0))
        elif self.view.hasFocus() and self._shown:
            self.view.setCurrentIndex(self.model.index(0, 0))
        else:
            self.show_target(None)

    def _takes(self, target: TargetFigure, filters: Sequence[Filter]) -> bool:
        if self._programme.value() is not None and target.programme_id != self._programme.value():
            return False
        if self._hard.isChecked() and not is_hard(target):
            return False
        if self._empty_ones.isChecked() and target.verdict is not Verdict.unknown:
            return False
        return listed.passes(self._made[target.target_id][1], filters)

    def _sorted(self, section: int, order: Qt.SortOrder) -> None:
        self._sort = (KEYS[section], order == Qt.SortOrder.DescendingOrder) if section >= 0 else None
        self.refilter()

    # --- as the host of the tools

    def list_name(self) -> str:
        return "targets"

    def list_title(self) -> str:
        return tr("Chỉ tiêu")

    def offered(self) -> tuple[Column, ...]:
        return COLUMNS

    def standard(self) -> tuple[str, ...]:
        return KEYS

    def shown_columns(self) -> tuple[str, ...]:
        return self._keys

    def section_of(self, key: str) -> int:
        return KEYS.index(key)

    def key_of(self, section: int) -> str:
        return KEYS[section]

    def can_filter(self, key: str) -> bool:
        return key != PICTURE

    def show_columns(self, keys: Sequence[str]) -> None:
        self._keys = tuple(keys)
        header = self.view.header
        rest = [key for key in KEYS if key not in keys]
        for place, key in enumerate((*keys, *rest)):
            header.moveSection(header.visualIndex(KEYS.index(key)), place)
        usual = listed.standard_widths()
        self.view.set_widths([self.tools.width(key, usual[key]) for key in KEYS])
        self._drop_columns(self.width())
        self.tools.mark_header()

    def sorting(self) -> tuple[str, bool] | None:
        return self._sort

    def own_chips(self) -> Mapping[str, Chip]:
        return {"programme": self._programme, "hard": self._hard, "unknown": self._empty_ones}

    def reading_choices(self, column: Column, others: Sequence[Filter]) -> Callable[[Progress], Counted | None]:
        counted: dict[object, int] = {}
        for target in self._figures.values():
            if self._takes(target, others):
                value = self._made[target.target_id][1][column.key] or None
                counted[value] = counted.get(value, 0) + 1
        found = sorted(counted.items(), key=lambda one: -one[1])
        return lambda _progress: found if len(found) <= MOST_VALUES else None

    def reading_table(self, places: Sequence[int] | None = None) -> Callable[[Progress], ListTable]:
        columns = tuple(self.column(key) for key in self._keys if key != PICTURE)
        keys = self._shown if places is None else [self._shown[place] for place in places]
        rows, told = [self._made[key][1] for key in keys], tuple(self.tools.told())

        def pages() -> Iterator[Sequence[Row]]:
            yield rows

        return lambda _progress: ListTable(self.list_title(), columns, len(rows), pages, told)

    def show_state(self, state: ListState) -> None:
        """Make the list stand as a kept view says."""
        self._waiting = True
        try:
            for key, chip in self.own_chips().items():
                set_chip(chip, state.chips.get(key))
            self.tools.show_filters(state.filters)
        finally:
            self._waiting = False
        self._sort = (state.sort, state.down) if state.sort in KEYS else None
        self.show_columns(tuple(key for key in state.columns if key in KEYS) or self.tools.columns())
        self.refilter()

    # --- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drop_columns(event.size().width())

    def _drop_columns(self, width: int) -> None:
        """Columns go where the page is narrower, unless a person chose them himself: the list is then scrolled."""
        least = {KEYS[column]: room for column, room in cells.LEAST_WIDTHS}
        chosen, mode = self.tools.chosen, QHeaderView.ResizeMode
        usual = listed.standard_widths()
        for section, key in enumerate(KEYS):
            dropped = not chosen and width < least.get(key, 0)
            self.view.setColumnHidden(section, key not in self._keys or dropped)
        fixed = sum(self.tools.width(key, usual[key]) for key in self._keys if key != "text")
        narrow = chosen and width - fixed < _NAME_LEAST
        self.view.header.setSectionResizeMode(cells.NAME, mode.Interactive if narrow else mode.Stretch)
        if narrow:
            self.view.setColumnWidth(cells.NAME, self.tools.width("text", _NAME_LEAST))
