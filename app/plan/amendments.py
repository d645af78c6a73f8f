"""Amendments (đính chính): a submitted figure or entry corrected with a reason, before the eyes of all (MODEL 10)."""

from typing import Any

from app.errors import Refused
from app.i18n import Message, msg
from app.plan import periods, progress, revisions, values
from app.plan.progress import ProgressEdit
from app.plan.revisions import Place
from app.plan.values import Number, ValueEdit
from app.session import Session
from app.text import clean, clean_line
from db.connection import Row
from db.queries import quarter
from db.queries.quarter import PROGRESS, VALUES, Ledger
from db.store import Change


def amend_progress(session: Session, entry_id: int, *, reason: str, authority: str = "", **fields: Any) -> int:
    """Correct a submitted entry; return the new revision's number. It is submitted at once, closed periods included.

    ``fields`` are those of ``ProgressEdit``. ``authority`` says who allowed it. Raises Refused without a reason, over a draft or an
    entry that was never submitted, or when nothing would change; BadInput for a field that cannot be.
    """
    entry = revisions.own_fact(session, PROGRESS, entry_id)
    edit = ProgressEdit(task_id=entry["what_id"], period=entry["period"], **fields)
    task = revisions.task_or_refuse(session, entry["what_id"])
    return _amend(session, PROGRESS, entry, progress.content_of(edit), task, (reason, authority))


def amend_value(
    session: Session,
    value_id: int,
    *,
    reason: str,
    authority: str = "",
    num: Number | None = None,
    den: Number | None = None,
    val: Number | None = None,
    given: str = "value",
    note: str | None = None,
) -> int:
    """Correct a submitted figure; return the new revision's number. As ``amend_progress``."""
    fact = revisions.own_fact(session, VALUES, value_id)
    measure = revisions.measure_or_refuse(session, fact["what_id"])
    edit = ValueEdit(
        measure_id=fact["what_id"],
        unit_id=fact["unit_id"],
        period=fact["period"],
        num=num,
        den=den,
        val=val,
        given=given,
        note=note,
    )
    content = values.figures_of(measure, edit, dict(fact))
    return _amend(session, VALUES, fact, content, measure, (reason, authority))


def add_late_progress(session: Session, edit: ProgressEdit, *, reason: str, authority: str = "") -> int:
    """Write what a unit reports only after the lock; return the entry's id. It counts in current figures, not in the closed ones."""
    task = revisions.task_or_refuse(session, edit.task_id)
    unit = session.office.unit_id if edit.unit_id is None else edit.unit_id
    place = Place(edit.task_id, unit, edit.period)
    return _add_late(session, PROGRESS, place, progress.content_of(edit), task, (reason, authority))


def add_late_value(session: Session, edit: ValueEdit, *, reason: str, authority: str = "") -> int:
    """Write a figure that a unit reports only after the lock; return the value's id. As ``add_late_progress``."""
    measure = revisions.measure_or_refuse(session, edit.measure_id)
    place = Place(edit.measure_id, edit.unit_id, edit.period)
    return _add_late(session, VALUES, place, values.figures_of(measure, edit, {}), measure, (reason, authority))


def _amend(
    session: Session, ledger: Ledger, fact: Row, content: dict[str, Any], what: Row, grounds: tuple[str, str]
) -> int:
    reason, authority = _grounds(*grounds)
    if fact["submitted_rev"] is None:
        raise Refused(msg("Dòng này chưa trình nên chưa cần đính chính. Sửa thẳng bản nháp."))
    if fact["head_rev"] != fact["submitted_rev"]:
        raise Refused(msg("Dòng này đang có bản nháp. Trình hoặc xóa bản nháp rồi đính chính."))
    differing = {name: value for name, value in content.items() if fact[name] != value}
    if not differing:
        raise Refused(msg("Nội dung đính chính giống bản đang có. Ghi số hoặc lời khác."))
    with session.change(_label(what, fact["period"], reason), kind="submit", counter_action="amendment") as change:
        slip = revisions.open_slip(change, ledger, fact)
        marks = {"kind": "amendment", "reason": reason, "authority_text": authority or None, "slip_id": slip}
        revisions.add_revision(session, change, ledger, fact, {**differing, **marks})
        return _submit(session, change, ledger, fact["id"])


def _add_late(
    session: Session, ledger: Ledger, place: Place, content: dict[str, Any], what: Row, grounds: tuple[str, str]
) -> int:
    reason, authority = _grounds(*grounds)
    if not revisions.is_closed(session, place.period):
        raise Refused(msg("{period} chưa khóa. Ghi và trình như thường.", period=periods.label(place.period)))
    with session.change(_label(what, place.period, reason), kind="submit", counter_action="amendment") as change:
        if revisions.exists(session, ledger, place):
            raise Refused(msg("Đơn vị đã có báo cáo này. Lập đính chính trên báo cáo đó."))
        marks = {"kind": "amendment", "reason": reason, "authority_text": authority or None}
        fact_id = revisions.write(session, change, ledger, place, {**content, **marks})
        _submit(session, change, ledger, fact_id)
    return fact_id


def _submit(session: Session, change: Change, ledger: Ledger, fact_id: int) -> int:
    """Submit the head draft of a fact; return the number of the revision."""
    draft = quarter.facts(change.connection, ledger, [fact_id])[fact_id]
    revisions.seal(session, change, ledger, draft)
    revisions.settle_slips(change, ledger, [fact_id])
    return int(quarter.facts(change.connection, ledger, [fact_id])[fact_id]["head_rev"])


def _grounds(reason: str, authority: str) -> tuple[str, str]:
    reason = clean(reason)
    if not reason:
        raise Refused(msg("Đính chính phải có lý do. Ghi lý do rồi lưu."))
    return reason, clean_line(authority)


def _label(what: Row, period: str, reason: str) -> Message:
    return msg(
        "Đính chính {period}: {what} ({reason})",
        period=periods.label(period),
        what=revisions.titled(what),
        reason=reason,
    )
