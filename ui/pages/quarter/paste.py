"""A block from the clipboard onto the grid: what Excel and LibreOffice put there, and where each cell of it goes. No Qt in here."""

from collections.abc import Sequence


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


def placed(
    block: Sequence[Sequence[str]], lines: Sequence[int], columns: Sequence[int], *, fill: bool
) -> list[tuple[int, int, str]]:
    """(line, column, text) for each cell of a block. ``lines`` and ``columns`` are the places it may take, in order.

    One cell on a larger selection fills it (``fill``); a block that is larger than its places loses what sticks out.
    """
    if fill and len(block) == 1 and len(block[0]) == 1:
        return [(line, column, block[0][0]) for line in lines for column in columns]
    return [
        (line, column, text)
        for row, line in zip(block, lines, strict=False)
        for text, column in zip(row, columns, strict=False)
    ]
