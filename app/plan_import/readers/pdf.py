"""PDF with text: lines in reading order with their places; what repeats on every page and page numbers are left out.

Runs in the child process (``read``).
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.errors import BadInput
from app.i18n import msg, tr
from app.plan_import.draft import Warned
from app.plan_import.readers.answers import Options, answered
from app.plan_import.readers.legacy import Part, settle
from app.plan_import.readers.pdf_glyphs import read_sheet
from app.plan_import.readers.pdf_layout import Row, layout, spacing
from app.plan_import.readers.pdf_tables import Grid
from app.plan_import.readers.texts import LARGEST_TEXT, MOST_LINES, empty, tidy, too_long
from app.plan_import.source import Box, Line, Source, TableCell

MOST_PAGES = 500

_LONGEST_SIDE = 14_400.0
"""Points (ISO 32000-1, annex C)."""

_EDGE = 0.12
_SAME_PLACE = 5.0
_PAGE_NUMBER = re.compile(
    r"(?:trang|page)?[\s\-–—.]*(?:\d{1,4}|[ivxl]{1,6})(?:\s*/\s*\d{1,4})?[\s\-–—.]*", re.IGNORECASE
)
_DIGITS = re.compile(r"[0-9]{1,4}")
_EDGE_STEP = 3.0
_STRAY = 0.03
_INDENT = 15.0
_EVEN = 8.0
_MOSTLY = 0.8
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line on its page."""

    page: int
    row: Row
    parts: tuple[Part, ...]
    cell: TableCell | None

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    width: float
    height: float
    lines: list[_Placed]
    scanned: bool = False
    damaged: bool = False


def read(path: Path, name: str, options: bytes) -> bytes:
    """The reader for the child process: gives an encoded answer."""
    return answered(lambda wanted: read_pdf(path, name, wanted), options)


def read_pdf(path: Path, name: str, options: Options) -> Source:
    """A PDF as a source. Raises BadInput (also where no page has text), LegacyText."""
    with _opened(path, name) as document:
        pages = _pages(document, name)
    placed = [line for page in _without_margins(pages) for line in page.lines]
    scanned = [page.number for page in pages if page.scanned or page.damaged]
    if not placed:
        raise _no_text(name, pages)
    texts, told = settle([line.parts for line in placed], options.legacy, name)
    areas = _areas(pages, placed)
    lines = []
    for number, (line, text) in enumerate(zip(placed, texts, strict=True), 1):
        lines.append(_line(line, tidy(text), number, areas[line.page]))
    return Source(
        name,
        "pdf",
        tuple(lines),
        whole_paragraphs=False,
        pages=len(pages),
        warnings=(*told, *_unread(scanned, placed)),
        page_sizes=tuple((_side(page.width), _side(page.height)) for page in pages),
    )


def _side(points: float) -> float:
    """A side of a page as it may be shown: no longer than the format allows, no damaged page without any."""
    return round(min(points, _LONGEST_SIDE), 2) if points >= 1 else _LONGEST_SIDE / 20


@contextmanager
def _opened(path: Path, name: str) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as refused:
        if "password" in str(refused).casefold() or "security" in str(refused).casefold():
            raise BadInput(
                msg("Tệp {name} có mật khẩu nên không đọc được. Bỏ mật khẩu rồi lưu lại.", name=name), name
            ) from refused
        raise _broken(name) from refused
    try:
        if len(document) > MOST_PAGES:
            raise BadInput(
                msg(
                    "Tệp {name} có {count} trang, quá mức {limit}. Tách phần cần nhập rồi thử lại.",
                    name=name,
                    count=len(document),
                    limit=MOST_PAGES,
                ),
                name,
            )
        yield document
    finally:
        document.close()


def _pages(document: Any, name: str) -> list[_Page]:
    import pypdfium2

    pages: list[_Page] = []
    tables = _Tables()
    characters = lines = 0
    for number in range(1, len(document) + 1):
        try:
            page = _page(document[number - 1], number, tables)
        except pypdfium2.PdfiumError:
            page = _Page(number, 0.0, 0.0, [], damaged=True)
        pages.append(page)
        lines += len(page.lines)
        characters += sum(len(line.text) for line in page.lines)
        if lines > MOST_LINES or characters > LARGEST_TEXT:
            raise too_long(name)
    return pages


def _page(page: Any, number: int, tables: "_Tables") -> _Page:
    try:
        sheet = read_sheet(page)
    finally:
        page.close()
    found = layout(sheet)
    tables.turn_to(found.tables, found.rows)
    lines = [_Placed(number, row, _parts(row), tables.cell(row)) for row in found.rows]
    return _Page(number, sheet.width, sheet.height, lines, scanned=sheet.has_picture and not lines)


class _Tables:
    """Counts the tables of the document; one that goes on over the page stays the same table."""

    def __init__(self) -> None:
        self._count = 0
        self._numbers: list[int] = []
        self._offsets: list[int] = []
        self._last: tuple[Grid, int] | None = None

    def turn_to(self, grids: list[Grid], rows: list[Row]) -> None:
        """Begin a page: its tables from top to bottom, and all its lines."""
        others = [row for row in rows if row.cell is None or row.cell[0] > 0]
        first_top = grids[0].rows[0] if grids else 0.0
        at_top = all(row.box[3] > first_top or _is_page_number(row) for row in others)
        self._numbers, self._offsets = [], []
        for at, grid in enumerate(grids):
            last = self._last
            if at == 0 and at_top and last is not None and grid.goes_on_from(last[0]):
                self._numbers.append(self._count)
                # Without a number in its first cell, the row is the rest of the one that the page broke.
                self._offsets.append(last[1] if _begins_row(rows) else last[1] - 1)
            else:
                self._count += 1
                self._numbers.append(self._count)
                self._offsets.append(0)
            self._last = (grid, self._offsets[-1] + len(grid.rows) - 1)
        if not grids or any(row.cell is None and row.box[1] > grids[-1].rows[-1] for row in others):
            self._last = self._last if grids and _only_footer(others, grids[-1]) else None

    def cell(self, row: Row) -> TableCell | None:
        """Where a line of the page stands in which table of the document."""
        if row.cell is None:
            return None
        at, line, column = row.cell
        return TableCell(self._numbers[at], self._offsets[at] + line, column)


def _begins_row(rows: list[Row]) -> bool:
    """Whether the first row of the page's first table has anything in its first column."""
    return any(row.cell == (0, 1, 1) for row in rows)


def _only_footer(others: list[Row], grid: Grid) -> bool:
    below = [row for row in others if row.box[1] > grid.rows[-1]]
    return all(map(_is_page_number, below))


def _is_page_number(row: Row) -> bool:
    return _PAGE_NUMBER.fullmatch("".join(part.text for part in _parts(row)).strip()) is not None


def _parts(row: Row) -> tuple[Part, ...]:
    parts: list[Part] = []
    for at, stretch in enumerate(row.stretches):
        if at and not parts[-1].text.endswith(" "):
            parts.append(Part(spacing(row.stretches[at - 1], stretch)))
        parts.extend(Part(text, face.encoding) for text, face in stretch.texts)
    return tuple(parts)


def _without_margins(pages: list[_Page]) -> list[_Page]:
    """The pages without the numbers and lines that stand at the top or bottom of several of them."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_key(line, shift) for line in _edges(page) for shift in (0, 1)})
    kept = []
    for page in pages:
        edges = _edges(page)
        outer = _outermost(edges)
        drop = {
            id(line)
            for line in edges
            if max(seen[_key(line, shift)] for shift in (0, 1)) > 1
            or (line in outer and _PAGE_NUMBER.fullmatch(line.text.strip()))
        }
        kept.append(replace(page, lines=[line for line in page.lines if id(line) not in drop]))
    return kept


def _edges(page: _Page) -> list[_Placed]:
    """The lines in the upper and lower margin, outside tables."""
    top, bottom = page.height * _EDGE, page.height * (1 - _EDGE)
    return [line for line in page.lines if line.cell is None and not top < line.row.box[1] < bottom]


def _outermost(edges: list[_Placed]) -> list[_Placed]:
    return [min(edges, key=_top), max(edges, key=_top)] if edges else []


def _top(line: _Placed) -> float:
    return line.row.box[1]


def _key(line: _Placed, shift: int) -> tuple[str, int]:
    """The words without the page's number, and the height on the page: in two rasters, so that a hair's breadth parts nothing."""
    words = _DIGITS.sub(lambda found: "#" if int(found.group()) == line.page else found.group(), line.text.strip())
    return words, 2 * round(_top(line) / _SAME_PLACE + shift / 2) + shift


def _areas(pages: list[_Page], placed: list[_Placed]) -> dict[int, tuple[float, float]]:
    """Left and right edge of the text of each page: pages of one width have the same margins."""
    edges: dict[int, tuple[Counter[int], Counter[int]]] = {}
    widths = {page.number: round(page.width) for page in pages}
    for line in placed:
        left, right = edges.setdefault(widths[line.page], (Counter(), Counter()))
        left[round(line.row.box[0] / _EDGE_STEP)] += 1
        right[round(line.row.box[2] / _EDGE_STEP)] += 1
    known = {
        width: (min(_usual(left)) * _EDGE_STEP, max(_usual(right)) * _EDGE_STEP)
        for width, (left, right) in edges.items()
    }
    return {page.number: known.get(round(page.width), (0.0, page.width)) for page in pages}


def _usual(edges: Counter[int]) -> list[int]:
    """The places where more than a stray line begins or ends."""
    least = max(1.0, edges.total() * _STRAY)
    return [place for place, count in edges.items() if count > least] or list(edges)


def _line(line: _Placed, text: str, number: int, area: tuple[float, float]) -> Line:
    x0, y0, x1, y1 = line.row.box
    left, right = x0 - area[0], area[1] - x1
    looks: Counter[tuple[float, bool]] = Counter()
    for stretch in line.row.stretches:
        for words, face in stretch.texts:
            looks[face.size, face.bold] += sum(map(str.isalnum, words))
    letters, bold = looks.total(), sum(count for (_, heavy), count in looks.items() if heavy)
    return Line(
        text,
        number,
        bold=letters > 0 and bold >= letters * _MOSTLY,
        centred=line.cell is None and left > _INDENT and abs(left - right) < _EVEN,
        size=max(looks, key=lambda look: looks[look])[0] if looks else None,
        cell=line.cell,
        boxes=(Box(line.page, round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1)),),
    )


def _no_text(name: str, pages: list[_Page]) -> BadInput:
    if any(page.damaged for page in pages):
        return _broken(name)
    scanned = sum(page.scanned for page in pages)
    if not scanned:
        return empty(name)
    return BadInput(
        msg(
            "{name} là bản quét: {count} trang chỉ có ảnh, không có chữ để đọc. Xin tệp Word, hoặc cho nhận dạng chữ (OCR) trước.",
            name=name,
            count=scanned,
        ),
        name,
    )


def _broken(name: str) -> BadInput:
    return BadInput(msg("Tệp {name} bị hỏng hoặc bị cắt cụt. Chép hoặc tải lại tệp rồi thử lại.", name=name), name)


def _unread(scanned: list[int], placed: list[_Placed]) -> tuple[Warned, ...]:
    """What to tell about pages that are pictures among pages with text."""
    if not scanned:
        return ()
    named = ", ".join(map(str, scanned[:_MOST_NAMED])) + ("…" if len(scanned) > _MOST_NAMED else "")
    line = next((at for at, found in enumerate(placed, 1) if found.page > scanned[0]), len(placed))
    said = tr("Không đọc được trang {pages}: trang hỏng hoặc chỉ có ảnh, không có chữ.", pages=named)
    return (Warned(code="unread_page", line=line, message=said),)
