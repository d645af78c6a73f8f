"""The rows that travel, read for sealing: a seat's definitions and submitted facts, and the identities they refer to (MODEL 1, 19)."""

import json
from collections.abc import Iterable, Sequence
from itertools import islice

from db.connection import Connection, Row
from db.queries.quarter import Ledger

CHUNK = 5_000
"""Identities asked for at once; SQLite takes 32,766 values in a statement."""

_NAME = """(SELECT name FROM unit_name WHERE unit_id = unit.id
            ORDER BY coalesce(valid_until, '9999') DESC, coalesce(valid_from, '') DESC, id DESC LIMIT 1)"""


def uids(reader: Connection, ids: Iterable[int]) -> dict[int, bytes]:
    """The identities of items by local id."""
    rows = reader.execute(
        "SELECT id, uid FROM item WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(sorted(set(ids)))]
    )
    return {row[0]: row[1] for row in rows}


def known_items(reader: Connection, uids: Iterable[bytes]) -> dict[bytes, tuple[int, str]]:
    """(local id, kind) of the items that are known by these identities."""
    found: dict[bytes, tuple[int, str]] = {}
    left = iter(sorted(set(uids)))
    while some := list(islice(left, CHUNK)):
        marks = ",".join("?" * len(some))
        rows = reader.execute(f"SELECT uid, id, kind FROM item WHERE uid IN ({marks})", some)
        found.update({row[0]: (row[1], row[2]) for row in rows})
    return found


def aliases(reader: Connection) -> dict[bytes, int]:
    """The units of ours that other workspaces call by another identity."""
    return {row[0]: row[1] for row in reader.execute("SELECT uid, item_id FROM alias")}


def definitions(reader: Connection, table: str, seat_id: int, ids: Iterable[int] | None = None) -> list[Row]:
    """A seat's rows of a table, stubs included, in the order they were made; perhaps only some."""
    chosen = "" if ids is None else "AND id IN (SELECT value FROM json_each(:ids))"
    given = {"seat": seat_id, "ids": json.dumps(sorted(ids or ()))}
    return reader.execute(f"SELECT * FROM {table} WHERE seat_id = :seat {chosen} ORDER BY id", given).fetchall()


def owned(reader: Connection, table: str, seat_ids: Sequence[int]) -> list[Row]:
    """The rows of a table that these seats own, in the order they came."""
    marks = ",".join(str(int(seat)) for seat in seat_ids)
    # Hundreds of units own a few rows each of a long table.
    by = "INDEXED BY evidence_seat" if table == "evidence" else ""
    return reader.execute(f"SELECT * FROM {table} {by} WHERE seat_id IN ({marks}) ORDER BY id").fetchall()


def given_to(reader: Connection, seat_id: int) -> dict[int, list[Row]]:
    """To whom the passed-down tasks of a seat are given, by task: id, unit_id, unit_kind_id or sector, with the due date and its span."""
    rows = reader.execute(
        """SELECT id, what_id, unit_id, unit_kind_id, sector, due, valid_from, valid_until FROM assignment
           WHERE seat_id = ? AND role = 'lead' AND gone IS NULL
             AND coalesce(unit_id, unit_kind_id, sector) IS NOT NULL ORDER BY id""",
        [seat_id],
    )
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row["what_id"], []).append(row)
    return found


def units_below(reader: Connection, unit_id: int) -> list[Row]:
    """The unit itself and the units right below it: id, code, name, kind_id, kind_name, sector, parent_id."""
    return reader.execute(
        f"""SELECT unit.id, unit.code, {_NAME} AS name, unit.kind_id, unit_kind.name AS kind_name, unit_kind.sector,
                   line.parent_id, unit.valid_from, unit.valid_until
            FROM unit LEFT JOIN unit_kind ON unit_kind.id = unit.kind_id
            LEFT JOIN unit_parent AS line ON line.unit_id = unit.id AND line.purpose = 'org'
            WHERE unit.gone IS NULL AND (unit.id = :unit OR line.parent_id = :unit)
            GROUP BY unit.id ORDER BY unit.id""",
        {"unit": unit_id},
    ).fetchall()


def bans(reader: Connection, seat_id: int) -> list[Row]:
    """The bans of a seat's office with their newest name."""
    return reader.execute(
        """SELECT ban.id, ban.code, ban.temporary, ban.position, ban.valid_from, ban.valid_until, ban.gone,
                  (SELECT name FROM ban_name WHERE ban_id = ban.id
                   ORDER BY coalesce(valid_until, '9999') DESC, id DESC LIMIT 1) AS name
           FROM ban WHERE ban.seat_id = ? ORDER BY ban.id""",
        [seat_id],
    ).fetchall()


def calendar(reader: Connection, seat_id: int) -> list[Row]:
    """The periods a seat has opened, with its dates."""
    return reader.execute("SELECT * FROM calendar WHERE seat_id = ? ORDER BY period", [seat_id]).fetchall()


def submitted(reader: Connection, of: Ledger, seat_id: int, unit_id: int) -> list[Row]:
    """Every submitted revision of a seat's facts about one unit, oldest first within a fact.

    Columns: the head's id, ``what_id``, ``unit_id``, ``period``, ``submitted_rev``, ``decimals`` (of figures), and the revision's.
    """
    decimals = "0" if of.kind == "progress" else "(SELECT decimals FROM measure WHERE id = head.measure_id)"
    return reader.execute(
        f"""SELECT head.id AS head_id, head.{of.what} AS what_id, head.unit_id, head.period, head.submitted_rev,
                   {decimals} AS decimals, rev.*
            FROM {of.heads} AS head JOIN {of.revs} AS rev ON rev.{of.owner} = head.id AND rev.phase = 'submitted'
            WHERE head.seat_id = ? AND head.unit_id = ? AND head.submitted_rev IS NOT NULL
            ORDER BY head.period, head.{of.what}, rev.rev""",
        [seat_id, unit_id],
    ).fetchall()


def evidence_of(reader: Connection, seat_id: int) -> list[Row]:
    """A seat's evidence on facts that were submitted, with what it proves: kind, what_id, unit_id, period."""
    parts = [
        f"""SELECT evidence.id, evidence.on_kind, head.{what} AS what_id, head.unit_id, head.period, evidence.rev, evidence.sha256,
                   evidence.name, evidence.note, evidence.gone, file.size, file.mime, file.presence
            FROM evidence JOIN {heads} AS head ON head.id = evidence.on_id JOIN file ON file.sha256 = evidence.sha256
            WHERE evidence.seat_id = :seat AND evidence.on_kind = '{kind}' AND head.submitted_rev IS NOT NULL"""
        for kind, heads, what in (("progress", "progress_entry", "task_id"), ("value", "target_value", "measure_id"))
    ]
    return reader.execute(" UNION ALL ".join(parts) + " ORDER BY 1", {"seat": seat_id}).fetchall()


def reviews_on(reader: Connection, seat_id: int, author_id: int) -> list[Row]:
    """What a seat thought of another seat's facts: the review's columns and where the fact stands."""
    parts = [
        f"""SELECT review.*, head.{what} AS what_id, head.unit_id, head.period FROM review
            JOIN {heads} AS head ON head.id = review.on_id AND review.on_kind = '{kind}'
            WHERE review.seat_id = :seat AND head.seat_id = :author"""
        for kind, heads, what in (("progress", "progress_entry", "task_id"), ("value", "target_value", "measure_id"))
    ]
    return reader.execute(" UNION ALL ".join(parts) + " ORDER BY 1", {"seat": seat_id, "author": author_id}).fetchall()


def answers_to(reader: Connection, seat_id: int, author_id: int) -> list[Row]:
    """A seat's answers to another seat's feedback."""
    return reader.execute(
        """SELECT feedback_answer.* FROM feedback_answer JOIN feedback ON feedback.id = feedback_answer.feedback_id
           WHERE feedback_answer.seat_id = ? AND feedback.seat_id = ? ORDER BY feedback_answer.id""",
        [seat_id, author_id],
    ).fetchall()


def kinds(reader: Connection, ids: Iterable[int]) -> dict[int, str]:
    """Of what kind items are, by id."""
    rows = reader.execute(
        "SELECT id, kind FROM item WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(sorted(set(ids)))]
    )
    return {row[0]: row[1] for row in rows}


def allotments_of(reader: Connection, seat_id: int, unit_id: int) -> list[Row]:
    """The shares of targets that a seat gave a unit, with the decimals of their measure."""
    return reader.execute(
        """SELECT allotment.*, measure.decimals FROM allotment
           JOIN target ON target.id = allotment.target_id JOIN measure ON measure.id = target.measure_id
           WHERE allotment.seat_id = ? AND allotment.unit_id = ? ORDER BY allotment.id""",
        [seat_id, unit_id],
    ).fetchall()


def ban_names(reader: Connection, ban_id: int) -> list[Row]:
    """The names of a ban, oldest first."""
    return reader.execute(
        "SELECT id, name FROM ban_name WHERE ban_id = ? ORDER BY coalesce(valid_from, ''), id", [ban_id]
    ).fetchall()


def unit_of_seat(reader: Connection, seat_id: int) -> int:
    """The unit that a seat speaks for."""
    return int(reader.execute("SELECT unit_id FROM seat WHERE id = ?", [seat_id]).fetchone()[0])


def known_files(reader: Connection, hashes: Iterable[str]) -> set[str]:
    """Of these contents those that are known here, present or not."""
    rows = reader.execute(
        "SELECT sha256 FROM file WHERE sha256 IN (SELECT value FROM json_each(?))", [json.dumps(sorted(set(hashes)))]
    )
    return {row[0] for row in rows}


def decimals_of_target(reader: Connection, target_id: int) -> int | None:
    """The decimals of the measure of a target; None where either is not here."""
    row = reader.execute(
        "SELECT measure.decimals FROM target JOIN measure ON measure.id = target.measure_id WHERE target.id = ?",
        [target_id],
    ).fetchone()
    return None if row is None else int(row[0])


def owners(reader: Connection, table: str, ids: Iterable[int]) -> dict[int, int]:
    """Which seat owns each of these rows of a table, those that are there."""
    rows = reader.execute(
        f"SELECT id, seat_id FROM {table} WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(sorted(set(ids)))]
    )
    return {row[0]: row[1] for row in rows}


def counted(reader: Connection, of: Ledger, places: Iterable[tuple[int, int, str]]) -> list[Row]:
    """What counts at these places (task or measure, unit, quarter): where it is, the seat, and the submitted revision's content."""
    return _contents(reader, of, places, "head.counted = 1", None)


def said_by(reader: Connection, of: Ledger, places: Iterable[tuple[int, int, str]], seat_id: int) -> list[Row]:
    """What a seat submitted at these places, whether it counts or not; as ``counted``."""
    return _contents(reader, of, places, "head.seat_id = :seat", seat_id)


def _contents(
    reader: Connection, of: Ledger, places: Iterable[tuple[int, int, str]], which: str, seat_id: int | None
) -> list[Row]:
    fields = ", ".join(f"rev.{name}" for name in of.fields)
    return reader.execute(
        f"""WITH place(what_id, unit_id, period) AS MATERIALIZED (
                SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:places))
            SELECT place.what_id, place.unit_id, place.period, head.seat_id, {fields}
            FROM place CROSS JOIN {of.heads} AS head ON head.{of.what} = place.what_id AND head.unit_id = place.unit_id
                 AND head.period = place.period AND {which}
            JOIN {of.revs} AS rev ON rev.{of.owner} = head.id AND rev.rev = head.submitted_rev""",
        {"places": json.dumps([list(place) for place in places]), "seat": seat_id},
    ).fetchall()


def closed_periods(reader: Connection, unit_id: int) -> set[str]:
    """The periods that a unit has locked."""
    rows = reader.execute("SELECT period FROM period_close WHERE unit_id = ? AND gone IS NULL", [unit_id])
    return {row[0] for row in rows}


def titles(reader: Connection, uids: Iterable[bytes]) -> dict[bytes, str]:
    """What definitions say of themselves, by identity: text, title or name, of those that stand here."""
    found: dict[bytes, str] = {}
    texts = {
        "task": "text", "measure": "text", "target": "text", "programme": "title", "section": "title", "milestone": "text",
        "directive": "abstract", "clause": "label",
    }  # fmt: skip
    by_kind: dict[str, dict[int, bytes]] = {}
    for uid, (item_id, kind) in known_items(reader, uids).items():
        by_kind.setdefault(kind, {})[item_id] = uid
    for kind, wanted in by_kind.items():
        if kind in texts:
            sql = f"SELECT id, {texts[kind]} FROM {kind} WHERE id IN (SELECT value FROM json_each(?))"
            rows = reader.execute(sql, [json.dumps(sorted(wanted))])
            found.update({wanted[row[0]]: row[1] for row in rows})
    return found


def parents_of_tasks(reader: Connection, ids: Iterable[int]) -> dict[int, int]:
    """What tasks hang under, by task; those that hang under nothing are left out."""
    rows = reader.execute(
        "SELECT id, parent_id FROM task WHERE parent_id IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
        [json.dumps(sorted(set(ids)))],
    )
    return {row[0]: row[1] for row in rows}


def pinned_decimals(reader: Connection) -> dict[bytes, int]:
    """The decimals of received measures on which figures of ours hang already, by identity: they stay, for the figures are kept in them."""
    rows = reader.execute(
        """WITH own(seat_id) AS (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'own_seat')
           SELECT item.uid, measure.decimals FROM own CROSS JOIN measure JOIN item ON item.id = measure.id
           WHERE measure.seat_id <> own.seat_id
             AND EXISTS (SELECT 1 FROM target_value WHERE measure_id = measure.id)"""
    )
    return {row[0]: row[1] for row in rows}


def has_share(reader: Connection, target_id: int, unit_id: int, period: str, *, besides: int | None = None) -> bool:
    """Whether a unit was given a share of a target for a period, by a row that stands or is gone; ``besides`` those of one seat."""
    sql = "SELECT 1 FROM allotment WHERE target_id = ? AND unit_id = ? AND period = ? AND seat_id IS NOT ?"
    return reader.execute(sql, [target_id, unit_id, period, besides]).fetchone() is not None


def slip_with_number(reader: Connection, seat_id: int, no: int) -> int | None:
    """The slip of a seat that has a number, or None."""
    row = reader.execute("SELECT id FROM slip WHERE seat_id = ? AND no = ?", [seat_id, no]).fetchone()
    return None if row is None else int(row[0])


def ban_of_seat(reader: Connection, seat_id: int) -> bytes | None:
    """The identity of the ban that a seat writes for; None for an office."""
    row = reader.execute(
        "SELECT item.uid FROM seat JOIN item ON item.id = seat.ban_id WHERE seat.id = ?", [seat_id]
    ).fetchone()
    return None if row is None else bytes(row[0])
