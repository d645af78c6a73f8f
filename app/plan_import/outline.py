"""The tree of a document from whatever marks it uses.

Depth comes from the mark, not from a fixed scheme: a mark that is open already goes on beside it, one that starts again under an open
item goes below it, a new one goes where its strength says (DOMAIN 5.2). Wrong and repeated numbers stay as they are and are told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from app.i18n import Message, msg
from app.plan_import import when
from app.plan_import.blocks import Block
from app.plan_import.context import Context
from app.plan_import.draft import Warned
from app.plan_import.labels import Label, follows, split_label
from app.plan_import.responsible import names_body
from app.plan_import.vocabulary import Vocabulary, folded, spelled
from app.plan_import.when import Window

Kind = Literal["item", "heading", "paragraph", "table"]

TITLE, NAMED, TIMED = 4, 7, 8
"""Ranks of headings without a mark: a section's title in capitals, a heading in bold or of a body, a time."""

_LONGEST_HEADING = 30
_NUMBER, _LETTER = 10, 16
_WHOLE_YEAR = 360
_SHORT_LEAD = 8
_LONGEST_LEAD = 15
_FEW = 20


@dataclass(eq=False, slots=True)
class Node:
    """An item, heading or paragraph with what stands under it. ``sure`` is how plainly its place was to be seen (0-1).

    ``leads``: it has children that are more than paragraphs.
    """

    block: Block
    kind: Kind
    family: str
    rank: int
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    window: Window | None = None
    role: str | None = None
    sure: float = 1.0
    leads: bool = False

    @property
    def text(self) -> str:
        """Its words without the mark."""
        return self.block.text

    @property
    def label(self) -> Label | None:
        """Its mark."""
        return self.block.label

    @property
    def above(self) -> Iterator["Node"]:
        """The nodes it stands under, the nearest first, without the root."""
        node = self.parent
        while node is not None and node.parent is not None:
            yield node
            node = node.parent

    @property
    def bullet(self) -> bool:
        """Whether its mark is a bullet."""
        return self.family.startswith(("dash", "bullet", "plus"))

    @property
    def items(self) -> list["Node"]:
        """The children that are more than paragraphs."""
        return [child for child in self.children if child.kind != "paragraph"]

    @property
    def path(self) -> list[str]:
        """The labels from the top, as written; a heading without one gives its first words."""
        nodes = [self, *self.above]
        return [
            node.label.text if node.label else _cut(node.text) for node in reversed(nodes) if node.kind != "paragraph"
        ]

    def walk(self) -> Iterator["Node"]:
        """Everything under it in the order of the document."""
        stack = list(reversed(self.children))
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


@dataclass(eq=False, slots=True)
class Outline:
    """The tree under a root without words, and what is odd about its marks."""

    root: Node
    warnings: list[Warned]


def outline_of(parts: Sequence[Sequence[Block]], context: Context) -> Outline:
    """The tree of the body and its appendices, one beside the other; ``context`` gives the words and the year of times that state none."""
    builder = _Builder(context)
    for blocks in parts:
        builder.close()
        for place, block in enumerate(blocks):
            builder.add(block, blocks[place + 1] if place + 1 < len(blocks) else None)
    return Outline(builder.root, builder.warnings)


class _Builder:
    def __init__(self, context: Context) -> None:
        self.words = context.words
        self.context = context
        self.root = Node(Block("", 0, 0), "heading", "root", -1)
        self.open: list[Node] = [self.root]
        self.warnings: list[Warned] = []
        self.running: dict[str, int] = {}
        self.last: dict[tuple[int, str], Label] = {}
        self.odd: set[int] = set()
        self.below: set[tuple[str, str]] = set()

    def close(self) -> None:
        """What comes next stands under nothing that was open."""
        del self.open[1:]

    def add(self, block: Block, following: Block | None) -> None:
        node = self._node(block, following)
        if node.kind in {"paragraph", "table"}:
            self._attach(node, self._holder(node))
            return
        place = self._place(node)
        del self.open[place + 1 :]
        parent = self.open[-1]
        if node.label is not None:
            self._check(node, parent)
        self._attach(node, parent)
        self.below.add((parent.family, node.family))
        self.open.append(node)

    def _attach(self, node: Node, parent: Node) -> None:
        node.parent = parent
        parent.children.append(node)
        parent.leads = parent.leads or node.kind != "paragraph"

    def _holder(self, node: Node) -> Node:
        """The open item a paragraph or table belongs to: a table to a heading, never to a bullet."""
        if node.kind == "paragraph":
            return self.open[-1]
        return next(each for each in reversed(self.open) if not each.bullet)

    def _node(self, block: Block, following: Block | None) -> Node:
        if block.table is not None:
            return Node(block, "table", "table", 99)
        window = self._time(block)
        if block.label is not None:
            return Node(block, "item", block.label.family, block.label.rank, window=window)
        found = None if self._is_attribute(block.text) else self._heading(block, following, window)
        if found is None:
            return Node(block, "paragraph", "paragraph", 99)
        family, rank, sure = found
        return Node(block, "heading", family, rank, window=window, sure=sure)

    def _time(self, block: Block) -> Window | None:
        """The time of a block that states nothing else; a section's title that names its year is none."""
        window = when.only_time(block.text, year=self.context.year_of(block.text))
        if window is None or (window.end - window.start).days < _WHOLE_YEAR:
            return window
        titled = any(role != "work" and phrases.begins(block.text) for role, phrases in self.words.roles.items())
        return None if titled else window

    def _heading(self, block: Block, following: Block | None, window: Window | None) -> tuple[str, int, float] | None:
        """Family, rank and certainty of a paragraph that is a heading without a mark."""
        text = block.text
        if window is not None:
            return f"time {_unit(text)}", TIMED, 0.95
        if block.ended or len(text.split()) > _LONGEST_HEADING or self.words.documents["joining"].whole(text):
            return None
        section = any(role != "work" and phrases.begins(text) for role, phrases in self.words.roles.items())
        if block.capitals and len(text) > 3:
            return "title", TITLE, 0.9 if section else 0.7
        if self._names_body(text):
            return "body", NAMED, 0.9
        whole = any(role != "work" and phrases.whole(text) for role, phrases in self.words.roles.items())
        if whole:
            return ("title", TITLE, 0.8) if self._at_top(block) else ("named", NAMED, 0.8)
        if block.bold and not text.endswith(","):
            return "named", NAMED, 0.8
        if following is None or following.table is not None or text.endswith(",") or self._introduces(text):
            return None
        leads = following.label is not None and split_label(text, self.words)[0] is None
        short = len(text) <= 100 and text[:1].isupper() and not self.words.documents["closing"].begins(text)
        return ("named", NAMED, 0.6) if leads and short and self._can_head(text) else None

    def _introduces(self, text: str) -> bool:
        """Whether a line leads over to a list or to the whole document, and heads nothing."""
        long = self.words.documents["intro"].begins(text) > 0 or len(text.split()) > _LONGEST_LEAD
        return leads_over(text, self.words) or (text.endswith(":") and long)

    def _is_attribute(self, text: str) -> bool:
        """ "Thời gian: tháng 3": a line that says something of the task above it."""
        head, colon, rest = text.partition(":")
        if not colon or not rest.strip() or len(head) > _LONGEST_HEADING:
            return False
        return any(self.words.attributes[name].whole(head) for name in ("lead", "with", "time", "note", "product"))

    def _at_top(self, block: Block) -> bool:
        return block.bold or not any(node.family == "roman" for node in self.open)

    def _can_head(self, text: str) -> bool:
        """Whether a short plain line before a list heads it: not where it goes on with a bullet that ended with a colon."""
        before = self.open[-1]
        return not (before.bullet and before.text.endswith(":")) and not text.endswith((",", "và"))

    def _names_body(self, text: str) -> bool:
        bodies = self.words.bodies
        if not bodies["for"].begins(text.rstrip(":")):
            return text.endswith(":") and names_body(text, self.words) is not None
        return len(text.split()) <= _LONGEST_HEADING and (text.endswith(":") or len(text) <= 120)

    def _place(self, node: Node) -> int:
        """How many nodes stay open above the new one, less one."""
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].family == node.family:
                return place if self._restarts(node, self.open[place]) else self._beside(node, place) - 1
        top = self.open[-1]
        label = node.label
        first = label is None or label.value in {None, 1}
        if top.kind == "item" and first and node.rank >= _NUMBER and not node.block.capitals:
            known = (top.family, node.family)
            if top.text.endswith(":") or (top.bullet and known in self.below and known[::-1] not in self.below):
                return len(self.open) - 1
        return self._by_rank(node)

    def _beside(self, node: Node, place: int) -> int:
        """Of several open items of one family, the one the new number comes next after."""
        label = node.label
        if label is None or label.value is None:
            return place
        for other in range(place, 0, -1):
            before = self.open[other]
            if before.family == node.family and before.label and before.label.value == label.value - 1:
                return other
        return place

    def _restarts(self, node: Node, before: Node) -> bool:
        """Whether a number starts again below an open item of its own kind."""
        label, other = node.label, before.label
        if label is None or other is None or label.value != 1 or not other.value:
            return False
        if label.family.startswith("decimal"):
            return False
        if label.family in {"roman", "upper", "part", "chapter"}:
            return False
        if other.value == 1:
            return before.text.endswith(":") and before is self.open[-1] and not before.children
        return before.kind != "paragraph" and not any(child.family == node.family for child in before.children)

    def _by_rank(self, node: Node) -> int:
        place = len(self.open) - 1
        while place > 0 and self._closes(node, self.open[place]):
            place -= 1
        return place

    def _closes(self, node: Node, other: Node) -> bool:
        """Whether a node of a family that is not open closes an open one."""
        if node.kind == "heading" and node.rank in {NAMED, TIMED}:
            if other.rank == TITLE or other.family in {"part", "chapter", "upper", "roman"}:
                return False
            if other.kind == "heading":
                return other.rank >= node.rank
            return other.bullet or other.block.ended or other.rank >= _LETTER
        if other.kind == "heading" and other.rank in {NAMED, TIMED}:
            return node.rank <= TITLE + 1
        if node.rank == TITLE and other.rank == TITLE:
            return True
        return other.rank >= node.rank

    def _check(self, node: Node, parent: Node) -> None:
        """Tell a number that is not the next one of its list."""
        label = node.label
        if label is None or label.value is None:
            return
        key = id(parent), label.family
        before = self.last.get(key)
        if before is not None:
            last = before.value or 0
            if label.value == last and label.above == before.above:
                self._warn(node, "repeated_label", msg("Số “{label}” đã dùng ngay trước đó.", label=label.text))
            elif not follows(label, before) and not (label.above != before.above and label.value == 1):
                self._unexpected(node, last + 1)
        elif label.value not in {1, self.running.get(label.family, 0) + 1} and not self._odd_above(node, parent):
            self._unexpected(node, 1)
        self.running[label.family] = label.value
        self.last[key] = label

    def _odd_above(self, node: Node, parent: Node) -> bool:
        """Whether the item before it had the wrong kind of number, so that this one is the second of its list."""
        before = [child for child in parent.children[:_FEW] if child.kind == "item"]
        odd = bool(before) and before[-1].block.first in self.odd
        return odd and node.label is not None and node.label.value == len(before) + 1

    def _unexpected(self, node: Node, expected: int) -> None:
        label = node.label.text if node.label else ""
        self.odd.add(node.block.first)
        words = msg("Số “{label}” không nối tiếp: đang chờ số {expected}.", label=label, expected=expected)
        self._warn(node, "unexpected_label", words)

    def _warn(self, node: Node, code: str, words: Message) -> None:
        self.warnings.append(Warned(code=code, line=node.block.first, message=str(words)))


def leads_over(text: str, words: Vocabulary) -> bool:
    """Whether a text ends with "gồm:", "như sau:": it leads over to its parts and is no heading."""
    said = folded(text)
    ends = words.documents["list_ends"]
    tail = any(ends.at(said, len(said) - size) == size for size in (1, 2, 3) if size < len(said))
    return text.endswith(":") and len(said) > _SHORT_LEAD and tail


def _unit(text: str) -> str:
    """What kind of time a heading states: quarters and months of one document are lists of different depth."""
    said = set(folded(text))
    for unit in ("tuan", "thang", "quy", "ky", "hoc", "doan", "nam"):
        if unit in said:
            return unit
    return "time"


def _cut(text: str) -> str:
    said = spelled(text)
    return text if len(said) <= 12 else text[:80].rsplit(" ", 1)[0] + "…"
