"""Whether a peer is believed about the keys of other seats (MODEL 24): judged before anything is written, the same in preview and apply.

A seat may be vouched for when the lines lead from it to the peer, nobody else vouches for it and no person here confirmed it. Its key
changes only when its only voucher ended the old one. Every doubt is settled by people over the telephone, never by the newer file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.bundles.crypt import key_bytes
from app.bundles.grants import Code, Untrusted, may_speak, signer
from app.bundles.parts import RosterLine, Seal
from app.ids import uid_from_text, uid_text
from app.session import Session
from app.text import clean_line
from db.connection import Connection, Row
from db.queries import peers, people, workspace

VOUCHERS = {"child": "child", "parent": "parent", "office": "parent"}
"""Which role a peer may vouch for, by its own role."""

STREAMS = {"child": "above", "parent": "below"}
"""The stream that a seat vouched for in a role speaks in."""


@dataclass
class Judge:
    """Goes through the lines of one peer in their order; what earlier lines claimed is not for later ones to claim."""

    conn: Connection
    peer: Row
    lines: Sequence[RosterLine]
    _nodes: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)
    _open: dict[str, str] = field(default_factory=dict)
    _units: dict[int, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        office = workspace.office(self.conn)
        self.own_unit, self.own_seat = (0, 0) if office is None else office[:2]
        self._beneath = self._reached()
        self._ended = {(line.seat, line.node) for line in self.lines if line.until_ver is not None}

    def code(self, line: RosterLine) -> Code | None:
        """Why a line is not believed; None where it is, or says nothing to us."""
        seat = self._seat(line)
        known = None if seat is None else peers.peer_of_seat(self.conn, seat["id"])
        if self.settled(line):
            return None if known is None else self._compared(line, known)
        return (
            self._stranger(line, seat, known)
            or self._claimed(line)
            or self._key(line, seat)
            or self._place(line, known)
        )

    def settled(self, line: RosterLine) -> bool:
        """Whether people settled by telephone what the line speaks of: ourselves, the peer itself, a seat confirmed here."""
        seat = self._seat(line)
        if seat is None:
            return False
        if seat["id"] in {self.own_seat, self.peer["seat_id"]}:
            return True
        known = peers.peer_of_seat(self.conn, seat["id"])
        return known is not None and known["via_id"] is None

    def unit(self, line: RosterLine) -> int | None:
        """The unit of ours that a new seat is: by uid, else by its name where it would stand; None where one must be added."""
        if line.unit:
            meant = peers.resolved(self.conn, uid_from_text(line.unit))
            if meant is not None:
                return meant
        at, name = int(self.peer["unit_id"]), clean_line(line.unit_name)
        if line.role == "child":
            called = people.unit_called(self.conn, at, name)
        else:
            above = people.parent_row(self.conn, at)
            called = None if above is None else int(above["parent_id"])
        return called if called is not None and self._may_be(called, line) else None

    def _seat(self, line: RosterLine) -> Row | None:
        return peers.item(self.conn, uid_from_text(line.seat))

    def _reached(self) -> frozenset[str]:
        """The seats from which the lines lead up to the peer; who is above an office, it alone says."""
        if self.peer["role"] != "child":
            return frozenset(line.seat for line in self.lines)
        below: dict[str, set[str]] = {}
        for line in self.lines:
            below.setdefault(line.above_seat, set()).add(line.seat)
        own = uid_text(self.peer["seat_uid"])
        reached, todo = {own}, [own]
        while todo:
            new = below.get(todo.pop(), set()) - reached
            reached |= new
            todo.extend(new)
        return frozenset(reached)

    def _compared(self, line: RosterLine, known: Row) -> Code | None:
        """What a person confirmed stands; another key for it is worth a warning, the same or an older one is not."""
        keys = {
            (bytes(grant["sign_key"] or b""), grant["age_key"]) for grant in peers.grants(self.conn, known["seat_id"])
        }
        return None if (key_bytes(line.sign_key), line.age_key) in keys else Code.key_changed

    def _stranger(self, line: RosterLine, seat: Row | None, known: Row | None) -> Code | None:
        """Why this peer may not vouch for the seat at all."""
        if (
            self.peer["via_id"] is not None
            or VOUCHERS.get(self.peer["role"]) != line.role
            or line.seat not in self._beneath
        ):
            return Code.not_beneath
        if known is not None and (known["via_id"] != self.peer["seat_id"] or known["role"] != line.role):
            return Code.not_beneath
        return Code.not_beneath if seat is not None and seat["kind"] != "seat" else None

    def _claimed(self, line: RosterLine) -> Code | None:
        """A node, a key and an open grant belong to one seat each, within these lines too."""
        whole = (line.seat, line.sign_key, line.age_key)
        if (
            self._nodes.setdefault(line.node, whole) != whole
            or self._keys.setdefault(line.sign_key, line.node) != line.node
        ):
            return Code.key_changed
        if line.until_ver is None and self._open.setdefault(line.seat, line.node) != line.node:
            return Code.key_changed
        return None

    def _key(self, line: RosterLine, seat: Row | None) -> Code | None:
        """A key or node that is known here must be this seat's, whole; a revoked one is nobody's."""
        node = peers.node(self.conn, uid_from_text(line.node))
        alike = [*peers.nodes_with_key(self.conn, key_bytes(line.sign_key)), *([] if node is None else [node])]
        whole = (key_bytes(line.sign_key), line.age_key, uid_from_text(line.node))
        for each in alike:
            if each["revoked_ms"] is not None:
                return Code.revoked
            seats = {grant["seat_id"] for grant in peers.grants_of_node(self.conn, each["id"])}
            if (bytes(each["sign_key"] or b""), each["age_key"], each["uid"]) != whole or each["own"]:
                return Code.key_changed
            if seat is None or seats - {seat["id"]}:
                return Code.key_changed
        return None

    def _place(self, line: RosterLine, known: Row | None) -> Code | None:
        """Whether a seat met before changes its key, and whether the unit is one that the peer may speak of."""
        if known is not None:
            if not self._follows(line, known):
                return Code.key_changed
            unit_id: int | None = known["unit_id"]
        else:
            unit_id = self.unit(line)
            if unit_id is not None and not self._may_be(unit_id, line):
                return Code.not_beneath
        return self._named(line, unit_id)

    def _follows(self, line: RosterLine, known: Row) -> bool:
        """Whether the key is the one that stands, an ended one, or the next after these lines ended the one that stood."""
        grants = peers.grants(self.conn, known["seat_id"])
        if any(grant["node_uid"] == uid_from_text(line.node) for grant in grants) or line.until_ver is not None:
            return True
        standing = [uid_text(grant["node_uid"]) for grant in grants if grant["until_ver"] is None]
        return known["ended_ms"] is None and all((line.seat, node) in self._ended for node in standing)

    def _named(self, line: RosterLine, unit_id: int | None) -> Code | None:
        """A uid names one unit, a unit is one seat."""
        if line.unit:
            meant = peers.resolved(self.conn, uid_from_text(line.unit))
            if (meant is not None and meant != unit_id) or self._names.setdefault(line.unit, line.seat) != line.seat:
                return Code.not_beneath
        if unit_id is not None and self._units.setdefault(unit_id, line.seat) != line.seat:
            return Code.not_beneath
        return None

    def _may_be(self, unit_id: int, line: RosterLine) -> bool:
        """Whether a unit known here stands where the voucher has a say, and no other seat is it."""
        if peers.peer_of_unit(self.conn, unit_id, line.role) is not None:
            return False
        if line.role == "child":
            return int(self.peer["unit_id"]) in people.ancestors(self.conn, unit_id)
        row = people.unit(self.conn, unit_id)
        return (
            row is not None and unit_id != self.own_unit and self.own_unit not in people.ancestors(self.conn, unit_id)
        )


def believed(session: Session, from_peer: int, lines: Sequence[RosterLine]) -> tuple[RosterLine, ...]:
    """The lines of a peer that taking them would write down: what a preview may go by. KeyError where there is no such peer."""
    peer = peers.peer(session.conn, from_peer)
    if peer is None:
        raise KeyError(from_peer)
    judge = Judge(session.conn, peer, lines)
    return tuple(line for line in lines if judge.code(line) is None and not judge.settled(line))


def author_key(session: Session, seal: Seal, lines: Sequence[RosterLine]) -> bytes:
    """The key that a seal must be signed with, by what is known here and the ``believed`` lines of the file it came in.

    Raises Untrusted where its author may not speak in the stream, or not by that key at that place.
    """
    said = [line for line in lines if line.seat == seal.seat]
    code = may_speak(session, seal.seat, seal.audience)
    if code is Code.unknown_node and any(STREAMS.get(line.role) == seal.audience for line in said):
        code = None
    if code is not None:
        raise Untrusted(code)
    place = (seal.epoch.ordinal, seal.ver)
    named = [line for line in said if line.node == seal.node]
    if any(line.until_ver is not None and place > (line.until_ordinal, line.until_ver) for line in named):
        raise Untrusted(Code.revoked)
    try:
        return signer(session, seal.seat, seal.node, seal.audience, place).sign_key
    except Untrusted:
        if not named or _granted(session, seal):
            raise
        return key_bytes(named[0].sign_key)


def _granted(session: Session, seal: Seal) -> bool:
    """Whether the node has or had a grant for the seat here: then that alone says up to where."""
    seat = peers.item(session.conn, uid_from_text(seal.seat))
    grants = [] if seat is None else peers.grants(session.conn, seat["id"])
    return any(grant["node_uid"] == uid_from_text(seal.node) for grant in grants)
