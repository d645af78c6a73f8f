"""What moves in the books when a state begins to count, no longer counts, counts again, or is turned away."""

from app.bundles.deciding import CODES, Verdict, decide, settled
from app.bundles.parts import Seal
from app.bundles.seals import read_seal
from db import exchange_store
from db.connection import Row
from db.queries import exchange_files, exchange_seals, exchange_uses
from db.store import Change

TURNED_AWAY = "TURNED_AWAY"
"""The code of a held state that a person refused. The reason stays here: receipts carry codes, not texts."""


WITHDRAWN = "WITHDRAWN"
"""The code of a state whose file was taken back."""


def turn_away(change: Change, row: Row, reason: str) -> None:
    """Refuse a held state, and the files that brought nothing else."""
    change.update("seal", row["id"], status="refused", code=TURNED_AWAY)
    for line in exchange_uses.lines_of_seal(change.connection, row["id"]):
        change.update("bundle_seal", line["id"], verdict=str(Verdict.refuse), code=TURNED_AWAY)
        bundle = exchange_files.bundle(change.connection, line["bundle_id"])
        if bundle is not None and bundle["status"] == "held":
            change.update("bundle", bundle["id"], status="refused", code=TURNED_AWAY, reason=reason or None)


def let_count(change: Change, row: Row, before: Row | None) -> None:
    """Let a kept seal count; what counted before is superseded, and what waited and is settled by it waits no more."""
    if before is not None:
        change.update("seal", before["id"], status="superseded")
    change.update("seal", row["id"], status="applied", code=None)
    epoch = exchange_store.epoch_id(change, row["seat_id"], row["epoch_uid"], row["ordinal"])
    change.update("stream", row["stream_id"], epoch_id=epoch, ver=row["ver"], state_hash=row["state_hash"])
    known = read_seal(row["manifest"], row["sig"])
    for held in exchange_seals.with_status(change.connection, "held", row["seat_id"]):
        if held["stream_id"] == row["stream_id"]:
            _see_again(change, held, known)


def _see_again(change: Change, held: Row, known: Seal) -> None:
    """What waited is settled by what counts now, or waits for another reason: from that depends which state goes back to its author."""
    seal = read_seal(held["manifest"], held["sig"])
    if settled(known, seal):
        change.update("seal", held["id"], status="superseded")
        _wait_no_more(change, held["id"])
        return
    decision = decide(known, seal)
    if held["code"] in CODES and decision.verdict is Verdict.hold:
        change.update("seal", held["id"], code=str(decision.code))


def _wait_no_more(change: Change, seal_id: int) -> None:
    """Of the files that brought a state which is settled now, those that brought nothing else that waits."""
    for line in exchange_uses.lines_of_seal(change.connection, seal_id):
        bundle = exchange_files.bundle(change.connection, line["bundle_id"])
        others = exchange_files.seals_of_bundle(change.connection, line["bundle_id"])
        if bundle is not None and bundle["status"] == "held" and all(one["status"] != "held" for one in others):
            change.update("bundle", bundle["id"], status="read", code=None, reason=None)


def stand_again(change: Change, line: Row) -> None:
    """Let the state from before a file count again; what the file had settled waits again."""
    before = None if line["before_id"] is None else exchange_seals.seal(change.connection, line["before_id"])
    if before is None:
        change.update("stream", line["stream_id"], ver=0, state_hash=None)
    else:
        change.update("seal", before["id"], status="applied")
        epoch = exchange_store.epoch_id(change, before["seat_id"], before["epoch_uid"], before["ordinal"])
        change.update("stream", line["stream_id"], epoch_id=epoch, ver=before["ver"], state_hash=before["state_hash"])
    known = None if before is None else read_seal(before["manifest"], before["sig"])
    for row in exchange_seals.with_status(change.connection, "superseded", line["seat_id"]):
        if row["stream_id"] == line["stream_id"]:
            _wait_again(change, row, known)


def _wait_again(change: Change, row: Row, known: Seal | None) -> None:
    """A state that never counted, only waited, and is not settled by what counts now."""
    lines = exchange_uses.lines_of_seal(change.connection, row["id"])
    seal = read_seal(row["manifest"], row["sig"])
    if (
        not lines
        or any(line["verdict"] != Verdict.hold for line in lines)
        or (known is not None and settled(known, seal))
    ):
        return
    code = str(decide(known, seal).code) or lines[-1]["code"]
    change.update("seal", row["id"], status="held", code=code)
    for line in lines:
        bundle = exchange_files.bundle(change.connection, line["bundle_id"])
        if bundle is not None and bundle["status"] == "read":
            change.update("bundle", bundle["id"], status="held", code=code)
