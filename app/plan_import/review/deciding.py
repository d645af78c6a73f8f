"""What is known here of a draft under review, and what a person still has to decide: which ban leads, which body is which.

``open_points`` blocks acceptance: a task of the office without a lead ban, and nothing else (LOOK 5).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from app.dates import format_date
from app.i18n import msg
from app.plan_import.bodies import BodyMatch, Meaning
from app.plan_import.carrying_out import ClauseMatch, ImplementsMatch
from app.plan_import.choices import NEW, NOBODY, BanChoice, Choices, ClauseLink, DocumentChoice
from app.plan_import.draft import Duty, Programme, Reference, Task
from app.plan_import.known import DocumentMatch
from app.plan_import.matching import Matches
from app.plan_import.parts_given import parts, stands_in
from app.plan_import.review import changes
from app.plan_import.review.doubts import LEAD, Answer, Doubt, two_bans
from app.plan_import.review.entries import OWN, REST, Entry, Review
from app.text import fold

BODY, DOCUMENT, CLAUSE, UPDATE, IMPLEMENTS = "body:", "document:", "clause:", "update", "implements:"
"""Keys of choices that concern the whole document; all but ``UPDATE`` carry a name or an id behind them."""

YES, NO = "yes", "no"


@dataclass(frozen=True)
class OpenPoint:
    """An entry that cannot be accepted as it is."""

    entry: int


def open_points(review: Review, matches: Matches | None = None) -> tuple[OpenPoint, ...]:
    """The tasks of the office that no ban leads.

    An office without bans has nobody to choose, so nothing is asked of it; nor where the plan is there already and keeps its leads.
    """
    if matches is not None and (not matches.bans or updates(review, matches)):
        return ()
    leads = passed_leads(review, matches)
    return tuple(
        OpenPoint(one.id)
        for one in review.live("task")
        if isinstance(one.item, Task) and one.item.scope == OWN and not _led(review, one, one.item, leads)
    )


def updates(review: Review, matches: Matches) -> bool:
    """Whether acceptance brings a plan up to date that was taken over before."""
    before = matches.imported_before
    return before is not None and before.tasks > 0 and review.choice(UPDATE) != NO


def passed_leads(review: Review, matches: Matches | None) -> dict[int, str | None]:
    """The lead of each programme, and of each task in a part of the plan that a duty gives a ban, as acceptance gives it."""
    leads = {one.id: one.item.lead for one in review.live("programme") if isinstance(one.item, Programme)}
    duties = [one.item for one in review.live("duty") if isinstance(one.item, Duty)] if matches is not None else []
    given = [
        (duty.body, found)
        for duty in duties
        if matches is not None and _is_ban(review, matches, duty.body)
        for found in [[part for text in duty.texts for part in parts(text)]]
        if found
    ]
    for entry in review.live("task") if given else ():
        path = entry.item.path if isinstance(entry.item, Task) else []
        lead = next((body for body, found in given if stands_in(path, found)), None)
        if lead is not None:
            leads[entry.id] = lead
    return leads


def _is_ban(review: Review, matches: Matches, name: str) -> bool:
    found = matches.body(name)
    return found is not None and found.meaning is Meaning.BAN and review.choice(f"{BODY}{name}") != NOBODY


def _led(review: Review, entry: Entry, task: Task, leads: Mapping[int, str | None]) -> str | None:
    if entry.programme == REST:
        return task.lead or review.default_lead or leads.get(entry.id)
    return task.lead or leads.get(entry.id) or leads.get(entry.programme) or review.default_lead


def lead_shown(review: Review, entry: Entry, leads: Mapping[int, str | None]) -> tuple[str, bool]:
    """The ban that leads an entry, and whether it is its own (else it is passed on from the programme or the default)."""
    own = getattr(entry.item, "lead", None)
    if own:
        return own, True
    if isinstance(entry.item, Programme):
        return review.default_lead or "", False
    if isinstance(entry.item, Task) and entry.item.scope == OWN:
        return _led(review, entry, entry.item, leads) or "", False
    return "", False


def known_doubts(review: Review, matches: Matches) -> Iterator[Doubt]:
    """Questions that come from what the workspace knows: bodies it does not know for sure, cited documents with another day."""
    for body in matches.bodies:
        if not review.choice(BODY + body.body) and _to_ask(body):
            yield _which_ban(body)
    yield from _bans_in_words(review, matches)
    documents = {one.number: one for one in matches.documents if one.near is not None}
    for entry in review.live("reference"):
        number = entry.item.number if isinstance(entry.item, Reference) else None
        if number and number in documents and not review.choice(DOCUMENT + number):
            yield _which_document(entry, documents[number])


def _bans_in_words(review: Review, matches: Matches) -> Iterator[Doubt]:
    """Tasks without a lead of their own whose words name several bans of the office."""
    names = {name: f" {fold(name)} " for _, _, name in matches.bans}
    for entry in review.live("task"):
        task = entry.item
        if isinstance(task, Task) and task.scope == OWN and not task.lead and len(task.collaborators) < 2:
            words = f" {fold(task.text)} "
            named = [name for name, folded in names.items() if folded in words]
            if len(named) > 1 and LEAD not in entry.answered:
                yield two_bans(entry, sorted(named, key=lambda name: words.index(names[name])))


def _to_ask(body: BodyMatch) -> bool:
    return body.meaning is Meaning.BAN and (body.suggested == NEW or body.score < 1) and "lead" in body.roles


def _which_ban(body: BodyMatch) -> Doubt:
    key = BODY + body.body
    answers = [
        Answer(one.name, partial(changes.choose, key=key, answer=str(one.ban_id))) for one in body.candidates[:2]
    ]
    if body.suggested == NEW:
        answers.append(Answer(str(msg("Lập ban mới")), partial(changes.choose, key=key, answer=NEW)))
    answers.append(Answer(str(msg("Không phải ban")), partial(changes.choose, key=key, answer=NOBODY)))
    question = (
        msg("“{body}” chưa có trong sổ. Đây là ban nào?", body=body.body)
        if body.suggested == NEW
        else msg("“{body}” gần giống một ban đã có. Đây là ban nào?", body=body.body)
    )
    return Doubt(key, 0, str(question), tuple(answers), body=body.body)


def _which_document(entry: Entry, found: DocumentMatch) -> Doubt:
    key = DOCUMENT + found.number
    day = format_date(found.issued_on) if found.issued_on else str(msg("không ngày"))
    question = msg("Sổ đã có {number} nhưng khác ngày ({day}). Là một văn bản?", number=found.number, day=day)
    return Doubt(
        key,
        entry.id,
        str(question),
        (
            Answer(str(msg("Cùng một văn bản")), partial(changes.choose, key=key, answer=str(found.near))),
            Answer(str(msg("Văn bản khác")), partial(changes.choose, key=key, answer=NEW)),
        ),
        tuple(entry.item.lines or ()),
    )


def carried_out(review: Review, matches: Matches) -> tuple[ImplementsMatch, ...]:
    """The documents above that the plan carries out: as a person said, else where the match is sure."""
    answers = {one.directive_id: review.choice(f"{IMPLEMENTS}{one.directive_id}") for one in matches.implements}
    return tuple(
        one
        for one in matches.implements
        if answers[one.directive_id] == YES or (one.sure and answers[one.directive_id] != NO)
    )


def to_ask_whether_carried_out(review: Review, matches: Matches) -> ImplementsMatch | None:
    """The document above that the plan may carry out and nobody has said: the one with the most clauses alike."""
    alike = Counter(one.directive_id for one in matches.clauses)
    unsaid = [
        one for one in matches.implements if not one.sure and not review.choice(f"{IMPLEMENTS}{one.directive_id}")
    ]
    return max(unsaid, key=lambda one: (alike[one.directive_id], one.score), default=None)


def clause_key(found: ClauseMatch) -> str:
    """The key of the choice whether an item carries out a clause; by its words, because its place changes with corrections."""
    return f"{CLAUSE}{found.clause_id}:{found.text}"


def linked(review: Review, found: ClauseMatch) -> bool:
    """Whether an item is to be linked with the clause it may carry out: as a person said, else where the match is sure."""
    answer = review.choice(clause_key(found))
    return answer == YES or (answer != NO and found.sure)


def link_clauses(review: Review, wanted: Mapping[str, bool]) -> Review:
    """Say for several clauses, by their keys, whether they are linked."""
    for key, link in wanted.items():
        review = changes.choose(review, key, YES if link else NO)
    return review


def choices_of(review: Review, matches: Matches) -> Choices:
    """The decisions for acceptance: as suggested, and where a person chose otherwise, so."""
    suggested = matches.choices(update=review.choice(UPDATE) != NO)
    bans: dict[str, BanChoice] = dict(suggested.bans)
    documents: dict[str, DocumentChoice] = dict(suggested.documents)
    for key, answer in review.choices:
        if key.startswith(BODY) and key.removeprefix(BODY) in bans:
            bans[key.removeprefix(BODY)] = NEW if answer == NEW else NOBODY if answer == NOBODY else int(answer)
        elif key.startswith(DOCUMENT) and key.removeprefix(DOCUMENT) in documents:
            documents[key.removeprefix(DOCUMENT)] = NEW if answer == NEW else int(answer)
    chosen = replace(suggested, bans=bans, documents=documents)
    implements = tuple(one.directive_id for one in carried_out(review, matches))
    links = tuple(
        ClauseLink(one.item, one.clause_id)
        for one in matches.clauses
        if one.directive_id in implements and linked(review, one)
    )
    chosen = replace(chosen, implements=implements, clauses=links)
    update = review.choice(UPDATE)
    return replace(chosen, update=int(update)) if update.isdigit() else chosen
