"""What stands in the way of closing a quarter, found where it is, and the close itself (MODEL 10, 11)."""

from db.connection import Connection, Row
from db.due_dates import due
from db.queries.quarter import PROGRESS, Ledger
from db.queries.reviews import TO_JUDGE
from db.store import Change

_EXPECTED = """
    FROM {table} AS what CROSS JOIN expectation ON expectation.period = :period AND expectation.what_id = what.id
    LEFT JOIN {heads} AS head ON head.period = :period AND head.{what} = what.id AND head.unit_id = expectation.unit_id
         AND head.counted = 1
    WHERE expectation.exempt IS NULL"""
_TABLES = {"progress": "task", "value": "measure"}


def missing(reader: Connection, of: Ledger, period: str) -> list[Row]:
    """What is expected and not even drafted: what_id, unit_id."""
    number = "what.number" if of is PROGRESS else "''"
    return reader.execute(
        f"""SELECT what.id AS what_id, {number} AS number, what.text, expectation.unit_id {_expected(of)} AND head.id IS NULL
            ORDER BY what.programme_id, what.position, what.id, expectation.unit_id""",
        {"period": period},
    ).fetchall()


def answered(reader: Connection, period: str) -> Row:
    """expected and reported (something that counts is there): tasks and figures of all units together."""
    row: Row = reader.execute(
        """SELECT coalesce(sum(tasks + figures), 0) AS expected, coalesce(sum(tasks_reported + figures_reported), 0) AS reported
           FROM unit_rollup WHERE period = ? AND as_of = 'current'""",
        [period],
    ).fetchone()
    return row


def counts(reader: Connection, of: Ledger, period: str, seat_id: int) -> Row:
    """submitted, drafts, new (drafts of what is expected and was never submitted), approved and returned facts of a quarter."""
    row: Row = reader.execute(
        f"""WITH fresh AS (
                SELECT count(*) AS drafts,
                       count(CASE WHEN head.submitted_rev IS NULL AND head.counted = 1 AND expectation.what_id IS NOT NULL
                                       AND expectation.exempt IS NULL THEN 1 END) AS new
                FROM {of.revs} AS rev JOIN {of.heads} AS head ON head.id = rev.{of.owner}
                LEFT JOIN expectation ON expectation.period = :period AND expectation.what_id = head.{of.what}
                     AND expectation.unit_id = head.unit_id
                WHERE rev.phase = 'draft' AND head.period = :period AND head.seat_id = :seat)
            SELECT fresh.*, (SELECT count(CASE WHEN {TO_JUDGE} THEN submitted_rev END) FROM {of.heads} AS head WHERE period = :period)
                       AS submitted,
                   ({_judged(of, "returned")}) AS returned, ({_judged(of, "approved")}) AS approved
            FROM fresh""",
        {"period": period, "kind": of.kind, "seat": seat_id},
    ).fetchone()
    return row


def _judged(of: Ledger, verdict: str) -> str:
    """How many facts of a quarter have this as the newest judgement of what counts."""
    newest = """SELECT verdict FROM review WHERE review.on_kind = :kind AND review.on_id = head.id AND review.rev = head.submitted_rev
        AND review.gone IS NULL AND review.verdict <> 'received' ORDER BY review.id DESC LIMIT 1"""
    if verdict == "returned":
        seen = "SELECT DISTINCT on_id FROM review WHERE on_kind = :kind AND verdict = 'returned'"
        heads = f"({seen}) AS seen JOIN {of.heads} AS head ON head.id = seen.on_id"
    else:
        heads = f"{of.heads} AS head"
    any_at_all = f"EXISTS (SELECT 1 FROM review WHERE on_kind = :kind AND verdict = '{verdict}')"
    return f"""SELECT count(*) FROM {heads} WHERE {any_at_all} AND head.period = :period AND head.submitted_rev IS NOT NULL
        AND {TO_JUDGE} AND ({newest}) = '{verdict}'"""


def draft_count(reader: Connection, of: Ledger, period: str, seat_id: int) -> int:
    """How many of a seat's facts of a quarter have a draft."""
    row = reader.execute(
        f"""SELECT count(*) FROM {of.revs} AS rev JOIN {of.heads} AS head ON head.id = rev.{of.owner}
            WHERE rev.phase = 'draft' AND head.period = ? AND head.seat_id = ?""",
        [period, seat_id],
    ).fetchone()
    return int(row[0])


def returned(reader: Connection, of: Ledger, period: str) -> list[Row]:
    """Facts returned and not submitted again since: id, what_id, unit_id, seat_id, reason."""
    return reader.execute(
        f"""SELECT head.id, head.{of.what} AS what_id, head.unit_id, head.seat_id, review.reason
            FROM review JOIN {of.heads} AS head ON head.id = review.on_id AND review.rev = head.submitted_rev
            WHERE review.on_kind = ? AND review.verdict = 'returned' AND review.gone IS NULL AND head.period = ?
              AND NOT EXISTS (SELECT 1 FROM review AS later WHERE later.on_kind = review.on_kind AND later.on_id = review.on_id
                              AND later.rev = review.rev AND later.id > review.id AND later.gone IS NULL
                              AND later.verdict <> 'received')
            ORDER BY head.id""",
        [of.kind, period],
    ).fetchall()


def returned_to(reader: Connection, of: Ledger, period: str, seat_id: int) -> int:
    """How many facts of a seat were returned and not submitted again since."""
    return sum(row["seat_id"] == seat_id for row in returned(reader, of, period))


def not_approved(reader: Connection, of: Ledger, period: str) -> list[Row]:
    """Submitted facts that nobody has judged: id, what_id, unit_id."""
    return reader.execute(
        f"""SELECT head.id, head.{of.what} AS what_id, head.unit_id FROM {of.heads} AS head
            WHERE head.period = ? AND {TO_JUDGE} AND head.submitted_rev IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM review WHERE on_kind = ? AND on_id = head.id AND rev = head.submitted_rev
                              AND gone IS NULL AND verdict <> 'received') ORDER BY head.id""",
        [period, of.kind],
    ).fetchall()


_UNJUDGED = f"""head.period = :period AND {TO_JUDGE} AND head.submitted_rev IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM review WHERE on_kind = :kind AND on_id = head.id AND rev = head.submitted_rev
                    AND gone IS NULL AND verdict <> 'received')"""


def to_judge_progress(reader: Connection, period: str, most: int) -> list[Row]:
    """Submitted entries that nobody has judged, in the order of the plan: id, what_id, unit_id, seat_id, title, given, state, percent."""
    return reader.execute(
        f"""SELECT head.id, head.task_id AS what_id, head.unit_id, head.seat_id, trim(task.number || ' ' || task.text) AS title,
                   rev.given, rev.state, rev.percent
            FROM task CROSS JOIN progress_entry AS head ON head.task_id = task.id
            JOIN progress_rev AS rev ON rev.entry_id = head.id AND rev.rev = head.submitted_rev
            WHERE {_UNJUDGED} ORDER BY task.programme_id, task.position, task.id, head.unit_id LIMIT :most""",
        {"period": period, "kind": PROGRESS.kind, "most": most},
    ).fetchall()


def to_judge_values(reader: Connection, period: str, most: int) -> list[Row]:
    """Submitted figures that nobody has judged, in the order of the plan: as the entries, with given, num, den, val, decimals."""
    return reader.execute(
        f"""SELECT head.id, head.measure_id AS what_id, head.unit_id, head.seat_id, measure.text AS title, measure.decimals,
                   rev.given, rev.num, rev.den, rev.val
            FROM measure CROSS JOIN target_value AS head ON head.measure_id = measure.id
            JOIN value_rev AS rev ON rev.value_id = head.id AND rev.rev = head.submitted_rev
            WHERE {_UNJUDGED} ORDER BY measure.programme_id, measure.position, measure.id, head.unit_id LIMIT :most""",
        {"period": period, "kind": "value", "most": most},
    ).fetchall()


def lock(reader: Connection, period: str, unit_id: int) -> Row | None:
    """at_ms and who of the lock of a period; None while it is open."""
    row: Row | None = reader.execute(
        """SELECT period_close.at_ms, coalesce(nullif(period_close.person_text, ''), person.name, '') AS who
           FROM period_close LEFT JOIN person ON person.id = period_close.person_id
           WHERE period_close.unit_id = ? AND period_close.period = ? AND period_close.gone IS NULL""",
        [unit_id, period],
    ).fetchone()
    return row


def odd_progress(reader: Connection, period: str, before: str, judged: str) -> list[Row]:
    """Entries that may not be right, with what tells: no_date, not_full, not_done, went_down, unasked, late, no_proof (1 or 0)."""
    granted = due("head.unit_id")
    return reader.execute(
        f"""SELECT * FROM (
               SELECT head.id, head.task_id AS what_id, head.unit_id, rev.state, rev.percent, rev.done_on, rev.cause, rev.given,
                      {granted} AS due, task.continuous, past.percent AS last_percent,
                      rev.state = 'done' AND rev.done_on IS NULL AND task.continuous = 0 AS no_date,
                      rev.state = 'done' AND rev.percent < 100 AS not_full,
                      rev.state NOT IN ('done', 'cancelled') AND rev.percent = 100 AND task.continuous = 0 AS not_done,
                      coalesce(rev.percent < past.percent, 0) AS went_down,
                      expectation.what_id IS NULL AND rev.given <> 'not_applicable' AS unasked,
                      task.continuous = 0 AND {granted} <= :judged AND rev.cause = '' AND rev.given <> 'not_applicable' AS late,
                      task.needs_evidence = 1 AND (rev.state = 'done' OR task.continuous = 1) AND rev.given = 'value'
                          AND NOT EXISTS (SELECT 1 FROM evidence WHERE on_kind = 'progress' AND on_id = head.id AND gone IS NULL)
                          AS no_proof
               FROM progress_entry AS head
               JOIN progress_rev AS rev ON rev.entry_id = head.id AND rev.rev = head.head_rev
               JOIN task ON task.id = head.task_id
               LEFT JOIN expectation ON expectation.period = :period AND expectation.what_id = head.task_id
                    AND expectation.unit_id = head.unit_id
               LEFT JOIN progress_entry AS last ON last.period = :before AND last.task_id = head.task_id
                    AND last.unit_id = head.unit_id AND last.counted = 1 AND rev.percent IS NOT NULL
               LEFT JOIN progress_rev AS past ON past.entry_id = last.id AND past.rev = last.submitted_rev
               WHERE head.period = :period AND head.counted = 1)
           WHERE no_date OR not_full OR not_done OR went_down OR unasked OR late OR no_proof ORDER BY what_id, unit_id""",
        {"period": period, "before": before, "judged": judged},
    ).fetchall()


def odd_values(reader: Connection, period: str) -> list[Row]:
    """Figures that may not be right, with what tells: no_base, too_many, unasked (1 or 0)."""
    return reader.execute(
        """SELECT * FROM (
               SELECT head.id, head.measure_id AS what_id, head.unit_id, rev.num, rev.den, measure.decimals,
                      measure.form = 'ratio' AND rev.given = 'value' AND coalesce(rev.den, 0) = 0 AS no_base,
                      measure.form = 'ratio' AND coalesce(rev.num > rev.den, 0) AS too_many,
                      expectation.what_id IS NULL AND rev.given <> 'not_applicable' AND measure.form <> 'words' AS unasked
               FROM target_value AS head
               JOIN value_rev AS rev ON rev.value_id = head.id AND rev.rev = head.head_rev
               JOIN measure ON measure.id = head.measure_id
               LEFT JOIN expectation ON expectation.period = :period AND expectation.what_id = head.measure_id
                    AND expectation.unit_id = head.unit_id
               WHERE head.period = :period AND head.counted = 1)
           WHERE no_base OR too_many OR unasked ORDER BY what_id, unit_id""",
        {"period": period},
    ).fetchall()


def earlier_open(reader: Connection, period: str, seat_id: int, unit_id: int) -> str | None:
    """The oldest quarter before one that is open, or None."""
    row = reader.execute(
        """SELECT min(calendar.period) FROM calendar JOIN period ON period.code = calendar.period AND period.kind = 'quarter'
           WHERE calendar.seat_id = ? AND calendar.period < ? AND NOT EXISTS (
               SELECT 1 FROM period_close WHERE unit_id = ? AND period = calendar.period AND gone IS NULL)""",
        [seat_id, period, unit_id],
    ).fetchone()
    return None if row[0] is None else str(row[0])


def keep_as_closed(change: Change, period: str) -> None:
    """What counts now is what counted at the close, and what is expected now stays expected."""
    counting = "period = ? AND counted = 1 AND submitted_rev IS NOT NULL"
    for table in ("progress_entry", "target_value"):
        change.bulk_update(table, "closed_rev = submitted_rev", counting, [period])
    change.bulk_update("expectation", "frozen = 1", "period = ?", [period])


def moved_since(reader: Connection, of: Ledger, period: str) -> list[Row]:
    """Where another revision counts than at the close: the one of now, and ``old_`` columns of the one then, whoever wrote it."""
    old = ", ".join(f"old.{name} AS old_{name}" for name in of.fields)
    return reader.execute(
        f"""SELECT head.id, head.{of.what} AS what_id, head.unit_id, rev.*, {old}, old.rev AS old_rev
            FROM {of.heads} AS head JOIN {of.revs} AS rev ON rev.{of.owner} = head.id AND rev.rev = head.submitted_rev
            LEFT JOIN {of.heads} AS past ON past.{of.what} = head.{of.what} AND past.unit_id = head.unit_id
                 AND past.period = head.period AND past.closed_rev IS NOT NULL
            LEFT JOIN {of.revs} AS old ON old.{of.owner} = past.id AND old.rev = past.closed_rev
            WHERE head.period = ? AND head.counted = 1 AND head.submitted_rev IS NOT head.closed_rev
            ORDER BY head.{of.what}, head.unit_id""",
        [period],
    ).fetchall()


def titles(reader: Connection) -> dict[int, str]:
    """Number and text of all tasks, the text of all measures, by id."""
    rows = reader.execute("SELECT id, trim(number || ' ' || text) FROM task UNION ALL SELECT id, text FROM measure")
    return {row[0]: row[1] for row in rows}


def _expected(of: Ledger) -> str:
    return _EXPECTED.format(table=_TABLES[of.kind], heads=of.heads, what=of.what)
