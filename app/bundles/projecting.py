"""Received states as rows of the tables (MODEL 21): what a seat says now, written over what of it stands in the tables.

Stateless: the rows follow from the states that count, whatever came before and in whatever order, so that taking an import back is
projecting the states before it, and a check can project anew and compare. Only rows of that seat are written, never one of another.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.bundles import project_answers, project_facts, project_plan, standing_state
from app.bundles.project_plan import OurBan
from app.bundles.resolving import Resolver
from app.bundles.standing_state import State
from app.ids import uid_text
from app.session import Session
from db.connection import Row
from db.queries import exchange_rows, peers
from db.store import Change


@dataclass
class Projected:
    """What a projection left undone: rows that refer to something that is not here (yet), by kind."""

    waiting: dict[str, int] = field(default_factory=dict)

    def waits(self, kind: str) -> None:
        """Count one row that waits for what it refers to."""
        self.waiting[kind] = self.waiting.get(kind, 0) + 1


def project(session: Session, change: Change, seat_ids: Iterable[int]) -> Projected:
    """Write the tables anew for these seats; inside an import or its withdrawal."""
    outcome = Projected()
    for seat_id in _concerned(change, seat_ids):
        peer = peers.peer_of_seat(change.connection, seat_id)
        if peer is not None:
            _project_peer(session, change, peer, standing_state.of_seat(session, seat_id), outcome)
    return outcome


def _concerned(change: Change, seat_ids: Iterable[int]) -> list[int]:
    """What a ban's workstation takes of the offices above follows from what its own office gives it: they are written after it."""
    chosen = list(dict.fromkeys(seat_ids))
    offices = {row["seat_id"] for row in peers.peers_of_role(change.connection, "office")}
    if offices.isdisjoint(chosen):
        return chosen
    above = [row["seat_id"] for row in peers.peers_of_role(change.connection, "parent")]
    return list(dict.fromkeys([*(seat for seat in chosen if seat in offices), *chosen, *above]))


def _our_ban(session: Session, change: Change) -> OurBan | None:
    """The ban whose workstation this is, with what its office gave it; None in an office."""
    uid = exchange_rows.ban_of_seat(change.connection, session.office.seat_id)
    if uid is None:
        return None
    given: dict[str, standing_state.Rows] = {}
    for office in peers.peers_of_role(change.connection, "office"):
        for kind, rows in standing_state.of_seat(session, office["seat_id"]).rows.items():
            given.setdefault(kind, {}).update(rows)
    return OurBan.of(uid_text(uid), State(given))


def _project_peer(session: Session, change: Change, peer: Row, state: State, outcome: Projected) -> None:
    resolver = Resolver(session, change, peer)
    if peer["role"] in {"parent", "office"}:
        project_plan.write(change, peer, state, resolver, _our_ban(session, change))
        project_answers.write_said_to_us(session, change, peer, state, resolver, outcome.waits)
    elif peer["via_id"] is None:
        project_facts.write(session, change, peer, state, resolver, outcome.waits)
        project_answers.write_said_by_them(session, change, peer, state, resolver, outcome.waits)
