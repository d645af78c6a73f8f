"""What the figures of a quarter are computed from: own tasks, roll-ups, the answers of units (DESIGN 5, MODEL 10, 13-15)."""

import json
from collections.abc import Iterable, Sequence

from db import own_tasks
from db.connection import Connection, Row
from db.expectations import OWN_UNIT

# The lead at the cut-off: of a task its own, else its programme's. What was given only after the cut-off counts where nothing stood.
_LEAD = """(SELECT ban_id FROM assignment WHERE what_id = {what} AND role = 'lead' AND ban_id IS NOT NULL AND gone IS NULL
    AND coalesce(valid_until, '9999') > own_task.cutoff AND coalesce(valid_from, '') < coalesce(valid_until, '9999')
    ORDER BY coalesce(valid_from, ''), id LIMIT 1)"""


def own_tasks_of(reader: Connection, period: str, as_of: str) -> list[Row]:
    """The office's own tasks as they stand in a quarter: task_id, programme_id, ban_id (lead), due, continuous, state, done_on,
    expected, logged."""
    return reader.execute(
        f"""WITH {own_tasks.common_table(as_of)}
            SELECT own_task.*, coalesce({_LEAD.format(what="own_task.task_id")}, {_LEAD.format(what="own_task.programme_id")}) AS ban_id
            FROM own_task""",
        {"period": period},
    ).fetchall()


def programmes(reader: Connection) -> list[Row]:
    """All programmes in their order: id, number, title."""
    return reader.execute("SELECT id, number, title, gone FROM programme ORDER BY position, id").fetchall()


def bans(reader: Connection, on: str) -> list[Row]:
    """All bans in their order with their name as of a day: id, code, name."""
    return reader.execute(
        """SELECT ban.id, ban.code, coalesce((SELECT name FROM ban_name WHERE ban_id = ban.id AND coalesce(valid_from, '') <= :on
                  AND coalesce(valid_until, '9999') > :on ORDER BY valid_from DESC LIMIT 1), ban.code) AS name
           FROM ban ORDER BY ban.position, ban.id""",
        {"on": on},
    ).fetchall()


def calendar(reader: Connection, period: str, seat_id: int, unit_id: int) -> Row | None:
    """starts, ends, cutoff and closed_ms (null while open) of an opened period."""
    row: Row | None = reader.execute(
        """SELECT starts, ends, cutoff,
                  (SELECT at_ms FROM period_close WHERE unit_id = ? AND period = calendar.period AND gone IS NULL) AS closed_ms
           FROM calendar WHERE period = ? AND seat_id = ?""",
        [unit_id, period, seat_id],
    ).fetchone()
    return row


def measures(reader: Connection, programme_id: int | None = None) -> list[Row]:
    """The measures that have not gone, perhaps of one programme."""
    return reader.execute(
        "SELECT * FROM measure WHERE gone IS NULL AND (?1 IS NULL OR programme_id = ?1) ORDER BY position, id",
        [programme_id],
    ).fetchall()


def targets(reader: Connection, *, target_id: int | None = None, programme_id: int | None = None) -> list[Row]:
    """Targets with the columns of their measure that figures need, in the order of the plan: one, of a programme, or all."""
    return reader.execute(
        """SELECT target.id, target.measure_id, target.number, target.text, target.comparator, target.value, target.horizon,
                  target.h_from, target.h_to, target.lifecycle, measure.text AS measure, measure.form, measure.decimals,
                  measure.unit_text, measure.entry, measure.over_time, measure.over_units, measure.programme_id,
                  programme.starts, programme.ends, term.starts AS term_starts,
                  coalesce(term.ends_real, term.ends_planned) AS term_ends
           FROM target JOIN measure ON measure.id = target.measure_id
           LEFT JOIN programme ON programme.id = measure.programme_id
           LEFT JOIN term ON term.id = programme.term_id
           WHERE target.gone IS NULL AND measure.gone IS NULL
             AND (:target IS NULL OR target.id = :target) AND (:programme IS NULL OR measure.programme_id = :programme)
           ORDER BY programme.position, programme.id, measure.position, measure.id, target.position, target.id""",
        {"target": target_id, "programme": programme_id},
    ).fetchall()


def rollups(reader: Connection, what_ids: Iterable[int], until: str, as_of: str) -> list[Row]:
    """The sums of measures or passed-down tasks in every quarter up to one: what_id, period, num, den, val, n, m, none_n."""
    return reader.execute(
        f"""SELECT what_id, period, num, den, val, n, m, none_n FROM rollup
            WHERE what_id IN (SELECT value FROM json_each(?)) AND period <= ? AND group_unit = {OWN_UNIT} AND as_of = ?
            ORDER BY what_id, period""",
        [json.dumps(list(what_ids)), until, as_of],
    ).fetchall()


def newest_opened(reader: Connection, quarters: Sequence[str], seat_id: int) -> str | None:
    """The newest of some quarters that a seat has opened, or None."""
    row = reader.execute(
        "SELECT max(period) FROM calendar WHERE seat_id = ? AND period IN (SELECT value FROM json_each(?))",
        [seat_id, json.dumps(list(quarters))],
    ).fetchone()
    return None if row[0] is None else str(row[0])


def by_unit(reader: Connection, period: str, as_of: str) -> list[Row]:
    """Per expected unit below: tasks and figures expected, reported and done, and when the newest report came in."""
    return reader.execute(
        f"""SELECT unit_rollup.* FROM unit_rollup LEFT JOIN unit ON unit.id = unit_rollup.unit_id
           WHERE unit_rollup.period = ? AND unit_rollup.as_of = ? AND unit_rollup.unit_id <> {OWN_UNIT}
            ORDER BY unit.position, unit_rollup.unit_id""",
        [period, as_of],
    ).fetchall()


def answers_to_task(reader: Connection, task_id: int, period: str, as_of: str) -> list[Row]:
    """What each expected unit has answered to a passed-down task: unit_id, entry_id, state, given, percent, done_on (null: nothing)."""
    rev = own_tasks.revision(as_of)
    return reader.execute(
        f"""SELECT expectation.unit_id, head.id AS entry_id, rev.state, rev.given, rev.percent, rev.done_on
            FROM expectation
            LEFT JOIN unit ON unit.id = expectation.unit_id
            LEFT JOIN progress_entry AS head ON head.period = expectation.period AND head.task_id = expectation.what_id
                 AND head.unit_id = expectation.unit_id AND {own_tasks.counting(as_of)}
            LEFT JOIN progress_rev AS rev ON rev.entry_id = head.id AND rev.rev = head.{rev}
            WHERE expectation.period = ? AND expectation.what_id = ? AND expectation.exempt IS NULL
            ORDER BY unit.position, expectation.unit_id""",
        [period, task_id],
    ).fetchall()


def answers_to_measures(
    reader: Connection, period: str, as_of: str, measure_ids: Sequence[int] | None = None
) -> list[Row]:
    """What each expected unit reported: what_id, unit_id, given (null: nothing), num, den, val."""
    rev = own_tasks.revision(as_of)
    only = "" if measure_ids is None else "AND measure.id IN (SELECT value FROM json_each(:ids))"
    return reader.execute(
        f"""SELECT expectation.what_id, expectation.unit_id, rev.given, rev.num, rev.den, rev.val
            FROM measure CROSS JOIN expectation ON expectation.period = :period AND expectation.what_id = measure.id
            LEFT JOIN unit ON unit.id = expectation.unit_id
            LEFT JOIN target_value AS head ON head.period = :period AND head.measure_id = expectation.what_id
                 AND head.unit_id = expectation.unit_id AND {own_tasks.counting(as_of)}
            LEFT JOIN value_rev AS rev ON rev.value_id = head.id AND rev.rev = head.{rev}
            WHERE expectation.exempt IS NULL {only} ORDER BY unit.position, expectation.unit_id, expectation.what_id""",
        {"period": period, "ids": json.dumps(list(measure_ids or ()))},
    ).fetchall()
