"""Bringing a backup back: first a plan that a person reads, then one step that cannot leave half of it (DESIGN § 4.8, § 9).

The workspace that stands is backed up before it is replaced (a damaged one is put aside as it is); the restored one begins a new epoch, so
that offices above notice that its books go on from an earlier point (MODEL 23).
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app import attachments, backup, backup_book, lock, places, workspace
from app.clock import Clock, SystemClock, local
from app.errors import NotFound, WorkspaceTrouble
from app.i18n import Message, msg
from app.ids import IdMaker
from app.safe_files import put_in_place, sync
from app.session import Actor, Session
from app.troubles import explain, not_ours
from db import epochs, migrations, snapshot
from db.connection import StorageTrouble, UnsuitableFile, checkpoint, open_writer, troubles_named
from db.snapshot import Facts

PART = ".restoring"


@dataclass(frozen=True)
class RestorePlan:
    """What restoring would do. ``now`` is None where no workspace stands (or it cannot be read: ``damaged``).

    ``rows`` names the tables whose number of rows differs: (in the backup, now). ``lost_changes`` counts the changes made since the backup,
    or None when it is not of this workspace. ``missing_files`` are attachments that neither the backups nor the workspace's folder hold.
    """

    backup: Path
    into: Path
    sha256: str
    found: Facts
    now: Facts | None
    damaged: bool
    rows: Mapping[str, tuple[int, int]]
    lost_changes: int | None
    missing_files: tuple[str, ...]
    warnings: tuple[Message, ...]


def plan_restore(path: Path, *, into: Path | None = None) -> RestorePlan:
    """Read a backup and compare it with the workspace it would replace (by default the one whose backups folder it lies in).

    Raises NotFound, WorkspaceTrouble when the file is foreign, damaged, altered since it was made, or of a newer version.
    """
    if not path.is_file():
        raise NotFound(msg("Không thấy bản sao lưu {path}. Kiểm tra tên và thư mục.", path=str(path)))
    into = into or path.parent.with_suffix(".tdb")
    sha256 = attachments.digest(path)
    _refuse_altered(path, sha256)
    found = _facts(path)
    now, damaged = _standing(into)
    stores = _stores(path, into)
    return RestorePlan(
        backup=path,
        into=into,
        sha256=sha256,
        found=found,
        now=now,
        damaged=damaged,
        rows=_differing(found, now),
        lost_changes=_lost(found, now, into),
        missing_files=tuple(h for h in found.files if not any(attachments.inside(s, h).is_file() for s in stores)),
        warnings=tuple(_warnings(found, now, damaged)),
    )


def restore(
    plan: RestorePlan, to: Path | None = None, *, clock: Clock | None = None, actor: Actor | None = None
) -> Path:
    """Put the backup in the place of the workspace (or at ``to``); return the workspace. It must not be open anywhere.

    Until the last step, a rename, the workspace that stands is untouched.
    """
    clock, actor = clock or SystemClock(), actor or Actor(lock.current_person())
    target = to or plan.into
    places.refuse_unsuitable(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    held = lock.acquire(target, actor.text, clock)
    part = target.with_name(target.name + PART)
    try:
        _prepare(plan, part, clock, actor)
        for store in _stores(plan.backup, target):
            attachments.copy_missing(store, attachments.folder(target), plan.found.files)
        _put_aside(target, clock)
        put_in_place(part, target)
    except StorageTrouble as trouble:
        raise explain(trouble, target, None) from trouble
    except OSError as trouble:
        raise WorkspaceTrouble(
            msg(
                "Chưa khôi phục được vào {path}: {reason}. Sổ làm việc cũ vẫn nguyên; kiểm tra ổ đĩa rồi làm lại.",
                path=str(target),
                reason=trouble.strerror or str(trouble),
            )
        ) from trouble
    finally:
        with suppress(OSError):
            _remove(part)
        held.release()
    return target


def _refuse_altered(path: Path, sha256: str) -> None:
    """The book beside the backup knows what the file was when it was verified."""
    for known in backup_book.read(path.parent):
        if known.name == path.name and known.sha256 and known.sha256 != sha256:
            raise WorkspaceTrouble(
                msg("Bản sao lưu {name} không còn như lúc được tạo và kiểm tra. Chọn bản sao lưu khác.", name=path.name)
            )


def _facts(path: Path) -> Facts:
    try:
        found = snapshot.facts(path)
    except UnsuitableFile as unsuitable:
        raise WorkspaceTrouble(not_ours(path)) from unsuitable
    except StorageTrouble as trouble:
        raise (WorkspaceTrouble(not_ours(path)) if trouble.kind == "not_ours" else _damaged(path)) from trouble
    if found.damage:
        raise _damaged(path)
    if found.schema > migrations.LATEST:
        raise WorkspaceTrouble(
            msg("Bản sao lưu {name} do bản Tiến Độ mới hơn tạo. Cài bản mới rồi khôi phục.", name=path.name)
        )
    return found


def _damaged(path: Path) -> WorkspaceTrouble:
    return WorkspaceTrouble(msg("Bản sao lưu {name} bị hỏng. Chọn bản sao lưu khác.", name=path.name))


def _standing(into: Path) -> tuple[Facts | None, bool]:
    """What stands at the target now, and whether something stands there that cannot be read."""
    if not into.exists():
        return None, False
    try:
        now = snapshot.facts_now(into)
    except (UnsuitableFile, StorageTrouble):
        return None, True
    return now, bool(now.damage)


def _differing(found: Facts, now: Facts | None) -> dict[str, tuple[int, int]]:
    rows = {} if now is None else now.rows
    pairs = {name: (found.rows.get(name, 0), rows.get(name, 0)) for name in sorted(found.rows.keys() | rows.keys())}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1] and name not in snapshot.DERIVED}


def _lost(found: Facts, now: Facts | None, into: Path) -> int | None:
    """How many changes were made since the backup: None when its last change is not one of this workspace's."""
    if now is None:
        return 0
    if found.last_change == 0:
        return now.last_change
    same = snapshot.hash_at(into, found.last_change) == found.last_change_hash
    return now.rows["change"] - found.rows["change"] if same else None


def _warnings(found: Facts, now: Facts | None, damaged: bool) -> list[Message]:
    warnings = []
    if damaged:
        warnings.append(msg("Sổ làm việc hiện tại bị hỏng; tệp được giữ lại bên cạnh dưới tên khác."))
    if now is not None and found.office != now.office:
        warnings.append(
            msg("Bản sao lưu của {theirs}, sổ hiện tại của {ours}.", theirs=found.office or "–", ours=now.office or "–")
        )
    if found.schema < migrations.LATEST:
        warnings.append(msg("Bản sao lưu thuộc bản cũ và được nâng cấp khi khôi phục."))
    return warnings


def _stores(path: Path, target: Path) -> tuple[Path, ...]:
    """Folders that may hold the attachments: those of the backups, those of the workspace."""
    return path.parent / backup.FILES, backup.folder(target) / backup.FILES, attachments.folder(target)


def _prepare(plan: RestorePlan, part: Path, clock: Clock, actor: Actor) -> None:
    """Build the restored file beside its place: copied, compared, brought up to date, in a new epoch, whole."""
    _remove(part)
    if attachments.copy_synced(plan.backup, part).sha256 != plan.sha256:
        raise WorkspaceTrouble(
            msg("Bản sao lưu {name} đã đổi trong lúc khôi phục. Kiểm tra ổ đĩa rồi làm lại.", name=plan.backup.name)
        )
    with troubles_named():
        writer = open_writer(part)
        try:
            migrations.migrate(writer)
        except BaseException:
            writer.close()
            raise
    session = Session(part, writer, clock, IdMaker(clock), actor)
    try:
        _begin_epoch(session, plan)
    finally:
        session.close()
    if snapshot.facts(part).damage:
        raise _damaged(plan.backup)
    sync(part)


def _remove(part: Path) -> None:
    """The half-made file, and a log of it that would otherwise be taken for the next one's."""
    for end in ("", *workspace.LOGS):
        part.with_name(part.name + end).unlink(missing_ok=True)


def _begin_epoch(session: Session, plan: RestorePlan) -> None:
    at = plan.found.last_change_ms
    label = msg(
        "Khôi phục từ bản sao lưu {name} (thay đổi cuối {at})",
        name=plan.backup.name,
        at=f"{local(at):%d/%m/%Y %H:%M}" if at is not None else "–",
    )
    seat = snapshot.own_seat(session.conn)
    if seat is not None:
        with session.change(label, kind="migrate", counter_action="restore") as change:
            epochs.branch(change, seat, reached=plan.now.ordinal if plan.now is not None else 0)


def _put_aside(target: Path, clock: Clock) -> None:
    """Back up what stands there and fold its log away; what cannot be read is kept under another name."""
    if not target.exists():
        workspace.clear_the_way(target, clock)
        return
    if _standing(target)[1]:
        mark = f".damaged-{local(clock.now_ms()):%Y%m%d-%H%M%S}"
        for end in ("", "-wal", "-shm"):
            old = target.with_name(target.name + end)
            if old.exists():
                old.replace(target.with_name(target.stem + mark + target.suffix + end))
        return
    with troubles_named():
        writer = open_writer(target)
        try:
            backup.write_backup(target, writer, reason="before-restore", clock=clock)
            checkpoint(writer)
        finally:
            writer.close()
    workspace.clear_the_way(target, clock)
