"""Several offices on one machine that come to know each other: each with its workspace and its folder of keys."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.bundles import trust
from app.bundles.keys import own_keys
from app.clock import FrozenClock
from app.ids import IdMaker
from app.people import bans, offices, units
from app.session import Actor, Session
from db import migrations
from db.connection import open_writer
from db.queries import peers as queries

NOW = "2026-07-01T08:00:00"


@dataclass(frozen=True)
class Place:
    """An office: its workspace, and the folder where its machine keeps keys."""

    name: str
    session: Session
    keys: Path
    desk: Path

    @property
    def seat(self) -> str:
        """Its seat's uid as text."""
        return self.introduction("seat").seat

    def introduction(self, called: str = "gt", peer_id: int | None = None) -> trust.Introduction:
        """What its introduction says; the file is ``desk/<called>``."""
        return trust.introduce(self.session, self.desk / called, peer_id, self.keys)


def place(folder: Path, name: str, seed: int, *, clock: FrozenClock | None = None, parent: str = "") -> Place:
    """A set-up office with keys of its own."""
    desk = folder / str(seed)
    desk.mkdir()
    clock = clock or FrozenClock(NOW, step_ms=1)
    writer = open_writer(desk / "so.tdb")
    migrations.migrate(writer)
    session = Session(desk / "so.tdb", writer, clock, IdMaker(clock, seed=seed), Actor("Người thử"))
    offices.set_up_office(session, name=name, short=name, parent_name=parent)
    own_keys(session, desk / "keys")
    return Place(name, session, desk / "keys", desk)


def meet(here: Place, there: Place, role: str, **match: Any) -> int:
    """``there`` introduces itself and ``here`` confirms it by telephone; the peer's id at ``here``."""
    meeting = introduced(here, there)
    return trust.trust(here.session, meeting, role=role, confirmed_fingerprint=meeting.fingerprint, **match)


def introduced(here: Place, there: Place) -> trust.Meeting:
    """What ``here`` sees when it opens the introduction that ``there`` wrote for it."""
    own = queries.item(there.session.conn, queries.uid(here.session.conn, here.session.office.seat_id))
    seat_id = 0 if own is None else own["id"]
    known = [peer.id for peer in trust.peers(there.session) if peer.seat_id == seat_id and not peer.via]
    file = there.desk / "gioi-thieu"
    trust.introduce(there.session, file, known[0] if known else None, there.keys)
    return trust.look_at(here.session, file)


def child_unit(here: Place, name: str) -> int:
    """A unit below an office."""
    kind = units.unit_kinds(here.session)[-1].id
    return units.add_unit(here.session, name=name, kind_id=kind)


def ban(here: Place, name: str, code: str) -> int:
    """A ban of an office."""
    return bans.add_ban(here.session, name=name, code=code)


def below(parent: Place, child: Place) -> tuple[int, int]:
    """Let the two know each other as parent and child; (the child's id at the parent, the parent's at the child)."""
    at_parent = meet(parent, child, "child", unit_id=child_unit(parent, child.name))
    return at_parent, meet(child, parent, "parent")
