"""Lines joined to the paragraphs they were: the blocks of a document, each with its mark, its lines and its look."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.plan_import import when
from app.plan_import.labels import Label, split_label
from app.plan_import.source import Line
from app.plan_import.tables import Table, tables_in
from app.plan_import.vocabulary import Vocabulary, folded

_BLANKS = re.compile(r"\s+")
_MARKDOWN = re.compile(r"^#{1,6}\s+|\*\*|__|^>\s+|\\(?=[-+*.#])")
_STARRED = re.compile(r"^\*(?=\S)(.*\S)\*$")
_PAGE = re.compile(r"^(?:[-–—]\s*\d{1,3}\s*[-–—]|(?:[Tt]rang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?)$")
_DRAWN = re.compile(r"^(?:[-–—_=*~|.]\s*){1,400}$")
"""A line that draws a rule; what a web page leaves of a table's frame."""

_ENDS = (".", ";", ":", "!", "?", "…")
_GOES_ON = frozenset(",;)]}%”’»…")
_NARROWEST, _WIDEST = 45, 160
_LINES_TO_MEASURE = 12
_LONG = 40
_INDENT = 6.0
_FEWEST_AT_EDGE = 5
_RAGGED = 10
_SHARE_AT_EDGE = 0.2
_SHARE_WHERE_PLAIN = 0.35
_SHARE_TIGHT = 0.2


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its words without mark, its mark, first and last line in the source; or a table."""

    text: str
    first: int
    last: int
    label: Label | None = None
    bold: bool = False
    centred: bool = False
    table: Table | None = None

    @property
    def lines(self) -> list[int]:
        """First and last line, as a draft has them."""
        return [self.first, self.last]

    @property
    def capitals(self) -> bool:
        """Whether all its letters are capitals."""
        return is_capitals(self.text)

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence or an item of a list does."""
        return self.text.endswith((".", ";", "!", "?"))


def is_capitals(text: str) -> bool:
    """Whether there are letters and none of them is small."""
    return text.isupper()


def tidy(text: str) -> str:
    """One line without the marks of a converter (**bold**, # heading) and with single blanks."""
    text = _BLANKS.sub(" ", text).strip()
    if "*" in text or "#" in text or "_" in text or "\\" in text or text.startswith(">"):
        text = _MARKDOWN.sub("", text).strip()
        starred = _STARRED.match(text)
        text = starred[1] if starred and "*" not in starred[1] else text
    return text


def blocks_of(lines: Sequence[Line], words: Vocabulary, *, whole: bool) -> list[Block]:
    """The blocks of some lines. ``whole``: each line is a paragraph already, and is joined only where it was plainly cut."""
    found: list[Block] = []
    for part in tables_in(lines, words, whole=whole):
        if isinstance(part, Table):
            found.append(Block("", part.first, part.last, table=part))
        else:
            found.extend(_paragraphs(part, words, whole=whole))
    return found


@dataclass(slots=True)
class _Open:
    """The paragraph being put together."""

    label: Label | None
    texts: list[str]
    lines: list[Line]

    @property
    def end(self) -> str:
        return self.texts[-1]

    def block(self) -> Block:
        first = self.lines[0]
        text = " ".join(self.texts)
        return Block(
            text,
            first.number,
            self.lines[-1].number,
            self.label,
            bold=all(line.bold for line in self.lines),
            centred=first.centred,
        )


def _paragraphs(lines: Sequence[Line], words: Vocabulary, *, whole: bool) -> Iterator[Block]:
    edge = None if whole else _Edge.of(lines)
    joiner = _Joiner(words, edge, spaced=edge is not None and edge.plain and _is_spaced(lines))
    for line in lines:
        block = joiner.take(line)
        if block is not None:
            yield block
    if joiner.current is not None:
        yield joiner.current.block()


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Whether nearly every line has a blank one behind it: then blank lines part nothing."""
    said = [bool(line.text.strip()) for line in lines]
    beside = sum(first and second for first, second in pairwise(said))
    return beside < _SHARE_TIGHT * sum(said)


class _Joiner:
    """Takes line after line; gives a block when the next one begins. ``spaced``: blank lines part nothing."""

    def __init__(self, words: Vocabulary, edge: "_Edge | None", *, spaced: bool) -> None:
        self.words = words
        self.spaced = spaced
        self.edge = edge
        self.current: _Open | None = None
        self.gap = False
        self.recent: dict[str, int] = {}

    def take(self, line: Line) -> Block | None:
        text = tidy(line.text)
        if not text or _PAGE.match(text) or _DRAWN.match(text):
            self.gap = self.gap or (not text and not self.spaced)
            return None
        label, rest = split_label(text, self.words)
        current = self.current
        if current is not None and self._goes_on(current, line, text, label):
            current.texts.append(text)
            current.lines.append(line)
            self.gap = False
            return None
        self.current = _Open(label, [rest], [line])
        self.gap = False
        if label is not None and label.value is not None:
            self.recent[label.family] = label.value
        return current.block() if current is not None else None

    def _goes_on(self, current: _Open, line: Line, text: str, label: Label | None) -> bool:
        """Whether a line goes on with the paragraph that is open."""
        before, end = current.lines[-1], current.end
        if line.cell is not None or before.cell is not None:
            return False
        full = self.edge is not None and not self.gap and self.edge.reached(before, text)
        if label is not None:
            return full and not end.endswith(_ENDS) and not self._opens(label, text)
        if end.endswith(_ENDS):
            if self.edge is not None and not self.gap and end.endswith(";") and text[0].islower():
                return True
            same = before.bold == line.bold and not _indented(line, before)
            sure = full and self.edge is not None and self.edge.plain
            return sure and same and not end.endswith(":") and _flows(end, text) and not self._frames(text)
        figure = self.edge is not None and text[0].isdigit() and not self.gap and len(end) > _LONG
        if text[0].islower() or text[0] in _GOES_ON:
            return not self.gap or end.endswith(",") or len(end) > _LONG
        cut = self.edge is not None and not self.gap and end.endswith((" -", " –")) and not is_capitals(text)
        if figure or cut or (current.label is not None and not "".join(current.texts)):
            return True
        if not self.gap and is_capitals(end) and is_capitals(text):
            return full or end.endswith((",", "-", "VÀ")) or (current.label is not None and not self._heads(end, text))
        same = before.bold == line.bold and is_capitals(end) == is_capitals(text)
        full = full or (not self.gap and self._hangs(current))
        return full and same and not self._frames(text)

    def _hangs(self, current: _Open) -> bool:
        """Whether a long bullet ended without a stop where lines are surely broken: a page breaks its lines unevenly."""
        bullet = current.label is not None and current.label.value is None
        return bullet and self.edge is not None and self.edge.plain and len(current.end) > _LONG

    def _frames(self, text: str) -> bool:
        """Whether a line begins a paragraph by its words: a programme, a section, "Thời gian: ...", the closing sentence."""
        documents = self.words.documents
        said = folded(text[:60])
        listed = documents["programme"].at(said)
        if 0 < listed < len(said) and said[listed].isdigit():
            return True
        if documents["closing"].begins(text) or documents["recipients"].begins(text):
            return True
        head, colon, rest = text.partition(":")
        lists = self.words.attributes if colon and rest.strip() else self.words.roles
        return len(head) < _LONG and any(phrases.whole(head) for phrases in lists.values())

    def _heads(self, end: str, text: str) -> bool:
        """Whether a line in capitals under one in capitals is a heading of its own."""
        roles = [phrases for role, phrases in self.words.roles.items() if role != "work"]
        if any(phrases.whole(f"{end} {text}") for phrases in roles):
            return False
        known = any(phrases.whole(end) or phrases.begins(text) for phrases in roles)
        return known or when.only_time(text) is not None

    def _opens(self, label: Label, text: str) -> bool:
        """Whether a mark behind a full line is one: a bullet not before a figure or a small letter ("xanh / - sạch - đẹp")."""
        if label.family == "dash":
            begins = text[len(label.text) :].lstrip()[:1]
            return not (begins.isdigit() or begins.islower())
        return label.value in {None, 1} or self.recent.get(label.family) == (label.value or 0) - 1


def _indented(line: Line, before: Line) -> bool:
    """Whether a line begins further right than the one above it, as a paragraph does."""
    return bool(line.boxes and before.boxes) and line.boxes[0].x0 > before.boxes[0].x0 + _INDENT


def _flows(end: str, text: str) -> bool:
    """Whether a full line that ends a sentence can still be in the middle of its paragraph."""
    return not is_capitals(end) and not is_capitals(text) and (not text.endswith(":") or len(text) > _LONG)


@dataclass(frozen=True, slots=True)
class _Edge:
    """Where lines end because the paper does: in characters, or in points where the places on the page are known.

    There are several edges in points where a page has columns. ``plain``: so many lines reach it that lines are surely broken there.
    """

    characters: int | None
    points: tuple[float, ...] = ()
    plain: bool = False

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "_Edge":
        """The right edges of the text; none where lines end where paragraphs do."""
        rights = [round(line.boxes[-1].x1) for line in lines if line.boxes]
        if len(rights) >= _LINES_TO_MEASURE:
            often = Counter(rights)
            least = max(_FEWEST_AT_EDGE, len(rights) // 25)
            common = {right for right, times in often.items() if times + often[right - 1] >= least}
            return cls(None, tuple(sorted(common | {sorted(rights)[int(len(rights) * 0.95)]})), plain=True)
        sizes = sorted(len(size) for line in lines if (size := line.text.rstrip()))
        if len(sizes) < _LINES_TO_MEASURE:
            return cls(None)
        edges = {sizes[int(len(sizes) * share)] for share in (0.98, 0.95, 0.92, 0.88, 0.8)}
        close = {
            edge: sum(edge - _RAGGED <= size <= edge for size in sizes)
            for edge in edges
            if _NARROWEST <= edge <= _WIDEST
        }
        edge = max(close, key=lambda edge: (close[edge], edge), default=None)
        if edge is None or close[edge] < _SHARE_AT_EDGE * len(sizes):
            return cls(None)
        return cls(edge, plain=close[edge] >= _SHARE_WHERE_PLAIN * len(sizes))

    def reached(self, line: Line, following: str) -> bool:
        """Whether the next word would not have had room on the line."""
        word = following.split(maxsplit=1)[0]
        if self.points and line.boxes:
            box = line.boxes[-1]
            edge = next((edge for edge in self.points if edge >= box.x1 - 2), self.points[-1])
            wide = (box.x1 - box.x0) / max(1, len(line.text))
            return box.x1 + wide * (len(word) + 1) > edge - wide
        return self.characters is not None and len(line.text.rstrip()) + 1 + len(word) > self.characters - 2
