"""A list holds ids and fetches rows as they are looked at; selection stays on its row, and late answers are dropped."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import start
from app.clock import FrozenClock
from app.lists import UNITS
from app.people import units
from app.reading import ListQuery, Reader, Where
from app.session import Actor
from db import listing
from ui.changes import ChangeSignal
from ui.context import PageContext
from ui.jobs import Job, JobRunner
from ui.models.list_model import ListModel
from ui.widgets.cells import ID_ROLE

BELOW = ListQuery(where=(Where("own", "eq", 0),))


@pytest.fixture
def context(qtbot: QtBot, tmp_path: Path) -> Iterator[PageContext]:
    """An office with 230 units: more than the first screen."""
    clock = FrozenClock("2026-07-01T09:00:00", step_ms=1)
    answers = start.Answers("Liên đoàn Lao động tỉnh Mẫu", "calendar", tmp_path / "so.tdb")
    session = start.make_workspace(answers, clock=clock, actor=Actor("Lan"))
    kind = units.unit_kinds(session)[0].id
    for number in range(230):
        units.add_unit(session, name=f"Đơn vị {number:03d}", kind_id=kind)
    jobs = JobRunner()
    yield PageContext(session, jobs, Reader(session), ChangeSignal(session), cast(Any, None))
    jobs.wait_idle()
    jobs.close()
    session.close()


def settle(context: PageContext) -> None:
    """Let every job end and every change be heard."""
    for _ in range(3):
        QApplication.processEvents()
        context.jobs.wait_idle()


def names(model: ListModel) -> list[str]:
    column = [one.key for one in UNITS.columns].index("name")
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_first_screen_is_there_at_once_and_the_rest_follows(context: PageContext) -> None:
    model = ListModel(UNITS, context, BELOW)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    assert model.rowCount() == 200
    settle(context)
    assert model.complete
    assert model.rowCount() == 230
    assert names(model)[-1] == "Đơn vị 229"
    assert tester is not None


def test_what_is_selected_stays_selected_when_the_order_changes(context: PageContext) -> None:
    model = ListModel(UNITS, context, BELOW)
    settle(context)
    chosen = model.index(220, 0).data(ID_ROLE)
    selection = QItemSelectionModel(model)
    selection.select(model.index(220, 0), QItemSelectionModel.SelectionFlag.Select)
    held = QPersistentModelIndex(model.index(220, 0))
    column = [one.key for one in UNITS.columns].index("name")
    model.sort(column, Qt.SortOrder.DescendingOrder)
    settle(context)
    assert model.index(held.row(), 0).data(ID_ROLE) == chosen
    assert held.row() == 9
    assert [index.row() for index in selection.selectedIndexes()] == [9]


def test_an_answer_to_an_earlier_question_is_dropped(context: PageContext) -> None:
    model = ListModel(UNITS, context, BELOW)
    model.show_query(ListQuery(where=BELOW.where, search="229"))
    settle(context)
    assert names(model) == ["Đơn vị 229"]


def test_a_change_is_shown_where_it_stands(context: PageContext) -> None:
    model = ListModel(UNITS, context, BELOW)
    settle(context)
    units.rename_unit(
        context.session, model.index(3, 0).data(ID_ROLE), name="Đơn vị ẪỔẾ", short="", from_day="2026-06-01"
    )
    settle(context)
    assert "Đơn vị ẪỔẾ" in names(model)
    assert model.rowCount() == 230


def test_a_filter_is_read_beside_the_window_and_can_be_stopped(
    context: PageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = ListModel(UNITS, context, BELOW)
    settle(context)
    jobs: list[Job] = []
    model.asked.connect(jobs.append)
    stopped: list[bool] = []
    model.stopped.connect(lambda: stopped.append(True))
    model.show_query(replace(BELOW, filters=(Where("name", "has", "don vi 01"),)))
    assert model.rowCount() == 230, "what was shown stays until the answer is there"
    settle(context)
    assert model.rowCount() == 10
    # A long look at every row ends soon after it was stopped: the wish is asked for within the reading.
    monkeypatch.setattr(listing, "_STEPS", 1)
    jobs.clear()
    model.show_query(replace(BELOW, filters=(Where("name", "has", "don vi 02"),)))
    jobs[0].cancel()
    settle(context)
    assert stopped == [True]
    assert model.rowCount() == 10
    assert not model.complete


def test_other_columns_are_shown_with_the_rows_as_they_are(context: PageContext) -> None:
    model = ListModel(UNITS, context, BELOW)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    settle(context)
    model.set_columns(("kind", "name"))
    assert [column.key for column in model.columns] == ["kind", "name"]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Tên đơn vị"
    assert model.index(3, 1).data() == "Đơn vị 003"
    assert model.rowCount() == 230
