"""Word documents (.docx, .docm, .dotx): paragraphs, tables and text boxes in the order of the document, with the numbers Word writes.

Runs in the child process (``read``). Headers, footers, notes, comments, fields' codes and macros are not read.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.foreign.xml_stream import Node, Piece
from app.plan_import.draft import Warned
from app.plan_import.readers.answers import Options, answered
from app.plan_import.readers.docx_numbering import Numbering
from app.plan_import.readers.docx_package import number, opened
from app.plan_import.readers.docx_paragraphs import BREAK, Read, is_deleted, is_hidden, read_paragraph
from app.plan_import.readers.docx_styles import Look, Styles
from app.plan_import.readers.legacy import Part, Parts, settle
from app.plan_import.readers.texts import LARGEST_TEXT, MOST_LINES, empty, tidy, too_long
from app.plan_import.source import Line, Source, TableCell

_WHOLE = {"w:p", "w:tcPr", "w:trPr"}
_MARKS = {"w:tbl", "w:tr", "w:tc", "mc:Fallback", "w:del", "w:moveFrom"}
_SKIPPED = {"mc:Fallback", "w:del", "w:moveFrom"}
_ENDS = ".;:!?,"


def read(path: Path, name: str, options: bytes) -> bytes:
    """The reader for the child process: gives an encoded answer."""
    return answered(lambda wanted: read_docx(path, name, wanted), options)


def read_docx(path: Path, name: str, options: Options) -> Source:
    """A Word document as a source. Raises BadInput, LegacyText."""
    with opened(path, name) as package:
        styles = Styles(package)
        walk = _Walk(name, styles, Numbering(package, styles))
        for piece in package.pieces(package.main, whole=_WHOLE, marks=_MARKS):
            walk.meet(piece)
    if not any(text.strip() for raw in walk.lines for text in (part.text for part in raw.parts)):
        raise empty(name)
    texts, told = settle([raw.parts for raw in walk.lines], options.legacy, name)
    lines = tuple(raw.line(tidy(text), at) for at, (raw, text) in enumerate(zip(walk.lines, texts, strict=True), 1))
    return Source(name, "docx", lines, whole_paragraphs=True, warnings=tuple[Warned, ...](told))


@dataclass(frozen=True, slots=True)
class _Raw:
    parts: Parts
    bold: bool
    centred: bool
    size: float | None
    cell: TableCell | None

    def line(self, text: str, number: int) -> Line:
        return Line(text, number, self.bold and bool(text), self.centred, self.size, self.cell)


@dataclass(slots=True)
class _Table:
    number: int
    row: int = 0
    column: int = 0
    span: int = 1
    dropped: bool = False


@dataclass(slots=True)
class _Walk:
    """Walks the document and gathers its lines."""

    name: str
    styles: Styles
    numbering: Numbering
    lines: list[_Raw] = field(default_factory=list)
    _tables: list[_Table] = field(default_factory=list)
    _count: int = 0
    _characters: int = 0
    _skipping: int = 0
    _pending: list[Part] = field(default_factory=list)

    def meet(self, piece: Piece) -> None:
        """Take the next piece of the document."""
        if piece.tag in _SKIPPED:
            self._skipping += 1 if piece.step == "start" else -1
        elif not self._skipping:
            steps: dict[str, Callable[[Piece], None]] = {
                "w:p": self._paragraph,
                "w:tbl": self._table,
                "w:tr": self._row,
            }
            steps.get(piece.tag, self._cell)(piece)

    def _table(self, piece: Piece) -> None:
        if piece.step == "start":
            self._count += 1
            self._tables.append(_Table(self._count))
        elif self._tables:
            self._tables.pop()

    def _row(self, piece: Piece) -> None:
        if self._tables and piece.step == "start":
            table = self._tables[-1]
            table.row, table.column, table.span, table.dropped = table.row + 1, 0, 1, False

    def _cell(self, piece: Piece) -> None:
        """The start of a cell, and what cells and rows say of themselves."""
        table = self._tables[-1] if self._tables else None
        if table is None:
            return
        if piece.tag == "w:trPr":
            table.dropped = piece.node.child("w:del") is not None
            table.column += min(number(piece.node.value_of("w:gridBefore", "w:val")) or 0, 1000)
        elif piece.tag == "w:tcPr":
            table.span = max(1, min(number(piece.node.value_of("w:gridSpan", "w:val")) or 1, 1000))
        elif piece.step == "start":
            table.column, table.span = table.column + table.span if table.row and table.column else 1, 1

    def _paragraph(self, piece: Piece) -> None:
        table = self._tables[-1] if self._tables else None
        if table is None or not table.dropped:
            cell = TableCell(table.number, table.row, table.column) if table else None
            self.add(piece.node, cell)

    def add(self, node: Node, cell: TableCell | None) -> None:
        """Add the lines of a paragraph and of the boxes that hang on it."""
        properties = node.child("w:pPr")
        look = self.styles.paragraph(properties)
        read = read_paragraph(node, look, self.styles)
        for box in read.before:
            self._box(box)
        if is_deleted(properties):
            self._pending.extend(read.parts)
        else:
            self._own(read, properties, look, cell)
        for box in read.after:
            self._box(box)

    def _own(self, read: Read, properties: Node | None, look: Look, cell: TableCell | None) -> None:
        parts, self._pending = [*self._pending, *read.parts], []
        text = "".join(part.text for part in parts)
        if not text and is_hidden(properties):
            return
        label = self.numbering.label(look)
        if not text.strip():
            if cell is None and not read.before and not read.after:
                self._keep(_Raw((), bold=False, centred=look.centred, size=None, cell=None))
            return
        if label:
            parts = [Part(f"{label} "), *_without_leading_space(parts)]
        for line in _split(parts, centred=look.centred):
            self._keep(_Raw(line, read.is_bold, look.centred, read.size, cell))

    def _keep(self, raw: _Raw) -> None:
        self.lines.append(raw)
        self._characters += sum(len(part.text) for part in raw.parts)
        if len(self.lines) > MOST_LINES or self._characters > LARGEST_TEXT:
            raise too_long(self.name)

    def _box(self, content: Node) -> None:
        for node in _paragraphs(content):
            self.add(node, None)


def _paragraphs(content: Node) -> list[Node]:
    """The paragraphs in a text box, through tables in it."""
    found: list[Node] = []
    waiting = [content]
    while waiting:
        node = waiting.pop()
        if node.tag == "w:p":
            found.append(node)
        elif node.tag not in _SKIPPED:
            waiting.extend(reversed(node.children))
    return found


def _without_leading_space(parts: list[Part]) -> list[Part]:
    first = next((at for at, part in enumerate(parts) if part.text.strip()), len(parts) - 1)
    kept = parts[first]
    return [Part(kept.text.lstrip(), kept.encoding, kept.capitals), *parts[first + 1 :]]


def _split(parts: list[Part], *, centred: bool) -> list[Parts]:
    """The lines that breaks inside a paragraph make; a break in the middle of a sentence is only a space."""
    lines: list[list[Part]] = [[]]
    for part in parts:
        pieces = part.text.split(BREAK)
        for at, text in enumerate(pieces):
            if at:
                lines.append([])
            if text:
                lines[-1].append(Part(text, part.encoding, part.capitals))
    joined: list[list[Part]] = []
    for line in lines:
        text = "".join(part.text for part in line).strip()
        if joined and not centred and text[:1].islower() and _open("".join(part.text for part in joined[-1])):
            joined[-1] += [Part(" "), *line]
        elif text:
            joined.append(line)
    return [tuple(line) for line in joined]


def _open(text: str) -> bool:
    end = text.rstrip()[-1:]
    return bool(end) and end not in _ENDS
