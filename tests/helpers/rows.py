"""What stands in a table, for tests that look into the file."""

from typing import Any

from app.session import Session


def rows_of(session: Session, table: str) -> list[dict[str, Any]]:
    """Every row of a table by its first column."""
    return [dict(row) for row in session.conn.execute(f"SELECT * FROM {table} ORDER BY 1")]
