"""The life of a fact's content: drafts edited in place, submitted revisions that never change again (MODEL 9).

Shared by progress entries and target values, which differ only in their columns.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import NotFound, Refused
from app.i18n import Message, msg
from app.plan import periods
from app.session import Session
from db import epochs
from db.connection import Row
from db.queries import exchange_counting, quarter, reviews
from db.queries.quarter import Ledger
from db.store import Change

Content = Mapping[str, Any]

NUMBERS_PER_EPOCH = 1_000
"""Revisions of one fact between two restores; a quarter's entry sees a handful."""


@dataclass(frozen=True)
class Place:
    """Where a fact stands: what it is about, whose answer it is, and when."""

    what_id: int
    unit_id: int
    period: str


def closed_message(period: str) -> Message:
    """The words for an edit after the lock (LOOK 6)."""
    return msg("{period} đã khóa. Muốn đổi số liệu, lập đính chính kèm lý do.", period=periods.label(period))


def require_open(session: Session, period: str) -> None:
    """Refuse to write in a period that was never opened, or is closed."""
    office = session.office
    opened, closed_at = quarter.standing(session.conn, period, office.seat_id, office.unit_id)
    if closed_at is not None:
        raise Refused(closed_message(period))
    if not opened:
        raise Refused(msg("{period} chưa mở. Mở kỳ này trong lịch rồi ghi.", period=periods.label(period)))


def is_closed(session: Session, period: str) -> bool:
    """Whether this office has locked the period."""
    office = session.office
    return quarter.standing(session.conn, period, office.seat_id, office.unit_id)[1] is not None


def write(
    session: Session, change: Change, ledger: Ledger, place: Place, content: Content, *, ban_id: int | None = None
) -> int:
    """Put content into the head draft, or open a draft; return the fact's id. Only the given columns change."""
    seat = session.office.seat_id
    fact = quarter.fact(change.connection, ledger, place.what_id, place.unit_id, place.period, seat)
    if fact is None:
        return _begin(session, change, ledger, place, content, ban_id)
    if ban_id is not None:
        change.update(ledger.heads, fact["id"], on_behalf_ban=ban_id)
    differing = {name: value for name, value in content.items() if fact[name] != value}
    if not differing:
        return int(fact["id"])
    if fact["phase"] == "draft":
        change.update(ledger.revs, fact["rev_id"], **differing, **signature(session))
        return int(fact["id"])
    slip = open_slip(change, ledger, fact)
    kind = "normal" if slip is None else "answer"
    add_revision(session, change, ledger, fact, {**differing, "kind": kind, "slip_id": slip})
    return int(fact["id"])


def exists(session: Session, ledger: Ledger, place: Place) -> bool:
    """Whether this office has a fact there."""
    seat = session.office.seat_id
    return quarter.fact(session.conn, ledger, place.what_id, place.unit_id, place.period, seat) is not None


def _begin(session: Session, change: Change, ledger: Ledger, place: Place, content: Content, ban_id: int | None) -> int:
    """The first revision of a new fact; it counts unless the unit has answered itself (MODEL 8)."""
    seat = session.office.seat_id
    first = next_number(change, seat, 0)
    head = change.insert(
        ledger.heads,
        seat_id=seat,
        **{ledger.what: place.what_id},
        unit_id=place.unit_id,
        period=place.period,
        on_behalf_ban=ban_id,
        head_rev=first,
    )
    change.insert(ledger.revs, **{ledger.owner: head}, rev=first, **content, **signature(session))
    if quarter.others_wrote(change.connection, ledger, place.what_id, place.unit_id, place.period, seat):
        exchange_counting.recount(change, ledger, [(place.what_id, place.unit_id, place.period)])
    return head


def add_revision(session: Session, change: Change, ledger: Ledger, fact: Row, columns: Content) -> int:
    """Open a new head revision that begins as the old one; return its id."""
    kept = {name: fact[name] for name in ledger.fields}
    rev = next_number(change, session.office.seat_id, fact["head_rev"])
    row = {**kept, **columns, **signature(session), ledger.owner: fact["id"], "rev": rev}
    new = change.insert(ledger.revs, **row)
    change.update(ledger.heads, fact["id"], head_rev=rev)
    return new


def open_slip(change: Change, ledger: Ledger, fact: Row) -> int | None:
    """The slip with which the submitted revision of a fact was returned, if that is its newest review."""
    if fact["submitted_rev"] is None:
        return None
    verdict = reviews.verdicts(change.connection, ledger.kind, [fact["id"]]).get(fact["id"])
    return verdict["slip_id"] if verdict is not None and verdict["verdict"] == "returned" else None


def seal(session: Session, change: Change, ledger: Ledger, draft: Row) -> None:
    """Submit the head draft of a fact: from now on this revision never changes, and it is the one that counts."""
    number = draft["head_rev"]
    if number <= _numbers_before(change, draft["seat_id"]):
        number = next_number(change, draft["seat_id"], number)
    digest = content_hash(ledger, {**dict(draft), "rev": number})
    change.update(ledger.revs, draft["rev_id"], rev=number, phase="submitted", hash=digest, **signature(session))
    change.update(ledger.heads, draft["id"], head_rev=number, submitted_rev=number)


def next_number(change: Change, seat_id: int, newest: int) -> int:
    """The number of a seat's next revision after ``newest`` (0: none yet).

    After a restore numbers begin beyond those that any earlier epoch can have used, so that a revision that was sent and then lost with
    the restored copy can come back under its own number (MODEL 23).
    """
    return max(newest, _numbers_before(change, seat_id)) + 1


def _numbers_before(change: Change, seat_id: int) -> int:
    epoch = epochs.newest(change.connection, seat_id)
    return 0 if epoch is None else (int(epoch["ordinal"]) - 1) * NUMBERS_PER_EPOCH


def settle_slips(change: Change, ledger: Ledger, ids: Sequence[int]) -> None:
    """A slip of ours is answered when each of its rows has been submitted again, and open while one has not.

    A slip of the office above is settled there, when the answer has arrived.
    """
    for slip in reviews.slips_of(change.connection, ledger.kind, ids):
        state = "open" if reviews.unanswered(change.connection, slip["id"]) else "answered"
        change.update("slip", slip["id"], state=state)


def drop_draft(change: Change, ledger: Ledger, fact: Row) -> None:
    """Throw a head draft away: back to the submitted revision, or to nothing logged at all."""
    if fact["phase"] != "draft":
        raise Refused(msg("Dòng này đã trình. Thu hồi bản đã trình rồi xóa, hoặc ghi số khác."))
    if fact["submitted_rev"] is not None:
        change.update(ledger.heads, fact["id"], head_rev=fact["submitted_rev"])
        change.delete(ledger.revs, fact["rev_id"])
        return
    for revision in reversed(quarter.revisions(change.connection, ledger, fact["id"])):
        change.delete(ledger.revs, revision["id"])
    change.delete(ledger.heads, fact["id"])
    exchange_counting.recount(change, ledger, [(fact["what_id"], fact["unit_id"], fact["period"])])


def content_hash(ledger: Ledger, revision: Row | Content) -> str:
    """SHA-256 over a revision's own words and figures; local row ids stay out, so that it is the same on every machine."""
    columns = ("rev", "kind", *ledger.fields, "reason", "authority_text")
    words = [ledger.kind, *((name, revision[name]) for name in columns)]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def signature(session: Session) -> dict[str, Any]:
    """Who writes a revision, and when."""
    return {
        "at_ms": session.clock.now_ms(),
        "person_id": session.actor.person_id,
        "person_text": session.actor.text,
    }


def own_fact(session: Session, ledger: Ledger, fact_id: int) -> Row:
    """A fact of this office with its head revision. NotFound when there is none, Refused when another seat owns it."""
    fact = quarter.facts(session.conn, ledger, [fact_id]).get(fact_id)
    if fact is None:
        raise NotFound(msg("Không có dòng số {id} trong sổ làm việc. Mở lại danh sách rồi chọn.", id=fact_id))
    if fact["seat_id"] != session.office.seat_id:
        raise Refused(msg("Dòng này do đơn vị khác ghi nên chỉ đơn vị đó sửa được. Trả lại kèm lý do nếu cần."))
    return fact


def task_or_refuse(session: Session, task_id: int) -> Row:
    """A task by id. Raises NotFound."""
    task = quarter.task(session.conn, task_id)
    if task is None:
        raise NotFound(msg("Không có nhiệm vụ số {id} trong sổ làm việc. Mở lại danh sách rồi chọn.", id=task_id))
    return task


def measure_or_refuse(session: Session, measure_id: int) -> Row:
    """A measure by id. Raises NotFound."""
    measure = quarter.measure(session.conn, measure_id)
    if measure is None:
        raise NotFound(msg("Không có chỉ số số {id} trong sổ làm việc. Mở lại danh sách rồi chọn.", id=measure_id))
    return measure


def titled(row: Row, limit: int = 60) -> str:
    """A task or measure in a label: its number and the beginning of its text."""
    number = row["number"] if "number" in row.keys() else ""  # noqa: SIM118 - a Row is no mapping, "in" looks at values
    text = f"{number} {row['text']}".strip()
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
