"""Tổng hợp: one measure over all units by quarter, coloured by how far each is from the target, down to who wrote what."""

from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.bundles import drill, outliers
from app.bundles.consolidation import Matrix, UnitLine
from app.bundles.outliers import Outlier
from app.display import show_instant
from app.given import brief
from app.i18n import tr
from app.numbers import format_stored
from app.plan import periods
from app.plan.figure import Figure
from app.plan.verdicts import COMPARATOR_SIGNS, VERDICT_WORDS, Verdict
from app.session import Touched
from app.words import GIVEN, REVISION_KINDS
from ui.actions import action
from ui.context import PageContext
from ui.jobs import Job
from ui.pages.consolidation import cells
from ui.pages.consolidation.reading import Shown, Wanted, read
from ui.pages.lists.commands import list_actions
from ui.pages.lists.in_memory import InMemoryList
from ui.pages.targets.amounts import amount
from ui.widgets.buttons import Button
from ui.widgets.cells import ID_ROLE
from ui.widgets.chips import Chip, ChipBar, ChipMenu
from ui.widgets.details import Details
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from app.plan.standing import AsOf
    from app.plan.unit_figures import View

_TABLES = frozenset(
    {"target_value", "measure", "target", "allotment", "calendar", "period_close", "unit", "unit_event"}
)
MEASURE_WIDTH = 170
"""Pixels: the measure's name ends with "…" rather than squeeze the chips beside it; the panel has it whole."""

MOST_LISTED = 30
"""Findings that the panel lists; the rest are counted, and found through the chip."""


class ConsolidationPage(InMemoryList):
    """All units of one measure are read at once, beside the window's work; what is shown stays until the new rows are there."""

    help_chapter = "consolidation"
    name = "consolidation"
    known = cells.COLUMNS
    usual = cells.USUAL
    widths = cells.WIDTHS
    stretch = "unit"
    right = cells.RIGHT
    has_period = True

    def __init__(self, context: PageContext) -> None:
        self._period = ""
        self._measure: int | None = None
        self._found: Shown | None = None
        self._awaited: Job | None = None
        self._units: dict[Hashable, UnitLine] = {}
        self._go_to: int | None = None
        super().__init__(context)
        self._details = Details(tr("Chi tiết đơn vị"))
        self.view.current_moved.connect(self._moved)
        self.view.opened.connect(lambda _index: self.details_requested.emit(True))
        self._back = Button(
            tr("Danh sách chỉ tiêu"), lambda: self.open_requested.emit("targets", None), icon="target-arrow"
        )

    # --- the bar

    def list_title(self) -> str:
        return tr("Tổng hợp số liệu đơn vị")

    def fill_bar(self, bar: ChipBar) -> None:
        self._chosen = ChipMenu(tr("Chỉ số"), [(None, tr("chỉ số đầu tiên"))])
        self._chosen.setMaximumWidth(MEASURE_WIDTH)
        self._now = Chip(tr("Đơn vị hiện nay"))
        self._now.setToolTip(
            tr("Gộp số liệu của đơn vị đã sáp nhập, chia tách về đơn vị hiện nay; tắt là đơn vị như khi đó.")
        )
        self._closed = Chip(tr("Lúc khóa"))
        self._closed.setToolTip(tr("Số liệu như lúc khóa quý; tắt là số liệu hiện nay."))
        self._missed = Chip(tr("Chưa đạt"), mark="due_soon")
        self._silent = Chip(tr("Chưa báo cáo"), mark="not_logged")
        self._odd = Chip(tr("Bất thường"), mark="overdue")
        bar.add(self._chosen)
        for chip in (self._now, self._closed):
            bar.add(chip)
            chip.toggled.connect(lambda _on: self.refresh())
        for chip in (self._missed, self._silent, self._odd):
            bar.add(chip)
            chip.toggled.connect(lambda _on: self.refilter())
        self._chosen.changed.connect(self.choose)
        self._now.hide()

    def own_chips(self) -> Mapping[str, Chip]:
        return {"missed": self._missed, "silent": self._silent, "odd": self._odd}

    def takes(self, key: Hashable) -> bool:
        """Whether the chips leave a unit."""
        unit = self._units[key]
        if self._missed.isChecked() and unit.verdict is not Verdict.not_met:
            return False
        if self._odd.isChecked() and not self._findings(key):
            return False
        return not self._silent.isChecked() or self._is_silent(unit)

    def empty_state(self) -> EmptyState:
        return EmptyState(
            tr("Chưa có số liệu đơn vị nào để tổng hợp."),
            tr("Tổng hợp cần chỉ tiêu do đơn vị cấp dưới báo cáo và một quý đã mở."),
            tr("Xem chỉ tiêu"),
            lambda: self.open_requested.emit("targets", None),
        )

    # --- reading

    def on_period(self, code: str) -> None:
        self._period = code
        self.refresh()

    def on_changed(self, touched: Touched) -> None:
        if any(table in _TABLES for table, _ in touched):
            self.refresh()

    def choose(self, measure_id: object) -> None:
        """Show another measure."""
        self._measure = cast("int | None", measure_id)
        self.refresh()

    def refresh(self) -> None:
        """Read the measure anew, beside everything else; an older reading that ends later is not shown."""
        if not self._period:
            return
        view: View = "now" if self._now.isChecked() else "then"
        as_of: AsOf = "closed" if self._closed.isChecked() else "current"
        wanted, session = Wanted(self._measure, self._period, as_of, view), self.context.session
        job = self._awaited = self.context.jobs.read(lambda _progress: read(session, wanted))
        job.succeeded.connect(lambda found: self._arrived(job, found))
        job.failed.connect(lambda error: self._failed(job, error))

    def _failed(self, job: Job, error: Exception) -> None:
        if job is self._awaited:
            self.fail(error)
            self._put(None)

    def _arrived(self, job: Job, found: Shown) -> None:
        if job is self._awaited:
            self.message.hide()
            self._put(found)

    def _put(self, found: Shown | None) -> None:
        self._found = found
        matrix = self.matrix
        self._units = {} if matrix is None else {line.unit_id: line for line in matrix.units}
        if found is not None and found.measures:
            self._measure = found.wanted.measure_id if matrix is None else matrix.measure["id"]
            self._chosen.set_options([(each, brief(text)) for each, text in found.measures], self._measure)
        self._now.setVisible(bool(found and found.merged))
        self._missed.set_count(sum(line.verdict is Verdict.not_met for line in self._units.values()))
        self._silent.set_count(sum(self._is_silent(line) for line in self._units.values()))
        self._odd.set_count(sum(bool(self._findings(key)) for key in self._units))
        self.model.set_titles(cells.titles(matrix))
        self.set_lines({} if found is None else found.lines)
        if self._go_to is not None:
            self.go_to(self._go_to)
            self._go_to = None
        self.header_changed.emit()

    @property
    def matrix(self) -> Matrix | None:
        """What is shown now."""
        return None if self._found is None else self._found.matrix

    def _findings(self, key: Hashable) -> tuple[Outlier, ...]:
        return () if self._found is None else self._found.odd.get(cast("int", key), ())

    def _is_silent(self, unit: UnitLine) -> bool:
        row = None if self.matrix is None else unit.cells.get(self.matrix.periods[-1])
        return row is not None and bool(row["m"]) and not row["n"]

    # --- the panel

    def _moved(self, index: QModelIndex) -> None:
        self.show_unit(self._units.get(index.data(ID_ROLE)) if index.isValid() else None)

    def standleave_unit(self) -> None:
        """Show what all units make, and what looks wrong."""
        self.show_unit(None)

    def show_unit(self, unit: UnitLine | None) -> None:
        """Show a unit with its figures and who wrote them; without one the measure over all units and what looks wrong in it."""
        self._details.begin()
        if self.matrix is None:
            return
        if unit is None:
            self._show_measure(self.matrix)
        else:
            self._show_unit(self.matrix, unit)

    def _show_measure(self, found: Matrix) -> None:
        panel = self._details
        target = found.target
        limit = ""
        if target is not None and target.threshold is not None:
            limit = f"{COMPARATOR_SIGNS[target.comparator]} {amount(target.threshold, target)}"
        panel.title(found.measure["text"], tr("Mức giao {limit}", limit=limit) if limit else "")
        totals = [(code, found.totals[code]) for code in reversed(found.periods) if code in found.totals]
        panel.facts([(str(periods.label(code)), _with_base(figure)) for code, figure in totals])
        panel.section(tr("Bất thường"), tr("Tìm ở mọi chỉ số"), self.look_everywhere)
        self._list([each for key in self._units for each in self._findings(key)])

    def look_everywhere(self) -> None:
        """List what looks wrong in the figures and words of all units, in whatever measure or task."""
        found, session = self.matrix, self.context.session
        if found is None:
            return
        last, as_of = found.periods[-1], found.as_of
        job = self.context.jobs.read(lambda _progress: outliers.find(session, last, as_of=as_of))
        self.job_bar.follow(job, tr("Đang tìm số bất thường…"))
        job.succeeded.connect(self._show_everything)
        job.failed.connect(self.fail)

    def _show_everything(self, found: Sequence[Outlier]) -> None:
        self._details.begin()
        self._details.title(tr("Bất thường ở mọi chỉ số, nhiệm vụ"), tr("{n} điều", n=len(found)))
        self._list(found)

    def _list(self, findings: Sequence[Outlier]) -> None:
        """What looks wrong, each with what leads there."""
        panel = self._details
        for each in findings[:MOST_LISTED]:
            panel.marked("overdue", str(each.sentence))
            words = tr("Đến dòng của đơn vị") if each.what_kind == "measure" else tr("Xem ở nhật ký")
            panel.can_do([Button(words, partial(self._lead_to, each), kind="link", icon="arrow-right")])
        more = len(findings) - MOST_LISTED
        rest = [tr("và {n} điều nữa", n=more)] if more > 0 else []
        panel.lines(rest, empty="" if findings else tr("Không thấy gì bất thường."))

    def _row_of(self, each: Outlier) -> int:
        """The unit's row, or that of the one it lives on in."""
        line = None if self.matrix is None else self.matrix.line(each.unit_id)
        return each.unit_id if line is None else line.unit_id

    def _lead_to(self, each: Outlier) -> None:
        """Stand on the unit's row of the measure; a task is read where it is logged."""
        if each.what_kind != "measure":
            self.open_requested.emit("quarter", ("task", (each.what_id, each.unit_id)))
        elif self.matrix is not None and each.what_id == self.matrix.measure["id"]:
            self.go_to(self._row_of(each))
        else:
            self._go_to = each.unit_id
            self.choose(each.what_id)

    def _show_unit(self, found: Matrix, unit: UnitLine) -> None:
        panel, last = self._details, found.periods[-1]
        verdict = "" if unit.held is None else f"{VERDICT_WORDS[unit.verdict]} · "
        panel.title(unit.name, f"{verdict}{found.measure['text']}")
        panel.can_do([Button(tr("Xem tổng và số bất thường"), self.leave_unit, kind="link", icon="alert-triangle")])
        shown = [(str(periods.label(code)), cells.said(found.figure(unit, code))) for code in reversed(found.periods)]
        panel.facts([(label, words) for label, words in shown if words])
        for each in self._findings(unit.unit_id):
            panel.marked("overdue", str(each.sentence))
            panel.lines([str(each.todo)])
        panel.section(
            tr("Các lần báo cáo, {period}", period=periods.label(last)),
            tr("Xem ở nhật ký"),
            partial(self._log, unit.unit_id),
        )
        parts = unit.parts or (unit.unit_id,)
        entries = [
            each for part in parts for each in drill.entries(self.context.session, found.measure["id"], part, last)
        ]
        panel.lines((_entry(each) for each in entries), empty=tr("Chưa có lần nào được trình."))

    def _log(self, unit_id: int) -> None:
        if self.matrix is not None:
            self.open_requested.emit("quarter", ("measure", (self.matrix.measure["id"], unit_id)))

    # --- as a page

    def show_item(self, what: object) -> None:
        if isinstance(what, tuple) and what and what[0] in {"measure", "unit"}:
            if what[0] == "measure":
                self._measure = what[1]
            else:
                self._go_to = what[1]
            self.refresh()

    def title(self) -> str:
        return tr("Tổng hợp")

    def fact(self) -> str:
        found = self.matrix
        if found is None or found.periods[-1] not in found.totals:
            return ""
        code = found.periods[-1]
        return f"{periods.label(code)}: {_with_base(found.totals[code])}"

    def header_buttons(self) -> list[Button]:
        return [self._back]

    def details(self) -> QWidget:
        return self._details

    def regions(self) -> list[QWidget]:
        return [self.bar, self.view]

    def focus_first(self) -> None:
        self.view.setFocus()

    def actions_for_menu(self) -> list[QAction]:
        return [
            action(self, tr("Xem tổng và số bất thường"), self.leave_unit, keys="Ctrl+Shift+B", icon="alert-triangle"),
            *list_actions(self, lambda: self),
        ]

    def leave_unit(self) -> None:
        """Leave the unit one stands on: the panel then tells of all."""
        self.view.setCurrentIndex(QModelIndex())
        self.view.clearSelection()
        self.show_unit(None)
        self.details_requested.emit(True)


def _with_base(figure: Figure) -> str:
    whole = f"{figure.text} = {figure.text_percent}" if figure.text_percent else figure.shown
    return f"{whole} · {figure.text_base}"


def _entry(entry: drill.Entry) -> str:
    """ "Lần 2 · 40/50 · Phạm An · 28/09/2026 14:10 · được tính · 2 minh chứng"."""
    numbers = [entry.num, entry.den] if entry.num is not None else [entry.val]
    figure = "/".join(format_stored(number, entry.decimals) for number in numbers if number is not None)
    parts = [
        tr("Lần {rev}", rev=entry.rev) if entry.kind == "normal" else f"{REVISION_KINDS[entry.kind]} {entry.rev}",
        figure if entry.given == "value" else str(GIVEN[entry.given]),
        entry.person if entry.own else f"{entry.person} ({entry.writer})",
        show_instant(entry.at_ms),
        tr("được tính") if entry.counts else "",
        tr("{n} minh chứng", n=len(entry.files)) if entry.files else "",
        entry.note,
        entry.reason,
    ]
    return " · ".join(part for part in parts if part)
