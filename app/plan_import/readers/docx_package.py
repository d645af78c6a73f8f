"""The parts of a Word document that its text needs, and the XML in them under short names ("w:p")."""

import posixpath
import zipfile
import zlib
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import BadInput
from app.foreign.xml_stream import Node, NotTrusted, Piece, pieces
from app.i18n import msg

_OFFICE = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
PREFIXES = {
    f"{_OFFICE}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_OFFICE}drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{_OFFICE}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_OFFICE}markup-compatibility/2006": "mc",
    f"{_OFFICE}package/2006/relationships": "rel",
}
_MAIN = "word/document.xml"


class Package:
    """A Word document as its parts. Every way in which its XML or packing is broken raises BadInput."""

    def __init__(self, container: zipfile.ZipFile, name: str) -> None:
        self._container = container
        self._parts = {part.casefold(): part for part in container.namelist()}
        self._name = name
        self.main = self._related("", "/officeDocument") or _MAIN
        self.styles = self._related(self.main, "/styles") or "word/styles.xml"
        self.numbering = self._related(self.main, "/numbering") or "word/numbering.xml"

    def pieces(self, part: str, *, whole: Container[str], marks: Container[str] = ()) -> Iterator[Piece]:
        """Walk through the XML of a part; nothing where there is no such part."""
        known = self._parts.get(part.casefold())
        if known is None:
            return
        try:
            with self._container.open(known) as stream:
                yield from pieces(stream, prefixes=PREFIXES, whole=whole, marks=marks)
        except NotTrusted as refused:
            raise self.broken() from refused
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as damaged:
            raise self.broken() from damaged

    def has(self, part: str) -> bool:
        """Whether the document has a part of that name."""
        return part.casefold() in self._parts

    def broken(self) -> BadInput:
        """What to say of a document whose inside is damaged or not made by Word."""
        return BadInput(
            msg(
                "Phần chữ của tệp {name} bị hỏng hoặc chứa nội dung không phải của Word. Mở bằng Word, lưu lại thành .docx rồi thử lại.",
                name=self._name,
            ),
            self._name,
        )

    def _related(self, part: str, kind: str) -> str | None:
        """The part that another refers to by a relation of that kind; "" is the package itself."""
        folder, file = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        for piece in self.pieces(relations, whole={"rel:Relationship"}):
            target = piece.node.get("Target") or ""
            if (piece.node.get("Type") or "").endswith(kind) and piece.node.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return None


@contextmanager
def opened(path: Path, name: str) -> Iterator[Package]:
    """The package at ``path``, which has been scanned."""
    try:
        container = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as broken:
        raise BadInput(
            msg("Tệp {name} bị hỏng hoặc bị cắt cụt. Chép hoặc tải lại tệp rồi thử lại.", name=name), name
        ) from broken
    with container:
        package = Package(container, name)
        if not package.has(package.main):
            raise package.broken()
        yield package


def on(properties: Node | None, tag: str) -> bool | None:
    """An on-off property: None where it is not stated."""
    found = None if properties is None else properties.child(tag)
    return None if found is None else is_on(found)


def is_on(property_: Node) -> bool:
    """Whether an on-off property that stands there is on."""
    return property_.get("w:val") not in {"0", "false", "off", "none"}


def number(text: str | None) -> int | None:
    """A whole number of an attribute, None where it is none or absurd."""
    try:
        value = int(text) if text is not None and len(text) < 12 else None
    except ValueError:
        return None
    return value
