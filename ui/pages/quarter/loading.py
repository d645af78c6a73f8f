"""Reads the grid off the GUI thread and hands it to the model; of two wishes the later one wins."""

from PySide6.QtCore import QObject, Signal

from app.plan import grid
from app.plan.grid_rows import OWN, TEXTS, Grid, TaskRow
from ui.context import PageContext
from ui.pages.quarter.model import GridModel
from ui.pages.quarter.phrases import PhraseBook
from ui.pages.quarter.view import GridView


class Loader(QObject):
    """``loaded`` tells that the model shows what was wished for."""

    loaded = Signal(object)
    phrased = Signal(object)
    """The phrases of each text column, by its key; they come a little after the rows."""

    def __init__(self, context: PageContext, model: GridModel, view: GridView) -> None:
        super().__init__(view)
        self._context, self._model, self._view = context, model, view
        self._kept: tuple[Grid, int] | None = None
        view.left_editor.connect(self._take_kept)
        self.period, self.part = "", OWN
        self.group: int | None = None
        self._wish = 0

    def show(self, period: str, part: str, group: int | None = None) -> None:
        """Read a part of a period, or one group of it."""
        self.period, self.part, self.group = period, part, group
        self.again()

    def again(self) -> None:
        """Read the same anew."""
        if not self.period:
            return
        self._wish += 1
        wish, session = self._wish, self._context.session
        period, part, group = self.period, self.part, self.group
        job = self._context.jobs.read(lambda _progress: grid.read(session, period, part, group))
        job.succeeded.connect(lambda found: self._take(found, wish))

    def _take(self, found: Grid, wish: int) -> None:
        if wish == self._wish and self._view.is_editing():
            # Rows read anew would take the editor away with what is being typed: they wait until the cell is left.
            self._kept = found, wish
        elif wish == self._wish:
            self._model.set_grid(found)
            self.loaded.emit(found)
            job = self._context.jobs.read(lambda _progress: _books(found))
            job.succeeded.connect(self.phrased)

    def _take_kept(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            self._take(*kept)


def _books(grid: Grid) -> dict[str, PhraseBook]:
    """What was written in each column, last quarter's texts before this one's."""
    tasks = [row for row in grid.rows if isinstance(row, TaskRow)]
    texts = {name: [getattr(row, f"last_{name}") for row in tasks] for name in TEXTS}
    return {name: PhraseBook([*texts[name], *(getattr(row, name) for row in tasks)]) for name in TEXTS}
