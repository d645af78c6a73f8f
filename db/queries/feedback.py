"""What units say about what they were given, and what the issuers answer (MODEL 5: each word is a row of who says it)."""

from collections.abc import Iterable

from db.connection import Connection, Row
from db.due_dates import due
from db.expectations import OWN_SEAT
from db.queries import seats

_ABOUT = """CASE feedback.on_kind
        WHEN 'task' THEN (SELECT trim(number || ' ' || text) FROM task WHERE id = feedback.on_id)
        WHEN 'target' THEN (SELECT trim(number || ' ' || text) FROM target WHERE id = feedback.on_id)
        WHEN 'measure' THEN (SELECT text FROM measure WHERE id = feedback.on_id)
        WHEN 'programme' THEN (SELECT trim(number || ' ' || title) FROM programme WHERE id = feedback.on_id)
        WHEN 'directive' THEN (SELECT trim(kind || ' ' || as_written) FROM directive WHERE id = feedback.on_id) END"""
_ISSUER = """CASE feedback.on_kind
        WHEN 'task' THEN (SELECT seat_id FROM task WHERE id = feedback.on_id)
        WHEN 'target' THEN (SELECT seat_id FROM target WHERE id = feedback.on_id)
        WHEN 'measure' THEN (SELECT seat_id FROM measure WHERE id = feedback.on_id)
        WHEN 'programme' THEN (SELECT seat_id FROM programme WHERE id = feedback.on_id)
        WHEN 'directive' THEN (SELECT seat_id FROM directive WHERE id = feedback.on_id) END"""

# The unit of ours that a seat stands for: as it was introduced, else as its seat says.
_UNIT = """coalesce((SELECT peer.unit_id FROM peer WHERE peer.seat_id = feedback.seat_id), seat.unit_id)"""


def lines(reader: Connection, ids: Iterable[int] | None = None) -> list[Row]:
    """Feedback that stands, newest first, with the newest answer to it (``answer_id`` and the like null: none yet).

    id, seat_id, own (1: we said it), on_kind, on_id, about, kind, text, new_due, at_ms, person_text, who (the seat's name), unit_id,
    ban_id (of ours, whose workstation said it), issuer (seat) and issuer_name, answer_id, answer_seat, verdict, answer, answer_due,
    answered_ms, answered_by.
    """
    only = "" if ids is None else f"AND feedback.id IN ({','.join(str(int(one)) for one in ids)})"
    return reader.execute(
        f"""SELECT told.*, coalesce({seats.name("told.issuer")}, '') AS issuer_name FROM (
                SELECT feedback.id, feedback.seat_id, feedback.seat_id = {OWN_SEAT} AS own, feedback.on_kind, feedback.on_id,
                       coalesce({_ABOUT}, '') AS about, feedback.kind, feedback.text, feedback.new_due, feedback.at_ms,
                       feedback.person_text, coalesce({seats.name("feedback.seat_id")}, '') AS who, {_UNIT} AS unit_id, seat.ban_id,
                       {_ISSUER} AS issuer, answer.id AS answer_id, answer.seat_id AS answer_seat, answer.verdict,
                       coalesce(answer.text, '') AS answer, answer.new_due AS answer_due, answer.at_ms AS answered_ms,
                       coalesce(answer.person_text, '') AS answered_by
                FROM feedback LEFT JOIN seat ON seat.id = feedback.seat_id
                LEFT JOIN feedback_answer AS answer ON answer.id = (
                    SELECT id FROM feedback_answer WHERE feedback_id = feedback.id AND gone IS NULL ORDER BY at_ms DESC, id DESC LIMIT 1)
                WHERE feedback.gone IS NULL {only}) AS told
            ORDER BY told.at_ms DESC, told.id DESC"""
    ).fetchall()


def of(reader: Connection, kind: str, what_id: int) -> list[int]:
    """The feedback on one thing, newest first."""
    rows = reader.execute(
        "SELECT id FROM feedback WHERE on_kind = ? AND on_id = ? AND gone IS NULL ORDER BY at_ms DESC, id DESC",
        [kind, what_id],
    )
    return [row[0] for row in rows]


def to_answer(reader: Connection) -> int:
    """How much of what others said waits for our answer."""
    row = reader.execute(
        f"""SELECT count(*) FROM feedback WHERE gone IS NULL AND seat_id <> {OWN_SEAT} AND ({_ISSUER}) = {OWN_SEAT}
            AND NOT EXISTS (SELECT 1 FROM feedback_answer WHERE feedback_id = feedback.id AND gone IS NULL)"""
    ).fetchone()
    return int(row[0])


def issued(reader: Connection, kind: str, what_id: int) -> Row | None:
    """What feedback may be about: seat_id and name; None when it is not there."""
    named = {
        "task": "trim(number || ' ' || text)", "target": "trim(number || ' ' || text)", "measure": "text",
        "programme": "trim(number || ' ' || title)", "directive": "trim(kind || ' ' || as_written)",
    }[kind]  # fmt: skip
    row: Row | None = reader.execute(
        f"SELECT id, seat_id, {named} AS name FROM {kind} WHERE id = ? AND gone IS NULL", [what_id]
    ).fetchone()
    return row


def given(reader: Connection) -> list[Row]:
    """kind, id and name of what other seats issued and feedback can be about, in the order of the plan."""
    return reader.execute(
        f"""SELECT kind, id, name FROM (
                SELECT 'programme' AS kind, id, trim(number || ' ' || title) AS name, position AS place, 0 AS part, 0 AS inside
                FROM programme WHERE gone IS NULL AND seat_id <> {OWN_SEAT}
                UNION ALL
                SELECT 'task', task.id, trim(task.number || ' ' || task.text), coalesce(programme.position, 1 << 40), 1, task.position
                FROM task LEFT JOIN programme ON programme.id = task.programme_id
                WHERE task.gone IS NULL AND task.seat_id <> {OWN_SEAT}
                UNION ALL
                SELECT 'measure', measure.id, measure.text, coalesce(programme.position, 1 << 40), 3, measure.position
                FROM measure LEFT JOIN programme ON programme.id = measure.programme_id
                WHERE measure.gone IS NULL AND measure.seat_id <> {OWN_SEAT}
                UNION ALL
                SELECT 'target', target.id, trim(target.number || ' ' || target.text), coalesce(programme.position, 1 << 40), 2,
                       target.position
                FROM target JOIN measure ON measure.id = target.measure_id LEFT JOIN programme ON programme.id = measure.programme_id
                WHERE target.gone IS NULL AND target.seat_id <> {OWN_SEAT}
                UNION ALL
                SELECT 'directive', id, trim(kind || ' ' || as_written), 1 << 41, 4, 0
                FROM directive WHERE gone IS NULL AND seat_id <> {OWN_SEAT})
            ORDER BY place, part, inside, id"""
    ).fetchall()


def granted(reader: Connection, feedback_id: int) -> Row | None:
    """The moved due date with which an extension was granted."""
    row: Row | None = reader.execute(
        "SELECT * FROM due_change WHERE request_id = ? AND gone IS NULL ORDER BY id DESC LIMIT 1", [feedback_id]
    ).fetchone()
    return row


def due_for(reader: Connection, task_id: int, unit_id: int) -> str | None:
    """By when a unit has to do a task."""
    row = reader.execute(f"SELECT {due('?')} FROM task WHERE task.id = ?", [unit_id, task_id]).fetchone()
    return None if row is None else row[0]
