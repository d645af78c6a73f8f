"""Making and opening a workspace: one SQLite file (``*.tdb``) with what lies beside it.

Beside ``so.tdb`` lie ``so.files`` (attachments), ``so.backups``, ``so.tdb.lock`` and ``so.tdb.who`` (one process at a time) and
``so.tdb.ballast`` (room for a full disk). Every caller, window, command line and test, gets its ``Session`` here and nowhere else.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from app import attachments, ballast, lock, places
from app.bundles import kept
from app.clock import Clock, SystemClock, local
from app.errors import NotFound, Refused, WorkspaceTrouble
from app.i18n import Message, msg
from app.ids import IdMaker
from app.safe_files import put_in_place, sync
from app.session import Actor, Session
from app.troubles import explain, not_ours
from db import migrations
from db.connection import (
    Connection,
    StorageTrouble,
    UnsuitableFile,
    checkpoint,
    open_reader,
    open_writer,
    refuse_foreign,
    schema_version,
    troubles_named,
)

SUFFIX = ".tdb"
LOGS = ("-wal", "-shm", "-journal")
PART = ".new"


def create(path: Path, *, clock: Clock | None = None, actor: Actor | None = None, seed: int | None = None) -> Session:
    """Make a new, empty workspace and open it. A name without ``.tdb`` gets it.

    Raises Refused when something of that name is there, WorkspaceTrouble where a workspace cannot live.
    """
    path = with_suffix(path)
    places.refuse_unsuitable(path)
    if path.exists():
        raise Refused(msg("Đã có tệp {path}. Chọn tên khác, hoặc mở sổ làm việc đó.", path=str(path)))
    _make_folder(path.parent)
    clock = clock or SystemClock()
    held = lock.acquire(path, _name(actor), clock)
    try:
        with _said_plainly(path):
            writer = _new_file(path, clock)
        return _session(path, writer, held, clock, actor, seed)
    except BaseException:
        held.release()
        raise


def open_workspace(
    path: Path,
    *,
    clock: Clock | None = None,
    actor: Actor | None = None,
    seed: int | None = None,
    read_only: bool = False,
) -> Session:
    """Open a workspace. ``read_only``, or a medium that cannot be written, opens it to look at only.

    Raises NotFound, WorkspaceTrouble (held by somebody else, foreign or damaged file, a newer version, an unsuitable place).
    """
    path = _existing(path)
    places.refuse_unsuitable(path)
    clock = clock or SystemClock()
    if read_only or not writable(path):
        return _viewer(path, clock, actor, seed)
    held = lock.acquire(path, _name(actor), clock)
    try:
        with _said_plainly(path):
            writer = _migrated(path, clock)
        attachments.sweep(attachments.folder(path))
        kept.sweep(path)
        return _session(path, writer, held, clock, actor, seed)
    except BaseException:
        held.release()
        raise


def remove(path: Path) -> None:
    """Take away a workspace that was made just now and could not be finished: its file and what lies beside it. It must be closed."""
    path = with_suffix(path)
    _remove(path)
    for beside in (lock.lock_file(path), lock.holder_file(path), ballast.path_of(path)):
        beside.unlink(missing_ok=True)


def with_suffix(path: Path) -> Path:
    """The path with ``.tdb`` at its end, as given when it already has it."""
    return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)


def writable(path: Path) -> bool:
    """Whether the file and its folder can be written: a write-ahead log must lie beside the file."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _name(actor: Actor | None) -> str:
    return actor.text if actor else ""


def _existing(path: Path) -> Path:
    """The workspace meant by a path, with or without its ending."""
    for candidate in (path, with_suffix(path)):
        if candidate.is_file():
            return candidate
    raise NotFound(msg("Không thấy sổ làm việc {path}. Kiểm tra tên và thư mục.", path=str(path)))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        raise WorkspaceTrouble(
            msg("Không tạo được thư mục {folder}: {reason}. Chọn thư mục khác.", folder=str(folder), reason=reason)
        ) from trouble


def clear_the_way(path: Path, clock: Clock) -> None:
    """Before a file comes to where none is: a log left there by another would be taken for its own and spoil it.

    An empty log goes; one with content is kept under another name.
    """
    for end in LOGS:
        left = path.with_name(path.name + end)
        if left.exists() and left.stat().st_size and end == "-wal":
            left.replace(path.with_name(f"{path.stem}.orphan-{local(clock.now_ms()):%Y%m%d-%H%M%S}{path.suffix}{end}"))
        left.unlink(missing_ok=True)


def _new_file(path: Path, clock: Clock) -> Connection:
    """A new file with all tables. It is built under another name: a cut leaves either nothing of that name or a whole workspace."""
    part = path.with_name(path.name + PART)
    try:
        _remove(part)
        writer = open_writer(part)
        try:
            migrations.migrate(writer)
            checkpoint(writer)
        finally:
            writer.close()
        sync(part)
        clear_the_way(path, clock)
        put_in_place(part, path)
    finally:
        _remove(part)
    return open_writer(path)


def _remove(path: Path) -> None:
    for end in ("", *LOGS):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _migrated(path: Path, clock: Clock) -> Connection:
    """The writer of an existing workspace, its tables brought up to date; what it was before is in a verified backup."""
    if path.stat().st_size == 0 and not path.with_name(path.name + "-wal").exists():
        raise UnsuitableFile("not_ours")
    writer = open_writer(path)
    try:
        if schema_version(writer) == 0:
            raise UnsuitableFile("not_ours")
        migrations.migrate(writer, partial(_before_migration, path, writer, clock))
    except BaseException:
        writer.close()
        raise
    return writer


def _before_migration(path: Path, writer: Connection, clock: Clock) -> None:
    from app.backup import write_backup

    write_backup(path, writer, reason="before-migration", clock=clock)


def _viewer(path: Path, clock: Clock, actor: Actor | None, seed: int | None) -> Session:
    """The workspace to look at: nothing beside it is written, no lock is taken."""
    immutable = not os.access(path.parent, os.W_OK)
    log = path.with_name(path.name + "-wal")
    if immutable and log.exists() and log.stat().st_size:
        raise WorkspaceTrouble(
            msg(
                "Sổ làm việc {name} được chép khi đang mở và nằm ở nơi chỉ đọc. Chép cả thư mục vào ổ D: hoặc C: rồi mở bản chép.",
                name=path.name,
            )
        )
    with _said_plainly(path):
        reader = open_reader(path, immutable=immutable)
        try:
            _check_readable(reader)
        except BaseException:
            reader.close()
            raise
    actor = actor or Actor(lock.current_person())
    return Session(path, reader, clock, IdMaker(clock, seed), actor, read_only=True, immutable=immutable)


def _check_readable(reader: Connection) -> None:
    """Refuse what cannot be shown: a foreign file, or tables of another version (a viewer cannot migrate)."""
    refuse_foreign(reader)
    if schema_version(reader) == 0:
        raise UnsuitableFile("not_ours")
    if migrations.pending(reader):
        raise UnsuitableFile("old_and_read_only")


def _session(
    path: Path, writer: Connection, held: lock.WorkspaceLock, clock: Clock, actor: Actor | None, seed: int | None
) -> Session:
    session = Session(path, writer, clock, IdMaker(clock, seed), actor or Actor(lock.current_person()))
    session.on_close.append(held.release)
    session.on_disk_full.append(partial(ballast.free, path))
    return session


@contextmanager
def _said_plainly(path: Path) -> Iterator[None]:
    """Turn what the storage raises while opening into a sentence for a person."""
    try:
        with troubles_named():
            yield
    except StorageTrouble as trouble:
        raise explain(trouble, path, None) from trouble
    except OSError as trouble:
        raise WorkspaceTrouble(
            msg(
                "Không mở được {path}: {reason}. Kiểm tra ổ đĩa và quyền truy cập rồi mở lại.",
                path=str(path),
                reason=trouble.strerror or str(trouble),
            )
        ) from trouble
    except UnsuitableFile as unsuitable:
        raise WorkspaceTrouble(_unsuitable(path, unsuitable.reason)) from unsuitable
    except migrations.NewerSchema as newer:
        raise WorkspaceTrouble(
            msg(
                "Sổ làm việc {name} do bản Tiến Độ mới hơn ghi (dạng {found}). Cài bản mới rồi mở lại; sổ không bị đụng đến.",
                name=path.name,
                found=newer.found,
            )
        ) from newer


def _unsuitable(path: Path, reason: str) -> Message:
    if reason == "no_wal":
        return msg(
            "Thư mục {folder} không giữ được nhật ký ghi an toàn. Chuyển sổ làm việc sang ổ D: hoặc C:.",
            folder=str(path.parent),
        )
    if reason == "old_and_read_only":
        return msg(
            "Sổ làm việc {name} thuộc bản cũ và nằm ở nơi chỉ đọc. Chép sổ vào ổ D: hoặc C: rồi mở bản chép.",
            name=path.name,
        )
    return not_ours(path)
