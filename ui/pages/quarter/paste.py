"""A block from the clipboard onto the grid: what Excel and LibreOffice put there, and where each cell of it goes. No Qt in here."""

from collections.abc import Sequence
from html.parser import HTMLParser


def read_block(text: str) -> list[list[str]]:
    """Rows of cells out of tab-separated text; a cell in quotes may hold line breaks, tabs and doubled quotes."""
    rows: list[list[str]] = [[]]
    place, text = 0, text.replace("\r\n", "\n").replace("\r", "\n")
    while place <= len(text):
        cell, place = _quoted(text, place) or _plain(text, place)
        rows[-1].append(cell)
        if place < len(text) and text[place] == "\n":
            rows.append([])
        place += 1
    # A spreadsheet ends the block with a line break, which is no row.
    if len(rows) > 1 and rows[-1] == [""]:
        rows.pop()
    return rows


def _plain(text: str, start: int) -> tuple[str, int]:
    ends = [found for sign in "\t\n" if (found := text.find(sign, start)) >= 0]
    end = min(ends, default=len(text))
    return text[start:end], end


def _quoted(text: str, start: int) -> tuple[str, int] | None:
    """A quoted cell and where it ends; None when the quote is just a letter of the text."""
    if start >= len(text) or text[start] != '"':
        return None
    place = start + 1
    while (place := text.find('"', place)) >= 0:
        if text[place + 1 : place + 2] == '"':
            place += 2
        elif place + 1 == len(text) or text[place + 1] in "\t\n":
            return text[start + 1 : place].replace('""', '"'), place + 1
        else:
            return None
    return None


def write_block(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells as tab-separated text that a spreadsheet reads back as they are."""
    return "\n".join("\t".join(_written(cell) for cell in row) for row in rows)


def _written(cell: str) -> str:
    if any(sign in cell for sign in '\t\n"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def with_breaks(block: list[list[str]], html: str) -> list[list[str]]:
    """The block with the line breaks inside its cells: LibreOffice turns them to blanks in its plain text and keeps them in its HTML.

    Only where both say the same words; everything else of the HTML is left alone.
    """
    if "<br" not in html.lower():
        return block
    reader = _Table()
    reader.feed(html)
    if [len(row) for row in reader.rows] != [len(row) for row in block]:
        return block
    return [
        [told if told.split() == plain.split() else plain for plain, told in zip(row, rich, strict=True)]
        for row, rich in zip(block, reader.rows, strict=True)
    ]


class _Table(HTMLParser):
    """The cells of the tables in a piece of HTML, with their line breaks."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self.rows[-1].append("")
            self._open = True
        elif tag == "br" and self._open:
            self.rows[-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._open:
            self._open = False
            self.rows[-1][-1] = "\n".join(line.strip() for line in self.rows[-1][-1].split("\n")).strip()

    def handle_data(self, data: str) -> None:
        if self._open:
            self.rows[-1][-1] += " ".join(data.replace("\u00a0", " ").splitlines())
