"""A look over a zip container before anything in it is unpacked (docx, xlsx, odt, bundles).

Only the list of parts is read here, in bounded time: how many there are, what they claim to be unpacked, whether they overlap, whether
their names point elsewhere. What a part claims is binding: whoever unpacks reads no more than that (``zipfile`` does so).
"""

import stat
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app.errors import BadInput
from app.i18n import Message, msg

MOST_PARTS = 2_000
MOST_PLAIN = 200_000_000
"""Bytes of all parts unpacked."""

MOST_RATIO = 100
"""How many times larger than packed; XML of Word is 5 to 20 times."""

SMALL_PLAIN = 2_000_000
"""A part no larger than this unpacked may be packed as well as it likes: an empty page of XML or bitmap is."""

_END = b"PK\x05\x06"
_END_SIZE = 22
_LONGEST_COMMENT = 65_535
_LOCAL_HEADER = 30
_MOST_DIRECTORY = 1_000_000
_ENCRYPTED = 0x1
BROKEN = (zipfile.BadZipFile, ValueError, RuntimeError, struct.error, IndexError)
"""What ``zipfile`` raises for a container that is damaged or none."""

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a container: its name and its size unpacked, in bytes."""

    name: str
    size: int


def scan(path: Path, name: str) -> tuple[Part, ...]:
    """The parts of a container that is safe to unpack; ``name`` is what people call the file. BadInput says what is wrong."""
    try:
        infos = directory(path)
    except (*BROKEN, OSError) as broken:
        raise BadInput(
            msg("Tệp {name} bị hỏng hoặc bị cắt cụt. Chép hoặc tải lại tệp rồi thử lại.", name=name), name
        ) from broken
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise BadInput(
            msg("Tệp {name} có mật khẩu nên không đọc được. Bỏ mật khẩu rồi lưu lại.", name=name),
            name,
        )
    for wrong in (_counts, _sizes, _names, _places):
        found = wrong(infos)
        if found is not None:
            raise BadInput(
                msg("Không mở tệp {name}: {fault}. Lấy lại tệp gốc từ nơi gửi.", name=name, fault=found), name
            )
    return tuple(Part(info.filename, info.file_size) for info in infos)


def directory(path: Path) -> list[zipfile.ZipInfo]:
    """The list of parts, unchecked; one of ``BROKEN`` where there is none. Its length is looked at first: a long one takes long."""
    _end_of(path)
    with zipfile.ZipFile(path) as container:
        return container.infolist()


def _end_of(path: Path) -> None:
    """Raise BadZipFile where the record at the end is missing or announces a list longer than any honest file's."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _LONGEST_COMMENT - _END_SIZE))
        tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise zipfile.BadZipFile("no end of central directory")
    (directory,) = struct.unpack_from("<I", tail, at + 12)
    if directory > min(_MOST_DIRECTORY, size):
        raise zipfile.BadZipFile("central directory too large")


def _counts(infos: list[zipfile.ZipInfo]) -> Message | None:
    if len(infos) > MOST_PARTS:
        return msg("có {count} phần, quá mức {limit}", count=len(infos), limit=MOST_PARTS)
    return None


def _sizes(infos: list[zipfile.ZipInfo]) -> Message | None:
    if sum(info.file_size for info in infos) > MOST_PLAIN:
        return msg("bung ra quá {limit} MB", limit=MOST_PLAIN // 1_000_000)
    for info in infos:
        if info.compress_type not in _METHODS:
            return msg("nén bằng cách không dùng cho văn bản")
        if info.file_size > max(SMALL_PLAIN, MOST_RATIO * info.compress_size):
            return msg("có phần nén chặt bất thường (bom nén)")
    return None


def _names(infos: list[zipfile.ZipInfo]) -> Message | None:
    if len({_same(info) for info in infos}) < len(infos):
        return msg("có hai phần cùng tên")
    bad: tuple[Callable[[zipfile.ZipInfo], bool], ...] = (_points_elsewhere, _is_link)
    if any(wrong(info) for info in infos for wrong in bad):
        return msg("có phần mang tên trỏ ra ngoài tệp")
    return None


def _same(info: zipfile.ZipInfo) -> str:
    return info.filename.replace("\\", "/").casefold()


def _points_elsewhere(info: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(info.orig_filename.replace("\\", "/"))
    first = path.parts[0] if path.parts else ""
    return path.is_absolute() or ".." in path.parts or ":" in first or "\x00" in info.orig_filename


def _is_link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)


def _places(infos: list[zipfile.ZipInfo]) -> Message | None:
    """Parts that share bytes make a bomb that no count of sizes shows."""
    end = 0
    for info in sorted(infos, key=lambda found: found.header_offset):
        if info.header_offset < end:
            return msg("có các phần chồng lên nhau (bom nén)")
        end = info.header_offset + _LOCAL_HEADER + len(info.orig_filename) + info.compress_size
    return None
