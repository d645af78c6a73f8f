"""What a state brings, row by row and field by field, against the state that counts now; and what of the facts would move."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from app.bundles.amounts import kept
from app.bundles.facts import Content, FactMove, Kind
from app.bundles.judging import Rows
from app.bundles.plans import Counts, RowChange
from app.bundles.records import FACTS
from app.bundles.resolving import Names
from app.bundles.shapes import ProgressRow, Row, ValueRow
from app.ids import uid_from_text
from app.session import Session
from db import projection
from db.connection import Row as TableRow
from db.projection import Place
from db.queries import exchange_rows
from db.queries.quarter import PROGRESS, VALUES, Ledger

MOST = 1_000
"""Row changes that a plan lists of one state, the changed before the new ones; the counts are of all."""

_SILENT = frozenset({"uid", "task", "measure", "unit", "period", "submitted", "revs", "hash", "at_ms", "rev", "kind"})


def differences(session: Session, known: Rows, new: Rows) -> tuple[Counts, tuple[RowChange, ...]]:
    """How many rows are new, changed, withdrawn, and the first of them field by field."""
    found: list[RowChange] = []
    fresh: list[RowChange] = []
    added = changed = withdrawn = 0
    for kind, rows in new.items():
        before = known.get(kind, {})
        for key, row in rows.items():
            old = before.get(key)
            if old == row:
                continue
            if row.get("gone") is not None:
                if old is not None and old.get("gone") is None:
                    withdrawn += 1
                    found.append(RowChange("withdrawn", kind, key, "", "", "", str(row["gone"]), _period(row)))
            elif old is None or old.get("gone") is not None:
                added += 1
                if added <= MOST:
                    fresh.append(RowChange("new", kind, key, "", "", "", _gist(kind, row), _period(row)))
            else:
                changed += 1
                found.extend(_fields(kind, key, old, row))
    return Counts(added, changed, withdrawn), _titled(session, [*found, *fresh][:MOST], known, new)


def moves_of(session: Session, peer: TableRow, shaped: Mapping[str, Mapping[str, Row]]) -> tuple[FactMove, ...]:
    """What counts of our tasks and measures before and after a state of a unit below. A ban's rows count only once approved."""
    if peer["role"] != "child" or peer["via_id"] is not None or peer["unit_id"] is None:
        return ()
    closed = exchange_rows.closed_periods(session.conn, session.office.unit_id)
    names, unit = Names(session, peer), peer["unit_id"]
    found: list[FactMove] = []
    for of, table in ((PROGRESS, "task"), (VALUES, "measure")):
        rows = [
            row
            for row in shaped.get(of.kind, {}).values()
            if isinstance(row, ProgressRow | ValueRow) and row.gone is None
        ]
        names.learn(_what(row) for row in rows)
        whats = [(row, names.known(_what(row), table)) for row in rows if names.unit(row.unit) == unit]
        known = [what for _, what in whats if what is not None]
        decimals = projection.existing(session.conn, table, known, stubs=True)
        after = {
            (what, unit, row.period): _after(row, decimals[what])
            for row, what in whats
            if what is not None and what in decimals
        }
        standing = projection.heads(session.conn, of, peer["seat_id"])
        counted = exchange_rows.counted(session.conn, of, {*after, *standing})
        before = {(line["what_id"], line["unit_id"], line["period"]): _before(line, table) for line in counted}
        theirs = {
            (line["what_id"], line["unit_id"], line["period"]) for line in counted if line["seat_id"] == peer["seat_id"]
        }
        kind: Kind = "progress" if of is PROGRESS else "value"
        for place, content in {**_left(session, of, table, theirs - after.keys()), **after}.items():
            if before.get(place) != content:
                what, at, period = place
                found.append(FactMove(kind, what, at, period, before.get(place), content, period in closed))
    return tuple(found)


def _left(session: Session, of: Ledger, table: str, places: Collection[Place]) -> dict[Place, Content | None]:
    """What counts where a unit takes its answer back: ours on its behalf, if we wrote one."""
    rows = exchange_rows.said_by(session.conn, of, places, session.office.seat_id)
    ours = {(row["what_id"], row["unit_id"], row["period"]): _before(row, table) for row in rows}
    return {place: ours.get(place) for place in places}


def _what(row: ProgressRow | ValueRow) -> str:
    return row.task if isinstance(row, ProgressRow) else row.measure


def _after(row: ProgressRow | ValueRow, decimals: int) -> Content:
    if isinstance(row, ProgressRow):
        said = next(rev for rev in row.revs if rev.rev == row.submitted)
        return Content(given=said.given, state=said.state, done_on=said.done_on, percent=said.percent)
    figures = next(rev for rev in row.revs if rev.rev == row.submitted)
    num, den, val = (kept(figure, decimals) for figure in (figures.num, figures.den, figures.val))
    return Content(given=figures.given, num=num, den=den, val=val)


def _before(line: TableRow, table: str) -> Content:
    if table == "task":
        return Content(given=line["given"], state=line["state"], done_on=line["done_on"], percent=line["percent"])
    return Content(given=line["given"], num=line["num"], den=line["den"], val=line["val"])


def _fields(kind: str, key: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[RowChange]:
    before, after = (_said(kind, row) for row in (old, new))
    period = _period(new)
    for name in sorted((before.keys() | after.keys()) - _SILENT):
        if before.get(name) != after.get(name):
            yield RowChange("changed", kind, key, "", name, _text(before.get(name)), _text(after.get(name)), period)
    if kind in FACTS and all(before.get(name) == after.get(name) for name in (before.keys() | after.keys()) - _SILENT):
        yield RowChange("changed", kind, key, "", "rev", str(old.get("submitted")), str(new.get("submitted")), period)


def _gist(kind: str, row: Mapping[str, Any]) -> str:
    """What a new row says in a word: the state of an entry, the figures of a value, the verdict of a review."""
    said = _said(kind, row)
    if kind == "progress":
        return _text(said.get("state"))
    if kind == "value" and said.get("given", "value") != "value":
        return _text(said.get("given"))
    if kind == "value":
        both = said.get("num") is not None and said.get("den") is not None
        return f"{said['num']}/{said['den']}" if both else _text(said.get("val"))
    return _text(said.get(_GISTS.get(kind, ""), ""))


def _said(kind: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of a fact what its submitted revision says; of anything else the row."""
    if kind not in FACTS:
        return row
    return next((rev for rev in row.get("revs", ()) if rev["rev"] == row["submitted"]), row)


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else str(value)


def _period(row: Mapping[str, Any]) -> str:
    place = row.get("on") if isinstance(row.get("on"), Mapping) else row
    return str(place.get("period", "")) if isinstance(place, Mapping) else ""


def _titled(session: Session, found: list[RowChange], known: Rows, new: Rows) -> tuple[RowChange, ...]:
    """Each change with what it is about in words, as the file says it or as it stands here."""
    about = [(change, _about(change, known, new)) for change in found]
    own = dict(_own_titles(new))
    asked = {uid: uid_from_text(uid) for uid in {uid for _, uid in about if uid and uid not in own}}
    titles = exchange_rows.titles(session.conn, asked.values())
    here = {uid: titles.get(key, "") for uid, key in asked.items()}
    return tuple(_named(change, own.get(uid) or here.get(uid, "")) for change, uid in about)


def _named(change: RowChange, title: str) -> RowChange:
    """By hand: ``dataclasses.replace`` took a seventh of the time of planning hundreds of files."""
    return RowChange(change.sign, change.kind, change.key, title, change.field, change.old, change.new, change.period)


def _about(change: RowChange, known: Rows, new: Rows) -> str:
    if change.kind in FACTS:
        return change.key.partition("|")[0]
    row = new.get(change.kind, {}).get(change.key) or known.get(change.kind, {}).get(change.key) or {}
    place = row.get("on")
    if isinstance(place, Mapping):
        return str(place.get("what", ""))
    return (
        str(row.get("what") or row.get("task") or row.get("target") or (change.key if "-" in change.key else ""))
        if (change.kind != "calendar")
        else ""
    )


def _own_titles(rows: Rows) -> Iterable[tuple[str, str]]:
    for kind, name in _TITLES.items():
        for key, row in rows.get(kind, {}).items():
            if row.get(name):
                yield key, str(row[name])


_GISTS = {
    "review": "verdict",
    "feedback_answer": "verdict",
    "feedback": "text",
    "evidence": "name",
    "allotment": "value",
    "due_change": "new_due",
    "task": "due",
}
"""The field of a new row that says most besides its title."""

_TITLES = {
    **dict.fromkeys(("task", "measure", "target", "milestone"), "text"),
    **dict.fromkeys(("programme", "section"), "title"),
    **dict.fromkeys(("unit", "ban"), "name"),
    "directive": "abstract",
    "clause": "label",
    "slip": "reason",
    "feedback_answer": "text",
}
