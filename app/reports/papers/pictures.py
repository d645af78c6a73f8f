"""The charts of a report, out of the very figures its text and tables are made of."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from app.i18n import Message
from app.plan.figures import HeatCell, HeatRow, TargetFigure
from app.plan.overview import level
from app.plan.periods import span
from app.plan.timeliness import TaskSummary
from app.plan.verdicts import Comparator, Verdict
from app.reports.charts import makers
from app.reports.charts.makers import BarRow, BulletRow, HeatBox, HeatLine, Stretch
from app.reports.content import Chart
from app.reports.papers import paper_words as words
from app.reports.papers.report_figures import ProgrammeLine, ReportFigures
from app.reports.writers import fonts

_NO_SCALE = {Comparator.yes, Comparator.words}
MOST_BULLETS = 24
"""Targets on one chart; a page holds no more that can be read."""


def charts(report: ReportFigures, heat: Iterable[HeatRow] = (), periods: Iterable[str] = ()) -> tuple[Chart, ...]:
    """What can be drawn of a report: progress of programmes, targets with a figure, and the heat map of the given quarters."""
    return tuple(chart for chart in (progress(report), targets(report), *_heat_of(heat, tuple(periods))) if chart)


def progress(report: ReportFigures) -> Chart | None:
    """Own tasks per programme by what became of them; None where the office has none."""
    rows = [(line, line.summary) for line in report.programmes if line.summary is not None and line.summary.total]
    if not rows:
        return None
    bars = [BarRow(_title(line), _stretches(summary), _ahead(summary)) for line, summary in rows]
    told = "; ".join(f"{_title(line)}: hoàn thành {summary.done}/{summary.total}" for line, summary in rows)
    return Chart(
        makers.progress(bars, fonts.width, _words(makers.PROGRESS_LEGEND)),
        f"Biểu đồ tiến độ nhiệm vụ (số hoàn thành/tổng số nhiệm vụ) theo chương trình, {report.name}",
        f"Tiến độ nhiệm vụ theo chương trình: {told}.",
    )


def targets(report: ReportFigures) -> Chart | None:
    """What has a figure and a threshold, each against it; thresholds on one figure share a bar. None where there is none."""
    groups: dict[tuple[object, ...], list[TargetFigure]] = defaultdict(list)
    for target in report.targets:
        if target.threshold is not None and target.value is not None and target.comparator not in _NO_SCALE:
            groups[target.measure_id, target.value].append(target)
    rows = [_bullet(group, report) for group in groups.values()][:MOST_BULLETS]
    if not rows:
        return None
    told = "; ".join(f"{row.label}: {row.figure}" for row in rows)
    return Chart(
        makers.bullets(rows, fonts.width, _words(makers.TARGET_LEGEND)),
        f"Biểu đồ kết quả chỉ tiêu so với mức giao, {report.name} (vạch đứng là mức giao)",
        f"Kết quả chỉ tiêu so với mức giao: {told}.",
    )


def _heat_of(rows: Iterable[HeatRow], periods: tuple[str, ...]) -> Iterable[Chart]:
    lines = [HeatLine(_numbered(row.number, row.title), tuple(map(_box, map(row.cells.get, periods)))) for row in rows]
    if not lines or len(periods) < 2:
        return
    names = [words.period_name(code).replace(" năm ", "/") for code in periods]
    told = "; ".join(
        f"{line.label}: {', '.join(f'{name} {box.text}' for name, box in zip(names, line.boxes, strict=True) if box)}"
        for line in lines
    )
    yield Chart(
        makers.heat(names, lines, fonts.width),
        "Nhiệm vụ không quá hạn trên tổng số nhiệm vụ của từng chương trình theo quý",
        f"Nhiệm vụ không quá hạn trên tổng số theo quý: {told}.",
    )


def _box(cell: HeatCell | None) -> HeatBox | None:
    if cell is None or not cell.total:
        return None
    return HeatBox(f"{cell.on_schedule}/{cell.total}", level(cell.on_schedule, cell.total))


def _words(legend: Iterable[tuple[str, Message]]) -> list[tuple[str, str]]:
    return [(ink, str(word)) for ink, word in legend]


def _stretches(summary: TaskSummary) -> tuple[Stretch, ...]:
    resting = summary.not_started + summary.paused + summary.cancelled
    return (
        Stretch(summary.done, "done"),
        Stretch(summary.in_progress + summary.continuous, "going"),
        Stretch(summary.overdue, "bad"),
        Stretch(resting, "rest"),
    )


def _ahead(summary: TaskSummary) -> str:
    return f"{summary.done}/{summary.total}"


def _title(line: ProgrammeLine) -> str:
    return _numbered(line.number, line.title)


def _numbered(number: str, title: str) -> str:
    return f"{number}. {title}" if number else title


def _bullet(group: Sequence[TargetFigure], report: ReportFigures) -> BulletRow:
    """A rate on a scale to 100 %, a count on one to its highest threshold or to what was reached, whichever is more."""
    first = group[0]
    value, thresholds = first.value or Fraction(0), [target.threshold or Fraction(0) for target in group]
    scale = Fraction(100) if first.figure.rate else max(*thresholds, value, Fraction(1))
    figure = first.to_date.text_percent if first.figure.rate else first.to_date.text
    return BulletRow(
        label=words.clipped(first.measure, 90),
        reached=float(value / scale),
        thresholds=tuple(float(threshold / scale) for threshold in thresholds),
        figure=f"{figure} ({'; '.join(map(words.threshold, group))})",
        ink=_ink(group, report),
    )


def _ink(group: Sequence[TargetFigure], report: ReportFigures) -> str:
    missed = [target for target in group if target.verdict is Verdict.not_met]
    last = span(report.at.quarter)[1]
    if any(target.horizon_end is None or target.horizon_end <= last for target in missed):
        return "bad"
    return "going" if missed else "done"
