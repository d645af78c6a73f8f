"""Who does something, and when, while the sample is written: its own clock and its own people instead of the machine's."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from app.clock import FrozenClock
from app.sample import texts
from app.session import Actor, Session

MINUTE = 60_000


@dataclass
class Story:
    """The session with what has been made so far, found by the keys of the text files."""

    session: Session
    office: dict[str, Any] = field(default_factory=lambda: texts.table("office"))
    plan: dict[str, Any] = field(default_factory=lambda: texts.table("plan"))
    term: int = 0
    people: dict[str, int] = field(default_factory=dict)
    bans: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    members: dict[int, int] = field(default_factory=dict)
    directives: dict[str, int] = field(default_factory=dict)
    clauses: dict[str, list[int]] = field(default_factory=dict)
    tasks: dict[str, int] = field(default_factory=dict)
    measures: dict[str, int] = field(default_factory=dict)
    specs: dict[int, dict[str, Any]] = field(default_factory=dict)
    kind_of: dict[int, str] = field(default_factory=dict)

    def at(self, instant: str, who: str = "") -> None:
        """Go on at an instant (Vietnamese time), as a person of the office, the clerk when nobody is named."""
        self.session.clock = FrozenClock(instant, step_ms=MINUTE)
        name = who or self.office["people"]["clerk"]
        self.session.actor = Actor(name, self.people.get(name))


@contextmanager
def told(session: Session) -> Iterator[Story]:
    """Let the sample's own time and people hold in a session for a while."""
    clock, actor = session.clock, session.actor
    try:
        yield Story(session)
    finally:
        session.clock, session.actor = clock, actor
