"""Every model behind every list, tree and grid keeps Qt's rules while somebody works."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableView

from tests.screens.screens import walk
from tests.ui.at_window import CTRL, AtWindow, Key

WARN = QAbstractItemModelTester.FailureReportingMode.Warning


def test_every_model_keeps_the_rules_of_models_while_the_plan_changes(at_sample: AtWindow) -> None:
    me = at_sample
    testers: dict[object, QAbstractItemModelTester] = {}
    for screen in walk(me):
        for view in me.window.findChildren(QAbstractItemView):
            # The list that drops from a choice is Qt's own.
            dropping = isinstance(view.parent(), QComboBox) or isinstance(view.window().parent(), QComboBox)
            if view.model() is not None and view.model() not in testers and not dropping:
                testers[view.model()] = QAbstractItemModelTester(view.model(), WARN)
            if isinstance(view, QTableView) and view.isVisible() and view.isSortingEnabled():
                view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        if screen.name in {"people", "quarter's figures"}:
            for key in (Key.Key_Z, Key.Key_Y):
                me.press(key, CTRL)
                me.settle()
    kinds = {base.__name__ for model in testers for base in type(model).__mro__}
    assert {"GridModel", "DraftModel", "ListModel", "RowsModel", "TreeModel"} <= kinds
    assert len(testers) > 12
