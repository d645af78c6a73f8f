"""What the quarter grid shows: who must answer what in a period, what stands logged, and what stood the quarter before.

Each function reads all of a period at once; ``what_ids`` narrows it to some tasks or measures (one group, or rows to read again).
"""

from collections.abc import Iterable, Sequence

from db.connection import Connection, Row
from db.due_dates import due

_WANTED = """
    wanted(what_id, unit_id, exempt, expected) AS (
        SELECT what_id, unit_id, exempt, 1 FROM expectation
        WHERE period = :period AND what_id IN (SELECT id FROM {table} WHERE {scope}) {only}
        UNION ALL
        SELECT fact.{key}, fact.unit_id, NULL, 0 FROM {facts} AS fact
        WHERE fact.period = :period AND fact.counted = 1 AND fact.{key} IN (SELECT id FROM {table} WHERE {scope}) {only_fact}
          AND NOT EXISTS (SELECT 1 FROM expectation
                          WHERE period = :period AND what_id = fact.{key} AND unit_id = fact.unit_id))"""

# The newest verdict on a fact says whether it waits, stands approved, or came back.
_REVIEW = """
    LEFT JOIN review ON review.id = (
        SELECT max(id) FROM review AS newest
        WHERE newest.on_kind = '{kind}' AND newest.on_id = fact.id AND newest.gone IS NULL AND newest.verdict <> 'received')"""

_TASKS = f"""
    WITH {{wanted}}
    SELECT wanted.what_id, wanted.unit_id, wanted.exempt, wanted.expected,
           task.number, task.text, {due("wanted.unit_id")} AS due, task.continuous, task.needs_evidence,
           coalesce(task.programme_id, 0) AS programme_id,
           fact.id AS fact_id, fact.seat_id, fact.head_rev, fact.submitted_rev,
           rev.id AS rev_id, rev.kind, rev.phase, rev.state, rev.percent, rev.done_on, rev.given,
           rev.result, rev.difficulty, rev.cause, rev.proposal,
           review.rev AS review_rev, review.verdict, review.reason, review.cells,
           old.state AS last_state, old.percent AS last_percent, old.done_on AS last_done_on, old.given AS last_given,
           old.result AS last_result, old.difficulty AS last_difficulty, old.cause AS last_cause, old.proposal AS last_proposal
    FROM wanted
    JOIN task ON task.id = wanted.what_id
    LEFT JOIN programme ON programme.id = task.programme_id
    LEFT JOIN section ON section.id = task.section_id
    LEFT JOIN unit ON unit.id = wanted.unit_id
    LEFT JOIN progress_entry AS fact ON fact.task_id = wanted.what_id AND fact.unit_id = wanted.unit_id
         AND fact.period = :period AND fact.counted = 1
    LEFT JOIN progress_rev AS rev ON rev.entry_id = fact.id AND rev.rev = fact.head_rev
    LEFT JOIN progress_entry AS before ON before.task_id = wanted.what_id AND before.unit_id = wanted.unit_id
         AND before.period = :last AND before.counted = 1
    LEFT JOIN progress_rev AS old ON old.entry_id = before.id AND old.rev = coalesce(before.submitted_rev, before.head_rev)
    {{review}}
    ORDER BY programme.position IS NULL, programme.position, programme.id, section.position, task.position, task.id,
             unit.position, unit.id"""

_VALUES = """
    WITH {wanted}
    SELECT wanted.what_id, wanted.unit_id, wanted.exempt, wanted.expected,
           fact.id AS fact_id, fact.seat_id, fact.head_rev, fact.submitted_rev,
           rev.id AS rev_id, rev.kind, rev.phase, rev.given, rev.num, rev.den, rev.val, rev.note,
           review.rev AS review_rev, review.verdict, review.reason, review.cells
    FROM wanted
    JOIN measure ON measure.id = wanted.what_id
    LEFT JOIN programme ON programme.id = measure.programme_id
    LEFT JOIN unit ON unit.id = wanted.unit_id
    LEFT JOIN target_value AS fact ON fact.measure_id = wanted.what_id AND fact.unit_id = wanted.unit_id
         AND fact.period = :period AND fact.counted = 1
    LEFT JOIN value_rev AS rev ON rev.value_id = fact.id AND rev.rev = fact.head_rev
    {review}
    ORDER BY programme.position IS NULL, programme.position, programme.id, measure.position, measure.id, unit.position, unit.id"""


def tasks(
    reader: Connection, period: str, last: str, *, scope: str, what_ids: Iterable[int] | None = None
) -> list[Row]:
    """The tasks of a scope (``own`` or ``passed_down``) that a unit must answer in a period, or has answered, with both quarters."""
    wanted = _wanted("task", "progress_entry", "task_id", "scope = :scope AND gone IS NULL", what_ids)
    sql = _TASKS.format(wanted=wanted, review=_REVIEW.format(kind="progress"))
    return reader.execute(sql, {"period": period, "last": last, "scope": scope}).fetchall()


def values(reader: Connection, period: str, what_ids: Iterable[int] | None = None) -> list[Row]:
    """The measures that a unit must answer in a period, or has answered."""
    wanted = _wanted("measure", "target_value", "measure_id", "gone IS NULL", what_ids)
    sql = _VALUES.format(wanted=wanted, review=_REVIEW.format(kind="value"))
    return reader.execute(sql, {"period": period}).fetchall()


def earlier_values(reader: Connection, periods: Sequence[str], what_ids: Iterable[int] | None = None) -> list[Row]:
    """What stood in other periods: (measure, unit, period, given, num, den, val), submitted before drafts."""
    marks = ",".join("?" * len(periods))
    only = "" if what_ids is None else f"AND fact.measure_id IN ({_listed(what_ids)})"
    return reader.execute(
        f"""SELECT fact.measure_id, fact.unit_id, fact.period, rev.given, rev.num, rev.den, rev.val
            FROM target_value AS fact
            JOIN value_rev AS rev ON rev.value_id = fact.id AND rev.rev = coalesce(fact.submitted_rev, fact.head_rev)
            WHERE fact.period IN ({marks}) AND fact.counted = 1 {only}""",
        list(periods),
    ).fetchall()


def sizes(reader: Connection, period: str, table: str, scope: str = "1") -> dict[int, tuple[int, int]]:
    """For each task or measure of ``table``: (units that have answered, units that must)."""
    facts, key = ("progress_entry", "task_id") if table == "task" else ("target_value", "measure_id")
    rows = reader.execute(
        f"""SELECT expectation.what_id, count(fact.id), count(*) FROM expectation
            JOIN {table} ON {table}.id = expectation.what_id AND {table}.gone IS NULL AND {scope}
            LEFT JOIN {facts} AS fact ON fact.{key} = expectation.what_id AND fact.unit_id = expectation.unit_id
                 AND fact.period = expectation.period AND fact.counted = 1
            WHERE expectation.period = ? AND expectation.exempt IS NULL GROUP BY expectation.what_id""",
        [period],
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def evidence(reader: Connection, kind: str, period: str) -> dict[int, int]:
    """How many pieces of evidence each entry (``progress``) or value (``value``) of a period has."""
    facts = "progress_entry" if kind == "progress" else "target_value"
    rows = reader.execute(
        f"""SELECT on_id, count(*) FROM evidence
            WHERE on_kind = ? AND gone IS NULL AND on_id IN (SELECT id FROM {facts} WHERE period = ?) GROUP BY on_id""",
        [kind, period],
    )
    return {row[0]: row[1] for row in rows}


def leads(reader: Connection) -> dict[int, tuple[int, str, str]]:
    """The lead ban that stands of each task and programme: (ban, its code, its name)."""
    rows = reader.execute(
        """SELECT assignment.what_id, ban.id, ban.code,
                  (SELECT name FROM ban_name WHERE ban_id = ban.id ORDER BY coalesce(valid_from, '') DESC LIMIT 1)
           FROM assignment JOIN ban ON ban.id = assignment.ban_id
           WHERE assignment.role = 'lead' AND assignment.gone IS NULL AND assignment.valid_until IS NULL
           ORDER BY assignment.id"""
    )
    return {row[0]: (row[1], row[2], row[3] or row[2]) for row in rows}


def programmes(reader: Connection) -> list[Row]:
    """Every programme in order: id, number, title, seat_id."""
    return reader.execute(
        "SELECT id, number, title, seat_id FROM programme WHERE gone IS NULL ORDER BY position, id"
    ).fetchall()


def measures(reader: Connection) -> list[Row]:
    """Every measure in order, with how it is entered, and its targets as written."""
    return reader.execute(
        """SELECT measure.id, coalesce(measure.programme_id, 0) AS programme_id, measure.text, measure.form, measure.unit_text,
                  measure.decimals, measure.num_label, measure.den_label, measure.entry, measure.over_time,
                  (SELECT group_concat(target.text, '; ') FROM target
                   WHERE target.measure_id = measure.id AND target.gone IS NULL AND target.lifecycle = 'open') AS targets
           FROM measure LEFT JOIN programme ON programme.id = measure.programme_id WHERE measure.gone IS NULL
           ORDER BY programme.position IS NULL, programme.position, measure.position, measure.id"""
    ).fetchall()


def unit_names(reader: Connection, on: str) -> dict[int, tuple[str, str]]:
    """(code, name) of every unit as it is called on a day."""
    rows = reader.execute(
        """SELECT unit.id, coalesce(nullif(unit.code, ''), unit_name.short), unit_name.name
           FROM unit JOIN unit_name ON unit_name.unit_id = unit.id
           WHERE coalesce(unit_name.valid_from, '') <= :on ORDER BY unit.id, coalesce(unit_name.valid_from, '')""",
        {"on": on},
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def calendar(reader: Connection, seat_id: int, unit_id: int, period: str) -> Row | None:
    """The dates this seat gave a period (cutoff, due) and when the unit closed it (closed_ms); None when it was not opened."""
    row: Row | None = reader.execute(
        """SELECT calendar.cutoff, calendar.due,
                  (SELECT at_ms FROM period_close WHERE unit_id = ? AND period = calendar.period) AS closed_ms
           FROM calendar WHERE calendar.seat_id = ? AND calendar.period = ?""",
        [unit_id, seat_id, period],
    ).fetchone()
    return row


def earlier_entries(reader: Connection, task_id: int, unit_id: int, before: str, limit: int) -> list[Row]:
    """What was logged for a task and unit in earlier periods, newest first."""
    return reader.execute(
        """SELECT fact.period, rev.state, rev.percent, rev.done_on, rev.given, rev.result FROM progress_entry AS fact
           JOIN progress_rev AS rev ON rev.entry_id = fact.id AND rev.rev = coalesce(fact.submitted_rev, fact.head_rev)
           WHERE fact.task_id = ? AND fact.unit_id = ? AND fact.period < ? AND fact.counted = 1
           ORDER BY fact.period DESC LIMIT ?""",
        [task_id, unit_id, before, limit],
    ).fetchall()


_FACTS = {
    "progress": ("progress_entry", "task_id", "progress_rev", "entry_id"),
    "value": ("target_value", "measure_id", "value_rev", "value_id"),
}
FACT_TABLES = {kind: {heads, revs, "review", "evidence"} for kind, (heads, _key, revs, _of) in _FACTS.items()}


def owners(reader: Connection, kind: str, table: str, ids: Iterable[int]) -> set[tuple[int, int]]:
    """The (task or measure, unit) that rows of a table about facts belong to; ``kind`` is progress or value."""
    heads, key, revs, of = _FACTS[kind]
    listed = _listed(ids)
    inner = {
        heads: listed,
        revs: f"SELECT {of} FROM {revs} WHERE id IN ({listed})",
        "review": f"SELECT on_id FROM review WHERE on_kind = '{kind}' AND id IN ({listed})",
        "evidence": f"SELECT on_id FROM evidence WHERE on_kind = '{kind}' AND id IN ({listed})",
    }[table]
    found = reader.execute(f"SELECT {key}, unit_id FROM {heads} WHERE id IN ({inner})").fetchall()
    return {(row[0], row[1]) for row in found}


def tasks_named(reader: Connection, ids: Iterable[int]) -> list[Row]:
    """Number and text of some tasks, in the order of the plan."""
    return reader.execute(
        f"""SELECT task.id, task.number, task.text FROM task LEFT JOIN programme ON programme.id = task.programme_id
            WHERE task.id IN ({_listed(ids)}) ORDER BY programme.position IS NULL, programme.position, task.position, task.id"""
    ).fetchall()


def programme_of_tasks(reader: Connection, ids: Iterable[int]) -> list[tuple[int, int]]:
    """(programme or 0, task) of some tasks."""
    rows = reader.execute(f"SELECT coalesce(programme_id, 0), id FROM task WHERE id IN ({_listed(ids)})")
    return [(row[0], row[1]) for row in rows]


def drafts(reader: Connection, period: str, seat_id: int) -> list[tuple[str, int]]:
    """(own, passed_down or values; entry or value) of everything a seat has logged in a period and not submitted."""
    rows = reader.execute(
        """SELECT task.scope, fact.id FROM progress_entry AS fact JOIN task ON task.id = fact.task_id
           WHERE fact.period = :period AND fact.seat_id = :seat AND fact.head_rev IS NOT fact.submitted_rev
           UNION ALL
           SELECT 'values', fact.id FROM target_value AS fact
           WHERE fact.period = :period AND fact.seat_id = :seat AND fact.head_rev IS NOT fact.submitted_rev""",
        {"period": period, "seat": seat_id},
    )
    return [(row[0], row[1]) for row in rows]


def _wanted(table: str, facts: str, key: str, scope: str, what_ids: Iterable[int] | None) -> str:
    ids = None if what_ids is None else _listed(what_ids)
    return _WANTED.format(
        table=table,
        facts=facts,
        key=key,
        scope=scope,
        only="" if ids is None else f"AND what_id IN ({ids})",
        only_fact="" if ids is None else f"AND fact.{key} IN ({ids})",
    )


def _listed(ids: Iterable[int]) -> str:
    return ",".join(str(int(one)) for one in ids)
