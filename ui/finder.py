"""What Ctrl+K finds in the workspace: programmes, tasks, targets, units, people, documents, entries (accents not needed)."""

from collections.abc import Iterable
from itertools import groupby

from app.i18n import tr
from app.search import Hit, search
from app.session import Session
from app.text import fold
from app.words import WHAT_KINDS
from ui.main_window import MainWindow
from ui.widgets.palette import Result, ResultGroup

LIMIT = 30

# kind of document -> (page that shows it, icon)
_PLACES = {
    "programme": ("programmes", "list-tree"),
    "section": ("programmes", "list-tree"),
    "task": ("programmes", "list-check"),
    "target": ("targets", "target-arrow"),
    "unit": ("units", "building-community"),
    "ban": ("units", "users"),
    "person": ("units", "user"),
    "directive": ("directives", "file-text"),
    "progress": ("quarter", "table"),
}


class Finder:
    """Searches the workspace for the palette."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        self._session = session
        self._window = window

    def find(self, text: str) -> list[ResultGroup]:
        """The hits for what was typed, by kind, newest first. Runs on a reader thread."""
        if not text.strip():
            return []
        found = search(self._session, text, kinds=tuple(_PLACES), limit=LIMIT)
        hits = sorted(found, key=lambda hit: list(_PLACES).index(hit.kind))
        return [
            ResultGroup(str(WHAT_KINDS.get(kind, kind)), [self._result(hit, text) for hit in group])
            for kind, group in groupby(hits, key=lambda hit: hit.kind)
        ]

    def _result(self, hit: Hit, text: str) -> Result:
        page, icon = _PLACES[hit.kind]

        def lead() -> None:
            if hit.kind == "progress":
                self._window.set_period(hit.when)
            self._window.show_page(page, (hit.kind, hit.id))

        return Result(
            hit.title or tr("(không có tên)"),
            lead,
            context=str(hit.context),
            icon=icon,
            matches=tuple(matches(hit.title, text)),
        )


def matches(title: str, text: str) -> Iterable[tuple[int, int]]:
    """Where the typed words begin words of the title, accents aside: (start, length) pairs."""
    words = fold(text).split()
    place = 0
    for piece in title.split(" "):
        folded = fold(piece)
        length = max((len(word) for word in words if folded.startswith(word)), default=0)
        if length:
            yield place, min(length, len(piece))
        place += len(piece) + 1
