"""What a peer may say of what stands here: identities, references, units, figures, what was closed (MODEL 5, 7, 8, 10).

Nothing is written. Whatever the tables would not take, or the projection would stop at, is found here, before anybody says yes.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from app.bundles.amounts import kept
from app.bundles.objections import foreign, invalid, unfit
from app.bundles.project_facts import content
from app.bundles.records import KINDS, PLAN
from app.bundles.resolving import Names
from app.bundles.shapes import (
    AllotmentRow,
    AnswerRow,
    AssignmentRow,
    Definition,
    DueRow,
    MeasureRow,
    ProgressRow,
    Row,
    Stub,
    TargetRow,
    TaskRow,
    ValueRow,
)
from app.errors import BadInput
from app.i18n import msg
from app.ids import uid_from_text
from app.plan import periods
from app.session import Session
from db import projection
from db.connection import Row as TableRow
from db.queries import exchange_rows
from db.queries.quarter import PROGRESS, VALUES, Ledger

Shaped = Mapping[str, Mapping[str, Row]]

DEEPEST = 4
"""How deep tasks hang under one another (MODEL 7)."""

_SAID = ("slip", "review", "feedback_answer", "allotment", "due_change")
_DEFINED = (*PLAN, "ban", "assignment", "evidence", "feedback", *_SAID)


def check(session: Session, peer: TableRow, shaped: Shaped) -> None:
    """Hold the rows of a peer against what stands here. Raises Unfit."""
    known = _check_identities(session, peer, shaped)
    if peer["role"] in {"parent", "office"}:
        _check_references(session, shaped, known)
        _check_trees(session, shaped, known)
        _check_thresholds(session, shaped)
        _check_addressed(session, peer, shaped)
    if peer["role"] in {"child", "ban"} and peer["via_id"] is None:
        about = session.office.unit_id if peer["role"] == "ban" else peer["unit_id"]
        for of in (PROGRESS, VALUES):
            _Facts(session, peer, of, about).check(shaped)


Known = Mapping[str, tuple[int, str]]
"""(local id, kind) of the identities in a state that are known here."""


def _check_identities(session: Session, peer: TableRow, shaped: Shaped) -> Known:
    """No row may claim an identity that stands for something else, here or in the same state, or that another seat owns."""
    wanted: dict[str, str] = {}
    for kind in _DEFINED:
        for key, row in shaped.get(kind, {}).items():
            if isinstance(row, Definition):
                for uid, table in ((key, kind), *_references(kind, row)):
                    if wanted.setdefault(uid, table) != table:
                        raise invalid(f"{kind} {key}")
    found = exchange_rows.known_items(session.conn, [uid_from_text(uid) for uid in wanted])
    known = {uid: found[uid_from_text(uid)] for uid in wanted if uid_from_text(uid) in found}
    for uid, item in known.items():
        if item[1] != wanted[uid]:
            raise invalid(f"{wanted[uid]} {uid}")
    for kind in _DEFINED:
        ids = {known[key][0]: key for key in shaped.get(kind, {}) if key in known}
        for row_id, owner in exchange_rows.owners(session.conn, kind, ids).items():
            if owner != peer["seat_id"]:
                raise foreign(f"{kind} {ids[row_id]}")
    return known


def _references(kind: str, row: Definition) -> Iterator[tuple[str, str]]:
    """(identity, table) of what a row refers to and is made on its first mention."""
    if isinstance(row, Stub):
        return
    for name, table in KINDS[kind].refs.items():
        uid = getattr(row, name)
        if uid is not None:
            yield uid, table
    if isinstance(row, AssignmentRow):
        yield row.what, row.what_kind
        yield row.ban, "ban"


def _check_references(session: Session, shaped: Shaped, known: Known) -> None:
    """What comes from above does not hang itself under what is ours: it would count there."""
    by_table: dict[str, dict[int, str]] = {}
    for kind in PLAN:
        for key, row in shaped.get(kind, {}).items():
            for uid, table in _references(kind, row) if isinstance(row, Definition) else ():
                if uid in known and table in PLAN:
                    by_table.setdefault(table, {})[known[uid][0]] = f"{kind} {key}"
    for table, places in by_table.items():
        for row_id, owner in exchange_rows.owners(session.conn, table, places).items():
            if owner == session.office.seat_id:
                raise foreign(places[row_id])


def _check_trees(session: Session, shaped: Shaped, known: Known) -> None:
    """Tasks of several offices above may hang under one another: never in a circle, never too deep."""
    tasks = {key: row for key, row in shaped.get("task", {}).items() if isinstance(row, TaskRow)}
    own = {known[key][0] for key in tasks if key in known}
    tops = {row.parent: key for key, row in tasks.items() if row.parent is not None and row.parent not in tasks}
    above = {known[uid][0]: key for uid, key in tops.items() if uid in known}
    for _ in range(DEEPEST):
        above = {up: above[at] for at, up in exchange_rows.parents_of_tasks(session.conn, above).items()}
        if not own.isdisjoint(above):
            break
    if above:
        raise invalid(f"task {next(iter(above.values()))}: parent")


def _check_thresholds(session: Session, shaped: Shaped) -> None:
    measures, pinned = shaped.get("measure", {}), exchange_rows.pinned_decimals(session.conn)
    for row in shaped.get("target", {}).values():
        if isinstance(row, TargetRow):
            measure = measures.get(row.measure)
            places = measure.decimals if isinstance(measure, MeasureRow) else 0
            _check_amounts((row.value, row.baseline), pinned.get(uid_from_text(row.measure), places))


def _check_addressed(session: Session, peer: TableRow, shaped: Shaped) -> None:
    """Shares and dates are about us and what the peer gave; answers about what we said."""
    names = Names(session, peer)
    rows = [row for kind in _SAID for row in shaped.get(kind, {}).values()]
    names.learn(uid for row in rows for uid in _about(row))
    for row in rows:
        if isinstance(row, AllotmentRow | DueRow):
            kind = "target" if isinstance(row, AllotmentRow) else "task"
            what = names.known(row.target if isinstance(row, AllotmentRow) else row.task, kind)
            if names.unit(row.unit) not in {None, session.office.unit_id}:
                raise unfit(
                    "UNIT_NOT_OURS", msg("Gói có dòng giao cho đơn vị khác với đơn vị của sổ này nên không nhận.")
                )
            _check_owner(session, kind, what, peer["seat_id"], row.uid)
            decimals = exchange_rows.decimals_of_target(session.conn, what or 0)
            if isinstance(row, AllotmentRow) and decimals is not None:
                _check_amounts((row.value,), decimals)
        elif isinstance(row, AnswerRow):
            about = names.known(row.feedback, "feedback")
            _check_owner(session, "feedback", about, session.office.seat_id, row.uid)


def _about(row: Row) -> Iterable[str]:
    if isinstance(row, AllotmentRow):
        return (row.target, row.unit)
    if isinstance(row, DueRow):
        return (row.task, row.unit)
    return (row.feedback,) if isinstance(row, AnswerRow) else ()


def _check_owner(session: Session, table: str, row_id: int | None, seat_id: int, place: str) -> None:
    owners = exchange_rows.owners(session.conn, table, [] if row_id is None else [row_id])
    if any(owner != seat_id for owner in owners.values()):
        raise foreign(place)


def _check_amounts(figures: Iterable[str | None], decimals: int) -> None:
    for figure in figures:
        try:
            kept(figure, decimals)
        except BadInput as wrong:
            raise unfit("ROW_INVALID", wrong.message) from wrong


class _Facts:
    """The facts of one ledger: about the author's own unit, in figures the measure has room for, true to what was said and closed."""

    def __init__(self, session: Session, peer: TableRow, of: Ledger, about: int | None) -> None:
        self._of = of
        self._about = about
        self._names = Names(session, peer)
        self._conn = session.conn
        self._heads = projection.heads(session.conn, of, peer["seat_id"])

    def check(self, shaped: Shaped) -> None:
        """Check the facts of a state. Raises Unfit."""
        rows = [row for row in shaped.get(self._of.kind, {}).values() if isinstance(row, ProgressRow | ValueRow)]
        if not rows and not self._heads:
            return
        table = "task" if self._of is PROGRESS else "measure"
        self._names.learn(_what(row) for row in rows)
        whats = [(row, self._names.known(_what(row), table)) for row in rows]
        decimals = projection.existing(self._conn, table, [what for _, what in whats if what is not None], stubs=True)
        written = projection.revisions(self._conn, self._of, [head["id"] for head in self._heads.values()])
        said = set()
        for row, what in whats:
            unit = self._names.unit(row.unit)
            if unit is not None and unit != self._about:
                raise unfit("UNIT_NOT_THEIRS", msg("Gói có số liệu của đơn vị khác với đơn vị gửi nên không nhận."))
            if what is not None and what in decimals and unit is not None:
                said.add((what, unit, row.period))
                self._row(row, decimals[what], self._heads.get((what, unit, row.period)), written)
        for place in self._heads.keys() - said:
            _check_closed(self._heads[place], written.get(self._heads[place]["id"], {}), frozenset(), place[2])

    def _row(
        self,
        row: ProgressRow | ValueRow,
        decimals: int,
        head: TableRow | None,
        written: Mapping[int, Mapping[int, TableRow]],
    ) -> None:
        if isinstance(row, ValueRow):
            _check_amounts((figure for rev in row.revs for figure in (rev.num, rev.den, rev.val)), decimals)
        if head is None:
            return
        same = set()
        for rev in row.revs:
            known = written.get(head["id"], {}).get(rev.rev)
            if known is None:
                continue
            if _same(known, content(rev, (*self._of.fields, "kind", "reason", "authority_text", "hash"), decimals)):
                same.add(rev.rev)
            elif known["hash"] == rev.hash:
                raise unfit(
                    "REWRITTEN",
                    msg(
                        "Gói đổi nội dung một bản đã trình mà vẫn mang mã của nội dung cũ, nên không nhận. Hỏi nơi gửi."
                    ),
                )
        _check_closed(head, written.get(head["id"], {}), same, row.period)


def _same(known: TableRow, said: Mapping[str, Any]) -> bool:
    return all(known[name] == value for name, value in said.items())


def _check_closed(head: TableRow, written: Mapping[int, TableRow], same: AbstractSet[int], period: str) -> None:
    """What counted when a period was closed stays as it was; only amendments follow (MODEL 10)."""
    if head["closed_rev"] is not None and any(
        number <= head["closed_rev"] and number not in same for number in written
    ):
        raise unfit(
            "CLOSED_REWRITE",
            msg(
                "Gói sửa số liệu {period} đã khóa mà không phải là đính chính nên không nhận.",
                period=periods.label(period),
            ),
        )


def _what(row: ProgressRow | ValueRow) -> str:
    return row.task if isinstance(row, ProgressRow) else row.measure
