"""Where a definition is used by what counts: what keeps it from being removed, and what goes with it."""

from db.connection import Connection

# kind -> (table, column) of what uses it. Ended rows count as well: history keeps naming it.
_USES: dict[str, tuple[tuple[str, str], ...]] = {
    "section": (("task", "section_id"),),
    "unit_kind": (("unit", "kind_id"), ("assignment", "unit_kind_id"), ("measure", "scope_kind_id")),
    "unit": (
        *(
            ("progress_entry", "unit_id"),
            ("target_value", "unit_id"),
            ("assignment", "unit_id"),
            ("allotment", "unit_id"),
        ),
        *(("post_held", "unit_id"), ("unit_parent", "parent_id"), ("seat", "unit_id")),
    ),
    "ban": (("assignment", "ban_id"), ("post_held", "ban_id"), ("progress_entry", "on_behalf_ban"), ("duty", "ban_id")),
    "person": (
        ("assignment", "person_id"),
        ("progress_rev", "person_id"),
        ("value_rev", "person_id"),
        ("review", "person_id"),
    ),
    "term": (("programme", "term_id"),),
    "directive": (("programme", "directive_id"), ("task", "directive_id"), ("clause", "directive_id")),
    "clause": (("task", "clause_id"), ("target", "clause_id")),
    "programme": (("task", "programme_id"), ("measure", "programme_id")),
    "task": (("progress_entry", "task_id"), ("task", "parent_id"), ("task", "continues_id")),
    "measure": (("target_value", "measure_id"),),
    "target": (("allotment", "target_id"),),
    "milestone": (),
}
_WITHOUT_GONE = {"unit_parent", "progress_entry", "target_value", "progress_rev", "value_rev"}

# kind -> (table, column) of what goes with it.
_PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "programme": (("section", "programme_id"), ("milestone", "programme_id"), ("assignment", "what_id")),
    "task": (("assignment", "what_id"), ("due_change", "task_id")),
    "measure": (("target", "measure_id"),),
    "person": (("post_held", "person_id"),),
    "directive": (("duty", "directive_id"),),
}


def kinds() -> tuple[str, ...]:
    """The kinds that can be removed."""
    return tuple(_USES)


def count(reader: Connection, kind: str, row_id: int) -> int:
    """In how many places a definition is used."""
    found = 0
    for table, column in _USES[kind]:
        alive = "" if table in _WITHOUT_GONE else "AND gone IS NULL"
        found += reader.execute(f"SELECT count(*) FROM {table} WHERE {column} = ? {alive}", [row_id]).fetchone()[0]
    if kind == "unit":
        joined = """SELECT count(*) FROM unit_event_part JOIN unit_event ON unit_event.id = event_id AND unit_event.gone IS NULL
                    WHERE unit_event_part.unit_id = ? AND unit_event.kind IN ('merge', 'split')"""
        found += reader.execute(joined, [row_id]).fetchone()[0]
    return found


def parts(reader: Connection, kind: str, row_id: int) -> list[tuple[str, int]]:
    """(table, id) of what goes with a definition when it is removed."""
    return [
        (table, row[0])
        for table, column in _PARTS.get(kind, ())
        for row in reader.execute(f"SELECT id FROM {table} WHERE {column} = ? AND gone IS NULL ORDER BY id", [row_id])
    ]
