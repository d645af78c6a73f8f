"""From the lines of a document to the draft of a plan: head, outline, roles, and out of these every kind of item.

Nothing is guessed silently: each item says how sure it is, and what a person should look at is a warning.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

import msgspec

from app.i18n import msg
from app.plan_import import citations, claims
from app.plan_import.blocks import Block, blocks_of
from app.plan_import.context import Context, year_in_force
from app.plan_import.damage import damaged
from app.plan_import.draft import SCHEMA, Document, Milestone, PlanDraft, Reference, Task, Warned
from app.plan_import.duties_found import DutyFinder
from app.plan_import.ending import Ending, read_ending
from app.plan_import.letterhead import Head, read_head
from app.plan_import.outline import outline_of
from app.plan_import.programmes_found import find_programmes, the_plan_itself, with_leads
from app.plan_import.responsible import body_at_start
from app.plan_import.roles import give_roles
from app.plan_import.source import Line, Source
from app.plan_import.targets_found import find_targets
from app.plan_import.tasks_found import Work, find_work
from app.plan_import.vocabulary import Vocabulary, spelled, standard

_INTRO_BLOCKS = 8


def recognise(source: Source, words: Vocabulary | None = None) -> PlanDraft:
    """The plan that a document holds. Never raises on any text; what is not found stays empty."""
    words = words or standard()
    lines = [_composed(line) for line in source.lines]
    odd = damaged(lines)
    head = read_head(lines, words)
    ending = read_ending(lines, head.body, words)
    body = blocks_of(lines[head.body : ending.body], words, whole=source.whole_paragraphs)
    annex = blocks_of(lines[ending.after :], words, whole=source.whole_paragraphs)
    document = _signed(head.document, ending)
    context = _context(document, body, words)
    outline = outline_of([body, annex], context)
    unsure = give_roles(outline, words)
    listed = find_programmes(outline, words)
    work = find_work(outline, context, programmes=bool(listed))
    duties = DutyFinder(context, listed)
    duties.find(outline)
    targets = claims.join_measures([*find_targets(outline, words), *work.targets])
    references, cited = _references(head, body, annex, document)
    told = [*source.warnings, *odd, *head.warnings, *outline.warnings, *unsure, *claims.oddities(targets)]
    told += [*duties.warnings, *work.warnings, *cited, *_before_issue(document, work), *ending.warnings]
    told += _nothing(document, len(work.tasks) + len(targets))
    return PlanDraft(
        schema=SCHEMA,
        document=document,
        references=references,
        programmes=with_leads(listed, duties.duties) or the_plan_itself(document, head.programme),
        targets=targets,
        tasks=work.tasks,
        milestones=_once(work.milestones),
        duties=duties.duties,
        recipients=ending.recipients,
        warnings=_in_order(told),
    )


def _composed(line: Line) -> Line:
    if unicodedata.is_normalized("NFC", line.text):
        return line
    return replace(line, text=unicodedata.normalize("NFC", line.text))


def _signed(document: Document, ending: Ending) -> Document:
    """The document with who signs it; a document without a head has its issuer from the unit that signs."""
    unit = len(ending.signed_for) > 1 and ending.signer is None
    issuer = document.issuer or (ending.signed_for[-1] if unit else None)
    return msgspec.structs.replace(document, signer=ending.signer, issuer=issuer)


def _context(document: Document, body: Sequence[Block], words: Vocabulary) -> Context:
    intro = []
    for block in body[:_INTRO_BLOCKS]:
        if block.label is not None and block.label.family != "dash":
            break
        intro.append(block.text)
    year, school = year_in_force(document.title or "", document.issued_on, intro)
    return Context(words, year, school, document.issuer or _issuer(intro, words))


def _issuer(intro: Sequence[str], words: Vocabulary) -> str | None:
    """The body that makes the plan by its introduction ("..., Ban Thường vụ CĐGD Việt Nam xây dựng Kế hoạch"): for scope only."""
    for text in reversed(intro):
        clauses = text.replace(". ", ", ").replace("; ", ", ").split(", ")
        for clause in reversed(clauses):
            found = body_at_start(clause, words)
            if found is not None and set(spelled(clause[found[1] :])) & {"xây", "ban", "triển", "đề", "yêu"}:
                return found[0]
    return None


def _references(
    head: Head, body: Sequence[Block], annex: Sequence[Block], document: Document
) -> tuple[list[Reference], list[Warned]]:
    paragraphs = [(block.first, block.last, _said(block)) for block in (*body, *annex)]
    if document.title and head.titled:
        paragraphs.insert(0, (*head.titled, document.title))
    under = document.issued_under
    if under is not None and under.number and head.under:
        first, last = head.under
        day = f" ngày {under.issued_on:%d/%m/%Y}" if under.issued_on else ""
        paragraphs.insert(0, (first, last, f"Quyết định số {under.number}{day}"))
    return citations.gather(paragraphs, document.number, issued_on=document.issued_on)


def _said(block: Block) -> str:
    if block.table is None:
        return block.text
    return "; ".join(row.text(column) for row in block.table.rows for column in sorted(row.cells))


def _before_issue(document: Document, work: Work) -> Iterable[Warned]:
    """Times that end before the plan was issued."""
    issued = document.issued_on
    if issued is None:
        return
    items: list[Task | Milestone] = [*work.milestones, *work.tasks]
    told: set[int] = set()
    for item in items:
        line = item.lines[0] if item.lines else None
        if item.end is not None and item.end < issued and line is not None and line not in told:
            told.add(line)
            words = msg(
                "Thời hạn {end} trước ngày ban hành {issued}.", end=f"{item.end:%d/%m/%Y}", issued=f"{issued:%d/%m/%Y}"
            )
            yield Warned(code="date_before_issue", line=line, message=str(words))


def _nothing(document: Document, items: int) -> Iterable[Warned]:
    if not items:
        words = msg("Không thấy nhiệm vụ hay chỉ tiêu nào trong văn bản.")
        yield Warned(code="no_items", message=str(words))
    if document.kind is None:
        yield Warned(code="no_head", message=str(msg("Không thấy tên loại văn bản ở đầu.")))


def _once(milestones: Sequence[Milestone]) -> list[Milestone]:
    """Each time once, where the same list of times stands under several headings."""
    found: dict[tuple[object, ...], Milestone] = {}
    for milestone in milestones:
        found.setdefault((milestone.start, milestone.end, milestone.text), milestone)
    return list(found.values())


def _in_order(warnings: Iterable[Warned]) -> list[Warned]:
    """By line, each once; those of the whole document first."""
    found: dict[tuple[str, int | None], Warned] = {}
    for warning in warnings:
        found.setdefault((warning.code, warning.line), warning)
    return sorted(found.values(), key=lambda warning: warning.line or 0)
