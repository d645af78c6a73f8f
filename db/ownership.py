"""Whose row it is: nobody changes what he does not own (MODEL 5).

Every travelling row has one owner, the seat in its ``seat_id``, or that of the row it is a part of. What other seats wrote reaches the
tables by an exchange alone; this workspace may only say of their facts which one counts here and what counted when it closed a period.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from db.connection import Connection

EXCHANGING = frozenset({"import", "withdraw", "migrate"})
"""The kinds of change that write the rows of other seats: they put down what those said themselves."""

OURS_TO_SAY = frozenset({"counted", "closed_rev"})
"""The columns of another seat's facts that say what this workspace makes of them."""

# Here ``seat_id`` names the other side of an exchange, or whose figure a signed paper rests on: not an owner.
_NO_OWNER = frozenset({"seat_node", "epoch", "stream", "peer", "bundle", "receipt", "file_at", "frozen_input"})

PARTS = {
    "progress_rev": ("entry_id", "progress_entry"),
    "value_rev": ("value_id", "target_value"),
    "unit_name": ("unit_id", "unit"),
    "unit_parent": ("unit_id", "unit"),
    "unit_event_part": ("event_id", "unit_event"),
    "ban_name": ("ban_id", "ban"),
    "directive_link": ("from_id", "directive"),
    "clause_link": ("from_id", "clause"),
}
"""Tables whose rows belong to whoever owns the row that they are a part of: the column that names it, and its table."""


class NotOwned(Exception):
    """A row of another seat would have been changed. ``seat_id`` is the seat that owns it."""

    def __init__(self, table: str, row_id: int, seat_id: int) -> None:
        super().__init__(f"{table} {row_id} belongs to seat {seat_id}")
        self.table = table
        self.row_id = row_id
        self.seat_id = seat_id


class Ownership:
    """Asked before each write of one change; it remembers whose heads it saw, so that a cell costs no more than before."""

    def __init__(self, connection: Connection, kind: str) -> None:
        self._connection = connection
        self.exchanging = kind in EXCHANGING
        """Whether the change puts down what other seats said themselves."""
        self._own: int | None = None
        self._asked = False
        self._heads: dict[tuple[str, int], int | None] = {}

    def require(self, table: str, row: Mapping[str, Any], columns: Iterable[str] = ()) -> None:
        """Raise NotOwned when another seat owns the row; ``columns`` are those that would change, none where it would go."""
        if self.exchanging or self._own_seat() is None:
            return
        owner = self._owner(table, row)
        if owner is not None and owner != self._own and not self._free(columns):
            raise NotOwned(table, int(row["id"]), owner)

    def require_all(self, table: str, assignments: str, where: str, values: Sequence[Any]) -> None:
        """As ``require``, for every row that an update by rule would reach."""
        if self.exchanging or table in _NO_OWNER or self._own_seat() is None:
            return
        if self._free(part.split("=")[0].strip() for part in assignments.split(",")):
            return
        if "seat_id" not in _columns(self._connection, table):
            return
        given = list(values)[assignments.count("?") :]
        row = self._connection.execute(
            f"SELECT id, seat_id FROM {table} WHERE seat_id <> ? AND ({where}) LIMIT 1", [self._own, *given]
        ).fetchone()
        if row is not None:
            raise NotOwned(table, row[0], row[1])

    def _free(self, columns: Iterable[str]) -> bool:
        named = set(columns)
        return bool(named) and named <= OURS_TO_SAY

    def _owner(self, table: str, row: Mapping[str, Any]) -> int | None:
        if table in _NO_OWNER:
            return None
        if table in PARTS:
            column, whole = PARTS[table]
            return self._owner_of(whole, int(row.get(column) or 0))
        owner = row.get("seat_id")
        return None if owner is None else int(owner)

    def _owner_of(self, table: str, row_id: int) -> int | None:
        key = (table, row_id)
        if key not in self._heads:
            row = self._connection.execute(f"SELECT seat_id FROM {table} WHERE id = ?", [row_id]).fetchone()
            self._heads[key] = None if row is None else int(row[0])
        return self._heads[key]

    def _own_seat(self) -> int | None:
        """The seat of this workspace; None before it is set up, when every row is its own."""
        if not self._asked:
            row = self._connection.execute(
                "SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'own_seat'"
            ).fetchone()
            self._own, self._asked = (None if row is None else int(row[0])), True
        return self._own


def _columns(connection: Connection, table: str) -> set[str]:
    return {row["name"] for row in connection.execute(f"PRAGMA table_info({table})")}
