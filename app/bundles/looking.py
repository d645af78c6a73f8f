"""Looking into received states for what is not written into our tables: a unit's own tasks, and what units further below reported."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.bundles import standing_state
from app.bundles.shapes import MeasureRow, ProgressRow, TaskRow, ValueRow
from app.bundles.standing_state import State
from app.ids import uid_from_text
from app.session import Session
from db.queries import exchange_rows, peers


@dataclass(frozen=True, slots=True)
class OwnTask:
    """A task that a unit set itself. ``under`` is what it hangs under, by its title, empty for none; ``uid`` its identity."""

    uid: str
    number: str
    title: str
    under: str
    due: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a unit said of one task in a quarter. ``own``: of a task of its own."""

    title: str
    own: bool
    state: str
    percent: int | None
    done_on: str | None
    result: str
    difficulty: str


@dataclass(frozen=True, slots=True)
class FigureSaid:
    """What a unit said of one measure in a quarter, as the file writes it."""

    title: str
    given: str
    num: str | None
    den: str | None
    val: str | None


@dataclass(frozen=True, slots=True)
class Below:
    """A seat whose states another office passes on to us, by the name it is vouched under."""

    seat_id: int
    name: str
    via: str


def own_tasks(session: Session, seat_id: int) -> tuple[OwnTask, ...]:
    """The tasks a unit set itself, those under what it was given too."""
    state = standing_state.of_seat(session, seat_id)
    tasks = {row.uid: row for row in state.live("task") if isinstance(row, TaskRow)}
    names = _titles(session, seat_id, state)
    return tuple(
        OwnTask(row.uid, row.number, row.text, names.get(row.parent or "", ""), row.due)
        for row in sorted(tasks.values(), key=lambda task: (task.position, task.number, task.uid))
    )


def entries(session: Session, seat_id: int, period: str) -> tuple[Entry, ...]:
    """What a unit reported about tasks in a quarter, given and own."""
    state = standing_state.of_seat(session, seat_id)
    names, own = _titles(session, seat_id, state), state.of("task").keys()
    found = []
    for row in state.live("progress"):
        if isinstance(row, ProgressRow) and row.period == period:
            said = next(rev for rev in row.revs if rev.rev == row.submitted)
            name, is_own = names.get(row.task, ""), row.task in own
            found.append(Entry(name, is_own, said.state, said.percent, said.done_on, said.result, said.difficulty))
    return tuple(found)


def figures(session: Session, seat_id: int, period: str) -> tuple[FigureSaid, ...]:
    """What a unit reported about measures in a quarter."""
    state = standing_state.of_seat(session, seat_id)
    names = _titles(session, seat_id, state)
    found = []
    for row in state.live("value"):
        if isinstance(row, ValueRow) and row.period == period:
            said = next(rev for rev in row.revs if rev.rev == row.submitted)
            found.append(FigureSaid(names.get(row.measure, ""), said.given, said.num, said.den, said.val))
    return tuple(found)


def relayed(session: Session, via_seat_id: int) -> tuple[Below, ...]:
    """The seats whose states a unit below us passes on."""
    rows = (row for row in peers.peers_of_role(session.conn, "child") if row["via_id"] == via_seat_id)
    return tuple(Below(row["seat_id"], row["name"], row["via_name"]) for row in rows)


def _titles(session: Session, seat_id: int, state: State) -> Mapping[str, str]:
    """What the tasks and measures of a state are called: as it says, as those say who pass it on, else as they stand here."""
    own: dict[str, str] = {}
    peer = peers.peer_of_seat(session.conn, seat_id)
    while peer is not None and peer["via_id"] is not None:
        own = {**_texts(standing_state.of_seat(session, peer["via_id"])), **own}
        peer = peers.peer_of_seat(session.conn, peer["via_id"])
    own.update(_texts(state))
    named = {row.task for row in state.live("progress") if isinstance(row, ProgressRow)}
    named |= {row.measure for row in state.live("value") if isinstance(row, ValueRow)}
    named |= {row.parent for row in state.live("task") if isinstance(row, TaskRow) and row.parent is not None}
    asked = {uid: uid_from_text(uid) for uid in named - own.keys()}
    here = exchange_rows.titles(session.conn, asked.values())
    return {**own, **{uid: here[key] for uid, key in asked.items() if key in here}}


def _texts(state: State) -> dict[str, str]:
    rows = (row for kind in ("task", "measure") for row in state.live(kind))
    return {row.uid: row.text for row in rows if isinstance(row, TaskRow | MeasureRow)}
