"""What a file for a peer would say anew since the last one that was given out to it. Nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.bundles import trust
from app.bundles.exporting import OWN_STREAMS
from app.bundles.gather import Slices, gather
from app.bundles.judging import Rows, standing_rows
from app.bundles.plans import Counts
from app.bundles.records import key_of, kind_of
from app.bundles.trust import Peer
from app.i18n import Message, msg
from app.ids import uid_text
from app.jobs import Progress
from app.session import Session
from db.queries import exchange_files, exchange_seals, peers


@dataclass(frozen=True, slots=True)
class News:
    """Since the last file for a peer: rows of ours, and states of others that it would carry. ``first``: none was ever given out."""

    counts: Counts
    relayed: int
    first: bool

    @property
    def told(self) -> Message:
        """In a few words."""
        if self.counts.total and self.relayed:
            return msg("{n} dòng mới hoặc đổi, {m} gói của cấp dưới", n=self.counts.total, m=self.relayed)
        if self.counts.total:
            return msg("{n} dòng mới hoặc đổi", n=self.counts.total)
        if self.relayed:
            return msg("{m} gói của cấp dưới", m=self.relayed)
        return msg("chưa có gì để gửi") if self.first else msg("không có gì mới")


def news(session: Session, progress: Progress | None = None) -> Mapping[int, News]:
    """By peer id, of everyone whom files can be made for."""
    reading = _Reading(session)
    chosen = [peer for peer in trust.peers(session) if peer.state == "ok"]
    found = {}
    for number, peer in enumerate(chosen):
        if progress is not None:
            progress.report(number, len(chosen), peer.name)
        found[peer.id] = reading.of(peer)
    return found


class _Reading:
    """Gathers each stream once, however many peers get it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._gathered: dict[str, Slices] = {}

    def of(self, peer: Peer) -> News:
        conn = self._session.conn
        last = exchange_files.newest_given(conn, peer.seat_id)
        carried = [] if last is None else exchange_files.seals_of_bundle(conn, last["id"])
        own = {line["audience"]: line["seal_id"] for line in carried if line["role"] == "own"}
        counts = Counts()
        for audience in self._audiences(peer):
            known = standing_rows(conn, own[audience], audience) if audience in own else {}
            counts += _compared(known, self._now(audience))
        return News(counts, self._relayed(peer, {line["seal_id"] for line in carried}), last is None)

    def _audiences(self, peer: Peer) -> list[str]:
        alone = [f"to:{uid_text(peers.uid(self._session.conn, peer.seat_id))}"]
        return [*OWN_STREAMS[peer.role], *(alone if peer.role in {"child", "ban"} else [])]

    def _now(self, audience: str) -> Slices:
        if audience not in self._gathered:
            self._gathered[audience] = gather(self._session, audience)
        return self._gathered[audience]

    def _relayed(self, peer: Peer, carried: set[int]) -> int:
        conn = self._session.conn
        sources = {"parent": ("child", "above"), "ban": ("parent", "below")}
        if peer.role not in sources:
            return 0
        role, audience = sources[peer.role]
        return sum(
            row["audience"] == audience and row["id"] not in carried
            for one in peers.peers_of_role(conn, role)
            for row in exchange_seals.applied(conn, one["seat_id"])
        )


def _compared(known: Rows, now: Slices) -> Counts:
    """Rows that were not said before, that are said otherwise, and that are said no more."""
    new = changed = 0
    said: set[tuple[str, str]] = set()
    for name, rows in now.items():
        kind = kind_of(name)
        for row in rows:
            key = key_of(kind, row)
            said.add((kind, key))
            before = known.get(kind, {}).get(key)
            new += before is None and row.get("gone") is None
            changed += before is not None and before != row
    gone = sum(
        (kind, key) not in said and row.get("gone") is None for kind, rows in known.items() for key, row in rows.items()
    )
    return Counts(new, changed, gone)
