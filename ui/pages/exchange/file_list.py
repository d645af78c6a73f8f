"""The files of a preview: whose, what of, and what will become of each. No widget per file: a folder of hundreds stays quick."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.bundles.merge_words import period_words
from app.bundles.plans import FilePlan
from app.i18n import tr
from app.numbers import format_number
from ui.models.rows_model import RowsModel
from ui.pages.exchange.choice import Choice, would_move
from ui.tokens import ROW_TWO
from ui.widgets.cells import ID_ROLE, Cell
from ui.widgets.list_view import ListView

STATE_WIDTH = 132


class FileList(ListView):
    """``chosen`` brings the file one stands on, ``turned`` the files that Space was pressed on."""

    chosen = Signal(object)
    turned = Signal(object)

    def __init__(self) -> None:
        super().__init__(name=tr("Gói đang xem trước"), row_height=ROW_TWO, sortable=False)
        self._rows = RowsModel([tr("Nơi gửi"), tr("Sẽ thế nào")], (), self)
        self._files: list[FilePlan] = []
        self.setModel(self._rows)
        self.set_widths([160, STATE_WIDTH], 0)
        self.current_moved.connect(self._moved)

    def fill(self, choice: Choice, only: str = "") -> None:
        """Show the files, or those of one standing; the keys stay on the file they stood on."""
        here = self.currentIndex().data(ID_ROLE)
        self._files = [file for file in choice.files if only in ("", file.standing)]
        keys: list[object] = [file.key for file in self._files]
        self._rows.set_rows([_cells(file, choice) for file in self._files], keys)
        if self._files:
            self.setCurrentIndex(self._rows.index(keys.index(here) if here in keys else 0, 0))
        else:
            self.chosen.emit(None)

    def refresh(self, choice: Choice) -> None:
        """Show how the files stand by now, without moving."""
        for place, file in enumerate(self._files):
            self._rows.change_row(place, _cells(file, choice))

    def current_file(self) -> FilePlan | None:
        """The file one stands on."""
        index = self.currentIndex()
        return self._files[index.row()] if index.isValid() and index.row() < len(self._files) else None

    def shown_files(self) -> Sequence[FilePlan]:
        """The files that the filter leaves."""
        return tuple(self._files)

    def stand_on(self, key: str) -> None:
        """Go to a file."""
        for place, file in enumerate(self._files):
            if file.key == key:
                self.setCurrentIndex(self._rows.index(place, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._files:
            self.turned.emit([self._files[row] for row in self.selected_rows()])
            return
        super().keyPressEvent(event)

    def _moved(self, index: QModelIndex) -> None:
        self.chosen.emit(self.current_file() if index.isValid() else None)


def _cells(file: FilePlan, choice: Choice) -> list[Cell]:
    standing = choice.standing(file)
    said = [period_words(file.period)]
    counts = would_move(file)
    if counts.total:
        said.append(tr("{n} thay đổi", n=format_number(counts.total)))
    if file.who:
        first = Cell(file.who, weight=500, second=" · ".join(filter(None, said)) or file.name)
    else:
        first = Cell(file.name, weight=500, second=str(file.reason or ""))
    return [first, Cell(str(standing.words), mark=standing.mark, tone=standing.tone)]
