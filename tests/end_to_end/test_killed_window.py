"""The window is killed in the middle of work: what it had confirmed is there, what was typed is offered again, and nothing is broken."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import checking, drafts, start, workspace
from app.clock import FrozenClock
from app.people import offices, units
from app.plan.grid_rows import TaskRow
from app.session import Actor
from tests.app.plan.quarter_fixture import build
from tests.end_to_end.killed_typing import CELL, NAME, NOW
from tests.ui.at_window import CTRL, AtWindow, Key
from ui.kept_typing import PAUSE_MS
from ui.pages.quarter.page import QuarterPage

ROOT = Path(__file__).parents[2]
CONFIRMED = 4


@pytest.fixture
def me(qtbot: QtBot) -> Iterator[AtWindow]:
    """Somebody before the program."""
    me = AtWindow(FrozenClock(NOW, step_ms=1))
    yield me
    me.close()


def test_what_the_window_has_confirmed_survives_being_killed(tmp_path: Path) -> None:
    path = tmp_path / "so.tdb"
    clock = FrozenClock("2026-07-01T09:00:00", step_ms=1)
    start.make_workspace(start.Answers("Liên đoàn Lao động tỉnh Mẫu", "calendar", path), clock=clock).close()
    confirmed = [int(line) for line in _said_until_killed("killed_window", path, CONFIRMED)]
    session = workspace.open_workspace(path, clock=clock, actor=Actor("Lan"))
    names = {line.name for line in units.unit_lines(session)}
    session.close()
    assert {f"Công đoàn cơ sở số {number}" for number in confirmed} <= names
    assert checking.check(path).ok


def test_what_was_typed_and_not_saved_is_offered_again_after_being_killed(me: AtWindow, tmp_path: Path) -> None:
    assert PAUSE_MS < 1_000, "a crash costs less than a second of typing"
    path = _an_office_with_a_plan(tmp_path / "so.tdb")
    assert _said_until_killed("killed_typing", path, 1) == ["kept"]

    me.open(path)
    assert me.window.notice.text().startswith("Chữ chưa lưu từ lần trước được giữ lại: ")
    assert me.window.notice.text().endswith("· Kết quả, sản phẩm")
    me.click("Dùng", me.window.notice)
    me.settle()
    assert me.window.current_key() == "quarter"
    me.type(" đơn vị")
    me.press(Key.Key_Return)
    me.settle()
    page = me.page
    assert isinstance(page, QuarterPage)
    results = [row.result for row in page.model.all_rows() if isinstance(row, TaskRow)]
    assert f"{CELL} đơn vị" in results, "the cell was open again with its text"

    assert "Thêm đơn vị" in me.window.notice.text(), "then the sheet"
    me.click("Dùng", me.window.notice)
    me.settle()
    assert me.window.current_key() == "units"
    me.press(Key.Key_N, CTRL)
    assert me.sheet.message.text() == "Chữ chưa lưu từ lần trước được giữ lại"
    me.click("Dùng", me.sheet.message)
    assert me.sheet.form is not None
    assert me.sheet.form.value("name") == NAME
    me.press(Key.Key_Return, CTRL)
    me.settle()
    assert NAME in {line.name for line in units.unit_lines(me.session)}

    me.press(Key.Key_N, CTRL)
    me.type("Bỏ nhầm")
    me.press(Key.Key_Escape)
    assert me.toast() == "Đã bỏ chữ đang gõ"
    me.click("Hoàn tác", me.window._toast)
    assert me.window.notice.text() == "Chữ chưa lưu từ lần trước được giữ lại: Thêm đơn vị"
    me.press(Key.Key_N, CTRL)
    me.click("Dùng", me.sheet.message)
    assert me.sheet.form is not None
    assert me.sheet.form.value("name") == "Bỏ nhầm"
    me.press(Key.Key_Escape)
    assert me.window.notice.isHidden()
    me.close()
    assert drafts.load(path) == (), "what is saved is kept no longer"


def _an_office_with_a_plan(path: Path) -> Path:
    clock = FrozenClock("2026-07-01T09:00:00", step_ms=1)
    session = workspace.create(path, clock=clock, actor=Actor("Trần Thị Lan"), seed=7)
    offices.set_up_office(session, name="Liên đoàn Lao động tỉnh Mẫu", short="LĐLĐ tỉnh Mẫu", place="Mẫu")
    build(session, clock)
    session.close()
    return path


def _said_until_killed(module: str, path: Path, lines: int) -> list[str]:
    """Run a window in a process of its own, and kill it once it has said so many lines."""
    command = [sys.executable, "-m", f"tests.end_to_end.{module}", str(path)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        assert child.stdout is not None
        said = [child.stdout.readline().strip() for _ in range(lines)]
        child.kill()
        child.wait()
    return said
