"""The hand-over book: files made and received with the state of the sender's own stream in each, what the other side said it holds, and
whom files are exchanged with. Nothing is judged here; ``app/bundles/book.py`` says what it means.
"""

from db.connection import Connection, Row

# As the peer was named in our own books (its ban, its unit on that day), else as it called itself.
_NAME = """coalesce(
    nullif((SELECT name FROM ban_name WHERE ban_id = coalesce(peer.ban_id, seat.ban_id)
            ORDER BY coalesce(valid_from, '') > :on, coalesce(valid_from, '') DESC, id DESC LIMIT 1), ''),
    nullif((SELECT name FROM unit_name WHERE unit_id = coalesce(peer.unit_id, seat.unit_id)
            ORDER BY coalesce(valid_from, '') > :on, coalesce(valid_from, '') DESC, id DESC LIMIT 1), ''),
    peer.name, '')"""

# A file holds several states of its sender; the one that the book names is that of the widest audience.
_MAIN = """(SELECT bundle_seal.seal_id FROM bundle_seal JOIN seal ON seal.id = bundle_seal.seal_id
            JOIN stream ON stream.id = seal.stream_id WHERE bundle_seal.bundle_id = bundle.id AND bundle_seal.role = 'own'
            ORDER BY CASE stream.audience WHEN 'above' THEN 0 WHEN 'below' THEN 1 WHEN 'inside' THEN 2 ELSE 3 END, seal.id LIMIT 1)"""

# A receipt for a state that another machine sealed in our name tells nothing of ours.
_OURS = "(receipt.code IS NOT 'TWIN' OR EXISTS (SELECT 1 FROM seal AS told WHERE told.hash = receipt.hash))"

# Once for each seat, not for each of its files.
_FILES = f"""
    WITH called AS MATERIALIZED (
        SELECT seat.id AS seat_id, peer.role, coalesce(peer.unit_id, seat.unit_id) AS unit_id, {_NAME} AS name
        FROM seat LEFT JOIN peer ON peer.seat_id = seat.id)
    SELECT bundle.id, bundle.way, bundle.sha256, bundle.seat_id, bundle.period, bundle.at_ms, bundle.file_name, bundle.place, bundle.size,
           bundle.status, bundle.code, bundle.reason, bundle.person_text,
           called.role, called.unit_id, coalesce(called.name, '') AS name,
           seal.ver, seal.ordinal, seal.stream_id, stream.audience,
           CASE WHEN receipt.hash = seal.hash OR epoch.ordinal > seal.ordinal
                     OR (receipt.epoch_uid = seal.epoch_uid AND receipt.ver >= seal.ver) THEN 1 ELSE 0 END AS answered,
           receipt.ver AS told_ver, receipt.at_ms AS told_ms
    FROM bundle
    LEFT JOIN called ON called.seat_id = bundle.seat_id
    LEFT JOIN seal ON seal.id = {_MAIN}
    LEFT JOIN stream ON stream.id = seal.stream_id
    LEFT JOIN receipt ON bundle.way = 'out' AND receipt.seat_id = bundle.seat_id AND receipt.stream_id = seal.stream_id
                         AND {_OURS}
    LEFT JOIN epoch ON epoch.uid = receipt.epoch_uid
    ORDER BY bundle.at_ms DESC, bundle.id DESC"""


def files(reader: Connection, on: str) -> list[Row]:
    """Every file made or received, the newest first, with names as of a day.

    ``ver``, ``ordinal`` and ``audience`` are those of the sender's main stream in it; ``answered`` says that the other side holds this
    state or a later one, ``told_ver``, as it said at ``told_ms``.
    """
    return reader.execute(_FILES, {"on": on}).fetchall()


def peers(reader: Connection, on: str) -> list[Row]:
    """Whom files are exchanged with, with names as of a day, in the order of the alphabet's keys where they have one."""
    return reader.execute(
        f"""SELECT peer.id, peer.seat_id, peer.role, coalesce(peer.unit_id, seat.unit_id) AS unit_id, peer.ban_id, peer.via_id,
                   peer.confirmed_ms, peer.ended_ms, {_NAME} AS name,
                   (SELECT name_key FROM unit_name WHERE unit_id = coalesce(peer.unit_id, seat.unit_id)
                    ORDER BY coalesce(valid_from, '') > :on, coalesce(valid_from, '') DESC, id DESC LIMIT 1) AS name_key
            FROM peer LEFT JOIN seat ON seat.id = peer.seat_id
            ORDER BY name_key, peer.id""",
        {"on": on},
    ).fetchall()


def asked(reader: Connection, period: str, above: int) -> dict[int, int]:
    """Units other than ``above`` that something is expected of in a period, with how much of it they are not exempt from."""
    rows = reader.execute(
        "SELECT unit_id, sum(exempt IS NULL) FROM expectation WHERE period = ? AND unit_id <> ? GROUP BY unit_id",
        [period, above],
    )
    return {row[0]: row[1] for row in rows}


def seats_with_facts(reader: Connection, period: str) -> set[int]:
    """The seats that have submitted anything about a period."""
    rows = reader.execute(
        """SELECT DISTINCT seat_id FROM progress_entry WHERE period = :period AND submitted_rev IS NOT NULL
           UNION SELECT DISTINCT seat_id FROM target_value WHERE period = :period AND submitted_rev IS NOT NULL""",
        {"period": period},
    )
    return {row[0] for row in rows}


def open_slips(reader: Connection) -> list[Row]:
    """The return slips that have not been answered, oldest first: to whom, for which period, and how many entries they name."""
    return reader.execute(
        """SELECT slip.no, slip.period, slip.to_seat_id, slip.to_unit_id,
                  (SELECT count(*) FROM review WHERE review.slip_id = slip.id AND review.gone IS NULL) AS entries
           FROM slip WHERE slip.state = 'open' AND slip.gone IS NULL
             AND slip.seat_id = (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'own_seat')
           ORDER BY slip.no"""
    ).fetchall()


def newest(reader: Connection) -> list[Row]:
    """Per received stream the state that counts here: its seat, audience, version and when it was read."""
    return reader.execute(
        """SELECT stream.seat_id, stream.audience, seal.ver, seal.at_ms
           FROM seal JOIN stream ON stream.id = seal.stream_id WHERE seal.status = 'applied'"""
    ).fetchall()


def held(reader: Connection) -> dict[int, int]:
    """Per seat how many states of its streams wait for a person."""
    rows = reader.execute(
        """SELECT stream.seat_id, count(*) FROM seal JOIN stream ON stream.id = seal.stream_id
           WHERE seal.status = 'held' GROUP BY stream.seat_id"""
    )
    return {row[0]: row[1] for row in rows}


def acknowledged(reader: Connection, own_seat: int) -> dict[tuple[int, str], int]:
    """Per peer's seat and stream of ours the version that the peer says it holds."""
    rows = reader.execute(
        f"""SELECT receipt.seat_id, stream.audience, receipt.ver FROM receipt JOIN stream ON stream.id = receipt.stream_id
           WHERE stream.seat_id = ? AND receipt.verdict NOT IN ('refuse', 'hold') AND {_OURS}""",
        [own_seat],
    )
    return {(row[0], row[1]): row[2] for row in rows}


def with_receipt_code(reader: Connection, code: str) -> set[int]:
    """The peers' seats whose receipt for a stream of ours bears a code."""
    return {row[0] for row in reader.execute("SELECT seat_id FROM receipt WHERE code = ?", [code])}
