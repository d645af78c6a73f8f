"""What should be looked at before a quarter is closed, computed, each line with the place it leads to (DESIGN 1.4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from app.i18n import Message, msg
from app.numbers import format_stored
from app.plan import periods, progress, standing
from app.plan.timeliness import TaskState, Timeliness, judge
from app.session import Session
from db.connection import Row
from db.queries import closing as queries
from db.queries import quarter, waiting, workspace
from db.queries.quarter import PROGRESS, VALUES, Ledger

CODES: Mapping[str, Message] = MappingProxyType(
    {
        "missing_entry": msg("Nhật ký còn thiếu"),
        "missing_value": msg("Số liệu chưa báo cáo"),
        "returned": msg("Ô bị trả lại"),
        "no_base": msg("Số liệu thiếu mẫu số"),
        "inconsistent": msg("Chưa khớp"),
        "no_cause": msg("Quá hạn chưa ghi nguyên nhân"),
        "evidence_missing": msg("Thiếu minh chứng"),
        "same_text": msg("Giống hệt quý trước"),
        "not_submitted": msg("Bản nháp chưa trình"),
        "not_approved": msg("Chưa duyệt"),
    }
)
"""The kinds of finding in the order of the guide, each with its heading."""

APPROVAL = "approval"
"""The setting that makes approval a step of closing when it says "required"."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the checklist and the place it leads to. ``blocking``: the quarter cannot be closed with it."""

    code: str
    message: Message
    what_kind: str
    what_id: int | None = None
    unit_id: int | None = None
    blocking: bool = False
    fact_id: int | None = None


def findings(session: Session, period: str) -> tuple[Finding, ...]:
    """Everything found in an opened period, in the order of the guide. Drafts count as they stand."""
    order = list(CODES)
    return tuple(sorted(_Finder(session, period).all(), key=lambda finding: order.index(finding.code)))


class _Finder:
    """Looks through one quarter. Made for one call; keeps the names it needs."""

    def __init__(self, session: Session, period: str) -> None:
        self._session = session
        self._period = period
        self._at = standing.of(session, period)
        self._titles = queries.titles(session.conn)
        self._units: dict[int, str] = {}
        self._own = session.office.unit_id
        self._sent: set[int] = set()

    def all(self) -> Iterator[Finding]:
        """Every finding, in no order."""
        yield from self._missing()
        yield from self._returned()
        yield from self._odd_progress()
        yield from self._odd_values()
        yield from self._same_text()
        yield from self._not_submitted()
        yield from self._not_approved()

    def _missing(self) -> Iterator[Finding]:
        self._sent = waiting.contributed(self._session.conn, self._period)
        for ledger in (PROGRESS, VALUES):
            rows = queries.missing(self._session.conn, ledger, self._period)
            self._name({row["unit_id"] for row in rows})
            code = "missing_entry" if ledger is PROGRESS else "missing_value"
            for row in rows:
                yield self._finding(code, ledger, row, self._said_missing(row))

    def _said_missing(self, row: Row) -> Message:
        if row["unit_id"] == self._own and row["what_id"] in self._sent:
            return msg("Ban đã ghi, chờ duyệt: {what}", what=self._titles[row["what_id"]])
        if row["unit_id"] == self._own:
            return msg("Chưa ghi: {what}", what=self._titles[row["what_id"]])
        return msg("{unit} chưa báo cáo: {what}", **self._place(row))

    def _returned(self) -> Iterator[Finding]:
        for ledger in (PROGRESS, VALUES):
            rows = queries.returned(self._session.conn, ledger, self._period)
            self._name({row["unit_id"] for row in rows})
            for row in rows:
                ours = row["seat_id"] == self._session.office.seat_id
                yield self._finding("returned", ledger, row, self._said_returned(row, ours=ours), blocking=ours)

    def _said_returned(self, row: Row, *, ours: bool) -> Message:
        given = {"reason": row["reason"], **self._place(row)}
        if ours:
            return msg("Bị trả lại, chưa trình lại: {what} ({unit}): {reason}", **given)
        return msg("Đã trả lại, nơi gửi chưa gửi lại: {what} ({unit}): {reason}", **given)

    def _odd_progress(self) -> Iterator[Finding]:
        before = periods.previous(self._period)
        rows = queries.odd_progress(self._session.conn, self._period, before, self._at.judged.isoformat())
        self._name({row["unit_id"] for row in rows})
        for row in rows:
            for text in self._said_inconsistent(row):
                yield self._finding("inconsistent", PROGRESS, row, text)
            if row["late"] and self._overdue(row):
                yield self._finding(
                    "no_cause", PROGRESS, row, msg("Quá hạn chưa ghi nguyên nhân: {what} ({unit})", **self._place(row))
                )
            if row["no_proof"]:
                yield self._finding(
                    "evidence_missing", PROGRESS, row, msg("Thiếu minh chứng: {what} ({unit})", **self._place(row))
                )

    def _overdue(self, row: Row) -> bool:
        due, done_on = (None if row[name] is None else date.fromisoformat(row[name]) for name in ("due", "done_on"))
        found = judge(TaskState(row["state"]), due, bool(row["continuous"]), done_on, self._at.judged)
        return found is Timeliness.overdue

    def _said_inconsistent(self, row: Row) -> Iterator[Message]:
        place = self._place(row)
        if row["no_date"]:
            yield msg("Hoàn thành mà chưa có ngày: {what} ({unit})", **place)
        if row["not_full"]:
            yield msg("Hoàn thành mà mới {percent}%: {what} ({unit})", percent=row["percent"], **place)
        if row["not_done"]:
            yield msg("Đã 100% mà chưa hoàn thành: {what} ({unit})", **place)
        if row["went_down"]:
            yield msg(
                "Giảm từ {before}% xuống {after}%: {what} ({unit})",
                before=row["last_percent"],
                after=row["percent"],
                **place,
            )
        if row["unasked"]:
            yield msg("Có nhật ký mà không thuộc diện phải ghi: {what} ({unit})", **place)

    def _odd_values(self) -> Iterator[Finding]:
        rows = queries.odd_values(self._session.conn, self._period)
        self._name({row["unit_id"] for row in rows})
        for row in rows:
            place = self._place(row)
            if row["no_base"]:
                yield self._finding("no_base", VALUES, row, msg("Thiếu mẫu số: {what} ({unit})", **place))
            elif row["too_many"]:
                num, den = (format_stored(row[name], row["decimals"]) for name in ("num", "den"))
                text = msg("Tử số {num} lớn hơn mẫu số {den}: {what} ({unit})", num=num, den=den, **place)
                yield self._finding("inconsistent", VALUES, row, text)
            if row["unasked"]:
                text = msg("Có số liệu mà không thuộc diện phải báo cáo: {what} ({unit})", **place)
                yield self._finding("inconsistent", VALUES, row, text)

    def _same_text(self) -> Iterator[Finding]:
        same = sorted(progress.same_as_last(self._session, self._period))
        self._name({unit for _, unit in same})
        for task, unit in same:
            text = msg("Kết quả giống hệt quý trước: {what} ({unit})", what=self._titles[task], unit=self._units[unit])
            yield Finding("same_text", text, "task", task, unit)

    def _not_submitted(self) -> Iterator[Finding]:
        seat = self._session.office.seat_id
        words = {"progress": msg("{n} dòng nhật ký còn là bản nháp"), "value": msg("{n} số liệu còn là bản nháp")}
        for ledger in (PROGRESS, VALUES):
            count = queries.draft_count(self._session.conn, ledger, self._period, seat)
            if count:
                text = Message(words[ledger.kind].text, {"n": count})
                yield Finding("not_submitted", text, _WHAT[ledger.kind], blocking=True)

    def _not_approved(self) -> Iterator[Finding]:
        if workspace.setting(self._session.conn, APPROVAL) != "required":
            return
        for ledger in (PROGRESS, VALUES):
            rows = queries.not_approved(self._session.conn, ledger, self._period)
            self._name({row["unit_id"] for row in rows})
            for row in rows:
                yield self._finding("not_approved", ledger, row, msg("Chưa duyệt: {what} ({unit})", **self._place(row)))

    def _finding(self, code: str, ledger: Ledger, row: Row, message: Message, *, blocking: bool = False) -> Finding:
        fact = None if code.startswith("missing") else row["id"]
        return Finding(code, message, _WHAT[ledger.kind], row["what_id"], row["unit_id"], blocking, fact)

    def _name(self, units: set[int]) -> None:
        fresh = units - self._units.keys()
        if fresh:
            names = quarter.unit_names(self._session.conn, sorted(fresh), self._at.cutoff.isoformat())
            self._units |= {unit: names.get(unit, "") for unit in fresh}

    def _place(self, row: Row) -> dict[str, str]:
        return {"what": self._titles[row["what_id"]], "unit": self._units[row["unit_id"]]}


_WHAT = {"progress": "task", "value": "measure"}
