"""What of the exchange a person should be reminded of: states that wait for a yes or no, files that nobody has acknowledged."""

from dataclasses import dataclass

from app.bundles import book
from app.bundles.book_words import State
from app.session import Session
from db.queries import exchange_book

PATIENCE = 7
"""Days after which a file that nobody has acknowledged is spoken of: by then the stick has arrived, or is lost."""


@dataclass(frozen=True)
class Pending:
    """``to_decide`` counts states that wait here; ``unanswered`` files not acknowledged for longer than
    ``PATIENCE``, of those in ``whose``."""

    to_decide: int
    unanswered: int
    whose: tuple[str, ...]


def pending(session: Session) -> Pending:
    """What waits on either side."""
    silent = [line for line in book.lines(session) if line.state is State.EXPORTED and line.days > PATIENCE]
    names = tuple(dict.fromkeys(line.name for line in silent))
    return Pending(to_decide(session), len(silent), names)


def to_decide(session: Session) -> int:
    """How many states wait for a person here."""
    return sum(exchange_book.held(session.conn).values())
