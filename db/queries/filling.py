"""What bulk filling must know of a workspace before it writes rows with ids of its own."""

from db.connection import Connection


def next_id(reader: Connection, table: str) -> int:
    """The first id of a table that is free, and after it all are."""
    newest = reader.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
    used = reader.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table]).fetchone()
    return max(int(newest), int(used[0]) if used else 0) + 1


def known_periods(reader: Connection) -> set[str]:
    """The codes in the table of periods."""
    return {row[0] for row in reader.execute("SELECT code FROM period")}


def opened_periods(reader: Connection, seat_id: int) -> set[str]:
    """The codes that a seat has opened."""
    return {row[0] for row in reader.execute("SELECT period FROM calendar WHERE seat_id = ?", [seat_id])}


def expected(reader: Connection, period: str, unit_id: int) -> list[tuple[int, int]]:
    """(task or measure, unit) that answer in a period, of all units but one: the office itself."""
    rows = reader.execute(
        "SELECT what_id, unit_id FROM expectation WHERE period = ? AND unit_id <> ? AND exempt IS NULL ORDER BY 1, 2",
        [period, unit_id],
    )
    return [(row[0], row[1]) for row in rows]


def expected_of(reader: Connection, period: str, unit_id: int) -> list[int]:
    """The tasks and measures that one unit answers in a period."""
    rows = reader.execute(
        "SELECT what_id FROM expectation WHERE period = ? AND unit_id = ? AND exempt IS NULL ORDER BY 1",
        [period, unit_id],
    )
    return [row[0] for row in rows]
