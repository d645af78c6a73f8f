"""What others wrote about the same task or figure that is not its answer: shown under it, never counted (MODEL 8)."""

from dataclasses import dataclass

from app.i18n import tr
from app.numbers import format_stored
from app.people import seats
from app.plan import revisions
from app.session import Session
from app.words import GIVEN, STATES
from db.connection import Row
from db.queries import exchange_counting, quarter
from db.queries.quarter import PROGRESS, Ledger, ledger


@dataclass(frozen=True, slots=True)
class Contribution:
    """A row beside the one that counts. ``who`` wrote it ("" for this office), ``said`` is its state or figure, ``text`` its words.

    ``verdict`` is ours on it: approved, returned, or "" while it waits; ``fact_id`` names it for approving or returning.
    """

    fact_id: int
    who: str
    said: str
    text: str
    verdict: str

    @property
    def waiting(self) -> bool:
        """Whether another seat wrote it and nobody here has judged it."""
        return bool(self.who) and not self.verdict


def writer(session: Session, kind: str, fact_id: int) -> str:
    """What the seat is called that wrote an entry or figure; "" for this office, and where nobody knows."""
    fact = quarter.facts(session.conn, ledger(kind), [fact_id]).get(fact_id)
    return "" if fact is None else seats.giver(session, fact["seat_id"])


def of(session: Session, kind: str, what_id: int, unit_id: int, period: str) -> tuple[Contribution, ...]:
    """The contributions to one answer, in the order they came; ``kind`` is "progress" or "value"."""
    of_kind = ledger(kind)
    rows = exchange_counting.contributions(session.conn, of_kind, what_id, unit_id, period)
    if not rows:
        return ()
    decimals = 0 if of_kind is PROGRESS else revisions.measure_or_refuse(session, what_id)["decimals"]
    names = seats.names(session)
    return tuple(_told(row, of_kind, names.get(row["seat_id"], ""), decimals) for row in rows)


def _told(row: Row, of_kind: Ledger, who: str, decimals: int) -> Contribution:
    said = _state(row) if of_kind is PROGRESS else _figure(row, decimals)
    text = row["result"] if of_kind is PROGRESS else row["note"]
    return Contribution(row["id"], who, said, text, row["verdict"] or "")


def _state(row: Row) -> str:
    if row["given"] != "value":
        return str(GIVEN[row["given"]])
    state = str(STATES[row["state"]])
    return state if row["percent"] is None else f"{state} {row['percent']}%"


def _figure(row: Row, decimals: int) -> str:
    if row["given"] != "value":
        return str(GIVEN[row["given"]])
    if row["den"] is not None:
        return f"{format_stored(row['num'] or 0, decimals)}/{format_stored(row['den'], decimals)}"
    return tr("chưa có số") if row["val"] is None else format_stored(row["val"], decimals)
