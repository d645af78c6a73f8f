"""One quarter as an office lives it: log what is missing, submit, return and answer, approve, look at the checklist, close."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.clock import FrozenClock, local
from app.demo import words
from app.i18n import msg
from app.plan import calendar, closing, periods, progress, reviews, values
from app.plan.closing import Finding
from app.plan.progress import ProgressEdit
from app.plan.reviews import Status
from app.plan.values import ValueEdit
from app.session import Session
from db.change_log import last_at
from db.connection import Row
from db.queries import plan
from db.queries.references import submitted_ids

STEP = 1_000


@dataclass(frozen=True)
class Lived:
    """What was done in the quarter: rows logged, submitted, returned, approved; units left silent; the checklist by code at the close."""

    logged_tasks: int
    logged_values: int
    submitted: int
    returned: int
    approved: int
    silent: int
    checklist: dict[str, int]


def live(session: Session, code: str) -> Lived:
    """Live through the rest of an open quarter, from what is missing to the lock. The same workspace gives the same quarter."""
    info = calendar.info(session, code)
    cutoff, due = date.fromisoformat(info.cutoff), date.fromisoformat(info.due)
    go_to(session, cutoff, "14:00")
    silent = _silent_unit(session, code)
    tasks, figures = _fill(session, code, silent)
    go_to(session, cutoff + timedelta(days=1), "09:00")
    submitted = _submit(session, code)
    returned = _return_and_answer(session, code)
    submitted += _submit(session, code)
    go_to(session, due, "10:00")
    approved = _approve(session, code)
    found = Counter(finding.code for finding in closing.checklist(session, code))
    closing.close_period(session, code)
    return Lived(tasks, figures, submitted, returned, approved, int(silent is not None), dict(found))


def go_to(session: Session, day: date, time: str) -> None:
    """Let it be then, or just after the newest change where that is later: a log never runs backwards."""
    newest = local((last_at(session.conn) or 0) + STEP).isoformat()
    session.clock = FrozenClock(max(f"{day}T{time}:00+07:00", newest), step_ms=STEP)


def _silent_unit(session: Session, code: str) -> int | None:
    """The unit below with most still to report stays silent, so that the papers show an honest base."""
    missing = Counter(
        finding.unit_id
        for finding in closing.checklist(session, code)
        if finding.code.startswith("missing") and finding.unit_id != session.office.unit_id
    )
    return min(missing, key=lambda unit: (-missing[unit], unit or 0)) if len(missing) > 1 else None


def _fill(session: Session, code: str, silent: int | None) -> tuple[int, int]:
    """Log every task and figure that is missing, but for the silent unit; give overdue tasks a cause."""
    found = [finding for finding in closing.checklist(session, code) if finding.unit_id != silent or silent is None]
    edits = list(_missing_tasks(session, code, found))
    figures = list(_missing_values(session, code, found))
    with session.change(msg("Ghi nhật ký {period}", period=periods.label(code))):
        if edits:
            progress.log_many(session, edits)
        if figures:
            values.log_values(session, figures)
        causes = _causes(session, code)
        if causes:
            progress.log_many(session, causes)
    return len(edits), len(figures)


def _missing_tasks(session: Session, code: str, found: Sequence[Finding]) -> Iterator[ProgressEdit]:
    info = calendar.info(session, code)
    for finding in found:
        if finding.code == "missing_entry" and finding.what_id is not None:
            task = plan.task(session.conn, finding.what_id)
            if task is not None:
                chance = random.Random(f"{code}|{finding.what_id}|{finding.unit_id}")
                entry = _entry(task, info.starts, info.cutoff, chance)
                yield ProgressEdit(task_id=finding.what_id, unit_id=finding.unit_id, period=code, **entry)


def _entry(task: Row, starts: str, cutoff: str, chance: random.Random) -> dict[str, Any]:
    """State, percent and texts of one task, believable for its due date."""
    below = task["scope"] == "passed_down"
    if task["continuous"]:
        return {"state": "in_progress", "result": chance.choice(words.CONTINUOUS)}
    due = task["due"]
    likely = 0.7 if below else 0.3 if due is None else 0.8 if due <= cutoff else 0
    if chance.random() < likely:
        done = _done_on(due or cutoff, starts, cutoff, chance)
        texts = words.UNITS_DONE if below else words.DONE
        return {"state": "done", "percent": 100, "done_on": done, "result": chance.choice(texts)}
    if due is not None and due > cutoff and chance.random() < 0.25:
        return {"state": "not_started"}
    return {"state": "in_progress", "percent": 10 * chance.randint(2, 8), "result": chance.choice(words.RUNNING)}


def _done_on(due: str, starts: str, cutoff: str, chance: random.Random) -> str:
    """A day in the quarter: mostly some days before the due date, sometimes after it."""
    late = chance.random() < 0.15
    day = date.fromisoformat(due) + timedelta(days=chance.randint(2, 12) if late else -chance.randint(0, 12))
    return max(date.fromisoformat(starts), min(date.fromisoformat(cutoff), day)).isoformat()


def _missing_values(session: Session, code: str, found: Sequence[Finding]) -> Iterator[ValueEdit]:
    last: dict[int, dict[int, Any]] = {}
    for finding in found:
        if finding.code != "missing_value" or finding.what_id is None or finding.unit_id is None:
            continue
        measure = plan.measure(session.conn, finding.what_id)
        if measure is None:
            continue
        if measure["id"] not in last:
            last[measure["id"]] = {row.unit_id: row for row in values.beside(session, measure["id"], code)}
        before = last[measure["id"]].get(finding.unit_id)
        chance = random.Random(f"{code}|{measure['id']}|{finding.unit_id}")
        figure = _figure(measure, before.last if before else (None, None, None), finding.unit_id, chance)
        yield ValueEdit(measure_id=measure["id"], unit_id=finding.unit_id, period=code, **figure)


def _figure(measure: Row, last: Sequence[int | None], unit_id: int, chance: random.Random) -> dict[str, Any]:
    """A figure of one unit that goes on from the last quarter's."""
    to_date, form = measure["entry"] != "increment", measure["form"]
    if form == "yesno":
        return {"val": "có" if chance.random() < 0.9 else "không"}
    if form == "ratio":
        size = random.Random(f"size|{unit_id}").randint(24, 160)
        den = int(last[1]) if to_date and last[1] else size
        least = int(last[0] or 0) if to_date and last[1] else round(den * chance.uniform(0.62, 0.95))
        return {"num": min(den, least + (chance.randint(0, max(1, den // 12)) if last[1] else 0)), "den": den}
    if chance.random() < 0.15:
        return {"given": "none_occurred"}
    scale = 10 if form == "money" else 1
    return {"val": (int(last[2] or 0) if to_date else 0) // 10 ** measure["decimals"] + scale * chance.randint(0, 9)}


def _causes(session: Session, code: str) -> list[ProgressEdit]:
    """Why each overdue task is overdue."""
    return [
        ProgressEdit(
            task_id=finding.what_id,
            unit_id=finding.unit_id,
            period=code,
            cause=words.CAUSES[number % len(words.CAUSES)],
        )
        for number, finding in enumerate(closing.checklist(session, code))
        if finding.code == "no_cause" and finding.what_id is not None
    ]


def _submit(session: Session, code: str) -> int:
    return reviews.submit(session, period=code) if closing.readiness(session, code).drafts else 0


def _return_and_answer(session: Session, code: str) -> int:
    """Return one unit's figure with a reason; answer it and whatever was returned before."""
    fresh = _by_status(session, "value", code, Status.submitted)
    if fresh:
        reviews.return_(session, value_ids=fresh[-1:], reason=words.RETURNED, cells=("num",))
    answered = 0
    for finding in closing.checklist(session, code):
        if finding.code != "returned" or finding.what_id is None:
            continue
        answered += 1
        if finding.what_kind == "measure" and finding.unit_id is not None:
            rows = {row.unit_id: row for row in values.beside(session, finding.what_id, code)}
            given = rows[finding.unit_id].given or "value"
            values.log_value(
                session, finding.what_id, unit_id=finding.unit_id, period=code, given=given, note=words.ANSWER
            )
        else:
            progress.log_progress(session, finding.what_id, period=code, unit_id=finding.unit_id, proposal=words.ANSWER)
    return answered


def _approve(session: Session, code: str) -> int:
    waiting = {f"{kind}_ids": _by_status(session, kind, code, Status.submitted) for kind in ("progress", "value")}
    return reviews.approve(session, **waiting) if any(waiting.values()) else 0


def _by_status(session: Session, kind: str, code: str, status: Status) -> list[int]:
    ids = submitted_ids(session.conn, kind, code, None, None)
    known = reviews.statuses(session, kind, ids)
    return [one for one in ids if known[one] == status]
