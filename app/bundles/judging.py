"""Whether the rows of a state may stand: shapes, owners, references, what was closed here, completeness (MODEL 5, 10, 18, 22).

Nothing is written. What is found is a reason to refuse or to hold the whole state, never to take a part of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from app.bundles.amounts import kept
from app.bundles.kept_slices import plain_rows
from app.bundles.records import AUDIENCES, FACTS, KINDS, PLAN, as_row, audience_word, key_of, kind_of
from app.bundles.resolving import Names
from app.bundles.shapes import AllotmentRow, Definition, ProgressRow, Row, SlipRow, Stub, TaskRow, ValueRow
from app.errors import BadInput
from app.i18n import Message, msg
from app.ids import uid_from_text
from app.plan import periods
from app.session import Session
from db import projection
from db.connection import Connection
from db.connection import Row as TableRow
from db.queries import exchange_rows, exchange_seals
from db.queries.quarter import PROGRESS, VALUES

Rows = dict[str, dict[str, Mapping[str, Any]]]
"""The rows of a state as JSON has them, by kind and key."""

MOST_WITHDRAWN = 10
"""Per cent of the known rows that a state may withdraw without a person's yes (MODEL 22)."""

DEEPEST = 4
"""How deep tasks hang under one another (MODEL 7)."""


@dataclass(frozen=True)
class Objection:
    """Why a state is not simply applied: refused, or held for a person."""

    code: str
    reason: Message
    refuse: bool = True


class Unfit(Exception):
    """Found in the middle of judging: carries the objection."""

    def __init__(self, objection: Objection) -> None:
        super().__init__(objection.code)
        self.objection = objection


def rows_by_key(slices: Iterable[tuple[str, Iterable[Mapping[str, Any]]]], audience: str) -> Rows:
    """The rows of a state by kind and key; kinds of a newer program are passed over. Raises Unfit for a kind that has no place there."""
    allowed = AUDIENCES[audience_word(audience)]
    found: Rows = {}
    for name, rows in slices:
        kind = kind_of(name)
        if kind not in KINDS:
            continue
        if kind not in allowed:
            raise _unfit(
                "WRONG_KIND", msg("Gói có loại nội dung mà nơi gửi không được ghi ở luồng này ({kind}).", kind=kind)
            )
        known = found.setdefault(kind, {})
        for row in rows:
            key = key_of(kind, row)
            if key in known:
                raise _unfit("ROW_INVALID", msg("Có hai dòng trùng nhau trong gói ({place}).", place=f"{name} {key}"))
            known[key] = row
    return found


def judge(session: Session, peer: TableRow | None, rows: Rows) -> dict[str, dict[str, Row]]:
    """The rows judged against their shapes and against what stands here. Raises Unfit."""
    shaped = {kind: {key: _shaped(kind, key, row) for key, row in found.items()} for kind, found in rows.items()}
    _check_facts(shaped)
    _check_tasks(shaped)
    _check_unique(shaped)
    if peer is not None:
        _check_owners(session, peer, shaped)
        _check_places(session, peer, shaped)
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


def _unfit(code: str, reason: Message) -> Unfit:
    return Unfit(Objection(code, reason))


def _invalid(place: str) -> Unfit:
    return _unfit("ROW_INVALID", msg("Có dòng trong gói không đúng dạng ({place}). Nhờ nơi gửi xuất lại.", place=place))


def _shaped(kind: str, key: str, row: Mapping[str, Any]) -> Row:
    try:
        return as_row(kind, row)
    except msgspec.ValidationError as wrong:
        raise _invalid(f"{kind} {key}: {str(wrong).rpartition('`')[0].rpartition('`')[2] or wrong}") from wrong


def _check_facts(shaped: Mapping[str, Mapping[str, Row]]) -> None:
    for kind in FACTS:
        for key, row in shaped.get(kind, {}).items():
            if not isinstance(row, ProgressRow | ValueRow) or row.gone is not None:
                continue
            numbers = [rev.rev for rev in row.revs]
            if not numbers or len(set(numbers)) < len(numbers) or row.submitted not in numbers:
                raise _invalid(f"{kind} {key}")
            if isinstance(row, ValueRow) and any(_contradicts(rev) for rev in row.revs):
                raise _invalid(f"{kind} {key}: given")


def _contradicts(rev: Any) -> bool:
    return rev.given != "value" and (rev.num, rev.den, rev.val) != (None, None, None)


def _check_tasks(shaped: Mapping[str, Mapping[str, Row]]) -> None:
    tasks = {key: row for key, row in shaped.get("task", {}).items() if isinstance(row, TaskRow)}
    for key, task in tasks.items():
        if task.continuous and task.due is not None:
            raise _invalid(f"task {key}: due")
        above, depth = task.parent, 1
        while above in tasks:
            above, depth = tasks[above].parent, depth + 1
            if depth > DEEPEST:
                raise _invalid(f"task {key}: parent")


def _check_unique(shaped: Mapping[str, Mapping[str, Row]]) -> None:
    numbers = [row.no for row in shaped.get("slip", {}).values() if isinstance(row, SlipRow)]
    shares = [
        (row.target, row.unit, row.period)
        for row in shaped.get("allotment", {}).values()
        if isinstance(row, AllotmentRow)
    ]
    if len(set(numbers)) < len(numbers) or len(set(shares)) < len(shares):
        raise _invalid("slip, allotment")


def _check_owners(session: Session, peer: TableRow, shaped: Mapping[str, Mapping[str, Row]]) -> None:
    """No row may claim an identity that stands for something else here, or that another seat owns."""
    wanted: dict[str, str] = {}
    for kind in (
        *PLAN,
        "ban",
        "assignment",
        "evidence",
        "feedback",
        "slip",
        "review",
        "feedback_answer",
        "allotment",
        "due_change",
    ):
        for key, row in shaped.get(kind, {}).items():
            if isinstance(row, Definition):
                wanted[key] = kind
                _want_refs(kind, row, wanted)
    known = exchange_rows.known_items(session.conn, [uid_from_text(uid) for uid in wanted])
    by_uid = {uid: known.get(uid_from_text(uid)) for uid in wanted}
    for uid, kind in wanted.items():
        item = by_uid[uid]
        if item is not None and item[1] != kind:
            raise _invalid(f"{kind} {uid}")
    for kind in {kind for kind in wanted.values() if kind in shaped}:
        ids = {item[0]: uid for uid, item in by_uid.items() if item is not None and uid in shaped[kind]}
        for row_id, owner in exchange_rows.owners(session.conn, kind, ids).items():
            if owner != peer["seat_id"]:
                raise _unfit(
                    "FOREIGN_ROW",
                    msg("Gói muốn ghi vào dòng của nơi khác ({place}) nên không nhận.", place=f"{kind} {ids[row_id]}"),
                )


def _want_refs(kind: str, row: Definition, wanted: dict[str, str]) -> None:
    if isinstance(row, Stub):
        return
    for name, table in KINDS[kind].refs.items():
        uid = getattr(row, name)
        if uid is not None and wanted.setdefault(uid, table) != table:
            raise _invalid(f"{kind} {row.uid}: {name}")


def _check_places(session: Session, peer: TableRow, shaped: Mapping[str, Mapping[str, Row]]) -> None:
    """Facts must be about the author's own unit, in figures that the measure has room for, and leave alone what was closed here."""
    if peer["role"] not in {"child", "ban"} or peer["via_id"] is not None:
        return
    conn, names = session.conn, Names(session, peer)
    about = session.office.unit_id if peer["role"] == "ban" else peer["unit_id"]
    for of, table in ((PROGRESS, "task"), (VALUES, "measure")):
        rows = [row for row in shaped.get(of.kind, {}).values() if isinstance(row, ProgressRow | ValueRow)]
        names.learn(_what(row) for row in rows)
        whats = [(row, names.known(_what(row), table)) for row in rows]
        decimals = projection.existing(conn, table, [what for _, what in whats if what is not None])
        standing = projection.heads(conn, of, peer["seat_id"])
        closed = {head["id"] for head in standing.values() if head["closed_rev"] is not None}
        written = projection.revisions(conn, of, closed) if closed else {}
        for row, what in whats:
            unit = names.unit(row.unit)
            if unit is not None and unit != about:
                raise _unfit("UNIT_NOT_THEIRS", msg("Gói có số liệu của đơn vị khác với đơn vị gửi nên không nhận."))
            if what is None or what not in decimals or unit is None:
                continue
            _check_figures(row, decimals[what])
            head = standing.get((what, unit, row.period))
            if head is not None and head["closed_rev"] is not None:
                _check_closed(row, head, written.get(head["id"], {}))


def _what(row: ProgressRow | ValueRow) -> str:
    return row.task if isinstance(row, ProgressRow) else row.measure


def _check_figures(row: ProgressRow | ValueRow, decimals: int) -> None:
    if isinstance(row, ValueRow):
        for rev in row.revs:
            for figure in (rev.num, rev.den, rev.val):
                try:
                    kept(figure, decimals)
                except BadInput as wrong:
                    raise _unfit("ROW_INVALID", wrong.message) from wrong


def _check_closed(row: ProgressRow | ValueRow, head: TableRow, written: Mapping[int, TableRow]) -> None:
    """What counted when a period was closed stays as it was; only amendments follow (MODEL 10)."""
    hashes = {rev.rev: rev.hash for rev in row.revs}
    for number, revision in written.items():
        if number <= head["closed_rev"] and hashes.get(number) != revision["hash"]:
            raise _unfit(
                "CLOSED_REWRITE",
                msg(
                    "Gói sửa số liệu {period} đã khóa mà không phải là đính chính nên không nhận.",
                    period=periods.label(row.period),
                ),
            )


def standing_rows(conn: Connection, seal_id: int, audience: str) -> Rows:
    """The rows of a kept seal as ``rows_by_key`` gives them."""
    return rows_by_key(((line["name"], plain_rows(line)) for line in exchange_seals.slices(conn, seal_id)), audience)
