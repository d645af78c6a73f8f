"""The files of the exchange beside a workspace, each as it was made or received: ``<name>.bundles/out/<sha256>.tiendo`` and ``…/in/…``.

A file that was made is kept so that it can be given out again with the same bytes, one that came in so that it can be looked at again and
stands as evidence. They are no part of backups: what they hold stands as sealed states in the workspace, which is backed up, and they
would double the room that backups take. After a restore they are simply what still lies there.
"""

import secrets
from contextlib import suppress
from pathlib import Path
from typing import Literal

from app import attachments
from app.errors import NotFound, WorkspaceTrouble
from app.i18n import msg
from app.safe_files import put_in_place
from app.session import Session
from app.troubles import volume

ENDING = ".tiendo"
Way = Literal["in", "out"]
WAYS: tuple[Way, ...] = ("in", "out")


def folder(workspace: Path, way: Way) -> Path:
    """Where the files made here (``out``) or received (``in``) are kept."""
    return workspace.with_suffix(".bundles") / way


def path_of(workspace: Path, way: Way, sha256: str) -> Path:
    """Where a file lies, or would."""
    return folder(workspace, way) / f"{sha256}{ENDING}"


def keep(session: Session, way: Way, source: bytes | Path) -> str:
    """Keep a file, durably and whole; return its SHA-256 in hex. The same content is kept once, a damaged copy of it is replaced.

    Raises WorkspaceTrouble where the disk refuses, or the source cannot be read; nothing half-written is left.
    """
    store = folder(session.path, way)
    part = store / f"{secrets.token_hex(8)}{attachments.PART}"
    try:
        store.mkdir(parents=True, exist_ok=True)
        stored = attachments.write_synced(source, part)
        target = path_of(session.path, way, stored.sha256)
        if _whole(target, stored.sha256):
            part.unlink()
        else:
            put_in_place(part, target)
    except OSError as trouble:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise WorkspaceTrouble(
            msg(
                "Chưa giữ được gói vào ổ {disk}: {reason}. Dọn chỗ trống rồi làm lại.",
                disk=volume(store),
                reason=trouble.strerror or str(trouble),
            )
        ) from trouble
    return stored.sha256


def find(session: Session, way: Way, sha256: str) -> Path:
    """A file that was kept. Raises NotFound where it does not lie there any more, or no longer holds what its name says."""
    path = path_of(session.path, way, sha256)
    if not _whole(path, sha256):
        again = msg("Lập gói mới rồi gửi.") if way == "out" else msg("Xin đơn vị gửi lại gói, hoặc mở lại từ USB, thư.")
        raise NotFound(
            msg("Tệp gói {name} không còn nguyên trong thư mục của sổ. {again}", name=path.name, again=again)
        )
    return path


def sweep(workspace: Path) -> int:
    """Remove what a crash left half-written; return how many."""
    left = [part for way in WAYS for part in folder(workspace, way).glob(f"*{attachments.PART}")]
    for part in left:
        part.unlink(missing_ok=True)
    return len(left)


def _whole(path: Path, sha256: str) -> bool:
    try:
        return attachments.digest(path) == sha256
    except OSError:
        return False
