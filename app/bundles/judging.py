"""Whether the rows of a state may stand: shapes, what the peer may say of what stands here, completeness (MODEL 5, 10, 18, 22).

Nothing is written. What is found is a reason to refuse or to hold the whole state, never to take a part of it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from app.bundles import rights
from app.bundles.kept_slices import plain_rows
from app.bundles.objections import Objection, invalid, unfit
from app.bundles.records import AUDIENCES, FACTS, KINDS, as_row, audience_word, key_of, kind_of
from app.bundles.rights import DEEPEST
from app.bundles.shapes import AllotmentRow, ProgressRow, Row, SlipRow, TaskRow, ValueRow
from app.errors import BadInput
from app.i18n import msg
from app.plan import periods
from app.session import Session
from db.connection import Connection
from db.connection import Row as TableRow
from db.queries import exchange_seals

Rows = dict[str, dict[str, Mapping[str, Any]]]
"""The rows of a state as JSON has them, by kind and key."""

MOST_WITHDRAWN = 10
"""Per cent of the known rows that a state may withdraw without a person's yes (MODEL 22)."""

DATED = ("calendar", "evidence", "slip", "review", "allotment")
"""The kinds of rows that name a period of any kind; facts name quarters, which their shape knows."""


def rows_by_key(slices: Iterable[tuple[str, Iterable[Mapping[str, Any]]]], audience: str) -> Rows:
    """The rows of a state by kind and key; kinds of a newer program are passed over. Raises Unfit for a kind that has no place there."""
    allowed = AUDIENCES[audience_word(audience)]
    found: Rows = {}
    for name, rows in slices:
        kind = kind_of(name)
        if kind not in KINDS:
            continue
        if kind not in allowed:
            raise unfit(
                "WRONG_KIND", msg("Gói có loại nội dung mà nơi gửi không được ghi ở luồng này ({kind}).", kind=kind)
            )
        known = found.setdefault(kind, {})
        for row in rows:
            key = key_of(kind, row)
            if key in known:
                raise unfit("ROW_INVALID", msg("Có hai dòng trùng nhau trong gói ({place}).", place=f"{name} {key}"))
            known[key] = row
    return found


def judge(session: Session, peer: TableRow | None, rows: Rows) -> dict[str, dict[str, Row]]:
    """The rows judged against their shapes and against what stands here. Raises Unfit."""
    shaped = {kind: {key: _shaped(kind, key, row) for key, row in found.items()} for kind, found in rows.items()}
    _check_facts(shaped)
    _check_tasks(shaped)
    _check_unique(shaped)
    _check_periods(shaped)
    if peer is not None:
        rights.check(session, peer, shaped)
    return shaped


def completeness(known: Rows, new: Rows) -> Objection | None:
    """A known row that is neither there nor a stub makes a state incomplete; more than a tenth of new stubs wants a yes."""
    live = {(kind, key) for kind, found in known.items() for key, row in found.items() if row.get("gone") is None}
    missing = [place for place in live if place[1] not in new.get(place[0], {})]
    if missing:
        return Objection(
            "INCOMPLETE",
            msg("Bản này thiếu {n} dòng đã có ở đây mà không nói lý do. Hỏi nơi gửi trước khi nhận.", n=len(missing)),
            refuse=False,
        )
    gone = sum(new[kind][key].get("gone") is not None for kind, key in live)
    if gone * 100 > MOST_WITHDRAWN * len(live):
        return Objection(
            "MANY_WITHDRAWN",
            msg("Bản này rút {n} trong {all} dòng đã gửi. Xem lại rồi đồng ý nếu đúng.", n=gone, all=len(live)),
            refuse=False,
        )
    return None


def _shaped(kind: str, key: str, row: Mapping[str, Any]) -> Row:
    try:
        return as_row(kind, row)
    except msgspec.ValidationError as wrong:
        raise invalid(f"{kind} {key}: {str(wrong).rpartition('`')[0].rpartition('`')[2] or wrong}") from wrong


def _check_facts(shaped: Mapping[str, Mapping[str, Row]]) -> None:
    for kind in FACTS:
        for key, row in shaped.get(kind, {}).items():
            if not isinstance(row, ProgressRow | ValueRow) or row.gone is not None:
                continue
            numbers = [rev.rev for rev in row.revs]
            if not numbers or len(set(numbers)) < len(numbers) or row.submitted not in numbers:
                raise invalid(f"{kind} {key}")
            if isinstance(row, ValueRow) and any(_contradicts(rev) for rev in row.revs):
                raise invalid(f"{kind} {key}: given")


def _contradicts(rev: Any) -> bool:
    return rev.given != "value" and (rev.num, rev.den, rev.val) != (None, None, None)


def _check_tasks(shaped: Mapping[str, Mapping[str, Row]]) -> None:
    tasks = {key: row for key, row in shaped.get("task", {}).items() if isinstance(row, TaskRow)}
    for key, task in tasks.items():
        if task.continuous and task.due is not None:
            raise invalid(f"task {key}: due")
        above, depth = task.parent, 1
        while above in tasks:
            above, depth = tasks[above].parent, depth + 1
            if depth > DEEPEST:
                raise invalid(f"task {key}: parent")


def _check_unique(shaped: Mapping[str, Mapping[str, Row]]) -> None:
    numbers = [row.no for row in shaped.get("slip", {}).values() if isinstance(row, SlipRow)]
    shares = [
        (row.target, row.unit, row.period)
        for row in shaped.get("allotment", {}).values()
        if isinstance(row, AllotmentRow)
    ]
    if len(set(numbers)) < len(numbers) or len(set(shares)) < len(shares):
        raise invalid("slip, allotment")


def _check_periods(shaped: Mapping[str, Mapping[str, Row]]) -> None:
    """Every period that is named is one that the program knows how to read."""
    for kind in DATED:
        for key, row in shaped.get(kind, {}).items():
            period = getattr(getattr(row, "on", row), "period", None)
            try:
                if period is not None:
                    periods.parse(period)
            except BadInput as wrong:
                raise invalid(f"{kind} {key}: period") from wrong


def standing_rows(conn: Connection, seal_id: int, audience: str) -> Rows:
    """The rows of a kept seal as ``rows_by_key`` gives them."""
    return rows_by_key(((line["name"], plain_rows(line)) for line in exchange_seals.slices(conn, seal_id)), audience)
