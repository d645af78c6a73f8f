"""Rules over rows that no constraint can hold, each one statement that yields the rows which break it (``tiendo check``).

Every statement gives (table, id). They are read-only and may run beside a writer.
"""

from collections.abc import Iterator

from db.connection import Connection

# What a column that refers to ``item`` must refer to. A row may arrive before what it refers to, but not instead of it.
REFERS_TO = {
    "seat_id": "seat",
    "unit_id": "unit",
    "to_unit_id": "unit",
    "ban_id": "ban",
    "on_behalf_ban": "ban",
    "successor_id": "ban",
    "person_id": "person",
    "programme_id": "programme",
    "section_id": "section",
    "directive_id": "directive",
    "clause_id": "clause",
    "task_id": "task",
    "measure_id": "measure",
    "target_id": "target",
    "kind_id": "unit_kind",
    "unit_kind_id": "unit_kind",
    "scope_kind_id": "unit_kind",
    "term_id": "term",
    "event_id": "unit_event",
    "slip_id": "slip",
    "report_id": "report",
    "register_id": "number_register",
}
DAYS = (
    *("valid_from", "valid_until", "starts", "ends", "due", "cutoff", "issued", "done_on", "happened_on", "signed_on"),
    *("lifecycle_on", "reached", "closed", "ends_planned", "ends_real", "old_due", "new_due"),
)
# (earlier, later, whether the same day is already wrong): ``until`` days are exclusive.
SPANS = (
    ("valid_from", "valid_until", True),
    ("starts", "ends", False),
    ("starts", "due", False),
    ("h_from", "h_to", False),
)
FACTS = (("progress_entry", "progress_rev", "entry_id"), ("target_value", "value_rev", "value_id"))

_OWN_SEAT = "(SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'own_seat')"
_OWN_UNIT = "(SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'own_unit')"
_CLOSED = f"(SELECT period FROM period_close WHERE gone IS NULL AND unit_id = {_OWN_UNIT})"

RULES = {
    "expectation_not_frozen": f"""
        SELECT DISTINCT 'expectation', what_id FROM expectation WHERE frozen = 0 AND period IN {_CLOSED}""",
    "expectation_frozen_early": f"""
        SELECT DISTINCT 'expectation', what_id FROM expectation WHERE frozen = 1 AND period NOT IN {_CLOSED}
        AND EXISTS (SELECT 1 FROM calendar WHERE calendar.period = expectation.period AND calendar.seat_id = {_OWN_SEAT})""",
    "two_leads": """
        SELECT 'assignment', max(id) FROM assignment
        WHERE role = 'lead' AND ban_id IS NOT NULL AND gone IS NULL AND valid_until IS NULL
        GROUP BY what_id, seat_id HAVING count(*) > 1""",
    "unit_above_itself": """
        WITH RECURSIVE up(start, at, depth) AS (
            SELECT unit_id, parent_id, 1 FROM unit_parent WHERE purpose = 'org' AND valid_until IS NULL
            UNION ALL
            SELECT up.start, unit_parent.parent_id, up.depth + 1 FROM up
            JOIN unit_parent ON unit_parent.unit_id = up.at AND unit_parent.purpose = 'org' AND unit_parent.valid_until IS NULL
            WHERE up.depth < 20 AND up.at <> up.start)
        SELECT DISTINCT 'unit', start FROM up WHERE at = start""",
    "task_above_itself": """
        WITH RECURSIVE up(start, at, depth) AS (
            SELECT id, parent_id, 1 FROM task WHERE parent_id IS NOT NULL
            UNION ALL
            SELECT up.start, task.parent_id, up.depth + 1 FROM up JOIN task ON task.id = up.at
            WHERE task.parent_id IS NOT NULL AND up.depth < 20 AND up.at <> up.start)
        SELECT DISTINCT 'task', start FROM up WHERE at = start""",
    "task_too_deep": """
        WITH RECURSIVE up(start, at, depth) AS (
            SELECT id, parent_id, 2 FROM task WHERE parent_id IS NOT NULL AND gone IS NULL
            UNION ALL
            SELECT up.start, task.parent_id, up.depth + 1 FROM up JOIN task ON task.id = up.at
            WHERE task.parent_id IS NOT NULL AND up.depth < 6 AND up.at <> up.start)
        SELECT DISTINCT 'task', start FROM up WHERE depth > 4""",
    "section_of_another_programme": """
        SELECT 'task', task.id FROM task JOIN section ON section.id = task.section_id
        WHERE task.gone IS NULL AND section.programme_id IS NOT task.programme_id""",
    "two_names_at_once": """
        SELECT DISTINCT 'unit_name', later.id FROM unit_name AS early JOIN unit_name AS later
        ON later.unit_id = early.unit_id AND later.id > early.id
        AND coalesce(early.valid_from, '') < coalesce(later.valid_until, '9999')
        AND coalesce(later.valid_from, '') < coalesce(early.valid_until, '9999')""",
    "numerator_over_denominator": """
        SELECT 'target_value', target_value.id FROM value_rev
        JOIN target_value ON target_value.id = value_rev.value_id AND target_value.submitted_rev = value_rev.rev
        JOIN measure ON measure.id = target_value.measure_id AND measure.form = 'ratio'
        WHERE value_rev.given = 'value' AND value_rev.num > value_rev.den""",
    "ratio_without_base": """
        SELECT 'target_value', target_value.id FROM value_rev
        JOIN target_value ON target_value.id = value_rev.value_id AND target_value.submitted_rev = value_rev.rev
        JOIN measure ON measure.id = target_value.measure_id AND measure.form = 'ratio'
        WHERE value_rev.given = 'value' AND (value_rev.num IS NULL OR value_rev.den IS NULL)""",
    # Of what others wrote the judged revision may have been withdrawn with the file that brought it.
    "review_of_nothing": f"""
        SELECT 'review', review.id FROM review
        JOIN (SELECT 'progress' AS kind, id, seat_id FROM progress_entry UNION ALL SELECT 'value', id, seat_id FROM target_value) AS head
             ON head.kind = review.on_kind AND head.id = review.on_id AND head.seat_id = {_OWN_SEAT}
        LEFT JOIN progress_rev ON review.on_kind = 'progress' AND progress_rev.entry_id = review.on_id
             AND progress_rev.rev = review.rev AND progress_rev.hash = review.rev_hash
        LEFT JOIN value_rev ON review.on_kind = 'value' AND value_rev.value_id = review.on_id
             AND value_rev.rev = review.rev AND value_rev.hash = review.rev_hash
        WHERE review.gone IS NULL AND coalesce(progress_rev.id, value_rev.id) IS NULL""",
    "calendar_out_of_order": """
        SELECT 'calendar', id FROM calendar WHERE starts > ends OR cutoff < starts OR due < cutoff""",
    "settings_without_office": f"""
        SELECT 'setting', id FROM setting WHERE (name = 'own_unit' AND NOT EXISTS (SELECT 1 FROM unit WHERE id = {_OWN_UNIT}))
        OR (name = 'own_seat' AND NOT EXISTS (SELECT 1 FROM seat WHERE id = {_OWN_SEAT}))""",
    "undone_by_nobody": """
        SELECT 'change', change.id FROM change LEFT JOIN change AS other ON other.id = change.undone_by
        WHERE change.undone_by IS NOT NULL AND other.undoes IS NOT change.id
        UNION ALL SELECT 'change', change.id FROM change JOIN change AS other ON other.undoes = change.id
        WHERE change.undone_by IS NOT other.id""",
    "log_cut_off": """
        SELECT 'change', seq FROM sqlite_sequence WHERE name = 'change'
        AND seq > (SELECT coalesce(max(id), 0) FROM change)""",
}


def broken(reader: Connection) -> Iterator[tuple[str, str, int]]:
    """Every row that breaks a rule: (code of the rule, table, id)."""
    for code, sql in (*RULES.items(), *_per_table(reader)):
        for table, row_id in reader.execute(sql):
            yield code, table, row_id


def _per_table(reader: Connection) -> Iterator[tuple[str, str]]:
    for heads, revs, owner in FACTS:
        yield from _facts(heads, revs, owner)
    for table, columns in _columns(reader).items():
        if "id" not in columns:
            continue
        days = " OR ".join(
            f"({name} IS NOT NULL AND date({name}, '+0 days') IS NOT {name})" for name in columns if name in DAYS
        )
        if days:
            yield "not_a_day", f"SELECT '{table}', id FROM {table} WHERE {days}"
        for early, late, strict in SPANS:
            if {early, late} <= set(columns):
                sign = ">=" if strict else ">"
                yield "ends_before_it_starts", f"SELECT '{table}', id FROM {table} WHERE {early} {sign} {late}"
        if columns.get("id") == "item":
            yield (
                "identity_of_another_kind",
                f"SELECT '{table}', {table}.id FROM {table} JOIN item USING (id) WHERE item.kind <> '{table}'",
            )
        for column in (name for name, parent in columns.items() if parent == "item" and name in REFERS_TO):
            yield (
                "refers_to_another_kind",
                f"""SELECT '{table}', {table}.id FROM {table} JOIN item ON item.id = {table}.{column}
                    WHERE item.kind <> '{REFERS_TO[column]}'""",
            )


def _facts(heads: str, revs: str, owner: str) -> Iterator[tuple[str, str]]:
    """The life of a fact: its head, its submitted and its closed revision, and what may follow a lock (MODEL 9, 10).

    What was no answer at the lock has no closed revision: where another row was, ours beside it may have been written before.
    """
    what = "task_id" if heads == "progress_entry" else "measure_id"
    rev = f"SELECT 1 FROM {revs} WHERE {revs}.{owner} = {heads}.id AND {revs}.rev"
    newest = f"(SELECT max(rev) FROM {revs} WHERE {revs}.{owner} = {heads}.id)"
    yield "head_not_newest", f"SELECT '{heads}', id FROM {heads} WHERE head_rev IS NOT {newest}"
    for column in ("submitted_rev", "closed_rev"):
        yield (
            "points_at_no_submission",
            f"""SELECT '{heads}', id FROM {heads} WHERE {column} IS NOT NULL
                AND NOT EXISTS ({rev} = {heads}.{column} AND {revs}.phase = 'submitted')""",
        )
    yield (
        "draft_below_the_head",
        f"""SELECT '{heads}', {heads}.id FROM {heads} JOIN {revs} ON {revs}.{owner} = {heads}.id
            WHERE {revs}.phase = 'draft' AND {revs}.rev < {heads}.head_rev""",
    )
    yield (
        "written_after_the_lock",
        f"""SELECT '{heads}', {heads}.id FROM {heads} JOIN {revs} ON {revs}.{owner} = {heads}.id AND {revs}.phase = 'submitted'
            JOIN period_close ON period_close.period = {heads}.period AND period_close.gone IS NULL AND period_close.unit_id = {_OWN_UNIT}
            WHERE {heads}.seat_id = {_OWN_SEAT} AND {revs}.kind <> 'amendment' AND {revs}.rev > coalesce({heads}.closed_rev, 0)
            AND ({heads}.closed_rev IS NOT NULL OR NOT EXISTS (
                SELECT 1 FROM {heads} AS counted WHERE counted.{what} = {heads}.{what} AND counted.unit_id = {heads}.unit_id
                AND counted.period = {heads}.period AND counted.closed_rev IS NOT NULL))""",
    )
    yield (
        "two_answers_counted",
        f"""SELECT '{heads}', max(id) FROM {heads} WHERE counted = 1
            GROUP BY {what}, unit_id, period HAVING count(*) > 1""",
    )


def _columns(reader: Connection) -> dict[str, dict[str, str]]:
    """table -> column -> the table it refers to, empty for none."""
    found: dict[str, dict[str, str]] = {}
    names = reader.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%'"
    )
    for (table,) in names.fetchall():
        parents = {row["from"]: row["table"] for row in reader.execute(f"PRAGMA foreign_key_list({table})")}
        columns = [row["name"] for row in reader.execute(f"PRAGMA table_info({table})")]
        found[table] = {name: parents.get(name, "") for name in columns}
    return found
