"""An office's own words in a paper: kept as a layer of their own over what the program composes, so that figures can be refreshed.

A text written over remembers the composed text it replaced (``basis``). When the program composes something else there later, the
office's text stays, and what changed under it is told. Each writing over is one undoable change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.errors import NotFound
from app.i18n import msg
from app.plan import periods
from app.reports.cleaning import clean_text
from app.reports.content import Block, BulletList, Document, Paragraph, Run
from app.reports.papers.telling import BY_HAND
from app.session import Session
from db.queries import report_terms as queries

LONGEST = 20_000
"""Characters of one paragraph; more is no paragraph."""


@dataclass(frozen=True)
class WrittenOver:
    """A person's text for a paragraph; empty leaves the paragraph out. ``basis`` is what the program had composed there.

    ``at`` is in milliseconds UTC, ``person`` who wrote it last.
    """

    key: str
    basis: str
    text: str
    at: int
    person: str


@dataclass(frozen=True)
class MovedUnder:
    """What changed under a text written over: the program composed ``basis`` when it was written and composes ``now`` today (empty:
    nothing stands there any more, so that the text is not printed)."""

    key: str
    basis: str
    now: str
    text: str


def written(session: Session, name: str, period: str, about: str = "") -> dict[str, WrittenOver]:
    """The texts written over in a paper of a period, by the keys of their paragraphs."""
    rows = queries.paper_texts(session.conn, session.office.seat_id, name, period, about)
    return {
        row["key"]: WrittenOver(row["key"], row["basis"], row["text"], row["at_ms"] or 0, row["person_text"] or "")
        for row in rows
    }


def write_over(session: Session, name: str, period: str, key: str, text: str, *, basis: str, about: str = "") -> None:
    """Keep a person's text for a paragraph over what the program composes (``basis``, as it is now). Empty leaves the paragraph out;
    a text of several lines becomes several paragraphs.
    """
    own = "\n".join(line.strip() for line in clean_text(text)[:LONGEST].splitlines() if line.strip())
    place = (session.office.seat_id, name, period, about, key)
    row_id = queries.paper_text_id(session.conn, *place)
    with session.change(msg("Sửa lời văn văn bản: {period}", period=periods.label(period))) as change:
        if row_id is None:
            named = dict(zip(("seat_id", "kind", "period", "about", "key"), place, strict=True))
            change.define("paper_text", **named, basis=clean_text(basis), text=own)
        else:
            change.update("paper_text", row_id, basis=clean_text(basis), text=own, gone=None)


def take_back(session: Session, name: str, period: str, key: str, about: str = "") -> None:
    """Let the program's own words stand again in a paragraph. Raises NotFound where nothing was written over."""
    place = (session.office.seat_id, name, period, about, key)
    row_id = queries.paper_text_id(session.conn, *place)
    if row_id is None or key not in written(session, name, period, about):
        raise NotFound(
            msg("Đoạn “{key}” không có lời văn riêng. Xem các đoạn đã sửa bằng `tiendo text list`.", key=key)
        )
    with session.change(msg("Bỏ lời văn riêng trong văn bản: {period}", period=periods.label(period))) as change:
        change.update("paper_text", row_id, gone="taken_back")


def apply(document: Document, written: Mapping[str, WrittenOver]) -> tuple[Document, tuple[MovedUnder, ...]]:
    """The document with the texts written over in it, and what changed under them since they were written."""
    if not written:
        return document, ()
    composed = texts(document)
    moved = tuple(
        MovedUnder(own.key, own.basis, composed.get(own.key, ""), own.text)
        for own in written.values()
        if composed.get(own.key, "") != own.basis
    )
    blocks = tuple(found for block in document.blocks for found in _block(block, written))
    return replace(document, blocks=blocks), moved


def texts(document: Document) -> dict[str, str]:
    """The text of every paragraph that has a key, by its key, in the order of the paper."""
    return {found.key: found.text for found in keyed(document)}


def keyed(document: Document) -> Iterator[Paragraph]:
    """Every paragraph that can be written over, bullets too, in the order of the paper."""
    for block in document.blocks:
        if isinstance(block, BulletList):
            yield from (item for item in block.items if item.key)
        elif isinstance(block, Paragraph) and block.key:
            yield block


def by_hand(document: Document) -> tuple[str, ...]:
    """The keys of paragraphs that a person still has to write."""
    return tuple(found.key for found in keyed(document) if any(BY_HAND in run.about for run in found.runs))


def _block(block: Block, written: Mapping[str, WrittenOver]) -> Iterator[Block]:
    if isinstance(block, BulletList):
        items = tuple(found for item in block.items for found in _paragraph(item, written))
        if items:
            yield replace(block, items=items)
    elif isinstance(block, Paragraph):
        yield from _paragraph(block, written)
    else:
        yield block


def _paragraph(block: Paragraph, written: Mapping[str, WrittenOver]) -> Iterator[Paragraph]:
    """A paragraph, or the office's own in its place: one for each line. What it rested on stays known."""
    own = written.get(block.key) if block.key else None
    if own is None:
        yield block
        return
    about = tuple(dict.fromkeys(name for run in block.runs for name in run.about if name != BY_HAND))
    for line in own.text.splitlines():
        yield replace(block, runs=(Run(line, about=about),))
