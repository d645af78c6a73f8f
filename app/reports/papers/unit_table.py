"""The summary by unit below (DOMAIN 2.3, table 5): what each has sent, which of its targets it meets, what it has done."""

from collections.abc import Mapping

from app.clock import local
from app.plan import unit_targets
from app.plan.figures import UnitFigures
from app.plan.unit_targets import MetTargets
from app.reports.content import Column, Document, Row, Table, text_cell
from app.reports.numbers import counted
from app.reports.papers import paper_words as words
from app.reports.papers import standalone
from app.reports.papers.paper_head import Frame
from app.reports.papers.report_figures import ReportFigures
from app.reports.papers.standalone import View, read
from app.session import Session
from db.queries import report_forms

_NONE = "–"


def build(
    session: Session,
    period: str,
    *,
    frame: Frame,
    as_of: View = None,
    numbering: str = "",
    attached_to: str = "",
) -> Document:
    """The table of a period, as of its close where it is closed, unless said otherwise."""
    report = read(session, period, as_of=as_of)
    met = unit_targets.met_by_unit(session, period, as_of=report.as_of)
    made = table(report, met, report_forms.finished_by_unit(session.conn, report.at.quarters, report.as_of))
    kind = "Tổng hợp theo đơn vị trực thuộc"
    return standalone.of_figures(
        session,
        frame,
        report,
        made,
        kind=kind,
        ending=standalone.lists(len(report.units), "đơn vị"),
        numbering=numbering,
        attached_to=attached_to,
    )


def table(report: ReportFigures, met: Mapping[int, MetTargets], done: Mapping[int, tuple[int, int]]) -> Table:
    """A row per unit that was asked, and their sum with its base. "Xếp loại" is written in by those who rate. ``met`` and ``done`` are
    targets met and tasks finished, each of how many, by unit.
    """
    columns = (
        Column("Đơn vị", 4.5),
        Column("Đã gửi báo cáo (ngày)", 1.3, align="center"),
        Column("Chỉ tiêu đạt/tổng", 1.2, align="center"),
        Column("Nhiệm vụ hoàn thành/tổng", 1.3, align="center"),
        Column("Xếp loại", 1.5, align="center"),
        Column("Ghi chú", 2.4),
    )
    asked = [unit for unit in report.units if unit.tasks_expected or unit.values_expected]
    rows = [_row(unit, met.get(unit.unit_id), done.get(unit.unit_id)) for unit in asked]
    if rows:
        rows.append(_total(report, met, done))
    return Table(columns, tuple(rows), footnotes=_NOTES, empty="Kỳ này không yêu cầu đơn vị nào báo cáo")


_NOTES = (
    (
        "(1) Chỉ tiêu đạt/tổng: các chỉ tiêu của năm tính được riêng cho từng đơn vị (chỉ tiêu tỷ lệ, chỉ tiêu có - không, chỉ tiêu số "
        "lượng đã giao cho đơn vị); chỉ tiêu chưa có số liệu tính vào tổng, không tính là đạt."
    ),
    "(2) Nhiệm vụ hoàn thành/tổng: nhiệm vụ được giao có thể kết thúc trong kỳ; nhiệm vụ thường xuyên không tính.",
    "(3) Xếp loại do cấp có thẩm quyền đánh giá, ghi sau khi xét.",
)


def _row(unit: UnitFigures, met: MetTargets | None, done: tuple[int, int] | None) -> Row:
    reported = unit.tasks_reported + unit.values_reported
    sent = f"{local(unit.reported_ms):%d/%m/%Y}" if reported and unit.reported_ms is not None else _NONE
    return Row(
        (
            text_cell(unit.name),
            text_cell(sent),
            text_cell(f"{met.met}/{met.total}" if met else _NONE),
            text_cell(f"{done[0]}/{done[1]}" if done else _NONE),
            text_cell(""),
            text_cell(remark(unit)),
        )
    )


def remark(unit: UnitFigures) -> str:
    """What of a unit's report is missing."""
    missing = unit.tasks_expected + unit.values_expected - unit.tasks_reported - unit.values_reported
    if not missing:
        return ""
    return "Chưa báo cáo" if not unit.tasks_reported + unit.values_reported else f"Còn thiếu {counted(missing)} mục"


def _total(report: ReportFigures, met: Mapping[int, MetTargets], done: Mapping[int, tuple[int, int]]) -> Row:
    reached, total = sum(found.met for found in met.values()), sum(found.total for found in met.values())
    finished, tasks = sum(found[0] for found in done.values()), sum(found[1] for found in done.values())
    cells = (
        "Tổng cộng",
        words.base_words(report.units_reported, report.units_expected),
        words.of(reached, total) if total else _NONE,
        words.of(finished, tasks) if tasks else _NONE,
        "",
        f"{words.base_words(report.units_complete, report.units_expected)} báo cáo đủ",
    )
    return Row(tuple(map(text_cell, cells)), total=True)
