"""Targets in sentences: what was reached, on how many units it rests, how it stands against what was asked (DESIGN 5, DOMAIN 2.3, 2.6)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from app.numbers import format_percent
from app.plan import periods
from app.plan.figure import Figure
from app.plan.figures import TargetFigure
from app.plan.periods import YearType
from app.plan.verdicts import Comparator, Verdict
from app.reports.content import Paragraph, Run
from app.reports.numbers import counted
from app.reports.papers import paper_words as words
from app.reports.papers.period_reading import PeriodFigures
from app.reports.papers.report_figures import ReportFigures
from app.reports.papers.telling import Telling, told

YEARLY = {"yearly", "school_year"}
_QUARTERS = 4


def against(telling: Telling, targets: Sequence[TargetFigure], key: str) -> list[Paragraph]:
    """Each target with its figure, base and verdict. Several thresholds on one figure are told together; those without a figure last."""
    groups: dict[tuple[object, ...], list[TargetFigure]] = defaultdict(list)
    for target in targets:
        figure = target.to_date
        groups[target.measure_id, figure.num, figure.den, figure.val, figure.n, figure.m].append(target)
    lines, silent = [], []
    for group in groups.values():
        if _told(group[0].to_date):
            line = _alone(telling, group[0]) if len(group) == 1 else _together(telling, group)
            lines.append(told(f"{key}.target:{group[0].target_id}", line))
        else:
            silent += group
    return [*lines, *([told(f"{key}.silent", _silent(telling, silent))] if silent else [])]


def _told(figure: Figure) -> bool:
    """Whether there is a figure to tell: a share of nothing that nobody reported ("0/0") is none."""
    return bool(figure.text) and not (figure.rate and not figure.den and not figure.n)


def _alone(telling: Telling, target: TargetFigure) -> Run:
    found = {"target": words.clipped(target.text, 220), "reached": reached(telling, target)}
    if _years(telling, target):
        return telling.say.run("targets.line_without", f"target:{target.target_id}", **found)
    return telling.say.run("targets.line", f"target:{target.target_id}", **found, verdict=judged(telling, target))


def _together(telling: Telling, targets: Sequence[TargetFigure]) -> Run:
    """Thresholds on one figure: "…: 77,6% (5.484/7.070), tính trên 29/40 đơn vị; đạt chỉ tiêu …, chưa đạt chỉ tiêu …"."""
    say, first = telling.say, targets[0]
    about = [f"target:{target.target_id}" for target in targets]
    found = {"target": words.clipped(first.measure, 220), "reached": _reached_of(telling, targets)}
    shared = not first.to_date.rate and all(target.achievement is not None for target in targets)
    shown = [target for target in targets if target.verdict is Verdict.met] if shared else targets
    if not shown:
        return say.run("targets.line_without", *about, **found)
    return say.run("targets.line", *about, **found, verdict=_verdicts(telling, shown))


def _verdicts(telling: Telling, targets: Iterable[TargetFigure]) -> str:
    """ "đạt chỉ tiêu năm 2026 (từ 85% trở lên), chưa đạt chỉ tiêu đến năm 2028 (từ 90% trở lên)"."""
    groups: dict[str, list[str]] = defaultdict(list)
    for target in targets:
        groups[_standing(telling.report, target)].append(_which(telling, target))
    order = ("met_all", "not_met_all", "later_all", "unknown_all")
    found = [
        telling.say.text(f"targets.{name}", which=words.listed(groups[name], 9)) for name in order if name in groups
    ]
    return "; ".join(found)


def _standing(report: ReportFigures, target: TargetFigure) -> str:
    if target.verdict is Verdict.met:
        return "met_all"
    if target.verdict is Verdict.unknown:
        return "unknown_all"
    return "not_met_all" if ended(target, last_day(report)) or target.horizon in YEARLY else "later_all"


def _which(telling: Telling, target: TargetFigure) -> str:
    """Which of several thresholds: by when, and how much."""
    say, end = telling.say, target.horizon_end
    threshold = words.threshold(target, sign=False, unit="" if target.figure.rate else _unit(target))
    if end is None:
        return say.text("targets.which_programme", threshold=threshold)
    if target.horizon == "school_year":
        return say.text("targets.which_school_year", first=end.year - 1, year=end.year, threshold=threshold)
    name = "targets.which_year" if target.horizon in YEARLY else "targets.which_by"
    return say.text(name, year=end.year, threshold=threshold)


def _silent(telling: Telling, targets: Sequence[TargetFigure]) -> Run:
    about = [f"target:{target.target_id}" for target in targets]
    asked = [target for target in targets if target.to_date.m]
    if not asked:
        return telling.say.run("targets.waiting", *about, n=counted(len(targets)))
    if all(target.measure_id in telling.report.own_measures for target in asked):
        return telling.say.run("targets.silent_office", *about, n=counted(len(targets)))
    base = words.base_words(asked[0].to_date.n, asked[0].to_date.m)
    return telling.say.run("targets.silent", *about, n=counted(len(targets)), base=base)


def reached(telling: Telling, target: TargetFigure, *, plan: bool = True) -> str:
    """ "72,0% (90/125), tính trên 4/5 đơn vị", "lũy kế 5/250 người, bằng 2,0% mức giao, tính trên 4/5 đơn vị"."""
    say, figure, base = telling.say, target.to_date, _base(telling, target)
    years = _years(telling, target)
    if years:
        return years
    if nothing_occurred(figure):
        return _nothing(telling, target)
    if figure.rate:
        if not figure.text_percent:
            # "0/0" is no figure to read in a sentence: there was nothing to take a share of.
            shown = figure.text if figure.den else say.text("targets.no_share")
            return say.text("targets.rate_without", figure=shown, base=base)
        return say.text("targets.rate", percent=figure.text_percent, figure=figure.text, base=base)
    given = {"period": _in_period(telling, target), "figure": figure.text, "unit": _unit(target), "base": base}
    if not plan or target.threshold is None or target.achievement is None:
        return say.text("targets.count", **given)
    share = format_percent(target.achievement)
    return say.text("targets.count_of_plan", **given, plan=words.threshold(target), percent=share)


def _reached_of(telling: Telling, targets: Sequence[TargetFigure]) -> str:
    """What was reached of several thresholds; of counts with the share of each that has one."""
    first = targets[0]
    shares = [(target, target.achievement) for target in targets]
    if first.to_date.rate or nothing_occurred(first.to_date) or any(share is None for _, share in shares):
        return reached(telling, first, plan=False)
    say = telling.say
    parts = [
        say.text("targets.share", percent=format_percent(share), which=_which(telling, target))
        for target, share in shares
        if share is not None
    ]
    return say.text(
        "targets.count_of_plans",
        period=_in_period(telling, first),
        figure=first.to_date.text,
        unit=_unit(first),
        shares=words.listed(parts, 9),
        base=_base(telling, first),
    )


def _years(telling: Telling, target: TargetFigure) -> str:
    """A yearly target year by year, where the report is longer than a year; empty otherwise."""
    report, say = telling.report, telling.say
    found = report.by_year.get(target.target_id, ()) if isinstance(report, PeriodFigures) else ()
    known = [(year, each) for year, each in found if each.to_date.text]
    if not known:
        return ""
    parts = []
    for year, each in known:
        figure = each.to_date
        own = each.measure_id in report.own_measures
        given = {"year": year, "figure": figure.text}
        given["base"] = say.text("targets.year_office") if own else words.base_words(figure.n, figure.m)
        if nothing_occurred(figure):
            parts.append(say.text("targets.year_words", **{**given, "figure": "không phát sinh"}))
        elif figure.rate and figure.text_percent:
            parts.append(say.text("targets.year", **given, percent=figure.text_percent))
        elif figure.rate or each.achievement is None:
            parts.append(say.text("targets.year_words", **given))
        else:
            share = format_percent(each.achievement)
            parts.append(say.text("targets.year_count", **given, unit=_unit(each), percent=share))
    met = sum(each.verdict is Verdict.met for _, each in known)
    return say.text("targets.by_year", years="; ".join(parts), met=met, n=len(known))


def nothing_occurred(figure: Figure) -> bool:
    """Whether all who answered say "không phát sinh", which is not the figure 0."""
    return 0 < figure.none_n == figure.n and figure.num is None and figure.val is None


def _nothing(telling: Telling, target: TargetFigure) -> str:
    figure = target.to_date
    base = telling.say.text("targets.base", base=words.base_words(figure.n, figure.m))
    return telling.say.text("targets.all_none", base=base)


def _in_period(telling: Telling, target: TargetFigure) -> str:
    """What the period itself added, where that is not the same as what was reached to date."""
    here, report = target.figure, telling.report
    if isinstance(report, PeriodFigures) and report.over_years:
        return ""
    if not target.adds_up or not here.text or here.text == target.to_date.text:
        return ""
    return telling.say.text("targets.in_period", figure=here.text)


def named(targets: Sequence[TargetFigure], most: int = 4) -> str:
    """What some targets measure, each once, in a row; past ``most`` how many more there are."""
    names = list(dict.fromkeys(words.lowered(words.clipped(each.measure, 110)) for each in targets))
    shown, rest = "; ".join(names[:most]), len(names) - most
    return f"{shown} và {counted(rest)} chỉ tiêu khác" if rest > 0 else shown


def _unit(target: TargetFigure) -> str:
    return f" {target.unit_text}" if target.unit_text else ""


def _base(telling: Telling, target: TargetFigure) -> str:
    """On how many units a figure rests; nothing to count where the office itself reports it."""
    say, figure = telling.say, target.to_date
    if target.measure_id in telling.report.own_measures:
        return say.text("targets.base_office")
    none = say.text("targets.none", n=counted(figure.none_n)) if figure.none_n else ""
    name = "targets.base_all" if telling.report.over_quarters and target.adds_up else "targets.base"
    return say.text(name, base=words.base_words(figure.n, figure.m)) + none


def judged(telling: Telling, target: TargetFigure) -> str:
    """How a target stands, in a few words."""
    say, end = telling.say, target.horizon_end
    if target.verdict is Verdict.met:
        over = target.comparator in {Comparator.ge, Comparator.gt} and (target.achievement or 0) > 100
        return say.text("targets.exceeded" if over else "targets.met")
    if target.verdict is Verdict.unknown:
        return say.text("targets.unknown")
    if end is None or ended(target, last_day(telling.report)):
        return say.text("targets.not_met")
    if target.horizon in YEARLY:
        return say.text("targets.not_met_year")
    return say.text("targets.not_met_later", year=end.year)


def ended(target: TargetFigure, day: date) -> bool:
    """Whether the time of a target is over by a day."""
    return target.horizon_end is not None and target.horizon_end <= day


def last_day(report: ReportFigures) -> date:
    """The last day of the quarter that figures stand at: what had to be reached by then is judged, even where the cut-off is earlier."""
    return periods.span(report.at.quarter)[1]


def kinds(report: ReportFigures) -> dict[str, list[TargetFigure]]:
    """The targets by how they stand: met, missed (their time is over), running (of this year), later, unknown. Each stands once."""
    found: dict[str, list[TargetFigure]] = {"met": [], "missed": [], "running": [], "later": [], "unknown": []}
    for target in report.targets:
        if target.verdict is Verdict.met:
            name = "met"
        elif target.verdict is Verdict.unknown:
            name = "unknown"
        elif ended(target, last_day(report)):
            name = "missed"
        else:
            name = "running" if target.horizon in YEARLY else "later"
        found[name].append(target)
    return found


def elapsed(report: ReportFigures) -> int:
    """How many quarters of the office's year are over at the end of the report."""
    return len(periods.quarters_to_date(report.at.quarter, YearType(report.office.year_type)))


def behind(report: ReportFigures) -> list[TargetFigure]:
    """Targets of a year that still runs, of which less is reached than the share of the year that is over."""
    share = Fraction(100 * elapsed(report), _QUARTERS)
    running = [target for target in kinds(report)["running"] if target.horizon == "yearly"]
    return [target for target in running if target.achievement is not None and target.achievement < share]
