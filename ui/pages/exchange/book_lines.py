"""Lines of the hand-over book as rows that are filtered, sorted and written into files like those of every other list."""

from app.bundles.book import BookLine
from app.bundles.book_words import COLUMNS, STATES, WAYS, State
from app.dates import format_date
from app.text import sort_key
from ui.pages.lists.in_memory import Line
from ui.widgets.cells import Cell

USUAL = ("day", "way", "name", "about", "ver", "said", "in_time")
WIDTHS = {
    "day": 96,
    "way": 84,
    "name": 280,
    "about": 150,
    "ver": 56,
    "said": 270,
    "in_time": 120,
    "state": 150,
    "file_name": 220,
    "person": 150,
}
LEAST_WIDTHS = {"in_time": 1000, "about": 860}
"""Where the list is narrower these go: the state tells the most of both."""
RIGHT = (tuple(column.key for column in COLUMNS).index("ver"),)

_WAY_ICONS = {"in": "arrow-down-left", "out": "arrow-up-right"}

_LOOKS: dict[State, tuple[str, str, str]] = {
    State.MADE: ("due_soon", "", "warn"),
    State.EXPORTED: ("", "clock", "warn"),
    State.ACKNOWLEDGED: ("done", "", "ok"),
    State.REPLACED: ("cancelled", "", "text2"),
    State.HELD_THERE: ("paused", "", "warn"),
    State.REFUSED_THERE: ("", "ban", "bad"),
    State.READ: ("", "eye", "accent"),
    State.APPLIED: ("done", "", "ok"),
    State.RETURNED: ("", "corner-up-left", "bad"),
    State.HELD: ("paused", "", "warn"),
    State.REFUSED: ("", "ban", "bad"),
    State.WITHDRAWN: ("cancelled", "", "text2"),
    State.AWAITED: ("not_logged", "", "text2"),
    State.MISSING: ("overdue", "", "bad"),
}
"""Mark, icon and tone of each state: never colour alone."""


def line(one: BookLine) -> Line:
    """The row of a line of the book, its cells in the order of ``COLUMNS``."""
    mark, icon, tone = _LOOKS[one.state]
    day = "" if one.day is None else format_date(one.day)
    texts = {"about": str(one.about), "said": str(one.said), "in_time": str(one.in_time)}
    cells = [
        Cell(day),
        Cell(str(WAYS[one.way]), icon=_WAY_ICONS[one.way]),
        Cell(one.name, weight=500),
        Cell(texts["about"], tone="text2"),
        Cell("" if one.ver is None else str(one.ver), tone="text2", right=True),
        Cell(texts["said"], mark=mark, icon=icon, tone=tone),
        Cell(texts["in_time"], tone="text2"),
        Cell(str(STATES[one.state]), tone="text2"),
        Cell(one.file_name, tone="text2"),
        Cell(one.person, tone="text2"),
    ]
    values = {column.key: getattr(one, column.key) for column in COLUMNS} | texts
    order = values | {
        "name": sort_key(one.name),
        "about": one.period or texts["about"] or None,
        "said": (list(_LOOKS).index(one.state), one.days),
        "in_time": one.days if texts["in_time"] else None,
        "state": list(_LOOKS).index(one.state),
        "file_name": sort_key(one.file_name) or None,
        "person": sort_key(one.person) or None,
    }
    return Line(cells, values, order)
