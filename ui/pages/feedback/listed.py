"""Feedback as rows that are filtered, sorted and written into files like those of every other list."""

from app.clock import day_of
from app.columns import Column, Kind
from app.feedback import KINDS, VERDICTS, Feedback
from app.i18n import msg
from app.text import sort_key
from ui.pages.lists.in_memory import Line
from ui.widgets.cells import Cell

WAYS = {"in": msg("Gửi đến"), "out": msg("Gửi đi")}
STATES = {"waiting": msg("Chờ trả lời"), **VERDICTS}
COLUMNS = (
    Column("way", msg("Chiều"), Kind.WORD, 10, words=WAYS),
    Column("kind", msg("Loại"), Kind.WORD, 18, words=dict(KINDS)),
    Column("about", msg("Về"), Kind.LONG, 50),
    Column("text", msg("Nội dung"), Kind.LONG, 50),
    Column("who", msg("Với"), Kind.TEXT, 24),
    Column("at", msg("Ngày"), Kind.DATE, 12),
    Column("state", msg("Trả lời"), Kind.WORD, 16, words=STATES),
)
"""In the order of the cells."""
WIDTHS = {"way": 92, "kind": 184, "about": 230, "text": 300, "who": 170, "at": 100, "state": 128}
LEAST_WIDTHS = {"who": 1160, "text": 1000, "at": 640}
"""Columns that go where the page is narrower: what they say stands in the details."""


def line(one: Feedback) -> Line:
    """The row of a feedback; what waits for this office stands out, what is in order is silent."""
    way, day = ("out" if one.own else "in"), day_of(one.at_ms)
    about, text = " ".join(one.about.split()), " ".join(one.text.split())
    who = one.issuer if one.own else one.who
    waiting = one.ours_to_answer
    state = Cell(
        str(STATES[one.state]),
        mark="due_soon" if waiting else "",
        tone="warn" if waiting else "bad" if one.own and one.state == "declined" else "text2",
        weight=500 if waiting else 400,
    )
    cells = [
        Cell(str(WAYS[way]), icon="arrow-up-right" if one.own else "arrow-down-left", tone="text2"),
        Cell(str(KINDS[one.kind]), weight=500),
        Cell(about),
        Cell(text, tone="text2"),
        Cell(who, tone="text2"),
        Cell(f"{day:%d/%m/%Y}", tone="text2", right=True),
        state,
    ]
    values = {
        "way": way, "kind": one.kind, "about": about, "text": text, "who": who, "at": day.isoformat(), "state": one.state,
    }  # fmt: skip
    order = {
        "way": list(WAYS).index(way),
        "kind": list(KINDS).index(one.kind),
        "about": sort_key(about),
        "text": sort_key(text),
        "who": sort_key(who) if who else None,
        "at": one.at_ms,
        "state": list(STATES).index(one.state),
    }
    return Line(cells, values, order)
