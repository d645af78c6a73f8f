"""Making, backing up, restoring and checking a workspace from the command line."""

import sqlite3
from pathlib import Path

from app import workspace
from tests.helpers.command_line import Desk, tiendo
from tests.helpers.stores import unguarded


def test_a_workspace_is_never_made_over_another(at: Desk) -> None:
    ran = tiendo("new", at.path, "--name", "X")
    assert ran.code == 1
    assert "Đã có tệp" in ran.err


def test_a_new_workspace_needs_a_name_or_the_sample(tmp_path: Path) -> None:
    ran = tiendo("new", tmp_path / "so")
    assert ran.code == 2
    assert "--sample" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_what_could_not_be_made_leaves_nothing(tmp_path: Path) -> None:
    ran = tiendo("new", tmp_path / "so", "--name", "   ")
    assert ran.code == 1
    assert [path.name for path in tmp_path.iterdir()] == []


def test_a_large_sample_is_made_and_sound(tmp_path: Path) -> None:
    scale = ("--units", 5, "--tasks", 4, "--targets", 3, "--quarters", 3, "--seed", 7)
    made = tiendo("sample", tmp_path / "so", *scale, "--format", "json")
    assert made.code == 0, made
    assert made.json()["rows"]["unit"] >= 5
    assert tiendo("check", tmp_path / "so").code == 0
    assert tiendo("sample", tmp_path / "so2", "--units", 0).code == 1
    assert not (tmp_path / "so2.tdb").exists()


def test_a_backup_brings_back_what_was_lost(at: Desk) -> None:
    before = [at.do("list", name) for name in ("tasks", "progress", "values")]
    made = at.json("backup")["backup"]
    assert at.json("backups")[0]["name"] == Path(made).name
    at.do("undo", "--steps", 5)
    assert at.do("list", "values") != before[2]
    dry = tiendo("restore", made, at.path, "--dry-run")
    assert dry.code == 0
    assert '"lost_changes"' in dry.out
    assert tiendo("restore", made, at.path).code == 0
    assert [at.do("list", name) for name in ("tasks", "progress", "values")] == before
    assert tiendo("check", at.path).code == 0


def test_damage_behind_the_programs_back_ends_with_3(at: Desk) -> None:
    assert at.run("check").code == 0
    file = sqlite3.connect(at.path)
    with unguarded(file):
        file.execute("UPDATE progress_rev SET result = 'sửa lén' WHERE id = 1")
    file.commit()
    file.close()
    ran = at.run("check")
    assert ran.code == 3
    assert "Lỗi" in ran.out
    found = at.run("check", "--format", "json")
    assert found.code == 3
    assert found.json()["ok"] is False


def test_a_second_writer_is_told_who_has_the_workspace(at: Desk) -> None:
    session = workspace.open_workspace(at.path)
    try:
        assert "đang" in at.refused("undo")
        assert at.run("list", "tasks").code == 0  # looking is always possible
    finally:
        session.close()
