"""The views of a list that a person named: come back to one, save, rename, delete."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.errors import PlanError
from app.i18n import tr
from app.lists_kept import ListState, SavedView
from app.text import clean_line
from ui.fonts import Role, metrics
from ui.pages.asking import standing_sheet
from ui.pages.lists.host import ListHost
from ui.pages.lists.tools import ListTools, add
from ui.widgets.chips import Chip
from ui.widgets.fields import TextField
from ui.widgets.form import Form
from ui.widgets.sheet import Sheet

_LONGEST = 140


class ViewsChip(Chip):
    """Says which view is shown and opens their menu."""

    def __init__(self, on: Callable[[], object]) -> None:
        super().__init__(tr("Kiểu xem"))
        self._end = "chevron-down"
        self.setCheckable(False)
        self._named = False
        self.clicked.connect(lambda _checked=False: on())

    def set_view(self, name: str) -> None:
        """Show the name of a view; none is shown by an empty one."""
        self._named = bool(name)
        text = tr("Kiểu xem: {name}", name=name) if name else tr("Kiểu xem")
        self.setText(metrics(Role.SMALL_MEDIUM).elidedText(text, Qt.TextElideMode.ElideRight, _LONGEST))
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def isChecked(self) -> bool:
        return self._named

    def _shows_end(self) -> bool:
        return True


class ListViews(QObject):
    """Beside the tools of a list. ``show`` makes the list stand as a state says."""

    def __init__(self, host: ListHost, tools: ListTools, show: Callable[[ListState], None]) -> None:
        super().__init__(host)
        self._host, self._tools, self._show = host, tools, show
        self._begun = ListState()
        self.current = ""
        self.chip = ViewsChip(self._open_menu)

    def attach(self) -> None:
        """Take the place in the bar; the list as it stands is what one comes back to."""
        self._begun = self._tools.state()
        self._host.bar.add_right(self.chip)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes along the bar and then into the list, whatever was made first."""
        host, tools = self._host, self._tools
        left: list[QWidget] = [host.search, *host.bar.chips()]
        for before, after in pairwise([*left, tools.button, self.chip, host.view]):
            QWidget.setTabOrder(before, after)
        tools.chips.come_after(left[-1])

    def menu(self) -> QMenu:
        """The views, and what can be done with the one that is shown."""
        menu, kept, state = QMenu(self._host), self._tools.kept, self._tools.state()
        for one in kept.views:
            command = menu.addAction(one.name)
            command.setCheckable(True)
            command.setChecked(one.name == self.current)
            command.triggered.connect(partial(self._open, one.name))
        menu.addSeparator()
        add(menu, tr("Như ban đầu"), self.leave, enabled=bool(self.current) or state != self._begun)
        menu.addSeparator()
        now = kept.view(self.current)
        if now is not None:
            name = now.name
            add(menu, tr("Cập nhật “{name}”", name=name), lambda: self._update(name), enabled=now.state != state)
            add(menu, tr("Đổi tên “{name}”…", name=name), lambda: self._ask_rename(name))
            add(menu, tr("Xóa “{name}”", name=name), lambda: self.delete(name))
        add(menu, tr("Lưu kiểu xem này…"), self.ask_save)
        return menu

    def open(self, name: str) -> None:
        """Show a view."""
        view = self._tools.kept.view(name)
        if view is not None:
            self._stand(name)
            self._show(view.state)

    def leave(self) -> None:
        """Show the list as it began."""
        self._stand("")
        self._show(self._begun)

    def save(self, name: str) -> None:
        """Keep the list as it stands under a name. Raises BadInput."""
        name = clean_line(name)
        self._tools.keep(self._tools.kept.saved(name, self._tools.state()))
        self._stand(name)

    def rename(self, old: str, name: str) -> None:
        """Give a view another name. Raises BadInput."""
        name = clean_line(name)
        self._tools.keep(self._tools.kept.renamed(old, name))
        self._stand(name)

    def delete(self, name: str) -> None:
        """Forget a view; what the list shows stays as it is."""
        lost = self._tools.kept.view(name)
        if lost is None:
            return
        self._tools.keep(self._tools.kept.without(name))
        self._stand("")
        self._host.said.emit(tr("Đã xóa kiểu xem “{name}”", name=name), partial(self._restore, lost))

    def ask_save(self) -> None:
        """Ask for a name."""
        self._ask(tr("Lưu kiểu xem"), tr("Lưu kiểu xem"), self.current, self.save)

    def _restore(self, lost: SavedView) -> None:
        self._tools.keep(self._tools.kept.saved(lost.name, lost.state))
        self._stand(lost.name)

    def _open(self, name: str, _checked: bool = False) -> None:
        self.open(name)

    def _update(self, name: str) -> None:
        self.save(name)
        self._host.said.emit(tr("Đã cập nhật kiểu xem “{name}”", name=name), None)

    def _ask_rename(self, name: str) -> None:
        self._ask(tr("Đổi tên kiểu xem"), tr("Đổi tên"), name, partial(self.rename, name))

    def _ask(self, title: str, words: str, name: str, take: Callable[[str], None]) -> None:
        if standing_sheet(self._host) is not None:
            return
        sheet, form = Sheet(title), Form()
        hint = tr("Giữ lọc, thứ tự và các cột đang thấy, cho riêng bạn trên máy này.")
        form.add("name", tr("Tên kiểu xem"), TextField(name), hint)
        sheet.set_form(form)

        def accept() -> None:
            try:
                take(form.value("name"))
            except PlanError as refusal:
                sheet.fail(refusal)
                return
            sheet.close_sheet()
            self._host.said.emit(tr("Đã lưu kiểu xem “{name}”", name=self.current), None)

        sheet.set_primary(words, accept)
        sheet.open_over(self._host)

    def _stand(self, name: str) -> None:
        self.current = name
        self.chip.set_view(name)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.chip.mapToGlobal(QPoint(0, self.chip.height() + 2)))
