"""A snapshot: one instant, in one file, while others write."""

from pathlib import Path

import pytest

from db import snapshot
from db.connection import UnsuitableFile, open_reader
from tests.helpers.stores import header, open_store


def test_a_snapshot_is_one_instant_in_one_file(tmp_path: Path) -> None:
    store = open_store(tmp_path / "so.tdb", deriving=False)
    with store.change(header()) as change:
        change.insert("setting", name="a", value="1")
    reader = open_reader(tmp_path / "so.tdb")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM setting").fetchone()
    with store.change(header()) as change:
        change.insert("setting", name="b", value="2")
    snapshot.copy(reader, tmp_path / "copy.tdb")
    reader.execute("COMMIT")
    assert snapshot.facts(tmp_path / "copy.tdb").rows["setting"] == 1
    assert {p.name for p in tmp_path.iterdir()} >= {"copy.tdb"}
    assert not {"copy.tdb-wal", "copy.tdb-journal", "copy.tdb-shm"} & {p.name for p in tmp_path.iterdir()}
    assert snapshot.last_change(reader)[0] == 2
    reader.close()
    store.connection.close()


def test_facts_name_the_last_change_and_what_the_file_needs(tmp_path: Path) -> None:
    store = open_store(tmp_path / "so.tdb", deriving=False)
    with store.change(header("cuối", at_ms=77)) as change:
        change.insert("file", sha256="a" * 64, size=1, mime="x", presence="here")
        change.insert("file", sha256="b" * 64, size=1, mime="x", presence="later")
    found = snapshot.facts_now(tmp_path / "so.tdb")
    assert (found.last_change, found.last_change_ms, found.last_change_label) == (1, 77, "cuối")
    assert found.files == ("a" * 64,)
    assert found.damage == ()
    assert snapshot.hash_at(tmp_path / "so.tdb", 1) == found.last_change_hash
    assert snapshot.hash_at(tmp_path / "so.tdb", 2) is None
    store.connection.close()


def test_derived_rows_do_not_count_as_content(tmp_path: Path) -> None:
    store = open_store(tmp_path / "so.tdb", deriving=False)
    before = snapshot.facts_now(tmp_path / "so.tdb").total
    store.connection.execute("INSERT INTO rollup VALUES (1, '2026-Q3', 1, 'current', 1, 1, 1, 1, 1, 0)")
    assert snapshot.facts_now(tmp_path / "so.tdb").total == before
    store.connection.close()


def test_an_empty_file_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "x.tdb").write_bytes(b"")
    with pytest.raises(UnsuitableFile):
        snapshot.facts(tmp_path / "x.tdb")
