"""Leads to what another page, a search hit or a badge asks for: a row in any part of the grid, or a filter."""

from collections.abc import Callable, Sequence
from enum import Enum, auto

from PySide6.QtCore import QObject

from app.plan.grid_rows import OWN, PARTS, PASSED_DOWN, VALUES, Key, Row, TaskRow
from ui.pages.quarter.filters import GridFilter
from ui.pages.quarter.loading import Loader
from ui.pages.quarter.model import GridModel
from ui.pages.quarter.view import GridView


class _Found(Enum):
    """What trying one part came to."""

    THERE = auto()
    ABSENT = auto()
    READING = auto()


class Leader(QObject):
    """Tries the part that is shown, then the others, each as it is read."""

    def __init__(self, loader: Loader, model: GridModel, filters: GridFilter, view: GridView) -> None:
        super().__init__(view)
        self._loader, self._model, self._filters, self._view = loader, model, filters, view
        self._try: Callable[[], _Found] | None = None
        self._left: list[str] = []

    def lead(self, what: object) -> None:
        """("task" or "measure", its id or (its id, unit id or None)), (what id, unit id or None), ("progress", entry id),
        ("filter", name), a filter's name such as ``missing``, ("values", None) for the part of the values, or ("narrow", choices): the
        own tasks of a ``ban`` or ``programme`` by its id (-1: work without one), and of those what a filter (``test``) leaves.
        """
        named = isinstance(what, tuple) and len(what) == 2 and isinstance(what[0], str)
        kind, which = what if named and isinstance(what, tuple) else ("", what)
        if kind == "values":
            self._loader.show(self._loader.period, VALUES)
        elif kind == "narrow" and isinstance(which, dict):
            self._begin(lambda: self._narrowed(which), (OWN,))
        elif isinstance(which, str):
            self._begin(lambda: self._filtered(which), PARTS)
        elif kind == "progress":
            self._begin(lambda: self._entry(which), PARTS)
        elif isinstance(which, int | tuple):
            wanted = which if isinstance(which, tuple) else (which, None)
            self._begin(lambda: self._row(*wanted), (VALUES,) if kind == "measure" else PARTS)

    def go_on(self) -> None:
        """Another part was read: look there."""
        if self._try is None or self._model.grid is None:
            return
        found = self._try()
        if found is _Found.ABSENT and self._left:
            self._loader.show(self._loader.period, self._left.pop(0))
        elif found is not _Found.READING:
            self._try = None

    def _begin(self, attempt: Callable[[], _Found], parts: Sequence[str]) -> None:
        self._try = attempt
        here = self._loader.part
        self._left = [part for part in parts if part != here]
        if here in parts or not self._loader.period:
            self.go_on()
        else:
            self._loader.show(self._loader.period, self._left.pop(0))

    def _filtered(self, name: str) -> _Found:
        if not any(self._filters.belongs(row, name) for row in self._model.all_rows()) and self._left:
            return _Found.ABSENT
        self._filters.turn_on(name)
        return _Found.THERE

    def _narrowed(self, choices: dict[str, object]) -> _Found:
        self._filters.clear()
        self._filters.narrow(choices.get("ban"), choices.get("programme"))
        if choices.get("test"):
            self._filters.turn_on(str(choices["test"]))
        self._view.setFocus()
        self._view.go_first()
        return _Found.THERE

    def _entry(self, entry: object) -> _Found:
        rows = (row for row in self._model.all_rows() if isinstance(row, TaskRow) and row.entry == entry)
        return self._stand(next(rows, None))

    def _row(self, what: object, unit: object = None) -> _Found:
        rows = (row for row in self._model.all_rows() if row.key[0] == what and unit in (None, row.key[1]))
        row, grid = next(rows, None), self._model.grid
        if row is None and grid is not None and grid.part in {PASSED_DOWN, VALUES} and grid.chosen is not None:
            asked = next((group.id for group in grid.groups if group.id == what != grid.chosen), None)
            if asked is not None:
                # All would have been too many rows: read the one that is asked for.
                self._loader.show(grid.period, grid.part, asked)
                return _Found.READING
        return self._stand(row)

    def _stand(self, row: Row | None) -> _Found:
        if row is None:
            return _Found.ABSENT
        line = self._line_of(row.key)
        if line is not None:
            self._view.setFocus()
            self._view.go(line, next(at for at, column in enumerate(self._model.columns) if column.entry))
        return _Found.THERE

    def _line_of(self, key: Key) -> int | None:
        line = self._model.reveal(key)
        if line is None:
            self._filters.clear()
            line = self._model.reveal(key)
        return line
