"""Figures over hundreds of units: kept sums of measures by quarter, the answers behind one of them, the revisions behind one answer."""

import json
from collections.abc import Iterable, Sequence

from db import own_tasks
from db.connection import Connection, Row
from db.expectations import OWN_UNIT


def measures(reader: Connection, programme_id: int | None = None) -> list[Row]:
    """The measures that units below report, in the order of the plan, perhaps of one programme: all columns."""
    return reader.execute(
        """SELECT measure.* FROM measure LEFT JOIN programme ON programme.id = measure.programme_id
           WHERE measure.gone IS NULL AND measure.form <> 'words' AND measure.reported_by = 'units'
             AND (?1 IS NULL OR measure.programme_id = ?1)
           ORDER BY programme.position, programme.id, measure.position, measure.id""",
        [programme_id],
    ).fetchall()


def sums(reader: Connection, measure_ids: Iterable[int], periods: Sequence[str], as_of: str) -> list[Row]:
    """The kept sums of measures in some quarters: what_id, period, num, den, val, n, m, none_n."""
    return reader.execute(
        f"""SELECT what_id, period, num, den, val, n, m, none_n FROM rollup
            WHERE what_id IN (SELECT value FROM json_each(?)) AND period IN (SELECT value FROM json_each(?))
              AND group_unit = {OWN_UNIT} AND as_of = ?""",
        [json.dumps(list(measure_ids)), json.dumps(list(periods)), as_of],
    ).fetchall()


def answers(
    reader: Connection,
    measure_ids: Sequence[int],
    periods: Sequence[str],
    as_of: str,
    unit_ids: Sequence[int] | None = None,
) -> list[Row]:
    """The answers of single units below, as the sums of a measure over units are kept: what_id, unit_id, period, given (null: nothing),
    num, den, val, n (1: reported), m (0: not applicable), none_n (1: nothing occurred), raw_num, raw_den (as
    written)."""
    rev = own_tasks.revision(as_of)
    only = "" if unit_ids is None else "AND expectation.unit_id IN (SELECT value FROM json_each(:units))"
    return reader.execute(
        f"""SELECT expectation.what_id, expectation.unit_id, expectation.period, rev.given, rev.val,
                   CASE measure.over_units WHEN 'count_meeting' THEN rev.val > 0 ELSE rev.num END AS num,
                   CASE measure.over_units WHEN 'count_meeting' THEN nullif(rev.given, 'not_applicable') IS NOT NULL ELSE rev.den END
                       AS den,
                   nullif(rev.given, 'not_applicable') IS NOT NULL AS n, rev.given IS NOT 'not_applicable' AS m,
                   rev.given IS 'none_occurred' AS none_n, rev.num AS raw_num, rev.den AS raw_den
            FROM measure CROSS JOIN expectation ON expectation.period IN (SELECT value FROM json_each(:periods))
                 AND expectation.what_id = measure.id {only}
            LEFT JOIN target_value AS head ON head.period = expectation.period AND head.measure_id = expectation.what_id
                 AND head.unit_id = expectation.unit_id AND {own_tasks.counting(as_of)}
            LEFT JOIN value_rev AS rev ON rev.value_id = head.id AND rev.rev = head.{rev}
            WHERE measure.id IN (SELECT value FROM json_each(:ids)) AND expectation.exempt IS NULL
              AND expectation.unit_id <> {OWN_UNIT}""",
        {
            "ids": json.dumps(list(measure_ids)),
            "periods": json.dumps(list(periods)),
            "units": json.dumps(list(unit_ids or ())),
        },
    ).fetchall()


def unit_order(reader: Connection) -> dict[int, int]:
    """Where each unit stands in the office's order."""
    rows = reader.execute("SELECT id FROM unit ORDER BY position, id")
    return {row[0]: place for place, row in enumerate(rows)}


def revisions(reader: Connection, measure_id: int, unit_id: int, period: str) -> list[Row]:
    """Everything submitted of one figure, by seat and the newest first: value_id, seat_id, counted, submitted_rev, closed_rev, rev, kind,
    given, num, den, val, note, reason, authority_text, person_text, at_ms, files (how many are attached), ban_code and unit_id of the
    seat that wrote it (null where unknown here), peer (its name as it introduced itself)."""
    return reader.execute(
        """SELECT head.id AS value_id, head.seat_id, head.counted, head.submitted_rev, head.closed_rev,
                  rev.rev, rev.kind, rev.given, rev.num, rev.den, rev.val, rev.note, rev.reason, rev.authority_text,
                  rev.person_text, rev.at_ms,
                  (SELECT count(*) FROM evidence WHERE on_kind = 'value' AND on_id = head.id AND gone IS NULL
                   AND coalesce(evidence.rev, rev.rev) = rev.rev) AS files,
                  ban.code AS ban_code, seat.unit_id AS seat_unit, peer.name AS peer
           FROM target_value AS head JOIN value_rev AS rev ON rev.value_id = head.id AND rev.phase = 'submitted'
           LEFT JOIN seat ON seat.id = head.seat_id LEFT JOIN ban ON ban.id = seat.ban_id
           LEFT JOIN peer ON peer.seat_id = head.seat_id
           WHERE head.measure_id = ? AND head.unit_id = ? AND head.period = ?
           ORDER BY head.counted DESC, head.id, rev.rev DESC""",
        [measure_id, unit_id, period],
    ).fetchall()


def same_texts(reader: Connection, period: str, as_of: str, least: int) -> list[Row]:
    """Results of passed-down tasks that several units wrote alike, letter for letter, at least so many characters long: task_id, number,
    text (of the task), result, units (JSON list of ids)."""
    rev = own_tasks.revision(as_of)
    return reader.execute(
        f"""SELECT task.id AS task_id, task.number, task.text, rev.result, json_group_array(head.unit_id) AS units
            FROM progress_entry AS head JOIN progress_rev AS rev ON rev.entry_id = head.id AND rev.rev = head.{rev}
            JOIN task ON task.id = head.task_id AND task.scope = 'passed_down'
            WHERE head.period = ? AND {own_tasks.counting(as_of)} AND length(rev.result) >= ?
            GROUP BY task.id, rev.result HAVING count(DISTINCT head.unit_id) > 1 ORDER BY task.position, task.id, min(head.id)""",
        [period, least],
    ).fetchall()


def texts_as_before(reader: Connection, period: str, before: str, as_of: str, least: int) -> list[Row]:
    """Results of passed-down tasks that say letter for letter what the unit said a quarter before, at least so long: task_id, number, text
    (of the task), unit_id."""
    rev = own_tasks.revision(as_of)
    return reader.execute(
        f"""SELECT task.id AS task_id, task.number, task.text, head.unit_id
            FROM progress_entry AS head JOIN progress_rev AS rev ON rev.entry_id = head.id AND rev.rev = head.{rev}
            JOIN task ON task.id = head.task_id AND task.scope = 'passed_down'
            JOIN progress_entry AS past ON past.task_id = head.task_id AND past.unit_id = head.unit_id AND past.period = :before
                 AND past.counted = 1
            JOIN progress_rev AS last ON last.entry_id = past.id AND last.rev = past.submitted_rev
            WHERE head.period = :period AND {own_tasks.counting(as_of)} AND length(rev.result) >= :least AND rev.result = last.result
            ORDER BY task.position, task.id, head.id""",
        {"period": period, "before": before, "least": least},
    ).fetchall()
