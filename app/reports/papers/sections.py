"""The chapters of a report around its results: general situation, what comes next, proposals (DOMAIN 2.2)."""

from collections.abc import Sequence

from app.reports.content import Block, Paragraph, Run
from app.reports.numbers import counted
from app.reports.papers import paper_words as words
from app.reports.papers import target_words
from app.reports.papers.report_figures import Coming, ComingMilestone
from app.reports.papers.telling import Telling, capped, listing, merged, told
from app.text import fold

MOST = 12
"""Bullets of one list in the text; the appendices have all."""

MOST_COMING = 20
"""Bullets of what is due in the next period, which no appendix repeats."""


def general(telling: Telling, *more: Paragraph) -> tuple[Block, ...]:
    """Tình hình chung, without its heading: the units below, the work of the period, on how many units the figures rest."""
    report, say = telling.report, telling.say
    blocks = []
    total = sum(n for _, n in report.kinds)
    if total:
        kinds = [f"{counted(n)} {_kind(kind)}" for kind, n in report.kinds if kind]
        including = say.text("general.units_kinds", kinds=words.listed(kinds, len(kinds))) if len(kinds) > 1 else ""
        run = say.run("general.units", office=report.office.name, n=counted(total), kinds=including)
        blocks.append(told("general.units", run))
    return (*blocks, told("general.work", _work(telling)), told("general.base", _base(telling)), *more)


def _kind(name: str) -> str:
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _work(telling: Telling) -> Run:
    report, say = telling.report, telling.say
    own, passed = report.summary.total, len(report.passed)
    programmes = sum(programme.id is not None for programme in report.programmes)
    parts = [f"{counted(n)} {what}" for n, what in ((len(report.targets), "chỉ tiêu"), (own + passed, "nhiệm vụ")) if n]
    if not parts:
        return say.run("general.no_work", period=report.name)
    what = words.listed(parts)
    if programmes:
        what = f"{counted(programmes)} chương trình với {what}"
    shares = say.text("general.work_shares", own=counted(own), passed=counted(passed)) if own and passed else ""
    return say.run("general.work", period=report.name, office=report.office.name, what=what, shares=shares)


def _base(telling: Telling) -> Run:
    report, say = telling.report, telling.say
    cutoff = words.day(report.at.cutoff)
    if not report.units_expected:
        return say.run("general.cutoff", day=cutoff)
    complete, partial = report.units_complete, report.units_reported - report.units_complete
    note = ""
    if partial > 0:
        some = {"complete": counted(complete), "partial": counted(partial)}
        note = say.text("general.base_complete", **some) if complete else say.text("general.base_some")
    base = words.base_words(report.units_reported, report.units_expected)
    if not report.units_reported:
        return say.run("general.base_none", "units", day=cutoff, base=base)
    return say.run("general.base", "units", day=cutoff, base=base, complete=note)


def coming(telling: Telling, section: str) -> tuple[Block, ...]:
    """What comes next, without its heading: what is overdue first, targets still to be met, what falls due, milestones, what goes on.

    ``section`` names the part of the paper that tells of what is overdue ("mục III").
    """
    report, say = telling.report, telling.say
    items: list[Paragraph] = []
    late = [task for task in report.tasks if task.column == "overdue"]
    if late:
        about = [f"task:{task.task_id}" for task in late]
        items.append(told("next.overdue", say.run("next.overdue", *about, n=counted(len(late)), section=section)))
    items += _targets(telling)
    items += [_task(telling, task) for task in report.coming[:MOST_COMING]]
    rest = len(report.coming) - MOST_COMING
    if rest > 0:
        items.append(told("next.more", say.run("next.more", n=counted(rest))))
    items += [_milestone(telling, milestone) for milestone in report.milestones]
    if report.summary.continuous:
        items.append(told("next.continuous", say.run("next.continuous", n=counted(report.summary.continuous))))
    nothing = () if report.coming else (told("next.nothing_due", say.run("next.nothing_due", period=report.next_name)),)
    return (*nothing, *listing(items))


def _targets(telling: Telling) -> list[Paragraph]:
    """The targets of this year that are behind: to be caught up with, where some year is left, or next year."""
    report, say = telling.report, telling.say
    missed = [target for target in target_words.kinds(report)["missed"] if target.horizon in target_words.YEARLY]
    behind = [*missed, *target_words.behind(report)]
    if not behind:
        return []
    about = [f"target:{target.target_id}" for target in behind]
    run = say.run(
        "next.targets",
        *about,
        n=counted(len(behind)),
        which=target_words.named(behind),
        see=telling.annexes.note("targets"),
    )
    return [told("next.targets", run)]


def _task(telling: Telling, task: Coming) -> Paragraph:
    say = telling.say
    who = say.text("next.units") if task.passed_down else task.lead.name
    text = words.sentence(words.clipped(task.text, 220)).rstrip(".")
    run = say.run(
        "next.task", f"task:{task.task_id}", task=text, who=f"{who}, " if who else "", day=words.day(task.due)
    )
    return told(f"next.task:{task.task_id}", run)


def _milestone(telling: Telling, milestone: ComingMilestone) -> Paragraph:
    text = words.quoted(words.phrase(milestone.text))
    about = f"milestone:{milestone.milestone_id}"
    run = telling.say.run(
        "next.milestone",
        about,
        text=text,
        programme=f"“{words.quoted(words.phrase(milestone.programme))}”",
        day=words.day(milestone.ends),
    )
    return told(f"next.{about}", run)


def proposals(telling: Telling, nothing: str = "proposals.none") -> tuple[Block, ...]:
    """What bans and units ask for, without its heading, equal requests put together; ``nothing`` names what is said where nobody asks."""
    say = telling.say
    found = merged((saying.who, saying.proposal, saying.entry_id) for saying in telling.report.sayings)
    if not found:
        return (told("proposals.none", say.run(nothing)),)
    return capped(telling, [_asked(telling, *each) for each in found], MOST, "proposals")


def _asked(telling: Telling, text: str, who: Sequence[str], entries: tuple[str, ...]) -> Paragraph:
    key = f"proposals.{entries[0] if entries else fold(text)[:40]}"
    if not who:
        return told(key, Run(words.sentence(text), about=entries))
    wish = words.sentence(text).rstrip(".")
    return told(key, telling.say.run("proposals.one", *entries, text=wish, who=words.listed(who, 3)))


def closing(telling: Telling, subject: str) -> Paragraph:
    """The last sentence, which names the appendices."""
    names, office = telling.annexes.names, telling.report.office.name
    if not names:
        return told("closing", telling.say.run("head.closing", subject=subject, office=office))
    n = counted(len(names))
    return told("closing", telling.say.run("head.closing_attached", subject=subject, office=office, n=n))


def next_quarter(telling: Telling) -> tuple[Block, ...]:
    """The chapter of a report on a quarter."""
    report = telling.report
    return telling.heading(1, "IV", "next", period=report.next_name), *coming(telling, "mục III")
