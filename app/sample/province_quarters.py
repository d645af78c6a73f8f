"""The quarters of the province as they go by: opened, logged by the bans, answered by the units, submitted, returned, closed."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from app.i18n import msg
from app.people.units import rename_unit
from app.plan import assignments, calendar, periods, progress, reviews, tasks, values
from app.plan.closing import close_period
from app.plan.progress import ProgressEdit
from app.sample.province_evidence import attach_evidence
from app.sample.province_plan import add_own_task
from app.sample.province_texts import own_entry, own_figure, said
from app.sample.province_units import write_units
from app.sample.story import Story
from db.queries import filling, quarter
from db.queries.quarter import PROGRESS, VALUES

_OPENED_AFTER = timedelta(days=10)  # the quarter before is closed on the ninth
_RETURNED_AFTER = timedelta(days=2)


def live_quarter(story: Story, code: str, *, newest: bool) -> None:
    """One quarter from its first day to its close; the newest stays open."""
    starts, ends = periods.span(code)
    story.at(f"{starts + _OPENED_AFTER}T08:05:00")
    calendar.open_period(story.session, code)
    _in_between(story, starts, ends)
    events = story.plan["events"]
    story.at(f"{ends - timedelta(days=6)}T08:40:00")
    _log_own(story, code)
    story.at(f"{ends}T14:10:00")
    write_units(story, code, newest=newest)
    same = events["same_text"]
    if same["quarter"] == code:
        progress.copy_from_last(story.session, code, [story.tasks[same["task"]]])
    attach_evidence(story, code)
    story.at(f"{ends + timedelta(days=1)}T09:00:00")
    _submit(story, code)
    _review(story, code, ends)
    if not newest:
        story.at(f"{ends + timedelta(days=9)}T16:20:00", story.office["people"]["reviewer"])
        close_period(story.session, code)


def _in_between(story: Story, starts: date, ends: date) -> None:
    """What happens on days of its own inside a quarter, in the order of time."""
    happenings: list[tuple[str, Callable[[Story, Any], None], Any]] = [
        *((words["on"], _odd, words) for words in story.plan["odd"]),
        *(("2026-06-20", _extend, (task, spec)) for task, spec in story.specs.items() if "extend" in spec),
        (story.plan["events"]["hand_over"]["on"], _hand_over, story.plan["events"]["hand_over"]),
        (story.office["rename"]["told"], _rename, story.office["rename"]),
        (story.plan["events"]["amended"]["on"], _amend, story.plan["events"]["amended"]),
    ]
    for on, happen, words in sorted(happenings, key=lambda happening: happening[0]):
        if starts.isoformat() <= on[:10] <= ends.isoformat():
            story.at(on if "T" in on else f"{on}T10:15:00")
            happen(story, words)


def _odd(story: Story, words: dict[str, Any]) -> None:
    number = f"ĐX{sum(1 for known in story.tasks if known.startswith('ĐX')) + 1}"
    add_own_task(story, {**words, "starts": words["on"]}, number)


def _extend(story: Story, task: tuple[int, dict[str, Any]]) -> None:
    tasks.extend_due(story.session, task[0], due=task[1]["extend"], reason=task[1]["extend_why"])


def _hand_over(story: Story, words: dict[str, Any]) -> None:
    task, ban = story.tasks[words["task"]], story.bans[words["to"]]
    assignments.hand_over(story.session, task, to_ban_id=ban, on=words["on"], reason=words["why"])


def _rename(story: Story, words: dict[str, Any]) -> None:
    unit = story.units[words["short"]]
    rename_unit(story.session, unit, name=words["name"], short=words["new_short"], from_day=words["on"])


def _amend(story: Story, words: dict[str, Any]) -> None:
    value = _value(story, words)
    if value is not None:
        num = min(value["num"] + words["more"], value["den"])
        reviews.amend_value(
            story.session, value["id"], reason=words["why"], authority=words["authority"], num=num, den=value["den"]
        )


def _log_own(story: Story, code: str) -> None:
    """What the office's bans write of its own tasks and figures."""
    session = story.session
    own = filling.expected_of(session.conn, code, session.office.unit_id)
    skipped = {story.tasks[number] for number in story.plan["events"]["skip"].get(code, ())}
    edits = [_edit(story, task, code) for task in own if task in story.tasks.values() and task not in skipped]
    progress.log_many(session, edits)
    with session.change(msg("Ghi số liệu của cơ quan {period}", period=periods.label(code))):
        for measure in own:
            if measure in story.measures.values():
                num, den, val = own_figure(story, measure, code)
                values.log_value(
                    session, measure, unit_id=session.office.unit_id, period=code, num=num, den=den, val=val
                )


def _edit(story: Story, task: int, code: str) -> ProgressEdit:
    entry = own_entry(story.specs[task], code, story.plan["running"]["goes_on"])
    return ProgressEdit(task_id=task, period=code, **{**entry, **said(story, task, code)})


def _submit(story: Story, code: str) -> None:
    """Everything logged is submitted but what the story leaves as drafts."""
    session, office = story.session, story.session.office
    kept = {story.tasks[number] for number in story.plan["events"]["draft"].get(code, ())}
    drafts = quarter.drafts(session.conn, PROGRESS, code, office.seat_id)
    figures = quarter.drafts(session.conn, VALUES, code, office.seat_id)
    ours = [row["id"] for row in drafts if row["unit_id"] == office.unit_id and row["what_id"] not in kept]
    reviews.submit(
        session,
        period=code,
        progress_ids=ours,
        value_ids=[row["id"] for row in figures if row["unit_id"] == office.unit_id],
    )


def _review(story: Story, code: str, ends: date) -> None:
    """The reviewer approves what the bans wrote, returns some of it, and gets most of that answered."""
    session, events = story.session, story.plan["events"]
    returned = [words for words in events["returned"] if words["quarter"] == code]
    figures = [words for words in events["returned_values"] if words["quarter"] == code]
    tasks_back = {story.tasks[words["task"]] for words in returned}
    story.at(f"{ends + _RETURNED_AFTER}T08:30:00", story.office["people"]["reviewer"])
    reviews.approve(session, progress_ids=_submitted(story, code, tasks_back))
    for words in returned:
        entry = _entry(story, story.tasks[words["task"]], code)
        reviews.return_(session, progress_ids=[entry], reason=words["why"], cells=["result"])
    for words in figures:
        value = _value(story, words)
        if value is not None:
            reviews.return_(session, value_ids=[value["id"]], reason=words["why"], cells=["val"])
    story.at(f"{ends + _RETURNED_AFTER}T15:05:00")
    _answer(story, code, returned, figures)


def _answer(story: Story, code: str, returned: Iterable[dict[str, Any]], figures: Iterable[dict[str, Any]]) -> None:
    session = story.session
    for words in returned:
        if "answer" in words:
            entry = progress.log_progress(session, story.tasks[words["task"]], period=code, result=words["answer"])
            reviews.submit(session, period=code, progress_ids=[entry])
    for words in figures:
        if "answer" in words:
            unit = story.units[words["unit"]]
            value = values.log_value(
                session, story.measures[words["measure"]], unit_id=unit, period=code, val=words["answer"]
            )
            reviews.submit(session, period=code, value_ids=[value])


def _submitted(story: Story, code: str, without: set[int]) -> list[int]:
    """The office's submitted entries of a quarter but those of some tasks."""
    found = (_fact(story, task, code) for task in story.tasks.values() if task not in without)
    return [row["id"] for row in found if row is not None and row["submitted_rev"] is not None]


def _fact(story: Story, task: int, code: str) -> Any:
    office = story.session.office
    return quarter.fact(story.session.conn, PROGRESS, task, office.unit_id, code, office.seat_id)


def _entry(story: Story, task: int, code: str) -> int:
    return int(_fact(story, task, code)["id"])


def _value(story: Story, words: dict[str, Any]) -> Any:
    measure, unit = story.measures[words["measure"]], story.units[words["unit"]]
    return quarter.fact(story.session.conn, VALUES, measure, unit, words["quarter"], story.session.office.seat_id)
