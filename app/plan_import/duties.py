"""Who is told to do what under "Tổ chức thực hiện": a duty is a task as well (DOMAIN 5.6).

Units below get it passed down, a ban of the office leads it, the office itself does it. What only gives a ban its programmes makes it
their lead and no task; what the plan says as a task already is that task and not another; what others are told stays a line.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.plan_import.alike import Alike
from app.plan_import.bodies import Meaning
from app.plan_import.choices import Key
from app.plan_import.draft import Duty
from app.plan_import.parts_given import only_leads, parts, stands_in
from app.plan_import.places import clause_of, title_of
from app.plan_import.tasks import PASSED_DOWN, columns_of
from app.plan_import.wanted import WantedDuty, WantedTask
from app.text import clean, fold

if TYPE_CHECKING:
    from app.plan_import.drawing_up import Drawing

SAME_TASK = 0.85
"""From this likeness on a duty says what a task of the plan says."""

_PROGRAMMES = re.compile(r"\bchuong trinh (?:so )?\d")
_TO_DO = {Meaning.BAN, Meaning.UNITS, Meaning.OFFICE}


def draw_duties(work: "Drawing", tasks: Sequence[WantedTask]) -> tuple[tuple[WantedDuty, ...], tuple[WantedTask, ...]]:
    """The duties, and the tasks that they add to those of the plan."""
    alike = Alike([task.columns["text"] for task in tasks])
    duties: list[WantedDuty] = []
    more: list[WantedTask] = []
    for index, duty in enumerate(work.draft.duties):
        for part, said in enumerate(duty.texts):
            text = clean(said)
            if not text or not title_of(duty.body):
                continue
            key = Key("duties", index, part)
            standing = alike.best(text, SAME_TASK)
            task = tasks[standing[0]].key if standing else None
            if task is None and _to_be_done(work, duty, text):
                more.append(_task(work, key, duty, text))
                task = key
            duties.append(WantedDuty(key, title_of(duty.body), text, task))
    return tuple(duties), tuple(more)


def with_leads(work: "Drawing", tasks: Sequence[WantedTask]) -> tuple[WantedTask, ...]:
    """The tasks of the office with the ban that is given the part of the plan they stand in, where the plan names no other."""
    given = [
        (duty.body, found)
        for duty in work.draft.duties
        if work.meaning(duty.body)[0] is Meaning.BAN
        for found in [[part for text in duty.texts for part in parts(text)]]
        if found
    ]
    led = []
    for task in tasks:
        path = work.draft.tasks[task.key.place].path
        free = task.lead is None and task.columns["scope"] != PASSED_DOWN
        lead = next((body for body, found in given if stands_in(path, found)), None) if free else None
        led.append(task if lead is None else replace(task, lead=lead))
    return tuple(led)


def _to_be_done(work: "Drawing", duty: Duty, text: str) -> bool:
    """Whether somebody this office knows of has to do something; to lead programmes is no task."""
    leads = bool(duty.programmes) and (len(duty.texts) == 1 or bool(_PROGRAMMES.search(fold(text))))
    leads = leads or (bool(parts(text)) and only_leads(duty.body, text) and work.meaning(duty.body)[0] is Meaning.BAN)
    return not leads and bool(text.strip()) and work.meaning(duty.body)[0] in _TO_DO


def _task(work: "Drawing", key: Key, duty: Duty, text: str) -> WantedTask:
    meaning, found = work.meaning(duty.body)
    down = meaning is Meaning.UNITS
    body = title_of(duty.body)
    return WantedTask(
        key=key,
        programme=work.programme_of(),
        section=body,
        columns={**columns_of(text, [], down=down), "measurable": False},
        clause=clause_of(duty, text, place=body),
        kinds=found.kinds if down else (),
        lead=duty.body if meaning is Meaning.BAN else None,
    )
