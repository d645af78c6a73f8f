"""Where an item stands in its document, as a clause."""

from collections.abc import Sequence

from app.given import brief
from app.i18n import msg
from app.plan_import.draft import Item
from app.plan_import.wanted import LONGEST_TITLE, WantedClause
from app.text import clean


def clause_of(item: Item, text: str, path: Sequence[str] = (), place: str = "") -> WantedClause:
    """The clause an item stands in. Its label is the last mark above it, else its line; ``place`` stands for a path without marks."""
    first, last = item.lines or (None, None)
    label = next(filter(None, map(title_of, reversed(path))), "") or _line(first)
    words = " › ".join(path) if path else place
    return WantedClause(title_of(label), title_of(words), clean(text), first, last)


def title_of(text: str) -> str:
    """A title or label on one line as it is kept, cut at a word where it is too long."""
    return brief(clean(text), LONGEST_TITLE)


def _line(line: int | None) -> str:
    return str(msg("dòng {line}", line=line)) if line else str(msg("không rõ mục"))
