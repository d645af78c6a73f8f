"""Looks words up in the grid as they are typed, goes from find to find, and replaces them as one change."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from app.i18n import msg, tr
from app.plan.grid_rows import Key, Row
from ui.pages.quarter.find_bar import ALL_COLUMNS, FindBar
from ui.pages.quarter.saving import Batch, Saver, TypedCell
from ui.pages.quarter.view import GridView

LOOK_MS = 120
"""Looked up so long after the last letter: a look through 5,000 rows takes some tens of milliseconds."""


class Hit(NamedTuple):
    """A cell that holds the words: its row's place in the order of the grid and its column, so that hits sort as one reads."""

    at: int
    place: int
    key: Key
    times: int
    locked: bool


class Finder(QObject):
    """``said`` brings the words of a toast and whether undo helps; ``narrowed`` the words that rows must hold to be shown, or ""."""

    said = Signal(str, bool)
    narrowed = Signal(str)

    def __init__(self, bar: FindBar, view: GridView, saver: Saver) -> None:
        super().__init__(bar)
        self._bar, self._view, self._saver = bar, view, saver
        self._model = view.rows_model
        self._hits: list[Hit] = []
        self._order: dict[Key, int] = {}
        self.look_soon = QTimer(self)
        self.look_soon.setSingleShot(True)
        self.look_soon.setInterval(LOOK_MS)
        self.look_soon.timeout.connect(self._look_and_go)
        bar.changed.connect(self.look_soon.start)
        bar.stepped.connect(self.step)
        bar.one_asked.connect(self.replace_one)
        bar.all_asked.connect(self.replace_all)
        bar.narrowed.connect(self._narrow)
        bar.closed.connect(self.close)

    def open(self, *, replace: bool) -> None:
        """Open the bar to find, or to replace."""
        self._view.finish_editing()
        self.columns_changed()
        self._bar.open(replace=replace)

    def close(self) -> None:
        """Put the bar away and go on where one stands."""
        self._bar.only.setChecked(False)
        self._bar.hide()
        self._mark([])
        self._view.setFocus()

    def columns_changed(self) -> None:
        """Other rows or columns are shown: offer their columns and look again."""
        columns = self._model.columns
        self._bar.set_columns([(one.key, str(one.title)) for one in columns if one.entry == "text"])
        if self._bar.isVisible():
            self.look()

    def look(self) -> list[Hit]:
        """Find the cells that hold the words, in the rows that the filter leaves."""
        wanted, places = self._bar.wanted(), self._places()
        hits: list[Hit] = []
        self._order = {}
        for at, row in enumerate(self._model.kept()):
            self._order[row.key] = at
            for place in places if wanted.words else ():
                text = self._text(row, place)
                if text and wanted.found_in(text):
                    times = len(wanted.places(text))
                    hits.append(Hit(at, place, row.key, times, self._model.locked(row)))
        self._mark(hits)
        return hits

    def step(self, by: int) -> None:
        """Go to the next find, or the one before; around at the end."""
        hits = self.look()
        if hits:
            places, here = [(hit.at, hit.place) for hit in hits], self._here()
            at = bisect_right(places, here) if by > 0 else bisect_left(places, here) - 1
            self._go(hits[at % len(hits)])

    def replace_one(self) -> None:
        """Replace in the cell one stands on, when it is a find, and go on to the next."""
        here = [hit for hit in self.look() if self._stands_on(hit)]
        if not here:
            self.step(1)
        elif here[0].locked:
            self._view.locked_asked.emit(self._view.currentIndex())
        else:
            self._send(here, tr("Đã thay 1 ô"))
            self.step(1)

    def replace_all(self) -> None:
        """Replace in every find that is not locked, as one change."""
        hits = self.look()
        free = [hit for hit in hits if not hit.locked]
        if not free:
            self.said.emit(tr("Không có ô nào để thay."), False)
            return
        locked = len(hits) - len(free)
        words = tr("Đã thay {n} ô", n=len(free))
        self._send(free, tr("{done}, {n} ô đã khóa để nguyên", done=words, n=locked) if locked else words)

    # -- parts ------------------------------------------------------------------------------------------------

    def _send(self, hits: list[Hit], words: str) -> None:
        wanted, by = self._bar.wanted(), self._bar.by.text()
        cells = []
        for hit in hits:
            row = self._model.row_of(hit.key)
            if row is not None:
                text = wanted.replaced(self._text(row, hit.place), by).strip()
                cells.append(TypedCell(hit.key, self._model.columns[hit.place].key, text))
        label = msg("Thay “{old}” bằng “{new}” ở {n} ô", old=wanted.words, new=by, n=len(cells))
        self._saver.type_many(cells, label, lambda batch: self._sent(batch, words))

    def _sent(self, batch: Batch, words: str) -> None:
        if not batch.left_out:
            self.said.emit(words, True)
        if self._bar.isVisible():
            self.look()

    def _places(self) -> list[int]:
        """The columns looked through: those with texts one writes; without replacing, the tasks' own words too."""
        chosen = self._bar.column.value()
        columns = enumerate(self._model.columns)
        if chosen != ALL_COLUMNS:
            return [place for place, one in columns if one.key == chosen]
        return [
            place for place, one in columns if one.entry == "text" or (one.key == "text" and not self._bar.replacing)
        ]

    def _text(self, row: Row, place: int) -> str:
        column = self._model.columns[place]
        typed = self._model.typed(row.key, column.key)
        return typed.text if typed is not None else str(getattr(row, column.key))

    def _here(self) -> tuple[int, int]:
        """Where one stands: the place of the row in the order of the grid, and the column."""
        index = self._view.currentIndex()
        row = self._model.row_at(index.row()) if index.isValid() else None
        return (-1, -1) if row is None else (self._order.get(row.key, -1), index.column())

    def _stands_on(self, hit: Hit) -> bool:
        return (hit.at, hit.place) == self._here()

    def _go(self, hit: Hit) -> None:
        line = self._model.reveal(hit.key)
        if line is not None:
            self._view.go(line, hit.place)
        self._say()

    def _look_and_go(self) -> None:
        """As the words are typed, stand on the first find from where one stands on."""
        hits = self.look() if self._bar.isVisible() else []
        if hits:
            places = [(hit.at, hit.place) for hit in hits]
            self._go(hits[bisect_left(places, self._here()) % len(hits)])
        if self._bar.only.isChecked():
            self.narrowed.emit(self._bar.words.text())

    def _narrow(self, on: bool) -> None:
        self.narrowed.emit(self._bar.words.text() if on else "")

    def _mark(self, hits: list[Hit]) -> None:
        self._hits = hits
        columns = self._model.columns
        self._view.set_found(frozenset((hit.key, columns[hit.place].key) for hit in hits))
        self._say()

    def _say(self) -> None:
        bar, hits = self._bar, self._hits
        free = sum(not hit.locked for hit in hits)
        bar.one.setEnabled(bool(free))
        bar.all.setEnabled(bool(free))
        bar.all.setText(tr("Thay {n} ô", n=free) if free else tr("Thay tất cả"))
        bar.locked.setText(tr("{n} ô đã khóa", n=len(hits) - free) if len(hits) > free else "")
        bar.count.setText(self._counted())

    def _counted(self) -> str:
        if not self._bar.words.text():
            return ""
        if not self._hits:
            return tr("Không thấy")
        times = sum(hit.times for hit in self._hits)
        here = next((at for at, hit in enumerate(self._hits, 1) if self._stands_on(hit)), 0)
        said = tr("{n}/{m} ô", n=here, m=len(self._hits)) if here else tr("{m} ô", m=len(self._hits))
        return said if times == len(self._hits) else tr("{cells}, {n} chỗ", cells=said, n=times)
