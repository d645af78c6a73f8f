"""Which plan of the workspace a draft carries out, and clause by clause what of it: by its citations and by words that are alike."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.i18n import Message, msg
from app.plan_import.alike import Alike
from app.plan_import.choices import Key
from app.plan_import.draft import PlanDraft
from app.plan_import.known import DocumentMatch, Known, name_of
from app.plan_import.source import Source
from app.session import Session
from app.text import fold
from db.connection import Row
from db.queries import directives

LIKE_CLAUSE = 0.45
SURE_CLAUSE = 0.62

_CARRIES_OUT = re.compile(
    r"^(?:[a-z0-9]{1,3} )?(?:nham |de |tiep tuc )?(?:thuc hien|trien khai|cu the hoa|to chuc thuc hien)\b"
)
_SAYS_SO = 0.8
_LONG_ENOUGH = 12
"""Folded characters from which on a title inside a title tells something."""


@dataclass(frozen=True, slots=True)
class ImplementsMatch:
    """A document of the workspace that the plan carries out, with the reason and how sure that is (0-1)."""

    directive_id: int
    name: str
    title: str
    sure: bool
    score: float
    reason: Message


@dataclass(frozen=True, slots=True)
class ClauseMatch:
    """A task or target of the draft and the clause of the plan above that it carries out; ``score`` is how like their words are."""

    item: Key
    text: str
    directive_id: int
    clause_id: int
    label: str
    clause: str
    score: float
    sure: bool


def implemented(
    known: Known,
    draft: PlanDraft,
    documents: Sequence[DocumentMatch],
    source: Source | None,
    own: set[int],
) -> tuple[ImplementsMatch, ...]:
    """The documents it carries out, the surest first. ``own`` are rows that are this very plan."""
    best: dict[int, ImplementsMatch] = {}
    for found in _carried_out(known, draft, documents, source):
        if found.directive_id in own:
            continue
        standing = best.get(found.directive_id)
        if standing is None or found.score > standing.score:
            best[found.directive_id] = found
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.directive_id)))


def _carried_out(
    known: Known, draft: PlanDraft, documents: Sequence[DocumentMatch], source: Source | None
) -> Iterator[ImplementsMatch]:
    heading = fold(f"{draft.title} {draft.document.heading or ''}")
    lines = source.lines if source is not None else ()
    for reference, found in zip(draft.references, documents, strict=True):
        if not isinstance(found.suggested, int):
            continue
        row = known.row(found.suggested)
        if not (row["tasks"] or row["programmes"] or row["clauses"]):
            continue  # it is known by its name only: there is nothing here to carry out
        cited = fold(reference.number or "")
        places = reference.occurrences or (reference.lines or [])[:1]
        texts = [reference.text or "", *(lines[place - 1].text for place in places if place <= len(lines))]
        if cited and f" {cited} " in f" {heading} ":
            yield _match(row, 1.0, msg("trích yếu nêu số {number}", number=reference.number or ""))
        elif any(_CARRIES_OUT.match(fold(text)) for text in texts):
            yield _match(row, 0.9, msg("văn bản ghi “Thực hiện {number}”", number=reference.number or name_of(row)))
        elif row["tasks"]:
            yield _match(row, 0.5, msg("có viện dẫn, và văn bản đó có nhiệm vụ trong sổ"))
    for row in known.rows:
        title = fold(row["abstract"] or "")
        if (
            row["tasks"]
            and len(title) >= _LONG_ENOUGH
            and f" {title} " in f" {heading} "
            and title != fold(draft.title)
        ):
            yield _match(row, 0.8, msg("trích yếu nhắc “{title}”", title=row["abstract"]))


def _match(row: Row, score: float, reason: Message) -> ImplementsMatch:
    """A match is sure where the document says so itself."""
    return ImplementsMatch(row["id"], name_of(row), row["abstract"], score >= _SAYS_SO, score, reason)


def clause_matches(session: Session, draft: PlanDraft, directive_ids: Sequence[int]) -> tuple[ClauseMatch, ...]:
    """For each task and target the clause of those documents that is likest, where one is like it."""
    clauses = [row for directive in directive_ids for row in directives.clauses(session.conn, directive) if row["text"]]
    if not clauses:
        return ()
    alike = Alike([row["text"] for row in clauses])
    found = []
    for item, text in _items(draft):
        best = alike.best(text, LIKE_CLAUSE)
        if best is not None:
            row, score = clauses[best[0]], best[1]
            place = (row["directive_id"], row["id"], row["label"], row["text"])
            found.append(ClauseMatch(item, text, *place, score, score >= SURE_CLAUSE))
    return tuple(found)


def _items(draft: PlanDraft) -> Iterator[tuple[Key, str]]:
    for index, task in enumerate(draft.tasks):
        yield Key("tasks", index), task.text
    for index, target in enumerate(draft.targets):
        yield Key("targets", index), target.text
