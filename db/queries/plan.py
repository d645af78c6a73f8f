"""Programmes with their sections, tasks, milestones, measures, targets and assignments.

An assignment *stands* while it has no ``valid_until``; superseded ones keep it and the reason.
"""

from collections.abc import Sequence

from db.connection import Connection, Row
from db.due_dates import due
from db.expectations import OWN_SEAT
from db.queries import seats

# Our own word on who leads comes before that of the office whose workstation we are.
_LEADS = f"""SELECT what_id, ban.code, assignment.ban_id FROM assignment JOIN ban ON ban.id = assignment.ban_id
             WHERE role = 'lead' AND assignment.valid_until IS NULL AND assignment.gone IS NULL
               AND (assignment.seat_id = {OWN_SEAT} OR NOT EXISTS (
                    SELECT 1 FROM assignment AS ours WHERE ours.what_id = assignment.what_id AND ours.role = 'lead'
                    AND ours.ban_id IS NOT NULL AND ours.valid_until IS NULL AND ours.gone IS NULL AND ours.seat_id = {OWN_SEAT}))"""


def _giver(table: str) -> str:
    """What the seat is called that gave a row of another office; "" for our own."""
    return f"iif({table}.seat_id = {OWN_SEAT}, '', coalesce({seats.name(f'{table}.seat_id')}, ''))"


def _one(reader: Connection, table: str, row_id: int) -> Row | None:
    found: Row | None = reader.execute(f"SELECT * FROM {table} WHERE id = ? AND gone IS NULL", [row_id]).fetchone()
    return found


def programme(reader: Connection, programme_id: int) -> Row | None:
    """A programme."""
    return _one(reader, "programme", programme_id)


def section(reader: Connection, section_id: int) -> Row | None:
    """A section of a programme."""
    return _one(reader, "section", section_id)


def milestone(reader: Connection, milestone_id: int) -> Row | None:
    """A milestone."""
    return _one(reader, "milestone", milestone_id)


def task(reader: Connection, task_id: int) -> Row | None:
    """A task."""
    return _one(reader, "task", task_id)


def measure(reader: Connection, measure_id: int) -> Row | None:
    """A measure."""
    return _one(reader, "measure", measure_id)


def target(reader: Connection, target_id: int) -> Row | None:
    """A target with what its measure says of it: form, decimals, unit_text."""
    found: Row | None = reader.execute(
        """SELECT target.*, measure.form, measure.decimals, measure.unit_text, measure.programme_id
           FROM target JOIN measure ON measure.id = target.measure_id WHERE target.id = ? AND target.gone IS NULL""",
        [target_id],
    ).fetchone()
    return found


def task_details(reader: Connection, task_id: int) -> Row | None:
    """A task with the names of what it hangs on."""
    found: Row | None = reader.execute(
        f"""SELECT task.*, {due()} AS granted_due, programme.title AS programme, section.title AS section, parent.text AS parent,
                  directive.as_written AS directive, directive.id AS source_id, clause.label AS clause,
                  clause.text AS clause_text
           FROM task
           LEFT JOIN programme ON programme.id = task.programme_id LEFT JOIN section ON section.id = task.section_id
           LEFT JOIN task AS parent ON parent.id = task.parent_id LEFT JOIN clause ON clause.id = task.clause_id
           LEFT JOIN directive ON directive.id = coalesce(task.directive_id, clause.directive_id, programme.directive_id)
           WHERE task.id = ? AND task.gone IS NULL""",
        [task_id],
    ).fetchone()
    return found


def programme_details(reader: Connection, programme_id: int) -> Row | None:
    """A programme with the names of what it hangs on."""
    found: Row | None = reader.execute(
        """SELECT programme.*, directive.as_written AS directive, term.label AS term FROM programme
           LEFT JOIN directive ON directive.id = programme.directive_id LEFT JOIN term ON term.id = programme.term_id
           WHERE programme.id = ? AND programme.gone IS NULL""",
        [programme_id],
    ).fetchone()
    return found


def name_of(reader: Connection, what_id: int) -> tuple[str, str, int] | None:
    """(kind, text, owning seat) of a programme, task, measure or target; None for anything else."""
    for table, column in (("task", "text"), ("programme", "title"), ("target", "text"), ("measure", "text")):
        row = reader.execute(
            f"SELECT {column}, seat_id FROM {table} WHERE id = ? AND gone IS NULL", [what_id]
        ).fetchone()
        if row is not None:
            return table, str(row[0]), int(row[1])
    return None


def programmes_of(reader: Connection, directive_id: int) -> list[Row]:
    """The programmes of a document in order."""
    return reader.execute(
        "SELECT * FROM programme WHERE directive_id = ? AND gone IS NULL ORDER BY position, id", [directive_id]
    ).fetchall()


def programme_positions(reader: Connection) -> list[tuple[int, int]]:
    """(id, position) of every programme in the order shown."""
    rows = reader.execute("SELECT id, position FROM programme WHERE gone IS NULL ORDER BY position, id")
    return [(row[0], row[1]) for row in rows]


def sibling_positions(reader: Connection, programme_id: int | None, section_id: int | None) -> list[tuple[int, int]]:
    """(id, position) of the tasks of a section (or of what stands in no section) in the order shown."""
    rows = reader.execute(
        """SELECT id, position FROM task WHERE programme_id IS ? AND section_id IS ? AND gone IS NULL ORDER BY position, id""",
        [programme_id, section_id],
    )
    return [(row[0], row[1]) for row in rows]


def others_own(reader: Connection, table: str, ids: Sequence[int]) -> set[int]:
    """Which of some programmes or tasks another seat owns."""
    marks = ",".join(str(int(one)) for one in ids)
    return {row[0] for row in reader.execute(f"SELECT id FROM {table} WHERE id IN ({marks}) AND seat_id <> {OWN_SEAT}")}


def last_position(reader: Connection, table: str, column: str, owner_id: int | None) -> int:
    """The highest position in ``table`` (programme, section, task, measure, target) among rows of one owner; 0 when there is none."""
    row = reader.execute(f"SELECT max(position) FROM {table} WHERE {column} IS ?", [owner_id]).fetchone()
    return int(row[0] or 0)


def last_programme_position(reader: Connection) -> int:
    """The highest position of a programme; 0 when there is none."""
    return int(reader.execute("SELECT coalesce(max(position), 0) FROM programme").fetchone()[0])


def sections(reader: Connection, programme_id: int) -> list[Row]:
    """The sections of a programme in order."""
    return reader.execute(
        "SELECT * FROM section WHERE programme_id = ? AND gone IS NULL ORDER BY position, id", [programme_id]
    ).fetchall()


def milestones(reader: Connection, programme_id: int | None = None) -> list[Row]:
    """The milestones of one programme, or of all, by day."""
    return reader.execute(
        """SELECT * FROM milestone WHERE gone IS NULL AND (:programme IS NULL OR programme_id = :programme)
           ORDER BY ends, starts, id""",
        {"programme": programme_id},
    ).fetchall()


def tasks(reader: Connection, programme_id: int | None) -> list[Row]:
    """The tasks of a programme (None: those without one) in order, whole rows."""
    return reader.execute(
        "SELECT * FROM task WHERE programme_id IS ? AND gone IS NULL ORDER BY position, id", [programme_id]
    ).fetchall()


def measures(reader: Connection, programme_id: int) -> list[Row]:
    """The measures of a programme in order."""
    return reader.execute(
        "SELECT * FROM measure WHERE programme_id = ? AND gone IS NULL ORDER BY position, id", [programme_id]
    ).fetchall()


def has_values(reader: Connection, measure_id: int) -> bool:
    """Whether anything was ever logged for a measure."""
    return (
        reader.execute("SELECT 1 FROM target_value WHERE measure_id = ? LIMIT 1", [measure_id]).fetchone() is not None
    )


def targets(reader: Connection, measure_ids: Sequence[int]) -> list[Row]:
    """The targets of some measures, by measure and order."""
    marks = ",".join("?" * len(measure_ids))
    return reader.execute(
        f"SELECT * FROM target WHERE measure_id IN ({marks}) AND gone IS NULL ORDER BY measure_id, position, id",
        list(measure_ids),
    ).fetchall()


def target_lines(reader: Connection, programme_id: int | None = None) -> list[Row]:
    """Targets with their measure and programme, in the programmes' order: of one programme, or all."""
    return reader.execute(
        f"""SELECT target.*, measure.text AS measure, measure.form, measure.unit_text, measure.decimals, measure.frequency,
                   measure.entry, measure.reported_by, measure.scope_sector, measure.programme_id,
                   programme.number AS programme_number, programme.title AS programme,
                   coalesce(own.code, inherited.code) AS lead_code
            FROM target JOIN measure ON measure.id = target.measure_id AND measure.gone IS NULL
            LEFT JOIN programme ON programme.id = measure.programme_id
            LEFT JOIN ({_LEADS}) AS own ON own.what_id = target.id
            LEFT JOIN ({_LEADS}) AS inherited ON inherited.what_id = measure.programme_id
            WHERE target.gone IS NULL AND (:programme IS NULL OR measure.programme_id = :programme)
            ORDER BY programme.position, programme.id, measure.position, measure.id, target.position, target.id""",
        {"programme": programme_id},
    ).fetchall()


def task_ancestors(reader: Connection, task_id: int) -> list[int]:
    """The tasks above one, nearest first."""
    rows = reader.execute(
        """WITH RECURSIVE above(id, depth) AS (
               SELECT parent_id, 1 FROM task WHERE id = ? AND parent_id IS NOT NULL
               UNION SELECT task.parent_id, depth + 1 FROM above JOIN task ON task.id = above.id
               WHERE task.parent_id IS NOT NULL AND depth < 20)
           SELECT id FROM above ORDER BY depth""",
        [task_id],
    )
    return [row[0] for row in rows]


def descendants(reader: Connection, task_id: int) -> list[tuple[int, int]]:
    """(task, how many levels below) of everything under a task."""
    rows = reader.execute(
        """WITH RECURSIVE below(id, depth) AS (
               SELECT id, 1 FROM task WHERE parent_id = ?
               UNION SELECT task.id, depth + 1 FROM below JOIN task ON task.parent_id = below.id WHERE depth < 20)
           SELECT id, depth FROM below ORDER BY depth, id""",
        [task_id],
    )
    return [(row[0], row[1]) for row in rows]


def due_changes(reader: Connection, task_id: int) -> list[Row]:
    """Every change of a task's due date, oldest first."""
    return reader.execute(
        "SELECT * FROM due_change WHERE task_id = ? AND gone IS NULL ORDER BY at_ms, id", [task_id]
    ).fetchall()


def tree_programmes(reader: Connection, *, closed: bool) -> list[Row]:
    """Programmes and their sections in order, one row a section (section columns null where a programme has none), with the lead."""
    return reader.execute(
        f"""SELECT programme.id, programme.number, programme.title, programme.starts, programme.ends, programme.closed,
                   programme.directive_id, {_giver("programme")} AS giver, lead.code AS lead_code,
                   section.id AS section_id, section.number AS section_number, section.title AS section_title
            FROM programme
            LEFT JOIN ({_LEADS}) AS lead ON lead.what_id = programme.id
            LEFT JOIN section ON section.programme_id = programme.id AND section.gone IS NULL
            WHERE programme.gone IS NULL {"" if closed else "AND programme.closed IS NULL"}
            ORDER BY programme.position, programme.id, section.position, section.id"""
    ).fetchall()


def tree_tasks(reader: Connection) -> list[Row]:
    """What a tree shows of every task (its columns first), by programme in order, with the ban that leads it itself."""
    return reader.execute(
        f"""SELECT task.id, task.parent_id, task.number, task.text, {due()} AS due, task.continuous, task.scope, task.lifecycle,
                   task.priority, lead.code AS lead_code, {_giver("task")} AS giver, task.programme_id, task.section_id
            FROM task LEFT JOIN ({_LEADS}) AS lead ON lead.what_id = task.id
            WHERE task.gone IS NULL ORDER BY task.programme_id, task.position, task.id"""
    ).fetchall()


_ASSIGNMENTS = """
    SELECT assignment.id, what_id, role, assignment.ban_id, coalesce(ban.code, '') AS ban_code,
           coalesce((SELECT name FROM ban_name WHERE ban_id = assignment.ban_id
                     ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1), '') AS ban,
           person_id, coalesce(person.name, '') AS person, assignment.unit_id,
           coalesce((SELECT name FROM unit_name WHERE unit_id = assignment.unit_id
                     ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1), '') AS unit,
           unit_kind_id, coalesce(unit_kind.name, '') AS unit_kind, assignment.sector, due, assignment.valid_from,
           assignment.valid_until, coalesce(reason, '') AS reason, assignment.seat_id
    FROM assignment
    LEFT JOIN ban ON ban.id = assignment.ban_id
    LEFT JOIN person ON person.id = assignment.person_id
    LEFT JOIN unit_kind ON unit_kind.id = assignment.unit_kind_id
    WHERE assignment.gone IS NULL"""

_ROLE_ORDER = "CASE role WHEN 'lead' THEN 0 WHEN 'collaborate' THEN 1 WHEN 'watch' THEN 2 ELSE 3 END"


def assignments(reader: Connection, what_id: int, *, history: bool) -> list[Row]:
    """The assignments of a task, programme or target that stand, leads first; ``history``: also the superseded, newest first."""
    standing = "" if history else "AND assignment.valid_until IS NULL"
    return reader.execute(
        f"""{_ASSIGNMENTS} AND assignment.what_id = ? {standing}
            ORDER BY assignment.valid_until IS NOT NULL, {_ROLE_ORDER}, assignment.valid_until DESC, assignment.id""",
        [what_id],
    ).fetchall()


def assignment(reader: Connection, assignment_id: int) -> Row | None:
    """An assignment, standing or superseded, with names."""
    found: Row | None = reader.execute(f"{_ASSIGNMENTS} AND assignment.id = ?", [assignment_id]).fetchone()
    return found


def standing_lead(reader: Connection, what_id: int) -> Row | None:
    """The ban (or person) that leads a task, programme or target itself, not through its programme; our own word comes first."""
    found: Row | None = reader.execute(
        f"""{_ASSIGNMENTS} AND assignment.what_id = ? AND role = 'lead' AND assignment.valid_until IS NULL
            AND coalesce(assignment.ban_id, assignment.person_id) IS NOT NULL
            AND coalesce(assignment.unit_id, assignment.unit_kind_id, assignment.sector) IS NULL
            ORDER BY assignment.seat_id <> {OWN_SEAT}, assignment.id LIMIT 1""",
        [what_id],
    ).fetchone()
    return found


def standing_of_ban(reader: Connection, ban_id: int) -> list[Row]:
    """What we gave a ban that stands, of work that is not over."""
    return reader.execute(
        f"""SELECT assignment.* FROM assignment
           LEFT JOIN task ON task.id = what_id LEFT JOIN programme ON programme.id = what_id
           WHERE assignment.ban_id = ? AND assignment.valid_until IS NULL AND assignment.gone IS NULL
             AND assignment.seat_id = {OWN_SEAT} AND coalesce(task.lifecycle, 'open') IN ('open', 'paused') AND programme.closed IS NULL
           ORDER BY assignment.id""",
        [ban_id],
    ).fetchall()


def allotment_row(reader: Connection, target_id: int, unit_id: int, period: str) -> Row | None:
    """The share of a target that a unit is given for a period."""
    found: Row | None = reader.execute(
        "SELECT * FROM allotment WHERE target_id = ? AND unit_id = ? AND period = ?", [target_id, unit_id, period]
    ).fetchone()
    return found


def allotments(reader: Connection, target_id: int) -> list[Row]:
    """Every share given of a target."""
    return reader.execute(
        "SELECT * FROM allotment WHERE target_id = ? AND gone IS NULL ORDER BY period, unit_id", [target_id]
    ).fetchall()


def exemption_row(reader: Connection, what_id: int, unit_id: int, period: str) -> Row | None:
    """Why a unit need not answer in a period, also when that was taken back (``gone``)."""
    found: Row | None = reader.execute(
        "SELECT * FROM exemption WHERE what_id = ? AND unit_id = ? AND period = ?", [what_id, unit_id, period]
    ).fetchone()
    return found
