"""How each state of a cell looks, in both themes: seen without opening anything (LOOK 5)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.plan.grid_rows import OWN, Grid, Group, TaskRow
from ui.pages.quarter.columns import COLUMNS
from ui.pages.quarter.model import FAILED, GridModel, Typed
from ui.pages.quarter.view import GridView
from ui.theme import wear
from ui.tokens import tokens

_PLAIN = TaskRow(
    *((0, 1), 1, "", "Thành lập công đoàn cơ sở", date(2026, 12, 31), False, 0, False, True, "", True, 7, 9),
    *("draft", "first", "in_progress", 60, None, "value", "Thành lập thêm 9 CĐCS", "", "", "", "", "", frozenset()),
    *(False, 0, "in_progress", 45, None, "value", "Thành lập 17 CĐCS", "", "", "", "in_progress", "in_progress"),
    frozenset(),
)
_STATES: dict[str, dict[str, object]] = {
    "plain": {},
    "returned": {"review": "returned", "reason": "Nêu tên đơn vị", "cells": frozenset({"result"})},
    "changed": {"changed": True},
    "same": {"same": frozenset({"result"})},
    "approved": {"review": "approved"},
    "changed and same": {"changed": True, "same": frozenset({"result"})},
    "missing": {"entry": 0, "state": None, "percent": None, "result": "", "status": "not_logged", "given": ""},
    "evidence": {"evidence": 3},
    "foreign": {"own": False},
    "refused": {},
}


class Painted:
    """The grid with a row in each state, as a picture of one theme."""

    def __init__(self, qtbot: QtBot, theme: str, *, locked: bool = False) -> None:
        wear(QApplication.instance(), theme)  # type: ignore[arg-type]  # light or dark, the running application
        self.model = GridModel()
        self.view = GridView(self.model)
        qtbot.addWidget(self.view)
        rows = [
            _PLAIN._replace(key=(at, 1), number=str(at), **given)  # type: ignore[arg-type]  # fields of the row
            for at, given in enumerate(_STATES.values(), 1)
        ]
        group = Group(1, "1", "Chương trình", "Ban Tổ chức", 9, 10)
        day = date(2026, 9, 30)
        grid = Grid(OWN, "2026-Q3", "2026-Q2", day, day, day, True, None, None, (group,), tuple(rows))
        self.model.set_grid(replace(grid, closed_on=day) if locked else grid)
        self.model.set_typed((len(rows), 1), "percent", Typed("140", FAILED, "không phải là phần trăm"))
        self.view.resize(1400, 540)
        self.view.show()
        QApplication.processEvents()
        self.image: QImage = self.view.viewport().grab().toImage()

    def box(self, state: str, column: str) -> QRect:
        """Where a cell lies."""
        place = next(at for at, one in enumerate(COLUMNS[OWN]) if one.key == column)
        return self.view.visualRect(self.model.index(1 + list(_STATES).index(state), place))

    def count(self, box: QRect, color: QColor, *, near: int = 0) -> int:
        """How many pixels of a part have a colour, or one ``near`` it in every channel (thin strokes are smoothed)."""
        points = [(x, y) for y in range(box.top(), box.bottom() + 1) for x in range(box.left(), box.right() + 1)]
        return sum(_apart(self.image.pixelColor(x, y), color) <= near for x, y in points)

    def cell(self, state: str, column: str = "result") -> Callable[[QColor], int]:
        """Counts pixels of a colour in a cell."""
        return lambda color: self.count(self.box(state, column), color)

    def corner(self, state: str) -> QRect:
        """The last 40 pixels of the first line of a result's cell."""
        box = self.box(state, "result")
        return QRect(box.right() - 40, box.top(), 40, 22)


def _apart(one: QColor, other: QColor) -> int:
    """By how much two colours differ in the channel in which they differ most."""
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue()))


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> Iterator[str]:
    """Both themes; the light one again at the end."""
    yield request.param
    wear(QApplication.instance(), "light")  # type: ignore[arg-type]  # the running application


def test_each_state_is_seen_in_its_cell(qtbot: QtBot, theme: str) -> None:
    seen, t = Painted(qtbot, theme), tokens()
    box = seen.box("returned", "result")
    assert seen.count(QRect(box.left(), box.top(), 3, box.height() - 1), t.bad) == 3 * (box.height() - 1)
    assert seen.cell("returned")(t.bad_soft) > box.width() * box.height() // 2
    second = QRect(box.left() + 8, box.top() + 22, 200, 18)
    assert seen.count(second, t.bad, near=60) > 20, "the reason, in red, on the second line"
    assert seen.count(seen.corner("changed"), t.accent) > 30, "the ear"
    assert seen.count(seen.corner("same"), t.warn_fill) > 5
    assert seen.count(seen.corner("approved"), t.ok, near=60) > 5
    both = seen.corner("changed and same")
    assert seen.count(both, t.accent) > 30
    assert seen.count(both, t.warn_fill) > 5, "two marks at most stand beside each other"
    plain = seen.corner("plain")
    assert not any(seen.count(plain, color) for color in (t.accent, t.warn_fill, t.bad)), "in order is silent"
    for column in ("percent", "result"):
        assert seen.cell("missing", column)(t.ctl) > 40, f"the dashed frame of {column}"
        assert seen.cell("plain", column)(t.ctl) == 0
    assert seen.count(seen.box("evidence", "evidence"), t.text2, near=60) > 10
    assert seen.cell("plain", "evidence")(t.text2) == 0
    foreign = seen.box("foreign", "result")
    assert seen.count(foreign, t.alt) > foreign.width() * foreign.height() // 2
    assert seen.count(seen.corner("foreign"), t.text2, near=60) > 5, "the lock"
    assert seen.cell("refused", "percent")(t.bad_soft) > 500, "what was typed and refused stays in sight"


def test_a_locked_quarter_is_seen_in_every_row(qtbot: QtBot, theme: str) -> None:
    seen, t = Painted(qtbot, theme, locked=True), tokens()
    for state in ("plain", "changed", "approved"):
        box = seen.box(state, "result")
        assert seen.count(box, t.alt) > box.width() * box.height() // 2
        assert seen.count(seen.corner(state), t.text2, near=60) > 5
    assert seen.count(seen.corner("changed"), t.accent) > 30, "the ear stays beside the lock"
