"""Who vouches for whom: the keys of seats whose states a peer passes on, so that they verify against their authors (MODEL 20, 24).

Up travel the units below us and those beneath them, down travel we and the offices above us. A voucher is believed about what is beneath it
(or above it), and never against what a person here confirmed by telephone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.bundles.canonical import tidy
from app.bundles.crypt import key_bytes, key_text
from app.bundles.grants import Code, end_grant
from app.bundles.keys import own_keys
from app.bundles.matching import named_elsewhere, put_alias, seat_row
from app.bundles.parts import RosterLine
from app.ids import uid_from_text, uid_text
from app.session import Session
from app.text import clean_line, sort_key
from db.connection import Row
from db.queries import peers, people, workspace
from db.store import Change

_SENT = {"above": "child", "below": "parent"}
"""Which of our peers are named to the receivers of a stream."""

_BELIEVED = {"child": "child", "parent": "parent"}
"""Which role a peer may vouch for, by its own."""


@dataclass(frozen=True)
class NotTaken:
    """A line that was not believed, and why."""

    line: RosterLine
    code: Code


def roster_lines(session: Session, audience: str, folder: Path | None = None) -> tuple[RosterLine, ...]:
    """The seats we vouch for to those who get this stream: with ``above`` the units below us, with ``below`` ourselves and the offices
    above us, with ``inside`` ourselves; a line for each key and each uid by which a seat's unit is called."""
    own_keys(session, folder)  # our public halves must stand in the workspace before we name them
    conn, own = session.conn, session.office.seat_id
    lines: list[RosterLine] = []
    if audience in {"below", "inside"}:
        names = [peers.uid(conn, session.office.unit_id)]
        called = people.unit_name(conn, session.office.unit_id)
        lines.extend(_lines(session, own, audience, names=names, called=called, role="parent"))
    role = _SENT.get(audience)
    for peer in peers.peers(conn):
        if role is not None and peer["role"] == role and peer["unit_id"] is not None:
            above = uid_text(peers.uid(conn, peer["via_id"] or own)) if role == "child" else ""
            names = peers.names_of_unit(conn, peer["unit_id"])
            named = {"called": peer["name"], "role": role, "above": above}
            lines.extend(_lines(session, peer["seat_id"], audience, names=names, **named))
    return tuple(lines)


def take_roster(change: Change, from_peer: int, lines: Sequence[RosterLine]) -> tuple[NotTaken, ...]:
    """Believe a peer about the seats it passes on; return the lines that are not believed, each with its reason.

    A seat may be vouched for when the lines lead from it to the peer, nobody else vouches for it and no person here confirmed it. Its key
    changes only when its only voucher ended the old one.
    """
    peer = peers.peer(change.connection, from_peer)
    if peer is None:
        raise KeyError(from_peer)
    taker = _Taker(change, peer, lines)
    return tuple(NotTaken(line, code) for line in lines if (code := taker.take(line)) is not None)


def _lines(
    session: Session, seat_id: int, audience: str, *, names: Sequence[bytes], called: str, role: str, above: str = ""
) -> Iterator[RosterLine]:
    """A line for each key that a seat has or had, ended ones first, so that a reader ends the old before it meets the new."""
    conn, seat = session.conn, uid_text(peers.uid(session.conn, seat_id))
    for grant in reversed(peers.grants(conn, seat_id)):
        if grant["sign_key"] is None or not grant["age_key"]:
            continue
        until: int | None = None
        ordinal = 0
        if grant["until_ver"] is not None:
            ordinal, until = peers.cuts(conn, grant["id"]).get(audience, (0, 0))
        for name in names:
            yield RosterLine(
                seat=seat,
                unit=uid_text(name),
                unit_name=tidy(called),
                node=uid_text(grant["node_uid"]),
                sign_key=key_text(grant["sign_key"]),
                age_key=grant["age_key"],
                role=role,
                above_seat=above,
                from_ver=grant["from_ver"],
                until_ver=until,
                until_ordinal=ordinal,
            )


class _Taker:
    """Goes through the lines of one peer."""

    def __init__(self, change: Change, peer: Row, lines: Sequence[RosterLine]) -> None:
        self._change = change
        self._conn = change.connection
        self._peer = peer
        self._audience = "above" if peer["role"] == "child" else "below"
        self._beneath = self._reached(lines)
        office = workspace.office(change.connection)
        self._own_unit, self._own_seat = (0, 0) if office is None else office[:2]

    def take(self, line: RosterLine) -> Code | None:
        """Write one line down; None when it is believed or says nothing new."""
        seat = peers.item(self._conn, uid_from_text(line.seat))
        if seat is not None and seat["id"] in {self._own_seat, self._peer["seat_id"]}:
            return None  # what others say of us, or a peer of itself, was settled by telephone
        known = None if seat is None else peers.peer_of_seat(self._conn, seat["id"])
        if known is not None and known["via_id"] is None:
            return self._compared(line, known)
        if code := self._stranger(line, seat, known):
            return code
        return self._known(line, known) if known is not None else self._new(line)

    def _reached(self, lines: Sequence[RosterLine]) -> frozenset[str]:
        """The seats from which the lines lead up to the peer."""
        own = uid_text(self._peer["seat_uid"])
        if self._peer["role"] == "parent":
            return frozenset(line.seat for line in lines)  # who is above an office, it alone says
        below: dict[str, set[str]] = {}
        for line in lines:
            below.setdefault(line.above_seat, set()).add(line.seat)
        reached, todo = {own}, [own]
        while todo:
            for seat in below.get(todo.pop(), set()) - reached:
                reached.add(seat)
                todo.append(seat)
        return frozenset(reached)

    def _compared(self, line: RosterLine, known: Row) -> Code | None:
        """What a person confirmed stands; another key for it is worth a warning, the same or an older one is not."""
        keys = {
            (bytes(grant["sign_key"] or b""), grant["age_key"]) for grant in peers.grants(self._conn, known["seat_id"])
        }
        return None if (key_bytes(line.sign_key), line.age_key) in keys else Code.key_changed

    def _stranger(self, line: RosterLine, seat: Row | None, known: Row | None) -> Code | None:
        """Why this peer may not vouch for the seat at all."""
        if (
            self._peer["via_id"] is not None
            or line.seat not in self._beneath
            or _BELIEVED.get(self._peer["role"]) != line.role
        ):
            return Code.not_beneath
        if known is not None and known["via_id"] != self._peer["seat_id"]:
            return Code.not_beneath
        if seat is not None and seat["kind"] != "seat":
            return Code.not_beneath
        return self._key_taken(line, seat)

    def _key_taken(self, line: RosterLine, seat: Row | None) -> Code | None:
        """A key or node belongs to one seat, and a revoked one to nobody."""
        node = peers.node(self._conn, uid_from_text(line.node))
        alike = [*peers.nodes_with_key(self._conn, key_bytes(line.sign_key)), *([] if node is None else [node])]
        whole = (key_bytes(line.sign_key), line.age_key, uid_from_text(line.node))
        for each in alike:
            if each["revoked_ms"] is not None:
                return Code.revoked
            if (bytes(each["sign_key"] or b""), each["age_key"], each["uid"]) != whole:
                return Code.key_changed
            seats = {grant["seat_id"] for grant in peers.grants_of_node(self._conn, each["id"])}
            if seat is None or seats - {seat["id"]}:
                return Code.key_changed
        return None

    def _known(self, line: RosterLine, known: Row) -> Code | None:
        """A seat this peer vouched for before: its grant ends, goes on, or is followed by another after it ended."""
        grants = peers.grants(self._conn, known["seat_id"])
        same = next((grant for grant in grants if grant["node_uid"] == uid_from_text(line.node)), None)
        if same is not None:
            if line.until_ver is not None:
                self._end(line, same)
        elif line.until_ver is None and (known["ended_ms"] is not None or any(g["until_ver"] is None for g in grants)):
            return Code.key_changed
        else:
            self._grant(line, known["seat_id"])
        return self._call(line, known["unit_id"])

    def _new(self, line: RosterLine) -> Code | None:
        unit_id = self._unit(line)
        if unit_id is None:
            return Code.not_beneath
        seat_id = seat_row(self._change, uid_from_text(line.seat), unit_id, None)
        self._change.insert(
            "peer",
            seat_id=seat_id,
            role=line.role,
            unit_id=unit_id,
            via_id=self._peer["seat_id"],
            name=clean_line(line.unit_name),
        )
        self._grant(line, seat_id)
        return self._call(line, unit_id)

    def _unit(self, line: RosterLine) -> int | None:
        """The unit of ours that the seat is: by uid, by name where it would stand, else one of its own there; None for a false claim."""
        if line.unit:
            meant = peers.resolved(self._conn, uid_from_text(line.unit))
            if meant is not None:
                return meant if self._may_be(meant, line.role) else None
        name, at = clean_line(line.unit_name), int(self._peer["unit_id"])
        above = people.parent_row(self._conn, at)
        called = None if above is None else int(above["parent_id"])
        if line.role == "child":
            called = people.unit_called(self._conn, at, name)
        if called is not None and self._may_be(called, line.role):
            return called
        unit_id = self._change.define("unit", seat_id=self._own_seat)
        self._change.insert("unit_name", unit_id=unit_id, name=name, name_key=sort_key(name))
        upper, lower = (at, unit_id) if line.role == "child" else (unit_id, at)
        purpose = "professional" if line.role == "parent" and above is not None else "org"
        self._change.insert("unit_parent", unit_id=lower, parent_id=upper, purpose=purpose)
        return unit_id

    def _may_be(self, unit_id: int, role: str) -> bool:
        """Whether a unit known here stands where the voucher has a say, and no other seat is it."""
        at = int(self._peer["unit_id"])
        if peers.peer_of_unit(self._conn, unit_id, role) is not None:
            return False
        if role == "child":
            return at in people.ancestors(self._conn, unit_id)
        return unit_id != self._own_unit and self._own_unit not in people.ancestors(self._conn, unit_id)

    def _grant(self, line: RosterLine, seat_id: int) -> None:
        node = peers.node(self._conn, uid_from_text(line.node))
        node_id = (
            self._change.insert(
                "node",
                uid=uid_from_text(line.node),
                label=clean_line(line.unit_name),
                sign_key=key_bytes(line.sign_key),
                age_key=line.age_key,
            )
            if node is None
            else int(node["id"])
        )
        granted = {"seat_id": seat_id, "node_id": node_id, "granted_by": self._peer["seat_id"]}
        grant_id = self._change.insert("seat_node", from_ver=line.from_ver, until_ver=line.until_ver, **granted)
        if line.until_ver is not None:
            place = {"audience": self._audience, "ordinal": line.until_ordinal, "ver": line.until_ver}
            self._change.insert("grant_cut", grant_id=grant_id, **place)

    def _end(self, line: RosterLine, grant: Row) -> None:
        end_grant(self._change, grant, {self._audience: (line.until_ordinal, line.until_ver or 0)}, "")

    def _call(self, line: RosterLine, unit_id: int | None) -> Code | None:
        """Note another name that files use for the unit."""
        if not line.unit or unit_id is None:
            return None
        uid = uid_from_text(line.unit)
        if named_elsewhere(self._change, uid, unit_id):
            return Code.not_beneath
        put_alias(self._change, uid, unit_id)
        return None
