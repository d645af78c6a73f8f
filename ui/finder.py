"""What Ctrl+K finds in the workspace, and what it remembers: everything by words, abbreviations and initials, opened lately first."""

from collections.abc import Sequence
from itertools import groupby

from app.finding import KINDS, Finding, Thing
from app.i18n import tr
from app.lists import TASKS
from app.reading import ListQuery, Reader
from app.search import Hit, matches
from app.session import Session, Touched
from app.words import WHAT_KINDS
from ui.main_window import MainWindow
from ui.widgets.palette import Result, ResultGroup

LATELY = 8
"""How many of the things opened lately stand in the empty box; the others still come first when they are found."""

# kind of thing -> (page that shows it, icon)
PLACES = {
    "programme": ("programmes", "list-tree"),
    "section": ("programmes", "list-tree"),
    "task": ("programmes", "list-check"),
    "target": ("targets", "target-arrow"),
    "unit": ("units", "building-community"),
    "ban": ("units", "users"),
    "person": ("units", "user"),
    "directive": ("directives", "file-text"),
    "report": ("reports", "signature"),
    "progress": ("quarter", "table"),
}
_SHOWN_AS = {"report": "signed"}
"""What a page calls a thing, where that differs from the kind."""


class Finder:
    """Searches the workspace for the palette; made and used on reader threads."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        self._session = session
        self._window = window
        self._finding = Finding(session)

    def heard(self, touched: Touched) -> None:
        """A change was made."""
        self._finding.heard(touched)

    def find(self, text: str, opened: Sequence[str] = ()) -> list[ResultGroup]:
        """The finds for what was typed, by kind; for a blank text what was opened lately."""
        things = [thing for thing in map(thing_of, opened) if thing is not None]
        if text.strip():
            hits = self._finding.find(text, things)
            standing = self._standing(hits)
            return [
                ResultGroup(_title(kind), [self._result(hit, text, standing) for hit in group])
                for kind, group in groupby(hits, key=lambda hit: hit.kind)
            ]
        hits = self._finding.recall(things)[:LATELY]
        standing = self._standing(hits)
        return [ResultGroup(tr("Mở gần đây"), [self._result(hit, "", standing) for hit in hits])]

    def _standing(self, hits: Sequence[Hit]) -> dict[int, tuple[str, str]]:
        """Status and place ("CT2 · ToC") of the tasks among the finds."""
        ids = [hit.id for hit in hits if hit.kind == "task"]
        rows = Reader(self._session).rows(TASKS, ListQuery(self._window.period), ids) if ids else {}
        return {
            row_id: (
                row["status"],
                " · ".join(
                    filter(None, (row["programme_number"] and f"CT{row['programme_number']}", row["lead_name"]))
                ),
            )
            for row_id, row in rows.items()
        }

    def _result(self, hit: Hit, text: str, standing: dict[int, tuple[str, str]]) -> Result:
        page, icon = PLACES[hit.kind]
        status, place = standing.get(hit.id, ("", "")) if hit.kind == "task" else ("", "")

        def lead() -> None:
            if hit.kind == "progress":
                self._window.set_period(hit.when)
            self._window.show_page(page, (_SHOWN_AS.get(hit.kind, hit.kind), hit.id))

        return Result(
            hit.title or tr("(không có tên)"),
            lead,
            context=place or _context(hit),
            icon=icon,
            mark=status,
            matches=tuple(matches(hit.title, text)),
            stays=True,
        )


def thing_of(kept: str) -> Thing | None:
    """A thing as it is kept ("task:12"); None for what is no thing of the workspace."""
    kind, _, number = kept.partition(":")
    return (kind, int(number)) if kind in KINDS and number.isdecimal() else None


def kept_as(page: str, what: object) -> str:
    """How a thing that a page was led to is kept; "" for what is no single thing."""
    if not (isinstance(what, tuple) and len(what) == 2 and isinstance(what[1], int)):
        return ""
    kinds = {(PLACES[kind][0], _SHOWN_AS.get(kind, kind)): kind for kind in KINDS} | {("quarter", "task"): "task"}
    kind = kinds.get((page, what[0]), "")
    return f"{kind}:{what[1]}" if kind else ""


def _context(hit: Hit) -> str:
    """Of an entry the quarter, the number of its task and the unit: the task's words would leave no room for its own."""
    if hit.kind != "progress":
        return hit.context
    task, quarter, unit = hit.context.rsplit(" · ", 2)
    number = task.partition(" ")[0]
    return " · ".join((quarter, number, unit) if number[:1].isdecimal() else (quarter, unit))


def _title(kind: str) -> str:
    return tr("Văn bản đã ký") if kind == "report" else str(WHAT_KINDS[kind])
