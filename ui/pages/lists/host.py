"""What the tools of a list need to know of the page whose list it is."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.columns import Column
from app.i18n import tr
from app.jobs import Progress
from app.lists_export import ListTable
from app.lists_kept import Filter
from ui.context import PageContext
from ui.widgets.chips import Chip, ChipBar
from ui.widgets.empty import EmptyState
from ui.widgets.fields import TextField
from ui.widgets.job_bar import JobBar
from ui.widgets.list_view import ListView
from ui.widgets.page import Page

if TYPE_CHECKING:
    from ui.pages.lists.tools import ListTools
    from ui.pages.lists.views import ListViews

Counted = list[tuple[object, int]]


class ListHost(Page):
    """A page with a list. Of where its rows come from the tools know nothing: the page says it here."""

    context: PageContext
    view: ListView
    bar: ChipBar
    search: TextField
    job_bar: JobBar
    tools: "ListTools"
    views: "ListViews"

    def list_name(self) -> str:
        """Under which name the person's choices are kept."""
        return ""

    def list_title(self) -> str:
        """What the list is called in files."""
        return ""

    def offered(self) -> tuple[Column, ...]:
        """All columns there are, in their usual order."""
        return ()

    def standard(self) -> tuple[str, ...]:
        """The columns that are shown to those who chose none, in their order."""
        return ()

    def shown_columns(self) -> tuple[str, ...]:
        """The columns that are shown, in their order."""
        return self.standard()

    def section_of(self, key: str) -> int:
        """Which section of the header a column is."""
        return self.shown_columns().index(key)

    def key_of(self, section: int) -> str:
        """Which column a section of the header is."""
        return self.shown_columns()[section]

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns in this order."""

    def sorting(self) -> tuple[str, bool] | None:
        """The column the rows are sorted by, and whether downwards; None for the list's own order."""
        return None

    def refilter(self) -> None:
        """Ask for the rows again: the filters, the chips or the search have changed."""

    def reading_choices(self, column: Column, others: Sequence[Filter]) -> Callable[[Progress], Counted | None]:
        """The work that counts what stands in a column of the rows that all other filters leave; None where it is too much to tick."""
        return lambda _progress: None

    def reading_table(self, _places: Sequence[int] | None = None) -> Callable[[Progress], ListTable]:
        """The work that reads the list as it stands now, or its rows at some places, for a file or the clipboard."""
        title = self.list_title()
        return lambda _progress: ListTable(title, (), 0, lambda: iter(()))

    def can_filter(self, _key: str) -> bool:
        """Whether a column can be filtered by: a picture cannot."""
        return True

    def nothing_found(self) -> EmptyState:
        """What stands in the list where the filters leave no row: an empty list that is filtered is not one where nothing is yet."""
        return EmptyState(
            tr("Không có dòng nào khớp."),
            tr("Bỏ bớt lọc hoặc chữ đang tìm để thấy lại các dòng khác."),
            tr("Bỏ mọi lọc"),
            self.tools.clear,
        )

    def own_chips(self) -> Mapping[str, Chip]:
        """The page's own filters that a kept view remembers, by lasting keys."""
        return {}

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.offered() if column.key == key)

    def choose_path(self, suggested: Path, name_filter: str) -> str:
        """Ask where to write; empty when the person thinks better of it."""
        return QFileDialog.getSaveFileName(self, tr("Ghi tệp"), str(suggested), name_filter)[0]

    def open_file(self, path: Path) -> None:
        """Open a file in the program the person uses for it."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
