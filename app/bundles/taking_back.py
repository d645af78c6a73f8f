"""After a restore: states of ours that another office held come back, and the rows that were lost with the restored copy are written again.

What was written here since the restore stays; a revision that was lost comes back under its own number, because numbers after a restore
begin beyond those of any earlier epoch (``app.plan.revisions``). The next seal says what was taken back, so that nobody holds it any
longer.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.bundles import judging, seals
from app.bundles.container import Opened
from app.bundles.kept_slices import plain_rows
from app.bundles.lost_definitions import LostDefinitions
from app.bundles.lost_facts import write_lost_facts
from app.bundles.parts import Seal
from app.bundles.records import audience_word, key_of, kind_of
from app.bundles.sealing import RECOVERED, keep
from app.bundles.shapes import Row as ShapedRow
from app.errors import Refused
from app.i18n import msg
from app.ids import uid_from_text
from app.session import Session
from db.connection import Row
from db.exchange_store import KeptSlice
from db.queries import exchange_seals, peers
from db.store import Change

GIVEN = "given"
"""To whom tasks are given is told in some streams only: the newest of those speaks of it."""

Keys = frozenset[tuple[str, str]]
"""(kind, key) of rows."""


@dataclass(frozen=True)
class Returned:
    """A state of ours that came back: its rows, judged, and its slices as they are kept. ``node_id`` is that of ours that sealed it."""

    seal: Seal
    shaped: dict[str, dict[str, ShapedRow]]
    slices: tuple[KeptSlice, ...]
    node_id: int


def returned(session: Session, change: Change, seal: Seal, opened: Opened) -> Returned | None:
    """Read a state of ours out of a file; None where it is known here. Raises Refused where it is not by a key of ours."""
    if exchange_seals.by_hash(change.connection, seal.hash) is not None:
        return None
    node = _own_node(session, seal)
    rows = judging.rows_by_key(((ref.name, opened.rows(ref.sha256)) for ref in seal.slices), seal.audience)
    kept = tuple(
        KeptSlice(ref.name, ref.sha256, ref.plain_sha256, opened.slice(ref.sha256), ref.plain_size, ref.rows)
        for ref in seal.slices
    )
    return Returned(seal, judging.judge(session, None, rows), kept, int(node["id"]))


class TakingBack:
    """Takes states back: definitions first, then, once what others say of them stands in the tables, facts and what hangs on those.

    Of a row that several states speak of the one made last says how it was; the others say nothing of it.
    """

    def __init__(self, session: Session, change: Change, states: Iterable[Returned]) -> None:
        self._session = session
        self._change = change
        self._states = sorted(states, key=lambda one: (one.seal.made_ms, one.seal.ver), reverse=True)
        known = _taken_back(change, session.office.seat_id)
        self._work: list[tuple[Returned, LostDefinitions]] = []
        for number, one in enumerate(self._states):
            newer = [_keys(each) for each in self._states[:number]]
            newer += [keys for made_ms, keys in known if made_ms > one.seal.made_ms]
            spoken = frozenset[tuple[str, str]]().union(*newer)
            self._work.append((one, LostDefinitions(session, change, one.shaped, one.seal, spoken)))

    def definitions(self) -> int:
        """Write lost definitions; return how many came back or became what they had been."""
        return sum(work.write() for _, work in self._work)

    def facts(self) -> int:
        """Write lost facts, evidence, feedback, reviews and the like; return how many came back.

        A state of which something found no place yet is not kept: whoever holds it returns it until everything is here.
        """
        count = 0
        for one, work in self._work:
            written, homeless = write_lost_facts(self._session, self._change, one.shaped)
            count += written + work.write_rest()
            if homeless + work.homeless == 0:
                self._keep(one)
        return count

    def _keep(self, one: Returned) -> None:
        seat_id, now = self._session.office.seat_id, self._session.clock.now_ms()
        keep(
            self._change, seat_id, one.seal, one.slices,
            node_id=one.node_id, status="superseded", code=RECOVERED, at_ms=now,
        )  # fmt: skip


def _keys(one: Returned) -> Keys:
    keys = {(kind, key) for kind, rows in one.shaped.items() for key in rows}
    return frozenset(_with_given(keys, one.seal.audience))


def _taken_back(change: Change, seat_id: int) -> list[tuple[int, Keys]]:
    """When the states that were taken back before were made, and of which rows they spoke."""
    found = []
    for row in exchange_seals.with_status(change.connection, "superseded", seat_id):
        if row["code"] == RECOVERED:
            lines = exchange_seals.slices(change.connection, row["id"])
            keys = {
                (kind_of(line["name"]), key_of(kind_of(line["name"]), said))
                for line in lines
                for said in plain_rows(line)
            }
            made_ms = seals.read_seal(row["manifest"], row["sig"]).made_ms
            found.append((made_ms, frozenset(_with_given(keys, row["audience"]))))
    return found


def _with_given(keys: set[tuple[str, str]], audience: str) -> set[tuple[str, str]]:
    if audience_word(audience) == "above":
        return keys
    return keys | {(GIVEN, key) for kind, key in keys if kind == "task"}


def _own_node(session: Session, seal: Seal) -> Row:
    """The node of ours that sealed it. A state that only pretends to be ours is refused."""
    for row in peers.nodes_of(session.conn, session.office.seat_id):
        if row["uid"] == uid_from_text(seal.node) and row["sign_key"] is not None:
            seals.verify_seal(seal, bytes(row["sign_key"]))
            return row
    raise Refused(
        msg("Gói gửi trả một bản mang tên sổ này nhưng không do khóa của sổ này ký. Không nhận; báo nơi gửi.")
    )
