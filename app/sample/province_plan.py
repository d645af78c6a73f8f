"""The seven programmes of the province: sections, tasks with who does them, milestones, measures and targets."""

from typing import Any

from app.i18n import msg
from app.plan import assignments, programmes, targets, tasks
from app.sample.story import Story

STARTS, ENDS = "2025-04-01", "2030-12-31"


def write_plan(story: Story) -> None:
    """Write all programmes, one change each."""
    for position, words in enumerate(story.plan["programmes"], 1):
        label = msg("Nhập chương trình {number} với {n} nhiệm vụ", number=words["number"], n=len(words["tasks"]))
        with story.session.change(label):
            _programme(story, words, position)


def add_own_task(story: Story, words: dict[str, Any], number: str, **where: Any) -> int:
    """Add a task with its bodies; the story remembers it by its number."""
    session, due = story.session, words.get("due")
    lead = words.get("lead")
    task = tasks.add_task(
        session,
        text=words["t"],
        number=number,
        starts=words.get("starts", STARTS),
        due=due,
        continuous=due is None,
        product=words.get("product", ""),
        needs_evidence=words.get("evidence", False),
        priority=2 if words.get("evidence") else 1,
        lead_ban_id=story.bans[lead] if lead else None,
        **where,
        **_given_to(story, words.get("to")),
    )
    for role, codes in (("collaborate", words.get("co", ())), ("watch", words.get("watch", ()))):
        for code in codes:
            assignments.assign(session, task, role=role, ban_id=story.bans[code])
    story.tasks[number] = task
    story.specs[task] = {**words, "number": number}
    return task


def _programme(story: Story, words: dict[str, Any], position: int) -> None:
    session, clauses = story.session, story.clauses["kh"]
    programme = programmes.add_programme(
        session,
        title=words["title"],
        number=words["number"],
        directive_id=story.directives["ct"],
        term_id=story.term,
        starts=STARTS,
        ends=ENDS,
        lead_ban_id=story.bans[words["lead"]],
    )
    sections = [
        programmes.add_section(session, programme, number="I" * number, title=title)
        for number, title in enumerate(words["sections"], 1)
    ]
    for number, task in enumerate(words["tasks"], 1):
        section = sections[task["s"] - 1]
        add_own_task(
            story,
            task,
            f"{position}.{number}",
            programme_id=programme,
            section_id=section,
            directive_id=story.directives["kh"],
            clause_id=clauses[1],
        )
    for milestone in words.get("milestones", ()):
        starts, ends = milestone["on"]
        programmes.add_milestone(
            session, programme, starts=starts, ends=ends, text=milestone["text"], kind=milestone["kind"]
        )
    for measure in words["measures"]:
        _measure(story, measure, programme)


def _given_to(story: Story, to: str | None) -> dict[str, Any]:
    """Which units a task is passed down to."""
    if to is None:
        return {}
    if to in story.kinds:
        return {"scope": "passed_down", "to_kind_id": story.kinds[to]}
    return {"scope": "passed_down", "to_sector": None if to == "all" else to}


def _measure(story: Story, words: dict[str, Any], programme: int) -> None:
    session, kind = story.session, words.get("kind")
    measure = targets.add_measure(
        session,
        programme_id=programme,
        text=words["t"],
        form=words["form"],
        unit_text=words.get("unit", "%" if words["form"] == "ratio" else ""),
        decimals=words.get("decimals", 0),
        num_label=words.get("num", ""),
        den_label=words.get("den", ""),
        entry=words["entry"],
        frequency=words.get("frequency", "quarter"),
        reported_by=words.get("by", "units"),
        scope_sector=words.get("sector"),
        scope_kind_id=story.kinds[kind] if kind else None,
    )
    story.measures[words["key"]] = measure
    story.specs[measure] = words
    for target in words["targets"]:
        targets.add_target(
            session,
            measure,
            text=target["t"],
            comparator=target.get("comparator", "ge"),
            value=target.get("value"),
            horizon=target["horizon"],
            h_from=target.get("from"),
            h_to=target.get("to"),
            clause_id=story.clauses["kh"][2],
            base_text=words.get("den", ""),
        )
