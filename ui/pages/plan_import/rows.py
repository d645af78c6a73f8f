"""The rows of the draft as the tree view shows them: words, lead, term or level, and whether something is still to choose."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from app.i18n import tr
from app.plan_import.draft import Item, Milestone, Programme, Reference, Target, Task
from app.plan_import.review.entries import PASSED_DOWN
from app.plan_import.review.tree import Key, Node, ReviewTree, number_of
from app.plan_import.review.written import both_days, horizon_text, level_text, term_of
from ui.models.tree_model import TreeModel
from ui.widgets.cells import DISPLAY_ROLE, Cell, Index

TEXT, LEAD, TERM, MARK = range(4)

ICONS = {
    "document": "file-text",
    "programme": "list-tree",
    "targets": "target-arrow",
    "tasks": "list-check",
    "down": "arrow-bar-to-down",
    "milestones": "flag",
    "duties": "users",
    "references": "link",
    "bodies": "users",
    "recipients": "send",
    "notes": "info-circle",
    "unread": "square-dashed",
    "dropped": "trash",
}
_CLOSED_AT_FIRST = frozenset(("recipients", "dropped", "notes", "unread"))

_EDIT: int = int(Qt.ItemDataRole.EditRole)
_SPOKEN: int = int(Qt.ItemDataRole.AccessibleTextRole)


@dataclass(eq=False)
class Row:
    """A row of the tree view over a node of the review; ``number`` stands before the words, as in the document."""

    node: Node
    cells: Sequence[Cell]
    number: str = ""
    parent: "Row | None" = None
    children: "list[Row]" = field(default_factory=list)
    row: int = 0

    @property
    def key(self) -> Key:
        """What the row is, also after a correction."""
        return self.node.key

    @property
    def closed_at_first(self) -> bool:
        """Whether the branch is closed until somebody opens it."""
        return self.node.kind in _CLOSED_AT_FIRST

    def add(self, child: "Row") -> None:
        """Put a row below this one, last."""
        child.parent, child.row = self, len(self.children)
        self.children.append(child)


def rows_of(tree: ReviewTree, code_of: Callable[[str], str], issued: str = "") -> Row:
    """The root over all rows. ``code_of`` shortens the name of a ban; ``issued`` is the day of the document."""
    root = Row(tree.root, ())
    codes: dict[str, str] = {}

    def code(lead: str) -> str:
        if lead not in codes:
            codes[lead] = code_of(lead)
        return codes[lead]

    def fill(row: Row) -> None:
        for child in row.node.children:
            cells = _cells(child, code)
            if child.kind == "document":
                cells[TERM].text = issued
            below = Row(child, cells, number_of(child.entry) if child.entry else "")
            row.add(below)
            fill(below)

    fill(root)
    return root


def _cells(node: Node, code: Callable[[str], str]) -> Sequence[Cell]:
    if node.kind == "doubt":
        return Cell(node.text, small=True), Cell(), Cell(), Cell()
    if node.entry is None or node.kind == "programme":
        return _branch(node, code)
    entry = node.entry
    tone = "text3" if entry.dropped else "text"
    detail = entry.kind == "detail"
    return (
        Cell(node.text, tone="text2" if detail and not entry.dropped else tone, small=detail, tail=_until(entry.item)),
        _lead(node, code),
        Cell(term_of(entry.item), right=True, tone=tone if not entry.dropped else "text3"),
        Cell(),
    )


def _branch(node: Node, code: Callable[[str], str]) -> Sequence[Cell]:
    programme = node.kind in ("programme", "document")
    weight = 600 if programme else 500
    items = sum(1 for child in node.children if child.kind in ("entry", "note", "body"))
    items += sum(len(child.children) for child in node.children if child.kind == "group")
    term = term_of(node.entry.item) if node.entry is not None else ""
    tail = tr("giao cấp dưới") if node.kind == "down" else ""
    plain = node.kind in ("note", "body")
    ground = "" if plain else "alt"
    return (
        Cell(node.text, icon=ICONS.get(node.kind, ""), weight=400 if plain else weight, ground=ground, tail=tail),
        Cell(code(node.lead) if node.lead else "", tone="text2", small=True, ground=ground),
        Cell(term if programme else str(items or ""), right=True, ground=ground),
        Cell(ground=ground),
    )


def _until(item: Item) -> str:
    """By when a target holds: claims on the same thing differ in nothing else."""
    return horizon_text(item.horizon) if isinstance(item, Target) else ""


def _lead(node: Node, code: Callable[[str], str]) -> Cell:
    if node.leadless:
        return Cell(tr("chọn ban"), tone="warn", weight=500, small=True)
    below = node.entry is not None and isinstance(node.entry.item, Task) and node.entry.item.scope == PASSED_DOWN
    if not node.lead or below:
        return Cell()
    return Cell(code(node.lead), tone="text" if node.own_lead else "text2", small=True)


def edit_text(node: Node, column: int) -> str | None:
    """What stands in the editor of a cell; None where nothing is to be edited."""
    entry = node.entry
    if entry is None or entry.dropped:
        return None
    item = entry.item
    if column == TEXT:
        return entry.text
    if column == LEAD and isinstance(item, Programme | Task):
        return item.lead or ""
    if column == TERM:
        if isinstance(item, Target):
            return level_text(item)
        if isinstance(item, Task | Milestone):
            return both_days(item.start, item.end)
        if isinstance(item, Reference):
            return both_days(None, item.issued_on)
    return None


class DraftModel(TreeModel):
    """The tree of rows; ``edited`` tells what was typed into a cell, it is for others to take it over."""

    edited = Signal(object, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        titles = [tr("Bản nháp"), tr("Chủ trì"), tr("Hạn, mức"), ""]
        empty = Row(Node("root", ("root", 0, "")), ())
        super().__init__(titles, frozenset({TERM}), empty, parent)

    def row_of(self, index: Index) -> Row | None:
        """The row of an index; None for an invalid one."""
        node = self.node(index) if index.isValid() else None
        return node if isinstance(node, Row) else None

    def rows(self) -> list[Row]:
        """Every row from the top, whether or not it can be seen."""
        found: list[Row] = []
        waiting = list(reversed(self.root.children))
        while waiting:
            row = waiting.pop()
            found.append(row)
            waiting.extend(reversed(row.children))
        return found

    def index_at(self, row: Row, column: int = 0) -> QModelIndex:
        """The index of a row."""
        return self.createIndex(row.row, column, row)

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        row = self.row_of(index)
        if row is not None and edit_text(row.node, index.column()) is not None:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def data(self, index: Index, role: int = DISPLAY_ROLE) -> Any:
        row = self.row_of(index)
        if row is not None and role == _EDIT:
            return edit_text(row.node, index.column())
        if row is not None and role == _SPOKEN:
            return spoken(row, index.column())
        if row is not None and role == DISPLAY_ROLE and index.column() == MARK:
            return spoken(row, MARK) or None
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        row = self.row_of(index)
        if row is None or role != _EDIT or not isinstance(value, str):
            return False
        if value.strip() != (edit_text(row.node, index.column()) or ""):
            self.edited.emit(row, index.column(), value.strip())
        return True


def spoken(row: Row, column: int) -> str:
    """A cell as a screen reader says it."""
    node = row.node
    if column == TEXT and node.doubt is not None:
        answers = ", ".join(f"{place} {answer.words}" for place, answer in enumerate(node.doubt.answers, 1))
        return tr("Câu hỏi: {question} Trả lời: {answers}", question=node.doubt.question, answers=answers)
    if column == MARK:
        if node.doubt is not None or (node.entry is None and not node.waits):
            return ""
        return tr("cần chọn") if node.waits else tr("đã bỏ") if node.entry and node.entry.dropped else tr("đã rõ")
    cell = row.cells[column]
    text = cell.spoken()
    return f"{row.number} {text}".strip() if column == TEXT else text
