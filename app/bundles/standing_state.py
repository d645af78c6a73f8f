"""What a received seat says now: the rows of the states of it that count, by kind and key (MODEL 21)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.bundles import kept_slices
from app.bundles.records import KINDS, as_row, key_of, kind_of
from app.bundles.shapes import Row
from app.session import Session
from db.queries import exchange_seals

Rows = dict[str, Row]


@dataclass(frozen=True)
class State:
    """Rows by kind and key; a seat's streams lie together, because each kind of row travels to us in one stream."""

    rows: Mapping[str, Rows] = field(default_factory=dict)

    def of(self, kind: str) -> Rows:
        """The rows of a kind by key, stubs included."""
        return self.rows.get(kind, {})

    def live(self, kind: str) -> Iterator[Row]:
        """The rows of a kind that are more than stubs."""
        return (row for row in self.of(kind).values() if row.gone is None)


def of_seat(session: Session, seat_id: int) -> State:
    """The state of a seat from its applied seals."""
    rows: dict[str, Rows] = {}
    for seal in exchange_seals.applied(session.conn, seat_id):
        add_seal(session, seal["id"], rows)
    return State(rows)


def add_seal(session: Session, seal_id: int, rows: dict[str, Rows]) -> None:
    """Put the rows of a kept seal into ``rows``. What this version of the program does not know is passed over."""
    for line in exchange_seals.slices(session.conn, seal_id):
        kind = kind_of(line["name"])
        if kind not in KINDS:
            continue
        found = rows.setdefault(kind, {})
        for said in kept_slices.plain_rows(line):
            row = as_row(kind, said)
            found[key_of(kind, said)] = row
