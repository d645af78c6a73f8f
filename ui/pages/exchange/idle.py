"""Before anything is opened: where files are dropped, what came of the last ones, and the states that wait for a decision."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bundles.waiting import Waiting
from app.display import show_instant
from app.i18n import tr
from ui.fonts import Role
from ui.models.rows_model import RowsModel
from ui.tokens import PAD, ROW_TWO
from ui.widgets.buttons import Button
from ui.widgets.cells import ID_ROLE, Cell
from ui.widgets.drop_field import DropField
from ui.widgets.empty import EmptyState
from ui.widgets.label import Label
from ui.widgets.list_view import ListView


class Idle(QWidget):
    """``decided`` brings a state that waits and whether it is accepted."""

    decided = Signal(object, bool)

    def __init__(self, open_files: Callable[[], object], open_folder: Callable[[], object]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(PAD, 16, PAD, 12)
        top.setSpacing(10)
        self.open_files = Button(tr("Mở gói…"), open_files, kind="primary", icon="file-import")
        open_folder_button = Button(tr("Mở thư mục, USB…"), open_folder, icon="folder-open")
        why = tr(
            "Gói .tiendo, cả thư mục hoặc USB có nhiều gói, thư giới thiệu. Chương trình cho xem trước mọi thay đổi; "
            "chưa bấm áp dụng thì sổ chưa đổi gì."
        )
        title = tr("Mở gói nhận được, hoặc kéo tệp, thư mục vào đây")
        top.addWidget(DropField(title, why, [self.open_files, open_folder_button], icon="arrow-down-left"))
        self._outcome = _Outcome()
        top.addWidget(self._outcome)
        column.addLayout(top)
        column.addLayout(self._waiting_part(), 1)

    def _waiting_part(self) -> QVBoxLayout:
        part = QVBoxLayout()
        part.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(PAD, 4, PAD, 6)
        head.setSpacing(8)
        self._title = Label(tr("Chờ quyết định"), Role.SECTION)
        head.addWidget(self._title)
        head.addStretch(1)
        self._refuse = Button(tr("Từ chối…"), lambda: self._decide(accept=False), kind="small", icon="ban")
        self._accept = Button(tr("Nhận bản này"), lambda: self._decide(accept=True), kind="small", icon="check")
        head.addWidget(self._refuse)
        head.addWidget(self._accept)
        part.addLayout(head)
        self.view = ListView(name=tr("Bản đang chờ quyết định"), row_height=ROW_TWO, sortable=False)
        self._rows = RowsModel([tr("Của ai"), tr("Vì sao phải chờ"), tr("Từ lúc")], (), self)
        self.view.setModel(self._rows)
        self.view.set_widths([250, 300, 140], 1)
        self.view.setMinimumHeight(96)
        self.view.set_empty(
            EmptyState(
                tr("Không có bản nào chờ quyết định."),
                tr(
                    "Bản thiếu dòng, rút nhiều, hoặc có hai bản khác nhau được giữ ở đây cho đến khi anh/chị quyết định."
                ),
            )
        )
        part.addWidget(self.view, 1)
        return part

    def show_waiting(self, states: Sequence[Waiting]) -> None:
        """Show the states that wait."""
        here = self.view.currentIndex().row()
        rows = [
            [
                Cell(one.who, weight=500, second=tr("{about}, bản {ver}", about=str(one.about), ver=one.ver)),
                Cell(str(one.reason), mark="due_soon", second=", ".join(one.files)),
                Cell(show_instant(one.since_ms), tone="text2"),
            ]
            for one in states
        ]
        self._rows.set_rows(rows, list(states))
        self._title.setText(tr("Chờ quyết định ({n})", n=len(states)) if states else tr("Chờ quyết định"))
        for button in (self._refuse, self._accept):
            button.setVisible(bool(states))
        if states:
            self.view.setCurrentIndex(self._rows.index(min(max(here, 0), len(states) - 1), 0))

    def show_outcome(self, lines: Sequence[str], actions: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Say what came of what was applied last; nothing where there are no lines."""
        self._outcome.say(lines, actions)

    def focus_first(self) -> None:
        """Put the focus where receiving starts."""
        self.open_files.setFocus()

    def _decide(self, *, accept: bool) -> None:
        state = self.view.currentIndex().data(ID_ROLE)
        if isinstance(state, Waiting):
            self.decided.emit(state, accept)


class _Outcome(QWidget):
    """What was applied, in a few lines, with what may be done next."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.hide()

    def say(self, lines: Sequence[str], actions: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Say this from now on."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, words in enumerate(lines):
            self._column.addWidget(Label(words, Role.MEDIUM if place == 0 else Role.BODY, wrap=True))
        if actions:
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 2, 0, 0)
            row.setSpacing(8)
            for words, on in actions:
                row.addWidget(Button(words, on, kind="small"))
            row.addStretch(1)
            self._column.addWidget(holder)
        self.setVisible(bool(lines))
