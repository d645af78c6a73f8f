"""A document without a format: what stands on the paper, never how a file format says it.

One ``Document`` goes to all three writers (PDF, DOCX, XLSX); whatever they have to agree on (numbering, line
texts, merged rows) is decided here or in ``grid`` and ``letterhead``, so that the three cannot differ. Values are
immutable and compare by content; the same content gives the same bytes in every writer.

Every text is normalised to NFC and freed of control characters when the object is made (DOMAIN "text arrives in
mixed Unicode forms"; XML files refuse control characters). A newline inside a text is a forced line break.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from app.dates import format_date
from app.numbers import format_number
from app.reports import numbers
from app.reports.charts.drawing import Drawing
from app.reports.cleaning import clean_text

Number = int | float | Decimal | Fraction
Value = int | float | Decimal | date | None


class _Clean:
    """Cleans every text of a frozen dataclass once, when it is made."""

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if isinstance(value, str) and not isinstance(value, Enum):
                object.__setattr__(self, name, clean_text(value))
            elif isinstance(value, tuple) and value and isinstance(value[0], str):
                object.__setattr__(self, name, tuple(clean_text(part) for part in value))


# --- head of the document -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Letterhead(_Clean):
    """Who issues (NĐ 30/2020 Phụ lục I, boxes 1 and 2). Names are given in normal case; the writers set capitals.

    ``parent`` is the body directly above (cơ quan chủ quản), empty for none; ``agency`` the issuing body as it was
    named on the document's date; ``party`` style papers replace ``nation`` and empty ``motto``.
    """

    agency: str
    parent: str = ""
    nation: str = "Cộng hòa xã hội chủ nghĩa Việt Nam"
    motto: str = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True)
class DocumentNumber(_Clean):
    """Số, ký hiệu (box 3). ``number`` None leaves room to write it by hand; ``letter`` is the "b" of "06b"."""

    symbol: str
    number: int | None = None
    letter: str = ""


@dataclass(frozen=True)
class PlaceDate(_Clean):
    """Địa danh, ngày tháng năm (box 4). With ``day_known`` False the day is left open to be written by hand."""

    place: str
    day: date
    day_known: bool = True


@dataclass(frozen=True)
class Signature(_Clean):
    """Who signs (boxes 7a-7c): ``lines`` such as ("TM. Ban Thường vụ", "Phó Chủ tịch"), set in capitals, over ``name``.

    ``note`` stands under the post in italics ("Ký, ghi rõ họ tên"), for minutes and forms. No academic titles in
    ``name``.
    """

    lines: tuple[str, ...]
    name: str = ""
    note: str = ""


# --- running text ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Run(_Clean):
    """A stretch of text in one style. ``about`` names what it rests on ("progress:45", "target:7", "task:9", "value:88"); no writer
    prints it.
    """

    text: str
    bold: bool = False
    italic: bool = False
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading(_Clean):
    """A heading. ``level`` 0 is Phần/Chương (word and number on a line of its own, title in capitals below, both
    centred);

    1 is "I. CAPITALS" in bold, 2 "1. Bold", 3 "a) upright" (NĐ 30 plan layout). ``label`` is the number without
    its dot or bracket: "I", "1", "a", "Phần thứ nhất".
    """

    level: int
    label: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of ``runs``; ``align`` is "justify", "left", "center" or "right"; ``indent`` sets the first line
    in. ``key`` is its stable name within its paper ("results.programme:12.opening"), by which an office's own words find it again.
    """

    runs: tuple[Run, ...]
    align: str = "justify"
    indent: bool = True
    key: str = ""

    @property
    def text(self) -> str:
        """The words without their styles."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class BulletList:
    """Items with a dash each, as official papers write them: "- " in front, first line indented."""

    items: tuple[Paragraph, ...]
    marker: str = "-"


@dataclass(frozen=True)
class Note(_Clean):
    """A remark in small italics ("Số liệu tính đến ngày ...")."""

    text: str


# --- tables -----------------------------------------------------------------------------------------------------------


class Kind(Enum):
    """What a column holds: decides its alignment and, in XLSX, the number format."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    PERCENT = "percent"
    DATE = "date"


class Numbering(Enum):
    """The first column "TT": none, running through the table, or starting again after each group row."""

    NONE = "none"
    RUNNING = "running"
    RESTARTING = "restarting"


@dataclass(frozen=True)
class Column(_Clean):
    """A column. ``weight`` is its share of the width; adjacent columns with the same ``over`` stand under one
    merged title.

    ``align`` is "", "left", "center" or "right"; empty means by ``kind`` (text left, numbers right, dates centred).
    """

    title: str
    weight: float = 1.0
    kind: Kind = Kind.TEXT
    over: str = ""
    align: str = ""


@dataclass(frozen=True)
class Cell(_Clean):
    """What one cell says (``text``) and, where it is a figure or a date, its ``value`` so that a workbook can
    calculate.

    A percentage's value is in percent (72.0 for "72,0%"). The four kinds of nothing are text without value, except 0.
    """

    text: str
    value: Value = None
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Row:
    """A row of cells, one per column of the table (without TT). ``total`` rows are bold and not counted by TT."""

    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class GroupRow(_Clean):
    """A merged title row (programme, section). ``label`` stands in the TT column; ``level`` 1 is bold, 2 bold
    italic.
    """

    text: str
    label: str = ""
    level: int = 1


@dataclass(frozen=True)
class Table(_Clean):
    """A table. ``caption`` stands above it, ``unit_note`` right above it ("Đơn vị tính: ..."), ``footnotes`` below it.

    ``empty`` is what the one merged row says when there are no rows. Raises ValueError when a row has the wrong length.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row | GroupRow, ...]
    numbering: Numbering = Numbering.RUNNING
    caption: str = ""
    unit_note: str = ""
    footnotes: tuple[str, ...] = ()
    empty: str = "Không có số liệu trong kỳ"

    def __post_init__(self) -> None:
        super().__post_init__()
        for at, row in enumerate(self.rows):
            if isinstance(row, Row) and len(row.cells) != len(self.columns):
                raise ValueError(f"row {at} has {len(row.cells)} cells for {len(self.columns)} columns")


@dataclass(frozen=True)
class Chart(_Clean):
    """A drawing with its ``caption`` below; ``alt`` says in words what it shows, for those who cannot see it and for the workbook."""

    drawing: Drawing
    caption: str = ""
    alt: str = ""


Block = Heading | Paragraph | BulletList | Note | Table | Chart


# --- the whole --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Appendix(_Clean):
    """A phụ lục on pages of its own with its own page numbers. Two or more are numbered I, II, ... in their order.

    ``attached`` overrides the line "(Kèm theo ... số ... ngày ... của ...)" made from the document.
    """

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = True
    attached: str = ""


@dataclass(frozen=True)
class Document(_Clean):
    """A whole paper. ``kind`` is the type of document ("Báo cáo"); empty makes it a letter (công văn: "V/v ..."
    under number).

    ``bases`` are the căn cứ, ``addressees`` the Kính gửi, both without closing ";" or ".". ``recipients`` are the
    lines of nơi nhận without dash and end mark, the last usually "Lưu: VT, ...". ``closing`` ends the text with
    "./.". A ``countersignature`` stands left of ``signature`` (minutes with two sides) in place of the recipients,
    which then follow below. A ``landscape`` document is a table with its own head: all its pages lie on their side, and it has no
    appendices. A number without symbol is not printed.
    """

    letterhead: Letterhead
    number: DocumentNumber
    place_date: PlaceDate
    kind: str
    abstract: str
    blocks: tuple[Block, ...]
    bases: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    signature: Signature | None = None
    countersignature: Signature | None = None
    recipients: tuple[str, ...] = ()
    closing: bool = True
    landscape: bool = False

    @property
    def title(self) -> str:
        """Type and abstract in one line, for file properties and window titles."""
        return " ".join(" ".join((self.kind, self.abstract)).split())


# --- shorthands -------------------------------------------------------------------------------------------------------


def paragraph(*parts: str | Run, align: str = "justify", indent: bool = True, key: str = "") -> Paragraph:
    """A paragraph out of plain texts and runs."""
    return Paragraph(tuple(Run(part) if isinstance(part, str) else part for part in parts), align, indent, key)


def bullets(*items: str | Paragraph) -> BulletList:
    """A dash list out of plain texts and paragraphs."""
    return BulletList(tuple(paragraph(item) if isinstance(item, str) else item for item in items))


def text_cell(text: str, *, bold: bool = False, italic: bool = False) -> Cell:
    """A cell of words; also how the kinds of nothing are written ("không phát sinh", "chưa báo cáo")."""
    return Cell(text, None, bold, italic)


def integer_cell(value: int | None) -> Cell:
    """A whole number ("1.234"), empty for None."""
    return Cell("") if value is None else Cell(format_number(value), value)


def decimal_cell(value: Number | None, places: int = 1) -> Cell:
    """A number with ``places`` decimals ("1.234,5"), empty for None."""
    return Cell("") if value is None else Cell(numbers.decimal(value, places), numbers.rounded(value, places))


def percent_cell(value: Number | None, places: int = 1) -> Cell:
    """A percentage given in percent (72.0 → "72,0%"), empty for None."""
    return Cell("") if value is None else Cell(numbers.decimal(value, places) + "%", numbers.rounded(value, places))


def date_cell(value: date | None) -> Cell:
    """A date as dd/mm/yyyy, empty for None."""
    return Cell("") if value is None else Cell(format_date(value), value)


def tables_of(blocks: Sequence[Block]) -> Iterator[Table]:
    """The tables among ``blocks``, in order."""
    return (block for block in blocks if isinstance(block, Table))


def closed_blocks(document: Document) -> tuple[Block, ...]:
    """The blocks with "./." at the end of the last words (NĐ 30: the text ends so); unchanged without ``closing``.

    After a table, or in a document without text, "./." stands alone.
    """
    if not document.closing:
        return document.blocks
    *before, last = document.blocks or (paragraph(""),)
    if isinstance(last, Paragraph) and last.runs:
        return (*before, _closed(last))
    if isinstance(last, BulletList) and last.items:
        return (*before, replace(last, items=(*last.items[:-1], _closed(last.items[-1]))))
    return (*before, last, paragraph("./."))


def _closed(block: Paragraph) -> Paragraph:
    """The paragraph with "./." in place of its last end mark."""
    end = block.runs[-1]
    text = end.text.rstrip()
    text = text if text.endswith("./.") else text.rstrip(".;,") + "./."
    return replace(block, runs=(*block.runs[:-1], replace(end, text=text)))
