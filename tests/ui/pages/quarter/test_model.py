"""The grid's model under Qt's own tester, and what it keeps."""

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.plan import grid
from app.plan.grid_rows import PARTS
from tests.app.plan.quarter_fixture import Q3, Quarter
from ui.pages.quarter.model import FAILED, GridModel, Typed


@pytest.mark.parametrize("part", PARTS)
def test_the_model_keeps_the_rules_of_qt(quarter: Quarter, part: str, qtbot: QtBot) -> None:
    quarter.log_everything()
    model = GridModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    seen = grid.read(quarter.session, Q3, part)
    model.set_grid(seen)
    model.toggle(0)
    model.toggle(0)
    model.set_filter(lambda row: row.number != "T1")
    model.set_filter(None)
    row = seen.rows[0]
    model.patch({row.key: row._replace(reason="khác")})
    model.set_groups(grid.counts(quarter.session, seen))
    model.set_typed(row.key, "percent", Typed("9", FAILED, "không được"))
    model.set_typed(row.key, "percent", None)
    assert model.rowCount() == len(seen.rows) + len({one.group for one in seen.rows})
    assert qtbot is not None


def test_what_is_typed_survives_reading_the_same_period_again(quarter: Quarter, qapp: object) -> None:
    model = GridModel()
    seen = grid.read(quarter.session, Q3)
    model.set_grid(seen)
    key = seen.rows[0].key
    model.set_typed(key, "percent", Typed("x", FAILED, "không đọc được"))
    model.set_grid(grid.read(quarter.session, Q3))
    assert model.typed(key, "percent") is not None
    model.set_grid(grid.read(quarter.session, Q3, grid.VALUES))
    assert model.typed_cells() == {}
    model.set_grid(grid.read(quarter.session, Q3))
    assert model.typed(key, "percent") is not None, "and going away and coming back"
    assert qapp is not None
