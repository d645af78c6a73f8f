"""Names of files: ours are plain ASCII that every stick and mailbox keeps; those from elsewhere are shown and saved only after cleaning."""

import re
from datetime import date

from app.bundles import canonical
from db.folding import fold

ENDING = ".tiendo"
LONGEST_NAME = 255
"""Bytes of a file name that NTFS, ext4 and exFAT all take."""

_LONGEST_PART = 40
_NOT_PLAIN = re.compile(r"[^A-Z0-9]+")
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?", re.IGNORECASE)


def file_name(sender: str, period: str, ver: int, day: date) -> str:
    """What a bundle is called: ``CDGD-X_2026-Q3_v12_20261005.tiendo``. ``period`` may be empty."""
    parts = [_plain(sender) or "TIENDO", _plain(period), f"v{ver}", f"{day:%Y%m%d}"]
    return "_".join(filter(None, parts)) + ENDING


def addressed(name: str, recipient: str) -> str:
    """The name of a bundle with whom it is for, where several go into one folder: ``CDGD-X_v12_20261005_CDCS-A.tiendo``."""
    return f"{name.removesuffix(ENDING)}_{_plain(recipient) or 'TIENDO'}{ENDING}"


def safe_name(name: str) -> str:
    """The name of somebody's attachment as it may be shown and saved: no folders, nothing unseen, none that Windows keeps for itself."""
    cleaned = _UNSAFE.sub("_", canonical.tidy(name)).strip(" .")
    if not cleaned or _RESERVED.fullmatch(cleaned):
        cleaned = f"_{cleaned}"
    stem, dot, ending = cleaned.rpartition(".")
    if not dot or len(ending.encode()) > 20:
        return _cut(cleaned, LONGEST_NAME)
    return _cut(stem, LONGEST_NAME - len(ending.encode()) - 1) + dot + ending


def _plain(text: str) -> str:
    return _NOT_PLAIN.sub("-", fold(text).upper()).strip("-")[:_LONGEST_PART].strip("-")


def _cut(text: str, size: int) -> str:
    """As much of a text as fits into ``size`` bytes of UTF-8, whole letters only."""
    return text.encode()[:size].decode("utf-8", "ignore")
