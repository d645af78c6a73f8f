"""Độ phủ: what of a plan nobody does, nothing measures, nobody reported. Each line leads to its row."""

import re
import sys
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex

from app import directives
from app.columns import Column, Kind
from app.i18n import msg, tr
from app.lists_kept import ListState
from app.plan import coverage, programmes, tasks
from app.plan.coverage import Coverage, Gap
from app.session import Touched
from app.text import sort_key
from ui.context import PageContext
from ui.pages.asking import ask
from ui.pages.lists.in_memory import InMemoryList, Line
from ui.widgets.buttons import Button
from ui.widgets.cells import ID_ROLE, Cell
from ui.widgets.chips import Chip, ChipBar, ChipMenu
from ui.widgets.details import Details
from ui.widgets.empty import EmptyState
from ui.widgets.fields import ComboBox, TextArea
from ui.widgets.form import Form
from ui.widgets.page import Page

TABLES = frozenset(
    {
        "directive",
        "clause",
        "clause_link",
        "task",
        "programme",
        "section",
        "measure",
        "target",
        "target_value",
        "value_rev",
    }
)
_ICONS = {"clause": "file-text", "task": "list-check", "target": "target-arrow"}
_LEADS_TO = {"task": "programmes", "target": "targets"}
COLUMNS = (
    Column("kind", msg("Còn thiếu"), Kind.WORD, 24, words=coverage.KINDS),
    Column("number", msg("Số"), Kind.CODE, 10),
    Column("text", msg("Nội dung"), Kind.LONG, 60),
    Column("place", msg("Thuộc"), Kind.TEXT, 36),
)
"""In the order of the cells."""
WIDTHS = {"kind": 204, "number": 92, "text": 300, "place": 204}
LEAST_WIDTHS = {"place": 720}
"""Where the list is narrower, what a gap belongs to stands in the details alone."""
LONGEST_NAME = 24

Go = Callable[[str, object], object]


class CoverageView(InMemoryList):
    """The gaps of one document or of all, narrowed to a kind by the chips. Enter or a click leads to a task or target."""

    name = "coverage"
    known = COLUMNS
    widths = WIDTHS
    stretch = "text"
    leaves_below = LEAST_WIDTHS

    def __init__(self, context: PageContext, page: Page) -> None:
        self._page = page
        self._found: Coverage | None = None
        self._gaps: dict[Hashable, Gap] = {}
        super().__init__(context)
        self.panel = Details(tr("Chi tiết chỗ thiếu"))
        self.stand_in(page)
        self.view.current_moved.connect(self._moved)
        self.view.opened.connect(self.open_row)
        self.view.clicked.connect(self._clicked)

    def list_title(self) -> str:
        return tr("Độ phủ")

    def fill_bar(self, bar: ChipBar) -> None:
        self._document = ChipMenu(tr("Văn bản"), [(None, tr("cả sổ"))])
        short = {"clause": tr("Thiếu nhiệm vụ"), "task": tr("Thiếu chỉ tiêu"), "target": tr("Thiếu số liệu")}
        self._chips = {kind: Chip(words, key=kind, icon=_ICONS[kind]) for kind, words in short.items()}
        for widget in (self._document, *self._chips.values()):
            bar.add(widget)
        self._document.changed.connect(lambda _value: self.read())
        for chip in self._chips.values():
            chip.toggled.connect(lambda _on: self.refilter())

    def own_chips(self) -> Mapping[str, Chip]:
        return {"directive": self._document, **self._chips}

    def takes(self, key: Hashable) -> bool:
        """Whether the chips ask for the kind of a gap; none of them asks for all."""
        kinds = {kind for kind, chip in self._chips.items() if chip.isChecked()} or set(self._chips)
        return self._gaps[key].kind in kinds

    def empty_state(self) -> EmptyState:
        return _empty() if self._found is None or self._found.empty else _complete()

    def stand_nowhere(self) -> None:
        """Leave the details to the document."""
        self._show(None)

    def show_state(self, state: ListState) -> None:
        super().show_state(state)
        self.read()  # another document may have been chosen

    # --- reading

    def show_directive(self, directive_id: int | None, kind: str = "") -> None:
        """Show the gaps of a document (None: of all), of one kind where it is named; all of them, whatever was filtered."""
        self.tools.show_filters(())
        self._offer(directive_id)
        for key, chip in self._chips.items():
            chip.setChecked(key == kind)
        self.read()

    def read(self) -> None:
        """Read the gaps again, standing on the same line."""
        self._offer(self._chosen())
        self._found = coverage.coverage(self.context.session, directive_id=self._chosen())
        for share in self._found.shares:
            self._chips[share.kind].set_count(len(share.gaps))
        self._gaps = {(gap.kind, gap.id): gap for share in self._found.shares for gap in share.gaps}
        self.set_lines({key: _line(gap) for key, gap in self._gaps.items()})
        self._page.header_changed.emit()

    def on_changed(self, touched: Touched) -> None:
        """A change was made while this is in front."""
        if any(table in TABLES for table, _ in touched):
            self.read()

    def fact(self) -> str:
        """How much is missing, in one grey fact."""
        if self._found is None or self._found.empty:
            return ""
        return tr("còn thiếu {n} chỗ", n=self._found.gaps) if self._found.gaps else tr("không thiếu gì")

    def _chosen(self) -> int | None:
        value = self._document.value()
        return value if isinstance(value, int) else None

    def _offer(self, chosen: int | None) -> None:
        """The documents that a plan hangs on, to choose from."""
        lines = directives.directive_lines(self.context.session)
        known = [
            (one.id, _name(one)) for one in lines if one.clauses or one.programmes or one.tasks or one.id == chosen
        ]
        self._document.set_options([(None, tr("cả sổ")), *known], chosen)

    # --- one gap

    def _moved(self, index: QModelIndex) -> None:
        self._show(self._gap(index))

    def _gap(self, index: QModelIndex) -> Gap | None:
        return self._gaps.get(index.data(ID_ROLE)) if index.isValid() else None

    def _show(self, gap: Gap | None) -> None:
        panel = self.panel
        panel.begin()
        if gap is not None:
            panel.title(f"{gap.number} {gap.text}".strip(), str(coverage.KINDS[gap.kind]))
            panel.facts([(tr("Thuộc"), gap.place)])
            panel.can_do([self._action(gap)])
        self._matrix(panel)

    def _action(self, gap: Gap) -> Button:
        if gap.kind == "clause":
            return Button(tr("Thêm nhiệm vụ cho mục này…"), lambda: self.add_task(gap), kind="link", icon="plus")
        words = tr("Mở nhiệm vụ") if gap.kind == "task" else tr("Mở chỉ tiêu")
        return Button(words, lambda: self._lead(gap), kind="link", icon="arrow-right")

    def _matrix(self, panel: Details) -> None:
        """What of each programme of the document is covered."""
        chosen = self._chosen()
        rows = coverage.matrix(self.context.session, chosen) if chosen is not None else ()
        if not rows:
            return
        panel.section(tr("Theo chương trình"))
        for row in rows:
            panel.lines([f"{row.number} {row.title}".strip()])
            words = tr(
                "mục {a}/{b} · nhiệm vụ {c}/{d} · chỉ tiêu {e}/{f}",
                a=row.clauses[0],
                b=row.clauses[1],
                c=row.tasks[0],
                d=row.tasks[1],
                e=row.targets[0],
                f=row.targets[1],
            )
            shares = (row.clauses, row.tasks, row.targets)
            if not any(every for _some, every in shares):
                words = tr("chưa có nhiệm vụ, chỉ tiêu nào")
            complete = row.tasks[1] > 0 and all(some == every for some, every in shares)
            panel.marked("done" if complete else "due_soon", words)

    def _clicked(self, index: QModelIndex) -> None:
        gap = self._gap(index)
        if gap is not None and gap.kind in _LEADS_TO:
            self._lead(gap)

    def open_row(self, index: QModelIndex) -> None:
        """Enter on a line: to the task or target; for a clause a sheet that adds its task."""
        gap = self._gap(index)
        if gap is not None and gap.kind in _LEADS_TO:
            self._lead(gap)
        elif gap is not None:
            self.add_task(gap)

    def _lead(self, gap: Gap) -> None:
        self.open_requested.emit(_LEADS_TO[gap.kind], (gap.kind, gap.id))

    def add_task(self, gap: Gap) -> None:
        """Ask for the task that carries a clause out."""
        session = self.context.session
        known = [
            (one.id, f"{one.number} {one.title}".strip()) for one in programmes.tree(session) if one.id is not None
        ]
        form = Form()
        form.add("text", tr("Nhiệm vụ"), TextArea(gap.text))
        form.add("programme_id", tr("Chương trình"), ComboBox([*known, (None, tr("Đột xuất"))]))

        def write(given: dict[str, Any]) -> int:
            return tasks.add_task(session, clause_id=gap.id, **given)

        ask(
            self,
            self.context,
            tr("Thêm nhiệm vụ cho mục {label}", label=gap.number),
            form,
            tr("Lưu nhiệm vụ"),
            write,
        )


def _line(gap: Gap) -> Line:
    """The row of a gap; numbers are sorted as people count: "2" before "10"."""
    text, place = " ".join(gap.text.split()), " ".join(gap.place.split())
    cells = [
        Cell(str(coverage.KINDS[gap.kind]), icon=_ICONS[gap.kind], tone="text2"),
        Cell(gap.number),
        Cell(text, weight=500),
        Cell(place, tone="text2"),
    ]
    order = {
        "kind": list(coverage.KINDS).index(gap.kind),
        "number": _counted(gap.number) if gap.number else None,
        "text": sort_key(text),
        "place": sort_key(place) if place else None,
    }
    return Line(cells, {"kind": gap.kind, "number": gap.number, "text": text, "place": place}, order)


def _counted(number: str) -> list[tuple[int, str]]:
    """The parts of a number in the order of counting; letters stand after figures."""
    parts = [part for part in re.split(r"(\d+)", number) if part]
    return [(int(part), "") if part.isdecimal() else (sys.maxsize, part) for part in parts]


def _name(one: directives.DirectiveLine) -> str:
    name = f"{one.kind} {one.as_written or one.abstract}".strip()
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _empty() -> EmptyState:
    return EmptyState(
        tr("Chưa có kế hoạch nào để xem độ phủ."),
        tr("Khi có văn bản, nhiệm vụ và chỉ tiêu, chỗ này cho biết mục nào chưa ai làm, việc nào chưa có gì để đo."),
    )


def _complete() -> EmptyState:
    return EmptyState(
        tr("Không còn chỗ thiếu."),
        tr("Mục nào cũng có nhiệm vụ, nhiệm vụ nào cũng có chỉ tiêu, chỉ tiêu nào cũng có số liệu."),
    )
