"""What each list is made of: one SELECT per list, with an integer ``id`` and plain columns.

Kept in code and not as SQL views, so that a better list needs no migration; SQLite flattens them. LEFT JOINs let it drop what a query does
not ask for. Parameters: :period, :cutoff (how lateness is judged), :soon (days), :own_unit, :own_seat, :on (names as of that day).
"""

_UNIT_NAME = """(SELECT name FROM unit_name WHERE unit_name.unit_id = {unit}
    AND coalesce(valid_from, '') <= :on AND coalesce(valid_until, '9999') > :on ORDER BY valid_from DESC LIMIT 1)"""
_UNIT_KEY = _UNIT_NAME.replace("SELECT name ", "SELECT name_key ")
_BAN_NAME = """(SELECT name FROM ban_name WHERE ban_name.ban_id = {ban}
    AND coalesce(valid_from, '') <= :on AND coalesce(valid_until, '9999') > :on ORDER BY valid_from DESC LIMIT 1)"""

# The lead that stands now: the task's own, else its programme's.
_LEAD = """coalesce(
    (SELECT {column} FROM assignment WHERE what_id = task.id AND role = 'lead' AND valid_until IS NULL AND gone IS NULL
     AND ban_id IS NOT NULL LIMIT 1),
    (SELECT {column} FROM assignment WHERE what_id = task.programme_id AND role = 'lead' AND valid_until IS NULL AND gone IS NULL
     AND ban_id IS NOT NULL LIMIT 1))"""

# The same rule as app/plan/timeliness.py; tests/app/test_lists.py compares the two.
STATUS = """CASE
    WHEN {state} = 'cancelled' OR task.lifecycle = 'cancelled' THEN 'cancelled'
    WHEN {state} = 'paused' OR task.lifecycle = 'paused' THEN 'paused'
    WHEN task.continuous = 1 THEN 'continuous'
    WHEN {state} = 'done' AND ({due} IS NULL OR coalesce({done_on}, :cutoff) <= :cutoff)
        THEN CASE WHEN coalesce({done_on}, :cutoff) > {due} THEN 'done_late' ELSE 'done' END
    WHEN {due} <= :cutoff THEN 'overdue'
    WHEN {due} <= date(:cutoff, '+' || :soon || ' days') THEN 'due_soon'
    WHEN {state} IN ('in_progress', 'done') THEN 'in_progress'
    ELSE 'not_started' END"""

# A passed-down task stands as the units below stand: done when all that are expected have done it.
_STATE = """CASE task.scope WHEN 'own' THEN coalesce(newest.state, '')
    ELSE CASE WHEN below.m > 0 AND below.num >= below.m THEN 'done' WHEN below.n > 0 THEN 'in_progress' ELSE '' END END"""
_DONE_ON = "CASE task.scope WHEN 'own' THEN newest.done_on ELSE min(task.due, :cutoff) END"
# The date that the issuer granted this office alone comes before that of the task (db/due_dates.py).
_DUE = "coalesce(granted.new_due, task.due)"

_TASKS = f"""
    SELECT task.id, task.programme_id, task.section_id, task.number, task.text, task.product, task.starts, {_DUE} AS due,
           task.continuous, task.scope, task.priority, task.lifecycle, task.position,
           programme.number AS programme_number, programme.title AS programme, programme.position AS programme_position,
           section.title AS section, section.position AS section_position,
           lead_ban.id AS lead_ban_id, lead_ban.code AS lead, {_BAN_NAME.format(ban="lead_ban.id")} AS lead_name,
           (SELECT group_concat(ban.code, ', ') FROM assignment JOIN ban ON ban.id = assignment.ban_id
            WHERE assignment.what_id = task.id AND role = 'collaborate' AND assignment.valid_until IS NULL
            AND assignment.gone IS NULL) AS collaborators,
           (SELECT person.name FROM assignment JOIN person ON person.id = assignment.person_id
            WHERE assignment.what_id = task.id AND role = 'lead' AND assignment.valid_until IS NULL
            AND assignment.gone IS NULL LIMIT 1) AS person,
           newest.state, newest.percent, newest.done_on, newest.result, entry.period AS logged_in,
           {STATUS.format(state=_STATE, done_on=_DONE_ON, due=_DUE)} AS status
    FROM task
    LEFT JOIN programme ON programme.id = task.programme_id
    LEFT JOIN section ON section.id = task.section_id
    LEFT JOIN ban AS lead_ban ON lead_ban.id = {_LEAD.format(column="ban_id")}
    LEFT JOIN progress_entry AS entry ON entry.id = (
        SELECT id FROM progress_entry WHERE task_id = task.id AND unit_id = :own_unit AND period <= :period AND counted = 1
        AND submitted_rev IS NOT NULL ORDER BY period DESC LIMIT 1)
    LEFT JOIN progress_rev AS newest ON newest.entry_id = entry.id AND newest.rev = entry.submitted_rev
    LEFT JOIN due_change AS granted ON granted.id = (
        SELECT id FROM due_change WHERE task_id = task.id AND unit_id = :own_unit AND gone IS NULL
        ORDER BY at_ms DESC, id DESC LIMIT 1)
    LEFT JOIN rollup AS below ON task.scope = 'passed_down' AND below.what_id = task.id AND below.period = :period
         AND below.group_unit = :own_unit AND below.as_of = 'current'
    WHERE task.gone IS NULL"""

_PROGRAMMES = f"""
    SELECT programme.id, programme.number, programme.title, programme.starts, programme.ends, programme.closed,
           programme.position, directive.as_written AS directive, ban.code AS lead, {_BAN_NAME.format(ban="ban.id")} AS lead_name,
           (SELECT count(*) FROM task WHERE task.programme_id = programme.id AND task.gone IS NULL
            AND task.seat_id = programme.seat_id) AS tasks,
           (SELECT count(*) FROM target JOIN measure ON measure.id = target.measure_id
            WHERE measure.programme_id = programme.id AND target.gone IS NULL) AS targets,
           rollup.num AS on_schedule, rollup.val AS overdue, rollup.n AS logged, rollup.m AS expected
    FROM programme
    LEFT JOIN directive ON directive.id = programme.directive_id
    LEFT JOIN assignment ON assignment.id = (SELECT id FROM assignment WHERE what_id = programme.id AND role = 'lead'
         AND valid_until IS NULL AND gone IS NULL LIMIT 1)
    LEFT JOIN ban ON ban.id = assignment.ban_id
    LEFT JOIN rollup ON rollup.what_id = programme.id AND rollup.period = :period AND rollup.group_unit = :own_unit
         AND rollup.as_of = 'current'
    WHERE programme.gone IS NULL"""

_TARGETS = """
    SELECT target.id, target.measure_id, target.number, target.text, target.comparator, target.value, target.horizon,
           target.h_from, target.h_to, target.position, measure.text AS measure, measure.form, measure.unit_text,
           measure.decimals, measure.programme_id, programme.number AS programme_number, programme.title AS programme,
           programme.position AS programme_position,
           rollup.num, rollup.den, rollup.val, rollup.n, rollup.m, rollup.none_n
    FROM target
    JOIN measure ON measure.id = target.measure_id
    LEFT JOIN programme ON programme.id = measure.programme_id
    LEFT JOIN rollup ON rollup.what_id = measure.id AND rollup.period = :period AND rollup.group_unit = :own_unit
         AND rollup.as_of = 'current'
    WHERE target.gone IS NULL AND measure.gone IS NULL"""

_UNITS = f"""
    SELECT unit.id, unit.code, {_UNIT_NAME.format(unit="unit.id")} AS name, {_UNIT_KEY.format(unit="unit.id")} AS name_key,
           unit_kind.name AS kind, unit_kind.sector, unit.valid_from, unit.valid_until,
           {_UNIT_NAME.format(unit="unit_parent.parent_id")} AS parent, unit.position,
           unit.id = :own_unit AS own
    FROM unit
    LEFT JOIN unit_kind ON unit_kind.id = unit.kind_id
    LEFT JOIN unit_parent ON unit_parent.id = (SELECT id FROM unit_parent WHERE unit_id = unit.id AND purpose = 'org'
         AND coalesce(valid_until, '9999') > :on ORDER BY valid_from DESC LIMIT 1)
    WHERE unit.gone IS NULL"""

_BANS = f"""
    SELECT ban.id, ban.code, {_BAN_NAME.format(ban="ban.id")} AS name, ban.temporary, ban.valid_from, ban.valid_until, ban.position,
           (SELECT count(DISTINCT person_id) FROM post_held WHERE post_held.ban_id = ban.id AND valid_until IS NULL
            AND gone IS NULL) AS people,
           (SELECT count(*) FROM assignment WHERE assignment.ban_id = ban.id AND role = 'lead' AND valid_until IS NULL
            AND gone IS NULL) AS leads
    FROM ban WHERE ban.gone IS NULL AND ban.unit_id = :own_unit"""

_PEOPLE = f"""
    SELECT person.id, person.name, person.name_key, post_held.post, ban.code AS ban_code,
           {_BAN_NAME.format(ban="post_held.ban_id")} AS ban, post_held.valid_from, post_held.valid_until
    FROM person
    LEFT JOIN post_held ON post_held.id = (SELECT id FROM post_held WHERE person_id = person.id AND gone IS NULL
         AND valid_until IS NULL ORDER BY valid_from DESC LIMIT 1)
    LEFT JOIN ban ON ban.id = post_held.ban_id
    WHERE person.gone IS NULL"""

_DIRECTIVES = """
    SELECT directive.id, directive.kind, directive.as_written, directive.issued, directive.issuer_text, directive.abstract,
           (SELECT count(*) FROM clause WHERE clause.directive_id = directive.id AND clause.gone IS NULL) AS clauses,
           (SELECT count(*) FROM programme WHERE programme.directive_id = directive.id AND programme.gone IS NULL) AS programmes
    FROM directive WHERE directive.gone IS NULL"""

_ASSIGNMENTS = f"""
    SELECT assignment.id, assignment.what_id, item.kind AS what_kind, coalesce(task.text, programme.title, target.text) AS what,
           coalesce(task.number, programme.number, target.number) AS number, assignment.role, ban.code AS ban_code,
           {_BAN_NAME.format(ban="assignment.ban_id")} AS ban, person.name AS person,
           coalesce({_UNIT_NAME.format(unit="assignment.unit_id")}, unit_kind.name, assignment.sector) AS unit,
           assignment.due, assignment.valid_from, assignment.valid_until, assignment.reason
    FROM assignment
    JOIN item ON item.id = assignment.what_id
    LEFT JOIN task ON task.id = assignment.what_id
    LEFT JOIN programme ON programme.id = assignment.what_id
    LEFT JOIN target ON target.id = assignment.what_id
    LEFT JOIN ban ON ban.id = assignment.ban_id
    LEFT JOIN person ON person.id = assignment.person_id
    LEFT JOIN unit_kind ON unit_kind.id = assignment.unit_kind_id
    WHERE assignment.gone IS NULL"""

_PROGRESS = f"""
    SELECT entry.id, entry.period, entry.task_id, entry.unit_id, task.programme_id, task.number, task.text AS task, task.due,
           {_UNIT_NAME.format(unit="entry.unit_id")} AS unit, ban.code AS ban_code,
           head.state, head.percent, head.done_on, head.given, head.result, head.difficulty, head.cause, head.proposal,
           head.phase, head.kind, head.rev, head.person_text, head.at_ms
    FROM progress_entry AS entry
    LEFT JOIN task ON task.id = entry.task_id
    LEFT JOIN ban ON ban.id = entry.on_behalf_ban
    LEFT JOIN progress_rev AS head ON head.entry_id = entry.id AND head.rev = entry.head_rev"""

_VALUES = f"""
    SELECT entry.id, entry.period, entry.measure_id, entry.unit_id, measure.programme_id, measure.text AS measure, measure.form,
           measure.decimals, {_UNIT_NAME.format(unit="entry.unit_id")} AS unit, head.given, head.num, head.den, head.val,
           head.note, head.phase, head.kind, head.rev, head.person_text, head.at_ms
    FROM target_value AS entry
    LEFT JOIN measure ON measure.id = entry.measure_id
    LEFT JOIN value_rev AS head ON head.value_id = entry.id AND head.rev = entry.head_rev"""

_PERIODS = """
    SELECT calendar.id, calendar.period, calendar.starts, calendar.ends, calendar.cutoff, calendar.due,
           period_close.at_ms AS closed_ms,
           (SELECT count(*) FROM expectation WHERE expectation.period = calendar.period AND exempt IS NULL) AS expected
    FROM calendar
    LEFT JOIN period_close ON period_close.period = calendar.period AND period_close.unit_id = :own_unit
         AND period_close.gone IS NULL
    WHERE calendar.seat_id = :own_seat"""

_CHANGES = """
    SELECT change.id, change.at_ms, change.person_text, change.label, change.kind, change.undone_by IS NOT NULL AS undone,
           (SELECT count(*) FROM change_row WHERE change_row.change_id = change.id) AS rows
    FROM change"""

_PEERS = f"""
    SELECT peer.id, peer.seat_id, peer.role, coalesce(nullif(peer.name, ''), {_UNIT_NAME.format(unit="peer.unit_id")}, '') AS name,
           {_UNIT_NAME.format(unit="peer.unit_id")} AS unit, {_BAN_NAME.format(ban="peer.ban_id")} AS ban,
           (SELECT voucher.name FROM peer AS voucher WHERE voucher.seat_id = peer.via_id) AS via,
           peer.confirmed_ms AS since_ms, peer.ended_ms, peer.end_reason,
           (SELECT max(at_ms) FROM bundle WHERE bundle.seat_id = peer.seat_id AND way = 'in') AS seen_ms,
           CASE WHEN peer.ended_ms IS NOT NULL THEN 'ended'
                WHEN NOT EXISTS (SELECT 1 FROM seat_node WHERE seat_node.seat_id = peer.seat_id AND until_ver IS NULL) THEN 'waiting'
                WHEN peer.via_id IS NOT NULL THEN 'vouched' ELSE 'ok' END AS state,
           CASE peer.role WHEN 'office' THEN 0 WHEN 'parent' THEN 1 WHEN 'child' THEN 2 ELSE 3 END AS position,
           peer.via_id IS NOT NULL AS further
    FROM peer"""

VIEWS = {
    "programmes": _PROGRAMMES,
    "tasks": _TASKS,
    "targets": _TARGETS,
    "units": _UNITS,
    "bans": _BANS,
    "people": _PEOPLE,
    "directives": _DIRECTIVES,
    "assignments": _ASSIGNMENTS,
    "progress": _PROGRESS,
    "values": _VALUES,
    "periods": _PERIODS,
    "changes": _CHANGES,
    "peers": _PEERS,
}
