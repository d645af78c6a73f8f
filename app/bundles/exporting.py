"""Making a file for one peer or several: our streams for them as they are now, what we relay, what we hold of theirs (DESIGN § 6).

A file is made even where nothing is new, because receipts ride on it; one that would say the same again is the same file, byte for byte.
"""

import hashlib
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app import attachments
from app.bundles import canonical, container, kept, names, receipts, seals, trust
from app.bundles.kept_slices import plain_rows
from app.bundles.keys import own_keys, own_node
from app.bundles.parts import Envelope, RosterLine, Seal, to_fields
from app.bundles.sealing import seal_stream
from app.errors import NotFound, Refused
from app.i18n import msg
from app.ids import uid_text
from app.jobs import Progress
from app.session import Session
from app.version import VERSION
from db import exchange_store
from db.connection import Row, schema_version
from db.queries import exchange_files, exchange_seals, peers, people
from db.store import Change

OWN_STREAMS: Mapping[str, tuple[str, ...]] = {
    "parent": ("above",),
    "office": ("above",),
    "child": ("below",),
    "ban": ("inside",),
}
"""Which of our streams a peer of a role gets, besides the one for it alone."""


@dataclass(frozen=True)
class Made:
    """A file that lies ready beside the workspace. ``fresh``: nothing was to be said anew where it is False, and the file is the last one.

    ``bundle_ids`` are its lines in the hand-over book, one per peer; ``versions`` of our streams in
    it; ``attachments`` how many it carries.
    """

    path: Path
    sha256: str
    size: int
    name: str
    bundle_ids: tuple[int, ...]
    versions: tuple[tuple[str, int], ...]
    attachments: int
    fresh: bool


@dataclass(frozen=True)
class _Contents:
    """What goes into a file."""

    envelope: Envelope
    rows: tuple[Row, ...]
    own: frozenset[int]
    files: Mapping[str, Path]
    said: str


def make(
    session: Session,
    peer_ids: Sequence[int],
    *,
    period: str = "",
    with_files: bool = True,
    keys_folder: Path | None = None,
    progress: Progress | None = None,
) -> Made:
    """Make a file for these peers and keep it beside the workspace; ``delivering`` puts it on a stick or into a letter.

    Raises NotFound for a peer that is none, Refused for one that was ended or whose key nobody compared or vouched for, KeyMissing.
    """
    keys = own_keys(session, keys_folder)
    chosen = [_peer(session, peer_id) for peer_id in peer_ids]
    if not chosen:
        raise Refused(msg("Chưa chọn nơi nhận. Chọn ít nhất một nơi rồi xuất gói."))
    label = msg("Lập gói gửi {names}", names=", ".join(row["name"] for row in chosen))
    with session.change(label, kind="bulk", counter_action="send") as change:
        contents = _contents(session, change, chosen, period, with_files=with_files, keys_folder=keys_folder)
        again = _same_as_before(session, change, chosen, contents.said)
        if again is not None:
            return again
        (progress or Progress()).report(0, 1, str(msg("Đang ghi gói")))
        with tempfile.TemporaryDirectory(dir=session.path.parent, prefix=".tiendo-") as folder:
            draft = Path(folder) / "goi.tiendo"
            slices = {
                line["sha256"]: line["bytes"]
                for row in contents.rows
                for line in exchange_seals.slices(change.connection, row["id"])
            }
            ages = [str(row["age_key"]) for row in chosen]
            written = container.write_file(draft, contents.envelope, slices, contents.files, keys, ages)
            kept.keep(session, "out", draft)
        return _entered(session, change, chosen, contents, written)


def exported(session: Session, bundle_ids: Iterable[int], place: str, file_name: str = "") -> None:
    """Note that a made file has left: where it was put. It is acknowledged only when a receipt says so."""
    with session.change(msg("Ghi đã gửi gói: {place}", place=place), kind="bulk", counter_action="send") as change:
        for bundle_id in bundle_ids:
            row = exchange_files.bundle(change.connection, bundle_id)
            if row is None:
                raise NotFound(msg("Không có gói số {id} trong sổ giao nhận.", id=bundle_id))
            status = row["status"] if row["status"] == "acknowledged" else "exported"
            name = {"file_name": file_name} if file_name else {}
            change.update("bundle", bundle_id, status=status, place=place, at_ms=session.clock.now_ms(), **name)


def _peer(session: Session, peer_id: int) -> Row:
    row = peers.peer(session.conn, peer_id)
    if row is None:
        raise NotFound(msg("Không có nơi gửi nhận số {id}. Mở lại danh sách rồi chọn.", id=peer_id))
    if row["ended_ms"] is not None:
        raise Refused(msg("Đã ngừng trao đổi với {name}. Làm quen lại bằng thư giới thiệu mới.", name=row["name"]))
    if not row["age_key"] or row["revoked_ms"] is not None:
        raise Refused(msg("Chưa có khóa của {name}. Xin thư giới thiệu của nơi đó rồi so mã.", name=row["name"]))
    return row


def _contents(
    session: Session,
    change: Change,
    chosen: Sequence[Row],
    period: str,
    *,
    with_files: bool,
    keys_folder: Path | None,
) -> _Contents:
    keys = own_keys(session, keys_folder)
    own: list[Row] = []
    for audience in _audiences(chosen):
        row = seal_stream(session, change, audience, keys)
        if row is not None:
            own.append(row)
    carried = _distinct([*own, *(row for peer in chosen for row in _passed_on(change, peer))])
    sealed = tuple(_seal(row) for row in carried)
    files = _attachments(session, change, chosen, carried) if with_files else {}
    envelope = Envelope(
        node=uid_text(own_node(session)["uid"]),
        seat=uid_text(peers.uid(change.connection, session.office.seat_id)),
        recipients=tuple(uid_text(row["seat_uid"]) for row in chosen),
        made_ms=0,
        schema=schema_version(change.connection),
        program=VERSION,
        seals=sealed,
        receipts=tuple(line for peer in chosen for line in receipts.for_peer(session, peer)),
        roster=_roster(session, chosen, keys_folder),
        wanted=tuple(exchange_files.wanting(change.connection)),
        period=period,
    )
    said = hashlib.sha256(canonical.encode([_said(envelope), sorted(files)])).hexdigest()
    stamped = replace(envelope, made_ms=session.clock.now_ms())
    return _Contents(stamped, tuple(carried), frozenset(row["id"] for row in own), files, said)


def _audiences(chosen: Sequence[Row]) -> list[str]:
    """Our streams for these peers: each once, those for one peer alone last."""
    common = dict.fromkeys(audience for peer in chosen for audience in OWN_STREAMS[peer["role"]])
    alone = [f"to:{uid_text(peer['seat_uid'])}" for peer in chosen if peer["role"] in {"child", "ban"}]
    return [*common, *alone]


def _passed_on(change: Change, peer: Row) -> list[Row]:
    """States of others for a peer: from further below to those above, from above to our bans, and later ones back to it or through it."""
    conn = change.connection
    found: list[Row] = []
    if peer["role"] == "parent":
        for below in peers.peers_of_role(conn, "child"):
            found.extend(row for row in exchange_seals.applied(conn, below["seat_id"]) if row["audience"] == "above")
    if peer["role"] == "ban":
        for above in peers.peers_of_role(conn, "parent"):
            found.extend(row for row in exchange_seals.applied(conn, above["seat_id"]) if row["audience"] == "below")
    reached = [peer["seat_id"], *(row["seat_id"] for row in peers.vouched_for(conn, peer["seat_id"]))]
    return [*found, *(row for seat_id in reached for row in receipts.states_to_return(conn, seat_id))]


def _distinct(rows: Iterable[Row]) -> list[Row]:
    return list({row["id"]: row for row in rows}.values())


def _seal(row: Row) -> Seal:
    return seals.read_seal(row["manifest"], row["sig"])


def _roster(session: Session, chosen: Sequence[Row], folder: Path | None) -> tuple[RosterLine, ...]:
    audiences = dict.fromkeys(audience for peer in chosen for audience in OWN_STREAMS[peer["role"]])
    return tuple(
        dict.fromkeys(line for audience in audiences for line in trust.roster_lines(session, audience, folder))
    )


def _attachments(session: Session, change: Change, chosen: Sequence[Row], carried: Sequence[Row]) -> dict[str, Path]:
    """The contents that evidence in these states names, that are here, and that some of the peers does not have."""
    named: set[str] = set()
    for row in carried:
        for line in exchange_seals.slices(change.connection, row["id"]):
            if line["name"] == "evidence":
                named |= {str(said["sha256"]) for said in plain_rows(line) if "sha256" in said}
    lacking = {
        sha256
        for peer in chosen
        for known in [exchange_files.held_by(change.connection, peer["seat_id"])]
        for sha256 in named
        if not known.get(sha256, False)
    }
    store = attachments.folder(session.path)
    rows = exchange_files.present(change.connection, lacking)
    paths = {row["sha256"]: attachments.inside(store, row["sha256"]) for row in rows}
    return {sha256: path for sha256, path in paths.items() if path.is_file()}


def _said(envelope: Envelope) -> object:
    """What a file says, whenever it is made."""
    fields = to_fields(replace(envelope, seals=()))
    return [
        {name: value for name, value in fields.items() if name != "made_ms"},
        [seal.hash for seal in envelope.seals],
    ]


def _same_as_before(session: Session, change: Change, chosen: Sequence[Row], said: str) -> Made | None:
    """The last file for these peers, where it says the same and is still there."""
    rows = [exchange_files.newest_out(change.connection, peer["seat_id"]) for peer in chosen]
    found = [row for row in rows if row is not None and row["content"] == said]
    if len(found) < len(rows) or len({row["sha256"] for row in found}) != 1:
        return None
    try:
        path = kept.find(session, "out", found[0]["sha256"])
    except NotFound:
        return None
    versions = tuple(
        (line["audience"], line["ver"])
        for line in exchange_files.seals_of_bundle(change.connection, found[0]["id"])
        if line["role"] == "own"
    )
    ids = tuple(row["id"] for row in found)
    return Made(path, found[0]["sha256"], found[0]["size"], found[0]["file_name"], ids, versions, 0, fresh=False)


def _entered(
    session: Session, change: Change, chosen: Sequence[Row], contents: _Contents, written: container.Written
) -> Made:
    """Enter the file into the hand-over book, a line for each peer."""
    now = session.clock.now_ms()
    versions = tuple((row["audience"], row["ver"]) for row in contents.rows if row["id"] in contents.own)
    name = names.file_name(
        _code(session), contents.envelope.period, max((ver for _, ver in versions), default=0), session.clock.today()
    )
    ids = []
    for peer in chosen:
        key = {"way": "out", "sha256": written.sha256, "seat_id": peer["seat_id"]}
        bundle_id = exchange_store.put(
            change,
            "bundle",
            key,
            node_id=own_node(session)["id"],
            period=contents.envelope.period or None,
            at_ms=now,
            made_ms=now,
            file_name=name,
            size=written.size,
            status="made",
            content=contents.said,
            person_text=session.actor.text,
        )
        ids.append(bundle_id)
        for row in contents.rows:
            role = "own" if row["id"] in contents.own else "relayed"
            exchange_store.put(
                change, "bundle_seal", {"bundle_id": bundle_id, "seal_id": row["id"]}, role=role, verdict="sent"
            )
    path = kept.find(session, "out", written.sha256)
    return Made(path, written.sha256, written.size, name, tuple(ids), versions, len(contents.files), fresh=True)


def _code(session: Session) -> str:
    row = people.unit_name_row(session.conn, session.office.unit_id)
    return "" if row is None else str(row["short"] or row["name"])
