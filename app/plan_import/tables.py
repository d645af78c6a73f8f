"""Tables of tasks and of targets: what their columns say, row by row.

A table of a Word document or PDF comes with cells; in a text its cells are parted by "|" or tabs. A table without a row of column
titles is layout (letterhead, signatures): its paragraphs stay lines.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.plan_import.labels import split_label
from app.plan_import.source import Line, TableCell
from app.plan_import.vocabulary import Vocabulary, folded

_HEADER_WITHIN = 4
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_RULE = re.compile(r"^[\s|:+=_-]*$")
_LONGEST_TITLE = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """One paragraph of a cell and its line in the source."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the paragraphs of each column that has any."""

    cells: Mapping[int, tuple[Cell, ...]]

    @property
    def first(self) -> int:
        """Its first line in the source."""
        return min(cell.line for cells in self.cells.values() for cell in cells)

    @property
    def last(self) -> int:
        """Its last line in the source."""
        return max(cell.line for cells in self.cells.values() for cell in cells)

    def text(self, column: int | None) -> str:
        """The words of a column, its paragraphs joined; empty for none."""
        return " ".join(cell.text for cell in self.cells.get(column, ())) if column is not None else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with titled columns: what each says ("text", "lead", "time", …; "value" with its title), and its rows."""

    columns: Mapping[str, int]
    values: Mapping[int, str]
    rows: tuple[Row, ...]
    first: int
    last: int


def tables_in(lines: Sequence[Line], words: Vocabulary, *, whole: bool) -> Iterator[list[Line] | Table]:
    """The lines in runs: plain ones as they are, those of a table as the table. ``whole``: each line is a paragraph."""
    plain: list[Line] = []
    place = 0
    while place < len(lines):
        end = _table_end(lines, place, words)
        table = _table(_rows(lines[place:end], words, whole=whole), words) if end > place else None
        if table is not None:
            if plain:
                yield plain
            yield table
            plain = []
        else:
            end = max(end, place + 1)
            plain.extend(lines[place:end])
        place = end
    if plain:
        yield plain


def _table_end(lines: Sequence[Line], place: int, words: Vocabulary) -> int:
    """Behind the last line of the table that begins here; ``place`` itself where none does."""
    cell = lines[place].cell
    end = place
    if cell is not None:
        while end < len(lines) and (here := lines[end].cell) is not None and here.table == cell.table:
            end += 1
        return end
    parting = _parting(lines[place].text)
    if parting is None or _header(_row(lines[place], parting), words) is None:
        return place
    kept = place
    while end < len(lines):
        text = lines[end].text
        if parting in text:
            kept = end + 1
        elif text.strip() and not _RULE.match(text):
            break
        end += 1
    return kept


def _parting(text: str) -> str | None:
    """What parts the cells of a line: at least three of them."""
    if text.strip().strip("|").count("|") >= 2:
        return "|"
    return "\t" if text.strip().count("\t") >= 2 else None


def _row(line: Line, parting: str, *, framed: bool = True) -> Row:
    """The cells of a line; ``framed``: a bar at its begin is the frame and no empty cell."""
    text = line.text.strip("\n ")
    text = text[1:] if framed and parting == "|" and text.startswith("|") else text
    cells = [piece.strip() for piece in text.split(parting)]
    return Row({column: (Cell(cell, line.number),) for column, cell in enumerate(cells, 1) if cell})


def _rows(lines: Sequence[Line], words: Vocabulary, *, whole: bool) -> list[Row]:
    if lines[0].cell is None:
        parting = _parting(lines[0].text) or "|"
        framed = lines[0].text.strip().startswith("|")
        rows = (
            _row(line, parting, framed=framed) for line in lines if parting in line.text and not _RULE.match(line.text)
        )
        return [row for row in rows if row.cells]
    found: dict[int, dict[int, list[Cell]]] = {}
    for line in lines:
        cell = line.cell or TableCell(0, 0, 0)
        if line.text.strip():
            text = " ".join(line.text.split())
            cells = found.setdefault(cell.row, {}).setdefault(cell.column, [])
            if cells and not whole and _goes_on(cells[-1].text, text, words):
                cells[-1] = Cell(f"{cells[-1].text} {text}", cells[-1].line)
            else:
                cells.append(Cell(text, line.number))
    return [Row({column: tuple(cells) for column, cells in row.items()}) for _, row in sorted(found.items())]


def _goes_on(before: str, text: str, words: Vocabulary) -> bool:
    """Whether a line of a cell goes on with the one above it."""
    if split_label(text, words)[0] is not None and not text[0].isdigit():
        return False
    return not before.endswith((".", ";", ":")) or text[0].islower()


def _table(rows: Sequence[Row], words: Vocabulary) -> Table | None:
    for place, row in enumerate(rows[:_HEADER_WITHIN]):
        header = _header(row, words)
        if header is None:
            continue
        columns, values = header
        titles = {column: row.text(column) for column in row.cells}
        body = [one for one in rows[place + 1 :] if {column: one.text(column) for column in one.cells} != titles]
        while body and _goes_on_with_titles(body[0], columns, words):
            values |= {column: row.text(column) for row in body[:1] for column in row.cells if column not in values}
            body = body[1:]
        values = {column: title for column, title in values.items() if column not in columns.values()}
        return Table(columns, values, tuple(body), rows[0].first, rows[-1].last)
    return None


def _header(row: Row, words: Vocabulary) -> tuple[dict[str, int], dict[int, str]] | None:
    """What the columns say by their titles; None where the row is no row of titles."""
    columns: dict[str, int] = {}
    values: dict[int, str] = {}
    for column in sorted(row.cells):
        title = row.text(column)
        said = _said(title, words)
        if said == "value":
            values[column] = title
        elif said is not None:
            columns.setdefault(said, column)
    if not {"text", "claim"} & columns.keys():
        return None
    return (columns, values) if len(columns) + len(values) >= 2 else None


def _said(title: str, words: Vocabulary) -> str | None:
    """What a column with this title says, None where it is not known."""
    if len(title) > 20 * _LONGEST_TITLE or len(folded(title)) > _LONGEST_TITLE:
        return None
    bare = re.sub(r"\(.*?\)", " ", title)
    for name, phrases in words.attributes.items():
        if phrases.whole(bare):
            return name
    if _YEAR.search(title) and len(folded(title)) <= 6:
        return "value"
    best = max(words.attributes, key=lambda name: words.attributes[name].begins(bare))
    return best if words.attributes[best].begins(bare) else None


def _goes_on_with_titles(row: Row, columns: Mapping[str, int], words: Vocabulary) -> bool:
    """Whether a row under the titles has titles too: years, or the numbers (1), (2), (3)."""
    texts = [row.text(column) for column in row.cells]
    if all(re.fullmatch(r"\(?[A-Z\d]{1,2}\)?", text) for text in texts) and len(texts) > 2:
        return True
    return columns.get("number") not in row.cells and all(_said(text, words) == "value" for text in texts)
