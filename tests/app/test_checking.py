"""``tiendo check``: silent over a sound workspace, and each kind of damage has its line."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app import attachments, checking, workspace
from app.checking import CheckReport, Severity
from app.clock import FrozenClock
from app.errors import Cancelled, NotFound
from app.jobs import Progress
from app.sample.province import write_sample
from tests.helpers import small_office, storage
from tests.helpers.stores import unguarded


def spoil(path: Path, *statements: str) -> None:
    """Write behind the program's back."""
    other = sqlite3.connect(path, isolation_level=None)
    with unguarded(other):
        for statement in statements:
            other.execute(statement)
    other.close()


def codes(report: CheckReport) -> set[str]:
    """What was found, notes left out."""
    return {f"{finding.code}" for finding in report.findings if finding.severity is not Severity.NOTE}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    small_office.write(tmp_path / "so.tdb")
    return tmp_path / "so.tdb"


def test_a_sound_workspace_gives_no_finding_and_its_facts(path: Path) -> None:
    report = checking.check(path)
    assert codes(report) == set()
    assert report.ok
    rows = dict(report.rows)
    assert (rows["task"], rows["progress_entry"], rows["target_value"]) == (1, 1, 1)
    assert "Liên đoàn Lao động tỉnh Mẫu" in [value for _, value in report.facts]


def test_checking_changes_nothing_and_runs_beside_an_open_window(path: Path) -> None:
    before = path.read_bytes()
    session = workspace.open_workspace(path)
    assert checking.check(path).ok
    session.close()
    assert path.read_bytes() == before


SPOILED: dict[str, tuple[str, ...]] = {
    "unlike_the_log": ("UPDATE task SET text = 'khác' WHERE 1",),
    "chain": ("UPDATE change SET person_text = 'người khác' WHERE id = 3",),
    "log_text": ("UPDATE change_row SET after = '{}' WHERE change_id = 2 AND seq = 1",),
    "log_cut_off": (
        "DELETE FROM change_row WHERE change_id = (SELECT max(id) FROM change)",
        "UPDATE change SET undone_by = NULL WHERE undone_by IS NOT NULL",
        "DELETE FROM change WHERE id = (SELECT max(id) FROM change)",
    ),
    "submission_altered": ("UPDATE progress_rev SET result = 'đẹp hơn' WHERE phase = 'submitted'",),
    "head_not_newest": ("UPDATE progress_entry SET head_rev = 9",),
    "points_at_no_submission": ("UPDATE progress_entry SET submitted_rev = 9",),
    "numerator_over_denominator": ("UPDATE value_rev SET num = 99",),
    "ratio_without_base": ("UPDATE value_rev SET den = NULL",),
    "two_leads": (
        "INSERT INTO item(uid, kind) VALUES (randomblob(16), 'assignment')",
        """INSERT INTO assignment(id, seat_id, what_id, role, ban_id)
           SELECT (SELECT max(id) FROM item), seat_id, what_id, role, ban_id FROM assignment WHERE role = 'lead' LIMIT 1""",
    ),
    "task_above_itself": ("UPDATE task SET parent_id = id",),
    "not_a_day": ("UPDATE task SET starts = '2026-02-30'",),
    "ends_before_it_starts": ("UPDATE task SET starts = '2026-09-30', due = '2026-09-01'",),
    "calendar_out_of_order": ("UPDATE calendar SET cutoff = '2020-01-01'",),
    "refers_to_another_kind": ("UPDATE task SET programme_id = seat_id",),
    "identity_of_another_kind": ("UPDATE item SET kind = 'unit' WHERE kind = 'task'",),
    "expectation_frozen_early": ("UPDATE expectation SET frozen = 1",),
    "derived": ("UPDATE rollup SET num = 7 WHERE num IS NOT NULL",),
    "schema": ("DROP INDEX task_due",),
    "loose_reference": ("PRAGMA foreign_keys = OFF", "UPDATE task SET programme_id = 99999"),
    "settings_without_office": ("UPDATE setting SET value = '4711' WHERE name = 'own_unit'",),
}


@pytest.mark.parametrize("code", SPOILED)
def test_each_kind_of_damage_has_its_line(path: Path, code: str) -> None:
    spoil(path, *SPOILED[code])
    report = checking.check(path)
    assert code in codes(report)
    for finding in report.findings:
        assert "{" not in str(finding.message)


def test_the_sample_province_passes(tmp_path: Path) -> None:
    session = workspace.create(tmp_path / "so", clock=FrozenClock(storage.NOW, step_ms=1000), seed=1)
    write_sample(session)
    session.close()
    assert codes(checking.check(session.path)) == set()


def test_a_search_index_that_lost_a_document_is_noticed(path: Path) -> None:
    spoil(path, "DELETE FROM search_doc WHERE kind = 'task'")
    assert "search_doc" in {finding.table for finding in checking.check(path).findings}


def test_lost_and_damaged_attachments_are_told_apart(tmp_path: Path, path: Path) -> None:
    session = workspace.open_workspace(path, clock=FrozenClock(storage.NOW))
    for name in ("a", "b", "c"):
        paper = tmp_path / name
        paper.write_bytes(name.encode() * 100)
        stored = attachments.add(path, paper)
        storage.put_file(session, stored.sha256, stored.size)
    hashes = [row[0] for row in session.conn.execute("SELECT sha256 FROM file ORDER BY id")]
    session.close()
    attachments.path_of(path, hashes[0]).unlink()
    attachments.path_of(path, hashes[1]).write_bytes(b"x")
    assert codes(checking.check(path)) == {"attachment_missing", "attachment_damaged"}


def zero_a_page(data: bytearray) -> None:
    page = 4096
    start = page * (len(data) // page // 2)
    data[start : start + page] = bytes(page)


def cut_short(data: bytearray) -> None:
    del data[len(data) // 2 :]


@pytest.mark.parametrize("harm", [zero_a_page, cut_short])
def test_a_damaged_file_is_said_to_be_damaged(path: Path, harm: Callable[[bytearray], None]) -> None:
    data = bytearray(path.read_bytes())
    harm(data)
    path.write_bytes(data)
    report = checking.check(path)
    assert not report.ok
    assert codes(report) & {"structure", "unreadable", "schema"}


def test_a_foreign_file_is_said_to_be_foreign(tmp_path: Path) -> None:
    other = tmp_path / "x.tdb"
    other.write_bytes(b"xin chao" * 1000)
    (finding,) = checking.check(other).findings
    assert "không phải sổ làm việc" in str(finding.message)
    with pytest.raises(NotFound):
        checking.check(tmp_path / "không có.tdb")


def test_checking_can_be_stopped(path: Path) -> None:
    halt = Progress()
    halt.cancel()
    with pytest.raises(Cancelled):
        checking.check(path, halt)
