"""Vì sao con số này: each figure of a signed report, and whose answers it is made of."""

from PySide6.QtCore import QModelIndex

from app.i18n import tr
from app.reports.register import comparing
from app.session import Session
from ui.fonts import Role
from ui.models.rows_model import RowsModel
from ui.widgets.cells import ID_ROLE, Cell
from ui.widgets.label import Label
from ui.widgets.list_view import ListView
from ui.widgets.page import Page
from ui.widgets.sheet import Sheet

WIDTH = 720
_ROWS = 9


class WhySheet(Sheet):
    """Above the figures as they were signed, below the answers behind the one it stands on."""

    def __init__(self, session: Session, report_id: int, number: str) -> None:
        super().__init__(tr("Vì sao có các con số của {number}", number=number), width=WIDTH)
        self._session, self._report_id = session, report_id
        self.figures = self._list(tr("Số liệu đã ký"), (tr("Số liệu"), tr("Đã ký"), tr("Đơn vị")), [470, 150, 60])
        self._behind = Label("", Role.SMALL_MEDIUM, "text2", wrap=True)
        self.body.addWidget(self._behind)
        self.answers = self._list(tr("Trả lời của đơn vị"), (tr("Đơn vị"), tr("Kỳ"), tr("Số đã gửi")), [360, 130, 190])
        told = comparing.signed_figures(session, report_id)
        rows = [[Cell(one.title), Cell(one.text, right=True, weight=500), Cell(one.base, right=True)] for one in told]
        self._model(self.figures).set_rows(rows, [one.key for one in told])
        self.figures.current_moved.connect(self._moved)
        if told:
            self.figures.setCurrentIndex(self._model(self.figures).index(0, 0))

    def _list(self, name: str, titles: tuple[str, str, str], widths: list[int]) -> ListView:
        view = ListView(name=name, sortable=False)
        view.setModel(RowsModel(titles, (1, 2) if name == tr("Số liệu đã ký") else (), self))
        view.set_widths(widths, stretch=0)
        view.setMinimumHeight(26 + 28 * 3)
        view.setMaximumHeight(26 + 28 * _ROWS)
        self.body.addWidget(view)
        return view

    @staticmethod
    def _model(view: ListView) -> RowsModel:
        model = view.model()
        if not isinstance(model, RowsModel):
            raise TypeError(type(model).__name__)
        return model

    def _moved(self, index: QModelIndex) -> None:
        key = index.data(ID_ROLE)
        found = comparing.answers(self._session, self._report_id, str(key)) if key else ()
        if found:
            self._behind.setText(tr("Tính từ {n} trả lời:", n=len(found)))
        else:
            self._behind.setText(tr("Đếm từ các nhiệm vụ trong báo cáo, không có số liệu của đơn vị đứng sau."))
        rows = [[Cell(one.unit), Cell(one.period, tone="text2"), Cell(one.text)] for one in found]
        self._model(self.answers).set_rows(rows, list(range(len(rows))))


def open_why(page: Page, session: Session, report_id: int, number: str) -> WhySheet:
    """Open the sheet over a page."""
    sheet = WhySheet(session, report_id, number)
    sheet.open_over(page)
    return sheet
