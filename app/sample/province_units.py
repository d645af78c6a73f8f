"""What the forty units of the province answer in a quarter: written in bulk, because it is thousands of rows."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, cast

from app.clock import FrozenClock
from app.i18n import msg
from app.plan import periods
from app.plan.revisions import content_hash
from app.sample.province_texts import chance_for, fill, number_of, said
from app.sample.story import Story
from db.connection import Row
from db.queries import filling
from db.queries.quarter import PROGRESS, VALUES, Ledger

_HEAD = ("id", "seat_id", "unit_id", "period", "head_rev", "submitted_rev")
_REV = ("rev", "phase", "kind", "at_ms", "person_text", "hash")
_YEAR_SO_FAR = (0.34, 0.62, 0.86, 1.0)
_MEETINGS_SO_FAR = (0.35, 0.9, 0.95, 1.0)
_MISSING, _MISSING_SLOW = 0.015, 0.2
_WITHOUT_AGREEMENTS = "Nghiệp đoàn"

Answer = tuple[int, int, str, dict[str, Any]]


def write_units(story: Story, code: str, *, newest: bool) -> None:
    """Write the answers of all units to what is expected of them in a quarter."""
    session = story.session
    answers = [answer for answer in _answers(story, code, newest) if answer is not None]
    tasks = [answer for answer in answers if answer[0] in story.tasks.values()]
    figures = [answer for answer in answers if answer[0] in story.measures.values()]
    label = msg("Nhập số liệu {period} của các đơn vị", period=periods.label(code))
    with session.change(label, kind="bulk", counter_action="restore") as change:
        for ledger, given in ((PROGRESS, tasks), (VALUES, figures)):
            first = filling.next_id(session.conn, ledger.heads)
            heads, revs = _rows(story, code, ledger, given, first)
            change.bulk(ledger.heads, (*_HEAD, ledger.what), heads)
            change.bulk(ledger.revs, (*_REV, ledger.owner, *ledger.fields), revs)


def _answers(story: Story, code: str, newest: bool) -> Iterator[Answer | None]:
    turns = {unit: turn for turn, unit in enumerate(_in_order_of_diligence(story))}
    asked = _asked_back(story)
    plan = story.plan["events"]["newest"]
    slow = {story.units[short] for short in story.plan["events"]["slow"]}
    for what, unit in filling.expected(story.session.conn, code, story.session.office.unit_id):
        chance = chance_for(what, unit, code)
        silent = unit not in asked and chance.random() < (_MISSING_SLOW if unit in slow else _MISSING)
        drafts = newest and turns[unit] >= plan["submitted"]
        if silent or (newest and turns[unit] >= plan["submitted"] + plan["draft"]):
            continue
        phase = "draft" if drafts else "submitted"
        words = story.specs[what]
        if what in story.measures.values():
            yield what, unit, phase, _figure(story, words, unit, code, chance)
        else:
            yield what, unit, phase, _entry(words, unit, code, chance) | said(story, what, code, unit)


def _in_order_of_diligence(story: Story) -> list[int]:
    """Units in the order in which their reports come in; the slow ones last."""
    slow = {story.units[short] for short in story.plan["events"]["slow"]}
    asked = _asked_back(story)
    return sorted(story.units.values(), key=lambda unit: (unit in slow, unit not in asked, chance_for(unit).random()))


def _asked_back(story: Story) -> set[int]:
    """Units whose figures are returned later: these they did send."""
    return {story.units[words["unit"]] for words in story.plan["events"]["returned_values"]}


def _rows(
    story: Story, code: str, ledger: Ledger, answers: list[Answer], first: int
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    seat = story.session.office.seat_id
    heads, revs = [], []
    ends = periods.span(code)[1]
    written_at = {unit: _written_at(unit, ends) for unit in story.units.values()}
    for head, (what, unit, phase, content) in enumerate(answers, first):
        submitted = phase == "submitted"
        heads.append((head, seat, unit, code, 1, 1 if submitted else None, what))
        blank = {"rev": 1, "kind": "normal", "reason": None, "authority_text": None}
        digest = content_hash(ledger, cast(Row, {**blank, **content})) if submitted else None
        writer = story.session.actor.text
        revs.append(
            (1, phase, "normal", written_at[unit], writer, digest, head, *(content[name] for name in ledger.fields))
        )
    return heads, revs


def _written_at(unit: int, ends: date) -> int:
    """Some time in the last week of the quarter, the same for all that a unit wrote."""
    chance = chance_for("at", unit, ends)
    day = ends - timedelta(days=chance.randint(0, 6))
    return FrozenClock(f"{day}T{chance.randint(8, 16):02d}:{chance.randint(0, 59):02d}:00").now_ms()


def _entry(words: dict[str, Any], unit: int, code: str, chance: random.Random) -> dict[str, Any]:
    """What a unit writes of a task passed down to it."""
    text = fill(words["units"][chance.randrange(len(words["units"]))], chance, most=90) + "."
    entry = dict.fromkeys(PROGRESS.fields, "") | {"given": "value", "percent": None, "done_on": None}
    starts, ends = periods.span(code)
    due = words.get("due")
    if due is None:
        return entry | {"state": "in_progress", "result": text}
    finish = date.fromisoformat(due) + timedelta(days=chance_for(words["number"], unit).randint(-75, 25))
    if finish <= ends:
        return entry | {"state": "done", "percent": 100, "done_on": max(finish, starts).isoformat(), "result": text}
    if (finish - ends).days > 200:
        return entry | {"state": "not_started"}
    percent = max(10, 90 - (finish - ends).days // 3 // 5 * 5)
    late = "Đơn vị bố trí lại cán bộ phụ trách." if due <= ends.isoformat() else ""
    return entry | {"state": "in_progress", "percent": percent, "result": text, "cause": late}


def _figure(story: Story, words: dict[str, Any], unit: int, code: str, chance: random.Random) -> dict[str, Any]:
    """A unit's figure of a measure, or which kind of nothing."""
    value = dict.fromkeys(VALUES.fields) | {"given": "value", "note": ""}
    if words["key"] == "thoauoc" and story.kind_of[unit] == _WITHOUT_AGREEMENTS:
        return value | {"given": "not_applicable"}
    rate = _rate(words, unit, code)
    if words["form"] == "yesno":
        return value | {"val": int(chance_for(words["key"], unit).random() < rate)}
    if words["form"] == "count":
        val = int(story.members[unit] * words["rate"] * chance.uniform(0.1, 0.48) + chance.random())
        return value | ({"given": "none_occurred"} if val == 0 else {"val": val})
    if words["base"] == "one":
        return value | {"num": int(chance_for(words["key"], unit).random() < rate), "den": 1}
    den = _size(words["base"], story.members[unit])
    return value | {"num": min(den, round(den * rate)), "den": den}


def _size(base: str, members: int) -> int:
    """What the share of a unit is of."""
    sizes = {
        "members": members,
        "labour": round(members * 1.08),
        "women": round(members * 0.62),
        "officials": 5 + members // 25,
        "budget": round(members * 1.1) + 12,
    }
    return sizes[base]


def _rate(words: dict[str, Any], unit: int, code: str) -> float:
    """The share a unit reaches: its own level, growing slowly, and over the year where it counts from its start."""
    level = float(words["rate"]) * (0.96 + 0.012 * number_of(code))
    if words["base"] != "one":
        level += chance_for(words["key"], unit, "level").gauss(0, 0.05)
    quarter = int(code[-1]) - 1
    if words["entry"] == "to_date_year":
        level *= (_MEETINGS_SO_FAR if words["form"] == "yesno" else _YEAR_SO_FAR)[quarter]
    return max(0.0, min(1.0, level))
