"""The law of undo (MODEL 16, 17), over random histories of real tables with everything derived from them.

Whatever was done, undoing it all step by step passes through every earlier state and ends at the first; redoing passes through them again.
At every rest the chain of the log is whole, the rows are as the log says, and what is derived is what a rebuild would give.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import change_log, checks
from db.state import state_hash
from db.store import Change, Store
from tests.helpers.stores import header, open_store

PERIOD = "2026-Q3"
Step = tuple[str, int, int]

steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["unit", "task", "edit", "lead", "entry", "state", "submit", "setting", "drop", "period", "end"]
        ),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=25,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed workspace with an office, a ban, a programme and an open quarter, to copy."""
    path = tmp_path_factory.mktemp("law") / "so.tdb"
    store = open_store(path)
    with store.change(header()) as change:
        seat = change.insert("item", uid=change.new_uid(), kind="seat")
        own = change.define("unit", seat_id=seat)
        change.insert("seat", id=seat, unit_id=own)
        kind = change.define("unit_kind", seat_id=seat, name="Công đoàn cơ sở", level=3, sector="state")
        change.define("ban", seat_id=seat, unit_id=own, code="ToC")
        change.define("programme", seat_id=seat, title="Chương trình 1")
        for name, value in (("own_unit", own), ("own_seat", seat), ("kind", kind)):
            change.insert("setting", name=name, value=str(value))
        change.insert("period", code=PERIOD, kind="quarter", first_month="2026-07", last_month="2026-09")
        days = {"starts": "2026-07-01", "ends": "2026-09-30", "cutoff": "2026-09-30", "due": "2026-10-05"}
        change.insert("calendar", seat_id=seat, period=PERIOD, **days)
    store.connection.close()
    return path


@pytest.fixture(scope="module")
def fresh(template: Path) -> Iterator[Callable[[], Store]]:
    """Make a new store from the template; all are thrown away at the end."""
    folder = Path(tempfile.mkdtemp(dir=template.parent))
    number = 0

    def make() -> Store:
        nonlocal number
        number += 1
        path = folder / f"{number}.tdb"
        shutil.copyfile(template, path)
        store = open_store(path, seed=100 + number)
        store.connection.execute("PRAGMA synchronous = OFF")  # a law of logic; durability is tested elsewhere
        return store

    yield make
    shutil.rmtree(folder)


def ids(store: Store, table: str) -> list[int]:
    return [row[0] for row in store.connection.execute(f"SELECT id FROM {table} ORDER BY id")]


def setting(store: Store, name: str) -> int:
    return int(store.connection.execute("SELECT value FROM setting WHERE name = ?", [name]).fetchone()[0])


def do(store: Store, change: Change, step: Step) -> None:
    """One thing a person may do; nothing where there is nothing to do it to."""
    name, a, b = step
    seat, own = setting(store, "own_seat"), setting(store, "own_unit")
    tasks, entries = ids(store, "task"), ids(store, "progress_entry")
    if name == "unit":
        made = change.define("unit", seat_id=seat, kind_id=setting(store, "kind"), code=f"U{a}")
        change.insert("unit_name", unit_id=made, name=f"Công đoàn xã số {b}")
        change.insert("unit_parent", unit_id=made, parent_id=own, purpose="org")
    elif name == "task":
        columns = {
            "text": f"Nhiệm vụ {a}",
            "scope": ("own", "passed_down")[b % 2],
            "programme_id": ids(store, "programme")[0],
        }
        change.define("task", seat_id=seat, due=None if a < 3 else f"2026-0{7 + b % 3}-15", **columns)
    elif name == "setting":
        _setting(store, change, a, b)
    elif name == "period":
        change.update("calendar", ids(store, "calendar")[0], cutoff=f"2026-09-{10 + a * 3 + b}")
    elif tasks:
        _to_a_task(store, change, step, tasks[a % len(tasks)], seat, own)
    if entries and name in ("state", "submit"):
        _to_an_entry(store, change, name, entries[a % len(entries)], b)


def _setting(store: Store, change: Change, a: int, b: int) -> None:
    row = store.connection.execute("SELECT id FROM setting WHERE name = ?", [f"s{a}"]).fetchone()
    if row is None:
        change.insert("setting", name=f"s{a}", value=str(b))
    elif b == 0:
        change.delete("setting", row[0])
    else:
        change.update("setting", row[0], value=str(b))


def _to_a_task(store: Store, change: Change, step: Step, task: int, seat: int, own: int) -> None:
    name, a, b = step
    if name == "edit":
        change.update("task", task, text=f"Đổi tên {b}", product=f"Báo cáo {a}")
    elif name == "lead":
        change.define("assignment", seat_id=seat, what_id=task, role="lead", ban_id=ids(store, "ban")[0])
    elif name == "end":
        change.update(
            "task", task, lifecycle=("open", "ended")[b % 2], lifecycle_on="2026-08-01", lifecycle_reason="xong"
        )
    elif (
        name == "drop"
        and not store.connection.execute("SELECT 1 FROM progress_entry WHERE task_id = ?", [task]).fetchone()
    ):
        change.delete("task", task)
    elif name == "entry":
        units = ids(store, "unit")
        unit = units[b % len(units)]
        key = [task, unit, PERIOD]
        if not store.connection.execute(
            "SELECT 1 FROM progress_entry WHERE task_id = ? AND unit_id = ? AND period = ?", key
        ).fetchone():
            entry = change.insert("progress_entry", seat_id=seat, task_id=task, unit_id=unit, period=PERIOD, head_rev=1)
            change.insert("progress_rev", entry_id=entry, rev=1, result=f"Kết quả {a}", at_ms=1)


def _to_an_entry(store: Store, change: Change, name: str, entry: int, b: int) -> None:
    """A draft is edited in place; over a submitted revision a new one opens (MODEL 9)."""
    head = store.connection.execute(
        "SELECT id, rev, phase FROM progress_rev WHERE entry_id = ? ORDER BY rev DESC LIMIT 1", [entry]
    ).fetchone()
    state = ("not_started", "in_progress", "done", "paused", "cancelled")[b % 5]
    if name == "submit" and head["phase"] == "draft":
        change.update("progress_rev", head["id"], phase="submitted")
        change.update("progress_entry", entry, submitted_rev=head["rev"])
    elif name == "state" and head["phase"] == "draft":
        change.update("progress_rev", head["id"], state=state, percent=b * 20)
    elif name == "state":
        change.insert("progress_rev", entry_id=entry, rev=head["rev"] + 1, state=state, percent=b * 20, at_ms=2)
        change.update("progress_entry", entry, head_rev=head["rev"] + 1)


def play(store: Store, history: list[Step]) -> list[str]:
    """Do every step; the states passed through, the first one included."""
    states = [state_hash(store.connection)]
    for number, step in enumerate(history):
        with store.change(header(f"bước {number}", at_ms=number)) as change:
            do(store, change, step)
        if change.touched:
            states.append(state_hash(store.connection))
    return states


def walk(store: Store, kind: str, count: int) -> list[str]:
    """Undo or redo so often; the states passed through."""
    states = []
    for _ in range(count):
        step = (change_log.undo_step if kind == "undo" else change_log.redo_step)(store.connection)
        assert step is not None
        store.undo(step.id, header(step.label, kind=kind, undoes=step.id))
        states.append(state_hash(store.connection))
    return states


def assert_sound(store: Store) -> None:
    connection = store.connection
    assert list(change_log.broken_links(connection)) == []
    assert list(checks.altered_log_rows(connection)) == []
    assert list(checks.rows_unlike_the_log(connection)) == []


def assert_derived(store: Store) -> None:
    connection = store.connection
    scratch = Path(str(connection.execute("PRAGMA database_list").fetchone()[2]) + ".copy")
    assert set(checks.derived_differences(connection, scratch).values()) == {0}


def there_and_back(store: Store, history: list[Step]) -> None:
    """Play, undo all, redo all."""
    try:
        states = play(store, history)
        count = len(states) - 1
        assert walk(store, "undo", count) == states[-2::-1]
        assert walk(store, "redo", count) == states[1:]
        assert change_log.redo_step(store.connection) is None
        assert_sound(store)
        assert_derived(store)
    finally:
        store.connection.close()


@given(steps)
def test_undo_walks_back_through_every_state_and_redo_forward_again(
    fresh: Callable[[], Store], history: list[Step]
) -> None:
    there_and_back(fresh(), history)


@pytest.mark.campaign
@given(steps)
def test_undo_walks_back_and_forward_through_very_many_histories(
    fresh: Callable[[], Store], history: list[Step]
) -> None:
    there_and_back(fresh(), history)


@given(steps, steps, st.integers(0, 10))
def test_work_after_an_undo_stands_on_the_state_it_left(
    fresh: Callable[[], Store], first: list[Step], second: list[Step], back: int
) -> None:
    store = fresh()
    try:
        states = play(store, first)
        back = min(back, len(states) - 1)
        walk(store, "undo", back)
        more = play(store, second)
        assert more[0] == states[len(states) - 1 - back]
        assert walk(store, "undo", len(more) - 1) == more[-2::-1]
        assert_sound(store)
    finally:
        store.connection.close()
