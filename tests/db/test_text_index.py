"""The search index: kept in step with every change, newest first, definitions apart from what is written each quarter."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from db import text_index
from db.connection import Connection, open_writer
from db.derived import derive
from db.migrations import migrate
from db.store import Change, Header, Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    connection = open_writer(tmp_path / "s.tdb")
    migrate(connection)
    numbers = count(1)
    yield Store(connection, lambda: next(numbers).to_bytes(16, "big"), derive)
    connection.close()


def header() -> Header:
    return Header(label='["x",{}]', at_ms=0)


def task(change: Change, text: str) -> int:
    return change.define("task", seat_id=1, text=text)


def evidence(change: Change, name: str) -> int:
    digest = name.encode().hex().ljust(64, "0")[:64]
    change.insert("file", sha256=digest, size=1, mime="text/plain", presence="here")
    return change.define("evidence", seat_id=1, on_kind="task", on_id=1, sha256=digest, name=name)


def found(store: Store, match: str, kinds: tuple[str, ...] = (), limit: int = 50) -> list[tuple[str, int]]:
    return text_index.search(store.connection, match, kinds, limit)


def docs(connection: Connection) -> list[tuple[str, int, str]]:
    rows = connection.execute("SELECT kind, ref_id, folded FROM search_doc ORDER BY kind, ref_id")
    return [tuple(row) for row in rows]


def test_a_text_is_found_as_soon_as_it_is_written_and_gone_when_it_is_undone(store: Store) -> None:
    with store.change(header()) as change:
        written = task(change, "Hội nghị đồng thuận")
        step = change.id
    assert found(store, "dong AND thuan") == [("task", written)]
    store.undo(step, header())
    assert found(store, "dong") == []


def test_a_changed_text_is_found_by_its_new_words_only(store: Store) -> None:
    with store.change(header()) as change:
        written = task(change, "đối thoại")
    with store.change(header()) as change:
        change.update("task", written, text="tập huấn")
    assert found(store, "thoai") == []
    assert found(store, "huan") == [("task", written)]


def test_the_newest_come_first_and_definitions_before_what_is_written_each_quarter(store: Store) -> None:
    with store.change(header()) as change:
        old, new = task(change, "họp một"), task(change, "họp hai")
        paper = evidence(change, "họp ba")
    assert found(store, "hop") == [("task", new), ("task", old), ("evidence", paper)]
    assert found(store, "hop", kinds=("evidence",)) == [("evidence", paper)]


def test_where_both_overflow_each_has_half_the_places(store: Store) -> None:
    with store.change(header()) as change:
        for number in range(6):
            task(change, f"họp {number}")
            evidence(change, f"họp {number}")
    assert [kind for kind, _ in found(store, "hop", limit=4)] == ["task", "task", "evidence", "evidence"]
    assert [kind for kind, _ in found(store, "hop", limit=10)] == ["task"] * 5 + ["evidence"] * 5


def test_making_the_index_anew_changes_nothing(store: Store) -> None:
    with store.change(header()) as change:
        for number in range(30):
            task(change, f"việc {number} ở Hòa Bình")
        evidence(change, "biên bản")
    with store.change(header()) as change:
        task(change, "việc cuối")
    before = docs(store.connection)
    text_index.rebuild(store.connection)
    assert docs(store.connection) == before
    assert len(found(store, "hoa AND binh")) == 30
    store.connection.execute("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)")


def test_a_blank_text_takes_no_place_in_the_index(store: Store) -> None:
    with store.change(header()) as change:
        written = task(change, "…")
    assert docs(store.connection) == []
    with store.change(header()) as change:
        change.update("task", written, text="có chữ")
    assert found(store, "chu") == [("task", written)]
