"""Giving files out: one for each peer, made, put where a person wants it, read back, and noted in the hand-over book (DESIGN § 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.bundles import delivering, exporting, kept, letter, names, trust
from app.bundles.delivering import Delivered, NotDelivered, Parcel
from app.bundles.exporting import Made
from app.errors import NotFound
from app.i18n import msg, tr
from app.jobs import Progress
from app.plan import calendar
from app.session import Session
from db.queries import exchange_files

_ABOVE = frozenset({"parent", "office"})


@dataclass(frozen=True)
class Handed:
    """A file that lies where it should: for whom, what was made, and where it lies. ``as_letter``: in the draft of a letter."""

    peer_id: int
    whom: str
    made: Made
    delivered: Delivered
    as_letter: bool


def hand_out(
    session: Session,
    peer_ids: Sequence[int],
    folder: Path,
    *,
    as_letter: bool = False,
    period: str | None = None,
    with_files: bool = True,
    keys_folder: Path | None = None,
    progress: Progress | None = None,
) -> tuple[Handed, ...]:
    """Make a file for each peer and put it into a folder, as it is or in the draft of a letter. ``period`` None: as is usual for each.

    One file each: what is for one office alone is for no other to read. Raises what making and delivering raise; those that lie there
    already by then are in the book as given out.
    """
    progress = progress or Progress()
    known = {peer.id: peer for peer in trust.peers(session)}
    whom = {peer_id: peer.name for peer_id, peer in known.items()}
    made: list[Made] = []
    for number, peer_id in enumerate(peer_ids):
        progress.report(number, 2 * len(peer_ids), tr("Đang lập gói gửi {name}", name=whom.get(peer_id, "")))
        about = usual_period(session, known.get(peer_id)) if period is None else period
        made.append(exporting.make(session, [peer_id], period=about, with_files=with_files, keys_folder=keys_folder))
    parcels = [
        _parcel(session, one, whom[peer_id], several=len(peer_ids) > 1, as_letter=as_letter)
        for one, peer_id in zip(made, peer_ids, strict=True)
    ]
    try:
        delivered = delivering.deliver(folder, parcels, progress)
    except NotDelivered as failed:
        _note(session, made, failed.done)
        raise
    _note(session, made, delivered)
    return tuple(
        Handed(peer_id, whom[peer_id], one, lies, as_letter)
        for peer_id, one, lies in zip(peer_ids, made, delivered, strict=True)
    )


def usual_period(session: Session, peer: trust.Peer | None) -> str:
    """What a file for a peer is about where nobody says: upwards the quarter people work in, for which it is owed; else no period."""
    return calendar.current(session) if peer is not None and peer.role in _ABOVE else ""


def again(session: Session, bundle_id: int, folder: Path) -> Delivered:
    """Put a file that was made before into a folder once more, byte for byte, and note it. Raises NotFound where it is not kept."""
    row = exchange_files.bundle(session.conn, bundle_id)
    if row is None or row["way"] != "out":
        raise NotFound(msg("Không có gói đã lập số {id} trong sổ giao nhận.", id=bundle_id))
    (delivered,) = delivering.deliver(folder, [Parcel(row["file_name"], kept.find(session, "out", row["sha256"]))])
    exporting.exported(session, [bundle_id], str(folder), delivered.path.name)
    return delivered


def _parcel(session: Session, made: Made, whom: str, *, several: bool, as_letter: bool) -> Parcel:
    """Several files side by side are told apart by whom they are for."""
    parcel = Parcel(names.addressed(made.name, whom) if several else made.name, made.path)
    if not as_letter:
        return parcel
    ver = max((ver for _, ver in made.versions), default=None)
    return letter.draft(session, parcel, whom=whom, ver=ver)


def _note(session: Session, made: Sequence[Made], delivered: Sequence[Delivered]) -> None:
    for one, lies in zip(made, delivered, strict=False):
        exporting.exported(session, one.bundle_ids, str(lies.path.parent), lies.path.name)
