"""The calendar of periods: cut-off and due days, and opening the next quarter."""

from app.dates import from_iso
from app.i18n import tr
from app.lists import PERIODS
from app.plan import calendar, periods
from ui.context import PageContext
from ui.models.list_model import ListModel
from ui.pages.settings.section import Section
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.form import Form
from ui.widgets.list_view import ListView

ROWS_SHOWN = 6


class CalendarSection(Section):
    """The opened periods; the newest open one can get other days, and the next can be opened."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            tr("Lịch các kỳ"),
            tr("Đúng hạn hay quá hạn được xét tại ngày chốt số liệu, không phải ngày in báo cáo."),
        )
        columns = ("period", "cutoff", "due", "closed_ms")
        self._model = ListModel(PERIODS, context, columns=columns, parent=self)
        view = ListView(name=tr("Các kỳ đã mở"), sortable=False)
        view.setModel(self._model)
        view.set_widths([150, 120, 120, 150], stretch=3)
        view.setFixedHeight(26 + 28 * ROWS_SHOWN)
        self.add(view)
        self._next = Button(tr("Mở quý sau"), self.open_next)
        self.add(self._next)
        self._form = Form(beside=True)
        self._cutoff = self._form.add("cutoff", tr("Chốt số liệu"), DateField())
        self._due = self._form.add("due", tr("Hạn nộp"), DateField())
        self.add(self._form)
        self._save = self.add_button("", self.save)
        self.refresh()

    def refresh(self) -> None:
        """Show the calendar as it is."""
        session = self.context.session
        opened = calendar.opened(session)
        quarters = [info.code for info in opened if "-Q" in info.code]
        self._to_open = periods.following(quarters[-1]) if quarters else periods.quarter_of(session.clock.today())
        self._next.setText(tr("Mở {period}", period=periods.label(self._to_open)))
        self._current = calendar.current(session)
        info = next((one for one in opened if one.code == self._current and not one.closed), None)
        self._form.setVisible(info is not None)
        self._save.setVisible(info is not None)
        if info is not None:
            self._cutoff.set_value(from_iso(info.cutoff))
            self._due.set_value(from_iso(info.due))
            self._save.setText(tr("Lưu ngày của {period}", period=periods.label(self._current)))

    def open_next(self) -> None:
        """Open the quarter after the newest."""
        session, code = self.context.session, self._to_open
        self.write(
            lambda _progress: calendar.open_period(session, code), tr("Đã mở {period}", period=periods.label(code))
        )

    def save(self) -> None:
        """Write the days of the current period."""
        if not self._form.check():
            return
        session, code = self.context.session, self._current
        cutoff, due = self._cutoff.value(), self._due.value()
        days = {"cutoff": cutoff.isoformat() if cutoff else None, "due": due.isoformat() if due else None}
        self.write(lambda _progress: calendar.set_dates(session, code, **days), tr("Đã lưu ngày chốt và hạn nộp"))
