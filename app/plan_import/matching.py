"""What of a plan is known already: its bodies, the documents it cites, the plan it carries out, and whether it was taken over before.

A value that a person reviews (DESIGN, rule 8): every suggestion has its reason and how sure it is. ``Matches.choices`` turns the
suggestions into the decisions that ``accept`` takes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.i18n import Message, msg
from app.people.bans import ban_lines
from app.plan_import.bodies import BodyMatch, BodyReader, Candidate, Meaning
from app.plan_import.carrying_out import ClauseMatch, ImplementsMatch, clause_matches, implemented
from app.plan_import.choices import NEW, NOBODY, BanChoice, Choices, ClauseLink, Key
from app.plan_import.draft import PlanDraft
from app.plan_import.known import Before, DocumentMatch, Known
from app.plan_import.source import Source
from app.session import Session
from app.text import fold

__all__ = [
    "NEW",
    "NOBODY",
    "BanChoice",
    "Before",
    "BodyMatch",
    "Candidate",
    "Choices",
    "ClauseLink",
    "ClauseMatch",
    "DocumentMatch",
    "ImplementsMatch",
    "Key",
    "Matches",
    "Meaning",
    "match",
]


@dataclass(frozen=True)
class Matches:
    """Everything of a draft that meets what the workspace holds.

    ``bodies``: each body named, once, in the order of the draft. ``documents``: one for each cited document (same order as
    ``draft.references``). ``under``: the decision it comes with. ``before``: earlier versions of this very plan, the surest first.
    ``issuer``: own, above or unknown. ``bans``: (id, code, name) to choose from.
    """

    bodies: tuple[BodyMatch, ...]
    documents: tuple[DocumentMatch, ...]
    under: DocumentMatch | None
    implements: tuple[ImplementsMatch, ...]
    clauses: tuple[ClauseMatch, ...]
    before: tuple[Before, ...]
    issuer: str
    bans: tuple[tuple[int, str, str], ...]

    @property
    def imported_before(self) -> Before | None:
        """The document that the plan surely is, taken over or cited before; None where it is new or only like another."""
        return self.before[0] if self.before and self.before[0].sure else None

    def body(self, name: str) -> BodyMatch | None:
        """The match of a body by its name as written."""
        return next((one for one in self.bodies if fold(one.body) == fold(name)), None)

    def choices(self, *, default_lead: int | None = None, update: bool = True) -> Choices:
        """The decisions as suggested. ``update``: bring the earlier version up to date where one is sure, else write a new document."""
        before = self.imported_before
        sure = {one.directive_id for one in self.implements if one.sure}
        return Choices(
            bans={one.body: one.suggested for one in self.bodies},
            default_lead=default_lead,
            update=before.directive_id if update and before is not None else None,
            documents={one.number: one.suggested for one in self.documents if one.number},
            implements=tuple(sorted(sure)),
            clauses=tuple(
                ClauseLink(one.item, one.clause_id) for one in self.clauses if one.sure and one.directive_id in sure
            ),
        )


def match(session: Session, draft: PlanDraft, *, source: Source | None = None, sha256: str = "") -> Matches:
    """Compare a draft with the workspace. ``source`` (or the file's ``sha256``) tells whether this very file was taken over before.

    Reads only; some ten milliseconds for a plan of 200 tasks.
    """
    known = Known(session)
    reader = BodyReader(session, draft.document.issuer or draft.document.parent_issuer)
    before = known.before(draft, sha256 or (source.sha256 if source else ""))
    own = {one.directive_id for one in before if one.sure}
    documents = tuple(known.cited(one.number or "", one.issued_on, one.text or "") for one in draft.references)
    under = draft.document.issued_under
    carried = implemented(known, draft, documents, source, own)
    return Matches(
        bodies=_bodies(draft, reader),
        documents=documents,
        under=known.cited(under.number, under.issued_on, "") if under is not None and under.number else None,
        implements=carried,
        clauses=clause_matches(session, draft, [one.directive_id for one in carried]),
        before=before,
        issuer=reader.issuer,
        bans=tuple((ban.id, ban.code, ban.name) for ban in ban_lines(session)),
    )


def _bodies(draft: PlanDraft, reader: BodyReader) -> tuple[BodyMatch, ...]:
    roles: dict[str, tuple[str, list[str]]] = {}

    def named(bodies: Sequence[str | None], role: str) -> None:
        for body in bodies:
            if body and body.strip():
                roles.setdefault(fold(body), (body, []))[1].append(role)

    named([programme.lead for programme in draft.programmes], "lead")
    named([duty.body for duty in draft.duties], "duty")
    for task in draft.tasks:
        named([task.lead], "lead")
        named(task.collaborators, "collaborate")
    return tuple(_with_roles(reader.read(body), found) for body, found in roles.values())


def _with_roles(found: BodyMatch, roles: list[str]) -> BodyMatch:
    """A body that only takes part, and is not known here, is not made a ban for that."""
    only_joins = set(roles) == {"collaborate"}
    suggested: BanChoice = NOBODY if only_joins and found.suggested == NEW and found.temporary else found.suggested
    reason: Message = msg("chỉ phối hợp, không lập ban") if suggested != found.suggested else found.reason
    return BodyMatch(
        body=found.body,
        meaning=found.meaning,
        suggested=suggested,
        score=found.score,
        reason=reason,
        kinds=found.kinds,
        code=found.code,
        temporary=found.temporary,
        candidates=found.candidates,
        roles=tuple(dict.fromkeys(roles)),
        times=len(roles),
    )
