"""After a restore: states of ours that another office held come back, and the rows that were lost with the restored copy are written again.

What was written here since the restore stays; a revision that was lost comes back under its own number, because numbers after a restore begin
beyond those of any earlier epoch (``app.plan.revisions``). The next seal says what was taken back, so that nobody holds it any longer.
"""

from app.bundles import judging, seals
from app.bundles.container import Opened
from app.bundles.lost_definitions import write_lost
from app.bundles.lost_facts import write_lost_facts
from app.bundles.parts import Seal
from app.bundles.sealing import RECOVERED, keep
from app.errors import Refused
from app.i18n import msg
from app.ids import uid_from_text
from app.session import Session
from db.connection import Row
from db.exchange_store import KeptSlice
from db.queries import exchange_seals, peers
from db.store import Change


def take_back(session: Session, change: Change, seal: Seal, opened: Opened) -> int:
    """Write the rows of a state of ours that are not here, and keep its seal; return how many rows came back.

    Raises Refused where it is not by a key of ours.
    """
    if exchange_seals.by_hash(change.connection, seal.hash) is not None:
        return 0
    node = _own_node(session, seal)
    rows = judging.rows_by_key(((ref.name, opened.rows(ref.sha256)) for ref in seal.slices), seal.audience)
    shaped = judging.judge(session, None, rows)
    count = write_lost(session, change, shaped) + write_lost_facts(session, change, shaped)
    kept = [
        KeptSlice(ref.name, ref.sha256, ref.plain_sha256, opened.slice(ref.sha256), ref.plain_size, ref.rows)
        for ref in seal.slices
    ]
    seat_id, now = session.office.seat_id, session.clock.now_ms()
    keep(change, seat_id, seal, kept, node_id=node["id"], status="superseded", code=RECOVERED, at_ms=now)
    return count


def _own_node(session: Session, seal: Seal) -> Row:
    """The node of ours that sealed it. A state that only pretends to be ours is refused."""
    for row in peers.nodes_of(session.conn, session.office.seat_id):
        if row["uid"] == uid_from_text(seal.node) and row["sign_key"] is not None:
            seals.verify_seal(seal, bytes(row["sign_key"]))
            return row
    raise Refused(
        msg("Gói gửi trả một bản mang tên sổ này nhưng không do khóa của sổ này ký. Không nhận; báo nơi gửi.")
    )
