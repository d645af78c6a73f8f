"""Đánh giá chung: what went well, what did not and why (DOMAIN 2.2)."""

from collections.abc import Sequence

from app.plan.timeliness import TaskSummary
from app.reports.content import Block, Paragraph, Run
from app.reports.numbers import counted
from app.reports.papers import paper_words as words
from app.reports.papers import target_words
from app.reports.papers.report_figures import TaskLine
from app.reports.papers.telling import Telling, capped, listing, merged, told
from app.reports.phrases import Phrases
from app.text import fold

MOST = 12
"""Bullets of one list beside those on overdue tasks."""


def appraisal(telling: Telling, label: str) -> tuple[Block, ...]:
    """The chapter with its heading."""
    return (
        telling.heading(1, label, "appraisal"),
        telling.heading(2, "1", "strengths"),
        *strengths(telling),
        telling.heading(2, "2", "weaknesses"),
        *weaknesses(telling),
    )


def strengths(telling: Telling) -> tuple[Block, ...]:
    """What went well."""
    report, say, key = telling.report, telling.say, "appraisal.strengths"
    summary, found = report.summary, []
    if summary.due_done:
        found.append(told(f"{key}.due", _due(say, summary)))
    on_time_bans = [ban.title for ban in report.bans if ban.id and ban.summary.due_total and not ban.summary.overdue]
    if on_time_bans and summary.overdue:
        found.append(told(f"{key}.bans", say.run("appraisal.bans", bans=words.listed(on_time_bans, 8))))
    met = target_words.kinds(report)["met"]
    if met:
        about = [f"target:{target.target_id}" for target in met]
        given = {"met": len(met), "n": len(report.targets)}
        run = say.run("appraisal.targets", *about, **given, see=telling.annexes.note("targets"))
        found.append(told(f"{key}.targets", run))
    if report.units_expected and report.units_complete == report.units_expected:
        found.append(told(f"{key}.units", say.run("appraisal.units", "units")))
    if found:
        return listing(found)
    # What was due and stayed undone is told among the weaknesses; here nothing may say that nothing was due.
    due = summary.due_total or report.overdue_below or target_words.kinds(report)["missed"]
    return (told(f"{key}.none", say.run("appraisal.none_reached" if due else "appraisal.no_strengths")),)


def _due(say: Phrases, summary: TaskSummary) -> Run:
    """How much of what was due is done, and how much of that in time."""
    rate = words.share(summary.due_done, summary.due_total)
    given = {"done": summary.due_done, "total": summary.due_total, "rate": rate}
    on_time = summary.due_done - summary.done_late
    if on_time in {0, summary.due_done}:
        return say.run("appraisal.due_on_time" if on_time else "appraisal.due_late", **given)
    return say.run("appraisal.due", **given, on_time=counted(on_time))


def weaknesses(telling: Telling, *, with_cause: bool = True) -> tuple[Block, ...]:
    """What did not go well, each with its cause where one was given, unless causes are told by themselves."""
    late = [task for task in telling.report.tasks if task.column == "overdue"]
    found = [
        *(_late(telling, task, with_cause=with_cause) for task in late),
        *_counts(telling),
        *hardships(telling, with_cause=with_cause),
    ]
    if not found:
        return (told("appraisal.weaknesses.none", telling.say.run("appraisal.no_weaknesses")),)
    return capped(telling, found, MOST + len(late), "appraisal.weaknesses")


def _late(telling: Telling, task: TaskLine, *, with_cause: bool) -> Paragraph:
    say, reason = telling.say, ""
    why = words.phrase(task.cause or task.difficulty)
    about = [f"task:{task.task_id}", *([f"progress:{task.entry_id}"] if task.entry_id else [])]
    if with_cause:
        given = (
            say.text("appraisal.late_reason", cause=words.lowered(why)) if why else say.text("appraisal.late_unknown")
        )
        reason = f"; {given}"
    run = say.run(
        "appraisal.late",
        *about,
        task=words.quoted(words.clipped(task.text)),
        lead=telling.lead(task.lead),
        due=say.text("appraisal.late_due", day=words.day(task.due)) if task.due else "",
        progress="" if task.percent is None else say.text("appraisal.late_progress", percent=task.percent),
        reason=reason,
    )
    return told(f"appraisal.weaknesses.task:{task.task_id}", run)


def _late_below(telling: Telling) -> list[Paragraph]:
    """The tasks given to units whose deadline is over, with how many have done each."""
    late, say = telling.report.overdue_below, telling.say
    if not late:
        return []
    each = [
        say.text(
            "appraisal.late_below_one",
            task=words.quoted(words.clipped(task.text)),
            base=words.base_words(task.passed.done, task.passed.m),
            day=words.day(task.due),
        )
        for task in late
        if task.passed and task.due
    ]
    which = words.listed(each, 6, "nhiệm vụ khác")
    about = [f"task:{task.task_id}" for task in late]
    return [
        told("appraisal.weaknesses.below", say.run("appraisal.late_below", *about, n=counted(len(late)), which=which))
    ]


def _counts(telling: Telling) -> list[Paragraph]:
    """Targets missed or behind, units that were silent or sent too little."""
    report, say, see = telling.report, telling.say, telling.annexes.note("targets")
    key, found = "appraisal.weaknesses", _late_below(telling)
    if report.summary.done_late:
        found.append(told(f"{key}.late", say.run("appraisal.done_late", n=counted(report.summary.done_late))))
    missed = target_words.kinds(report)["missed"]
    if missed:
        about = [f"target:{target.target_id}" for target in missed]
        run = say.run(
            "appraisal.missed",
            *about,
            missed=len(missed),
            n=len(report.targets),
            which=target_words.named(missed),
            see=see,
        )
        found.append(told(f"{key}.targets", run))
    behind = target_words.behind(report)
    if behind:
        about = [f"target:{target.target_id}" for target in behind]
        over = target_words.elapsed(report)
        which = target_words.named(behind)
        given = {"n": counted(len(behind)), "quarters": counted(over), "share": f"{25 * over}%"}
        found.append(told(f"{key}.behind", say.run("appraisal.behind", *about, **given, which=which, see=see)))
    return [*found, *_units(telling, key)]


def _units(telling: Telling, key: str) -> list[Paragraph]:
    report, say, found = telling.report, telling.say, []
    expected = [unit for unit in report.units if unit.tasks_expected + unit.values_expected]
    silent = [unit for unit in expected if not unit.tasks_reported + unit.values_reported]
    if silent:
        base = words.base_words(len(silent), report.units_expected)
        names = words.listed([unit.name for unit in silent], 6, "đơn vị khác")
        about = [f"unit:{unit.unit_id}" for unit in silent]
        found.append(told(f"{key}.silent", say.run("appraisal.silent", *about, base=base, units=names)))
    partial = report.units_reported - report.units_complete
    if partial > 0:
        run = say.run("appraisal.not_enough", "units", partial=partial, m=report.units_expected)
        found.append(told(f"{key}.partial", run))
    return found


def hardships(telling: Telling, *, with_cause: bool) -> list[Paragraph]:
    """What bans and units say hinders them, equal words put together, but for overdue tasks, which are told by themselves."""
    late = {task.task_id for task in telling.report.tasks if task.column == "overdue"}
    found = merged(
        (saying.who, _hardship(telling, saying.difficulty, saying.cause if with_cause else ""), saying.entry_id)
        for saying in telling.report.sayings
        if saying.difficulty and saying.task_id not in late
    )
    return [_said(telling, *each) for each in found]


def _said(telling: Telling, text: str, who: Sequence[str], entries: tuple[str, ...]) -> Paragraph:
    key = f"appraisal.weaknesses.{entries[0] if entries else fold(text)[:40]}"
    sentence = words.sentence(text)
    if not who:
        return told(key, Run(sentence, about=entries))
    given = {"text": sentence.rstrip("."), "who": words.listed(who, 3)}
    return told(key, telling.say.run("appraisal.saying", *entries, **given))


def _hardship(telling: Telling, difficulty: str, cause: str) -> str:
    why = words.phrase(cause)
    if not why:
        return words.phrase(difficulty)
    return telling.say.text("appraisal.saying_cause", text=words.phrase(difficulty), cause=words.lowered(why))
