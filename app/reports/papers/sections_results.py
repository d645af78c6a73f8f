"""The results of a report: the summary, then each programme with what was done and its figures against the targets."""

from collections.abc import Sequence

from app.plan.timeliness import TaskSummary
from app.reports.content import Block, Heading, Paragraph, Run
from app.reports.numbers import counted
from app.reports.papers import paper_words as words
from app.reports.papers import target_words
from app.reports.papers.report_figures import COLUMNS, ProgrammeLine, TaskLine
from app.reports.papers.telling import Telling, capitalised, listing, told

MOST_RESULTS = 12
"""Results of one programme told in the text; Phụ lục II has all."""

MOST_TARGETS = 10
"""Targets of one programme told in the text; Phụ lục I has all."""


def results(telling: Telling) -> tuple[Block, ...]:
    """Kết quả thực hiện nhiệm vụ, without its heading: the summary and the programmes."""
    return (*summary(telling), *programmes(telling))


def summary(telling: Telling) -> tuple[Block, ...]:
    """How the tasks and the targets stand, each in a paragraph."""
    blocks = [tasks_summary(telling)]
    if telling.report.targets:
        blocks.append(told("results.targets", targets_summary(telling)))
    return tuple(blocks)


def tasks_summary(telling: Telling) -> Paragraph:
    """How the office's own tasks stand."""
    say, found = telling.say, telling.report.summary
    if not found.total:
        return told("results.tasks", say.run("results.no_tasks"))
    run = say.run("results.tasks", n=counted(found.total), parts=parts_of(telling, found))
    return told("results.tasks", run, due(telling, found))


def programmes(telling: Telling, *, targets: bool = True) -> tuple[Block, ...]:
    """Each programme with what was done and, unless a table of the text has them, its figures."""
    blocks: list[Block] = []
    for number, programme in enumerate(telling.report.programmes, 1):
        blocks += _programme(telling, str(number), programme, targets=targets)
    return tuple(blocks)


def parts_of(telling: Telling, found: TaskSummary) -> str:
    """ "20 nhiệm vụ hoàn thành đúng hạn; …" for every figure that is not 0."""
    return "; ".join(
        telling.say.text(f"status.{name}", n=counted(getattr(found, name))) for name in COLUMNS if getattr(found, name)
    )


def due(telling: Telling, found: TaskSummary, name: str = "results.due") -> Run:
    """How many of the tasks due by the cut-off are done."""
    cutoff = words.day(telling.report.at.cutoff)
    if not found.due_total:
        return telling.say.run("results.none_due", day=cutoff)
    if not found.due_done:
        return telling.say.run("results.none_done", day=cutoff, total=counted(found.due_total))
    share = words.share(found.due_done, found.due_total)
    return telling.say.run(name, day=cutoff, done=found.due_done, total=found.due_total, rate=share)


def targets_summary(telling: Telling) -> Run:
    """How many targets are met, missed, still running."""
    say, kinds = telling.say, target_words.kinds(telling.report)
    parts = [say.text(f"results.targets_{name}", n=counted(len(found))) for name, found in kinds.items() if found]
    n = counted(len(telling.report.targets))
    return say.run("results.targets", n=n, parts="; ".join(parts), see=telling.annexes.note("targets"))


def _programme(telling: Telling, number: str, programme: ProgrammeLine, *, targets: bool) -> list[Block]:
    key = f"results.programme:{programme.id or 0}"
    blocks: list[Block] = [Heading(2, number, programme.title)]
    opening = _opening(telling, programme)
    if opening:
        blocks.append(told(f"{key}.opening", *opening))
    parts = [
        ("told_a", _results(telling, programme, key)),
        ("told_b", _passed(telling, programme, key)),
        ("told_c", _reached(telling, programme, key) if targets else ()),
    ]
    shown = [(name, body) for name, body in parts if body]
    for letter, (name, body) in zip("abc", shown, strict=False):
        blocks += [telling.heading(3, letter, name), *body] if len(shown) > 1 else body
    return blocks


def _opening(telling: Telling, programme: ProgrammeLine) -> tuple[Run, ...]:
    found, say = programme.summary, telling.say
    if found is None or not found.total:
        return ()
    about, parts = f"programme:{programme.id or 0}", parts_of(telling, found)
    if not programme.lead.name:
        first = say.run("results.programme_without_lead", about, parts=parts)
    elif ";" in parts:
        first = say.run("results.programme", about, lead=programme.lead.name, n=counted(found.total), parts=parts)
    else:
        first = say.run("results.programme_one", about, lead=programme.lead.name, parts=parts)
    return (first, due(telling, found, "results.programme_due")) if found.due_total > found.due_done else (first,)


def _results(telling: Telling, programme: ProgrammeLine, key: str) -> tuple[Block, ...]:
    """What was done in the period, task by task, as it was logged."""
    say, see = telling.say, telling.annexes.see("tasks")
    found = [line for task in programme.tasks for line in _result(telling, task, programme, key)]
    if not found:
        where = say.text("results.nothing_new_see", appendix=see) if see else ""
        return (told(f"{key}.nothing", say.run("results.nothing_new", see=where)),) if programme.tasks else ()
    if len(found) <= MOST_RESULTS:
        return listing(found)
    rest = counted(len(found) - MOST_RESULTS)
    more = say.run("results.more_tasks", n=rest, appendix=see) if see else say.run("results.more_tasks_unseen", n=rest)
    return (*listing(found[:MOST_RESULTS]), told(f"{key}.more", more))


def _result(telling: Telling, task: TaskLine, programme: ProgrammeLine, key: str) -> tuple[Paragraph, ...]:
    """The result of a task, if there is any: of a quarter as logged, of a longer period gathered from its quarters."""
    gathered = telling.report.results_of(task)
    if not gathered:
        return ()
    parts, about = [], []
    for result in gathered:
        text = words.sentence(result.text)
        if result.quarters:
            quarters = capitalised(result.quarters)
            text = telling.say.text("results.in_quarters", result=words.lowered(text), quarters=quarters)
        parts.append(text)
        about += [f"progress:{entry}" for entry in result.entries]
    other = task.lead.name and task.lead.name != programme.lead.name
    given = {"task": words.clipped(task.text), "result": " ".join(parts)}
    if other:
        run = telling.say.run("results.task_of", f"task:{task.task_id}", *about, **given, lead=task.lead.name)
    else:
        run = telling.say.run("results.task", f"task:{task.task_id}", *about, **given)
    return (told(f"{key}.task:{task.task_id}", run),)


def _passed(telling: Telling, programme: ProgrammeLine, key: str) -> tuple[Block, ...]:
    return listing([told(f"{key}.task:{task.task_id}", passed_down(telling, task)) for task in programme.passed])


def passed_down(telling: Telling, task: TaskLine) -> Run:
    """How far the units are with a task passed down to them, and on how many answers that rests."""
    base, say = task.passed, telling.say
    if base is None:
        raise ValueError(task.task_id)
    given = {
        "task": words.clipped(task.text),
        "none": say.text("passed.none", n=counted(base.none_n)) if base.none_n else "",
        "silent": say.text("passed.silent", n=counted(base.m - base.n)) if base.n < base.m else "",
    }
    about = f"task:{task.task_id}"
    if task.continuous:
        return say.run("passed.continuous", about, **given, base=words.base_words(base.n, base.m))
    if not base.done:
        return say.run("passed.not_done", about, **given, m=base.m)
    return say.run("passed.done", about, **given, base=words.base_words(base.done, base.m))


def _reached(telling: Telling, programme: ProgrammeLine, key: str) -> tuple[Block, ...]:
    """The targets of a programme; the rest of a long list is left to the appendix, when there is one."""
    if not programme.targets:
        return ()
    lines: Sequence[Paragraph] = target_words.against(telling, programme.targets, key)
    see = telling.annexes.see("targets")
    if len(lines) <= MOST_TARGETS or not see:
        return listing(lines)
    rest = counted(len(lines) - MOST_TARGETS)
    more = telling.say.run("results.more_targets", n=rest, appendix=see)
    return (*listing(lines[:MOST_TARGETS]), told(f"{key}.more_targets", more))
