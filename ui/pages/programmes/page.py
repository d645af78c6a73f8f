"""Chương trình: the tree at the left, the task or programme that is selected at the right."""

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QSignalBlocker
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.lists import TASKS
from app.plan import periods, programmes, timeline
from app.reading import ListQuery
from app.session import Touched
from ui.actions import action
from ui.context import PageContext
from ui.models.tree_model import TreeModel
from ui.pages.programmes.filters import Filters
from ui.pages.programmes.many import edit_many
from ui.pages.programmes.milestones import MilestoneForms
from ui.pages.programmes.nodes import Node, Shape, build
from ui.pages.programmes.ordering import Ordering
from ui.pages.programmes.panel import WhatPanel
from ui.pages.programmes.task_forms import TaskForms
from ui.pages.programmes.timeline_controls import TimelineControls
from ui.pages.programmes.timeline_view import TimelineTree
from ui.widgets.buttons import Button
from ui.widgets.cells import ID_ROLE
from ui.widgets.empty import EmptyState
from ui.widgets.header import Header
from ui.widgets.page import Page

if TYPE_CHECKING:
    from app.plan.programmes import ProgrammeNode

_LISTED = (480, 66, 104, 62, 132, 0)
_BESIDE_DAYS = (0, 66, 96, 58, 132, 0)
"""The widths of the columns in the list, and beside the timeline; what is left over goes to the first or to the timeline."""
_LEAST = {1: 720, 3: 620}
"""The page's width from which a column is shown."""
_ROOM_FOR_DAYS = 640
_WORDS_BESIDE_DAYS = (390, 620)
"""Between these widths the words of the tree take less than half of the page beside the timeline."""
Key = tuple[str, int | None, int | None]


class ProgrammesPage(Page):
    """Read at once (two queries for the tree, one for how tasks stand) and read again when something of it changes."""

    has_period = True
    help_chapter = "programmes"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._period = ""
        self._tree: tuple[ProgrammeNode, ...] = ()
        self._beside: bool | None = None
        self._shown: tuple[Node | None, ...] = ()
        self._building = False
        self._words_width = 0
        self.forms = TaskForms(self, context)
        self._order = Ordering(self, context)
        titles = [tr("Nội dung"), tr("Chủ trì"), tr("Hạn"), tr("Đạt %"), tr("Tình trạng"), tr("Dòng thời gian")]
        self.model = TreeModel(titles, frozenset({2, 3}), Node("root", None, ()), self)
        self.view = TimelineTree(context.session.clock.today(), name=tr("Chương trình và nhiệm vụ"))
        self.view.setModel(self.model)
        self.days = TimelineControls(self, context, self.view)
        self.filters = Filters(context.session)
        self.days.add_to(self.filters)
        self._empty, self._filtered = self._nothing()
        milestones = MilestoneForms(self, context)
        self._panel = WhatPanel(self, context, self.forms, milestones)
        for widget in (self.filters, self._empty, self._filtered):
            self.body.addWidget(widget)
        self.body.addWidget(self.view, 1)
        self.filters.changed.connect(self.show_tree)
        self.view.current_moved.connect(lambda _index: self._show_details())
        self.view.selectionModel().selectionChanged.connect(lambda *_both: self._show_details())
        self.view.step_opened.connect(milestones.open)
        self.view.opened.connect(lambda _index: self.details_requested.emit(True))
        self._add = Button(tr("Nhiệm vụ"), self.add_task, kind="primary", icon="plus")
        self._import = Button(tr("Nhập kế hoạch…"), self._import_plan, icon="file-import")
        self._add_programme = Button(tr("Chương trình…"), self.forms.add_programme, icon="list-tree")

    def _nothing(self) -> tuple[EmptyState, EmptyState]:
        """What stands where there is no programme, and where the filters leave nothing."""
        none_yet = EmptyState(
            tr("Chưa có chương trình nào."),
            tr("Chương trình gom nhiệm vụ, chỉ tiêu theo văn bản đã ban hành."),
            tr("Thêm chương trình"),
            self.forms.add_programme,
        )
        none_left = EmptyState(
            tr("Không nhiệm vụ nào khớp bộ lọc."),
            tr("Bỏ bớt điều kiện lọc để thấy các nhiệm vụ khác."),
            tr("Bỏ lọc"),
            self.filters.ask,
        )
        return none_yet, none_left

    # --- reading

    def on_period(self, code: str) -> None:
        self._period = code
        self._panel.period = code
        first, last = periods.span(code)
        self.view.scale.show_span(first.toordinal(), last.toordinal())
        self.refresh()
        self.view.repaint_days()

    def on_changed(self, touched: Touched) -> None:
        if any(
            table in TASKS.tables or table in {"ban", "ban_name", "milestone", "due_change", "evidence", "review"}
            for table, _ in touched
        ):
            self.refresh()

    def refresh(self) -> None:
        """Read the tree and how its tasks stand in the period."""
        self._tree = programmes.tree(self.context.session)
        self._frame = timeline.frame(self.context.session, self._period)
        self.view.scale.set_today(self._frame.today)
        query = ListQuery(self._period)
        reader = self.context.reader
        self._rows = reader.rows(TASKS, query, reader.ids(TASKS, query))
        self.filters.count(self._tree, self._rows)
        self.show_tree()
        self.header_changed.emit()

    def show_tree(self) -> None:
        """Show what the chips ask for, keeping what was open and selected."""
        self._share_room(self.width())
        wanted = self.filters.wanted()
        closed_keys = [] if wanted else self._closed_keys()
        current: Key | None = self.view.currentIndex().data(ID_ROLE)
        self._building = True
        chosen = {node.key for node in self.selected()}
        year = date.fromordinal(self._frame.today).year if self.view.timeline_shown else 0
        self.model.set_root(build(self._tree, self._rows, wanted, Shape(self._frame, year)))
        # Read again: what was moved stands where it was put.
        self.view.let_go()
        rows = bool(self.model.root.children)
        self._empty.setVisible(not rows and not wanted)
        self._filtered.setVisible(not rows and bool(wanted))
        self.view.setVisible(rows)
        # What is new is open; what somebody has closed stays closed.
        self.view.expandAll()
        for key in closed_keys:
            self.view.setExpanded(self.model.index_of(key), False)
        if current is not None:
            with QSignalBlocker(self.view):
                self.view.setCurrentIndex(self.model.index_of(current))
                if len(chosen) > 1:
                    self.view.select_nodes([node for node in self.model.nodes() if node.key in chosen])
        # Once, and by the tree as it is now: what was selected may have been taken back.
        self._building, self._shown = False, ()
        self._show_details()

    def _closed_keys(self) -> list[object]:
        """The branches that somebody has closed."""
        found: list[object] = []
        waiting = [self.model.index(row, 0) for row in range(self.model.rowCount())]
        while waiting:
            index = waiting.pop()
            rows = self.model.rowCount(index)
            if rows and not self.view.isExpanded(index):
                found.append(index.data(ID_ROLE))
            waiting += [self.model.index(row, 0, index) for row in range(rows)]
        return found

    # --- what is selected

    def current(self) -> Node | None:
        """The node that is selected."""
        index = self.view.currentIndex()
        node = self.model.node(index) if index.isValid() else None
        return node if isinstance(node, Node) else None

    def selected(self) -> list[Node]:
        """The tasks that are selected, in the order of the tree."""
        chosen = self.view.selected_nodes()
        return [node for node in self.model.nodes() if node.kind == "task" and node in chosen]

    def _show_details(self) -> None:
        """One task or programme whole, or that several tasks are selected. The same again is not read again."""
        chosen = self.selected()
        shown = tuple(chosen) if len(chosen) > 1 else (self.current(),)
        if self._building or shown == self._shown:
            return
        self._shown = shown
        if len(chosen) > 1:
            words = tr("Sửa {n} nhiệm vụ…", n=len(chosen))
            self._panel.show_many(
                chosen,
                [
                    Button(words, self.edit_selected, kind="link", icon="pencil"),
                    Button(tr("Chuyển sang kỳ sau…"), self._carry_over, kind="link", icon="calendar"),
                ],
            )
        else:
            self._panel.show_node(shown[0])

    def edit_selected(self) -> None:
        """Correct what is selected: several tasks in one sheet, one task or programme in its own."""
        chosen, node = self.selected(), self.current()
        if len(chosen) > 1:
            rows = [self._rows[one.id] for one in chosen if one.id in self._rows]
            edit_many(self, self.context, rows, self._tree)
        elif node is not None and node.id is not None and node.kind == "task":
            self.forms.edit_task(node.id)
        elif node is not None and node.id is not None and node.kind == "programme":
            self.forms.edit_programme(node.id)

    def add_task(self) -> None:
        """Add a task where the selection is."""
        node = self.current()
        while node is not None and node.kind == "task":
            node = node.parent
        if node is None or node.kind == "root":
            self.forms.add_task(None)
        elif node.kind == "section" and node.parent is not None:
            self.forms.add_task(node.parent.id, node.id)
        else:
            self.forms.add_task(node.id)

    def show_item(self, what: object) -> None:
        if not isinstance(what, tuple) or len(what) != 2:
            return
        kind, which = what
        if kind == "status":
            self._ask(status=str(which))
        elif kind == "ban":
            self._ask(ban_id=which)
        else:
            self._select(str(kind), which)

    def _ask(self, **what: Any) -> None:
        self.filters.ask(**what)
        self.focus_first()

    def _select(self, kind: str, row_id: int) -> None:
        index = self._index_of(kind, row_id)
        if not index.isValid():
            # It may have been added just now, or a filter hides it.
            self.refresh()
            self.filters.ask()
            index = self._index_of(kind, row_id)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        self.view.setFocus()
        self.details_requested.emit(True)

    def _index_of(self, kind: str, row_id: int) -> QModelIndex:
        waiting = list(self.model.root.children)
        while waiting:
            node = waiting.pop()
            if (node.kind, node.id) == (kind, row_id):
                return self.model.index_of(node.key)
            waiting.extend(node.children)
        return QModelIndex()

    def _share_with_words(self, width: int) -> None:
        """Wider windows show more of the words too, unless somebody has chosen a width."""
        least, most = _WORDS_BESIDE_DAYS
        wanted = min(max(width * 4 // 9, least), most)
        if not self._beside or self.view.columnWidth(0) == self._words_width:
            self.view.setColumnWidth(0, wanted)
            self._words_width = wanted

    # --- as a page

    def title(self) -> str:
        return tr("Chương trình")

    def fact(self) -> str:
        count = sum(node.id is not None for node in self._tree)
        return tr("{n} chương trình · {m} nhiệm vụ", n=count, m=sum(len(node.tasks) for node in self._tree))

    def header_buttons(self) -> list[Button]:
        return [self._import, self._add_programme, self._add]

    def _import_plan(self) -> None:
        self.open_requested.emit("plan_import", None)

    def details(self) -> QWidget:
        return self._panel

    def regions(self) -> list[QWidget]:
        return [self.filters, self.view]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._share_room(event.size().width()) and self._tree:
            # Beside the timeline rows are written otherwise than in the list.
            self.show_tree()

    def _share_room(self, width: int) -> bool:
        """What is shown beside the tree: in the list who leads and how it stands, else the days. True when that is new."""
        self.days.apply(room=width >= _ROOM_FOR_DAYS)
        beside = self.view.timeline_shown
        for column in (1, 3, 4):
            self.view.setColumnHidden(column, width < _LEAST.get(column, 0) or (beside and column in (1, 4)))
        if beside:
            self._share_with_words(width)
        if beside == self._beside:
            return False
        self._beside, header = beside, self.view.header()
        for column, size in enumerate(_BESIDE_DAYS if beside else _LISTED):
            if size:
                needed = header.words_width(column) if isinstance(header, Header) else 0
                self.view.setColumnWidth(column, max(size, needed))
        return True

    def focus_first(self) -> None:
        self.view.setFocus()
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))

    def actions_for_menu(self) -> list[QAction]:
        return [
            action(self, tr("Thêm nhiệm vụ"), self.add_task, keys="Ctrl+N", icon="plus"),
            action(self, tr("Thêm chương trình"), self.forms.add_programme, icon="list-tree"),
            action(self, tr("Thêm việc đột xuất"), lambda: self.forms.add_task(None), icon="plus"),
            action(self, tr("Sửa các nhiệm vụ đang chọn"), self.edit_selected, keys="Ctrl+E", icon="pencil"),
            action(self, tr("Chuyển nhiệm vụ đến chỗ khác"), self._move_task, icon="arrow-right"),
            action(self, tr("Chuyển nhiệm vụ chưa xong sang kỳ sau"), self._carry_over, icon="calendar"),
            action(
                self, tr("Đưa lên trên"), lambda: self._order.move(self.current(), -1), keys="Alt+Up", icon="arrow-up"
            ),
            action(
                self,
                tr("Đưa xuống dưới"),
                lambda: self._order.move(self.current(), 1),
                keys="Alt+Down",
                icon="arrow-down",
            ),
            *self.days.actions(),
            action(self, tr("Mở hết các nhánh"), self.view.expandAll),
            action(self, tr("Thu hết các nhánh"), self.view.collapseAll),
        ]

    def _carry_over(self) -> None:
        """Carry the selected tasks over to a later period."""
        ids = [node.id for node in self.selected() if node.id is not None]
        if ids:
            self.forms.carry_over(ids, self._period)

    def _move_task(self) -> None:
        node = self.current()
        if node is not None and node.kind == "task" and node.id is not None:
            self.forms.move(node.id, self._tree)
