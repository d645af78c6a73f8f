"""What a paper is: its name, for which periods it can be made, what it must be told, and the module that makes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.i18n import Message
from app.plan.periods import PeriodKind

Group = Literal["period", "tables", "letters"]
"""How the window groups papers: reports of a period, tables by themselves, letters and minutes."""

ANY_PERIOD = frozenset(PeriodKind)


@dataclass(frozen=True)
class Paper:
    """A paper of the set.

    ``doc_kind`` is its type code ("BC", "KH", "BB"; "" for a công văn, which has none). ``module`` is imported on use and has
    ``build(session, period, *, frame: Frame, **own) -> Document``. ``periods`` are the kinds of period it can be made for. Of ``needs``
    ("ban_id", "person_id", "unit_id") exactly one must be given: whom the paper is for; empty where it is for nobody in particular.
    ``options`` are its own options beside those of the frame. ``signable``: it goes out under a number of the register;
    ``has_figures``: what its module's ``figures(session, period, as_of=...)`` reads is frozen with it.
    """

    name: str
    title: Message
    group: Group
    doc_kind: str
    module: str
    periods: frozenset[PeriodKind] = ANY_PERIOD
    needs: frozenset[str] = frozenset()
    options: frozenset[str] = frozenset()
    signable: bool = False
    has_figures: bool = False


def by_name(papers: tuple[Paper, ...]) -> Mapping[str, Paper]:
    """The papers under their names, in their order."""
    return {paper.name: paper for paper in papers}
