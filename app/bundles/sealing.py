"""Sealing our own streams: a complete state each time, a new version only where something changed (MODEL 19, 20, 23)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from app.bundles import kept_slices, seals
from app.bundles.crypt import KeyPair
from app.bundles.deciding import RECENT
from app.bundles.gather import Slices, gather, in_order
from app.bundles.keys import own_node
from app.bundles.parts import EpochMark, Seal, SliceRef
from app.bundles.records import FACTS, key_of, kind_of
from app.i18n import msg
from app.ids import uid_text
from app.session import Session
from db import epochs, exchange_store
from db.connection import Row
from db.exchange_store import KeptSlice
from db.queries import exchange_seals, peers
from db.store import Change

RECOVERED = "RECOVERED"
"""The code of a seal of ours that came back from another office after a restore, and whose rows were taken back."""

SPACED = (16, 256)
"""Which earlier versions a seal names besides the last ``RECENT``: of the 512 before the last each 16th; of all each 256th."""

MOST_RECOVERED = 2000
"""As many as a seal may name (``parts.Seal``); whoever holds one that is forgotten returns it once more."""

TAKEN_BACK = msg("đã rút")


def seal_stream(session: Session, change: Change, audience: str, keys: KeyPair) -> Row | None:
    """The seal of one of our streams as it is now: the last one where nothing changed, else a new version. None: nothing to say yet.

    After a restore an empty state is sealed too: others may hold one from after the backup, and only a new one makes them return it.
    """
    seat_id = session.office.seat_id
    last = exchange_seals.newest_own(change.connection, seat_id, audience)
    slices = _with_stubs(session, gather(session, audience), _said_before(change, seat_id, audience, last))
    ours = exchange_seals.epochs(change.connection, seat_id)
    if last is None and not slices and len(ours) == 1:
        return None
    packed = [seals.pack_slice(name, rows) for name, rows in slices.items()]
    refs = [ref for ref, _ in packed]
    if last is not None and _unchanged(change, last, seals.state_hash(refs), ours[0]["uid"]):
        return last
    seal = _sealed(session, change, audience, refs, keys)
    kept = [KeptSlice(ref.name, ref.sha256, ref.plain_sha256, data, ref.plain_size, ref.rows) for ref, data in packed]
    seal_id = keep(change, seat_id, seal, kept, node_id=own_node(session)["id"], status="own", at_ms=seal.made_ms)
    return exchange_seals.seal(change.connection, seal_id)


def keep(
    change: Change,
    seat_id: int,
    seal: Seal,
    slices: Iterable[KeptSlice],
    *,
    node_id: int,
    status: str,
    at_ms: int,
    code: str | None = None,
) -> int:
    """Keep a seal, ours or another's, as it is; return its row id. Of a stream that counts or is ours, the place moves along."""
    epoch_uid = bytes.fromhex(seal.epoch.uid.replace("-", ""))
    epoch = _epoch(change, seat_id, epoch_uid, seal.epoch.ordinal, came_back=code == RECOVERED)
    stream = exchange_store.stream_id(change, seat_id, seal.audience, epoch)
    columns = {
        "stream_id": stream,
        "epoch_uid": epoch_uid,
        "ordinal": seal.epoch.ordinal,
        "ver": seal.ver,
        "hash": seal.hash,
        "state_hash": seal.state,
        "manifest": seal.manifest,
        "sig": seal.sig,
        "node_id": node_id,
        "status": status,
        "code": code,
        "at_ms": at_ms,
    }
    if status in {"own", "applied"}:
        change.update("stream", stream, epoch_id=epoch, ver=seal.ver, state_hash=seal.state)
    return exchange_store.keep_seal(change, columns, slices)


def _epoch(change: Change, seat_id: int, uid: bytes, ordinal: int, *, came_back: bool) -> int:
    """The row of a seal's epoch. One that came back may be of an epoch we know nothing of: we do not go on in that."""
    standing = epochs.newest(change.connection, seat_id) if came_back else None
    return int(standing["id"]) if standing is not None else exchange_store.epoch_id(change, seat_id, uid, ordinal)


def epoch_marks(rows: Sequence[Row], own_seals: Sequence[Row]) -> tuple[EpochMark, ...]:
    """The epochs of a stream, newest first, each with the place of this stream from which it went on."""
    marks = []
    for row in rows:
        before = [seal for seal in own_seals if seal["ordinal"] < row["ordinal"]]
        if row["from_epoch"] is None:
            marks.append(EpochMark(uid_text(row["uid"]), row["ordinal"]))
            continue
        newest = max(before, key=lambda seal: (seal["ordinal"], seal["ver"]), default=None)
        ver, hash_ = (0, "") if newest is None else (newest["ver"], newest["hash"])
        marks.append(EpochMark(uid_text(row["uid"]), row["ordinal"], uid_text(row["from_epoch"]), ver, hash_))
    return tuple(marks)


def lineage(path: Sequence[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    """The earlier places of a stream that a new seal names, oldest first: see ``SPACED``."""
    if not path:
        return ()
    newest = path[-1][0]
    near, far = SPACED
    return tuple(
        (ver, hash_)
        for ver, hash_ in path
        if newest - ver < RECENT or (ver % near == 0 and newest - ver < RECENT * near) or ver % far == 0
    )


def recovered(back: Iterable[Seal], own: Collection[str]) -> tuple[tuple[str, int, str], ...]:
    """What a seal says it has taken back: states that came back, those before them that are not on our path, what they had taken back."""
    found = (place for seal in back for place in (*seal.recovered, *_places(seal)))
    return tuple(dict.fromkeys(place for place in found if place[2] not in own))[-MOST_RECOVERED:]


def _places(seal: Seal) -> Iterator[tuple[str, int, str]]:
    """The path of a seal with the epoch of each version: the newest that went on from before it."""
    for ver, hash_ in (*seal.lineage, (seal.ver, seal.hash)):
        epoch = next((mark for mark in seal.epochs if mark.from_ver < ver), seal.epoch)
        yield epoch.uid, ver, hash_


def _unchanged(change: Change, last: Row, state: str, epoch_uid: bytes) -> bool:
    if last["state_hash"] != state or last["epoch_uid"] != epoch_uid:
        return False
    told = {hash_ for _, _, hash_ in seals.read_seal(last["manifest"], last["sig"]).recovered}
    back = exchange_seals.of_stream(change.connection, last["seat_id"], last["audience"])
    return all(row["hash"] in told for row in back if row["code"] == RECOVERED)


def _sealed(session: Session, change: Change, audience: str, refs: Sequence[SliceRef], keys: KeyPair) -> Seal:
    office = session.office
    known = exchange_seals.of_stream(change.connection, office.seat_id, audience)
    own = [row for row in known if row["status"] == "own"]
    back = [row for row in known if row["code"] == RECOVERED]
    draft = Seal(
        seat=uid_text(peers.uid(change.connection, office.seat_id)),
        audience=audience,
        epochs=epoch_marks(exchange_seals.epochs(change.connection, office.seat_id), own),
        ver=max((row["ver"] for row in (*own, *back)), default=0) + 1,
        prev=own[-1]["hash"] if own else "",
        state="",
        lineage=lineage([(row["ver"], row["hash"]) for row in own]),
        recovered=recovered(
            [seals.read_seal(row["manifest"], row["sig"]) for row in back], {row["hash"] for row in own}
        ),
        features=(),
        slices=tuple(refs),
        node=uid_text(own_node(session)["uid"]),
        made_ms=session.clock.now_ms(),
    )
    return seals.make_seal(keys, draft)


def _said_before(change: Change, seat_id: int, audience: str, last: Row | None) -> list[Row]:
    """The last state of a stream, and those that came back after a restore: others may hold any of them."""
    back = [row for row in exchange_seals.of_stream(change.connection, seat_id, audience) if row["code"] == RECOVERED]
    return [*([] if last is None else [last]), *reversed(back)]


def _with_stubs(session: Session, slices: Slices, before: Iterable[Row]) -> Slices:
    """What was said before and is said no more goes on as a stub: nothing that has left the house disappears (MODEL 18, 22)."""
    said: dict[str, set[str]] = {}
    for name, rows in slices.items():
        said.setdefault(kind_of(name), set()).update(key_of(kind_of(name), row) for row in rows)
    whole = {name: list(rows) for name, rows in slices.items()}
    for line in (line for seal in before for line in exchange_seals.slices(session.conn, seal["id"])):
        kind = kind_of(line["name"])
        for row in kept_slices.plain_rows(line):
            if key_of(kind, row) not in said.setdefault(kind, set()):
                said[kind].add(key_of(kind, row))
                whole.setdefault(line["name"], []).append(_stub(kind, row))
    return in_order(whole)


def _stub(kind: str, row: Mapping[str, object]) -> dict[str, object]:
    if row.get("gone") is not None:
        return dict(row)
    places = {"progress": ("task", "unit", "period"), "value": ("measure", "unit", "period"), "calendar": ("period",)}
    kept = places[kind] if kind in FACTS or kind == "calendar" else ("uid",)
    return {**{name: row[name] for name in kept}, "gone": str(TAKEN_BACK)}
