"""Pictures of the pages of a foreign PDF, drawn by the child process: drawing is where most faults of PDF libraries were found.

For documents without pages the lines of the ``Source`` say all there is to show: bold, centred, size, cell.
"""

from pathlib import Path

import msgspec

from app.errors import BadInput
from app.foreign.apart import read_apart
from app.foreign.limits import MEGABYTE, Limits
from app.foreign.spool import spooled_bytes
from app.i18n import msg

LARGEST_WIDTH = 4_000
MOST_PIXELS = 16_000_000
"""Pixels of a picture; an A4 page 3,000 wide has 12.7 million."""

LIMITS = Limits(memory=768 * MEGABYTE, seconds=20.0, answer=80 * MEGABYTE)


class Picture(msgspec.Struct, frozen=True):
    """A page on white: pixels of four bytes (red, green, blue, unused), ``stride`` bytes a row."""

    width: int
    height: int
    stride: int
    data: bytes


class Wish(msgspec.Struct, frozen=True):
    """Which page (from 1), and how many pixels wide."""

    page: int
    width: int


def picture(data: bytes, name: str, page: int, width: int) -> Picture:
    """A page of a PDF (counted from 1) as a picture ``width`` pixels wide, smaller where it would be huge.

    Takes a fraction of a second and bounded memory; for a worker thread. BadInput where the page cannot be drawn.
    """
    wish = msgspec.msgpack.encode(Wish(page, max(1, min(width, LARGEST_WIDTH))))
    with spooled_bytes(data, name) as file:
        answer = read_apart("app.plan_import.readers.pages:draw", file, options=wish, limits=LIMITS)
    return msgspec.msgpack.decode(answer, type=Picture)


def draw(path: Path, name: str, options: bytes) -> bytes:
    """For the child process: the picture that was wished for."""
    import pypdfium2

    wish = msgspec.msgpack.decode(options, type=Wish)
    try:
        document = pypdfium2.PdfDocument(path)
        sheet = document[wish.page - 1]
        across, down = sheet.get_size()
        scale = min(wish.width / across, (MOST_PIXELS / (across * down)) ** 0.5)
        # White under everything: a transparent page turns black where it is converted.
        bitmap = sheet.render(scale=scale, fill_color=(255, 255, 255, 255), rev_byteorder=True, prefer_bgrx=True)
    except (pypdfium2.PdfiumError, IndexError, ZeroDivisionError, ValueError) as refused:
        raise BadInput(msg("Không vẽ được trang {page} của {name}.", page=wish.page, name=name), name) from refused
    return msgspec.msgpack.encode(Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)))
