"""What the workspace knows of itself: its settings and its office."""

from db.connection import Connection


def setting(reader: Connection, name: str) -> str | None:
    """The value of a setting, or None."""
    row = reader.execute("SELECT value FROM setting WHERE name = ?", [name]).fetchone()
    return None if row is None else str(row[0])


def setting_id(reader: Connection, name: str) -> int | None:
    """The row id of a setting, for the writer."""
    row = reader.execute("SELECT id FROM setting WHERE name = ?", [name]).fetchone()
    return None if row is None else int(row[0])


def settings(reader: Connection) -> dict[str, str]:
    """All settings by name."""
    return {row[0]: row[1] for row in reader.execute("SELECT name, value FROM setting ORDER BY name")}


def office(reader: Connection) -> tuple[int, int, str] | None:
    """(own unit, own seat, year type), or None before the office is set up."""
    found = settings(reader)
    if "own_unit" not in found or "own_seat" not in found:
        return None
    return int(found["own_unit"]), int(found["own_seat"]), found.get("year_type", "calendar")
