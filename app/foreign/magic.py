"""What a file is, by its first bytes and never by its name."""

from pathlib import Path
from typing import Literal

from app.foreign.zip_scan import BROKEN, directory

Kind = Literal[
    "empty", "text", "pdf", "docx", "doc", "rtf", "odt", "html", "xlsx", "xls", "ods", "pptx", "ppt", "ole", "locked", "zip",
    "archive", "image", "xml", "bundle", "workspace", "program", "binary",
]  # fmt: skip

HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (_OLE, "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"8BPS", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"age-encryption.org/", "bundle"),
    (b"SQLite format 3\x00", "workspace"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "program"),
)

_PARTS: tuple[tuple[str, Kind], ...] = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_OPEN_DOCUMENT: tuple[tuple[bytes, Kind], ...] = ((b"opendocument.text", "odt"), (b"opendocument", "ods"))
_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_ENTRY, _SECTOR, _MOST_SECTORS = 128, 512, 4000
_WORD = b"\xec\xa5"
_HTML = (b"<html", b"<!doctype html", b"mime-version:", b"<head", b"<meta", b"<body")
_UNICODE_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_OF_TEXT = bytes(range(0x20, 0x100)) + b"\t\n\r\f\v\x1b\x1a"


def kind_of(path: Path) -> Kind:
    """The kind of the file at ``path``; only its first bytes and, in a container, the list of parts are read."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if not head:
        return "empty"
    found = next((kind for beginning, kind in _BEGINNINGS if head.startswith(beginning)), None)
    if found == "zip":
        return _zipped(path, head)
    if found == "ole":
        return _compound(path)
    if found == "image" and head.startswith(b"BM") and looks_like_text(head):
        return "text"
    if found is not None and not (found == "program" and looks_like_text(head)):
        return found
    return _other(head)


def looks_like_text(head: bytes) -> bool:
    """Whether bytes are text in some encoding: no control characters, or UTF-16 with or without its mark."""
    if head.startswith(_UNICODE_MARKS):
        return True
    body = head.removesuffix(b"\x00")
    if body and not body.translate(None, _OF_TEXT):
        return True
    return utf16_without_mark(head) is not None


def utf16_without_mark(head: bytes) -> str | None:
    """ "utf-16-le" or "utf-16-be" where every other byte is mostly zero, as in Latin letters two bytes wide."""
    even, odd = head[0::2], head[1::2]
    if len(odd) < 4:
        return None
    # Vietnamese letters above U+00FF and dashes leave other high bytes; still half of all are zero.
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high.count(0) > len(high) * 0.5 and low.count(0) < len(low) * 0.02:
            return name
    return None


def _other(head: bytes) -> Kind:
    # The marker of a PDF may come after up to a kilobyte of anything (ISO 32000-1, annex H.3).
    if b"%PDF-" in head[:1024]:
        return "pdf"
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if plain.startswith(_HTML):
        return "html"
    if plain.startswith(b"<?xml"):
        return "html" if b"<html" in plain else "xml"
    if head[4:8] == b"ftyp" or head[:4] == b"RIFF":
        return "image"
    return "text" if looks_like_text(head) else "binary"


def _zipped(path: Path, head: bytes) -> Kind:
    """The kind of a container by its parts; the caller has it scanned (``zip_scan``) before anything in it is read."""
    found = next((kind for mark, kind in _OPEN_DOCUMENT if mark in head[:200]), None)
    if found is not None:
        return found
    try:
        names = [info.filename for info in directory(path)]
    except (*BROKEN, OSError):
        return next((kind for folder, kind in _PARTS if folder.encode() in head), "zip")
    if "[Content_Types].xml" not in names:
        return "zip"
    return next((kind for folder, kind in _PARTS if any(name.startswith(folder) for name in names)), "zip")


def _compound(path: Path) -> Kind:
    """The kind of an OLE file by the names of its streams in its directory; where that is cut off, by how Word's own stream begins."""
    data = path.read_bytes()
    for name, kind in _STREAMS:
        entry = (name + "\0").encode("utf-16-le")
        at = data.find(entry)
        while at >= 0:
            if at % _ENTRY == 0:
                return kind
            at = data.find(entry, at + 2)
    starts = range(_SECTOR, min(len(data), _SECTOR * _MOST_SECTORS), _SECTOR)
    return "doc" if any(data.startswith(_WORD, at) for at in starts) else "ole"
