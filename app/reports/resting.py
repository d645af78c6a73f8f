"""What a sentence of a paper rests on, by the names its runs carry ("progress:45", "task:9", "target:7"): entries, tasks, targets."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.plan import periods
from app.session import Session
from db.connection import Row
from db.queries import report_register as queries


@dataclass(frozen=True)
class Ground:
    """A thing a sentence rests on. ``kind`` is "task" or "target" and ``id`` its row, which a screen can lead to; ``second`` says
    whose entry of which period it was, where it was one.
    """

    kind: str
    id: int
    title: str
    second: str = ""


def grounds(session: Session, about: Iterable[str]) -> tuple[Ground, ...]:
    """What the names stand for, in their order, each thing once; a task is left out where an entry on it is named too."""
    wanted: dict[str, list[int]] = defaultdict(list)
    order = [(kind, int(number)) for kind, _, number in (name.partition(":") for name in about) if number.isdecimal()]
    for kind, number in order:
        wanted[kind].append(number)
    found: dict[tuple[str, int], Ground] = {}
    for row in queries.entries_named(session.conn, wanted["progress"]):
        where = ", ".join(part for part in (row["unit"] or "", str(periods.label(row["period"]))) if part)
        found["progress", row["id"]] = Ground("task", row["task_id"], _title(row), where)
    told = {ground.id for ground in found.values()}
    for row in queries.tasks_named(session.conn, [one for one in wanted["task"] if one not in told]):
        found["task", row["id"]] = Ground("task", row["id"], _title(row))
    for row in queries.targets_named(session.conn, wanted["target"]):
        found["target", row["id"]] = Ground("target", row["id"], _title(row))
    return tuple(dict.fromkeys(found[name] for name in order if name in found))


def _title(row: Row) -> str:
    return f"{row['number']}. {row['text']}" if row["number"] else str(row["text"])
