"""Reads the grid off the GUI thread and hands it to the model; of two wishes the later one wins."""

from PySide6.QtCore import QObject, Signal

from app.plan import grid
from app.plan.grid_rows import OWN, Grid
from ui.context import PageContext
from ui.pages.quarter.model import GridModel


class Loader(QObject):
    """``loaded`` tells that the model shows what was wished for."""

    loaded = Signal(object)

    def __init__(self, context: PageContext, model: GridModel, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._model = context, model
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
        if wish == self._wish:
            self._model.set_grid(found)
            self.loaded.emit(found)
