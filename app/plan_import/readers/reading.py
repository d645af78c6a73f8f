"""The way into every document: a private copy, its kind by its first bytes, then the reader for it, apart where the format is complex."""

from dataclasses import replace
from pathlib import Path

from app.errors import BadInput
from app.foreign import zip_scan
from app.foreign.apart import read_apart
from app.foreign.magic import kind_of
from app.foreign.spool import Spooled, spooled
from app.i18n import Message, msg
from app.jobs import Progress
from app.plan_import.readers import office
from app.plan_import.readers.answers import Options, Unread, encoded, source_of
from app.plan_import.readers.legacy import Legacy
from app.plan_import.readers.texts import decoded, source_of_text
from app.plan_import.source import Source

_READERS = "app.plan_import.readers"
_SAVE_AS = msg("Mở bằng Word hoặc LibreOffice, lưu thành .docx rồi thử lại.")
_OTHERS: dict[str, tuple[Message, Message]] = {
    "odt": (msg("văn bản LibreOffice (.odt)"), _SAVE_AS),
    "rtf": (msg("văn bản RTF"), _SAVE_AS),
    "html": (msg("trang web"), _SAVE_AS),
    "xml": (msg("tệp XML"), _SAVE_AS),
    "xlsx": (msg("bảng tính Excel"), msg("Chọn tệp văn bản của kế hoạch, hoặc chép nội dung rồi dán.")),
    "xls": (msg("bảng tính Excel cũ"), msg("Chọn tệp văn bản của kế hoạch, hoặc chép nội dung rồi dán.")),
    "ods": (msg("bảng tính hoặc tệp LibreOffice"), msg("Chọn tệp văn bản của kế hoạch, hoặc chép nội dung rồi dán.")),
    "pptx": (msg("tệp trình chiếu"), msg("Chọn tệp văn bản của kế hoạch, hoặc chép nội dung rồi dán.")),
    "ppt": (msg("tệp trình chiếu cũ"), msg("Chọn tệp văn bản của kế hoạch, hoặc chép nội dung rồi dán.")),
    "zip": (msg("tệp nén"), msg("Giải nén rồi chọn tệp văn bản bên trong.")),
    "archive": (msg("tệp nén"), msg("Giải nén rồi chọn tệp văn bản bên trong.")),
    "image": (msg("ảnh"), msg("Chương trình không đọc chữ trong ảnh: xin tệp Word hoặc PDF có chữ.")),
    "locked": (msg("tệp Office có mật khẩu"), msg("Bỏ mật khẩu rồi lưu lại.")),
    "bundle": (msg("tệp trao đổi của Tiến Độ"), msg("Mở ở trang Trao đổi.")),
    "workspace": (msg("sổ làm việc"), msg("Mở bằng lệnh Mở sổ.")),
    "program": (msg("chương trình, không phải văn bản"), msg("Không mở tệp này; hỏi lại nơi gửi.")),
    "ole": (msg("tệp Office cũ không phải văn bản"), _SAVE_AS),
    "binary": (msg("tệp không rõ loại"), msg("Chọn tệp .docx, .pdf, .doc hoặc .txt.")),
}
"""What else a file may be, and what to do about it."""


def read_source(path: Path, *, legacy: Legacy = Legacy.ASK, progress: Progress | None = None) -> Source:
    """The document at ``path``: .docx, .pdf, .doc or .txt by its content, whatever its name.

    Raises NotFound; LegacyText where it is in an old encoding and ``legacy`` is ASK; BadInput with a sentence for everything that cannot
    or must not be read; Cancelled. Takes bounded time and memory whatever the file holds.
    """
    with spooled(path) as file:
        kind = kind_of(file.path)
        if kind == "text":
            text, warnings = decoded(file.path.read_bytes(), file.name)
            return source_of_text(text, file.name, "txt", legacy=legacy, sha256=file.sha256, warnings=warnings)
        if kind == "docx":
            zip_scan.scan(file.path, file.name)
            return _apart("docx", file, legacy, progress)
        if kind == "pdf":
            return _apart("pdf", file, legacy, progress)
        if kind == "doc":
            return _old_word(file, legacy, progress)
        raise _not_read(kind, file.name)


def _old_word(file: Spooled, legacy: Legacy, progress: Progress | None) -> Source:
    """An old Word document: by our own reader, else by an office program of this machine."""
    try:
        source = _apart("doc", file, legacy, progress)
    except Unread:
        data = read_apart(f"{_READERS}.office:convert", file, limits=office.LIMITS, progress=progress)
        converted = replace(file, path=file.folder / "new.docx")
        converted.path.write_bytes(data)
        zip_scan.scan(converted.path, file.name)
        source = _apart("docx", converted, legacy, progress)
    return replace(source, kind="doc")


def _apart(reader: str, file: Spooled, legacy: Legacy, progress: Progress | None) -> Source:
    answer = read_apart(f"{_READERS}.{reader}:read", file, options=encoded(Options(legacy)), progress=progress)
    return replace(source_of(answer), sha256=file.sha256)


def _not_read(kind: str, name: str) -> BadInput:
    if kind == "empty":
        return BadInput(msg("Tệp {name} trống. Chép hoặc tải lại tệp rồi thử lại.", name=name), name)
    what, advice = _OTHERS[kind]
    return BadInput(msg("{name} là {what}. {advice}", name=name, what=what, advice=advice), name)
