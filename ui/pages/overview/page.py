"""Tổng quan: one sentence, five key figures, the heat map, targets at risk, what waits, the load per ban."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import NotFound, PlanError
from app.i18n import tr
from app.lists import PROGRAMMES
from app.plan import calendar, overview, periods
from app.plan.overview import Overview
from app.reading import ListQuery
from app.session import Touched
from ui.context import PageContext
from ui.fonts import Role
from ui.pages.overview import rows
from ui.pages.overview.blocks import BarLegend, Block, BulletDelegate, HeatDelegate, ShareDelegate
from ui.pages.overview.waits import WaitingList
from ui.tokens import PAD
from ui.widgets.buttons import Button
from ui.widgets.label import Label, VLine
from ui.widgets.page import Page
from ui.widgets.scroll import PaperScroll
from ui.widgets.tile import Tile, TileStrip

RIGHT_WIDTH = 440
TWO_COLUMNS = 1000
ROOM_FOR_QUARTERS = 760
FAR_QUARTERS = 3
NOT_SUBMITTED = 4
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
    """Reads everything in one job; a click on any figure leads to its entries."""

    has_period = True
    help_chapter = "overview"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._period = ""
        self._token = 0
        self._fact = ""
        self._locked = False
        self._close = Button(tr("Chốt quý…"), lambda: self.open_requested.emit("closing", None), kind="primary")
        self._print = Button(tr("In"), lambda: self.open_requested.emit("reports", None), icon="printer")
        self._build()

    # --- the parts

    def _build(self) -> None:
        sheet = QWidget()
        outer = QVBoxLayout(sheet)
        outer.setContentsMargins(PAD, 10, PAD, PAD)
        outer.setSpacing(0)
        outer.addLayout(self._headline())
        outer.addSpacing(8)
        self.tiles = self._make_tiles()
        outer.addWidget(TileStrip(self.tiles))
        self._columns = QHBoxLayout()
        self._columns.setSpacing(PAD)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(4)
        left.addWidget(self._heat_block())
        left.addWidget(self._target_block())
        self._waits = WaitingList(self.open_requested.emit)
        right.addWidget(self._waits)
        right.addWidget(self._ban_block())
        left.addStretch(1)
        right.addStretch(1)
        self._right = QWidget()
        self._right.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        self._columns.addLayout(left, 1)
        self._divider = VLine()
        self._columns.addWidget(self._divider)
        self._columns.addWidget(self._right)
        outer.addLayout(self._columns)
        outer.addStretch(1)
        self.body.addWidget(PaperScroll(tr("Tổng quan"), sheet), 1)

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

    def _heat_block(self) -> Block:
        titles = [tr("Chương trình"), tr("Chủ trì"), *[""] * (overview.HEAT_QUARTERS + 1)]
        columns = range(2, 2 + overview.HEAT_QUARTERS + 1)
        widths = [240, 58, *[66] * len(columns)]
        block = Block(
            tr("Nhiệm vụ đúng tiến độ theo quý"), titles, widths, 0, self._open_programme, right=tuple(columns)
        )
        block.dress(HeatDelegate(block.view, row_height=27))
        block.legend("due_soon", tr("70 đến dưới 90%"))
        block.legend("overdue", tr("dưới 70%"))
        block.link(tr("Mở Chương trình"), lambda: self.open_requested.emit("programmes", None))
        self._heat = block
        return block

    def _target_block(self) -> Block:
        titles = ["", tr("Chỉ tiêu"), "", tr("Thực hiện"), tr("Ước đạt"), tr("Kết luận")]
        widths = [42, 220, 110, 108, 66, 92]
        block = Block(tr("Chỉ tiêu khó đạt"), titles, widths, 1, self._open_target, right=(3, 4))
        block.dress(BulletDelegate(block.view, 2))
        for key, words in (("done", tr("thực hiện")), ("outlook", tr("ước đạt")), ("threshold", tr("mức giao"))):
            block.heading.addWidget(BarLegend(key, words))
        block.link(tr("Tất cả chỉ tiêu"), lambda: self.open_requested.emit("targets", None))
        self._targets = block
        return block

    def _ban_block(self) -> Block:
        titles = [tr("Ban"), tr("Phải ghi"), tr("Quá hạn"), tr("Sắp hạn"), tr("Chưa trình")]
        block = Block(tr("Theo ban"), titles, [140, 72, 66, 66, 80], 0, self._open_ban, right=(2, 3, 4))
        block.dress(ShareDelegate(block.view, 1))
        block.link(tr("Phiếu giao việc"), lambda: self.open_requested.emit("reports", ("paper", "assignment")))
        self._bans = block
        return block

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
        token, period, session = self._token, self._period, self.context.session
        job = self.context.jobs.read(lambda _progress: overview.read(session, period))
        job.succeeded.connect(lambda found: self.show_figures(found) if token == self._token else None)
        job.failed.connect(self._not_read)

    def show_figures(self, found: Overview) -> None:
        """Show what was read."""
        self.message.clear()
        self._sentence.setText(str(found.sentence))
        self._second.setText(str(found.second))
        self._show_tiles(found)
        names = self._programmes()
        leads = {key: name for key, (_, name) in names.items()}
        heads = [str(periods.label(code)).removeprefix(tr("Quý ")) for code in found.heat_periods]
        self._heat.set_rows(*rows.heat_rows(found, leads), titles=[tr("Chương trình"), tr("Chủ trì"), *heads])
        self._targets.setVisible(bool(found.hard))
        self._targets.set_rows(*rows.target_rows(found, {key: number for key, (number, _) in names.items()}))
        self._bans.set_rows(*rows.ban_rows(found.by_ban))
        self._waits.show_waiting(found)
        info = calendar.info(self.context.session, found.period)
        self._fact = tr("chốt số liệu {day}", day=f"{info.cutoff[8:]}/{info.cutoff[5:7]}/{info.cutoff[:4]}")
        self._close.setText(tr("Chốt {period}…", period=periods.inside(found.period)))
        self._locked = info.closed
        self.header_changed.emit()

    def _show_tiles(self, found: Overview) -> None:
        on_time, late, hard, logged, units = self.tiles
        share = overview.share_text(found.on_schedule, found.total)
        before = found.before
        compared = (
            tr("kỳ trước {share}", share=overview.share_text(before[0], before[1])) if before and before[1] else ""
        )
        on_time.set(str(found.on_schedule), str(found.total), " · ".join(part for part in (share, compared) if part))
        earlier = tr("kỳ trước {n}", n=before[2]) if before else ""
        late.set(
            str(found.overdue),
            "",
            earlier,
            mark="overdue" if found.overdue else "",
            tone="bad" if found.overdue else "text",
        )
        missed = tr("trong đó {n} không đạt", n=found.missed) if found.missed else ""
        count = len(found.hard)
        hard.set(str(count), str(found.targets), missed, mark="due_soon" if count else "")
        left = found.own_expected - found.own_logged
        logged.set(str(found.own_logged), str(found.own_expected), tr("còn {n}", n=left) if left else tr("đủ"))
        left = found.units_expected - found.units_complete
        units.set(str(found.units_complete), str(found.units_expected), tr("còn {n}", n=left) if left else tr("đủ"))

    def _programmes(self) -> dict[int, tuple[str, str]]:
        """Number and lead code of each programme."""
        reader, query = self.context.reader, ListQuery(self._period)
        found = reader.rows(PROGRAMMES, query, reader.ids(PROGRAMMES, query))
        return {row_id: (tr("CT{number}", number=row["number"]), row["lead"] or "") for row_id, row in found.items()}

    def _not_read(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self._sentence.setText(str(error))
        elif isinstance(error, PlanError):
            self.fail(error)

    # --- where a click leads

    def _open_programme(self, key: object, _column: int) -> None:
        if isinstance(key, tuple):
            self.open_requested.emit("programmes", key if key[1] is not None else None)

    def _open_target(self, key: object, _column: int) -> None:
        self.open_requested.emit("targets", key)

    def _open_ban(self, key: object, column: int) -> None:
        if column == NOT_SUBMITTED:
            self.open_requested.emit("quarter", ("filter", "draft"))
        elif isinstance(key, tuple):
            self.open_requested.emit("programmes", key if key[1] is not None else None)

    def copy_sentence(self) -> None:
        """Copy the sentences, for a message or a speech."""
        QGuiApplication.clipboard().setText(f"{self._sentence.full_text()} {self._second.full_text()}")
        self.said.emit(tr("Đã chép câu tổng quan"), None)

    # --- as a page

    def title(self) -> str:
        return tr("Tổng quan")

    def fact(self) -> str:
        return self._fact

    def header_buttons(self) -> list[Button]:
        return [self._print] if self._locked else [self._print, self._close]

    def regions(self) -> list[QWidget]:
        return [self.tiles[0], self._heat.view, self._targets.view, self._waits, self._bans.view]

    def focus_first(self) -> None:
        self.tiles[0].setFocus()

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # Qt's own signature
        super().resizeEvent(event)
        beside = self.width() >= TWO_COLUMNS
        self._columns.setDirection(QHBoxLayout.Direction.LeftToRight if beside else QHBoxLayout.Direction.TopToBottom)
        self._divider.setVisible(beside)
        self._right.setMinimumWidth(RIGHT_WIDTH if beside else 0)
        self._right.setMaximumWidth(RIGHT_WIDTH if beside else 16_777_215)
        for column in range(2, 2 + FAR_QUARTERS):
            self._heat.view.setColumnHidden(column, self.width() < ROOM_FOR_QUARTERS)
