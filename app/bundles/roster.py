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
from app.bundles.matching import put_alias, seat_row
from app.bundles.parts import RosterLine
from app.bundles.vouching import STREAMS, Judge
from app.ids import uid_from_text, uid_text
from app.session import Session
from app.text import clean_line, sort_key
from db.connection import Row
from db.queries import peers, people
from db.store import Change

_SENT = {"above": "child", "below": "parent", "inside": "parent"}
"""Which of our peers are named to the receivers of a stream."""


@dataclass(frozen=True)
class NotTaken:
    """A line that was not believed, and why."""

    line: RosterLine
    code: Code


def roster_lines(session: Session, audience: str, folder: Path | None = None) -> tuple[RosterLine, ...]:
    """The seats we vouch for to those who get this stream: with ``above`` the units below us, with ``below`` and ``inside`` ourselves
    and the offices above us; a line for each key and each uid by which a seat's unit is called."""
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
            if audience == "inside" and peer["known_as"] is not None:
                named["known_as"] = uid_text(peer["known_as"])
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
    judge = Judge(change.connection, peer, lines)
    judged = [(line, judge.code(line)) for line in lines]
    taken = [line for line, code in judged if code is None and not judge.settled(line)]
    # An old key ends before the next one begins: at most one grant of a seat is open.
    for line in sorted(taken, key=lambda each: each.until_ver is None):
        _take(change, judge, line)
    return tuple(NotTaken(line, code) for line, code in judged if code is not None)


def _lines(
    session: Session,
    seat_id: int,
    audience: str,
    *,
    names: Sequence[bytes],
    called: str,
    role: str,
    above: str = "",
    known_as: str = "",
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
                known_as=known_as,
            )


def _take(change: Change, judge: Judge, line: RosterLine) -> None:
    """Write one believed line down."""
    conn, node_uid = change.connection, uid_from_text(line.node)
    peer = _peer_row(change, judge, line)
    same = next((grant for grant in peers.grants(conn, peer["seat_id"]) if grant["node_uid"] == node_uid), None)
    if same is None:
        _grant(change, judge, line, peer["seat_id"])
    elif line.until_ver is not None:
        end_grant(change, same, {STREAMS[line.role]: (line.until_ordinal, line.until_ver)}, "")
    if line.unit:
        put_alias(change, uid_from_text(line.unit), peer["unit_id"])


def _peer_row(change: Change, judge: Judge, line: RosterLine) -> Row:
    """The peer that the seat is here; made where it is new, with its unit."""
    uid = uid_from_text(line.seat)
    seat = peers.item(change.connection, uid)
    known = None if seat is None else peers.peer_of_seat(change.connection, seat["id"])
    if known is not None:
        if line.known_as and judge.peer["role"] == "office" and known["via_id"] == judge.peer["seat_id"]:
            change.update("peer", known["id"], known_as=uid_from_text(line.known_as))
        return known
    found = judge.unit(line)
    unit_id = _new_unit(change, judge, line) if found is None else found
    seat_id = seat_row(change, uid, unit_id, None)
    values = {"unit_id": unit_id, "via_id": judge.peer["seat_id"], "name": clean_line(line.unit_name)}
    if line.known_as and judge.peer["role"] == "office":
        values["known_as"] = uid_from_text(line.known_as)
    change.insert("peer", seat_id=seat_id, role=line.role, **values)
    made = peers.peer_of_seat(change.connection, seat_id)
    if made is None:
        raise KeyError(seat_id)
    return made


def _new_unit(change: Change, judge: Judge, line: RosterLine) -> int:
    """A unit for a seat that nobody here knew: below the voucher, or above it."""
    name, at = clean_line(line.unit_name), int(judge.peer["unit_id"])
    unit_id = change.define("unit", seat_id=judge.own_seat)
    change.insert("unit_name", unit_id=unit_id, name=name, name_key=sort_key(name))
    upper, lower = (at, unit_id) if line.role == "child" else (unit_id, at)
    second = line.role == "parent" and people.parent_row(change.connection, at) is not None
    change.insert("unit_parent", unit_id=lower, parent_id=upper, purpose="professional" if second else "org")
    return unit_id


def _grant(change: Change, judge: Judge, line: RosterLine, seat_id: int) -> None:
    node = peers.node(change.connection, uid_from_text(line.node))
    if node is None:
        keys = {"sign_key": key_bytes(line.sign_key), "age_key": line.age_key}
        node_id = change.insert("node", uid=uid_from_text(line.node), label=clean_line(line.unit_name), **keys)
    else:
        node_id = int(node["id"])
    granted = {"seat_id": seat_id, "node_id": node_id, "granted_by": judge.peer["seat_id"]}
    grant_id = change.insert("seat_node", from_ver=line.from_ver, until_ver=line.until_ver, **granted)
    if line.until_ver is not None:
        place = {"audience": STREAMS[line.role], "ordinal": line.until_ordinal, "ver": line.until_ver}
        change.insert("grant_cut", grant_id=grant_id, **place)
