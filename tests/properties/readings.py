"""What the laws over real workspaces look at: rows of states, own rows, tasks, facts and headline figures."""

from collections.abc import Iterator

from app.bundles.judging import standing_rows
from app.bundles.records import FACTS
from app.ids import uid_from_text
from app.plan.figure import Figure
from app.plan.target_figures import put_together
from app.session import Session
from db.connection import Connection, Row
from tests.builders.exchange import Place

Keys = frozenset[tuple[str, str]]
"""(kind, key) of rows."""

Figures = dict[tuple[int, str], Figure]
"""By measure and period."""


def keys_of(session: Session, row: Row, *, facts: bool = False) -> Iterator[tuple[str, str]]:
    """By what the rows of a state are told; of the facts only, which nobody takes back once they have left."""
    for kind, found in standing_rows(session.conn, row["id"], row["audience"]).items():
        for key, said in found.items():
            if not facts or (kind in FACTS and said.get("gone") is None):
                yield kind, key


def figures_of(session: Session) -> Figures:
    """The headline figures of the office's own group, as they stand."""
    measures = {row["id"]: row for row in session.conn.execute("SELECT * FROM measure")}
    rows = session.conn.execute(
        "SELECT * FROM rollup WHERE as_of = 'current' AND group_unit = ?", [session.office.unit_id]
    ).fetchall()
    return {
        (row["what_id"], row["period"]): put_together(measures[row["what_id"]], row["what_id"], [row], row["period"])
        for row in rows
        if row["what_id"] in measures
    }


def own_rows_of(conn: Connection, seat_id: int) -> dict[str, list[tuple[object, ...]]]:
    """Our own rows of every table whose rows have an owner, without what is derived."""
    found = {}
    for (table,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
        columns = [row["name"] for row in conn.execute(f"PRAGMA table_info({table})")]
        if "seat_id" in columns and table not in {
            "stream",
            "peer",
            "bundle",
            "receipt",
            "file_at",
            "epoch",
            "seat_node",
        }:
            kept = ", ".join(name for name in columns if name not in {"counted", "closed_rev"})
            rows = conn.execute(f"SELECT {kept} FROM {table} WHERE seat_id = ? ORDER BY 1", [seat_id])
            found[table] = [tuple(row) for row in rows]
    return found


def tasks_of(at: Place, seat: str, scope: str) -> set[tuple[object, ...]]:
    """The live tasks of a seat of one scope: uid, text, due date."""
    rows = at.session.conn.execute(
        """SELECT own.uid, text, due FROM task JOIN item own ON own.id = task.id JOIN item seat ON seat.id = task.seat_id
           WHERE gone IS NULL AND seat.uid = ? AND scope = ?""",
        [uid_from_text(seat), scope],
    )
    return {tuple(row) for row in rows}


def facts_of(at: Place, seat: str) -> set[tuple[object, ...]]:
    """The submitted revisions of progress that a seat wrote."""
    rows = at.session.conn.execute(
        """SELECT task.uid, period, rev, state, percent, result, hash FROM progress_entry
           JOIN progress_rev ON entry_id = progress_entry.id JOIN item task ON task.id = progress_entry.task_id
           JOIN item seat ON seat.id = progress_entry.seat_id WHERE phase = 'submitted' AND seat.uid = ?""",
        [uid_from_text(seat)],
    )
    return {tuple(row) for row in rows}
