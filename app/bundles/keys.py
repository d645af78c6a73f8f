"""The private keys of this machine: outside the workspace, so that a copy of a workspace cannot write in its owner's name (MODEL 5).

One file for each node in the person's data folder, readable by that person alone; the public halves stand in the workspace. A workspace
that was restored on the same machine finds its key again; one that was copied elsewhere does not, and says so. A key is carried to another
machine only in a back-up under a passphrase.
"""

import hashlib
import os
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pyrage

from app import paths
from app.bundles import canonical
from app.bundles.crypt import KeyPair, key_bytes, key_text, make_keys
from app.bundles.grants import end_grant
from app.errors import BadInput, NotFound, PlanError, Refused, WorkspaceTrouble
from app.i18n import Message, msg
from app.ids import uid_text
from app.safe_files import put_in_place, replace_file
from app.session import Session
from db import epochs
from db.connection import Row
from db.queries import peers

FORMAT = "tiendo-key"
VERSION = 1
SUFFIX = ".key"
LEAST_PASSPHRASE = 8
"""Characters of a passphrase at least: the back-up leaves the house, and whoever finds it may try for ever."""
LARGEST = 1 << 16
"""Bytes: a key file or its back-up is some hundred; what is larger was not written by us."""


class KeyMissing(Refused):
    """This machine has no private key for the node that the workspace writes as, or none that may still be used."""


@dataclass(frozen=True)
class StoredKey:
    """What a key file holds. ``node`` and ``seat`` are uids as text; ``retired``: another key has taken its place, it only opens files."""

    node: str
    seat: str
    keys: KeyPair
    made_ms: int
    retired: bool = False


def own_keys(session: Session, folder: Path | None = None) -> KeyPair:
    """The keys that this workspace signs and opens with; made on first need, and the public halves written into ``node``.

    ``folder`` is where private keys lie (default: ``app.paths.key_folder``). Raises KeyMissing where the workspace has keys that this
    machine does not hold.
    """
    folder = folder or paths.key_folder()
    node = own_node(session)
    uid = uid_text(node["uid"])
    stored = _read_if_there(folder, uid)
    if stored is None:
        if node["sign_key"] is not None:
            raise KeyMissing(_not_here(uid))
        stored = _made(session, folder, uid)
    if stored.retired:
        raise KeyMissing(
            msg(
                "Khóa {node} của sổ này đã được thay bằng khóa khác (sổ được khôi phục từ trước lúc thay). "
                "Lập máy mới cho sổ rồi làm quen lại bằng thư giới thiệu.",
                node=uid,
            )
        )
    _put_public_halves(session, node, stored.keys)
    return stored.keys


def opening_keys(session: Session, folder: Path | None = None) -> tuple[KeyPair, ...]:
    """The keys that may open a file addressed to this seat: today's first, then those of its earlier nodes that this machine holds.

    A file may have been written to the old key before its writer heard of the new one.
    """
    folder = folder or paths.key_folder()
    node = own_node(session)
    if node["sign_key"] is None and _read_if_there(folder, uid_text(node["uid"])) is None:
        return (
            make_keys(),
        )  # nothing can have been written to keys that were never made: these open nothing, and looking makes none
    own = own_keys(session, folder)
    earlier = (_read_if_there(folder, uid_text(row["uid"])) for row in peers.nodes_of(session.conn, _seat(session)))
    return (own, *(found.keys for found in earlier if found is not None and found.keys != own))


def new_node(session: Session, folder: Path | None = None) -> int:
    """Let this machine be a new node of the seat, in a new epoch: for keys that were lost or stolen; return the node's id.

    What the old node has sealed stays good, nothing after it. The others go on only after they have met the new keys.
    """
    folder = folder or paths.key_folder()
    seat_id = _seat(session)
    label = msg("Lập máy mới với khóa mới")
    with session.change(label, counter_action="introduce") as change:
        old = own_node(session)
        uid = change.new_uid()
        stored = _made(session, folder, uid_text(uid))
        grant = peers.open_grant(change.connection, seat_id)
        if grant is not None:
            end_grant(change, grant, peers.own_places(change.connection, seat_id), "")
        change.update("node", old["id"], own=0)
        halves = {"sign_key": stored.keys.sign_key, "age_key": stored.keys.age_key}
        node_id = change.insert("node", uid=uid, label=old["label"], own=1, **halves)
        reached = max((ver for _, ver in peers.own_places(change.connection, seat_id).values()), default=0)
        change.insert("seat_node", seat_id=seat_id, node_id=node_id, from_ver=reached, granted_by=seat_id)
        epochs.branch(change, seat_id)
    _retire(folder, uid_text(old["uid"]))
    return node_id


def back_up(session: Session, path: Path, passphrase: str, folder: Path | None = None) -> Path:
    """Write this workspace's private key into a file that only the passphrase opens (age, scrypt); return its path.

    Raises BadInput for a passphrase of less than ``LEAST_PASSPHRASE`` characters, KeyMissing where there is no key to back up.
    """
    _refuse_short(passphrase)
    folder = folder or paths.key_folder()
    own_keys(session, folder)
    stored = _read(folder, uid_text(own_node(session)["uid"]))
    replace_file(path, pyrage.passphrase.encrypt(_encoded(stored), _one_spelling(passphrase)))
    return path


def restore(path: Path, passphrase: str, folder: Path | None = None) -> StoredKey:
    """Bring a key back from its back-up into this machine's folder; return it. The same key twice changes nothing.

    Raises NotFound, BadInput for a wrong passphrase or a file that is no back-up of a key, Refused where another key has its place.
    """
    folder = folder or paths.key_folder()
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError as trouble:
        raise NotFound(
            msg("Không đọc được bản sao lưu khóa {path}: {why}.", path=str(path), why=trouble.strerror or str(trouble))
        ) from trouble
    if not data.startswith(b"age-encryption.org/"):
        raise BadInput(msg("{name} không phải bản sao lưu khóa. Chọn tệp khác.", name=path.name), where=path.name)
    try:
        plain = pyrage.passphrase.decrypt(data, _one_spelling(passphrase))
    except pyrage.DecryptError as wrong:
        raise BadInput(
            msg("Mật khẩu không mở được {name}, hoặc tệp đã hỏng. Gõ lại mật khẩu.", name=path.name), where=path.name
        ) from wrong
    stored = _decoded(plain, path)
    there = _read_if_there(folder, stored.node)
    if there is not None and there.keys != stored.keys:
        raise Refused(
            msg(
                "Máy này đã có một khóa khác mang mã {node}. Không ghi đè khóa; chọn bản sao lưu khác.",
                node=stored.node,
            )
        )
    if there is None:
        _write(folder, stored)
    return stored


def own_node(session: Session) -> Row:
    """The node that this workspace writes as. Raises WorkspaceTrouble before the office is set up."""
    _seat(session)
    found = peers.own_node(session.conn)
    if found is None:
        raise WorkspaceTrouble(msg("Sổ làm việc không còn dòng của máy đang dùng. Khôi phục một bản sao lưu."))
    return found


def _seat(session: Session) -> int:
    return session.office.seat_id


def _made(session: Session, folder: Path, node: str) -> StoredKey:
    """New keys, on the disk before anything speaks of them."""
    seat = uid_text(peers.uid(session.conn, _seat(session)))
    stored = StoredKey(node=node, seat=seat, keys=make_keys(), made_ms=session.clock.now_ms())
    _write(folder, stored)
    return stored


def _not_here(node: str) -> Message:
    return msg(
        "Máy này không có khóa {node} của sổ làm việc: khóa nằm ngoài sổ nên không đi theo bản chép. "
        "Khôi phục khóa từ bản sao lưu khóa, hoặc lập máy mới cho sổ rồi làm quen lại bằng thư giới thiệu.",
        node=node,
    )


def _put_public_halves(session: Session, node: Row, keys: KeyPair) -> None:
    halves = {"sign_key": keys.sign_key, "age_key": keys.age_key}
    if (node["sign_key"], node["age_key"]) == tuple(halves.values()):
        return
    if node["sign_key"] is not None:
        raise KeyMissing(
            msg(
                "Khóa {node} trong máy này không phải khóa mà sổ làm việc đã dùng. "
                "Khôi phục khóa từ bản sao lưu khóa, hoặc lập máy mới rồi làm quen lại.",
                node=uid_text(node["uid"]),
            )
        )
    with session.change(msg("Ghi khóa công khai của máy này")) as change:
        change.update("node", node["id"], **halves)


def _retire(folder: Path, node: str) -> None:
    """Let an old key open files only: a workspace restored from before must not sign with it again."""
    with suppress(KeyMissing):
        stored = _read_if_there(folder, node)
        if stored is not None:
            _write(folder, replace(stored, retired=True))


def _file(folder: Path, node: str) -> Path:
    return folder / f"{node}{SUFFIX}"


def _read_if_there(folder: Path, node: str) -> StoredKey | None:
    return _read(folder, node) if _file(folder, node).exists() else None


def _read(folder: Path, node: str) -> StoredKey:
    path = _file(folder, node)
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
        stored = _decoded(data, path)
    except OSError as trouble:
        raise KeyMissing(
            msg("Không đọc được tệp khóa {path}: {why}.", path=str(path), why=trouble.strerror or str(trouble))
        ) from trouble
    except BadInput as damaged:
        raise KeyMissing(
            msg("Tệp khóa {path} đã hỏng. Khôi phục khóa từ bản sao lưu khóa.", path=str(path))
        ) from damaged
    if stored.node != node:
        raise KeyMissing(msg("Tệp khóa {path} chứa khóa của máy khác. Khôi phục đúng khóa của sổ này.", path=str(path)))
    return stored


def _write(folder: Path, stored: StoredKey) -> None:
    """Put the file in place whole, never readable by others in between."""
    path = _file(folder, stored.node)
    temporary = folder / f".{stored.node}.{os.urandom(6).hex()}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(_encoded(stored))
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as trouble:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise WorkspaceTrouble(
            msg(
                "Không ghi được khóa vào {path}: {why}. Kiểm tra quyền của thư mục và chỗ trống trên ổ đĩa.",
                path=str(folder),
                why=trouble.strerror or str(trouble),
            )
        ) from trouble
    put_in_place(temporary, path)


def _encoded(stored: StoredKey) -> bytes:
    values: dict[str, object] = {
        "format": FORMAT,
        "v": VERSION,
        "node": stored.node,
        "seat": stored.seat,
        "sign_seed": key_text(stored.keys.sign_seed),
        "age_secret": stored.keys.age_secret,
        "made_ms": stored.made_ms,
        "retired": int(stored.retired),
    }
    return canonical.encode({**values, "check": _check(values)})


def _decoded(data: bytes, path: Path) -> StoredKey:
    """What a key file says. Raises BadInput for anything that we did not write."""
    wrong = BadInput(msg("{name} không phải tệp khóa, hoặc đã hỏng.", name=path.name), where=path.name)
    try:
        values = canonical.decode(data)
    except PlanError as damaged:
        raise wrong from damaged
    if not isinstance(values, Mapping) or values.get("format") != FORMAT:
        raise wrong
    rest = {name: value for name, value in values.items() if name != "check"}
    if values.get("check") != _check(rest):
        raise wrong
    if values["v"] != VERSION:
        raise BadInput(
            msg("Khóa {name} do bản Tiến Độ mới hơn ghi. Cài bản mới rồi mở.", name=path.name), where=path.name
        )
    keys = KeyPair(sign_seed=key_bytes(str(rest["sign_seed"])), age_secret=str(rest["age_secret"]))
    return StoredKey(str(rest["node"]), str(rest["seat"]), keys, int(str(rest["made_ms"])), rest["retired"] == 1)


def _check(values: Mapping[str, object]) -> str:
    return hashlib.sha256(canonical.encode(dict(values))).hexdigest()


def _refuse_short(passphrase: str) -> None:
    if len(passphrase) < LEAST_PASSPHRASE:
        raise BadInput(
            msg(
                "Mật khẩu cần ít nhất {n} ký tự; nên dùng một câu dễ nhớ chỉ mình bạn biết. Quên mật khẩu thì không mở lại được.",
                n=LEAST_PASSPHRASE,
            ),
            where=str(msg("Mật khẩu")),
        )


def _one_spelling(passphrase: str) -> str:
    """Vietnamese letters look the same in two spellings, and keyboards differ in which they type."""
    return unicodedata.normalize("NFC", passphrase)
