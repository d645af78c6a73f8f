"""Chỉ tiêu: each with its figure, its base n/m and its verdict; the units behind the one that is selected."""

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app import history
from app.errors import NotFound
from app.i18n import tr
from app.lists import PROGRAMMES, TARGETS
from app.plan import figures, targets
from app.plan.target_figures import TargetFigure
from app.plan.verdicts import VERDICT_WORDS, Verdict
from app.reading import ListQuery
from app.session import Touched
from ui.actions import action
from ui.context import PageContext
from ui.pages.lists.commands import list_actions
from ui.pages.targets import cells, forms
from ui.pages.targets.amounts import amount
from ui.pages.targets.target_list import TargetList
from ui.pages.targets.units import merged, unit_lines
from ui.widgets.buttons import Button, Segmented
from ui.widgets.cells import ID_ROLE
from ui.widgets.details import Details
from ui.widgets.empty import EmptyState

HISTORY = 10


class TargetsPage(TargetList):
    """Reads all targets of the period at once, out of the kept sums."""

    help_chapter = "targets"

    def __init__(self, context: PageContext) -> None:
        self._period = ""
        self._seen_as = "then"
        super().__init__(context)
        self._details = Details(tr("Chi tiết chỉ tiêu"))
        self.view.current_moved.connect(self._moved)
        self.view.opened.connect(lambda _index: self.details_requested.emit(True))
        self._units = Button(tr("Tổng hợp đơn vị"), self.consolidate, icon="building-community")
        self._add = Button(tr("Chỉ tiêu"), self.add, kind="primary", icon="plus")

    def empty_state(self) -> EmptyState:
        return EmptyState(
            tr("Chưa có chỉ tiêu nào."),
            tr("Chỉ tiêu cho biết mỗi chương trình phải đạt đến đâu, vào lúc nào."),
            tr("Thêm chỉ tiêu"),
            self.add,
        )

    # --- reading

    def on_period(self, code: str) -> None:
        self._period = code
        self.refresh()

    def on_changed(self, touched: Touched) -> None:
        if any(table in TARGETS.tables for table, _ in touched):
            self.refresh()

    def refresh(self) -> None:
        """Read the figures of all targets in the period."""
        reader, query = self.context.reader, ListQuery(self._period)
        known = reader.rows(PROGRAMMES, query, reader.ids(PROGRAMMES, query))
        numbers = {row_id: tr("CT{number}", number=row["number"]) for row_id, row in known.items()}
        names = [(row_id, f"{row['number']} {row['title']}") for row_id, row in known.items()]
        self._programme.set_options([(None, tr("tất cả")), *names], self._programme.value())
        try:
            found = figures.targets(self.context.session, self._period)
        except NotFound as trouble:
            found = ()
            self.message.say_error(trouble)
        self.set_targets(found, numbers)
        self.header_changed.emit()

    # --- the one that is selected

    def _moved(self, index: QModelIndex) -> None:
        self.show_target(self._figures.get(index.data(ID_ROLE)) if index.isValid() else None)

    def show_target(self, target: TargetFigure | None) -> None:
        """Show a target with its figures, its units and its history in the details panel."""
        panel = self._details
        panel.begin()
        if target is None:
            return
        panel.title(target.text, str(VERDICT_WORDS[target.verdict]))
        panel.facts(
            [
                (tr("Đếm"), target.measure),
                (tr("Mức giao"), f"{cells.threshold(target)} · {cells.horizon(target)}"),
                (tr("Kỳ này"), self._with_base(target.figure)),
                (tr("Đến nay"), self._with_base(target.to_date)),
                (tr("Thiếu"), tr("{n} quý trước chưa đủ đơn vị", n=target.gaps) if target.gaps else ""),
                (tr("Ước đến hạn"), amount(target.projected, target) if target.projected is not None else ""),
            ]
        )
        line = next(one for one in targets.target_lines(self.context.session) if one.id == target.target_id)
        panel.can_do(
            [
                Button(
                    tr("Sửa chỉ tiêu"), lambda: forms.edit_target(self, self.context, line), kind="link", icon="pencil"
                ),
                Button(
                    tr("Thêm mức…"), lambda: forms.add_threshold(self, self.context, line), kind="link", icon="plus"
                ),
            ]
        )
        self._show_units(target)
        panel.section(tr("Lịch sử"))
        lines = history.of_row(self.context.session, "target", target.target_id)
        panel.lines(str(line) for line in lines[:HISTORY])

    def _show_units(self, target: TargetFigure) -> None:
        panel, session = self._details, self.context.session
        panel.section(tr("Số liệu các đơn vị"), tr("Ghi số liệu"), lambda: self._log(target))
        if merged(session, self._period, target):
            views = [("then", tr("Như khi đó")), ("now", tr("Như hiện nay"))]
            switch = Segmented(views, self._seen_as, name=tr("Xem đơn vị"))
            switch.changed.connect(lambda view: self._look(str(view), target))
            panel.add(switch)
        lines = unit_lines(session, self._period, target, self._seen_as)
        panel.lines(lines, empty=tr("Không đơn vị nào phải báo cáo kỳ này."))

    def _look(self, view: str, target: TargetFigure) -> None:
        self._seen_as = view
        self.show_target(target)

    def _log(self, target: TargetFigure) -> None:
        self.open_requested.emit("quarter", ("measure", target.measure_id))

    @staticmethod
    def _with_base(figure: figures.Figure) -> str:
        if not figure.m:
            return ""
        said = figure.text_percent and f"{figure.text} = {figure.text_percent}"
        return f"{said or figure.shown} · {figure.text_base}"

    # --- as a page

    def consolidate(self) -> None:
        """Go to the units by quarter, of the target that is selected or the first."""
        target = self._figures.get(self.view.currentIndex().data(ID_ROLE))
        self.open_requested.emit("consolidation", None if target is None else ("measure", target.measure_id))

    def add(self) -> None:
        """Ask for a new target."""
        query = ListQuery(self._period)
        known = self.context.reader.rows(PROGRAMMES, query, self.context.reader.ids(PROGRAMMES, query))
        forms.add_target(
            self, self.context, [(row_id, f"{row['number']} {row['title']}") for row_id, row in known.items()]
        )

    def show_item(self, what: object) -> None:
        if not isinstance(what, tuple):
            return
        kind, which = what
        self._hard.setChecked(which == "hard")
        if kind == "target":
            if which not in self._figures:
                self.refresh()  # it was added just now
            self._programme.set_value(None)
            self._empty_ones.setChecked(False)
            self.tools.set_filters(())
            self.go_to(which)
            self.details_requested.emit(True)

    def title(self) -> str:
        return tr("Chỉ tiêu")

    def fact(self) -> str:
        met = sum(target.verdict is Verdict.met for target in self._figures.values())
        return tr("{n}/{m} chỉ tiêu đạt", n=met, m=len(self._figures))

    def header_buttons(self) -> list[Button]:
        return [self._units, self._add]

    def details(self) -> QWidget:
        return self._details

    def regions(self) -> list[QWidget]:
        return [self.bar, self.view]

    def focus_first(self) -> None:
        self.view.setFocus()
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))

    def actions_for_menu(self) -> list[QAction]:
        return [
            action(self, tr("Thêm chỉ tiêu"), self.add, keys="Ctrl+N", icon="plus"),
            *list_actions(self, lambda: self),
        ]
