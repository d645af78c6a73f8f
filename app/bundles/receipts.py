"""Receipts: what each side says it holds of the other's streams, whole in every file, so that a lost one costs nothing (MODEL 20).

*Exported* becomes *acknowledged* only here. Who holds a later state of a peer than the peer itself seems to know sends that state back.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from app.bundles.deciding import Code
from app.bundles.kept_slices import plain_rows
from app.bundles.parts import Receipt
from app.bundles.settling import WITHDRAWN
from app.ids import uid_from_text, uid_text
from app.session import Session
from db import exchange_store
from db.connection import Connection, Row
from db.queries import exchange_files, exchange_seals, peers
from db.store import Change

APPLIED, HELD, REFUSED = "apply", "hold", "refuse"

TWIN = "TWIN"
"""The code of a receipt that speaks of a state in our present epoch that this workspace never sealed: another one writes in our name."""

_TOLD = (("applied", APPLIED), ("held", HELD), ("refused", REFUSED), ("withdrawn", REFUSED))
"""What becomes of a state here, and the word for it in a receipt."""


def for_peer(session: Session, peer: Row) -> tuple[Receipt, ...]:
    """What we hold of a peer's streams: the state that counts, and the newest that waits for a person or was turned away."""
    found: list[Receipt] = []
    for stream in exchange_seals.streams(session.conn, peer["seat_id"]):
        rows = exchange_seals.of_stream(session.conn, peer["seat_id"], stream["audience"])
        for status, verdict in _TOLD:
            newest = [row for row in rows if row["status"] == status][-1:]
            found.extend(_line(peer, row, verdict) for row in newest)
    return tuple(found)


def states_to_return(reader: Connection, seat_id: int) -> list[Row]:
    """States of a peer that it seems to have lost: what counts here where it began again from before that, and what came late."""
    found: list[Row] = []
    for held in exchange_seals.with_status(reader, "held", seat_id):
        if held["code"] == Code.restored:
            standing = exchange_seals.standing(reader, seat_id, held["audience"])
            found.extend([] if standing is None else [standing])
        elif held["code"] == Code.late:
            found.append(held)
    return found


def take(
    session: Session,
    change: Change,
    seat_id: int,
    lines: Iterable[Receipt],
    *,
    wanted: Collection[str],
    bundle_id: int,
) -> int:
    """Note what a peer says it holds of our streams; return how many of our files are acknowledged by it."""
    own = uid_text(peers.uid(change.connection, session.office.seat_id))
    acknowledged, lines = 0, tuple(lines)
    strange = _strange(session, change, own, lines)
    _forget_withdrawn(change, seat_id, lines)
    for line in lines:
        stream = exchange_seals.stream(change.connection, session.office.seat_id, line.audience)
        if line.seat != own or stream is None:
            continue
        seal = exchange_seals.by_hash(change.connection, line.hash)
        if line.verdict == APPLIED:
            told = replace(line, code=TWIN) if line.audience in strange else line
            _note(session, change, seat_id, stream["id"], told, bundle_id)
        if seal is None or seal["stream_id"] != stream["id"]:
            continue
        if line.verdict == APPLIED:
            acknowledged += _acknowledge(change, seat_id, seal)
            _note_files(change, seat_id, seal, wanted)
        else:
            _note_refusal(change, seat_id, seal, line)
    return acknowledged


def _forget_withdrawn(change: Change, seat_id: int, lines: Iterable[Receipt]) -> None:
    """What a peer held and took back it holds no longer, though its next word is of an older state, or of none."""
    for line in lines:
        seal = exchange_seals.by_hash(change.connection, line.hash) if line.code == WITHDRAWN else None
        told = None if seal is None else exchange_files.receipt(change.connection, seat_id, seal["stream_id"])
        if told is not None and told["hash"] == line.hash:
            change.delete("receipt", told["id"])


def _strange(session: Session, change: Change, own: str, lines: Iterable[Receipt]) -> set[str]:
    """Streams of ours of which a peer uses or keeps a state that nobody here sealed, though we alone write in the present epoch.

    A state lost in a restore is of an earlier epoch; one that was turned away troubles nobody any more.
    """
    present = exchange_seals.epochs(change.connection, session.office.seat_id)[:1]
    epochs = {uid_text(row["uid"]) for row in present}
    return {
        line.audience
        for line in lines
        if line.seat == own and line.epoch in epochs and line.verdict in {APPLIED, HELD}
        if exchange_seals.by_hash(change.connection, line.hash) is None
    }


def _line(peer: Row, row: Row, verdict: str) -> Receipt:
    return Receipt(
        seat=uid_text(peer["seat_uid"]),
        audience=row["audience"],
        epoch=uid_text(row["epoch_uid"]),
        ver=row["ver"],
        hash=row["hash"],
        verdict=verdict,
        code=row["code"] or "",
    )


def _note(session: Session, change: Change, seat_id: int, stream_id: int, line: Receipt, bundle_id: int) -> None:
    """The newest word counts: of a file that comes late, what it says of an older state changes nothing."""
    before = exchange_files.receipt(change.connection, seat_id, stream_id)
    epochs = {
        uid_text(row["uid"]): row["ordinal"] for row in exchange_seals.epochs(change.connection, session.office.seat_id)
    }
    place = (epochs.get(line.epoch, 0), line.ver)
    if before is not None and (epochs.get(uid_text(before["epoch_uid"]), 0), before["ver"]) > place:
        return
    exchange_store.put(
        change,
        "receipt",
        {"seat_id": seat_id, "stream_id": stream_id},
        bundle_id=bundle_id,
        epoch_uid=uid_from_text(line.epoch),
        ver=line.ver,
        hash=line.hash,
        verdict=line.verdict,
        code=line.code or None,
        at_ms=session.clock.now_ms(),
    )


def _acknowledge(change: Change, seat_id: int, seal: Row) -> int:
    """Every file for the peer with this state or an earlier one of its stream has done its work."""
    count = 0
    for row in exchange_seals.of_stream(change.connection, seal["seat_id"], seal["audience"]):
        if (row["ordinal"], row["ver"]) > (seal["ordinal"], seal["ver"]):
            continue
        for bundle_id in exchange_files.carried_by(change.connection, row["id"], seat_id):
            bundle = exchange_files.bundle(change.connection, bundle_id)
            again = (
                bundle is not None
                and (bundle["status"], bundle["code"]) == ("refused", WITHDRAWN)
                and row["id"] == seal["id"]
            )
            waits = bundle is not None and (bundle["status"] in {"made", "exported"} or again)
            if waits and _all_held(change, bundle_id, seat_id):
                change.update("bundle", bundle_id, status="acknowledged", code=None)
                count += 1
    return count


def _all_held(change: Change, bundle_id: int, seat_id: int) -> bool:
    """Whether the peer holds every state of ours that a file carried, or a later one."""
    for line in exchange_files.seals_of_bundle(change.connection, bundle_id):
        if line["role"] != "own":
            continue
        told = exchange_files.receipt(change.connection, seat_id, line["stream_id"])
        if told is None or told["ver"] < line["ver"]:
            return False
    return True


def _note_files(change: Change, seat_id: int, seal: Row, wanted: Collection[str]) -> None:
    for line in exchange_seals.slices(change.connection, seal["id"]):
        if line["name"] != "evidence":
            continue
        for said in plain_rows(line):
            if "sha256" in said:
                key = {"seat_id": seat_id, "sha256": said["sha256"]}
                exchange_store.put(change, "file_at", key, has=0 if said["sha256"] in wanted else 1)


def _note_refusal(change: Change, seat_id: int, seal: Row, line: Receipt) -> None:
    """Note that a state waits or was turned away there; of a file that comes late, what was acknowledged since stays so."""
    for bundle_id in exchange_files.carried_by(change.connection, seal["id"], seat_id):
        bundle = exchange_files.bundle(change.connection, bundle_id)
        late = bundle is not None and bundle["status"] == "acknowledged" and line.code != WITHDRAWN
        if bundle is not None and bundle["status"] != "withdrawn" and not late:
            status = "refused" if line.verdict == REFUSED else bundle["status"]
            change.update("bundle", bundle_id, status=status, code=line.code or None)
