"""The open workspace among threads: readers, listeners, undo, closing."""

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from app.errors import PlanError
from app.session import Session, Touched
from tests.helpers import storage

Expecting = Callable[..., AbstractContextManager[None]]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = storage.make(tmp_path / "so.tdb")
    yield made
    made.close()


def fail(_touched: Touched) -> None:
    raise ZeroDivisionError


def test_a_listener_that_fails_takes_no_change_back_and_keeps_nobody_from_hearing(
    session: Session, expected_log: Expecting
) -> None:
    heard: list[Touched] = []
    session.subscribe(fail)
    session.subscribe(heard.append)
    with expected_log("a listener failed", logging.ERROR):
        storage.put(session, "a", "1")
    assert storage.get(session, "a") == "1"
    assert len(heard) == 1


def test_two_undos_at_once_take_back_two_changes(session: Session) -> None:
    for name in "abcdef":
        storage.put(session, name, "1")
    start = threading.Barrier(3)

    def undo_two() -> list[str]:
        start.wait()
        return [str(session.undo()) for _ in range(2)]

    with ThreadPoolExecutor(3) as pool:
        done = [future.result() for future in [pool.submit(undo_two) for _ in range(3)]]
    assert sorted(label for labels in done for label in labels) == [f"Đặt {name}" for name in "abcdef"]
    assert all(storage.get(session, name) is None for name in "abcdef")


def test_threads_read_side_by_side_while_one_writes(session: Session) -> None:
    def read() -> bool:
        counts = [session.conn.execute("SELECT count(*) FROM setting").fetchone()[0] for _ in range(50)]
        return counts == sorted(counts)

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        for number in range(20):
            storage.put(session, f"n{number}", "1")
        assert all(reader.result() for reader in readers)


def test_a_closed_workspace_opens_no_new_reader_and_may_be_closed_again(tmp_path: Path) -> None:
    session = storage.make(tmp_path / "so.tdb")
    session.close()
    session.close()
    with ThreadPoolExecutor(1) as pool, pytest.raises(RuntimeError, match="closed"):
        pool.submit(lambda: session.conn).result()


def test_nothing_to_undo_is_said_and_no_bug(session: Session) -> None:
    session.undo()
    with pytest.raises(PlanError):
        session.undo()
