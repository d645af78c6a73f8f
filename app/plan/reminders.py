"""What a person should be reminded of today: overdue, due soon, returned, a quarter closing, waiting for approval, files (never modal)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from app.bundles.pending import PATIENCE, pending
from app.dates import format_date, format_short, from_iso
from app.i18n import Message, msg, tr
from app.lists import TASKS
from app.plan import calendar, periods, readiness
from app.plan.calendar import PeriodInfo
from app.reading import ListQuery, Reader, Where
from app.session import Session
from db.queries import reminders as queries

Kind = Literal["overdue", "in1", "in3", "in7", "returned", "closing", "approval", "exchange"]

TITLES: Mapping[Kind, Message] = {
    "overdue": msg("Quá hạn đến hôm nay"),
    "in1": msg("Đến hạn hôm nay, ngày mai"),
    "in3": msg("Đến hạn trong 3 ngày"),
    "in7": msg("Đến hạn trong 7 ngày"),
    "returned": msg("Bị trả lại"),
    "closing": msg("Chốt số liệu, nộp báo cáo"),
    "approval": msg("Chờ duyệt"),
    "exchange": msg("Gửi nhận"),
}
"""The groups in the order in which they are shown."""

SOON: tuple[tuple[int, Kind], ...] = ((1, "in1"), (3, "in3"), (7, "in7"))
"""Days before a due date, and the group a task comes into by then (DOMAIN 2.4)."""

CLOSING_DAYS = 14
"""A cut-off or a report is spoken of so many days before."""

MOST = 20
"""Lines of a group that are shown one by one."""

_READ = 500


@dataclass(frozen=True)
class Reminder:
    """One line. ``key`` says what it is about and would be another if it had to be told anew (another due date, returned again).

    ``thing`` is what it leads to, as pages know it, in ``period`` ("" for whichever is shown).
    """

    key: str
    words: str
    beside: str
    thing: tuple[str, Any]
    period: str = ""


@dataclass(frozen=True)
class Group:
    """The lines of one kind; ``more`` were left out."""

    kind: Kind
    lines: tuple[Reminder, ...]
    more: int = 0

    @property
    def count(self) -> int:
        """How many there are in all."""
        return len(self.lines) + self.more


def read(session: Session, set_aside: Mapping[str, str]) -> tuple[Group, ...]:
    """What to remind of today, without what a person set aside (a key until a day, or "" for good)."""
    today = session.clock.today()
    known = {key for key, day in set_aside.items() if not day or day > today.isoformat()}
    found = [
        *_due(session, today),
        ("returned", _returned(session)),
        ("closing", _closing(session, today)),
        ("approval", _approval(session)),
        ("exchange", _exchange(session)),
    ]
    left = {kind: [line for line in lines if line.key not in known] for kind, lines in found}
    return tuple(
        Group(kind, tuple(left[kind][:MOST]), max(0, len(left[kind]) - MOST)) for kind in TITLES if left.get(kind)
    )


def sentence(groups: Iterable[Group]) -> str:
    """All of it in a line: "Hôm nay: 5 quá hạn, 2 bị trả lại, …"; "" when there is nothing."""
    words: Mapping[Kind, Message] = {
        "overdue": msg("{n} quá hạn"),
        "in1": msg("{n} đến hạn hôm nay hoặc ngày mai"),
        "in3": msg("{n} đến hạn trong 3 ngày"),
        "in7": msg("{n} đến hạn trong 7 ngày"),
        "returned": msg("{n} bị trả lại"),
    }
    told: list[str] = []
    for group in groups:
        if group.kind in words:
            told.append(str(replace(words[group.kind], args={"n": group.count})))
        else:
            told += [line.words[:1].lower() + line.words[1:] for line in group.lines]
    return tr("Hôm nay: {what}.", what=", ".join(told)) if told else ""


def _due(session: Session, today: date) -> list[tuple[Kind, list[Reminder]]]:
    """Own tasks that are not done: overdue, and due within seven days, each in the narrowest group; the oldest first."""
    # Judged as of today: what falls due today is told as such below.
    query = ListQuery(
        periods.quarter_of(today),
        (Where("status", "in", ("overdue", "due_soon")), Where("lifecycle", "eq", "open"), Where("scope", "eq", "own")),
        sort=("due", False),
        extra={"cutoff": today.isoformat(), "soon": SOON[-1][0]},
    )
    reader = Reader(session)
    ids = reader.ids(TASKS, query, _READ)
    rows = reader.rows(TASKS, query, ids)
    found: dict[Kind, list[Reminder]] = {}
    for task_id in ids:
        row = rows[task_id]
        due = from_iso(row["due"])
        left = (due - today).days
        kind: Kind = "overdue" if left < 0 else next(kind for days, kind in SOON if left <= days)
        said = (
            tr("hạn {day}, quá {n} ngày", day=format_short(due, today.year), n=-left)
            if left < 0
            else _in_days(due, left)
        )
        line = Reminder(
            key=f"{kind}:{task_id}:{row['due']}",
            words=f"{row['number']} {row['text']}".strip(),
            beside=" · ".join(filter(None, (said, row["lead_name"]))),
            thing=("task", task_id),
        )
        found.setdefault(kind, []).append(line)
    return list(found.items())


def _returned(session: Session) -> list[Reminder]:
    return [
        Reminder(
            key=f"returned:{row['on_kind']}:{row['on_id']}:{row['review_id']}",
            words=f"{row['number']} {row['text']}".strip(),
            beside=" · ".join(filter(None, (row["reason"], str(periods.label(row["period"])), row["unit"]))),
            thing=("progress", row["on_id"])
            if row["on_kind"] == "progress"
            else ("measure", (row["what_id"], row["unit_id"])),
            period=row["period"],
        )
        for row in queries.returned(session.conn, _READ)
    ]


def _closing(session: Session, today: date) -> list[Reminder]:
    """Of each open period the next day that counts: its cut-off, then the day its report is due."""
    found = []
    for info in _open(session):
        cutoff, due, name = from_iso(info.cutoff), from_iso(info.due), periods.inside(info.code)
        if today <= cutoff:
            words, day = tr("Chốt số liệu {period}", period=name), cutoff
        else:
            words, day = tr("Nộp báo cáo {period}", period=name), due
        left = (day - today).days
        if left > CLOSING_DAYS:
            continue
        if left < 0:
            words, said = (
                tr("Quá hạn nộp báo cáo {period} {n} ngày", period=name, n=-left),
                tr("hạn {day}", day=format_date(day)),
            )
        else:
            words, said = f"{words} {_when(left)}", _in_days(day, left)
        stage = "cutoff" if day == cutoff else "due"
        found.append(
            Reminder(f"closing:{info.code}:{stage}:{day.isoformat()}", words, said, ("closing", None), info.code)
        )
    return found


def _approval(session: Session) -> list[Reminder]:
    found = []
    for info in _open(session):
        waiting = readiness.waiting(session, info.code)
        if waiting:
            words = tr("{n} bản {period} chờ duyệt", n=waiting, period=periods.inside(info.code))
            # Known is only what was there: one more is told anew.
            key = f"approval:{info.code}:{waiting}"
            found.append(Reminder(key, words, tr("đã trình, chưa ai duyệt"), ("filter", "waiting"), info.code))
    return found


def _exchange(session: Session) -> list[Reminder]:
    """States that wait for a decision, and files that nobody has acknowledged for a week."""
    waits, found = pending(session), []
    if waits.to_decide:
        words = tr("{n} bản nhận được chờ quyết định", n=waits.to_decide)
        found.append(
            Reminder(f"exchange:held:{waits.to_decide}", words, tr("xem rồi nhận hoặc từ chối"), ("waiting", None))
        )
    if waits.unanswered:
        words = tr("{n} gói chưa có giấy báo nhận quá {days} ngày", n=waits.unanswered, days=PATIENCE)
        key = f"exchange:unanswered:{waits.unanswered}"
        found.append(Reminder(key, words, ", ".join(waits.whose), ("unanswered", None)))
    return found


def _open(session: Session) -> list[PeriodInfo]:
    return [info for info in calendar.opened(session) if not info.closed]


def _when(left: int) -> str:
    return tr("hôm nay") if left == 0 else tr("còn {n} ngày", n=left)


def _in_days(day: date, left: int) -> str:
    shown = format_date(day)
    if left == 0:
        return tr("hạn hôm nay, {day}", day=shown)
    return tr("hạn ngày mai, {day}", day=shown) if left == 1 else tr("hạn {day}, còn {n} ngày", day=shown, n=left)


def tomorrow(session: Session) -> str:
    """The ISO day on which what is put off comes again."""
    return (session.clock.today() + timedelta(days=1)).isoformat()
