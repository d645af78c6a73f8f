"""Everything that can be done to the draft, each once: by its keys, in the menu of the rows, in the menu bar and in Ctrl+K."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.i18n import tr
from app.plan_import.draft import Task
from app.plan_import.review import changes
from app.plan_import.review.adding import words_of
from app.plan_import.review.entries import OWN, PASSED_DOWN, Kind, Review
from app.plan_import.review.retyping import retype
from app.plan_import.review.tree import ids_of
from ui.actions import action
from ui.pages.plan_import.draft_view import wanted_nodes
from ui.pages.plan_import.forms import Forms
from ui.pages.plan_import.reviewing import Reviewing
from ui.pages.plan_import.rows import TERM, TEXT
from ui.widgets.page import Page

_LEADABLE = ("programme", "task")


class Commands:
    """The actions of the review; those that need a row work while the draft has the focus, or from a menu."""

    def __init__(self, page: Page, reviewing: Reviewing, forms: Forms, accept: Callable[[], object]) -> None:
        self._page, self._reviewing, self._forms = page, reviewing, forms
        self._desk, self._view = reviewing.desk, reviewing.view
        walk = [
            action(page, tr("Chỗ cần chọn tiếp theo"), lambda: reviewing.next_doubt(1), keys="F8"),
            action(page, tr("Chỗ cần chọn trước đó"), lambda: reviewing.next_doubt(-1), keys="Shift+F8"),
            action(page, tr("Sang văn bản hoặc bản nháp"), reviewing.turn_over, keys="F9", icon="columns-2"),
        ]
        self._add = action(
            page, tr("Thêm mục, hoặc lấy dòng đang chọn của văn bản…"), self._add_item, keys="Insert", icon="plus"
        )
        self._edits = self._edit_actions()
        self._types = self._type_actions()
        self._moves = self._move_actions()
        self._people = self._people_actions()
        self._finish = [action(page, tr("Nhận bản nháp"), accept, icon="check")]
        # Enter of the keyboard and Enter of the number pad are two keys.
        self._finish[0].setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        of_rows = [self._add, *self._edits, *self._types, *self._moves, *self._people, *self._finish]
        for one in of_rows:
            # In a field that is being typed in, or on a button, these keys mean something else.
            one.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self._view.addAction(one)
        self.all = [*walk, *of_rows]
        self._view.menu_wanted.connect(self._show_menu)

    def enable(self, *, reviewing: bool) -> None:
        """Whether there is a draft to work on."""
        for one in self.all:
            one.setEnabled(reviewing)

    # --- the actions

    def _edit_actions(self) -> list[QAction]:
        page, view = self._page, self._view
        return [
            action(page, tr("Sửa ô tại chỗ"), view.edit_here, keys="F2", icon="pencil"),
            action(page, tr("Sửa hạn, mức tại chỗ"), lambda: view.edit_cell(TERM), keys="Shift+F2", icon="calendar"),
            action(page, tr("Sửa mọi phần của mục…"), self._edit_all, icon="settings"),
            action(page, tr("Gộp với mục trước"), lambda: self._merge(-1), keys="Ctrl+M", icon="arrow-up"),
            action(page, tr("Gộp với mục sau"), lambda: self._merge(1), keys="Ctrl+Shift+M", icon="arrow-down"),
            action(page, tr("Tách mục…"), self._split, keys="Ctrl+T", icon="arrows-split-2"),
            action(page, tr("Bỏ mục hoặc lấy lại"), self._drop_or_restore, keys="Delete", icon="trash"),
        ]

    def _type_actions(self) -> list[QAction]:
        page = self._page
        kinds: list[tuple[str, Kind, str]] = [
            (tr("Đổi thành nhiệm vụ"), "task", "list-check"),
            (tr("Đổi thành chỉ tiêu"), "target", "target-arrow"),
            (tr("Đổi thành ý nhỏ của nhiệm vụ trên"), "detail", "arrow-right"),
            (tr("Đổi thành mốc thời gian"), "milestone", "flag"),
            (tr("Đổi thành phân công"), "duty", "users"),
            (tr("Đổi thành chương trình"), "programme", "list-tree"),
        ]
        made = [action(page, words, partial(self._retype, kind), icon=icon) for words, kind, icon in kinds]
        for one, keys in zip(made, ("Alt+Left", "Ctrl+Shift+C", "Alt+Right"), strict=False):
            one.setShortcut(keys)
        return made

    def _move_actions(self) -> list[QAction]:
        page = self._page
        return [
            action(page, tr("Đưa mục lên"), lambda: self._move(-1), keys="Alt+Up", icon="arrow-up"),
            action(page, tr("Đưa mục xuống"), lambda: self._move(1), keys="Alt+Down", icon="arrow-down"),
            action(page, tr("Chuyển mục đến chương trình, mục khác…"), self._place, keys="Ctrl+E", icon="arrow-right"),
        ]

    def _people_actions(self) -> list[QAction]:
        page = self._page
        return [
            action(page, tr("Giao ban chủ trì…"), self._lead, keys="Ctrl+L", icon="user"),
            action(page, tr("Chọn ban phối hợp…"), self._join, keys="Ctrl+Shift+L", icon="users"),
            action(
                page,
                tr("Đổi: đơn vị mình làm hoặc giao cấp dưới"),
                self._scope,
                keys="Ctrl+G",
                icon="arrow-bar-to-down",
            ),
        ]

    # --- what is selected

    def _ids(self, *kinds: str) -> list[int]:
        """The selected entries of these kinds (all, where none is named), in order."""
        ids = ids_of(wanted_nodes(self._view.selected_rows()))
        return [one for one in ids if not kinds or self._desk.review.entry(one).kind in kinds]

    def _none(self, words: str) -> None:
        self._page.message.say(words, "warn")

    # --- doing it

    def watch(self) -> None:
        """The document on the desk is a new one: what can be done from its lines has its key there too."""
        if self._reviewing.paper is not None:
            self._reviewing.paper.addAction(self._add)

    def _add_item(self) -> None:
        lines = self._reviewing.lines_unread()
        here = self._view.selected_rows()
        if not lines and here:
            lines = here[0].node.lines[-1:]
            text = ""
        else:
            text = words_of(self._desk.source, lines)
        self._forms.add(text, lines, lambda made: self._view.select_entries([made]))

    def _edit_all(self) -> None:
        ids, row = self._ids(), self._view.current_row()
        if ids:
            self._forms.edit(self._desk.review.entry(ids[0]))
        elif row is not None and row.node.kind == "document":
            self._forms.edit(None)

    def _merge(self, step: int) -> None:
        ids = self._ids()
        if len(ids) > 1:
            # Several at once: all into the first.
            self._desk.do(tr("gộp {n} mục", n=len(ids)), partial(_merged, ids=ids))
        elif ids:
            self._desk.do(tr("gộp mục"), lambda review: changes.merge(review, ids[0], step))
        if ids and not self._view.go_to(("entry", ids[0], "")):
            self._view.setFocus()

    def _split(self) -> None:
        ids = self._ids()
        if ids and self._view.go_to(("entry", ids[0], "")) and self._view.edit_cell(TEXT):
            self._page.message.say(tr("Đặt con trỏ vào chỗ tách rồi bấm Ctrl+Enter."))

    def _drop_or_restore(self) -> None:
        ids = self._ids()
        gone = [one for one in ids if self._desk.review.entry(one).dropped]
        if gone:
            self._desk.do(tr("lấy lại {n} mục", n=len(gone)), lambda review: changes.restore(review, gone))
            self._view.select_entries(gone)
        elif ids:
            after = self._row_after(ids)
            self._desk.do(tr("bỏ {n} mục", n=len(ids)), lambda review: changes.drop(review, ids))
            if after is not None:
                self._view.go_to(after)

    def _row_after(self, ids: Sequence[int]) -> tuple[str, int, str] | None:
        """The row on which one stands when these are gone: the next item, else the one before."""
        rows = [row for row in self._view.draft.rows() if row.node.entry is not None]
        places = [place for place, row in enumerate(rows) if row.node.entry is not None and row.node.entry.id in ids]
        rest = [
            row
            for row in rows[places[-1] + 1 :] + rows[: places[0]][::-1]
            if row.parent is None or not _below(row, ids)
        ]
        return rest[0].key if rest else None

    def _retype(self, kind: Kind) -> None:
        ids = self._ids()
        if ids:
            self._desk.do(tr("đổi loại mục"), lambda review: retype(review, ids, kind))
            self._view.select_entries(ids)

    def _move(self, step: int) -> None:
        ids = self._ids()
        if ids:
            self._desk.do(tr("đưa mục đi"), lambda review: changes.move(review, ids[0], step))
            self._view.go_to(("entry", ids[0], ""))

    def _place(self) -> None:
        ids = self._ids("task", "target")
        if ids:
            self._forms.place(ids)
        else:
            self._none(tr("Chọn nhiệm vụ hoặc chỉ tiêu rồi chuyển."))

    def _lead(self) -> None:
        ids = self._ids(*_LEADABLE)
        if ids:
            self._forms.lead(ids)
        else:
            self._none(tr("Chọn nhiệm vụ hoặc chương trình rồi giao ban chủ trì."))

    def _join(self) -> None:
        ids = self._ids("task")
        if ids:
            self._forms.collaborators(ids)
        else:
            self._none(tr("Chọn nhiệm vụ rồi chọn ban phối hợp."))

    def _scope(self) -> None:
        ids = self._ids("task")
        items = [self._desk.review.entry(one).item for one in ids]
        own = any(isinstance(item, Task) and item.scope == OWN for item in items)
        if ids:
            wanted = PASSED_DOWN if own else OWN
            self._desk.do(tr("đổi nơi thực hiện"), lambda review: changes.scope(review, ids, wanted))
            self._view.select_entries(ids)

    # --- the menu of the rows

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self._view)
        menu.addAction(self._add)
        menu.addActions(self._edits[:3])
        menu.addSeparator()
        menu.addActions(self._edits[3:])
        types = menu.addMenu(tr("Đổi loại"))
        types.addActions(self._types)
        menu.addActions(self._moves)
        menu.addSeparator()
        menu.addActions(self._people)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._reviewing.menu_place(place))


def _below(row: object, ids: Sequence[int]) -> bool:
    """Whether a row stands below one of these entries."""
    above = getattr(row, "parent", None)
    while above is not None:
        entry = above.node.entry
        if entry is not None and entry.id in ids:
            return True
        above = above.parent
    return False


def _merged(review: Review, ids: Sequence[int]) -> Review:
    for _ in ids[1:]:
        review = changes.merge(review, ids[0], 1)
    return review
