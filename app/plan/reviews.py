"""The life of an entry: draft → submitted → approved or returned → locked, and amendments after the lock (MODEL 9, 10)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from app.errors import NotFound, Refused
from app.i18n import Message, msg
from app.plan import periods, revisions
from app.plan.amendments import add_late_progress, add_late_value, amend_progress, amend_value
from app.session import Session
from app.text import clean
from db.connection import Row
from db.queries import exchange_counting, quarter, reviews
from db.queries.quarter import PROGRESS, VALUES, Ledger
from db.store import Change

__all__ = [
    "STATUS_WORDS",
    "Status",
    "add_late_progress",
    "add_late_value",
    "amend_progress",
    "amend_value",
    "approve",
    "recall",
    "return_",
    "status_of",
    "statuses",
    "submit",
]


class Status(StrEnum):
    """Where a fact stands; ``returned`` until it is submitted again."""

    draft = "draft"
    submitted = "submitted"
    approved = "approved"
    returned = "returned"
    locked = "locked"
    amended = "amended"


STATUS_WORDS = MappingProxyType(
    {
        Status.draft: msg("Bản nháp"),
        Status.submitted: msg("Đã trình"),
        Status.approved: msg("Đã duyệt"),
        Status.returned: msg("Trả lại"),
        Status.locked: msg("Đã khóa"),
        Status.amended: msg("Đã đính chính"),
    }
)


@dataclass(frozen=True)
class _Chosen:
    """Facts of one ledger, with the revision that a step is about."""

    ledger: Ledger
    rows: tuple[Row, ...]

    @property
    def ids(self) -> list[int]:
        return [row["id"] for row in self.rows]


def submit(
    session: Session,
    *,
    period: str,
    progress_ids: Iterable[int] | None = None,
    value_ids: Iterable[int] | None = None,
    ban_id: int | None = None,
) -> int:
    """Submit drafts of a period and return how many; all of them (of a ban) when no ids are named.

    A submitted revision never changes again and is the one that counts. A slip whose rows are all submitted again is answered.
    Not undone but recalled. Raises Refused when the period is closed or there is nothing to submit.
    """
    revisions.require_open(session, period)
    everything = progress_ids is None and value_ids is None
    chosen = [
        _Chosen(ledger, _drafts(session, ledger, period, None if everything else list(ids or ()), ban_id))
        for ledger, ids in ((PROGRESS, progress_ids), (VALUES, value_ids))
    ]
    count = sum(len(part.rows) for part in chosen)
    if not count:
        raise Refused(msg("Không có bản nháp nào của {period} để trình.", period=periods.label(period)))
    label = msg("Trình duyệt {n} dòng {period}", n=count, period=periods.label(period))
    with session.change(label, kind="submit", counter_action="recall") as change:
        for part in chosen:
            for row in part.rows:
                revisions.seal(session, change, part.ledger, row)
            revisions.settle_slips(change, part.ledger, part.ids)
    return count


def recall(session: Session, *, progress_ids: Iterable[int] = (), value_ids: Iterable[int] = ()) -> int:
    """Make submitted revisions drafts again; return how many. What counted before them counts again.

    Refused once somebody has approved or returned them, they have left in a bundle, the period is closed, or a newer draft exists.
    """
    chosen = _submitted(session, progress_ids, value_ids)
    with session.change(msg("Thu hồi {n} dòng đã trình", n=_count(chosen))) as change:
        for part in chosen:
            reviewed = reviews.reviewed_revisions(change.connection, part.ledger.kind, part.ids)
            for row in part.rows:
                _require_recallable(session, row, row["id"] in reviewed)
                earlier = reviews.submitted_before(change.connection, part.ledger, row["id"], row["rev"])
                change.update(part.ledger.revs, row["rev_id"], phase="draft", hash=None)
                change.update(part.ledger.heads, row["id"], submitted_rev=earlier)
            revisions.settle_slips(change, part.ledger, part.ids)
    return _count(chosen)


def approve(session: Session, *, progress_ids: Iterable[int] = (), value_ids: Iterable[int] = ()) -> int:
    """Approve the submitted revisions of these facts; return how many were not approved already.

    What the workstation of the lead ban wrote is the unit's answer from now on, where the office has not answered itself (MODEL 8).
    """
    chosen = _submitted(session, progress_ids, value_ids)
    count = 0
    with session.change(msg("Duyệt {n} dòng", n=_count(chosen))) as change:
        for part in chosen:
            known = reviews.verdicts(change.connection, part.ledger.kind, part.ids)
            for row in part.rows:
                if row["id"] not in known or known[row["id"]]["verdict"] != "approved":
                    _review(session, change, part.ledger, row, "approved")
                    count += 1
            _recount(session, change, part)
    return count


def return_(
    session: Session,
    *,
    progress_ids: Iterable[int] = (),
    value_ids: Iterable[int] = (),
    reason: str,
    cells: Sequence[str] = (),
) -> int:
    """Return submitted revisions with a reason, on a numbered slip whose id is returned; each seat gets a slip of its own.

    ``cells`` name the columns that are meant ("num", "result"). What was returned goes on counting until the answer is submitted.
    """
    reason = clean(reason)
    if not reason:
        raise Refused(msg("Trả lại phải có lý do. Ghi điều cần sửa rồi trả lại."))
    chosen = _submitted(session, progress_ids, value_ids)
    rows = [row for part in chosen for row in part.rows]
    if len({row["period"] for row in rows}) != 1:
        raise Refused(msg("Một phiếu trả lại chỉ gồm các dòng của một kỳ. Chọn lại các dòng."))
    with session.change(msg("Trả lại {n} dòng: {reason}", n=len(rows), reason=reason)) as change:
        slips = {
            seat: _slip(session, change, [row for row in rows if row["seat_id"] == seat], reason)
            for seat in _seats(rows)
        }
        for part in chosen:
            for row in part.rows:
                slip = slips[row["seat_id"]]
                _review(session, change, part.ledger, row, "returned", reason=reason, cells=cells, slip_id=slip)
            _recount(session, change, part)
    return next(iter(slips.values()))


def status_of(session: Session, kind: str, fact_id: int) -> Status:
    """Where one fact stands; ``kind`` is "progress" or "value". Raises NotFound."""
    found = statuses(session, kind, [fact_id])
    if fact_id not in found:
        raise NotFound(msg("Không có dòng số {id} trong sổ làm việc. Mở lại danh sách rồi chọn.", id=fact_id))
    return found[fact_id]


def statuses(session: Session, kind: str, ids: Iterable[int]) -> dict[int, Status]:
    """Where facts stand, by id."""
    rows = reviews.statuses(session.conn, quarter.ledger(kind), ids, session.office.unit_id)
    return {row["id"]: _status(row) for row in rows}


def _status(row: Row) -> Status:
    if row["submitted_rev"] is not None and row["verdict"] == "returned":
        return Status.returned
    if row["closed"]:
        return Status.amended if row["amended"] else Status.locked
    if row["submitted_rev"] != row["head_rev"]:
        return Status.draft
    return Status.approved if row["verdict"] == "approved" else Status.submitted


def _drafts(
    session: Session, ledger: Ledger, period: str, wanted: list[int] | None, ban_id: int | None
) -> tuple[Row, ...]:
    """This office's drafts of the period: the wanted ones, or all (that a ban leads)."""
    seat = session.office.seat_id
    if wanted is None:
        return tuple(quarter.drafts(session.conn, ledger, period, seat, ban_id))
    found = quarter.facts(session.conn, ledger, wanted).values()
    return tuple(row for row in found if (row["phase"], row["period"], row["seat_id"]) == ("draft", period, seat))


def _submitted(session: Session, progress_ids: Iterable[int], value_ids: Iterable[int]) -> tuple[_Chosen, ...]:
    """The submitted revisions of the named facts. Refused when one has none, or none is named."""
    chosen = []
    for ledger, ids in ((PROGRESS, list(progress_ids)), (VALUES, list(value_ids))):
        found = quarter.facts(session.conn, ledger, ids, "submitted_rev")
        if len(found) < len(set(ids)):
            raise Refused(msg("Có dòng chưa trình nên chưa duyệt hay trả lại được. Trình các dòng đó trước."))
        chosen.append(_Chosen(ledger, tuple(found[fact_id] for fact_id in dict.fromkeys(ids))))
    if not _count(chosen):
        raise Refused(msg("Chưa chọn dòng nào. Chọn các dòng đã trình rồi làm lại."))
    return tuple(chosen)


def _count(chosen: Iterable[_Chosen]) -> int:
    return sum(len(part.rows) for part in chosen)


def _require_recallable(session: Session, row: Row, reviewed: bool) -> None:
    reason: Message | None = None
    if row["seat_id"] != session.office.seat_id:
        reason = msg("Dòng này do đơn vị khác trình nên chỉ đơn vị đó thu hồi được.")
    elif revisions.is_closed(session, row["period"]):
        reason = revisions.closed_message(row["period"])
    elif reviewed:
        reason = msg("Dòng này đã được duyệt hoặc trả lại nên không thu hồi được. Ghi bản mới rồi trình lại.")
    elif row["head_rev"] != row["submitted_rev"]:
        reason = msg("Dòng này đã có bản nháp mới hơn bản đã trình. Sửa tiếp bản nháp rồi trình.")
    elif reviews.left_since(session.conn, row["at_ms"]):
        reason = msg("Bản đã trình đã gửi đi trong một gói nên không thu hồi được. Ghi bản mới rồi trình lại.")
    if reason is not None:
        raise Refused(reason)


def _review(
    session: Session,
    change: Change,
    ledger: Ledger,
    row: Row,
    verdict: str,
    *,
    reason: str | None = None,
    cells: Sequence[str] = (),
    slip_id: int | None = None,
) -> None:
    change.define(
        "review",
        seat_id=session.office.seat_id,
        on_kind=ledger.kind,
        on_id=row["id"],
        rev=row["rev"],
        rev_hash=row["hash"] or "",
        verdict=verdict,
        reason=reason,
        cells=",".join(cells),
        slip_id=slip_id,
        **revisions.signature(session),
    )


def _seats(rows: Sequence[Row]) -> list[int]:
    """Whose the rows are, in the order of the rows."""
    return list(dict.fromkeys(row["seat_id"] for row in rows))


def _slip(session: Session, change: Change, rows: Sequence[Row], reason: str) -> int:
    """A numbered slip for the rows of one seat."""
    seat = session.office.seat_id
    return change.define(
        "slip",
        seat_id=seat,
        no=reviews.next_slip_no(change.connection, seat),
        period=rows[0]["period"],
        to_seat_id=rows[0]["seat_id"],
        to_unit_id=_only({row["unit_id"] for row in rows}),
        reason=reason,
        state="open",
    )


def _recount(session: Session, change: Change, part: _Chosen) -> None:
    """Our word on what another seat wrote may make it count, or no longer."""
    others = [row for row in part.rows if row["seat_id"] != session.office.seat_id]
    if others:
        places = {(row["what_id"], row["unit_id"], row["period"]) for row in others}
        exchange_counting.recount(change, part.ledger, sorted(places))


def _only(found: set[int]) -> int | None:
    return next(iter(found)) if len(found) == 1 else None
