"""Pictures of evidence: small ones for a strip, larger ones to look at. Evidence comes from elsewhere, so its images and PDF pages are
decoded by the process that reads foreign files, within limits on memory, time and pixels.
"""

from pathlib import Path

import msgspec

from app.errors import BadInput
from app.foreign.apart import read_apart
from app.foreign.limits import MEGABYTE, Limits
from app.foreign.spool import spooled_bytes
from app.i18n import msg

LARGEST_FILE = 30_000_000
"""Bytes; a phone's photograph has 3-12 million, a scanned decision of 20 pages 2-10."""

MOST_PIXELS = 120_000_000
"""Of the picture in the file; the largest phones make 108 million."""

LIMITS = Limits(memory=1_024 * MEGABYTE, seconds=8.0, answer=16 * MEGABYTE)

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")
_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")


class Picture(msgspec.Struct, frozen=True):
    """Pixels of four bytes (red, green, blue, unused), ``stride`` bytes a row, on white."""

    width: int
    height: int
    stride: int
    data: bytes


def kind_of(head: bytes) -> str:
    """ "pdf", "image" or "" by the first bytes of a file, whatever its name says."""
    if head.startswith(b"%PDF-"):
        return "pdf"
    webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return "image" if webp or head.startswith(_STARTS) else ""


def picture(path: Path, name: str, width: int) -> Picture | None:
    """The image in a file, or the first page of a PDF, at most ``width`` pixels wide and twice as high; None for what has no picture.

    Never raises for what a file holds. Takes a fraction of a second; for a worker thread.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    kind = kind_of(data[:16])
    try:
        if kind == "pdf":
            return _page(data, name, width)
        return _image(data, name, width) if kind else None
    except BadInput:
        return None


def _page(data: bytes, name: str, width: int) -> Picture:
    from app.plan_import.readers import pages

    drawn = pages.picture(data, name, 1, width)
    return Picture(drawn.width, drawn.height, drawn.stride, drawn.data)


def _image(data: bytes, name: str, width: int) -> Picture:
    with spooled_bytes(data, name) as file:
        answer = read_apart("app.evidence_pictures:draw", file, options=str(width).encode(), limits=LIMITS)
    return msgspec.msgpack.decode(answer, type=Picture)


def draw(path: Path, name: str, options: bytes) -> bytes:
    """For the child process: the image in a file, made small, turned as the camera was held, on white."""
    from PIL import Image, ImageOps

    width = int(options)
    box = width, 2 * width
    try:
        with Image.open(path, formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise BadInput(msg("Ảnh {name} quá lớn nên không vẽ.", name=name), name)
            # A photograph is then decoded at an eighth of its size, a quarter, a half.
            image.draft("RGB", box)
            image.thumbnail(box)
            drawn = ImageOps.exif_transpose(image).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as refused:
        raise BadInput(msg("Không đọc được ảnh {name}.", name=name), name) from refused
    sheet = Image.new("RGBA", drawn.size, "white")
    sheet.alpha_composite(drawn)
    return msgspec.msgpack.encode(Picture(sheet.width, sheet.height, 4 * sheet.width, sheet.tobytes()))
