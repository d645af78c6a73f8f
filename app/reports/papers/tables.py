"""The appendix tables of a quarterly report (DOMAIN 2.3, tables 2 to 5), out of the same figures as its text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from app.clock import local
from app.plan.figures import Figure, GroupFigures, TargetFigure, UnitFigures
from app.plan.timeliness import TaskSummary
from app.reports.content import (
    Appendix,
    Cell,
    Column,
    GroupRow,
    Kind,
    Numbering,
    Row,
    Table,
    date_cell,
    integer_cell,
    percent_cell,
    text_cell,
)
from app.reports.numbers import counted, roman
from app.reports.papers import paper_words as words
from app.reports.papers import pictures
from app.reports.papers.report_figures import ProgrammeLine, ReportFigures, TaskLine
from app.reports.papers.report_lines import Result

TITLES = {
    "targets": "Kết quả thực hiện chỉ tiêu",
    "tasks": "Tiến độ thực hiện nhiệm vụ",
    "bans": "Tổng hợp nhiệm vụ theo ban",
    "units": "Tổng hợp báo cáo của các đơn vị",
    "charts": "Biểu đồ kết quả thực hiện",
}
"""The appendices by name, in the order in which they are attached."""

USUAL = ("targets", "tasks", "bans", "units")
"""The appendices of a report where nobody chose others."""


@dataclass(frozen=True)
class Annexes:
    """Which appendices a report has, so that its text points to them by their numbers."""

    names: tuple[str, ...]

    def see(self, name: str) -> str:
        """ "Phụ lục II"; empty when the report is printed without it."""
        if name not in self.names:
            return ""
        return "Phụ lục" if len(self.names) == 1 else f"Phụ lục {roman(self.names.index(name) + 1)}"

    def note(self, name: str) -> str:
        """ " (Phụ lục II)" or nothing."""
        return f" ({self.see(name)})" if self.see(name) else ""


def annexes(report: ReportFigures, wanted: Sequence[str]) -> Annexes:
    """The wanted appendices that have something to say: none per unit where nothing is asked of units."""
    has = {
        "targets": report.targets,
        "tasks": report.tasks or report.passed,
        "bans": report.bans,
        "units": report.units,
        "charts": report.tasks or report.targets,
    }
    return Annexes(tuple(name for name in TITLES if name in wanted and has[name]))


def appendices(report: ReportFigures, names: Annexes, numbering: Numbering = Numbering.RUNNING) -> tuple[Appendix, ...]:
    """The appendices themselves, tables on landscape pages; TT starts again under each title row where ``numbering`` says so."""
    return tuple(_appendix(report, name, numbering) for name in names.names)


def _appendix(report: ReportFigures, name: str, numbering: Numbering) -> Appendix:
    title = f"{TITLES[name]} {report.name}"
    if name == "charts":
        return Appendix(title, pictures.charts(report, report.heat, report.at.quarters), landscape=False)
    made = {"targets": targets, "tasks": tasks, "bans": bans, "units": units}
    return Appendix(title, (replace(made[name](report), numbering=numbering),))


# --- targets -----------------------------------------------------------------------------------------------------------


def targets(report: ReportFigures) -> Table:
    """Table 2: what each target asks, what was reached in the period and to date, on which base, whether it is met."""
    columns = (
        Column("Chỉ tiêu", 4.6),
        Column("ĐVT", 0.8, align="center"),
        Column("Chỉ tiêu giao (kế hoạch)", 1.1, align="center"),
        Column("Thực hiện kỳ này", 1.1, Kind.DECIMAL),
        Column("Lũy kế", 1.1, Kind.DECIMAL),
        Column("Tỷ lệ % so với kế hoạch", 1.1, Kind.PERCENT),
        Column("Đánh giá", 1.1, align="center"),
        Column("Ghi chú", 2.6),
    )
    rows: list[Row | GroupRow] = []
    for number, programme in enumerate((line for line in report.programmes if line.targets), 1):
        rows.append(group(programme, number))
        rows += [_target(target, report) for target in programme.targets]
    return Table(columns, tuple(rows), footnotes=target_notes(report, _shown(report)))


def _target(target: TargetFigure, report: ReportFigures) -> Row:
    achieved = target.achievement
    return Row(
        (
            text_cell(" ".join(part for part in (target.number and f"{target.number}.", target.text) if part)),
            text_cell(unit_of(target)),
            text_cell(words.threshold(target)),
            figure_cell(target.figure),
            figure_cell(target.to_date),
            text_cell("–") if achieved is None else percent_cell(achieved),
            text_cell(words.verdict(target)),
            text_cell("; ".join(_remarks(target, report))),
        )
    )


def unit_of(target: TargetFigure) -> str:
    """The unit that a target counts in."""
    return "%" if target.figure.rate else target.unit_text


def figure_cell(figure: Figure) -> Cell:
    """A figure, or which kind of nothing stands in its place."""
    if not figure.m:
        return text_cell("chưa đến kỳ")
    if not figure.n and not figure.text:
        return text_cell(words.NOT_REPORTED)
    if figure.none_n == figure.n and figure.num is None and figure.val is None:
        return text_cell("không phát sinh")
    if figure.rate:
        return text_cell("–") if figure.percent is None else percent_cell(figure.percent)
    value = figure.value
    return text_cell("–") if value is None else Cell(figure.text, _number(value))


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _remarks(target: TargetFigure, report: ReportFigures) -> Iterable[str]:
    figure = target.to_date
    if figure.rate and figure.text and figure.den:
        yield figure.text
    if figure.m:
        own = target.measure_id in report.own_measures
        yield "cơ quan theo dõi" if own else words.base_words(figure.n, figure.m)
    if figure.none_n:
        yield f"{counted(figure.none_n)} không phát sinh"
    if words.not_due_yet(target, report.at.cutoff) and target.horizon_end is not None:
        yield f"đến hết năm {target.horizon_end.year}"
    if target.gaps and not report.over_quarters:
        yield f"{counted(target.gaps)} quý trước có đơn vị chưa báo cáo"


def _shown(report: ReportFigures) -> list[str]:
    """What stands in the columns of figures."""
    return [figure_cell(each).text for target in report.targets for each in (target.figure, target.to_date)]


def target_notes(report: ReportFigures, shown: Sequence[str]) -> tuple[str, ...]:
    """What the signs of the table mean, as far as they stand in it; the kinds of nothing are told apart (DESIGN 5)."""
    found = report.targets
    notes = ["n/m: n đơn vị đã có số liệu trên m đơn vị phải báo cáo; tỷ lệ chỉ tính trên các đơn vị đã báo cáo."]
    if report.over_quarters and any(target.adds_up for target in found):
        notes.append("Số cộng dồn nhiều quý: n là số đơn vị báo cáo đủ các quý phải báo cáo.")
    if any(target.figure.rate for target in found):
        notes.append("Tỷ lệ chung là tổng tử số trên tổng mẫu số, không cộng hoặc lấy trung bình tỷ lệ của các đơn vị.")
    if "0" in shown or "0,0%" in shown:
        notes.append("0: đơn vị đã báo cáo, kết quả bằng không.")
    if any(target.figure.none_n or target.to_date.none_n for target in found):
        notes.append("Không phát sinh: đơn vị đã báo cáo và trong kỳ không có việc này; được tính là đã báo cáo.")
    if any(target.measure_id in report.exempted for target in found):
        notes.append("Không áp dụng: đơn vị không thuộc đối tượng của chỉ tiêu; không tính vào số đơn vị phải báo cáo.")
    if any(figure.m and figure.n < figure.m for target in found for figure in (target.figure, target.to_date)):
        notes.append(
            "Chưa báo cáo: đơn vị phải báo cáo nhưng chưa gửi số liệu; không tính là 0 và không đưa vào mẫu số."
        )
    if "chưa đến kỳ" in shown:
        notes.append("Chưa đến kỳ: trong kỳ này chỉ tiêu chưa phải báo cáo số liệu.")
    if "–" in shown:
        notes.append("–: chỉ tiêu không tổng hợp được trong kỳ này.")
    return tuple(f"({at}) {note}" for at, note in enumerate(notes, 1))


# --- tasks -------------------------------------------------------------------------------------------------------------


def tasks(report: ReportFigures) -> Table:
    """Table 3: every task with who does it, when it is due, how far it is, what came of it, what hinders it."""
    columns = (
        Column("Nhiệm vụ", 4.8),
        Column("Chủ trì", 0.9, align="center"),
        Column("Phối hợp", 1, align="center"),
        Column("Thời hạn", 1.2, align="center"),
        Column("Tiến độ %", 0.8, Kind.PERCENT),
        Column("Kết quả, sản phẩm", 4.6),
        Column("Trạng thái", 1.9, align="center"),
        Column("Khó khăn, nguyên nhân", 2.4),
    )
    rows: list[Row | GroupRow] = []
    numbered = (line for line in report.programmes if line.tasks or line.passed)
    for number, programme in enumerate(numbered, 1):
        rows.append(group(programme, number))
        rows += _by_section(programme, report)
    return Table(columns, tuple(rows), footnotes=_task_notes(report))


def _by_section(programme: ProgrammeLine, report: ReportFigures) -> Iterable[Row | GroupRow]:
    """The tasks of a programme under their sections; those given to units come last."""
    section = ""
    for task in programme.tasks:
        if task.section and task.section != section:
            yield GroupRow(task.section, level=2)
        section = task.section
        yield _task(task, report)
    if programme.passed:
        yield GroupRow("Nhiệm vụ giao các đơn vị", level=2)
        yield from (_task(task, report) for task in programme.passed)


def _task(task: TaskLine, report: ReportFigures) -> Row:
    return Row(
        (
            text_cell(" ".join(part for part in (task.number and f"{task.number}.", task.text) if part)),
            text_cell(task.lead.code),
            text_cell(", ".join(task.collaborators)),
            _deadline(task),
            _progress(task),
            text_cell(_outcome(task, report)),
            text_cell(_standing(task)),
            text_cell(" ".join(filter(None, (words.sentence(task.difficulty), words.sentence(task.cause))))),
        )
    )


def _deadline(task: TaskLine) -> Cell:
    if task.continuous:
        return text_cell("Thường xuyên")
    return text_cell("Không ấn định") if task.due is None else date_cell(task.due)


def _progress(task: TaskLine) -> Cell:
    base = task.passed
    if base is not None:
        counts = base.m and not task.continuous
        return percent_cell(Fraction(100 * base.done, base.m), 0) if counts else text_cell("–")
    if task.state == "done":
        return percent_cell(100, 0)
    return text_cell("–") if task.percent is None else percent_cell(task.percent, 0)


def _outcome(task: TaskLine, report: ReportFigures) -> str:
    """What came of a task: its words of the period, as the text has them; of one done earlier only when."""
    asked = f"Sản phẩm: {words.phrase(task.product)}." if task.product else ""
    if task.passed is not None or not task.entry_period:
        return asked
    when = words.day(task.done_on) if task.state == "done" and task.done_on else ""
    if not task.logged_here:
        return f"Đã hoàn thành ngày {when}." if when else f"Theo báo cáo {words.period_name(task.entry_period)}."
    done = f"Hoàn thành ngày {when}." if when else ""
    return " ".join(filter(None, (*map(_told, report.results_of(task)), done))) or asked


def _told(result: Result) -> str:
    if not result.quarters:
        return words.sentence(result.text)
    quarters = f"{result.quarters[:1].upper()}{result.quarters[1:]}"
    return f"{quarters}: {words.lowered(words.sentence(result.text))}"


def _standing(task: TaskLine) -> str:
    base = task.passed
    if base is None:
        return words.status(task)
    if task.continuous:
        return f"{words.base_words(base.n, base.m)} đã báo cáo thực hiện"
    silent = f", {base.m - base.n} chưa báo cáo" if base.n < base.m else ""
    return f"{words.base_words(base.done, base.m)} hoàn thành{silent}"


def _task_notes(report: ReportFigures) -> tuple[str, ...]:
    notes = [f"Trạng thái tính đến ngày {words.day(report.at.judged)}; nhiệm vụ thường xuyên không tính quá hạn."]
    if any(task.column == "not_started" and task.state is None for task in report.tasks):
        notes.append("Nhiệm vụ chưa có báo cáo được tổng hợp vào số nhiệm vụ chưa triển khai.")
    if report.passed:
        notes.append("Tiến độ của nhiệm vụ giao các đơn vị là tỷ lệ đơn vị hoàn thành trên số đơn vị phải thực hiện.")
    return tuple(f"({at}) {note}" for at, note in enumerate(notes, 1))


# --- bans, units -------------------------------------------------------------------------------------------------------


def bans(report: ReportFigures) -> Table:
    """Table 4: the own tasks of each ban by how they stand, with their total."""
    columns = (
        Column("Ban", 3),
        Column("Tổng số", 0.9, Kind.INTEGER),
        Column("Đúng hạn", 0.9, Kind.INTEGER, over="Hoàn thành"),
        Column("Quá hạn", 0.9, Kind.INTEGER, over="Hoàn thành"),
        Column("Trong hạn", 0.9, Kind.INTEGER, over="Đang thực hiện"),
        Column("Quá hạn", 0.9, Kind.INTEGER, over="Đang thực hiện"),
        Column("Chưa triển khai", 1.1, Kind.INTEGER),
        Column("Thường xuyên", 1.1, Kind.INTEGER),
        Column("Tạm dừng, dừng", 1, Kind.INTEGER),
        Column("Đến hạn đã hoàn thành", 1.2, align="center"),
        Column("Tỷ lệ hoàn thành %", 1.1, Kind.PERCENT),
    )
    rows = [Row((text_cell(_ban_name(ban)), *_counts(ban.summary))) for ban in report.bans]
    rows.append(Row((text_cell("Tổng cộng"), *_counts(report.summary)), total=True))
    notes = (
        "(1) Cột “Đang thực hiện, quá hạn” gồm mọi nhiệm vụ đến hạn chưa hoàn thành, kể cả chưa triển khai; “Chưa triển khai” là còn hạn.",
        "(2) Tỷ lệ hoàn thành là số nhiệm vụ đến hạn đã hoàn thành trên tổng số nhiệm vụ đến hạn.",
    )
    return Table(columns, tuple(rows), footnotes=notes)


def _ban_name(ban: GroupFigures) -> str:
    return ban.title if ban.id is not None else "Chưa có ban chủ trì"


def _counts(summary: TaskSummary) -> tuple[Cell, ...]:
    due = words.of(summary.due_done, summary.due_total) if summary.due_total else "–"
    rate = Fraction(100 * summary.due_done, summary.due_total) if summary.due_total else None
    return (
        integer_cell(summary.total),
        integer_cell(summary.done_on_time),
        integer_cell(summary.done_late),
        integer_cell(summary.in_progress),
        integer_cell(summary.overdue),
        integer_cell(summary.not_started),
        integer_cell(summary.continuous),
        integer_cell(summary.paused + summary.cancelled),
        text_cell(due),
        text_cell("–") if rate is None else percent_cell(rate),
    )


def units(report: ReportFigures) -> Table:
    """Table 5: what each unit below has sent, and what it has done of the tasks passed down."""
    columns = (
        Column("Đơn vị", 4),
        Column("Ngày gửi báo cáo", 1.3, align="center"),
        Column("Số liệu đã báo cáo", 1.2, align="center", over="Chỉ tiêu"),
        Column("Đã báo cáo", 1.2, align="center", over="Nhiệm vụ được giao"),
        Column("Hoàn thành", 1.2, align="center", over="Nhiệm vụ được giao"),
        Column("Ghi chú", 2),
    )
    rows = [_unit(unit) for unit in report.units]
    total = text_cell(f"{words.base_words(report.units_reported, report.units_expected)} báo cáo")
    sums = [sum(getattr(unit, name) for unit in report.units) for name in _UNIT_SUMS]
    cells = (words.of(sums[1], sums[0]), words.of(sums[3], sums[2]), words.of(sums[4], sums[2]))
    rows.append(Row((text_cell("Tổng cộng"), total, *map(text_cell, cells), text_cell("")), total=True))
    return Table(
        columns, tuple(rows), Numbering.RUNNING, footnotes=("(1) n/m: đã báo cáo (hoàn thành) trên số phải báo cáo.",)
    )


_UNIT_SUMS = ("values_expected", "values_reported", "tasks_expected", "tasks_reported", "tasks_done")


def _unit(unit: UnitFigures) -> Row:
    reported = unit.tasks_reported + unit.values_reported
    sent = "" if unit.reported_ms is None else f"{local(unit.reported_ms):%d/%m/%Y}"
    missing = unit.tasks_expected + unit.values_expected - reported
    remark = "" if not missing else ("Chưa báo cáo" if not reported else f"Còn thiếu {counted(missing)} mục")
    return Row(
        (
            text_cell(unit.name),
            text_cell(sent if reported else "–"),
            text_cell(f"{unit.values_reported}/{unit.values_expected}" if unit.values_expected else "–"),
            text_cell(f"{unit.tasks_reported}/{unit.tasks_expected}" if unit.tasks_expected else "–"),
            text_cell(f"{unit.tasks_done}/{unit.tasks_expected}" if unit.tasks_expected else "–"),
            text_cell(remark),
        )
    )


def group(programme: ProgrammeLine, number: int) -> GroupRow:
    """The title row of a programme, by letters: Roman numbers stand before the sections of plans."""
    return GroupRow(programme.title, label=chr(ord("A") + (number - 1) % 26))
