"""Tổng quan: one sentence, five key figures, the heat map, targets at risk, what waits, the load per ban, who has not sent."""

from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import NotFound, PlanError
from app.i18n import tr
from app.plan import calendar, overview, owing, periods
from app.plan.overview import Overview
from app.session import Touched
from ui.context import PageContext
from ui.fonts import Role
from ui.jobs import Job
from ui.pages.overview import rows
from ui.pages.overview.blocks import Block
from ui.pages.overview.leads import Lead, Remind
from ui.pages.overview.painted import Column, PaintedTable
from ui.pages.overview.waits import WaitingList
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.label import Label, VLine
from ui.widgets.page import Page
from ui.widgets.scroll import PaperScroll
from ui.widgets.tile import Tile, TileStrip

RIGHT_WIDTH = 440
"""The least width of the right column; in wide windows it takes three tenths."""
TWO_COLUMNS = 1000
FAR = 560
"""The least width of the heat map that has room for the quarters before the last two."""
_SHOWN = {
    *(
        "task",
        "programme",
        "assignment",
        "progress_entry",
        "progress_rev",
        "target_value",
        "value_rev",
        "target",
        "measure",
    ),
    *("review", "slip", "unit", "unit_parent", "calendar", "period_close", "ban", "ban_name", "exemption"),
}


class OverviewPage(Page):
    """Reads everything in one job; a click on any figure leads to its entries. The figures stay while others are read."""

    has_period = True
    help_chapter = "overview"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._period = ""
        self._token = 0
        self._fact = ""
        self._locked = False
        self._found: Overview | None = None
        # The figures of the period worked in are read beside the window while the page is being built.
        current = calendar.current(context.session)
        self._ahead: tuple[str, Job] | None = (current, self._read(current))
        self._close = Button(tr("Chốt quý…"), lambda: self.open_requested.emit("closing", None), kind="primary")
        self._print = Button(tr("In"), lambda: self.open_requested.emit("reports", None), icon="printer")
        self._build()

    # --- the parts

    def _build(self) -> None:
        self._sheet = QWidget()
        outer = QVBoxLayout(self._sheet)
        outer.setContentsMargins(PAD, 10, PAD, PAD)
        outer.setSpacing(0)
        outer.addLayout(self._headline())
        outer.addSpacing(8)
        self.tiles = self._make_tiles()
        outer.addWidget(TileStrip(self.tiles))
        self._columns = QHBoxLayout()
        self._columns.setSpacing(PAD)
        self._columns.addLayout(self._left(), 1)
        self._divider = VLine()
        self._columns.addWidget(self._divider)
        self._right = self._right_column()
        self._columns.addWidget(self._right)
        outer.addLayout(self._columns)
        outer.addStretch(1)
        self._scroll = PaperScroll(tr("Tổng quan"), self._sheet)
        for block in (self.heat, self.targets, self.bans, self.units):
            block.table.stood.connect(partial(self._scroll_to, block.table))
        # One paint with figures in place of two: nothing stands in the parts before.
        self._scroll.setUpdatesEnabled(False)
        self.body.addWidget(self._scroll, 1)

    def _scroll_to(self, table: PaintedTable, spot: QRect) -> None:
        """Follow the keys where the page is longer than the window."""
        for corner in (spot.bottomRight(), spot.topLeft()):
            place = table.mapTo(self._sheet, corner)
            self._scroll.ensureVisible(place.x(), place.y(), 0, 8)

    def _headline(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        line = QHBoxLayout()
        self._sentence = Label("", Role.SENTENCE, wrap=True)
        line.addWidget(self._sentence, 1)
        line.addWidget(Button(tr("Chép"), self.copy_sentence, kind="link", icon="copy"), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        self._second = Label("", tone="text2", wrap=True)
        column.addWidget(self._second)
        return column

    def _make_tiles(self) -> list[Tile]:
        tasks, quarter = partial(self.open_requested.emit, "programmes"), partial(self.open_requested.emit, "quarter")
        return [
            Tile(tr("Đúng tiến độ"), on=lambda: tasks(None)),
            Tile(tr("Quá hạn"), on=lambda: tasks(("status", "overdue"))),
            Tile(tr("Chỉ tiêu khó đạt"), on=lambda: self.open_requested.emit("targets", ("filter", "hard"))),
            Tile(tr("Nhật ký đã trình"), on=lambda: quarter(("filter", "missing"))),
            Tile(tr("Đơn vị đã gửi"), on=lambda: self.open_requested.emit("units", None)),
        ]

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(4)
        heat = [Column(tr("Chương trình"), 0), Column(tr("Chủ trì"), 58, least=400)]
        far = overview.HEAT_QUARTERS - 2
        heat += [Column("", 62, right=True, least=FAR if place < far else 0) for place in range(far + 3)]
        self.heat = Block(tr("Nhiệm vụ đúng tiến độ theo quý"), heat, self._go)
        self.heat.legend("due_soon", tr("70 đến dưới 90%"))
        self.heat.legend("overdue", tr("dưới 70%"))
        self.heat.link(tr("Mở Chương trình"), lambda: self.open_requested.emit("programmes", None))
        columns = [Column("", 44, least=440), Column(tr("Chỉ tiêu"), 0), Column("", 82, least=520)]
        columns += [Column(tr("Thực hiện"), 96, right=True), Column(tr("Đơn vị"), 52, right=True, least=FAR)]
        columns += [Column(tr("Ước đạt"), 60, right=True, least=400), Column(tr("Năm"), 50, least=FAR)]
        self.targets = Block(tr("Chỉ tiêu khó đạt"), [*columns, Column(tr("Kết luận"), 96)], self._go)
        for key, words in (("done", tr("thực hiện")), ("outlook", tr("ước đạt")), ("threshold", tr("mức giao"))):
            self.targets.bar_legend(key, words)
        self._all_targets = self.targets.link(tr("Tất cả chỉ tiêu"), lambda: self.open_requested.emit("targets", None))
        left.addWidget(self.heat)
        left.addWidget(self.targets)
        left.addStretch(1)
        return left

    def _right_column(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.waits = WaitingList(self._go)
        load = [Column(tr("Ban"), 0), Column(tr("Phải ghi"), 66, least=330), Column(tr("Quá hạn"), 62, right=True)]
        load += [Column(tr("Sắp hạn"), 61, right=True), Column(tr("Chưa trình"), 76, right=True), Column("", 26)]
        self.bans = Block(tr("Theo ban"), load, self._go)
        self.bans.link(tr("Phiếu giao việc"), lambda: self.open_requested.emit("reports", ("paper", "assignment")))
        units = [Column(tr("Đơn vị"), 0), Column(tr("Còn thiếu"), 82, right=True), Column("", 28)]
        self.units = Block(tr("Đơn vị còn thiếu nhiều nhất"), units, self._go)
        self.units.link(tr("In công văn đôn đốc"), lambda: self.open_requested.emit("reports", ("paper", "reminder")))
        for part in (self.waits, self.bans, self.units):
            column.addWidget(part)
        column.addStretch(1)
        return right

    # --- reading

    def on_period(self, code: str) -> None:
        self._period = code
        self.refresh()

    def on_changed(self, touched: Touched) -> None:
        if any(table in _SHOWN for table, _ in touched):
            self.refresh()

    def refresh(self) -> None:
        """Read everything again beside the window; an answer for another period is dropped."""
        self._token += 1
        token, period = self._token, self._period
        ahead, self._ahead = self._ahead, None
        job = ahead[1] if ahead is not None and ahead[0] == period else self._read(period)
        job.succeeded.connect(lambda found: self.show_figures(found) if token == self._token else None)
        job.failed.connect(lambda error: self._not_read(error) if token == self._token else None)

    def _read(self, period: str) -> Job:
        session = self.context.session
        return self.context.jobs.read(lambda _progress: overview.read(session, period))

    def show_figures(self, found: Overview) -> None:
        """Show what was read."""
        self._found = found
        self.message.clear()
        self._sentence.setText(str(found.sentence))
        self._second.setText(str(found.second))
        self._show_tiles(found)
        heads = [str(periods.label(code)).removeprefix(tr("Quý ")) for code in found.heat_periods]
        titles = [tr("Chương trình"), tr("Chủ trì"), *heads, *[""] * (overview.HEAT_QUARTERS + 1 - len(heads))]
        strong = 2 + found.heat_periods.index(found.period) if found.period in found.heat_periods else -1
        shown = ((self.targets, rows.target_rows), (self.bans, rows.ban_rows), (self.units, rows.unit_rows))
        self.heat.table.set_rows(rows.heat_rows(found) if found.heat else [], titles, strong)
        self.heat.setVisible(bool(found.heat))
        for block, made in shown:
            spots = made(found)
            block.table.set_rows(spots)
            block.setVisible(bool(spots))
        self._all_targets.setText(tr("Tất cả {n} chỉ tiêu", n=found.targets))
        self.waits.show_waiting(found)
        self._fact = tr("chốt số liệu {day}", day=f"{found.cutoff:%d/%m/%Y}")
        self._close.setText(tr("Chốt {period}…", period=periods.inside(found.period)))
        self._locked = found.closed
        self._scroll.setUpdatesEnabled(True)
        self.header_changed.emit()

    def _show_tiles(self, found: Overview) -> None:
        on_time, late, hard, logged, units = self.tiles
        share = overview.share_text(found.on_schedule, found.total)
        before = found.before
        compared = (
            tr("kỳ trước {share}", share=overview.share_text(before[0], before[1])) if before and before[1] else ""
        )
        on_time.set(str(found.on_schedule), str(found.total), " · ".join(part for part in (share, compared) if part))
        earlier = tr("kỳ trước {n}/{m}", n=before[2], m=before[1]) if before and before[1] else ""
        tone, mark = ("bad", "overdue") if found.overdue else ("text", "")
        late.set(str(found.overdue), str(found.total), earlier, mark=mark, tone=tone)
        missed = tr("trong đó {n} không đạt", n=found.missed) if found.missed else ""
        count = len(found.hard)
        hard.set(str(count), str(found.targets), missed, mark="due_soon" if count else "")
        left = found.own_expected - found.own_logged
        logged.set(str(found.own_logged), str(found.own_expected), tr("còn {n}", n=left) if left else tr("đủ"))
        debts = found.debts
        rest = tr("còn {n}", n=debts.units_missing) if debts.units_missing else tr("đủ")
        units.set(str(debts.units_complete), str(debts.units_expected), rest)

    def _not_read(self, error: Exception) -> None:
        self._scroll.setUpdatesEnabled(True)
        if isinstance(error, NotFound):
            self._sentence.setText(str(error))
        elif isinstance(error, PlanError):
            self.fail(error)

    # --- where a mark leads

    def _go(self, where: object) -> None:
        if isinstance(where, Remind):
            self._remind(where)
        elif isinstance(where, Lead):
            self.open_requested.emit(where.page, where.what)
            if where.period and where.period != self._period:
                # Last, so that "back" comes home to the period that is shown here.
                self.period_requested.emit(where.period)

    def _remind(self, whom: Remind) -> None:
        """Copy a message that says what is missing and by when."""
        if self._found is None:
            return
        session, period, debts = self.context.session, self._found.period, self._found.debts
        owed = next(one for one in (*debts.bans, *debts.units) if (one.kind, one.id) == (whom.kind, whom.id))
        job = self.context.jobs.read(lambda _progress: owing.reminder(session, period, owed))
        job.succeeded.connect(lambda words: self._copy(words, tr("Đã chép lời nhắc {name}", name=owed.name)))
        job.failed.connect(self.fail)

    def _copy(self, words: str, said: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self.said.emit(said, None)

    def copy_sentence(self) -> None:
        """Copy the sentences, for a message or a speech."""
        self._copy(f"{self._sentence.full_text()} {self._second.full_text()}", tr("Đã chép câu tổng quan"))

    # --- as a page

    def title(self) -> str:
        return tr("Tổng quan")

    def fact(self) -> str:
        return self._fact

    def header_buttons(self) -> list[Button]:
        return [self._print] if self._locked else [self._print, self._close]

    def regions(self) -> list[QWidget]:
        tables = [block.table for block in (self.heat, self.targets, self.bans, self.units)]
        return [self.tiles[0], *tables[:2], self.waits, *tables[2:]]

    def focus_first(self) -> None:
        left = self.focusWidget()
        # Coming back: the mark that led away. None while nothing here had the keys yet.
        gone = left is None or not left.isVisible()  # type: ignore[redundant-expr]  # the stubs promise a widget
        (self.tiles[0] if gone else left).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= TWO_COLUMNS
        self._columns.setDirection(QHBoxLayout.Direction.LeftToRight if beside else QHBoxLayout.Direction.TopToBottom)
        self._divider.setVisible(beside)
        room = max(RIGHT_WIDTH, self.width() * 3 // 10)
        self._right.setMinimumWidth(room if beside else 0)
        self._right.setMaximumWidth(room if beside else 16_777_215)
