"""Whom this workspace exchanges files with, by which keys they may speak, and where a key that ended stops counting (MODEL 5, 19, 24).

A *grant* is a row of ``seat_node``: one node may sign for one seat; at most one grant of a seat is open. A *place* is (ordinal of the
epoch, version): places are compared within one stream only.
"""

from db.connection import Connection, Row

Place = tuple[int, int]

_PEER = """SELECT peer.*, seat_item.uid AS seat_uid,
                  node.id AS node_id, node.uid AS node_uid, node.label, node.sign_key, node.age_key, node.revoked_ms,
                  grant_row.until_ver,
                  coalesce((SELECT name FROM peer AS voucher WHERE voucher.seat_id = peer.via_id), '') AS via_name,
                  (SELECT name FROM unit_name WHERE unit_id = peer.unit_id
                   ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1) AS unit_name,
                  (SELECT name FROM ban_name WHERE ban_id = peer.ban_id
                   ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1) AS ban_name,
                  (SELECT max(at_ms) FROM bundle WHERE bundle.seat_id = peer.seat_id AND way = 'in') AS seen_ms
           FROM peer JOIN item AS seat_item ON seat_item.id = peer.seat_id
           LEFT JOIN seat_node AS grant_row ON grant_row.id = (
               SELECT id FROM seat_node WHERE seat_id = peer.seat_id ORDER BY until_ver IS NULL DESC, id DESC LIMIT 1)
           LEFT JOIN node ON node.id = grant_row.node_id"""


def peer(reader: Connection, peer_id: int) -> Row | None:
    """A peer with its seat's uid, the node of its newest grant, its names and when a file of it came last."""
    found: Row | None = reader.execute(f"{_PEER} WHERE peer.id = ?", [peer_id]).fetchone()
    return found


def peer_of_seat(reader: Connection, seat_id: int) -> Row | None:
    """The peer that a seat is, as ``peer`` gives it; None for a seat nobody introduced."""
    found: Row | None = reader.execute(f"{_PEER} WHERE peer.seat_id = ?", [seat_id]).fetchone()
    return found


def peers(reader: Connection) -> list[Row]:
    """All peers: parents, then units below, then bans; those compared here before those vouched for; by name."""
    return reader.execute(
        f"""{_PEER} ORDER BY CASE peer.role WHEN 'office' THEN 0 WHEN 'parent' THEN 1 WHEN 'child' THEN 2 ELSE 3 END,
                             peer.via_id IS NOT NULL, peer.name, peer.id"""
    ).fetchall()


def peers_of_role(reader: Connection, role: str) -> list[Row]:
    """The peers of a role that are not ended, as ``peer`` gives them."""
    return reader.execute(f"{_PEER} WHERE peer.role = ? AND peer.ended_ms IS NULL ORDER BY peer.id", [role]).fetchall()


def vouched_for(reader: Connection, seat_id: int) -> list[Row]:
    """The peers that another one vouches for and whose states it carries."""
    return reader.execute(
        f"{_PEER} WHERE peer.via_id = ? AND peer.ended_ms IS NULL ORDER BY peer.id", [seat_id]
    ).fetchall()


def peer_of_ban(reader: Connection, ban_id: int) -> Row | None:
    """The workstation that a ban of ours has now, or None."""
    found: Row | None = reader.execute(
        f"{_PEER} WHERE peer.ban_id = ? AND peer.role = 'ban' AND peer.ended_ms IS NULL", [ban_id]
    ).fetchone()
    return found


def peer_of_unit(reader: Connection, unit_id: int, role: str) -> Row | None:
    """The peer of a role that is a unit of ours now, or None."""
    found: Row | None = reader.execute(
        f"{_PEER} WHERE peer.unit_id = ? AND peer.role = ? AND peer.ended_ms IS NULL", [unit_id, role]
    ).fetchone()
    return found


def uid(reader: Connection, item_id: int) -> bytes:
    """The uid of an item. Raises KeyError where there is none."""
    row = reader.execute("SELECT uid FROM item WHERE id = ?", [item_id]).fetchone()
    if row is None:
        raise KeyError(item_id)
    return bytes(row[0])


def item(reader: Connection, uid: bytes) -> Row | None:
    """The item (id, kind) of a uid, or None."""
    found: Row | None = reader.execute("SELECT id, kind FROM item WHERE uid = ?", [uid]).fetchone()
    return found


def alias(reader: Connection, uid: bytes) -> Row | None:
    """The line (id, item_id) that says which item of ours a foreign uid is, or None."""
    found: Row | None = reader.execute("SELECT id, item_id FROM alias WHERE uid = ?", [uid]).fetchone()
    return found


def resolved(reader: Connection, uid: bytes) -> int | None:
    """The item that a uid means here: by its alias, else its own; None where it is unknown."""
    named = alias(reader, uid)
    if named is not None:
        return int(named["item_id"])
    own = item(reader, uid)
    return None if own is None else int(own["id"])


def own_node(reader: Connection) -> Row | None:
    """The node that this workspace writes as."""
    found: Row | None = reader.execute("SELECT * FROM node WHERE own = 1 ORDER BY id DESC LIMIT 1").fetchone()
    return found


def nodes_of(reader: Connection, seat_id: int) -> list[Row]:
    """Every node that may or might sign for a seat, newest grant first."""
    return reader.execute(
        """SELECT node.* FROM seat_node JOIN node ON node.id = seat_node.node_id
           WHERE seat_node.seat_id = ? ORDER BY seat_node.id DESC""",
        [seat_id],
    ).fetchall()


def node(reader: Connection, uid: bytes) -> Row | None:
    """A node by its uid."""
    found: Row | None = reader.execute("SELECT * FROM node WHERE uid = ?", [uid]).fetchone()
    return found


def nodes_with_key(reader: Connection, sign_key: bytes) -> list[Row]:
    """The nodes that have this signing key: one, unless somebody gave a key two names."""
    return reader.execute("SELECT * FROM node WHERE sign_key = ? ORDER BY id", [sign_key]).fetchall()


def grants(reader: Connection, seat_id: int) -> list[Row]:
    """The grants of a seat, newest first, with the node's uid, keys and when it was revoked."""
    return reader.execute(
        """SELECT seat_node.*, node.uid AS node_uid, node.sign_key, node.age_key, node.revoked_ms, node.own
           FROM seat_node JOIN node ON node.id = seat_node.node_id
           WHERE seat_node.seat_id = ? ORDER BY seat_node.id DESC""",
        [seat_id],
    ).fetchall()


def open_grant(reader: Connection, seat_id: int) -> Row | None:
    """The grant of a seat that stands, as ``grants`` gives it."""
    return next((row for row in grants(reader, seat_id) if row["until_ver"] is None), None)


def grants_of_node(reader: Connection, node_id: int) -> list[Row]:
    """The grants that a node has or had: for which seats it signs."""
    return reader.execute("SELECT * FROM seat_node WHERE node_id = ? ORDER BY id", [node_id]).fetchall()


def cuts(reader: Connection, grant_id: int) -> dict[str, Place]:
    """Audience -> the last place up to which the signatures of an ended grant count, with the row ids left out."""
    rows = reader.execute("SELECT audience, ordinal, ver FROM grant_cut WHERE grant_id = ?", [grant_id])
    return {row[0]: (int(row[1]), int(row[2])) for row in rows}


def cut_ids(reader: Connection, grant_id: int) -> dict[str, int]:
    """Audience -> the row of its cut-off, for the writer."""
    return {
        row[0]: int(row[1])
        for row in reader.execute("SELECT audience, id FROM grant_cut WHERE grant_id = ?", [grant_id])
    }


def held_places(reader: Connection, seat_id: int) -> dict[str, Place]:
    """Audience -> the place of the state that counts here, of each stream of a received seat."""
    rows = reader.execute(
        """SELECT stream.audience, seal.ordinal, seal.ver FROM stream JOIN seal ON seal.stream_id = stream.id
           WHERE stream.seat_id = ? AND seal.status = 'applied'""",
        [seat_id],
    )
    return {row[0]: (int(row[1]), int(row[2])) for row in rows}


def own_places(reader: Connection, seat_id: int) -> dict[str, Place]:
    """Audience -> the place that our own streams have reached."""
    rows = reader.execute(
        """SELECT stream.audience, epoch.ordinal, stream.ver FROM stream JOIN epoch ON epoch.id = stream.epoch_id
           WHERE stream.seat_id = ?""",
        [seat_id],
    )
    return {row[0]: (int(row[1]), int(row[2])) for row in rows}


def brought(reader: Connection, seat_id: int, node_id: int) -> list[Row]:
    """Each state a node signed for a seat that files brought in and that counted or counts: the file, its stream and place."""
    return reader.execute(
        """SELECT bundle.id AS bundle_id, bundle.file_name, bundle.at_ms, stream.audience, seal.ordinal, seal.ver, seal.status
           FROM seal JOIN stream ON stream.id = seal.stream_id
           JOIN bundle_seal ON bundle_seal.seal_id = seal.id JOIN bundle ON bundle.id = bundle_seal.bundle_id
           WHERE stream.seat_id = ? AND seal.node_id = ? AND bundle.way = 'in' AND bundle.status = 'applied'
                 AND seal.status IN ('applied', 'superseded') AND bundle_seal.verdict = 'apply'
           ORDER BY bundle.at_ms, bundle.id, stream.audience""",
        [seat_id, node_id],
    ).fetchall()


def place_up_to(reader: Connection, seat_id: int, audience: str, ver: int) -> Place:
    """The furthest place of a received stream that counted here and whose version is not beyond ``ver``; (0, 0) where there is none."""
    row = reader.execute(
        """SELECT seal.ordinal, seal.ver FROM seal JOIN stream ON stream.id = seal.stream_id
           WHERE stream.seat_id = ? AND stream.audience = ? AND seal.ver <= ? AND seal.status IN ('applied', 'superseded')
           ORDER BY seal.ordinal DESC, seal.ver DESC LIMIT 1""",
        [seat_id, audience, ver],
    ).fetchone()
    return (0, 0) if row is None else (int(row[0]), int(row[1]))


def has_seat_row(reader: Connection, item_id: int) -> bool:
    """Whether a seat that was mentioned is also described."""
    return reader.execute("SELECT 1 FROM seat WHERE id = ?", [item_id]).fetchone() is not None


def names_of_unit(reader: Connection, unit_id: int) -> list[bytes]:
    """Every uid by which files call a unit: its own first, then what other workspaces call it."""
    rows = reader.execute("SELECT uid FROM alias WHERE item_id = ? ORDER BY id", [unit_id]).fetchall()
    return [uid(reader, unit_id), *(bytes(row[0]) for row in rows)]
