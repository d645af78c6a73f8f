"""What stands in the grid and is not saved: kept for a crash, and put back into its cell afterwards."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.drafts import KeptText
from app.i18n import tr
from app.plan.grid_rows import VALUES, Key, Row
from ui.kept_typing import KeptTyping
from ui.pages.quarter.loading import Loader
from ui.pages.quarter.view import GridView

if TYPE_CHECKING:
    from ui.pages.quarter.page import QuarterPage

PAGE = "quarter"
_CELL, _AMEND = "cell", "amend"


class KeptCells(QObject):
    """Tells ``kept`` of the open editor and of cells that were refused or half typed; ``resume`` opens a cell, or the amendment of a row,
    with its text again."""

    def __init__(self, page: "QuarterPage", kept: KeptTyping, view: GridView, loader: Loader) -> None:
        super().__init__(page)
        self._page, self._kept, self._view, self._loader = page, kept, view, loader
        self._model, self._open_cell = view.rows_model, page.open_cell
        self._wanted: KeptText | None = None
        kept.add(self._typed)
        self._open_cell.changed.connect(kept.touch)
        self._model.dataChanged.connect(kept.touch)
        # After the page has laid the rows out.
        loader.loaded.connect(lambda _grid: QTimer.singleShot(0, self, self._try))

    def resume(self, left: KeptText) -> bool:
        """Lead to what was being typed. False for what is neither a cell nor an amendment."""
        if len(left.where) < 5 or left.where[0] not in {_CELL, _AMEND}:
            return False
        _kind, period, part = left.where[:3]
        self._wanted = left
        if (self._loader.period, self._loader.part) == (period, part):
            self._page.leader.lead(("measure" if part == VALUES else "task", _key(left)))
        else:
            self._loader.show(str(period), str(part))
        self._try()
        return True

    def _try(self) -> None:
        """The rows may be there now."""
        left, grid = self._wanted, self._model.grid
        if left is None or grid is None or (grid.period, grid.part) != left.where[1:3]:
            return
        row, line = self._model.row_of(_key(left)), self._model.reveal(_key(left))
        if row is None or line is None:
            return
        self._wanted = None
        if left.where[0] == _AMEND:
            self._view.go(line, 0)
            self._page.rows.amend_row(row)
            return
        place = self._model.column_at(str(left.where[5]))
        if place is not None:
            self._view.setFocus()
            self._view.go(line, place)
            self._put(left, row, line, place)

    def _put(self, left: KeptText, row: Row, line: int, place: int) -> None:
        """Let the text stand in its cell; where the cell holds another one by now, both are shown."""
        self._kept.answered(left)
        text, column = str(left.fields.get("", "")), self._model.columns[place]
        now = self._model.saved_text(row, column)
        if not self._model.may_edit(row, column):
            self._page.message.say(tr("Ô này không ghi được nữa. Chữ được giữ lại: {text}", text=text), "warn")
        elif now not in {left.before, text}:
            self._page.saver.hold((row.key, column.key), text, row)
        else:
            self._view.open_editor(self._model.index(line, place))
            self._open_cell.put(text)

    def _typed(self) -> Sequence[KeptText]:
        grid, begun = self._model.grid, self._open_cell.begun
        if grid is None:
            return ()
        found = {}
        for (key, column), typed in self._model.typed_cells().items():
            found[key, column] = typed.text, self._saved(key, column)
        open_text = self._open_cell.typed()
        if begun is not None and open_text is not None:
            found[begun.key, begun.column] = open_text, begun.text
        return [
            KeptText(
                PAGE, self._title(*place), {"": text}, before, (_CELL, grid.period, grid.part, *place[0], place[1])
            )
            for place, (text, before) in found.items()
        ]

    def _saved(self, key: Key, column: str) -> str:
        row, place = self._model.row_of(key), self._model.column_at(column)
        return "" if row is None or place is None else self._model.saved_text(row, self._model.columns[place])

    def _title(self, key: Key, column: str) -> str:
        row, place = self._model.row_of(key), self._model.column_at(column)
        head = "" if row is None else f"{row.number} {row.text}".strip()
        return " · ".join(filter(None, (head, "" if place is None else str(self._model.columns[place].title))))


def _key(left: KeptText) -> Key:
    what, unit = left.where[3:5]
    return int(what or 0), int(unit or 0)
