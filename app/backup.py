"""Backups of a workspace: one instant of the whole file, verified before it gets its name (DESIGN § 9).

``backup(pages=-1)`` → temporary name → fsync → quick_check, counts, SHA-256 → rename → a line in the book. They lie in ``<name>.backups``;
attachments go into ``<name>.backups/files``, each once for all backups. The bundles kept beside a workspace are not backed up: what they
say stands as sealed states in the file itself (``app/bundles/kept.py``).
"""

import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Literal

from app import attachments, backup_book
from app.backup_book import Accepted, Backup, Removed
from app.clock import Clock, local
from app.errors import NotFound, PlanError, WorkspaceTrouble
from app.i18n import Message, msg
from app.safe_files import put_in_place, sync
from app.session import Session
from app.thinning import to_delete
from app.troubles import explain
from app.version import VERSION
from db import snapshot
from db.connection import Connection, StorageTrouble, UnsuitableFile, open_reader

Reason = Literal["daily", "before-import", "before-migration", "before-restore", "bulk", "manual"]

REASON_WORDS: dict[str, Message] = {
    "daily": msg("hằng ngày"),
    "before-import": msg("trước khi nhận gói"),
    "before-migration": msg("trước khi nâng cấp sổ"),
    "before-restore": msg("trước khi khôi phục"),
    "bulk": msg("trước khi ghi hàng loạt"),
    "manual": msg("người dùng tạo"),
    "unknown": msg("không rõ"),
}
FILES = "files"
PART = ".part"


def folder(workspace: Path) -> Path:
    """Where the backups of a workspace lie."""
    return workspace.with_suffix(".backups")


def back_up(session: Session, *, reason: Reason = "manual") -> Path:
    """Back up the open workspace as it was last committed; the work may go on meanwhile. Return the file.

    Raises WorkspaceTrouble when it cannot be written or does not pass its verification; nothing half-made stays then.
    """
    reader = open_reader(session.path)
    try:
        return write_backup(session.path, reader, reason=reason, clock=session.clock)
    finally:
        reader.close()


def back_up_if_due(session: Session) -> Path | None:
    """The daily backup: at the first opening or closing of a day, when something changed since the newest backup. Old ones are thinned."""
    if session.read_only:
        return None
    made = list_backups(session.path)
    last = snapshot.last_change(session.conn)
    newest = made[-1] if made else None
    if last[0] == 0 or (newest is not None and (newest.last_change, newest.last_change_hash) == last):
        return None
    today = session.clock.today()
    if any(backup.reason == "daily" and backup_book.dated(backup).made == today for backup in made):
        return None
    path = back_up(session, reason="daily")
    thin(path.parent, today)
    return path


def back_up_before(session: Session, reason: Reason) -> Path | None:
    """The backup that a step which undo does not cross begins with; None in a workspace where nothing has been written yet."""
    return back_up(session, reason=reason) if snapshot.last_change(session.conn)[0] else None


def list_backups(workspace: Path) -> tuple[Backup, ...]:
    """The backups of a workspace, oldest first."""
    return backup_book.read(folder(workspace))


def rotation_stopped(workspace: Path) -> Message | None:
    """Why old backups are not given up now: one shrank by a third and nobody said that this is right. None when all is well."""
    for backup in list_backups(workspace):
        if backup.shrank:
            return msg(
                "Bản sao lưu {name} nhỏ hơn bản trước quá một phần ba. Kiểm tra sổ làm việc; các bản cũ được giữ nguyên đến khi xác nhận.",
                name=backup.name,
            )
    return None


def accept_shrunk(workspace: Path, name: str, clock: Clock) -> None:
    """A person says that a backup is right although it holds a third less; rotation goes on."""
    if all(backup.name != name for backup in list_backups(workspace)):
        raise NotFound(msg("Không thấy bản sao lưu {name}. Xem lại danh sách bản sao lưu.", name=name))
    backup_book.append(folder(workspace), Accepted(name=name, at_ms=clock.now_ms()))


def thin(backups: Path, today: date) -> tuple[str, ...]:
    """Give up old backups in a folder (by day, week, month, year); return their names."""
    names = to_delete([backup_book.dated(backup) for backup in backup_book.read(backups)], today)
    for name in names:
        (backups / name).unlink(missing_ok=True)
        backup_book.append(backups, Removed(name=name, on=today.isoformat()))
    return names


def write_backup(workspace: Path, reader: Connection, *, reason: Reason, clock: Clock) -> Path:
    """Back up what ``reader`` sees of a workspace. For callers without a session: before a migration, before a restore."""
    now = clock.now_ms()
    target = _free_name(folder(workspace), workspace.stem, f"{local(now):%Y%m%d-%H%M%S}-{reason}")
    part = target.with_name(target.name + PART)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target.parent)
        _refuse_without_room(workspace, target.parent)
        snapshot.copy(reader, part)
        sync(part)
        made = _verified(workspace, part, name=target.name, at_ms=now, reason=reason)
        put_in_place(part, target)
        backup_book.append(target.parent, made)
    except StorageTrouble as trouble:
        raise explain(trouble, target, None) from trouble
    except OSError as trouble:
        raise _not_written(target, trouble.strerror or str(trouble)) from trouble
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def _verified(workspace: Path, part: Path, *, name: str, at_ms: int, reason: Reason) -> Backup:
    """Read back what was written, bring the attachments along, and describe it for the book."""
    try:
        found = snapshot.facts(part)
    except UnsuitableFile as unsuitable:
        raise _not_written(part, unsuitable.reason) from unsuitable
    if found.damage:
        raise WorkspaceTrouble(
            msg(
                "Bản sao lưu không đạt kiểm tra: {damage}. Tệp sổ làm việc có thể đã hỏng; chạy kiểm tra sổ rồi khôi phục bản trước.",
                damage=found.damage[0],
            )
        )
    missing = attachments.copy_missing(attachments.folder(workspace), part.parent / FILES, found.files)
    before = next((backup for backup in reversed(backup_book.read(part.parent)) if backup.verified), None)
    files = len(found.files) - len(missing)
    return Backup(
        name=name,
        at_ms=at_ms,
        reason=reason,
        sha256=attachments.digest(part),
        size=part.stat().st_size,
        schema=found.schema,
        program=VERSION,
        office=found.office,
        total=found.total,
        rows=dict(found.rows),
        files=files,
        files_missing=len(missing),
        last_change=found.last_change,
        last_change_hash=found.last_change_hash,
        last_change_ms=found.last_change_ms,
        verified=True,
        shrank=backup_book.shrank(found.total, files, before),
    )


def _free_name(backups: Path, stem: str, rest: str) -> Path:
    path, number = backups / f"{stem}-{rest}.tdb", 1
    while path.exists():
        number += 1
        path = backups / f"{stem}-{rest}-{number}.tdb"
    return path


def _sweep(backups: Path) -> None:
    """Remove what a crash left half-made."""
    for part in backups.glob(f"*{PART}*"):
        part.unlink(missing_ok=True)


def _refuse_without_room(workspace: Path, backups: Path) -> None:
    if shutil.disk_usage(backups).free < workspace.stat().st_size:
        raise explain(StorageTrouble("disk_full"), backups / workspace.name, None)


def _not_written(path: Path, reason: str) -> PlanError:
    return WorkspaceTrouble(
        msg(
            "Chưa sao lưu được vào {folder}: {reason}. Kiểm tra ổ đĩa rồi sao lưu lại.",
            folder=str(path.parent),
            reason=reason,
        )
    )
