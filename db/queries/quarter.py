"""The facts of a quarter and their revisions, read for the use cases that write them (MODEL 2, 8, 9)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.connection import Connection, Row


@dataclass(frozen=True)
class Ledger:
    """The tables of one kind of fact: its heads, its revisions, the columns of content that a revision holds."""

    kind: str
    heads: str
    revs: str
    owner: str
    what: str
    fields: tuple[str, ...]


PROGRESS = Ledger(
    kind="progress",
    heads="progress_entry",
    revs="progress_rev",
    owner="entry_id",
    what="task_id",
    fields=("given", "state", "percent", "done_on", "result", "difficulty", "cause", "proposal"),
)
VALUES = Ledger(
    kind="value",
    heads="target_value",
    revs="value_rev",
    owner="value_id",
    what="measure_id",
    fields=("given", "num", "den", "val", "note"),
)


def ledger(kind: str) -> Ledger:
    """The ledger called ``progress`` or ``value``."""
    return {found.kind: found for found in (PROGRESS, VALUES)}[kind]


def _columns(of: Ledger) -> str:
    head = ("seat_id", "unit_id", "period", "on_behalf_ban", "head_rev", "submitted_rev", "closed_rev", "counted")
    rev = ("rev", "kind", "phase", "slip_id", "at_ms", "hash", "reason", "authority_text", *of.fields)
    named = [f"head.{name}" for name in head] + [f"rev.{name}" for name in rev]
    return f"head.id, head.{of.what} AS what_id, rev.id AS rev_id, {', '.join(named)}"


def _head_and_rev(of: Ledger, rev: str = "head_rev") -> str:
    return f"{of.heads} AS head JOIN {of.revs} AS rev ON rev.{of.owner} = head.id AND rev.rev = head.{rev}"


def fact(reader: Connection, of: Ledger, what_id: int, unit_id: int, period: str, seat_id: int) -> Row | None:
    """A seat's own fact with its head revision, or None. Columns: those of the head, ``rev_id`` and the revision's."""
    row: Row | None = reader.execute(
        f"""SELECT {_columns(of)} FROM {_head_and_rev(of)}
            WHERE head.{of.what} = ? AND head.unit_id = ? AND head.period = ? AND head.seat_id = ?""",
        [what_id, unit_id, period, seat_id],
    ).fetchone()
    return row


def facts(reader: Connection, of: Ledger, ids: Iterable[int], rev: str = "head_rev") -> dict[int, Row]:
    """Facts by id with their head revision, or with the one that ``rev`` names (``submitted_rev``, ``closed_rev``)."""
    marks = ",".join(str(int(found)) for found in ids)
    rows = reader.execute(f"SELECT {_columns(of)} FROM {_head_and_rev(of, rev)} WHERE head.id IN ({marks})")
    return {row["id"]: row for row in rows}


def revisions(reader: Connection, of: Ledger, head_id: int) -> list[Row]:
    """All revisions of a fact, oldest first."""
    return reader.execute(f"SELECT * FROM {of.revs} WHERE {of.owner} = ? ORDER BY rev", [head_id]).fetchall()


def drafts(reader: Connection, of: Ledger, period: str, seat_id: int, ban_id: int | None = None) -> list[Row]:
    """A seat's facts of a period whose head is a draft, perhaps only those a ban leads or wrote."""
    led = "" if ban_id is None else f"AND (head.on_behalf_ban = :ban OR ({_lead_of(of)}) = :ban)"
    return reader.execute(
        f"""SELECT {_columns(of)} FROM {_head_and_rev(of)}
            WHERE rev.phase = 'draft' AND head.period = :period AND head.seat_id = :seat {led} ORDER BY head.id""",
        {"period": period, "seat": seat_id, "ban": ban_id},
    ).fetchall()


def _lead_of(of: Ledger) -> str:
    """The ban that leads a fact's task, else its programme; of a measure the programme's."""
    table = "task" if of.kind == "progress" else "measure"
    programme = f"(SELECT programme_id FROM {table} WHERE id = head.{of.what})"
    return f"coalesce({_lead(f'head.{of.what}')}, {_lead(programme)})"


def _lead(what: str) -> str:
    return f"""(SELECT ban_id FROM assignment WHERE what_id = {what} AND role = 'lead' AND ban_id IS NOT NULL AND gone IS NULL
                AND valid_until IS NULL ORDER BY id DESC LIMIT 1)"""


def others_wrote(reader: Connection, of: Ledger, what_id: int, unit_id: int, period: str, seat_id: int) -> bool:
    """Whether another seat has written about the same, so that it must be said whose row counts (MODEL 8)."""
    row = reader.execute(
        f"""SELECT 1 FROM {of.heads} WHERE {of.what} = ? AND unit_id = ? AND period = ? AND seat_id <> ?""",
        [what_id, unit_id, period, seat_id],
    ).fetchone()
    return row is not None


def earlier_state(reader: Connection, task_id: int, unit_id: int, period: str) -> str | None:
    """The state in the newest entry before a period, draft or not; None when there is none."""
    row = reader.execute(
        """SELECT rev.state FROM progress_entry AS head
           JOIN progress_rev AS rev ON rev.entry_id = head.id AND rev.rev = head.head_rev
           WHERE head.task_id = ? AND head.unit_id = ? AND head.period < ? AND head.counted = 1
           ORDER BY head.period DESC LIMIT 1""",
        [task_id, unit_id, period],
    ).fetchone()
    return None if row is None else str(row[0])


def standing(reader: Connection, period: str, seat_id: int, unit_id: int) -> tuple[bool, int | None]:
    """(whether the seat has opened the period, the instant the unit closed it or None)."""
    row = reader.execute(
        """SELECT EXISTS (SELECT 1 FROM calendar WHERE seat_id = ? AND period = ?),
                  (SELECT at_ms FROM period_close WHERE unit_id = ? AND period = ? AND gone IS NULL)""",
        [seat_id, period, unit_id, period],
    ).fetchone()
    return bool(row[0]), row[1]


def task(reader: Connection, task_id: int) -> Row | None:
    """A task that has not gone."""
    row: Row | None = reader.execute("SELECT * FROM task WHERE id = ? AND gone IS NULL", [task_id]).fetchone()
    return row


def measure(reader: Connection, measure_id: int) -> Row | None:
    """A measure that has not gone."""
    row: Row | None = reader.execute("SELECT * FROM measure WHERE id = ? AND gone IS NULL", [measure_id]).fetchone()
    return row


def unit_exists(reader: Connection, unit_id: int) -> bool:
    """Whether a unit is known and has not gone."""
    return reader.execute("SELECT 1 FROM unit WHERE id = ? AND gone IS NULL", [unit_id]).fetchone() is not None


def unit_names(reader: Connection, unit_ids: Sequence[int], on: str) -> dict[int, str]:
    """The names of units as of a day; of a unit without a name then, its newest."""
    marks = ",".join(str(int(found)) for found in unit_ids)
    rows = reader.execute(
        f"""SELECT unit_id, name FROM unit_name WHERE unit_id IN ({marks})
            ORDER BY unit_id, (coalesce(valid_from, '') <= :on AND coalesce(valid_until, '9999') > :on), valid_from, id""",
        {"on": on},
    )
    return {row[0]: row[1] for row in rows}


def last_texts(reader: Connection, period: str, before: str, columns: Sequence[str]) -> list[Row]:
    """(task_id, unit_id, then now and last of each column) of entries that may say the same as in the period before.

    A first sieve: some text has as many characters besides blanks as last time. Who asks compares word for word.
    """
    pairs = ", ".join(f"now.{name} AS now_{name}, last.{name} AS last_{name}" for name in columns)
    sieve = " OR ".join(
        f"({_weight(f'now.{name}')} > 0 AND {_weight(f'now.{name}')} = {_weight(f'last.{name}')})" for name in columns
    )
    written = " OR ".join(f"now.{name} <> ''" for name in columns)
    return reader.execute(
        f"""SELECT head.task_id, head.unit_id, head.id, {pairs}
            FROM progress_entry AS head
            JOIN progress_entry AS past ON past.task_id = head.task_id AND past.unit_id = head.unit_id AND past.period = :before
                 AND past.seat_id = head.seat_id
            JOIN progress_rev AS now ON now.entry_id = head.id AND now.rev = head.head_rev
            JOIN progress_rev AS last ON last.entry_id = past.id AND last.rev = past.head_rev
            WHERE head.period = :period AND head.counted = 1 AND ({written}) AND ({sieve})""",
        {"period": period, "before": before},
    ).fetchall()


def _weight(column: str) -> str:
    return f"length(replace(replace({column}, ' ', ''), char(10), ''))"


def values_beside(reader: Connection, measure_id: int, period: str, before: str, quarters: Sequence[str]) -> list[Row]:
    """Per unit that is expected or has a value: this period's head, the last period's, and the sum of the year's quarters."""
    same = "head.measure_id = :measure AND head.unit_id = concerned.unit_id"
    return reader.execute(
        f"""WITH concerned(unit_id) AS (
                SELECT unit_id FROM expectation WHERE period = :period AND what_id = :measure
                UNION SELECT unit_id FROM target_value WHERE period = :period AND measure_id = :measure),
            sums AS (
                SELECT head.unit_id, sum(rev.num) AS num, sum(rev.den) AS den, sum(rev.val) AS val
                FROM json_each(:quarters) AS year
                CROSS JOIN target_value AS head ON head.period = year.value AND head.measure_id = :measure AND head.counted = 1
                JOIN value_rev AS rev ON rev.value_id = head.id AND rev.rev = head.head_rev GROUP BY head.unit_id)
            SELECT concerned.unit_id,
                   head.id, now.given, now.num, now.den, now.val, now.note, now.phase,
                   last.given AS last_given, last.num AS last_num, last.den AS last_den, last.val AS last_val,
                   sums.num AS sum_num, sums.den AS sum_den, sums.val AS sum_val
            FROM concerned
            LEFT JOIN target_value AS head ON head.period = :period AND {same} AND head.counted = 1
            LEFT JOIN value_rev AS now ON now.value_id = head.id AND now.rev = head.head_rev
            LEFT JOIN target_value AS past ON past.period = :before AND {same.replace("head.", "past.")} AND past.counted = 1
            LEFT JOIN value_rev AS last ON last.value_id = past.id AND last.rev = past.head_rev
            LEFT JOIN sums ON sums.unit_id = concerned.unit_id
            LEFT JOIN unit ON unit.id = concerned.unit_id
            ORDER BY unit.position, concerned.unit_id""",
        {"period": period, "measure": measure_id, "before": before, "quarters": json.dumps(quarters)},
    ).fetchall()
