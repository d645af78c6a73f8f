"""The review as a tree, as a person reads it: programmes with their targets and tasks, then what concerns the whole document.

Questions stand as rows of their own under what they are about; what was set aside stands under "Đã bỏ" and can be taken back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from app.i18n import Message, msg
from app.plan_import.choices import NEW
from app.plan_import.draft import Duty, Programme, Recipient, Reference, Task
from app.plan_import.matching import Matches
from app.plan_import.review.deciding import known_doubts, lead_shown, open_points, passed_leads
from app.plan_import.review.doubts import DOCUMENT, Doubt, doubts, notes, said
from app.plan_import.review.entries import PASSED_DOWN, REST, Entry, Kind, Review
from app.plan_import.review.spans import unread
from app.plan_import.source import Source

NodeKind = Literal[
    "root",
    "document",
    "programme",
    "targets",
    "tasks",
    "group",
    "down",
    "milestones",
    "duties",
    "references",
    "recipients",
    "bodies",
    "notes",
    "unread",
    "note",
    "body",
    "dropped",
    "entry",
    "doubt",
]
Key = tuple[str, int, str]


@dataclass(eq=False)
class Node:
    """A row: a heading, an entry, or a question about the row above it. ``waits``: how many questions stand in it and below."""

    kind: NodeKind
    key: Key
    text: str = ""
    entry: Entry | None = None
    doubt: Doubt | None = None
    lead: str = ""
    own_lead: bool = False
    leadless: bool = False
    lines: tuple[int, ...] = ()
    programme: int = REST
    children: "list[Node]" = field(default_factory=list)
    waits: int = 0


@dataclass(frozen=True)
class ReviewTree:
    """The tree of a review, its questions in the order of the rows, and what blocks acceptance."""

    root: Node
    doubts: tuple[Doubt, ...]
    leadless: tuple[int, ...]

    @property
    def waits(self) -> int:
        """How many questions are open."""
        return len(self.doubts)


def tree_of(review: Review, source: Source | None = None, matches: Matches | None = None) -> ReviewTree:
    """The tree of a review as it is now."""
    return _Builder(review, source, matches).tree()


class _Builder:
    def __init__(self, review: Review, source: Source | None, matches: Matches | None) -> None:
        self.review, self.source, self.matches = review, source, matches
        found = [*doubts(review, source), *(known_doubts(review, matches) if matches else ())]
        self.of_entry: dict[int, list[Doubt]] = {}
        self.of_body: dict[str, Doubt] = {}
        for doubt in found:
            if doubt.body:
                self.of_body[doubt.body] = doubt
            else:
                self.of_entry.setdefault(doubt.entry, []).append(doubt)
        self.leadless = {point.entry for point in open_points(review, matches)}
        self.leads = passed_leads(review, matches)
        self.details: dict[int, list[Entry]] = {}
        there, new = str(msg("đã có")), str(msg("mới"))
        documents = matches.documents if matches is not None else ()
        self.known = {one.number: new if one.suggested == NEW else there for one in documents if one.number}
        self.asked: list[Doubt] = []

    def tree(self) -> ReviewTree:
        root = Node("root", ("root", 0, ""))
        self._gather_details()
        root.children.append(self._document())
        for programme in self.review.live("programme"):
            root.children.append(self._programme(programme))
        if any(one.programme == REST for one in self.review.live("task", "target")):
            root.children.append(self._rest())
        self._simple(root, "milestones", "milestone", msg("Mốc thời gian"))
        self._simple(root, "duties", "duty", msg("Phân công tổ chức thực hiện"))
        self._simple(root, "references", "reference", msg("Văn bản viện dẫn"))
        self._bodies(root)
        self._simple(root, "recipients", "recipient", msg("Nơi nhận"))
        self._notes(root)
        self._unread(root)
        self._dropped(root)
        _count(root)
        _in_order(root, self.asked)
        return ReviewTree(
            root, tuple(self.asked), tuple(one.id for one in self.review.entries if one.id in self.leadless)
        )

    def _document(self) -> Node:
        """The document itself: kind, number, issuer; questions about its head stand under it."""
        document = self.review.head.document
        named = f"{self.review.head.kind} {document.number or msg('(chưa có số)')}"
        text = " · ".join(filter(None, (named, document.issuer)))
        node = Node("document", ("document", 0, ""), text, lines=tuple(document.lines or ()))
        node.children = [
            Node("doubt", ("doubt", 0, doubt.key), doubt.question, doubt=doubt, lines=doubt.lines)
            for doubt in self.of_entry.get(DOCUMENT, ())
        ]
        return node

    def _gather_details(self) -> None:
        owner = 0
        for entry in self.review.live("task", "detail"):
            if entry.kind == "task":
                owner = entry.id
            else:
                self.details.setdefault(owner, []).append(entry)

    def _programme(self, programme: Entry) -> Node:
        node = self._entry(programme)
        node.kind = "programme"
        self._fill(node, programme.id)
        return node

    def _rest(self) -> Node:
        title = self.review.head.title or str(msg("Nội dung chung của văn bản"))
        node = Node("programme", ("rest", REST, ""), title, lead=self.review.default_lead or "")
        self._fill(node, REST)
        return node

    def _fill(self, node: Node, programme: int) -> None:
        targets = [one for one in self.review.live("target") if one.programme == programme]
        if targets:
            branch = _branch("targets", programme, "", msg("Chỉ tiêu"))
            branch.children = [self._entry(one) for one in targets]
            node.children.append(branch)
        tasks = [one for one in self.review.live("task") if one.programme == programme]
        own = [one for one in tasks if isinstance(one.item, Task) and one.item.scope != PASSED_DOWN]
        if own:
            branch = _branch("tasks", programme, "", msg("Nhiệm vụ, giải pháp"))
            groups = _grouped(own)
            for group, members in groups.items():
                into = branch
                if group and len(groups) > 1:
                    into = _branch("group", programme, group, group)
                    branch.children.append(into)
                into.children += [self._entry(one) for one in members]
            node.children.append(branch)
        down = [one for one in tasks if isinstance(one.item, Task) and one.item.scope == PASSED_DOWN]
        for group, members in _grouped(down).items():
            branch = _branch("down", programme, group, group or msg("Việc giao cấp dưới"))
            branch.children = [self._entry(one) for one in members]
            node.children.append(branch)

    def _entry(self, entry: Entry) -> Node:
        lead, own = lead_shown(self.review, entry, self.leads)
        if isinstance(entry.item, Reference):
            lead = self.known.get(entry.item.number or "", "")
        node = Node(
            "entry",
            ("entry", entry.id, ""),
            _words(entry),
            entry,
            lead=lead,
            own_lead=own,
            leadless=entry.id in self.leadless and not entry.dropped,
            lines=tuple(entry.item.lines or ()),
            programme=entry.programme,
        )
        node.children = [
            Node("doubt", ("doubt", entry.id, doubt.key), doubt.question, doubt=doubt, lines=doubt.lines)
            for doubt in self.of_entry.get(entry.id, ())
        ]
        if entry.kind == "task" and not entry.dropped:
            node.children += [self._entry(one) for one in self.details.get(entry.id, ())]
        return node

    def _simple(self, root: Node, kind: NodeKind, of: Kind, title: Message) -> None:
        children = [self._entry(one) for one in self.review.live(of)]
        if children:
            branch = _branch(kind, REST, "", title)
            branch.children = children
            root.children.append(branch)

    def _bodies(self, root: Node) -> None:
        if self.matches is None or not self.of_body:
            return
        branch = _branch("bodies", REST, "", msg("Ban được nhắc, chưa rõ trong sổ"))
        for body, doubt in self.of_body.items():
            node = Node("body", ("body", 0, body), body)
            node.children.append(Node("doubt", ("doubt", 0, doubt.key), doubt.question, doubt=doubt))
            branch.children.append(node)
        root.children.append(branch)

    def _notes(self, root: Node) -> None:
        found = notes(self.review)
        if found:
            branch = _branch("notes", REST, "", msg("Ghi chú khi đọc"))
            for place, warned in enumerate(found):
                lines = (warned.line,) if warned.line else ()
                branch.children.append(Node("note", ("note", place, warned.code), said(warned), lines=lines))
            root.children.append(branch)

    def _unread(self, root: Node) -> None:
        """What of the document became no item: to be looked at, and made one where the reader missed it."""
        found = unread(self.review, self.source) if self.source is not None else []
        if found:
            branch = _branch("unread", REST, "", msg("Đoạn không thành mục nào"))
            branch.children = [
                Node("note", ("unread", first, ""), words, lines=(first, last)) for first, last, words in found
            ]
            root.children.append(branch)

    def _dropped(self, root: Node) -> None:
        # A detail that went with its task comes back with it.
        gone = [one for one in self.review.entries if one.dropped and not self._went_along(one)]
        if gone:
            branch = _branch("dropped", REST, "", msg("Đã bỏ"))
            branch.children = [
                Node("entry", ("entry", one.id, ""), _words(one), one, lines=tuple(one.item.lines or ()))
                for one in gone
            ]
            root.children.append(branch)

    def _went_along(self, entry: Entry) -> bool:
        if entry.kind != "detail":
            return False
        place = self.review.place(entry.id)
        owner = next((one for one in reversed(self.review.entries[:place]) if one.kind == "task"), None)
        return owner is not None and owner.dropped


def _branch(kind: NodeKind, programme: int, group: str, title: Message | str) -> Node:
    return Node(kind, (kind, programme, group), str(title), programme=programme)


def _grouped(tasks: Iterable[Entry]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in tasks:
        group = entry.item.group if isinstance(entry.item, Task) else None
        groups.setdefault(group or "", []).append(entry)
    return groups


def _words(entry: Entry) -> str:
    match entry.item:
        case Duty(body=body):
            return f"{body}: {entry.text}" if entry.text else body
        case Reference(number=number, text=text):
            return f"{number} · {text}" if number and text and number not in text else text or number or ""
        case Programme(number=number, title=title):
            return f"{number}  {title}" if number else title
        case Recipient(text=text):
            return text
    return entry.text


def _count(node: Node) -> int:
    node.waits = (node.doubt is not None) + node.leadless + sum(_count(child) for child in node.children)
    return node.waits


def _in_order(node: Node, found: list[Doubt]) -> None:
    if node.doubt is not None:
        found.append(node.doubt)
    for child in node.children:
        _in_order(child, found)


def counts(review: Review) -> tuple[int, int]:
    """How many targets and tasks would be taken over."""
    return sum(1 for _ in review.live("target")), sum(1 for _ in review.live("task"))


def number_of(entry: Entry) -> str:
    """The number of a task as the document writes it ("1.3"); nothing for dashes and dots."""
    if not isinstance(entry.item, Task) or not entry.item.path:
        return ""
    label = entry.item.path[-1].strip()
    return label.rstrip(".)/") if len(label) <= 8 and any(sign.isalnum() for sign in label) else ""


def ids_of(nodes: Sequence[Node]) -> list[int]:
    """The entries among nodes, each once."""
    return list(dict.fromkeys(node.entry.id for node in nodes if node.entry is not None))
