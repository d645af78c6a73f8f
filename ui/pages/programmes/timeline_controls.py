"""What of the timeline a person chooses and does: list or timeline, how near, today; and writing what was moved on it."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from app.i18n import tr
from app.plan import tasks
from ui.actions import action
from ui.context import PageContext
from ui.pages.programmes.parts import AtRight
from ui.pages.programmes.timeline_scale import ZOOMS
from ui.pages.programmes.timeline_view import Move, TimelineTree
from ui.widgets.buttons import Button, Segmented
from ui.widgets.chips import ChipBar
from ui.widgets.page import Page

LIST = "list"


class TimelineControls(QObject):
    """The switch in the filter bar: the list, or a year, a quarter, a month of the timeline. The choice is the person's and is kept."""

    def __init__(self, page: Page, context: PageContext, view: TimelineTree) -> None:
        super().__init__(page)
        self._page, self._context, self._view = page, context, view
        self._room = True
        settings = context.program.settings
        self._zoom: str = settings.timeline_zoom
        chosen = self._zoom if settings.timeline_shown else LIST
        words = [(LIST, tr("Danh sách")), ("year", tr("Năm")), ("quarter", tr("Quý")), ("month", tr("Tháng"))]
        self.switch = Segmented(words, chosen, name=tr("Cách xem: danh sách, hoặc dòng thời gian theo năm, quý, tháng"))
        self.today = Button(
            tr("Hôm nay"), self.go_today, kind="small", tip=tr("Đưa dòng thời gian về hôm nay (Alt+Home)")
        )
        self.switch.changed.connect(lambda value: self.choose(str(value)))
        view.zoom_asked.connect(self.zoom_by)
        view.dates_moved.connect(self._write)
        view.moving.connect(self._tell)
        self._told = False

    def add_to(self, bar: ChipBar) -> None:
        """Stand at the right of the filter bar."""
        bar.add_right(AtRight([self.today, self.switch]))

    # --- what is shown

    @property
    def wanted(self) -> bool:
        """Whether the timeline is chosen."""
        return self.switch.value() != LIST

    def apply(self, *, room: bool) -> None:
        """Show what is chosen; without ``room`` beside the tree the timeline waits."""
        self._room = room
        shown = self.wanted and room
        self._view.scale.set_zoom(self._zoom)
        self._view.show_timeline(shown)
        self.today.setEnabled(shown)
        self._view.repaint_days()

    def choose(self, value: str) -> None:
        """The list, or the timeline in a zoom; the page is read anew because dates are written shorter beside a timeline."""
        self.switch.set_value(value)
        if value != LIST:
            self._zoom = value
        self._context.program.keep(timeline_shown=value != LIST, timeline_zoom=self._zoom)
        self.apply(room=self._room)
        self._page.show_tree()  # type: ignore[attr-defined]  # the programmes page

    def toggle(self) -> None:
        """From the list to the timeline, and back."""
        self.choose(LIST if self.wanted else self._zoom)

    def zoom_by(self, by: int) -> None:
        """Nearer (1) or farther (-1)."""
        at = ZOOMS.index(self._zoom) + by
        if self.wanted and 0 <= at < len(ZOOMS):
            self.choose(ZOOMS[at])

    def go_today(self) -> None:
        """Bring the year, quarter or month of today."""
        if not self.wanted:
            self.choose(self._zoom)
        self._view.scale.show(self._view.scale.today)
        self._view.repaint_days()

    def hold(self) -> None:
        """Take hold of the bar of the task that is selected, to move it by keys."""
        if not self.wanted:
            self.choose(self._zoom)
        self._view.setFocus()
        if self._view.hold_current() is None:
            self._page.message.say(
                tr("Dòng này không có thanh để dời. Chọn một nhiệm vụ có ngày bắt đầu hay thời hạn.")
            )

    def actions(self) -> list[QAction]:
        """The commands, each with its key."""
        nearer = action(
            self._page, tr("Dòng thời gian: gần hơn"), lambda: self.zoom_by(1), keys="Ctrl++", icon="zoom-in"
        )
        # The plus stands on two keys, and without Shift the one is "=".
        nearer.setShortcuts([nearer.shortcut(), QKeySequence("Ctrl+=")])
        farther = action(
            self._page, tr("Dòng thời gian: xa hơn"), lambda: self.zoom_by(-1), keys="Ctrl+-", icon="zoom-out"
        )
        switch = tr("Danh sách hoặc dòng thời gian")
        return [
            action(self._page, switch, self.toggle, keys="Ctrl+Shift+T", icon="calendar"),
            nearer,
            farther,
            action(self._page, tr("Dòng thời gian: về hôm nay"), self.go_today, keys="Alt+Home", icon="calendar"),
            action(self._page, tr("Dời ngày của nhiệm vụ đang chọn"), self.hold, keys="F2", icon="arrow-right"),
        ]

    # --- moving

    def _tell(self, move: Move | None) -> None:
        """While a bar is held by keys: what the keys do and where it is."""
        if move is None or move.at is not None:
            if self._told:
                self._page.message.clear()
            self._told = False
            return
        part = {"whole": tr("cả thanh"), "start": tr("ngày bắt đầu"), "due": tr("thời hạn")}[move.part]
        said = tr(
            "Dời {part}: {dates}. Mũi tên: ngày, thêm Shift: tuần, Tab đổi đầu, Enter lưu, Esc bỏ.",
            part=part,
            dates=move.words,
        )
        self._page.message.say(said)
        self._told = True

    def _write(self, task_id: int, starts: str | None, due: str | None) -> None:
        session = self._context.session
        job = self._context.jobs.write(lambda _progress: tasks.move_dates(session, task_id, starts=starts, due=due))
        job.succeeded.connect(lambda _none: self._page.said.emit(tr("Đã dời ngày"), True))
        job.failed.connect(self._refused)

    def _refused(self, error: Exception) -> None:
        self._view.let_go()
        self._page.fail(error)
