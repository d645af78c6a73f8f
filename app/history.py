"""History in words: who did what to a thing, when, and what stood there before.

The change log is the one source (MODEL 16); revisions that came in bulk tell for themselves. Every sentence is put together when it is
read, so it speaks the language of the reader.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from app.dates import format_date
from app.display import show_instant
from app.errors import BadInput
from app.given import brief
from app.history_words import BEGINNINGS, DATE, FIGURE, FLAG, PERCENT, PERIOD, TABLES, TEXT, TITLES, Told
from app.i18n import Message, msg, tr
from app.numbers import format_number, format_stored
from app.plan import periods
from app.session import Session
from app.words import REVISION_KINDS, ROLES
from db import change_log
from db.connection import Connection, Row
from db.queries import history as queries
from db.store import from_json

LONGEST_VALUE = 160
MOST_ROWS = 200
"""Rows of one change that are told one by one."""

_TELL_THEMSELVES = frozenset(
    {
        *("assignment", "due_change", "evidence", "period_close", "review"),
        *("progress_entry", "progress_rev", "target_value", "value_rev"),
    }
)
_FACTS = {"progress": "progress_rev", "value": "value_rev"}
_OWNERS = {"progress_rev": "entry_id", "value_rev": "value_id"}
_WHO = ("ban_id", "person_id", "unit_id", "unit_kind_id", "sector")

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step: when (milliseconds UTC), who, what in words. As text: "05/09/2026 16:41 · Thu Hằng · Thời hạn: … → …"."""

    at_ms: int
    who: str
    what: str
    change_id: int = 0

    def __str__(self) -> str:
        return " · ".join(filter(None, (show_instant(self.at_ms), self.who, self.what)))


def of_row(session: Session, kind: str, row_id: int) -> tuple[HistoryLine, ...]:
    """Everything that happened to a task, programme, target, unit, ban, person, document, entry (progress) or value; newest first.

    What belongs to it counts: assignments and moved due dates of a task, revisions and reviews of an entry. Raises BadInput for an
    unknown kind.
    """
    if kind not in queries.KINDS:
        known = ", ".join(queries.KINDS)
        raise BadInput(
            msg("Không có lịch sử của loại “{kind}”. Chọn một trong: {known}.", kind=kind, known=known), "kind"
        )
    teller = _Teller(session.conn, kind, row_id)
    lines = [*teller.logged(), *teller.revisions_without_log()]
    return tuple(sorted(lines, key=lambda line: (line.at_ms, line.change_id), reverse=True))


def of_change(session: Session, change_id: int) -> tuple[str, ...]:
    """What one change wrote, a sentence per row; rows without meaning to a reader are left out."""
    rows = change_log.rows_of_change(session.conn, change_id)
    teller = _Teller(session.conn)
    told = [teller.with_name(row) for row in rows[:MOST_ROWS]]
    if len(rows) > MOST_ROWS:
        told.append(tr("… và {n} dòng nữa", n=format_number(len(rows) - MOST_ROWS)))
    return tuple(filter(None, told))


def changes(session: Session, limit: int, before_id: int | None = None) -> tuple[HistoryLine, ...]:
    """The newest changes of the workspace by their labels, older than ``before_id`` (a line's ``change_id``)."""
    return tuple(
        HistoryLine(row["at_ms"], row["person_text"], str(Message.restored(row["label"])), row["id"])
        for row in change_log.changes(session.conn, limit, before_id)
    )


@dataclass
class _Teller:
    """Puts the rows of a log into words; remembers names so that each is read once."""

    conn: Connection
    kind: str = ""
    row_id: int = 0
    _names: dict[tuple[str, int], str] = field(default_factory=dict)
    _seen: set[int] = field(default_factory=set)

    def logged(self) -> Iterator[HistoryLine]:
        """A line per change."""
        rows = queries.told(self.conn, self.kind, self.row_id)
        revisions = {row["id"]: row for row in queries.revisions(self.conn, self.kind, self.row_id)}
        for change_id, group in groupby(rows, key=lambda row: row["change_id"]):
            together = list(group)
            parts = list(filter(None, (self._part(row, revisions) for row in together)))
            first = together[0]
            if parts:
                what = "; ".join(parts)
                undone = first["kind"] == "undo"
                text = tr("Hoàn tác: {what}", what=what) if undone else what
                yield HistoryLine(first["at_ms"], first["person_text"], text, change_id)

    def revisions_without_log(self) -> Iterator[HistoryLine]:
        """A line for every revision that was written in bulk."""
        before: Values = {}
        for row in queries.revisions(self.conn, self.kind, self.row_id):
            if row["id"] not in self._seen:
                what = self._revised(_FACTS[self.kind], row["id"], before, dict(row))
                yield HistoryLine(row["at_ms"], row["person_text"], what)
            before = dict(row)

    def with_name(self, row: Row) -> str:
        """What was done to one row, with the name of the thing."""
        table = row["tbl"]
        words = TABLES.get(table)
        if words is None:
            return ""
        noun = str(words.noun)
        if row["rows"] is not None:
            return tr("Ghi hàng loạt {n} dòng {noun}", n=format_number(row["rows"]), noun=noun)
        what = self._part(row, {})
        if row["before"] is None and table not in _TELL_THEMSELVES:
            return what
        named = self._name(table, row["row_id"]) if table in queries.NAMED else ""
        head = f"{noun[:1].upper()}{noun[1:]}" + (f" “{brief(named)}”" if named else "")
        return f"{head}: {what}" if what else ""

    def _part(self, row: Row, revisions: Mapping[int, Row]) -> str:
        """What one log row says."""
        table, row_id = row["tbl"], row["row_id"]
        words = TABLES.get(table)
        before, after = from_json(row["before"]), from_json(row["after"])
        if words is None:
            return ""
        if table in _OWNERS:
            self._seen.add(row_id)
        if before is None:
            return self._written(table, row_id, after or {}, revisions)
        if after is None:
            return tr("Bỏ {what}", what=self._entitled(table, row_id, before))
        changed = self._changed(table, row_id, before, after)
        if table in _OWNERS and "phase" in after:
            step = tr("Trình duyệt") if after["phase"] == "submitted" else tr("Thu hồi bản đã trình")
            return "; ".join(filter(None, (step, changed)))
        if changed and table == "assignment":
            return f"{self._whom(queries.whole(self.conn, table, row_id))} ({changed})"
        return changed

    def _written(self, table: str, row_id: int, after: Values, revisions: Mapping[int, Row]) -> str:
        """A new row."""
        if table == "assignment":
            return self._whom(after)
        if table == "review":
            return self._reviewed(after)
        if table in _OWNERS:
            return self._revised(table, row_id, _before(after, revisions), after)
        if table in _TELL_THEMSELVES:
            return self._described(table, row_id, after)
        return tr("Thêm {what}", what=self._entitled(table, row_id, after)) if TABLES[table].columns else ""

    def _revised(self, table: str, row_id: int, before: Values, after: Values) -> str:
        """A revision: of what kind it is, and its content, or how it differs from the revision before."""
        kind = after.get("kind", "normal")
        head = "" if kind == "normal" else str(REVISION_KINDS[kind])
        if not before:
            content = self._described(table, row_id, after)
        else:
            names = TABLES[table].columns
            content = self._changed(
                table, row_id, {name: before[name] for name in names}, {name: after.get(name) for name in names}
            )
        sent = tr("Trình duyệt") if after.get("phase") == "submitted" else ""
        return "; ".join(filter(None, (head, content, sent)))

    def _entitled(self, table: str, row_id: int, values: Values) -> str:
        """A row by its noun and title, then what else it says."""
        words = TABLES[table]
        title = " ".join(
            self._said(told, table, row_id, values[name])
            for name, told in words.columns.items()
            if name in TITLES and values.get(name) not in {None, ""}
        )
        rest = self._described(table, row_id, {name: value for name, value in values.items() if name not in TITLES})
        named = f"{words.noun} “{title}”" if title else str(words.noun)
        return f"{named}: {rest}" if rest else named

    def _changed(self, table: str, row_id: int, before: Values, after: Values) -> str:
        """Each changed column, before and after; only after where there was nothing."""
        parts = []
        for name, told in TABLES[table].columns.items():
            old, new = before.get(name), after.get(name)
            if name in after and (new or None) != (old or None):
                said = self._said(told, table, row_id, new)
                blank = old in {None, ""}
                parts.append(f"{told.name}: {said if blank else f'{self._said(told, table, row_id, old)} → {said}'}")
        return "; ".join(parts)

    def _described(self, table: str, row_id: int, values: Values) -> str:
        """The columns of a row that say something."""
        return "; ".join(
            f"{told.name}: {self._said(told, table, row_id, values[name])}"
            for name, told in TABLES[table].columns.items()
            if values.get(name) not in {None, "", 0} and values[name] != BEGINNINGS.get(name)
        )

    def _said(self, told: Told, table: str, row_id: int, value: Any) -> str:
        """One value in words."""
        how = told.how
        if how == FLAG:
            return tr("có") if value else tr("không")
        if value is None or value == "":
            return tr("(trống)")
        if isinstance(how, Mapping):
            return str(how.get(str(value), value))
        plain = {TEXT: lambda: brief(str(value), LONGEST_VALUE), DATE: lambda: format_date(str(value))}
        plain |= {PERCENT: lambda: f"{value}%", PERIOD: lambda: str(periods.label(str(value)))}
        plain[FIGURE] = lambda: format_stored(int(value), queries.decimals(self.conn, table, row_id))
        return plain[how]() if how in plain else brief(self._name(how, int(value))) or tr("(không còn)")

    def _whom(self, values: Values) -> str:
        """An assignment as "Chủ trì: Ban Tổ chức (Nguyễn Văn A)"."""
        columns = TABLES["assignment"].columns
        bodies = [self._said(columns[name], "assignment", 0, values[name]) for name in _WHO if values.get(name)]
        due = tr("thời hạn {day}", day=format_date(values["due"])) if values.get("due") else ""
        return f"{ROLES[values['role']]}: {', '.join(filter(None, [*bodies, due]))}" if values else ""

    def _reviewed(self, values: Values) -> str:
        columns = TABLES["review"].columns
        verdict = self._said(columns["verdict"], "review", 0, values["verdict"])
        return f"{verdict}: {brief(values['reason'], LONGEST_VALUE)}" if values.get("reason") else verdict

    def _name(self, kind: str, row_id: int) -> str:
        if (kind, row_id) not in self._names:
            self._names[kind, row_id] = queries.names(self.conn, kind, [row_id]).get(row_id, "")
        return self._names[kind, row_id]


def _before(after: Values, revisions: Mapping[int, Row]) -> Values:
    """The revision before a new one, empty for the first."""
    return next((dict(row) for row in revisions.values() if row["rev"] == after["rev"] - 1), {})
