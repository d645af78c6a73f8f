"""Where a plan has gaps: clauses that no task carries out, tasks that nothing measures, targets that nobody reported on.

``directive`` and ``programme`` narrow to one document or programme; both None is the whole workspace. What was cancelled does not carry
anything out and is not asked for.
"""

from db.connection import Connection, Row

# Clauses that something is done about: by a task that cites them, or one that cites a clause which carries them out.
_CARRIED = """
    live AS (SELECT clause_id, programme_id FROM task WHERE gone IS NULL AND lifecycle <> 'cancelled'),
    worked_on AS (SELECT DISTINCT programme_id FROM live WHERE programme_id IS NOT NULL),
    carried(id) AS (
        SELECT clause_id FROM live WHERE clause_id IS NOT NULL
        UNION SELECT clause_link.to_id FROM clause_link JOIN live ON live.clause_id = clause_link.from_id)"""

# A clause that only sets a target is carried out where its programme has tasks.
_CLAUSES = f"""
    WITH {_CARRIED},
    aimed AS (
        SELECT target.clause_id AS id, measure.programme_id FROM target JOIN measure ON measure.id = target.measure_id
        WHERE target.gone IS NULL AND target.clause_id IS NOT NULL),
    asked AS (
        SELECT clause.*, clause.id IN (SELECT id FROM carried)
                         OR clause.id IN (SELECT id FROM aimed WHERE programme_id IN worked_on) AS done
        FROM clause WHERE clause.gone IS NULL AND (:directive IS NULL OR clause.directive_id = :directive)
          AND (:programme IS NULL OR clause.id IN (SELECT clause_id FROM live WHERE programme_id = :programme)
               OR clause.id IN (SELECT id FROM aimed WHERE programme_id = :programme)))"""

# A target belongs to the section of its programme under which it stands in the document; others are the whole programme's.
_TASKS = """
    WITH place AS (
        SELECT DISTINCT measure.programme_id, coalesce(clause.path, '') AS path
        FROM target JOIN measure ON measure.id = target.measure_id AND measure.gone IS NULL
        LEFT JOIN clause ON clause.id = target.clause_id
        WHERE target.gone IS NULL AND target.lifecycle <> 'cancelled' AND measure.programme_id IS NOT NULL),
    aim AS MATERIALIZED (
        SELECT place.programme_id, section.id AS section_id FROM place
        LEFT JOIN section ON section.programme_id = place.programme_id AND section.title = place.path AND section.gone IS NULL),
    asked AS (
        SELECT task.*, coalesce(programme.title, '') AS programme, coalesce(programme.number, '') AS programme_number,
               coalesce(section.title, '') AS section,
               programme.position AS programme_position, section.position AS section_position,
               task.measurable
                   OR coalesce(task.section_id IN (SELECT section_id FROM aim WHERE section_id IS NOT NULL), 0)
                   OR coalesce(task.programme_id IN (SELECT programme_id FROM aim WHERE section_id IS NULL), 0) AS done
        FROM task LEFT JOIN programme ON programme.id = task.programme_id LEFT JOIN section ON section.id = task.section_id
        WHERE task.gone IS NULL AND task.lifecycle <> 'cancelled'
          AND (:directive IS NULL OR task.directive_id = :directive OR programme.directive_id = :directive)
          AND (:programme IS NULL OR task.programme_id = :programme))"""

# What is said in words has no figures to report.
_TARGETS = """
    WITH asked AS (
        SELECT target.*, measure.programme_id, coalesce(programme.title, '') AS programme,
               coalesce(programme.number, '') AS programme_number, programme.position AS programme_position,
               measure.position AS measure_position,
               EXISTS (SELECT 1 FROM target_value JOIN value_rev ON value_rev.value_id = target_value.id
                            AND value_rev.rev = target_value.submitted_rev AND value_rev.given <> 'not_applicable'
                       WHERE target_value.measure_id = measure.id AND target_value.counted = 1) AS done
        FROM target JOIN measure ON measure.id = target.measure_id AND measure.gone IS NULL AND measure.form <> 'words'
        LEFT JOIN programme ON programme.id = measure.programme_id
        LEFT JOIN clause ON clause.id = target.clause_id
        WHERE target.gone IS NULL AND target.lifecycle = 'open'
          AND (:directive IS NULL OR programme.directive_id = :directive OR clause.directive_id = :directive)
          AND (:programme IS NULL OR measure.programme_id = :programme))"""

_ORDERS = {
    "clause": (_CLAUSES, "directive_id, line1 IS NULL, line1, id"),
    "task": (_TASKS, "programme_position, section_position, position, id"),
    "target": (_TARGETS, "programme_position, measure_position, position, id"),
}


def gaps(reader: Connection, kind: str, directive_id: int | None, programme_id: int | None) -> list[Row]:
    """The rows of a kind (clause, task or target) with nothing on the other side, in the order of the plan."""
    source, order = _ORDERS[kind]
    return reader.execute(
        f"{source} SELECT * FROM asked WHERE NOT done ORDER BY {order}",
        {"directive": directive_id, "programme": programme_id},
    ).fetchall()


def counts(reader: Connection, kind: str, directive_id: int | None, programme_id: int | None) -> tuple[int, int]:
    """(covered, all) rows of a kind."""
    row = reader.execute(
        f"{_ORDERS[kind][0]} SELECT coalesce(sum(done), 0), count(*) FROM asked",
        {"directive": directive_id, "programme": programme_id},
    ).fetchone()
    return int(row[0]), int(row[1])
