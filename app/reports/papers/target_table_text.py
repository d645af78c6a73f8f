"""The chapter on targets in the text of longer reports: how many are met, and the table of all of them on a page in portrait."""

from collections.abc import Sequence

from app.plan.figures import TargetFigure
from app.reports.content import Block, Column, GroupRow, Kind, Row, Table, percent_cell, text_cell
from app.reports.papers import paper_words as words
from app.reports.papers import sections_results, tables
from app.reports.papers.report_figures import ReportFigures
from app.reports.papers.telling import Telling, told


def chapter(telling: Telling, *, always: bool = False) -> tuple[Block, ...]:
    """The summary; then the table, where no appendix has it or the paper wants it in its text (``always``)."""
    if not telling.report.targets:
        return (told("results.targets", telling.say.run("term.no_targets")),)
    first = told("results.targets", sections_results.targets_summary(telling))
    if telling.annexes.see("targets") and not always:
        return (first,)
    run = telling.say.run("term.table", day=words.day(telling.report.at.cutoff))
    return first, told("results.table", run), table(telling.report)


def table(report: ReportFigures) -> Table:
    """Each target with what was asked, what was reached, on how many units that rests, and how it is judged; under its programme."""
    columns = (
        Column("Chỉ tiêu", 4.4),
        Column("ĐVT", 0.9, align="center"),
        Column("Mức giao", 1.1, align="center"),
        Column("Thực hiện", 1.2, Kind.DECIMAL),
        Column("Tỷ lệ %", 1.1, Kind.PERCENT),
        Column("Đánh giá", 1.1, align="center"),
        Column("Đơn vị báo cáo", 1, align="center"),
    )
    rows: list[Row | GroupRow] = []
    for number, programme in enumerate((line for line in report.programmes if line.targets), 1):
        rows.append(tables.group(programme, number))
        rows += [_row(target, report) for target in programme.targets]
    return Table(columns, tuple(rows), footnotes=tables.target_notes(report, _shown(report)))


def _row(target: TargetFigure, report: ReportFigures) -> Row:
    achieved = target.achievement
    figure = target.to_date
    base = "cơ quan" if target.measure_id in report.own_measures else f"{figure.n}/{figure.m}"
    return Row(
        (
            text_cell(" ".join(part for part in (target.number and f"{target.number}.", target.text) if part)),
            text_cell(tables.unit_of(target)),
            text_cell(words.threshold(target)),
            tables.figure_cell(figure),
            text_cell("–") if achieved is None else percent_cell(achieved),
            text_cell(words.verdict(target)),
            text_cell(base if figure.m else "–"),
        )
    )


def _shown(report: ReportFigures) -> Sequence[str]:
    return [tables.figure_cell(target.to_date).text for target in report.targets]
