"""Step 2: the document at the left, the draft at the right; selecting in one leads the other."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from app.dates import format_date
from app.i18n import tr
from app.plan_import.review import changes
from app.plan_import.review.deciding import updates
from app.plan_import.review.doubts import Answer, Doubt
from app.plan_import.review.entries import Entry
from app.plan_import.review.spans import by_line, recognised, tags
from app.plan_import.review.tree import Node, counts
from ui.fonts import Role
from ui.pages.plan_import.desk import Desk
from ui.pages.plan_import.draft_view import DraftView
from ui.pages.plan_import.known import KnownBars
from ui.pages.plan_import.page_paper import PagePaper
from ui.pages.plan_import.rows import Row, rows_of
from ui.pages.plan_import.strips import AboutItem, DoubtStrip, KeyButton
from ui.pages.plan_import.text_paper import TextPaper
from ui.pages.plan_import.typed import change_of
from ui.tokens import FOOTER
from ui.widgets.buttons import Button, IconButton, Segmented
from ui.widgets.fields import ComboBox
from ui.widgets.label import Label, Line, VLine

if TYPE_CHECKING:
    from ui.pages.plan_import.paper import Paper

NARROW = 860
LOW = 430
_LEAST = 60
_LEFT = 420
"""Of 1000 parts of the width, those of the document."""

DRAFT, DOCUMENT = "draft", "document"


class Reviewing(QWidget):
    """Shows what stands on the desk. ``accept`` and ``give_up`` run when their buttons are pressed.

    ``edit_wanted`` asks for the sheet of an item, or of the document (None).
    """

    edit_wanted = Signal(object)

    def __init__(self, desk: Desk, accept: Callable[[], object], give_up: Callable[[], object]) -> None:
        super().__init__()
        self.desk = desk
        self.paper: Paper | None = None
        self._lines: Mapping[int, list[int]] = {}
        self._behind = False
        self.view = DraftView()
        self.view.setMinimumHeight(_LEAST)
        self.strip = DoubtStrip(lambda: self.next_doubt(1))
        self.about = AboutItem()
        self.known = KnownBars(desk)
        self.switch = Segmented([(DRAFT, tr("Bản nháp")), (DOCUMENT, tr("Văn bản"))], DRAFT, name=tr("Đang xem"))
        self.switch.changed.connect(lambda _value: self._fit())
        self._waits = Label(role=Role.SMALL_STRONG, tone="warn", elide=True)
        self._accept = Button("", accept, kind="primary")
        self._give_up = Button(tr("Bỏ bản nháp"), give_up)
        self._default = ComboBox()
        self._default.setAccessibleName(tr("Ban chủ trì mặc định"))
        self._default.changed.connect(self._default_chosen)
        self._lay_out()
        self._connect()

    # --- the parts

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._switch_row = QWidget()
        row = QHBoxLayout(self._switch_row)
        row.setContentsMargins(12, 3, 12, 3)
        row.setSpacing(10)
        row.addWidget(self.switch)
        row.addWidget(self._waits, 1)
        row.addWidget(KeyButton(tr("Chỗ tiếp theo"), "F8", lambda: self.next_doubt(1)))
        layout.addWidget(self._switch_row)
        layout.addWidget(self.known)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        # In a low window the page may shrink to its least: what Qt would like best for a tree would make the page scroll.
        self._split.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._split.addWidget(self._left())
        self._split.addWidget(self._right())
        self._split.setSizes([_LEFT, 1000 - _LEFT])
        self._split.setStretchFactor(0, _LEFT)
        self._split.setStretchFactor(1, 1000 - _LEFT)
        layout.addWidget(self._split, 1)

    def _left(self) -> QWidget:
        self._document = QWidget()
        column = QVBoxLayout(self._document)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 5, 12, 4)
        bar.setSpacing(8)
        self._place = Label(role=Role.SMALL, tone="text2")
        bar.addWidget(self._place, 1)
        for icon, name, step in (("zoom-out", tr("Thu nhỏ"), -1), ("zoom-in", tr("Phóng to"), 1)):
            bar.addWidget(IconButton(icon, name, lambda step=step: self.zoom(step), size=28))  # type: ignore[misc]  # bound per button
        column.addLayout(bar)
        self._paper_place = QVBoxLayout()
        column.addLayout(self._paper_place, 1)
        return self._document

    def _right(self) -> QWidget:
        self._draft = QWidget()
        row = QHBoxLayout(self._draft)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(VLine(strong=True))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.view, 1)
        column.addWidget(self.about)
        column.addWidget(Line(strong=True))
        column.addWidget(self._footer())
        row.addLayout(column, 1)
        return self._draft

    def _footer(self) -> QWidget:
        holder = QWidget()
        holder.setFixedHeight(FOOTER)
        foot = QHBoxLayout(holder)
        foot.setContentsMargins(16, 0, 16, 0)
        foot.setSpacing(10)
        self._default_words = Label(tr("Ban chủ trì mặc định"), Role.SMALL, "text2", elide=True)
        foot.addWidget(self._default_words)
        foot.addWidget(self._default)
        foot.addStretch(1)
        foot.addWidget(self._give_up)
        foot.addWidget(self._accept)
        return holder

    def _connect(self) -> None:
        self._split.splitterMoved.connect(lambda _place, _at: self._fit())
        self.desk.opened.connect(self._opened)
        self.desk.changed.connect(self.refresh)
        self.view.current_moved.connect(self._moved)
        self.view.answered.connect(self._answered)
        self.view.opened.connect(self._open)
        self.view.edited.connect(self._edited)
        self.view.split_wanted.connect(self._split_at)
        self.view.cells.closeEditor.connect(self._catch_up, Qt.ConnectionType.QueuedConnection)
        self.view.cells.bans = lambda: [name for _, _, name in self.desk.bans()]

    # --- showing

    def _opened(self) -> None:
        if self.paper is not None:
            self._paper_place.removeWidget(self.paper)
            self.paper.hide()
            self.paper.deleteLater()
        kept = self.desk.kept
        data = kept.document.read_bytes() if kept and kept.document and kept.source.kind == "pdf" else None
        paper = PagePaper(self.desk.source, data, self.desk.context.jobs) if data else TextPaper(self.desk.source)
        paper.picked.connect(self._picked)
        paper.stepped.connect(self._step)
        paper.line_stepped.connect(self._step_line)
        paper.scrolled.connect(self._tell_place)
        paper.left_for_draft.connect(self.focus_draft)
        self._paper_place.addWidget(paper)
        self.paper = paper
        self.view.begin()
        self.refresh()
        self._tell_place()
        first = self.desk.tree.doubts[:1] if self.desk.tree else ()
        if not (first and self.next_doubt(1)):
            self.view.setCurrentIndex(self.view.draft.index(0, 0))
        self._fit()

    def refresh(self) -> None:
        """Show the review as it is now; while a cell is edited, when that ends: what is typed would be lost."""
        tree = self.desk.tree
        self._behind = self.view.is_editing
        if tree is None or self.paper is None or self._behind:
            return
        review = self.desk.review
        issued = review.head.document.issued_on
        self.view.show_rows(rows_of(tree, self.desk.code_of, format_date(issued) if issued else ""))
        self._lines = by_line(review)
        doubtful = frozenset(doubt.entry for doubt in tree.doubts)
        self.paper.show_recognised(tags(review, doubtful), recognised(review, self.desk.source))
        items = sum(1 for _ in review.live("target", "task", "milestone", "duty", "reference"))
        waiting = {doubt.entry for doubt in tree.doubts} | set(tree.leadless)
        self._waits.setText(tr("Còn {n} chỗ cần chọn", n=tree.root.waits) if tree.root.waits else "")
        self.strip.show_counts(len(tree.doubts), len(tree.leadless), max(0, items - len(waiting)))
        self._tell_footer()
        self.known.refresh()
        self.about.show_node(self._node())

    def _catch_up(self) -> None:
        if self._behind:
            self.refresh()

    def _tell_footer(self) -> None:
        targets, tasks = counts(self.desk.review)
        again = self.desk.matches is not None and updates(self.desk.review, self.desk.matches)
        words = (
            tr("Cập nhật {targets} chỉ tiêu, {tasks} nhiệm vụ")
            if again
            else tr("Nhận {targets} chỉ tiêu, {tasks} nhiệm vụ")
        )
        self._accept.setText(words.format(targets=targets, tasks=tasks))
        self._accept.setEnabled(bool(targets or tasks))
        default = self.desk.review.default_lead or ""
        names = [name for _, _, name in self.desk.bans()]
        if default and default not in names:
            names.append(default)
        self._default.set_options([("", tr("chưa chọn")), *((name, name) for name in names)], default)

    def _tell_place(self) -> None:
        if self.paper is not None:
            self._place.setText(self.paper.place_words())

    # --- leading each other

    def _node(self) -> Node | None:
        row = self.view.current_row()
        if row is None:
            return None
        return row.parent.node if row.node.doubt is not None and row.parent is not None else row.node

    def _moved(self, index: QModelIndex) -> None:
        row = self.view.draft.row_of(index)
        node = self._node()
        self.about.show_node(node)
        if row is None or self.paper is None:
            return
        about = row.parent if row.node.doubt is not None and row.parent is not None else row
        lines = row.node.lines or about.node.lines
        entry = about.node.entry.id if about.node.entry is not None else 0
        self.paper.select_lines(_ends(lines), entry)

    def _picked(self, line: int) -> None:
        """A line of the document was clicked: its item is selected; clicked again, the next one that has the line."""
        ids = self._lines.get(line, [])
        if not ids:
            if self.paper is not None:
                self.paper.select_lines((line, line))
            return
        row = self.view.current_row()
        here = row.node.entry.id if row is not None and row.node.entry is not None else 0
        entry = ids[(ids.index(here) + 1) % len(ids)] if here in ids else ids[0]
        self.view.go_to(("entry", entry, ""))

    def _step(self, step: int) -> None:
        """From the document to the item before or after the lines that are selected."""
        starts = sorted(
            {
                entry.item.lines[0]
                for entry in self.desk.review.live("programme", "target", "task", "milestone", "duty", "reference")
                if entry.item.lines
            }
        )
        if not starts or self.paper is None:
            return
        here = self.paper.selected_lines[0] if self.paper.selected_lines else 0
        place = bisect_right(starts, here) if step > 0 else bisect_left(starts, here) - 1
        if 0 <= place < len(starts):
            self._picked(starts[place])

    def _step_line(self, step: int) -> None:
        """From the document to the line before or after, whether or not an item has it."""
        numbers = [line.number for line in self.desk.source.lines if line.text.strip()]
        if self.paper is None or not numbers:
            return
        here = self.paper.selected_lines[0] if self.paper.selected_lines else 0
        place = bisect_right(numbers, here) if step > 0 else bisect_left(numbers, here) - 1
        if 0 <= place < len(numbers):
            self.paper.select_lines((numbers[place], numbers[place]))

    def lines_unread(self) -> tuple[int, ...]:
        """The lines that are selected in the document and belong to no item yet."""
        lines = self.paper.selected_lines if self.paper is not None else ()
        return () if any(self._lines.get(line) for line in lines) else lines

    def show_both(self, lines: tuple[int, ...]) -> None:
        """Show the places of the document that a question is about, one after the other."""
        if self.paper is None or not lines:
            return
        here = self.paper.selected_lines[:1]
        place = (lines.index(here[0]) + 1) % len(lines) if here and here[0] in lines else 0
        self.switch.set_value(DOCUMENT)
        self._fit()
        self.paper.select_lines((lines[place],), 0)

    # --- corrections

    def _answered(self, doubt: Doubt, answer: Answer) -> None:
        if answer.change is not None and self.desk.do(tr("trả lời câu hỏi"), answer.change):
            self.next_doubt(1, stay=True)
        if answer.then == "show":
            self.show_both(doubt.lines)
        elif answer.then == "edit":
            self.edit_wanted.emit(self.desk.review.entry(doubt.entry) if doubt.entry else None)

    def _open(self, index: QModelIndex) -> None:
        row = self.view.draft.row_of(index)
        if row is not None and row.node.entry is not None and not row.node.entry.dropped:
            self.edit_wanted.emit(row.node.entry)
        elif row is not None and row.node.kind == "document":
            self.edit_wanted.emit(None)
        elif row is not None and row.children:
            self.view.setExpanded(index.siblingAtColumn(0), not self.view.isExpanded(index.siblingAtColumn(0)))

    def _edited(self, row: Row, column: int, typed: str) -> None:
        entry = row.node.entry
        if entry is not None:
            year = self.desk.review.head.document.issued_on
            self.desk.do(tr("sửa ô"), change_of(entry, column, typed, self.desk.bans(), year))

    def _split_at(self, entry: Entry, at: int) -> None:
        self.desk.do(tr("tách mục"), lambda review: changes.split(review, entry.id, at))

    def _default_chosen(self, name: object) -> None:
        self.desk.do(
            tr("ban chủ trì mặc định"), lambda review: changes.lead_by_default(review, str(name or "") or None)
        )

    def next_doubt(self, step: int, *, stay: bool = False) -> bool:
        """Go to the next question (or the one before); ``stay`` where none is left."""
        self.switch.set_value(DRAFT)
        self._fit()
        found = self.view.next_doubt(step)
        if found or not stay:
            self.view.setFocus()
        return found

    def zoom(self, step: int) -> None:
        """Enlarge or reduce the document."""
        if self.paper is not None:
            self.paper.zoom(step)

    # --- room

    def focus_draft(self) -> None:
        """Put the focus on the draft."""
        self.switch.set_value(DRAFT)
        self._fit()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn_over(self) -> None:
        """Go from the draft to the document or back; where there is room for one only, show the other."""
        if self.paper is not None and not self.paper.hasFocus():
            self.switch.set_value(DOCUMENT)
            self._fit()
            self.paper.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_draft()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < NARROW
        self._switch_row.setVisible(narrow)
        self.strip.setVisible(not narrow)
        self._document.setVisible(not narrow or self.switch.value() == DOCUMENT)
        self._draft.setVisible(not narrow or self.switch.value() == DRAFT)
        self.about.setVisible(self.height() >= LOW)
        self._default_words.setVisible(self._draft.width() >= 660)

    def menu_place(self, place: QPoint) -> QPoint:
        """Where a menu of the draft opens on the screen."""
        return self.view.viewport().mapToGlobal(place)


def _ends(lines: tuple[int, ...]) -> tuple[int, ...]:
    return (lines[0], lines[-1]) if lines else ()
